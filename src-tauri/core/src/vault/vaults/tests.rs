use std::time::Duration;

use super::*;
use crate::vault::memory::MemoryStore;
use crate::vault::passphrase::Effort;

const WORD: &str = "made-up passphrase";

fn secret(text: &str) -> SecretString {
    SecretString::from(text)
}

fn content(text: &str) -> Bytes {
    Zeroizing::new(text.as_bytes().to_vec())
}

/// A computer with a keychain in memory and a data file.
struct World {
    folder: tempfile::TempDir,
    keychain: MemoryStore,
}

impl World {
    fn new() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
            keychain: MemoryStore::default(),
        }
    }

    /// What a start of the program makes.
    fn start(&self) -> Vaults {
        let store = Store::open(self.folder.path()).unwrap();
        Vaults::new(self.keychain.vault(Duration::from_secs(5)), Arc::new(store))
    }

    /// A start with the vault set up, open and chosen.
    async fn chosen(&self) -> Vaults {
        let vaults = self.start();
        vaults.set_up(vaults.opening(), secret(WORD)).await.unwrap();
        vaults.choose(VaultPlace::Passphrase).await.unwrap();
        vaults
    }

    /// Says something to the data file that the program never would.
    fn tamper(&self, sql: &str) {
        let file = rusqlite::Connection::open(self.folder.path().join(crate::store::FILE)).unwrap();
        file.execute_batch(sql).unwrap();
    }

    fn file_holds(&self, bytes: &[u8]) -> bool {
        std::fs::read_dir(self.folder.path()).unwrap().any(|file| {
            let held = std::fs::read(file.unwrap().path()).unwrap();
            held.windows(bytes.len()).any(|w| w == bytes)
        })
    }
}

async fn held(vaults: &Vaults, item: Uuid) -> Option<String> {
    let found = vaults.get(item).await.unwrap();
    found.map(|bytes| String::from_utf8(bytes.to_vec()).unwrap())
}

fn code<T>(result: Result<T>) -> ErrorCode {
    result.err().map(|error| error.code).unwrap()
}

#[tokio::test]
async fn a_secret_rests_sealed_in_the_data_file_and_never_in_the_keychain() {
    let world = World::new();
    let vaults = world.chosen().await;
    let item = Uuid::new_v4();
    vaults
        .put(item, content("canary-of-the-vault"))
        .await
        .unwrap();
    assert_eq!(held(&vaults, item).await.unwrap(), "canary-of-the-vault");
    vaults.check().await.unwrap();
    assert_eq!(vaults.examine().await.name, "Keywright");
    assert!(world.keychain.items().is_empty());
    assert!(!world.file_holds(b"canary-of-the-vault") && !world.file_holds(WORD.as_bytes()));

    drop(vaults);
    let vaults = world.start();
    assert_eq!(vaults.passphrase_state().unwrap(), PassphraseState::Closed);
    assert_eq!(code(vaults.get(item).await), ErrorCode::VaultClosed);
    assert_eq!(
        code(vaults.put(item, content("x")).await),
        ErrorCode::VaultClosed
    );
    assert_eq!(code(vaults.check().await), ErrorCode::VaultClosed);
    let calls = world.keychain.calls();
    vaults
        .open(vaults.opening(), Slot::Passphrase, secret(WORD))
        .await
        .unwrap();
    assert_eq!(held(&vaults, item).await.unwrap(), "canary-of-the-vault");
    vaults.remove(item).await.unwrap();
    assert_eq!(held(&vaults, item).await, None);
    assert_eq!(world.keychain.calls(), calls);
}

#[tokio::test]
async fn a_known_secret_stays_where_it_is_when_another_place_is_chosen() {
    let world = World::new();
    let vaults = world.start();
    let old = Uuid::new_v4();
    vaults.store.expect_items(&[old]).unwrap();
    vaults.put(old, content("old")).await.unwrap();
    vaults.set_up(vaults.opening(), secret(WORD)).await.unwrap();
    // A passphrase alone moves nothing and is chosen for nothing.
    assert_eq!(vaults.store.chosen_place().unwrap(), VaultPlace::Keychain);
    vaults.choose(VaultPlace::Passphrase).await.unwrap();
    let new = Uuid::new_v4();
    vaults.put(old, content("old again")).await.unwrap();
    vaults.put(new, content("new")).await.unwrap();
    assert_eq!(world.keychain.items(), [old]);
    vaults.choose(VaultPlace::Keychain).await.unwrap();
    vaults.put(new, content("new again")).await.unwrap();
    assert_eq!(world.keychain.items(), [old]);
    assert_eq!(held(&vaults, new).await.unwrap(), "new again");
    assert_eq!(held(&vaults, old).await.unwrap(), "old again");
}

