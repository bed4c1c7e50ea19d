//! Making a key: once, whatever happens.

use std::time::Duration;

use keywright_core::kind::{KeyKind, RemoteKey};
use keywright_core::{ErrorCode, Outcome};
use keywright_practice::naver::Trouble;

use super::{Session, form, issued};

/// How long the client of these tests waits for a create, and how much longer the slow cloud takes.
const IMPATIENT: Duration = Duration::from_millis(300);
const SLOW: Duration = Duration::from_secs(20);

/// Trouble, error, outcome, whether a key is there afterwards.
type Row = (Trouble, ErrorCode, Outcome, bool);

/// What meets a create of either kind alike.
fn rows() -> Vec<Row> {
    use ErrorCode as E;
    use Outcome::{Refused, Unknown};
    let throttled = |code, retry_after| Trouble::Throttled { code, retry_after };
    let mut rows = vec![
        (Trouble::CutBefore, E::Interrupted, Unknown, false),
        (Trouble::CutAfterCreate, E::Interrupted, Unknown, true),
        (Trouble::CutMidAnswer, E::Interrupted, Unknown, true),
        (Trouble::SlowCreate(SLOW), E::TimedOut, Unknown, true),
        (throttled(410, Some(3)), E::Throttled, Refused, false),
        (throttled(420, None), E::RateLimited, Refused, false),
        // "Quota Exceeded" is a quota of requests: that of keys has codes of its own.
        (throttled(400, None), E::CallsUsedUp, Refused, false),
        (Trouble::ServerError(400), E::Rejected, Refused, false),
        (Trouble::ServerError(403), E::Forbidden, Refused, false),
        (Trouble::ServerError(409), E::Conflict, Refused, false),
        (Trouble::ServerError(413), E::Rejected, Refused, false),
        (Trouble::ServerError(422), E::Rejected, Refused, false),
        (Trouble::ServerError(408), E::ProviderDown, Unknown, false),
        (Trouble::ServerError(500), E::ProviderDown, Unknown, false),
        (Trouble::ServerError(502), E::ProviderDown, Unknown, false),
        (Trouble::ServerError(503), E::ProviderDown, Unknown, false),
        (Trouble::Proxy, E::ProxyAnswer, Unknown, false),
        (Trouble::Redirect, E::Redirected, Unknown, false),
        (Trouble::Maintenance, E::ProviderDown, Unknown, false),
        (Trouble::HugeBody, E::AnswerTooLarge, Unknown, true),
        (
            Trouble::NoSecretInAnswer,
            E::SecretNotReceived,
            Unknown,
            true,
        ),
        (Trouble::ErrorInside200, E::AnswerUnreadable, Unknown, false),
        (Trouble::NotJson, E::AnswerUnreadable, Unknown, true),
    ];
    for status in [500, 502, 503, 504] {
        let after = Trouble::ServerErrorAfterCreate(status);
        rows.push((after, E::ProviderDown, Unknown, true));
    }
    rows
}

/// Fields that a create's answer must not lack.
fn fields(names: &[&str], code: ErrorCode) -> Vec<Row> {
    let row = |trouble| (trouble, code, Outcome::Unknown, true);
    let both = |name: &&str| {
        let name = (*name).to_owned();
        [Trouble::LeaveOut(name.clone()), Trouble::MakeNull(name)]
    };
    names.iter().flat_map(both).map(row).collect()
}

async fn try_each(rows: Vec<Row>, kind: fn(&Session) -> &dyn KeyKind, field: &str) {
    for (trouble, code, outcome, made) in rows {
        let slow = matches!(trouble, Trouble::SlowCreate(_));
        let session = match slow {
            true => Session::impatient(IMPATIENT).await,
            false => Session::start().await,
        };
        let account = session.cloud.add_sub_account("robot", &[]);
        let value = if field == "name" { "once" } else { &account };
        let new = form(&[(field, value)]);
        session.cloud.trouble(trouble.clone());
        let error = issued(kind(&session), &session.by, &new).await.err();
        let error = error.unwrap();
        assert_eq!((error.code, error.outcome), (code, outcome), "{trouble:?}");
        // One request, not followed anywhere and not sent again.
        assert_eq!(session.cloud.creates(), 1, "{trouble:?}");
        assert_eq!(session.cloud.ledger().len(), 1, "{trouble:?}");
        if let Trouble::Throttled { retry_after, .. } = &trouble {
            // A used-up allowance is not back in ten seconds.
            let usual = (code != ErrorCode::CallsUsedUp).then_some(10);
            let wait = retry_after.map_or(usual, |s| u32::try_from(s).ok());
            assert_eq!(error.retry_after_s, wait, "{trouble:?}");
        }
        session.cloud.trouble(Trouble::None);
        let listed: Vec<RemoteKey> = kind(&session).list(&session.by).await.unwrap();
        assert_eq!(listed.len(), usize::from(made), "{trouble:?}");
        // What could be told of the key is in the list; what was lost is not in the error.
        let said = format!("{error:?}");
        for secret in secrets(&session.cloud.snapshot()) {
            assert!(!said.contains(&secret), "{trouble:?}");
        }
    }
}

