//! Sleep, as the clock tells of it. What Windows and macOS say of sleep and of the screen's lock reaches a program only
//! through unsafe calls, which this workspace forbids.

use std::time::{Duration, SystemTime};

use crate::model::LockReason;

/// How often the clock is looked at.
const LOOK: Duration = Duration::from_secs(5);

/// How much more than [`LOOK`] may pass before it was sleep. A busy computer is late, too.
const SLACK: Duration = Duration::from_secs(30);

/// Calls `lock` each time the computer has slept, within seconds of its waking. Never comes back.
pub(super) async fn follow<Work: Future<Output = ()>>(lock: impl Fn(LockReason) -> Work) {
    follow_clock(LOOK, SystemTime::now, lock).await;
}

async fn follow_clock<Work: Future<Output = ()>>(
    look: Duration,
    now: impl Fn() -> SystemTime,
    lock: impl Fn(LockReason) -> Work,
) {
    let mut last = now();
    loop {
        tokio::time::sleep(look).await;
        let seen = now();
        // A clock that was set back says nothing.
        let passed = seen.duration_since(last).unwrap_or_default();
        if passed > look + SLACK {
            lock(LockReason::Sleep).await;
        }
        last = seen;
    }
}

#[cfg(test)]
mod tests {
    use std::collections::VecDeque;
    use std::sync::Mutex;

    use tokio::sync::mpsc;

    use super::*;

    #[tokio::test]
    async fn locks_once_for_each_time_the_clock_leapt_ahead() {
        // Seconds at each look: at first, on time, late, slept, on time, set back, slept.
        let looks = VecDeque::from([0, 5, 30, 1_000, 1_005, 500, 540]);
        let looks = Mutex::new(looks);
        let now = || {
            let seconds = looks.lock().unwrap().pop_front().unwrap_or(540);
            SystemTime::UNIX_EPOCH + Duration::from_secs(seconds)
        };
        let (locked, mut locks) = mpsc::unbounded_channel();
        let follow = follow_clock(Duration::ZERO, now, |why| {
            locked.send((why, looks.lock().unwrap().len())).unwrap();
            std::future::ready(())
        });
        let expected = async {
            // After 1,000 and after 540.
            for left in [3, 0] {
                assert_eq!(locks.recv().await, Some((LockReason::Sleep, left)));
            }
        };
        tokio::select! {
            () = follow => unreachable!("it never comes back"),
            () = expected => {}
        }
        assert!(locks.is_empty());
    }
}
