//! Rotation over the practice clouds, for each kind of key that the app makes: the program is killed at each request
//! that reaches the cloud. Whatever the moment, a key that is stored here works, and the rotation comes to its end after
//! the next start with at most one key made for each time that the user asked. [`by_hand`]: of keys that only a console
//! makes.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use keywright_core::ErrorCode;
use keywright_core::kind::{Credential, SecretFields};
use keywright_core::model::*;
use keywright_core::service::KeyService;
use keywright_practice::clickhouse::{self, PracticeClickHouse};
use keywright_practice::kakao::{self, NewIamKey, PracticeKakao};
use keywright_practice::naver::{self, Policy, PracticeNaver};
use tokio::task::block_in_place;

use crate::kakao::engine::Engine;

mod by_hand;

use SuccessionStep as S;

/// A cloud that counts.
trait Cloud: Send + Sync {
    fn requests(&self) -> usize;
}

macro_rules! counts {
    ($($cloud:ty),+) => { $(impl Cloud for $cloud {
        fn requests(&self) -> usize {
            self.ledger().len()
        }
    })+ };
}
counts!(PracticeClickHouse, PracticeNaver, PracticeKakao);

/// An engine that is connected to a cloud, and the key to be rotated.
struct Case {
    cloud: Arc<dyn Cloud>,
    engine: Engine,
    old: ApiKey,
}

fn credential(kind: KindId, base_url: &str, fields: &[(&str, &str)]) -> Credential {
    let fields = fields.iter();
    Credential {
        kind,
        base_url: base_url.parse().unwrap(),
        fields: fields
            .map(|(id, value)| ((*id).to_owned(), (*value).into()))
            .collect::<SecretFields>(),
        scope: None,
        own_key: None,
    }
}

/// The ClickHouse key that the app signs in with.
async fn clickhouse_own() -> Case {
    let cloud = PracticeClickHouse::start(clickhouse::Options::default());
    let cloud = cloud.await.unwrap();
    let first = cloud.bootstrap().unwrap();
    let engine = Engine::start();
    let fields = [
        ("key_id", &*first.key_id),
        ("key_secret", &*first.key_secret),
    ];
    let by = credential(KindId::ClickhouseKey, &cloud.base_url(), &fields);
    let account = engine.connect(&by).await;
    let old = engine.own(&account).await;
    Case {
        cloud: Arc::new(cloud),
        engine,
        old,
    }
}

/// A ClickHouse key with roles, addresses and an end.
async fn clickhouse_made() -> Case {
    let Case { cloud, engine, old } = clickhouse_own().await;
    let at = jiff::Timestamp::now() + jiff::SignedDuration::from_hours(24 * 90);
    let addresses = vec![AddressRule {
        source: "203.0.113.7".to_owned(),
        description: Some("office".to_owned()),
    }];
    let fields = BTreeMap::from([
        ("name".to_owned(), FieldValue::Text("etl".to_owned())),
        (
            "assigned_role_ids".to_owned(),
            FieldValue::Roles(old.roles.iter().map(|role| role.id.clone()).collect()),
        ),
        (
            "expire_at".to_owned(),
            FieldValue::Expiry(Expiry::At { at }),
        ),
        (
            "ip_access_list".to_owned(),
            FieldValue::Addresses(addresses),
        ),
    ]);
    let ask = CreateKey {
        account: old.account,
        kind: KindId::ClickhouseKey,
        fields,
    };
    let old = engine.service.create_key(ask).await.unwrap();
    Case { cloud, engine, old }
}

/// The only access key of a Naver sub account, which has two at most.
async fn naver_sub_account() -> Case {
    let options = naver::Options {
        lessons: false,
        ..naver::Options::default()
    };
    let cloud = PracticeNaver::start(options).await.unwrap();
    let first = cloud.bootstrap().unwrap();
    let robot = cloud.add_sub_account("robot", &[Policy::Administrator]);
    let engine = Engine::start();
    let fields = [
        ("access_key", &*first.access_key),
        ("secret_key", &*first.secret_key),
    ];
    let by = credential(KindId::NaverAccessKey, &cloud.base_url(), &fields);
    let account = engine.connect(&by).await;
    let old = engine
        .create(
            &account,
            KindId::NaverSubAccountKey,
            &[("sub_account", &robot)],
        )
        .await
        .unwrap();
    Case {
        cloud: Arc::new(cloud),
        engine,
        old,
    }
}

