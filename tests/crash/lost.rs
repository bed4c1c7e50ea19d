//! The whole engine, and answers of Naver Cloud that are lost: what was made is found again, or shown.

use anyhow::{Context as _, Result, ensure};
use keywright_practice::naver::{Call, PracticeNaver, Trouble};
use keywright_tests::engine;
use serde_json::Value;

use crate::naver::{Gateway, SubAccount};
use crate::stage::{Cloud, is_stored, keys, list};

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

/// The one unfinished operation of a report.
pub fn only(report: &Value) -> Result<&Value> {
    let mut open = list(report, "unfinished");
    let first = open.next().with_context(|| format!("none: {report}"))?;
    ensure!(open.next().is_none(), "several: {report}");
    Ok(first)
}

pub fn none_is_open(report: &Value) -> Result<()> {
    let open = list(report, "unfinished").count();
    ensure!(open == 0, "{open} unfinished: {report}");
    Ok(())
}

/// Methods of the changes of access keys that were sent.
fn changes(cloud: &PracticeNaver) -> Vec<String> {
    let ledger = cloud.ledger().into_iter();
    let change = ledger.filter(|one| one.method != "GET" && one.method != "POST");
    change.map(|one| one.method).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_gateway_key_whose_answer_was_lost_is_found_and_its_secret_read_again() -> Result<()> {
    let stage = Gateway::stage().await?;
    for (number, trouble) in losses().into_iter().enumerate() {
        let case = format!("{trouble:?}");
        stage
            .cloud
            .0
            .trouble(trouble.only(Call::CreateApiKey).once());
        let report = stage.issue(&format!("잃은 열쇠 {number}"))?;
        ensure!(only(&report)?["state"] == "checking", "{case}: {report}");
        let report = stage.take_up()?;
        none_is_open(&report).context(case.clone())?;
        let made = stage.cloud.0.api_keys().pop().context("a key")?;
        ensure!(is_stored(&report, &made.id), "{case}: {report}");
        let key = keys(&report).find(|key| key["remote_id"] == made.id.as_str());
        ensure!(
            key.context("shown")?["name"] == made.name.as_str(),
            "{case}"
        );
        let secret = stage.cloud.secret(&made.id).context("its secret")?;
        let items = stage.session.secrets(engine::SERVICE)?;
        ensure!(
            items.iter().any(|item| item.value.contains(&secret)),
            "{case}"
        );
        // The account's own item and one for each key.
        ensure!(items.len() == number + 2, "{case}: {} items", items.len());
        ensure!(
            stage.cloud.creates() == number + 1,
            "{case}: a second create"
        );
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_create_that_never_arrived_is_looked_for_and_then_over() -> Result<()> {
    let stage = Gateway::stage().await?;
    stage
        .cloud
        .0
        .trouble(Trouble::CutBefore.only(Call::CreateApiKey));
    let report = stage.issue("never")?;
    ensure!(report["failed"] == "outcome_unknown", "{report}");
    let report = stage.take_up()?;
    ensure!(only(&report)?["state"] == "not_seen_yet", "{report}");
    none_is_open(&stage.take_up()?)?;
    ensure!(stage.cloud.creates() == 1 && stage.cloud.ids().is_empty());
    ensure!(stage.session.secrets(engine::SERVICE)?.len() == 1);
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_nameless_key_whose_answer_was_lost_is_shown_and_deleted_in_two_steps() -> Result<()> {
    let stage = SubAccount::stage().await?;
    let naver = &stage.cloud.cloud;
    // One that was there before: it is never meant.
    let old = naver.add_access_key(Some(&stage.cloud.account));
    let (old, _) = old.context("an older key")?;
    for (number, trouble) in losses().into_iter().enumerate() {
        let case = format!("{trouble:?}");
        naver.trouble(trouble.only(Call::CreateAccessKey).once());
        let sent = changes(naver).len();
        let report = stage.issue("배포용")?;
        ensure!(only(&report)?["state"] == "checking", "{case}: {report}");
        // However often the engine starts, it asks and does not decide.
        for _ in 0..2 {
            let report = stage.take_up()?;
            let open = only(&report)?;
            ensure!(open["state"] == "ambiguous", "{case}: {report}");
            let candidates: Vec<_> = list(open, "candidates").collect();
            ensure!(candidates.len() == 1, "{case}: {report}");
            let made = naver.access_keys().pop().context("a key")?;
            let id = format!("{}/{}", stage.cloud.account, made.access_key);
            ensure!(
                candidates[0]["remote_id"] == id.as_str(),
                "{case}: {report}"
            );
            ensure!(candidates[0]["secret"] == "none" || candidates[0]["secret"] == "elsewhere");
            let group = &candidates[0]["group"];
            ensure!(
                group["id"] == stage.cloud.account.as_str(),
                "{case}: {group}"
            );
            ensure!(group["login"] == "robot", "{case}: {group}");
            ensure!(made.active, "{case}: switched off without being asked");
        }
        ensure!(changes(naver).len() == sent, "{case}: decided alone");
        let report = stage.settle("delete", None)?;
        ensure!(report["failed"].is_null(), "{case}: {report}");
        none_is_open(&report).context(case.clone())?;
        ensure!(changes(naver)[sent..] == ["PUT", "DELETE"], "{case}");
        ensure!(stage.cloud.ids().len() == 1, "{case}: not deleted");
        ensure!(
            naver
                .access_keys()
                .iter()
                .any(|key| key.access_key == old && key.active)
        );
        ensure!(
            stage.cloud.creates() == number + 1,
            "{case}: a second create"
        );
        ensure!(stage.session.secrets(engine::SERVICE)?.len() == 1, "{case}");
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_two_nameless_keys_only_the_user_can_tell_which() -> Result<()> {
    let stage = SubAccount::stage().await?;
    let naver = &stage.cloud.cloud;
    // The look before the create and the first one after it do not show what is made meanwhile.
    naver.trouble(Trouble::StaleList.only(Call::ListAccessKeys).times(2));
    naver.add_trouble(Trouble::CutAfterCreate.only(Call::CreateAccessKey).once());
    stage.issue("")?;
    let made = naver.access_keys().pop().context("a key")?.access_key;
    // Somebody else makes one at the same time.
    let theirs = naver.add_access_key(Some(&stage.cloud.account));
    let (theirs, _) = theirs.context("their key")?;
    let report = stage.take_up()?;
    let open = only(&report)?;
    ensure!(open["state"] == "ambiguous", "{report}");
    ensure!(list(open, "candidates").count() == 2, "{report}");
    let blind = stage.settle("delete", None)?;
    ensure!(blind["failed"] == "gone", "{blind}");
    // A clean-up that fails stays listed, and the next start leads it to its end.
    naver.trouble(Trouble::ServerError(500).only(Call::DeleteAccessKey).once());
    let id = format!("{}/{made}", stage.cloud.account);
    let failed = stage.settle("delete", Some(&id))?;
    ensure!(failed["failed"] == "provider_down", "{failed}");
    ensure!(only(&failed)?["state"] == "clean_up_failed", "{failed}");
    let report = stage.take_up()?;
    none_is_open(&report)?;
    let left: Vec<_> = naver.access_keys().into_iter().skip(1).collect();
    ensure!(left.len() == 1 && left[0].access_key == theirs && left[0].active);
    ensure!(stage.cloud.creates() == 1);
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_old_doubt_does_not_fall_on_a_key_that_was_issued_since() -> Result<()> {
    let stage = SubAccount::stage().await?;
    let naver = &stage.cloud.cloud;
    naver.trouble(Trouble::CutBefore.only(Call::CreateAccessKey).once());
    stage.issue("first")?;
    let report = stage.take_up()?;
    ensure!(only(&report)?["state"] == "not_seen_yet", "{report}");
    let report = stage.issue("second")?;
    ensure!(report["failed"].is_null(), "{report}");
    let report = stage.take_up()?;
    none_is_open(&report)?;
    let id = stage.cloud.ids().pop_first().context("a key")?;
    ensure!(is_stored(&report, &id), "{report}");
    ensure!(stage.cloud.creates() == 2);
    Ok(())
}
