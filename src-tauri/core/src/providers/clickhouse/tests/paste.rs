//! What people paste.

use super::super::paste::read;
use super::super::{KEY_ID, KEY_SECRET};
use super::{ID, SECRET, open};
use secrecy::SecretString;

const BASIC: &str =
    "Basic QWJDZEVmR2hJaktsTW5PcFFyU3Q6NGIxZEV4YW1wbGVTZWNyZXREb05vdFVzZTAxMjM0NTY3ODlBQkNERQ==";

/// What was found, as (id, secret).
fn found(text: &str, into: Option<&str>) -> (Option<String>, Option<String>) {
    let fields = read(&SecretString::from(text.to_owned()), into);
    let field = |id| open(&fields, id).map(str::to_owned);
    (field(KEY_ID), field(KEY_SECRET))
}

/// Replaces I and S in a pattern by the id and the secret.
fn text(pattern: &str) -> String {
    pattern.replace("{I}", ID).replace("{S}", SECRET)
}

#[test]
fn both_values_are_found_wherever_they_are_pasted() {
    let rows = [
        "{I}\n{S}",
        "{I}\r\n{S}\r\n",
        "  {I}   {S}  ",
        "{I}:{S}",
        "{I},{S}",
        "{I}\t{S}",
        "{I};{S}",
        "{S}\n{I}",
        "\"{I}\" \"{S}\"",
        "KEY_ID={I}\nKEY_SECRET={S}",
        "KEY_ID='{I}'\nKEY_SECRET='{S}'\n",
        "export KEY_ID=\"{I}\"; export KEY_SECRET=\"{S}\"",
        "export CLICKHOUSE_CLOUD_API_KEY={I}\nexport CLICKHOUSE_CLOUD_API_SECRET={S}",
        "CLICKHOUSE_CLOUD_KEY_ID = {I}\nCLICKHOUSE_CLOUD_KEY_SECRET = {S}",
        "KEY_ID={I} KEY_SECRET={S}",
        "set KEY_ID={I}\r\nset KEY_SECRET={S}",
        "$env:KEY_ID = \"{I}\"\n$env:KEY_SECRET = \"{S}\"",
        "Key ID: {I}\nKey secret: {S}",
        "Key ID: {I} Key secret: {S}",
        "Key ID：{I}\nKey Secret：{S}",
        "Key ID\n{I}\nKey secret\n{S}",
        "Key ID\t{I}\nKey secret\t{S}",
        "Key ID {I}\nKey secret {S}",
        "Your API key\nKey ID\n\n{I}\n\nKey secret\n\n{S}\n\nDone",
        "Key secret: {S}\nKey ID: {I}",
        "키 ID: {I}\n키 시크릿: {S}",
        "Key ID,Key secret\n{I},{S}",
        "\"Name\",\"Key ID\",\"Key secret\"\n\"sales\",\"{I}\",\"{S}\"",
        "Key ID | Key secret\n{I} | {S}",
        r#"{"keyId": "{I}", "keySecret": "{S}"}"#,
        "{\n  \"keyId\" : \"{I}\",\n  \"keySecret\" : \"{S}\"\n}",
        r#"{"result":{"key":{"id":"9c1b7d20-0000-4000-8000-5f5e5d5c5b5a","name":"x"},"keyId":"{I}","keySecret":"{S}"}}"#,
        "{\"key_id\":\"{I}\",\"key_secret\":\"{S}\"}",
        "key_id: {I}\nkey_secret: {S}",
        "token_key = \"{I}\"\ntoken_secret = \"{S}\"",
        "curl --user {I}:{S} https://api.clickhouse.cloud/v1/organizations",
        "curl -X GET --user '{I}:{S}' \"https://api.clickhouse.cloud/v1/organizations\" | jq",
        "curl -u \"{I}:{S}\" https://api.clickhouse.cloud/v1/organizations",
        "curl \\\n  -u{I}:{S} \\\n  https://api.clickhouse.cloud",
        "curl --user={I}:{S} https://api.clickhouse.cloud",
        "id;user;name;secret\n9c1b7d20-0000-4000-8000-5f5e5d5c5b5a;{I};x;{S}",
        "user: {I}\npassword: {S}",
        "clickhousectl cloud auth login --api-key-id {I} --api-secret {S}",
        "“{I}” “{S}”",
        "\u{feff}KEY_ID={I}\u{200b}\nKEY_SECRET=\u{2060}{S}\u{a0}",
    ];
    for row in rows {
        for into in [None, Some(KEY_ID), Some(KEY_SECRET)] {
            let got = found(&text(row), into);
            assert_eq!(
                got,
                (Some(ID.into()), Some(SECRET.into())),
                "{row:?} into {into:?}"
            );
        }
    }
    for row in [
        BASIC.to_owned(),
        format!("Authorization: {BASIC}"),
        format!("curl -H 'Authorization: {BASIC}' https://x"),
    ] {
        assert_eq!(
            found(&row, None),
            (Some(ID.into()), Some(SECRET.into())),
            "{row}"
        );
    }
}

