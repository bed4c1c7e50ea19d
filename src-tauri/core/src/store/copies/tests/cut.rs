//! Cuts in the middle: of a copy that takes the place of the data file, of a copy that is being made.

use std::cell::Cell;

use super::super::restore::decide;
use super::*;

/// A data folder as after a kill: an account in the copy and in the file, another one in the file's log only.
fn killed() -> (tempfile::TempDir, Vec<u8>) {
    let data = tempfile::tempdir().unwrap();
    let store = Store::open(data.path()).unwrap();
    connected(&store);
    Copies::default().keep_up(&store, data.path()).unwrap();
    store
        .read(|c| c.query_row("PRAGMA wal_checkpoint(RESTART)", [], |_| Ok(())))
        .unwrap();
    connected(&store);
    let [file, log] = ["", "-wal"].map(|suffix| data.path().join(format!("{FILE}{suffix}")));
    let (before, written) = (std::fs::read(&file).unwrap(), std::fs::read(&log).unwrap());
    drop(store);
    std::fs::write(file, before).unwrap();
    std::fs::write(log, &written).unwrap();
    (data, written)
}

/// The names of the files in the data folder that begin so.
fn beginning(data: &Path, start: &str) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(data).unwrap();
    let paths = entries.map(|entry| entry.unwrap().path());
    paths
        .filter(|path| {
            path.file_name()
                .unwrap()
                .to_str()
                .unwrap()
                .starts_with(start)
        })
        .collect()
}

#[test]
fn a_restore_that_was_cut_is_brought_to_its_end_by_the_next_start() {
    for cut in ["decided", "half aside", "aside", "without its log"] {
        let (data, log) = killed();
        let data = data.path();
        decide(data, &list(data)[0].name).unwrap();
        let ready = beginning(data, "ready-");
        assert_eq!(ready.len(), 1, "{cut}");
        let name = ready[0].file_name().unwrap().to_str().unwrap();
        let aside = data.join(name.replace("ready-", "kept-"));
        let aside_log = aside.with_extension("sqlite-wal");
        match cut {
            "half aside" => std::fs::write(&aside, b"half").unwrap(),
            "aside" | "without its log" => std::fs::hard_link(data.join(FILE), &aside).unwrap(),
            _ => {}
        }
        if cut == "without its log" {
            std::fs::rename(data.join(format!("{FILE}-wal")), &aside_log).unwrap();
        }
        let was = hash(&data.join(FILE));

        let store = Store::open(data).unwrap();
        assert_eq!(store.accounts().unwrap().len(), 1, "{cut}");
        assert_eq!(
            store.meta::<BTreeSet<String>>(KNOWN_LOCKS).unwrap(),
            Some(BTreeSet::new()),
            "{cut}: the copy's own"
        );
        assert!(beginning(data, "ready-").is_empty(), "{cut}");
        assert_eq!(hash(&aside), was, "{cut}");
        assert!(std::fs::read(&aside_log).unwrap() == log, "{cut}");
        // What was kept can still be looked into, with what only its log holds.
        drop(store);
        let kept = Connection::open(&aside).unwrap();
        let accounts: u32 = kept
            .query_row("SELECT count(*) FROM accounts", [], |row| row.get(0))
            .unwrap();
        assert_eq!(accounts, 2, "{cut}");
    }
}

#[test]
fn two_restores_within_a_second_keep_both_files() {
    let (data, _) = killed();
    let name = list(data.path())[0].name.clone();
    restore(data.path(), &name).unwrap();
    restore(data.path(), &name).unwrap();
    assert_eq!(kept_aside(data.path()).len(), 2);
}

#[test]
fn a_copy_makes_way_for_an_operation_after_some_pages() {
    let data = tempfile::tempdir().unwrap();
    let store = Store::open(data.path()).unwrap();
    let much = "CREATE TABLE much (content BLOB); INSERT INTO much VALUES (zeroblob(4000000))";
    store.read(|c| c.execute_batch(much)).unwrap();
    let copies = Copies::default();
    let asked = Cell::new(0);
    let twice = || {
        asked.set(asked.get() + 1);
        asked.get() < 2
    };
    copies.keep_up_while(&store, data.path(), &twice).unwrap();
    assert_eq!(asked.get(), 2);
    let folder = data.path().join(FOLDER);
    assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 0);

    asked.set(0);
    let on = || {
        asked.set(asked.get() + 1);
        true
    };
    copies.keep_up_while(&store, data.path(), &on).unwrap();
    assert!(asked.get() >= 9, "asked {} times", asked.get());
    assert_eq!(list(data.path()).len(), 1);
}

#[test]
fn the_last_copy_that_was_chosen_counts() {
    let (data, _) = killed();
    let data = data.path();
    let name = &list(data)[0].name;
    decide(data, name).unwrap();
    // Of some time ago: what it was to be moved over could not be moved away.
    std::fs::rename(&beginning(data, "ready-")[0], data.join("ready-0.sqlite")).unwrap();
    std::fs::write(data.join("ready-0.sqlite"), b"the first choice").unwrap();
    decide(data, name).unwrap();
    assert_eq!(beginning(data, "ready-").len(), 1);
    let store = Store::open(data).unwrap();
    assert_eq!(store.accounts().unwrap().len(), 1);
    assert!(beginning(data, "ready-").is_empty());
}
