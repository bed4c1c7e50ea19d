//! What is seen and done past the API, as if in the console, where every credential can be looked at again.

use super::credentials::{ApiKey, ProjectToken, S3Key, StorageAccount, StorageUser};
use super::world::{Realm, StorageGeneration, StorageKey, World};
use super::{PracticeKt, first, mint};

impl PracticeKt {
    /// The default key of the G platform, as "마스킹 해제" shows it, whether it works or not.
    pub fn api_key(&self) -> ApiKey {
        self.stage().world().api_key.pair.clone()
    }

    /// Gives the account another default key; the old one ends. Returns the new one; `None` if there is no randomness.
    pub fn replace_api_key(&self) -> Option<ApiKey> {
        let pair = mint::api_key().ok()?;
        self.stage().change(|world| {
            world.api_key.pair = pair.clone();
            world.api_key.active = true;
            world.count_key();
        });
        Some(pair)
    }

    /// Ends the default key, as customer support would. [`PracticeKt::replace_api_key`] gives another.
    pub fn revoke_api_key(&self) {
        self.stage().change(|world| {
            world.api_key.active = false;
            world.changed = true;
        });
    }

    /// What the page "Servers > Token" shows, for zone `d1`.
    pub fn project_token(&self) -> ProjectToken {
        let account = &self.stage().world().account;
        ProjectToken {
            zone: "d1".to_owned(),
            project_name: account.portal_id.clone(),
            project_id: account.project_id.clone(),
            password: account.password.clone(),
        }
    }

    /// The id and the name of a project of the D platform in which the account has no role.
    pub fn other_project(&self) -> (String, String) {
        let other = &self.stage().world().account.other_project;
        (other.id.clone(), other.name.clone())
    }

    /// Changes the portal's password, which the D platform asks for too, and ends that platform's tokens.
    pub fn change_password(&self, password: &str) {
        self.stage().change(|world| {
            world.account.password = password.to_owned();
            let of_storage = |realm: &Realm| matches!(realm, Realm::Storage(_));
            world.tokens.retain(|token| of_storage(&token.realm));
            world.changed = true;
        });
    }

    /// The newest key of Object Storage 1.0. `None` if all were removed, as for the following two.
    pub fn storage_user(&self) -> Option<StorageUser> {
        let world = self.stage().world();
        let key = newest(&world, StorageGeneration::One)?;
        Some(StorageUser {
            user: key.access_key.clone(),
            key: key.secret_key.clone(),
        })
    }

    /// The newest key of Object Storage 2.0.
    pub fn storage_account(&self) -> Option<StorageAccount> {
        let world = self.stage().world();
        let key = newest(&world, StorageGeneration::Two)?;
        Some(StorageAccount {
            access_key: key.access_key.clone(),
            secret_key: key.secret_key.clone(),
            domain_id: world.account.domain_id.clone(),
            project_id: world.account.storage_project_id.clone(),
        })
    }

    /// The newest key of the S3 storage.
    pub fn s3_key(&self) -> Option<S3Key> {
        let world = self.stage().world();
        let key = newest(&world, StorageGeneration::S3)?;
        Some(S3Key {
            access_key: key.access_key.clone(),
            secret_key: key.secret_key.clone(),
        })
    }

    /// Makes another key of a storage, as "API Key 추가" does; the older ones go on. Returns its access key; `None`
    /// if there is no randomness.
    pub fn add_storage_key(&self, generation: StorageGeneration) -> Option<String> {
        let added = |world: &mut World| {
            let place = first::add_storage_key(world, generation).ok()?;
            Some(world.storage_keys[place].access_key.clone())
        };
        self.stage().change(added)
    }

    /// Removes a storage key. Says whether there was one. Tokens it was used for go on.
    pub fn remove_storage_key(&self, access_key: &str) -> bool {
        self.stage().change(|world| {
            let before = world.storage_keys.len();
            world
                .storage_keys
                .retain(|key| key.access_key != access_key);
            let removed = world.storage_keys.len() < before;
            world.changed |= removed;
            removed
        })
    }

    /// Puts the service's clock forward by so many seconds, back if negative.
    pub fn advance(&self, seconds: i64) {
        self.shared.advance(seconds);
    }
}

fn newest(world: &World, generation: StorageGeneration) -> Option<&StorageKey> {
    world.keys_of(generation).last()
}