#[test]
fn a_single_value_stays_where_it_was_pasted() {
    for row in [
        "{S}",
        " {S}\n",
        "\"{S}\"",
        "'{S}',",
        "\u{200b}{S}\u{feff}",
        "‘{S}’",
        "{S};",
        "\t{S}\r\n",
        "`{S}`",
    ] {
        assert_eq!(
            found(&text(row), Some(KEY_SECRET)),
            (None, Some(SECRET.into())),
            "{row:?}"
        );
        // Even one that looks like the other half.
        assert_eq!(
            found(&text(row), Some(KEY_ID)),
            (Some(SECRET.into()), None),
            "{row:?}"
        );
        assert_eq!(found(&text(row), None), (None, None), "{row:?}");
    }
}

#[test]
fn a_label_says_where_a_single_value_goes() {
    for row in [
        "Key ID: {I}",
        "KEY_ID={I}",
        "\"keyId\": \"{I}\"",
        "Key ID\n{I}",
        "curl --user \"{I}\" https://x",
        "CLICKHOUSE_CLOUD_API_KEY={I}",
        "id: {I}",
    ] {
        assert_eq!(
            found(&text(row), Some(KEY_SECRET)),
            (Some(ID.into()), None),
            "{row:?}"
        );
    }
    for row in [
        "Key secret: {S}",
        "KEY_SECRET={S}",
        "\"keySecret\": \"{S}\",",
        "Key secret\n{S}",
        "secret = '{S}'",
        "비밀값: {S}",
    ] {
        assert_eq!(
            found(&text(row), Some(KEY_ID)),
            (None, Some(SECRET.into())),
            "{row:?}"
        );
    }
}

#[test]
fn what_is_not_understood_comes_back_and_is_not_taken_apart() {
    for row in [
        "not a key at all",
        "Bearer {S}",
        "API key: {S}",
        "Name: mykey123456",
        "Here are {I} and {S} for you",
        "{I} {S} {I}",
        "KEY_ID=$KEY_ID KEY_SECRET=<your secret>",
        "curl --user $KEY_ID:$KEY_SECRET https://api.clickhouse.cloud",
        "short also",
        "Basic !!!!",
        "https://console.clickhouse.cloud/organizations",
        "{\"keyId\": null}",
        "{\"id\": \"9c1b7d20-0000-4000-8000-5f5e5d5c5b5a\"}",
    ] {
        let row = text(row);
        let (id, secret) = found(&row, Some(KEY_SECRET));
        assert_eq!(
            (id, secret.as_deref()),
            (None, Some(row.as_str())),
            "{row:?}"
        );
        assert_eq!(found(&row, None), (None, None), "{row:?}");
    }
}

#[test]
fn a_secret_broken_by_a_narrow_line_is_mended_only_in_its_own_field() {
    let (first, second) = SECRET.split_at(24);
    let row = format!("{first}\n{second}");
    assert_eq!(found(&row, Some(KEY_SECRET)), (None, Some(SECRET.into())));
    assert_eq!(found(&row, Some(KEY_ID)).1, None);
    assert_eq!(found(&row, None), (None, None));
}

#[test]
fn a_secret_with_marks_is_kept_whole_behind_its_label() {
    for secret in ["ab=cd/ef+gh==", "p@ss:word:1234", "x{y}z", "a,b", "a$b<c>"] {
        let row = format!("KEY_SECRET=\"{secret}\"");
        assert_eq!(found(&row, None).1.as_deref(), Some(secret), "{row}");
    }
}

#[test]
fn hostile_text_does_not_panic() {
    let rows = [
        String::new(),
        " ".repeat(100_000),
        "\"".repeat(16_000),
        "KEY_ID=".repeat(2_000),
        ":".repeat(16_000),
        "--".to_owned(),
        "-u".to_owned(),
        "curl -u".to_owned(),
        "curl --user=".to_owned(),
        "Basic".to_owned(),
        "Basic 4pyT".to_owned(),
        "키".repeat(5_000),
        "a ".repeat(8_000),
        "\u{200b}".repeat(100_000),
        "é\"é'é:é=é".to_owned(),
        "Key ID".to_owned(),
        "Key ID:".to_owned(),
        "=:=:=".to_owned(),
    ];
    for row in rows {
        for into in [None, Some(KEY_ID)] {
            found(&row, into);
        }
    }
}
