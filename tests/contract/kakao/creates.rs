//! Making a key: once, whatever happens.

use std::time::Duration;

use keywright_core::kind::{Credential, KeyKind, RemoteKey};
use keywright_core::model::NewKey;
use keywright_core::{ErrorCode, Outcome};
use keywright_practice::kakao::{Call, NewIamKey, Trouble};

use super::{Session, again, form, iam_credential, ids, issued, named, told};

/// How long the client of these tests waits for a create, and how much longer the slow cloud takes.
const IMPATIENT: Duration = Duration::from_millis(300);
const SLOW: Duration = Duration::from_secs(20);

/// Trouble, error, outcome, whether a key is there afterwards.
type Row = (Trouble, ErrorCode, Outcome, bool);

/// A kind, and what making one takes.
struct Maker {
    kind: fn(&Session) -> &dyn KeyKind,
    by: Credential,
    new: NewKey,
    call: Call,
}

impl Maker {
    /// Of S3 access keys, with an ordinary key.
    fn of_s3(session: &Session) -> Self {
        Self {
            kind: |session| &session.s3,
            by: again(&session.by),
            new: form(&[("label", "once")]),
            call: Call::CreateS3Key,
        }
    }

    /// Of IAM access keys, with one that may make them.
    fn of_iam(session: &Session) -> Self {
        Self {
            kind: |session| &session.iam,
            by: session.free(),
            new: form(&[("name", "once")]),
            call: Call::CreateIamKey,
        }
    }

    async fn list(&self, session: &Session) -> Vec<RemoteKey> {
        (self.kind)(session).list(&self.by).await.unwrap()
    }
}

