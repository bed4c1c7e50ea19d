//! The real Keystone of the harness, asked without any client of ours: what the tests of the clients
//! that speak to it rest on.

use keywright_tests::keystone::{
    Answer, Keystone, NewAccessKey, Scope, Version, key_login, key_login_by_name, password_login,
};
use keywright_tests::until;
use reqwest::Method;
use serde_json::{Value, json};

/// A refusal in Keystone's envelope.
fn assert_refused(answer: &Answer, status: u16) {
    assert_eq!(answer.status, status, "{}", answer.text);
    assert_eq!(answer.body["error"]["code"], status, "{}", answer.text);
}

#[tokio::test]
async fn an_access_key_logs_in_by_its_id_and_by_its_name() {
    for version in Version::ALL {
        let keystone = Keystone::shared(version).await.unwrap();
        let member = keystone.member().await.unwrap();
        let new = NewAccessKey::named("by two names");
        let key = keystone.access_key(&member, new).await.unwrap();

        for login in [
            key_login(&key.id, &key.secret),
            key_login_by_name(&key.name, &key.secret, &member.user.id),
        ] {
            let answer = keystone.log_in(&login).await.unwrap();
            assert_eq!(answer.status, 201, "{}", answer.text);
            assert!(!answer.token().unwrap().is_empty());
            let token = &answer.body["token"];
            assert_eq!(token["user"]["id"], member.user.id);
            assert_eq!(token["project"]["id"], member.project.id);
            assert_eq!(token["application_credential"]["id"], key.id);
            assert_eq!(token["application_credential"]["restricted"], true);
            assert!(token["expires_at"].as_str().unwrap().ends_with('Z'));
        }
    }
}

#[tokio::test]
async fn a_wrong_secret_and_an_unknown_id_are_refused_each_in_its_own_way() {
    for version in Version::ALL {
        let keystone = Keystone::shared(version).await.unwrap();
        let member = keystone.member().await.unwrap();
        let new = NewAccessKey::named("mistyped");
        let key = keystone.access_key(&member, new).await.unwrap();

        let wrong = key_login(&key.id, "made-up-wrong-secret");
        assert_refused(&keystone.log_in(&wrong).await.unwrap(), 401);
        let unknown = key_login("0000000000000000000000000000eeee", &key.secret);
        assert_refused(&keystone.log_in(&unknown).await.unwrap(), 404);
        let unnamed = key_login_by_name("no such key", &key.secret, &member.user.id);
        assert_refused(&keystone.log_in(&unnamed).await.unwrap(), 401);
    }
}

#[tokio::test]
async fn the_token_of_a_deleted_access_key_finds_nothing_any_more() {
    for version in Version::ALL {
        let keystone = Keystone::shared(version).await.unwrap();
        let member = keystone.member().await.unwrap();
        let new = NewAccessKey::named("deleted");
        let key = keystone.access_key(&member, new).await.unwrap();
        let token = keystone.key_token(&key).await.unwrap();
        let path = format!("/users/{}/application_credentials", member.user.id);

        let list = keystone.send(Method::GET, &path, Some(&token), None);
        assert_eq!(list.await.unwrap().status, 200);
        keystone.delete_access_key(&member, &key).await.unwrap();
        let list = keystone.send(Method::GET, &path, Some(&token), None);
        assert_refused(&list.await.unwrap(), 404);
        assert!(keystone.access_keys(&member).await.unwrap().is_empty());
    }
}

#[tokio::test]
async fn an_expired_access_key_is_listed_and_does_not_log_in() {
    for version in Version::ALL {
        let keystone = Keystone::shared(version).await.unwrap();
        let member = keystone.member().await.unwrap();
        let new = NewAccessKey {
            expires_at: Some("2099-12-31T00:00:00".to_owned()),
            ..NewAccessKey::named("ending")
        };
        let key = keystone.access_key(&member, new).await.unwrap();
        let listed = keystone.access_keys(&member).await.unwrap();
        assert_eq!(listed[0]["expires_at"], "2099-12-31T00:00:00.000000");
        assert_eq!(listed[0]["unrestricted"], Value::Null);

        keystone.expire(&key).await.unwrap();
        let listed = keystone.access_keys(&member).await.unwrap();
        assert_eq!(listed[0]["expires_at"], "2020-01-02T03:04:05.000000");
        let login = key_login(&key.id, &key.secret);
        assert_refused(&keystone.log_in(&login).await.unwrap(), 401);
    }
}

#[tokio::test]
async fn a_role_that_goes_and_comes_takes_the_access_key_along() {
    for version in Version::ALL {
        let keystone = Keystone::shared(version).await.unwrap();
        let member = keystone.member().await.unwrap();
        let new = NewAccessKey::named("of a member");
        let key = keystone.access_key(&member, new).await.unwrap();
        let login = key_login(&key.id, &key.secret);

        keystone.unassign(&member, "member").await.unwrap();
        assert_refused(&keystone.log_in(&login).await.unwrap(), 401);
        keystone.assign(&member, "member").await.unwrap();
        assert_eq!(keystone.log_in(&login).await.unwrap().status, 201);

        keystone.enable_user(&member.user, false).await.unwrap();
        assert_refused(&keystone.log_in(&login).await.unwrap(), 401);
        keystone.enable_user(&member.user, true).await.unwrap();
        assert_eq!(keystone.log_in(&login).await.unwrap().status, 201);
    }
}

