//! The passphrase vault for people: set it up, open and close it, choose where secrets go, move them.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use jiff::Timestamp;

use super::{KeyService, Revealed, Turn};
use crate::error::{ErrorCode, Result};
use crate::model::{
    ChangePassphrase, ChoosePlace, OpenVault, PassphraseState, ProvePassphrase, SetUpPassphrase,
    VaultMove, VaultPlace, VaultState,
};
use crate::store::OperationState;
use crate::vault::NewRecovery;
use crate::vault::passphrase::Slot;

/// Field id of a recovery code in the window that shows it.
const RECOVERY_CODE: &str = "recovery_code";

/// How often the page hears how far a move is.
const NEWS: Duration = Duration::from_millis(400);

/// The move of this process.
#[derive(Default)]
pub(super) struct Moving {
    running: AtomicBool,
    problem: Mutex<Option<ErrorCode>>,
}

impl Moving {
    fn note(&self, problem: Option<ErrorCode>) {
        *self.problem.lock().unwrap_or_else(PoisonError::into_inner) = problem;
    }
}

/// One move at a time; over when it goes.
struct MoveTurn<'a>(&'a AtomicBool);

impl Drop for MoveTurn<'_> {
    fn drop(&mut self) {
        self.0.store(false, Ordering::Release);
    }
}

/// Which of the ways in a passphrase or code is for.
pub(super) fn slot(recovery: bool) -> Slot {
    if recovery {
        Slot::Recovery
    } else {
        Slot::Passphrase
    }
}

impl KeyService {
    /// Whether there is a passphrase, and whether its vault is open.
    ///
    /// # Errors
    /// Those of the data file.
    pub fn passphrase_state(&self) -> Result<PassphraseState> {
        self.vault.passphrase_state()
    }

    /// Closes the passphrase vault: its key is wiped. An operation that has begun comes to its end first.
    pub(super) fn close_passphrase(&self) {
        self.vault.close();
        self.changed();
    }

    /// Where secrets rest, and how the passphrase vault is.
    ///
    /// # Errors
    /// Those of the data file.
    pub async fn vault_state(&self) -> Result<VaultState> {
        let (in_keychain, in_passphrase) = self.store.count_places()?;
        let moving = match self.store.moving_to()? {
            None => None,
            Some(to) => Some(VaultMove {
                to,
                left: u32::try_from(self.store.items_to_move(to)?.len()).unwrap_or(u32::MAX),
                running: self.moving.running.load(Ordering::Acquire),
                problem: *self
                    .moving
                    .problem
                    .lock()
                    .unwrap_or_else(PoisonError::into_inner),
            }),
        };
        Ok(VaultState {
            place: self.store.chosen_place()?,
            passphrase: self.passphrase_state()?,
            recovery: self.vault.has_recovery_code()?,
            in_keychain,
            in_passphrase,
            moving,
        })
    }

    /// Sets up a passphrase; its vault is open afterwards.
    ///
    /// # Errors
    /// [`ErrorCode::FieldInvalid`] for a passphrase that is no good, [`ErrorCode::Unsupported`] when there is one
    /// already, [`ErrorCode::VaultClosed`] when the app locked meanwhile, those of the data file.
    pub async fn set_up_passphrase(self: &Arc<Self>, ask: SetUpPassphrase) -> Result<VaultState> {
        let opening = self.may_open_vault()?;
        self.vault.set_up(opening, ask.passphrase).await?;
        // From now on there is something to lock with.
        self.lock_settings_changed();
        let chosen = match ask.keep_here {
            true => self.vault.choose(VaultPlace::Passphrase).await,
            false => Ok(()),
        };
        self.opened();
        chosen?;
        self.vault_state().await
    }

    /// Opens the passphrase vault with the passphrase or the recovery code.
    ///
    /// # Errors
    /// [`ErrorCode::PassphraseWrong`], [`ErrorCode::NoPassphrase`], [`ErrorCode::FieldInvalid`] for a mistyped code,
    /// [`ErrorCode::VaultClosed`] when the app locked meanwhile, those of the data file.
    pub async fn open_vault(self: &Arc<Self>, ask: OpenVault) -> Result<VaultState> {
        let opening = self.may_open_vault()?;
        let slot = slot(ask.recovery);
        self.vault.open(opening, slot, ask.secret).await?;
        self.opened();
        self.vault_state().await
    }

    /// Closes the passphrase vault.
    ///
    /// # Errors
    /// Those of the data file.
    pub async fn close_vault(&self) -> Result<VaultState> {
        self.close_passphrase();
        self.vault_state().await
    }

    /// Sets another passphrase. Secrets and the recovery code stay as they are.
    ///
    /// # Errors
    /// Those of [`KeyService::open_vault`] and [`KeyService::set_up_passphrase`].
    pub async fn change_passphrase(self: &Arc<Self>, ask: ChangePassphrase) -> Result<VaultState> {
        let opening = self.may_open_vault()?;
        self.vault
            .change(opening, slot(ask.recovery), ask.current, ask.passphrase)
            .await?;
        self.opened();
        self.vault_state().await
    }

    /// Makes a recovery code for the window that shows secrets. The one before it opens the vault until the window has
    /// the new one: see [`KeyService::keep_recovery_code`].
    ///
    /// # Errors
    /// Those of [`KeyService::open_vault`].
    pub async fn new_recovery_code(&self, ask: ProvePassphrase) -> Result<(Revealed, NewRecovery)> {
        // So that a full disk is told before the window opens.
        self.store.check_room()?;
        let (value, new) = self.vault.make_recovery_code(ask.passphrase).await?;
        let shown = Revealed {
            name: String::new(),
            field: RECOVERY_CODE.to_owned(),
            value,
            settings: self.looks()?,
            system_language: self.system_language.clone(),
        };
        Ok((shown, new))
    }

