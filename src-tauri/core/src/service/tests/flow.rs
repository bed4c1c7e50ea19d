use secrecy::{ExposeSecret as _, SecretString};

use super::fake::*;
use crate::error::ErrorCode;
use crate::model::*;

#[tokio::test]
async fn a_key_is_made_stored_listed_copied_and_deleted() {
    let world = World::new(&SPEC);
    let service = world.service();
    let account = world.connected(&service).await;
    assert_eq!(account.label, "Team");

    let key = service.create_key(new_key(&account, "dash")).await.unwrap();
    assert_eq!(key.secret, SecretPlace::Here);
    assert_eq!(key.public_id.as_deref(), Some("ID-key-1"));
    assert!(key.verified_at.is_some());
    assert!(service.list_unfinished().await.unwrap().is_empty());
    // The account's credential and the key's: nothing of the operations is left in the keychain.
    assert_eq!(world.keychain.items().len(), 2);

    drop(service);
    let service = world.service();
    let list = service.list_keys().await.unwrap();
    assert_eq!(list.keys.len(), 1);
    let copied = service
        .copy_key(CopyKey {
            key: key.id,
            what: CopyWhat::Secret,
        })
        .await
        .unwrap();
    assert_eq!(copied.clears_in_s, Some(30));
    assert_eq!(
        world.desktop.copied.lock().unwrap().last().unwrap(),
        &(SECRET.to_owned(), Some(30))
    );
    let shown = service
        .reveal(RevealKey {
            key: key.id,
            field: None,
        })
        .await
        .unwrap();
    assert_eq!(shown.value.expose_secret(), SECRET);

    let wrong = DeleteKey {
        key: key.id,
        typed_name: "dush".to_owned(),
    };
    let error = service.delete_key(wrong).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::NameMismatch);
    service
        .delete_key(DeleteKey {
            key: key.id,
            typed_name: "dash".to_owned(),
        })
        .await
        .unwrap();
    assert!(service.list_keys().await.unwrap().keys.is_empty());
    assert_eq!(world.keychain.items().len(), 1);
    let ops: Vec<OperationKind> = service
        .list_events(ListEvents {
            limit: 50,
            ..ListEvents::default()
        })
        .await
        .unwrap()
        .iter()
        .map(|event| event.op)
        .collect();
    use OperationKind::*;
    assert_eq!(ops, [Delete, Reveal, Copy, Create, Connect]);
}

#[tokio::test]
async fn a_pasted_credential_is_a_sealed_draft_before_it_is_checked() {
    let world = World::new(&SPEC);
    let service = world.service();
    *world.desktop.clipboard.lock().unwrap() = format!("  MYID {SECRET}\n");
    let draft = service
        .stage_credential(StageCredential {
            draft: None,
            kind: KindId::ClickhouseKey,
            field: "key_id".to_owned(),
            text: None,
        })
        .await
        .unwrap();
    assert_eq!(draft.fields.len(), 2);
    assert_eq!(draft.fields[0].value.as_deref(), Some("MYID"));
    assert_eq!(draft.fields[1].value, None);
    assert_eq!(draft.fields[1].length, 29);
    assert!(draft.fields[1].cleaned);

    // The cloud refuses it; the draft outlives that and a restart.
    world.cloud.with(|cloud| {
        let refused = crate::Error::new(ErrorCode::CredentialUnknown);
        cloud.faults.push_back(("verify", refused));
    });
    let connect = || Connect {
        realm: None,
        kind: KindId::ClickhouseKey,
        draft: Some(draft.id),
        fields: Default::default(),
        endpoint: None,
    };
    let error = service.connect(connect()).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::CredentialUnknown);
    drop(service);
    let service = world.service();
    assert_eq!(service.list_drafts().await.unwrap(), vec![draft.clone()]);
    for file in std::fs::read_dir(world.folder.path()).unwrap() {
        let bytes = std::fs::read(file.unwrap().path()).unwrap();
        assert!(!bytes.windows(SECRET.len()).any(|w| w == SECRET.as_bytes()));
    }

    service.connect(connect()).await.unwrap();
    assert!(service.list_drafts().await.unwrap().is_empty());
    assert_eq!(world.keychain.items().len(), 1);
    // The same key once more is the same account.
    let again = world.connected(&service).await;
    assert_eq!(service.app_state().await.unwrap().accounts, vec![again]);
    assert_eq!(world.keychain.items().len(), 1);
}

#[tokio::test]
async fn a_draft_can_be_thrown_away_and_leaves_nothing() {
    let world = World::new(&SPEC);
    let service = world.service();
    let draft = service
        .stage_credential(StageCredential {
            draft: None,
            kind: KindId::ClickhouseKey,
            field: "key_secret".to_owned(),
            text: Some(SecretString::from(SECRET)),
        })
        .await
        .unwrap();
    let left = service
        .settle(Settle {
            operation: draft.id,
            choice: Settlement::Forget,
            remote_id: None,
        })
        .await
        .unwrap();
    assert!(left.is_empty());
    assert!(world.keychain.items().is_empty());
}

#[tokio::test]
async fn the_key_the_app_signs_in_with_is_protected() {
    let world = World::new(&SPEC);
    let service = world.service();
    let account = world.connected(&service).await;
    world
        .cloud
        .with(|cloud| cloud.keys.push(remote("own", "first")));
    let ask = RefreshKeys { account: None };
    let list = service.refresh_keys(ask).await.unwrap();
    let own = &list.keys[0];
    assert!(own.own && own.secret == SecretPlace::Here);
    let pause = SwitchKey {
        key: own.id,
        on: false,
    };
    let error = service.switch_key(pause).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::OwnKey);
    let delete = DeleteKey {
        key: own.id,
        typed_name: "first".to_owned(),
    };
    let error = service.delete_key(delete).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::OwnKey);
    assert!(!world.cloud.with(|cloud| cloud.calls.contains(&"delete")));

    // Its secret can be copied, and leaves with the account.
    let copy = CopyKey {
        key: own.id,
        what: CopyWhat::Secret,
    };
    service.copy_key(copy).await.unwrap();
    service
        .disconnect(AccountRef {
            account: account.id,
        })
        .await
        .unwrap();
    assert!(world.keychain.items().is_empty());
    assert!(service.list_keys().await.unwrap().keys.is_empty());
}

