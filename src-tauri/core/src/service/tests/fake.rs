//! A kind of key whose cloud is a list in memory and does as it is told.

use std::collections::{BTreeMap, VecDeque};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_trait::async_trait;
use secrecy::{ExposeSecret as _, SecretString};
use tokio::sync::Notify;
use zeroize::Zeroizing;

use crate::desktop::Desktop;
use crate::error::{Error, ErrorCode, Outcome, Result};
use crate::http::{Answer, Http, Tuning};
use crate::kind::*;
use crate::model::*;
use crate::service::practice::{OnChange, PracticeCloud, PracticeClouds};
use crate::service::{KeyService, Pace, Parts};
use crate::store::Store;
use crate::vault::memory::MemoryStore;

pub const SECRET: &str = "MADE-UP-secret-for-tests-0001";

/// What the fake cloud does at the next create.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Create {
    Works,
    Refused,
    Unsent,
    /// Makes the key; the answer never arrives.
    Cut,
    /// Makes nothing; the line breaks.
    CutBefore,
    /// Answers 200 without a secret.
    NoSecret,
}

#[derive(Default)]
pub struct CloudState {
    /// Tokens that were made.
    pub minted: usize,
    /// How long tokens last; the cloud does not tell when it is `None`.
    pub token_lasts: Option<Duration>,
    pub keys: Vec<RemoteKey>,
    pub creates: usize,
    pub plan: VecDeque<Create>,
    /// Faults that the next calls of these names meet.
    pub faults: VecDeque<(&'static str, Error)>,
    pub calls: Vec<&'static str>,
    /// Lists, and questions who somebody is, do not come back.
    pub hang: bool,
    /// One is asked for and does not come back.
    pub hanging: bool,
    /// A create waits for this before it answers, and says by the first that it does.
    pub hold_create: Option<(Arc<Notify>, Arc<Notify>)>,
    /// How often a new secret was made for a key.
    pub regenerated: usize,
    pub second_regenerated: usize,
    /// Happens once, before a create is answered.
    pub on_create: Option<Box<dyn FnOnce() + Send>>,
}

impl CloudState {
    /// The secret that keys have now.
    pub fn secret(&self) -> String {
        match self.regenerated {
            0 => SECRET.to_owned(),
            times => format!("{SECRET}-{times}"),
        }
    }
}

#[derive(Clone, Default)]
pub struct Cloud(pub Arc<Mutex<CloudState>>);

impl Cloud {
    pub fn with<T>(&self, f: impl FnOnce(&mut CloudState) -> T) -> T {
        f(&mut self.0.lock().unwrap())
    }

    /// Does not come back if it is told so.
    async fn hang(&self) {
        if self.with(|state| state.hang) {
            self.with(|state| state.hanging = true);
            std::future::pending::<()>().await;
        }
    }

