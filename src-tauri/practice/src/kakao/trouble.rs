//! Trouble on demand: what can go wrong between a client and the service, switched on by tests and lessons.

use std::time::Duration;

use super::S3KeyApi;
use super::route::Call;
use crate::lesson::LessonTrouble;
use crate::trouble::{self, Effect, Peeled};

/// Something that goes wrong until it is cleared. Narrow it with [`Trouble::only`], [`Trouble::times`] and
/// [`Trouble::once`]: `Trouble::CutMidAnswer.only(Call::CreateS3Key).once()`.
///
/// "Something is made" means a new IAM or S3 access key.
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
        /// Seconds in `Retry-After`, if it is there.
        retry_after: Option<u64>,
    },
    /// This status without a body, as a gateway gives it, instead of carrying out the call.
    ServerError(u16),
    /// This status with an HTML page of a gateway, instead of carrying out the call.
    GatewayPage(u16),
    /// Something is made, and the answer is this status without a body. Refusals are answered.
    ServerErrorAfterCreate(u16),
    /// The call is not there: 404 with an HTML page, 405 with `{"message"}`, any other status without a body.
    NotOffered(u16),
    /// There are as many IAM and S3 access keys as there may be.
    QuotaFull,
    /// A proxy answers 403 with an HTML page; nothing reaches the service.
    Proxy,
    /// 307 to `/elsewhere` on the same address, as a sign-in portal does. A client that follows shows in the ledger.
    Redirect,
    /// 503 with `Retry-After` and plain text; nothing happens.
    Maintenance,
    /// Something is made, and the answer has none of its secrets.
    NoSecretInAnswer,
    /// A token is issued, and the answer does not have it.
    NoTokenInAnswer,
    /// Status 200 around an error body; nothing happens.
    ErrorInside200,
    /// The call is carried out, and the answer is status 200 with an HTML page.
    NotJson,
    /// The call is carried out, and the answer comes after 256 MiB of blanks.
    HugeBody,
    /// The service's clock is this many seconds ahead of ours, behind if negative.
    ClockSkew(i64),
    /// The `code` of errors is text, as it is in other services of this cloud.
    CodeAsText,
    /// What the token of an IAM access key may do with S3 access keys.
    S3KeyApi(S3KeyApi),
    /// S3 access keys are listed and shown without their secret.
    S3SecretsHidden,
    /// The user has no role in object storage: 403 `AccessDenied`.
    NoStorageRole,
    /// Lists do not show what was made since this trouble was switched on.
    StaleList,
    /// Keys made meanwhile are not recognised the first so many times they are used.
    NewKeysSleep(u32),
    /// The field of that name is missing everywhere in answers.
    LeaveOut(String),
    /// The field of that name is null everywhere in answers.
    MakeNull(String),
    /// Answers have fields nobody has heard of.
    NewerEdition,
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

    pub(super) fn s3_key_api(&self) -> Option<S3KeyApi> {
        match self {
            Trouble::S3KeyApi(api) => Some(*api),
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
            | Trouble::QuotaFull
            | Trouble::NewKeysSleep(_) => call.asks_for_key(),
            Trouble::NoTokenInAnswer => call == Call::IssueToken,
            Trouble::S3KeyApi(_) => call.is_of_s3_keys(),
            Trouble::S3SecretsHidden => matches!(call, Call::ListS3Keys | Call::ReadS3Key),
            Trouble::NoStorageRole => call == Call::ListBuckets,
            Trouble::StaleList => matches!(call, Call::ListIamKeys | Call::ListS3Keys),
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
            LessonTrouble::Slow => Trouble::Slow(LessonTrouble::DELAY),
            // Without a time to come back: a lesson is not to be waited for.
            LessonTrouble::Maintenance => Trouble::ServerError(503),
            // What this cloud answers at its limit is not documented: below it, nobody could tell that it is one. The
            // limit itself is two keys, and soon met.
            LessonTrouble::QuotaFull => return None,
        })
    }
}
