//! The session as D-Bus services tell of it. A service that is not there is no fault.

mod account;
mod watch;

pub use account::{ACTION, no_account_proof, prove_account};
pub use watch::follow;

/// Whether [`follow`] hears of the screen's lock and of another person taking over.
pub const FOLLOWS_SCREEN: bool = true;

/// The two buses of a session.
#[derive(Clone, Debug, Default)]
pub struct Buses {
    /// Address of the session's bus; `None`: as the environment says.
    pub session: Option<String>,
    /// Address of the system's bus; `None`: as the environment says.
    pub system: Option<String>,
}

/// What the session is asked through.
pub type Session = Buses;

impl Buses {
    /// A connection to the session's bus.
    pub(crate) async fn session(&self) -> zbus::Result<zbus::Connection> {
        match &self.session {
            Some(address) => zbus::connection::Builder::address(address.as_str())?,
            None => zbus::connection::Builder::session()?,
        }
        .build()
        .await
    }

    async fn system(&self) -> zbus::Result<zbus::Connection> {
        match &self.system {
            Some(address) => zbus::connection::Builder::address(address.as_str())?,
            None => zbus::connection::Builder::system()?,
        }
        .build()
        .await
    }
}
