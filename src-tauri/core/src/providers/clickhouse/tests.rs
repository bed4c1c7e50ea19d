//! Behaviour of this folder, without a cloud: pure functions, and a few answers from a socket of our own.

mod answers;
mod bodies;
mod checks;
mod log;
mod paste;
mod reading;
mod sending;

use super::{KEY_ID, KEY_SECRET};
use crate::http::Answer;
use crate::kind::{Credential, SecretFields};
use crate::model::KindId;
use crate::providers::scripted::{self, open};

/// Made-up; also the ones of the known answers.
const ID: &str = "AbCdEfGhIjKlMnOpQrSt";
const SECRET: &str = "4b1dExampleSecretDoNotUse0123456789ABCDE";
const ORG: &str = "11111111-0000-4000-8000-000000000000";
const KEY: &str = "9c1b7d20-0000-4000-8000-5f5e5d5c5b5a";
const ROLE: &str = "3f0a5a51-0000-4000-8000-0a0b0c0d0e0f";

fn fields(id: &str, secret: &str) -> SecretFields {
    scripted::fields([(KEY_ID, id), (KEY_SECRET, secret)])
}

fn credential(base_url: &str) -> Credential {
    Credential {
        kind: KindId::ClickhouseKey,
        base_url: base_url.parse().unwrap(),
        fields: fields(ID, SECRET),
        scope: Some(ORG.to_owned()),
        own_key: None,
    }
}

fn answer(status: u16, content_type: &str, body: impl Into<Vec<u8>>) -> Answer {
    Answer {
        // 2026-11-21T10:00:00Z
        server_time_s: Some(1_795_255_200),
        ..scripted::answer(status, content_type, body)
    }
}
