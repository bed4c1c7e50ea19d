//! What the form for a new key needs: the roles to choose from, and how many keys there may be.

use std::collections::HashSet;

use tokio::join;

use super::wire::{self, OLD_ROLES, Role};
use super::{Client, keys};
use crate::error::{ErrorCode, Result};
use crate::model::{NewKeyOptions, Quota, RoleChoice, RolesFrom};

/// The roles and the quota, asked for at once.
pub async fn options(client: &Client<'_>) -> Result<NewKeyOptions> {
    let (roles, quota) = join!(roles(client), quota(client));
    let (roles, roles_from) = roles?;
    Ok(NewKeyOptions {
        roles,
        roles_from,
        quota,
        groups: Vec::new(),
    })
}

async fn roles(client: &Client<'_>) -> Result<(Vec<RoleChoice>, RolesFrom)> {
    let url = client.org_url(&["roles"], &[])?;
    let asked = client.get::<Vec<Role>>(&url).await;
    let list = match asked {
        Ok((envelope, _)) => envelope.result.unwrap_or_default(),
        Err(error) if error.code == ErrorCode::Forbidden => return of_keys(client).await,
        // An organization that has not been moved to custom roles has no such list.
        Err(error) if error.code == ErrorCode::NotFound => Vec::new(),
        Err(error) => return Err(error),
    };
    let list = once(list.into_iter().filter_map(Role::choice));
    if list.is_empty() {
        return Ok((old_roles(), RolesFrom::OldRoles));
    }
    Ok((list, RolesFrom::Cloud))
}

/// The roles that existing keys have: who may make keys but not see roles can still choose among these.
async fn of_keys(client: &Client<'_>) -> Result<(Vec<RoleChoice>, RolesFrom)> {
    let keys = match keys::all(client).await {
        Ok(keys) => keys,
        Err(error) if error.code == ErrorCode::Forbidden => {
            return Ok((Vec::new(), RolesFrom::Nowhere));
        }
        Err(error) => return Err(error),
    };
    let all = once(keys.into_iter().flat_map(|key| key.roles));
    let (old, new): (Vec<_>, Vec<_>) = all.into_iter().partition(|role| is_old(&role.id));
    Ok(match (new.is_empty(), old.is_empty()) {
        (false, _) => (new, RolesFrom::ExistingKeys),
        (true, false) => (old_roles(), RolesFrom::OldRoles),
        (true, true) => (Vec::new(), RolesFrom::Nowhere),
    })
}

fn once(roles: impl Iterator<Item = RoleChoice>) -> Vec<RoleChoice> {
    let mut seen = HashSet::new();
    roles.filter(|role| seen.insert(role.id.clone())).collect()
}

/// Whether an id is one of the old, fixed roles.
pub fn is_old(id: &str) -> bool {
    OLD_ROLES.contains(&id)
}

fn old_roles() -> Vec<RoleChoice> {
    let choice = |id: &str| RoleChoice {
        id: id.to_owned(),
        name: id.to_owned(),
        custom: false,
    };
    OLD_ROLES.into_iter().map(choice).collect()
}

/// "n of m keys" when the cloud tells both; Beta, so nothing when not.
async fn quota(client: &Client<'_>) -> Option<Quota> {
    let url = client
        .org_url(&["quotas", "api-keys-per-organization"], &[])
        .ok()?;
    let (envelope, _) = client.get::<wire::Quota>(&url).await.ok()?;
    let quota = envelope.result?;
    let number = |n: u64| u32::try_from(n).unwrap_or(u32::MAX);
    Some(Quota {
        used: number(quota.usage?),
        limit: number(quota.value?),
    })
}