    fn call(&self, name: &'static str) -> Result<()> {
        self.with(|state| {
            state.calls.push(name);
            match state.faults.front() {
                Some((at, _)) if *at == name => Err(state.faults.pop_front().unwrap().1),
                _ => Ok(()),
            }
        })
    }
}

pub struct FakeKind {
    pub cloud: Cloud,
    pub spec: &'static KindSpec,
}

pub const SPEC: KindSpec = KindSpec {
    id: KindId::ClickhouseKey,
    provider: ProviderId::Clickhouse,
    signed_by: &[KindId::ClickhouseKey],
    operations: Operations {
        verify: Support::Api,
        list: Support::Api,
        create: Support::Api,
        reread: Support::Never,
        update: Support::Api,
        switch: Support::Api,
        regenerate: Support::Never,
        delete: Support::Api,
        token: Support::Never,
    },
    recovery: Recovery::Named,
    fields: &[
        FieldSpec {
            id: "key_id",
            input: Input::Text { min: 1, max: 99 },
            required: true,
            editable: false,
        },
        FieldSpec {
            id: "key_secret",
            input: Input::Secret { max: 99 },
            required: true,
            editable: false,
        },
    ],
    ways: &[],
    alone: false,
    undocumented: false,
    tokens: &[],
    new_key_fields: &[],
    quota: Some(5),
    group_fields: &[],
    extras: &[],
    delete_needs_off: false,
    settles_in_s: 1,
    listed_in_s: 0,
    copies: &[CopyWhat::Id, CopyWhat::Secret],
    links: &[Link {
        id: "console_keys",
        url: "https://console.example.com/{scope}/keys",
    }],
    realms: &[Realm {
        id: "public",
        base_url: "https://api.example.com",
    }],
};

/// Like an IAM access key: exchanged for tokens.
pub const TOKENS: KindSpec = KindSpec {
    operations: Operations {
        token: Support::Api,
        ..SPEC.operations
    },
    tokens: &[TokenSpec {
        id: TokenKind::Api,
        lasts_s: 43_200,
        checks: true,
        revokes: true,
        copies: &[CopyWhat::Secret],
    }],
    ..SPEC
};

/// Like an IAM access key: its calls about keys are not documented.
pub const UNDOCUMENTED: KindSpec = KindSpec {
    undocumented: true,
    ..SPEC
};

/// Like an S3 access key: no name, and its secret may be read again.
pub const NAMELESS_READABLE: KindSpec = KindSpec {
    operations: Operations {
        reread: Support::Api,
        ..SPEC.operations
    },
    ..NAMELESS
};

/// Can all there is.
pub const EVERYTHING: KindSpec = KindSpec {
    operations: Operations {
        token: Support::Api,
        ..READABLE.operations
    },
    extras: &[Extra::NewGroup, Extra::Rules, Extra::Subscriptions],
    ..TOKENS
};

pub const NAMELESS: KindSpec = KindSpec {
    recovery: Recovery::Nameless,
    ..SPEC
};

/// Like an API Gateway key: its secret can be read again, and made anew.
pub const READABLE: KindSpec = KindSpec {
    operations: Operations {
        reread: Support::Api,
        regenerate: Support::Api,
        ..SPEC.operations
    },
    recovery: Recovery::Rereadable,
    ..SPEC
};

/// Like an API Gateway key: two secrets, both valid at once.
pub const TWO_SECRETS: KindSpec = KindSpec {
    fields: &[
        FieldSpec {
            id: "key_secret",
            input: Input::Secret { max: 99 },
            required: true,
            editable: false,
        },
        FieldSpec {
            id: "second_secret",
            input: Input::Secret { max: 99 },
            required: false,
            editable: false,
        },
    ],
    ..READABLE
};

/// Like a key of KT Cloud's G platform: its id is half of a credential that may do everything.
pub const SECRET_ID: KindSpec = KindSpec {
    fields: &[
        FieldSpec {
            id: "key_id",
            input: Input::SecretId { max: 99 },
            required: true,
            editable: false,
        },
        SPEC.fields[1],
    ],
    ..SPEC
};

pub const DELETES_ONLY_WHAT_IS_OFF: KindSpec = KindSpec {
    delete_needs_off: true,
    ..SPEC
};

/// Like an access key of a sub account: no name, and deleted in two steps.
pub const NAMELESS_IN_TWO_STEPS: KindSpec = KindSpec {
    delete_needs_off: true,
    ..NAMELESS
};

pub const GUIDED: KindSpec = KindSpec {
    operations: Operations {
        verify: Support::Api,
        list: Support::Guided,
        create: Support::Guided,
        reread: Support::Never,
        update: Support::Never,
        switch: Support::Never,
        regenerate: Support::Never,
        delete: Support::Guided,
        token: Support::Never,
    },
    ..SPEC
};

pub fn remote(id: &str, name: &str) -> RemoteKey {
    RemoteKey {
        remote_id: id.to_owned(),
        name: name.to_owned(),
        note: None,
        group: None,
        ends_with: None,
        state: KeyState::Enabled,
        roles: vec![],
        addresses: None,
        created_at: None,
        created_by: None,
        expires: Expiry::Never,
        last_used: LastUsed::Unknown,
    }
}

#[async_trait]
impl KeyKind for FakeKind {
    fn spec(&self) -> &'static KindSpec {
        self.spec
    }

    fn read_pasted(&self, text: &SecretString, into: Option<&str>) -> SecretFields {
        let text = text.expose_secret().trim();
        match text.split_once(' ') {
            Some((id, secret)) => BTreeMap::from([
                ("key_id".to_owned(), SecretString::from(id)),
                ("key_secret".to_owned(), SecretString::from(secret)),
            ]),
            None => BTreeMap::from([(
                into.unwrap_or("key_secret").to_owned(),
                SecretString::from(text),
            )]),
        }
    }

    fn check_credential(&self, fields: &SecretFields) -> Result<()> {
        for id in ["key_id", "key_secret"] {
            if !fields.contains_key(id) {
                return Err(Error::field(id, crate::error::FieldProblem::Missing));
            }
        }
        Ok(())
    }

