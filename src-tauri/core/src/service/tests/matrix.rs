//! Every way in which a keychain can be sick, beginning at every call, over connecting, issuing, copying and deleting:
//! nothing is sent that could not be kept, nothing is lost that was, no screen waits, and the program ends.

use std::sync::Arc;
use std::time::{Duration, Instant};

use super::fake::*;
use super::trouble::all_looks;
use crate::error::{Error, Outcome};
use crate::model::*;
use crate::service::KeyService;
use crate::vault::memory::Sickness;

const SICKNESSES: [Sickness; 7] = [
    Sickness::Absent,
    Sickness::Locked,
    Sickness::Hung,
    Sickness::NotSetUp,
    Sickness::RefusesWrites,
    Sickness::Lies,
    Sickness::Restarted,
];

/// Calls of an issue before its create is sent: check (put, get, remove, get), sign in (get), operation key (put, get).
const BEFORE_SENT: usize = 7;
/// Calls after which a connect has its draft on the disk: the draft's key (put, get).
const BEFORE_DRAFT: usize = 2;

/// Whether a sickness that begins at this call comes too late for what so many calls lead to. Both ways above end with
/// reading something back, which a keychain that only refuses writes still does.
fn comes_after(calls: usize, sickness: Sickness, at: usize) -> bool {
    at >= calls - usize::from(sickness == Sickness::RefusesWrites)
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Act {
    Connect,
    Issue,
    Copy,
    Delete,
}

/// What stands before the act.
struct Before {
    account: Option<Account>,
    key: Option<ApiKey>,
}

async fn prepare(world: &World, service: &Arc<KeyService>, act: Act) -> Before {
    // The connection is there, as the doctor of the screen leaves it: only that can be lost by a restart.
    service.check_vault().await.unwrap();
    let (mut account, mut key) = (None, None);
    if act != Act::Connect {
        account = Some(world.connected(service).await);
    }
    if matches!(act, Act::Copy | Act::Delete) {
        let ask = new_key(account.as_ref().unwrap(), "dash");
        key = Some(service.create_key(ask).await.unwrap());
    }
    Before { account, key }
}

async fn carry_out(service: Arc<KeyService>, act: Act, before: Before) -> Result<(), Error> {
    let account = before.account.as_ref();
    match act {
        Act::Connect => service.connect(connect(None)).await.map(drop),
        Act::Issue => {
            let ask = new_key(account.unwrap(), "dash");
            service.create_key(ask).await.map(drop)
        }
        Act::Copy => service.copy_key(copy(&before.key.unwrap())).await.map(drop),
        Act::Delete => {
            let ask = DeleteKey {
                key: before.key.unwrap().id,
                typed_name: "dash".to_owned(),
            };
            service.delete_key(ask).await
        }
    }
}

fn connect(draft: Option<&Draft>) -> Connect {
    Connect {
        kind: KindId::ClickhouseKey,
        draft: draft.map(|draft| draft.id),
        fields: match draft {
            Some(_) => Default::default(),
            None => fields("CONNECTED"),
        },
        realm: None,
        endpoint: None,
    }
}

fn copy(key: &ApiKey) -> CopyKey {
    CopyKey {
        key: key.id,
        what: CopyWhat::Secret,
    }
}

/// What the window asks for when it is used. The quickest try counts: another program may have the processor.
async fn screens_answer(service: &Arc<KeyService>, cell: &str) {
    let all = Instant::now();
    let mut quickest = Duration::MAX;
    while quickest >= Duration::from_millis(100) && all.elapsed() < Duration::from_secs(2) {
        let began = Instant::now();
        service.app_state().await.unwrap();
        service.list_keys().await.unwrap();
        service.list_unfinished().await.unwrap();
        service.list_drafts().await.unwrap();
        let all = ListEvents {
            limit: 50,
            ..ListEvents::default()
        };
        service.list_events(all).await.unwrap();
        quickest = quickest.min(began.elapsed());
    }
    assert!(
        quickest < Duration::from_millis(100),
        "{cell}: {quickest:?}"
    );
}

/// What the cloud and the page must have seen at the end of the act, still sick.
async fn laws_at_once(
    world: &World,
    service: &Arc<KeyService>,
    (act, sickness, at): (Act, Sickness, usize),
    result: &Result<(), Error>,
    cell: &str,
) {
    let (creates, deletes) = world.cloud.with(|cloud| {
        let deletes = cloud.calls.iter().filter(|call| **call == "delete").count();
        (cloud.creates, deletes)
    });
    let open = service.list_unfinished().await.unwrap();
    match act {
        Act::Connect => {
            let accounts = service.app_state().await.unwrap().accounts;
            let drafts = service.list_drafts().await.unwrap();
            assert_eq!(accounts.len(), usize::from(result.is_ok()), "{cell}");
            let kept = result.is_err() && comes_after(BEFORE_DRAFT, sickness, at);
            assert_eq!(drafts.len(), usize::from(kept), "{cell}: a draft");
        }
        Act::Issue => {
            assert!(creates <= 1, "{cell}");
            if let Err(error) = result {
                let sent = comes_after(BEFORE_SENT, sickness, at);
                assert_eq!(creates, usize::from(sent), "{cell}: sent");
                let outcome = [Outcome::Unsent, Outcome::Unknown][creates];
                assert_eq!(error.outcome, outcome, "{cell}");
                assert_eq!(open.len(), creates, "{cell}: told of");
            }
        }
        Act::Copy => {
            let copied = world.desktop.copied.lock().unwrap();
            assert_eq!(copied.len(), usize::from(result.is_ok()), "{cell}");
            assert!(copied.iter().all(|(text, _)| text == SECRET), "{cell}");
        }
        Act::Delete => assert_eq!(deletes, usize::from(result.is_ok()), "{cell}"),
    }
}

/// What must be after the keychain works again and the program was started anew: nothing was lost, nothing is left.
async fn laws_in_the_end(world: &World, act: Act, result: &Result<(), Error>, cell: &str) {
    let service = world.service();
    service.take_up_all().await;
    let open: Vec<Unfinished> = all_looks(&service).await;
    if act == Act::Connect {
        for draft in service.list_drafts().await.unwrap() {
            service.connect(connect(Some(&draft))).await.unwrap();
        }
    } else {
        assert!(open.is_empty(), "{cell}: {open:?}");
    }
    for account in service.app_state().await.unwrap().accounts {
        let account = AccountRef {
            account: account.id,
        };
        let signs_in = service.verify_account(account).await;
        assert!(signs_in.is_ok(), "{cell}: {signs_in:?}");
    }
    let keys = service.list_keys().await.unwrap().keys;
    let there = world.cloud.with(|cloud| cloud.keys.len());
    assert_eq!(keys.len(), there, "{cell}: keys");
    let deleted = act == Act::Delete && result.is_ok();
    assert!(act == Act::Connect || act == Act::Issue || there == usize::from(!deleted));
    for key in &keys {
        assert_eq!(key.secret, SecretPlace::Here, "{cell}");
        service.copy_key(copy(key)).await.unwrap();
        let copied = world.desktop.copied.lock().unwrap();
        assert_eq!(copied.last().unwrap().0, SECRET, "{cell}");
    }
    let accounts = service.app_state().await.unwrap().accounts.len();
    let items = world.keychain.items().len();
    assert_eq!(items, accounts + keys.len(), "{cell}: items");
}

/// One cell, the sickness beginning at this call; whether that call came.
async fn cell(act: Act, sickness: Sickness, at: usize) -> bool {
    let cell = format!("{act:?}, {sickness:?} at call {at}");
    let world = World::new(&SPEC);
    let service = world.service();
    let before = prepare(&world, &service, act).await;
    world.cloud.with(|cloud| cloud.calls.clear());
    world.desktop.copied.lock().unwrap().clear();
    world.keychain.sicken_after(at, sickness);
    let running = tokio::spawn(carry_out(service.clone(), act, before));
    while !running.is_finished() && world.keychain.hanging() == 0 {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    screens_answer(&service, &cell).await;

    let began = Instant::now();
    service.shut_down().await;
    let took = began.elapsed();
    assert!(
        took < Duration::from_secs(2),
        "{cell}: ended after {took:?}"
    );
    let result = running.await.unwrap();
    if !world.keychain.fell_sick() || sickness == Sickness::Restarted {
        assert!(result.is_ok(), "{cell}: {result:?}");
    }
    laws_at_once(&world, &service, (act, sickness, at), &result, &cell).await;

    let fell_sick = world.keychain.fell_sick();
    world.keychain.heal();
    // What hung is done by now, as by a prompt that is answered late.
    let well = async { while service.vault.check().await.is_err() {} };
    let well = tokio::time::timeout(Duration::from_secs(20), well).await;
    assert!(well.is_ok(), "{cell}: not well again");
    drop(service);
    laws_in_the_end(&world, act, &result, &cell).await;
    fell_sick
}

async fn row(act: Act) {
    for sickness in SICKNESSES {
        let mut at = 0;
        while cell(act, sickness, at).await {
            at += 1;
        }
        assert!(at > 0, "{act:?} asks the keychain");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn connecting_with_a_sick_keychain() {
    row(Act::Connect).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn issuing_with_a_sick_keychain() {
    row(Act::Issue).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn copying_with_a_sick_keychain() {
    row(Act::Copy).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn deleting_with_a_sick_keychain() {
    row(Act::Delete).await;
}
