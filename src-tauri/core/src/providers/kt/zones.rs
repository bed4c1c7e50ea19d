//! Who an API Key of the G platform is: the zones that it sees, by `listZones` of both versions.

use base64::Engine as _;
use secrecy::ExposeSecret;
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

use super::{API_KEY, Kt, cloudstack, shown};
use crate::error::{ErrorCode, Result};
use crate::kind::Credential;
use crate::model::{Fact, Identity};
use crate::providers::reading::ends_with;

/// The zone "KOR-Seoul M2" is behind `v2`, every other one behind `v1`; the same pair works in all of them.
const VERSIONS: [&str; 2] = ["v1", "v2"];
/// Zones that are named at most.
const MOST_ZONES: usize = 50;
/// What zones are called where the cloud only tells their ids ("kt cloud SDK v1.0"). They may differ by account.
const LABELS: [(&str, &str); 6] = [
    ("eceb5d65-6571-4696-875f-5a17949f3317", "KOR-Central A"),
    ("9845bd17-d438-4bde-816d-1b12f37d5080", "KOR-Central B"),
    ("95e2f517-d64a-4866-8585-5177c256f7c7", "KOR-Seoul M"),
    ("dfd6f03d-dae5-458e-a2ea-cb6a55d0d994", "KOR-HA"),
    ("b7eb18c8-876d-4dc6-9215-3bd455bb05be", "US-West"),
    ("d7d0177e-6cda-404a-a46f-a5b356d2874e", "KOR-Seoul M2"),
];

/// Asks both versions. One that takes the key is enough; where one refuses it and the other cannot tell, the key
/// may still be one of the other's.
///
/// # Errors
/// [`ErrorCode::KeyPairRefused`] when it is refused and nobody takes it; any of the way to the cloud and what it said.
pub async fn identity(kt: &Kt, by: &Credential) -> Result<Identity> {
    let (mut zones, mut versions) = (Vec::new(), Vec::new());
    let (mut trouble, mut refused, mut silent) = (None, None, None);
    for version in VERSIONS {
        let asked = cloudstack::read(kt, by, version, "listZones", &[("available", "true")]).await;
        let error = match asked {
            Ok(found) => {
                versions.push(version);
                add(&mut zones, &found);
                continue;
            }
            Err(error) => error,
        };
        match error.code {
            // Both versions are at the same address: the other one is as far away.
            ErrorCode::Offline | ErrorCode::Unreachable | ErrorCode::Untrusted
                if versions.is_empty() =>
            {
                return Err(error);
            }
            ErrorCode::KeyPairRefused => refused = refused.or(Some(error)),
            // The command or the version is not open: nobody looked at the key.
            ErrorCode::NotOffered => silent = Some(error),
            ErrorCode::NotFound => silent = silent.or(Some(error)),
            _ => trouble = trouble.or(Some(error)),
        }
    }
    if versions.is_empty()
        && let Some(error) = trouble
            .or(refused)
            .or(silent.filter(|error| error.code == ErrorCode::NotFound))
    {
        return Err(error);
    }
    // EXPOSE: for its end and its fingerprint.
    let api_key = by.field(API_KEY)?.expose_secret();
    let facts = [
        ("zones", zones.join(", ")),
        ("versions", versions.join(", ")),
    ];
    Ok(Identity {
        name: None,
        scope: None,
        own_key: Some(own_key(api_key)),
        ends_with: ends_with(api_key),
        facts: facts
            .into_iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(id, value)| Fact {
                id: id.to_owned(),
                value,
            })
            .collect(),
        abilities: Vec::new(),
        confirmed: !versions.is_empty(),
    })
}

/// The names of the zones in an answer. There may be none, and then no list either.
fn add(zones: &mut Vec<String>, found: &Map<String, Value>) {
    let list = found.get("zone").and_then(Value::as_array);
    for zone in list.into_iter().flatten() {
        let text = |name| zone.get(name).and_then(Value::as_str).and_then(shown);
        let id = text("id");
        let label = LABELS
            .iter()
            .find(|(known, _)| id.as_deref() == Some(*known));
        let label = label.map(|(_, label)| (*label).to_owned());
        if let Some(name) = text("name").or(label).or(id)
            && !zones.contains(&name)
            && zones.len() < MOST_ZONES
        {
            zones.push(name);
        }
    }
}

/// By what a key is known. It is stored in clear, and the API Key is one half of a credential that may do everything:
/// so its end, and enough of its SHA-256 to tell it from any other. It is random and long, so that neither leads back.
pub fn own_key(api_key: &str) -> String {
    let digest = Sha256::digest(api_key.as_bytes());
    let print = base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(&digest[..12]);
    let count = api_key.chars().count();
    // Of a short one the end would be too much.
    let end: String = match count {
        0..32 => String::new(),
        _ => api_key.chars().skip(count - 8).collect(),
    };
    format!("{print}.{end}")
}