    /// The window has the code: from now on it opens the vault, and the one before it nothing, also no copy.
    ///
    /// # Errors
    /// [`ErrorCode::AppLocked`] and [`ErrorCode::Gone`]: then the one before it is still good; those of the data file.
    pub fn keep_recovery_code(&self, new: &NewRecovery) -> Result<()> {
        // Refused once the app is locked.
        let _at_work = self.begin()?;
        self.vault.keep_recovery_code(new)?;
        self.wake.notify_one();
        self.changed();
        Ok(())
    }

    /// Takes the passphrase away, when nothing rests in its vault and new secrets go to the keychain.
    ///
    /// # Errors
    /// [`ErrorCode::VaultNotEmpty`], those of [`KeyService::open_vault`].
    pub async fn remove_passphrase(&self, ask: ProvePassphrase) -> Result<VaultState> {
        self.tidy().await;
        self.vault.take_away(ask.passphrase).await?;
        self.lock_settings_changed();
        self.changed();
        self.wake.notify_one(); // for a copy that the passphrase opens no more
        self.vault_state().await
    }

    /// Says where new secrets go. What is here stays where it is.
    ///
    /// # Errors
    /// [`ErrorCode::VaultClosed`], [`ErrorCode::NoPassphrase`], those of the keychain and the data file.
    pub async fn choose_place(&self, ask: ChoosePlace) -> Result<VaultState> {
        self.vault.choose(ask.place).await?;
        self.changed();
        self.vault_state().await
    }

    /// Moves all secrets to one place; new ones go there too. After a crash it goes on at the next start.
    ///
    /// # Errors
    /// [`ErrorCode::VaultClosed`], [`ErrorCode::NoPassphrase`], [`ErrorCode::Busy`] when a move runs,
    /// [`ErrorCode::SecretMissing`] when some were not where they should be and stayed there, those of the keychain
    /// and the data file.
    pub async fn move_secrets(self: &Arc<Self>, ask: ChoosePlace) -> Result<VaultState> {
        let this = Arc::clone(self);
        self.to_the_end(async move {
            this.vault.check_both().await?;
            let turn = this.move_turn()?;
            this.vault.choose(ask.place).await?;
            this.store.set_moving_to(Some(ask.place))?;
            this.carry_over(turn, ask.place).await
        })
        .await?;
        self.vault_state().await
    }

    fn move_turn(&self) -> Result<MoveTurn<'_>> {
        if self.moving.running.swap(true, Ordering::AcqRel) {
            return Err(ErrorCode::Busy.into());
        }
        self.moving.note(None);
        Ok(MoveTurn(&self.moving.running))
    }

    async fn carry_over(&self, turn: MoveTurn<'_>, to: VaultPlace) -> Result<()> {
        let mut absent = false;
        let mut told = Instant::now();
        for item in self.store.items_to_move(to)? {
            match self.vault.move_item(item, to).await {
                Ok(moved) => absent |= !moved,
                Err(error) => {
                    self.moving.note(Some(error.code));
                    return Err(error);
                }
            }
            if told.elapsed() > NEWS {
                told = Instant::now();
                self.changed();
            }
        }
        self.store.set_moving_to(None)?;
        drop(turn);
        if absent {
            return Err(ErrorCode::SecretMissing.into());
        }
        Ok(())
    }

    /// Goes on with a move that did not come to its end, if the vault is open.
    pub(super) fn take_up_move(self: &Arc<Self>) {
        let open = matches!(self.passphrase_state(), Ok(PassphraseState::Open));
        let Ok(Some(to)) = self.store.moving_to() else {
            return;
        };
        if !open {
            return;
        }
        let this = Arc::clone(self);
        tokio::spawn(async move {
            let inner = Arc::clone(&this);
            // Why it stopped stands in the state.
            let _ = this
                .to_the_end(async move {
                    let turn = inner.move_turn()?;
                    inner.carry_over(turn, to).await
                })
                .await;
        });
    }

    /// The vault was opened: what could not go on without it does so now.
    pub(super) fn opened(self: &Arc<Self>) {
        // Open it is, whatever the data file says. What is not due now is due at the next start.
        let _ = self.make_due();
        self.take_up_move();
        self.wake.notify_one();
        self.changed();
    }

    fn make_due(&self) -> Result<()> {
        let now = Timestamp::now();
        for row in self.store.operations()? {
            // Whoever is at it goes on by itself.
            let Ok(_turn) = Turn::take(&self.active, row.id) else {
                continue;
            };
            if let Some(mut row) = self.store.operation(row.id)?
                && row.code == Some(ErrorCode::VaultClosed)
                && !matches!(
                    row.state,
                    OperationState::Lost | OperationState::Ambiguous | OperationState::Kept
                )
            {
                row.next_look_at = Some(now);
                self.store.advance(&row)?;
            }
        }
        for mut token in self.store.tokens()?.into_values().flatten() {
            if token.token.problem == Some(ErrorCode::VaultClosed) && token.token.renews {
                token.renew_at = Some(now);
                self.store.note_token(&token)?;
            }
        }
        Ok(())
    }
}
