//! Reminding: one digest a day, which tells nothing that a stranger may not see.

use jiff::civil::date;
use jiff::{ToSpan as _, Zoned};

use super::fake::*;
use crate::desktop::Desktop as _;
use crate::model::*;
use crate::notice::NoticeAnswer;
use crate::service::KeyService;

const NAME: &str = "payroll export";
const REMOTE: &str = "5a1e0000-1111-4222-8333-444455556666";

fn now() -> Zoned {
    let zone = jiff::tz::TimeZone::get("Asia/Seoul").unwrap();
    date(2026, 11, 22).at(10, 0, 0, 0).to_zoned(zone).unwrap()
}

/// A world with two keys that end in three days, one that was to be replaced yesterday, and one that is far away.
async fn world() -> (World, std::sync::Arc<KeyService>) {
    let world = World::new(&SPEC);
    let service = world.service();
    world.connected(&service).await;
    let ends = |days: i32| Expiry::At {
        at: now().checked_add(days.days()).unwrap().timestamp(),
    };
    world.cloud.with(|cloud| {
        for (id, name, expires) in [
            (REMOTE, NAME, ends(3)),
            ("b-remote-id", "", ends(3)),
            ("c-remote-id", "c", Expiry::Never),
            ("d-remote-id", "d", ends(90)),
        ] {
            let mut key = remote(id, name);
            key.expires = expires;
            cloud.keys.push(key);
        }
    });
    service
        .refresh_keys(RefreshKeys { account: None })
        .await
        .unwrap();
    let marks = Marks {
        replace_by: Some(date(2026, 11, 21)),
        ..Marks::default()
    };
    let key = key(&service, "c-remote-id").await;
    service.mark_key(MarkKey { key, marks }).await.unwrap();
    (world, service)
}

async fn key(service: &KeyService, remote_id: &str) -> KeyId {
    let keys = service.list_keys().await.unwrap().keys;
    keys.iter().find(|k| k.remote_id == remote_id).unwrap().id
}

#[tokio::test]
async fn a_digest_is_shown_once_a_day_and_not_again_after_a_restart() {
    let (world, service) = world().await;
    let next = service.remind_at(&now()).await.unwrap().unwrap();
    assert!(next.date() > now().date());
    for hours in [0, 1, 13] {
        let later = now().checked_add(hours.hours()).unwrap();
        service.remind_at(&later).await.unwrap();
    }
    drop(service);
    let service = world.service();
    service.remind_at(&now()).await.unwrap();
    assert_eq!(world.desktop.notices.lock().unwrap().len(), 1);
    service.remind_at(&next).await.unwrap();
    assert_eq!(world.desktop.notices.lock().unwrap().len(), 2);
}

#[tokio::test]
async fn a_digest_tells_how_many_and_where_but_no_name_id_or_secret() {
    let (world, service) = world().await;
    service.remind_at(&now()).await.unwrap();
    let notice = world.desktop.notices.lock().unwrap()[0].clone();
    assert!(notice.title.contains("3개"), "{notice:?}");
    assert!(notice.body.contains("ClickHouse Cloud 3개"), "{notice:?}");
    assert!(notice.body.contains("11월 25일"), "{notice:?}");
    let said = format!("{notice:?}");
    for key in service.list_keys().await.unwrap().keys {
        let id = key.id.to_string();
        for text in [&key.name, &key.remote_id, &id] {
            assert!(
                text.len() < 2 || !said.contains(text.as_str()),
                "{text}: {said}"
            );
        }
    }
}

#[tokio::test]
async fn a_locked_app_tells_how_many_and_no_more_and_goes_to_the_key_once_it_is_open() {
    let (world, service) = world().await;
    let settings = Settings {
        account_unlocks: true,
        language: Language::En,
        ..Settings::default()
    };
    service.save_settings(settings).await.unwrap();
    service.lock_app().await.unwrap();
    service.remind_at(&now()).await.unwrap();
    let notice = world.desktop.notices.lock().unwrap()[0].clone();
    assert_eq!(notice.title, "3 keys are due for replacement");
    assert!(!notice.body.contains("ClickHouse"), "{notice:?}");
    assert!(service.answer_notice(NoticeAnswer::Rotate).await.unwrap());
    assert_eq!(service.app_state().await.unwrap().asked, None);
    let proof = Prove {
        passphrase: None,
        recovery: false,
    };
    service.unlock_app(proof).await.unwrap();
    let asked = service.app_state().await.unwrap().asked.unwrap();
    assert_eq!(asked.key, Some(key(&service, "c-remote-id").await));
    assert!(service.answer_notice(NoticeAnswer::Open).await.unwrap());
    let again = service.app_state().await.unwrap().asked.unwrap();
    assert!(again.number > asked.number && again.key.is_none());
}

