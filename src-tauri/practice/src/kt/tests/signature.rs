use std::collections::BTreeMap;

use super::super::signature::{is_signed, string_to_sign};
use super::*;

const KEY: &str = "KtExampleApiKey-0001_NotReal";
const SECRET: &str = "KtExampleSecretKey-0001_NotReal";

/// Names and values.
type Parameters = &'static [(&'static str, &'static str)];

/// Parameters besides the key, in the order they are given; what is signed after the key; the signature. Checked
/// against the PyPI package `cs` where that agrees with the server, which encodes `*` and `~` in its own way.
#[rustfmt::skip]
const VECTORS: [(Parameters, &str, &str); 8] = [
    (&[("available", "true"), ("command", "listZones"), ("response", "json")],
     "available=true&command=listzones&response=json", "Mwq6RWJNyxQUHvqDv6fqBrPkmZo="),
    (&[("command", "listAvailableProductTypes"), ("response", "json"), ("zoneid", "95e2f517-d64a-4866-8585-5177c256f7c7")],
     "command=listavailableproducttypes&response=json&zoneid=95e2f517-d64a-4866-8585-5177c256f7c7", "wXXnzRKumgaEn4xyZBGo8tGEWtY="),
    (&[("command", "listVirtualMachines"), ("name", "Web Server/A:1"), ("response", "json")],
     "command=listvirtualmachines&name=web%20server%2fa%3a1&response=json", "ZxSm9qNByhSVe8jVnKK1qDs4Fdc="),
    (&[("command", "listVirtualMachines"), ("keyword", "테스트 서버"), ("response", "json")],
     "command=listvirtualmachines&keyword=%ed%85%8c%ec%8a%a4%ed%8a%b8%20%ec%84%9c%eb%b2%84&response=json", "tOs8dQZx7kqef7BRswSopTNlimw="),
    (&[("command", "listVirtualMachines"), ("keyword", "web*"), ("response", "json")],
     "command=listvirtualmachines&keyword=web*&response=json", "uRr/rsOJfytrTBaugw1E+lEhH4E="),
    (&[("command", "listVirtualMachines"), ("keyword", "a~b"), ("response", "json")],
     "command=listvirtualmachines&keyword=a%7eb&response=json", "VBBhqOEJUObO8MHozeWE0Lvd+5w="),
    (&[("command", "createTags"), ("response", "json"), ("tags[0].key", "env"), ("tags[0].value", "prod")],
     "command=createtags&response=json&tags[0].key=env&tags[0].value=prod", "xRc/13Z/vgvx0e6HyJNSeNcCZ4c="),
    (&[("command", "listZones"), ("expires", "2030-01-01T00:00:00+0000"), ("response", "json"), ("signatureversion", "3")],
     "command=listzones&expires=2030-01-01t00%3a00%3a00%2b0000&response=json&signatureversion=3", "fOWdP/KoWXYPVUsH96xqTrIxJ7I="),
];

#[test]
fn known_signatures_are_accepted() {
    for (parameters, expected, signature) in VECTORS {
        let mut all: BTreeMap<&str, &str> = parameters.iter().copied().collect();
        all.extend([("apiKey", KEY), ("signature", signature)]);
        let message = string_to_sign(&all);
        assert_eq!(message, format!("apikey={}&{expected}", KEY.to_lowercase()));
        assert!(is_signed(&message, SECRET, signature), "{expected}");
    }
}

/// The example of the Apache CloudStack developer guide, whose keys are no keys.
#[test]
fn example_of_the_developer_guide_is_accepted() {
    let api_key =
        "plgWJfZK4gyS3mOMTVmjUVg-X-jlWlnfaUJ9GAbBbf9EdM-kAYMmAiLqzzq1ElZLYq_u38zCm0bewzGUdP66mg";
    let secret =
        "VDaACYb0LV9eNjTetIOElcVQkvJck_J_QljX_FcHRj87ZKiy0z0ty0ZsYBkoXkY9b7eq1EhwJaw7FF3akA3KBQ";
    let parameters = [
        ("apiKey", api_key),
        ("command", "listUsers"),
        ("response", "json"),
    ];
    let message = string_to_sign(&parameters.into());
    assert!(is_signed(&message, secret, "TTpdDq/7j/J58XCRHomKoQXEQds="));
}

#[test]
fn capitals_come_first() {
    let names = [
        ("zoneid", "1"),
        ("Name", "2"),
        ("apiKey", "3"),
        ("Signature", "4"),
    ];
    assert_eq!(string_to_sign(&names.into()), "name=2&apikey=3&zoneid=1");
}

#[test]
fn any_difference_is_refused() {
    let (_, expected, signature) = VECTORS[0];
    let good = format!("apikey={}&{expected}", KEY.to_lowercase());
    for message in [
        good.replace("true", "false"),
        format!("{good}&"),
        good.to_uppercase(),
    ] {
        assert!(!is_signed(&message, SECRET, signature), "{message}");
    }
    assert!(!is_signed(&good, "another-made-up-secret", signature));
    for signature in [
        "",
        "nonsense",
        signature.trim_end_matches('='),
        &signature[4..],
    ] {
        assert!(!is_signed(&good, SECRET, signature), "{signature}");
    }
}

#[tokio::test]
async fn query_is_checked_as_the_server_decodes_it() {
    let session = Session::start().await;
    let pair = session.cloud.api_key();
    let base = format!("apiKey={}&command=listZones&keyword=", pair.api_key);
    for (sent, signed, status) in [
        ("a%20b", "a%20b", 200),
        ("a+b", "a%20b", 200),
        ("a%2fb", "a%2Fb", 200),
        ("web*", "web*", 200),
        ("a~b", "a%7Eb", 200),
        ("web*", "web%2A", 401),
        ("a~b", "a~b", 401),
        ("a%20b", "a+b", 401),
    ] {
        let message = format!("{base}{signed}&response=json").to_lowercase();
        let signature = hmac_sha1(&pair.secret_key, &message)
            .replace('+', "%2B")
            .replace('/', "%2F");
        let query = format!("{base}{sent}&response=json&signature={signature}");
        let answer = session.get(&format!("/server/v1/client/api?{query}")).await;
        assert_eq!(answer.status, status, "{sent} {signed}");
    }
}
