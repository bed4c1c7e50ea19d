//! Making a key: its body, id and secret made here, and the answer read. All pure.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use jiff::Timestamp;
use secrecy::{ExposeSecret, SecretString};
use sha2::{Digest, Sha256};
use uuid::Uuid;
use zeroize::Zeroizing;

use super::choices::is_old;
use super::wire::{AddressOut, HashData, KeyBody, Made};
use super::{KEY_ID, KEY_SECRET, answers, seconds};
use crate::error::{Error, ErrorCode, Outcome, Result};
use crate::http::Answer;
use crate::kind::{Issued, SecretFields};
use crate::model::{AddressRule, Expiry, FieldValue, KeyPatch, NewKey};

const ALPHABET: &[u8; 62] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
/// As long as the ids that the cloud makes.
const ID_LENGTH: usize = 20;
/// What the cloud's own secrets begin with.
const SECRET_START: &str = "4b1d";
/// Characters after the start: 226 bits.
const SECRET_LENGTH: usize = 38;

/// The body of a create. Checked before by `check::new_key`, so roles and addresses are there.
pub fn create_body(new: &NewKey, made: Option<&SecretFields>) -> Result<KeyBody> {
    let mut body = patch_body(new)?;
    body.state = Some(state(match new.get("state") {
        Some(FieldValue::Flag(on)) => *on,
        _ => true,
    }));
    body.hash_data = made.map(hash_data).transpose()?;
    Ok(body)
}

/// The body of a change: what is not named is left out and stays as it is.
pub fn patch_body(patch: &KeyPatch) -> Result<KeyBody> {
    let mut body = KeyBody::default();
    for (field, value) in patch {
        match (field.as_str(), value) {
            ("name", FieldValue::Text(name)) => body.name = Some(name.trim().to_owned()),
            ("assigned_role_ids", FieldValue::Roles(ids)) => {
                let ids: Vec<_> = ids.iter().map(|id| role_id(id)).collect();
                if !ids.is_empty() && ids.iter().all(|id| is_old(id)) {
                    body.roles = Some(ids);
                } else {
                    body.assigned_role_ids = Some(ids);
                }
            }
            ("expire_at", FieldValue::Expiry(Expiry::Never)) => body.expire_at = Some(None),
            ("expire_at", FieldValue::Expiry(Expiry::At { at })) => {
                body.expire_at = Some(Some(seconds(at.as_second())));
            }
            ("ip_access_list", FieldValue::Addresses(rules)) => {
                body.ip_access_list = Some(rules.iter().map(address).collect());
            }
            // Set by `create_body`.
            ("state" | "hash_data", FieldValue::Flag(_)) => {}
            _ => return Err(ErrorCode::Internal.into()),
        }
    }
    Ok(body)
}

/// The cloud's word for on and off.
pub const fn state(on: bool) -> &'static str {
    if on { "enabled" } else { "disabled" }
}

/// A pasted id may be in capitals or braces; the cloud writes it one way.
fn role_id(id: &str) -> String {
    let id = id.trim();
    Uuid::parse_str(id).map_or_else(|_| id.to_owned(), |uuid| uuid.to_string())
}

fn address(rule: &AddressRule) -> AddressOut {
    let description = rule.description.as_deref().map(str::trim);
    AddressOut {
        source: rule.source.trim().to_owned(),
        description: description
            .filter(|note| !note.is_empty())
            .map(str::to_owned),
    }
}

/// An id and a secret of our own.
pub fn make_here() -> Result<SecretFields> {
    let mut secret = Zeroizing::new(String::from(SECRET_START));
    secret.push_str(&random(SECRET_LENGTH)?);
    Ok(SecretFields::from([
        (KEY_ID.to_owned(), text(&random(ID_LENGTH)?)),
        (KEY_SECRET.to_owned(), text(&secret)),
    ]))
}

fn text(text: &str) -> SecretString {
    SecretString::from(text.to_owned())
}

/// Random characters, each as likely as any other: bytes past the last whole round of the alphabet are thrown away.
fn random(length: usize) -> Result<Zeroizing<String>> {
    let round = 256 - 256 % ALPHABET.len();
    let mut out = Zeroizing::new(String::with_capacity(length));
    let mut bytes = Zeroizing::new([0u8; 64]);
    while out.len() < length {
        getrandom::fill(bytes.as_mut_slice()).map_err(|_| Error::new(ErrorCode::Internal))?;
        for byte in bytes.iter().map(|byte| usize::from(*byte)) {
            if byte < round && out.len() < length {
                out.push(char::from(ALPHABET[byte % ALPHABET.len()]));
            }
        }
    }
    Ok(out)
}

fn hash_data(made: &SecretFields) -> Result<HashData> {
    let field = |id| made.get(id).ok_or_else(|| Error::new(ErrorCode::Internal));
    // EXPOSE: the public half, of which the cloud wants a hash and the last four characters.
    let id = field(KEY_ID)?.expose_secret();
    let skip = id.chars().count().saturating_sub(4);
    Ok(HashData {
        key_id_hash: hash(id),
        key_id_suffix: id.chars().skip(skip).collect(),
        // EXPOSE: only its hash leaves this function.
        key_secret_hash: hash(field(KEY_SECRET)?.expose_secret()),
    })
}

/// Padded base64 of the raw SHA-256.
pub fn hash(text: &str) -> String {
    STANDARD.encode(Sha256::digest(text.as_bytes()))
}

/// Reads the answer to a create. Pure: the same answer gives the same key after a crash.
pub fn read_issued(answer: &Answer, made: Option<SecretFields>) -> Result<Issued> {
    let fault = |code| {
        let mut error = Error::new(code).with_outcome(Outcome::Unknown);
        error.status = Some(answer.status);
        error
    };
    let unreadable = || fault(ErrorCode::AnswerUnreadable);
    if !answer.is_success() {
        return Err(unreadable());
    }
    let envelope = answers::read::<Made>(&answer.body).ok_or_else(unreadable)?;
    let result = envelope.result.ok_or_else(unreadable)?;
    let now = answer
        .server_time_s
        .and_then(|s| Timestamp::from_second(s).ok());
    let key = result.key.and_then(|key| key.remote(now));
    // EXPOSE: only to see whether anything is in it.
    let filled = |value: &SecretString| !value.expose_secret().trim().is_empty();
    let given = result
        .key_id
        .filter(filled)
        .zip(result.key_secret.filter(filled))
        .map(|(id, secret)| {
            SecretFields::from([(KEY_ID.to_owned(), id), (KEY_SECRET.to_owned(), secret)])
        });
    // A cloud that made its own pair after all did not take our hashes: then its pair is the one that works.
    let Some(fields) = given.or(made) else {
        return Err(fault(ErrorCode::SecretNotReceived));
    };
    Ok(Issued {
        key: key.ok_or_else(unreadable)?,
        fields,
    })
}
