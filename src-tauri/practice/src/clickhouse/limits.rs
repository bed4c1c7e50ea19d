//! The rate limit: a fixed window per key.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use jiff::Timestamp;
use uuid::Uuid;

/// How many requests a key may send in a window.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RateLimit {
    /// Requests per window and key.
    pub requests: u32,
    /// Length of a window.
    pub window: Duration,
}

/// What is left of a window, as the headers tell it.
pub(super) struct Allowance {
    pub limit: u32,
    pub remaining: u32,
    pub reset_seconds: f64,
    pub policy: String,
    pub exceeded: bool,
}

pub(super) struct Limits {
    rate: RateLimit,
    windows: Mutex<HashMap<Option<Uuid>, Window>>,
}

struct Window {
    began: Timestamp,
    used: u32,
}

impl Limits {
    pub fn new(rate: RateLimit) -> Self {
        Limits {
            rate,
            windows: Mutex::default(),
        }
    }

    /// Counts one request of a key. Requests that no key signed share a window.
    pub fn count(&self, key: Option<Uuid>, now: Timestamp) -> Allowance {
        let mut windows = self.windows.lock().unwrap_or_else(PoisonError::into_inner);
        let window = windows.entry(key).or_insert(Window {
            began: now,
            used: 0,
        });
        let length = self.rate.window.as_secs_f64();
        let mut age = now.duration_since(window.began).as_secs_f64();
        // A clock that was set back starts a new window too.
        if !(0.0..length).contains(&age) {
            *window = Window {
                began: now,
                used: 0,
            };
            age = 0.0;
        }
        let exceeded = window.used >= self.rate.requests;
        window.used = window.used.saturating_add(u32::from(!exceeded));
        Allowance {
            limit: self.rate.requests,
            remaining: self.rate.requests.saturating_sub(window.used),
            reset_seconds: length - age,
            policy: format!(
                "{};w={};comment=\"fixed window\"",
                self.rate.requests, length
            ),
            exceeded,
        }
    }
}
