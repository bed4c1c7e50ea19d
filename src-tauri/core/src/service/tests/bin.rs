//! The waste bin: what is put back, what never comes back, and that no secret is left behind by a kill.

use std::sync::Arc;

use super::fake::*;
use super::lock::{lockable, refused};
use crate::error::{Error, ErrorCode, Outcome};
use crate::model::*;
use crate::service::KeyService;
use crate::vault::Fault;

const A_MONTH: i64 = 30 * 24;

async fn refreshed(service: &Arc<KeyService>) -> Vec<ApiKey> {
    let ask = RefreshKeys { account: None };
    service.refresh_keys(ask).await.unwrap().keys
}

async fn bin(service: &Arc<KeyService>) -> Vec<BinEntry> {
    service.list_bin().await.unwrap()
}

fn entry(entry: &BinEntry) -> BinRef {
    BinRef { entry: entry.id }
}

/// A key with its secret here and notes on it, that left its cloud and then this list.
async fn forgotten(world: &World, service: &Arc<KeyService>) -> ApiKey {
    let account = world.connected(service).await;
    let key = service.create_key(new_key(&account, "shop")).await.unwrap();
    let marks = Marks {
        memo: "who calls: 3rd floor".to_owned(),
        ..Marks::default()
    };
    let ask = MarkKey { key: key.id, marks };
    service.mark_key(ask).await.unwrap();
    world.cloud.with(|cloud| cloud.keys.clear());
    let gone = refreshed(service).await.remove(0);
    assert_eq!(gone.presence, Presence::Gone);
    service.forget_key(KeyRef { key: key.id }).await.unwrap();
    assert!(service.list_keys().await.unwrap().keys.is_empty());
    gone
}

#[tokio::test]
async fn a_forgotten_key_comes_back_whole_and_after_a_restart() {
    let world = World::new(&SPEC);
    let service = world.service();
    let key = forgotten(&world, &service).await;
    drop(service);
    let service = world.service();
    service.take_up_all().await;
    let [binned] = &bin(&service).await[..] else {
        panic!("not in the bin")
    };
    assert_eq!(
        (binned.key, binned.reason, binned.brings, binned.secret),
        (key.id, BinReason::Forgotten, BinBrings::Key, true)
    );
    assert_eq!(binned.marks, key.marks);
    let days = binned.binned_at.duration_until(binned.goes_at).as_hours() / 24;
    assert_eq!(days, 30);
    // Nothing here tells a secret.
    assert!(!serde_json::to_string(binned).unwrap().contains(SECRET));

    let back = service.restore_from_bin(entry(binned)).await.unwrap();
    assert_eq!(back, key);
    assert!(bin(&service).await.is_empty());
    let copy = CopyKey {
        key: key.id,
        what: CopyWhat::Secret,
    };
    service.copy_key(copy).await.unwrap();
    assert_eq!(world.desktop.copied.lock().unwrap()[0].0, SECRET);
    let again = service.restore_from_bin(entry(binned)).await;
    assert_eq!(again.unwrap_err().code, ErrorCode::Gone);
    // What was put back is nobody's leftover.
    service.tidy().await;
    assert!(world.keychain.holds(SECRET.as_bytes()));
    let ask = ListEvents {
        key: Some(key.id),
        limit: 3,
        ..ListEvents::default()
    };
    let ops = service.list_events(ask).await.unwrap();
    let ops: Vec<_> = ops.into_iter().map(|event| event.op).collect();
    use OperationKind as Op;
    assert_eq!(ops, [Op::Copy, Op::PutBack, Op::Forget]);
}

#[tokio::test]
async fn a_secret_in_the_bin_goes_to_the_key_that_is_listed_again() {
    let world = World::new(&SPEC);
    let service = world.service();
    let old = forgotten(&world, &service).await;
    world
        .cloud
        .with(|cloud| cloud.keys.push(remote("key-1", "shop")));
    let listed = refreshed(&service).await.remove(0);
    assert_eq!(listed.secret, SecretPlace::Elsewhere);
    let binned = bin(&service).await.remove(0);
    assert_eq!(binned.brings, BinBrings::Secret);
    let back = service.restore_from_bin(entry(&binned)).await.unwrap();
    assert_eq!((back.id, back.secret), (listed.id, SecretPlace::Here));
    assert_eq!((back.marks, back.public_id), (old.marks, old.public_id));
}

#[tokio::test]
async fn a_key_with_a_secret_of_its_own_is_not_written_over() {
    let world = World::new(&READABLE);
    let service = world.service();
    forgotten(&world, &service).await;
    world.cloud.with(|cloud| {
        cloud.keys.push(remote("key-1", "shop"));
        cloud.regenerated = 1;
    });
    let listed = refreshed(&service).await.remove(0);
    let ask = KeyRef { key: listed.id };
    service.fetch_secret(ask).await.unwrap();
    let binned = bin(&service).await.remove(0);
    assert_eq!(binned.brings, BinBrings::Taken);
    let refused = service.restore_from_bin(entry(&binned)).await;
    assert_eq!(refused.unwrap_err().code, ErrorCode::Conflict);
    assert_eq!(bin(&service).await.len(), 1);
    let ask = EmptyBin {
        entry: Some(binned.id),
    };
    service.empty_bin(ask).await.unwrap();
    // The account's and the new one.
    assert_eq!(world.keychain.items().len(), 2);
    assert!(world.keychain.holds(format!("{SECRET}-1").as_bytes()));
}