#[tokio::test]
async fn a_broken_keychain_is_not_asked_for_what_rests_in_the_vault() {
    let world = World::new();
    world
        .keychain
        .break_with(Some(crate::vault::Fault::Missing));
    let vaults = world.chosen().await;
    let item = Uuid::new_v4();
    vaults.put(item, content("x")).await.unwrap();
    vaults.check().await.unwrap();
    vaults.tidy().await.unwrap();
    assert_eq!(held(&vaults, item).await.unwrap(), "x");
    assert_eq!(
        code(vaults.choose(VaultPlace::Keychain).await),
        ErrorCode::VaultMissing
    );
    assert_eq!(vaults.store.chosen_place().unwrap(), VaultPlace::Passphrase);
}

#[tokio::test]
async fn only_the_passphrase_and_the_recovery_code_open_it() {
    let world = World::new();
    let vaults = world.start();
    let open = |slot, text: &str| vaults.open(vaults.opening(), slot, secret(text));
    assert_eq!(
        code(open(Slot::Passphrase, WORD).await),
        ErrorCode::NoPassphrase
    );
    assert_eq!(
        code(vaults.choose(VaultPlace::Passphrase).await),
        ErrorCode::NoPassphrase
    );
    vaults.set_up(vaults.opening(), secret(WORD)).await.unwrap();
    assert_eq!(
        code(vaults.set_up(vaults.opening(), secret(WORD)).await),
        ErrorCode::Unsupported
    );
    let item = Uuid::new_v4();
    vaults.choose(VaultPlace::Passphrase).await.unwrap();
    vaults.put(item, content("x")).await.unwrap();
    vaults.close();
    assert_eq!(
        code(open(Slot::Passphrase, "made-up passphrasf").await),
        ErrorCode::PassphraseWrong
    );
    assert_eq!(
        code(open(Slot::Recovery, WORD).await),
        ErrorCode::NoPassphrase
    );
    assert_eq!(vaults.passphrase_state().unwrap(), PassphraseState::Closed);

    let (first, new) = vaults.make_recovery_code(secret(WORD)).await.unwrap();
    vaults.keep_recovery_code(&new).unwrap();
    let (second, new) = vaults.make_recovery_code(secret(WORD)).await.unwrap();
    assert_eq!(
        code(vaults.make_recovery_code(secret("no")).await.map(drop)),
        ErrorCode::PassphraseWrong
    );
    // EXPOSE: a made-up code, to type it.
    let (first, second) = (first.expose_secret(), second.expose_secret());
    // Until the second is kept the first is good.
    open(Slot::Recovery, first).await.unwrap();
    vaults.close();
    assert_eq!(
        code(open(Slot::Recovery, second).await),
        ErrorCode::PassphraseWrong
    );
    vaults.keep_recovery_code(&new).unwrap();
    assert_eq!(
        code(open(Slot::Recovery, first).await),
        ErrorCode::PassphraseWrong
    );
    assert_eq!(
        code(open(Slot::Recovery, &second[1..]).await),
        ErrorCode::FieldInvalid
    );
    assert!(
        !world.file_holds(second.as_bytes())
            && !world.file_holds(second.replace('-', "").as_bytes())
    );
    open(Slot::Recovery, &second.to_lowercase()).await.unwrap();
    assert_eq!(held(&vaults, item).await.unwrap(), "x");

    // A forgotten passphrase: the code sets the next one, and stays good.
    let next = "another made-up one";
    vaults
        .change(
            vaults.opening(),
            Slot::Recovery,
            secret(second),
            secret(next),
        )
        .await
        .unwrap();
    vaults.close();
    assert_eq!(
        code(open(Slot::Passphrase, WORD).await),
        ErrorCode::PassphraseWrong
    );
    open(Slot::Passphrase, next).await.unwrap();
    assert_eq!(held(&vaults, item).await.unwrap(), "x");
    vaults.close();
    open(Slot::Recovery, second).await.unwrap();
    assert_eq!(held(&vaults, item).await.unwrap(), "x");
}

