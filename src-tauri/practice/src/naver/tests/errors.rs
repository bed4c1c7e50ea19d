use super::*;

const MISSING: &str = "/api-keys/none";

#[tokio::test]
async fn refusals_come_in_every_shape() {
    let session = Session::start().await;
    let text = "Not Found Exception";
    for (shape, expected) in [
        (
            ErrorShape::CodeAsText,
            json!({"error": {"errorCode": "300", "message": text}}),
        ),
        (
            ErrorShape::CodeAsNumber,
            json!({"error": {"errorCode": 300, "message": text}}),
        ),
        (
            ErrorShape::CodeAsWord,
            json!({"error": {
                "errorCode": "NotFound", "message": text, "detail": null, "fieldErrors": [],
            }}),
        ),
        (ErrorShape::Text, json!({"error": text})),
        (ErrorShape::Flat, json!({"errorCode": 300, "message": text})),
        (
            ErrorShape::ResponseError,
            json!({"responseError": {"returnCode": "300", "returnMessage": text}}),
        ),
        (
            ErrorShape::CodeMessageData,
            json!({"code": 300, "msg": text, "data": null}),
        ),
        (
            ErrorShape::Status,
            json!({"status": {"code": 300, "message": text}}),
        ),
    ] {
        session.cloud.trouble(Trouble::ErrorShape(shape));
        let answer = session.get(MISSING).await;
        assert_eq!((answer.status, answer.body), (404, expected), "{shape:?}");
    }
    session
        .cloud
        .trouble(Trouble::ErrorShape(ErrorShape::Spring));
    let answer = session.get(MISSING).await;
    assert_eq!(answer.body["status"], 404);
    assert_eq!(answer.body["error"], "Not Found");
    assert!(answer.body["timestamp"].is_string());

    session.cloud.trouble(Trouble::ErrorShape(ErrorShape::Xml));
    let answer = session.get(MISSING).await;
    assert_eq!(answer.headers["content-type"], "application/xml");
    assert!(answer.text.contains("<Code>300</Code>"));

    session
        .cloud
        .trouble(Trouble::ErrorShape(ErrorShape::Empty));
    let answer = session.get(MISSING).await;
    assert_eq!((answer.status, answer.text.as_str()), (404, ""));
}

#[tokio::test]
async fn shape_can_be_chosen_for_good_or_for_one_call() {
    let session = Session::with(Options {
        error_shape: ErrorShape::CodeAsNumber,
        ..Options::default()
    })
    .await;
    assert_eq!(session.get(MISSING).await.body["error"]["errorCode"], 300);
    let trouble = Trouble::ErrorShape(ErrorShape::Text).only(Call::DeleteApiKey);
    session.cloud.trouble(trouble);
    assert_eq!(session.get(MISSING).await.body["error"]["errorCode"], 300);
    let answer = session.delete(MISSING, Value::Null).await;
    assert!(answer.body["error"].is_string());
}

#[tokio::test]
async fn every_answer_has_a_date_and_an_id_of_its_own() {
    let session = Session::start().await;
    let mut ids = std::collections::HashSet::new();
    let id = |answer: &Answer| {
        assert!(answer.headers.contains_key("date"));
        answer.headers["x-ncp-request-id"]
            .to_str()
            .unwrap()
            .to_owned()
    };
    ids.insert(id(&session.get("/api-keys").await));
    ids.insert(id(&session.get(MISSING).await));
    session.cloud.trouble(Trouble::ServerError(500));
    ids.insert(id(&session.get("/api-keys").await));
    session.cloud.trouble(Trouble::None);
    session.sign_with(("made-up".to_owned(), "made-up".to_owned()));
    ids.insert(id(&session.get("/api-keys").await));
    assert_eq!(ids.len(), 4);
}

#[tokio::test]
async fn account_that_never_opened_api_gateway_is_told_flat() {
    let session = Session::start().await;
    session.cloud.trouble(Trouble::NoTenant);
    for path in ["/api-keys", MISSING] {
        let answer = session.get(path).await;
        let expected = json!({"errorCode": 9014, "message": "Tenant not created"});
        assert_eq!((answer.status, answer.body), (404, expected));
    }
    assert_eq!(session.get("/sub-accounts").await.status, 200);
    assert_eq!(session.get("/caller-identity").await.status, 200);
    session.cloud.trouble(Trouble::NoRights);
    assert_eq!(session.get("/sub-accounts").await.error(), (401, "210"));
}

#[tokio::test]
async fn throttling_has_three_codes_and_maybe_a_time() {
    let session = Session::start().await;
    for (code, retry_after) in [(400, None), (410, Some(3)), (420, Some(60))] {
        session
            .cloud
            .trouble(Trouble::Throttled { code, retry_after });
        let answer = session
            .post("/api-keys", json!({"apiKeyName": "late"}))
            .await;
        assert_eq!(answer.error(), (429, code.to_string().as_str()));
        let told = answer.headers.get("retry-after");
        let told = told.map(|value| value.to_str().unwrap().parse::<u64>().unwrap());
        assert_eq!(told, retry_after);
    }
    assert_eq!(session.cloud.api_keys().len(), 2);
}

#[tokio::test]
async fn server_errors_have_the_gateways_codes() {
    let session = Session::start().await;
    for (status, code) in [
        (500, "900"),
        (502, "900"),
        (503, "500"),
        (504, "510"),
        (403, "230"),
        (413, "430"),
    ] {
        session.cloud.trouble(Trouble::ServerError(status));
        assert_eq!(session.get("/api-keys").await.error(), (status, code));
    }
}
