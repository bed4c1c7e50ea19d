//! What was pasted leaves the clipboard once it is connected, and nothing else ever does.

use std::sync::Arc;

use super::fake::*;
use crate::error::ErrorCode;
use crate::model::*;
use crate::service::KeyService;

/// Presses the paste button of a field.
async fn paste(service: &Arc<KeyService>, draft: Option<OperationId>, field: &str) -> Draft {
    let ask = StageCredential {
        draft,
        kind: KindId::ClickhouseKey,
        field: field.to_owned(),
        text: None,
    };
    service.stage_credential(ask).await.unwrap()
}

fn connect(draft: &Draft) -> Connect {
    Connect {
        realm: None,
        kind: draft.kind,
        draft: Some(draft.id),
        fields: Default::default(),
        endpoint: None,
    }
}

fn copy_elsewhere(world: &World, text: &str) {
    text.clone_into(&mut world.desktop.clipboard.lock().unwrap());
}

fn clipboard(world: &World) -> String {
    world.desktop.clipboard.lock().unwrap().clone()
}

#[tokio::test]
async fn a_pasted_credential_leaves_the_clipboard_when_it_is_connected_and_not_before() {
    let world = World::new(&SPEC);
    let service = world.service();
    let pasted = format!("MYID {SECRET}\n");
    copy_elsewhere(&world, &pasted);
    let draft = paste(&service, None, "key_id").await;
    world.cloud.with(|cloud| {
        let refused = crate::Error::new(ErrorCode::CredentialUnknown);
        cloud.faults.push_back(("verify", refused));
    });
    service.connect(connect(&draft)).await.unwrap_err();
    assert_eq!(clipboard(&world), pasted);

    let connected = service.connect(connect(&draft)).await.unwrap();
    assert!(connected.clipboard_cleared);
    assert_eq!(clipboard(&world), "");
}

#[tokio::test]
async fn what_was_copied_since_stays() {
    let world = World::new(&SPEC);
    let service = world.service();
    copy_elsewhere(&world, &format!("MYID {SECRET}"));
    let draft = paste(&service, None, "key_id").await;
    copy_elsewhere(&world, "a shopping list");
    let connected = service.connect(connect(&draft)).await.unwrap();
    assert!(!connected.clipboard_cleared);
    assert_eq!(clipboard(&world), "a shopping list");
}

#[tokio::test]
async fn what_was_pasted_and_is_no_secret_stays() {
    let world = World::new(&SPEC);
    let service = world.service();
    copy_elsewhere(&world, SECRET);
    let draft = paste(&service, None, "key_secret").await;
    copy_elsewhere(&world, "MYID");
    let draft = paste(&service, Some(draft.id), "key_id").await;
    let connected = service.connect(connect(&draft)).await.unwrap();
    assert!(!connected.clipboard_cleared);
    assert_eq!(clipboard(&world), "MYID");
}

#[tokio::test]
async fn what_was_pasted_for_another_draft_stays() {
    let world = World::new(&SPEC);
    let service = world.service();
    copy_elsewhere(&world, &format!("MYID {SECRET}"));
    let first = paste(&service, None, "key_id").await;
    copy_elsewhere(&world, &format!("OTHER {SECRET}-2"));
    let second = paste(&service, None, "key_id").await;
    assert!(
        !service
            .connect(connect(&first))
            .await
            .unwrap()
            .clipboard_cleared
    );
    assert_eq!(clipboard(&world), format!("OTHER {SECRET}-2"));
    assert!(
        service
            .connect(connect(&second))
            .await
            .unwrap()
            .clipboard_cleared
    );
}

/// A field that is emptied again says nothing about an empty clipboard.
#[tokio::test]
async fn nothing_is_noted_of_an_emptied_field() {
    let world = World::new(&SPEC);
    let service = world.service();
    let ask = |text: &str| StageCredential {
        draft: None,
        kind: KindId::ClickhouseKey,
        field: "key_secret".to_owned(),
        text: Some(text.into()),
    };
    service.stage_credential(ask("")).await.unwrap();
    assert!(world.desktop.noted.lock().unwrap().is_empty());
}

#[tokio::test]
async fn what_moves_to_another_kind_is_known_there() {
    let world = World::new(&SPEC);
    let service = world.service_of_all_clouds();
    let text = "Access Key ID: ncp_iam_EXAMPLExample0123456\n\
                Secret Key: ncp_iam_ExampleSecretDoNotUse000000000000";
    copy_elsewhere(&world, text);
    let draft = paste(&service, None, "key_id").await;
    let ask = MoveDraft {
        draft: draft.id,
        kind: KindId::NaverAccessKey,
    };
    let moved = service.move_draft(ask).await.unwrap();
    let noted = world.desktop.noted.lock().unwrap();
    assert!(noted.contains(&(moved.id, text.to_owned())));
}

/// Half of a credential that may do everything is no more in clear than the other half.
#[tokio::test]
async fn an_id_that_is_as_good_as_a_secret_is_kept_hidden() {
    const API_KEY: &str = "MADE-UP-api-key-of-86-characters";
    let world = World::new(&SPEC);
    let service = world.service_of_all_clouds();
    let ask = StageCredential {
        draft: None,
        kind: KindId::KtGKey,
        field: "api_key".to_owned(),
        text: Some(API_KEY.into()),
    };
    let draft = service.stage_credential(ask).await.unwrap();
    let [field] = draft.fields.as_slice() else {
        panic!("{draft:?}");
    };
    assert_eq!((field.id.as_str(), field.length), ("api_key", 32));
    assert_eq!(field.value, None);
    assert_eq!(service.list_drafts().await.unwrap(), [draft]);
    drop(service);
    for file in std::fs::read_dir(world.folder.path()).unwrap() {
        let bytes = std::fs::read(file.unwrap().path()).unwrap();
        assert!(!bytes.windows(32).any(|w| w == API_KEY.as_bytes()));
    }
}

#[tokio::test]
async fn the_page_hears_where_a_copied_value_may_stay() {
    let world = World::new(&SPEC);
    let service = world.service();
    for stays in [false, true] {
        *world.desktop.refuses_to_clear.lock().unwrap() = stays;
        let state = service.app_state().await.unwrap();
        assert_eq!(state.clipboard_may_stay, stays);
    }
}

#[tokio::test]
async fn an_id_leaves_the_clipboard_where_it_is_as_good_as_a_secret() {
    for (spec, clears_in_s) in [(&SPEC, None), (&SECRET_ID, Some(30))] {
        let world = World::new(spec);
        let service = world.service();
        let account = world.connected(&service).await;
        let made = service.create_key(new_key(&account, "dash")).await;
        let ask = CopyKey {
            key: made.unwrap().id,
            what: CopyWhat::Id,
        };
        let copied = service.copy_key(ask).await.unwrap();
        assert_eq!(copied.clears_in_s, clears_in_s);
        let last = world.desktop.copied.lock().unwrap().pop().unwrap();
        assert_eq!(last, ("ID-key-1".to_owned(), clears_in_s));
    }
}
