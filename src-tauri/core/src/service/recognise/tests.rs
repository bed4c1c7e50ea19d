//! What is recognised, with made-up values, and that ordinary text is nobody's.

use std::sync::LazyLock;

use super::*;
use crate::http::{Http, Tuning};
use crate::providers;

static KINDS: LazyLock<Vec<Arc<dyn KeyKind>>> =
    LazyLock::new(|| providers::all(&Http::new(Tuning::default()).unwrap()));

/// The kinds that are thought of for a text in the form of a kind.
fn recognised(into: KindId, text: &str) -> Vec<KindId> {
    let kind = KINDS.iter().find(|kind| kind.spec().id == into).unwrap();
    recognise(&KINDS, kind.as_ref(), &SecretString::from(text))
}

/// Every kind that an account can be connected with.
fn forms() -> Vec<KindId> {
    let connect = KINDS.iter().filter(|kind| signs_in(kind.spec()));
    connect.map(|kind| kind.spec().id).collect()
}

const CLICKHOUSE_ID: &str = "kWq3RtYuIoPaSdFgHjK0";
const CLICKHOUSE_SECRET: &str = "4b1dMadeUpSecretForTests0123456789abcdEFGH";
const NAVER_ID: &str = "ncp_iam_EXAMPLExample0123456";
const NAVER_SECRET: &str = "ncp_iam_ExampleSecretDoNotUse000000000000";
const PROJECT: &str = "0000000000000000000000000000bbbb";

/// Two halves as the G platform makes them.
fn halves() -> (String, String) {
    let half = |part: &str| part.repeat(22)[..86].to_owned();
    (half("Ab1-"), half("_zY9"))
}

/// Texts with a mark, and whose it is.
fn marked() -> Vec<(String, KindId)> {
    let (id, secret) = halves();
    vec![
        (
            format!("{CLICKHOUSE_ID}\n{CLICKHOUSE_SECRET}"),
            KindId::ClickhouseKey,
        ),
        (
            format!("Key ID: {CLICKHOUSE_ID}\nKey Secret: {CLICKHOUSE_SECRET}"),
            KindId::ClickhouseKey,
        ),
        (CLICKHOUSE_SECRET.to_owned(), KindId::ClickhouseKey),
        (
            format!("curl -u '{CLICKHOUSE_ID}:{CLICKHOUSE_SECRET}' https://api.clickhouse.cloud"),
            KindId::ClickhouseKey,
        ),
        (NAVER_ID.to_owned(), KindId::NaverAccessKey),
        (NAVER_SECRET.to_owned(), KindId::NaverAccessKey),
        (
            format!("Access Key ID\tSecret Key\n{NAVER_ID}\t{NAVER_SECRET}"),
            KindId::NaverAccessKey,
        ),
        (
            format!("export NCLOUD_ACCESS_KEY='{NAVER_ID}'"),
            KindId::NaverAccessKey,
        ),
        (format!("{PROJECT}\n{secret}"), KindId::KakaoIamKey),
        (
            format!("IAM 액세스 키 ID\t{PROJECT}\n보안 액세스 키\t{secret}"),
            KindId::KakaoIamKey,
        ),
        (
            format!(
                "export AWS_ACCESS_KEY_ID={PROJECT}\nexport AWS_SECRET_ACCESS_KEY={PROJECT}\n\
                 export AWS_ENDPOINT_URL=https://objectstorage.kr-central-2.kakaocloud.com"
            ),
            KindId::KakaoS3Key,
        ),
        (format!("{id}\n{secret}"), KindId::KtGKey),
        (
            format!("API Key\t{id}\nSecret Key\t{secret}"),
            KindId::KtGKey,
        ),
        (
            format!("Project Id\t{PROJECT}\nProject Name\tuser@example.com\nPassword\tmade up"),
            KindId::KtDLogin,
        ),
        (
            format!("X-Storage-User: user@example.com\nX-Storage-Pass: {CLICKHOUSE_ID}"),
            KindId::KtStorage1,
        ),
        (
            format!(
                "Access Key: a$b.com\nSecret Key: x1\nDomain ID: {PROJECT}\nProject ID: {PROJECT}"
            ),
            KindId::KtStorage2,
        ),
        (
            "Access Key: KTEXAMPLE\nSecret Key: made-up-1\nhttps://ss1.cloud.kt.com:1000"
                .to_owned(),
            KindId::KtStorageS3,
        ),
    ]
}

