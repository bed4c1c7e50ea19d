//! Who a key is, and what may be told of it.

use secrecy::ExposeSecret;

use super::session::Session;
use super::wire::{Named, OfToken};
use super::{ACCESS, ID, NAME, storage};
use crate::error::{ErrorCode, Result};
use crate::kind::Credential;
use crate::model::{Ability, AbilityKind, Fact, Identity, KindId, Scope};
use crate::providers::reading::ends_with;

/// Who an IAM access key is: all of it stands in the answer to the request for a token.
pub fn identity(session: &Session<'_>, by: &Credential) -> Identity {
    let about = &session.about;
    let given = |field: &str| {
        let value = by.fields.get(field)?;
        // EXPOSE: an id or a name, which are no secrets.
        Some(value.expose_secret().to_owned())
    };
    let key = about.application_credential.as_ref();
    let own_key = key.and_then(|key| key.id.clone()).or_else(|| given(ID));
    let restricted = key.and_then(OfToken::restricted);
    let (user, project) = (about.user.as_ref(), about.project.as_ref());
    let domain = user.and_then(|user| user.domain.as_deref());
    let domain = domain.or_else(|| project.and_then(|project| project.domain.as_deref()));
    let id = |named: Option<&Named>| named.and_then(|named| named.id.clone());
    let name = |named: Option<&Named>| named.and_then(|named| named.name.clone());
    let facts = [
        ("user", name(user)),
        ("user_id", id(user)),
        ("organization", name(domain)),
        ("organization_id", id(domain)),
        ("project", name(project)),
        ("project_id", id(project)),
        ("roles", roles(about.roles.as_deref().unwrap_or_default())),
        ("token_expires", about.expires_at.map(|at| at.to_string())),
        ("restricted", restricted.map(|yes| yes.to_string())),
    ];
    let scope = id(project).map(|id| Scope {
        name: name(project).unwrap_or_else(|| id.clone()),
        id,
    });
    Identity {
        name: key.and_then(|key| key.name.clone()).or_else(|| given(NAME)),
        scope,
        ends_with: own_key.as_deref().and_then(ends_with),
        own_key,
        facts: told(facts),
        abilities: abilities(restricted),
        confirmed: true,
    }
}

/// Names of roles as the cloud gives them; `None` when it names none.
fn roles(roles: &[Named]) -> Option<String> {
    let names = roles.iter().filter_map(|role| {
        let name = role.name.as_ref().or(role.id.as_ref());
        name.map(String::as_str)
    });
    let names: Vec<&str> = names.collect();
    (!names.is_empty()).then(|| names.join(", "))
}

fn told<const N: usize>(facts: [(&str, Option<String>); N]) -> Vec<Fact> {
    let told = facts.into_iter().filter_map(|(id, value)| {
        Some(Fact {
            id: id.to_owned(),
            value: value?,
        })
    });
    told.collect()
}

/// A restricted key makes and deletes none; of others nobody can tell without trying.
fn abilities(restricted: Option<bool>) -> Vec<Ability> {
    let allowed = restricted.filter(|restricted| *restricted).map(|_| false);
    let all = [AbilityKind::CreateKeys, AbilityKind::DeleteKeys];
    all.into_iter()
        .map(|what| Ability {
            what,
            kind: Some(KindId::KakaoIamKey),
            allowed,
        })
        .collect()
}

/// Who an S3 access key is: the object storage tells nothing but whether it lets the key in. A list of buckets needs
/// a role that a good key may lack, so that a refusal only leaves it unconfirmed.
pub async fn s3_identity(kakao: &super::Kakao, key: &Credential) -> Result<Identity> {
    let confirmed = match storage::buckets(kakao, key).await {
        Ok(_) => true,
        Err(error) if error.code == ErrorCode::Forbidden => false,
        Err(error) => return Err(error),
    };
    // EXPOSE: the public half, by which the cloud names the key.
    let access = key.field(ACCESS)?.expose_secret();
    let region = storage::region(key)?.to_owned();
    Ok(Identity {
        name: None,
        scope: None,
        own_key: Some(access.to_owned()),
        ends_with: ends_with(access),
        facts: told([("region", Some(region))]),
        abilities: Vec::new(),
        confirmed,
    })
}
