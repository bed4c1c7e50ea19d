//! Errors in every shape that the services write them: what is told by the status alone, and what by a code.

use keywright_core::kind::KeyKind;
use keywright_core::{Error, ErrorCode, Outcome};
use keywright_practice::naver::{Call, ErrorShape, Trouble};

use super::{Session, credential, form, issued, open};

/// Every shape, and whether it carries the service's own number.
const SHAPES: [(ErrorShape, bool); 11] = [
    (ErrorShape::CodeAsText, true),
    (ErrorShape::CodeAsNumber, true),
    (ErrorShape::CodeAsWord, false),
    (ErrorShape::Text, false),
    (ErrorShape::Flat, true),
    (ErrorShape::ResponseError, true),
    (ErrorShape::CodeMessageData, true),
    (ErrorShape::Status, true),
    (ErrorShape::Spring, false),
    (ErrorShape::Xml, true),
    (ErrorShape::Empty, false),
];

/// The code that stands where there is a number to tell by, and the one where there is only a status.
fn told(error: Option<Error>, numbered: bool, codes: (ErrorCode, ErrorCode), case: &str) -> Error {
    let error = error.unwrap_or_else(|| panic!("{case}: no error"));
    let wanted = if numbered { codes.0 } else { codes.1 };
    assert_eq!(
        (error.code, error.outcome),
        (wanted, Outcome::Refused),
        "{case}"
    );
    error
}

#[tokio::test]
async fn a_refused_read_is_understood_in_every_shape() {
    use ErrorCode::{CredentialUnknown, Forbidden, NotFound};
    let session = Session::start().await;
    let account = session.cloud.add_sub_account("owner", &[]);
    let (_, nobody) = session.robot("nobody", &[]);
    let own = open(&session.by.fields, "access_key");
    let wrong = credential(&session.cloud, &own, "ncp_iam_MadeUp");
    let never = "00000000-0000-4000-8000-000000000001";
    for (shape, numbered) in SHAPES {
        session.cloud.trouble(Trouble::ErrorShape(shape));
        let case = format!("{shape:?}");
        let (by, gateway, sub) = (&session.by, &session.gateway, &session.sub);
        let tell = |error, codes| told(error, numbered, codes, &case);

        let error = session.access.verify(&wrong).await.err();
        let error = tell(error, (CredentialUnknown, CredentialUnknown));
        assert_eq!(error.detail.is_some(), shape != ErrorShape::Empty, "{case}");
        let unknown = gateway.list(&wrong).await.err();
        tell(unknown, (CredentialUnknown, CredentialUnknown));
        // 401 stands for "no policy" too, and only the number tells; Sub Account means that by it.
        tell(
            gateway.list(&nobody).await.err(),
            (Forbidden, CredentialUnknown),
        );
        tell(sub.list(&nobody).await.err(), (Forbidden, Forbidden));
        tell(sub.options(&nobody).await.err(), (Forbidden, Forbidden));
        let missing = gateway.reread(by, "nosuchkey0").await.err();
        tell(missing, (NotFound, NotFound));
        tell(sub.rules(by, never).await.err(), (NotFound, NotFound));
        assert!(sub.rules(by, &account).await.is_ok());
    }
}

#[tokio::test]
async fn a_read_of_a_cloud_in_trouble_is_understood_in_every_shape() {
    use ErrorCode::{ProviderDown, RateLimited, Throttled};
    for (shape, numbered) in SHAPES {
        let session = Session::start().await;
        for (trouble, code) in [
            (Trouble::ServerError(500), ProviderDown),
            (Trouble::ServerError(504), ProviderDown),
            (
                Trouble::Throttled {
                    code: 410,
                    retry_after: Some(90),
                },
                Throttled,
            ),
        ] {
            session.cloud.trouble(trouble.only(Call::ListApiKeys));
            session.cloud.add_trouble(Trouble::ErrorShape(shape));
            let error = session.gateway.list(&session.by).await.err();
            // Without its number a limit is one of several.
            let plain = if code == Throttled { RateLimited } else { code };
            let error = told(error, numbered, (code, plain), &format!("{shape:?}"));
            let wait = (code == Throttled).then_some(90);
            assert_eq!(error.retry_after_s, wait);
        }
    }
}

