//! Who a credential is and what it may do. Harmless reads only.

use jiff::Timestamp;
use secrecy::ExposeSecret;
use tokio::join;

use super::wire::{self, Organization, Role, Whoami};
use super::{Client, KEY_ID, seconds};
use crate::error::{Error, ErrorCode, Outcome, Result};
use crate::http::Http;
use crate::kind::Credential;
use crate::model::{Ability, AbilityKind, Identity, Scope};
use crate::providers::reading::{self, id_for_path};

/// Width of the window in which the log is asked whether it may be read at all.
const LOG_WINDOW_S: i64 = 60;

/// Asks who the credential is.
pub async fn verify(http: &Http, by: &Credential) -> Result<Identity> {
    let mut client = Client::new(http, by)?;
    let who = whoami(&client).await?;
    let scope = organization(&client, &who).await?;
    client.scope = Some(scope.id.clone());
    let told = who.key_id.filter(|id| id_for_path(id).is_ok());
    let (own_key, abilities) = abilities(&client, told).await?;
    Ok(Identity {
        name: who.name.filter(|name| !name.is_empty()),
        scope: Some(scope),
        own_key,
        ends_with: ends_with(by),
        facts: Vec::new(),
        abilities,
        confirmed: true,
    })
}

/// Beta: whatever it answers other than "I do not know you" or "not now" means that it is not available.
async fn whoami(client: &Client<'_>) -> Result<Whoami> {
    match client.get::<Whoami>(&client.url(&["whoami"], &[])?).await {
        Ok((envelope, _)) => Ok(envelope.result.unwrap_or_default()),
        Err(error) if is_final(&error) => Err(error),
        Err(_) => Ok(Whoami::default()),
    }
}

/// Errors after which another call makes no sense: of the way, of the credential, of the limiter.
fn is_final(error: &Error) -> bool {
    matches!(
        error.code,
        ErrorCode::CredentialUnknown | ErrorCode::CredentialInactive | ErrorCode::RateLimited
    ) || error.status.is_none()
}

/// The organization of the key: exactly one, says the cloud.
async fn organization(client: &Client<'_>, who: &Whoami) -> Result<Scope> {
    let told = who
        .organization_id
        .clone()
        .or_else(|| who.organizations.as_ref()?.first()?.organization_id.clone())
        .filter(|id| id_for_path(id).is_ok());
    let asked = client
        .get::<Vec<Organization>>(&client.url(&["organizations"], &[])?)
        .await;
    let list = match asked {
        Ok((envelope, _)) => envelope.result.unwrap_or_default(),
        // The name alone is missing then.
        Err(error) if told.is_some() && !is_final(&error) => Vec::new(),
        Err(error) => return Err(error),
    };
    let mut found = list.into_iter().filter_map(|organization| {
        let id = organization.id.filter(|id| id_for_path(id).is_ok())?;
        let name = organization.name.filter(|name| !name.is_empty());
        Some(Scope {
            name: name.unwrap_or_else(|| id.clone()),
            id,
        })
    });
    match told {
        Some(id) => Ok(found.find(|scope| scope.id == id).unwrap_or(Scope {
            name: id.clone(),
            id,
        })),
        None => found
            .next()
            .ok_or_else(|| Error::new(ErrorCode::AnswerUnreadable).with_outcome(Outcome::Refused)),
    }
}

/// What it may do, and its own id where the cloud has not told it yet.
async fn abilities(
    client: &Client<'_>,
    own_key: Option<String>,
) -> Result<(Option<String>, Vec<Ability>)> {
    let now = Timestamp::now().as_second();
    let keys_url = client.org_url(&["keys"], &[("limit", "1")])?;
    let roles_url = client.org_url(&["roles"], &[])?;
    let log_url = client.org_url(
        &["activities"],
        &[
            ("from_date", &seconds(now - LOG_WINDOW_S)),
            ("to_date", &seconds(now)),
        ],
    )?;
    let (keys, roles, log) = join!(
        client.get::<Vec<wire::ApiKey>>(&keys_url),
        client.get::<Vec<Role>>(&roles_url),
        client.get::<Vec<wire::Activity>>(&log_url),
    );
    let may_list = may(&keys);
    let own_key = match own_key {
        Some(id) => Some(id),
        None if may_list == Some(true) => by_suffix(client).await,
        None => None,
    };
    let own_roles = own_key.as_deref().map(|id| Permissions::of(id, &roles));
    let told = |permission| own_roles.as_ref().and_then(|own| own.tell(permission));
    let list = [
        (AbilityKind::ListKeys, may_list),
        (AbilityKind::CreateKeys, told("create-api-keys")),
        (AbilityKind::ChangeKeys, told("update-api-keys")),
        (AbilityKind::DeleteKeys, told("delete-api-keys")),
        (AbilityKind::ListRoles, may(&roles)),
        (AbilityKind::ReadActivity, may(&log)),
    ];
    let abilities = list
        .into_iter()
        .map(|(what, allowed)| Ability {
            what,
            kind: None,
            allowed,
        })
        .collect();
    Ok((own_key, abilities))
}

/// A refusal is an answer; a failure is none.
fn may<T>(asked: &Result<T>) -> Option<bool> {
    match asked {
        Ok(_) => Some(true),
        Err(error) if error.code == ErrorCode::Forbidden => Some(false),
        Err(_) => None,
    }
}

/// The only key whose suffix is the end of our Key ID. Weak, but the cloud offers nothing else without whoami.
async fn by_suffix(client: &Client<'_>) -> Option<String> {
    let end = ends_with(client.by)?;
    let keys = super::keys::all(client).await.ok()?;
    let mut found = keys
        .into_iter()
        .filter(|key| key.ends_with.as_ref() == Some(&end));
    let first = found.next()?;
    found.next().is_none().then_some(first.remote_id)
}

/// Permissions that the roles of our own key name.
struct Permissions {
    allowed: Vec<String>,
    denied: Vec<String>,
}

impl Permissions {
    fn of(own_key: &str, roles: &Result<(wire::Envelope<Vec<Role>>, crate::http::Answer)>) -> Self {
        let actor = format!("apiKey/{own_key}");
        let mut all = Self {
            allowed: Vec::new(),
            denied: Vec::new(),
        };
        let list = roles
            .as_ref()
            .ok()
            .and_then(|(envelope, _)| envelope.result.as_ref());
        for role in list.into_iter().flatten() {
            if !role.actors.iter().flatten().any(|one| *one == actor) {
                continue;
            }
            for policy in role.policies.iter().flatten() {
                let permissions = policy.permissions.iter().flatten().cloned();
                match policy.allow_deny.as_deref() {
                    Some("ALLOW") => all.allowed.extend(permissions),
                    Some("DENY") => all.denied.extend(permissions),
                    _ => {}
                }
            }
        }
        all
    }

    /// What is not named may still be given by other means, so that is not a "no".
    fn tell(&self, permission: &str) -> Option<bool> {
        let name = format!("control-plane:organization:{permission}");
        if self.denied.contains(&name) {
            Some(false)
        } else {
            self.allowed.contains(&name).then_some(true)
        }
    }
}

/// The last four characters of the Key ID, the way the console shows a key.
pub fn ends_with(by: &Credential) -> Option<String> {
    // EXPOSE: the Key ID is the public half.
    reading::ends_with(by.fields.get(KEY_ID)?.expose_secret())
}
