//! Text that was pasted into the form of the wrong kind.

use super::fake::*;
use crate::error::ErrorCode;
use crate::model::*;

const NAVER: &str = "Access Key ID: ncp_iam_EXAMPLExample0123456\n\
                     Secret Key: ncp_iam_ExampleSecretDoNotUse000000000000";

fn paste(draft: Option<OperationId>, text: &str) -> StageCredential {
    StageCredential {
        draft,
        kind: KindId::ClickhouseKey,
        field: "key_id".to_owned(),
        text: Some(text.into()),
    }
}

#[tokio::test]
async fn what_looks_like_another_clouds_is_kept_hidden_and_moves_whole() {
    let world = World::new(&SPEC);
    let service = world.service_of_all_clouds();
    let draft = service.stage_credential(paste(None, NAVER)).await.unwrap();
    assert!(
        draft.looks_like.contains(&KindId::NaverAccessKey),
        "{draft:?}"
    );
    // It went into a field that is no secret, and is one all the same.
    assert!(draft.fields.iter().all(|field| field.value.is_none()));

    for (kind, code) in [
        (KindId::KtGKey, ErrorCode::Unsupported),
        (KindId::ClickhouseKey, ErrorCode::Unsupported),
    ] {
        let ask = MoveDraft {
            draft: draft.id,
            kind,
        };
        assert_eq!(service.move_draft(ask).await.unwrap_err().code, code);
    }
    let ask = MoveDraft {
        draft: draft.id,
        kind: KindId::NaverAccessKey,
    };
    let moved = service.move_draft(ask).await.unwrap();
    assert_eq!(moved.kind, KindId::NaverAccessKey);
    let ids: Vec<_> = moved.fields.iter().map(|field| field.id.as_str()).collect();
    assert_eq!(ids, ["access_key", "secret_key"]);
    assert_eq!(
        moved.fields[0].value.as_deref(),
        Some("ncp_iam_EXAMPLExample0123456")
    );
    assert_eq!(moved.fields[1].value, None);
    // One draft is left, with one item in the keychain.
    assert_eq!(service.list_drafts().await.unwrap(), vec![moved]);
    assert_eq!(world.keychain.items().len(), 1);
    assert_eq!(
        service.move_draft(ask).await.unwrap_err().code,
        ErrorCode::Gone
    );
}

#[tokio::test]
async fn what_fits_its_form_moves_nowhere_and_forgets_what_was_pasted_before() {
    let world = World::new(&SPEC);
    let service = world.service_of_all_clouds();
    let draft = service.stage_credential(paste(None, NAVER)).await.unwrap();
    let right = "kWq3RtYuIoPaSdFgHjK0";
    let draft = service
        .stage_credential(paste(Some(draft.id), right))
        .await
        .unwrap();
    assert!(draft.looks_like.is_empty());
    let field = draft.fields.iter().find(|field| field.id == "key_id");
    assert_eq!(field.unwrap().value.as_deref(), Some(right));
    let ask = MoveDraft {
        draft: draft.id,
        kind: KindId::NaverAccessKey,
    };
    assert_eq!(
        service.move_draft(ask).await.unwrap_err().code,
        ErrorCode::Unsupported
    );
}
