//! What people paste.

use secrecy::SecretString;

use super::super::paste::{access_key, gateway_key};
use super::super::{ACCESS_KEY, PRIMARY_KEY, SECONDARY_KEY, SECRET_KEY};
use super::{ID, OLD_ID, OLD_SECRET, PRIMARY, SECONDARY, SECRET, open};

/// What was found, as (id, secret).
fn found(text: &str, into: Option<&str>) -> (Option<String>, Option<String>) {
    let fields = access_key(&SecretString::from(text.to_owned()), into);
    let field = |id| open(&fields, id).map(str::to_owned);
    (field(ACCESS_KEY), field(SECRET_KEY))
}

#[test]
fn both_values_are_found_wherever_they_are_pasted() {
    let rows = [
        "{I}\n{S}",
        "  {I}   {S}\r\n",
        "{I}\t{S}",
        "{I},{S}",
        "{S}\n{I}",
        "\"{I}\" \"{S}\"",
        "{I}\t{S}\t2026-11-21 10:00:00\t사용 중",
        "1 | {I} | {S} | 사용",
        "Access Key ID: {I}\nSecret Key: {S}",
        "Access Key ID {I}\nSecret Key {S}",
        "Access Key ID\t{I}\nSecret Key\t{S}",
        "Access Key ID\n{I}\nSecret Key\n{S}",
        "Access Key ID\tSecret Key\n{I}\t{S}",
        "Access Key ID\tSecret Key\t상태\n{I}\t{S}\t사용",
        "Secret Key: {S}\nAccess Key ID: {I}",
        "Access Key ID：{I}\nSecret Key：{S}",
        "액세스 키 ID: {I}\n시크릿 키: {S}",
        "액세스 키: {I} 시크릿 키: {S}",
        "ACCESS_KEY={I}\nSECRET_KEY={S}",
        "export NCLOUD_ACCESS_KEY='{I}'\nexport NCLOUD_SECRET_KEY='{S}'",
        "NCP_ACCESS_KEY={I} NCP_SECRET_KEY={S}",
        "set ACCESS_KEY={I}\r\nset SECRET_KEY={S}",
        "[DEFAULT]\nncloud_access_key_id = {I}\nncloud_secret_access_key = {S}\nncloud_api_url = https://ncloud.apigw.ntruss.com\n",
        "[naver]\naws_access_key_id = {I}\naws_secret_access_key = {S}\n",
        "{\"accessKey\":\"{I}\",\"keySecret\":\"{S}\",\"createTime\":\"2026-11-21T01:02:03Z\"}",
        "{\n \"access_key\": \"{I}\",\n \"secret_key\": \"{S}\"\n}",
        "access_key = \"{I}\"\nsecret_key = \"{S}\"\nregion = \"KR\"",
        "--access-key {I} --secret-key {S}",
        "x-ncp-iam-access-key: {I}\nsecret key: {S}",
        "“{I}” “{S}”",
        "\u{feff}ACCESS_KEY={I}\u{200b}\nSECRET_KEY=\u{2060}{S}\u{a0}",
    ];
    for row in rows {
        for (id, secret) in [(ID, SECRET), (OLD_ID, OLD_SECRET), (ID, OLD_SECRET)] {
            let text = row.replace("{I}", id).replace("{S}", secret);
            for into in [None, Some(ACCESS_KEY), Some(SECRET_KEY)] {
                let wanted = (Some(id.to_owned()), Some(secret.to_owned()));
                assert_eq!(found(&text, into), wanted, "{text:?} into {into:?}");
            }
        }
    }
}

#[test]
fn a_single_value_stays_where_it_was_pasted() {
    for text in ["{V}", " {V}\n", "\"{V}\"", "'{V}',", "\u{200b}{V}"] {
        for value in [ID, SECRET, "anything"] {
            let text = text.replace("{V}", value);
            assert_eq!(found(&text, Some(ACCESS_KEY)), (Some(value.into()), None));
            assert_eq!(found(&text, Some(SECRET_KEY)), (None, Some(value.into())));
            assert_eq!(found(&text, None), (None, None));
        }
    }
    let labelled = format!("Secret Key: {SECRET}");
    assert_eq!(
        found(&labelled, Some(ACCESS_KEY)),
        (None, Some(SECRET.into()))
    );
}

#[test]
fn nothing_is_guessed_where_both_could_be_either() {
    for text in [
        format!("{OLD_ID} {ID}"),
        format!("{SECRET} {OLD_SECRET}"),
        format!("{ID} {SECRET} {OLD_SECRET}"),
        "short other".to_owned(),
        format!("{ID} short"),
    ] {
        let (id, secret) = found(&text, Some(SECRET_KEY));
        assert_eq!(
            (id, secret.as_deref()),
            (None, Some(text.as_str())),
            "{text}"
        );
        assert_eq!(found(&text, None), (None, None));
    }
}

#[test]
fn examples_and_placeholders_are_no_values() {
    for text in [
        "ACCESS_KEY=$ACCESS_KEY\nSECRET_KEY=<secret>",
        "Access Key ID: ****\nSecret Key: …",
        "access_key = null",
    ] {
        assert_eq!(found(text, None), (None, None), "{text}");
    }
    let twice = format!("ACCESS_KEY={ID}\nSECRET_KEY={SECRET}\nACCESS_KEY=example");
    assert_eq!(found(&twice, None).0.as_deref(), Some(ID));
}

#[test]
fn hostile_text_does_no_harm() {
    for text in [
        String::new(),
        " \n\t ".to_owned(),
        "=".repeat(10_000),
        "access_key:".repeat(1000),
        "apiapiapi".repeat(1000),
        "{".repeat(10_000),
        format!("{ID} ").repeat(500),
        "\u{202e}\u{feff}".repeat(100),
        "x".repeat(100_000),
    ] {
        assert_eq!(found(&text, None), (None, None));
    }
}

#[test]
fn a_gateway_key_s_values_are_told_apart_by_their_labels() {
    let read = |text: String| {
        let fields = gateway_key(&SecretString::from(text), Some(PRIMARY_KEY));
        let field = |id| open(&fields, id).map(str::to_owned);
        (field(PRIMARY_KEY), field(SECONDARY_KEY))
    };
    let both = (Some(PRIMARY.to_owned()), Some(SECONDARY.to_owned()));
    for text in [
        format!("Primary Key: {PRIMARY}\nSecondary Key: {SECONDARY}"),
        format!("{{\"primaryKey\":\"{PRIMARY}\",\"secondaryKey\":\"{SECONDARY}\"}}"),
        format!("Primary Key\n{PRIMARY}\nSecondary Key\n{SECONDARY}"),
    ] {
        assert_eq!(read(text.clone()), both, "{text}");
    }
    let header = format!("x-ncp-apigw-api-key: {PRIMARY}");
    assert_eq!(read(header), (Some(PRIMARY.to_owned()), None));
    assert_eq!(read(PRIMARY.to_owned()), (Some(PRIMARY.to_owned()), None));
}
