//! Trouble on demand: what can go wrong between a client and the service, switched on by tests and lessons.

use std::time::Duration;

use super::refusal::ErrorShape;
use super::route::{Call, Platform};
use super::s3::S3Signature;
use super::zones::ApiVersion;
use crate::lesson::LessonTrouble;
use crate::trouble::{self, Effect, Peeled};

/// Something that goes wrong until it is cleared. Narrow it with [`Trouble::only`], [`Trouble::times`] and
/// [`Trouble::once`]: `Trouble::CutMidAnswer.only(Call::CreateToken).once()`.
#[derive(Clone, Debug, PartialEq)]
pub enum Trouble {
    /// Nothing is wrong.
    None,
    /// The line is cut before the service reads the request: nothing happens.
    CutBefore,
    /// The call is carried out, and the line is cut in the middle of the answer's body.
    CutMidAnswer,
    /// The call is carried out at once, and the answer comes late, or when troubles are switched.
    Slow(Duration),
    /// 429; nothing happens.
    Throttled {
        /// Seconds in `Retry-After`, if it is there.
        retry_after: Option<u64>,
    },
    /// This status in the platform's words, instead of carrying out the call: 430 and 530 to 537 on the G platform too.
    ServerError(u16),
    /// Status 200 around an error with status 500; nothing happens. The list of networks has `httpStatus` 500.
    ErrorInside200,
    /// A proxy answers 403 with an HTML page; nothing reaches the service.
    Proxy,
    /// 307 to `/elsewhere` on the same address, as a sign-in portal does. A client that follows shows in the ledger.
    Redirect,
    /// 503 with `Retry-After` and plain text; nothing happens.
    Maintenance,
    /// The call is carried out, and the answer is status 200 with an HTML page.
    NotJson,
    /// The call is carried out, and the answer comes after 256 MiB of blanks.
    HugeBody,
    /// The service's clock is this many seconds ahead of ours, behind if negative.
    ClockSkew(i64),
    /// Refusals have this shape.
    ErrorShape(ErrorShape),
    /// The field of that name is missing everywhere in answers: `expires_at` makes a token without a known end.
    LeaveOut(String),
    /// The field of that name is null everywhere in answers.
    MakeNull(String),
    /// Answers have fields nobody has heard of, below the one key at the top on the G platform.
    NewerEdition,
    /// Booleans and numbers come as text.
    EverythingText,
    /// Answers of the G platform are under `listZonesResponse` instead of `listzonesresponse`.
    KeyInCommandCase,
    /// JSON of the G platform comes as `text/javascript`.
    TextJavascript,
    /// The G platform answers in XML even where JSON is asked for.
    XmlAlways,
    /// One version of the G platform's API refuses the key with 401; the other takes it.
    RefusedBy(ApiVersion),
    /// The login to Object Storage 1.0 answers 204 instead of 200.
    StorageLogin204,
    /// The login to Object Storage 1.0 gives this address for the account instead of its own.
    StorageUrl(String),
    /// The S3 storage takes signatures of this version only, instead of both.
    S3Takes(S3Signature),
    /// The S3 storage is in this region instead of `us-east-1`, which version 4 signs.
    S3Region(String),
    /// The S3 storage says of an unknown access key that it is unknown, instead of refusing its signature.
    UnknownKeysTold,
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

    pub(super) fn shape(&self) -> Option<ErrorShape> {
        match self {
            Trouble::ErrorShape(shape) => Some(*shape),
            _ => None,
        }
    }

    pub(super) fn storage_url(&self) -> Option<&str> {
        match self {
            Trouble::StorageUrl(url) => Some(url),
            _ => None,
        }
    }

    pub(super) fn s3_signature(&self) -> Option<S3Signature> {
        match self {
            Trouble::S3Takes(signature) => Some(*signature),
            _ => None,
        }
    }

    pub(super) fn s3_region(&self) -> Option<&str> {
        match self {
            Trouble::S3Region(region) => Some(region),
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
            Trouble::KeyInCommandCase
            | Trouble::TextJavascript
            | Trouble::XmlAlways
            | Trouble::RefusedBy(_) => call.platform() == Platform::CloudStack,
            Trouble::StorageLogin204 | Trouble::StorageUrl(_) => call == Call::LogInToStorage,
            Trouble::S3Takes(_) | Trouble::S3Region(_) | Trouble::UnknownKeysTold => {
                call == Call::ListBuckets
            }
            _ => true,
        }
    }

    fn effect(&self) -> Option<Effect<'_>> {
        Some(match self {
            Trouble::CutBefore => Effect::CutBefore,
            Trouble::CutMidAnswer => Effect::CutMidAnswer,
            Trouble::HugeBody => Effect::HugeBody,
            Trouble::Slow(delay) => Effect::Late(*delay),
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
            LessonTrouble::Slow => Trouble::Slow(LessonTrouble::DELAY),
            // Without a time to come back: a lesson is not to be waited for.
            LessonTrouble::Maintenance => Trouble::ServerError(503),
            // No key is made through this cloud's API.
            LessonTrouble::CutAfterCreate | LessonTrouble::QuotaFull => return None,
        })
    }
}
