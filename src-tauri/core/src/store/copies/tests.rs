use super::*;
use crate::model::{EventDetail, ListEvents, OperationKind};
use crate::store::tests::{connected, operation};
use crate::store::{NewlyStored, OperationState, Part};

mod cut;
mod given_up;

/// All files of the data folder by a hash of their content. An empty log says nothing.
fn contents(data: &Path) -> Vec<(String, String)> {
    let mut files: Vec<_> = std::fs::read_dir(data)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.metadata().is_ok_and(|is| is.is_file() && is.len() > 0))
        .map(|path| (path.display().to_string(), hash(&path)))
        .collect();
    files.sort();
    files
}

fn hash(path: &Path) -> String {
    use sha2::Digest as _;
    let hash = sha2::Sha256::digest(std::fs::read(path).unwrap());
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Writes over the middle of the data file.
fn damage(data: &Path) {
    let file = data.join(FILE);
    let mut bytes = std::fs::read(&file).unwrap();
    let middle = bytes.len() / 2;
    bytes[4096..middle.max(8192)].fill(0x5a);
    std::fs::write(file, bytes).unwrap();
}

fn add_key(store: &Store, account: &crate::model::Account, id: &str) {
    let row = operation(OperationKind::Create, account);
    store.begin(&row, None).unwrap();
    store
        .close_issued(
            &row,
            &NewlyStored {
                label: None,
                remote: &crate::store::tests::remote(id),
                item: row.final_item.unwrap(),
                public_id: None,
                account,
                tenant: "t",
                verified: true,
            },
        )
        .unwrap();
}

#[test]
fn a_copy_is_made_when_what_rests_in_the_keychain_changed_and_one_a_day_is_kept() {
    let data = tempfile::tempdir().unwrap();
    let store = Store::open(data.path()).unwrap();
    let copies = Copies::default();
    copies.keep_up(&store, data.path()).unwrap();
    assert_eq!(list(data.path())[0].accounts, 0);

    let (account, _) = connected(&store);
    copies.keep_up(&store, data.path()).unwrap();
    add_key(&store, &account, "one");
    copies.keep_up(&store, data.path()).unwrap();
    let listed = list(data.path());
    // Of the same day, so that each took the place of the last.
    assert_eq!(listed.len(), 1);
    assert_eq!((listed[0].accounts, listed[0].keys), (1, 1));

    let folder = data.path().join(FOLDER);
    let file = folder.join(&listed[0].name);
    let before = std::fs::metadata(&file).unwrap().modified().unwrap();
    copies.keep_up(&store, data.path()).unwrap();
    // Also a new start knows by the copy itself that it is good enough.
    Copies::default().keep_up(&store, data.path()).unwrap();
    let after = std::fs::metadata(&file).unwrap().modified().unwrap();
    assert_eq!(before, after);

    // Nothing lies beside it, and nobody else may read it.
    assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 1);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;

        let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&file), 0o600);
        assert_eq!(mode(&folder), 0o700);
    }
}

#[test]
fn five_days_are_kept_and_a_day_old_copy_is_made_anew() {
    let data = tempfile::tempdir().unwrap();
    let store = Store::open(data.path()).unwrap();
    Copies::default().keep_up(&store, data.path()).unwrap();
    let folder = data.path().join(FOLDER);
    let made = folder.join(&list(data.path())[0].name);
    for day in 1..=7 {
        let name = format!("2026010{day}T101112Z-v{SCHEMA}.sqlite");
        std::fs::copy(&made, folder.join(name)).unwrap();
    }
    std::fs::remove_file(&made).unwrap();

    Copies::default().keep_up(&store, data.path()).unwrap();
    let days: Vec<String> = list(data.path())
        .iter()
        .skip(1)
        .map(|copy| copy.made_at.strftime("%d").to_string())
        .collect();
    assert_eq!(days, ["07", "06", "05", "04"]);
}

#[test]
fn a_copy_that_finds_no_room_fails_alone() {
    let data = tempfile::tempdir().unwrap();
    let store = Store::open(data.path()).unwrap();
    // No folder can be made where a file is.
    std::fs::write(data.path().join(FOLDER), b"").unwrap();
    assert!(Copies::default().keep_up(&store, data.path()).is_err());
    connected(&store);
    assert_eq!(store.accounts().unwrap().len(), 1);
}

