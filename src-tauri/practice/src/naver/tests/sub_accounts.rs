use super::*;

fn robot(login_id: &str) -> Value {
    json!({
        "loginId": login_id,
        "name": "배포 로봇",
        "canConsoleAccess": false,
        "canAPIGatewayAccess": true,
        "needPasswordReset": false,
        "needPasswordGenerate": true,
    })
}

fn with(mut body: Value, name: &str, value: Value) -> Value {
    body[name] = value;
    body
}

#[tokio::test]
async fn created_account_is_listed_and_read_and_may_nothing() {
    let (_, told) = StandingClock::at(1_800_000_000);
    let session = Session::with(Options {
        clock: told,
        lessons: false,
        ..Options::default()
    })
    .await;
    let mut body = robot("ci-robot");
    body["email"] = json!("ci@example.com");
    body["memo"] = json!("builds");
    let made = session.post("/sub-accounts", body).await.good();
    assert_eq!(made["success"], true);
    let password = text(&made["generatedPassword"]);
    assert!((8..=16).contains(&password.len()));
    assert!(!session.cloud.snapshot().to_string().contains(password));
    let id = text(&made["id"]);
    let listed = session.get("/sub-accounts").await.good();
    let account = &listed["items"][0];
    assert_eq!(account["subAccountId"], id);
    assert!(account["subAccountNo"].is_u64());
    for (name, value) in [
        ("loginId", json!("ci-robot")),
        ("name", json!("배포 로봇")),
        ("email", json!("ci@example.com")),
        ("active", json!(true)),
        ("canAPIGatewayAccess", json!(true)),
        ("canConsoleAccess", json!(false)),
        ("createTime", json!("2027-01-15T08:00:00Z")),
    ] {
        assert_eq!(account[name], value, "{name}");
    }
    let read = session.get(&format!("/sub-accounts/{id}")).await.good();
    assert_eq!(
        (&read["loginId"], &read["memo"]),
        (&json!("ci-robot"), &json!("builds"))
    );
    assert_eq!(read["useApiAllowSource"], false);
    assert_eq!(session.cloud.sub_accounts()[0].policies, []);
    // An account is no key.
    assert_eq!(session.cloud.creates(), 0);
    assert!(session.cloud.ledger()[0].created);
}

#[tokio::test]
async fn login_ids_are_unique() {
    let session = Session::empty().await;
    session.post("/sub-accounts", robot("robot")).await.good();
    assert_eq!(
        session.post("/sub-accounts", robot("robot")).await.status,
        409
    );
    assert_eq!(
        session.post("/sub-accounts", robot("robot-2")).await.status,
        200
    );
    assert_eq!(session.cloud.sub_accounts().len(), 2);
}

#[tokio::test]
async fn malformed_creates_are_refused_and_make_nothing() {
    let session = Session::empty().await;
    let unsure = |name: &str| {
        let mut body = robot("robot");
        body.as_object_mut().unwrap().remove(name);
        body
    };
    let bodies = [
        Value::Null,
        json!([]),
        json!({}),
        unsure("loginId"),
        unsure("name"),
        unsure("canConsoleAccess"),
        unsure("canAPIGatewayAccess"),
        unsure("needPasswordReset"),
        unsure("needPasswordGenerate"),
        with(robot("robot"), "canConsoleAccess", json!("false")),
        with(robot("robot"), "name", json!("x")),
        with(robot("robot"), "name", json!("x".repeat(31))),
        with(robot("ab"), "memo", json!("short login")),
        with(robot("has space"), "memo", json!("")),
        with(robot("robot"), "email", json!("a@b.c")),
        with(robot("robot"), "email", json!("no-at-sign")),
        with(robot("robot"), "memo", json!("가".repeat(101))),
        with(robot("robot"), "password", json!("short1!")),
        with(robot("robot"), "password", json!("no-digits-here")),
        with(robot("robot"), "useApiAllowSource", json!(true)),
        with(robot("robot"), "consolePermitIps", json!(["nowhere"])),
        with(robot("robot"), "tags", json!(["loose"])),
        with(robot("robot"), "colour", json!("red")),
    ];
    for body in bodies {
        let answer = session.post("/sub-accounts", body.clone()).await;
        assert_eq!(answer.error(), (400, "100"), "{body}");
    }
    assert!(session.cloud.sub_accounts().is_empty());
}

