//! The lesson: what goes wrong on purpose on practice clouds, as the app starts them, and that nothing is lost by it.

use keywright_core::kind::{KindSpec, Support};
use keywright_core::model::*;
use keywright_core::{ErrorCode, Outcome};
use keywright_tests::form::filled;

use crate::kakao::engine::Engine;

use PracticeTrouble as T;

const ALL: [ProviderId; 4] = [
    ProviderId::Clickhouse,
    ProviderId::Kakao,
    ProviderId::Kt,
    ProviderId::Naver,
];

/// An account at the practice cloud of this provider, and the kinds of key that are made through it.
async fn practising(engine: &Engine, provider: ProviderId) -> (Account, Vec<KindSpec>) {
    let start = StartPractice { provider };
    let account = engine.service.start_practice(start).await.unwrap();
    let providers = engine.service.app_state().await.unwrap().providers;
    let kinds = providers.into_iter().flat_map(|spec| spec.kinds);
    let made = kinds
        .filter(|spec| spec.signed_by.contains(&account.kind) && !spec.undocumented)
        .filter(|spec| spec.operations.create == Support::Api)
        .collect();
    (account, made)
}

async fn switch(engine: &Engine, account: &Account, trouble: Option<T>) -> PracticeState {
    let ask = SetPracticeTrouble {
        account: account.id,
        trouble,
    };
    engine.service.set_practice_trouble(ask).await.unwrap()
}

async fn state(engine: &Engine) -> PracticeState {
    engine.service.app_state().await.unwrap().practice.remove(0)
}

/// How many keys of this kind the cloud lists.
async fn listed(engine: &Engine, account: &Account, kind: KindId) -> usize {
    let ask = RefreshKeys {
        account: Some(account.id),
    };
    let keys = engine.service.refresh_keys(ask).await.unwrap().keys;
    let at_cloud = |key: &&ApiKey| key.kind == kind && key.presence == Presence::AtCloud;
    keys.iter().filter(at_cloud).count()
}

/// Asks for a key of this kind, well filled in.
async fn ask(engine: &Engine, account: &Account, spec: &KindSpec) -> CreateKey {
    let of = NewKeyFor {
        account: account.id,
        kind: spec.id,
    };
    let options = engine.service.new_key_options(of).await.unwrap();
    CreateKey {
        account: account.id,
        kind: spec.id,
        fields: filled(spec, &options),
    }
}

/// Lets the engine look after what is unfinished until nothing goes on by itself.
async fn settled(engine: &Engine) -> Vec<Unfinished> {
    let service = engine.service.clone();
    let background = tokio::spawn(async move { service.start().await });
    let mut seen = Seen { revision: 0 };
    let left = loop {
        seen = engine.service.wait_for_change(seen).await.unwrap();
        let left = engine.service.list_unfinished().await.unwrap();
        if left.iter().all(|one| one.next_look_at.is_none()) {
            break left;
        }
    };
    background.abort();
    left
}

#[tokio::test]
async fn a_key_whose_answer_was_cut_off_is_found_again_and_made_once() {
    for provider in ALL {
        let engine = Engine::start();
        let (account, kinds) = practising(&engine, provider).await;
        for spec in kinds {
            let (kind, new) = (spec.id, ask(&engine, &account, &spec).await);
            let before = listed(&engine, &account, kind).await;
            let on = switch(&engine, &account, Some(T::CutAfterCreate)).await;
            assert_eq!((on.on, on.met), (Some(T::CutAfterCreate), None));

            let error = engine.service.create_key(new).await.unwrap_err();
            let known = (error.code, error.outcome);
            assert_eq!(
                known,
                (ErrorCode::OutcomeUnknown, Outcome::Unknown),
                "{kind:?}"
            );
            let now = state(&engine).await;
            assert_eq!(
                (now.on, now.met),
                (None, Some(T::CutAfterCreate)),
                "{kind:?}"
            );

            match settled(&engine).await.as_slice() {
                // Its secret could be read once more: it is stored as any other.
                [] => {
                    let keys = engine.keys().await;
                    let here = |key: &&ApiKey| {
                        key.kind == kind && !key.own && key.secret == SecretPlace::Here
                    };
                    assert_eq!(keys.iter().filter(here).count(), 1, "{kind:?}");
                }
                [one] => {
                    assert_eq!(one.candidates.len(), 1, "{kind:?}");
                    let settle = Settle {
                        operation: one.id,
                        choice: Settlement::Keep,
                        remote_id: Some(one.candidates[0].remote_id.clone()),
                    };
                    engine.service.settle(settle).await.unwrap();
                }
                more => panic!("{kind:?}: {} unfinished", more.len()),
            }
            assert_eq!(
                listed(&engine, &account, kind).await,
                before + 1,
                "{kind:?}"
            );
        }
    }
}

