//! A store in memory that can be told to fail: the fake that tests use, since a sick keychain is the case that matters.

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use uuid::Uuid;
use zeroize::Zeroizing;

use super::{Bytes, Fault, SecretStore, Vault};

/// What the store does at a call instead of what it was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// Does what it was asked.
    None,
    /// Answers this fault.
    Fault(Fault),
    /// Says Ok and does nothing.
    Lie,
    /// Says Ok and keeps something else.
    Garble,
    /// Does not come back for this long.
    Hang(Duration),
}

#[derive(Default)]
struct Inner {
    items: HashMap<Uuid, Bytes>,
    script: VecDeque<Trouble>,
    calls: usize,
    broken: Option<Fault>,
    break_at: Option<(usize, Fault)>,
}

/// The fake store; clones share their content, so a test can look in and survive a "restart".
#[derive(Clone, Default)]
pub struct MemoryStore(Arc<Mutex<Inner>>);

impl MemoryStore {
    /// A vault over this store that waits at most `deadline`.
    #[must_use]
    pub fn vault(&self, deadline: Duration) -> Vault {
        let store = self.clone();
        Vault::new(Box::new(move || Ok(Box::new(store.clone()))), deadline)
    }

    /// What happens at the next calls, one entry a call; afterwards all is well.
    pub fn script(&self, troubles: impl IntoIterator<Item = Trouble>) {
        self.inner().script = troubles.into_iter().collect();
    }

    /// Every call answers this fault until told otherwise.
    pub fn break_with(&self, fault: Option<Fault>) {
        self.inner().broken = fault;
    }

    /// Every call after this many more answers this fault until told otherwise.
    pub fn break_after(&self, calls: usize, fault: Fault) {
        let mut inner = self.inner();
        inner.break_at = Some((inner.calls + calls, fault));
    }

    /// Calls so far: gets, puts and removes.
    #[must_use]
    pub fn calls(&self) -> usize {
        self.inner().calls
    }

    /// Ids of all items.
    #[must_use]
    pub fn items(&self) -> Vec<Uuid> {
        self.inner().items.keys().copied().collect()
    }

    /// Whether any item's content contains these bytes.
    #[must_use]
    pub fn holds(&self, bytes: &[u8]) -> bool {
        self.inner()
            .items
            .values()
            .any(|content| content.windows(bytes.len()).any(|w| w == bytes))
    }

    /// Puts or removes an item as another program would.
    pub fn tamper(&self, item: Uuid, content: Option<&[u8]>) {
        let mut inner = self.inner();
        match content {
            Some(content) => inner.items.insert(item, Zeroizing::new(content.to_vec())),
            None => inner.items.remove(&item),
        };
    }

    fn inner(&self) -> std::sync::MutexGuard<'_, Inner> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn next(&self) -> Result<Trouble, Fault> {
        let mut inner = self.inner();
        inner.calls += 1;
        if let Some((at, fault)) = inner.break_at
            && inner.calls > at
        {
            inner.break_at = None;
            inner.broken = Some(fault);
        }
        if let Some(fault) = inner.broken {
            return Err(fault);
        }
        match inner.script.pop_front().unwrap_or(Trouble::None) {
            Trouble::Fault(fault) => Err(fault),
            Trouble::Hang(time) => {
                drop(inner);
                std::thread::sleep(time);
                Ok(Trouble::None)
            }
            other => Ok(other),
        }
    }
}

impl SecretStore for MemoryStore {
    fn name(&self) -> String {
        "memory".to_owned()
    }

    fn get(&mut self, item: Uuid) -> Result<Option<Bytes>, Fault> {
        Ok(match self.next()? {
            Trouble::Lie => None,
            Trouble::Garble => Some(Zeroizing::new(b"garbled".to_vec())),
            _ => self.inner().items.get(&item).cloned(),
        })
    }

    fn put(&mut self, item: Uuid, content: &[u8]) -> Result<(), Fault> {
        let kept = match self.next()? {
            Trouble::Lie => return Ok(()),
            Trouble::Garble => b"garbled".to_vec(),
            _ => content.to_vec(),
        };
        self.inner().items.insert(item, Zeroizing::new(kept));
        Ok(())
    }

    fn remove(&mut self, item: Uuid) -> Result<(), Fault> {
        if self.next()? != Trouble::Lie {
            self.inner().items.remove(&item);
        }
        Ok(())
    }
}
