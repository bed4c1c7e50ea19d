//! The login to Object Storage 2.0, as the Keystone API reference has it, with ids for domain and project.

use super::ask::Ask;
use super::login::Login;
use super::mint;
use super::refusal::{Outcome, Refusal};
use super::tokens::{LIFETIME, answer_of_storage, issue};
use super::world::{Realm, StorageGeneration, World};

/// A token for a storage key and the storage's project. Answers the same 401 for whatever is wrong.
pub(super) fn create(world: &mut World, ask: &Ask) -> Outcome {
    let login = Login::read(ask.request)?;
    let account = &world.account;
    let user = login.user.name.clone().unwrap_or_default();
    let project = &login.project;
    let welcome = login.user.id.is_none()
        && login.user.is_in(&account.domain_id)
        && world.opens(StorageGeneration::Two, &user, &login.password)
        && project.name.is_none()
        && project.id.as_deref() == Some(&account.storage_project_id)
        && (project.domain.is_none() || project.is_in(&account.domain_id));
    if !welcome {
        return Err(Refusal::unauthorized());
    }
    let realm = Realm::Storage(StorageGeneration::Two);
    let token = issue(world, mint::keystone_token()?, realm, LIFETIME, ask.now);
    Ok(answer_of_storage(world, &token, &user))
}
