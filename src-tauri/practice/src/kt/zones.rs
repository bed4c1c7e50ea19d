//! The zones of the platforms, as the "kt cloud SDK v1.0" and its successor for the D platform name them.

/// Which of the two versions of the G platform's API.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ApiVersion {
    /// `/v1`, which serves every zone but one.
    V1,
    /// `/v2`, which serves KOR-Seoul M2 alone.
    V2,
}

impl ApiVersion {
    /// The version as it stands in a path.
    pub(super) fn of(segment: &str) -> Option<Self> {
        match segment {
            "v1" => Some(ApiVersion::V1),
            "v2" => Some(ApiVersion::V2),
            _ => None,
        }
    }
}

/// A zone of the G platform.
pub(super) struct Zone {
    pub id: &'static str,
    pub name: &'static str,
    version: ApiVersion,
}

const fn zone(id: &'static str, name: &'static str, version: ApiVersion) -> Zone {
    Zone { id, name, version }
}

#[rustfmt::skip]
const G_ZONES: [Zone; 6] = [
    zone("eceb5d65-6571-4696-875f-5a17949f3317", "KOR-Central A", ApiVersion::V1),
    zone("9845bd17-d438-4bde-816d-1b12f37d5080", "KOR-Central B", ApiVersion::V1),
    zone("95e2f517-d64a-4866-8585-5177c256f7c7", "KOR-Seoul M", ApiVersion::V1),
    zone("dfd6f03d-dae5-458e-a2ea-cb6a55d0d994", "KOR-HA", ApiVersion::V1),
    zone("b7eb18c8-876d-4dc6-9215-3bd455bb05be", "US-West", ApiVersion::V1),
    zone("d7d0177e-6cda-404a-a46f-a5b356d2874e", "KOR-Seoul M2", ApiVersion::V2),
];

/// The zones of the G platform that a version serves.
pub(super) fn zones(version: ApiVersion) -> impl Iterator<Item = &'static Zone> {
    G_ZONES.iter().filter(move |zone| zone.version == version)
}

/// The D platform's zones, as they stand in paths.
pub(super) const D_ZONES: [&str; 5] = ["d1", "d2", "d3", "gd1", "gd4"];