#[tokio::test]
async fn changing_the_passphrase_needs_the_present_one_and_touches_no_secret() {
    let world = World::new();
    let vaults = world.chosen().await;
    let item = Uuid::new_v4();
    vaults.put(item, content("x")).await.unwrap();
    let before = vaults.store.vault_item(item).unwrap();
    let change = |current: &str, next: &str| {
        vaults.change(
            vaults.opening(),
            Slot::Passphrase,
            secret(current),
            secret(next),
        )
    };
    assert_eq!(
        code(change("wrong", "long enough, this").await),
        ErrorCode::PassphraseWrong
    );
    assert_eq!(code(change(WORD, "short").await), ErrorCode::FieldInvalid);
    change(WORD, "long enough, this").await.unwrap();
    assert_eq!(vaults.store.vault_item(item).unwrap(), before);
    drop(vaults);
    let vaults = world.start();
    assert_eq!(
        code(
            vaults
                .open(vaults.opening(), Slot::Passphrase, secret(WORD))
                .await
        ),
        ErrorCode::PassphraseWrong
    );
    vaults
        .open(
            vaults.opening(),
            Slot::Passphrase,
            secret("long enough, this"),
        )
        .await
        .unwrap();
    assert_eq!(held(&vaults, item).await.unwrap(), "x");
}

#[tokio::test]
async fn swapped_older_and_removed_rows_are_found_out() {
    let world = World::new();
    let vaults = world.chosen().await;
    let (a, b) = (Uuid::new_v4(), Uuid::new_v4());
    vaults.put(a, content("a")).await.unwrap();
    vaults.put(b, content("b")).await.unwrap();
    drop(vaults);
    world.tamper(&format!(
        "UPDATE vault_items SET item = 'x' WHERE item = '{a}';
         UPDATE vault_items SET item = '{a}' WHERE item = '{b}';
         UPDATE vault_items SET item = '{b}' WHERE item = 'x';"
    ));
    let vaults = world.start();
    vaults
        .open(vaults.opening(), Slot::Passphrase, secret(WORD))
        .await
        .unwrap();
    assert_eq!(code(vaults.get(a).await), ErrorCode::SecretAltered);
    assert_eq!(code(vaults.get(b).await), ErrorCode::SecretAltered);

    // An older text, with the number it was sealed under: known for one while the vault is open.
    vaults.put(a, content("older")).await.unwrap();
    let older = vaults.store.vault_item(a).unwrap().unwrap();
    vaults.put(a, content("newer")).await.unwrap();
    let newer = vaults.store.vault_item(a).unwrap().unwrap();
    assert!(older.counter < newer.counter);
    vaults.store.plant(a, &older);
    assert_eq!(code(vaults.get(a).await), ErrorCode::SecretAltered);
    // Under a newer number it is not even ours.
    vaults.store.plant(
        a,
        &crate::store::SealedItem {
            counter: newer.counter + 1,
            ..older
        },
    );
    assert_eq!(code(vaults.get(a).await), ErrorCode::SecretAltered);
    vaults.store.plant(a, &newer);
    assert_eq!(held(&vaults, a).await.unwrap(), "newer");
    vaults.store.remove_vault_item(a, false).unwrap();
    assert_eq!(held(&vaults, a).await, None);
}

#[tokio::test]
async fn a_slot_that_another_program_cheapened_or_made_dear_is_refused() {
    for (change, expected) in [
        ("memory_kib = 32", ErrorCode::DataDamaged),
        ("passes = 0", ErrorCode::DataDamaged),
        ("lanes = 1", ErrorCode::DataDamaged),
        ("memory_kib = 4294967295", ErrorCode::DataDamaged),
        ("passes = 1000000", ErrorCode::DataDamaged),
        ("sealed = x'00'", ErrorCode::DataDamaged),
        ("passes = 2", ErrorCode::PassphraseWrong),
    ] {
        let world = World::new();
        drop(world.chosen().await);
        world.tamper(&format!("UPDATE vault_slots SET {change}"));
        let vaults = world.start();
        let result = vaults
            .open(vaults.opening(), Slot::Passphrase, secret(WORD))
            .await;
        assert_eq!(code(result), expected, "{change}");
    }
}

