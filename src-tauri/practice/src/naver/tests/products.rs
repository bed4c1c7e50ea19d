use super::*;

#[tokio::test]
async fn own_product_is_open_and_a_foreign_one_asks_its_publisher() {
    let session = Session::empty().await;
    let ids = session.cloud.product_ids();
    let key = session.create_api_key("caller").await;
    let id = text(&key["apiKeyId"]);
    for product in &ids {
        let subscribed = session
            .post(
                &format!("/api-keys/{id}/subscribe"),
                json!({ "productId": product }),
            )
            .await;
        assert_eq!((subscribed.status, subscribed.text.as_str()), (200, ""));
    }
    let products = async || {
        session
            .get(&format!("/api-keys/{id}/products"))
            .await
            .good()
    };
    let listed = products().await;
    assert_eq!(listed["total"], 2);
    let told: Vec<_> = list(&listed["apiKeyRelateProductDtos"])
        .iter()
        .map(|one| {
            (
                &one["productId"],
                text(&one["status"]),
                &one["isSelfProduct"],
            )
        })
        .collect();
    let expected = [
        (&json!(ids[0]), "ACCEPTED", &json!(true)),
        (&json!(ids[1]), "REQUEST", &json!(false)),
    ];
    assert_eq!(told, expected);
    for (status, word) in [
        (SubscriptionStatus::Accepted, "ACCEPTED"),
        (SubscriptionStatus::Deny, "DENY"),
        (SubscriptionStatus::Rejected, "REJECTED"),
        (SubscriptionStatus::BlockedRequest, "BLOCKED_REQUEST"),
    ] {
        assert!(session.cloud.set_subscription(id, &ids[1], status));
        assert_eq!(
            products().await["apiKeyRelateProductDtos"][1]["status"],
            word
        );
    }
    let again = json!({"productId": ids[0]});
    let again = session
        .post(&format!("/api-keys/{id}/subscribe"), again)
        .await;
    assert_eq!(again.error(), (400, "100"));
    let page = format!("/api-keys/{id}/products?offset=1&limit=1");
    let page = session.get(&page).await.good();
    assert_eq!(list(&page["apiKeyRelateProductDtos"]).len(), 1);
    assert!(
        !session
            .cloud
            .set_subscription(id, "none", SubscriptionStatus::Deny)
    );
}

#[tokio::test]
async fn subscription_ends_by_wish_and_with_the_key() {
    let session = Session::empty().await;
    let product = session.cloud.product_ids()[0].clone();
    let id = session.cloud.add_api_key("caller");
    let body = json!({ "productId": product });
    let path = |call: &str| format!("/api-keys/{id}/{call}");
    session.post(&path("subscribe"), body.clone()).await;
    assert_eq!(
        session
            .post(&path("unsubscribe"), body.clone())
            .await
            .status,
        200
    );
    let again = session.post(&path("unsubscribe"), body.clone()).await;
    assert_eq!(again.error(), (404, "300"));
    session.post(&path("subscribe"), body).await;
    session.cloud.remove_api_key(&id);
    let search = format!("/products/{product}/api-keys/search");
    let left = session
        .post(&search, json!({"offset": 0, "limit": 10}))
        .await
        .good();
    assert_eq!(left["apiKeyPage"], json!({"total": 0, "content": []}));
}

#[tokio::test]
async fn subscription_detail_tells_apis_and_stages() {
    let session = Session::empty().await;
    let product = session.cloud.product_ids()[0].clone();
    let id = session.cloud.add_api_key("caller");
    let path = |query: &str| format!("/api-keys/{id}/subscription-detail{query}");
    assert_eq!(session.get(&path("")).await.error(), (400, "100"));
    let detail = async |query: &str| {
        let query = format!("?productId={product}{query}");
        session.get(&path(&query)).await.good()["apiKeyRelations"]["content"].clone()
    };
    assert_eq!(detail("").await, json!([]));
    let body = json!({ "productId": product });
    session
        .post(&format!("/api-keys/{id}/subscribe"), body)
        .await;
    let all = detail("").await;
    let names: Vec<_> = list(&all)
        .iter()
        .map(|one| (text(&one["apiName"]), text(&one["stageName"])))
        .collect();
    assert_eq!(
        names,
        [("orders", "v1"), ("orders", "beta"), ("stock", "v1")]
    );
    assert_eq!(
        (&all[0]["apiKeyId"], &all[0]["apiKeyName"]),
        (&json!(id), &json!("caller"))
    );
    let api = format!("&apiId={}", text(&all[2]["apiId"]));
    assert_eq!(list(&detail(&api).await).len(), 1);
    let stage = format!("&stageId={}", text(&all[1]["stageId"]));
    assert_eq!(list(&detail(&stage).await).len(), 1);
}