#[tokio::test]
async fn what_keeps_a_key_from_being_made_leaves_nothing_behind() {
    let troubles = [
        (T::CutBefore, ErrorCode::Interrupted),
        (T::Maintenance, ErrorCode::ProviderDown),
        (T::QuotaFull, ErrorCode::QuotaFull),
    ];
    for provider in ALL {
        let engine = Engine::start();
        let (account, kinds) = practising(&engine, provider).await;
        for spec in kinds {
            let (kind, new) = (spec.id, ask(&engine, &account, &spec).await);
            let before = listed(&engine, &account, kind).await;
            let known = state(&engine).await.troubles;
            for (trouble, code) in troubles {
                if !known.contains(&trouble) {
                    continue;
                }
                let code = match (kind, trouble) {
                    // Nothing in its answer tells a limit from other refusals.
                    (KindId::NaverGatewayKey, T::QuotaFull) => ErrorCode::Rejected,
                    _ => code,
                };
                switch(&engine, &account, Some(trouble)).await;
                let error = engine.service.create_key(new.clone()).await.unwrap_err();
                assert_eq!(error.code, code, "{kind:?} {trouble:?}");
                assert_ne!(error.outcome, Outcome::Unknown, "{kind:?} {trouble:?}");
                let now = state(&engine).await;
                assert_eq!(
                    (now.on, now.met),
                    (Some(trouble), Some(trouble)),
                    "{kind:?}"
                );
                engine.nothing_is_open().await;
            }
            switch(&engine, &account, None).await;
            assert_eq!(listed(&engine, &account, kind).await, before, "{kind:?}");
            engine.service.create_key(new).await.unwrap();
        }
    }
}

#[tokio::test]
async fn every_practice_cloud_can_be_cut_off_and_taken_down() {
    for provider in ALL {
        let engine = Engine::start();
        let (account, kinds) = practising(&engine, provider).await;
        let known = state(&engine).await.troubles;
        assert_eq!(known.contains(&T::CutAfterCreate), !kinds.is_empty());
        let full = matches!(provider, ProviderId::Clickhouse | ProviderId::Naver);
        assert_eq!(known.contains(&T::QuotaFull), full, "{provider:?}");
        let of = || AccountRef {
            account: account.id,
        };
        for (trouble, code) in [
            (T::CutBefore, ErrorCode::Interrupted),
            (T::Maintenance, ErrorCode::ProviderDown),
        ] {
            switch(&engine, &account, Some(trouble)).await;
            let error = engine.service.verify_account(of()).await.unwrap_err();
            assert_eq!(error.code, code, "{provider:?}");
        }
        switch(&engine, &account, None).await;
        engine.service.verify_account(of()).await.unwrap();
    }
}

#[tokio::test]
async fn trouble_of_one_practice_cloud_is_none_of_another() {
    let engine = Engine::start();
    let (first, _) = practising(&engine, ProviderId::Clickhouse).await;
    let (other, _) = practising(&engine, ProviderId::Kt).await;
    switch(&engine, &first, Some(T::CutBefore)).await;
    let of = AccountRef { account: other.id };
    engine.service.verify_account(of).await.unwrap();
    let practice = engine.service.app_state().await.unwrap().practice;
    let on: Vec<_> = practice.iter().map(|one| one.on).collect();
    assert_eq!(on, [Some(T::CutBefore), None]);
    let ask = SetPracticeTrouble {
        account: other.id,
        trouble: Some(T::QuotaFull),
    };
    let error = engine.service.set_practice_trouble(ask).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::Unsupported);
}
