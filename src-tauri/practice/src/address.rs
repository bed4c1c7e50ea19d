//! Addresses that keys may be used from.

use std::net::IpAddr;

use ipnet::IpNet;

/// An IP address or network, as lists of allowed callers hold it.
pub(crate) fn network(source: &str) -> Option<IpNet> {
    source
        .parse()
        .ok()
        .or_else(|| source.parse::<IpAddr>().ok().map(IpNet::from))
}

/// Whether the address or network `source` holds this caller.
pub(crate) fn covers(source: &str, caller: IpAddr) -> bool {
    network(source).is_some_and(|net| net.contains(&caller.to_canonical()))
}
