//! A store in memory that can be told to fail: the fake that tests use, since a sick keychain is the case that matters.

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
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

/// How a keychain is sick, until it is healed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sickness {
    /// It does not run.
    Absent,
    /// Locked, and its prompt is dismissed.
    Locked,
    /// No call comes back before it is healed; then it does what it was asked.
    Hung,
    /// No default collection: it finds nothing and takes nothing.
    NotSetUp,
    /// It can be read and not written.
    RefusesWrites,
    /// It says that it wrote, and what it reads out is something else.
    Lies,
    /// It was restarted: the old connection is no good, a new one is.
    Restarted,
    /// What is put there is gone with the session.
    Forgetful,
    /// It takes values of at most 1,024 bytes.
    Short,
    /// What was put there before lies in a place that is locked, of which it tells nothing; another is open.
    Hides,
    /// Each item has to be allowed before it is read.
    AsksForEach,
}

#[derive(Default)]
struct Inner {
    items: HashMap<Uuid, Bytes>,
    hidden: HashMap<Uuid, Bytes>,
    script: VecDeque<Trouble>,
    calls: usize,
    sick: Option<Sickness>,
    sick_after: Option<(usize, Sickness)>,
    fell_sick: bool,
    asked: bool,
    reads: usize,
    hanging: usize,
    broken: Option<Fault>,
    break_at: Option<(usize, Fault)>,
    on_call: Option<Arc<dyn Fn() + Send + Sync>>,
}

/// The fake store; clones share their content, so a test can look in and survive a "restart".
#[derive(Clone, Default)]
pub struct MemoryStore(Arc<(Mutex<Inner>, Condvar)>);

impl MemoryStore {
    /// A vault over this store that waits at most `deadline`.
    #[must_use]
    pub fn vault(&self, deadline: Duration) -> Vault {
        let store = self.clone();
        let open = move || match store.inner().sick {
            Some(Sickness::Absent) => Err(Fault::Missing),
            _ => Ok(Box::new(store.clone()) as Box<dyn SecretStore>),
        };
        Vault::new(Box::new(open), deadline)
    }

    /// Falls sick after this many more calls, until it is healed.
    pub fn sicken_after(&self, calls: usize, sickness: Sickness) {
        let mut inner = self.inner();
        inner.sick_after = Some((inner.calls + calls, sickness));
        (inner.fell_sick, inner.asked, inner.reads) = (false, false, 0);
    }

    /// Is well again; calls that hang come back.
    pub fn heal(&self) {
        let mut inner = self.inner();
        (inner.sick, inner.sick_after) = (None, None);
        let hidden = std::mem::take(&mut inner.hidden);
        inner.items.extend(hidden);
        self.0.1.notify_all();
    }

    /// Whether the call that it was to fall sick at has come.
    #[must_use]
    pub fn fell_sick(&self) -> bool {
        self.inner().fell_sick
    }

    /// Content of an item.
    #[must_use]
    pub fn content(&self, item: Uuid) -> Option<Bytes> {
        self.inner().items.get(&item).cloned()
    }

    /// Items that were read since it was last told how to be sick.
    #[must_use]
    pub fn reads(&self) -> usize {
        self.inner().reads
    }

    /// Whether somebody asked since then whether it can be read without a prompt.
    #[must_use]
    pub fn was_asked_whether_open(&self) -> bool {
        self.inner().asked
    }