    async fn verify(&self, by: &Credential) -> Result<Identity> {
        self.cloud.call("verify")?;
        self.cloud.hang().await;
        assert!(by.fields.contains_key("key_secret"));
        let id = by.fields["key_id"].expose_secret();
        Ok(Identity {
            name: Some("first".to_owned()),
            scope: Some(Scope {
                id: "org-1".to_owned(),
                name: "Team".to_owned(),
            }),
            own_key: Some(id.strip_prefix("ID-OTHER").map_or("own", |_| id).to_owned()),
            ends_with: None,
            facts: vec![],
            abilities: vec![],
            confirmed: true,
        })
    }

    async fn list(&self, _: &Credential) -> Result<Vec<RemoteKey>> {
        self.cloud.call("list")?;
        self.cloud.hang().await;
        Ok(self.cloud.with(|state| state.keys.clone()))
    }

    async fn options(&self, _: &Credential) -> Result<NewKeyOptions> {
        Ok(NewKeyOptions {
            roles: vec![],
            roles_from: RolesFrom::Nowhere,
            quota: None,
            groups: vec![],
        })
    }

    fn check_new(&self, _: &NewKey, _: bool) -> Result<()> {
        Ok(())
    }

    fn make_here(&self, new: &NewKey) -> Result<Option<SecretFields>> {
        Ok(new.contains_key("hash_data").then(|| fields("HERE")))
    }

    async fn create(
        &self,
        _: &Credential,
        new: &NewKey,
        _: Option<&SecretFields>,
    ) -> Result<Answer> {
        let name = super::super::keys::name_of(new);
        if let Some((begun, go_on)) = self.cloud.with(|state| state.hold_create.clone()) {
            begun.notify_one();
            go_on.notified().await;
        }
        self.cloud.with(|state| {
            state.creates += 1;
            if let Some(happens) = state.on_create.take() {
                happens();
            }
            let plan = state.plan.pop_front().unwrap_or(Create::Works);
            let id = format!("key-{}", state.creates);
            // A cloud that gives keys no names does not keep ours.
            let nameless = self.spec.recovery == Recovery::Nameless;
            let kept = if nameless { "" } else { name.as_str() };
            if matches!(plan, Create::Works | Create::Cut | Create::NoSecret) {
                state.keys.push(remote(&id, kept));
            }
            let body = match plan {
                Create::Refused => {
                    return Err(Error::new(ErrorCode::Forbidden).with_outcome(Outcome::Refused));
                }
                Create::Unsent => return Err(Error::new(ErrorCode::Offline)),
                Create::Cut | Create::CutBefore => {
                    return Err(Error::new(ErrorCode::Interrupted).with_outcome(Outcome::Unknown));
                }
                Create::Works => format!("{id} {kept} {SECRET}"),
                Create::NoSecret => format!("{id} {kept} "),
            };
            Ok(Answer {
                status: 200,
                body: Zeroizing::new(body.into_bytes()),
                content_type: String::new(),
                retry_after_s: None,
                server_time_s: None,
            })
        })
    }

    fn read_issued(&self, answer: &Answer, made: Option<SecretFields>) -> Result<Issued> {
        let text = String::from_utf8(answer.body.to_vec()).unwrap();
        let mut parts = text.splitn(3, ' ');
        let key = remote(parts.next().unwrap(), parts.next().unwrap());
        let secret = parts.next().unwrap();
        if secret.is_empty() {
            return Err(Error::new(ErrorCode::SecretNotReceived).with_outcome(Outcome::Unknown));
        }
        Ok(Issued {
            fields: made.unwrap_or_else(|| fields(&key.remote_id)),
            key,
        })
    }

    async fn reread(&self, _: &Credential, id: &str) -> Result<Issued> {
        self.cloud.call("reread")?;
        let secret = self.cloud.with(|state| state.secret());
        Ok(Issued {
            key: self.change(id, |_| ())?,
            fields: BTreeMap::from([
                ("key_id".to_owned(), SecretString::from(format!("ID-{id}"))),
                ("key_secret".to_owned(), SecretString::from(secret)),
            ]),
        })
    }

    async fn regenerate(&self, _: &Credential, _: &str, field: &str) -> Result<()> {
        self.cloud.with(|state| match field {
            "key_secret" => state.regenerated += 1,
            _ => state.second_regenerated += 1,
        });
        // A fault here is an answer that was lost: the new secret is there all the same.
        self.cloud.call("regenerate")
    }

