//! The lock. While it is on, no command but a few is admitted, nothing reads a secret for new work, and nothing that was
//! read stays in memory. Work that had begun comes to its end: an answer of a cloud is stored whatever happens.

use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::Duration;

use jiff::Timestamp;
use secrecy::SecretString;
use tokio::sync::watch;
use tokio::time::Instant;
use uuid::Uuid;

use super::proof::Tries;
use super::{Counted, KeyService};
use crate::error::{ErrorCode, Result};
use crate::model::{
    LockChoices, LockReason, LockState, Locked, PassphraseState, Preset, PresetFacts, Settings,
};
use crate::session;
use crate::vault::{Begun, Bytes, Opening};

/// Commands that are admitted while the app is locked. None of them reads a secret or answers with one.
const WHILE_LOCKED: [&str; 7] = [
    "app_state",
    "wait_for_change",
    "note_activity",
    "lock_app",
    "unlock_app",
    "clear_clipboard",
    "close_reveal",
];

/// Longest time that the clipboard's owner is waited for when the app locks.
const CLIPBOARD_PATIENCE: Duration = Duration::from_secs(2);

/// What the service knows of its lock.
pub(super) struct Lock {
    state: RwLock<State>,
    /// Work that has begun and may still read and write secrets.
    at_work: watch::Sender<usize>,
    /// Told when the lock falls or opens, and when its settings change.
    news: watch::Sender<()>,
    touched: Mutex<Instant>,
    pub(super) tries: tokio::sync::Mutex<Tries>,
}

#[derive(Default)]
struct State {
    locked: Option<Locked>,
    /// Counts how often the lock fell, so that what belongs to an earlier time is known.
    times: u64,
    proven_at: Option<Instant>,
}

impl Lock {
    /// Locked already when `locked` is set.
    pub(super) fn new(locked: Option<LockReason>) -> Self {
        let state = State {
            locked: locked.map(|why| Locked {
                since: Timestamp::now(),
                why,
            }),
            ..State::default()
        };
        Self {
            state: RwLock::new(state),
            at_work: watch::Sender::new(0),
            news: watch::Sender::new(()),
            touched: Mutex::new(Instant::now()),
            tries: tokio::sync::Mutex::default(),
        }
    }

    fn read(&self) -> std::sync::RwLockReadGuard<'_, State> {
        self.state.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self) -> std::sync::RwLockWriteGuard<'_, State> {
        self.state.write().unwrap_or_else(PoisonError::into_inner)
    }

    /// How often the lock fell.
    pub(super) fn times(&self) -> u64 {
        self.read().times
    }

    /// Somebody proved who they are, when the lock had fallen so often.
    ///
    /// # Errors
    /// [`ErrorCode::AppLocked`] when it is on, or fell since.
    pub(super) fn note_proof(&self, times: u64) -> Result<()> {
        let mut state = self.write();
        if state.locked.is_some() || state.times != times {
            return Err(ErrorCode::AppLocked.into());
        }
        state.proven_at = Some(Instant::now());
        Ok(())
    }

    /// When the latest proof was given; it is used up.
    pub(super) fn use_proof(&self) -> Option<Instant> {
        self.write().proven_at.take()
    }

    fn touched(&self) -> Instant {
        *self.touched.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn touch(&self) {
        *self.touched.lock().unwrap_or_else(PoisonError::into_inner) = Instant::now();
    }
}

/// Work that has begun. Both vaults stay open for it until it is over.
pub(super) struct AtWork {
    vault: Begun,
    _counted: Counted,
}

impl AtWork {
    /// Carries the work out; it may read and write secrets also when the app locks meanwhile.
    pub(super) async fn scope<T>(self, work: impl Future<Output = T>) -> T {
        let Self { vault, _counted } = self;
        vault.scope(work).await
    }
}

impl KeyService {
    /// The gate of the commands: what is not named as harmless is refused while the app is locked.
    ///
    /// # Errors
    /// [`ErrorCode::AppLocked`].
    pub fn admit(&self, command: &str) -> Result<()> {
        if self.is_locked() && !WHILE_LOCKED.contains(&command) {
            return Err(ErrorCode::AppLocked.into());
        }
        Ok(())
    }

    /// Whether the app is locked.
    #[must_use]
    pub fn is_locked(&self) -> bool {
        self.lock.read().locked.is_some()
    }

