//! Behaviour of this folder, without a cloud: pure functions, and answers from a socket of our own.

mod answers;
mod checks;
mod d_login;
mod g_key;
mod paste;
mod paste_login;
mod s3;
mod signing;
mod storage_1;
mod storage_2;
mod tokens;
mod unsaid;

use std::sync::{Arc, Mutex};

use jiff::Timestamp;
use secrecy::ExposeSecret;
use serde_json::{Value, json};

use super::d_login::KtDLogin;
use super::g_key::KtGKey;
use super::storage_1::KtStorage1;
use super::storage_2::KtStorage2;
use super::storage_s3::KtStorageS3;
use super::*;
use crate::kind::Credential;
use crate::model::{Identity, KindId};
use crate::providers::scripted::{
    Asked, HANG_UP, Reply, Scripted as Cloud, answer, fields, http, open,
};

/// Made-up, as all keys here.
const G_ID: &str = "KtExampleApiKey-0001_NotReal";
const G_SECRET: &str = "KtExampleSecretKey-0001_NotReal";
const LOGIN: &str = "user@example.com";
const WORD: &str = "MADE up \"pass\" wörd\\1 ";
const PROJECT: &str = "0000000000000000000000000000bbbb";
const BOX_USER: &str = "ktexampleuser0001";
const BOX_PASS: &str = "TUFERVVQLXN0b3JhZ2Uta2V5LTAx";
const BOX_ID: &str = "user$example.com";
const BOX_SECRET: &str = "MADEUPstorageSecret0002";
const DOMAIN: &str = "0000000000000000000000000000dddd";
const S3_ID: &str = "KTEXAMPLEACCESSKEY01";
const S3_SECRET: &str = "KTEXAMPLESECRETKEY000000000000000000001";
const MADE_TOKEN: &str = "gAAAAABmade-up-token-0001";

fn credential(kind: KindId, base_url: &str) -> Credential {
    let fields = match kind {
        KindId::KtGKey => fields([(API_KEY, G_ID), (SECRET_KEY, G_SECRET)]),
        KindId::KtDLogin => fields([(PROJECT_NAME, LOGIN), (PASSWORD, WORD), (ZONE, "d1")]),
        KindId::KtStorage1 => fields([(STORAGE_USER, BOX_USER), (STORAGE_PASS, BOX_PASS)]),
        KindId::KtStorage2 => fields([
            (ACCESS_KEY, BOX_ID),
            (SECRET_KEY, BOX_SECRET),
            (DOMAIN_ID, DOMAIN),
            (PROJECT_ID, PROJECT),
        ]),
        _ => fields([(ACCESS_KEY, S3_ID), (SECRET_KEY, S3_SECRET)]),
    };
    Credential {
        kind,
        base_url: base_url.parse().unwrap(),
        fields,
        scope: None,
        own_key: None,
    }
}

fn token_fields() -> SecretFields {
    fields([(TOKEN, MADE_TOKEN)])
}

fn fact<'a>(identity: &'a Identity, id: &str) -> Option<&'a str> {
    let found = identity.facts.iter().find(|fact| fact.id == id);
    found.map(|fact| fact.value.as_str())
}

/// The answer to a login, with its token.
fn token_made() -> Reply {
    let body = json!({"token": {"methods": ["password"],
        "issued_at": "2030-01-02T03:04:05.000000Z", "expires_at": "2030-01-02T04:04:05.000000Z",
        "project": {"domain": {"name": "Default", "id": "default"}, "name": LOGIN, "id": PROJECT},
        "user": {"domain": {"name": "Default", "id": "default"}, "name": LOGIN,
            "id": "0000000000000000000000000000aaaa"},
        "roles": [{"id": "1", "name": "member"}, {"id": "2", "name": "reader"}],
        "catalog": [{"type": "compute", "endpoints": [{"url": "https://evil.example/v2"}]}]}});
    with_token(201, body)
}

fn with_token(status: u16, body: Value) -> Reply {
    let token = ("X-Subject-Token", MADE_TOKEN.to_owned());
    Reply(status, vec![token], body.to_string())
}

/// As OpenStack refuses.
fn refused(status: u16, message: &str) -> Reply {
    let error = json!({"error": {"code": status, "message": message, "title": "Title"}});
    (status, error).into()
}

/// 2030-01-02T03:04:05Z
fn then() -> Timestamp {
    "2030-01-02T03:04:05Z".parse().unwrap()
}

fn kt() -> Kt {
    Kt {
        http: http(),
        clock: then,
    }
}

fn g_keys() -> KtGKey {
    KtGKey { kt: kt() }
}

fn d_logins() -> KtDLogin {
    KtDLogin { kt: kt() }
}

fn storages_1() -> KtStorage1 {
    KtStorage1 { kt: kt() }
}

fn storages_2() -> KtStorage2 {
    KtStorage2 { kt: kt() }
}

fn storages_s3() -> KtStorageS3 {
    KtStorageS3 { kt: kt() }
}

impl Cloud {
    fn by(&self, kind: KindId) -> Credential {
        credential(kind, &self.base_url)
    }
}

#[test]
fn the_kinds_are_called_as_they_are_stored() {
    for (kind, word) in [
        (KindId::KtGKey, "kt_g_key"),
        (KindId::KtDLogin, "kt_d_login"),
        (KindId::KtStorage1, "kt_storage_1"),
        (KindId::KtStorage2, "kt_storage_2"),
        (KindId::KtStorageS3, "kt_storage_s3"),
    ] {
        assert_eq!(serde_json::to_value(kind).unwrap(), json!(word));
        assert_eq!(serde_json::from_value::<KindId>(json!(word)).unwrap(), kind);
        let provider = serde_json::to_value(kind.provider()).unwrap();
        assert_eq!(provider, json!("kt"), "{word}");
    }
}
