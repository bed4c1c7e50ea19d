//! Trouble on demand: what can go wrong between a client and the service, switched on by tests and lessons.

use std::time::Duration;

use super::refusal::ErrorShape;
use super::route::Call;
use crate::lesson::LessonTrouble;
use crate::trouble::{self, Effect, Peeled};

/// Something that goes wrong until it is cleared. Narrow it with [`Trouble::only`], [`Trouble::times`] and
/// [`Trouble::once`]: `Trouble::CutMidAnswer.only(Call::CreateApiKey).once()`.
///
/// "Something is made" means a new API key, access key, temporary key, sub account or key value.
#[derive(Clone, Debug, PartialEq)]
pub enum Trouble {
    /// Nothing is wrong.
    None,
    /// The line is cut before the service reads the request: nothing happens.
    CutBefore,
    /// Something is made, and the line is cut before the first byte of the answer. Refusals are answered.
    CutAfterCreate,
    /// The call is carried out, and the line is cut in the middle of the answer's body.
    CutMidAnswer,
    /// The call is carried out at once, and the answer comes late, or when troubles are switched.
    Slow(Duration),
    /// Like `Slow`, where something is made.
    SlowCreate(Duration),
    /// 429; nothing happens.
    Throttled {
        /// 400 quota exceeded, 410 throttle limited or 420 rate limited.
        code: u32,
        /// Seconds in `Retry-After`, if it is there.
        retry_after: Option<u64>,
    },
    /// This status, with the gateway's code for it, instead of carrying out the call.
    ServerError(u16),
    /// Something is made, and the answer has this status and no key. Refusals are answered.
    ServerErrorAfterCreate(u16),
    /// There are as many API keys, access keys and sub accounts as there may be.
    QuotaFull,
    /// A proxy answers 403 with an HTML page; nothing reaches the service.
    Proxy,
    /// 307 to `/elsewhere` on the same address, as a sign-in portal does. A client that follows shows in the ledger.
    Redirect,
    /// 503 with `Retry-After` and plain text; nothing happens.
    Maintenance,
    /// Something is made, and the answer has none of its secrets.
    NoSecretInAnswer,
    /// Status 200 around an error body; nothing happens.
    ErrorInside200,
    /// The call is carried out, and the answer is status 200 with an HTML page.
    NotJson,
    /// The call is carried out, and the answer comes after 256 MiB of blanks.
    HugeBody,
    /// The service's clock is this many seconds ahead of ours, behind if negative.
    ClockSkew(i64),
    /// Refusals have this shape.
    ErrorShape(ErrorShape),
    /// The account never opened API Gateway: its calls are refused.
    NoTenant,
    /// The signer may not do anything: 401 with code 210.
    NoRights,
    /// `caller-identity` gives an id that no other call knows.
    ForeignCallerId,
    /// Lists do not show what was made since this trouble was switched on.
    StaleList,
    /// Access keys made meanwhile are not recognised the first so many times they are used.
    NewKeysSleep(u32),
    /// Every page of a list starts at its beginning.
    OffsetIgnored,
    /// The field of that name is missing everywhere in answers.
    LeaveOut(String),
    /// The field of that name is null everywhere in answers.
    MakeNull(String),
    /// Answers have fields nobody has heard of.
    NewerEdition,
    /// Booleans and numbers come as text.
    EverythingText,
    /// Times come as milliseconds since 1970.
    EpochTimes,
    /// API keys come without, or with, the object around them that they usually have.
    OtherWrapping,
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

    pub(super) fn shape(&self) -> Option<ErrorShape> {
        match self {
            Trouble::ErrorShape(shape) => Some(*shape),
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
            | Trouble::NoSecretInAnswer => call.makes(),
            Trouble::QuotaFull => matches!(
                call,
                Call::CreateApiKey | Call::CreateAccessKey | Call::CreateSubAccount
            ),
            Trouble::NewKeysSleep(_) => {
                matches!(call, Call::CreateAccessKey | Call::CreateCredentials)
            }
            Trouble::NoTenant => call.is_of_api_gateway(),
            Trouble::ForeignCallerId => call == Call::ReadCallerIdentity,
            Trouble::StaleList => matches!(
                call,
                Call::ListApiKeys | Call::ListSubAccounts | Call::ListAccessKeys
            ),
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
