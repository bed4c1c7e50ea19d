//! What people paste.

use secrecy::SecretString;

use super::super::paste::{iam_key, s3_key};
use super::{KEY, KEY_SECRET, S3, S3_SECRET, USER, open};

/// What was found of an IAM access key, as (id, secret, name, user_id).
fn found(text: &str, into: Option<&str>) -> [Option<String>; 4] {
    let fields = iam_key(&SecretString::from(text.to_owned()), into);
    ["id", "secret", "name", "user_id"].map(|id| open(&fields, id).map(str::to_owned))
}

fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

/// A secret as plain Keystone makes it.
const KEYSTONE_SECRET: &str =
    "Ab-cdefghijklmnopqrstuvwxyz_0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-0123456789_0123456789";

#[test]
fn id_and_secret_are_found_wherever_they_are_pasted() {
    let rows = [
        "{I}\n{S}",
        "{S} {I}",
        "\"{I}\", \"{S}\"",
        "IAM 액세스 키 ID: {I}\n보안 액세스 키: {S}",
        "IAM 액세스 키 ID\n{I}\n보안 액세스 키\n{S}",
        "IAM 액세스 키 ID {I}\n보안 액세스 키 {S}",
        "IAM 액세스 키 ID\t보안 액세스 키\n{I}\t{S}",
        "액세스 키 아이디：{I}\n시크릿 키：{S}",
        "Access key ID: {I}\nSecret access key: {S}",
        "Access key ID\n{I}\nSecret access key\n{S}",
        "Access key ID {I}\nSecret access key {S}",
        "KAKAOCLOUD_APPLICATION_CREDENTIAL_ID={I}\nKAKAOCLOUD_APPLICATION_CREDENTIAL_SECRET={S}",
        "export OS_AUTH_TYPE=v3applicationcredential\nexport OS_APPLICATION_CREDENTIAL_ID='{I}'\nexport OS_APPLICATION_CREDENTIAL_SECRET='{S}'\n",
        "provider \"kakaocloud\" {\n  application_credential_id     = \"{I}\"\n  application_credential_secret = \"{S}\"\n}",
        "    auth_url: https://iam.kakaocloud.com/identity/v3\n    application_credential_id: {I}\n    application_credential_secret: {S}",
        "TF_VAR_application_credential_id={I} TF_VAR_application_credential_secret={S}",
        "$env:KAKAOCLOUD_APPLICATION_CREDENTIAL_ID = \"{I}\"\n$env:KAKAOCLOUD_APPLICATION_CREDENTIAL_SECRET = \"{S}\"",
        "{\"auth\":{\"identity\":{\"methods\":[\"application_credential\"],\"application_credential\":{\"id\":\"{I}\",\"secret\":\"{S}\"}}}}",
        "curl -i -X POST https://iam.kakaocloud.com/identity/v3/auth/tokens -H 'Content-Type: application/json' -d '{\n \"auth\": {\"identity\": {\"methods\": [\"application_credential\"], \"application_credential\": {\"id\": \"{I}\", \"secret\": \"{S}\"}}}}'",
        "{\"id\": \"{I}\", \"secret\": \"{S}\"}",
        "\u{feff}id={I}\u{200b}\nsecret=\u{2060}{S}\u{a0}",
    ];
    for row in rows {
        for secret in [KEY_SECRET, KEYSTONE_SECRET] {
            let text = row.replace("{I}", KEY).replace("{S}", secret);
            for into in [None, Some("id"), Some("secret"), Some("name")] {
                let wanted = [some(KEY), some(secret), None, None];
                assert_eq!(found(&text, into), wanted, "{text:?} into {into:?}");
            }
        }
    }
}

#[test]
fn names_with_blanks_and_users_are_found() {
    let made = format!(
        "{{\"application_credential\":{{\"id\":\"{KEY}\",\"name\":\"my key\",\"secret\":\"{KEY_SECRET}\",\"user_id\":\"{USER}\",\"expires_at\":null,\"roles\":[]}}}}"
    );
    let wanted = [some(KEY), some(KEY_SECRET), some("my key"), some(USER)];
    assert_eq!(found(&made, None), wanted);
    let by_name = [None, some(KEY_SECRET), some("my key"), some(USER)];
    for text in [
        "액세스 키 이름: my key\n보안 액세스 키: {S}\n사용자 고유 ID: {U}",
        "IAM 액세스 키 이름\nmy key\n보안 액세스 키\n{S}\n사용자 UUID\n{U}",
        "IAM 액세스 키 이름\tmy key\n보안 액세스 키\t{S}\n사용자 UUID\t{U}",
        "Access key name: \"my key\"\nSecret access key: {S}\nUnique user ID: {U}",
        "OS_APPLICATION_CREDENTIAL_NAME='my key'\nOS_APPLICATION_CREDENTIAL_SECRET={S}\nOS_USER_ID={U}",
        "{\"auth\":{\"identity\":{\"methods\":[\"application_credential\"],\"application_credential\":{\"name\":\"my key\",\"secret\":\"{S}\",\"user\":{\"id\":\"{U}\"}}}}}",
    ] {
        let text = text.replace("{S}", KEY_SECRET).replace("{U}", USER);
        assert_eq!(found(&text, Some("secret")), by_name, "{text}");
    }
}

