//! The product: what can be done with accounts and keys. Each command of the page is a method of [`KeyService`].

use std::collections::{HashMap, HashSet};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use jiff::Timestamp;
use tokio::sync::{Notify, watch};
use url::Url;

use crate::desktop::Desktop;
use crate::error::{Error, ErrorCode, Result};
use crate::http::Http;
use crate::kind::{Credential, KeyKind, KindSpec, Support};
use crate::model::{
    Account, AccountId, AppState, Event, KindId, ListEvents, LockReason, OpenLink, OperationId,
    OperationKind, Problem, ProviderId, ProviderSpec, SecretPlace, Seen, Settings,
};
use crate::providers;
use crate::store::Store;
use crate::store::copies::Copies;
use crate::vault::{Vault, Vaults};

mod accounts;
mod changes;
mod doctor;
mod drafts;
mod extras;
mod held;
mod issue;
mod keys;
mod leaving;
mod lock;
mod marks;
mod outside;
pub mod practice;
mod recognise;
mod reconcile;
mod regenerate;
mod replace;
mod rotate;
mod seal;
mod secrets;
mod settle;
mod tokens;
mod vault;
mod whose;

use held::Held;
use lock::Lock;
pub use practice::{PracticeCloud, PracticeClouds};
pub use secrets::Revealed;

/// What a service is made of.
pub struct Parts {
    /// Folder of the data file.
    pub data_dir: PathBuf,
    /// The keychain.
    pub vault: Vault,
    /// The one client.
    pub http: Http,
    /// The desktop.
    pub desktop: Arc<dyn Desktop>,
    /// Practice clouds.
    pub practice: Arc<dyn PracticeClouds>,
    /// Language the system asks for, as a BCP 47 tag.
    pub system_language: String,
    /// How long to wait between looks; tests shorten it.
    pub pace: Pace,
}

/// Times of the flow of issuing, and of the lock.
#[derive(Clone, Copy, Debug)]
pub struct Pace {
    /// Longest time a create can still be on its way after it was sent.
    pub create: Duration,
    /// When the cloud is asked again what became of a create: after each of these, then at the next start.
    pub looks: [Duration; 3],
    /// Longest time a new key may take until it works, over what its kind says.
    pub settles: Duration,
    /// First pause between two tries of a new key.
    pub prove_pause: Duration,
    /// How long nobody may touch the window until the app locks; `None`: as the preset says.
    pub idle: Option<Duration>,
}

impl Default for Pace {
    fn default() -> Self {
        Self {
            create: Duration::from_secs(65),
            looks: [10, 60, 600].map(Duration::from_secs),
            settles: Duration::from_secs(60),
            prove_pause: Duration::from_millis(500),
            idle: None,
        }
    }
}

/// The product behind the window.
pub struct KeyService {
    store: Arc<Store>,
    copies: Arc<Copies>,
    vault: Vaults,
    kinds: Vec<Arc<dyn KeyKind>>,
    desktop: Arc<dyn Desktop>,
    practice: Arc<dyn PracticeClouds>,
    practice_urls: tokio::sync::Mutex<HashMap<ProviderId, Url>>,
    data_dir: PathBuf,
    system_language: String,
    pace: Pace,
    revision: watch::Sender<u64>,
    running: watch::Sender<usize>,
    /// When the window was to be closed, while it waits for what is being carried out.
    closing: watch::Sender<Option<Timestamp>>,
    /// Accounts that a key is being made with: one create at a time, so that "ids seen before" holds.
    creating: Mutex<HashSet<AccountId>>,
    /// Keychain items that are being written and that no row of the data file owns yet.
    writing: Mutex<HashSet<uuid::Uuid>>,
    /// Operations that this process is carrying out right now.
    active: Mutex<HashSet<OperationId>>,
    /// Why the latest look at an account failed.
    failed_looks: Mutex<HashMap<(AccountId, KindId), Problem>>,
    /// Answers to a create that neither the disk nor the keychain would take yet. They live while the program runs.
    held: Mutex<HashMap<OperationId, Held>>,
    /// Items of the keychain that another program removed or changed, as far as it was noticed.
    outside: Mutex<HashMap<uuid::Uuid, SecretPlace>>,
    /// Ends the looks at the clouds that the user asked for.
    stop_refresh: Notify,
    http: Http,
    wake: Notify,
    /// A move of all secrets from one place to the other.
    moving: vault::Moving,
    lock: Lock,
}

/// Base address of a kind's API in one of the provider's clouds.
fn base_of(spec: &KindSpec, realm: Option<&str>) -> Result<&'static str> {
    let mut realms = spec.realms.iter();
    let found = match realm {
        Some(id) => realms.find(|realm| realm.id == id),
        None => realms.next(),
    };
    found
        .map(|realm| realm.base_url)
        .ok_or_else(|| Error::field("realm", crate::error::FieldProblem::NotAChoice))
}

