use super::*;

const LIST: [(&str, &str); 2] = [("command", "listZones"), ("response", "json")];

fn names(answer: &Answer) -> Vec<&str> {
    let zones = list(&answer.body["listzonesresponse"]["zone"]);
    zones.iter().map(|zone| text(&zone["name"])).collect()
}

#[tokio::test]
async fn each_version_lists_its_own_zones() {
    let session = Session::start().await;
    let first = session.list_zones("v1").await;
    assert_eq!(
        names(&first),
        [
            "KOR-Central A",
            "KOR-Central B",
            "KOR-Seoul M",
            "KOR-HA",
            "US-West"
        ]
    );
    assert_eq!(first.body["listzonesresponse"]["count"], 5);
    assert_eq!(
        first.header("content-type"),
        "application/json; charset=utf-8"
    );
    let second = session.list_zones("v2").await;
    assert_eq!(names(&second), ["KOR-Seoul M2"]);
    let id = "d7d0177e-6cda-404a-a46f-a5b356d2874e";
    assert_eq!(second.body["listzonesresponse"]["zone"][0]["id"], id);
    assert_eq!(session.list_zones("v3").await.status, 404);
}

#[tokio::test]
async fn any_service_takes_the_same_key() {
    let session = Session::start().await;
    let query = signed_query(&session.cloud.api_key(), &LIST);
    for service in ["server", "loadbalancer", "nas", "watch"] {
        let path = format!("/{service}/v1/client/api?{query}");
        assert_eq!(session.get(&path).await.status, 200, "{service}");
    }
}

#[tokio::test]
async fn product_types_are_many_and_can_be_narrowed() {
    let session = Session::start().await;
    let command = ("command", "listAvailableProductTypes");
    let ask = async |more: &[(&str, &str)]| {
        let mut parameters = vec![command, ("response", "json")];
        parameters.extend(more);
        answer(session.command("v1", &parameters)).await.unwrap()
    };
    let all = ask(&[]).await.good();
    let rows = list(&all["listavailableproducttypesresponse"]["producttypes"]);
    assert_eq!(rows.len(), 5 * 12);
    assert_eq!(rows[0]["zonedesc"], "KOR-Central A");
    let one = ask(&[("zoneid", "95e2f517-d64a-4866-8585-5177c256f7c7")]).await;
    assert_eq!(one.good()["listavailableproducttypesresponse"]["count"], 12);
    // KOR-Seoul M2, which the other version serves.
    let other = ask(&[("zoneid", "d7d0177e-6cda-404a-a46f-a5b356d2874e")]).await;
    let error = &other.body["listavailableproducttypesresponse"];
    assert_eq!((other.status, &error["errorcode"]), (431, &json!(431)));
}

#[tokio::test]
async fn whoever_does_not_sign_right_gets_the_same_401() {
    let session = Session::start().await;
    let pair = session.cloud.api_key();
    let other = ApiKey {
        api_key: "unknown".repeat(12),
        ..pair.clone()
    };
    let forged = ApiKey {
        secret_key: "forged".repeat(12),
        ..pair.clone()
    };
    let good = signed_query(&pair, &LIST);
    let (unsigned, signature) = good.split_once("&signature=").unwrap();
    let nameless = good.split_once('&').unwrap().1;
    let mut texts = Vec::new();
    for query in [
        signed_query(&other, &LIST),
        signed_query(&forged, &LIST),
        unsigned.to_owned(),
        nameless.to_owned(),
        good.replace("response=json", "available=true&response=json"),
        format!("{unsigned}&signature={}", signature.to_lowercase()),
        "command=listZones&response=json".to_owned(),
    ] {
        let answer = session.get(&format!("/server/v1/client/api?{query}")).await;
        assert_eq!(answer.status, 401, "{query}");
        texts.push(answer.text);
    }
    texts.dedup();
    let [told] = texts.as_slice() else {
        panic!("{texts:?}")
    };
    // The order of names is not a matter of the answer.
    assert_eq!(
        serde_json::from_str::<serde_json::Value>(told).unwrap(),
        serde_json::json!({"listzonesresponse": {"uuidList": [], "errorcode": 401,
            "errortext": "unable to verify user credentials and/or request signature"}})
    );
    let case = good.replace("apiKey=", "apikey=");
    let answer = session.get(&format!("/server/v1/client/api?{case}")).await;
    assert_eq!(answer.status, 200);
}

#[tokio::test]
async fn unknown_command_is_refused_before_the_key_is_looked_at() {
    let session = Session::start().await;
    for query in [
        "",
        "?response=json",
        "?command=deleteEverything&response=json",
        "?command=listzones&response=json",
    ] {
        let answer = session.get(&format!("/server/v1/client/api{query}")).await;
        assert_eq!(answer.status, 432, "{query}");
        assert!(answer.text.contains("errorresponse"));
    }
    let signed = session.command("v2", &[("command", "deployAll"), ("response", "json")]);
    let answer = answer(signed).await.unwrap();
    assert_eq!(answer.body["errorresponse"]["errorcode"], 432);
}

#[tokio::test]
async fn answers_are_xml_unless_json_is_asked_for() {
    let session = Session::start().await;
    let good = session.command("v2", &[("command", "listZones")]);
    let good = answer(good).await.unwrap();
    assert_eq!(good.header("content-type"), "text/xml; charset=UTF-8");
    for part in [
        "<listzonesresponse><count>1</count><zone>",
        "<allocationstate>Enabled</allocationstate>",
    ] {
        assert!(good.text.contains(part), "{part}");
    }
    let path = "/server/v1/client/api?command=listZones&response=xml";
    let refused = session.get(path).await;
    assert_eq!(refused.status, 401);
    let start =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<listzonesresponse><errorcode>401</errorcode>";
    assert!(refused.text.starts_with(start), "{}", refused.text);
}

#[tokio::test]
async fn signature_with_an_end_is_taken_until_then() {
    let session = Session::start().await;
    let path = async |end: &str| {
        let pair = session.cloud.api_key();
        let (escaped, rest) = (
            end.replace(':', "%3A").replace('+', "%2B"),
            "signatureVersion=3",
        );
        let query = format!(
            "apiKey={}&command=listZones&expires={escaped}&{rest}",
            pair.api_key
        );
        let signature = hmac_sha1(&pair.secret_key, &query.to_lowercase()).replace('+', "%2B");
        let path = format!("/server/v1/client/api?{query}&signature={signature}");
        session.get(&path).await.status
    };
    assert_eq!(path("2030-01-02T03:04:06+0000").await, 200);
    assert_eq!(path("2030-01-02T03:04:05+0000").await, 401);
    assert_eq!(path("tomorrow").await, 401);
}

#[tokio::test]
async fn other_methods_are_refused() {
    let session = Session::start().await;
    let answer = answer(session.request("POST", "/server/v1/client/api")).await;
    assert_eq!(answer.unwrap().status, 405);
}