#[test]
fn a_single_value_stays_where_it_was_pasted() {
    for value in [KEY, KEY_SECRET, "anything"] {
        for text in ["{V}", " {V}\n", "\"{V}\"", "\u{200b}{V}"] {
            let text = text.replace("{V}", value);
            assert_eq!(found(&text, Some("id")), [some(value), None, None, None]);
            let wanted = [None, some(value), None, None];
            assert_eq!(found(&text, Some("secret")), wanted);
            assert_eq!(found(&text, None), [None, None, None, None]);
        }
    }
    // What people call their keys is not taken apart.
    for name in [
        "my shop key",
        "id shop",
        "secret key",
        "user id 7",
        "가게 이름",
    ] {
        assert_eq!(found(name, Some("name")), [None, None, some(name), None]);
    }
}

#[test]
fn nothing_is_guessed() {
    for text in [
        format!("{KEY} {USER}"),
        format!("{KEY} {USER} {KEY_SECRET}"),
        format!("{KEY_SECRET} {KEYSTONE_SECRET}"),
        format!("{KEY} short"),
        format!("AWS_ACCESS_KEY_ID={S3}"),
        "OS_APPLICATION_CREDENTIAL_ID=$ID\nOS_APPLICATION_CREDENTIAL_SECRET=<secret>".to_owned(),
        "{\"auth\": {\"identity\": {\"application_credential\": {\"id\": \"<access key id>\"}}}}"
            .to_owned(),
    ] {
        assert_eq!(found(&text, None), [None, None, None, None], "{text}");
    }
}

#[test]
fn s3_keys_are_told_apart_by_their_labels_only() {
    let read = |text: &str| {
        let fields = s3_key(&SecretString::from(text.to_owned()), Some("access"));
        ["access", "secret", "region"].map(|id| open(&fields, id).map(str::to_owned))
    };
    for text in [
        "인증 키: {I}\n보안 액세스 키: {S}",
        "인증 키\n{I}\n보안 액세스 키\n{S}",
        "인증 키\t보안 액세스 키\n{I}\t{S}",
        "S3 액세스 키 ID: {I}\n보안 액세스 키: {S}",
        "Access key ID: {I}\nSecret access key: {S}",
        "AWS_ACCESS_KEY_ID={I}\nAWS_SECRET_ACCESS_KEY={S}",
        "export AWS_ACCESS_KEY_ID='{I}'\nexport AWS_SECRET_ACCESS_KEY='{S}'",
        "[default]\naws_access_key_id = {I}\naws_secret_access_key = {S}\n",
        "{\"credential\": {\"access\": \"{I}\", \"secret\": \"{S}\", \"tenant_id\": \"x\"}}",
        "[kc]\ntype = s3\naccess_key_id = {I}\nsecret_access_key = {S}",
    ] {
        let text = text.replace("{I}", S3).replace("{S}", S3_SECRET);
        assert_eq!(read(&text), [some(S3), some(S3_SECRET), None], "{text}");
    }
    let text = format!(
        "AWS_ACCESS_KEY_ID={S3}\nAWS_SECRET_ACCESS_KEY={S3_SECRET}\nAWS_DEFAULT_REGION=kr-central-1"
    );
    assert_eq!(read(&text)[2], some("kr-central-1"));
    let both = format!("{S3} {S3_SECRET}");
    assert_eq!(read(&both), [some(&both), None, None]);
}

#[test]
fn hostile_text_does_no_harm() {
    for text in [
        String::new(),
        " \n\t ".to_owned(),
        "=".repeat(10_000),
        "name\n".repeat(3000),
        "name:".repeat(3000),
        "osiamos".repeat(2000),
        "{".repeat(10_000),
        "{\"auth\":".repeat(1000),
        format!("{}{}", "{\"user\":".repeat(100), "}".repeat(100)),
        format!("{KEY} ").repeat(400),
        "x".repeat(100_000),
    ] {
        let _ = found(&text, Some("id"));
        let wanted = [None, None, None, None];
        if !text.starts_with("name") {
            assert_eq!(found(&text, None), wanted);
        }
        let _ = s3_key(&SecretString::from(text), None);
    }
}
