//! Nothing is sent to a cloud when what comes of it could not be written down.

use std::sync::Arc;

use super::fake::*;
use crate::error::{Error, ErrorCode, Outcome};
use crate::model::*;
use crate::service::KeyService;
use crate::store::Store;

/// What changes something at a cloud, or makes something there that must be kept.
const CHANGES: [&str; 10] = [
    "reread",
    "regenerate",
    "update",
    "switch",
    "delete",
    "mint",
    "revoke",
    "create_group",
    "set_rules",
    "subscribe",
];

/// How often the cloud was asked to change something.
fn changes(world: &World) -> usize {
    world.cloud.with(|cloud| {
        let calls = cloud.calls.iter();
        cloud.creates + calls.filter(|call| CHANGES.contains(call)).count()
    })
}

/// Each operation that sends a change, by its name, with how it ended.
async fn all_operations(
    service: &Arc<KeyService>,
    account: &Account,
    key: KeyId,
    lost: &Unfinished,
) -> Vec<(&'static str, Option<Error>)> {
    let token = TokenKind::Api;
    let kind = account.kind;
    let fields = new_key(account, "dash").fields;
    let rules = AccessRules {
        on: true,
        sources: vec![],
    };
    let switch_off = settle(lost.id, Settlement::SwitchOff);
    let group = CreateGroup {
        account: account.id,
        kind,
        fields: fields.clone(),
    };
    let set_rules = SetRules {
        account: account.id,
        kind,
        group: "group-1".to_owned(),
        rules,
    };
    let subscribe = Subscribe {
        key,
        product: "product".to_owned(),
        on: true,
    };
    let delete = DeleteKey {
        key,
        typed_name: "dash".to_owned(),
    };
    let regenerate = RegenerateKey {
        key,
        field: "key_secret".to_owned(),
    };
    let here_only = false;
    let revoke = RevokeToken {
        key,
        token,
        here_only,
    };
    let connect = Connect {
        kind,
        draft: None,
        fields: super::fake::fields("OTHER"),
        realm: None,
        endpoint: None,
    };
    vec![
        ("connect", service.connect(connect).await.err()),
        (
            "create",
            service.create_key(new_key(account, "new")).await.err(),
        ),
        (
            "update",
            service.update_key(UpdateKey { key, fields }).await.err(),
        ),
        (
            "pause",
            service.switch_key(SwitchKey { key, on: false }).await.err(),
        ),
        ("regenerate", service.regenerate_key(regenerate).await.err()),
        ("fetch", service.fetch_secret(KeyRef { key }).await.err()),
        (
            "mint",
            service.mint_token(TokenRef { key, token }).await.err(),
        ),
        ("revoke", service.revoke_token(revoke).await.err()),
        ("group", service.create_group(group).await.err()),
        ("rules", service.set_group_rules(set_rules).await.err()),
        ("subscribe", service.subscribe(subscribe).await.err()),
        ("settle", service.settle(switch_off).await.err()),
        ("delete", service.delete_key(delete).await.err()),
    ]
}

/// A world in which each of them is possible: a key with a token, and one whose secret was lost.
async fn ready(world: &World, service: &Arc<KeyService>) -> (Account, KeyId, Unfinished) {
    let account = world.connected(service).await;
    let key = service
        .create_key(new_key(&account, "dash"))
        .await
        .unwrap()
        .id;
    let token = TokenKind::Api;
    service.mint_token(TokenRef { key, token }).await.unwrap();
    world.cloud.with(|cloud| cloud.plan.push_back(Create::Cut));
    service
        .create_key(new_key(&account, "lost"))
        .await
        .unwrap_err();
    let open = super::trouble::all_looks(service).await;
    (account, key, open[0].clone())
}

#[tokio::test]
async fn a_disk_that_is_full_or_read_only_refuses_everything_before_it_is_sent() {
    type Trouble = (fn(&Store), ErrorCode);
    let troubles: [Trouble; 2] = [
        (Store::fill_disk, ErrorCode::DiskFull),
        (Store::forbid_writing, ErrorCode::DataReadOnly),
    ];
    for (trouble, code) in troubles {
        let world = World::new(&EVERYTHING);
        let service = world.service();
        let (account, key, lost) = ready(&world, &service).await;
        let before = changes(&world);
        let verified = world
            .cloud
            .with(|cloud| cloud.calls.iter().filter(|call| **call == "verify").count());
        trouble(&service.store);
        for (name, error) in all_operations(&service, &account, key, &lost).await {
            let error = error.unwrap_or_else(|| panic!("{name} was done"));
            assert_eq!(
                (error.code, error.outcome),
                (code, Outcome::Unsent),
                "{name}"
            );
            assert_eq!(changes(&world), before, "{name}");
        }
        let signed_in = world
            .cloud
            .with(|cloud| cloud.calls.iter().filter(|call| **call == "verify").count());
        assert_eq!(signed_in, verified);
    }
}

#[tokio::test]
async fn the_same_operations_are_sent_while_there_is_room() {
    let world = World::new(&EVERYTHING);
    let service = world.service();
    let (account, key, lost) = ready(&world, &service).await;
    world.cloud.with(|cloud| cloud.calls.clear());
    all_operations(&service, &account, key, &lost).await;
    let sent = world.cloud.with(|cloud| cloud.calls.clone());
    for change in CHANGES {
        assert!(sent.contains(&change), "{change} is not among {sent:?}");
    }
}