#[tokio::test]
async fn every_documented_field_is_taken() {
    let session = Session::empty().await;
    let body = json!({
        "loginId": "everything",
        "name": "Every thing",
        "canConsoleAccess": true,
        "canAPIGatewayAccess": true,
        "needPasswordReset": true,
        "email": "every@example.com",
        "memo": "가".repeat(100),
        "needPasswordGenerate": false,
        "password": "made-up-Pw1!",
        "useApiAllowSource": true,
        "apiAllowSources": [{"type": "IP", "source": "203.0.113.7"}],
        "useConsolePermitIp": true,
        "consolePermitIps": ["198.51.100.0/24"],
        "isMfaMandatory": true,
        "tags": [{"key": "team", "value": "shop"}],
    });
    let made = session.post("/sub-accounts", body.clone()).await.good();
    assert_eq!(made.get("generatedPassword"), None);
    let read = session
        .get(&format!("/sub-accounts/{}", text(&made["id"])))
        .await
        .good();
    for name in [
        "apiAllowSources",
        "consolePermitIps",
        "isMfaMandatory",
        "needPasswordReset",
    ] {
        assert_eq!(read[name], body[name], "{name}");
    }
    assert!(
        !session
            .cloud
            .snapshot()
            .to_string()
            .contains("made-up-Pw1!")
    );
}

#[tokio::test]
async fn pages_count_from_zero_and_say_where_they_are() {
    let session = Session::empty().await;
    for number in 0..23 {
        session
            .cloud
            .add_sub_account(&format!("robot-{number:02}"), &[]);
    }
    let page = async |query: &str| {
        let page = session.get(&format!("/sub-accounts{query}")).await.good();
        let place = ["isFirst", "hasPrevious", "hasNext", "isLast"]
            .map(|name| page[name].as_bool().unwrap());
        (
            list(&page["items"]).len(),
            page["totalPages"].clone(),
            page["totalItems"].clone(),
            place,
        )
    };
    let (two, three, all) = (json!(2), json!(3), json!(23));
    assert_eq!(
        page("").await,
        (20, two, all.clone(), [true, false, true, false])
    );
    let middle = page("?page=1&size=10").await;
    assert_eq!(
        middle,
        (10, three.clone(), all.clone(), [false, true, true, false])
    );
    let last = page("?page=2&size=10").await;
    assert_eq!(
        last,
        (3, three.clone(), all.clone(), [false, true, false, true])
    );
    let beyond = page("?page=9&size=10").await;
    assert_eq!(beyond, (0, three, all, [false, true, false, true]));
    for query in ["size=0", "size=101", "page=-1", "limit=3"] {
        let answer = session.get(&format!("/sub-accounts?{query}")).await;
        assert_eq!(answer.error(), (400, "100"), "{query}");
    }
}

#[tokio::test]
async fn search_goes_by_one_column() {
    let session = Session::start().await;
    let found = async |query: &str| {
        let page = session.get(&format!("/sub-accounts?{query}")).await.good();
        let names = list(&page["items"]).iter();
        names
            .map(|one| text(&one["loginId"]).to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(
        found("searchColumn=loginId&searchWord=robot").await,
        ["deploy-robot"]
    );
    let minji = "searchColumn=name&searchWord=%EB%AF%BC%EC%A7%80";
    assert_eq!(found(minji).await, ["minji.kim"]);
    assert_eq!(
        found("searchColumn=email&searchWord=example.com").await,
        ["minji.kim"]
    );
    assert!(
        found("searchColumn=loginId&searchWord=nobody")
            .await
            .is_empty()
    );
    let unknown = session
        .get("/sub-accounts?searchColumn=age&searchWord=7")
        .await;
    assert_eq!(unknown.error(), (400, "100"));
}

#[tokio::test]
async fn deleted_account_takes_its_keys_along() {
    let session = Session::empty().await;
    let sub = session.sign_as_sub("robot", &[]);
    assert_eq!(session.get("/caller-identity").await.status, 200);
    let login = session.login.lock().unwrap().clone();
    session.sign_as_main();
    let path = format!("/sub-accounts/{sub}");
    assert_eq!(
        session.delete(&path, Value::Null).await.good(),
        json!({"success": true})
    );
    for method in ["GET", "DELETE"] {
        let answer = session.send(method, &path, Value::Null).await;
        assert_eq!(answer.error(), (404, "30"));
    }
    session.sign_with(login);
    assert_eq!(session.get("/caller-identity").await.error(), (401, "200"));
}

#[tokio::test]
async fn quota_refuses_one_more() {
    let session = Session::with(Options {
        sub_account_quota: 3,
        ..Options::default()
    })
    .await;
    session.post("/sub-accounts", robot("third")).await.good();
    let refused = session.post("/sub-accounts", robot("fourth")).await;
    assert_eq!(refused.error(), (400, "100"));
}
