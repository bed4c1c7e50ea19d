//! Many accounts asked at once, some of which do not answer.

use std::sync::Arc;

use super::fake::*;
use crate::error::{Error, ErrorCode};
use crate::model::*;
use crate::service::KeyService;

const ALL: RefreshKeys = RefreshKeys { account: None };

async fn ninety(world: &World) -> (Arc<KeyService>, Vec<Account>) {
    let service = world.passing_service();
    let mut accounts = Vec::new();
    for number in 0..90 {
        let id = format!("OTHER-{number}");
        accounts.push(world.connected_with(&service, &id).await);
    }
    (service, accounts)
}

#[tokio::test]
async fn dead_accounts_hold_up_none_of_the_others_and_the_page_hears_how_far_it_came() {
    let world = World::new(&SPEC);
    let (service, accounts) = ninety(&world).await;
    // More than are asked at the same time, and the first ones.
    let dead: Vec<String> = (0..70).map(|number| format!("ID-OTHER-{number}")).collect();
    world.cloud.with(|cloud| {
        cloud.keys = vec![remote("a", "shop")];
        cloud.dead = dead;
        cloud.calls.clear();
    });
    let looked_at = || async {
        let looks = service.list_keys().await.unwrap().looks;
        let of = |account: &Account| {
            let look = looks.iter().find(|look| look.account == account.id);
            look.unwrap().looked_at
        };
        accounts.iter().map(of).collect::<Vec<_>>()
    };
    let before = looked_at().await;
    assert_eq!(service.app_state().await.unwrap().refreshing, None);
    let refresh = {
        let service = service.clone();
        tokio::spawn(async move { service.refresh_keys(ALL).await })
    };
    let far = Some(Refreshing { looked: 20, of: 90 });
    let mut seen = Seen { revision: 0 };
    while service.app_state().await.unwrap().refreshing != far {
        seen = service.wait_for_change(seen).await.unwrap();
    }
    // What was read is in the list before the last account answers.
    assert_eq!(service.list_keys().await.unwrap().keys.len(), 1);
    let after = looked_at().await;
    assert_eq!(after[..70], before[..70]);
    assert!(after[70..].iter().zip(&before[70..]).all(|(a, b)| a > b));

    service.cancel_refresh().await.unwrap();
    let list = refresh.await.unwrap().unwrap();
    // That it was ended is no fault of theirs.
    assert!(list.looks.iter().all(|look| look.error.is_none()));
    assert_eq!(service.app_state().await.unwrap().refreshing, None);
    assert_eq!(
        world
            .cloud
            .with(|cloud| cloud.calls.iter().filter(|call| **call == "list").count()),
        90
    );
}

#[tokio::test]
async fn without_a_network_everything_stays_readable_and_each_account_says_why() {
    let world = World::new(&SPEC);
    let service = world.service();
    let account = world.connected(&service).await;
    let key = service.create_key(new_key(&account, "shop")).await.unwrap();
    service.refresh_keys(ALL).await.unwrap();
    world.cloud.with(|cloud| {
        let offline = Error::new(ErrorCode::Offline);
        cloud.faults.push_back(("list", offline));
    });
    let list = service.refresh_keys(ALL).await.unwrap();
    assert_eq!(
        list.looks[0].error.as_ref().map(|e| e.code),
        Some(ErrorCode::Offline)
    );
    assert!(list.looks[0].looked_at.is_some());
    assert_eq!(list.keys.len(), 1);
    assert!(list.keys[0].changed.is_empty());
    let copy = CopyKey {
        key: key.id,
        what: CopyWhat::Secret,
    };
    assert!(service.copy_key(copy).await.is_ok());
}