    /// Begins work, unless the app is locked. A part of work that has begun is no new work.
    pub(super) fn begin(&self) -> Result<AtWork> {
        // Held to the end, so that the lock does not close the vault in the middle.
        let state = self.lock.read();
        if state.locked.is_some() && !Begun::is_set() {
            return Err(ErrorCode::AppLocked.into());
        }
        Ok(AtWork {
            vault: self.vault.begin(),
            _counted: Counted::one_more(&self.lock.at_work),
        })
    }

    /// Leave to open the passphrase vault, unless the app is locked: what its own dialog opens, the lock closes.
    ///
    /// # Errors
    /// [`ErrorCode::AppLocked`].
    pub(super) fn may_open_vault(&self) -> Result<Opening> {
        let state = self.lock.read();
        match state.locked {
            None => Ok(self.vault.opening()),
            Some(_) => Err(ErrorCode::AppLocked.into()),
        }
    }

    /// An item of the vault: the only way secrets come back from there.
    ///
    /// # Errors
    /// [`ErrorCode::AppLocked`] for new work while the app is locked; those of the vault.
    pub(super) async fn item(&self, item: Uuid) -> Result<Option<Bytes>> {
        self.begin()?.scope(self.vault.get(item)).await
    }

    /// Puts a value on the clipboard, unless the app locks before it is there: then it leaves it again. Whoever owns the
    /// clipboard may hang for seconds, and the lock does not wait for that.
    ///
    /// # Errors
    /// [`ErrorCode::AppLocked`], [`ErrorCode::ClipboardFailed`].
    pub(super) async fn copy_out(
        self: &Arc<Self>,
        text: SecretString,
        clears_in_s: Option<u32>,
    ) -> Result<()> {
        let this = Arc::clone(self);
        let times = self.lock.times();
        let copying = tokio::task::spawn_blocking(move || {
            this.must_be_open_since(times)?;
            this.desktop.copy(text, clears_in_s)?;
            // After the copy: a lock that falls later than this clears the clipboard itself.
            this.must_be_open_since(times)
                .inspect_err(|_| this.desktop.clear_clipboard())
        });
        copying
            .await
            .unwrap_or_else(|_| Err(ErrorCode::Internal.into()))
    }

    /// # Errors
    /// [`ErrorCode::AppLocked`] when the app is locked, or was since it had locked so often.
    fn must_be_open_since(&self, times: u64) -> Result<()> {
        let state = self.lock.read();
        if state.locked.is_some() || state.times != times {
            return Err(ErrorCode::AppLocked.into());
        }
        Ok(())
    }

    /// Reads with secrets for as long as the app is open: the lock ends it, and what it read is dropped before anything
    /// is closed.
    ///
    /// # Errors
    /// [`ErrorCode::AppLocked`]; those of `reading`.
    pub(super) async fn while_open<T>(
        &self,
        reading: impl Future<Output = Result<T>>,
    ) -> Result<T> {
        let mut news = self.lock.news.subscribe();
        let times = self.lock.times();
        let _at_work = self.begin()?;
        let falls = async {
            while self.lock.times() == times {
                // The sender lives as long as `self`, so this cannot fail.
                let _ = news.changed().await;
            }
        };
        tokio::select! {
            biased;
            () = falls => Err(ErrorCode::AppLocked.into()),
            result = reading => result,
        }
    }

    /// Does something in the background once the app is not locked; what has begun comes to its end.
    pub(super) async fn when_unlocked<T>(&self, work: impl Future<Output = T>) -> T {
        let mut news = self.lock.news.subscribe();
        loop {
            if let Ok(at_work) = self.begin() {
                return at_work.scope(work).await;
            }
            // The sender lives as long as `self`, so this cannot fail.
            let _ = news.changed().await;
        }
    }

    /// Whether a start of the app begins locked.
    pub(super) fn locks_at_start(settings: &Settings, passphrase: bool) -> bool {
        settings.preset.locks_at_start() && (passphrase || settings.account_unlocks)
    }

    pub(super) fn lock_state(&self, settings: &Settings) -> LockState {
        LockState {
            locked: self.lock.read().locked,
            passphrase: self.has_passphrase(),
            recovery: self.vault.has_recovery_code().unwrap_or(false),
            account: settings.account_unlocks,
        }
    }

    /// What there is to choose about the lock.
    ///
    /// # Errors
    /// None.
    pub async fn lock_choices(&self) -> Result<LockChoices> {
        Ok(LockChoices {
            presets: Preset::ALL.map(PresetFacts::from).to_vec(),
            no_account: self.desktop.no_account_proof().await,
            follows_computer: session::FOLLOWS_SCREEN,
        })
    }

