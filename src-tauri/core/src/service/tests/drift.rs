//! What others change about keys at their clouds, and what only looks so.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::fake::*;
use crate::error::{Error, ErrorCode, Outcome};
use crate::kind::RemoteKey;
use crate::model::*;
use crate::service::KeyService;

const ALL: RefreshKeys = RefreshKeys { account: None };

/// The only key, after a look at the cloud.
async fn looked(service: &Arc<KeyService>) -> ApiKey {
    let list = service.refresh_keys(ALL).await.unwrap();
    list.keys.into_iter().next().unwrap()
}

/// Happens at the cloud, behind our back.
fn behind_our_back(world: &World, change: impl FnOnce(&mut RemoteKey)) {
    world.cloud.with(|cloud| change(&mut cloud.keys[0]));
}

async fn noticed(service: &Arc<KeyService>) -> Vec<Event> {
    let ask = ListEvents {
        limit: 50,
        ..ListEvents::default()
    };
    let mut events = service.list_events(ask).await.unwrap();
    events.retain(|event| event.op == OperationKind::ChangedElsewhere);
    events
}

fn was(key: &ApiKey) -> Vec<KeyWas> {
    key.changed.iter().map(|field| field.was.clone()).collect()
}

fn rename(key: &ApiKey, name: &str) -> UpdateKey {
    UpdateKey {
        key: key.id,
        fields: BTreeMap::from([("name".to_owned(), FieldValue::Text(name.to_owned()))]),
    }
}

fn role(id: &str) -> RoleChoice {
    RoleChoice {
        id: id.to_owned(),
        name: id.to_owned(),
        custom: false,
    }
}

fn rule(source: &str, description: Option<&str>) -> AddressRule {
    AddressRule {
        source: source.to_owned(),
        description: description.map(str::to_owned),
    }
}

/// An account with one key that a list has told of.
async fn settled(world: &World) -> (Arc<KeyService>, ApiKey) {
    world.cloud.with(|cloud| {
        cloud.keys = vec![RemoteKey {
            roles: vec![role("reader")],
            addresses: Some(vec![rule("203.0.113.7", None)]),
            ..remote("a", "shop")
        }];
    });
    let service = world.service();
    world.connected(&service).await;
    let key = looked(&service).await;
    // The first list says what is known.
    assert!(key.changed.is_empty());
    assert!(noticed(&service).await.is_empty());
    (service, key)
}

#[tokio::test]
async fn what_others_changed_stays_with_the_key_until_the_user_took_note() {
    let world = World::new(&SPEC);
    let (service, _) = settled(&world).await;
    let at = "2027-01-01T00:00:00Z".parse().unwrap();
    behind_our_back(&world, |key| {
        key.name = "till".to_owned();
        key.state = KeyState::Disabled;
        key.roles = vec![role("reader"), role("admin")];
        key.expires = Expiry::At { at };
        key.addresses = Some(vec![rule("0.0.0.0/0", None)]);
        key.last_used = LastUsed::At { at };
    });
    let key = looked(&service).await;
    let before = [
        KeyWas::Name("shop".to_owned()),
        KeyWas::State(KeyState::Enabled),
        KeyWas::Roles(vec![role("reader")]),
        KeyWas::Expires(Expiry::Never),
        KeyWas::Addresses(vec![rule("203.0.113.7", None)]),
    ];
    assert_eq!(was(&key), before);
    let events = noticed(&service).await;
    assert_eq!(events.len(), 1);
    assert_eq!(events[0].key, Some(key.id));
    assert_eq!(events[0].account_label.as_deref(), Some("Team"));

    // The same again is nothing new, also after a restart.
    drop(service);
    let service = world.service();
    assert_eq!(looked(&service).await.changed, key.changed);
    assert_eq!(noticed(&service).await.len(), 1);

    let seen = service.accept_change(KeyRef { key: key.id }).await.unwrap();
    assert!(seen.changed.is_empty());
    assert!(looked(&service).await.changed.is_empty());
    assert_eq!(noticed(&service).await.len(), 1);

    // From here on this is how it is known.
    behind_our_back(&world, |key| key.state = KeyState::Enabled);
    let key = looked(&service).await;
    assert_eq!(was(&key), [KeyWas::State(KeyState::Disabled)]);
    assert_eq!(noticed(&service).await.len(), 2);
}

