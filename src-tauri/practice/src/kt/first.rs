//! What a new account starts with.

use std::io;

use jiff::Timestamp;

use super::credentials::ApiKey;
use super::world::{Account, FileBox, Project, StorageGeneration, StorageKey, World};
use super::{Options, mint};
use crate::clock::{shifted, whole_seconds};

const DAY: i64 = 86_400;

/// A world with the default key of the G platform, a portal password and one key of each storage.
pub(super) fn first_world(options: &Options, now: Timestamp) -> io::Result<(World, ApiKey)> {
    let account = Account {
        portal_id: options.portal_id.clone(),
        password: mint::password()?,
        user_id: mint::id(),
        project_id: mint::id(),
        other_project: Project {
            id: mint::id(),
            name: "somebody-else@example.com".to_owned(),
        },
        storage_id: mint::id(),
        domain_id: mint::id(),
        storage_project_id: mint::id(),
    };
    let mut world = World::new(account, mint::api_key()?);
    for generation in [
        StorageGeneration::One,
        StorageGeneration::Two,
        StorageGeneration::S3,
    ] {
        add_storage_key(&mut world, generation)?;
    }
    // One public sample of Object Storage 2.0 has such an access key, so clients must not take it for an address.
    let dollars = options.portal_id.replace('@', "$");
    let first = world
        .storage_keys
        .iter_mut()
        .find(|key| key.generation == StorageGeneration::Two);
    if let Some(key) = first {
        key.access_key = dollars;
    }
    let now = whole_seconds(now);
    world.boxes = (1..=options.boxes)
        .map(|number| FileBox {
            name: format!("practice-box-{number}"),
            created_at: shifted(now, -DAY * 12),
        })
        .collect();
    world.changed = false;
    let first = world.api_key.pair.clone();
    Ok((world, first))
}

/// What the console's button "API Key 추가" does. Returns the key's place in the list.
pub(super) fn add_storage_key(
    world: &mut World,
    generation: StorageGeneration,
) -> io::Result<usize> {
    let (access_key, secret_key) = mint::storage_key(generation)?;
    world.storage_keys.push(StorageKey {
        generation,
        access_key,
        secret_key,
    });
    world.count_key();
    Ok(world.storage_keys.len() - 1)
}
