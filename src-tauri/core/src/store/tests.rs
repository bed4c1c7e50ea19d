mod tokens;

use jiff::Timestamp;
use uuid::Uuid;

use super::*;
use crate::kind::RemoteKey;
use crate::model::*;

pub(super) fn remote(id: &str) -> RemoteKey {
    RemoteKey {
        note: None,
        group: None,
        remote_id: id.to_owned(),
        name: format!("name of {id}"),
        ends_with: Some("QrSt".to_owned()),
        state: KeyState::Enabled,
        roles: vec![],
        addresses: None,
        created_at: None,
        created_by: None,
        expires: Expiry::Never,
        last_used: LastUsed::Unknown,
    }
}

fn account() -> Account {
    Account {
        realm: None,
        id: AccountId::random(),
        provider: ProviderId::Clickhouse,
        kind: KindId::ClickhouseKey,
        label: "Team".to_owned(),
        scope: Some(Scope {
            id: "org".to_owned(),
            name: "Team".to_owned(),
        }),
        own_key: None,
        ends_with: None,
        endpoint: None,
        practice: false,
        undocumented: false,
        created_at: Timestamp::now(),
        looked_at: None,
    }
}

pub(super) fn operation(op: OperationKind, account: &Account) -> OperationRow {
    OperationRow {
        id: OperationId::random(),
        op,
        state: OperationState::Intended,
        provider: account.provider,
        kind: account.kind,
        account: Some(account.id),
        key: None,
        name: "new".to_owned(),
        detail: serde_json::json!({"ids": ["a"]}),
        op_item: Some(Uuid::new_v4()),
        final_item: Some(Uuid::new_v4()),
        started_at: Timestamp::now(),
        sent_at: None,
        next_look_at: None,
        looks: 0,
        code: None,
    }
}

pub(super) fn connected(store: &Store) -> (Account, Uuid) {
    let account = account();
    let item = Uuid::new_v4();
    let row = operation(OperationKind::Connect, &account);
    store.begin(&row, None).unwrap();
    store.close_connected(row.id, &account, item).unwrap();
    (account, item)
}

#[test]
fn everything_comes_back_after_the_file_was_closed() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path()).unwrap();
    let (account, item) = connected(&store);
    let row = operation(OperationKind::Create, &account);
    store.reserve_staging(row.id).unwrap();
    store.begin(&row, None).unwrap();
    assert_eq!(store.sealed(row.id, Part::Answer).unwrap(), None);
    store.seal(&row, Part::Answer, b"sealed").unwrap();
    drop(store);

    let store = Store::open(folder.path()).unwrap();
    assert_eq!(store.accounts().unwrap(), vec![(account.clone(), item)]);
    assert_eq!(store.operations().unwrap(), vec![row.clone()]);
    assert_eq!(
        store.sealed(row.id, Part::Answer).unwrap().as_deref(),
        Some(&b"sealed"[..])
    );
    let events = store
        .events(&ListEvents {
            limit: 10,
            ..ListEvents::default()
        })
        .unwrap();
    assert_eq!(events.len(), 1);
    assert_eq!(events[0].account_label.as_deref(), Some("Team"));
}

#[test]
fn a_second_process_is_kept_out_and_a_newer_file_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path()).unwrap();
    let second = Store::open(folder.path()).err().unwrap();
    assert_eq!(second.code, crate::ErrorCode::Busy);
    drop(store);

    let raw = rusqlite::Connection::open(folder.path().join(FILE)).unwrap();
    raw.pragma_update(None, "user_version", 99).unwrap();
    drop(raw);
    let newer = Store::open(folder.path()).err().unwrap();
    assert_eq!(newer.code, crate::ErrorCode::DataNewer);
}

#[test]
fn a_damaged_file_is_named_as_damaged() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(
        folder.path().join(FILE),
        b"this is no database, and long enough to be looked at",
    )
    .unwrap();
    let error = Store::open(folder.path()).err().unwrap();
    assert_eq!(error.code, crate::ErrorCode::DataDamaged);
}

#[test]
fn sealing_an_answer_allocates_no_disk_space() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path()).unwrap();
    let (account, _) = connected(&store);
    let mut row = operation(OperationKind::Create, &account);
    row.detail = serde_json::json!({"ids": vec!["9c1b7d20-0000-4000-8000-5f5e5d5c5b5a"; 100]});
    store.reserve_staging(row.id).unwrap();
    let size = || -> u64 {
        std::fs::read_dir(folder.path())
            .unwrap()
            .map(|file| file.unwrap().metadata().unwrap().len())
            .sum()
    };
    let before = size();
    store.begin(&row, None).unwrap();
    row.state = OperationState::Sent;
    row.sent_at = Some(Timestamp::now());
    store.advance(&row).unwrap();
    row.state = OperationState::Sealed;
    store.seal(&row, Part::Answer, &[7; 4000]).unwrap();
    assert_eq!(size(), before);
}

