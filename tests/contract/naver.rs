//! The Naver Cloud client against the practice cloud: every kind of key and every operation.

mod access;
mod changes;
mod creates;
mod gateway;
mod reads;
mod shapes;
mod storage;
mod sub_account_keys;
mod sub_accounts;

use std::collections::BTreeMap;
use std::time::Duration;

use keywright_core::Error;
use keywright_core::http::{Http, Tuning};
use keywright_core::kind::{Credential, Issued, KeyKind, RemoteKey, SecretFields};
use keywright_core::model::{FieldValue, KindId, NewKey};
use keywright_core::providers::naver::access_key::NaverAccessKey;
use keywright_core::providers::naver::gateway_key::NaverGatewayKey;
use keywright_core::providers::naver::sub_account_key::NaverSubAccountKey;
use keywright_practice::LedgerEntry;
use keywright_practice::naver::{Options, Policy, PracticeNaver};
use secrecy::{ExposeSecret, SecretString};

/// A practice cloud, the client, and the main account's key.
struct Session {
    cloud: PracticeNaver,
    access: NaverAccessKey,
    gateway: NaverGatewayKey,
    sub: NaverSubAccountKey,
    by: Credential,
}

impl Session {
    /// With an account that has nothing in it.
    async fn start() -> Self {
        Self::with(Options {
            lessons: false,
            ..Options::default()
        })
        .await
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
        let options = Options {
            lessons: false,
            ..Options::default()
        };
        Self::tuned(options, tuning).await
    }

    async fn tuned(options: Options, tuning: Tuning) -> Self {
        let cloud = PracticeNaver::start(options).await.unwrap();
        let first = cloud.bootstrap().unwrap();
        let http = Http::new(Tuning {
            pause: Duration::from_millis(5),
            ..tuning
        })
        .unwrap();
        let by = credential(&cloud, &first.access_key, &first.secret_key);
        Self {
            access: NaverAccessKey::new(http.clone()),
            gateway: NaverGatewayKey::new(http.clone()),
            sub: NaverSubAccountKey::new(http),
            cloud,
            by,
        }
    }

    /// A key of a new sub account with these policies, to sign in with.
    fn robot(&self, login_id: &str, policies: &[Policy]) -> (String, Credential) {
        let account = self.cloud.add_sub_account(login_id, policies);
        let (id, secret) = self.cloud.add_access_key(Some(&account)).unwrap();
        (account, credential(&self.cloud, &id, &secret))
    }

    /// Makes an API Gateway key.
    async fn issue(&self, name: &str, description: &str) -> Issued {
        let new = form(&[("name", name), ("description", description)]);
        issued(&self.gateway, &self.by, &new).await.unwrap()
    }

    /// Makes an access key of a sub account.
    async fn issue_for(&self, account: &str) -> Issued {
        let new = form(&[("sub_account", account)]);
        issued(&self.sub, &self.by, &new).await.unwrap()
    }

    /// An API Gateway key as it is kept here.
    fn kept(&self, issued: Issued) -> Credential {
        Credential {
            kind: KindId::NaverGatewayKey,
            base_url: self.by.base_url.clone(),
            own_key: Some(issued.key.remote_id),
            fields: issued.fields,
            scope: None,
        }
    }

    /// How many requests were seen whose path ends so.
    fn count(&self, method: &str, end: &str) -> usize {
        let fits = |e: &&LedgerEntry| e.method == method && e.path.ends_with(end);
        self.cloud.ledger().iter().filter(fits).count()
    }

    /// The latest request of this method.
    fn last(&self, method: &str) -> LedgerEntry {
        let ledger = self.cloud.ledger();
        ledger.into_iter().rfind(|e| e.method == method).unwrap()
    }
}

/// Whatever a test did: each request went to a call there is, and says of its body what it is.
impl Drop for Session {
    fn drop(&mut self) {
        if std::thread::panicking() {
            return;
        }
        for entry in self.cloud.ledger() {
            let case = format!("{} {}", entry.method, entry.path);
            assert!(
                entry.path.starts_with("/api/v1/") || entry.path == "/",
                "{case}"
            );
            assert!(!entry.path.contains("//"), "{case}");
            let json = entry.content_type.as_deref() == Some("application/json");
            assert_eq!(json, entry.body.is_some(), "{case}");
        }
    }
}

/// Sends a create and reads its answer, as the engine does.
async fn issued(kind: &dyn KeyKind, by: &Credential, new: &NewKey) -> Result<Issued, Error> {
    let made = kind.make_here(new)?;
    let answer = kind.create(by, new, made.as_ref()).await?;
    kind.read_issued(&answer, made)
}

fn credential(cloud: &PracticeNaver, id: &str, secret: &str) -> Credential {
    let field = |name: &str, value: &str| (name.to_owned(), SecretString::from(value.to_owned()));
    Credential {
        kind: KindId::NaverAccessKey,
        base_url: cloud.base_url().parse().unwrap(),
        fields: BTreeMap::from([field("access_key", id), field("secret_key", secret)]),
        scope: None,
        own_key: Some(id.to_owned()),
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
fn open(fields: &SecretFields, id: &str) -> String {
    fields[id].expose_secret().to_owned()
}

fn ids(keys: &[RemoteKey]) -> Vec<&str> {
    keys.iter().map(|key| key.remote_id.as_str()).collect()
}