    async fn update(&self, _: &Credential, id: &str, patch: &KeyPatch) -> Result<RemoteKey> {
        self.cloud.call("update")?;
        self.change(id, |key| key.name = super::super::keys::name_of(patch))
    }

    async fn switch(&self, _: &Credential, id: &str, on: bool) -> Result<RemoteKey> {
        let state = if on {
            KeyState::Enabled
        } else {
            KeyState::Disabled
        };
        self.cloud.call("switch")?;
        self.change(id, |key| key.state = state)
    }

    async fn delete(&self, _: &Credential, id: &str) -> Result<()> {
        self.cloud.call("delete")?;
        let refuses = |key: &RemoteKey| {
            self.spec.delete_needs_off && key.remote_id == id && key.state == KeyState::Enabled
        };
        if self.cloud.with(|state| state.keys.iter().any(refuses)) {
            return Err(Error::new(ErrorCode::Rejected).with_outcome(Outcome::Refused));
        }
        self.cloud
            .with(|state| state.keys.retain(|key| key.remote_id != id));
        Ok(())
    }

    async fn mint_token(&self, _: &Credential, _: TokenKind) -> Result<Minted> {
        self.cloud.call("mint")?;
        let (times, lasts) = self.cloud.with(|state| {
            state.minted += 1;
            (state.minted, state.token_lasts)
        });
        Ok(Minted {
            fields: BTreeMap::from([("token".to_owned(), token(times))]),
            expires_at: lasts.map(|lasts| jiff::Timestamp::now() + lasts),
        })
    }

    async fn check_token(
        &self,
        _: &Credential,
        _: TokenKind,
        fields: &SecretFields,
    ) -> Result<Option<jiff::Timestamp>> {
        assert!(fields.contains_key("token"));
        self.cloud.call("check")?;
        let lasts = self.cloud.with(|state| state.token_lasts);
        Ok(lasts.map(|lasts| jiff::Timestamp::now() + lasts))
    }

    async fn revoke_token(
        &self,
        _: &Credential,
        _: TokenKind,
        fields: &SecretFields,
    ) -> Result<()> {
        assert!(fields.contains_key("token"));
        self.cloud.call("revoke")
    }

    fn check_group(&self, _: &NewKey) -> Result<()> {
        Ok(())
    }

    async fn create_group(&self, _: &Credential, _: &NewKey) -> Result<Group> {
        self.cloud.call("create_group")?;
        Ok(Group {
            id: "group-1".to_owned(),
            name: "group".to_owned(),
            login: None,
        })
    }

    async fn set_rules(&self, _: &Credential, _: &str, rules: &AccessRules) -> Result<AccessRules> {
        self.cloud.call("set_rules")?;
        Ok(rules.clone())
    }

    async fn subscribe(&self, _: &Credential, _: &str, _: &str, _: bool) -> Result<()> {
        self.cloud.call("subscribe")
    }

    fn copy_token(
        &self,
        _: &Credential,
        _: TokenKind,
        fields: &SecretFields,
        _: CopyWhat,
    ) -> Result<SecretString> {
        Ok(fields["token"].clone())
    }

    fn public_id(&self, fields: &SecretFields) -> Option<String> {
        fields.get("key_id").map(|id| id.expose_secret().to_owned())
    }

    fn copy_text(&self, by: &Credential, _: &ApiKey, what: CopyWhat) -> Result<SecretString> {
        let field = if what == CopyWhat::Id {
            "key_id"
        } else {
            "key_secret"
        };
        Ok(by.field(field)?.clone())
    }
}

impl FakeKind {
    fn change(&self, id: &str, change: impl FnOnce(&mut RemoteKey)) -> Result<RemoteKey> {
        self.cloud.with(|state| {
            let key = state.keys.iter_mut().find(|key| key.remote_id == id);
            let key =
                key.ok_or_else(|| Error::new(ErrorCode::NotFound).with_outcome(Outcome::Refused))?;
            change(key);
            Ok(key.clone())
        })
    }
}

/// The token that was made as this one.
pub fn token(times: usize) -> SecretString {
    SecretString::from(format!("MADE-UP-token-{times}"))
}

pub fn fields(id: &str) -> SecretFields {
    BTreeMap::from([
        ("key_id".to_owned(), SecretString::from(format!("ID-{id}"))),
        ("key_secret".to_owned(), SecretString::from(SECRET)),
    ])
}

