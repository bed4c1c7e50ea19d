//! What a given-up passphrase or recovery code opens is nowhere any more.

use super::*;

/// A data folder with a store in it.
struct Place {
    data: tempfile::TempDir,
    store: Store,
}

impl Place {
    /// With a passphrase and a copy.
    fn new() -> Self {
        let data = tempfile::tempdir().unwrap();
        let store = Store::open(data.path()).unwrap();
        let place = Self { data, store };
        place.slot("passphrase", "01");
        place.keep_up();
        place
    }

    fn path(&self) -> &Path {
        self.data.path()
    }

    /// Writes a way into the vault over the one of its kind.
    fn slot(&self, kind: &str, sealed: &str) {
        let slot = format!(
            "INSERT OR REPLACE INTO vault_slots VALUES ('{kind}', x'00', 1, 1, 1, x'{sealed}')"
        );
        self.store.read(|c| c.execute_batch(&slot)).unwrap();
    }

    /// As at a new start.
    fn keep_up(&self) {
        Copies::default().keep_up(&self.store, self.path()).unwrap();
    }

    fn newest(&self) -> PathBuf {
        self.path()
            .join(FOLDER)
            .join(names(self.path()).pop().unwrap())
    }

    /// The newest copy once more, as if made on another day.
    fn on_day(&self, day: u32) -> PathBuf {
        let older = format!("202601{day:02}T000000Z-v{SCHEMA}.sqlite");
        let older = self.path().join(FOLDER).join(older);
        std::fs::copy(self.newest(), &older).unwrap();
        older
    }

    fn aside(&self, name: &str) -> PathBuf {
        let aside = self.path().join(format!("kept-{name}.sqlite"));
        std::fs::copy(self.newest(), &aside).unwrap();
        aside
    }
}

#[test]
fn a_passphrase_that_was_given_up_opens_no_copy() {
    let place = Place::new();
    let copies = Copies::default();
    copies.keep_up(&place.store, place.path()).unwrap();
    let older = place.on_day(1);
    place.slot("passphrase", "02");
    copies.keep_up(&place.store, place.path()).unwrap();
    assert!(!older.exists());
    assert_eq!(list(place.path()).len(), 1);
}

#[test]
fn what_a_kill_left_of_it_goes_at_the_next_start() {
    let place = Place::new();
    let (older, damaged) = (place.on_day(1), place.on_day(2));
    place.slot("passphrase", "02");
    // The new copy is made, and that is all.
    let draft = Draft::begin(place.path()).unwrap();
    let draft = place.store.read(|c| draft.fill(c, &|| true)).unwrap();
    draft
        .unwrap()
        .finish(place.path(), SCHEMA, Timestamp::now())
        .unwrap();
    std::fs::write(&damaged, b"nothing that can be read").unwrap();
    assert!(older.exists());
    place.keep_up();
    assert!(!older.exists());
    assert!(!damaged.exists());
    assert_eq!(list(place.path()).len(), 1);
}

#[test]
fn what_could_not_be_removed_is_removed_the_next_time() {
    let place = Place::new();
    let older = place.on_day(1);
    let content = std::fs::read(&older).unwrap();
    place.slot("passphrase", "02");
    // A folder in its place cannot be removed like a file.
    std::fs::remove_file(&older).unwrap();
    std::fs::create_dir(&older).unwrap();
    let copies = Copies::default();
    assert!(copies.keep_up(&place.store, place.path()).is_err());
    std::fs::remove_dir(&older).unwrap();
    std::fs::write(&older, content).unwrap();
    copies.keep_up(&place.store, place.path()).unwrap();
    assert!(!older.exists());
}

#[test]
fn a_newest_copy_that_cannot_be_read_keeps_no_older_one() {
    let place = Place::new();
    let older = place.on_day(1);
    std::fs::write(place.newest(), b"damaged").unwrap();
    place.slot("passphrase", "02");
    place.keep_up();
    assert!(!older.exists());
    assert_eq!(list(place.path()).len(), 1);
}

#[test]
fn a_code_that_is_made_keeps_the_copies_and_one_that_is_replaced_does_not() {
    let place = Place::new();
    let older = place.on_day(1);
    place.slot("recovery", "03");
    place.keep_up();
    assert!(older.exists(), "what opens it opens the vault");
    let with_code = place.on_day(2);
    place.slot("recovery", "04");
    place.keep_up();
    assert!(older.exists());
    assert!(!with_code.exists());
}

#[test]
fn a_file_that_was_set_aside_stays_until_something_in_it_was_given_up() {
    let place = Place::new();
    let (same, damaged) = (place.aside("20260101T000000Z"), place.aside("2"));
    let logged = place.aside("3");
    let log = logged.with_extension("sqlite-wal");
    std::fs::write(&log, b"may hold anything").unwrap();
    std::fs::write(&damaged, b"nothing that can be read").unwrap();
    connected(&place.store);
    place.keep_up();
    assert!(
        [&same, &damaged, &logged, &log]
            .iter()
            .all(|path| path.exists())
    );

    place.slot("recovery", "03");
    place.keep_up();
    assert!(same.exists() && damaged.exists(), "nothing was given up");
    place.slot("recovery", "04");
    place.keep_up();
    assert!(same.exists(), "only the passphrase of now opens it");
    assert!(![&damaged, &logged, &log].iter().any(|path| path.exists()));
    place.slot("passphrase", "02");
    place.keep_up();
    assert!(!same.exists());
}

#[test]
fn a_log_alone_is_looked_through_too() {
    let place = Place::new();
    let log = place.path().join("kept-1.sqlite-wal");
    std::fs::write(&log, b"may hold anything").unwrap();
    place.slot("passphrase", "02");
    place.keep_up();
    assert!(!log.exists());
}

#[test]
fn an_older_copy_that_is_put_back_costs_neither_the_newer_ones_nor_the_file_that_was_there() {
    let Place { data, store } = Place::new();
    let place = Place { data, store };
    let older = place.on_day(1);
    place.slot("recovery", "03");
    place.keep_up();
    let newer = place.newest();
    let Place { data, store } = place;
    drop(store);
    restore(data.path(), older.file_name().unwrap().to_str().unwrap()).unwrap();
    let store = Store::open(data.path()).unwrap();
    let place = Place { data, store };
    // Not of the same day, so that it is not replaced by today's.
    let kept_newer = place.on_day(2);
    std::fs::copy(&newer, &kept_newer).unwrap();
    place.keep_up();
    assert!(kept_newer.exists());
    assert_eq!(kept_aside(place.path()).len(), 1);
}

#[test]
fn what_is_remembered_of_a_way_in_is_no_way_in() {
    let place = Place::new();
    let known: BTreeSet<String> = place.store.meta(KNOWN_LOCKS).unwrap().unwrap();
    assert_eq!(known.len(), 1);
    assert!(known.iter().all(|hash| hash.len() == 64));
}
