//! The G platform's signature: known answers, and that what is signed is what is sent.

use hmac::{Hmac, KeyInit, Mac};
use secrecy::SecretString;
use sha1::Sha1;

use super::super::{cloudstack, sign};
use super::{Cloud, G_ID, G_SECRET, credential, kt, open};
use crate::error::{ErrorCode, FieldProblem};
use crate::model::KindId;

/// The signature as it stands in a query, in clear base64.
fn signed(params: &[(&str, &str)], secret: &str) -> String {
    let query = sign::query(params, &SecretString::from(secret)).unwrap();
    let (_, signature) = query.rsplit_once("&signature=").unwrap();
    signature
        .replace("%2B", "+")
        .replace("%2F", "/")
        .replace("%3D", "=")
}

/// All but the last come out of three clients alike: PyPI `cs` 5.2.0, KT's own library and Cloud-Barista's SDK. The last
/// is the example of CloudStack's developer guide, with the guide's keys.
#[test]
fn known_answers() {
    let rows: [(&[(&str, &str)], &str); 6] = [
        (
            &[("command", "listZones"), ("available", "true")],
            "Mwq6RWJNyxQUHvqDv6fqBrPkmZo=",
        ),
        (
            &[
                ("command", "listAvailableProductTypes"),
                ("zoneid", "95e2f517-d64a-4866-8585-5177c256f7c7"),
            ],
            "wXXnzRKumgaEn4xyZBGo8tGEWtY=",
        ),
        (
            &[
                ("command", "listVirtualMachines"),
                ("name", "Web Server/A:1"),
            ],
            "ZxSm9qNByhSVe8jVnKK1qDs4Fdc=",
        ),
        (
            &[
                ("command", "listVirtualMachines"),
                ("keyword", "테스트 서버"),
            ],
            "tOs8dQZx7kqef7BRswSopTNlimw=",
        ),
        (
            &[
                ("command", "createTags"),
                ("tags[0].value", "prod"),
                ("tags[0].key", "env"),
            ],
            "xRc/13Z/vgvx0e6HyJNSeNcCZ4c=",
        ),
        (
            &[
                ("command", "listZones"),
                ("signatureVersion", "3"),
                ("expires", "2030-01-01T00:00:00+0000"),
            ],
            "fOWdP/KoWXYPVUsH96xqTrIxJ7I=",
        ),
    ];
    for (more, wanted) in rows {
        let mut params = vec![("response", "json"), ("apiKey", G_ID)];
        params.extend(more);
        assert_eq!(signed(&params, G_SECRET), wanted, "{more:?}");
    }
    let guide = [
        (
            "apiKey",
            "plgWJfZK4gyS3mOMTVmjUVg-X-jlWlnfaUJ9GAbBbf9EdM-kAYMmAiLqzzq1ElZLYq_u38zCm0bewzGUdP66mg",
        ),
        ("command", "listUsers"),
        ("response", "json"),
    ];
    let secret =
        "VDaACYb0LV9eNjTetIOElcVQkvJck_J_QljX_FcHRj87ZKiy0z0ty0ZsYBkoXkY9b7eq1EhwJaw7FF3akA3KBQ";
    assert_eq!(signed(&guide, secret), "TTpdDq/7j/J58XCRHomKoQXEQds=");
}

#[test]
fn what_is_sent_keeps_its_case_and_its_blanks() {
    for (more, wanted) in [
        (
            ("available", "true"),
            "apiKey=KtExampleApiKey-0001_NotReal&available=true&command=listZones&response=json\
             &signature=Mwq6RWJNyxQUHvqDv6fqBrPkmZo%3D",
        ),
        (
            ("name", "Web Server/A:1"),
            "apiKey=KtExampleApiKey-0001_NotReal&command=listVirtualMachines&name=Web%20Server%2FA%3A1\
             &response=json&signature=ZxSm9qNByhSVe8jVnKK1qDs4Fdc%3D",
        ),
    ] {
        let command = if more.0 == "name" {
            "listVirtualMachines"
        } else {
            "listZones"
        };
        let params = [
            ("response", "json"),
            more,
            ("command", command),
            ("apiKey", G_ID),
        ];
        let query = sign::query(&params, &SecretString::from(G_SECRET)).unwrap();
        assert_eq!(query.as_str(), wanted);
    }
}