/// Checking for room leaves all of it: what is written next makes neither the file nor its log longer.
#[test]
fn room_that_was_checked_for_is_there() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path()).unwrap();
    store.check_room().unwrap();
    let size = || {
        let log = folder.path().join(format!("{FILE}-wal"));
        log.metadata().unwrap().len()
    };
    let before = size();
    for _ in 0..2 {
        let large = "INSERT OR REPLACE INTO sealed VALUES ('large', 0, zeroblob(65536))";
        store.change(|c| c.execute_batch(large)).unwrap();
    }
    assert_eq!(size(), before);
}

#[test]
fn a_key_that_left_the_cloud_stays_only_where_its_secret_is_here() {
    let store = Store::in_memory().unwrap();
    let (account, _) = connected(&store);
    let row = operation(OperationKind::Create, &account);
    store.begin(&row, None).unwrap();
    let mut made = remote("made");
    made.ends_with = Some("wxyz".to_owned());
    store
        .close_issued(
            &row,
            &NewlyStored {
                label: None,
                remote: &made,
                item: row.final_item.unwrap(),
                public_id: Some("KEY"),
                account: &account,
                tenant: "t",
                verified: true,
            },
        )
        .unwrap();
    let mut listing = Listing {
        account: account.id,
        kind: account.kind,
        tenant: "t".to_owned(),
        practice: false,
        keys: vec![remote("other")],
        // The list may lag behind: a key that was made a moment ago is not gone.
        fresh_since: Timestamp::from_second(0).unwrap(),
        changed: NewEvent::done(OperationKind::ChangedElsewhere, Some(&account)),
    };
    store.take_listing(&listing).unwrap();
    let keys = store.keys().unwrap();
    assert_eq!(keys.len(), 2);
    assert!(keys.iter().all(|key| !key.gone));

    listing.keys = vec![remote("made"), remote("other")];
    for key in &mut listing.keys {
        key.ends_with = None;
    }
    store.take_listing(&listing).unwrap();
    let ends: Vec<_> = store.keys().unwrap();
    let end = |id: &str| {
        let key = ends.iter().find(|key| key.remote.remote_id == id);
        key.unwrap().remote.ends_with.clone()
    };
    assert_eq!(end("made").as_deref(), Some("wxyz"));
    assert_eq!(end("other"), None);

    listing.keys.clear();
    listing.fresh_since = Timestamp::now();
    store.take_listing(&listing).unwrap();
    let keys = store.keys().unwrap();
    assert_eq!(keys.len(), 1);
    assert!(keys[0].gone && keys[0].item.is_some());
    assert!(
        store
            .account(account.id)
            .unwrap()
            .unwrap()
            .0
            .looked_at
            .is_some()
    );
}

#[test]
fn only_items_that_nothing_owns_are_leftovers() {
    let store = Store::in_memory().unwrap();
    let (account, owned) = connected(&store);
    let row = operation(OperationKind::Create, &account);
    let stray = Uuid::new_v4();
    store
        .expect_items(&[owned, stray, row.op_item.unwrap(), row.final_item.unwrap()])
        .unwrap();
    store.begin(&row, None).unwrap();
    assert_eq!(store.leftovers().unwrap(), vec![stray]);
    store.close(row.id, None).unwrap();
    assert_eq!(store.leftovers().unwrap().len(), 3);
    store.remove_account(account.id, true).unwrap();
    assert!(store.leftovers().unwrap().contains(&owned));
}

#[test]
fn a_file_of_the_first_version_is_brought_up_to_date() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join(super::FILE);
    let old = rusqlite::Connection::open(file).unwrap();
    old.execute_batch(include_str!("schema.sql")).unwrap();
    old.execute_batch(
        "INSERT INTO accounts (id, provider, kind, label, practice, item, created_at)
         VALUES ('11111111-1111-4111-8111-111111111111', 'clickhouse', 'clickhouse_key', 'Old', 0,
                 '22222222-2222-4222-8222-222222222222', '2026-01-01T00:00:00Z');
         INSERT INTO practice VALUES ('clickhouse', '{}');
         PRAGMA user_version = 1;",
    )
    .unwrap();
    drop(old);
    let store = Store::open(folder.path()).unwrap();
    let accounts = store.accounts().unwrap();
    assert_eq!((accounts.len(), accounts[0].0.label.as_str()), (1, "Old"));
    assert_eq!(accounts[0].0.realm, None);
    assert!(store.keys().unwrap().is_empty());
    // What a practice cloud of that version remembered was not encrypted.
    assert_eq!(store.practice("clickhouse").unwrap(), None);
}
