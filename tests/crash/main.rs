//! The engine is killed at its steps and started again. Whatever the moment: at most one create reached the cloud,
//! and every key the cloud made is either stored here, with its secret, or on the list that the user sees.

use anyhow::{Context as _, Result, ensure};
use keywright_practice::clickhouse::{NewPracticeKey, Options, PracticeClickHouse};
use keywright_tests::{Session, engine, strace};
use serde_json::Value;
use tokio::task::block_in_place;

struct Stage {
    session: Session,
    cloud: PracticeClickHouse,
    role: String,
}

impl Stage {
    async fn set() -> Result<Self> {
        let cloud = PracticeClickHouse::start(Options {
            key_quota: 10_000,
            ..Options::default()
        })
        .await?;
        let (_, id, secret) = cloud.add_key(NewPracticeKey {
            name: "the app's own".to_owned(),
            ..NewPracticeKey::default()
        });
        let session = Session::start()?;
        let endpoint = cloud.base_url();
        let output = block_in_place(|| engine::connect(&session, &endpoint, &id, &secret))?;
        ensure!(output.status.success(), "not connected");
        let role = engine::role(&cloud.snapshot()).context("a role of the practice cloud")?;
        Ok(Self {
            session,
            cloud,
            role,
        })
    }

    /// Starts the engine again and checks the promise for the key of this name.
    fn take_up(&self, name: &str, creates_before: usize) -> Result<Value> {
        let report = block_in_place(|| engine::take_up(&self.session)).context(name.to_owned())?;
        let creates = self.cloud.creates() - creates_before;
        ensure!(creates <= 1, "{name}: {creates} creates were sent");
        let cloud = self.cloud.keys();
        let made: Vec<&str> = cloud
            .iter()
            .filter(|key| key.name == name)
            .map(|key| key.id.as_str())
            .collect();
        ensure!(made.len() <= 1, "{name}: {} keys were made", made.len());
        for &id in &made {
            let stored = keys(&report).any(|key| key["remote_id"] == id && key["secret"] == "here");
            let listed = list(&report, "unfinished")
                .flat_map(|open| list(open, "candidates"))
                .any(|key| key["remote_id"] == id);
            ensure!(
                stored != listed,
                "{name}: made; stored here: {stored}, listed: {listed}"
            );
        }
        for key in keys(&report).filter(|key| key["name"] == name) {
            let id = key["remote_id"].as_str().unwrap_or_default();
            ensure!(made.contains(&id), "{name}: shown but not at the cloud");
        }
        Ok(report)
    }
}

fn list<'a>(value: &'a Value, name: &str) -> impl Iterator<Item = &'a Value> {
    value[name].as_array().into_iter().flatten()
}

fn keys(report: &Value) -> impl Iterator<Item = &Value> {
    list(report, "keys")
}

/// Issues again and again, killed at one call of `syscall` after the other: at most `most` of them, evenly over the
/// whole run, with its first and last.
async fn sweep(syscall: &str, most: u32) -> Result<()> {
    let stage = Stage::set().await?;
    let first = engine::issue(&stage.session, "undisturbed", &stage.role);
    let counts = block_in_place(|| strace::count(syscall, &first))?;
    let calls = counts.values().copied().max().unwrap_or(0);
    ensure!(calls > 0, "no {syscall} at all");
    stage.take_up("undisturbed", 0)?;
    ensure!(
        stage.cloud.creates() == 1,
        "the undisturbed issue sent no create"
    );

    let steps = calls.min(most);
    let mut kills = 0;
    for step in 0..steps {
        let n = 1 + step * (calls - 1) / (steps - 1).max(1);
        let name = format!("{syscall}-{n}");
        let before = stage.cloud.creates();
        let command = engine::issue(&stage.session, &name, &stage.role);
        let run = block_in_place(|| strace::kill_at(syscall, n, &command))?;
        kills += u32::from(run.killed);
        stage.take_up(&name, before)?;
    }
    ensure!(kills * 2 >= steps, "only {kills} of {steps} kills happened");

    // Beside the account's and the keys' own items nothing may stay in the keychain; an open operation has its key.
    let report = stage.take_up("nothing", stage.cloud.creates())?;
    let stored = keys(&report).filter(|key| key["secret"] == "here" && key["own"] == false);
    let owned = 1 + stored.count() + list(&report, "unfinished").count();
    let items = stage.session.secrets(engine::SERVICE)?.len();
    ensure!(
        items <= owned,
        "{items} items in the keychain, {owned} have an owner"
    );
    Ok(())
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
