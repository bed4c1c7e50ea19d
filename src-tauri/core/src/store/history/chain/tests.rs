//! A history that somebody changed by hand.

use std::time::{Duration, Instant};

use rusqlite::Connection;

use super::*;
use crate::model::*;
use crate::store::{NewEvent, STEPS};

/// Ten lines, with and without what can be left out.
fn store() -> Store {
    let store = Store::in_memory().unwrap();
    for index in 0..10 {
        write(&store, index);
    }
    store
}

fn write(store: &Store, index: usize) {
    let mut event = NewEvent::done(OperationKind::Update, None);
    if index.is_multiple_of(2) {
        let changed = EventDetail::Changed(vec!["name".to_owned()]);
        event = event
            .of_key(Some(KeyId::random()), &format!("key {index}"))
            .with(Some(changed));
    }
    store.record(&event).unwrap();
}

fn damage(store: &Store) -> Option<(DamageKind, Option<i64>)> {
    let damage = store.check_history().unwrap().damage?;
    Some((damage.kind, damage.line))
}

#[test]
fn what_the_app_wrote_is_whole() {
    let empty = Store::in_memory().unwrap().check_history().unwrap();
    assert_eq!((empty.lines, empty.damage), (0, None));
    let check = store().check_history().unwrap();
    assert_eq!((check.lines, check.damage), (10, None));
    let age = check.since.unwrap().duration_until(Timestamp::now());
    assert!(age.as_secs() < 60, "{age:?}");
}

