//! The KT Cloud client against the practice cloud: five kinds of credential, and all that may go wrong with each.

mod gateway;
mod identity_service;
mod login;
mod silence;
mod storage;
mod tokens;
mod trouble;

use std::time::Duration;

use keywright_core::Error;
use keywright_core::http::{Http, Tuning};
use keywright_core::kind::{Credential, KeyKind, SecretFields};
use keywright_core::model::{Identity, KindId};
use keywright_core::providers::kt::d_login::KtDLogin;
use keywright_core::providers::kt::g_key::KtGKey;
use keywright_core::providers::kt::storage_1::KtStorage1;
use keywright_core::providers::kt::storage_2::KtStorage2;
use keywright_core::providers::kt::storage_s3::KtStorageS3;
use keywright_practice::kt::{Options, PracticeKt};
use keywright_tests::canary::Canary;
use serde_json::Value;

const KINDS: [KindId; 5] = [
    KindId::KtGKey,
    KindId::KtDLogin,
    KindId::KtStorage1,
    KindId::KtStorage2,
    KindId::KtStorageS3,
];

/// Fields that are no secret: they may be named.
const PUBLIC: [&str; 6] = [
    "project_id",
    "project_name",
    "zone",
    "storage_user",
    "access_key",
    "domain_id",
];

/// A practice cloud, and the client.
struct Session {
    cloud: PracticeKt,
    http: Http,
}

impl Session {
    async fn start() -> Self {
        Self::with(Options::default()).await
    }

    async fn with(options: Options) -> Self {
        let tuning = Tuning {
            pause: Duration::from_millis(2),
            longest_wait: Duration::from_secs(1),
            ..Tuning::default()
        };
        Self {
            cloud: PracticeKt::start(options).await.unwrap(),
            http: Http::new(tuning).unwrap(),
        }
    }

    fn kind(&self, kind: KindId) -> Box<dyn KeyKind> {
        the_kind(kind, &self.http)
    }

    /// What the console shows of a kind.
    fn by(&self, kind: KindId) -> Credential {
        let cloud = &self.cloud;
        let fields = match kind {
            KindId::KtGKey => {
                let key = cloud.api_key();
                vec![("api_key", key.api_key), ("secret_key", key.secret_key)]
            }
            KindId::KtDLogin => {
                let token = cloud.project_token();
                vec![
                    ("project_id", token.project_id),
                    ("project_name", token.project_name),
                    ("password", token.password),
                    ("zone", token.zone),
                ]
            }
            KindId::KtStorage1 => {
                let user = cloud.storage_user().unwrap();
                vec![("storage_user", user.user), ("storage_pass", user.key)]
            }
            KindId::KtStorage2 => {
                let key = cloud.storage_account().unwrap();
                vec![
                    ("access_key", key.access_key),
                    ("secret_key", key.secret_key),
                    ("domain_id", key.domain_id),
                    ("project_id", key.project_id),
                ]
            }
            _ => {
                let key = cloud.s3_key().unwrap();
                vec![
                    ("access_key", key.access_key),
                    ("secret_key", key.secret_key),
                ]
            }
        };
        credential(kind, &cloud.base_url(), fields)
    }

    /// Asks who a credential is. Whatever comes of it: no secret stands in it.
    async fn verify(&self, by: &Credential) -> Result<Identity, Error> {
        let told = self.kind(by.kind).verify(by).await;
        silent(&secrets(&self.cloud, &by.fields), &told);
        told
    }

    /// How many requests were seen whose path ends so.
    fn count(&self, method: &str, end: &str) -> usize {
        let ledger = self.cloud.ledger();
        let fits = ledger
            .iter()
            .filter(|e| e.method == method && e.path.ends_with(end));
        fits.count()
    }

    /// How many logins were sent, to whatever.
    fn logins(&self) -> usize {
        self.count("POST", "/auth/tokens") + self.count("GET", "/auth/v1.0")
    }
}

