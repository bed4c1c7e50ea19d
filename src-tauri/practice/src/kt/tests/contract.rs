//! What a client of every platform has to cope with, case by case.

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use super::*;

/// (a), (b)
#[tokio::test]
async fn token_is_had_by_name_and_by_id() {
    let session = Session::start().await;
    let login = session.cloud.project_token();
    for body in [by_name(&login), by_id(&login)] {
        assert_eq!(session.log_in(&body).await.status, 201);
    }
}

/// (c)
#[tokio::test]
async fn wrong_password_and_wrong_project_look_alike() {
    let session = Session::start().await;
    let login = session.cloud.project_token();
    let wrong_password = ProjectToken {
        password: "made-up".to_owned(),
        ..login.clone()
    };
    let wrong_project = ProjectToken {
        project_id: "0000000000000000000000000000bbbb".to_owned(),
        ..login
    };
    let first = session.log_in(&by_id(&wrong_password)).await;
    let second = session.log_in(&by_id(&wrong_project)).await;
    assert_eq!((first.status, second.status), (401, 401));
    assert_eq!(first.text, second.text);
    assert_eq!(session.cloud.failed_logins(), 2);
}

/// (d)
#[tokio::test]
async fn token_may_come_without_an_end() {
    let session = Session::start().await;
    session
        .cloud
        .trouble(Trouble::LeaveOut("expires_at".to_owned()));
    let answer = session
        .log_in(&by_name(&session.cloud.project_token()))
        .await;
    assert!(!answer.header("x-subject-token").is_empty());
    let token = &answer.good()["token"];
    assert!(token.get("expires_at").is_none() && token["project"]["id"].is_string());
}

/// (e)
#[tokio::test]
async fn name_of_the_token_s_header_is_in_lower_case() {
    let session = Session::start().await;
    let body = by_name(&session.cloud.project_token()).to_string();
    let host = session.cloud.base_url()["http://".len()..].to_owned();
    let mut line = TcpStream::connect(&host).await.unwrap();
    let request = format!(
        "POST /d1/identity/auth/tokens HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\
         Content-Length: {}\r\n\r\n{body}",
        body.len()
    );
    line.write_all(request.as_bytes()).await.unwrap();
    let mut read = String::new();
    line.read_to_string(&mut read).await.unwrap();
    assert!(read.starts_with("HTTP/1.1 201 Created\r\n"));
    assert!(read.contains("\r\nx-subject-token: gAAAAA"));
}

/// (f)
#[tokio::test]
async fn fault_can_be_inside_status_200() {
    let session = Session::start().await;
    let token = session.token().await;
    session.cloud.trouble(Trouble::ErrorInside200);
    let networks = session.get_with(&token, "/d1/nsm/v1/network").await;
    assert_eq!(
        (networks.status, &networks.body["httpStatus"]),
        (200, &json!(500))
    );
    let pairs = session.get_with(&token, "/d1/server/os-keypairs").await;
    assert_eq!(
        (pairs.status, &pairs.body["error"]["code"]),
        (200, &json!(500))
    );
    let zones = session.list_zones("v1").await;
    let inside = &zones.body["listzonesresponse"]["errorcode"];
    assert_eq!((zones.status, inside), (200, &json!(500)));
}

/// (g)
#[tokio::test]
async fn key_at_the_top_comes_in_two_cases() {
    let session = Session::start().await;
    assert!(session.list_zones("v1").await.body["listzonesresponse"].is_object());
    session.cloud.trouble(Trouble::KeyInCommandCase);
    session.cloud.add_trouble(Trouble::TextJavascript);
    let answer = session.list_zones("v1").await;
    assert_eq!(
        answer.header("content-type"),
        "text/javascript; charset=UTF-8"
    );
    assert_eq!(answer.body["listZonesResponse"]["count"], 5);
    session.cloud.revoke_api_key();
    let refused = session.list_zones("v1").await;
    assert_eq!(refused.body["listZonesResponse"]["errorcode"], 401);
}

/// (h)
#[tokio::test]
async fn refusal_is_under_the_command_or_not() {
    let session = Session::start().await;
    session.cloud.revoke_api_key();
    let usual = session.list_zones("v1").await;
    assert_eq!(
        (usual.status, &usual.body["listzonesresponse"]["errorcode"]),
        (401, &json!(401))
    );
    session
        .cloud
        .trouble(Trouble::ErrorShape(ErrorShape::ErrorResponse));
    let other = session.list_zones("v1").await;
    assert_eq!(
        (other.status, &other.body["errorresponse"]["errorcode"]),
        (401, &json!(401))
    );
}

/// (i)
#[tokio::test]
async fn body_can_be_xml_or_html_though_json_was_asked_for() {
    let session = Session::start().await;
    session.cloud.trouble(Trouble::XmlAlways);
    let good = session.list_zones("v1").await;
    assert_eq!((good.status, good.body), (200, Value::Null));
    assert!(good.text.contains("<name>KOR-Central A</name>"));
    session.cloud.revoke_api_key();
    let refused = session.list_zones("v1").await;
    assert_eq!((refused.status, refused.body), (401, Value::Null));
    session.cloud.trouble(Trouble::ErrorShape(ErrorShape::Html));
    let page = session.list_zones("v1").await;
    assert_eq!(
        (page.status, page.header("content-type")),
        (401, "text/html; charset=utf-8")
    );
}

/// (j)
#[tokio::test]
async fn one_version_can_refuse_what_the_other_takes() {
    let session = Session::start().await;
    let both = async || {
        let (one, two) = (
            session.list_zones("v1").await,
            session.list_zones("v2").await,
        );
        (one.status, two.status)
    };
    session.cloud.trouble(Trouble::RefusedBy(ApiVersion::V2));
    assert_eq!(both().await, (200, 401));
    session.cloud.trouble(Trouble::RefusedBy(ApiVersion::V1));
    assert_eq!(both().await, (401, 200));
}

/// (k)
#[tokio::test]
async fn swift_login_answers_in_headers_or_refuses() {
    let session = Session::start().await;
    let login = session.cloud.storage_user().unwrap();
    let good = session.storage_login(&login.user, &login.key).await;
    let base = format!("{}/v1/AUTH_", session.cloud.base_url());
    assert_eq!(good.status, 200);
    assert!(good.header("x-storage-url").starts_with(&base));
    assert_eq!(
        session.storage_login(&login.user, "made-up").await.status,
        401
    );
}

/// (l)
#[tokio::test]
async fn storage_user_may_have_a_dollar_in_its_name() {
    let session = Session::start().await;
    let account = session.cloud.storage_account().unwrap();
    assert!(account.access_key.contains('$'));
    let login = session
        .request("POST", "/v3/auth/tokens")
        .json(&by_ids(&account));
    assert_eq!(answer(login).await.unwrap().status, 201);
}