/// The secrets that the practice cloud remembers of all its keys.
fn secrets(snapshot: &serde_json::Value) -> Vec<String> {
    let lists = ["api_keys", "access_keys"].map(|name| snapshot[name].as_array());
    let keys = lists.into_iter().flatten().flatten();
    keys.flat_map(|key| ["primary", "secondary", "secret"].map(|name| key[name].as_str()))
        .flatten()
        .map(str::to_owned)
        .collect()
}

#[tokio::test]
async fn a_gateway_key_is_asked_for_once_whatever_happens() {
    let mut rows = rows();
    rows.extend(fields(
        &["primaryKey", "secondaryKey"],
        ErrorCode::SecretNotReceived,
    ));
    rows.extend(fields(&["apiKeyId"], ErrorCode::AnswerUnreadable));
    // No code is documented for this limit.
    rows.push((
        Trouble::QuotaFull,
        ErrorCode::Rejected,
        Outcome::Refused,
        false,
    ));
    rows.push((
        Trouble::NoTenant,
        ErrorCode::ServiceNotOpened,
        Outcome::Refused,
        false,
    ));
    rows.push((
        Trouble::NoRights,
        ErrorCode::Forbidden,
        Outcome::Refused,
        false,
    ));
    try_each(rows, |session| &session.gateway, "name").await;
}

#[tokio::test]
async fn a_key_of_a_sub_account_is_asked_for_once_whatever_happens() {
    let mut rows = rows();
    rows.extend(fields(&["keySecret"], ErrorCode::SecretNotReceived));
    rows.extend(fields(&["accessKey"], ErrorCode::AnswerUnreadable));
    rows.push((
        Trouble::QuotaFull,
        ErrorCode::QuotaFull,
        Outcome::Refused,
        false,
    ));
    rows.push((
        Trouble::NoRights,
        ErrorCode::Forbidden,
        Outcome::Refused,
        false,
    ));
    try_each(rows, |session| &session.sub, "sub_account").await;
}

#[tokio::test]
async fn an_answer_in_other_clothes_is_a_key_all_the_same() {
    for trouble in [
        Trouble::OtherWrapping,
        Trouble::EverythingText,
        Trouble::EpochTimes,
        Trouble::NewerEdition,
        Trouble::LeaveOut("createTime".to_owned()),
        Trouble::LeaveOut("modTime".to_owned()),
        Trouble::LeaveOut("isEnabled".to_owned()),
        Trouble::MakeNull("apiKeyName".to_owned()),
        Trouble::Slow(Duration::from_millis(50)),
    ] {
        let session = Session::start().await;
        let account = session.cloud.add_sub_account("robot", &[]);
        session.cloud.trouble(trouble.clone());
        let new = form(&[("name", "dressed")]);
        let one = issued(&session.gateway, &session.by, &new).await;
        let id = one.map(|one| one.key.remote_id).ok();
        assert_eq!(
            id.as_ref(),
            Some(&session.cloud.api_keys()[0].id),
            "{trouble:?}"
        );
        let new = form(&[("sub_account", &account)]);
        let one = issued(&session.sub, &session.by, &new).await;
        let made = session.cloud.access_keys().pop().unwrap().access_key;
        let id = one.map(|one| one.key.remote_id).ok();
        assert_eq!(id, Some(format!("{account}/{made}")), "{trouble:?}");
        assert_eq!(session.cloud.creates(), 2, "{trouble:?}");
    }
}

#[tokio::test]
async fn a_cloud_that_cannot_be_reached_got_nothing() {
    let mut session = Session::start().await;
    // Nobody may listen on this port.
    session.by.base_url = "http://127.0.0.1:1".parse().unwrap();
    let account = session.cloud.add_sub_account("robot", &[]);
    let forms = [
        form(&[("name", "never")]),
        form(&[("sub_account", &account)]),
    ];
    let kinds: [&dyn KeyKind; 2] = [&session.gateway, &session.sub];
    for (kind, new) in kinds.into_iter().zip(&forms) {
        let error = issued(kind, &session.by, new).await.err().unwrap();
        let told = (error.code, error.outcome);
        assert_eq!(told, (ErrorCode::Unreachable, Outcome::Unsent));
    }
    assert!(session.cloud.ledger().is_empty());
}
