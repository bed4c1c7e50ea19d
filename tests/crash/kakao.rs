//! S3 access keys have no names, but their secrets can be read again: none is lost once the user says which it is. IAM
//! access keys, made where the user allowed what is not documented, have names and show their secrets once. Tokens leave
//! nothing behind in the keychain.
//!
//! Sampled: every commit of the journal and every request; of answers, writes to the file and messages to the keychain,
//! which `clickhouse.rs` tries all of with the same engine, a few over the whole run.

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

use anyhow::{Context as _, Result, ensure};
use keywright_practice::kakao::{Call, NewIamKey, Options, PracticeKakao, S3KeyApi, Trouble};
use keywright_tests::engine::{self, SignIn};
use keywright_tests::strace;
use serde_json::{Value, json};
use tokio::task::block_in_place;

use crate::lost::{none_is_open, only};
use crate::stage::{Cloud, Stage, is_stored, keys, list};

/// Kills of a sweep that does not try every call.
const SAMPLES: u32 = 4;

/// An organization with one key.
async fn start() -> Result<PracticeKakao> {
    Ok(PracticeKakao::start(Options {
        lessons: false,
        iam_key_quota: 10_000,
        s3_key_quota: 10_000,
        ..Options::default()
    })
    .await?)
}

fn set<C: Cloud>(cloud: C, endpoint: &str, id: &str, secret: &str) -> Result<Stage<C>> {
    let sign_in = SignIn {
        kind: "kakao_iam_key",
        endpoint,
        fields: &[("id", id), ("secret", secret)],
    };
    Stage::set(cloud, &sign_in)
}

/// S3 access keys, made with an ordinary key.
struct S3 {
    cloud: PracticeKakao,
    removed: Mutex<BTreeSet<String>>,
}

impl S3 {
    async fn stage() -> Result<Stage<Self>> {
        let cloud = start().await?;
        let first = cloud.bootstrap().context("the first key")?;
        let endpoint = cloud.base_url();
        let removed = Mutex::default();
        set(Self { cloud, removed }, &endpoint, &first.id, &first.secret)
    }

    fn there(&self) -> Vec<String> {
        let keys = self.cloud.s3_keys().into_iter();
        keys.map(|key| key.access).collect()
    }

    /// The key that was made last.
    fn last(&self) -> Result<String> {
        self.there().pop().context("a key")
    }
}

impl Cloud for S3 {
    const KIND: &'static str = "kakao_s3_key";
    const ADOPTABLE: bool = true;

    fn creates(&self) -> usize {
        self.cloud.creates()
    }

    fn ids(&self) -> BTreeSet<String> {
        let removed = self.removed.lock().unwrap_or_else(PoisonError::into_inner);
        removed.iter().cloned().chain(self.there()).collect()
    }

    /// A project has room for two.
    fn make_room(&self) {
        let mut removed = self.removed.lock().unwrap_or_else(PoisonError::into_inner);
        for access in self.there() {
            self.cloud.remove_s3_key(&access);
            removed.insert(access);
        }
    }

    fn form(&self, name: &str) -> Value {
        json!({"label": {"type": "text", "value": name}})
    }

    fn secret(&self, id: &str) -> Option<String> {
        let snapshot = self.cloud.snapshot();
        let mut keys = snapshot["s3_keys"].as_array()?.iter();
        let key = keys.find(|key| key["access"] == id)?;
        Some(key["secret"].as_str()?.to_owned())
    }
}

/// IAM access keys, made with one that may make them.
struct Iam(PracticeKakao);

impl Iam {
    async fn stage() -> Result<Stage<Self>> {
        let cloud = start().await?;
        let (id, secret) = cloud
            .add_iam_key(NewIamKey {
                unrestricted: true,
                ..NewIamKey::default()
            })
            .context("a key")?;
        let endpoint = cloud.base_url();
        let stage = set(Self(cloud), &endpoint, &id, &secret)?;
        block_in_place(|| engine::allow(&stage.session))?;
        Ok(stage)
    }
}

impl Cloud for Iam {
    const KIND: &'static str = "kakao_iam_key";

    fn creates(&self) -> usize {
        self.0.creates()
    }

    fn ids(&self) -> BTreeSet<String> {
        self.0.iam_keys().into_iter().map(|key| key.id).collect()
    }

