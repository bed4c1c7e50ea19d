//! Notices, and the tray that comes and goes.

use std::sync::{Arc, Mutex};

use anyhow::Result;
use keywright_core::background::{Notices, follow_tray, has_tray, shows_notices};
use keywright_core::model::ProviderId;
use keywright_core::notice::{Counts, Notice, NoticeAnswer, Tongue};
use keywright_core::session::Buses;
use keywright_tests::{NoticeServer, Watcher};
use keywright_tests::{Session, until};
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};

use super::{bus, nowhere, soon};

fn buses(session: &Session) -> Buses {
    Buses {
        session: Some(session.bus_address().to_owned()),
        system: nowhere(),
    }
}

fn digest() -> Notice {
    let counts = Counts {
        ending: 2,
        ended: 0,
        replace: 0,
        clouds: vec![(ProviderId::Naver, 2)],
        first: None,
    };
    Tongue::En.digest(&counts, false)
}

/// Shows a notice; what is answered comes in here.
async fn show(
    notices: &Notices,
    buses: &Buses,
    notice: &Notice,
) -> (bool, UnboundedReceiver<NoticeAnswer>) {
    let (send, answers) = unbounded_channel();
    let shown = notices
        .show(buses, notice, move |answer| {
            // The test may be over.
            let _ = send.send(answer);
        })
        .await;
    (shown, answers)
}

#[tokio::test]
async fn a_notice_has_its_words_and_buttons_and_its_answer_comes_back() -> Result<()> {
    let bus = bus()?;
    let server = NoticeServer::start(bus.bus_address(), &["body", "actions"]).await?;
    let buses = buses(&bus);
    assert!(shows_notices(&buses).await);
    let notices = Notices::default();
    for (word, answer) in [
        ("default", NoticeAnswer::Open),
        ("rotate", NoticeAnswer::Rotate),
        ("later", NoticeAnswer::Later),
    ] {
        let (shown, mut answers) = show(&notices, &buses, &digest()).await;
        assert!(shown);
        let last = server.shown().pop().unwrap();
        assert_eq!(last.title, "2 keys expire soon");
        assert_eq!(last.body, "2 in Naver Cloud");
        let labels = ["Open", "Rotate now", "Remind me tomorrow"];
        let words = ["default", "rotate", "later"];
        let expected: Vec<_> = words
            .iter()
            .zip(labels)
            .flat_map(|(w, l)| [*w, l])
            .collect();
        assert_eq!(last.actions, expected);
        // What belongs to another notice, or is no answer of ours, is not heard.
        server.choose(last.id + 1, word).await?;
        server.choose(last.id, "something").await?;
        server.choose(last.id, word).await?;
        assert_eq!(soon("an answer", answers.recv()).await?, Some(answer));
        assert_eq!(soon("the end", answers.recv()).await?, None);
    }
    // One at a time: each took the place of the one before.
    let replaced: Vec<_> = server.shown().iter().map(|shown| shown.replaces).collect();
    assert_eq!(replaced, [0, 1, 1]);
    Ok(())
}

#[tokio::test]
async fn a_notice_that_is_closed_is_not_listened_to_any_more() -> Result<()> {
    let bus = bus()?;
    let server = NoticeServer::start(bus.bus_address(), &["actions"]).await?;
    let (_, mut answers) = show(&Notices::default(), &buses(&bus), &digest()).await;
    server.close(1).await?;
    assert_eq!(soon("the end", answers.recv()).await?, None);
    Ok(())
}

#[tokio::test]
async fn a_server_without_buttons_gets_none_and_markup_is_not_made_by_accident() -> Result<()> {
    let bus = bus()?;
    let server = NoticeServer::start(bus.bus_address(), &["body", "body-markup"]).await?;
    let notice = Notice {
        body: "a < b & c".to_owned(),
        ..digest()
    };
    assert!(show(&Notices::default(), &buses(&bus), &notice).await.0);
    let shown = server.shown().remove(0);
    assert_eq!(shown.actions, Vec::<String>::new());
    assert_eq!(shown.body, "a &lt; b &amp; c");
    Ok(())
}

#[tokio::test]
async fn without_a_server_nothing_is_shown_and_it_is_said() -> Result<()> {
    let bus = bus()?;
    for buses in [
        buses(&bus),
        Buses {
            session: nowhere(),
            system: nowhere(),
        },
    ] {
        assert!(!shows_notices(&buses).await);
        assert!(!show(&Notices::default(), &buses, &digest()).await.0);
        assert!(!has_tray(&buses).await);
    }
    Ok(())
}

#[tokio::test]
async fn the_tray_is_followed_as_it_comes_and_goes() -> Result<()> {
    let bus = bus()?;
    let buses = buses(&bus);
    let told = Arc::new(Mutex::new(Vec::new()));
    let (known, heard) = (buses.clone(), Arc::clone(&told));
    let following = tokio::spawn(async move {
        follow_tray(&known, |there| heard.lock().unwrap().push(there)).await;
    });
    let expect = async |all: &[bool]| {
        let (told, all) = (Arc::clone(&told), all.to_vec());
        let seen = tokio::task::spawn_blocking(move || {
            until("the news", || {
                Ok((*told.lock().unwrap() == all).then_some(()))
            })
        });
        seen.await?
    };
    expect(&[false]).await?;
    let watcher = Watcher::start(bus.bus_address()).await?;
    expect(&[false, true]).await?;
    assert!(has_tray(&buses).await);
    // The watcher stays, and what shows the icons goes.
    watcher.set_host(false).await?;
    expect(&[false, true, false]).await?;
    assert!(!has_tray(&buses).await);
    watcher.set_host(true).await?;
    expect(&[false, true, false, true]).await?;
    watcher.stop().await?;
    expect(&[false, true, false, true, false]).await?;
    // With the bus goes everything.
    let _watcher = Watcher::start(bus.bus_address()).await?;
    expect(&[false, true, false, true, false, true]).await?;
    drop(bus);
    soon("the end", following).await??;
    assert_eq!(told.lock().unwrap().last(), Some(&false));
    Ok(())
}
