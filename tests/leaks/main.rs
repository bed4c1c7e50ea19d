//! Made-up secrets are connected and others issued; afterwards none may be found in any form in anything the engine
//! wrote or said. The keychain is the one place that has them.

mod clickhouse;
mod kakao;
mod kt;
mod lock;
mod naver;

use std::process::Output;

use anyhow::{Result, ensure};
use keywright_tests::canary::Canary;
use keywright_tests::{Session, engine};
use serde_json::Value;

/// The secret values of all items of the keychain, as an independent reader finds them: these fields, or the whole of
/// an item that has none, which is a key that something is encrypted with.
fn kept(session: &Session, fields: &[&str]) -> Result<Vec<String>> {
    let mut secrets = Vec::new();
    for item in session.secrets(engine::SERVICE)? {
        match serde_json::from_str::<Value>(&item.value) {
            Ok(item) if item.is_object() => {
                let found = fields.iter().filter_map(|field| item[field].as_str());
                secrets.extend(found.map(str::to_owned));
            }
            _ => secrets.push(item.value),
        }
    }
    Ok(secrets)
}

/// Looks for the secrets in all files of the session, and in what the engine said.
fn nowhere(session: &Session, secrets: &[String], outputs: &[&Output]) -> Result<()> {
    for secret in secrets {
        let canary = Canary::new(secret);
        let hits = canary.scan(session.folder())?;
        ensure!(hits.is_empty(), "found {}", hits[0]);
        for output in outputs {
            ensure!(canary.find(&output.stdout).is_empty(), "said on stdout");
            ensure!(canary.find(&output.stderr).is_empty(), "said on stderr");
        }
    }
    Ok(())
}
