use super::*;

fn debug_hides(told: String, secrets: &[&str]) {
    assert!(
        secrets.iter().all(|secret| !told.contains(secret)),
        "{told}"
    );
}

#[tokio::test]
async fn replaced_key_ends_and_the_new_one_works() {
    let session = Session::start().await;
    let old = session.cloud.bootstrap().unwrap();
    assert_eq!(session.list_zones("v1").await.status, 200);
    let new = session.cloud.replace_api_key().unwrap();
    assert_ne!(new, old);
    assert_eq!(session.cloud.api_key(), new);
    assert_eq!(session.list_zones("v1").await.status, 200);
    let query = signed_query(&old, &[("command", "listZones")]);
    let answer = session.get(&format!("/server/v1/client/api?{query}")).await;
    assert_eq!(answer.status, 401);
    session.cloud.revoke_api_key();
    assert_eq!(session.list_zones("v1").await.status, 401);
    assert_eq!(session.list_zones("v2").await.status, 401);
    session.cloud.replace_api_key().unwrap();
    assert_eq!(session.list_zones("v2").await.status, 200);
}

#[tokio::test]
async fn changed_password_ends_tokens_of_the_platform() {
    let session = Session::start().await;
    let old = session.cloud.project_token();
    let token = session.token().await;
    let user = session.cloud.storage_user().unwrap();
    let storage = session.storage_login(&user.user, &user.key).await;
    session.cloud.change_password("another-made-up-password");
    let network = "/d1/nsm/v1/network";
    assert_eq!(session.get_with(&token, network).await.status, 401);
    assert_eq!(session.log_in(&by_name(&old)).await.status, 401);
    assert_eq!(session.cloud.failed_logins(), 1);
    let token = session.token().await;
    assert_eq!(session.get_with(&token, network).await.status, 200);
    let url = storage.header("x-storage-url");
    let path = url.strip_prefix(&session.cloud.base_url()).unwrap();
    let boxes = session
        .get_with(
            storage.header("x-auth-token"),
            &format!("{path}?format=json"),
        )
        .await;
    assert_eq!(boxes.status, 200);
}

#[tokio::test]
async fn further_storage_keys_work_beside_the_first() {
    let session = Session::start().await;
    let first = session.cloud.storage_user().unwrap();
    let added = session
        .cloud
        .add_storage_key(StorageGeneration::One)
        .unwrap();
    let second = session.cloud.storage_user().unwrap();
    assert_eq!(second.user, added);
    for login in [&first, &second] {
        let answer = session.storage_login(&login.user, &login.key).await;
        assert_eq!(answer.status, 200);
    }
    let crossed = session.storage_login(&first.user, &second.key).await;
    assert_eq!(crossed.status, 401);
    assert!(session.cloud.remove_storage_key(&first.user));
    assert!(!session.cloud.remove_storage_key(&first.user));
    let gone = session.storage_login(&first.user, &first.key).await;
    assert_eq!(gone.status, 401);
    let before = (session.cloud.storage_account(), session.cloud.s3_key());
    session
        .cloud
        .add_storage_key(StorageGeneration::Two)
        .unwrap();
    session
        .cloud
        .add_storage_key(StorageGeneration::S3)
        .unwrap();
    let after = (session.cloud.storage_account(), session.cloud.s3_key());
    assert!(before.0 != after.0 && before.1 != after.1);
}

#[tokio::test]
async fn clock_can_be_put_forward() {
    let session = Session::start().await;
    session.cloud.advance(3_600);
    let answer = session.list_zones("v1").await;
    assert_eq!(answer.header("date"), "Wed, 02 Jan 2030 04:04:05 GMT");
}

#[tokio::test]
async fn credentials_hide_from_debug() {
    let session = Session::start().await;
    let cloud = &session.cloud;
    let key = cloud.bootstrap().unwrap();
    assert_eq!((key.api_key.len(), key.secret_key.len()), (86, 86));
    let shape = |c: char| c.is_ascii_alphanumeric() || "-_".contains(c);
    assert!(key.api_key.chars().all(shape) && key.secret_key.chars().all(shape));
    debug_hides(format!("{key:?}"), &[&key.api_key, &key.secret_key]);
    let login = cloud.project_token();
    debug_hides(format!("{login:?}"), &[&login.password]);
    let user = cloud.storage_user().unwrap();
    debug_hides(format!("{user:?}"), &[&user.key]);
    let account = cloud.storage_account().unwrap();
    debug_hides(format!("{account:?}"), &[&account.secret_key]);
    let pair = cloud.s3_key().unwrap();
    debug_hides(format!("{pair:?}"), &[&pair.secret_key]);
}

#[tokio::test]
async fn ledger_keeps_no_credential() {
    let session = Session::start().await;
    session.list_zones("v1").await;
    let (key, login) = (session.cloud.api_key(), session.cloud.project_token());
    session.log_in(&by_name(&login)).await;
    let text = session
        .request("POST", "/d1/identity/auth/tokens")
        .body(login.password.clone());
    answer(text).await.unwrap();
    let escaped = format!(
        "/server/v1/client/api?%61piKey={}&SIGNATURE=made-up",
        key.api_key
    );
    session.get(&escaped).await;
    let entries = session.cloud.ledger();
    assert_eq!(
        entries[0].target(),
        "/server/v1/client/api?apiKey=***&command=listZones&response=json&signature=***"
    );
    let tail = &key.api_key[82..];
    assert_eq!(entries[0].signed_by.as_deref(), Some(tail));
    let body = entries[1].body.as_ref().unwrap();
    assert_eq!(body["auth"]["scope"]["project"]["name"], login.project_name);
    assert_eq!(entries[2].body, Some(json!("***")));
    let told = format!("{entries:?}{}", serde_json::to_string(&entries).unwrap());
    debug_hides(told, &[&key.api_key, &login.password, "made-up"]);
}
