//! Everything the practice cloud remembers.

use std::collections::HashMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::refusal::Refusal;
use crate::digest::sha256;
use crate::stage;

#[derive(Clone, Serialize, Deserialize)]
pub(super) struct World {
    edition: u32,
    pub organization: Named,
    pub user: User,
    pub roles: Vec<Named>,
    /// Oldest first, as everything that follows.
    pub projects: Vec<Project>,
    pub iam_keys: Vec<IamKey>,
    /// The temporary ones too.
    pub s3_keys: Vec<S3Key>,
    pub tokens: Vec<Token>,
    pub next_seq: u64,
    /// Set by whatever changes the world; taken by whoever announces it.
    #[serde(skip)]
    pub changed: bool,
    /// How many more times a new key, by its public half, is used in vain.
    #[serde(skip)]
    pub asleep: HashMap<String, u32>,
}

/// The organization, or a role.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Named {
    pub id: String,
    pub name: String,
}

#[derive(Clone, Serialize, Deserialize)]
pub(super) struct User {
    pub id: String,
    pub name: String,
    pub enabled: bool,
}

#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Project {
    pub id: String,
    pub name: String,
    pub description: String,
    /// The id of the role the user has in it.
    pub role: String,
    /// Whether the user has that role now.
    pub member: bool,
    pub buckets: Vec<String>,
}

/// An IAM access key, which is an application credential of Keystone.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct IamKey {
    pub seq: u64,
    pub id: String,
    pub secret_hash: String,
    pub name: String,
    pub description: Option<String>,
    pub project: String,
    pub unrestricted: bool,
    pub created_at: Timestamp,
    pub expires_at: Option<Timestamp>,
}

/// An S3 access key, which is an EC2 credential of Keystone, or temporary credentials.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct S3Key {
    pub seq: u64,
    pub access: String,
    /// Kept, because a signature cannot be checked without it; and lists give it out.
    pub secret: String,
    pub project: String,
    pub created_at: Timestamp,
    pub temporary: Option<Temporary>,
}

/// What temporary credentials have besides.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Temporary {
    pub session_token_hash: String,
    pub expires_at: Timestamp,
}

/// An API token.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Token {
    pub hash: String,
    /// The id of the IAM access key it was issued for, which may be gone.
    pub iam_key: String,
    pub audit_id: String,
    pub issued_at: Timestamp,
    pub expires_at: Timestamp,
    pub revoked: bool,
}

impl IamKey {
    pub fn is_expired(&self, now: Timestamp) -> bool {
        self.expires_at.is_some_and(|end| end <= now)
    }
}

impl S3Key {
    pub fn is_permanent(&self) -> bool {
        self.temporary.is_none()
    }

    pub fn is_expired(&self, now: Timestamp) -> bool {
        self.temporary
            .as_ref()
            .is_some_and(|temporary| temporary.expires_at <= now)
    }
}

impl World {
    /// A new organization with nothing but its user in it.
    pub fn new(organization: Named, user: User) -> Self {
        World {
            edition: <World as stage::World>::EDITION,
            organization,
            user,
            roles: Vec::new(),
            projects: Vec::new(),
            iam_keys: Vec::new(),
            s3_keys: Vec::new(),
            tokens: Vec::new(),
            next_seq: 1,
            changed: false,
            asleep: HashMap::new(),
        }
    }

    pub fn project(&self, id: &str) -> Option<&Project> {
        self.projects.iter().find(|project| project.id == id)
    }

    pub fn iam_key(&self, id: &str) -> Option<&IamKey> {
        self.iam_keys.iter().find(|key| key.id == id)
    }

    /// The S3 keys that do not end by themselves.
    pub fn permanent_s3_keys(&self) -> impl Iterator<Item = &S3Key> {
        self.s3_keys.iter().filter(|key| key.is_permanent())
    }

    pub fn token(&self, text: &str) -> Option<&Token> {
        let hash = sha256(text.as_bytes());
        self.tokens.iter().find(|token| token.hash == hash)
    }

    /// The role the user has in a project, by right or once.
    pub fn role_in(&self, project: &str) -> Option<&Named> {
        let project = self.project(project)?;
        self.roles.iter().find(|role| role.id == project.role)
    }

    /// Refuses the user who has no role in the project now, or may not do anything at all.
    pub fn check_member(&self, project: &str) -> Result<(), Refusal> {
        let member = self.project(project).is_some_and(|project| project.member);
        if member && self.user.enabled {
            return Ok(());
        }
        Err(Refusal::unauthorized())
    }

    /// Whether this key is new and not yet known everywhere. Counts as a use of it.
    pub fn is_asleep(&mut self, key: &str) -> bool {
        match self.asleep.get_mut(key).filter(|left| **left > 0) {
            Some(left) => {
                *left -= 1;
                true
            }
            None => false,
        }
    }

    pub fn take_seq(&mut self) -> u64 {
        let seq = self.next_seq;
        self.next_seq += 1;
        seq
    }
}

impl stage::World for World {
    const EDITION: u32 = 1;

    fn edition(&self) -> u32 {
        self.edition
    }

    fn next_seq(&self) -> u64 {
        self.next_seq
    }

    fn take_changed(&mut self) -> bool {
        std::mem::take(&mut self.changed)
    }
}
