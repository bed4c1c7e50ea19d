//! The time a practice cloud goes by.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};

/// Tells the time.
pub type Clock = Arc<dyn Fn() -> Timestamp + Send + Sync>;

/// The start of the second, which is as exact as the clouds speak.
pub(crate) fn whole_seconds(time: Timestamp) -> Timestamp {
    Timestamp::from_second(time.as_second()).unwrap_or(time)
}

/// The start of the minute, which is as exact as the last use of a key is.
pub(crate) fn whole_minutes(time: Timestamp) -> Timestamp {
    let seconds = time.as_second();
    Timestamp::from_second(seconds - seconds.rem_euclid(60)).unwrap_or(time)
}

/// So many seconds later, earlier if negative. The same time where there is no such time.
pub(crate) fn shifted(time: Timestamp, seconds: i64) -> Timestamp {
    time.checked_add(SignedDuration::from_secs(seconds))
        .unwrap_or(time)
}

/// A clock that stands until it is pushed.
#[cfg(test)]
pub(crate) struct StandingClock(Arc<std::sync::atomic::AtomicI64>);

#[cfg(test)]
impl StandingClock {
    pub fn at(second: i64) -> (Self, Clock) {
        use std::sync::atomic::Ordering;
        let seconds = Arc::new(std::sync::atomic::AtomicI64::new(second));
        let told = seconds.clone();
        let clock = move || Timestamp::from_second(told.load(Ordering::SeqCst)).unwrap();
        (StandingClock(seconds), Arc::new(clock))
    }

    pub fn push(&self, seconds: i64) {
        self.0
            .fetch_add(seconds, std::sync::atomic::Ordering::SeqCst);
    }
}
