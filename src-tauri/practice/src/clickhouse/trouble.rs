//! Trouble on demand: what can go wrong between a client and the service, switched on by tests and lessons.

use std::time::Duration;

use super::route::Call;
use crate::lesson::LessonTrouble;
use crate::trouble::{self, Effect, Peeled};

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
    /// The call is carried out at once, and the answer comes late, or when troubles are switched.
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

    /// How often a key made now is not recognised.
    pub(super) fn sleep(&self) -> Option<u32> {
        match self {
            Trouble::NewKeysSleep(uses) => Some(*uses),
            _ => None,
        }
    }
}

impl trouble::Trouble for Trouble {
    type Call = Call;

    fn peel(self) -> Peeled<Self> {
        match self {
            Trouble::None => Peeled::Nothing,
            Trouble::Only(call, inner) => Peeled::Only(call, *inner),
            Trouble::Times(count, inner) => Peeled::Times(count, *inner),
            bare => Peeled::Bare(bare),
        }
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

    fn effect(&self) -> Option<Effect<'_>> {
        Some(match self {
            Trouble::CutBefore => Effect::CutBefore,
            Trouble::CutAfterCreate => Effect::CutAfterCreate,
            Trouble::CutMidAnswer => Effect::CutMidAnswer,
            Trouble::HugeBody => Effect::HugeBody,
            Trouble::Slow(delay) | Trouble::SlowCreate(delay) => Effect::Late(*delay),
            Trouble::ClockSkew(seconds) => Effect::ClockAhead(*seconds),
            Trouble::Proxy => Effect::Proxy,
            Trouble::Redirect => Effect::Redirect,
            Trouble::Maintenance => Effect::Maintenance,
            Trouble::NotJson => Effect::NotJson,
            Trouble::LeaveOut(name) => Effect::LeaveOut(name),
            Trouble::MakeNull(name) => Effect::MakeNull(name),
            _ => return None,
        })
    }

    fn of_lesson(lesson: LessonTrouble) -> Option<Self> {
        Some(match lesson {
            LessonTrouble::CutBefore => Trouble::CutBefore,
            LessonTrouble::CutAfterCreate => Trouble::CutAfterCreate,
            LessonTrouble::QuotaFull => Trouble::QuotaFull,
            LessonTrouble::Slow => Trouble::Slow(LessonTrouble::DELAY),
            // Without a time to come back: a lesson is not to be waited for.
            LessonTrouble::Maintenance => Trouble::ServerError(503),
        })
    }
}

pub(super) fn is_role_call(call: Call) -> bool {
    matches!(
        call,
        Call::ListRoles | Call::ReadRole | Call::CreateRole | Call::UpdateRole | Call::DeleteRole
    )
}