#[tokio::test]
async fn the_product_sets_up_at_the_floor_or_above_and_refuses_less() {
    let world = World::new();
    // Made by something cheaper than the product.
    drop(world.chosen().await);
    let vaults = world.start().with_effort(Effort::REAL);
    let result = vaults
        .open(vaults.opening(), Slot::Passphrase, secret(WORD))
        .await;
    assert_eq!(code(result), ErrorCode::DataDamaged);

    let world = World::new();
    let vaults = world.start().with_effort(Effort::REAL);
    vaults.set_up(vaults.opening(), secret(WORD)).await.unwrap();
    let slot = vaults.store.vault_slot(Slot::Passphrase).unwrap().unwrap();
    assert!(slot.cost.memory_kib >= 64 * 1024 && slot.cost.passes >= 3 && slot.cost.lanes == 4);
    vaults.close();
    vaults
        .open(vaults.opening(), Slot::Passphrase, secret(WORD))
        .await
        .unwrap();
}

#[tokio::test]
async fn it_can_be_taken_away_only_when_nothing_rests_in_it() {
    let world = World::new();
    let vaults = world.chosen().await;
    let item = Uuid::new_v4();
    vaults.put(item, content("x")).await.unwrap();
    assert_eq!(
        code(vaults.take_away(secret(WORD)).await),
        ErrorCode::VaultNotEmpty
    );
    vaults.choose(VaultPlace::Keychain).await.unwrap();
    assert_eq!(
        code(vaults.take_away(secret(WORD)).await),
        ErrorCode::VaultNotEmpty
    );
    assert!(vaults.move_item(item, VaultPlace::Keychain).await.unwrap());
    assert_eq!(
        code(vaults.take_away(secret("wrong")).await),
        ErrorCode::PassphraseWrong
    );
    vaults.take_away(secret(WORD)).await.unwrap();
    assert_eq!(vaults.passphrase_state().unwrap(), PassphraseState::None);
    assert_eq!(held(&vaults, item).await.unwrap(), "x");
    vaults.set_up(vaults.opening(), secret(WORD)).await.unwrap();
}

#[tokio::test]
async fn a_place_that_is_chosen_meanwhile_is_not_taken_away() {
    let world = World::new();
    let vaults = world.start();
    vaults.set_up(vaults.opening(), secret(WORD)).await.unwrap();
    let alone = vaults.turns.write().await;
    let taking = tokio::spawn({
        let vaults = vaults.clone();
        async move { vaults.take_away(secret(WORD)).await }
    });
    // It has looked once by now.
    for _ in 0..10 {
        tokio::task::yield_now().await;
    }
    vaults.store.choose_place(VaultPlace::Passphrase).unwrap();
    drop(alone);
    assert_eq!(code(taking.await.unwrap()), ErrorCode::VaultNotEmpty);
    vaults.check().await.unwrap();
}

#[tokio::test]
async fn what_began_with_an_open_vault_ends_with_it_and_nothing_else_does() {
    let world = World::new();
    let vaults = world.chosen().await;
    let item = Uuid::new_v4();
    let inner = vaults.clone();
    let key = Arc::downgrade(&vaults.current().unwrap());
    vaults
        .begin()
        .scope(async {
            inner.close();
            assert_eq!(inner.passphrase_state().unwrap(), PassphraseState::Closed);
            inner
                .put(item, content("an answer that came"))
                .await
                .unwrap();
            let other = inner.clone();
            let beside = tokio::spawn(async move { other.get(item).await });
            assert_eq!(code(beside.await.unwrap()), ErrorCode::VaultClosed);
        })
        .await;
    assert!(key.upgrade().is_none(), "the key outlives the operation");
    assert_eq!(code(vaults.get(item).await), ErrorCode::VaultClosed);
    vaults
        .open(vaults.opening(), Slot::Passphrase, secret(WORD))
        .await
        .unwrap();
    assert_eq!(held(&vaults, item).await.unwrap(), "an answer that came");
}