/// A KakaoCloud organization and an engine that signs in with a key of it.
async fn kakao(unrestricted: bool) -> (PracticeKakao, Engine, Account) {
    let options = kakao::Options {
        lessons: false,
        iam_key_quota: 100,
        ..kakao::Options::default()
    };
    let cloud = PracticeKakao::start(options).await.unwrap();
    let new = NewIamKey {
        name: "first".to_owned(),
        unrestricted,
        ..NewIamKey::default()
    };
    let (id, secret) = cloud.add_iam_key(new).unwrap();
    let engine = Engine::start();
    let fields = [("id", &*id), ("secret", &*secret)];
    let by = credential(KindId::KakaoIamKey, &cloud.base_url(), &fields);
    let account = engine.connect(&by).await;
    (cloud, engine, account)
}

async fn kakao_s3() -> Case {
    let (cloud, engine, account) = kakao(false).await;
    let fields = [("label", "backup")];
    let old = engine.create(&account, KindId::KakaoS3Key, &fields).await;
    Case {
        cloud: Arc::new(cloud),
        engine,
        old: old.unwrap(),
    }
}

/// A KakaoCloud account that may make IAM keys by calls that the user allowed, and the key it signs in with.
async fn kakao_iam() -> Case {
    let (cloud, engine, account) = kakao(true).await;
    let bootstrap = cloud.bootstrap().unwrap().id;
    assert!(cloud.remove_iam_key(&bootstrap));
    let allow = AllowUndocumented {
        account: account.id,
        on: true,
    };
    engine.service.allow_undocumented(allow).await.unwrap();
    let old = engine.own(&account).await;
    Case {
        cloud: Arc::new(cloud),
        engine,
        old,
    }
}

/// A Naver gateway key: its two values are made anew in turn.
async fn naver_gateway() -> Case {
    let options = naver::Options {
        lessons: false,
        ..naver::Options::default()
    };
    let cloud = PracticeNaver::start(options).await.unwrap();
    let first = cloud.bootstrap().unwrap();
    let engine = Engine::start();
    let fields = [
        ("access_key", &*first.access_key),
        ("secret_key", &*first.secret_key),
    ];
    let by = credential(KindId::NaverAccessKey, &cloud.base_url(), &fields);
    let account = engine.connect(&by).await;
    let fields = [("name", "widget"), ("description", "")];
    let old = engine.create(&account, KindId::NaverGatewayKey, &fields);
    let old = old.await.unwrap();
    Case {
        cloud: Arc::new(cloud),
        engine,
        old,
    }
}

/// A rotation that stands at a step.
#[derive(Debug)]
enum Now {
    /// A new key takes the place of the old one.
    Heir(Box<Succession>),
    /// The two values of one key are made anew in turn.
    Turns(Rotation),
}

impl Now {
    fn is_making(&self) -> bool {
        matches!(self, Now::Heir(now) if now.making.is_some())
    }

    fn heir(&self) -> &Succession {
        match self {
            Now::Heir(now) => now,
            Now::Turns(now) => panic!("no new key: {now:?}"),
        }
    }
}

async fn start(service: &Arc<KeyService>, old: &ApiKey) -> Now {
    if old.kind == KindId::NaverGatewayKey {
        let ask = StartRotation {
            key: old.id,
            in_use: "primary_key".to_owned(),
        };
        return Now::Turns(service.start_rotation(ask).await.unwrap());
    }
    let ask = StartSuccession { key: old.id };
    Now::Heir(Box::new(service.start_succession(ask).await.unwrap()))
}

async fn present(service: &KeyService) -> Option<Now> {
    let mut state = service.app_state().await.unwrap();
    let heir = state.successions.pop().map(Box::new).map(Now::Heir);
    heir.or_else(|| state.rotations.pop().map(Now::Turns))
}

/// Does the present step, as a user would who goes straight on.
async fn step(service: &Arc<KeyService>, now: &Now, name: &str) -> Result<(), ErrorCode> {
    let stepped = match now {
        Now::Heir(now) => {
            let ask = StepSuccession {
                succession: now.id,
                step: now.step,
                new: None,
                anyway: true,
                typed_name: Some(name.to_owned()),
            };
            service.step_succession(ask).await.map(drop)
        }
        Now::Turns(now) => {
            let ask = StepRotation {
                rotation: now.id,
                step: now.step,
            };
            service.step_rotation(ask).await.map(drop)
        }
    };
    stepped.map_err(|error| error.code)
}