#[tokio::test]
async fn a_deleted_key_leaves_a_record_and_no_secret() {
    let world = World::new(&SPEC);
    let service = world.service();
    let account = world.connected(&service).await;
    let key = service.create_key(new_key(&account, "shop")).await.unwrap();
    assert_eq!(world.keychain.items().len(), 2);
    let ask = DeleteKey {
        key: key.id,
        typed_name: "shop".to_owned(),
    };
    service.delete_key(ask).await.unwrap();
    assert_eq!(world.keychain.items().len(), 1);
    let binned = bin(&service).await.remove(0);
    assert_eq!(
        (binned.reason, binned.brings, binned.secret),
        (BinReason::Deleted, BinBrings::Record, false)
    );
    let refused = service.restore_from_bin(entry(&binned)).await;
    assert_eq!(refused.unwrap_err().code, ErrorCode::Unsupported);
}

#[tokio::test]
async fn a_deletion_that_the_list_proved_keeps_no_secret_either() {
    let world = World::new(&SPEC);
    let service = world.service();
    let account = world.connected(&service).await;
    let key = service.create_key(new_key(&account, "shop")).await.unwrap();
    world.cloud.with(|cloud| {
        let cut = Error::new(ErrorCode::Interrupted).with_outcome(Outcome::Unknown);
        cloud.faults.push_back(("delete", cut));
        cloud.keys.clear();
    });
    let ask = DeleteKey {
        key: key.id,
        typed_name: "shop".to_owned(),
    };
    service.delete_key(ask).await.unwrap_err();
    // Not proven yet, so everything is here.
    assert_eq!(world.keychain.items().len(), 2);
    service.look_at_due().await;
    assert_eq!(bin(&service).await[0].reason, BinReason::Deleted);
    assert_eq!(world.keychain.items().len(), 1);
}

#[tokio::test]
async fn a_secret_that_was_let_go_of_comes_back_until_its_key_is_deleted() {
    let world = World::new(&SPEC);
    let service = world.service();
    let account = world.connected(&service).await;
    let of_account = world.keychain.items();
    let key = service.create_key(new_key(&account, "shop")).await.unwrap();
    let items = world.keychain.items();
    let item = *items.iter().find(|i| !of_account.contains(i)).unwrap();
    let content = world.keychain.content(item).unwrap();
    world.keychain.tamper(item, Some(b"hunter2"));
    let ask = KeyRef { key: key.id };
    let without = service.forget_secret(ask).await.unwrap();
    assert_eq!(without.secret, SecretPlace::Elsewhere);
    // The other program puts back what was there.
    world.keychain.tamper(item, Some(&content));
    let binned = bin(&service).await.remove(0);
    assert_eq!(
        (binned.reason, binned.brings),
        (BinReason::SecretForgotten, BinBrings::Secret)
    );
    let back = service.restore_from_bin(entry(&binned)).await.unwrap();
    assert_eq!((back.id, back.secret), (key.id, SecretPlace::Here));

    world.keychain.tamper(item, Some(b"hunter2"));
    refreshed(&service).await;
    service.forget_secret(ask).await.unwrap();
    let delete = DeleteKey {
        key: key.id,
        typed_name: "shop".to_owned(),
    };
    service.delete_key(delete).await.unwrap();
    assert_eq!(bin(&service).await.len(), 1);
    assert_eq!(world.keychain.items(), of_account);
}

#[tokio::test]
async fn what_is_old_goes_with_its_secret_and_what_is_young_stays() {
    let world = World::new(&SPEC);
    let service = world.service();
    forgotten(&world, &service).await;
    service.store.age_bin(A_MONTH - 1);
    service.purge_bin().await;
    assert_eq!(bin(&service).await.len(), 1);
    // Looked at daily: the hour is near, so before that.
    let left = jiff::Timestamp::now().duration_until(service.next_purge().unwrap());
    assert!(left.as_hours() < 1, "{left:?}");
    service.store.age_bin(1);
    service.purge_bin().await;
    assert!(bin(&service).await.is_empty());
    assert!(!world.keychain.holds(SECRET.as_bytes()) || world.keychain.items().len() == 1);
    assert_eq!(world.keychain.items().len(), 1);
    assert_eq!(service.next_purge(), None);
}

