//! Something leaked: what is stopped in which order, and what stays on the list until it works.

use std::sync::Arc;

use super::fake::*;
use super::lock::{lockable, refused};
use crate::error::{Error, ErrorCode, Outcome};
use crate::kind::KindSpec;
use crate::model::*;
use crate::service::KeyService;

/// An account with three keys beside the one it signs in with.
async fn leaked(spec: &'static KindSpec) -> (World, Arc<KeyService>, Account) {
    let world = World::new(spec);
    let service = world.service();
    world.cloud.with(|cloud| {
        let ids = [("own", "first"), ("a", "a"), ("b", "b"), ("c", "c")];
        cloud.keys = ids.map(|(id, name)| remote(id, name)).to_vec();
    });
    let account = world.connected(&service).await;
    world.cloud.with(|cloud| cloud.calls.clear());
    (world, service, account)
}

async fn plan(service: &KeyService, account: &Account, wish: StopWish) -> Vec<EmergencyLine> {
    let account = account.id;
    let ask = PlanEmergency { account, wish };
    service.plan_emergency(ask).await.unwrap()
}

/// All keys but the one that signs all of it.
async fn all(service: &KeyService, account: &Account, wish: StopWish) -> StartEmergency {
    let mut lines = plan(service, account, wish).await;
    lines.retain(|line| line.turn != StopTurn::Last);
    StartEmergency {
        account: account.id,
        wish,
        keys: lines.iter().map(|line| line.key).collect(),
        typed_name: account.label.clone(),
    }
}

fn again(emergency: &Emergency) -> EmergencyRef {
    EmergencyRef {
        emergency: emergency.id,
    }
}

fn open(emergency: &Emergency) -> Vec<&str> {
    let lines = emergency.lines.iter().filter(|line| !line.done);
    lines.map(|line| &*line.name).collect()
}

async fn on_the_list(service: &KeyService) -> Vec<Emergency> {
    service.app_state().await.unwrap().emergencies
}

fn fail(world: &World, call: &'static str, code: ErrorCode, outcome: Outcome) {
    let error = Error::new(code).with_outcome(outcome);
    world
        .cloud
        .with(|cloud| cloud.faults.push_back((call, error)));
}

fn changes(world: &World) -> Vec<&'static str> {
    let calls = world.cloud.with(|cloud| cloud.calls.clone());
    let change = |call: &&str| matches!(*call, "switch" | "delete");
    calls.into_iter().filter(change).collect()
}

fn states(world: &World) -> Vec<(String, KeyState)> {
    let keys = world.cloud.with(|cloud| cloud.keys.clone());
    keys.into_iter().map(|key| (key.name, key.state)).collect()
}

#[tokio::test]
async fn all_keys_are_paused_and_the_one_that_signs_is_left_to_the_user() {
    let (world, service, account) = leaked(&SPEC).await;
    let lines = plan(&service, &account, StopWish::Pause).await;
    let what = |line: &EmergencyLine| (line.name.clone(), line.turn, line.act);
    let names: Vec<_> = lines.iter().map(what).collect();
    let expected = ["a", "b", "c"].map(|name| (name.to_owned(), StopTurn::First, StopAct::Pause));
    assert_eq!(names[..3], expected);
    assert_eq!(
        names[3],
        ("first".to_owned(), StopTurn::Last, StopAct::ByHand)
    );
    // Looking at it changes nothing.
    assert_eq!(changes(&world), [] as [&str; 0]);
    let mut ask = all(&service, &account, StopWish::Pause).await;
    ask.keys.push(lines[3].key);
    let left = service.start_emergency(ask).await.unwrap();
    assert_eq!(open(&left), ["first"]);
    assert_eq!(changes(&world), ["switch"; 3]);
    assert_eq!(states(&world)[0], ("first".to_owned(), KeyState::Enabled));
    // Again changes nothing: it is the user's turn.
    let left = service.run_emergency(again(&left)).await.unwrap();
    assert_eq!(changes(&world).len(), 3);
    let ask = NoteStopped {
        emergency: left.id,
        key: lines[3].key,
    };
    let over = service.note_stopped(ask).await.unwrap();
    assert_eq!(open(&over), [] as [&str; 0]);
    assert!(on_the_list(&service).await.is_empty());
    assert!(service.list_unfinished().await.unwrap().is_empty());
    let ask = ListEvents {
        limit: 5,
        ..ListEvents::default()
    };
    let events = service.list_events(ask).await.unwrap();
    assert_eq!(events[0].op, OperationKind::Emergency);
    assert_eq!(events[1].key_name.as_deref(), Some("c"));
    // Paused already: nothing to do.
    let lines = plan(&service, &account, StopWish::Pause).await;
    assert!(lines[..3].iter().all(|line| line.act == StopAct::Stopped));
    let ask = all(&service, &account, StopWish::Pause).await;
    let nothing = service.start_emergency(ask).await;
    assert_eq!(nothing.unwrap_err().code, ErrorCode::Gone);
}

