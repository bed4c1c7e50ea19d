//! Where secrets rest. [`Vaults`] knows the places and which secret is where; [`Vault`] is the keychain behind one
//! worker thread, passphrase.rs what seals the rest into the data file. One worker thread owns the keychain's store, since a keychain may block for as long as its prompt
//! stands open; callers wait with a deadline, and a passed deadline means "locked", never "absent".
//! `waiting.rs` is that waiting, `doctor.rs` finds out what is wrong.

use std::sync::mpsc;
use std::time::Duration;

use tokio::sync::{oneshot, watch};
use uuid::Uuid;
use zeroize::Zeroizing;

use crate::error::{Error, ErrorCode, Result};

mod doctor;
pub mod keychain;
pub mod memory;
mod moving;
pub mod passphrase;
pub mod recovery;
#[cfg(target_os = "linux")]
mod secret_service;
mod vaults;
mod waiting;

use doctor::TEST_ITEM;
pub use vaults::{Begun, NewRecovery, Opening, Vaults};
use waiting::Waiting;

/// How long a caller waits for the keychain before it is told that the keychain waits for the user.
pub const DEADLINE: Duration = Duration::from_secs(30);

/// Bytes that wipe themselves.
pub type Bytes = Zeroizing<Vec<u8>>;

/// Why a store did not do what it was asked. Carries no text: foreign texts may hold the secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Locked, or the prompt was dismissed.
    Locked,
    /// No such service on this computer.
    Missing,
    /// The service has no place to put things.
    NotSetUp,
    /// What is put there is gone when its user signs out.
    Forgetful,
    /// It takes short values only.
    TooSmall,
    /// The connection is no good any more; a new one may be.
    Stale,
    /// Anything else.
    Failed,
}

impl From<Fault> for Error {
    fn from(fault: Fault) -> Self {
        Self::new(match fault {
            Fault::Locked => ErrorCode::VaultLocked,
            Fault::Missing => ErrorCode::VaultMissing,
            Fault::NotSetUp => ErrorCode::VaultNotSetUp,
            Fault::Forgetful => ErrorCode::VaultForgetful,
            Fault::TooSmall => ErrorCode::VaultTooSmall,
            Fault::Stale | Fault::Failed => ErrorCode::VaultFailed,
        })
    }
}

/// A place for secrets: one item per credential. Blocking; the vault owns the thread.
pub trait SecretStore: Send {
    /// The item's content; `None` when the store knows no such item (which proves nothing about a sick store).
    ///
    /// # Errors
    /// Any fault.
    fn get(&mut self, item: Uuid) -> Result<Option<Bytes>, Fault>;
    /// Writes the item, over an older content if there is one.
    ///
    /// # Errors
    /// Any fault.
    fn put(&mut self, item: Uuid, content: &[u8]) -> Result<(), Fault>;
    /// Removes the item; removing what is not there succeeds.
    ///
    /// # Errors
    /// Any fault.
    fn remove(&mut self, item: Uuid) -> Result<(), Fault>;
    /// Whether what is put there outlives the session, as far as the store tells.
    ///
    /// # Errors
    /// Any fault.
    fn lasts(&mut self) -> Result<bool, Fault> {
        Ok(true)
    }
    /// Whether items can be read now without asking the user for anything; `None` when the store does not tell.
    ///
    /// # Errors
    /// Any fault.
    fn is_open(&mut self) -> Result<Option<bool>, Fault> {
        Ok(None)
    }
    /// Whether an open store gives its items away without having each of them allowed first.
    ///
    /// # Errors
    /// Any fault.
    fn reads_freely(&mut self) -> Result<bool, Fault> {
        Ok(true)
    }
    /// Whether an item that was not found may lie where the store cannot look now.
    ///
    /// # Errors
    /// Any fault.
    fn hides(&mut self) -> Result<bool, Fault> {
        Ok(false)
    }
    /// Makes the place that things are put into, where there is none.
    ///
    /// # Errors
    /// Any fault.
    fn set_up(&mut self) -> Result<(), Fault> {
        Err(Fault::Failed)
    }
}

/// Makes a connection to a store. Called on the worker, on demand, and again after [`Fault::Stale`].
pub type Open = Box<dyn FnMut() -> Result<Box<dyn SecretStore>, Fault> + Send>;

type Job = Box<dyn FnOnce(&mut Worker) + Send>;

/// The door to one store. Cheap to clone; all clones share one worker.
#[derive(Clone)]
pub struct Vault {
    jobs: mpsc::Sender<Job>,
    waiting: Waiting,
    /// The store's name for people; `None` when it does not run. Blocking, but not for the store.
    name: fn() -> Option<String>,
}

struct Worker {
    open: Open,
    store: Option<Box<dyn SecretStore>>,
}

impl Worker {
    /// Runs a step on the store; after [`Fault::Stale`] once more on a new connection.
    fn run<T>(
        &mut self,
        mut step: impl FnMut(&mut dyn SecretStore) -> Result<T, Fault>,
    ) -> Result<T, Fault> {
        let had_one = self.store.is_some();
        match self.attempt(&mut step) {
            Err(Fault::Stale) if had_one => self.attempt(&mut step),
            other => other,
        }
    }

