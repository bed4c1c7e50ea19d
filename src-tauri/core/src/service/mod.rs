//! The product: what can be done with accounts and keys. Each command of the page is a method of [`KeyService`].

use std::collections::{HashMap, HashSet};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use tokio::sync::{Notify, watch};
use url::Url;

use crate::desktop::Desktop;
use crate::error::{ErrorCode, Result};
use crate::http::Http;
use crate::kind::KeyKind;
use crate::model::{AccountId, KindId, LockReason, OperationId, Problem, ProviderId};
use crate::providers;
use crate::store::Store;
use crate::store::copies::Copies;
use crate::vault::{Vault, Vaults};

mod accounts;
mod activity;
mod bin;
mod changes;
mod doctor;
mod drafts;
mod emergency;
mod extras;
mod gate;
mod held;
mod issue;
mod keys;
mod leaving;
mod lesson;
mod lock;
mod marks;
mod outside;
pub mod practice;
mod proof;
mod radar;
mod recognise;
mod reconcile;
mod refresh;
mod regenerate;
mod replace;
mod report;
mod rotate;
mod saved;
mod seal;
mod secrets;
mod settle;
mod succeed;
mod tokens;
mod vault;
mod whose;
mod window;

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
    /// How long an account may keep the others of a refresh waiting for their turn.
    pub turn: Duration,
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
            turn: Duration::from_secs(3),
            idle: None,
        }
    }
}

/// Pause when the data file takes no writing, so that what was due stays due.
const STUCK: SignedDuration = SignedDuration::from_mins(1);

/// The product behind the window.
pub struct KeyService {
    store: Arc<Store>,
    copies: Arc<Copies>,
    vault: Vaults,
    kinds: Vec<Arc<dyn KeyKind>>,
    desktop: Arc<dyn Desktop>,
    practice: Arc<dyn PracticeClouds>,
    practice_urls: tokio::sync::Mutex<HashMap<ProviderId, Url>>,
    troubled: Arc<lesson::Troubled>,
    data_dir: PathBuf,
    system_language: String,
    pace: Pace,
    revision: watch::Sender<u64>,
    running: watch::Sender<usize>,
    /// When the window was to be closed, while it waits for what is being carried out.
    closing: watch::Sender<Option<Timestamp>>,
    /// Accounts that a key is being made with: one create at a time, so that "ids seen before" holds.
    creating: Mutex<HashSet<AccountId>>,
    /// Items that are being written and that no row of the data file owns yet.
    writing: Mutex<HashSet<uuid::Uuid>>,
    /// Operations that this process is carrying out right now.
    active: Mutex<HashSet<OperationId>>,
    /// Why the latest look at an account failed.
    failed_looks: Mutex<HashMap<(AccountId, KindId), Problem>>,
    /// Answers to a create that neither the disk nor the keychain would take yet. They live while the program runs.
    held: watch::Sender<HashMap<OperationId, Arc<Held>>>,
    /// What another program did to our items, as far as it was noticed.
    outside: Mutex<HashMap<uuid::Uuid, outside::Noticed>>,
    /// How far the looks at the clouds have come that the user asked for.
    refreshing: Mutex<refresh::Progress>,
    /// Ends them.
    stop_refresh: Notify,
    http: Http,
    wake: Notify,
    /// The folder of the file that was saved last.
    saved_in: Mutex<Option<PathBuf>>,
    /// A move of all secrets from one place to the other.
    moving: vault::Moving,
    lock: Lock,
    radar: radar::Radar,
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

/// One more of what is counted, until it goes.
struct Counted(watch::Sender<usize>);

impl Counted {
    fn one_more(count: &watch::Sender<usize>) -> Self {
        count.send_modify(|n| *n += 1);
        Self(count.clone())
    }
}

impl Drop for Counted {
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
            troubled: Arc::default(),
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
            held: watch::Sender::default(),
            outside: Mutex::default(),
            refreshing: Mutex::default(),
            stop_refresh: Notify::new(),
            http: parts.http,
            wake: Notify::new(),
            saved_in: Mutex::default(),
            moving: vault::Moving::default(),
            lock: Lock::new(locked),
            radar: radar::Radar::default(),
        })
    }

    /// Takes up what the last run left, then keeps looking after what is unfinished, and locks the app when nobody
    /// uses it and reminds of dates. Runs as long as the program; sleeps without a timer when nothing is open.
    pub async fn start(self: &Arc<Self>) {
        tokio::spawn(Self::tell_of_waiting(Arc::downgrade(self)));
        tokio::join!(
            self.look_after(),
            self.lock_when_idle(),
            self.remind(jiff::Zoned::now)
        );
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
        // What was due and could not even be put off.
        let mut stuck = None;
        loop {
            let mut next = self
                .next_look()
                .into_iter()
                .chain(self.next_renewal())
                .chain(self.next_purge())
                .min();
            let due = next.filter(|at| *at <= Timestamp::now());
            if due.is_some() && due == stuck {
                next = Some(Timestamp::now() + STUCK);
            }
            stuck = due;
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
                self.purge_bin().await;
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
        let work = this.begin()?.scope(work);
        let running = Counted::one_more(&this.running);
        let task = tokio::spawn(async move {
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
}

#[cfg(test)]
mod tests;