/// Remembers what was copied and opened.
#[derive(Default)]
pub struct FakeDesktop {
    pub copied: Mutex<Vec<(String, Option<u32>)>>,
    pub opened: Mutex<Vec<String>>,
    pub clipboard: Mutex<String>,
    /// How often the clipboard was cleared, and windows with secrets closed.
    pub cleared: AtomicUsize,
    pub closed: AtomicUsize,
    /// Why the system does not ask for the account's password.
    pub no_account: Mutex<Option<NoAccountProof>>,
    /// The person in front is somebody else.
    pub stranger: AtomicBool,
    /// The person in front never answers.
    pub asks_for_long: AtomicBool,
    pub asked: AtomicUsize,
    pub refuses_to_clear: Mutex<bool>,
    /// The clipboard takes nothing before this is told, or dropped.
    pub hold_copy: Mutex<Option<std::sync::mpsc::Receiver<()>>>,
    /// Copies that were begun.
    pub copies: AtomicUsize,
    pub noted: Mutex<Vec<(OperationId, String)>>,
}

#[async_trait]
impl Desktop for FakeDesktop {
    fn copy(&self, text: SecretString, clear_after_s: Option<u32>) -> Result<()> {
        self.copies.fetch_add(1, Ordering::SeqCst);
        if let Some(go_on) = self.hold_copy.lock().unwrap().take() {
            let _ = go_on.recv();
        }
        let text = text.expose_secret().to_owned();
        self.copied.lock().unwrap().push((text, clear_after_s));
        Ok(())
    }
    fn pasted(&self) -> Result<SecretString> {
        Ok(SecretString::from(self.clipboard.lock().unwrap().clone()))
    }
    fn clear_clipboard(&self) {
        self.cleared.fetch_add(1, Ordering::SeqCst);
    }
    fn close_secrets(&self) {
        self.closed.fetch_add(1, Ordering::SeqCst);
    }
    async fn no_account_proof(&self) -> Option<NoAccountProof> {
        *self.no_account.lock().unwrap()
    }
    async fn prove_account(&self) -> Result<()> {
        self.asked.fetch_add(1, Ordering::SeqCst);
        if self.asks_for_long.load(Ordering::SeqCst) {
            std::future::pending::<()>().await;
        }
        if self.stranger.load(Ordering::SeqCst) {
            return Err(ErrorCode::ProofRefused.into());
        }
        Ok(())
    }
    fn may_refuse_to_clear(&self) -> bool {
        *self.refuses_to_clear.lock().unwrap()
    }
    fn note_pasted(&self, draft: OperationId, text: &SecretString) {
        let text = text.expose_secret().to_owned();
        self.noted.lock().unwrap().push((draft, text));
    }
    fn clear_pasted(&self, draft: OperationId) -> bool {
        let mut clipboard = self.clipboard.lock().unwrap();
        let mut noted = self.noted.lock().unwrap();
        let ours = noted.contains(&(draft, clipboard.clone()));
        noted.retain(|(of, _)| *of != draft);
        if ours {
            clipboard.clear();
        }
        ours
    }
    fn open_link(&self, url: &url::Url) -> Result<()> {
        self.opened.lock().unwrap().push(url.to_string());
        Ok(())
    }
    fn changed(&self) {}
}

pub struct FakePractice;

#[async_trait]
impl PracticeClouds for FakePractice {
    async fn start(
        &self,
        _: &str,
        state: Option<serde_json::Value>,
        on_change: OnChange,
    ) -> Result<PracticeCloud> {
        on_change(serde_json::json!({"started": true}));
        Ok(PracticeCloud {
            base_url: url::Url::parse("http://127.0.0.1:9").unwrap(),
            bootstrap: state.is_none().then(|| fields("PRACTICE")),
        })
    }
    fn has(&self, _: &str) -> bool {
        true
    }
}

/// A whole fake world; the service in it can be "restarted".
pub struct World {
    pub folder: tempfile::TempDir,
    pub keychain: MemoryStore,
    pub cloud: Cloud,
    pub desktop: Arc<FakeDesktop>,
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
            practice: Arc::new(FakePractice),
            system_language: "ko".to_owned(),
            pace: Pace {
                create: short,
                looks: [short; 3],
                settles: Duration::from_millis(50),
                prove_pause: short,
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
