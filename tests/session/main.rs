//! What the computer tells of the person in front, from made-up services on a bus of each test's own.

#![expect(
    clippy::unwrap_used,
    reason = "what tests share may stop at the first surprise, as tests do"
)]

mod account;
mod background;
mod login;
mod screen;

use std::time::Duration;

use anyhow::{Context as _, Result};
use keywright_core::model::LockReason;
use keywright_core::session::{Buses, follow};
use keywright_tests::{PATIENCE, Session};
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};
use tokio::task::JoinHandle;
use zbus::Connection;
use zbus::connection::Builder;

/// A bus that offers nothing by itself, used in place of the session's or the system's.
fn bus() -> Result<Session> {
    Session::without_keyring()
}

/// Waits no longer than a test may take.
async fn soon<T>(what: &str, work: impl Future<Output = T>) -> Result<T> {
    let waited = tokio::time::timeout(PATIENCE, work).await;
    waited.with_context(|| format!("waited {PATIENCE:?} in vain for {what}"))
}

/// A connection for a made-up service, once whoever had the name before it is gone.
async fn service(bus: &Session, name: &str) -> Result<Connection> {
    let connection = Builder::address(bus.bus_address())?.build().await?;
    let alone = zbus::fdo::RequestNameFlags::DoNotQueue.into();
    let named = async {
        while let Err(error) = connection.request_name_with_flags(name, alone).await {
            anyhow::ensure!(matches!(error, zbus::Error::NameTaken), "{error}");
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        Ok(())
    };
    soon("the name", named).await??;
    Ok(connection)
}

/// Follows these buses; the reasons to lock come in here.
fn followed(buses: Buses) -> (UnboundedReceiver<LockReason>, JoinHandle<()>) {
    let (send, reasons) = unbounded_channel();
    let following = tokio::spawn(async move {
        follow(&buses, |why| {
            let send = send.clone();
            async move {
                // The test may be over.
                let _ = send.send(why);
            }
        })
        .await;
    });
    (reasons, following)
}

/// An address where nobody listens.
fn nowhere() -> Option<String> {
    Some("unix:path=/nonexistent/bus".to_owned())
}
