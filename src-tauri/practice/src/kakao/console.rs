//! What is seen and done past the API, as if in the console.

use jiff::Timestamp;

use super::iam_keys::Draft;
use super::{PracticeKakao, iam_keys, s3_keys};

/// A project as an assertion wants to see it.
#[derive(Clone, Debug, PartialEq)]
pub struct ProjectView {
    /// The id, 32 hexadecimal digits.
    pub id: String,
    /// The name.
    pub name: String,
    /// Whether the user has a role in it.
    pub member: bool,
}

/// An IAM access key as an assertion wants to see it, without its secret.
#[derive(Clone, Debug, PartialEq)]
pub struct IamKeyView {
    /// The id, 32 hexadecimal digits.
    pub id: String,
    /// The name.
    pub name: String,
    /// The description, if there is one.
    pub description: Option<String>,
    /// The project it is for.
    pub project_id: String,
    /// Whether it may make and delete keys.
    pub unrestricted: bool,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it ends, if it does.
    pub expires_at: Option<Timestamp>,
}

/// An S3 access key as an assertion wants to see it, without its secret.
#[derive(Clone, Debug, PartialEq)]
pub struct S3KeyView {
    /// The public half.
    pub access: String,
    /// The project it is for.
    pub project_id: String,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it ends, if it is temporary.
    pub expires_at: Option<Timestamp>,
}

/// An IAM access key made past the API.
#[derive(Clone, Debug)]
pub struct NewIamKey {
    /// The name.
    pub name: String,
    /// The description, if there is one.
    pub description: Option<String>,
    /// The project it is for; the first one if absent.
    pub project_id: Option<String>,
    /// Whether it may make and delete keys. No key made in the real console may.
    pub unrestricted: bool,
    /// When it ends; may lie in the past.
    pub expires_at: Option<Timestamp>,
}

impl Default for NewIamKey {
    /// An ordinary key of the first project without an end.
    fn default() -> Self {
        NewIamKey {
            name: "console-key".to_owned(),
            description: None,
            project_id: None,
            unrestricted: false,
            expires_at: None,
        }
    }
}

impl PracticeKakao {
    /// The user's id, 32 hexadecimal digits.
    pub fn user_id(&self) -> String {
        self.stage().world().user.id.clone()
    }

    /// The organization's id, 32 hexadecimal digits.
    pub fn organization_id(&self) -> String {
        self.stage().world().organization.id.clone()
    }

    /// The projects there are, oldest first.
    pub fn projects(&self) -> Vec<ProjectView> {
        let world = self.stage().world();
        let projects = world.projects.iter().map(|project| ProjectView {
            id: project.id.clone(),
            name: project.name.clone(),
            member: project.member,
        });
        projects.collect()
    }

    /// The IAM access keys of all projects, oldest first.
    pub fn iam_keys(&self) -> Vec<IamKeyView> {
        let world = self.stage().world();
        let keys = world.iam_keys.iter().map(|key| IamKeyView {
            id: key.id.clone(),
            name: key.name.clone(),
            description: key.description.clone(),
            project_id: key.project.clone(),
            unrestricted: key.unrestricted,
            created_at: key.created_at,
            expires_at: key.expires_at,
        });
        keys.collect()
    }

    /// The S3 access keys of all projects, temporary ones too, oldest first.
    pub fn s3_keys(&self) -> Vec<S3KeyView> {
        let world = self.stage().world();
        let keys = world.s3_keys.iter().map(|key| S3KeyView {
            access: key.access.clone(),
            project_id: key.project.clone(),
            created_at: key.created_at,
            expires_at: key.temporary.as_ref().map(|one| one.expires_at),
        });
        keys.collect()
    }

    /// How many API tokens there are that were not ended.
    pub fn live_tokens(&self) -> usize {
        let now = self.stage().now(0);
        let world = self.stage().world();
        let live = world
            .tokens
            .iter()
            .filter(|token| !token.revoked && token.expires_at > now);
        live.filter(|token| world.iam_key(&token.iam_key).is_some())
            .count()
    }

    /// Makes an IAM access key, whatever the limit. Returns id and secret; `None` if there is no such project or no
    /// randomness.
    pub fn add_iam_key(&self, new: NewIamKey) -> Option<(String, String)> {
        let now = self.stage().now(0);
        self.stage().change(|world| {
            let project = match &new.project_id {
                Some(id) => world.project(id),
                None => world.projects.first(),
            };
            let draft = Draft {
                project: project?.id.clone(),
                name: new.name,
                description: new.description,
                unrestricted: new.unrestricted,
                expires_at: new.expires_at,
                secret: None,
            };
            iam_keys::add(world, draft, now).ok()
        })
    }

    /// Deletes an IAM access key, and with it its tokens. Says whether there was one.
    pub fn remove_iam_key(&self, id: &str) -> bool {
        self.stage().change(|world| iam_keys::remove(world, id))
    }

    /// Makes an S3 access key, whatever the limit. Returns both halves; `None` if there is no such project.
    pub fn add_s3_key(&self, project_id: &str) -> Option<(String, String)> {
        let now = self.stage().now(0);
        self.stage().change(|world| {
            let project = world.project(project_id)?.id.clone();
            let key = s3_keys::add(world, project, now, None);
            Some((key.access, key.secret))
        })
    }

    /// Deletes an S3 access key. Says whether there was one.
    pub fn remove_s3_key(&self, access: &str) -> bool {
        self.stage().change(|world| s3_keys::remove(world, access))
    }

    /// Takes the user's role in a project away, or gives it back. Without it the user's keys and tokens of that project
    /// do not work. Says whether there is such a project.
    pub fn set_member(&self, project_id: &str, member: bool) -> bool {
        self.stage().change(|world| {
            let mut projects = world.projects.iter_mut();
            let Some(project) = projects.find(|project| project.id == project_id) else {
                return false;
            };
            project.member = member;
            world.changed = true;
            true
        })
    }

    /// Lets the user do anything at all, or nothing.
    pub fn set_user_enabled(&self, enabled: bool) {
        self.stage().change(|world| {
            world.user.enabled = enabled;
            world.changed = true;
        });
    }
}
