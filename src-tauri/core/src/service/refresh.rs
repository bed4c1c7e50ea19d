//! Asking the clouds for their keys, all accounts at once.

use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::Semaphore;
use tokio::time::Instant;

use super::KeyService;
use super::keys::AT_ONCE;
use crate::error::Result;
use crate::model::{AccountId, KeyList, OperationKind, Problem, RefreshKeys, Refreshing};

/// How long it may take until the page hears of an account that answered: several are told of at once.
const TELLING: std::time::Duration = std::time::Duration::from_millis(250);

/// The accounts of all refreshes that run.
#[derive(Default)]
pub(super) struct Progress {
    of: u32,
    looked: u32,
}

/// The accounts of one refresh among them, until it is over.
struct Share<'a> {
    progress: &'a Mutex<Progress>,
    of: u32,
    looked: u32,
}

impl<'a> Share<'a> {
    fn of(progress: &'a Mutex<Progress>, accounts: usize) -> Self {
        let of = u32::try_from(accounts).unwrap_or(u32::MAX);
        lock(progress).of += of;
        Self {
            progress,
            of,
            looked: 0,
        }
    }

    fn one_more(&mut self) {
        self.looked += 1;
        lock(self.progress).looked += 1;
    }
}

impl Drop for Share<'_> {
    fn drop(&mut self) {
        let mut progress = lock(self.progress);
        progress.of -= self.of;
        progress.looked -= self.looked;
    }
}

fn lock(progress: &Mutex<Progress>) -> std::sync::MutexGuard<'_, Progress> {
    progress.lock().unwrap_or_else(PoisonError::into_inner)
}

impl KeyService {
    /// Asks the clouds for their keys, several at a time. An account that fails does not hold up the others: why
    /// it failed stands in its look. One that does not answer soon gives its turn to the next and is waited for beside it.
    ///
    /// # Errors
    /// [`crate::ErrorCode::AppLocked`] when the app locks meanwhile, those of the data file.
    pub async fn refresh_keys(self: &Arc<Self>, ask: RefreshKeys) -> Result<KeyList> {
        let ids: Vec<AccountId> = match ask.account {
            Some(id) => vec![self.account(id)?.0.id],
            None => self.store.accounts()?.iter().map(|(a, _)| a.id).collect(),
        };
        let mut share = Share::of(&self.refreshing, ids.len());
        self.changed();
        let gate = Arc::new(Semaphore::new(AT_ONCE));
        let mut looks = tokio::task::JoinSet::new();
        for id in ids {
            let (this, gate) = (Arc::clone(self), Arc::clone(&gate));
            looks.spawn(async move {
                let turn = gate.acquire().await;
                let look = this.while_open(async {
                    this.look(id).await;
                    Ok(())
                });
                let mut look = std::pin::pin!(look);
                // That the app locked is told once, below.
                tokio::select! {
                    _ = &mut look => {}
                    () = tokio::time::sleep(this.pace.turn) => {
                        drop(turn);
                        let _ = look.await;
                    }
                }
            });
        }
        let all = async {
            let looks = async {
                // What was read is shown before the last one answers.
                let mut tell_at = None;
                loop {
                    let now = Instant::now();
                    tokio::select! {
                        look = looks.join_next() => match look {
                            Some(_) => {
                                share.one_more();
                                tell_at.get_or_insert(now + TELLING);
                            }
                            None => break,
                        },
                        () = tokio::time::sleep_until(tell_at.unwrap_or(now)), if tell_at.is_some() => {
                            tell_at = None;
                            self.changed();
                        }
                    }
                }
            };
            tokio::join!(looks, self.compare_items(ask.account));
        };
        // Reads only: what was not read when it is ended stays as it was.
        let ended = self
            .while_open(async {
                tokio::select! {
                    () = all => {}
                    () = self.stop_refresh.notified() => {}
                }
                Ok(())
            })
            .await;
        drop(share);
        looks.abort_all();
        self.changed();
        ended?;
        self.close_stopped();
        self.list_keys().await
    }

    /// Ends a refresh that runs; what was read until then stays.
    ///
    /// # Errors
    /// None.
    pub async fn cancel_refresh(&self) -> Result<()> {
        self.stop_refresh.notify_waiters();
        Ok(())
    }

    /// How far the refreshes that run have come; `None` when none does.
    pub(super) fn refreshing(&self) -> Option<Refreshing> {
        let progress = lock(&self.refreshing);
        (progress.of > 0).then_some(Refreshing {
            looked: progress.looked,
            of: progress.of,
        })
    }

    /// Asks one account's cloud and takes the answers into the index; keeps the reason where it fails.
    pub(super) async fn look(&self, id: AccountId) {
        let Ok((account, _)) = self.account(id) else {
            return;
        };
        let mut kinds = self.kinds_of(&account);
        kinds.retain(|kind| Self::lists(&account, kind.spec()));
        let results = match self.sign_in(id).await {
            Ok((account, by)) => {
                let looks = kinds.iter().map(|kind| self.look_at(&account, &by, kind));
                futures_util::future::join_all(looks).await
            }
            Err(error) => kinds.iter().map(|_| Err(error.clone())).collect(),
        };
        let mut failed = self
            .failed_looks
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        for (kind, result) in kinds.iter().zip(results) {
            let look = (id, kind.spec().id);
            match result {
                Ok(_) => failed.remove(&look),
                Err(error) => {
                    let of = Problem::of(&error, Some(account.provider), Some(OperationKind::List));
                    failed.insert(look, of)
                }
            };
        }
    }
}
