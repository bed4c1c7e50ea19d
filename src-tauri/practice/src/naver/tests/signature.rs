use super::super::signature::{is_signed, string_to_sign};
use super::*;

/// Access key and secret key.
type Pair = (&'static str, &'static str);

const K0: Pair = ("AK_TEST", "SK_TEST");
const A: Pair = (
    "AKEXAMPLE0000000TEST",
    "sk-example-do-not-use-0123456789abcdefABCD",
);
const B: Pair = (
    "ncp_iam_EXAMPLExample0123456",
    "ncp_iam_ExampleSecretDoNotUse000000000000",
);

/// Section 2.2 of the facts: key, method, path and query, timestamp, signature. The keys are made up.
#[rustfmt::skip]
const VECTORS: [(Pair, &str, &str, &str, &str); 11] = [
    (K0, "POST", "/vserver/v2/createServerInstances?regionCode=KR", "1700000000000", "xBcE26XFU55BMjppdPT7ZY3oDrqoOedfPyAn3Cq4lUw="),
    (A, "GET", "/api/v1/api-keys?offset=0&limit=20", "1767225600000", "YV+sx/Q//aX0oggKOgs/QFt7LloZ4h7gciy6+ix/cBg="),
    (A, "POST", "/api/v1/api-keys", "1767225600000", "x7CSb5J42AnoCHTx63PaFhnR0S+7/mhgw63Cae0b/sw="),
    (A, "PUT", "/api/v1/api-keys/abc123def4", "1767225601234", "BRk5AgPMwo2QgGcJu5RcdiNTxYX1qCLNLvGXVVDieJA="),
    (A, "PATCH", "/api/v1/api-keys/abc123def4", "1767225601234", "w68Q7CxBxToHddZSIuQoEiBv4h03aLXyzgRcMWZJDrU="),
    (A, "DELETE", "/api/v1/api-keys/abc123def4", "1767225602000", "7P6EkFgICNZWUl46YwNQw63VndlWY+8vxLywcKpAWRI="),
    (A, "GET", "/api/v1/api-keys?offset=0&limit=20&apiKeyName=%EB%8D%B0%EB%AA%A8", "1767225603000", "hS9I5MTqHPkPzLk7WZoZP5pWmvlKmgkL5aLfcrHNcTo="),
    (A, "GET", "/api/v1/credentials", "1767225606000", "mrJhQ64t5h0ce2saPKTSvpVOJrf8yHwr8+VSD+nCcRQ="),
    (A, "GET", "/api/v1/caller-identity", "1767225607000", "p8p/qQmcBDNqiVae90om7yrA9SjOSmfl4LWgvme5P8w="),
    (B, "GET", "/api/v1/sub-accounts?page=0&size=100", "1767225604000", "g92aIpkXbJhE1trm05rI0ETq4B8wcHTbQqOzWw9xX5Y="),
    (B, "POST", "/api/v1/sub-accounts/2b141960-0000-4000-8000-246e9659184c/access-keys", "1767225605000", "x6KhlL4cn3/TEuf0X0+kpYn/Ijyyb5sXEudWEzDwNJ0="),
];

#[test]
fn known_signatures_are_accepted() {
    for ((access_key, secret), method, target, timestamp, signature) in VECTORS {
        let message = string_to_sign(method, target, timestamp, access_key);
        assert!(is_signed(&message, secret, signature), "{method} {target}");
    }
}

#[test]
fn any_difference_is_refused() {
    let ((access_key, secret), method, target, timestamp, signature) = VECTORS[1];
    let good = string_to_sign(method, target, timestamp, access_key);
    let others = [
        string_to_sign("POST", target, timestamp, access_key),
        string_to_sign(method, "/api/v1/api-keys", timestamp, access_key),
        string_to_sign(method, &target.replace("20", "2%30"), timestamp, access_key),
        string_to_sign(method, target, "1767225600001", access_key),
        string_to_sign(method, target, timestamp, "AKEXAMPLE0000000TESU"),
        format!("{good}\n"),
    ];
    for message in others {
        assert!(!is_signed(&message, secret, signature), "{message}");
    }
    assert!(!is_signed(&good, "another-made-up-secret", signature));
    let unpadded = signature.trim_end_matches('=');
    let url_safe = signature.replace('/', "_").replace('+', "-");
    for signature in ["", "nonsense", unpadded, &url_safe, &signature[4..]] {
        assert!(!is_signed(&good, secret, signature), "{signature}");
    }
}

