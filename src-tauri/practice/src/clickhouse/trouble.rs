//! Trouble on demand: what can go wrong between a client and the service, switched on by tests and lessons.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use super::route::Call;

/// Something that goes wrong until it is cleared. Narrow it with [`Trouble::only`], [`Trouble::times`] and
/// [`Trouble::once`]: `Trouble::CutMidAnswer.only(Call::CreateKey).once()`.
///
/// Troubles named after a call touch that call alone and use up their count on it, whether or not it would have
/// succeeded.
#[derive(Clone, Debug, PartialEq)]
pub enum Trouble {
    /// Nothing is wrong.
    None,
    /// The line is cut before the service reads the request: nothing happens.
    CutBefore,
    /// A key is made, and the line is cut before the first byte of the answer. A refused create is answered.
    CutAfterCreate,
    /// The call is carried out, and the line is cut in the middle of the answer's body.
    CutMidAnswer,
    /// The call is carried out at once, and the answer comes late.
    Slow(Duration),
    /// Like `Slow`, for creates.
    SlowCreate(Duration),
    /// 429 with `X-RateLimit-Reset`; nothing happens.
    RateLimited {
        /// The header's value in seconds.
        reset_seconds: f64,
        /// Whether the answer has a body in the error shape.
        body: bool,
    },
    /// This status instead of carrying out the call.
    ServerError(u16),
    /// A key is made, and the answer has this status and no key. A refused create is answered.
    ServerErrorAfterCreate(u16),
    /// The organization has as many keys as it may.
    QuotaFull,
    /// A proxy answers 403 with an HTML page; nothing reaches the service.
    Proxy,
    /// 307 to `/elsewhere` on the same address, as a sign-in portal does. A client that follows shows in the ledger.
    Redirect,
    /// A key is made, and the answer has neither `keyId` nor `keySecret`.
    NoSecretInAnswer,
    /// Status 200 around an error body; nothing happens.
    ErrorInside200,
    /// The call is carried out, and the answer is status 200 with an HTML page.
    NotJson,
    /// The call is carried out, and the answer's JSON comes after 256 MiB of blanks.
    HugeBody,
    /// The service's clock is this many seconds ahead of ours, behind if negative.
    ClockSkew(i64),
    /// An edition without `whoami`: 404.
    NoWhoami,
    /// No key may read roles: 403.
    RolesForbidden,
    /// An organization not yet moved to custom roles: the role calls give 404, `roles` is accepted and shown.
    LegacyRoles,
    /// 503 with `Retry-After` and plain text; nothing happens.
    Maintenance,
    /// Lists do not show keys made since this trouble was switched on.
    StaleList,
    /// Keys made meanwhile are not recognised the first so many times they are used.
    NewKeysSleep(u32),
    /// Every page of keys gives the same cursor, and it is never the last.
    RepeatedCursor,
    /// Every page of keys is followed by an empty one before the next comes.
    EmptyPages,
    /// The field of that name is missing everywhere in answers.
    LeaveOut(String),
    /// The field of that name is null everywhere in answers.
    MakeNull(String),
    /// Answers have fields nobody has heard of, and keys a state nobody has heard of.
    NewerEdition,
    /// The binding of a query endpoint is refused, as happens with keys made a moment ago.
    BindingRefused,
    /// Another trouble, for one call alone. See [`Trouble::only`].
    Only(Call, Box<Trouble>),
    /// Another trouble, a number of times. See [`Trouble::times`].
    Times(usize, Box<Trouble>),
}

impl Trouble {
    /// Only for this call.
    pub fn only(self, call: Call) -> Self {
        Trouble::Only(call, Box::new(self))
    }

    /// For the next `count` requests it concerns, then no more.
    pub fn times(self, count: usize) -> Self {
        Trouble::Times(count, Box::new(self))
    }

    /// For the next request it concerns, then no more.
    pub fn once(self) -> Self {
        self.times(1)
    }

