use super::*;

/// The path of an account's address.
fn path(session: &Session, url: &str) -> String {
    let path = url.strip_prefix(&session.cloud.base_url()).unwrap();
    format!("{path}?format=json")
}

#[tokio::test]
async fn swift_login_gives_token_and_address_in_headers() {
    let session = Session::start().await;
    let login = session.cloud.storage_user().unwrap();
    assert_eq!(login.key.len(), 32);
    let answer = session.storage_login(&login.user, &login.key).await;
    assert_eq!((answer.status, answer.text.as_str()), (200, ""));
    let token = answer.header("x-auth-token");
    assert!(token.starts_with("AUTH_tk"));
    let path = path(&session, answer.header("x-storage-url"));
    assert!(path.starts_with("/v1/AUTH_"));
    let boxes = session.get_with(token, &path).await;
    assert_eq!(boxes.header("x-account-container-count"), "2");
    assert_eq!(
        boxes.good()[0],
        json!({"name": "practice-box-1", "count": 0, "bytes": 0,
            "last_modified": "2029-12-21T03:04:05.000000"})
    );
    let by_mail = session
        .storage_login("practice@example.com", &login.key)
        .await;
    assert_eq!(by_mail.header("x-auth-token"), token);
    let fresh = session
        .request("GET", "/auth/v1.0")
        .header("x-storage-user", &login.user)
        .header("x-storage-pass", &login.key)
        .header("x-auth-new", "true");
    let fresh = super::answer(fresh).await.unwrap();
    assert_ne!(fresh.header("x-auth-token"), token);
    session.cloud.advance(86_400);
    assert_eq!(session.get_with(token, &path).await.status, 401);
}

#[tokio::test]
async fn swift_refuses_with_a_page() {
    let session = Session::start().await;
    let login = session.cloud.storage_user().unwrap();
    for (user, key) in [(&*login.user, "made-up"), ("nobody", &login.key), ("", "")] {
        let answer = session.storage_login(user, key).await;
        assert_eq!(answer.status, 401, "{user}");
        assert!(answer.text.starts_with("<html><h1>Unauthorized</h1>"));
        assert_eq!(answer.header("www-authenticate"), "Swift realm=\"unknown\"");
        assert!(answer.header("x-auth-token").is_empty());
    }
    let account = session.cloud.storage_account().unwrap();
    let wrong_kind = session
        .storage_login(&account.access_key, &account.secret_key)
        .await;
    assert_eq!(wrong_kind.status, 401);
    assert_eq!(session.get("/auth/v1.0").await.status, 401);
    assert_eq!(session.cloud.failed_logins(), 0);
}

#[tokio::test]
async fn token_opens_its_own_account_alone() {
    let session = Session::start().await;
    let login = session.cloud.storage_user().unwrap();
    let first = session.storage_login(&login.user, &login.key).await;
    let token = first.header("x-auth-token");
    let path = path(&session, first.header("x-storage-url"));
    let account = session.cloud.storage_account().unwrap();
    let other = format!("/v1/AUTH_{}?format=json", account.project_id);
    for (token, path, status) in [
        (token, path.as_str(), 200),
        (token, &other, 403),
        (token, "/v1/AUTH_?format=json", 403),
        (token, path.split('?').next().unwrap(), 406),
        ("made-up", &path, 401),
        (&session.token().await, &path, 401),
    ] {
        let answer = session.get_with(token, path).await;
        assert_eq!(answer.status, status, "{path}");
    }
    assert_eq!(session.get(&path).await.status, 401);
}

#[tokio::test]
async fn keystone_login_gives_a_token_for_the_storage() {
    let session = Session::start().await;
    let account = session.cloud.storage_account().unwrap();
    assert_eq!(account.access_key, "practice$example.com");
    let login = session
        .request("POST", "/v3/auth/tokens")
        .json(&by_ids(&account));
    let answer = answer(login).await.unwrap();
    assert_eq!(answer.status, 201);
    assert_eq!(answer.body["token"]["project"]["id"], account.project_id);
    assert_eq!(answer.body["token"]["user"]["name"], "practice$example.com");
    let token = answer.header("x-subject-token");
    let path = format!("/v1/AUTH_{}?format=json", account.project_id);
    let boxes = session.get_with(token, &path).await.good();
    assert_eq!(boxes[1]["name"], "practice-box-2");
    // Not a token of the D platform.
    assert_eq!(
        session.get_with(token, "/d1/nsm/v1/network").await.status,
        401
    );
    session.cloud.advance(3_600);
    assert_eq!(session.get_with(token, &path).await.status, 401);
}

#[tokio::test]
async fn storage_takes_ids_and_no_names() {
    let session = Session::start().await;
    let account = session.cloud.storage_account().unwrap();
    let good = by_ids(&account);
    let user = "/auth/identity/password/user";
    let project = "/auth/scope/project";
    let mut texts = Vec::new();
    for (at, value) in [
        (format!("{user}/password"), json!("made-up")),
        (format!("{user}/name"), json!("nobody")),
        (format!("{user}/domain"), json!({"id": "default"})),
        (format!("{user}/domain"), json!({"name": "ucloud"})),
        (
            format!("{project}/id"),
            json!("0000000000000000000000000000bbbb"),
        ),
        (format!("{project}/domain"), json!({"id": "default"})),
        (
            project.to_owned(),
            json!({"name": "storage", "domain": {"id": account.domain_id}}),
        ),
    ] {
        let mut body = good.clone();
        *body.pointer_mut(&at).unwrap() = value;
        let login = session.request("POST", "/v3/auth/tokens").json(&body);
        let answer = answer(login).await.unwrap();
        assert_eq!(answer.status, 401, "{at}");
        let uri = format!("Keystone uri=\"{}/v3\"", session.cloud.base_url());
        assert_eq!(answer.header("www-authenticate"), uri);
        texts.push(answer.text);
    }
    texts.dedup();
    assert_eq!(texts.len(), 1);
    let mut by_mail = good;
    *by_mail.pointer_mut(&format!("{user}/name")).unwrap() = json!("practice@example.com");
    let login = session.request("POST", "/v3/auth/tokens").json(&by_mail);
    assert_eq!(answer(login).await.unwrap().status, 201);
    assert_eq!(session.get("/v3/auth/tokens").await.status, 405);
}