/// A key that is stored here works, and the app can sign in.
async fn something_works(engine: &Engine, at: &str) {
    let account = engine.service.app_state().await.unwrap().accounts.remove(0);
    let ask = AccountRef {
        account: account.id,
    };
    let signed_in = engine.service.verify_account(ask).await;
    assert!(signed_in.is_ok(), "{at}: {:?}", signed_in.err());
    let refresh = RefreshKeys { account: None };
    let keys = engine.service.refresh_keys(refresh).await.unwrap().keys;
    for key in keys {
        let there = key.presence == Presence::AtCloud && key.state == KeyState::Enabled;
        let ask = KeyRef { key: key.id };
        if there && key.secret == SecretPlace::Here && engine.service.verify_key(ask).await.is_ok()
        {
            return;
        }
    }
    panic!("{at}: no stored key works");
}

/// Goes through the rotation in a program of its own, which is killed once so many requests were seen; then starts the
/// next one. Says whether it came to its end before.
fn killed(case: Case, requests: usize) -> (Case, bool) {
    let Case { cloud, engine, old } = case;
    let program = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .enable_all()
        .build()
        .unwrap();
    let (service, name) = (engine.service.clone(), old.name.clone());
    let run = program.spawn(async move {
        while let Some(now) = present(&service).await {
            step(&service, &now, &name).await.unwrap();
        }
    });
    let until = Instant::now() + Duration::from_secs(60);
    while cloud.requests() < requests && !run.is_finished() {
        assert!(Instant::now() < until, "does not go on");
        std::thread::sleep(Duration::from_micros(200));
    }
    let over = run.is_finished();
    program.shutdown_background();
    let engine = engine.restart_after_kill();
    (Case { cloud, engine, old }, over)
}

/// Settles what was left in doubt: of a key without its secret there is only the deletion.
async fn settle(engine: &Engine) {
    let until = Instant::now() + Duration::from_secs(60);
    loop {
        let open = engine.service.list_unfinished().await.unwrap();
        // What the background loop is looking at is in no list; the rotation knows of it.
        let now = present(&engine.service).await;
        let making = now.is_some_and(|now| now.is_making());
        assert!(Instant::now() < until, "{open:?}");
        let Some(doubt) = open.first() else {
            if !making {
                return;
            }
            tokio::task::yield_now().await;
            continue;
        };
        let choice = match doubt.state {
            UnfinishedState::MadeWithoutSecret | UnfinishedState::Ambiguous => Settlement::Delete,
            UnfinishedState::NotSeenYet => Settlement::Forget,
            _ => Settlement::LookAgain,
        };
        let ask = Settle {
            operation: doubt.id,
            choice,
            remote_id: None,
        };
        // The background loop may be at it: then it is looked at again.
        let _ = engine.service.settle(ask).await;
    }
}

/// Kills a rotation at each request, until one comes to its end unharmed.
async fn survives<F: Future<Output = Case>>(begin: impl Fn() -> F) {
    for after in 1.. {
        let case = begin().await;
        start(&case.engine.service, &case.old).await;
        let requests = case.cloud.requests() + after;
        let (case, over) = block_in_place(|| killed(case, requests));
        let Case { engine, old, .. } = case;
        let at = format!("{:?} killed at request {after}", old.kind);
        let service = engine.service.clone();
        let background = tokio::spawn(async move { service.start().await });
        settle(&engine).await;
        something_works(&engine, &at).await;
        for turn in 0.. {
            let Some(now) = present(&engine.service).await else {
                break;
            };
            assert!(turn < 12, "{at}: stays at {now:?}");
            step(&engine.service, &now, &old.name)
                .await
                .unwrap_or_else(|code| panic!("{at}: {code:?} at {now:?}"));
            something_works(&engine, &at).await;
        }
        let keys = engine.keys().await;
        // Of two values in turn the key stays the same.
        let stays = old.kind == KindId::NaverGatewayKey;
        assert_eq!(keys.iter().any(|key| key.id == old.id), stays, "{at}");
        let heirs = keys.iter().filter(|key| {
            key.kind == old.kind
                && key.created_at >= old.created_at
                && key.secret == SecretPlace::Here
        });
        assert!(heirs.count() >= 1, "{at}: {keys:#?}");
        engine.nothing_is_open().await;
        background.abort();
        if over {
            assert!(after > 3, "{at}: not killed");
            return;
        }
    }
}

macro_rules! survives {
    ($($case:ident),+) => { $(
        mod $case {
            #[tokio::test(flavor = "multi_thread", worker_threads = 4)]
            async fn survives_a_kill_at_each_request() {
                super::survives(super::$case).await;
            }
        }
    )+ };
}
survives!(
    clickhouse_own,
    clickhouse_made,
    naver_gateway,
    naver_sub_account,
    kakao_s3
);