#[tokio::test]
async fn without_its_project_or_user_an_access_key_is_gone() {
    for version in Version::ALL {
        let keystone = Keystone::shared(version).await.unwrap();
        for user_goes in [false, true] {
            let member = keystone.member().await.unwrap();
            let new = NewAccessKey::named("left behind");
            let key = keystone.access_key(&member, new).await.unwrap();
            if user_goes {
                keystone.delete_user(&member.user).await.unwrap();
            } else {
                keystone.delete_project(&member.project).await.unwrap();
            }
            let login = key_login(&key.id, &key.secret);
            assert_refused(&keystone.log_in(&login).await.unwrap(), 404);
        }
    }
}

#[tokio::test]
async fn a_restricted_access_key_lists_and_an_unrestricted_one_makes_access_keys() {
    for version in Version::ALL {
        let keystone = Keystone::shared(version).await.unwrap();
        let member = keystone.member().await.unwrap();
        let path = format!("/users/{}/application_credentials", member.user.id);
        let body = json!({"application_credential": {"name": "made by a key"}});

        for unrestricted in [false, true] {
            let new = NewAccessKey {
                unrestricted,
                ..NewAccessKey::named(&format!("unrestricted: {unrestricted}"))
            };
            let key = keystone.access_key(&member, new).await.unwrap();
            let token = keystone.key_token(&key).await.unwrap();
            let list = keystone.send(Method::GET, &path, Some(&token), None);
            assert_eq!(list.await.unwrap().status, 200);
            let made = keystone.send(Method::POST, &path, Some(&token), Some(&body));
            let made = made.await.unwrap();
            if unrestricted {
                assert_eq!(made.status, 201, "{}", made.text);
            } else {
                assert_refused(&made, 403);
            }
        }
    }
}

/// Creates, lists, shows and deletes an S3 key: the statuses, with the same key of another hand where
/// the create was refused.
async fn s3_statuses(version: Version, unrestricted: bool) -> [u16; 4] {
    let keystone = Keystone::shared(version).await.unwrap();
    let member = keystone.member().await.unwrap();
    let new = NewAccessKey {
        unrestricted,
        ..NewAccessKey::named("for S3")
    };
    let key = keystone.access_key(&member, new).await.unwrap();
    let token = keystone.key_token(&key).await.unwrap();
    let other = keystone.s3_key(&member).await.unwrap();
    let path = format!("/users/{}/credentials/OS-EC2", member.user.id);
    let one = format!("{path}/{}", other["access"].as_str().unwrap());
    let body = json!({"tenant_id": member.project.id});

    let made = keystone.send(Method::POST, &path, Some(&token), Some(&body));
    let made = made.await.unwrap().status;
    let list = keystone.send(Method::GET, &path, Some(&token), None);
    let list = list.await.unwrap().status;
    let show = keystone.send(Method::GET, &one, Some(&token), None);
    let show = show.await.unwrap().status;
    let delete = keystone.send(Method::DELETE, &one, Some(&token), None);
    let delete = delete.await.unwrap().status;

    let left = keystone.s3_keys(&member).await.unwrap();
    assert!(left.iter().all(|key| key["secret"].is_string()));
    assert_eq!(left.len(), 1);
    assert_eq!(left[0] == other, delete == 403);
    [made, list, show, delete]
}

#[tokio::test]
async fn s3_keys_are_open_to_access_keys_in_27_and_shut_in_30() {
    for unrestricted in [false, true] {
        let open = s3_statuses(Version::V27, unrestricted).await;
        assert_eq!(open, [201, 200, 200, 204]);
        let shut = s3_statuses(Version::V30, unrestricted).await;
        assert_eq!(shut, [403; 4]);
    }
}

#[tokio::test]
async fn a_password_logs_in_at_both_clouds_paths_by_the_projects_name_and_by_its_id() {
    for version in Version::ALL {
        let keystone = Keystone::shared(version).await.unwrap();
        let member = keystone.member().await.unwrap();
        let (user, project) = (&member.user, &member.project);
        for scope in [Scope::Name(&project.name), Scope::Id(&project.id)] {
            let login = password_login(&user.name, &user.password, scope);
            for answer in [
                keystone.log_in(&login).await.unwrap(),
                keystone.log_in_at_kt(&login).await.unwrap(),
            ] {
                assert_eq!(answer.status, 201, "{}", answer.text);
                assert!(!answer.token().unwrap().is_empty());
                assert_eq!(answer.body["token"]["project"]["id"], project.id);
            }
            let login = password_login(&user.name, "made-up-wrong-password", scope);
            assert_refused(&keystone.log_in_at_kt(&login).await.unwrap(), 401);
        }
    }
}

#[tokio::test]
async fn an_unknown_path_and_a_wrong_method_answer_without_the_envelope() {
    for version in Version::ALL {
        let keystone = Keystone::shared(version).await.unwrap();
        let member = keystone.member().await.unwrap();
        let token = keystone.password_token(&member).await.unwrap();

        let nothing = keystone.send(Method::GET, "/nothing", Some(&token), None);
        let nothing = nothing.await.unwrap();
        assert_eq!((nothing.status, &nothing.body), (404, &Value::Null));
        let put = keystone.send(Method::PUT, "/auth/tokens", Some(&token), None);
        let put = put.await.unwrap();
        assert_eq!((put.status, &put.body["error"]), (405, &Value::Null));
        assert!(put.body["message"].is_string());
    }
}

#[tokio::test]
async fn a_server_of_ones_own_goes_when_it_is_dropped() {
    let keystone = Keystone::start(Version::V30).await.unwrap();
    let (url, folder) = (keystone.base_url(), keystone.folder().to_owned());
    assert!(folder.join("keystone.db").exists());
    drop(keystone);
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    assert!(client.get(url).send().await.is_err());
    until("its folder to be gone", || {
        Ok((!folder.exists()).then_some(()))
    })
    .unwrap();
}