/// Takes something out of a set when it goes.
struct Turn<'a, T: Eq + std::hash::Hash + Copy>(&'a Mutex<HashSet<T>>, T);

impl<'a, T: Eq + std::hash::Hash + Copy> Turn<'a, T> {
    /// A turn, unless another one with the same thing is not over.
    fn take(set: &'a Mutex<HashSet<T>>, thing: T) -> Result<Self> {
        let fresh = set
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(thing);
        // Only a turn that was taken may be made: its drop gives it back.
        if fresh {
            Ok(Self(set, thing))
        } else {
            Err(ErrorCode::Busy.into())
        }
    }
}

impl<T: Eq + std::hash::Hash + Copy> Drop for Turn<'_, T> {
    fn drop(&mut self) {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .remove(&self.1);
    }
}

struct Running<'a>(&'a watch::Sender<usize>);

impl Drop for Running<'_> {
    fn drop(&mut self) {
        self.0.send_modify(|n| *n = n.saturating_sub(1));
    }
}

impl KeyService {
    /// Opens the data file and makes the service. Call [`KeyService::start`] next.
    ///
    /// # Errors
    /// Those of the data file.
    pub fn open(parts: Parts) -> Result<Arc<Self>> {
        let kinds = providers::all(&parts.http);
        let store = Store::open(&parts.data_dir)?;
        Ok(Self::with(parts, kinds, store))
    }

    fn with(parts: Parts, kinds: Vec<Arc<dyn KeyKind>>, store: Store) -> Arc<Self> {
        let settings = store.meta("settings").ok().flatten().unwrap_or_default();
        let locked = Self::locks_at_start(&settings, store.vault_id().is_ok_and(|id| id.is_some()))
            .then_some(LockReason::Start);
        let store = Arc::new(store);
        Arc::new(Self {
            copies: Arc::default(),
            vault: Vaults::new(parts.vault, Arc::clone(&store)),
            store,
            kinds,
            desktop: parts.desktop,
            practice: parts.practice,
            practice_urls: tokio::sync::Mutex::default(),
            data_dir: parts.data_dir,
            system_language: parts.system_language,
            pace: parts.pace,
            revision: watch::Sender::new(1),
            running: watch::Sender::new(0),
            closing: watch::Sender::new(None),
            creating: Mutex::default(),
            active: Mutex::default(),
            writing: Mutex::default(),
            failed_looks: Mutex::default(),
            held: Mutex::default(),
            outside: Mutex::default(),
            stop_refresh: Notify::new(),
            http: parts.http,
            wake: Notify::new(),
            moving: vault::Moving::default(),
            lock: Lock::new(locked),
        })
    }

    /// Takes up what the last run left, then keeps looking after what is unfinished, and locks the app when nobody
    /// uses it. Runs as long as the program; sleeps without a timer when nothing is open.
    pub async fn start(self: &Arc<Self>) {
        tokio::spawn(Self::tell_of_waiting(Arc::downgrade(self)));
        tokio::join!(self.look_after(), self.lock_when_idle());
    }

    /// What is unfinished waits while the app is locked.
    async fn look_after(self: &Arc<Self>) {
        self.keep_copies().await;
        self.open_if_nothing_could().await;
        self.when_unlocked(self.take_up_all()).await;
        let this = Arc::clone(self);
        tokio::spawn(async move {
            // A start raises no prompt.
            if this.vault.is_open().await {
                this.compare_items(None).await;
            }
        });
        loop {
            let next = self
                .next_look()
                .into_iter()
                .chain(self.next_renewal())
                .min();
            let wait = async {
                match next {
                    Some(at) => {
                        let left = at.duration_since(Timestamp::now());
                        tokio::time::sleep(left.try_into().unwrap_or_default()).await;
                    }
                    None => std::future::pending().await,
                }
            };
            tokio::select! {
                () = wait => {}
                () = self.wake.notified() => {}
            }
            self.when_unlocked(async {
                self.look_at_due().await;
                self.renew_due().await;
            })
            .await;
            self.keep_copies().await;
        }
    }