#[test]
fn every_change_by_hand_shows_where_it_was_made() {
    use DamageKind::{Altered, CutOff};
    let at = |line| (Altered, Some(line));
    let cases: &[(&str, (DamageKind, Option<i64>))] = &[
        ("UPDATE events SET at = '2020-01-01T00:00:00Z' WHERE id = 4", at(4)),
        ("UPDATE events SET op = 'verify' WHERE id = 1", at(1)),
        ("UPDATE events SET result = 'failed' WHERE id = 10", at(10)),
        ("UPDATE events SET code = 'offline' WHERE id = 3", at(3)),
        ("UPDATE events SET provider = 'kt' WHERE id = 3", at(3)),
        ("UPDATE events SET account = 'x' WHERE id = 3", at(3)),
        ("UPDATE events SET account_label = '' WHERE id = 3", at(3)),
        ("UPDATE events SET key = NULL WHERE id = 5", at(5)),
        ("UPDATE events SET key_name = 'other' WHERE id = 5", at(5)),
        // What moves from one cell to the next is not the same text.
        ("UPDATE events SET account_label = key_name, key_name = NULL WHERE id = 5", at(5)),
        ("UPDATE events SET practice = 1 WHERE id = 6", at(6)),
        ("UPDATE events SET detail = NULL WHERE id = 7", at(7)),
        ("UPDATE events SET hash = NULL WHERE id = 8", at(8)),
        ("UPDATE events SET hash = zeroblob(32) WHERE id = 8", at(8)),
        ("UPDATE events SET id = 99 WHERE id = 2", at(3)),
        ("DELETE FROM events WHERE id = 1", at(2)),
        ("DELETE FROM events WHERE id = 6", at(7)),
        ("DELETE FROM events WHERE id = 10", (CutOff, None)),
        ("DELETE FROM events WHERE id > 7", (CutOff, None)),
        ("DELETE FROM events", (CutOff, None)),
        ("DELETE FROM events_chain", (CutOff, None)),
        ("UPDATE events_chain SET head = NULL", (CutOff, None)),
        ("UPDATE events_chain SET lines = 9", (CutOff, None)),
        // Two lines change places.
        (
            "UPDATE events SET id = 99 WHERE id = 4; UPDATE events SET id = 4 WHERE id = 5;
             UPDATE events SET id = 5 WHERE id = 99;",
            at(4),
        ),
        // Their content changes places, the hashes stay.
        (
            "CREATE TEMP TABLE other AS SELECT * FROM events WHERE id = 5;
             UPDATE events SET (key, key_name, detail) = (SELECT key, key_name, detail FROM other) WHERE id = 4;",
            at(4),
        ),
        // One is put in between, another at the end.
        ("UPDATE events SET id = -id WHERE id > 5; UPDATE events SET id = 1 - id WHERE id < 0;
          INSERT INTO events (id, at, op, result, practice, hash)
              SELECT 6, at, op, result, practice, hash FROM events WHERE id = 5;", at(6)),
        ("INSERT INTO events (at, op, result, practice) VALUES ('2020-01-01T00:00:00Z', 'copy', 'done', 0)", at(11)),
    ];
    for (sql, expected) in cases {
        let store = store();
        store.change(|c| c.execute_batch(sql)).unwrap();
        assert_eq!(damage(&store), Some(*expected), "{sql}");
        // What the app writes afterwards does not cover it up.
        write(&store, 0);
        write(&store, 1);
        assert!(damage(&store).is_some(), "{sql}");
    }
}

#[test]
fn line_that_cannot_be_read_any_more_hides_no_other() {
    let store = store();
    store
        .change(|c| {
            c.execute_batch(
                "UPDATE events SET op = 'nothing we know', at = x'00' || 'x' WHERE id = 5",
            )
        })
        .unwrap();
    let all = ListEvents {
        limit: 200,
        ..ListEvents::default()
    };
    let ids: Vec<i64> = store.events(&all).unwrap().iter().map(|e| e.id).collect();
    assert_eq!(ids, [10, 9, 8, 7, 6, 4, 3, 2, 1]);
    assert_eq!(damage(&store), Some((DamageKind::Altered, Some(5))));
}

#[test]
fn lines_from_before_the_chain_are_chained_once() {
    let old = Connection::open_in_memory().unwrap();
    for step in &STEPS[..5] {
        old.execute_batch(step).unwrap();
    }
    old.pragma_update(None, "user_version", 5).unwrap();
    old.execute_batch(
        "INSERT INTO events (at, op, result, practice) VALUES ('2026-01-02T03:04:05Z', 'copy', 'done', 0);
         INSERT INTO events (at, op, result, practice) VALUES ('2026-01-02T03:04:06Z', 'reveal', 'done', 0);",
    )
    .unwrap();
    let store = Store::prepare(old, None).unwrap();
    assert_eq!(store.check_history().unwrap().lines, 2);
    assert_eq!(damage(&store), None);
    write(&store, 0);
    assert_eq!(damage(&store), None);
    store
        .change(|c| c.execute_batch("UPDATE events SET op = 'verify' WHERE id = 1"))
        .unwrap();
    assert_eq!(damage(&store), Some((DamageKind::Altered, Some(1))));
}

#[test]
fn next_start_does_not_chain_anew_what_was_unchained_by_hand() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path()).unwrap();
    write(&store, 0);
    write(&store, 1);
    store
        .change(|c| {
            c.execute_batch(
                "UPDATE events SET hash = NULL, op = 'verify'; UPDATE events_chain SET head = NULL, lines = 0;",
            )
        })
        .unwrap();
    drop(store);
    let store = Store::open(folder.path()).unwrap();
    assert_eq!(damage(&store), Some((DamageKind::Altered, Some(1))));
}

#[test]
fn ten_thousand_lines_are_checked_in_a_moment() {
    let store = Store::in_memory().unwrap();
    store
        .change(|c| {
            for index in 0..10_000 {
                let event = NewEvent::done(OperationKind::Copy, None);
                super::super::insert(c, &event.of_key(None, &format!("key {index}")))?;
            }
            Ok(())
        })
        .unwrap();
    let began = Instant::now();
    let check = store.check_history().unwrap();
    let took = began.elapsed();
    assert_eq!((check.lines, check.damage), (10_000, None));
    // Without optimization and beside other tests; a release build takes some 20 ms.
    assert!(took < Duration::from_secs(5), "{took:?}");
    // The last of several pages is looked at as well.
    store
        .change(|c| c.execute_batch("UPDATE events SET key_name = 'x' WHERE id = 9999"))
        .unwrap();
    assert_eq!(damage(&store), Some((DamageKind::Altered, Some(9999))));
}
