//! Waiting for a keychain that may never answer: who does so for long, and how waiting ends.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{oneshot, watch};
use tokio::time::{Instant, sleep_until};

/// After this long the user is told that the keychain waits for them.
pub const LONG: Duration = Duration::from_secs(3);

/// What everybody together still waits for the keychain once the program ends.
const LAST: Duration = Duration::from_millis(500);
/// What a call that begins after that waits.
const BRIEF: Duration = Duration::from_millis(200);

/// The state of all waiting on one keychain. Cheap to clone; clones are the same.
#[derive(Clone)]
pub(super) struct Waiting {
    deadline: Duration,
    /// Callers that have waited long and still do.
    long: Arc<watch::Sender<usize>>,
    /// Counted up to send everybody away who waits now.
    sent_away: Arc<watch::Sender<u64>>,
    /// When the program is about to end: until when it waits at all.
    ends_at: Arc<watch::Sender<Option<Instant>>>,
}

/// One caller that has waited long.
struct Long(Arc<watch::Sender<usize>>);

impl Drop for Long {
    fn drop(&mut self) {
        self.0.send_modify(|n| *n = n.saturating_sub(1));
    }
}

impl Waiting {
    pub(super) fn new(deadline: Duration) -> Self {
        Self {
            deadline,
            long: Arc::default(),
            sent_away: Arc::default(),
            ends_at: Arc::default(),
        }
    }

    /// How many callers have waited long and still do.
    pub(super) fn long(&self) -> watch::Receiver<usize> {
        self.long.subscribe()
    }

    /// Sends everybody away who waits now.
    pub(super) fn send_away(&self) {
        self.sent_away.send_modify(|n| *n += 1);
    }

    /// The program is about to end: from now on nobody waits for more than a moment.
    pub(super) fn end_soon(&self) {
        let at = Instant::now() + LAST;
        self.ends_at.send_modify(|end| *end = end.or(Some(at)));
    }

    /// The program goes on after all.
    pub(super) fn wait_again(&self) {
        self.ends_at.send_replace(None);
    }

    /// Waits for an answer; `None` when it did not come in time or waiting was ended.
    pub(super) async fn until<T>(
        &self,
        mut answer: oneshot::Receiver<T>,
    ) -> Option<Result<T, oneshot::error::RecvError>> {
        let began = Instant::now();
        let mut sent_away = self.sent_away.subscribe();
        let mut ends_at = self.ends_at.subscribe();
        let mut long = None;
        loop {
            let ends = *ends_at.borrow_and_update();
            let until = match ends {
                Some(end) => (began + self.deadline).min(end.max(began + BRIEF)),
                None => began + self.deadline,
            };
            let next = if long.is_none() {
                until.min(began + LONG)
            } else {
                until
            };
            tokio::select! {
                // An answer that is there counts, however late it is.
                biased;
                got = &mut answer => return Some(got),
                _ = sent_away.changed() => return None,
                _ = ends_at.changed() => {}
                () = sleep_until(next) => {
                    if next == until {
                        return None;
                    }
                    self.long.send_modify(|n| *n += 1);
                    long = Some(Long(Arc::clone(&self.long)));
                }
            }
        }
    }
}
