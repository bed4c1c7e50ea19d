//! How trouble is switched on and meets requests, whatever the cloud.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::watch;

use crate::lesson::{LessonTrouble, OnMet};

/// The troubles of one cloud.
pub(crate) trait Trouble: Clone + PartialEq + Send + Sync + 'static {
    /// The calls of its API.
    type Call: Copy + PartialEq + Send + Sync;

    /// Takes the outermost narrowing off.
    fn peel(self) -> Peeled<Self>;

    /// Whether it touches requests of this kind at all.
    fn concerns(&self, call: Self::Call) -> bool;

    /// What it does to any cloud's answers alike, if that is what it does.
    fn effect(&self) -> Option<Effect<'_>>;

    /// What a trouble of lessons is on this cloud; `None` where it makes no sense.
    fn of_lesson(lesson: LessonTrouble) -> Option<Self>;
}

pub(crate) enum Peeled<T: Trouble> {
    /// No trouble at all.
    Nothing,
    /// Not narrowed.
    Bare(T),
    /// For one call alone.
    Only(T::Call, T),
    /// A number of times.
    Times(usize, T),
}

/// What goes wrong on any cloud alike.
#[derive(Clone, Copy)]
pub(crate) enum Effect<'a> {
    /// The line is cut before the request is read.
    CutBefore,
    /// What was asked for is made, and the line is cut before the first byte of the answer.
    CutAfterCreate,
    /// The line is cut in the middle of the answer's body.
    CutMidAnswer,
    /// The answer comes behind a great many blanks.
    HugeBody,
    /// The answer comes late, or when the troubles are cleared.
    Late(Duration),
    /// The cloud's clock is so many seconds ahead.
    ClockAhead(i64),
    /// A proxy's 403 with an HTML page, instead of the call.
    Proxy,
    /// 307 to `/elsewhere`, instead of the call.
    Redirect,
    /// 503 with `Retry-After` and plain text, instead of the call.
    Maintenance,
    /// Status 200 with an HTML page, after the call.
    NotJson,
    /// The field of that name is missing everywhere.
    LeaveOut(&'a str),
    /// The field of that name is null everywhere.
    MakeNull(&'a str),
}

/// The troubles one request meets.
pub(crate) struct Plan<T> {
    met: Vec<(T, u64)>,
}

impl<T> Default for Plan<T> {
    fn default() -> Self {
        Plan { met: Vec::new() }
    }
}

impl<T: Trouble> Plan<T> {
    pub fn is_empty(&self) -> bool {
        self.met.is_empty()
    }

    pub fn has(&self, trouble: &T) -> bool {
        self.iter().any(|met| met == trouble)
    }

    pub fn iter(&self) -> impl Iterator<Item = &T> {
        self.met.iter().map(|(trouble, _)| trouble)
    }

    /// The next sequence number of the world at the time this trouble was switched on, if the request meets it.
    pub fn since(&self, trouble: &T) -> Option<u64> {
        let (_, since) = self.met.iter().find(|(met, _)| met == trouble)?;
        Some(*since)
    }

    pub fn effects(&self) -> impl Iterator<Item = Effect<'_>> {
        self.iter().filter_map(T::effect)
    }

    pub fn cuts_before(&self) -> bool {
        self.effects()
            .any(|effect| matches!(effect, Effect::CutBefore))
    }

    pub fn cuts_after_create(&self) -> bool {
        self.effects()
            .any(|effect| matches!(effect, Effect::CutAfterCreate))
    }

    /// Seconds the service's clock is ahead.
    pub fn skew(&self) -> i64 {
        let ahead = |effect| match effect {
            Effect::ClockAhead(seconds) => Some(seconds),
            _ => None,
        };
        self.effects().find_map(ahead).unwrap_or(0)
    }

    pub fn delay(&self) -> Duration {
        let delay = |effect| match effect {
            Effect::Late(delay) => Some(delay),
            _ => None,
        };
        self.effects().filter_map(delay).sum()
    }
}

/// The troubles that are switched on.
pub(crate) struct Troubles<T: Trouble> {
    armed: Mutex<Vec<Armed<T>>>,
    lesson: Mutex<Option<Lesson>>,
    cleared: watch::Sender<()>,
}

impl<T: Trouble> Default for Troubles<T> {
    fn default() -> Self {
        Troubles {
            armed: Mutex::default(),
            lesson: Mutex::default(),
            cleared: watch::Sender::new(()),
        }
    }
}

/// Who is told of what a lesson switched on.
struct Lesson {
    once: bool,
    on_met: OnMet,
}

struct Armed<T: Trouble> {
    trouble: T,
    only: Option<T::Call>,
    left: Option<usize>,
    since: u64,
}

impl<T: Trouble> Armed<T> {
    fn new(trouble: T, since: u64) -> Option<Self> {
        Some(match trouble.peel() {
            Peeled::Nothing => return None,
            Peeled::Only(call, inner) => Armed {
                only: Some(call),
                ..Armed::new(inner, since)?
            },
            Peeled::Times(count, inner) => Armed {
                left: Some(count),
                ..Armed::new(inner, since)?
            },
            Peeled::Bare(trouble) => Armed {
                trouble,
                only: None,
                left: None,
                since,
            },
        })
    }

    fn strike(&mut self, call: T::Call) -> bool {
        if self.only.is_some_and(|only| only != call)
            || !self.trouble.concerns(call)
            || self.left == Some(0)
        {
            return false;
        }
        self.left = self.left.map(|left| left - 1);
        true
    }
}

impl<T: Trouble> Troubles<T> {
    pub fn clear(&self) {
        self.lesson().take();
        self.armed().clear();
        self.cleared.send_replace(());
    }

    /// Changes when the troubles that are on now are cleared.
    pub fn cleared(&self) -> watch::Receiver<()> {
        self.cleared.subscribe()
    }

    /// `since` is the world's next sequence number.
    pub fn add(&self, trouble: T, since: u64) {
        self.armed().extend(Armed::new(trouble, since));
    }

    /// Switches to a trouble of a lesson, which is perhaps over once it was met, and away from any other.
    pub fn set_lesson(&self, lesson: Option<(T, bool)>, since: u64, on_met: OnMet) {
        self.clear();
        if let Some((trouble, once)) = lesson {
            *self.lesson() = Some(Lesson { once, on_met });
            self.add(trouble, since);
        }
    }

    /// What a lesson switched on did its harm to a request.
    pub fn met(&self) {
        let mut lesson = self.lesson();
        let Some(Lesson { once, on_met }) = &*lesson else {
            return;
        };
        let (once, on_met) = (*once, on_met.clone());
        if once {
            lesson.take();
            self.armed().clear();
        }
        drop(lesson);
        on_met(once);
    }

    fn lesson(&self) -> MutexGuard<'_, Option<Lesson>> {
        self.lesson.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What a request of this kind meets now.
    pub fn plan(&self, call: T::Call) -> Plan<T> {
        let mut plan = Plan::default();
        for armed in self.armed().iter_mut() {
            if armed.strike(call) {
                plan.met.push((armed.trouble.clone(), armed.since));
            }
        }
        plan
    }

    fn armed(&self) -> MutexGuard<'_, Vec<Armed<T>>> {
        self.armed.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
