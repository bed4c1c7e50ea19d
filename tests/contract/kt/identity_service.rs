//! The login of the D platform beside a real Keystone of both versions.

use jiff::{Timestamp, ToSpan as _};
use keywright_core::ErrorCode as E;
use keywright_core::Outcome::Refused;
use keywright_core::error::FieldProblem;
use keywright_core::http::{Http, Tuning};
use keywright_core::kind::{Credential, KeyKind as _};
use keywright_core::model::KindId;
use keywright_core::model::TokenKind::Api;
use keywright_core::providers::kt::d_login::KtDLogin;
use keywright_tests::keystone::{DOMAIN, Keystone, MEMBER, Member, Version};

use super::{fact, open, silent, with};

/// The gateway that a real Keystone stands in for, without its zone.
fn gateway(keystone: &Keystone) -> String {
    let base = keystone.kt_base_url();
    base.strip_suffix("/d1").unwrap().to_owned()
}

/// A user with the project that is called like them, as the portal makes it.
async fn portal_user(keystone: &Keystone) -> Member {
    let user = keystone.user().await.unwrap();
    let project = keystone.project_named(&user.name).await.unwrap();
    let member = Member { user, project };
    keystone.assign(&member, MEMBER).await.unwrap();
    member
}

fn login(keystone: &Keystone, member: &Member, by_id: bool) -> Credential {
    let fields = vec![
        (
            "project_id",
            if by_id {
                member.project.id.clone()
            } else {
                String::new()
            },
        ),
        ("project_name", member.user.name.clone()),
        ("password", member.user.password.clone()),
        ("zone", "d1".to_owned()),
    ];
    super::credential(KindId::KtDLogin, &gateway(keystone), fields)
}

fn kind() -> KtDLogin {
    KtDLogin::new(Http::new(Tuning::default()).unwrap())
}

#[tokio::test]
async fn a_real_keystone_takes_the_login_by_name_and_by_id() {
    for version in Version::ALL {
        let keystone = Keystone::shared(version).await.unwrap();
        let member = portal_user(&keystone).await;
        for by_id in [false, true] {
            let by = login(&keystone, &member, by_id);
            let identity = kind().verify(&by).await.unwrap();
            assert!(identity.confirmed);
            assert_eq!(identity.name.as_ref(), Some(&member.user.name));
            let scope = identity.scope.as_ref().unwrap();
            assert_eq!(
                (&scope.id, &scope.name),
                (&member.project.id, &member.user.name)
            );
            assert_eq!(identity.own_key, Some(format!("d1/{}", member.user.name)));
            assert_eq!(
                fact(&identity, "project_id"),
                Some(member.project.id.as_str())
            );
            let roles = fact(&identity, "roles").unwrap();
            assert!(roles.split(", ").any(|role| role == MEMBER), "{roles}");
            let end: Timestamp = fact(&identity, "token_expires").unwrap().parse().unwrap();
            assert!(end > Timestamp::now());
        }
    }
}

#[tokio::test]
async fn a_real_keystone_refuses_every_wrong_part_alike() {
    for version in Version::ALL {
        let keystone = Keystone::shared(version).await.unwrap();
        let member = portal_user(&keystone).await;
        let stranger = portal_user(&keystone).await;
        let by = login(&keystone, &member, true);
        let by_name = login(&keystone, &member, false);
        for (what, wrong) in [
            (
                "password by id",
                with(&by, "password", "made-up-wrong-password"),
            ),
            (
                "password by name",
                with(&by_name, "password", "made-up-wrong-password"),
            ),
            (
                "project",
                with(&by, "project_id", "0000000000000000000000000000eeee"),
            ),
            ("no role", with(&by, "project_id", &stranger.project.id)),
            (
                "user",
                with(&by, "project_name", "nobody@keywright.example"),
            ),
            (
                "no project of that name",
                with(&by_name, "project_name", DOMAIN),
            ),
        ] {
            let told = kind().verify(&wrong).await;
            silent(
                &[
                    open(&wrong.fields, "password"),
                    member.user.password.clone(),
                ],
                &told,
            );
            let error = told.unwrap_err();
            let told = (error.code, error.outcome, error.status);
            assert_eq!(told, (E::LoginRefused, Refused, Some(401)), "{what}");
            assert!(
                error.detail.unwrap().contains("requires authentication"),
                "{what}"
            );
        }
        keystone.enable_user(&member.user, false).await.unwrap();
        let error = kind().verify(&by).await.unwrap_err();
        assert_eq!(error.code, E::LoginRefused);
        // Nothing is at another zone's path.
        let error = kind().verify(&with(&by, "zone", "d9")).await.unwrap_err();
        assert_eq!(
            (error.code, error.problem),
            (E::FieldInvalid, Some(FieldProblem::NotAChoice))
        );
    }
}

#[tokio::test]
async fn a_token_of_a_real_keystone_is_checked_and_ended() {
    for version in Version::ALL {
        let keystone = Keystone::shared(version).await.unwrap();
        let member = portal_user(&keystone).await;
        let by = login(&keystone, &member, true);
        let minted = kind().mint_token(&by, Api).await.unwrap();
        let end = minted.expires_at.unwrap();
        assert!(end > Timestamp::now() && end < Timestamp::now() + 25.hours());
        kind().check_token(&by, Api, &minted.fields).await.unwrap();
        kind().revoke_token(&by, Api, &minted.fields).await.unwrap();
        let told = kind().check_token(&by, Api, &minted.fields).await;
        silent(
            &[open(&minted.fields, "token"), member.user.password.clone()],
            &told,
        );
        let error = told.unwrap_err();
        assert_eq!((error.code, error.outcome), (E::TokenEnded, Refused));
        kind().revoke_token(&by, Api, &minted.fields).await.unwrap();

        // Ended early: with the user's role goes what was made by it.
        let minted = kind().mint_token(&by, Api).await.unwrap();
        keystone.enable_user(&member.user, false).await.unwrap();
        let error = kind()
            .check_token(&by, Api, &minted.fields)
            .await
            .unwrap_err();
        assert_eq!((error.code, error.outcome), (E::TokenEnded, Refused));
        let error = kind().mint_token(&by, Api).await.err().unwrap();
        assert_eq!(error.code, E::LoginRefused);
    }
}
