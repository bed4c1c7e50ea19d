//! Signature v2: known answers, and that what is signed is what is sent.

use secrecy::SecretString;

use super::super::sign::{headers, signature, target};
use super::super::{Client, Service};
use super::{Cloud, ID, SECRET, credential, then};
use crate::error::ErrorCode;

/// The eleven vectors of the fact page. The first is published in a third party's SDK; all of them come out of
/// `make_signature` of NAVER's own Python SDK (`ncloud-server` 1.1.3). All keys are invented.
#[test]
fn known_answers() {
    let k0 = ("AK_TEST", "SK_TEST");
    let a = (
        "AKEXAMPLE0000000TEST",
        "sk-example-do-not-use-0123456789abcdefABCD",
    );
    let b = (ID, SECRET);
    let rows = [
        (
            k0,
            "POST",
            "/vserver/v2/createServerInstances?regionCode=KR",
            1_700_000_000_000_i64,
            "xBcE26XFU55BMjppdPT7ZY3oDrqoOedfPyAn3Cq4lUw=",
        ),
        (
            a,
            "GET",
            "/api/v1/api-keys?offset=0&limit=20",
            1_767_225_600_000,
            "YV+sx/Q//aX0oggKOgs/QFt7LloZ4h7gciy6+ix/cBg=",
        ),
        (
            a,
            "POST",
            "/api/v1/api-keys",
            1_767_225_600_000,
            "x7CSb5J42AnoCHTx63PaFhnR0S+7/mhgw63Cae0b/sw=",
        ),
        (
            a,
            "PUT",
            "/api/v1/api-keys/abc123def4",
            1_767_225_601_234,
            "BRk5AgPMwo2QgGcJu5RcdiNTxYX1qCLNLvGXVVDieJA=",
        ),
        (
            a,
            "PATCH",
            "/api/v1/api-keys/abc123def4",
            1_767_225_601_234,
            "w68Q7CxBxToHddZSIuQoEiBv4h03aLXyzgRcMWZJDrU=",
        ),
        (
            a,
            "DELETE",
            "/api/v1/api-keys/abc123def4",
            1_767_225_602_000,
            "7P6EkFgICNZWUl46YwNQw63VndlWY+8vxLywcKpAWRI=",
        ),
        (
            a,
            "GET",
            "/api/v1/api-keys?offset=0&limit=20&apiKeyName=%EB%8D%B0%EB%AA%A8",
            1_767_225_603_000,
            "hS9I5MTqHPkPzLk7WZoZP5pWmvlKmgkL5aLfcrHNcTo=",
        ),
        (
            a,
            "GET",
            "/api/v1/credentials",
            1_767_225_606_000,
            "mrJhQ64t5h0ce2saPKTSvpVOJrf8yHwr8+VSD+nCcRQ=",
        ),
        (
            a,
            "GET",
            "/api/v1/caller-identity",
            1_767_225_607_000,
            "p8p/qQmcBDNqiVae90om7yrA9SjOSmfl4LWgvme5P8w=",
        ),
        (
            b,
            "GET",
            "/api/v1/sub-accounts?page=0&size=100",
            1_767_225_604_000,
            "g92aIpkXbJhE1trm05rI0ETq4B8wcHTbQqOzWw9xX5Y=",
        ),
        (
            b,
            "POST",
            "/api/v1/sub-accounts/2b141960-0000-4000-8000-246e9659184c/access-keys",
            1_767_225_605_000,
            "x6KhlL4cn3/TEuf0X0+kpYn/Ijyyb5sXEudWEzDwNJ0=",
        ),
    ];
    for (number, ((id, secret), method, path, ms, wanted)) in rows.into_iter().enumerate() {
        let secret = SecretString::from(secret);
        let got = signature(&secret, method, path, &ms.to_string(), id).unwrap();
        assert_eq!(got, wanted, "vector {}", number + 1);
        // And through the address, as a request goes.
        let url = format!("https://x.example{path}").parse().unwrap();
        let now = jiff::Timestamp::from_millisecond(ms).unwrap();
        let headers = headers(method, &url, now, &id.into(), &secret).unwrap();
        assert_eq!(headers["x-ncp-apigw-signature-v2"], wanted);
        assert_eq!(headers["x-ncp-apigw-timestamp"], ms.to_string());
        assert_eq!(headers["x-ncp-iam-access-key"], id);
        assert_eq!(headers.len(), 3);
        assert!(headers.values().all(|value| value.is_sensitive()));
    }
}

