//! What people paste of keys: rows of the console, lines, settings of tools.

use secrecy::SecretString;

use super::super::paste::{g_key, storage_1, storage_2, storage_s3};
use super::*;

type Read = fn(&SecretString, Option<&str>) -> SecretFields;

/// What was found, in clear.
fn found(read: Read, text: &str, into: Option<&str>) -> Vec<(String, String)> {
    let fields = read(&SecretString::from(text), into);
    let clear = |(id, _): (&String, _)| (id.clone(), open(&fields, id).unwrap().to_owned());
    fields.iter().map(clear).collect()
}

fn pair(a: (&str, &str), b: (&str, &str)) -> Vec<(String, String)> {
    let mut both = [a, b]
        .map(|(id, value)| (id.to_owned(), value.to_owned()))
        .to_vec();
    both.sort();
    both
}

#[test]
fn both_halves_are_found_wherever_they_are_pasted() {
    let rows = [
        "API Key\t{I}\nSecret Key\t{S}",
        "API Key\tSecret Key\n{I}\t{S}",
        "구분\tAPI Key\tSecret Key\t등록일\nDefault API Key\t{I}\t{S}\t2025-02-24",
        "API Key: {I}\nSecret Key: {S}",
        "API Key {I}\nSecret Key {S}",
        "Secret Key: {S}\r\nAPI Key: {I}\r\n",
        "API Key\n{I}\nSecret Key\n{S}",
        "API Key\nSecret Key\n{I}\n{S}",
        "API 키：{I}\n시크릿 키：{S}",
        "KT_API_KEY={I}\nKT_SECRET_KEY={S}",
        "export KT_CLOUD_API_KEY='{I}'\nexport KT_CLOUD_SECRET_KEY=\"{S}\"",
        "CLOUDSTACK_API_KEY={I} CLOUDSTACK_SECRET_KEY={S}",
        "{\"registeruserkeysresponse\":{\"userkeys\":{\"apikey\":\"{I}\",\"secretkey\":\"{S}\"}}}",
        "{\n \"apiKey\": \"{I}\",\n \"secretKey\": \"{S}\"\n}",
        "api_key = \"{I}\"\nsecret_key = \"{S}\"",
        "\u{feff}API Key: {I}\u{200b}\nSecret Key:\u{a0}{S}",
        "API Key | {I}\nSecret Key | {S}",
        "API Key,Secret Key\n{I},{S}",
    ];
    for row in rows {
        let long = (
            "Ab1-".repeat(22)[..86].to_owned(),
            "_zY9".repeat(22)[..86].to_owned(),
        );
        for (id, secret) in [(G_ID, G_SECRET), (&long.0, &long.1)] {
            let text = row.replace("{I}", id).replace("{S}", secret);
            for into in [None, Some(API_KEY), Some(SECRET_KEY)] {
                let wanted = pair((API_KEY, id), (SECRET_KEY, secret));
                assert_eq!(found(g_key, &text, into), wanted, "{text:?} into {into:?}");
            }
        }
    }
}

#[test]
fn halves_that_look_alike_are_not_guessed() {
    for text in [
        format!("{G_ID}\n{G_SECRET}"),
        format!("{G_ID}\t{G_SECRET}"),
        format!("Default API Key\t{G_ID}\t{G_SECRET}"),
        // Three labels and two values.
        format!("API Key\nSecret Key\nAPI Key\n{G_ID}\n{G_SECRET}"),
        format!("API Key\nSecret Key\n{G_ID}"),
        format!("API Key\tSecret Key\n{G_ID}\t{G_SECRET}\nx\ty"),
    ] {
        let wanted = [(SECRET_KEY.to_owned(), text.clone())];
        let got = found(g_key, &text, Some(SECRET_KEY));
        assert!(
            got.len() == 1 && got[0].0 == SECRET_KEY && got[0].1.len() > 40,
            "{got:?} {wanted:?}"
        );
        assert!(found(g_key, &text, None).is_empty(), "{text}");
    }
}

#[test]
fn a_single_value_stays_where_it_was_pasted() {
    for text in ["{V}", " {V}\n", "\"{V}\"", "'{V}',", "\u{200b}{V}"] {
        for value in [G_ID, BOX_ID, BOX_PASS, "abc+/==", "a=b:c"] {
            let text = text.replace("{V}", value);
            for (read, into) in [
                (g_key as Read, API_KEY),
                (storage_1, STORAGE_PASS),
                (storage_2, ACCESS_KEY),
                (storage_s3, SECRET_KEY),
            ] {
                let wanted = [(into.to_owned(), value.to_owned())];
                assert_eq!(found(read, &text, Some(into)), wanted, "{text:?}");
                assert!(found(read, &text, None).is_empty(), "{text:?}");
            }
        }
    }
}