    /// Carries something out to its end, even if whoever asked for it is gone or the app locks meanwhile.
    ///
    /// # Errors
    /// [`ErrorCode::AppLocked`] when the app is locked already; those of the work.
    async fn to_the_end<T: Send + 'static>(
        self: &Arc<Self>,
        work: impl Future<Output = Result<T>> + Send + 'static,
    ) -> Result<T> {
        let this = Arc::clone(self);
        let at_work = this.begin()?;
        let work = at_work.scope(this.vault.hold_open(work));
        this.running.send_modify(|n| *n += 1);
        let task = tokio::spawn(async move {
            let running = Running(&this.running);
            let result = work.await;
            drop(running);
            this.changed();
            this.wake.notify_one();
            result
        });
        task.await
            .unwrap_or_else(|_| Err(ErrorCode::Internal.into()))
    }

    /// Tells the page that there is something new.
    fn changed(&self) {
        self.revision.send_modify(|n| *n += 1);
        self.desktop.changed();
    }

    fn kind(&self, id: KindId) -> Result<Arc<dyn KeyKind>> {
        self.kinds
            .iter()
            .find(|kind| kind.spec().id == id)
            .cloned()
            .ok_or_else(|| ErrorCode::Unsupported.into())
    }

    /// The gate: nothing reaches a cloud that the kind does not declare. Kinds carry no such checks themselves.
    fn gate(&self, id: KindId, op: OperationKind) -> Result<Arc<dyn KeyKind>> {
        let kind = self.kind(id)?;
        let can = kind.spec().operations;
        let support = match op {
            OperationKind::Connect | OperationKind::Verify => can.verify,
            OperationKind::List | OperationKind::Reconcile => can.list,
            OperationKind::Create => can.create,
            OperationKind::Update => can.update,
            OperationKind::Pause | OperationKind::Resume => can.switch,
            OperationKind::Delete => can.delete,
            OperationKind::Reread => can.reread,
            OperationKind::Regenerate | OperationKind::Rotate => can.regenerate,
            OperationKind::MintToken | OperationKind::CheckToken | OperationKind::RevokeToken => {
                can.token
            }
            // These do not leave this computer.
            OperationKind::Disconnect
            | OperationKind::Replace
            | OperationKind::Retire
            | OperationKind::Copy
            | OperationKind::Reveal
            | OperationKind::Forget => Support::Api,
            // Gated by the kind's extras.
            OperationKind::CreateGroup | OperationKind::Rules | OperationKind::Subscribe => {
                Support::Never
            }
        };
        match support {
            Support::Api => Ok(kind),
            Support::Guided | Support::Never => Err(ErrorCode::Unsupported.into()),
        }
    }

    fn account(&self, id: AccountId) -> Result<(Account, uuid::Uuid)> {
        self.store
            .account(id)?
            .ok_or_else(|| ErrorCode::Gone.into())
    }

    /// An account with what it signs in with, ready to call its cloud.
    async fn sign_in(&self, id: AccountId) -> Result<(Account, Credential)> {
        let (account, item) = self.account(id)?;
        let base_url = self.base_url(&account).await?;
        let by = Credential {
            kind: account.kind,
            base_url,
            fields: self.read_item(item, account.kind).await?,
            scope: account.scope.as_ref().map(|scope| scope.id.clone()),
            own_key: account.own_key.clone(),
        };
        Ok((account, by))
    }

    async fn base_url(&self, account: &Account) -> Result<Url> {
        if account.practice {
            return self.practice_url(account.provider).await;
        }
        let text = match &account.endpoint {
            Some(endpoint) => endpoint.as_str(),
            None => base_of(self.kind(account.kind)?.spec(), account.realm.as_deref())?,
        };
        crate::http::read_endpoint(text)
    }

    /// Whether the cloud is asked for an account's keys of this kind.
    fn lists(account: &Account, spec: &KindSpec) -> bool {
        spec.signed_by.contains(&account.kind)
            && spec.operations.list == Support::Api
            && (account.undocumented || !spec.undocumented)
    }

    /// The kinds of key that an account can look after.
    fn kinds_of(&self, account: &Account) -> Vec<Arc<dyn KeyKind>> {
        let kinds = self.kinds.iter();
        kinds
            .filter(|kind| kind.spec().signed_by.contains(&account.kind))
            .cloned()
            .collect()
    }

    /// Which organization of which cloud an account belongs to, whatever key it signs in with.
    fn tenant(account: &Account) -> String {
        let place = match (&account.endpoint, &account.realm, account.practice) {
            (_, _, true) => "practice",
            (Some(endpoint), _, false) => endpoint,
            (None, Some(realm), false) => realm,
            (None, None, false) => "cloud",
        };
        let scope = account.scope.as_ref().map_or("", |scope| scope.id.as_str());
        format!("{place} {scope}")
    }

    /// What the window needs to know when it opens.
    ///
    /// # Errors
    /// Those of the data file.
    pub async fn app_state(&self) -> Result<AppState> {
        let mut providers: Vec<ProviderSpec> = Vec::new();
        for kind in &self.kinds {
            let spec = *kind.spec();
            match providers.iter_mut().find(|p| p.id == spec.provider) {
                Some(provider) => provider.kinds.push(spec),
                None => providers.push(ProviderSpec {
                    id: spec.provider,
                    kinds: vec![spec],
                    practice: self.practice.has(&practice::word(spec.provider)?),
                }),
            }
        }
        let settings = self.settings()?;
        let lock = self.lock_state(&settings);
        let mut state = AppState {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            data_dir: self.data_dir.display().to_string(),
            system_language: self.system_language.clone(),
            settings,
            lock,
            accounts: vec![],
            broken: vec![],
            vault_waits: *self.vault.waits_long().borrow() > 0,
            providers,
            unfinished: vec![],
            rotations: vec![],
            replacements: vec![],
            clock_minutes: self.clock_minutes(),
            closing: None,
            clipboard_may_stay: self.desktop.may_refuse_to_clear(),
        };
        // Names of accounts and keys tell something too, and what is searched for.
        let views = std::mem::take(&mut state.settings.views);
        if lock.locked.is_none() {
            state.settings.views = views;
            state.accounts = self.store.accounts()?.into_iter().map(|(a, _)| a).collect();
            state.broken = self.broken()?;
            state.unfinished = self.list_unfinished().await?;
            state.rotations = self.rotations()?;
            state.replacements = self.replacements()?;
            state.closing = self.closing()?;
        }
        Ok(state)
    }

    fn clock_minutes(&self) -> Option<i32> {
        (self.http.clock_skew_s().abs() > crate::http::CLOCK_TOLERANCE_S)
            .then(|| self.http.clock_minutes())
    }

    /// Answers when there is something newer than what the page saw.
    ///
    /// # Errors
    /// [`ErrorCode::Internal`] when the service ends.
    pub async fn wait_for_change(&self, seen: Seen) -> Result<Seen> {
        let mut revision = self.revision.subscribe();
        let revision = revision
            .wait_for(|n| *n > seen.revision)
            .await
            .map_err(|_| Error::new(ErrorCode::Internal))?;
        Ok(Seen {
            revision: *revision,
        })
    }

    pub(crate) fn settings(&self) -> Result<Settings> {
        Ok(self.store.meta("settings")?.unwrap_or_default())
    }

    /// Keeps the settings; times outside their range are brought into it. Another preset brings its own times.
    ///
    /// # Errors
    /// [`ErrorCode::FieldInvalid`] of `views`; those of the data file; those of a proof, when the account of this computer is to open the lock from now on.
    pub async fn save_settings(&self, mut settings: Settings) -> Result<Settings> {
        let old = self.settings()?;
        if settings.preset != old.preset {
            settings.clipboard_s = settings.preset.clipboard_s();
        }
        settings.clipboard_s = settings.clipboard_s.clamp(10, 120);
        marks::check_views(&settings.views)?;
        if settings.account_unlocks && !old.account_unlocks {
            self.check_account_unlocks().await?;
        }
        self.store.set_meta("settings", &settings)?;
        self.lock_settings_changed();
        self.changed();
        Ok(settings)
    }

    /// Opens a page of the console, from the registry's fixed list.
    ///
    /// # Errors
    /// [`ErrorCode::Unsupported`] for a page that is not on the list, [`ErrorCode::LinkFailed`].
    pub async fn open_link(&self, ask: OpenLink) -> Result<()> {
        let kind = self.kind(ask.kind)?;
        let link = kind
            .spec()
            .links
            .iter()
            .find(|link| link.id == ask.link)
            .ok_or_else(|| Error::new(ErrorCode::Unsupported))?;
        let scope = match ask.account {
            Some(id) => self.account(id)?.0.scope.map(|scope| scope.id),
            None => None,
        };
        // An organization id comes from a cloud's answer: it may not lead anywhere else.
        let scope = scope.filter(|id| id.chars().all(|c| c.is_ascii_alphanumeric() || c == '-'));
        let address = match scope {
            Some(scope) => link.url.replace("{scope}", &scope),
            None if link.url.contains("{scope}") => {
                let url = Url::parse(link.url).map_err(|_| Error::new(ErrorCode::Internal))?;
                url.origin().ascii_serialization()
            }
            None => link.url.to_owned(),
        };
        let url = Url::parse(&address).map_err(|_| Error::new(ErrorCode::Internal))?;
        self.desktop.open_link(&url)
    }

    /// The local history, newest first.
    ///
    /// # Errors
    /// Those of the data file.
    pub async fn list_events(&self, ask: ListEvents) -> Result<Vec<Event>> {
        self.store.events(&ask)
    }
}

#[cfg(test)]
mod tests;