#[test]
fn a_text_with_a_mark_is_told_in_every_other_form_and_in_none_of_its_own() {
    for (text, whose) in marked() {
        for into in forms() {
            let wanted = if into == whose { vec![] } else { vec![whose] };
            assert_eq!(recognised(into, &text), wanted, "{text:?} into {into:?}");
        }
    }
}

#[test]
fn a_text_that_several_could_have_made_is_said_to_be_theirs_only_where_it_cannot_be_right() {
    use KindId::*;
    let pair = "Access Key: AKEXAMPLE0000000TEST\nSecret Key: skexample-do-not-use-0123456789";
    assert_eq!(
        recognised(ClickhouseKey, pair),
        [NaverAccessKey, KtStorageS3]
    );
    assert_eq!(recognised(KtGKey, pair), [NaverAccessKey, KtStorageS3]);
    for own in [NaverAccessKey, KtStorageS3] {
        assert!(recognised(own, pair).is_empty());
    }
    let api = "API Key: made-up-1\nSecret Key: made-up-2";
    assert_eq!(recognised(NaverAccessKey, api), [KtGKey]);
    assert!(recognised(KtGKey, api).is_empty());
    let (half, _) = halves();
    assert_eq!(recognised(ClickhouseKey, &half), [KtGKey]);
    assert!(recognised(KtGKey, &half).is_empty());
    assert_eq!(recognised(NaverAccessKey, CLICKHOUSE_ID), [ClickhouseKey]);
    let login = "Project Name: user@example.com\nPassword: made up";
    assert_eq!(recognised(KtGKey, login), [KtDLogin]);
}

#[test]
fn ordinary_text_is_nobody_s() {
    for text in [
        "",
        " \n\t",
        "a",
        "internationalization",
        "INTERNATIONALIZATION",
        "01234567890123456789",
        "hunter2 hunter3",
        "user@example.com",
        "Dear colleagues,\nplease send me the API key of our cloud and the password.\nThanks",
        "Password: ask Kim\nUser name: see above",
        "키는 콘솔에서 만들고, 비밀번호는 바꾸세요: 감사합니다",
        "https://cloud.kt.com/docs/open-api-guide/d/guide/how-to-use",
        "ncp_iam_ is how the newer keys begin, and 4b1d how the secrets of another cloud do",
        "fn main() { println!(\"{}\", 1); } // 4b1d",
        "2026-11-21T01:02:03Z 200 OK GET /api/v1/keys?limit=20",
        "0123456789abcdef0123456789abcdef",
        "-----BEGIN CERTIFICATE-----\nMIIBszCCAVmgAwIBAgIUabc123\n-----END CERTIFICATE-----",
        "{\"name\": \"value\", \"list\": [1, 2, 3]}",
        "Project name: Apollo\nPassword policy: twelve characters",
    ] {
        for into in forms() {
            assert!(recognised(into, text).is_empty(), "{text:?} into {into:?}");
        }
    }
    let long = format!("{NAVER_ID} {}", "x ".repeat(20_000));
    assert!(recognised(KindId::KtGKey, &long).is_empty());
}

#[test]
fn a_kind_that_says_nothing_is_never_named() {
    // Nobody signs in with these two.
    for (text, _) in marked() {
        for into in forms() {
            let named = recognised(into, &text);
            assert!(!named.contains(&KindId::NaverGatewayKey));
            assert!(!named.contains(&KindId::NaverSubAccountKey));
        }
    }
}
