//! What every practice cloud has: a world that is remembered, a clock, a ledger and its troubles.

use std::io;
use std::sync::{Mutex, MutexGuard, PoisonError};

use jiff::Timestamp;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::clock::{Clock, shifted};
use crate::ledger::Ledger;
use crate::lesson::{LessonTrouble, OnMet};
use crate::trouble::{Trouble, Troubles};

/// Everything a practice cloud remembers.
pub(crate) trait World: Serialize + DeserializeOwned + Send + 'static {
    /// Raised when a snapshot of an older edition can no longer be read.
    const EDITION: u32;

    /// The edition this world was written in.
    fn edition(&self) -> u32;

    /// Raised by one with each key that is made.
    fn next_seq(&self) -> u64;

    /// Says whether anything changed since the last time it was asked.
    fn take_changed(&mut self) -> bool;

    /// Takes up where a snapshot left off. Fails with `InvalidData` if it is none of ours.
    fn restore(snapshot: Value) -> io::Result<Self> {
        let world: Self = serde_json::from_value(snapshot).map_err(invalid)?;
        if world.edition() != Self::EDITION {
            return Err(invalid("snapshot of another edition"));
        }
        Ok(world)
    }
}

fn invalid(cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, cause)
}

/// Called with a snapshot after each change.
pub(crate) type Listener = Box<dyn Fn(Value) + Send + Sync>;

pub(crate) struct Stage<W, T: Trouble> {
    world: Mutex<W>,
    clock: Clock,
    listeners: Mutex<Vec<Listener>>,
    pub ledger: Ledger,
    pub troubles: Troubles<T>,
}

impl<W: World, T: Trouble> Stage<W, T> {
    pub fn new(world: W, clock: Clock) -> Self {
        Stage {
            world: Mutex::new(world),
            clock,
            listeners: Mutex::default(),
            ledger: Ledger::default(),
            troubles: Troubles::default(),
        }
    }

    pub fn world(&self) -> MutexGuard<'_, W> {
        self.world.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The cloud's time, so many seconds ahead of its clock.
    pub fn now(&self, skew: i64) -> Timestamp {
        shifted((self.clock)(), skew)
    }

    pub fn snapshot(&self) -> Value {
        serde_json::to_value(&*self.world()).unwrap_or_default()
    }

    pub fn on_change(&self, listener: Listener) {
        self.listeners().push(listener);
    }

    pub fn add_trouble(&self, trouble: T) {
        let since = self.world().next_seq();
        self.troubles.add(trouble, since);
    }

    /// Switches to this trouble of lessons, or only away from any other. Says whether this cloud has such a one.
    pub fn set_lesson(&self, lesson: Option<LessonTrouble>, on_met: OnMet) -> bool {
        let own = match lesson {
            None => None,
            Some(lesson) => match T::of_lesson(lesson) {
                None => return false,
                Some(own) => Some((own, lesson.is_once())),
            },
        };
        let since = self.world().next_seq();
        self.troubles.set_lesson(own, since, on_met);
        true
    }

    /// Lets `f` at the world, and announces what it changed.
    pub fn change<R>(&self, f: impl FnOnce(&mut W) -> R) -> R {
        let mut world = self.world();
        let outcome = f(&mut world);
        let changed = world.take_changed();
        drop(world);
        if changed {
            // Taken first, so that no later snapshot is handed out before this one.
            let listeners = self.listeners();
            if !listeners.is_empty() {
                let snapshot = self.snapshot();
                for listener in listeners.iter() {
                    listener(snapshot.clone());
                }
            }
        }
        outcome
    }

    fn listeners(&self) -> MutexGuard<'_, Vec<Listener>> {
        self.listeners
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}