    /// Locks the app because the user says so.
    ///
    /// # Errors
    /// [`ErrorCode::ProofMissing`] when nothing could open it again.
    pub async fn lock_app(self: &Arc<Self>) -> Result<()> {
        self.lock_for(LockReason::User).await
    }

    /// Locks the app: from here on no command reads a secret. When this is back, the clipboard is cleared, windows
    /// that showed a secret are closed, and, unless work is under way, the vault and the connections are closed too.
    ///
    /// # Errors
    /// [`ErrorCode::ProofMissing`] when nothing could open it again; those of the data file.
    pub async fn lock_for(self: &Arc<Self>, why: LockReason) -> Result<()> {
        if !self.lock_state(&self.settings()?).can_lock() {
            return Err(ErrorCode::ProofMissing.into());
        }
        let times = {
            let mut state = self.lock.write();
            if state.locked.is_some() {
                return Ok(());
            }
            state.locked = Some(Locked {
                since: Timestamp::now(),
                why,
            });
            state.proven_at = None;
            state.times += 1;
            // What has begun holds its own key to the end. In one step with the lock, so that nothing opens it behind it.
            self.vault.close();
            state.times
        };
        self.lock.news.send_replace(());
        self.changed();
        let desktop = Arc::clone(&self.desktop);
        let tidied = tokio::task::spawn_blocking(move || {
            desktop.close_secrets();
            desktop.clear_clipboard();
        });
        // The owner of a foreign clipboard may hang; it is cleared once that one answers.
        let _ = tokio::time::timeout(CLIPBOARD_PATIENCE, tidied).await;
        if *self.lock.at_work.borrow() == 0 {
            self.close_up();
        } else {
            let this = Arc::clone(self);
            tokio::spawn(async move { this.close_up_when_idle(times).await });
        }
        Ok(())
    }

    async fn close_up_when_idle(&self, times: u64) {
        let mut at_work = self.lock.at_work.subscribe();
        // The sender lives as long as `self`, so this cannot fail.
        let _ = at_work.wait_for(|n| *n == 0).await;
        let still = {
            let state = self.lock.read();
            state.locked.is_some() && state.times == times
        };
        if still {
            self.close_up();
        }
    }

    /// Lets go of everything that may hold secrets.
    fn close_up(&self) {
        self.http.drop_connections();
        self.vault.disconnect();
    }

    pub(super) fn open_up(&self) {
        self.lock.write().locked = None;
        self.lock.touch();
        self.lock.news.send_replace(());
        self.wake.notify_one();
        self.changed();
    }

    fn has_passphrase(&self) -> bool {
        // A data file that cannot be read opens nothing.
        self.passphrase_state()
            .is_ok_and(|state| state != PassphraseState::None)
    }

    /// Somebody used the window: the idle time begins anew.
    ///
    /// # Errors
    /// None.
    pub async fn note_activity(&self) -> Result<()> {
        self.lock.touch();
        Ok(())
    }

    /// The settings of the lock changed.
    pub(super) fn lock_settings_changed(&self) {
        self.lock.news.send_replace(());
    }

    /// Locks the app when nobody has touched it for a while. Sleeps without a timer while there is nothing to lock.
    pub(super) async fn lock_when_idle(self: &Arc<Self>) {
        let mut news = self.lock.news.subscribe();
        loop {
            let due = self.idle_until();
            let wait = async {
                match due {
                    Some(at) => tokio::time::sleep_until(at).await,
                    None => std::future::pending().await,
                }
            };
            tokio::select! {
                () = wait => {
                    // A touch meanwhile only moved the moment.
                    if self.idle_until().is_some_and(|at| at <= Instant::now()) {
                        // What can fail is the data file, and that is told by whatever the user does next.
                        let _ = self.lock_for(LockReason::Idle).await;
                        self.lock.touch();
                    }
                }
                _ = news.changed() => {}
            }
        }
    }

    fn idle_until(&self) -> Option<Instant> {
        let settings = self.settings().ok()?;
        let state = self.lock_state(&settings);
        (state.locked.is_none() && state.can_lock())
            .then(|| self.lock.touched() + self.pace.idle.unwrap_or(settings.preset.idle()))
    }

    /// A start that began locked opens again if nothing on this computer could open it.
    pub(super) async fn open_if_nothing_could(&self) {
        let Ok(settings) = self.settings() else {
            return;
        };
        let state = self.lock_state(&settings);
        if state.locked.is_some()
            && !state.passphrase
            && self.desktop.no_account_proof().await.is_some()
        {
            self.open_up();
        }
    }
}