#[tokio::test]
async fn a_refused_create_is_understood_in_every_shape_and_sent_once() {
    use ErrorCode::{Conflict, CredentialUnknown, Forbidden, NotFound, QuotaFull, Rejected};
    let session = Session::start().await;
    let account = session.cloud.add_sub_account("owner", &[]);
    let (_, nobody) = session.robot("nobody", &[]);
    let never = "00000000-0000-4000-8000-000000000001";
    let key = form(&[("name", "never")]);
    let of_owner = form(&[("sub_account", &account)]);
    let of_nobody = form(&[("sub_account", never)]);
    let by = &session.by;
    for (shape, numbered) in SHAPES {
        let case = format!("{shape:?}");
        let before = session.cloud.creates();
        let tell = |error, codes| told(error, numbered, codes, &case);
        session.cloud.trouble(Trouble::ErrorShape(shape));
        let error = issued(&session.gateway, &nobody, &key).await.err();
        tell(error, (Forbidden, CredentialUnknown));
        let error = issued(&session.sub, &nobody, &of_owner).await.err();
        tell(error, (Forbidden, Forbidden));
        let error = issued(&session.sub, by, &of_nobody).await.err();
        tell(error, (NotFound, NotFound));
        session.cloud.add_trouble(Trouble::QuotaFull);
        let error = issued(&session.sub, by, &of_owner).await.err();
        tell(error, (QuotaFull, Conflict));
        let error = issued(&session.gateway, by, &key).await.err();
        tell(error, (Rejected, Rejected));
        assert_eq!(session.cloud.creates(), before + 5, "{case}");
    }
    assert!(session.cloud.api_keys().is_empty());
    let keys = session.cloud.access_keys();
    assert!(
        keys.iter()
            .all(|key| key.sub_account_id.as_ref() != Some(&account))
    );
}

#[tokio::test]
async fn a_create_that_a_broken_cloud_refuses_is_unknown_in_every_shape() {
    for (shape, _) in SHAPES {
        let session = Session::start().await;
        let account = session.cloud.add_sub_account("owner", &[]);
        for (trouble, made) in [
            (Trouble::ServerError(500), false),
            (Trouble::ServerErrorAfterCreate(500), true),
        ] {
            session.cloud.trouble(trouble);
            session.cloud.add_trouble(Trouble::ErrorShape(shape));
            let before = session.cloud.creates();
            let new = form(&[("name", "broken")]);
            let gateway = issued(&session.gateway, &session.by, &new).await.err();
            let new = form(&[("sub_account", &account)]);
            let sub = issued(&session.sub, &session.by, &new).await.err();
            for error in [gateway.unwrap(), sub.unwrap()] {
                let told = (error.code, error.outcome);
                let wanted = (ErrorCode::ProviderDown, Outcome::Unknown);
                assert_eq!(told, wanted, "{shape:?}");
            }
            assert_eq!(session.cloud.creates(), before + 2, "{shape:?}");
            assert_eq!(session.cloud.api_keys().len(), usize::from(made));
        }
        // Stopped or not: the key that is there can still be switched and deleted.
        session.cloud.trouble(Trouble::ErrorShape(shape));
        let keys = session.sub.list(&session.by).await.unwrap();
        let id = &keys[0].remote_id;
        // Only the sentence tells that it is on: no code is documented.
        let error = session.sub.delete(&session.by, id).await.unwrap_err();
        assert_eq!(
            (error.code, error.outcome),
            (ErrorCode::Rejected, Outcome::Refused)
        );
        session.sub.switch(&session.by, id, false).await.unwrap();
        session.sub.delete(&session.by, id).await.unwrap();
    }
}
