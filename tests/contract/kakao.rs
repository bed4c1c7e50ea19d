//! The KakaoCloud client: what holds for any OpenStack Keystone, against the practice cloud and against two real ones;
//! and what only the practice cloud can do.
//!
//! What nobody could confirm of the real cloud, and the case that shows the client bearing it either way:
//!
//! * whether it is a plain Keystone, with or without its latest fixes: every [`everywhere`] case;
//! * whether the paths of IAM access keys are open: `reads::a_path_that_is_closed_is_not_offered`,
//!   `service::what_is_not_documented_is_asked_for_only_where_it_is_allowed`;
//! * whether S3 access keys can be made with a token: `s3_keys`, in both worlds;
//! * whether the console's S3 access keys are in that list: `service::an_s3_key_that_no_list_shows_is_no_less_there`;
//! * what the limit of keys answers: `limits`;
//! * whether a list hides secrets: `reads::s3_keys_may_hide_their_secrets`;
//! * whether tokens can be ended: `reads::a_token_that_cannot_be_ended_is_no_fault`;
//! * names of roles: `signing_in::a_key_tells_who_it_is`;
//! * names of keys and their ends: `iam_keys::names_and_ends_have_no_rule_of_ours`;
//! * other regions and hosts: `storage::a_region_is_where_the_key_says`;
//! * limits of requests: `reads::a_limit_of_requests_is_waited_for_or_told`;
//! * texts of errors: `answers::the_texts_of_refusals_do_not_matter`;
//! * where the console has its page of keys: a link leads to its start, see `every_kind`;
//! * requests that do not say that they are JSON: every request does, see `place::Practice`.

mod answers;
mod changes;
mod creates;
pub(crate) mod engine;
mod iam_keys;
mod limits;
mod place;
mod reads;
mod s3_keys;
mod service;
mod signing_in;
mod storage;
mod tokens;

use std::collections::BTreeMap;
use std::fmt::Debug;
use std::time::Duration;

use keywright_core::http::{Http, Tuning};
use keywright_core::kind::{Credential, Issued, KeyKind, RemoteKey, SecretFields};
use keywright_core::model::{FieldValue, KindId, NewKey};
use keywright_core::providers::kakao::iam_key::KakaoIamKey;
use keywright_core::providers::kakao::s3_key::KakaoS3Key;
use keywright_core::{Error, ErrorCode, Outcome};
use keywright_practice::LedgerEntry;
use keywright_practice::kakao::{NewIamKey, Options, PracticeKakao};
use secrecy::{ExposeSecret, SecretString};

use place::{Key, Place};

/// Makes of each case a test for each place, so that a failure names both: `case::keystone_30`.
macro_rules! everywhere {
    ($($case:ident,)+) => { $(
        mod $case {
            use crate::kakao::place;

            #[tokio::test]
            async fn practice_open() {
                super::$case(&place::practice(place::S3KeyApi::Open).await).await;
            }

            #[tokio::test]
            async fn practice_patched() {
                super::$case(&place::practice(place::S3KeyApi::Patched).await).await;
            }

            #[tokio::test]
            async fn keystone_27() {
                super::$case(&place::keystone(place::Version::V27).await).await;
            }

            #[tokio::test]
            async fn keystone_30() {
                super::$case(&place::keystone(place::Version::V30).await).await;
            }
        }
    )+ };
}
use everywhere;

/// A place, and the client.
struct Ground {
    place: Box<dyn Place>,
    iam: KakaoIamKey,
    s3: KakaoS3Key,
}

impl Ground {
    fn on(place: Box<dyn Place>) -> Self {
        let (iam, s3) = clients(Tuning::default());
        Self { place, iam, s3 }
    }

    /// An ordinary, restricted key as the console makes it.
    async fn key(&self, name: &str) -> Key {
        self.place.add_key(named(name)).await
    }

    /// A key that may make and delete keys, which the real console makes none of.
    async fn unrestricted_key(&self, name: &str) -> Key {
        let new = NewIamKey {
            unrestricted: true,
            ..named(name)
        };
        self.place.add_key(new).await
    }

    /// Signs in with the key's id.
    fn by_id(&self, key: &Key) -> Credential {
        iam_credential(
            &self.place.base_url(),
            &[("id", &key.id), ("secret", &key.secret)],
        )
    }

    /// Signs in with the key's name and its user's id.
    fn by_name(&self, key: &Key) -> Credential {
        iam_credential(
            &self.place.base_url(),
            &[
                ("name", &key.name),
                ("secret", &key.secret),
                ("user_id", &self.place.user_id()),
            ],
        )
    }
}

/// A practice cloud, the client, and a key: more than [`Ground`] can do everywhere.
struct Session {
    cloud: PracticeKakao,
    iam: KakaoIamKey,
    s3: KakaoS3Key,
    /// The bootstrap key, a restricted one.
    by: Credential,
    /// Its project.
    project: String,
}

impl Session {
    /// Of an organization with nothing but one key, and limits that no test reaches.
    async fn start() -> Self {
        Self::with(roomy()).await
    }

    async fn with(options: Options) -> Self {
        Self::tuned(options, Tuning::default()).await
    }

    /// With a client that waits for a create no longer than this.
    async fn impatient(create: Duration) -> Self {
        let tuning = Tuning {
            create,
            ..Tuning::default()
        };
        Self::tuned(roomy(), tuning).await
    }

