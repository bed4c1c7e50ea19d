//! Where secrets rest. [`Vaults`] knows the places and which secret is where; [`Vault`] is the keychain behind one
//! worker thread, passphrase.rs what seals the rest into the data file. One worker thread owns the keychain's store, since a keychain may block for as long as its prompt
//! stands open; callers wait with a deadline, and a passed deadline means "locked", never "absent".

use std::sync::mpsc;
use std::time::Duration;

use tokio::sync::oneshot;
use uuid::Uuid;
use zeroize::Zeroizing;

use crate::error::{Error, ErrorCode, Result};

pub mod keychain;
pub mod memory;
mod moving;
pub mod passphrase;
pub mod recovery;
mod vaults;

pub use vaults::Vaults;

/// How long a caller waits for the keychain before it is told that the keychain waits for the user.
pub const DEADLINE: Duration = Duration::from_secs(30);

/// The item that [`Vault::check`] writes. Always the same, so that a crash in a check leaves one at the most.
const TEST_ITEM: Uuid = Uuid::nil();

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
            Fault::Stale | Fault::Failed => ErrorCode::VaultFailed,
        })
    }
}

/// A place for secrets: one item per credential. Blocking; the vault owns the thread.
pub trait SecretStore: Send {
    /// The store's name for people.
    fn name(&self) -> String;
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
}

/// Makes a connection to a store. Called on the worker, on demand, and again after [`Fault::Stale`].
pub type Open = Box<dyn FnMut() -> Result<Box<dyn SecretStore>, Fault> + Send>;

type Job = Box<dyn FnOnce(&mut Worker) + Send>;

/// The door to one store. Cheap to clone; all clones share one worker.
#[derive(Clone)]
pub struct Vault {
    jobs: mpsc::Sender<Job>,
    deadline: Duration,
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
        Self::new(
            Box::new(move || keychain::Keychain::open(&service)),
            DEADLINE,
        )
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
        Self { jobs, deadline }
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
        match tokio::time::timeout(self.deadline, wait).await {
            Err(_) => Err(ErrorCode::VaultWaiting.into()),
            Ok(Err(_)) => Err(ErrorCode::VaultFailed.into()),
            Ok(Ok(result)) => result.map_err(Error::from),
        }
    }

    /// The item's content; `None` when there is no such item.
    ///
    /// # Errors
    /// `Vault…` codes.
    pub async fn get(&self, item: Uuid) -> Result<Option<Bytes>> {
        self.ask(move |worker| worker.run(|store| store.get(item)))
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

    /// Removes the item and looks whether it is gone.
    ///
    /// # Errors
    /// `Vault…` codes.
    pub async fn remove(&self, item: Uuid) -> Result<()> {
        self.ask(move |worker| remove_checked(worker, item)).await
    }

    /// Removes what a crash in the middle of [`Vault::check`] may have left.
    ///
    /// # Errors
    /// `Vault…` codes.
    pub async fn tidy(&self) -> Result<()> {
        self.remove(TEST_ITEM).await
    }

    /// Lets go of the connection to the store; the next call makes a new one. Done also when nobody waits for it any
    /// more.
    ///
    /// # Errors
    /// `Vault…` codes.
    pub async fn disconnect(&self) -> Result<()> {
        let (done, wait) = oneshot::channel();
        let job: Job = Box::new(move |worker| {
            worker.store = None;
            let _ = done.send(());
        });
        self.jobs
            .send(job)
            .map_err(|_| Error::new(ErrorCode::VaultFailed))?;
        match tokio::time::timeout(self.deadline, wait).await {
            Err(_) => Err(ErrorCode::VaultWaiting.into()),
            Ok(Err(_)) => Err(ErrorCode::VaultFailed.into()),
            Ok(Ok(())) => Ok(()),
        }
    }

    /// Proves that the store keeps things: writes, reads, compares and deletes a test item.
    ///
    /// # Errors
    /// `Vault…` codes.
    pub async fn check(&self) -> Result<String> {
        self.ask(|worker| {
            let item = TEST_ITEM;
            // As long as the longest secret of any kind here, so that a store for short values shows.
            let content =
                Zeroizing::new(Uuid::new_v4().simple().to_string().repeat(32).into_bytes());
            put_checked(worker, item, &content)?;
            remove_checked(worker, item)?;
            worker.run(|store| Ok(store.name()))
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