#[test]
fn nothing_is_signed_with_nothing() {
    let url = "https://x.example/".parse().unwrap();
    for (id, secret) in [("", "s"), ("a", ""), ("a\nb", "s")] {
        let error = headers("GET", &url, then(), &id.into(), &secret.into()).unwrap_err();
        assert_eq!(error.code, ErrorCode::SecretAltered, "{id} {secret}");
    }
}

#[tokio::test]
async fn the_target_that_is_signed_is_the_one_that_is_sent() {
    let cloud = Cloud::saying(200, "{}").await;
    let naver = Cloud::naver();
    let client = Client::new(&naver, &cloud.by);
    for value in [
        "데모",
        "a b",
        "a+b",
        "a%b",
        "a&b=c",
        "a'b\"c",
        "[x]|{y}",
        "~*-._",
        "\u{1f511}",
        "%20",
        "#?/:@",
    ] {
        let query = [("offset", "0"), ("apiKeyName", value)];
        let parts = ["api-keys", value];
        let _: serde_json::Value = client
            .get(Service::ApiGateway, &parts, &query)
            .await
            .unwrap();
        let url = client.url(Service::ApiGateway, &parts, &query).unwrap();
        let asked = cloud.asked().pop().unwrap();
        assert_eq!(asked.line, format!("GET {}", target(&url)), "{value}");
        assert!(
            asked.line.is_ascii() && !target(&url).split('?').nth(1).unwrap().contains('+'),
            "{value}"
        );
        let sent = asked.line.strip_prefix("GET ").unwrap();
        let time = then().as_millisecond().to_string();
        let wanted = signature(&SECRET.into(), "GET", sent, &time, ID).unwrap();
        assert_eq!(
            asked.header("x-ncp-apigw-signature-v2"),
            Some(&*wanted),
            "{value}"
        );
        assert_eq!(asked.header("x-ncp-apigw-timestamp"), Some(&*time));
    }
    assert!(cloud.lines()[0].ends_with("?offset=0&apiKeyName=%EB%8D%B0%EB%AA%A8"));
    assert!(cloud.lines()[1].ends_with("apiKeyName=a%20b"));
    assert!(cloud.lines()[2].ends_with("apiKeyName=a%2Bb"));
}

#[test]
fn a_realm_has_a_host_for_each_service_and_any_other_base_serves_all() {
    let naver = Cloud::naver();
    let rows = [
        (
            "https://apigw.ntruss.com",
            Service::ApiGateway,
            "https://apigateway.apigw.ntruss.com/api/v1/x",
        ),
        (
            "https://apigw.ntruss.com/",
            Service::Sts,
            "https://sts.apigw.ntruss.com/api/v1/x",
        ),
        (
            "https://apigw.gov-ntruss.com",
            Service::SubAccount,
            "https://subaccount.apigw.gov-ntruss.com/api/v1/x",
        ),
        (
            "https://apigw.fin-ntruss.com",
            Service::ApiGateway,
            "https://apigateway.apigw.fin-ntruss.com/api/v1/x",
        ),
        (
            "http://127.0.0.1:9",
            Service::Sts,
            "http://127.0.0.1:9/api/v1/x",
        ),
        (
            "http://127.0.0.1:9/naver/",
            Service::Sts,
            "http://127.0.0.1:9/naver/api/v1/x",
        ),
        (
            "https://apigw.ntruss.com:444",
            Service::Sts,
            "https://apigw.ntruss.com:444/api/v1/x",
        ),
        (
            "https://apigw.ntruss.com.example",
            Service::Sts,
            "https://apigw.ntruss.com.example/api/v1/x",
        ),
        (
            "https://apigw.ntruss.com/proxy",
            Service::Sts,
            "https://apigw.ntruss.com/proxy/api/v1/x",
        ),
    ];
    for (base, service, wanted) in rows {
        let by = credential(base);
        let url = Client::new(&naver, &by).url(service, &["x"], &[]).unwrap();
        assert_eq!(url.as_str(), wanted, "{base}");
    }
}
