//! Behaviour of this folder, without a cloud: pure functions, and answers from a socket of our own.

mod access_keys;
mod answers;
mod api_keys;
mod changes;
mod checks;
mod groups;
mod paste;
mod reading;
mod signing;
mod storage;
mod sub_accounts;

use std::ops::Deref;

use jiff::Timestamp;
use serde_json::{Value, json};

use super::access_key::NaverAccessKey;
use super::gateway_key::NaverGatewayKey;
use super::sub_account_key::NaverSubAccountKey;
use super::{ACCESS_KEY, Naver, PRIMARY_KEY, SECONDARY_KEY, SECRET_KEY};
use crate::kind::Credential;
use crate::model::{FieldValue, KindId};
use crate::providers::scripted::{Asked, Reply, Scripted, answer, fields, form, http, open};

/// Made-up, as all keys here.
const ID: &str = "ncp_iam_EXAMPLExample0123456";
const SECRET: &str = "ncp_iam_ExampleSecretDoNotUse000000000000";
const OLD_ID: &str = "AKEXAMPLE0000000TEST";
const OLD_SECRET: &str = "skexampledonotuse0123456789abcdefABCD012";
const PRIMARY: &str = "ExamplePrimaryKeyDoNotUse000000000000001";
const SECONDARY: &str = "ExampleSecondaryKeyDoNotUse0000000000002";
const KEY: &str = "abc123def4";
const SUB: &str = "2b141960-0000-4000-8000-246e9659184c";

fn credential(base_url: &str) -> Credential {
    Credential {
        kind: KindId::NaverAccessKey,
        base_url: base_url.parse().unwrap(),
        fields: fields([(ACCESS_KEY, ID), (SECRET_KEY, SECRET)]),
        scope: Some("my-company".to_owned()),
        own_key: Some(ID.to_owned()),
    }
}

fn gateway_credential(base_url: &str) -> Credential {
    Credential {
        kind: KindId::NaverGatewayKey,
        fields: fields([(PRIMARY_KEY, PRIMARY), (SECONDARY_KEY, SECONDARY)]),
        own_key: Some(KEY.to_owned()),
        ..credential(base_url)
    }
}

/// An API Gateway key as the cloud describes it when one asks for it.
fn gateway_key() -> Value {
    json!({"apiKeyId": KEY, "apiKeyName": "shop", "apiKeyDescription": "날씨", "isEnabled": true,
        "primaryKey": PRIMARY, "secondaryKey": SECONDARY})
}

fn text(text: &str) -> FieldValue {
    FieldValue::Text(text.to_owned())
}

/// A cloud that answers what a test says, and a credential for it.
struct Cloud {
    by: Credential,
    scripted: Scripted,
}

impl Deref for Cloud {
    type Target = Scripted;

    fn deref(&self) -> &Scripted {
        &self.scripted
    }
}

impl From<Scripted> for Cloud {
    fn from(scripted: Scripted) -> Self {
        Self {
            by: credential(&scripted.base_url),
            scripted,
        }
    }
}

/// 2026-01-01T00:00:05Z
fn then() -> Timestamp {
    Timestamp::from_millisecond(1_767_225_605_000).unwrap()
}

impl Cloud {
    async fn start(answers: impl Fn(&Asked, usize) -> Reply + Send + Sync + 'static) -> Self {
        Scripted::start(answers).await.into()
    }

    async fn saying(status: u16, body: impl ToString) -> Self {
        Scripted::saying(status, body).await.into()
    }

    async fn in_turn(answers: Vec<(u16, Value)>) -> Self {
        Scripted::in_turn(answers).await.into()
    }

    fn naver() -> Naver {
        Naver {
            http: http(),
            clock: then,
        }
    }

    fn access_keys() -> NaverAccessKey {
        NaverAccessKey {
            naver: Self::naver(),
        }
    }

    fn gateway_keys() -> NaverGatewayKey {
        NaverGatewayKey {
            naver: Self::naver(),
        }
    }

    fn sub_account_keys() -> NaverSubAccountKey {
        NaverSubAccountKey {
            naver: Self::naver(),
        }
    }
}