#[tokio::test]
async fn a_second_change_is_told_again_and_one_that_is_taken_back_is_none() {
    let world = World::new(&SPEC);
    let (service, _) = settled(&world).await;
    for (name, events) in [("till", 1), ("stall", 2)] {
        behind_our_back(&world, |key| key.name = name.to_owned());
        let key = looked(&service).await;
        assert_eq!(was(&key), [KeyWas::Name("shop".to_owned())]);
        assert_eq!(noticed(&service).await.len(), events);
    }
    behind_our_back(&world, |key| key.name = "shop".to_owned());
    assert!(looked(&service).await.changed.is_empty());
    assert_eq!(noticed(&service).await.len(), 2);
}

#[tokio::test]
async fn what_we_change_ourselves_is_no_change_of_others_and_takes_none_of_theirs_away() {
    let world = World::new(&SPEC);
    let (service, key) = settled(&world).await;
    service.update_key(rename(&key, "till")).await.unwrap();
    let off = SwitchKey {
        key: key.id,
        on: false,
    };
    assert!(service.switch_key(off).await.unwrap().changed.is_empty());
    let key = looked(&service).await;
    assert_eq!((key.name.as_str(), key.state), ("till", KeyState::Disabled));
    assert!(key.changed.is_empty());

    // Noticed with the answer to our own change, before any list.
    behind_our_back(&world, |key| key.roles = vec![role("admin")]);
    let key = service.update_key(rename(&key, "stall")).await.unwrap();
    assert_eq!(was(&key), [KeyWas::Roles(vec![role("reader")])]);
    assert_eq!(was(&looked(&service).await), was(&key));
    assert_eq!(noticed(&service).await.len(), 1);
    // Changed back with our own hands, in the field that others changed.
    behind_our_back(&world, |key| key.state = KeyState::Enabled);
    let key = looked(&service).await;
    assert_eq!(key.changed.len(), 2);
    let key = service.switch_key(off).await.unwrap();
    assert_eq!(was(&key), [KeyWas::Roles(vec![role("reader")])]);
}

#[tokio::test]
async fn a_change_of_ours_whose_answer_was_lost_is_not_counted_when_it_turns_up() {
    let world = World::new(&SPEC);
    let (service, key) = settled(&world).await;
    // It was done, and the line broke.
    world.cloud.with(|cloud| {
        let cut = Error::new(ErrorCode::Interrupted).with_outcome(Outcome::Unknown);
        cloud.faults.push_back(("update", cut));
    });
    service.update_key(rename(&key, "till")).await.unwrap_err();
    behind_our_back(&world, |key| {
        key.name = "till".to_owned();
        key.state = KeyState::Disabled;
    });
    assert_eq!(service.store.operations().unwrap().len(), 1);
    let key = looked(&service).await;
    assert_eq!(key.name, "till");
    // Only what the change was not about.
    assert_eq!(was(&key), [KeyWas::State(KeyState::Enabled)]);
    service.look_at_due().await;
    assert!(service.store.operations().unwrap().is_empty());
    let key = looked(&service).await;
    assert_eq!(was(&key), [KeyWas::State(KeyState::Enabled)]);
    assert_eq!(noticed(&service).await.len(), 1);
}

#[tokio::test]
async fn a_list_that_was_asked_for_before_our_change_says_nothing() {
    let world = World::new(&SPEC);
    let (service, key) = settled(&world).await;
    let account = service.app_state().await.unwrap().accounts[0].clone();
    let kind = service.kind(KindId::ClickhouseKey).unwrap();
    let asked_at = jiff::Timestamp::now();
    let old = world.cloud.with(|cloud| cloud.keys.clone());
    service.update_key(rename(&key, "till")).await.unwrap();
    service
        .take_listing(&account, kind.as_ref(), old, asked_at)
        .unwrap();
    assert!(noticed(&service).await.is_empty());
    let key = looked(&service).await;
    assert_eq!(key.name, "till");
    assert!(key.changed.is_empty());
    assert!(noticed(&service).await.is_empty());
}