#[tokio::test]
async fn what_a_kind_does_not_declare_sends_nothing() {
    let world = World::new(&GUIDED);
    let service = world.service();
    let account = world.connected(&service).await;
    world.cloud.with(|cloud| cloud.calls.clear());
    let error = service
        .create_key(new_key(&account, "x"))
        .await
        .unwrap_err();
    assert_eq!(error.code, ErrorCode::Unsupported);
    let list = service
        .refresh_keys(RefreshKeys { account: None })
        .await
        .unwrap();
    assert!(list.looks.is_empty());
    // The cloud lists none, so what the account signs in with is all there is to show.
    let [own] = list.keys.as_slice() else {
        panic!("{:?}", list.keys)
    };
    assert!(own.own && own.secret == SecretPlace::Here);
    assert_eq!(own.public_id.as_deref(), Some("ID-CONNECTED"));
    assert!(world.cloud.with(|cloud| cloud.calls.is_empty()));
    assert_eq!(world.cloud.with(|cloud| cloud.creates), 0);
}

#[tokio::test]
async fn a_connected_account_shows_its_keys_at_once_and_is_connected_even_if_they_cannot_be_read() {
    let world = World::new(&SPEC);
    let service = world.service();
    world
        .cloud
        .with(|cloud| cloud.keys.push(remote("old", "theirs")));
    let account = world.connected(&service).await;
    assert!(account.looked_at.is_some());
    assert_eq!(service.list_keys().await.unwrap().keys[0].name, "theirs");

    let world = World::new(&SPEC);
    let service = world.service();
    world.cloud.with(|cloud| {
        let refused = crate::Error::new(ErrorCode::Forbidden);
        cloud.faults.push_back(("list", refused));
    });
    let account = world.connected(&service).await;
    assert!(account.looked_at.is_none());
    let list = service.list_keys().await.unwrap();
    let why = list.looks[0].error.as_ref().unwrap();
    assert_eq!(why.code, ErrorCode::Forbidden);
}

#[tokio::test]
async fn links_come_from_the_list_and_only_a_plain_organization_goes_into_them() {
    let world = World::new(&SPEC);
    let service = world.service();
    let account = world.connected(&service).await;
    let ask = |link: &str, account| OpenLink {
        kind: KindId::ClickhouseKey,
        link: link.to_owned(),
        account,
    };
    service
        .open_link(ask("console_keys", Some(account.id)))
        .await
        .unwrap();
    service.open_link(ask("console_keys", None)).await.unwrap();
    let error = service.open_link(ask("evil", None)).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::Unsupported);
    assert_eq!(
        *world.desktop.opened.lock().unwrap(),
        [
            "https://console.example.com/org-1/keys",
            "https://console.example.com/"
        ]
    );
}

#[tokio::test]
async fn practice_is_connected_once_and_badged() {
    let world = World::new(&SPEC);
    let service = world.service();
    let ask = StartPractice {
        provider: ProviderId::Clickhouse,
    };
    let account = service.start_practice(ask).await.unwrap();
    assert!(account.practice);
    assert_eq!(service.start_practice(ask).await.unwrap().id, account.id);
    let key = service.create_key(new_key(&account, "dash")).await.unwrap();
    assert!(key.practice);
}

#[tokio::test]
async fn the_page_hears_of_changes() {
    let world = World::new(&SPEC);
    let service = world.service();
    let now = service.wait_for_change(Seen { revision: 0 }).await.unwrap();
    let waiting = tokio::spawn({
        let service = service.clone();
        async move { service.wait_for_change(now).await.unwrap() }
    });
    world.connected(&service).await;
    assert!(waiting.await.unwrap().revision > now.revision);
}

#[tokio::test]
async fn what_is_not_documented_waits_for_the_users_word() {
    let world = World::new(&UNDOCUMENTED);
    let service = world.service();
    let account = world.connected(&service).await;
    let ask = NewKeyFor {
        account: account.id,
        kind: account.kind,
    };
    let refused = |error: crate::Error| assert_eq!(error.code, ErrorCode::Unsupported);
    refused(service.new_key_options(ask).await.unwrap_err());
    let new = || new_key(&account, "shop");
    refused(service.create_key(new()).await.unwrap_err());
    let all = RefreshKeys { account: None };
    let list = service.refresh_keys(all).await.unwrap();
    // The key that signs in is known all the same.
    assert_eq!((list.keys.len(), list.looks.len()), (1, 0));
    assert_eq!(world.cloud.with(|cloud| cloud.calls.clone()), ["verify"]);

    let on = AllowUndocumented {
        account: account.id,
        on: true,
    };
    assert!(service.allow_undocumented(on).await.unwrap().undocumented);
    service.new_key_options(ask).await.unwrap();
    let key = service.create_key(new()).await.unwrap();
    let off = AllowUndocumented { on: false, ..on };
    service.allow_undocumented(off).await.unwrap();
    let ask = DeleteKey {
        key: key.id,
        typed_name: "shop".to_owned(),
    };
    refused(service.delete_key(ask).await.unwrap_err());
    assert!(!world.cloud.with(|cloud| cloud.calls.contains(&"delete")));
}