#[test]
fn a_damaged_file_is_kept_aside_and_a_copy_takes_its_place() {
    let data = tempfile::tempdir().unwrap();
    let store = Store::open(data.path()).unwrap();
    let (account, _) = connected(&store);
    add_key(&store, &account, "one");
    Copies::default().keep_up(&store, data.path()).unwrap();
    drop(store);
    damage(data.path());
    let before = contents(data.path());
    let error = Store::open(data.path()).err().unwrap();
    assert_eq!(error.code, ErrorCode::DataDamaged);
    assert_eq!(contents(data.path()), before, "looking changed nothing");

    let unknown = restore(data.path(), "../keywright.sqlite").err().unwrap();
    assert_eq!(unknown.code, ErrorCode::Gone);
    let name = list(data.path())[0].name.clone();
    restore(data.path(), &name).unwrap();
    let store = Store::open(data.path()).unwrap();
    assert_eq!(store.accounts().unwrap().len(), 1);
    assert_eq!(store.keys().unwrap().len(), 1);
    let (_, was) = &before[0];
    assert_ne!(&hash(&data.path().join(FILE)), was);
    let kept = contents(data.path());
    let kept = kept.iter().find(|(name, _)| name.contains("kept-"));
    assert_eq!(&kept.unwrap().1, was);
    // Nothing half done is left, and the copy is still there for the next time.
    assert!(!data.path().join(format!("{FILE}.{UNFINISHED}")).exists());
    assert_eq!(list(data.path())[0].name, name);
}

#[test]
fn the_log_of_a_damaged_file_is_not_played_into_the_copy() {
    let data = tempfile::tempdir().unwrap();
    let store = Store::open(data.path()).unwrap();
    connected(&store);
    Copies::default().keep_up(&store, data.path()).unwrap();
    connected(&store);
    // As after a kill: the log lies beside the file.
    let log = data.path().join(format!("{FILE}-wal"));
    let content = std::fs::read(&log).unwrap();
    assert!(!content.is_empty());
    drop(store);
    std::fs::write(&log, &content).unwrap();

    let name = list(data.path())[0].name.clone();
    restore(data.path(), &name).unwrap();
    assert_eq!(
        Store::open(data.path()).unwrap().accounts().unwrap().len(),
        1
    );
    let logs = std::fs::read_dir(data.path())
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let kept = logs.filter(|path| path.to_str().unwrap().ends_with("sqlite-wal"));
    let kept: Vec<_> = kept
        .filter(|path| path.to_str().unwrap().contains("kept-"))
        .collect();
    assert_eq!(kept.len(), 1);
    assert!(std::fs::read(&kept[0]).unwrap() == content);
}

#[test]
fn a_copy_that_is_damaged_or_newer_is_not_offered() {
    let data = tempfile::tempdir().unwrap();
    let store = Store::open(data.path()).unwrap();
    Copies::default().keep_up(&store, data.path()).unwrap();
    let folder = data.path().join(FOLDER);
    let made = folder.join(&list(data.path())[0].name);
    let newer = folder.join(format!("20260101T000000Z-v{}.sqlite", SCHEMA + 1));
    std::fs::copy(&made, &newer).unwrap();
    let raw = Connection::open(&newer).unwrap();
    raw.pragma_update(None, "user_version", SCHEMA + 1).unwrap();
    drop(raw);
    std::fs::write(
        folder.join("20260102T000000Z-v4.sqlite"),
        b"no database, however one looks at it",
    )
    .unwrap();
    assert_eq!(list(data.path()).len(), 1);
}

#[test]
fn newer_data_is_left_as_it_is_to_the_last_byte() {
    let data = tempfile::tempdir().unwrap();
    let store = Store::open(data.path()).unwrap();
    connected(&store);
    store
        .read(|c| c.pragma_update(None, "user_version", SCHEMA + 1))
        .unwrap();
    // As after a kill of the newer program: part of it is in the log only.
    let killed: Vec<_> = ["", "-wal"]
        .map(|suffix| data.path().join(format!("{FILE}{suffix}")))
        .map(|path| (path.clone(), std::fs::read(path).unwrap()))
        .into();
    drop(store);
    for (path, bytes) in &killed {
        assert!(!bytes.is_empty());
        std::fs::write(path, bytes).unwrap();
    }
    let before = contents(data.path());
    let error = Store::open(data.path()).err().unwrap();
    assert_eq!(error.code, ErrorCode::DataNewer);
    assert_eq!(contents(data.path()), before);
}