    fn concerns(&self, call: Call) -> bool {
        match self {
            Trouble::CutAfterCreate
            | Trouble::SlowCreate(_)
            | Trouble::ServerErrorAfterCreate(_)
            | Trouble::NoSecretInAnswer
            | Trouble::NewKeysSleep(_) => call == Call::CreateKey,
            Trouble::QuotaFull => {
                matches!(call, Call::CreateKey | Call::ListQuotas | Call::ReadQuota)
            }
            Trouble::NoWhoami => call == Call::Whoami,
            Trouble::RolesForbidden => is_role_call(call),
            Trouble::StaleList | Trouble::RepeatedCursor | Trouble::EmptyPages => {
                call == Call::ListKeys
            }
            Trouble::BindingRefused => call == Call::PutQueryEndpoint,
            _ => true,
        }
    }
}

pub(super) fn is_role_call(call: Call) -> bool {
    matches!(
        call,
        Call::ListRoles | Call::ReadRole | Call::CreateRole | Call::UpdateRole | Call::DeleteRole
    )
}

/// The troubles one request meets.
#[derive(Default)]
pub(super) struct Plan {
    troubles: Vec<Trouble>,
    /// Keys from this sequence number on are not listed.
    pub unlisted_from: Option<u64>,
}

impl Plan {
    pub fn has(&self, trouble: &Trouble) -> bool {
        self.troubles.contains(trouble)
    }

    pub fn iter(&self) -> impl Iterator<Item = &Trouble> {
        self.troubles.iter()
    }

    /// Seconds the service's clock is ahead.
    pub fn skew(&self) -> i64 {
        let ahead = |trouble: &Trouble| match trouble {
            Trouble::ClockSkew(seconds) => Some(*seconds),
            _ => None,
        };
        self.iter().find_map(ahead).unwrap_or(0)
    }

    pub fn delay(&self) -> Duration {
        let delay = |trouble: &Trouble| match trouble {
            Trouble::Slow(delay) | Trouble::SlowCreate(delay) => Some(*delay),
            _ => None,
        };
        self.iter().filter_map(delay).sum()
    }

    /// How often a key made now is not recognised.
    pub fn sleep(&self) -> u32 {
        let uses = |trouble: &Trouble| match trouble {
            Trouble::NewKeysSleep(uses) => Some(*uses),
            _ => None,
        };
        self.iter().find_map(uses).unwrap_or(0)
    }
}

/// The troubles that are switched on.
#[derive(Default)]
pub(super) struct Troubles(Mutex<Vec<Armed>>);

struct Armed {
    trouble: Trouble,
    only: Option<Call>,
    left: Option<usize>,
    since_seq: u64,
}

impl Armed {
    fn new(trouble: Trouble, since_seq: u64) -> Self {
        match trouble {
            Trouble::Only(call, inner) => Armed {
                only: Some(call),
                ..Armed::new(*inner, since_seq)
            },
            Trouble::Times(count, inner) => Armed {
                left: Some(count),
                ..Armed::new(*inner, since_seq)
            },
            trouble => Armed {
                trouble,
                only: None,
                left: None,
                since_seq,
            },
        }
    }

    fn strike(&mut self, call: Call) -> bool {
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

impl Troubles {
    pub fn clear(&self) {
        self.armed().clear();
    }

    pub fn add(&self, trouble: Trouble, since_seq: u64) {
        if trouble != Trouble::None {
            self.armed().push(Armed::new(trouble, since_seq));
        }
    }

    /// What a request of this kind meets now.
    pub fn plan(&self, call: Call) -> Plan {
        let mut plan = Plan::default();
        for armed in self.armed().iter_mut() {
            if armed.strike(call) {
                if armed.trouble == Trouble::StaleList {
                    plan.unlisted_from = Some(armed.since_seq);
                }
                plan.troubles.push(armed.trouble.clone());
            }
        }
        plan
    }

    fn armed(&self) -> std::sync::MutexGuard<'_, Vec<Armed>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
