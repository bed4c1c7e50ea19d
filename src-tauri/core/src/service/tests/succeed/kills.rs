//! The program ends at every call of the cloud and of the keychain, before it and after what it changed: at each of
//! these moments there is a key that is stored here and works, the app can sign in, and the rotation comes to its end.

use std::sync::{Arc, Mutex};

use super::super::trouble::all_looks;
use super::*;

/// Which key is rotated.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Old {
    /// One that was made here.
    Made,
    /// The one that the app signs in with.
    Own,
}

/// All that is left when the program ends.
struct Left {
    folder: tempfile::TempDir,
    items: Vec<(uuid::Uuid, crate::vault::Bytes)>,
    keys: Vec<RemoteKey>,
    deleted: Vec<String>,
    creates: usize,
}

impl Left {
    fn of(world: &World) -> Self {
        let folder = tempfile::tempdir().unwrap();
        for entry in std::fs::read_dir(world.folder.path()).unwrap() {
            let entry = entry.unwrap();
            if entry.file_type().unwrap().is_file() {
                std::fs::copy(entry.path(), folder.path().join(entry.file_name())).unwrap();
            }
        }
        let items = world.keychain.items().into_iter();
        let content = |item| Some((item, world.keychain.content(item)?));
        let items = items.filter_map(content).collect();
        world.cloud.with(|cloud| Self {
            folder,
            items,
            keys: cloud.keys.clone(),
            deleted: cloud.deleted.clone(),
            creates: cloud.creates,
        })
    }

    fn world(self, spec: &'static KindSpec) -> World {
        let world = World {
            folder: self.folder,
            ..World::new(spec)
        };
        for (item, content) in self.items {
            world.keychain.tamper(item, Some(&content));
        }
        world.cloud.with(|cloud| {
            cloud.keys = self.keys;
            cloud.deleted = self.deleted;
            cloud.creates = self.creates;
        });
        world
    }
}

/// What a rotation leaves at each moment at which the program may end, in order.
fn moments(world: &Arc<World>) -> Arc<Mutex<Vec<Left>>> {
    let moments = Arc::<Mutex<Vec<Left>>>::default();
    let note: Arc<dyn Fn() + Send + Sync> = {
        let (of, moments) = (Arc::downgrade(world), Arc::clone(&moments));
        Arc::new(move || {
            let world = of.upgrade().unwrap();
            moments.lock().unwrap().push(Left::of(&world));
        })
    };
    world.cloud.with(|cloud| cloud.on_call = Some(note.clone()));
    world.keychain.on_call(Some(note));
    moments
}

fn no_more_moments(world: &World) {
    world.cloud.with(|cloud| cloud.on_call = None);
    world.keychain.on_call(None);
}

async fn prepare(world: &World, service: &Arc<KeyService>, old: Old) -> ApiKey {
    match old {
        Old::Own => signing_in_with_a_listed_key(world, service).await,
        Old::Made => {
            let account = world.connected(service).await;
            service.create_key(new_key(&account, "etl")).await.unwrap()
        }
    }
}

/// Does the steps that are left, as a user would who goes straight on.
async fn go_on(service: &Arc<KeyService>, name: &str) {
    for _ in 0..10 {
        let Some(now) = service.successions().unwrap().pop() else {
            return;
        };
        let asked = match now.step {
            S::Delete => delete(&now, name),
            other => ask(&now, other),
        };
        service.step_succession(asked).await.unwrap();
    }
    panic!("does not come to an end");
}

/// A key that is stored here works, and so does the one that the app signs in with.
async fn something_works(world: &World, service: &Arc<KeyService>, at: &str) {
    let account = service.app_state().await.unwrap().accounts.remove(0);
    let who = AccountRef {
        account: account.id,
    };
    let signs_in = service.verify_account(who).await;
    assert!(signs_in.is_ok(), "{at}: cannot sign in");
    let mut works = 0;
    for key in keys(service).await {
        let on = at_cloud(world, &key.remote_id).is_some_and(|k| k.state == KeyState::Enabled);
        if on && key.secret == SecretPlace::Here {
            let proof = service.verify_key(KeyRef { key: key.id }).await;
            works += usize::from(proof.is_ok());
        }
    }
    assert!(works > 0, "{at}: no stored key works");
}

/// Settles what was left in doubt: of a secret that did not arrive there is only the deletion.
async fn settle_doubts(service: &Arc<KeyService>) {
    all_looks(service).await;
    for doubt in service.list_unfinished().await.unwrap() {
        let choice = match doubt.state {
            UnfinishedState::MadeWithoutSecret | UnfinishedState::Ambiguous => Settlement::Delete,
            _ => Settlement::Forget,
        };
        service.settle(settle(doubt.id, choice)).await.unwrap();
    }
}

