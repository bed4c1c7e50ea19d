//! IAM access keys below their user (Keystone, `application-credentials`). Documented by Keystone and not by the cloud.

use jiff::Timestamp;
use secrecy::{ExposeSecret, SecretString};

use super::answers::Call;
use super::session::Session;
use super::wire::{IamKeys, MadeIamKey, NewIamKey, NewIamKeyFields};
use super::{ID, MOST_KEYS, NAME, SECRET, json, unreadable};
use crate::error::{Error, ErrorCode, Outcome, Result};
use crate::http::{Answer, read_json};
use crate::kind::{Issued, RemoteKey, SecretFields};
use crate::model::{Expiry, FieldValue, NewKey, NewKeyOptions, Quota, RolesFrom};
use crate::providers::reading::id_for_path;

/// Below the user.
const PATH: &str = "application_credentials";

/// The keys of the user in the project of the session, expired ones too.
pub async fn all(session: &Session<'_>) -> Result<Vec<RemoteKey>> {
    let read: IamKeys = session.get(&[PATH], Call::Read).await?;
    let keys = read.application_credentials.ok_or_else(unreadable)?;
    let keys = keys.into_iter().map(|key| key.remote(session.project()));
    // A key that cannot be named would be a key that nobody is told of.
    let keys = keys.collect::<Option<_>>().ok_or_else(unreadable)?;
    Ok(of_project(session, keys))
}

/// Without the keys that are for another project of the same user: that project's own account looks after them, and
/// knows which of them it signs in with.
pub fn of_project(session: &Session<'_>, keys: Vec<RemoteKey>) -> Vec<RemoteKey> {
    let own = session.project_id().ok();
    let fits = |key: &RemoteKey| match (&key.group, own) {
        (Some(group), Some(own)) => group.id == own,
        _ => true,
    };
    keys.into_iter().filter(fits).collect()
}

/// What a form for a new key needs to know. A key like most may make none.
pub async fn options(session: &Session<'_>) -> Result<NewKeyOptions> {
    may_make(session)?;
    let keys = all(session).await?;
    Ok(options_with(session, &keys))
}

/// What a form needs to know where these keys are there already.
pub fn options_with(session: &Session<'_>, keys: &[RemoteKey]) -> NewKeyOptions {
    NewKeyOptions {
        roles: Vec::new(),
        // A new key has the roles that its user has in the project.
        roles_from: RolesFrom::Nowhere,
        quota: session.project_id().is_ok().then(|| Quota {
            used: used(session, keys),
            limit: MOST_KEYS,
        }),
        groups: Vec::new(),
    }
}

/// How many of these keys belong to the project of the session.
fn used(session: &Session<'_>, keys: &[RemoteKey]) -> u32 {
    let own = session.project_id().ok();
    let of_project = |key: &&RemoteKey| key.group.as_ref().map(|group| group.id.as_str()) == own;
    let used = keys.iter().filter(of_project).count();
    u32::try_from(used).unwrap_or(u32::MAX)
}

/// What a refused create means where these keys are there: what the cloud answers at its limit is not documented.
pub fn at_limit(session: &Session<'_>, keys: &[RemoteKey], refused: Error) -> Error {
    let full = session.project_id().is_ok() && used(session, keys) >= MOST_KEYS;
    if !full || !may_be_limit(&refused) {
        return refused;
    }
    Error {
        code: ErrorCode::QuotaFull,
        ..refused
    }
}

/// Whether a refusal may be that of the limit.
pub fn may_be_limit(refused: &Error) -> bool {
    refused.outcome == Outcome::Refused && matches!(refused.status, Some(400 | 403 | 409))
}

fn may_make(session: &Session<'_>) -> Result<()> {
    let key = session.about.application_credential.as_ref();
    match key.and_then(super::wire::OfToken::restricted) {
        Some(true) => Err(ErrorCode::NotOffered.into()),
        _ => Ok(()),
    }
}

/// Sends the create.
pub async fn create(session: &Session<'_>, new: &NewKey) -> Result<Answer> {
    may_make(session)?;
    let body = json(&NewIamKey {
        application_credential: fields(new)?,
    })?;
    let refused = match session.create(&[PATH], body).await {
        Err(refused) if may_be_limit(&refused) => refused,
        sent => return sent,
    };
    match all(session).await {
        // A name that is taken is the nearer reason.
        Ok(keys) if keys.iter().all(|key| Some(key.name.as_str()) != name(new)) => {
            Err(at_limit(session, &keys, refused))
        }
        _ => Err(refused),
    }
}

fn text<'a>(new: &'a NewKey, field: &str) -> Option<&'a str> {
    match new.get(field) {
        Some(FieldValue::Text(text)) => Some(text.trim()).filter(|text| !text.is_empty()),
        _ => None,
    }
}

fn name(new: &NewKey) -> Option<&str> {
    text(new, NAME)
}

fn fields(new: &NewKey) -> Result<NewIamKeyFields<'_>> {
    Ok(NewIamKeyFields {
        name: name(new).ok_or(ErrorCode::Internal)?,
        description: text(new, "description"),
        expires_at: match new.get("expiry") {
            Some(FieldValue::Expiry(Expiry::At { at })) => Some(seconds(*at)),
            _ => None,
        },
    })
}

/// An instant in whole seconds, never later than what was chosen.
fn seconds(at: Timestamp) -> String {
    Timestamp::from_second(at.as_second())
        .unwrap_or(at)
        .to_string()
}

/// Reads the answer to a create. Pure.
pub fn read_issued(answer: &Answer) -> Result<Issued> {
    let read = read_json::<MadeIamKey>(&answer.body).ok();
    let made = read.and_then(|read| read.application_credential);
    let mut key = made.ok_or_else(|| not_read(answer, ErrorCode::AnswerUnreadable))?;
    let id = key.id.clone();
    let id = id.ok_or_else(|| not_read(answer, ErrorCode::AnswerUnreadable))?;
    let secret = filled(key.secret.take());
    let secret = secret.ok_or_else(|| not_read(answer, ErrorCode::SecretNotReceived))?;
    let mut fields = SecretFields::from([
        (ID.to_owned(), SecretString::from(id)),
        (SECRET.to_owned(), secret),
    ]);
    if let Some(name) = key.name.clone() {
        fields.insert(NAME.to_owned(), SecretString::from(name));
    }
    let unreadable = || not_read(answer, ErrorCode::AnswerUnreadable);
    Ok(Issued {
        key: key.remote(None).ok_or_else(unreadable)?,
        fields,
    })
}

/// A create worked, and its answer cannot be used.
pub fn not_read(answer: &Answer, code: ErrorCode) -> Error {
    let mut error = Error::new(code).with_outcome(Outcome::Unknown);
    error.status = Some(answer.status);
    error
}

/// A secret with something in it.
pub fn filled(secret: Option<SecretString>) -> Option<SecretString> {
    // EXPOSE: only to see whether anything is in it.
    secret.filter(|secret| !secret.expose_secret().trim().is_empty())
}

/// Deletes a key. One that is already gone is a success.
pub async fn delete(session: &Session<'_>, id: &str) -> Result<()> {
    session.delete(&[PATH, id_for_path(id)?]).await
}
