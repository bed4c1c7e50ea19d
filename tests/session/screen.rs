//! The lock of the screen.

use std::time::Duration;

use anyhow::Result;
use keywright_core::model::LockReason;
use keywright_core::session::Buses;

use super::{bus, followed, nowhere, service, soon};

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
        // The follower may not listen yet when it is told first.
        let mut told = 0;
        let listens = async {
            loop {
                tell(desktop, true).await?;
                told += 1;
                let answer = tokio::time::timeout(Duration::from_millis(50), reasons.recv());
                if let Ok(why) = answer.await {
                    return anyhow::Ok(why);
                }
            }
        };
        assert_eq!(soon("a reason", listens).await??, Some(LockReason::Screen));
        // Unlocking is no reason, and neither is what another interface calls the same: with them there would be more
        // reasons than locks, however many of the first were heard.
        for _ in 0..=told {
            tell(desktop, false).await?;
            tell("org.example.Other", true).await?;
        }
        tell(desktop, true).await?;
        told += 1;
        let mut heard = 1;
        let quiet = Duration::from_millis(200);
        while let Ok(why) = tokio::time::timeout(quiet, reasons.recv()).await {
            assert_eq!(why, Some(LockReason::Screen));
            heard += 1;
        }
        assert!(heard <= told, "{heard} reasons, {told} locks");
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
    soon("the end", following).await??;
    assert_eq!(reasons.recv().await, None);
    Ok(())
}
