//! LocalAuthentication, as a way to ask the person in front for a finger or the password of their account.

use std::time::Duration;

use robius_authentication::{AndroidText, Context, Error, PolicyBuilder, Text, WindowsText};
use tokio::sync::mpsc;

use super::{clock, question};
use crate::error::{ErrorCode, Result};
use crate::model::{LockReason, NoAccountProof};

/// How long a person may take over the answer.
const PROMPT: Duration = Duration::from_secs(120);

/// Whether [`follow`] hears of the screen's lock and of another person taking over.
pub const FOLLOWS_SCREEN: bool = false;

/// What the session is asked through: nothing but the system.
#[derive(Clone, Copy, Debug, Default)]
pub struct Session {}

/// Why macOS cannot ask; `None` when it can. An account always has something to ask for, and where that is switched
/// off [`prove_account`] says so.
pub async fn no_account_proof(_: &Session) -> Option<NoAccountProof> {
    None
}

/// Has macOS ask the person in front for a finger, a paired watch or the password of their account.
///
/// # Errors
/// [`ErrorCode::ProofRefused`] when the answer was not given, [`ErrorCode::ProofMissing`] when nothing can ask.
pub async fn prove_account(_: &Session) -> Result<()> {
    let (answer, mut answers) = mpsc::channel(1);
    ask(move |proof| {
        // Nobody waits any longer: the time is over.
        let _ = answer.try_send(proof);
    })?;
    match tokio::time::timeout(PROMPT, answers.recv()).await {
        Ok(Some(proof)) => proof,
        Ok(None) | Err(_) => Err(ErrorCode::ProofRefused.into()),
    }
}

/// Shows the question, and has `tell` hear the answer.
fn ask(tell: impl Fn(Result<()>) + Send + 'static) -> Result<()> {
    let policy = PolicyBuilder::new()
        .build()
        .ok_or(ErrorCode::ProofMissing)?;
    let text = Text {
        apple: words(),
        android: AndroidText {
            title: "",
            subtitle: None,
            description: None,
        },
        windows: WindowsText::new_truncated("", ""),
    };
    Context::new(())
        .authenticate(text, &policy, move |answer| {
            tell(answer.map_err(|error| code(&error).into()));
        })
        .map_err(|error| code(&error).into())
}

const fn code(error: &Error) -> ErrorCode {
    match error {
        Error::Unavailable | Error::PasscodeNotSet | Error::NotInteractive => {
            ErrorCode::ProofMissing
        }
        _ => ErrorCode::ProofRefused,
    }
}

/// Goes on from "Keywright is trying to".
fn words() -> &'static str {
    question::in_system_language("본인 확인", "make sure that it is you")
}

/// Calls `lock` when the computer has slept. Never comes back.
pub async fn follow<Work: Future<Output = ()>>(_: &Session, lock: impl Fn(LockReason) -> Work) {
    clock::follow(lock).await;
}