#[test]
fn storage_keys_are_found_by_their_labels() {
    let padded = "TUFERVVQLXN0b3JhZ2Uta2V5LTAwMQ==";
    let one = |user, pass| pair((STORAGE_USER, user), (STORAGE_PASS, pass));
    for (text, wanted) in [
        (
            format!("X-Storage-User: {LOGIN}\nX-Storage-Pass: {padded}"),
            one(LOGIN, padded),
        ),
        (
            format!("export ST_USER='{LOGIN}'\nexport ST_KEY={padded}"),
            one(LOGIN, padded),
        ),
        (
            format!("Access Key\tSecret Key\n{BOX_USER}\t{padded}"),
            one(BOX_USER, padded),
        ),
        (
            format!("Access Key: {BOX_USER}\nAPI Key: {padded}"),
            one(BOX_USER, padded),
        ),
    ] {
        assert_eq!(
            found(storage_1, &text, Some(STORAGE_PASS)),
            wanted,
            "{text}"
        );
    }
    let two = vec![
        (ACCESS_KEY.to_owned(), BOX_ID.to_owned()),
        (DOMAIN_ID.to_owned(), DOMAIN.to_owned()),
        (PROJECT_ID.to_owned(), PROJECT.to_owned()),
        (SECRET_KEY.to_owned(), padded.to_owned()),
    ];
    for text in [
        format!(
            "Access Key: {BOX_ID}\nSecret Key: {padded}\nDomain ID: {DOMAIN}\nProject ID: {PROJECT}"
        ),
        format!(
            "액세스 키\t{BOX_ID}\n시크릿 키\t{padded}\n도메인 ID\t{DOMAIN}\n프로젝트 ID\t{PROJECT}"
        ),
        format!(
            "OS_USERNAME={BOX_ID}\nOS_PASSWORD={padded}\nOS_USER_DOMAIN_ID={DOMAIN}\nOS_PROJECT_ID={PROJECT}"
        ),
        format!(
            "{{\"auth\":{{\"identity\":{{\"methods\":[\"password\"],\"password\":{{\"user\":{{\"name\":\"{BOX_ID}\",\"password\":\"{padded}\",\"domain\":{{\"id\":\"{DOMAIN}\"}}}}}}}},\"scope\":{{\"project\":{{\"id\":\"{PROJECT}\"}}}}}}}}"
        ),
    ] {
        assert_eq!(found(storage_2, &text, None), two, "{text}");
    }
    let s3 = pair((ACCESS_KEY, S3_ID), (SECRET_KEY, S3_SECRET));
    for text in [
        format!(
            "[kt]\naws_access_key_id = {S3_ID}\naws_secret_access_key = {S3_SECRET}\nendpoint_url = https://obj-e-1.ktcloud.com\n"
        ),
        format!("Access Key ID: {S3_ID}\nSecret Access Key: {S3_SECRET}"),
        format!("AWS_ACCESS_KEY_ID={S3_ID}\nAWS_SECRET_ACCESS_KEY={S3_SECRET}"),
    ] {
        assert_eq!(found(storage_s3, &text, None), s3, "{text}");
    }
}

#[test]
fn examples_and_covers_are_no_values() {
    for text in [
        "API Key: $API_KEY\nSecret Key: <secret>",
        "API Key\tSecret Key\n********\t********",
        "API Key: ••••\nSecret Key: …",
        "{\"apiKey\": null, \"secretKey\": \"\"}",
    ] {
        assert!(found(g_key, text, None).is_empty(), "{text}");
    }
    let twice = format!("API Key: {G_ID}\nSecret Key: {G_SECRET}\nAPI Key: example");
    assert_eq!(found(g_key, &twice, None)[0].1, G_ID);
}

#[test]
fn hostile_text_does_no_harm() {
    for text in [
        String::new(),
        " \n\t ".to_owned(),
        "=".repeat(10_000),
        "apikey:".repeat(1000),
        "ktktkt".repeat(1000),
        "{".repeat(10_000),
        "{\"a\":".repeat(100),
        "$env:".to_owned(),
        "$env:한".to_owned(),
        format!("{G_ID} ").repeat(400),
        "\u{202e}\u{feff}".repeat(100),
        "x".repeat(100_000),
        "\t".repeat(5000),
    ] {
        for read in [
            g_key as Read,
            super::super::paste::d_login,
            storage_1,
            storage_2,
            storage_s3,
        ] {
            let start: String = text.chars().take(20).collect();
            assert!(found(read, &text, None).is_empty(), "{start}");
            read(&SecretString::from(text.clone()), Some(PASSWORD));
        }
    }
}