#[tokio::test]
async fn later_puts_off_what_was_told_and_leaves_the_window_closed() {
    let (world, service) = world().await;
    // The answer goes by this computer's own clock.
    let today = Zoned::now();
    let marks = Marks {
        replace_by: Some(today.date()),
        ..Marks::default()
    };
    let key = key(&service, "d-remote-id").await;
    service.mark_key(MarkKey { key, marks }).await.unwrap();
    let noon = today.with().hour(12).build().unwrap();
    service.remind_at(&noon).await.unwrap();
    assert_eq!(world.desktop.notices.lock().unwrap().len(), 1);
    assert!(!service.answer_notice(NoticeAnswer::Later).await.unwrap());
    let tomorrow = today.date().tomorrow().unwrap();
    let put_off = async || {
        let all = service.list_deadlines().await.unwrap();
        all.iter().find(|one| one.key == key).unwrap().snoozed_until
    };
    assert_eq!(put_off().await, Some(tomorrow));
    let ask = |length| SnoozeKeys {
        keys: vec![key],
        length,
    };
    service
        .snooze_keys(ask(Some(SnoozeFor::Week)))
        .await
        .unwrap();
    assert_eq!(put_off().await, today.date().checked_add(7.days()).ok());
    service.snooze_keys(ask(None)).await.unwrap();
    assert_eq!(put_off().await, None);
}

#[tokio::test]
async fn nothing_is_shown_where_it_is_not_wanted_or_seen_already() {
    let (world, service) = world().await;
    let shown = || world.desktop.notices.lock().unwrap().len();
    let front = |on| {
        world
            .desktop
            .in_front
            .store(on, std::sync::atomic::Ordering::SeqCst)
    };
    front(true);
    let again = service.remind_at(&now()).await.unwrap().unwrap();
    assert!(again.date() == now().date(), "it is tried again today");
    front(false);
    let off = Settings {
        remind: false,
        ..Settings::default()
    };
    service.save_settings(off).await.unwrap();
    assert_eq!(service.remind_at(&now()).await.unwrap(), None);
    assert_eq!(shown(), 0);
    service.save_settings(Settings::default()).await.unwrap();
    service.remind_at(&now()).await.unwrap();
    assert_eq!(shown(), 1);
}

#[tokio::test]
async fn a_digest_that_the_system_does_not_show_is_not_over() {
    let (world, service) = world().await;
    let mute = &world.desktop.shows_no_notices;
    mute.store(true, std::sync::atomic::Ordering::SeqCst);
    let again = service.remind_at(&now()).await.unwrap().unwrap();
    assert!(again > now() && again.date() == now().date());
    mute.store(false, std::sync::atomic::Ordering::SeqCst);
    service.remind_at(&again).await.unwrap();
    assert_eq!(world.desktop.notices.lock().unwrap().len(), 1);
}

#[tokio::test]
async fn the_service_reminds_by_itself_as_soon_as_a_key_is_due() {
    let world = World::new(&SPEC);
    let service = world.service();
    world.connected(&service).await;
    let running = service.clone();
    let running = tokio::spawn(async move { running.remind(now).await });
    let mut key = remote(REMOTE, NAME);
    key.expires = Expiry::At {
        at: now().checked_add(3.days()).unwrap().timestamp(),
    };
    world.cloud.with(|cloud| cloud.keys.push(key));
    let all = RefreshKeys { account: None };
    service.refresh_keys(all).await.unwrap();
    while world.desktop.notices.lock().unwrap().is_empty() {
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    running.abort();
}

#[tokio::test]
async fn the_calendar_has_every_date_and_no_whole_id() {
    let (_world, service) = world().await;
    let (text, count) = service.calendar_at(&now()).await.unwrap();
    assert_eq!(count, 4);
    assert_eq!(text.matches("BEGIN:VEVENT").count(), 4);
    let text = text.replace("\r\n ", "");
    assert!(text.contains(NAME), "{text}");
    for id in [REMOTE, "b-remote-id"] {
        assert!(!text.contains(id), "{text}");
    }
    assert!(text.contains("…e-id"), "{text}");
}

#[tokio::test]
async fn starting_with_the_computer_is_as_the_system_has_it() {
    let world = World::new(&SPEC);
    let service = world.service();
    let on = Settings {
        autostart: true,
        ..Settings::default()
    };
    let refused = service.save_settings(on.clone()).await.unwrap_err();
    assert_eq!(refused.code, crate::ErrorCode::AutostartFailed);
    assert!(!service.app_state().await.unwrap().settings.autostart);
    *world.desktop.autostart.lock().unwrap() = Some(false);
    service.save_settings(on).await.unwrap();
    assert!(world.desktop.starts_with_computer());
    service.background().await.unwrap();
    assert!(service.app_state().await.unwrap().settings.autostart);
    // Taken out by the system's own settings.
    *world.desktop.autostart.lock().unwrap() = Some(false);
    service.background().await.unwrap();
    assert!(!service.app_state().await.unwrap().settings.autostart);
}

#[tokio::test]
async fn where_the_window_went_is_said_once() {
    let world = World::new(&SPEC);
    let service = world.service();
    world
        .desktop
        .shows_no_notices
        .store(true, std::sync::atomic::Ordering::SeqCst);
    assert!(!service.tell_of_tray().await.unwrap());
    world
        .desktop
        .shows_no_notices
        .store(false, std::sync::atomic::Ordering::SeqCst);
    assert!(service.tell_of_tray().await.unwrap());
    drop(service);
    assert!(!world.service().tell_of_tray().await.unwrap());
    assert_eq!(world.desktop.notices.lock().unwrap().len(), 1);
}
