//! Answers that differ from what is expected: other words, fields that are missing, a key that goes, a clock that is off.

use std::time::Duration;

use keywright_core::kind::KeyKind;
use keywright_core::model::TokenKind;
use keywright_core::{ErrorCode as E, Outcome};
use keywright_practice::kakao::{Call, NewIamKey, S3KeyApi, Trouble};
use keywright_tests::PATIENCE;

use super::{Session, but, form, iam_credential, issued, named, refused, told};

/// Statuses and whether there is an `error` object decide, and no words.
#[tokio::test]
async fn the_texts_of_refusals_do_not_matter() {
    let session = Session::start().await;
    let (by, free) = (&session.by, session.free());
    let by_name = iam_credential(
        &session.cloud.base_url(),
        &[("name", "x"), ("secret", "y"), ("user_id", "z")],
    );
    let (gone, secret) = session.cloud.add_iam_key(named("gone")).unwrap();
    let gone_key = iam_credential(
        &session.cloud.base_url(),
        &[("id", &gone), ("secret", &secret)],
    );
    let minted = session.iam.mint_token(&gone_key, TokenKind::Api).await;
    let token = minted.unwrap().fields;
    assert!(session.cloud.remove_iam_key(&gone));
    let fields = ["message", "title", "code", "identity"];
    let fields = fields.map(str::to_owned);
    let without = fields.iter().cloned().map(Trouble::LeaveOut);
    let null = fields.iter().cloned().map(Trouble::MakeNull);
    let others = [Trouble::CodeAsText, Trouble::NewerEdition];
    for trouble in without.chain(null).chain(others) {
        let case = format!("{trouble:?}");
        let (iam, s3) = (&session.iam, &session.s3);
        session.cloud.trouble(trouble);
        let wrong = but(by, "secret", "made-up-wrong-secret");
        refused(iam.verify(&wrong).await, E::CredentialUnknown, &case);
        refused(iam.verify(&gone_key).await, E::CredentialUnknown, &case);
        refused(iam.verify(&by_name).await, E::NameOrUserWrong, &case);
        refused(iam.delete(by, &gone).await, E::NotOffered, &case);
        let checked = iam.check_token(by, TokenKind::Api, &token).await;
        refused(checked, E::TokenEnded, &case);
        let taken = form(&[("name", "unrestricted")]);
        refused(issued(iam, &free, &taken).await, E::Conflict, &case);
        refused(s3.reread(by, &gone).await, E::NotFound, &case);
        let shut = Trouble::S3KeyApi(S3KeyApi::Patched);
        session.cloud.add_trouble(shut);
        refused(s3.list(by).await, E::NotOffered, &case);
    }
}

#[tokio::test]
async fn a_field_that_is_missing_or_null_does_not_hide_a_key() {
    let session = Session::start().await;
    let by = &session.by;
    session.s3_key();
    let mut troubles = vec![Trouble::NewerEdition];
    for field in [
        "name",
        "description",
        "expires_at",
        "project",
        "project_id",
        "tenant_id",
        "roles",
        "system",
        "unrestricted",
        "restricted",
        "application_credential",
        "links",
        "self",
        "domain",
        "domain_id",
        "user_id",
        "trust_id",
        "secret",
        "enabled",
        "parent_id",
        "is_domain",
        "tags",
        "options",
        "methods",
        "issued_at",
        "audit_ids",
        "password_expires_at",
        "catalog",
    ] {
        troubles.push(Trouble::LeaveOut(field.to_owned()));
        troubles.push(Trouble::MakeNull(field.to_owned()));
    }
    for trouble in troubles {
        session.cloud.trouble(trouble.clone());
        let keys = session.iam.list(by).await.map(|keys| keys.len());
        assert_eq!(keys.ok(), Some(1), "{trouble:?}");
        let keys = session.s3.list(by).await.map(|keys| keys.len());
        assert_eq!(keys.ok(), Some(1), "{trouble:?}");
        let projects = session.iam.projects(by).await.map(|all| all.len());
        assert_eq!(projects.ok(), Some(3), "{trouble:?}");
        assert!(
            session.iam.verify(by).await.unwrap().confirmed,
            "{trouble:?}"
        );
        let minted = session.iam.mint_token(by, TokenKind::Api).await.unwrap();
        let told = matches!(&trouble, Trouble::LeaveOut(name) | Trouble::MakeNull(name)
            if name == "expires_at");
        assert_eq!(minted.expires_at.is_none(), told, "{trouble:?}");
        let checked = session.iam.check_token(by, TokenKind::Api, &minted.fields);
        assert!(checked.await.is_ok(), "{trouble:?}");
    }
}

