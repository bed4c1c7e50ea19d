//! The engine is killed at its steps and started again. Whatever the moment: at most one create reached the cloud,
//! and every key the cloud made is either stored here, with its secret, or on the list that the user sees.

use std::io::Write as _;
use std::process::Stdio;

use anyhow::{Context as _, Result, ensure};
use keywright_practice::clickhouse::{NewPracticeKey, Options, PracticeClickHouse};
use keywright_tests::{Session, strace};
use serde_json::Value;

const ISSUER: &str = env!("CARGO_BIN_EXE_issuer");

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
        let mut child = session
            .command(ISSUER)
            .args(["connect", &cloud.base_url()])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        child
            .stdin
            .take()
            .context("stdin")?
            .write_all(format!("{id} {secret}").as_bytes())?;
        let output = tokio::task::spawn_blocking(move || child.wait_with_output()).await??;
        let report: Value = serde_json::from_slice(&output.stdout)?;
        ensure!(report["accounts"] == 1, "not connected");
        let snapshot = cloud.snapshot();
        let role = find_role(&snapshot).context("a role of the practice cloud")?;
        Ok(Self {
            session,
            cloud,
            role,
        })
    }

    fn issue(&self, name: &str) -> std::process::Command {
        let mut command = self.session.command(ISSUER);
        command.args(["issue", name, &self.role]);
        command
    }

    /// Starts the engine again and checks the promise for the key of this name.
    async fn take_up(&self, name: &str, creates_before: usize) -> Result<()> {
        let mut command = self.session.command(ISSUER);
        command.arg("take-up");
        let output = tokio::task::spawn_blocking(move || command.output()).await??;
        let said = String::from_utf8_lossy(&output.stderr);
        ensure!(output.status.success(), "{name}: take-up failed: {said}");
        let report: Value = serde_json::from_slice(&output.stdout)?;

        let creates = self.cloud.creates() - creates_before;
        ensure!(creates <= 1, "{name}: {creates} creates were sent");
        let made: Vec<String> = self
            .cloud
            .keys()
            .into_iter()
            .filter(|key| key.name == name)
            .map(|key| key.id)
            .collect();
        ensure!(made.len() <= 1, "{name}: {} keys were made", made.len());
        let empty = Vec::new();
        let keys = report["keys"].as_array().unwrap_or(&empty);
        let open = report["unfinished"].as_array().unwrap_or(&empty);
        for id in &made {
            let stored = keys
                .iter()
                .any(|key| key["remote_id"] == id.as_str() && key["secret"] == "here");
            let listed = open.iter().any(|one| {
                one["candidates"]
                    .as_array()
                    .is_some_and(|all| all.iter().any(|key| key["remote_id"] == id.as_str()))
            });
            ensure!(
                stored != listed,
                "{name}: made, stored here: {stored}, listed: {listed}"
            );
        }
        let mine = keys.iter().filter(|key| key["name"] == name);
        for key in mine {
            let id = key["remote_id"].as_str().unwrap_or_default().to_owned();
            ensure!(made.contains(&id), "{name}: shown but not at the cloud");
        }
        Ok(())
    }

    /// Items in the keychain beyond those that keys and the account own.
    async fn stray_items(&self) -> Result<usize> {
        let mut command = self.session.command(ISSUER);
        command.arg("take-up");
        let output = tokio::task::spawn_blocking(move || command.output()).await??;
        let report: Value = serde_json::from_slice(&output.stdout)?;
        let empty = Vec::new();
        let keys = report["keys"].as_array().unwrap_or(&empty);
        let stored = keys
            .iter()
            .filter(|key| key["secret"] == "here" && key["own"] == false)
            .count();
        let open = report["unfinished"].as_array().map_or(0, Vec::len);
        let items = self.session.secrets("Keywright-test")?.len();
        Ok(items.saturating_sub(stored + open + 1))
    }
}

/// The id of any system role, from the practice cloud's own state.
fn find_role(snapshot: &Value) -> Option<String> {
    let roles = snapshot["roles"].as_array().or(snapshot["state"]["roles"].as_array())?;
    roles.iter().find_map(|role| role["id"].as_str().map(str::to_owned))
}

async fn sweep(syscall: &str, most: u32) -> Result<u32> {
    let stage = Stage::set().await?;
    let first = stage.issue("undisturbed");
    let counted = syscall.to_owned();
    let counts = tokio::task::spawn_blocking(move || strace::count(&counted, &first)).await??;
    let calls = counts.values().copied().max().unwrap_or(0);
    ensure!(calls > 0, "no {syscall} at all");
    stage.take_up("undisturbed", 0).await?;
    ensure!(stage.cloud.creates() == 1, "the undisturbed issue sent no create");
    // Evenly over the whole run, with its first and last call.
    let steps = calls.min(most);
    let mut kills = 0;
    for step in 0..steps {
        let n = if steps == 1 { 1 } else { 1 + step * (calls - 1) / (steps - 1) };
        let name = format!("{syscall}-{n}");
        let before = stage.cloud.creates();
        let command = stage.issue(&name);
        let call = syscall.to_owned();
        let run =
            tokio::task::spawn_blocking(move || strace::kill_at(&call, n, &command)).await??;
        kills += u32::from(run.killed);
        stage.take_up(&name, before).await?;
    }
    ensure!(kills * 2 >= steps, "only {kills} of {steps} kills of {syscall} happened");
    let stray = stage.stray_items().await?;
    ensure!(stray == 0, "{stray} items stay in the keychain");
    Ok(kills)
}

/// Every commit of the journal ends in this call: killing at each is killing at every step of issuing.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_kill_at_every_commit_of_the_journal_loses_no_key_unreported() -> Result<()> {
    sweep("fdatasync", u32::MAX).await.map(drop)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_kill_at_writes_to_the_file_loses_no_key_unreported() -> Result<()> {
    sweep("pwrite64", 40).await.map(drop)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_kill_at_messages_to_cloud_and_keychain_loses_no_key_unreported() -> Result<()> {
    sweep("sendto", 25).await?;
    sweep("sendmsg", 25).await?;
    sweep("recvfrom", 25).await.map(drop)
}
