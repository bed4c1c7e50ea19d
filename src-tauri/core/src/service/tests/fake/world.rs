//! A computer with a keychain, a cloud and a desktop that are all fake.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Notify;

use super::{Cloud, FakeDesktop, FakeKind, FakePractice, fields};
use crate::http::{Http, Tuning};
use crate::kind::*;
use crate::model::*;
use crate::service::{KeyService, Pace, Parts};
use crate::store::Store;
use crate::vault::memory::MemoryStore;

/// A whole fake world; the service in it can be "restarted".
pub struct World {
    pub folder: tempfile::TempDir,
    pub keychain: MemoryStore,
    pub cloud: Cloud,
    pub desktop: Arc<FakeDesktop>,
    pub practice: Arc<FakePractice>,
    pub spec: &'static KindSpec,
    /// How long nobody may touch the window.
    pub idle: Option<Duration>,
}

impl World {
    pub fn new(spec: &'static KindSpec) -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
            keychain: MemoryStore::default(),
            cloud: Cloud::default(),
            desktop: Arc::default(),
            practice: Arc::default(),
            spec,
            idle: None,
        }
    }

    /// A service over the world as it is: what a start of the program makes.
    pub fn service(&self) -> Arc<KeyService> {
        self.service_over(Store::open(self.folder.path()).unwrap())
    }

    /// A service that forgets everything with its end: quick, for tests with very many of them.
    pub fn passing_service(&self) -> Arc<KeyService> {
        self.service_over(Store::in_memory().unwrap())
    }

    /// A service that knows the real kinds of all clouds. None of them is asked anything here.
    pub fn service_of_all_clouds(&self) -> Arc<KeyService> {
        let kinds = crate::providers::all(&Http::new(Tuning::default()).unwrap());
        self.service_with(kinds, Store::open(self.folder.path()).unwrap())
    }

    fn service_over(&self, store: Store) -> Arc<KeyService> {
        let kind = FakeKind {
            cloud: self.cloud.clone(),
            spec: self.spec,
        };
        self.service_with(vec![Arc::new(kind)], store)
    }

    fn service_with(&self, kinds: Vec<Arc<dyn KeyKind>>, store: Store) -> Arc<KeyService> {
        let short = Duration::from_millis(1);
        let parts = Parts {
            data_dir: self.folder.path().to_owned(),
            vault: self.keychain.vault(Duration::from_secs(5)),
            http: Http::new(Tuning::default()).unwrap(),
            desktop: self.desktop.clone(),
            practice: self.practice.clone(),
            system_language: "ko".to_owned(),
            pace: Pace {
                create: short,
                looks: [short; 3],
                settles: Duration::from_millis(50),
                prove_pause: short,
                turn: short,
                idle: self.idle,
            },
        };
        KeyService::with(parts, kinds, store)
    }

    /// The next creates do not answer before they may: the first tells that one has begun, the second lets it go on.
    pub fn hold_create(&self) -> (Arc<Notify>, Arc<Notify>) {
        let (begun, go_on) = <(Arc<Notify>, Arc<Notify>)>::default();
        let hold = Some((begun.clone(), go_on.clone()));
        self.cloud.with(|cloud| cloud.hold_create = hold);
        (begun, go_on)
    }

    /// Waits until a call of the keychain hangs.
    pub async fn hung(&self) {
        while self.keychain.hanging() == 0 {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
    }

    pub async fn connected(&self, service: &Arc<KeyService>) -> Account {
        self.connected_with(service, "CONNECTED").await
    }

    /// Connects with another key: each id that begins with `OTHER` is one of its own.
    pub async fn connected_with(&self, service: &Arc<KeyService>, id: &str) -> Account {
        service
            .connect(Connect {
                kind: KindId::ClickhouseKey,
                draft: None,
                fields: fields(id),
                realm: None,
                endpoint: None,
            })
            .await
            .unwrap()
            .account
    }
}

/// What the user decides about an unfinished operation, of the only key there may be.
pub fn settle(operation: OperationId, choice: Settlement) -> Settle {
    Settle {
        operation,
        choice,
        remote_id: None,
    }
}

pub fn new_key(account: &Account, name: &str) -> CreateKey {
    CreateKey {
        account: account.id,
        kind: account.kind,
        fields: BTreeMap::from([("name".to_owned(), FieldValue::Text(name.to_owned()))]),
    }
}
