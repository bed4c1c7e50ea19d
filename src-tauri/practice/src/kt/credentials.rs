//! What opens the account, as a form to paste it into sees it. All of it is made up.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A pair that signs calls of the G platform.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct ApiKey {
    /// The API Key, 86 characters.
    pub api_key: String,
    /// The Secret Key, 86 characters.
    pub secret_key: String,
}

/// What a token of the D platform is asked for with.
#[derive(Clone, PartialEq)]
pub struct ProjectToken {
    /// The zone as it stands in paths.
    pub zone: String,
    /// The Project Name, which is the portal login id too.
    pub project_name: String,
    /// The Project Id, the same in every zone.
    pub project_id: String,
    /// The Password, which is the portal's.
    pub password: String,
}

/// A login to Object Storage 1.0.
#[derive(Clone, PartialEq)]
pub struct StorageUser {
    /// The access key. The portal login id is taken too.
    pub user: String,
    /// The storage API key.
    pub key: String,
}

/// A login to Object Storage 2.0.
#[derive(Clone, PartialEq)]
pub struct StorageAccount {
    /// The access key. The first one is the portal login id with `$` for `@`.
    pub access_key: String,
    /// The secret.
    pub secret_key: String,
    /// The id of the domain that user and project are in.
    pub domain_id: String,
    /// The id of the project.
    pub project_id: String,
}

/// A pair that signs calls of the S3 storage.
#[derive(Clone, PartialEq)]
pub struct S3Key {
    /// The Access Key.
    pub access_key: String,
    /// The Secret Key.
    pub secret_key: String,
}

macro_rules! debug_without_contents {
    ($($credential:ident),+) => {
        $(impl fmt::Debug for $credential {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_struct(stringify!($credential)).finish_non_exhaustive()
            }
        })+
    };
}

debug_without_contents!(ApiKey, ProjectToken, StorageUser, StorageAccount, S3Key);
