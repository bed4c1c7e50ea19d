//! Replacement of keys that only a console makes and removes: the app leads through it, and is killed behind each step.
//! Until the user removed the old key it works here; the new one does as soon as it is here.

use super::*;

/// What the user does in the console.
struct Hands {
    /// Makes another key; its fields.
    make: Box<dyn Fn() -> Vec<(&'static str, String)>>,
    /// Removes the old one.
    remove: Box<dyn Fn()>,
    base_url: String,
}

/// An engine, the key to be replaced, and hands.
type Case = (Engine, ApiKey, Hands);

async fn naver_access_key() -> Case {
    let options = naver::Options {
        lessons: false,
        ..naver::Options::default()
    };
    let cloud = Arc::new(PracticeNaver::start(options).await.unwrap());
    let first = cloud.bootstrap().unwrap();
    let (makes, removes) = (cloud.clone(), cloud.clone());
    let old = first.access_key.clone();
    let hands = Hands {
        make: Box::new(move || {
            let (id, secret) = makes.add_access_key(None).unwrap();
            vec![("access_key", id), ("secret_key", secret)]
        }),
        remove: Box::new(move || assert!(removes.remove_access_key(&old))),
        base_url: cloud.base_url(),
    };
    let fields = [
        ("access_key", &*first.access_key),
        ("secret_key", &*first.secret_key),
    ];
    begun(KindId::NaverAccessKey, hands, &fields).await
}

async fn kakao_iam_key() -> Case {
    let options = kakao::Options {
        lessons: false,
        ..kakao::Options::default()
    };
    let cloud = Arc::new(PracticeKakao::start(options).await.unwrap());
    let first = cloud.bootstrap().unwrap();
    let (makes, removes) = (cloud.clone(), cloud.clone());
    let old = first.id.clone();
    let hands = Hands {
        make: Box::new(move || {
            let (id, secret) = makes.add_iam_key(NewIamKey::default()).unwrap();
            vec![("id", id), ("secret", secret)]
        }),
        remove: Box::new(move || assert!(removes.remove_iam_key(&old))),
        base_url: cloud.base_url(),
    };
    let fields = [("id", &*first.id), ("secret", &*first.secret)];
    begun(KindId::KakaoIamKey, hands, &fields).await
}

async fn begun(kind: KindId, hands: Hands, fields: &[(&str, &str)]) -> Case {
    let engine = Engine::start();
    let by = credential(kind, &hands.base_url, fields);
    let account = engine.connect(&by).await;
    let old = engine.own(&account).await;
    let ask = StartReplacement {
        key: old.id,
        purpose: Purpose::Replace,
    };
    engine.service.start_replacement(ask).await.unwrap();
    (engine, old, hands)
}

/// Where it stands after the kill.
async fn stands(engine: &Engine) -> Option<Replacement> {
    let mut state = engine.service.app_state().await.unwrap();
    state.replacements.pop()
}

async fn step(engine: &Engine, now: &Replacement, new_key: Option<KeyId>) {
    let ask = StepReplacement {
        replacement: now.id,
        step: now.step,
        new_key,
    };
    engine.service.step_replacement(ask).await.unwrap();
}

async fn works(engine: &Engine, key: KeyId) {
    engine.service.verify_key(KeyRef { key }).await.unwrap();
}

async fn survives((mut engine, old, hands): Case) {
    engine = engine.restart_after_kill();
    let now = stands(&engine).await.unwrap();
    assert_eq!(now.step, ReplacementStep::Make);
    works(&engine, old.id).await;

    let made = (hands.make)();
    let fields: Vec<_> = made.iter().map(|(id, value)| (*id, &**value)).collect();
    let by = credential(old.kind, &hands.base_url, &fields);
    let account = engine.connect(&by).await;
    let new = engine.own(&account).await;
    engine = engine.restart_after_kill();
    let now = stands(&engine).await.unwrap();
    step(&engine, &now, Some(new.id)).await;

    engine = engine.restart_after_kill();
    let now = stands(&engine).await.unwrap();
    let found = (now.step, now.new_key);
    assert_eq!(found, (ReplacementStep::HandOver, Some(new.id)));
    works(&engine, old.id).await;
    works(&engine, new.id).await;
    step(&engine, &now, None).await;

    (hands.remove)();
    engine = engine.restart_after_kill();
    let now = stands(&engine).await.unwrap();
    assert_eq!(now.step, ReplacementStep::Remove);
    works(&engine, new.id).await;
    step(&engine, &now, None).await;

    engine = engine.restart_after_kill();
    assert!(stands(&engine).await.is_none());
    works(&engine, new.id).await;
    assert!(engine.keys().await.iter().all(|key| key.id != old.id));
    engine.nothing_is_open().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_access_key_of_naver_survives_a_kill_behind_each_step() {
    survives(naver_access_key().await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_iam_key_of_kakao_survives_a_kill_behind_each_step() {
    survives(kakao_iam_key().await).await;
}