/// Whatever a test did: it followed no other address and asked for nothing that no kind needs, each body says what it
/// is, and what the cloud noted tells nothing.
impl Drop for Session {
    fn drop(&mut self) {
        if std::thread::panicking() {
            return;
        }
        let secrets = secrets(&self.cloud, &SecretFields::new());
        for entry in self.cloud.ledger() {
            let case = format!("{} {}", entry.method, entry.path);
            assert!(!entry.path.contains("//"), "{case}");
            assert!(!entry.path.contains("/catalog/"), "{case}");
            assert!(!entry.path.ends_with("/identity/"), "{case}");
            assert!(!entry.path.ends_with("/elsewhere"), "{case}");
            let json = entry.content_type.as_deref() == Some("application/json");
            assert_eq!(json, entry.body.is_some(), "{case}");
            let noted = serde_json::to_string(&entry).unwrap();
            for secret in &secrets {
                assert!(Canary::new(secret).find(noted.as_bytes()).is_empty());
            }
        }
        assert_eq!(self.cloud.creates(), 0);
    }
}

fn the_kind(kind: KindId, http: &Http) -> Box<dyn KeyKind> {
    let http = http.clone();
    match kind {
        KindId::KtGKey => Box::new(KtGKey::new(http)),
        KindId::KtDLogin => Box::new(KtDLogin::new(http)),
        KindId::KtStorage1 => Box::new(KtStorage1::new(http)),
        KindId::KtStorage2 => Box::new(KtStorage2::new(http)),
        KindId::KtStorageS3 => Box::new(KtStorageS3::new(http)),
        other => panic!("{other:?} is not KT Cloud's"),
    }
}

fn credential(kind: KindId, base_url: &str, fields: Vec<(&str, String)>) -> Credential {
    let fields = fields.into_iter();
    Credential {
        kind,
        base_url: base_url.parse().unwrap(),
        fields: fields
            .map(|(id, value)| (id.to_owned(), value.into()))
            .collect(),
        scope: None,
        own_key: None,
    }
}

/// The same with another value in a field.
fn with(by: &Credential, field: &str, value: &str) -> Credential {
    let mut fields = by.fields.clone();
    fields.insert(field.to_owned(), value.to_owned().into());
    Credential {
        kind: by.kind,
        base_url: by.base_url.clone(),
        fields,
        scope: None,
        own_key: None,
    }
}

fn fact<'a>(identity: &'a Identity, id: &str) -> Option<&'a str> {
    let found = identity.facts.iter().find(|fact| fact.id == id);
    found.map(|fact| fact.value.as_str())
}

fn open(fields: &SecretFields, id: &str) -> String {
    use secrecy::ExposeSecret as _;
    fields[id].expose_secret().to_owned()
}

/// All secrets of a cloud with the tokens that are good now, and those among these fields.
fn secrets(cloud: &PracticeKt, fields: &SecretFields) -> Vec<String> {
    let snapshot = cloud.snapshot();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let mut secrets = vec![
        text(&snapshot["api_key"]["pair"]["api_key"]),
        text(&snapshot["api_key"]["pair"]["secret_key"]),
        text(&snapshot["account"]["password"]),
    ];
    for (list, field) in [("storage_keys", "secret_key"), ("tokens", "value")] {
        let list = snapshot[list].as_array().unwrap().iter();
        secrets.extend(list.map(|one| text(&one[field])));
    }
    let ids = fields.keys().filter(|id| !PUBLIC.contains(&id.as_str()));
    secrets.extend(ids.map(|id| open(fields, id)));
    secrets
}

/// No secret stands in what came of a call, in no form; nor do the first of its characters, as in a text that was cut.
fn silent<T: std::fmt::Debug>(secrets: &[String], told: &Result<T, Error>) {
    let text = match told {
        Ok(told) => format!("{told:?}"),
        Err(error) => format!("{error} {error:?} {:?}", error.detail),
    };
    for secret in secrets {
        for needle in [secret.as_str(), secret.get(..16).unwrap_or(secret)] {
            let found = Canary::new(needle).find(text.as_bytes());
            assert!(found.is_empty(), "{found:?} of a secret is told");
        }
    }
    let text = text.to_lowercase();
    assert!(!text.contains("signature="), "a signed address is told");
    assert!(!text.contains("apikey="), "a signed address is told");
}