/// The cloud checks by Java's encoder, which leaves `*` and writes `~` as `%7E`; the clients do it in other ways, so that
/// a signature of the one does not fit the other. The signatures are those that the cloud would make.
#[test]
fn what_clients_and_cloud_write_differently_is_refused() {
    let of_cloud = |keyword: &str| {
        let mut mac = Hmac::<Sha1>::new_from_slice(G_SECRET.as_bytes()).unwrap();
        let text = format!(
            "apikey={}&command=listvirtualmachines&keyword={keyword}&response=json",
            G_ID.to_lowercase()
        );
        mac.update(text.as_bytes());
        use base64::Engine as _;
        base64::engine::general_purpose::STANDARD.encode(mac.finalize().into_bytes())
    };
    for (value, java, signature) in [
        ("web*", "web*", "uRr/rsOJfytrTBaugw1E+lEhH4E="),
        ("a~b", "a%7eb", "VBBhqOEJUObO8MHozeWE0Lvd+5w="),
    ] {
        assert_eq!(of_cloud(java), signature);
        let params = [("keyword", value), ("command", "listVirtualMachines")];
        let error = sign::query(&params, &SecretString::from(G_SECRET)).unwrap_err();
        assert_eq!(error.code, ErrorCode::FieldInvalid);
        assert_eq!(error.field.as_deref(), Some("keyword"));
        assert_eq!(error.problem, Some(FieldProblem::BadCharacter));
    }
}

#[tokio::test]
async fn nothing_is_signed_with_nothing() {
    let error = sign::query(&[("a", "b")], &SecretString::from("")).unwrap_err();
    assert_eq!(error.code, ErrorCode::SecretAltered);
    let mut by = credential(KindId::KtGKey, "http://127.0.0.1:1");
    by.fields
        .insert("api_key".to_owned(), SecretString::from(""));
    let error = cloudstack::read(&kt(), &by, "v1", "listZones", &[]).await;
    assert_eq!(error.unwrap_err().code, ErrorCode::SecretAltered);
    by.fields
        .insert("api_key".to_owned(), SecretString::from("a~b"));
    let error = cloudstack::read(&kt(), &by, "v1", "listZones", &[])
        .await
        .unwrap_err();
    assert_eq!(error.field.as_deref(), Some("api_key"));
}

#[tokio::test]
async fn the_bytes_that_are_signed_are_the_bytes_that_are_sent() {
    let cloud = Cloud::saying(200, r#"{"listthingsresponse":{}}"#).await;
    let by = cloud.by(KindId::KtGKey);
    for (name, value) in [
        ("name", "Web Server/A:1"),
        ("keyword", "테스트 서버"),
        ("tags[0].key", "env"),
        ("name", "a+b&c=d#e?f"),
        ("name", "%41'\"<>\\^`{|}"),
        ("name", "[x]@!$(),;"),
        ("name", "\u{1f511}\t"),
    ] {
        let more = [(name, value)];
        cloudstack::read(&kt(), &by, "v1", "listThings", &more)
            .await
            .unwrap();
        let params = [
            ("apiKey", G_ID),
            ("command", "listThings"),
            ("response", "json"),
            more[0],
        ];
        let secret = by.fields.get("secret_key").unwrap();
        let query = sign::query(&params, secret).unwrap();
        let line = cloud.lines().pop().unwrap();
        assert_eq!(
            line,
            format!("GET /server/v1/client/api?{}", query.as_str()),
            "{value}"
        );
        assert!(!line.contains('+'), "{line}");
    }
    // Any other secret makes another signature.
    let query = |secret: &str| sign::query(&[("a", "b")], &SecretString::from(secret)).unwrap();
    assert_ne!(query("x").as_str(), query("y").as_str());
    assert_eq!(open(&by.fields, "secret_key"), Some(G_SECRET));
}
