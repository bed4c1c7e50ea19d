//! Reads: repeated where that is safe, tolerant of what may be missing, and plain about what went wrong.

use std::time::Duration;

use keywright_core::http::Tuning;
use keywright_core::kind::{Credential, KeyKind, SecretFields};
use keywright_core::model::TokenKind;
use keywright_core::{Error, ErrorCode as E, Outcome};
use keywright_practice::kakao::{Call, S3KeyApi, Trouble};

use super::{Session, form, ids, issued, named, open, refused, roomy};

/// Every call that only reads, or that makes nothing lasting.
const READS: [Call; 8] = [
    Call::IssueToken,
    Call::ReadToken,
    Call::ListProjects,
    Call::ListIamKeys,
    Call::ListS3Keys,
    Call::ReadS3Key,
    Call::ListBuckets,
    Call::AssumeRole,
];

/// A session with something to read.
struct Subject {
    session: Session,
    s3: Credential,
    token: SecretFields,
}

impl Subject {
    async fn start() -> Self {
        // A cloud that asks for more is not waited for.
        let tuning = Tuning {
            longest_wait: Duration::from_secs(1),
            ..Tuning::default()
        };
        let session = Session::tuned(roomy(), tuning).await;
        let minted = session.iam.mint_token(&session.by, TokenKind::Api).await;
        Self {
            token: minted.unwrap().fields,
            s3: session.s3_key(),
            session,
        }
    }

    /// Does what needs this call.
    async fn read(&self, call: Call) -> Result<(), Error> {
        let Self { session, s3, token } = self;
        let Session { iam, by, .. } = session;
        match call {
            Call::IssueToken => iam.verify(by).await.map(drop),
            Call::ReadToken => {
                let checked = iam.check_token(by, TokenKind::Api, token).await;
                checked.map(drop)
            }
            Call::ListProjects => iam.projects(by).await.map(drop),
            Call::ListIamKeys => iam.list(by).await.map(drop),
            Call::ListS3Keys => session.s3.list(by).await.map(drop),
            Call::ReadS3Key => {
                let read = session.s3.reread(by, open(&s3.fields, "access"));
                read.await.map(drop)
            }
            Call::ListBuckets => session.s3.storage(s3).await.map(drop),
            Call::AssumeRole => {
                let minted = iam.mint_token(by, TokenKind::Storage).await;
                minted.map(drop)
            }
            _ => panic!("{call:?} does not read"),
        }
    }

    /// How many requests it was asked with since there were `before`.
    fn sent(&self, call: Call, before: usize) -> usize {
        let (method, end) = match call {
            Call::IssueToken => ("POST", "/auth/tokens"),
            Call::ReadToken => ("GET", "/auth/tokens"),
            Call::ListProjects => ("GET", "/projects"),
            Call::ListIamKeys => ("GET", "/application_credentials"),
            Call::ListS3Keys => ("GET", "/OS-EC2"),
            Call::ReadS3Key => ("GET", open(&self.s3.fields, "access")),
            Call::ListBuckets => ("GET", "/"),
            _ => ("POST", "/"),
        };
        let ledger = self.session.cloud.ledger();
        let since = ledger[before..].iter();
        let fits = |path: &str| path == end || (end != "/" && path.ends_with(end));
        since
            .filter(|entry| entry.method == method && fits(&entry.path))
            .count()
    }
}

#[tokio::test]
async fn reads_are_repeated() {
    let subject = Subject::start().await;
    let cloud = &subject.session.cloud;
    for trouble in [
        Trouble::CutBefore,
        Trouble::CutMidAnswer,
        Trouble::ServerError(502),
        Trouble::ServerError(503),
        Trouble::ServerError(504),
        Trouble::Throttled {
            retry_after: Some(0),
        },
    ] {
        for call in READS {
            cloud.trouble(trouble.clone().only(call).times(2));
            let before = cloud.ledger().len();
            let case = format!("{trouble:?} {call:?}");
            assert!(subject.read(call).await.is_ok(), "{case}");
            assert_eq!(subject.sent(call, before), 3, "{case}");
        }
    }
}

/// What a call means by a trouble: of a token's making, of other reads of the identity service, of the list of buckets,
/// of the making of a temporary key.
type Meanings = [E; 4];

