//! The lesson of the practice mode: what goes wrong on practice clouds, on purpose and never elsewhere.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::KeyService;
use super::practice::{OnMet, word};
use crate::error::{Error, ErrorCode, Result};
use crate::model::{Account, PracticeState, PracticeTrouble, ProviderId, SetPracticeTrouble};

/// What goes and went wrong, cloud by cloud. Lives as long as the program.
#[derive(Default)]
pub(super) struct Troubled(Mutex<HashMap<ProviderId, Trouble>>);

#[derive(Clone, Copy, Default, PartialEq, Eq)]
struct Trouble {
    on: Option<PracticeTrouble>,
    met: Option<PracticeTrouble>,
}

impl Troubled {
    /// A cloud starts without any.
    pub(super) fn forget(&self, provider: ProviderId) {
        self.all().remove(&provider);
    }

    fn of(&self, provider: ProviderId) -> Trouble {
        self.all().get(&provider).copied().unwrap_or_default()
    }

    fn set(&self, provider: ProviderId, trouble: Trouble) {
        self.all().insert(provider, trouble);
    }

    /// Notes that a request met it. Says whether that is news.
    fn met(&self, provider: ProviderId, trouble: PracticeTrouble, over: bool) -> bool {
        let mut all = self.all();
        let Some(now) = all.get_mut(&provider).filter(|now| now.on == Some(trouble)) else {
            return false; // switched away meanwhile
        };
        let before = *now;
        now.met = Some(trouble);
        if over {
            now.on = None;
        }
        *now != before
    }

    fn all(&self) -> MutexGuard<'_, HashMap<ProviderId, Trouble>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl KeyService {
    /// Switches what goes wrong on the cloud of a practice account. It ends with the program.
    ///
    /// # Errors
    /// [`ErrorCode::Unsupported`] of an account that is not for practice, and where its cloud has no such trouble;
    /// [`ErrorCode::Gone`]; those of the keychain when the cloud has to be started.
    pub async fn set_practice_trouble(&self, ask: SetPracticeTrouble) -> Result<PracticeState> {
        let (account, _) = self.account(ask.account)?;
        let unsupported = || Error::new(ErrorCode::Unsupported);
        if !account.practice {
            return Err(unsupported());
        }
        let provider = account.provider;
        let known = self.troubles_of(provider)?;
        if ask.trouble.is_some_and(|trouble| !known.contains(&trouble)) {
            return Err(unsupported());
        }
        self.practice_url(provider).await?;
        let before = self.troubled.of(provider);
        // First, since a request may meet it at once.
        self.troubled.set(
            provider,
            Trouble {
                on: ask.trouble,
                met: None,
            },
        );
        let (cloud, trouble) = (word(provider)?, ask.trouble.map(word).transpose()?);
        let on_met = self.note_met(provider, ask.trouble);
        let set = self
            .practice
            .set_trouble(&cloud, trouble.as_deref(), on_met);
        if let Err(error) = set.await {
            self.troubled.set(provider, before);
            return Err(error);
        }
        self.changed();
        self.practice_state(&account)
    }

    /// What goes wrong, for each of these accounts that is for practice.
    pub(super) fn practice_states(&self, accounts: &[Account]) -> Result<Vec<PracticeState>> {
        let practice = accounts.iter().filter(|account| account.practice);
        practice
            .map(|account| self.practice_state(account))
            .collect()
    }

    fn practice_state(&self, account: &Account) -> Result<PracticeState> {
        let Trouble { on, met } = self.troubled.of(account.provider);
        Ok(PracticeState {
            account: account.id,
            troubles: self.troubles_of(account.provider)?,
            on,
            met,
        })
    }

    fn troubles_of(&self, provider: ProviderId) -> Result<Vec<PracticeTrouble>> {
        let words = self.practice.troubles(&word(provider)?);
        let known = |word: &'static str| serde_json::from_value(word.into());
        let known: std::result::Result<_, _> = words.into_iter().map(known).collect();
        known.map_err(|_| Error::new(ErrorCode::Internal))
    }

    fn note_met(&self, provider: ProviderId, trouble: Option<PracticeTrouble>) -> OnMet {
        let troubled = Arc::clone(&self.troubled);
        let (revision, desktop) = (self.revision.clone(), Arc::clone(&self.desktop));
        Arc::new(move |over| {
            if trouble.is_some_and(|trouble| troubled.met(provider, trouble, over)) {
                revision.send_modify(|n| *n += 1);
                desktop.changed();
            }
        })
    }
}