#[tokio::test]
async fn what_a_cloud_does_not_tell_or_what_runs_out_by_itself_is_no_change() {
    let world = World::new(&SPEC);
    let (service, _) = settled(&world).await;
    behind_our_back(&world, |key| {
        key.name = String::new();
        key.roles = vec![];
        key.addresses = None;
        key.expires = Expiry::Unknown;
        key.state = KeyState::Expired;
        key.last_used = LastUsed::Never;
    });
    assert!(looked(&service).await.changed.is_empty());
    behind_our_back(&world, |key| {
        key.name = " shop ".to_owned();
        key.roles = vec![role("reader")];
        key.addresses = Some(vec![rule("203.0.113.7", Some("office"))]);
        key.expires = Expiry::Never;
        key.state = KeyState::Enabled;
    });
    assert!(looked(&service).await.changed.is_empty());
    assert!(noticed(&service).await.is_empty());
}

#[tokio::test]
async fn what_a_cloud_tells_only_later_is_known_from_then_on() {
    let world = World::new(&SPEC);
    world
        .cloud
        .with(|cloud| cloud.keys = vec![remote("a", "shop")]);
    let service = world.service();
    world.connected(&service).await;
    assert_eq!(looked(&service).await.addresses, None);
    behind_our_back(&world, |key| {
        key.addresses = Some(vec![rule("203.0.113.7", None)]);
    });
    assert!(looked(&service).await.changed.is_empty());
    behind_our_back(&world, |key| key.addresses = Some(vec![]));
    let before = KeyWas::Addresses(vec![rule("203.0.113.7", None)]);
    assert_eq!(was(&looked(&service).await), [before]);
}

#[tokio::test]
async fn a_refresh_that_fails_changes_nothing_and_the_next_tells_all() {
    let world = World::new(&SPEC);
    let (service, _) = settled(&world).await;
    behind_our_back(&world, |key| key.name = "till".to_owned());
    world.cloud.with(|cloud| {
        let down = Error::new(ErrorCode::Offline);
        cloud.faults.push_back(("list", down));
    });
    let key = looked(&service).await;
    assert_eq!(key.name, "shop");
    assert!(key.changed.is_empty());
    assert_eq!(
        was(&looked(&service).await),
        [KeyWas::Name("shop".to_owned())]
    );
}

#[tokio::test]
async fn a_key_made_here_is_known_as_its_first_list_shows_it() {
    let world = World::new(&SPEC);
    let service = world.service();
    let account = world.connected(&service).await;
    service.create_key(new_key(&account, "shop")).await.unwrap();
    // Lists tell more of a key than the answer to its making.
    behind_our_back(&world, |key| key.roles = vec![role("reader")]);
    assert!(looked(&service).await.changed.is_empty());
    behind_our_back(&world, |key| key.roles = vec![role("admin")]);
    let before = KeyWas::Roles(vec![role("reader")]);
    assert_eq!(was(&looked(&service).await), [before]);
}

#[tokio::test]
async fn a_list_that_lags_behind_our_change_is_no_change_back() {
    const LAGS: crate::kind::KindSpec = crate::kind::KindSpec {
        listed_in_s: 60,
        ..SPEC
    };
    let world = World::new(&LAGS);
    let (service, key) = settled(&world).await;
    service.update_key(rename(&key, "till")).await.unwrap();
    behind_our_back(&world, |key| key.name = "shop".to_owned());
    assert!(looked(&service).await.changed.is_empty());
    behind_our_back(&world, |key| key.name = "till".to_owned());
    assert!(looked(&service).await.changed.is_empty());
    assert!(noticed(&service).await.is_empty());
}

#[tokio::test]
async fn an_end_that_is_told_more_exactly_is_the_same_end() {
    let world = World::new(&SPEC);
    let at = |text: &str| Expiry::At {
        at: text.parse().unwrap(),
    };
    world.cloud.with(|cloud| {
        cloud.keys = vec![RemoteKey {
            expires: at("2027-01-01T00:00:00Z"),
            ..remote("a", "shop")
        }];
    });
    let service = world.service();
    world.connected(&service).await;
    looked(&service).await;
    behind_our_back(&world, |key| key.expires = at("2027-01-01T00:00:00.4Z"));
    assert!(looked(&service).await.changed.is_empty());
    behind_our_back(&world, |key| key.expires = at("2027-01-01T00:00:01Z"));
    assert_eq!(looked(&service).await.changed.len(), 1);
}
