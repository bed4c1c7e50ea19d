//! Windows Hello, as a way to ask the person in front for the PIN, face or finger that opens their account.

use std::time::Duration;

use windows::Security::Credentials::UI::{
    UserConsentVerificationResult as Answer, UserConsentVerifier,
    UserConsentVerifierAvailability as Availability,
};

use super::{clock, question};
use crate::error::{ErrorCode, Result};
use crate::model::{LockReason, NoAccountProof};

/// How long Windows may take to say what it knows.
const PATIENCE: Duration = Duration::from_secs(5);

/// How long a person may take over the answer.
const PROMPT: Duration = Duration::from_secs(120);

/// Whether [`follow`] hears of the screen's lock and of another person taking over.
pub const FOLLOWS_SCREEN: bool = false;

/// What the session is asked through: nothing but the system.
#[derive(Clone, Copy, Debug, Default)]
pub struct Session {}

/// Why Windows Hello cannot ask; `None` when it can.
pub async fn no_account_proof(_: &Session) -> Option<NoAccountProof> {
    let asked = async { UserConsentVerifier::CheckAvailabilityAsync()?.await };
    match tokio::time::timeout(PATIENCE, asked).await {
        // Busy is over in a moment.
        Ok(Ok(Availability::Available | Availability::DeviceBusy)) => None,
        Ok(Ok(_)) => Some(NoAccountProof::NoHello),
        Ok(Err(_)) => Some(NoAccountProof::System),
        // What is slow opens nothing by itself: it will be asked.
        Err(_) => None,
    }
}

/// Has Windows Hello ask the person in front.
///
/// # Errors
/// [`ErrorCode::ProofRefused`] when the answer was not given, [`ErrorCode::ProofMissing`] when nothing can ask.
pub async fn prove_account(session: &Session) -> Result<()> {
    // Where it is not set up, the question would wait for good.
    if no_account_proof(session).await.is_some() {
        return Err(ErrorCode::ProofMissing.into());
    }
    // With a window of ours as its owner the call would be unsafe; this one finds the window in front.
    let question = UserConsentVerifier::RequestVerificationAsync(&words().into())
        .map_err(|_| ErrorCode::ProofMissing)?;
    let Ok(answer) = tokio::time::timeout(PROMPT, question.clone()).await else {
        // Its window closes; if it does not, the answer is no longer heard.
        let _ = question.Cancel();
        return Err(ErrorCode::ProofRefused.into());
    };
    match answer {
        Ok(Answer::Verified) => Ok(()),
        Ok(Answer::DeviceNotPresent | Answer::NotConfiguredForUser | Answer::DisabledByPolicy)
        | Err(_) => Err(ErrorCode::ProofMissing.into()),
        Ok(_) => Err(ErrorCode::ProofRefused.into()),
    }
}

fn words() -> &'static str {
    question::in_system_language(
        "Keywright를 쓰는 사람이 본인인지 확인해요.",
        "Keywright makes sure that it is you.",
    )
}

/// Calls `lock` when the computer has slept. Never comes back.
pub async fn follow<Work: Future<Output = ()>>(_: &Session, lock: impl Fn(LockReason) -> Work) {
    clock::follow(lock).await;
}
