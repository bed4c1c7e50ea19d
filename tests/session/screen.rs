//! The lock of the screen.

use std::time::Duration;

use anyhow::{Context as _, Result};
use keywright_core::model::LockReason;
use keywright_core::session::Buses;

use super::{bus, followed, nowhere, service};

#[tokio::test]
async fn app_locks_with_the_screen_of_every_desktop() -> Result<()> {
    for desktop in ["org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver"] {
        let bus = bus()?;
        let saver = service(&bus, desktop).await?;
        let (mut reasons, following) = followed(Buses {
            session: Some(bus.bus_address().to_owned()),
            system: nowhere(),
        });
        let tell = async |interface: &str, active: bool| {
            let (path, signal) = ("/org/freedesktop/ScreenSaver", "ActiveChanged");
            saver
                .emit_signal(None::<&str>, path, interface, signal, &active)
                .await
        };
        // Unlocking is no reason, and neither is what another interface calls the same.
        let why = loop {
            tell(desktop, false).await?;
            tell("org.example.Other", true).await?;
            let soon = Duration::from_millis(50);
            assert!(tokio::time::timeout(soon, reasons.recv()).await.is_err());
            // The follower may not listen yet when it is told first.
            tell(desktop, true).await?;
            if let Ok(why) = tokio::time::timeout(soon, reasons.recv()).await {
                break why.context("the follower ended")?;
            }
        };
        assert_eq!(why, LockReason::Screen);
        following.abort();
    }
    Ok(())
}

#[tokio::test]
async fn without_buses_nothing_is_followed() -> Result<()> {
    let (mut reasons, following) = followed(Buses {
        session: nowhere(),
        system: nowhere(),
    });
    following.await?;
    assert_eq!(reasons.recv().await, None);
    Ok(())
}