#[tokio::test]
async fn a_start_removes_what_is_due_also_when_the_last_one_was_killed_over_it() {
    for killed in [false, true] {
        let world = World::new(&SPEC);
        let service = world.service();
        forgotten(&world, &service).await;
        service.store.age_bin(A_MONTH);
        if killed {
            // Out of the file, and then the keychain never answered again.
            world.keychain.break_with(Some(Fault::Locked));
            service.purge_bin().await;
            assert!(bin(&service).await.is_empty());
            assert_eq!(world.keychain.items().len(), 2);
            world.keychain.break_with(None);
        }
        drop(service);
        let service = world.service();
        service.take_up_all().await;
        assert!(bin(&service).await.is_empty());
        assert_eq!(world.keychain.items().len(), 1, "killed: {killed}");
    }
}

#[tokio::test]
async fn no_clean_up_takes_what_is_in_the_bin_for_a_leftover() {
    let world = World::new(&SPEC);
    let service = world.service();
    forgotten(&world, &service).await;
    service.tidy().await;
    service.take_up_all().await;
    let account = service.store.accounts().unwrap()[0].0.id;
    service.disconnect(AccountRef { account }).await.unwrap();
    assert_eq!(bin(&service).await.len(), 1);
    // The account's went, the key's is there.
    assert_eq!(world.keychain.items().len(), 1);
    assert!(world.keychain.holds(SECRET.as_bytes()));
    // The same place connected anew looks after it.
    let account = world.connected(&service).await;
    let binned = bin(&service).await.remove(0);
    let back = service.restore_from_bin(entry(&binned)).await.unwrap();
    assert_eq!(back.account, account.id);
}

#[tokio::test]
async fn a_key_in_the_bin_is_not_taken_for_one_that_was_just_made() {
    let world = World::new(&SPEC);
    let service = world.service();
    forgotten(&world, &service).await;
    let account = service.store.accounts().unwrap().remove(0).0;
    world
        .cloud
        .with(|cloud| cloud.plan.push_back(Create::CutBefore));
    let cut = service.create_key(new_key(&account, "shop")).await;
    assert_eq!(cut.unwrap_err().outcome, Outcome::Unknown);
    // The forgotten one was only out of sight.
    world
        .cloud
        .with(|cloud| cloud.keys.push(remote("key-1", "shop")));
    service.look_at_due().await;
    let open = service.list_unfinished().await.unwrap();
    assert_eq!(open[0].state, UnfinishedState::NotSeenYet);
}

#[tokio::test]
async fn secrets_in_the_bin_move_with_the_others() {
    let world = World::new(&SPEC);
    let service = world.service();
    forgotten(&world, &service).await;
    let passphrase = "four plain words here";
    let ask = SetUpPassphrase {
        passphrase: passphrase.to_owned().into(),
        keep_here: false,
    };
    service.set_up_passphrase(ask).await.unwrap();
    let to = |place| ChoosePlace { place };
    let state = service.move_secrets(to(VaultPlace::Passphrase)).await;
    let state = state.unwrap();
    assert_eq!((state.in_keychain, state.in_passphrase), (0, 2));
    assert!(world.keychain.items().is_empty());
    // The passphrase cannot be given up over it.
    service
        .choose_place(to(VaultPlace::Keychain))
        .await
        .unwrap();
    let prove = || ProvePassphrase {
        passphrase: passphrase.to_owned().into(),
    };
    let kept = service.remove_passphrase(prove()).await;
    assert_eq!(kept.unwrap_err().code, ErrorCode::VaultNotEmpty);
    service
        .move_secrets(to(VaultPlace::Keychain))
        .await
        .unwrap();
    service.remove_passphrase(prove()).await.unwrap();
    let binned = bin(&service).await.remove(0);
    let back = service.restore_from_bin(entry(&binned)).await.unwrap();
    assert_eq!(back.secret, SecretPlace::Here);
}

#[tokio::test]
async fn practice_keys_leave_nothing_in_the_bin() {
    let world = World::new(&SPEC);
    let service = world.service();
    let ask = StartPractice {
        provider: ProviderId::Clickhouse,
    };
    let account = service.start_practice(ask).await.unwrap();
    let before = world.keychain.items().len();
    let key = service.create_key(new_key(&account, "a")).await.unwrap();
    world.cloud.with(|cloud| cloud.keys.clear());
    refreshed(&service).await;
    service.forget_key(KeyRef { key: key.id }).await.unwrap();
    assert!(bin(&service).await.is_empty());
    assert_eq!(world.keychain.items().len(), before);
}

#[tokio::test]
async fn a_locked_app_puts_nothing_back() {
    let world = World::new(&SPEC);
    let (service, key) = lockable(&world, Preset::Balanced).await;
    world.cloud.with(|cloud| cloud.keys.clear());
    refreshed(&service).await;
    service.forget_key(KeyRef { key }).await.unwrap();
    let binned = bin(&service).await.remove(0);
    service.lock_app().await.unwrap();
    for command in ["list_bin", "restore_from_bin", "empty_bin"] {
        refused(service.admit(command));
    }
    refused(service.restore_from_bin(entry(&binned)).await);
}
