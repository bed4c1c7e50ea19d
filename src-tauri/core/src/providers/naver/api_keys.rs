//! API Gateway keys: list, read, make, change (`apigateway-apikey-*`).

use reqwest::Method;
use secrecy::{ExposeSecret, SecretString};
use serde_json::{Value, json};

use super::pages::{Page, by_offset};
use super::wire::{ApiKey, ApiKeyBody, ApiKeys};
use super::{Client, PRIMARY_KEY, SECONDARY_KEY, Service, answers, id_for_path, unreadable};
use crate::error::{Error, ErrorCode, Outcome, Result};
use crate::http::Answer;
use crate::kind::{Credential, Issued, RemoteKey, SecretFields};
use crate::model::{FieldValue, Identity, KeyPatch, KeyState, NewKey};

/// All keys, every page read.
pub async fn all(client: &Client<'_>) -> Result<Vec<RemoteKey>> {
    let keys = by_offset(client, &["api-keys"], |page: ApiKeys| Page {
        // A key that cannot be named would be a key that nobody is told of.
        entries: page.api_keys.and_then(|keys| {
            let named = keys.iter().map(|key| {
                let key = key.remote()?;
                Some((key.remote_id.clone(), key))
            });
            named.collect()
        }),
        total: page.total,
        more: None,
    });
    keys.await.map_err(not_opened)
}

/// Sends the create. On 400 nothing is tried in another way: two keys could come of it.
pub async fn create(client: &Client<'_>, new: &NewKey) -> Result<Answer> {
    let body = super::json(&ApiKeyBody {
        api_key_name: text(new, "name").unwrap_or_default(),
        api_key_description: text(new, "description").filter(|note| !note.is_empty()),
        is_enabled: None,
    })?;
    client
        .create(Service::ApiGateway, &["api-keys"], Some(body))
        .await
        .map_err(not_opened)
}

/// There are keys or there are none, but the list itself is always there, once the service was opened.
fn not_opened(error: Error) -> Error {
    if error.code != ErrorCode::NotFound {
        return error;
    }
    Error {
        code: ErrorCode::ServiceNotOpened,
        ..error
    }
}

/// Reads the answer to a create. Pure: the same answer gives the same key after a crash.
pub fn read_issued(answer: &Answer) -> Result<Issued> {
    let key = answers::read(answer).and_then(ApiKey::of);
    issued(key, answer.status, Outcome::Unknown)
}

/// Reads a key with its values again.
pub async fn reread(client: &Client<'_>, remote_id: &str) -> Result<Issued> {
    issued(Some(one(client, remote_id).await?), 200, Outcome::Refused)
}

fn issued(key: Option<ApiKey>, status: u16, outcome: Outcome) -> Result<Issued> {
    let fault = |code| {
        let mut error = Error::new(code).with_outcome(outcome);
        error.status = Some(status);
        error
    };
    let key = key.ok_or_else(|| fault(ErrorCode::AnswerUnreadable))?;
    let remote = key
        .remote()
        .ok_or_else(|| fault(ErrorCode::AnswerUnreadable))?;
    let mut fields = SecretFields::new();
    for (field, value) in [
        (PRIMARY_KEY, key.primary_key),
        (SECONDARY_KEY, key.secondary_key),
    ] {
        // EXPOSE: only to see whether anything is in it.
        let filled = |value: &SecretString| !value.expose_secret().trim().is_empty();
        let value = value.filter(filled);
        let value = value.ok_or_else(|| fault(ErrorCode::SecretNotReceived))?;
        fields.insert(field.to_owned(), value);
    }
    Ok(Issued {
        key: remote,
        fields,
    })
}

async fn one(client: &Client<'_>, remote_id: &str) -> Result<ApiKey> {
    let parts = ["api-keys", id_for_path(remote_id)?];
    let value: Value = client.get(Service::ApiGateway, &parts, &[]).await?;
    ApiKey::of(value).ok_or_else(unreadable)
}

