//! Who an access key is and what it may do. Harmless reads only.

use secrecy::ExposeSecret;
use serde_json::Value;
use tokio::join;

use super::wire::Caller;
use super::{ACCESS_KEY, Client, Service, ends_with, unreadable};
use crate::error::{ErrorCode, Result};
use crate::model::{Ability, AbilityKind, Fact, Identity, KindId, Scope};

/// Who the key is. Works for keys of the main account and of sub accounts alike (`get-caller-identity`).
pub async fn identity(client: &Client<'_>) -> Result<Identity> {
    let caller: Caller = client.get(Service::Sts, &["caller-identity"], &[]).await?;
    let alias = caller.login_alias.clone();
    let account = alias.clone().or_else(|| caller.id.clone());
    let account = account.ok_or_else(unreadable)?;
    // EXPOSE: the public half, by which the cloud names the key.
    let own_key = client.by.field(ACCESS_KEY)?.expose_secret();
    let facts = [
        ("user_type", caller.user_type),
        ("login_alias", caller.login_alias),
        ("user_id", caller.id),
    ];
    Ok(Identity {
        name: alias,
        scope: Some(Scope {
            id: account.clone(),
            name: account,
        }),
        own_key: Some(own_key.to_owned()),
        ends_with: ends_with(own_key),
        facts: facts
            .into_iter()
            .filter_map(|(id, value)| {
                Some(Fact {
                    id: id.to_owned(),
                    value: value?,
                })
            })
            .collect(),
        abilities: Vec::new(),
        confirmed: true,
    })
}

/// What the key may do with the kinds that are made with it. Only asked once the cloud knows the key.
pub async fn abilities(client: &Client<'_>) -> Vec<Ability> {
    let (gateway, sub_account) = join!(
        client.get::<Value>(
            Service::ApiGateway,
            &["api-keys"],
            &[("offset", "0"), ("limit", "1")]
        ),
        client.get::<Value>(
            Service::SubAccount,
            &["sub-accounts"],
            &[("page", "0"), ("size", "1")]
        ),
    );
    let kinds = [
        (KindId::NaverGatewayKey, gateway),
        (KindId::NaverSubAccountKey, sub_account),
    ];
    kinds
        .into_iter()
        .map(|(kind, asked)| Ability {
            what: AbilityKind::ListKeys,
            kind: Some(kind),
            allowed: may(&asked),
        })
        .collect()
}

/// A refusal is an answer; a failure is none. The cloud knew the key a moment ago, so that "I do not know you" is a
/// refusal too.
fn may<T>(asked: &Result<T>) -> Option<bool> {
    match asked {
        Ok(_) => Some(true),
        Err(error) => matches!(
            error.code,
            ErrorCode::Forbidden
                | ErrorCode::ServiceNotOpened
                | ErrorCode::CredentialUnknown
                | ErrorCode::NotFound
        )
        .then_some(false),
    }
}