    /// No name is used twice: the cloud would refuse it.
    fn form(&self, name: &str) -> Value {
        let name = format!("{name} {}", self.creates());
        json!({"name": {"type": "text", "value": name}})
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_kill_at_every_commit_of_the_journal_loses_no_s3_key() -> Result<()> {
    S3::stage().await?.sweep("fsync", u32::MAX)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_kill_at_every_request_loses_no_s3_key() -> Result<()> {
    S3::stage().await?.sweep("writev", u32::MAX)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_kill_at_an_answer_a_write_or_a_message_to_the_keychain_loses_no_s3_key() -> Result<()> {
    let stage = S3::stage().await?;
    stage.sweep("recvfrom", 2 * SAMPLES)?;
    stage.sweep("pwrite64", SAMPLES)?;
    stage.sweep("sendmsg", SAMPLES)
}

/// Like a ClickHouse key, with which all calls are tried.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_kill_at_a_commit_or_a_message_leaves_no_iam_key_unreported() -> Result<()> {
    let stage = Iam::stage().await?;
    stage.sweep("fsync", SAMPLES)?;
    stage.sweep("writev", SAMPLES)
}

/// Mints again and again, killed at one call of `syscall` after the other. Afterwards each item of the keychain is the
/// account's or that of the token which is shown.
fn sweep_minting(stage: &Stage<S3>, syscall: &str, most: u32) -> Result<()> {
    let mint = |token| engine::token(&stage.session, "mint", token);
    let counts = block_in_place(|| strace::count(syscall, &mint("api")))?;
    let calls = counts.values().copied().max().unwrap_or(0);
    ensure!(calls > 0, "no {syscall} at all");
    let steps = calls.min(most);
    let mut kills = 0;
    for step in 0..steps {
        let n = 1 + step * (calls - 1) / (steps - 1).max(1);
        let run = block_in_place(|| strace::kill_at(syscall, n, &mint("api")))?;
        kills += u32::from(run.killed);
        let report = stage.take_up()?;
        let tokens: Vec<_> = keys(&report).flat_map(|key| list(key, "tokens")).collect();
        let items = stage.session.secrets(engine::SERVICE)?;
        // The older one is replaced or still there.
        ensure!(tokens.len() == 1, "{syscall}-{n}: {report}");
        ensure!(items.len() == 2, "{syscall}-{n}: {} items", items.len());
    }
    ensure!(kills * 2 >= steps, "only {kills} of {steps} kills happened");
    // The one that is shown is there, and works.
    let mut check = engine::token(&stage.session, "check", "api");
    let report = block_in_place(|| engine::report(&mut check))?;
    ensure!(report["failed"].is_null(), "{report}");
    let mut tokens = keys(&report).flat_map(|key| list(key, "tokens"));
    let token = tokens.next().context("a token")?;
    ensure!(
        !token["checked_at"].is_null() && token["ended"] == false,
        "{report}"
    );
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_kill_while_a_token_is_minted_leaves_nothing_in_the_keychain() -> Result<()> {
    let stage = S3::stage().await?;
    sweep_minting(&stage, "fsync", u32::MAX)?;
    sweep_minting(&stage, "sendmsg", SAMPLES)?;
    // The first token of all, killed: there is none before it.
    let mut revoke = engine::token(&stage.session, "revoke", "api");
    block_in_place(|| engine::report(&mut revoke))?;
    ensure!(stage.session.secrets(engine::SERVICE)?.len() == 1);
    for n in 1.. {
        let mint = engine::token(&stage.session, "mint", "api");
        let run = block_in_place(|| strace::kill_at("fsync", n, &mint))?;
        let report = stage.take_up()?;
        let tokens = keys(&report).flat_map(|key| list(key, "tokens")).count();
        let items = stage.session.secrets(engine::SERVICE)?.len();
        ensure!(items == 1 + tokens, "fsync-{n}: {items} items\n{report}");
        if tokens == 1 || !run.killed {
            break;
        }
    }
    Ok(())
}

/// What loses the answer to a create that made something.
fn losses() -> [Trouble; 6] {
    [
        Trouble::CutAfterCreate,
        Trouble::CutMidAnswer,
        Trouble::NoSecretInAnswer,
        Trouble::ServerErrorAfterCreate(504),
        Trouble::NotJson,
        Trouble::HugeBody,
    ]
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_s3_key_whose_answer_was_lost_is_shown_and_kept_with_its_secret() -> Result<()> {
    let stage = S3::stage().await?;
    let cloud = &stage.cloud;
    for (number, trouble) in losses().into_iter().enumerate() {
        let case = format!("{trouble:?}");
        cloud.make_room();
        // One that was there before: it is never meant.
        let project = cloud.cloud.projects().remove(0).id;
        cloud.cloud.add_s3_key(&project).context("an older key")?;
        cloud.cloud.trouble(trouble.only(Call::CreateS3Key).once());
        let name = format!("잃은 열쇠 {number}");
        let report = stage.issue(&name)?;
        ensure!(only(&report)?["state"] == "checking", "{case}: {report}");
        let made = cloud.last()?;
        // However often the engine starts, it asks and does not decide.
        for _ in 0..2 {
            let report = stage.take_up()?;
            let open = only(&report)?;
            ensure!(open["state"] == "ambiguous", "{case}: {report}");
            let candidates: Vec<_> = list(open, "candidates").collect();
            ensure!(candidates.len() == 1, "{case}: {report}");
            ensure!(candidates[0]["remote_id"] == made.as_str(), "{case}");
        }
        let report = stage.settle("keep", None)?;
        ensure!(report["failed"].is_null(), "{case}: {report}");
        none_is_open(&report).context(case.clone())?;
        ensure!(is_stored(&report, &made), "{case}: {report}");
        let kept = keys(&report).find(|key| key["remote_id"] == made.as_str());
        ensure!(kept.context("shown")?["name"] == name.as_str(), "{case}");
        let secret = cloud.secret(&made).context("its secret")?;
        let items = stage.session.secrets(engine::SERVICE)?;
        let found = items.iter().any(|item| item.value.contains(&secret));
        ensure!(found, "{case}");
        // The account's own item and one for each key.
        ensure!(items.len() == number + 2, "{case}: {} items", items.len());
        ensure!(cloud.creates() == number + 1, "{case}: a second create");
    }
    Ok(())
}

/// What stands in the way of reading a secret again: for good, and for now.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_s3_key_whose_secret_is_not_shown_is_kept_without_it() -> Result<()> {
    let stage = S3::stage().await?;
    let cloud = &stage.cloud;
    for trouble in [
        Trouble::S3SecretsHidden,
        Trouble::S3KeyApi(S3KeyApi::Patched),
    ] {
        let case = format!("{trouble:?}");
        cloud.make_room();
        let cut = Trouble::CutAfterCreate.only(Call::CreateS3Key);
        cloud.cloud.trouble(cut.once());
        stage.issue("lost")?;
        stage.take_up()?;
        let made = cloud.last()?;
        // The cloud has trouble of its own: nothing is decided.
        let down = Trouble::ServerError(500).only(Call::ReadS3Key);
        cloud.cloud.trouble(down.once());
        let report = stage.settle("keep", Some(&made))?;
        ensure!(report["failed"] == "provider_down", "{case}: {report}");
        ensure!(only(&report)?["state"] == "ambiguous", "{case}: {report}");
        cloud.cloud.trouble(trouble);
        let report = stage.settle("keep", Some(&made))?;
        ensure!(only(&report)?["state"] == "kept", "{case}: {report}");
        ensure!(!is_stored(&report, &made), "{case}: {report}");
        // It is there, and can be deleted once the cloud lets it.
        cloud.cloud.trouble(Trouble::None);
        let report = stage.settle("delete", Some(&made))?;
        none_is_open(&report).context(case.clone())?;
        ensure!(cloud.there().is_empty(), "{case}");
        ensure!(stage.session.secrets(engine::SERVICE)?.len() == 1, "{case}");
    }
    ensure!(cloud.creates() == 2);
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_iam_key_whose_answer_was_lost_is_found_by_its_name_and_deleted() -> Result<()> {
    let stage = Iam::stage().await?;
    let cloud = &stage.cloud;
    let before = cloud.ids();
    for (number, trouble) in losses().into_iter().enumerate() {
        let case = format!("{trouble:?}");
        cloud.0.trouble(trouble.only(Call::CreateIamKey).once());
        let report = stage.issue("lost")?;
        ensure!(only(&report)?["state"] == "checking", "{case}: {report}");
        let report = stage.take_up()?;
        let open = only(&report)?;
        ensure!(open["state"] == "made_without_secret", "{case}: {report}");
        let made = cloud.ids().difference(&before).next().cloned();
        let made = made.context("a key")?;
        let mut candidates = list(open, "candidates");
        let candidate = candidates.next().context("a candidate")?;
        ensure!(candidate["remote_id"] == made.as_str(), "{case}: {report}");
        ensure!(candidate["secret"] == "none", "{case}: {report}");
        let report = stage.settle("delete", None)?;
        none_is_open(&report).context(case.clone())?;
        ensure!(cloud.ids() == before, "{case}: not deleted");
        ensure!(cloud.creates() == number + 1, "{case}: a second create");
        ensure!(stage.session.secrets(engine::SERVICE)?.len() == 1, "{case}");
    }
    Ok(())
}

/// A cloud that lets no token near S3 access keys: nothing is asked for, and nothing is left.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn where_s3_keys_are_shut_none_is_asked_for() -> Result<()> {
    let stage = S3::stage().await?;
    let shut = Trouble::S3KeyApi(S3KeyApi::Patched);
    stage.cloud.cloud.trouble(shut);
    let report = stage.issue("never")?;
    ensure!(report["failed"] == "not_offered", "{report}");
    none_is_open(&report)?;
    none_is_open(&stage.take_up()?)?;
    ensure!(stage.cloud.creates() == 0);
    ensure!(stage.session.secrets(engine::SERVICE)?.len() == 1);
    Ok(())
}