    /// Calls that hang now.
    #[must_use]
    pub fn hanging(&self) -> usize {
        self.inner().hanging
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

    /// Happens before each call.
    pub fn on_call(&self, happens: Option<Arc<dyn Fn() + Send + Sync>>) {
        self.inner().on_call = happens;
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

    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.0.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Comes back when it is healed.
    fn hang<'a>(&'a self, mut inner: MutexGuard<'a, Inner>) -> MutexGuard<'a, Inner> {
        inner.hanging += 1;
        while inner.sick == Some(Sickness::Hung) {
            inner = self.0.1.wait(inner).unwrap_or_else(PoisonError::into_inner);
        }
        inner.hanging -= 1;
        inner
    }

    fn next(&self, call: Call<'_>) -> Result<Trouble, Fault> {
        let happens = self.inner().on_call.clone();
        if let Some(happens) = happens {
            happens();
        }
        let mut inner = self.inner();
        inner.calls += 1;
        if let Some((at, sickness)) = inner.sick_after
            && inner.calls > at
        {
            inner.sick_after = None;
            inner.sick = Some(sickness);
            inner.fell_sick = true;
            if sickness == Sickness::Hides {
                inner.hidden = std::mem::take(&mut inner.items);
            }
        }
        let writes = matches!(call, Call::Put(_) | Call::Remove);
        match inner.sick {
            None | Some(Sickness::Forgetful | Sickness::Hides | Sickness::AsksForEach) => {}
            Some(Sickness::Absent) => return Err(Fault::Stale),
            Some(Sickness::Locked) => return Err(Fault::Locked),
            Some(Sickness::Hung) => inner = self.hang(inner),
            Some(Sickness::NotSetUp) => {
                return match call {
                    Call::Put(_) => Err(Fault::NotSetUp),
                    Call::Get | Call::Remove => Ok(Trouble::Lie),
                };
            }
            Some(Sickness::RefusesWrites) if writes => return Err(Fault::Failed),
            Some(Sickness::RefusesWrites) => {}
            Some(Sickness::Lies) if writes => return Ok(Trouble::Lie),
            Some(Sickness::Lies) => return Ok(Trouble::Garble),
            Some(Sickness::Restarted) => {
                inner.sick = None;
                return Err(Fault::Stale);
            }
            Some(Sickness::Short) => {
                if matches!(call, Call::Put(content) if content.len() > 1024) {
                    return Err(Fault::Failed);
                }
            }
        }
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

/// What is asked of the store.
enum Call<'a> {
    Get,
    Put(&'a [u8]),
    Remove,
}

impl SecretStore for MemoryStore {
    fn get(&mut self, item: Uuid) -> Result<Option<Bytes>, Fault> {
        self.inner().reads += 1;
        Ok(match self.next(Call::Get)? {
            Trouble::Lie => None,
            Trouble::Garble => Some(Zeroizing::new(b"garbled".to_vec())),
            _ => self.inner().items.get(&item).cloned(),
        })
    }

    fn put(&mut self, item: Uuid, content: &[u8]) -> Result<(), Fault> {
        let kept = match self.next(Call::Put(content))? {
            Trouble::Lie => return Ok(()),
            Trouble::Garble => b"garbled".to_vec(),
            _ => content.to_vec(),
        };
        self.inner().items.insert(item, Zeroizing::new(kept));
        Ok(())
    }

    fn remove(&mut self, item: Uuid) -> Result<(), Fault> {
        if self.next(Call::Remove)? != Trouble::Lie {
            self.inner().items.remove(&item);
        }
        Ok(())
    }

    fn lasts(&mut self) -> Result<bool, Fault> {
        Ok(self.inner().sick != Some(Sickness::Forgetful))
    }

    fn is_open(&mut self) -> Result<Option<bool>, Fault> {
        let mut inner = self.inner();
        inner.asked = true;
        // One that falls sick at its next call is sick already.
        let next = inner.sick_after.map(|(_, sickness)| sickness);
        let closed = matches!(
            inner.sick.or(next),
            Some(Sickness::Locked | Sickness::NotSetUp)
        );
        Ok(Some(!closed))
    }

    fn reads_freely(&mut self) -> Result<bool, Fault> {
        let inner = self.inner();
        let next = inner.sick_after.map(|(_, sickness)| sickness);
        Ok(inner.sick.or(next) != Some(Sickness::AsksForEach))
    }

    fn hides(&mut self) -> Result<bool, Fault> {
        Ok(self.inner().sick == Some(Sickness::Hides))
    }

    fn set_up(&mut self) -> Result<(), Fault> {
        let sick = self.inner().sick;
        match sick {
            Some(Sickness::NotSetUp) => self.heal(),
            Some(Sickness::Absent) => return Err(Fault::Missing),
            _ => {}
        }
        Ok(())
    }
}
