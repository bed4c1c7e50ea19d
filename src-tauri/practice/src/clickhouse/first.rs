//! What a new organization starts with.

use std::io;

use jiff::Timestamp;

use super::activities::Actor;
use super::keys::{self, Draft, Lock};
use super::world::{IpEntry, World};
use super::{Bootstrap, KeyState, NewPracticeKey, Options, mint};
use crate::clock;

/// A world with its first key, and the ready-made ones asked for.
pub(super) fn first_world(options: &Options, now: Timestamp) -> io::Result<(World, Bootstrap)> {
    let mint = || mint::mint().map_err(|refusal| io::Error::other(refusal.text));
    let mut world = World::new(options.organization_name.clone(), now);
    let first = mint()?;
    let mut first_draft = draft(
        &world,
        NewPracticeKey {
            name: "first key".to_owned(),
            ..NewPracticeKey::default()
        },
    );
    // What it had before the organization moved to custom roles, and still has where it did not.
    first_draft.legacy_roles = vec!["admin".to_owned()];
    let key_uuid = keys::add(
        &mut world,
        &Actor::console(),
        now,
        Lock::of(&first),
        first_draft,
    );
    for number in 1..=options.seed_keys {
        let draft = draft(&world, seed(number, now));
        keys::add(
            &mut world,
            &Actor::console(),
            now,
            Lock::of(&mint()?),
            draft,
        );
    }
    let bootstrap = Bootstrap {
        key_id: first.key_id,
        key_secret: first.key_secret,
        organization_id: world.organization.id.to_string(),
        key_uuid: key_uuid.to_string(),
    };
    Ok((world, bootstrap))
}

/// Ready-made keys of different names, roles, states and ends.
fn seed(number: usize, now: Timestamp) -> NewPracticeKey {
    const NAMES: [&str; 5] = [
        "sales-dashboard",
        "nightly-load",
        "grafana",
        "billing-export",
        "ci",
    ];
    const ROLES: [&str; 4] = [
        "Organization API Reader",
        "Service API Reader",
        "Dashboard reader",
        "Key maker",
    ];
    const DAY: i64 = 86_400;
    let expire_at = match number % 4 {
        0 => Some(clock::shifted(now, 90 * DAY)),
        1 if number % 8 == 1 => Some(clock::shifted(now, -DAY)),
        _ => None,
    };
    NewPracticeKey {
        name: format!("{}-{number:03}", NAMES[number % NAMES.len()]),
        roles: vec![ROLES[number % ROLES.len()].to_owned()],
        state: match number % 6 {
            5 => KeyState::Disabled,
            _ => KeyState::Enabled,
        },
        expire_at: expire_at.map(clock::whole_seconds),
        ip_access_list: vec!["203.0.113.0/24".to_owned()],
    }
}

/// A key as the console would make it.
pub(super) fn draft(world: &World, new: NewPracticeKey) -> Draft {
    let entry = |source| IpEntry {
        source,
        description: None,
    };
    let role = |name: &String| world.role_named(name).map(|role| role.id);
    Draft {
        name: new.name,
        state: new.state,
        expire_at: new.expire_at,
        assigned_roles: new.roles.iter().filter_map(role).collect(),
        legacy_roles: Vec::new(),
        ip_access_list: new.ip_access_list.into_iter().map(entry).collect(),
    }
}
