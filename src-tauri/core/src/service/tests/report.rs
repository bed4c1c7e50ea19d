//! Reports: what stands in them, and that no secret does.

use super::fake::*;
use crate::error::ErrorCode;
use crate::kind::RemoteActivity;
use crate::model::*;

fn ask(format: ReportFormat) -> SaveReport {
    let words = [
        ("title", "키와 활동"),
        ("column.key", "이름"),
        ("op.copy", "복사"),
        ("copy.secret", "비밀값"),
        ("whole", "{since}부터 {lines}줄"),
        ("altered", "{at}에 바뀜"),
    ];
    SaveReport {
        format,
        from: None,
        language: "ko".to_owned(),
        words: words
            .map(|(id, word)| (id.to_owned(), word.to_owned()))
            .into(),
    }
}

#[tokio::test]
async fn report_names_keys_and_activity_and_holds_no_secret() {
    let world = World::new(&LOGGED);
    let service = world.service();
    let account = world.connected(&service).await;
    let name = "=<b>shop</b>";
    let key = service.create_key(new_key(&account, name)).await.unwrap();
    let what = CopyWhat::Secret;
    service
        .copy_key(CopyKey { key: key.id, what })
        .await
        .unwrap();
    world.cloud.with(|cloud| {
        cloud.log.push(RemoteActivity {
            id: "a".to_owned(),
            at: jiff::Timestamp::now(),
            what: CloudAct::Renamed,
            remote_id: None,
            actor_kind: ActorKind::Person,
            actor_id: None,
            actor: Some("@kim".to_owned()),
            address: None,
        });
    });
    let look = CloudActivityOf {
        key: None,
        look: true,
    };
    service.cloud_activity(look).await.unwrap();

    let page = service.save_report(ask(ReportFormat::Page)).await.unwrap();
    let table = service.save_report(ask(ReportFormat::Csv)).await.unwrap();
    assert!(page.name.starts_with("keywright-report-2") && page.name.ends_with(".html"));
    assert!(table.name.starts_with("keywright-activity-2") && table.name.ends_with(".csv"));
    let files = world.desktop.saved.lock().unwrap().clone();
    let [(_, page), (_, csv)] = &files[..] else {
        panic!("two files");
    };
    for text in [page, csv] {
        assert!(!text.contains(SECRET) && !text.contains(&SECRET[..8]));
        assert!(text.contains("복사: 비밀값") && text.contains("@kim"));
    }
    assert!(page.contains("<html lang=\"ko\">") && page.contains("키와 활동"));
    assert!(page.contains("=&lt;b&gt;shop&lt;/b&gt;") && !page.contains("<b>"));
    assert!(page.contains("부터 3줄"), "connected, made, copied");
    assert!(csv.contains("'=<b>shop</b>") && csv.contains("이름"));
    assert!(csv.contains("\"'@kim"));

    // Saving is activity too.
    let all = ListEvents {
        limit: 2,
        ..ListEvents::default()
    };
    let events = service.list_events(all).await.unwrap();
    assert_eq!(
        events[0].detail,
        Some(EventDetail::Saved(ReportFormat::Csv))
    );
    assert_eq!(
        events[1].detail,
        Some(EventDetail::Saved(ReportFormat::Page))
    );
}

#[tokio::test]
async fn report_says_when_the_history_was_changed_and_keeps_to_its_period() {
    let world = World::new(&SPEC);
    let service = world.service();
    world.connected(&service).await;
    drop(service);
    let file = world.folder.path().join(crate::store::FILE);
    rusqlite::Connection::open(file)
        .unwrap()
        .execute_batch("UPDATE events SET at = '2026-01-02T03:04:05Z', account_label = 'Old team'")
        .unwrap();
    let service = world.service();
    let mut report = ask(ReportFormat::Page);
    service.save_report(report.clone()).await.unwrap();
    report.from = Some("2026-01-03T00:00:00Z".parse().unwrap());
    service.save_report(report).await.unwrap();
    let files = world.desktop.saved.lock().unwrap().clone();
    assert!(files[0].1.contains("에 바뀜") && files[1].1.contains("에 바뀜"));
    assert!(files[0].1.contains("Old team") && !files[1].1.contains("Old team"));
}

#[tokio::test]
async fn report_with_a_word_that_is_none_is_not_saved() {
    let world = World::new(&SPEC);
    let service = world.service();
    let mut long = ask(ReportFormat::Csv);
    long.words.insert("title".to_owned(), "x".repeat(301));
    let error = service.save_report(long).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::FieldInvalid);
    assert!(world.desktop.saved.lock().unwrap().is_empty());
}
