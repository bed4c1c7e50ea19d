use super::storage::{Signer, code};
use super::*;

async fn ask(session: &Session, body: Value) -> Answer {
    let url = format!("{}/", session.cloud.base_url());
    answer(session.client.post(url).json(&body)).await.unwrap()
}

fn body(session: &Session) -> Value {
    json!({
        "Action": "AssumeRoleWithWebIdentity",
        "DurationSeconds": 1800,
        "ProviderId": "iam.kakaocloud.com",
        "WebIdentityToken": session.token(),
    })
}

fn field<'a>(answer: &'a Answer, name: &str) -> &'a str {
    let start = answer.text.split_once(&format!("<{name}>")).unwrap().1;
    start.split_once(&format!("</{name}>")).unwrap().0
}

#[tokio::test]
async fn token_gives_credentials_that_list_buckets_until_they_end() {
    let (clock, told) = StandingClock::at(1_800_000_000);
    let session = Session::with(Options {
        clock: told,
        ..Options::default()
    })
    .await;
    let made = ask(&session, body(&session)).await;
    assert_eq!(made.status, 200, "{}", made.text);
    assert_eq!(made.header("content-type"), "application/xml");
    assert_eq!(
        field(&made, "SubjectFromWebIdentityToken"),
        session.cloud.user_id()
    );
    assert_eq!(field(&made, "Provider"), "iam.kakaocloud.com");
    assert_eq!(field(&made, "Expiration"), "2027-01-15T08:30:00Z");
    assert_eq!(field(&made, "RequestId"), made.header("x-amz-request-id"));
    let [access, secret, token] = ["AccessKeyId", "SecretAccessKey", "SessionToken"]
        .map(|name| field(&made, name).to_owned());
    let signed = |token: Option<&str>| {
        Signer {
            session_token: token,
            ..Signer::new(&session, &access, &secret)
        }
        .request(&session)
    };
    let send = async |request| answer(request).await.unwrap();
    let listed = send(signed(Some(&token))).await;
    assert!(listed.status == 200 && listed.text.contains("practice-backup"));
    assert_eq!(
        code(&send(signed(None)).await),
        (403, "SignatureDoesNotMatch")
    );
    let unsigned = signed(None).header("x-amz-security-token", &token);
    assert_eq!(code(&send(unsigned).await), (403, "SignatureDoesNotMatch"));
    // The refusal repeats the session token.
    let wrong = send(signed(Some("made-up-session"))).await;
    assert!(wrong.status == 403 && wrong.text.contains("x-amz-security-token:made-up-session"));

    let listed = session
        .get(&session.mine("credentials/OS-EC2"))
        .await
        .good();
    assert_eq!(list(&listed["credentials"]).len(), 1);
    assert_eq!(session.cloud.creates(), 0);
    clock.push(1_799);
    assert_eq!(send(signed(Some(&token))).await.status, 200);
    clock.push(1);
    let ended = send(signed(Some(&token))).await;
    assert_eq!(code(&ended), (403, "SignatureDoesNotMatch"));
    let told = format!("{:?}", session.cloud.ledger());
    assert!(!told.contains(&session.token()) && !told.contains(&token));
}

#[tokio::test]
async fn only_what_is_documented_is_taken() {
    let session = Session::start().await;
    let with = |name: &str, value: Value| {
        let mut body = body(&session);
        match value.is_null() {
            true => _ = body.as_object_mut().unwrap().remove(name),
            false => body[name] = value,
        }
        body
    };
    for optional in ["DurationSeconds", "ProviderId"] {
        let answer = ask(&session, with(optional, Value::Null)).await;
        assert_eq!(field(&answer, "Expiration"), "2027-01-15T08:30:00Z");
    }
    for (name, value, expected) in [
        ("Action", Value::Null, "MalformedJSON"),
        ("WebIdentityToken", Value::Null, "MalformedJSON"),
        ("Tomorrow", json!(true), "MalformedJSON"),
        ("Action", json!("GetSessionToken"), "InvalidAction"),
        ("ProviderId", json!("example.com"), "InvalidParameterValue"),
        ("DurationSeconds", json!(899), "ValidationError"),
        ("DurationSeconds", json!(43_201), "ValidationError"),
        ("WebIdentityToken", json!("made-up"), "InvalidIdentityToken"),
    ] {
        let answer = ask(&session, with(name, value)).await;
        assert_eq!(code(&answer), (400, expected), "{name}");
    }
    let first = session.cloud.bootstrap().unwrap();
    session.cloud.remove_iam_key(&first.id);
    let gone = ask(&session, body(&session)).await;
    assert_eq!(code(&gone), (400, "InvalidIdentityToken"));
}
