//! Which call a request is.

use axum::http::Method;

/// A call of one of the services, as far as the practice cloud tells them apart. `…` is `/identity/v3`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Call {
    /// `POST …/auth/tokens`
    IssueToken,
    /// `GET …/auth/tokens`
    ReadToken,
    /// `HEAD …/auth/tokens`
    CheckToken,
    /// `DELETE …/auth/tokens`
    RevokeToken,
    /// `GET …/users/{id}/projects`
    ListProjects,
    /// `GET …/users/{id}/application_credentials`
    ListIamKeys,
    /// `POST …/users/{id}/application_credentials`
    CreateIamKey,
    /// `GET …/users/{id}/application_credentials/{id}`
    ReadIamKey,
    /// `DELETE …/users/{id}/application_credentials/{id}`
    DeleteIamKey,
    /// `GET …/users/{id}/credentials/OS-EC2`
    ListS3Keys,
    /// `POST …/users/{id}/credentials/OS-EC2`
    CreateS3Key,
    /// `GET …/users/{id}/credentials/OS-EC2/{access}`
    ReadS3Key,
    /// `DELETE …/users/{id}/credentials/OS-EC2/{access}`
    DeleteS3Key,
    /// `GET /` of object storage, signed the way of AWS
    ListBuckets,
    /// `POST /` of object storage: `AssumeRoleWithWebIdentity`
    AssumeRole,
    /// A path of the identity service with a method that it does not have.
    WrongMethod,
    /// Anything else of the identity service.
    UnknownPath,
    /// Anything else of object storage.
    UnknownResource,
}

/// A call with the ids in its path.
pub(super) struct Route<'a> {
    pub call: Call,
    pub user: &'a str,
    /// The key's id or public half.
    pub key: &'a str,
}

impl<'a> Route<'a> {
    pub fn of(method: &Method, path: &'a str) -> Self {
        let segments: Vec<&str> = path.split('/').skip(1).collect();
        let method = method.as_str();
        let (call, user, key) = match segments.as_slice() {
            ["identity", "v3", "auth", "tokens"] => (of_tokens(method), "", ""),
            ["identity", "v3", "users", user, "projects"] => (of_projects(method), *user, ""),
            ["identity", "v3", "users", user, "application_credentials"] => {
                (of_iam_keys(method), *user, "")
            }
            [
                "identity",
                "v3",
                "users",
                user,
                "application_credentials",
                key,
            ] => (of_iam_key(method), *user, *key),
            ["identity", "v3", "users", user, "credentials", "OS-EC2"] => {
                (of_s3_keys(method), *user, "")
            }
            [
                "identity",
                "v3",
                "users",
                user,
                "credentials",
                "OS-EC2",
                key,
            ] => (of_s3_key(method), *user, *key),
            ["identity", ..] => (Call::UnknownPath, "", ""),
            [""] => (of_storage(method), "", ""),
            _ => (Call::UnknownResource, "", ""),
        };
        Route { call, user, key }
    }
}

fn of_tokens(method: &str) -> Call {
    match method {
        "POST" => Call::IssueToken,
        "GET" => Call::ReadToken,
        "HEAD" => Call::CheckToken,
        "DELETE" => Call::RevokeToken,
        _ => Call::WrongMethod,
    }
}

fn of_projects(method: &str) -> Call {
    match method {
        "GET" => Call::ListProjects,
        _ => Call::WrongMethod,
    }
}

fn of_iam_keys(method: &str) -> Call {
    match method {
        "GET" => Call::ListIamKeys,
        "POST" => Call::CreateIamKey,
        _ => Call::WrongMethod,
    }
}

fn of_iam_key(method: &str) -> Call {
    match method {
        "GET" => Call::ReadIamKey,
        "DELETE" => Call::DeleteIamKey,
        _ => Call::WrongMethod,
    }
}

fn of_s3_keys(method: &str) -> Call {
    match method {
        "GET" => Call::ListS3Keys,
        "POST" => Call::CreateS3Key,
        _ => Call::WrongMethod,
    }
}

fn of_s3_key(method: &str) -> Call {
    match method {
        "GET" => Call::ReadS3Key,
        "DELETE" => Call::DeleteS3Key,
        _ => Call::WrongMethod,
    }
}

fn of_storage(method: &str) -> Call {
    match method {
        "GET" => Call::ListBuckets,
        "POST" => Call::AssumeRole,
        _ => Call::UnknownResource,
    }
}

impl Call {
    /// Whether it asks for a new key. Temporary credentials and tokens end by themselves and are none.
    pub(super) fn asks_for_key(self) -> bool {
        matches!(self, Call::CreateIamKey | Call::CreateS3Key)
    }

    /// Whether object storage answers it, and not the identity service.
    pub(super) fn is_of_storage(self) -> bool {
        matches!(
            self,
            Call::ListBuckets | Call::AssumeRole | Call::UnknownResource
        )
    }

    /// Whether it is about S3 access keys.
    pub(super) fn is_of_s3_keys(self) -> bool {
        matches!(
            self,
            Call::ListS3Keys | Call::CreateS3Key | Call::ReadS3Key | Call::DeleteS3Key
        )
    }

    /// What Keystone's policies call it, where another user's path is refused.
    pub(super) fn action(self) -> &'static str {
        match self {
            Call::ListProjects => "identity:list_user_projects",
            Call::ListIamKeys => "identity:list_application_credentials",
            Call::CreateIamKey => "identity:create_application_credential",
            Call::ReadIamKey => "identity:get_application_credential",
            Call::DeleteIamKey => "identity:delete_application_credential",
            Call::ListS3Keys => "identity:ec2_list_credentials",
            Call::CreateS3Key => "identity:ec2_create_credential",
            Call::ReadS3Key => "identity:ec2_get_credential",
            Call::DeleteS3Key => "identity:ec2_delete_credential",
            _ => "",
        }
    }
}