#[tokio::test]
async fn a_key_that_fails_stays_and_the_others_go_on() {
    let (world, service, account) = leaked(&SPEC).await;
    fail(&world, "delete", ErrorCode::Forbidden, Outcome::Refused);
    let ask = all(&service, &account, StopWish::Delete).await;
    let left = service.start_emergency(ask).await.unwrap();
    assert_eq!(open(&left), ["a"]);
    assert_eq!(left.lines[0].problem, Some(ErrorCode::Forbidden));
    let at_cloud: Vec<_> = states(&world).into_iter().map(|(name, _)| name).collect();
    assert_eq!(at_cloud, ["first", "a"]);
    assert_eq!(on_the_list(&service).await, std::slice::from_ref(&left));
    // Neither another one, nor the end of the account that signs it.
    let ask = all(&service, &account, StopWish::Delete).await;
    let busy = service.start_emergency(ask).await.unwrap_err();
    assert_eq!(busy.code, ErrorCode::Busy);
    let account = AccountRef {
        account: account.id,
    };
    let busy = service.disconnect(account).await.unwrap_err();
    assert_eq!(busy.code, ErrorCode::Busy);

    let over = service.run_emergency(again(&left)).await.unwrap();
    assert_eq!(open(&over), [] as [&str; 0]);
    assert_eq!(states(&world).len(), 1);
    assert!(on_the_list(&service).await.is_empty());
    let gone = service.run_emergency(again(&left)).await.unwrap_err();
    assert_eq!(gone.code, ErrorCode::Gone);
}

#[tokio::test]
async fn a_key_that_another_account_signs_in_with_goes_after_all_others() {
    let (world, service, account) = leaked(&SPEC).await;
    world
        .cloud
        .with(|cloud| cloud.keys.insert(0, remote("ID-OTHER", "second")));
    // The list now comes through the other account, whose own key this is.
    world.connected_with(&service, "OTHER").await;
    let lines = plan(&service, &account, StopWish::Delete).await;
    let turns: Vec<_> = lines.iter().map(|line| (&*line.name, line.turn)).collect();
    assert_eq!(turns[3], ("second", StopTurn::Own));
    assert_eq!(turns[4], ("first", StopTurn::Last));
    world.cloud.with(|cloud| cloud.calls.clear());
    fail(&world, "delete", ErrorCode::Forbidden, Outcome::Refused);
    let ask = all(&service, &account, StopWish::Delete).await;
    let left = service.start_emergency(ask).await.unwrap();
    assert_eq!(open(&left), ["a", "second"]);
    // It waits for the others; nothing went wrong with it.
    assert_eq!(left.lines[3].problem, None);
    assert_eq!(changes(&world), ["delete"; 3]);
    let over = service.run_emergency(again(&left)).await.unwrap();
    assert_eq!(open(&over), [] as [&str; 0]);
    assert_eq!(states(&world).len(), 1);
}