#[tokio::test]
async fn path_and_query_are_checked_as_they_were_sent() {
    let session = Session::empty().await;
    session.cloud.add_api_key("데모 하나");
    for query in [
        "apiKeyName=%EB%8D%B0%EB%AA%A8",
        "apiKeyName=%eb%8d%b0%eb%aa%a8",
        "limit=5&offset=0&apiKeyName=%EB%8D%B0%EB%AA%A8%20",
        "limit=5&offset=0&apiKeyName=%EB%8D%B0%EB%AA%A8+",
        "apiKeyName=",
        "",
    ] {
        let answer = session.get(&format!("/api-keys?{query}")).await.good();
        assert_eq!(answer["total"], 1, "{query}");
    }
}

#[tokio::test]
async fn whoever_does_not_sign_right_is_refused() {
    let session = Session::empty().await;
    let (access_key, secret) = session.login.lock().unwrap().clone();
    let now = (session.clock)().as_millisecond().to_string();
    let good = sign(&secret, "GET", "/api/v1/api-keys", &now, &access_key);
    let url = format!("{}/api/v1/api-keys", session.cloud.base_url());
    let cases = [
        (
            Some(now.as_str()),
            Some(access_key.as_str()),
            Some(good.as_str()),
            200,
        ),
        (None, Some(access_key.as_str()), Some(good.as_str()), 401),
        (Some(now.as_str()), None, Some(good.as_str()), 401),
        (Some(now.as_str()), Some(access_key.as_str()), None, 401),
        (
            Some(now.as_str()),
            Some("ncp_iam_UnknownUnknown123456"),
            Some(good.as_str()),
            401,
        ),
        (
            Some(now.as_str()),
            Some(access_key.as_str()),
            Some("bm9uc2Vuc2U="),
            401,
        ),
    ];
    for (timestamp, key, signature, status) in cases {
        let mut request = session.client.get(&url);
        for (name, value) in [
            ("x-ncp-apigw-timestamp", timestamp),
            ("x-ncp-iam-access-key", key),
            ("x-ncp-apigw-signature-v2", signature),
        ] {
            if let Some(value) = value {
                request = request.header(name, value);
            }
        }
        let answer = answer(request).await.unwrap();
        assert_eq!(answer.status, status, "{timestamp:?} {key:?} {signature:?}");
        if status == 401 {
            assert_eq!(answer.error(), (401, "200"));
        }
    }
}

#[tokio::test]
async fn timestamps_may_be_five_minutes_off_and_no_more() {
    let (_, told) = StandingClock::at(1_800_000_000);
    let session = Session::with(Options {
        clock: told,
        ..Options::default()
    })
    .await;
    let now = 1_800_000_000_000_i64;
    for (timestamp, status) in [
        (now.to_string(), 200),
        ((now - 300_000).to_string(), 200),
        ((now + 300_000).to_string(), 200),
        ((now - 300_001).to_string(), 401),
        ((now + 300_001).to_string(), 401),
        ((now / 1_000).to_string(), 401),
        (i64::MIN.to_string(), 401),
        ("99999999999999999999".to_owned(), 401),
        ("2027-01-15T08:00:00Z".to_owned(), 401),
        (String::new(), 401),
    ] {
        let request = session.request_at("GET", "/caller-identity", &Value::Null, &timestamp);
        let answer = answer(request).await.unwrap();
        assert_eq!(answer.status, status, "{timestamp}");
        assert_eq!(answer.headers["date"], "Fri, 15 Jan 2027 08:00:00 GMT");
    }
}

#[tokio::test]
async fn cloud_nine_minutes_ahead_refuses_and_tells_its_time() {
    let (_, told) = StandingClock::at(1_800_000_000);
    let session = Session::with(Options {
        clock: told,
        ..Options::default()
    })
    .await;
    session.cloud.trouble(Trouble::ClockSkew(540));
    let answer = session.get("/caller-identity").await;
    assert_eq!(answer.error(), (401, "200"));
    assert_eq!(answer.headers["date"], "Fri, 15 Jan 2027 08:09:00 GMT");
    for extreme in [i64::MAX, i64::MIN] {
        session.cloud.trouble(Trouble::ClockSkew(extreme));
        assert_eq!(session.get("/caller-identity").await.status, 200);
    }
}