    fn attempt<T>(
        &mut self,
        step: &mut impl FnMut(&mut dyn SecretStore) -> Result<T, Fault>,
    ) -> Result<T, Fault> {
        let mut store = match self.store.take() {
            Some(store) => store,
            None => (self.open)()?,
        };
        let result = step(store.as_mut());
        // A store that failed is built anew next time: some keep their first failure for good.
        if !matches!(result, Err(Fault::Stale | Fault::Failed)) {
            self.store = Some(store);
        }
        result
    }
}

impl Vault {
    /// The system's keychain, with items under this service name (no dots: KWallet's folders do not like them).
    #[must_use]
    pub fn keychain(service: &str) -> Self {
        let service = service.to_owned();
        Self {
            name: keychain::name,
            ..Self::new(
                Box::new(move || keychain::Keychain::open(&service)),
                DEADLINE,
            )
        }
    }

    /// A vault over any store.
    #[must_use]
    pub fn new(open: Open, deadline: Duration) -> Self {
        let (jobs, inbox) = mpsc::channel::<Job>();
        // If no thread can be made, the inbox is dropped and every call answers `VaultFailed`.
        let _ = std::thread::Builder::new()
            .name("vault".to_owned())
            .spawn(move || {
                let mut worker = Worker { open, store: None };
                for job in inbox {
                    job(&mut worker);
                }
            });
        Self {
            jobs,
            waiting: Waiting::new(deadline),
            name: || None,
        }
    }

    /// How many callers have waited long for the store and still do: while there are any, it waits for the user.
    #[must_use]
    pub fn waits_long(&self) -> watch::Receiver<usize> {
        self.waiting.long()
    }

    /// Everybody who waits for the store now is told that it does not answer. What the store has begun it may end.
    pub fn stop_waiting(&self) {
        self.waiting.send_away();
    }

    /// The program is about to end: from now on nobody waits for the store for more than a moment.
    pub fn end_soon(&self) {
        self.waiting.end_soon();
    }

    /// Takes [`Vault::end_soon`] back.
    pub fn wait_again(&self) {
        self.waiting.wait_again();
    }

    async fn ask<T: Send + 'static>(
        &self,
        job: impl FnOnce(&mut Worker) -> Result<T, Fault> + Send + 'static,
    ) -> Result<T> {
        let (answer, wait) = oneshot::channel();
        let job: Job = Box::new(move |worker| {
            // Nobody waits for this any more: a put would leave something nobody knows of.
            if !answer.is_closed() {
                let _ = answer.send(job(worker));
            }
        });
        self.jobs
            .send(job)
            .map_err(|_| Error::new(ErrorCode::VaultFailed))?;
        match self.waiting.until(wait).await {
            None => Err(ErrorCode::VaultWaiting.into()),
            Some(Err(_)) => Err(ErrorCode::VaultFailed.into()),
            Some(Ok(result)) => result.map_err(Error::from),
        }
    }

    /// The item's content; `None` when there is no such item.
    ///
    /// # Errors
    /// `Vault…` codes; [`ErrorCode::VaultLocked`] also when it may lie where the store cannot look now.
    pub async fn get(&self, item: Uuid) -> Result<Option<Bytes>> {
        self.ask(move |worker| {
            worker.run(|store| match store.get(item)? {
                None if store.hides()? => Err(Fault::Locked),
                found => Ok(found),
            })
        })
        .await
    }

    /// Writes the item, reads it back and compares.
    ///
    /// # Errors
    /// `Vault…` codes; [`ErrorCode::VaultFailed`] also when what comes back is not what went in.
    pub async fn put(&self, item: Uuid, content: Bytes) -> Result<()> {
        self.ask(move |worker| put_checked(worker, item, &content))
            .await
    }

    /// Lets go of the connection to the store; the next call makes a new one. Waits for nothing: a store that hangs is
    /// let go of once it answers.
    pub fn disconnect(&self) {
        // Without a worker there is no connection.
        let _ = self.jobs.send(Box::new(|worker| worker.store = None));
    }

    /// Removes the item and looks whether it is gone. That a store finds nothing is believed only of one that works.
    ///
    /// # Errors
    /// `Vault…` codes.
    pub async fn remove(&self, item: Uuid) -> Result<()> {
        self.ask(move |worker| {
            let was_there = worker.run(|store| store.get(item))?.is_some();
            remove_checked(worker, item)?;
            if !was_there && worker.run(|store| store.hides())? {
                return Err(Fault::Locked);
            }
            match worker.run(|store| store.is_open())? {
                Some(true) => Ok(()),
                Some(false) => Err(Fault::Locked),
                None if was_there => Ok(()),
                None => doctor::prove(worker),
            }
        })
        .await
    }
}

fn put_checked(worker: &mut Worker, item: Uuid, content: &[u8]) -> Result<(), Fault> {
    worker.run(|store| {
        store.put(item, content)?;
        match store.get(item)? {
            Some(back) if back.as_slice() == content => Ok(()),
            // "Ok" from a store that has no default collection is how it says that it keeps nothing.
            None => Err(Fault::NotSetUp),
            Some(_) => Err(Fault::Failed),
        }
    })
}

fn remove_checked(worker: &mut Worker, item: Uuid) -> Result<(), Fault> {
    worker.run(|store| {
        store.remove(item)?;
        match store.get(item)? {
            None => Ok(()),
            Some(_) => Err(Fault::Failed),
        }
    })
}

#[cfg(test)]
mod tests;
