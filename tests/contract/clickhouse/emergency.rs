//! Something leaked: all keys of an organization stop, through real sockets.

use keywright_core::ErrorCode;
use keywright_core::model::*;
use keywright_practice::clickhouse::{Call, KeyState, NewPracticeKey, Trouble};

use super::Session;
use crate::kakao::engine::Engine;

/// An organization with three keys beside the one that the account signs in with.
async fn leaked(session: &Session) -> (Engine, Account) {
    for name in ["shop", "batch", "maps"] {
        session.cloud.add_key(NewPracticeKey {
            name: name.to_owned(),
            ..NewPracticeKey::default()
        });
    }
    let engine = Engine::start();
    let account = engine.connect(&session.by).await;
    (engine, account)
}

async fn stop(engine: &Engine, account: &Account, wish: StopWish) -> Emergency {
    let plan = PlanEmergency {
        account: account.id,
        wish,
    };
    let lines = engine.service.plan_emergency(plan).await.unwrap();
    assert_eq!(lines.len(), 4);
    assert_eq!(
        (lines[3].turn, lines[3].act),
        (StopTurn::Last, StopAct::ByHand)
    );
    let ask = StartEmergency {
        account: account.id,
        wish,
        keys: lines.iter().map(|line| line.key).collect(),
        typed_name: account.label.clone(),
    };
    engine.service.start_emergency(ask).await.unwrap()
}

fn open(emergency: &Emergency) -> usize {
    emergency.lines.iter().filter(|line| !line.done).count()
}

#[tokio::test]
async fn all_keys_are_paused_and_what_was_not_reached_after_a_restart() {
    let session = Session::start().await;
    let (engine, account) = leaked(&session).await;
    session
        .cloud
        .trouble(Trouble::ServerError(500).only(Call::UpdateKey).once());
    let left = stop(&engine, &account, StopWish::Pause).await;
    assert_eq!(left.lines[0].problem, Some(ErrorCode::ProviderDown));
    assert_eq!(open(&left), 2);
    session.cloud.trouble(Trouble::None);
    // It stands in the data file, and goes on when the user says so.
    let engine = engine.restart();
    let state = engine.service.app_state().await.unwrap();
    assert_eq!(state.emergencies[0].id, left.id);
    let ask = EmergencyRef { emergency: left.id };
    let left = engine.service.run_emergency(ask).await.unwrap();
    assert_eq!(open(&left), 1);
    let states: Vec<_> = session.cloud.keys().iter().map(|key| key.state).collect();
    assert_eq!(states[0], KeyState::Enabled);
    assert_eq!(states[1..], [KeyState::Disabled; 3]);
    // The one that signs in is the user's, in the console.
    let ask = NoteStopped {
        emergency: left.id,
        key: left.lines[3].key,
    };
    engine.service.note_stopped(ask).await.unwrap();
    let state = engine.service.app_state().await.unwrap();
    assert!(state.emergencies.is_empty());
}

#[tokio::test]
async fn all_keys_are_deleted_and_leave_a_record() {
    let session = Session::start().await;
    let (engine, account) = leaked(&session).await;
    let left = stop(&engine, &account, StopWish::Delete).await;
    assert_eq!(open(&left), 1);
    assert_eq!(session.names(), [] as [&str; 0]);
    assert_eq!(session.cloud.keys().len(), 1);
    let bin = engine.service.list_bin().await.unwrap();
    let reasons: Vec<_> = bin.iter().map(|entry| entry.reason).collect();
    assert_eq!(reasons, [BinReason::Deleted; 3]);
}