#[tokio::test]
async fn a_read_that_fails_says_how() {
    let subject = Subject::start().await;
    let cloud = &subject.session.cloud;
    let rows: [(Trouble, Meanings); 14] = [
        (Trouble::CutBefore, [E::Interrupted; 4]),
        (Trouble::CutMidAnswer, [E::Interrupted; 4]),
        (Trouble::ServerError(500), [E::ProviderDown; 4]),
        (Trouble::Maintenance, [E::ProviderDown; 4]),
        (Trouble::GatewayPage(400), [E::ProxyAnswer; 4]),
        (Trouble::GatewayPage(502), [E::ProviderDown; 4]),
        (
            Trouble::Throttled {
                retry_after: Some(90),
            },
            [E::RateLimited; 4],
        ),
        (Trouble::Redirect, [E::Redirected; 4]),
        (Trouble::NotJson, [E::ProxyAnswer; 4]),
        (Trouble::ErrorInside200, [E::AnswerUnreadable; 4]),
        (Trouble::HugeBody, [E::AnswerTooLarge; 4]),
        // What does not answer as Keystone at a path of Keystone's may not be there; a token must be to be had.
        (
            Trouble::Proxy,
            [
                E::ProxyAnswer,
                E::NotOffered,
                E::ProxyAnswer,
                E::ProxyAnswer,
            ],
        ),
        (
            Trouble::NotOffered(404),
            [
                E::ProxyAnswer,
                E::NotOffered,
                E::ProxyAnswer,
                E::ProxyAnswer,
            ],
        ),
        (
            Trouble::NotOffered(501),
            [
                E::ProviderDown,
                E::NotOffered,
                E::ProviderDown,
                E::NotOffered,
            ],
        ),
    ];
    for (trouble, meanings) in rows {
        for call in READS {
            cloud.trouble(trouble.clone().only(call));
            let case = format!("{trouble:?} {call:?}");
            let error = subject.read(call).await.err();
            let error = error.unwrap_or_else(|| panic!("{case}"));
            let [of_mint, of_read, of_buckets, of_temporary] = meanings;
            let code = match call {
                Call::IssueToken => of_mint,
                Call::ListBuckets => of_buckets,
                Call::AssumeRole => of_temporary,
                _ => of_read,
            };
            let told = (error.code, error.outcome);
            assert_eq!(told, (code, Outcome::Refused), "{case}");
            if code == E::RateLimited {
                assert_eq!(error.retry_after_s, Some(90), "{case}");
            }
            // Whatever stood in the answer.
            let said = format!("{error:?}");
            for fields in [
                &subject.token,
                &subject.s3.fields,
                &subject.session.by.fields,
            ] {
                for (id, value) in fields {
                    use secrecy::ExposeSecret;
                    assert!(!said.contains(value.expose_secret()), "{case}: {id}");
                }
            }
        }
        assert_eq!(subject.session.count("GET", "/elsewhere"), 0);
    }
}

#[tokio::test]
async fn a_path_that_is_closed_is_not_offered() {
    let session = Session::start().await;
    let free = session.free();
    let (id, _) = session.cloud.add_iam_key(named("there")).unwrap();
    let s3 = session.s3_key();
    let access = open(&s3.fields, "access");
    // 403 without words, and the shapes that Keystone gives to paths and methods it does not have.
    let troubles = [403, 404, 405, 501].map(|status| match status {
        403 => Trouble::ServerError(status),
        _ => Trouble::NotOffered(status),
    });
    for trouble in troubles {
        let case = format!("{trouble:?}");
        session.cloud.trouble(Trouble::None);
        for call in [
            Call::ListIamKeys,
            Call::CreateIamKey,
            Call::DeleteIamKey,
            Call::ListS3Keys,
            Call::CreateS3Key,
            Call::ReadS3Key,
            Call::DeleteS3Key,
        ] {
            session.cloud.add_trouble(trouble.clone().only(call));
        }
        let (iam, s3) = (&session.iam, &session.s3);
        for refusal in [
            iam.list(&free).await.map(drop),
            iam.options(&free).await.map(drop),
            issued(iam, &free, &form(&[("name", "x")])).await.map(drop),
            iam.delete(&free, &id).await,
            s3.list(&free).await.map(drop),
            s3.options(&free).await.map(drop),
            issued(s3, &free, &form(&[])).await.map(drop),
            s3.reread(&free, access).await.map(drop),
            s3.delete(&free, access).await,
        ] {
            assert_eq!(refusal.unwrap_err().code, E::NotOffered, "{case}");
        }
        // The key is none the worse for it.
        assert!(iam.verify(&free).await.is_ok(), "{case}");
        assert_eq!(session.cloud.iam_keys().len(), 3, "{case}");
        assert_eq!(session.cloud.s3_keys().len(), 1, "{case}");
    }
}