    async fn tuned(options: Options, tuning: Tuning) -> Self {
        let cloud = PracticeKakao::start(options).await.unwrap();
        let first = cloud.bootstrap().unwrap();
        let (iam, s3) = clients(tuning);
        let fields = [("id", first.id.as_str()), ("secret", first.secret.as_str())];
        Self {
            by: iam_credential(&cloud.base_url(), &fields),
            iam,
            s3,
            project: first.project_id,
            cloud,
        }
    }

    /// A key that may make and delete keys, to sign in with.
    fn free(&self) -> Credential {
        let new = NewIamKey {
            unrestricted: true,
            ..named("unrestricted")
        };
        let (id, secret) = self.cloud.add_iam_key(new).unwrap();
        iam_credential(&self.cloud.base_url(), &[("id", &id), ("secret", &secret)])
    }

    /// An S3 access key that the console made.
    fn s3_key(&self) -> Credential {
        let (access, secret) = self.cloud.add_s3_key(&self.project).unwrap();
        s3_credential(
            &self.cloud.base_url(),
            &[("access", &access), ("secret", &secret)],
        )
    }

    /// Requests of this method whose path ends so.
    fn count(&self, method: &str, end: &str) -> usize {
        let fits = |e: &&LedgerEntry| e.method == method && e.path.ends_with(end);
        self.cloud.ledger().iter().filter(fits).count()
    }
}

/// Whatever a test did: each request went to a call there is, and each but a signed one said that it is JSON.
impl Drop for Session {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            place::check(&self.cloud.ledger());
        }
    }
}

/// Limits that no test reaches by chance.
fn roomy() -> Options {
    Options {
        lessons: false,
        iam_key_quota: 100,
        s3_key_quota: 100,
        ..Options::default()
    }
}

fn clients(tuning: Tuning) -> (KakaoIamKey, KakaoS3Key) {
    let http = Http::new(Tuning {
        pause: Duration::from_millis(5),
        ..tuning
    })
    .unwrap();
    (KakaoIamKey::new(http.clone()), KakaoS3Key::new(http))
}

fn named(name: &str) -> NewIamKey {
    NewIamKey {
        name: name.to_owned(),
        ..NewIamKey::default()
    }
}

fn credential(kind: KindId, base_url: &str, fields: &[(&str, &str)]) -> Credential {
    let fields = fields.iter();
    let fields: BTreeMap<_, _> = fields
        .map(|(id, value)| ((*id).to_owned(), SecretString::from(*value)))
        .collect();
    Credential {
        kind,
        base_url: base_url.parse().unwrap(),
        fields,
        scope: None,
        own_key: None,
    }
}

fn iam_credential(base_url: &str, fields: &[(&str, &str)]) -> Credential {
    credential(KindId::KakaoIamKey, base_url, fields)
}

fn s3_credential(base_url: &str, fields: &[(&str, &str)]) -> Credential {
    credential(KindId::KakaoS3Key, base_url, fields)
}

/// The same credential once more.
fn again(by: &Credential) -> Credential {
    Credential {
        kind: by.kind,
        base_url: by.base_url.clone(),
        fields: by.fields.clone(),
        scope: by.scope.clone(),
        own_key: by.own_key.clone(),
    }
}

/// The same credential with another field.
fn but(by: &Credential, field: &str, value: &str) -> Credential {
    let mut other = again(by);
    other.fields.insert(field.to_owned(), value.into());
    other
}

/// Sends a create and reads its answer, as the engine does.
async fn issued(kind: &dyn KeyKind, by: &Credential, new: &NewKey) -> Result<Issued, Error> {
    let made = kind.make_here(new)?;
    let answer = kind.create(by, new, made.as_ref()).await?;
    kind.read_issued(&answer, made)
}

/// A key of either kind as it is kept here.
fn kept(kind: KindId, by: &Credential, issued: Issued) -> Credential {
    Credential {
        kind,
        base_url: by.base_url.clone(),
        own_key: Some(issued.key.remote_id),
        fields: issued.fields,
        scope: None,
    }
}

/// A form of lines of text.
fn form(fields: &[(&str, &str)]) -> NewKey {
    let text = |value: &str| FieldValue::Text(value.to_owned());
    let fields = fields.iter();
    fields
        .map(|(id, value)| ((*id).to_owned(), text(value)))
        .collect()
}

/// A field in clear: a practice key's, to compare or to sign in with.
fn open<'a>(fields: &'a SecretFields, id: &str) -> &'a str {
    fields[id].expose_secret()
}

fn ids(keys: &[RemoteKey]) -> Vec<&str> {
    keys.iter().map(|key| key.remote_id.as_str()).collect()
}

/// What a call was refused with.
fn told<T>(result: Result<T, Error>) -> (ErrorCode, Outcome) {
    match result {
        Ok(_) => panic!("it worked"),
        Err(error) => (error.code, error.outcome),
    }
}

/// Asserts that a call was refused so, and that it changed nothing.
#[track_caller]
fn refused<T>(result: Result<T, Error>, code: ErrorCode, case: impl Debug) {
    let got = result.map(drop).map_err(|e| (e.code, e.outcome));
    assert_eq!(got, Err((code, Outcome::Refused)), "{case:?}");
}