/// What meets a create of either kind alike.
fn rows() -> Vec<Row> {
    use ErrorCode as E;
    use Outcome::{Refused, Unknown};
    let throttled = |retry_after| Trouble::Throttled { retry_after };
    let mut rows = vec![
        (Trouble::CutBefore, E::Interrupted, Unknown, false),
        (Trouble::CutAfterCreate, E::Interrupted, Unknown, true),
        (Trouble::CutMidAnswer, E::Interrupted, Unknown, true),
        (Trouble::SlowCreate(SLOW), E::TimedOut, Unknown, true),
        (throttled(Some(3)), E::RateLimited, Refused, false),
        (throttled(None), E::RateLimited, Refused, false),
        // Without the shape of Keystone it may have been somebody in between.
        (Trouble::ServerError(400), E::Rejected, Unknown, false),
        (
            Trouble::ServerError(401),
            E::CredentialUnknown,
            Unknown,
            false,
        ),
        (Trouble::ServerError(403), E::NotOffered, Unknown, false),
        (Trouble::ServerError(404), E::NotOffered, Unknown, false),
        (Trouble::ServerError(409), E::Conflict, Unknown, false),
        (Trouble::ServerError(413), E::Rejected, Unknown, false),
        (Trouble::ServerError(408), E::ProviderDown, Unknown, false),
        (Trouble::ServerError(500), E::ProviderDown, Unknown, false),
        (Trouble::ServerError(502), E::ProviderDown, Unknown, false),
        (Trouble::ServerError(503), E::ProviderDown, Unknown, false),
        (Trouble::GatewayPage(400), E::ProxyAnswer, Unknown, false),
        (Trouble::GatewayPage(502), E::ProviderDown, Unknown, false),
        (Trouble::NotOffered(404), E::NotOffered, Unknown, false),
        // These are Keystone's own shapes.
        (Trouble::NotOffered(405), E::NotOffered, Refused, false),
        (Trouble::NotOffered(501), E::NotOffered, Refused, false),
        (Trouble::Proxy, E::NotOffered, Unknown, false),
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

async fn try_each(rows: Vec<Row>, maker: fn(&Session) -> Maker) {
    for (trouble, code, outcome, made) in rows {
        let slow = matches!(trouble, Trouble::SlowCreate(_));
        let session = match slow {
            true => Session::impatient(IMPATIENT).await,
            false => Session::start().await,
        };
        let maker = maker(&session);
        let before = maker.list(&session).await;
        let tokens = session.count("POST", "/auth/tokens");
        session.cloud.trouble(trouble.clone().only(maker.call));
        let kind = (maker.kind)(&session);
        let error = issued(kind, &maker.by, &maker.new).await.err();
        let error = error.unwrap_or_else(|| panic!("{trouble:?}"));
        assert_eq!((error.code, error.outcome), (code, outcome), "{trouble:?}");
        // One request, not followed anywhere and not sent again, with one token.
        assert_eq!(session.cloud.creates(), 1, "{trouble:?}");
        assert_eq!(session.count("GET", "/elsewhere"), 0, "{trouble:?}");
        let now = session.count("POST", "/auth/tokens");
        assert_eq!(now, tokens + 1, "{trouble:?}");
        if let Trouble::Throttled { retry_after } = &trouble {
            let wait = retry_after.map_or(Some(10), |s| u32::try_from(s).ok());
            assert_eq!(error.retry_after_s, wait, "{trouble:?}");
        }
        session.cloud.trouble(Trouble::None);
        let after = maker.list(&session).await;
        assert_eq!(after.len() - before.len(), usize::from(made), "{trouble:?}");
        // What could be told of the key is in the list; what was lost is not in the error.
        let said = format!("{error:?}");
        let snapshot = session.cloud.snapshot();
        for key in snapshot["s3_keys"].as_array().unwrap() {
            assert!(
                !said.contains(key["secret"].as_str().unwrap()),
                "{trouble:?}"
            );
        }
        for key in ids(&after) {
            assert!(!said.contains(key), "{trouble:?}");
        }
    }
}

#[tokio::test]
async fn an_s3_key_is_asked_for_once_whatever_happens() {
    let mut rows = rows();
    rows.extend(fields(&["secret"], ErrorCode::SecretNotReceived));
    let unreadable = ErrorCode::AnswerUnreadable;
    rows.extend(fields(&["access", "credential"], unreadable));
    try_each(rows, Maker::of_s3).await;
}

#[tokio::test]
async fn an_iam_key_is_asked_for_once_whatever_happens() {
    let mut rows = rows();
    rows.extend(fields(&["secret"], ErrorCode::SecretNotReceived));
    let unreadable = ErrorCode::AnswerUnreadable;
    rows.extend(fields(&["id", "application_credential"], unreadable));
    try_each(rows, Maker::of_iam).await;
}

#[tokio::test]
async fn an_answer_in_other_clothes_is_a_key_all_the_same() {
    let mut troubles = vec![
        Trouble::NewerEdition,
        Trouble::CodeAsText,
        // What lists hide they may show when a key is made.
        Trouble::S3SecretsHidden,
        Trouble::Slow(Duration::from_millis(50)),
    ];
    for field in [
        "name",
        "description",
        "expires_at",
        "project_id",
        "tenant_id",
        "user_id",
        "trust_id",
        "roles",
        "unrestricted",
        "links",
    ] {
        troubles.push(Trouble::LeaveOut(field.to_owned()));
        troubles.push(Trouble::MakeNull(field.to_owned()));
    }
    for trouble in troubles {
        let session = Session::start().await;
        for maker in [Maker::of_s3(&session), Maker::of_iam(&session)] {
            let only = trouble.clone().only(maker.call);
            session.cloud.trouble(only);
            let kind = (maker.kind)(&session);
            let one = issued(kind, &maker.by, &maker.new).await;
            let id = one.map(|one| one.key.remote_id);
            session.cloud.trouble(Trouble::None);
            let there = maker.list(&session).await.pop();
            let there = there.map(|key| key.remote_id).unwrap();
            assert_eq!(id.ok(), Some(there), "{trouble:?}");
        }
        assert_eq!(session.cloud.creates(), 2, "{trouble:?}");
    }
}

#[tokio::test]
async fn what_goes_wrong_before_a_create_makes_nothing() {
    use ErrorCode as E;
    for (trouble, code) in [
        (Trouble::CutBefore, E::Interrupted),
        (Trouble::CutMidAnswer, E::Interrupted),
        (Trouble::ServerError(500), E::ProviderDown),
        (Trouble::NotOffered(404), E::ProxyAnswer),
        (Trouble::Proxy, E::ProxyAnswer),
        (Trouble::Redirect, E::Redirected),
        (Trouble::NoTokenInAnswer, E::AnswerUnreadable),
        (Trouble::ErrorInside200, E::AnswerUnreadable),
        (Trouble::NotJson, E::ProxyAnswer),
        (Trouble::HugeBody, E::AnswerTooLarge),
        // Whose key it would be, and in which project, stands with the token.
        (Trouble::LeaveOut("user".to_owned()), E::AnswerUnreadable),
    ] {
        let session = Session::start().await;
        for maker in [Maker::of_s3(&session), Maker::of_iam(&session)] {
            let only = trouble.clone().only(Call::IssueToken);
            session.cloud.trouble(only);
            let kind = (maker.kind)(&session);
            let got = told(issued(kind, &maker.by, &maker.new).await);
            assert_eq!(got, (code, Outcome::Refused), "{trouble:?}");
        }
        assert_eq!(session.cloud.creates(), 0, "{trouble:?}");
    }
    // An S3 key is made for a project.
    let session = Session::start().await;
    let maker = Maker::of_s3(&session);
    let nowhere = Trouble::LeaveOut("project".to_owned());
    session.cloud.trouble(nowhere.only(Call::IssueToken));
    let got = told(issued(&session.s3, &maker.by, &maker.new).await);
    assert_eq!(got, (E::AnswerUnreadable, Outcome::Refused));
    assert_eq!(session.cloud.creates(), 0);
}

#[tokio::test]
async fn a_cloud_that_cannot_be_reached_got_nothing() {
    let session = Session::start().await;
    for mut maker in [Maker::of_s3(&session), Maker::of_iam(&session)] {
        // Nobody may listen on this port.
        maker.by.base_url = "http://127.0.0.1:1".parse().unwrap();
        let kind = (maker.kind)(&session);
        let got = told(issued(kind, &maker.by, &maker.new).await);
        assert_eq!(got, (ErrorCode::Unreachable, Outcome::Unsent));
    }
    assert!(session.cloud.ledger().is_empty());
}

#[tokio::test]
async fn a_key_that_is_deleted_meanwhile_makes_none() {
    let session = Session::start().await;
    let new = NewIamKey {
        unrestricted: true,
        ..named("short-lived")
    };
    let (id, secret) = session.cloud.add_iam_key(new).unwrap();
    let by = iam_credential(
        &session.cloud.base_url(),
        &[("id", &id), ("secret", &secret)],
    );
    assert!(session.cloud.remove_iam_key(&id));
    let kinds: [&dyn KeyKind; 2] = [&session.s3, &session.iam];
    for (kind, new) in kinds.into_iter().zip([form(&[]), form(&[("name", "x")])]) {
        let got = told(issued(kind, &by, &new).await);
        assert_eq!(got, (ErrorCode::CredentialUnknown, Outcome::Refused));
    }
    assert_eq!(session.cloud.creates(), 0);
}