#[tokio::test]
async fn keys_of_a_product_are_found_by_caller_and_publisher() {
    let session = Session::empty().await;
    let product = session.cloud.product_ids()[0].clone();
    let one = session.create_api_key("alpha").await;
    let two = session.create_api_key("beta").await;
    for (key, status) in [
        (&one, SubscriptionStatus::Accepted),
        (&two, SubscriptionStatus::Request),
    ] {
        session
            .cloud
            .set_subscription(text(&key["apiKeyId"]), &product, status);
    }
    let found = async |path: &str, body: Value| {
        let page = session.post(path, body).await.good()["apiKeyPage"].clone();
        let names = list(&page["content"]).iter();
        names
            .map(|key| text(&key["apiKeyName"]).to_owned())
            .collect::<Vec<_>>()
    };
    let search = "/api-keys/search";
    assert_eq!(
        found(search, json!({ "productId": product })).await,
        ["alpha", "beta"]
    );
    let named = json!({"productId": product, "apiKeyName": "bet"});
    assert_eq!(found(search, named).await, ["beta"]);
    let waiting = json!({"productId": product, "statusSet": ["REQUEST"], "offset": 0, "limit": 5});
    assert_eq!(found(search, waiting).await, ["beta"]);
    let publisher = format!("/products/{product}/api-keys/search");
    let by_value = json!({"apiKeyValue": two["secondaryKey"], "offset": 0, "limit": 5});
    assert_eq!(found(&publisher, by_value).await, ["beta"]);
    let by_id = json!({"apiKeyId": one["apiKeyId"], "offset": 0, "limit": 5});
    assert_eq!(found(&publisher, by_id).await, ["alpha"]);
    let last = json!({"offset": 1, "limit": 5});
    assert_eq!(found(&publisher, last).await, ["beta"]);
    for (path, body) in [
        (search, json!({})),
        (search, json!({"productId": product, "limit": 0})),
        (
            search,
            json!({"productId": product, "statusSet": ["MAYBE"]}),
        ),
        (publisher.as_str(), json!({"offset": 0})),
    ] {
        assert_eq!(
            session.post(path, body.clone()).await.error(),
            (400, "100"),
            "{body}"
        );
    }
}

#[tokio::test]
async fn keys_and_products_that_are_not_there_are_not_found() {
    let session = Session::empty().await;
    let product = session.cloud.product_ids()[0].clone();
    let id = session.cloud.add_api_key("caller");
    let wanted = json!({ "productId": product });
    let none = json!({"productId": "none"});
    for (method, path, body) in [
        ("GET", "/api-keys/none/products".to_owned(), Value::Null),
        (
            "GET",
            format!("/api-keys/none/subscription-detail?productId={product}"),
            Value::Null,
        ),
        (
            "GET",
            format!("/api-keys/{id}/subscription-detail?productId=none"),
            Value::Null,
        ),
        (
            "POST",
            "/api-keys/none/subscribe".to_owned(),
            wanted.clone(),
        ),
        ("POST", format!("/api-keys/{id}/subscribe"), none.clone()),
        ("POST", "/api-keys/none/unsubscribe".to_owned(), wanted),
        ("POST", "/api-keys/search".to_owned(), none),
        (
            "POST",
            "/products/none/api-keys/search".to_owned(),
            json!({"offset": 0, "limit": 1}),
        ),
    ] {
        let answer = session.send(method, &path, body).await;
        assert_eq!(answer.error(), (404, "300"), "{method} {path}");
    }
}
