//! The ClickHouse Cloud client against the practice cloud.

mod changes;
mod creates;
mod emergency;
mod log;
mod reads;

use std::collections::BTreeMap;
use std::time::Duration;

use keywright_core::http::{Http, Tuning};
use keywright_core::kind::{Credential, KeyKind};
use keywright_core::model::{AddressRule, Expiry, FieldValue, KindId, NewKey};
use keywright_core::providers::clickhouse::key::ClickHouseKey;
use keywright_practice::clickhouse::{Bootstrap, NewPracticeKey, Options, PracticeClickHouse};
use keywright_practice::contract::check_request;
use secrecy::SecretString;
use serde_json::Value;

/// A practice cloud, the client, and the first key.
struct Session {
    cloud: PracticeClickHouse,
    kind: ClickHouseKey,
    first: Bootstrap,
    by: Credential,
}

impl Session {
    async fn start() -> Self {
        Self::with(Options::default()).await
    }

    async fn with(options: Options) -> Self {
        let cloud = PracticeClickHouse::start(options).await.unwrap();
        let first = cloud.bootstrap().unwrap();
        let tuning = Tuning {
            create: Duration::from_millis(400),
            pause: Duration::from_millis(5),
            ..Tuning::default()
        };
        let by = credential(&cloud, &first.key_id, &first.key_secret);
        Self {
            kind: ClickHouseKey::new(Http::new(tuning).unwrap()),
            cloud,
            first,
            by,
        }
    }

    /// A key made as if in the console, to sign in with.
    fn key_with(&self, roles: &[&str]) -> Credential {
        let (_, id, secret) = self.cloud.add_key(NewPracticeKey {
            name: "other".to_owned(),
            roles: roles.iter().map(|role| (*role).to_owned()).collect(),
            ..NewPracticeKey::default()
        });
        credential(&self.cloud, &id, &secret)
    }

    /// A form that is filled in well, with the first role that the cloud offers.
    async fn form(&self, name: &str) -> NewKey {
        let role = self.kind.options(&self.by).await.unwrap().roles[0]
            .id
            .clone();
        form(name, &role)
    }

    /// Names of all keys but the first.
    fn names(&self) -> Vec<String> {
        let keys = self.cloud.keys();
        keys.into_iter().skip(1).map(|key| key.name).collect()
    }

    /// How many requests of this kind were seen.
    fn count(&self, method: &str, end: &str) -> usize {
        let ledger = self.cloud.ledger();
        let fits =
            |e: &&keywright_practice::LedgerEntry| e.method == method && e.path.ends_with(end);
        ledger.iter().filter(fits).count()
    }
}

/// Whatever a test did: each request that was sent fits the description.
impl Drop for Session {
    fn drop(&mut self) {
        if std::thread::panicking() {
            return;
        }
        for entry in self.cloud.ledger() {
            let body = entry.body.clone().unwrap_or(Value::Null);
            if let Err(wrong) = check_request(&entry.method, &entry.target(), &body) {
                panic!("{} {}: {wrong}", entry.method, entry.path);
            }
            let json = entry.content_type.as_deref() == Some("application/json; charset=utf-8");
            assert_eq!(
                json,
                entry.body.is_some(),
                "{} {}",
                entry.method,
                entry.path
            );
        }
    }
}

fn credential(cloud: &PracticeClickHouse, id: &str, secret: &str) -> Credential {
    let field = |name: &str, value: &str| (name.to_owned(), SecretString::from(value.to_owned()));
    Credential {
        kind: KindId::ClickhouseKey,
        base_url: cloud.base_url().parse().unwrap(),
        fields: BTreeMap::from([field("key_id", id), field("key_secret", secret)]),
        scope: Some(cloud.organization_id()),
        own_key: None,
    }
}

fn form(name: &str, role: &str) -> NewKey {
    NewKey::from([
        ("name".to_owned(), FieldValue::Text(name.to_owned())),
        (
            "assigned_role_ids".to_owned(),
            FieldValue::Roles(vec![role.to_owned()]),
        ),
        ("expire_at".to_owned(), FieldValue::Expiry(Expiry::Never)),
        (
            "ip_access_list".to_owned(),
            addresses(&["0.0.0.0/0", "::/0"]),
        ),
        ("state".to_owned(), FieldValue::Flag(true)),
    ])
}

fn addresses(sources: &[&str]) -> FieldValue {
    let rule = |source: &&str| AddressRule {
        source: (*source).to_owned(),
        description: Some("test".to_owned()),
    };
    FieldValue::Addresses(sources.iter().map(rule).collect())
}