#[test]
fn a_file_is_copied_before_its_schema_changes() {
    let data = tempfile::tempdir().unwrap();
    let old = Connection::open(data.path().join(FILE)).unwrap();
    old.execute_batch(include_str!("../schema.sql")).unwrap();
    old.execute_batch(
        "INSERT INTO accounts (id, provider, kind, label, practice, item, created_at)
         VALUES ('11111111-1111-4111-8111-111111111111', 'clickhouse', 'clickhouse_key', 'Old', 0,
                 '22222222-2222-4222-8222-222222222222', '2026-01-01T00:00:00Z');
         PRAGMA user_version = 1;",
    )
    .unwrap();
    drop(old);
    let store = Store::open(data.path()).unwrap();
    let copies = list(data.path());
    assert_eq!((copies.len(), copies[0].accounts), (1, 1));
    assert!(copies[0].name.ends_with("-v1.sqlite"));
    // The copy of the day does not take its place.
    connected(&store);
    Copies::default().keep_up(&store, data.path()).unwrap();
    assert_eq!(list(data.path()).len(), 2);
    // Put back, it is brought to the present schema again.
    drop(store);
    restore(data.path(), &copies[0].name).unwrap();
    let store = Store::open(data.path()).unwrap();
    assert_eq!(store.accounts().unwrap()[0].0.label, "Old");
}

#[test]
fn an_old_journal_orders_nothing_by_itself() {
    let data = tempfile::tempdir().unwrap();
    let store = Store::open(data.path()).unwrap();
    let (account, _) = connected(&store);
    let mut ids = Vec::new();
    for state in [
        OperationState::Intended,
        OperationState::Sent,
        OperationState::Sealed,
        OperationState::CleanUp,
    ] {
        let mut row = operation(OperationKind::Create, &account);
        row.state = state;
        row.next_look_at = Some(Timestamp::now());
        row.detail = serde_json::json!({"before": [], "candidates": ["a"]});
        store
            .begin(
                &row,
                (state == OperationState::Sealed).then_some((Part::Answer, &[1][..])),
            )
            .unwrap();
        ids.push(row.id);
    }
    let mut rotation = operation(OperationKind::Rotate, &account);
    rotation.state = OperationState::Guided;
    store.begin(&rotation, None).unwrap();
    store.expect_items(&[uuid::Uuid::new_v4()]).unwrap();
    Copies::default().keep_up(&store, data.path()).unwrap();
    drop(store);

    restore(data.path(), &list(data.path())[0].name).unwrap();
    let store = Store::open(data.path()).unwrap();
    let state = |id| store.operation(id).unwrap().unwrap().state;
    assert_eq!(state(ids[0]), OperationState::Sent);
    assert_eq!(state(ids[1]), OperationState::Sent);
    assert_eq!(state(ids[2]), OperationState::Sealed);
    assert_eq!(state(ids[3]), OperationState::Lost);
    assert!(store.sealed(ids[2], Part::Answer).unwrap().is_some());
    assert!(store.operation(rotation.id).unwrap().is_none());
    assert!(store.leftovers().unwrap().is_empty());
}

#[test]
fn an_older_copy_that_is_put_back_does_not_look_like_a_changed_history() {
    let data = tempfile::tempdir().unwrap();
    let store = Store::open(data.path()).unwrap();
    connected(&store);
    Copies::default().keep_up(&store, data.path()).unwrap();
    connected(&store);
    assert_eq!(store.check_history().unwrap().lines, 2);
    drop(store);
    let copy = list(data.path())[0].clone();
    restore(data.path(), &copy.name).unwrap();
    let store = Store::open(data.path()).unwrap();
    let check = store.check_history().unwrap();
    assert_eq!((check.lines, check.damage), (2, None));
    // It says so itself: what was done since is not in it.
    let last = ListEvents {
        limit: 1,
        ..ListEvents::default()
    };
    let last = store.events(&last).unwrap().remove(0);
    assert_eq!(last.op, OperationKind::Restore);
    assert_eq!(last.detail, Some(EventDetail::CopyOf(copy.made_at)));
}
