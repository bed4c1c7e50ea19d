//! The keys of the organization: list, change, delete; and who made them.

use std::collections::{BTreeMap, HashSet};

use jiff::Timestamp;
use reqwest::Method;
use serde_json::Value;

use super::answers::Call;
use super::issue;
use super::wire::{self, Activity, KeyBody};
use super::{Client, json, seconds};
use crate::error::{Error, ErrorCode, Outcome, Result};
use crate::http::Answer;
use crate::kind::RemoteKey;
use crate::model::KeyPatch;

/// Pages of one list at most.
const MOST_PAGES: usize = 100;
/// Keys of one list at most; a hundred are usual.
const MOST_KEYS: usize = 10_000;
/// How far back the log is read where the whole of it is too long.
const RECENT_S: i64 = 30 * 86_400;

/// All keys, every page read.
pub async fn all(client: &Client<'_>) -> Result<Vec<RemoteKey>> {
    match pages(client).await {
        // A cursor lives as long as the cloud likes: begin again, once.
        Err(Stopped::Cursor(_)) => pages(client).await.map_err(Stopped::into_error),
        other => other.map_err(Stopped::into_error),
    }
}

/// Why reading pages stopped.
enum Stopped {
    /// The cloud refused a cursor that it had given.
    Cursor(Error),
    /// Anything else.
    Error(Error),
}

impl Stopped {
    fn into_error(self) -> Error {
        match self {
            Self::Cursor(error) | Self::Error(error) => error,
        }
    }
}

impl From<Error> for Stopped {
    fn from(error: Error) -> Self {
        Self::Error(error)
    }
}

async fn pages(client: &Client<'_>) -> Result<Vec<RemoteKey>, Stopped> {
    let unreadable = || Error::new(ErrorCode::AnswerUnreadable).with_outcome(Outcome::Refused);
    let mut keys = Vec::new();
    let mut seen = HashSet::new();
    let mut cursors: HashSet<String> = HashSet::new();
    let mut cursor: Option<String> = None;
    for _ in 0..MOST_PAGES {
        let query: Vec<_> = cursor.iter().map(|c| ("cursor", c.as_str())).collect();
        let url = client.org_url(&["keys"], &query)?;
        let page = client.get::<Vec<wire::ApiKey>>(&url).await;
        let (envelope, answer) = match page {
            Err(error) if cursor.is_some() && error.status == Some(400) => {
                return Err(Stopped::Cursor(error));
            }
            other => other?,
        };
        let now = clock(&answer);
        for key in envelope.result.ok_or_else(unreadable)? {
            // A key that cannot be named would be a key that nobody is told of.
            let key = key.remote(now).ok_or_else(unreadable)?;
            if seen.insert(key.remote_id.clone()) {
                keys.push(key);
            }
        }
        if keys.len() > MOST_KEYS {
            return Err(too_many().into());
        }
        match envelope.next_cursor {
            None => return Ok(keys),
            // An empty text is a cursor like any other.
            Some(Value::String(next)) if cursors.insert(next.clone()) => cursor = Some(next),
            Some(_) => return Err(unreadable().into()),
        }
    }
    Err(too_many().into())
}

fn too_many() -> Error {
    Error::new(ErrorCode::AnswerTooLarge).with_outcome(Outcome::Refused)
}

/// The cloud's clock where the answer tells it, else ours.
fn clock(answer: &Answer) -> Option<Timestamp> {
    let told = answer
        .server_time_s
        .and_then(|s| Timestamp::from_second(s).ok());
    Some(told.unwrap_or_else(Timestamp::now))
}

/// Who made which key, where the log may be read.
pub async fn creators(client: &Client<'_>) -> BTreeMap<String, String> {
    let entries = match log(client, false).await {
        Err(error) if error.code == ErrorCode::AnswerTooLarge => log(client, true).await,
        other => other,
    };
    entries
        .unwrap_or_default()
        .into_iter()
        .filter_map(creator)
        .collect()
}

async fn log(client: &Client<'_>, recent: bool) -> Result<Vec<Activity>> {
    let now = Timestamp::now().as_second();
    let window = [
        ("from_date", &*seconds(now - RECENT_S)),
        ("to_date", &*seconds(now)),
    ];
    let url = client.org_url(&["activities"], if recent { &window } else { &[] })?;
    let (envelope, _) = client.get(&url).await?;
    Ok(envelope.result.unwrap_or_default())
}

fn creator(entry: Activity) -> Option<(String, String)> {
    let made = match entry.kind.as_deref()? {
        "key_create" => true,
        "openapi_key_update" => entry.key_update_type.as_deref() == Some("created"),
        _ => false,
    };
    let filled = |text: Option<String>| text.filter(|text| !text.is_empty());
    let key = filled(entry.target_key_id).filter(|_| made)?;
    let name = filled(entry.actor_details).or_else(|| filled(entry.actor_id))?;
    Some((key, name))
}

/// Changes what the patch names. An empty patch changes nothing and is only looked up.
pub async fn update(client: &Client<'_>, remote_id: &str, patch: &KeyPatch) -> Result<RemoteKey> {
    if patch.is_empty() {
        let (envelope, answer) = client
            .get::<wire::ApiKey>(&client.org_url(&["keys", remote_id], &[])?)
            .await?;
        return one(envelope.result, &answer, Outcome::Refused);
    }
    send(client, remote_id, &issue::patch_body(patch)?).await
}

/// Switches a key on or off.
pub async fn switch(client: &Client<'_>, remote_id: &str, on: bool) -> Result<RemoteKey> {
    let body = KeyBody {
        state: Some(issue::state(on)),
        ..KeyBody::default()
    };
    send(client, remote_id, &body).await
}

async fn send(client: &Client<'_>, remote_id: &str, body: &KeyBody) -> Result<RemoteKey> {
    let url = client.org_url(&["keys", remote_id], &[])?;
    let answer = client
        .change(Method::PATCH, &url, Some(json(body)?))
        .await?;
    let envelope = client.read::<wire::ApiKey>(&answer, Call::Change)?;
    one(envelope.result, &answer, Outcome::Unknown)
}

fn one(key: Option<wire::ApiKey>, answer: &Answer, outcome: Outcome) -> Result<RemoteKey> {
    key.and_then(|key| key.remote(clock(answer)))
        .ok_or_else(|| {
            let mut error = Error::new(ErrorCode::AnswerUnreadable).with_outcome(outcome);
            error.status = Some(answer.status);
            error
        })
}

/// Deletes a key. One that is already gone is a success; one that the cloud never knew (400) is not.
pub async fn delete(client: &Client<'_>, remote_id: &str) -> Result<()> {
    let url = client.org_url(&["keys", remote_id], &[])?;
    let answer = client.change(Method::DELETE, &url, None).await?;
    if answer.is_success() && answer.body.trim_ascii().is_empty() {
        return Ok(());
    }
    match client.read::<Value>(&answer, Call::Change) {
        Ok(_) => Ok(()),
        Err(error) if error.code == ErrorCode::NotFound => Ok(()),
        Err(error) => Err(error),
    }
}