async fn survives_every_end(spec: &'static KindSpec, old: Old) {
    let world = Arc::new(World::new(spec));
    let service = world.service();
    let key = prepare(&world, &service, old).await;
    let name = key.name.clone();
    let before = world.cloud.with(|cloud| cloud.creates);
    let moments = moments(&world);
    start(&service, key.id).await.unwrap();
    go_on(&service, &name).await;
    no_more_moments(&world);
    assert!(at_cloud(&world, &key.remote_id).is_none());
    let moments = std::mem::take(&mut *moments.lock().unwrap());
    assert!(moments.len() > 20, "only {} moments", moments.len());

    for (at, left) in moments.into_iter().enumerate() {
        let at = format!("{old:?} {:?} at moment {at}", spec.recovery);
        let world = left.world(spec);
        let service = world.service();
        service.take_up_all().await;
        something_works(&world, &service, &at).await;
        let open = service.successions().unwrap().pop();
        settle_doubts(&service).await;
        something_works(&world, &service, &at).await;
        let creates = world.cloud.with(|cloud| cloud.creates) - before;
        assert!(creates <= 1, "{at}: {creates} creates without the user");
        if open.is_none() && at_cloud(&world, &key.remote_id).is_some() {
            continue; // it had not begun
        }
        go_on(&service, &name).await;
        something_works(&world, &service, &at).await;
        assert!(at_cloud(&world, &key.remote_id).is_none(), "{at}");
        let left = keys(&service).await;
        let listed = left.iter().filter(|key| key.remote_id.starts_with("key-"));
        assert_eq!(listed.count(), 1, "{at}: what was made is one key");
        assert!(service.list_unfinished().await.unwrap().is_empty(), "{at}");
    }
}

#[tokio::test]
async fn a_key_that_was_made_here() {
    survives_every_end(&NAMED, Old::Made).await;
}

#[tokio::test]
async fn a_key_without_a_name_that_is_deleted_in_two_steps() {
    survives_every_end(&NAMELESS_IN_TWO_STEPS, Old::Made).await;
}

#[tokio::test]
async fn a_key_without_a_name_that_cannot_be_switched_off() {
    survives_every_end(&NAMELESS_ALWAYS_ON, Old::Made).await;
}

#[tokio::test]
async fn the_key_that_the_app_signs_in_with() {
    survives_every_end(&NAMED, Old::Own).await;
}

#[tokio::test]
async fn the_nameless_key_that_the_app_signs_in_with() {
    survives_every_end(&NAMELESS_IN_TWO_STEPS, Old::Own).await;
}

/// The way back, from its last step: the old key works before the new one goes.
async fn survives_every_end_of_the_way_back(spec: &'static KindSpec, old: Old) {
    let world = Arc::new(World::new(spec));
    let service = world.service();
    let key = prepare(&world, &service, old).await;
    let begun = start(&service, key.id).await.unwrap();
    let mut now = begun.clone();
    while now.step != S::Delete {
        now = step(&service, &now, now.step).await;
    }
    let heir = service.key_row(now.new_key.unwrap()).unwrap();
    let moments = moments(&world);
    let back = end(&now, Some(heir.name()));
    service.end_succession(back.clone()).await.unwrap();
    no_more_moments(&world);
    let moments = std::mem::take(&mut *moments.lock().unwrap());
    for (at, left) in moments.into_iter().enumerate() {
        let at = format!("{old:?} back at moment {at}");
        let world = left.world(spec);
        let service = world.service();
        service.take_up_all().await;
        something_works(&world, &service, &at).await;
        settle_doubts(&service).await;
        if service.successions().unwrap().pop().is_some() {
            service.end_succession(back.clone()).await.unwrap();
        }
        something_works(&world, &service, &at).await;
        let old = at_cloud(&world, &key.remote_id).unwrap();
        assert_eq!(old.state, KeyState::Enabled, "{at}");
        assert!(at_cloud(&world, &heir.remote.remote_id).is_none(), "{at}");
    }
}

#[tokio::test]
async fn the_way_back() {
    survives_every_end_of_the_way_back(&NAMED, Old::Made).await;
    survives_every_end_of_the_way_back(&NAMED, Old::Own).await;
    survives_every_end_of_the_way_back(&NAMELESS_IN_TWO_STEPS, Old::Own).await;
}