#[tokio::test]
async fn the_new_key_has_the_rights_of_the_old_one() {
    let case = clickhouse_made().await;
    let Case { engine, old, .. } = &case;
    let begun = start(&engine.service, old).await;
    let proposal = begun.heir().proposal.as_ref().unwrap();
    assert_eq!(proposal.name.as_deref(), Some("etl-2"));
    while let Some(now) = present(&engine.service).await {
        step(&engine.service, &now, &old.name).await.unwrap();
        if let Some(heir) = now.heir().new_key {
            let keys = engine.keys().await;
            let heir = keys.iter().find(|key| key.id == heir).unwrap();
            assert_eq!(heir.roles, old.roles);
            assert_eq!(heir.addresses, old.addresses);
            let end = |key: &ApiKey| match key.expires {
                Expiry::At { at } => at.as_second(),
                _ => 0,
            };
            // It lives as long, counted from its own beginning.
            assert!((0..60).contains(&(end(heir) - end(old))));
        }
    }
}

/// Two keys are there, and the cloud allows no third: the other one has to go first, and nothing was made.
async fn tells_who_goes_first(case: Case, fields: &[(&str, &str)]) {
    let Case { engine, old, .. } = case;
    let account = engine.service.app_state().await.unwrap().accounts.remove(0);
    let other = engine.create(&account, old.kind, fields).await.unwrap();
    let begun = start(&engine.service, &old).await;
    step(&engine.service, &begun, "").await.unwrap();
    let now = present(&engine.service).await.unwrap();
    let now = now.heir();
    let full = now.no_room.as_ref().unwrap();
    assert_eq!(
        (now.step, full.used, full.first),
        (S::Issue, 2, Some(other.id))
    );
    let of_kind = |keys: Vec<ApiKey>| keys.iter().filter(|key| key.kind == old.kind).count();
    assert_eq!(of_kind(engine.keys().await), 2);
    engine.nothing_is_open().await;
}

#[tokio::test]
async fn a_full_sub_account_says_which_key_goes_first() {
    let case = naver_sub_account().await;
    let robot = case.old.group.clone().unwrap().id;
    tells_who_goes_first(case, &[("sub_account", &robot)]).await;
}

#[tokio::test]
async fn a_full_project_says_which_s3_key_goes_first() {
    tells_who_goes_first(kakao_s3().await, &[("label", "other")]).await;
}

/// Two IAM keys are in the project, the app's own among them: none but the user's own decision makes room.
#[tokio::test]
async fn a_full_project_of_iam_keys_names_none_that_the_app_needs() {
    let case = kakao_iam().await;
    let Case { engine, old, .. } = &case;
    let account = engine.service.app_state().await.unwrap().accounts.remove(0);
    let fields = [("name", "etl")];
    let made = engine.create(&account, old.kind, &fields).await.unwrap();
    let begun = start(&engine.service, &made).await;
    step(&engine.service, &begun, "").await.unwrap();
    let now = present(&engine.service).await.unwrap();
    let now = now.heir();
    let full = now.no_room.as_ref().unwrap();
    assert_eq!(
        (now.step, full.limit, full.first),
        (S::Issue, Some(2), None)
    );
    assert_eq!(engine.keys().await.len(), 2);
}

/// A key that the API makes may make no others: the app stays with its own, which may.
#[tokio::test]
async fn the_app_does_not_move_to_a_key_that_may_do_less() {
    let case = kakao_iam().await;
    let Case { engine, old, .. } = &case;
    let account = engine.service.app_state().await.unwrap().accounts.remove(0);
    let begun = start(&engine.service, old).await;
    step(&engine.service, &begun, &old.name).await.unwrap();
    let stands = present(&engine.service).await.unwrap();
    let now = stands.heir();
    assert_eq!(now.step, S::Verify);
    let refused = step(&engine.service, &stands, &old.name).await;
    assert_eq!(refused.unwrap_err(), ErrorCode::NotOffered);
    assert_eq!(engine.own(&account).await.id, old.id);
    // The way back is open.
    let keys = engine.keys().await;
    let heir = keys.iter().find(|key| Some(key.id) == now.new_key).unwrap();
    let back = EndSuccession {
        succession: now.id,
        typed_name: Some(heir.name.clone()),
    };
    engine.service.end_succession(back).await.unwrap();
    assert_eq!(engine.keys().await.len(), 1);
}
