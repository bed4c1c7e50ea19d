//! polkit, as a way to ask the person in front for the password of their account. Its action comes with the package
//! (`src-tauri/linux`).

use std::collections::HashMap;
use std::time::Duration;

use zbus::zvariant::Value;
use zbus::{Connection, Proxy};

use super::Buses;
use crate::error::{ErrorCode, Result};
use crate::model::NoAccountProof;

/// What polkit is asked about; the package's policy file declares it.
pub const ACTION: &str = "app.keywright.desktop.unlock";

/// How long polkit may take to say what it knows. A bus starts it on demand.
const PATIENCE: Duration = Duration::from_secs(5);

/// How long a person may take over the password.
const PROMPT: Duration = Duration::from_secs(120);

/// How a bus says that a service did not answer, or did not start, in time.
const LATE: [&str; 3] = [
    "org.freedesktop.DBus.Error.NoReply",
    "org.freedesktop.DBus.Error.TimedOut",
    "org.freedesktop.DBus.Error.Timeout",
];

/// `AllowUserInteraction` of `CheckAuthorization`.
const MAY_ASK: u32 = 1;

/// An entry of `EnumerateActions`; the first is its id.
type Action = (
    String,
    String,
    String,
    String,
    String,
    String,
    u32,
    u32,
    u32,
    HashMap<String, String>,
);

async fn polkit(bus: &Connection) -> zbus::Result<Proxy<'static>> {
    Proxy::new(
        bus,
        "org.freedesktop.PolicyKit1",
        "/org/freedesktop/PolicyKit1/Authority",
        "org.freedesktop.PolicyKit1.Authority",
    )
    .await
}

/// Why polkit cannot ask for the account's password; `None` when it can, and when it takes its time: what is slow may
/// be there, and must not be taken for something that opens nothing.
pub async fn no_account_proof(buses: &Buses) -> Option<NoAccountProof> {
    no_proof_within(buses, PATIENCE).await
}

async fn no_proof_within(buses: &Buses, patience: Duration) -> Option<NoAccountProof> {
    let known = async {
        let polkit = polkit(&buses.system().await?).await?;
        let actions: Vec<Action> = polkit.call("EnumerateActions", &"").await?;
        zbus::Result::Ok(actions.iter().any(|action| action.0 == ACTION))
    };
    match tokio::time::timeout(patience, known).await {
        Ok(Ok(false)) => Some(NoAccountProof::NotInstalled),
        Ok(Err(error)) if !is_late(&error) => Some(NoAccountProof::NoService),
        Ok(Ok(true) | Err(_)) | Err(_) => None,
    }
}

/// Whether an error only says that no answer came in time.
fn is_late(error: &zbus::Error) -> bool {
    match error {
        zbus::Error::InputOutput(error) => error.kind() == std::io::ErrorKind::TimedOut,
        zbus::Error::MethodError(name, ..) => LATE.contains(&name.as_str()),
        _ => false,
    }
}

/// Has polkit ask the person in front for the password of their account.
///
/// # Errors
/// [`ErrorCode::ProofRefused`] when it was not given, or polkit asks nobody in a session like this;
/// [`ErrorCode::ProofUnasked`] when no agent runs that would ask; [`ErrorCode::ProofMissing`] when polkit does not run
/// or does not know the app.
pub async fn prove_account(buses: &Buses) -> Result<()> {
    // Texts of D-Bus go no further.
    match tokio::time::timeout(PROMPT, check(buses)).await {
        Ok(Ok(Answer::Yes)) => Ok(()),
        Ok(Ok(Answer::No)) | Err(_) => Err(ErrorCode::ProofRefused.into()),
        Ok(Ok(Answer::Unasked)) => Err(ErrorCode::ProofUnasked.into()),
        Ok(Err(_)) => Err(ErrorCode::ProofMissing.into()),
    }
}

/// What polkit answers.
enum Answer {
    Yes,
    No,
    /// It would have asked, and found nobody to do so.
    Unasked,
}

async fn check(buses: &Buses) -> zbus::Result<Answer> {
    let bus = buses.system().await?;
    let polkit = polkit(&bus).await?;
    // By its name on the bus: a process id could be somebody else's by the time polkit looks.
    let name = bus.unique_name().map_or("", |name| name.as_str());
    let subject = (
        "system-bus-name",
        HashMap::from([("name", Value::from(name))]),
    );
    let details = HashMap::<&str, &str>::new();
    // When this connection goes, polkit takes its question away.
    let (authorized, challenge, _): (bool, bool, HashMap<String, String>) = polkit
        .call(
            "CheckAuthorization",
            &(subject, ACTION, details, MAY_ASK, ""),
        )
        .await?;
    Ok(match (authorized, challenge) {
        (true, _) => Answer::Yes,
        (false, false) => Answer::No,
        (false, true) => Answer::Unasked,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_service_that_takes_its_time_is_not_one_that_is_not_there() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("bus");
        let buses = Buses {
            session: None,
            system: Some(format!("unix:path={}", path.display())),
        };
        let soon = Duration::from_millis(100);
        let nobody = no_proof_within(&buses, Duration::from_secs(20)).await;
        assert_eq!(nobody, Some(NoAccountProof::NoService));
        // It takes a connection and says nothing.
        let _silent = tokio::net::UnixListener::bind(&path).unwrap();
        assert_eq!(no_proof_within(&buses, soon).await, None);
    }
}