#[tokio::test]
async fn a_kill_half_way_leaves_the_rest_on_the_list() {
    let (world, service, account) = leaked(&SPEC).await;
    // The answer about the first key arrives; then the program ends within the second.
    let ask = all(&service, &account, StopWish::Pause).await;
    let stop = "CREATE TRIGGER stop BEFORE UPDATE OF state ON operations
        WHEN NEW.op = 'pause' AND NEW.name = 'b' BEGIN SELECT RAISE(ABORT, 'made up'); END";
    service.store.say(stop);
    service.start_emergency(ask).await.unwrap();
    service.store.say("DROP TRIGGER stop");
    let row = service.store.operations().unwrap();
    let row = row.iter().find(|row| row.op == OperationKind::Emergency);
    // As a kill leaves it: what came after the first line was never written.
    let mut row = row.unwrap().clone();
    for line in 1..3 {
        row.detail["lines"][line]["done"] = false.into();
        row.detail["lines"][line]["problem"] = serde_json::Value::Null;
    }
    service.store.advance(&row).unwrap();
    drop(service);

    let service = world.service();
    world.cloud.with(|cloud| cloud.calls.clear());
    service.take_up_all().await;
    let [left] = &on_the_list(&service).await[..] else {
        panic!("not on the list")
    };
    // What the cloud shows as paused is done, whatever was written.
    assert_eq!(open(left), ["b"]);
    assert!(!left.running);
    // Nothing is sent by itself.
    assert_eq!(changes(&world), [] as [&str; 0]);
    let over = service.run_emergency(again(left)).await.unwrap();
    assert_eq!(open(&over), [] as [&str; 0]);
    assert_eq!(changes(&world), ["switch"]);
}

#[tokio::test]
async fn a_lost_answer_is_found_in_the_list() {
    let (world, service, account) = leaked(&SPEC).await;
    fail(&world, "delete", ErrorCode::Interrupted, Outcome::Unknown);
    let ask = all(&service, &account, StopWish::Delete).await;
    let left = service.start_emergency(ask).await.unwrap();
    assert_eq!(open(&left), ["a"]);
    // The cloud had done it; the look that follows shows so.
    world
        .cloud
        .with(|cloud| cloud.keys.retain(|key| key.name != "a"));
    service.look_at_due().await;
    assert!(on_the_list(&service).await.is_empty());
}

#[tokio::test]
async fn a_dead_net_is_asked_once_and_everything_stays() {
    let (world, service, account) = leaked(&SPEC).await;
    fail(&world, "switch", ErrorCode::Offline, Outcome::Unsent);
    let ask = all(&service, &account, StopWish::Pause).await;
    let left = service.start_emergency(ask).await.unwrap();
    assert_eq!(open(&left).len(), 3);
    assert_eq!(left.lines[0].problem, Some(ErrorCode::Offline));
    assert_eq!(changes(&world), ["switch"]);
    let over = service.run_emergency(again(&left)).await.unwrap();
    assert_eq!(open(&over), [] as [&str; 0]);
}

#[tokio::test]
async fn a_cloud_that_asks_for_patience_gets_it() {
    let (world, service, account) = leaked(&SPEC).await;
    for _ in 0..2 {
        fail(&world, "switch", ErrorCode::RateLimited, Outcome::Refused);
    }
    let ask = all(&service, &account, StopWish::Pause).await;
    let over = service.start_emergency(ask).await.unwrap();
    assert_eq!(open(&over), [] as [&str; 0]);
    assert_eq!(changes(&world).len(), 5);
    for _ in 0..3 {
        fail(&world, "delete", ErrorCode::RateLimited, Outcome::Refused);
    }
    let ask = all(&service, &account, StopWish::Delete).await;
    let left = service.start_emergency(ask).await.unwrap();
    assert_eq!(open(&left).len(), 3);
}

#[tokio::test]
async fn keys_that_must_be_off_first_are_switched_off_and_deleted() {
    let (world, service, account) = leaked(&DELETES_ONLY_WHAT_IS_OFF).await;
    let mut ask = all(&service, &account, StopWish::Delete).await;
    // Only what the user meant.
    ask.keys.truncate(2);
    service.start_emergency(ask).await.unwrap();
    assert_eq!(changes(&world), ["switch", "delete", "switch", "delete"]);
    let left: Vec<_> = states(&world).into_iter().map(|(name, _)| name).collect();
    assert_eq!(left, ["first", "c"]);
}

