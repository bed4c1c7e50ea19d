//! Proofs of who is in front: the passphrase, the recovery code, the account of the computer.

use std::sync::Arc;
use std::time::Duration;

use tokio::time::Instant;

use super::KeyService;
use super::vault::slot;
use crate::error::{Error, ErrorCode, Result};
use crate::model::Prove;
use crate::vault::Opening;

/// How long a proof is good for the one thing that it was asked for.
const PROOF_LASTS: Duration = Duration::from_secs(60);

/// Wrong tries before the first pause, which doubles with each one after.
const FREE_TRIES: u32 = 3;
const LONGEST_PAUSE: Duration = Duration::from_secs(60);

/// Tries of a passphrase that were wrong, and when the next is let through.
#[derive(Default)]
pub(super) struct Tries {
    wrong: u32,
    again_at: Option<Instant>,
}

impl Tries {
    /// # Errors
    /// [`ErrorCode::TriesPaused`].
    fn check(&self) -> Result<()> {
        let left = self
            .again_at
            .map(|at| at.saturating_duration_since(Instant::now()))
            .filter(|left| !left.is_zero());
        match left {
            None => Ok(()),
            Some(left) => {
                let mut error = Error::new(ErrorCode::TriesPaused);
                error.retry_after_s = u32::try_from(left.as_secs() + 1).ok();
                Err(error)
            }
        }
    }

    fn note_wrong(&mut self) {
        self.wrong += 1;
        if let Some(more) = self.wrong.checked_sub(FREE_TRIES) {
            let pause = Duration::from_secs(1) * 2u32.saturating_pow(more.min(16));
            self.again_at = Some(Instant::now() + pause.min(LONGEST_PAUSE));
        }
    }
}

impl KeyService {
    /// Opens the lock.
    ///
    /// # Errors
    /// [`ErrorCode::ProofMissing`], [`ErrorCode::ProofRefused`], [`ErrorCode::TriesPaused`], for a passphrase those of
    /// the passphrase vault.
    pub async fn unlock_app(self: &Arc<Self>, proof: Prove) -> Result<()> {
        if !self.is_locked() {
            return Ok(());
        }
        let opens_vault = proof.passphrase.is_some();
        self.check_proof(proof, Some(self.vault.opening())).await?;
        self.open_up();
        if opens_vault {
            self.opened();
        }
        Ok(())
    }

    /// Proves who is in front, for the next thing that asks for it ([`ErrorCode::ProofNeeded`]).
    ///
    /// # Errors
    /// As [`KeyService::unlock_app`]; [`ErrorCode::AppLocked`] when the app locked meanwhile.
    pub async fn give_proof(&self, proof: Prove) -> Result<()> {
        let times = self.lock.times();
        self.check_proof(proof, None).await?;
        self.lock.note_proof(times)
    }

    /// Asks for a fresh proof where the preset wants one and there is one to give. Uses it up.
    pub(super) fn need_proof(&self) -> Result<()> {
        let settings = self.settings()?;
        if !settings.preset.guards_reveal() || !self.lock_state(&settings).can_lock() {
            return Ok(());
        }
        match self.lock.use_proof() {
            Some(at) if at.elapsed() <= PROOF_LASTS => Ok(()),
            _ => Err(ErrorCode::ProofNeeded.into()),
        }
    }

    /// Checks a proof; with leave to open the passphrase vault, a passphrase does that too.
    async fn check_proof(&self, proof: Prove, opening: Option<Opening>) -> Result<()> {
        let slot = slot(proof.recovery);
        let Some(secret) = proof.passphrase else {
            if !self.settings()?.account_unlocks {
                return Err(ErrorCode::ProofMissing.into());
            }
            // The system counts its own tries, and waits for the person for as long as it likes.
            return self.desktop.prove_account().await;
        };
        // One try at a time, so that the pause after wrong ones holds.
        let mut tries = self.lock.tries.lock().await;
        tries.check()?;
        let result = match opening {
            Some(opening) => self.vault.open(opening, slot, secret).await,
            None => self.vault.prove(slot, secret).await,
        };
        match &result {
            Ok(()) => *tries = Tries::default(),
            Err(error) if error.code == ErrorCode::PassphraseWrong => tries.note_wrong(),
            Err(_) => {}
        }
        result
    }

    /// A setting that lets the account of this computer open the app is proven first: who cannot give that proof now
    /// could not open the app later.
    pub(super) async fn check_account_unlocks(&self) -> Result<()> {
        if self.desktop.no_account_proof().await.is_some() {
            return Err(ErrorCode::ProofMissing.into());
        }
        self.desktop.prove_account().await
    }
}