#[tokio::test]
async fn s3_keys_may_be_shut_and_opened_meanwhile() {
    let session = Session::start().await;
    let by = &session.by;
    for api in [S3KeyApi::Open, S3KeyApi::Patched, S3KeyApi::Open] {
        session.cloud.trouble(Trouble::S3KeyApi(api));
        let listed = session.s3.list(by).await;
        let made = issued(&session.s3, by, &form(&[])).await;
        match api {
            S3KeyApi::Open => assert!(listed.is_ok() && made.is_ok()),
            S3KeyApi::Patched => {
                refused(listed, E::NotOffered, "list");
                refused(made, E::NotOffered, "create");
            }
        }
    }
    assert_eq!(session.cloud.s3_keys().len(), 2);
}

#[tokio::test]
async fn s3_keys_may_hide_their_secrets() {
    let session = Session::start().await;
    let by = &session.by;
    for trouble in [
        Trouble::S3SecretsHidden,
        Trouble::MakeNull("secret".to_owned()).only(Call::ReadS3Key),
    ] {
        session.cloud.trouble(trouble);
        let made = issued(&session.s3, by, &form(&[])).await.unwrap();
        assert!(!open(&made.fields, "secret").is_empty());
        let access = made.key.remote_id;
        let listed = session.s3.list(by).await.unwrap();
        assert!(ids(&listed).contains(&access.as_str()));
        refused(
            session.s3.reread(by, &access).await,
            E::NotOffered,
            "hidden",
        );
    }
}

#[tokio::test]
async fn a_token_that_cannot_be_ended_is_no_fault() {
    let session = Session::start().await;
    let by = &session.by;
    for trouble in [
        Trouble::NotOffered(404),
        Trouble::NotOffered(405),
        Trouble::ServerError(403),
        Trouble::ServerError(401),
        Trouble::ServerError(500),
        Trouble::GatewayPage(503),
        Trouble::CutBefore,
        Trouble::CutMidAnswer,
        Trouble::Redirect,
        Trouble::HugeBody,
    ] {
        let only = trouble.clone().only(Call::RevokeToken);
        session.cloud.trouble(only);
        let before = session.count("DELETE", "/auth/tokens");
        assert!(session.iam.verify(by).await.is_ok(), "{trouble:?}");
        assert!(session.iam.list(by).await.is_ok(), "{trouble:?}");
        assert!(session.s3.list(by).await.is_ok(), "{trouble:?}");
        // Once for each, whatever came of it.
        let now = session.count("DELETE", "/auth/tokens");
        assert_eq!(now, before + 3, "{trouble:?}");
    }
}

#[tokio::test]
async fn a_limit_of_requests_is_waited_for_or_told() {
    let subject = Subject::start().await;
    let cloud = &subject.session.cloud;
    for call in READS {
        // Soon enough, then too late, then never said.
        for (trouble, wait, sent) in [
            (
                Trouble::Throttled {
                    retry_after: Some(0),
                }
                .times(2),
                None,
                3,
            ),
            (
                Trouble::Throttled {
                    retry_after: Some(90),
                },
                Some(90),
                1,
            ),
            (Trouble::Throttled { retry_after: None }, Some(10), 3),
        ] {
            let case = format!("{call:?} {trouble:?}");
            cloud.trouble(trouble.only(call));
            let before = cloud.ledger().len();
            let error = subject.read(call).await.err();
            let told = error.map(|error| (error.code, error.retry_after_s));
            assert_eq!(
                told,
                wait.map(|wait| (E::RateLimited, Some(wait))),
                "{case}"
            );
            assert_eq!(subject.sent(call, before), sent, "{case}");
        }
    }
}