#[tokio::test]
async fn a_key_that_is_gone_at_the_cloud_is_stopped() {
    let (world, service, account) = leaked(&SPEC).await;
    world
        .cloud
        .with(|cloud| cloud.keys.retain(|key| key.name != "b"));
    let ask = all(&service, &account, StopWish::Pause).await;
    let over = service.start_emergency(ask).await.unwrap();
    assert_eq!(open(&over), [] as [&str; 0]);
}

#[tokio::test]
async fn what_only_the_console_stops_waits_for_the_user() {
    let world = World::new(&GUIDED);
    let service = world.service();
    let account = world.connected(&service).await;
    world.cloud.with(|cloud| cloud.calls.clear());
    let mut ask = all(&service, &account, StopWish::Pause).await;
    let lines = plan(&service, &account, StopWish::Pause).await;
    ask.keys = lines.iter().map(|line| line.key).collect();
    let left = service.start_emergency(ask).await.unwrap();
    assert_eq!(left.lines[0].act, StopAct::ByHand);
    assert_eq!(on_the_list(&service).await, std::slice::from_ref(&left));
    assert_eq!(
        world.cloud.with(|cloud| cloud.calls.clone()),
        [] as [&str; 0]
    );
    let ask = NoteStopped {
        emergency: left.id,
        key: left.lines[0].key,
    };
    let over = service.note_stopped(ask).await.unwrap();
    assert_eq!(open(&over), [] as [&str; 0]);
    assert!(on_the_list(&service).await.is_empty());
}

#[tokio::test]
async fn the_user_takes_off_what_is_left() {
    let (world, service, account) = leaked(&SPEC).await;
    fail(&world, "switch", ErrorCode::Forbidden, Outcome::Refused);
    let ask = all(&service, &account, StopWish::Pause).await;
    let left = service.start_emergency(ask).await.unwrap();
    service.end_emergency(again(&left)).await.unwrap();
    assert!(on_the_list(&service).await.is_empty());
    let at_cloud = states(&world);
    assert_eq!(at_cloud[0], ("first".to_owned(), KeyState::Enabled));
}

#[tokio::test]
async fn nothing_is_stopped_without_the_accounts_name() {
    let (world, service, account) = leaked(&SPEC).await;
    let mut ask = all(&service, &account, StopWish::Delete).await;
    ask.typed_name = "Tea".to_owned();
    let error = service.start_emergency(ask).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::NameMismatch);
    assert_eq!(states(&world).len(), 4);
    assert!(on_the_list(&service).await.is_empty());
}

#[tokio::test]
async fn a_locked_app_begins_none_and_one_that_began_comes_to_its_end() {
    let world = World::new(&SPEC);
    let (service, _) = lockable(&world, Preset::Balanced).await;
    let account = service.store.accounts().unwrap().remove(0).0;
    let ask = all(&service, &account, StopWish::Pause).await;
    // The lock falls within the first key.
    let wait = Error::new(ErrorCode::RateLimited).with_outcome(Outcome::Refused);
    world.cloud.with(|cloud| {
        cloud.keys.push(remote("b", "b"));
        cloud.faults.push_back(("switch", wait));
    });
    let runs = tokio::spawn({
        let (service, ask) = (service.clone(), ask.clone());
        async move { service.start_emergency(ask).await }
    });
    while on_the_list(&service).await.is_empty() && !runs.is_finished() {
        tokio::task::yield_now().await;
    }
    service.lock_app().await.unwrap();
    assert!(service.app_state().await.unwrap().emergencies.is_empty());
    let over = runs.await.unwrap().unwrap();
    assert_eq!(open(&over), [] as [&str; 0]);
    refused(service.start_emergency(ask).await);
    refused(service.run_emergency(again(&over)).await);
    for command in [
        "plan_emergency",
        "start_emergency",
        "run_emergency",
        "note_stopped",
        "end_emergency",
    ] {
        refused(service.admit(command));
    }
}