/// Proves that the values kept here are still those of the key, and that it is on.
pub async fn prove(client: &Client<'_>, key: &Credential) -> Result<Identity> {
    let refused = |code| Error::new(code).with_outcome(Outcome::Refused);
    let remote_id = key.own_key.as_deref().ok_or(ErrorCode::Internal)?;
    let now = reread(client, remote_id).await?;
    let same = [PRIMARY_KEY, SECONDARY_KEY].into_iter().all(|field| {
        match (now.fields.get(field), key.fields.get(field)) {
            // EXPOSE: to compare what the cloud has with what is kept.
            (Some(now), Some(kept)) => now.expose_secret() == kept.expose_secret(),
            _ => false,
        }
    });
    if !same {
        return Err(refused(ErrorCode::CredentialUnknown));
    }
    if now.key.state == KeyState::Disabled {
        return Err(refused(ErrorCode::CredentialInactive));
    }
    Ok(Identity {
        name: Some(now.key.name),
        scope: None,
        own_key: Some(now.key.remote_id),
        ends_with: now.key.ends_with,
        facts: Vec::new(),
        abilities: Vec::new(),
        confirmed: true,
    })
}

/// Changes what the patch names. An empty patch changes nothing and is only looked up.
pub async fn update(client: &Client<'_>, remote_id: &str, patch: &KeyPatch) -> Result<RemoteKey> {
    let now = one(client, remote_id).await?;
    if patch.is_empty() {
        return now.remote().ok_or_else(unreadable);
    }
    let is_enabled = now.is_enabled.ok_or_else(unreadable)?;
    replace(client, remote_id, &now, patch, is_enabled).await
}

/// Switches a key on or off.
pub async fn switch(client: &Client<'_>, remote_id: &str, on: bool) -> Result<RemoteKey> {
    let now = one(client, remote_id).await?;
    replace(client, remote_id, &now, &KeyPatch::new(), on).await
}

/// Says everything of a key anew: the cloud forgets what is not repeated.
async fn replace(
    client: &Client<'_>,
    remote_id: &str,
    now: &ApiKey,
    patch: &KeyPatch,
    is_enabled: bool,
) -> Result<RemoteKey> {
    let name = text(patch, "name").or(now.api_key_name.as_deref());
    let body = ApiKeyBody {
        api_key_name: name.ok_or_else(unreadable)?,
        api_key_description: text(patch, "description").or(now.api_key_description.as_deref()),
        is_enabled: Some(is_enabled),
    };
    let parts = ["api-keys", id_for_path(remote_id)?];
    let value = client
        .change(Service::ApiGateway, Method::PUT, &parts, &body)
        .await?;
    ApiKey::of(value)
        .and_then(|key| key.remote())
        .filter(|key| key.remote_id == remote_id)
        .ok_or_else(|| Error::new(ErrorCode::AnswerUnreadable).with_outcome(Outcome::Unknown))
}

/// Has the cloud make a new value for one of the two. What it made is read again afterwards.
pub async fn regenerate(client: &Client<'_>, remote_id: &str, field: &str) -> Result<()> {
    let which = match field {
        PRIMARY_KEY => "PRIMARY",
        SECONDARY_KEY => "SECONDARY",
        _ => return Err(ErrorCode::Unsupported.into()),
    };
    let parts = ["api-keys", id_for_path(remote_id)?];
    let body = json!({"keyType": which});
    let sent = client.change(Service::ApiGateway, Method::PATCH, &parts, &body);
    sent.await.map(drop)
}

/// Deletes a key. One that is already gone is a success.
pub async fn delete(client: &Client<'_>, remote_id: &str) -> Result<()> {
    let parts = ["api-keys", id_for_path(remote_id)?];
    let sent = client.change_plain(Service::ApiGateway, Method::DELETE, &parts);
    match sent.await {
        Err(error) if error.code != ErrorCode::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// A line of text from a form, without blanks around it.
fn text<'a>(form: &'a NewKey, field: &str) -> Option<&'a str> {
    match form.get(field) {
        Some(FieldValue::Text(text)) => Some(text.trim()),
        _ => None,
    }
}
