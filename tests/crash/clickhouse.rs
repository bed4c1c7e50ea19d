//! Class C: the secret is shown once, and the name is ours.

use std::collections::BTreeSet;

use anyhow::{Context as _, Result};
use keywright_practice::clickhouse::{NewPracticeKey, Options, PracticeClickHouse};
use keywright_tests::engine::{self, SignIn};
use serde_json::Value;

use crate::stage::{Cloud, Stage};

struct ClickHouse {
    cloud: PracticeClickHouse,
    role: String,
}

impl Cloud for ClickHouse {
    const KIND: &'static str = "clickhouse_key";

    fn creates(&self) -> usize {
        self.cloud.creates()
    }

    fn ids(&self) -> BTreeSet<String> {
        self.cloud.keys().into_iter().map(|key| key.id).collect()
    }

    fn form(&self, name: &str) -> Value {
        engine::clickhouse_form(name, &self.role)
    }
}

async fn sweep(syscall: &str, most: u32) -> Result<()> {
    stage().await?.sweep(syscall, most)
}

async fn stage() -> Result<Stage<ClickHouse>> {
    let cloud = PracticeClickHouse::start(Options {
        key_quota: 10_000,
        ..Options::default()
    })
    .await?;
    let (_, id, secret) = cloud.add_key(NewPracticeKey {
        name: "the app's own".to_owned(),
        ..NewPracticeKey::default()
    });
    let endpoint = cloud.base_url();
    let role = engine::role(&cloud.snapshot()).context("a role of the practice cloud")?;
    let sign_in = SignIn {
        kind: ClickHouse::KIND,
        endpoint: &endpoint,
        fields: &[("key_id", &id), ("key_secret", &secret)],
    };
    Stage::set(ClickHouse { cloud, role }, &sign_in)
}

/// Every commit of the journal ends in this call: killing at each is killing at every step of issuing.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_kill_at_every_commit_of_the_journal_leaves_no_key_unreported() -> Result<()> {
    sweep("fsync", u32::MAX).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_kill_at_writes_to_the_file_leaves_no_key_unreported() -> Result<()> {
    sweep("pwrite64", 40).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_kill_at_every_message_to_the_cloud_leaves_no_key_unreported() -> Result<()> {
    sweep("writev", u32::MAX).await?;
    sweep("recvfrom", u32::MAX).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_kill_at_every_message_to_the_keychain_leaves_no_key_unreported() -> Result<()> {
    sweep("sendmsg", u32::MAX).await
}

/// The disk is full, or was mounted anew for reading only: what cannot be written down is not sent.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_disk_that_takes_nothing_more_leaves_no_key_unreported() -> Result<()> {
    for error in ["ENOSPC", "EROFS"] {
        stage().await?.sweep_disk(error, 12)?;
    }
    Ok(())
}