#[tokio::test]
async fn what_opens_the_vault_too_late_leaves_it_closed() {
    let world = World::new();
    let vaults = world.start();
    let opening = vaults.opening();
    vaults.close();
    let late = vaults.set_up(opening, secret(WORD)).await;
    assert_eq!(code(late), ErrorCode::VaultClosed);
    assert_eq!(vaults.passphrase_state().unwrap(), PassphraseState::None);

    drop(vaults);
    let vaults = world.chosen().await;
    let opening = vaults.opening();
    vaults.close();
    let late = vaults.open(opening, Slot::Passphrase, secret(WORD)).await;
    assert_eq!(code(late), ErrorCode::VaultClosed);
    let next = || secret("another made-up one");
    let late = vaults.change(opening, Slot::Passphrase, secret(WORD), next());
    assert_eq!(code(late.await), ErrorCode::VaultClosed);
    assert_eq!(vaults.passphrase_state().unwrap(), PassphraseState::Closed);
    // Nothing was changed either.
    let prove = vaults.prove(Slot::Passphrase, secret(WORD));
    prove.await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn checks_and_writes_at_once_do_not_disturb_each_other() {
    let world = World::new();
    let vaults = world.chosen().await;
    let item = Uuid::new_v4();
    vaults.put(item, content("first")).await.unwrap();
    let checks = {
        let vaults = vaults.clone();
        async move {
            for _ in 0..100 {
                vaults.check().await.unwrap();
            }
        }
    };
    let reads = {
        let vaults = vaults.clone();
        async move {
            for _ in 0..200 {
                vaults.get(item).await.unwrap().unwrap();
            }
        }
    };
    let more_checks = {
        let vaults = vaults.clone();
        async move {
            for _ in 0..100 {
                vaults.check().await.unwrap();
                vaults.put(item, content("again")).await.unwrap();
            }
        }
    };
    let all = [
        tokio::spawn(checks),
        tokio::spawn(reads),
        tokio::spawn(more_checks),
    ];
    for one in all {
        one.await.unwrap();
    }
}

#[tokio::test]
async fn a_full_or_unwritable_disk_refuses_and_loses_nothing() {
    let world = World::new();
    let vaults = world.chosen().await;
    let item = Uuid::new_v4();
    vaults.put(item, content("kept")).await.unwrap();
    for (begin, end, expected) in [
        (
            "PRAGMA max_page_count = 1",
            "PRAGMA max_page_count = 4294967294",
            ErrorCode::DiskFull,
        ),
        (
            "PRAGMA query_only = 1",
            "PRAGMA query_only = 0",
            ErrorCode::DataReadOnly,
        ),
    ] {
        vaults.store.say(begin);
        // Large enough that no page of the file has room for it.
        let large = content(&"x".repeat(100_000));
        assert_eq!(code(vaults.put(Uuid::new_v4(), large).await), expected);
        assert_eq!(held(&vaults, item).await.unwrap(), "kept");
        vaults.store.say(end);
        vaults.put(item, content("kept")).await.unwrap();
    }
    // Not only another item: the older text of one that could not be replaced is still good.
    vaults.store.say("PRAGMA query_only = 1");
    let failed = vaults.put(item, content("newer")).await;
    assert_eq!(code(failed), ErrorCode::DataReadOnly);
    assert_eq!(held(&vaults, item).await.unwrap(), "kept");
    vaults.store.say("PRAGMA query_only = 0");
    vaults.store.say("CREATE TEMP TRIGGER breaks BEFORE INSERT ON vault_items BEGIN SELECT RAISE(ABORT, 'x'); END");
    assert!(vaults.put(item, content("newer")).await.is_err());
    assert_eq!(held(&vaults, item).await.unwrap(), "kept");
    vaults
        .store
        .say("DROP TRIGGER breaks; PRAGMA query_only = 1");
    assert_eq!(code(vaults.check().await), ErrorCode::DataReadOnly);
    let change = vaults.change(
        vaults.opening(),
        Slot::Passphrase,
        secret(WORD),
        secret("another passphrase"),
    );
    assert_eq!(code(change.await), ErrorCode::DataReadOnly);
    drop(vaults);
    let vaults = world.start();
    vaults
        .open(vaults.opening(), Slot::Passphrase, secret(WORD))
        .await
        .unwrap();
    assert_eq!(held(&vaults, item).await.unwrap(), "kept");
}

fn other(place: VaultPlace) -> VaultPlace {
    match place {
        VaultPlace::Keychain => VaultPlace::Passphrase,
        VaultPlace::Passphrase => VaultPlace::Keychain,
    }
}

/// Every step of a move fails once: in the data file through triggers, in the keychain call by call.
#[tokio::test]
async fn a_move_that_breaks_off_anywhere_loses_nothing_and_is_ended_later() {
    let triggers = [
        "INSERT ON moves",
        "INSERT ON vault_items",
        "INSERT ON places",
        "DELETE ON vault_items",
        "DELETE ON moves",
    ];
    // One trigger of each direction has nothing to break; the keychain is asked so often.
    for (to, calls) in [(VaultPlace::Passphrase, 3), (VaultPlace::Keychain, 2)] {
        let mut broke = 0;
        for step in 0..triggers.len() + calls {
            for then in [to, other(to)] {
                let world = World::new();
                let vaults = world.chosen().await;
                vaults.choose(other(to)).await.unwrap();
                let item = Uuid::new_v4();
                vaults.put(item, content("the only one")).await.unwrap();
                match triggers.get(step) {
                    Some(trigger) => vaults.store.say(&format!(
                        "CREATE TEMP TRIGGER breaks BEFORE {trigger} BEGIN SELECT RAISE(ABORT, 'x'); END"
                    )),
                    None => world
                        .keychain
                        .break_after(step - triggers.len(), crate::vault::Fault::Locked),
                }
                let result = vaults.move_item(item, to).await;
                broke += usize::from(result.is_err());
                let unfinished = result.is_err();
                drop(vaults);
                world.keychain.break_with(None);

                let vaults = world.start();
                vaults
                    .open(vaults.opening(), Slot::Passphrase, secret(WORD))
                    .await
                    .unwrap();
                assert_eq!(
                    held(&vaults, item).await.unwrap(),
                    "the only one",
                    "{to:?} {step}"
                );
                let copies = |vaults: &Vaults| {
                    world.keychain.items().len()
                        + usize::from(vaults.store.vault_item(item).unwrap().is_some())
                };
                // Two copies are written down as such.
                if copies(&vaults) == 2 {
                    assert!(
                        unfinished && vaults.store.is_moving(item).unwrap(),
                        "{to:?} {step}"
                    );
                    assert!(vaults.store.items_to_move(then).unwrap().contains(&item));
                }
                vaults.move_item(item, then).await.unwrap();
                assert_eq!(
                    held(&vaults, item).await.unwrap(),
                    "the only one",
                    "{to:?} {step}"
                );
                assert_eq!(copies(&vaults), 1, "{to:?} {step} then {then:?}");
                assert!(!vaults.store.is_moving(item).unwrap());
                assert_eq!(
                    world.keychain.items().len(),
                    usize::from(then == VaultPlace::Keychain)
                );
            }
        }
        assert_eq!(broke, 2 * (triggers.len() - 1 + calls), "{to:?}");
    }
}

#[tokio::test]
async fn a_secret_that_is_removed_in_the_middle_of_its_move_goes_from_both_places() {
    let world = World::new();
    let vaults = world.chosen().await;
    let item = Uuid::new_v4();
    vaults.put(item, content("x")).await.unwrap();
    vaults.store.say("CREATE TEMP TRIGGER breaks BEFORE DELETE ON vault_items BEGIN SELECT RAISE(ABORT, 'x'); END");
    assert!(vaults.move_item(item, VaultPlace::Keychain).await.is_err());
    vaults.store.say("DROP TRIGGER breaks");
    assert_eq!(world.keychain.items(), [item]);
    assert!(vaults.store.vault_item(item).unwrap().is_some());
    vaults.remove(item).await.unwrap();
    assert!(world.keychain.items().is_empty());
    assert_eq!(vaults.store.vault_item(item).unwrap(), None);
    assert!(!vaults.store.is_moving(item).unwrap());
}

#[tokio::test]
async fn what_the_keychain_does_not_have_is_not_taken_for_moved() {
    let world = World::new();
    let vaults = world.start();
    let item = Uuid::new_v4();
    vaults.store.expect_items(&[item]).unwrap();
    vaults.put(item, content("x")).await.unwrap();
    vaults.set_up(vaults.opening(), secret(WORD)).await.unwrap();
    vaults.choose(VaultPlace::Passphrase).await.unwrap();
    world.keychain.tamper(item, None);
    assert!(
        !vaults
            .move_item(item, VaultPlace::Passphrase)
            .await
            .unwrap()
    );
    assert_eq!(
        vaults.store.place_of(item).unwrap(),
        Some(VaultPlace::Keychain)
    );
    // It comes back, as with a keychain that had not been unlocked all the way.
    world.keychain.tamper(item, Some(b"x"));
    assert!(
        vaults
            .move_item(item, VaultPlace::Passphrase)
            .await
            .unwrap()
    );
    assert_eq!(held(&vaults, item).await.unwrap(), "x");
}