#[tokio::test]
async fn an_answer_that_would_hide_a_key_is_no_answer() {
    let session = Session::start().await;
    let by = &session.by;
    session.s3_key();
    let missing = |name: &str| Trouble::LeaveOut(name.to_owned());
    for (trouble, call) in [
        (missing("application_credentials"), Call::ListIamKeys),
        (missing("id"), Call::ListIamKeys),
        (missing("credentials"), Call::ListS3Keys),
        (missing("access"), Call::ListS3Keys),
        (missing("projects"), Call::ListProjects),
        (missing("id"), Call::ListProjects),
        // Whose keys they are stands with the token.
        (missing("user"), Call::IssueToken),
        (missing("id"), Call::IssueToken),
        (Trouble::NoTokenInAnswer, Call::IssueToken),
    ] {
        session.cloud.trouble(trouble.clone().only(call));
        let refusal = match call {
            Call::ListS3Keys => session.s3.list(by).await.map(drop),
            Call::ListProjects => session.iam.projects(by).await.map(drop),
            _ => session.iam.list(by).await.map(drop),
        };
        refused(refusal, E::AnswerUnreadable, trouble);
    }
}

/// The token was good when it was made.
#[tokio::test]
async fn a_key_that_goes_between_two_calls_is_told_as_gone() {
    let session = Session::start().await;
    for what in ["list", "reread", "delete"] {
        let (id, secret) = session.cloud.add_iam_key(named(what)).unwrap();
        let by = iam_credential(
            &session.cloud.base_url(),
            &[("id", &id), ("secret", &secret)],
        );
        // Until the key is gone.
        let late = Trouble::Slow(Duration::from_secs(3600));
        session.cloud.trouble(late.only(Call::IssueToken));
        let goes = async {
            while session.cloud.live_tokens() == 0 {
                tokio::time::sleep(Duration::from_millis(1)).await;
            }
            assert!(session.cloud.remove_iam_key(&id));
            session.cloud.trouble(Trouble::None);
        };
        let asks = async {
            match what {
                "list" => session.iam.list(&by).await.map(drop),
                "reread" => session.s3.reread(&by, "f001").await.map(drop),
                _ => session.s3.delete(&by, "f001").await,
            }
        };
        let both = async { tokio::join!(asks, goes) };
        let (refusal, ()) = tokio::time::timeout(PATIENCE, both).await.unwrap();
        refused(refusal, E::CredentialUnknown, what);
    }
}

/// Tokens do not mind a clock that is off; signatures do, see `storage`.
#[tokio::test]
async fn a_clock_that_is_off_matters_to_signatures_only() {
    let session = Session::start().await;
    for ahead in [-3600, -600, 600, 3600] {
        session.cloud.trouble(Trouble::ClockSkew(ahead));
        assert!(session.iam.list(&session.by).await.is_ok(), "{ahead}");
        // An end that the cloud's clock has passed.
        let new = NewIamKey {
            expires_at: Some(jiff::Timestamp::now() + jiff::SignedDuration::from_secs(ahead / 2)),
            ..named(&format!("ends {ahead}"))
        };
        let (id, secret) = session.cloud.add_iam_key(new).unwrap();
        let by = iam_credential(
            &session.cloud.base_url(),
            &[("id", &id), ("secret", &secret)],
        );
        match ahead > 0 {
            true => assert_eq!(
                told(session.iam.verify(&by).await),
                (E::CredentialUnknown, Outcome::Refused)
            ),
            false => assert!(session.iam.verify(&by).await.is_ok()),
        }
    }
}
