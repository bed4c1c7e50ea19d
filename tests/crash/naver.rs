//! Class B, API Gateway keys: the secret can be read again, so that none is lost. Class D, keys of sub accounts: the
//! secret is shown once and the cloud gives them no names, so that a lost one is shown and never decided about alone.
//!
//! Sampled: every commit of the journal and every message to the cloud; of writes to the file and messages to the
//! keychain, which `clickhouse.rs` tries all of with the same engine, [`SAMPLES`] over the whole run.

use std::collections::BTreeSet;

use anyhow::{Context as _, Result};
use keywright_practice::naver::{Options, PracticeNaver};
use keywright_tests::engine::SignIn;
use serde_json::{Value, json};

use crate::stage::{Cloud, Stage};

/// Kills of a sweep that does not try every call.
const SAMPLES: u32 = 10;

/// A main account without keys of these kinds.
async fn start() -> Result<PracticeNaver> {
    Ok(PracticeNaver::start(Options {
        lessons: false,
        api_key_quota: 10_000,
        access_key_quota: 10_000,
        ..Options::default()
    })
    .await?)
}

fn set<C: Cloud>(cloud: C, naver: impl Fn(&C) -> &PracticeNaver) -> Result<Stage<C>> {
    let first = naver(&cloud).bootstrap().context("the first key")?;
    let endpoint = naver(&cloud).base_url();
    let sign_in = SignIn {
        kind: "naver_access_key",
        endpoint: &endpoint,
        fields: &[
            ("access_key", &first.access_key),
            ("secret_key", &first.secret_key),
        ],
    };
    Stage::set(cloud, &sign_in)
}

/// A value that the practice cloud remembers of the key with this id.
fn remembered(cloud: &PracticeNaver, list: &str, id: &str, field: &str) -> Option<String> {
    let snapshot = cloud.snapshot();
    let key = snapshot[list]
        .as_array()?
        .iter()
        .find(|key| key["id"] == id)?;
    Some(key[field].as_str()?.to_owned())
}

/// API Gateway keys.
pub struct Gateway(pub PracticeNaver);

impl Gateway {
    pub async fn stage() -> Result<Stage<Self>> {
        set(Self(start().await?), |cloud| &cloud.0)
    }
}

impl Cloud for Gateway {
    const KIND: &'static str = "naver_gateway_key";
    const REREADABLE: bool = true;

    fn creates(&self) -> usize {
        self.0.creates()
    }

    fn ids(&self) -> BTreeSet<String> {
        self.0.api_keys().into_iter().map(|key| key.id).collect()
    }

    fn form(&self, name: &str) -> Value {
        json!({"name": {"type": "text", "value": name}})
    }

    fn secret(&self, id: &str) -> Option<String> {
        remembered(&self.0, "api_keys", id, "primary")
    }
}

/// Access keys of one sub account.
pub struct SubAccount {
    pub cloud: PracticeNaver,
    pub account: String,
}

impl SubAccount {
    pub async fn stage() -> Result<Stage<Self>> {
        let cloud = start().await?;
        let account = cloud.add_sub_account("robot", &[]);
        set(Self { cloud, account }, |cloud| &cloud.cloud)
    }
}

impl Cloud for SubAccount {
    const KIND: &'static str = "naver_sub_account_key";

    fn creates(&self) -> usize {
        self.cloud.creates()
    }

    fn ids(&self) -> BTreeSet<String> {
        let keys = self.cloud.access_keys().into_iter();
        keys.filter_map(|key| Some(format!("{}/{}", key.sub_account_id?, key.access_key)))
            .collect()
    }

    fn form(&self, name: &str) -> Value {
        json!({
            "sub_account": {"type": "text", "value": self.account},
            "label": {"type": "text", "value": name},
        })
    }

    fn secret(&self, id: &str) -> Option<String> {
        let (_, access_key) = id.split_once('/')?;
        remembered(&self.cloud, "access_keys", access_key, "secret")
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_kill_at_every_commit_of_the_journal_loses_no_gateway_key() -> Result<()> {
    Gateway::stage().await?.sweep("fsync", u32::MAX)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_kill_at_every_message_to_the_cloud_loses_no_gateway_key() -> Result<()> {
    let stage = Gateway::stage().await?;
    stage.sweep("writev", u32::MAX)?;
    stage.sweep("recvfrom", u32::MAX)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_kill_at_a_write_or_a_message_to_the_keychain_loses_no_gateway_key() -> Result<()> {
    let stage = Gateway::stage().await?;
    stage.sweep("pwrite64", SAMPLES)?;
    stage.sweep("sendmsg", SAMPLES)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_kill_at_every_commit_of_the_journal_leaves_no_nameless_key_unreported() -> Result<()> {
    SubAccount::stage().await?.sweep("fsync", u32::MAX)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_kill_at_every_message_to_the_cloud_leaves_no_nameless_key_unreported() -> Result<()> {
    let stage = SubAccount::stage().await?;
    stage.sweep("writev", u32::MAX)?;
    stage.sweep("recvfrom", u32::MAX)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_kill_at_a_write_or_a_message_to_the_keychain_leaves_no_nameless_key_unreported()
-> Result<()> {
    let stage = SubAccount::stage().await?;
    stage.sweep("pwrite64", SAMPLES)?;
    stage.sweep("sendmsg", SAMPLES)
}
