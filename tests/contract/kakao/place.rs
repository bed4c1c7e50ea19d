//! Where the same cases run: practice clouds and real Keystones, each with a user and projects of the test's own.

use async_trait::async_trait;
use jiff::Timestamp;
use keywright_practice::LedgerEntry;
use keywright_practice::kakao::{NewIamKey, Options, PracticeKakao};
use keywright_tests::keystone::{Keystone, MEMBER, Member, NewAccessKey, Project};

pub use keywright_practice::kakao::S3KeyApi;
pub use keywright_tests::keystone::Version;

use super::{Ground, roomy};

/// An IAM access key that was made past the API.
pub struct Key {
    pub id: String,
    pub name: String,
    pub secret: String,
}

/// A cloud, and what its user and their administrator do in the console.
#[async_trait]
pub trait Place: Send + Sync {
    /// Without a slash at the end, and without the path of the identity service.
    fn base_url(&self) -> String;

    /// What the token of an access key may do with S3 access keys here.
    fn s3_key_api(&self) -> S3KeyApi;

    fn user_id(&self) -> String;

    /// Id and name of the project that keys are for.
    fn project(&self) -> (String, String);

    /// The id of another project of the user's.
    async fn other_project(&self) -> String;

    /// Makes an IAM access key. One whose end has passed is an expired one.
    async fn add_key(&self, new: NewIamKey) -> Key;

    async fn remove_key(&self, key: &Key);

    /// Ids of the user's IAM access keys.
    async fn keys(&self) -> Vec<String>;

    /// Takes the user's role in the project away, or gives it back.
    async fn set_member(&self, member: bool);

    /// Lets the user do anything at all, or nothing.
    async fn set_enabled(&self, enabled: bool);

    /// Makes an S3 access key: both halves.
    async fn add_s3_key(&self) -> (String, String);

    /// Public halves of the user's S3 access keys.
    async fn s3_keys(&self) -> Vec<String>;
}

/// A practice cloud of its own.
pub async fn practice(s3_key_api: S3KeyApi) -> Ground {
    let options = Options {
        s3_key_api,
        ..roomy()
    };
    let cloud = PracticeKakao::start(options).await.unwrap();
    // The same as everywhere: nobody has a key yet.
    cloud.remove_iam_key(&cloud.bootstrap().unwrap().id);
    Ground::on(Box::new(Practice { cloud, s3_key_api }))
}

/// A user of their own of a real Keystone that all cases share.
pub async fn keystone(version: Version) -> Ground {
    let keystone = Keystone::shared(version).await.unwrap();
    let member = keystone.member().await.unwrap();
    Ground::on(Box::new(Real {
        keystone,
        member,
        version,
    }))
}

struct Practice {
    cloud: PracticeKakao,
    s3_key_api: S3KeyApi,
}

/// Each request went to a call there is, and each but a signed one said that it is JSON: since April 2026 the cloud
/// refuses those that do not, be there a body or not.
pub fn check(ledger: &[LedgerEntry]) {
    for entry in ledger {
        let case = format!("{} {}", entry.method, entry.path);
        let identity = entry.path.starts_with("/identity/v3/");
        assert!(identity || entry.path == "/", "{case}");
        assert!(!entry.path.contains("//"), "{case}");
        let json = entry.content_type.as_deref() == Some("application/json");
        assert_eq!(json, identity || entry.method == "POST", "{case}");
    }
}

impl Drop for Practice {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            check(&self.cloud.ledger());
        }
    }
}

#[async_trait]
impl Place for Practice {
    fn base_url(&self) -> String {
        self.cloud.base_url()
    }

    fn s3_key_api(&self) -> S3KeyApi {
        self.s3_key_api
    }

    fn user_id(&self) -> String {
        self.cloud.user_id()
    }

    fn project(&self) -> (String, String) {
        let first = self.cloud.projects().remove(0);
        (first.id, first.name)
    }

    async fn other_project(&self) -> String {
        self.cloud.projects().remove(1).id
    }

    async fn add_key(&self, new: NewIamKey) -> Key {
        let name = new.name.clone();
        let (id, secret) = self.cloud.add_iam_key(new).unwrap();
        Key { id, name, secret }
    }

    async fn remove_key(&self, key: &Key) {
        assert!(self.cloud.remove_iam_key(&key.id));
    }

    async fn keys(&self) -> Vec<String> {
        let keys = self.cloud.iam_keys().into_iter();
        keys.map(|key| key.id).collect()
    }

    async fn set_member(&self, member: bool) {
        assert!(self.cloud.set_member(&self.project().0, member));
    }

    async fn set_enabled(&self, enabled: bool) {
        self.cloud.set_user_enabled(enabled);
    }

    async fn add_s3_key(&self) -> (String, String) {
        self.cloud.add_s3_key(&self.project().0).unwrap()
    }

    async fn s3_keys(&self) -> Vec<String> {
        let keys = self.cloud.s3_keys().into_iter();
        keys.map(|key| key.access).collect()
    }
}

struct Real {
    keystone: Keystone,
    member: Member,
    version: Version,
}

#[async_trait]
impl Place for Real {
    fn base_url(&self) -> String {
        let base_url = self.keystone.base_url();
        base_url.trim_end_matches("/identity/v3").to_owned()
    }

    fn s3_key_api(&self) -> S3KeyApi {
        match self.version {
            Version::V27 => S3KeyApi::Open,
            Version::V30 => S3KeyApi::Patched,
        }
    }

    fn user_id(&self) -> String {
        self.member.user.id.clone()
    }

    fn project(&self) -> (String, String) {
        let project = self.member.project.clone();
        (project.id, project.name)
    }

    async fn other_project(&self) -> String {
        let other = Member {
            user: self.member.user.clone(),
            project: self.keystone.project().await.unwrap(),
        };
        self.keystone.assign(&other, MEMBER).await.unwrap();
        other.project.id
    }

    async fn add_key(&self, new: NewIamKey) -> Key {
        let mut member = self.member.clone();
        if let Some(id) = new.project_id {
            let name = String::new();
            member.project = Project { id, name };
        }
        let expired = new.expires_at.is_some_and(|end| end <= Timestamp::now());
        let end = new.expires_at.filter(|_| !expired);
        let new = NewAccessKey {
            name: new.name,
            unrestricted: new.unrestricted,
            expires_at: end.map(|end| end.to_string().trim_end_matches('Z').to_owned()),
        };
        let made = self.keystone.access_key(&member, new).await.unwrap();
        if expired {
            self.keystone.expire(&made).await.unwrap();
        }
        Key {
            id: made.id,
            name: made.name,
            secret: made.secret,
        }
    }

    async fn remove_key(&self, key: &Key) {
        let keys = self.keystone.access_keys(&self.member).await.unwrap();
        assert!(keys.iter().any(|one| one["id"] == key.id));
        let key = keywright_tests::keystone::AccessKey {
            id: key.id.clone(),
            name: key.name.clone(),
            secret: key.secret.clone(),
        };
        let removed = self.keystone.delete_access_key(&self.member, &key);
        removed.await.unwrap();
    }

    async fn keys(&self) -> Vec<String> {
        let keys = self.keystone.access_keys(&self.member).await.unwrap();
        texts(&keys, "id")
    }

    async fn set_member(&self, member: bool) {
        let (keystone, one) = (&self.keystone, &self.member);
        match member {
            true => keystone.assign(one, MEMBER).await.unwrap(),
            false => keystone.unassign(one, MEMBER).await.unwrap(),
        }
    }

    async fn set_enabled(&self, enabled: bool) {
        let user = &self.member.user;
        self.keystone.enable_user(user, enabled).await.unwrap();
    }

    async fn add_s3_key(&self) -> (String, String) {
        let made = self.keystone.s3_key(&self.member).await.unwrap();
        let half = |name: &str| made[name].as_str().unwrap().to_owned();
        (half("access"), half("secret"))
    }

    async fn s3_keys(&self) -> Vec<String> {
        let keys = self.keystone.s3_keys(&self.member).await.unwrap();
        texts(&keys, "access")
    }
}

fn texts(keys: &[serde_json::Value], field: &str) -> Vec<String> {
    let keys = keys.iter();
    keys.map(|key| key[field].as_str().unwrap().to_owned())
        .collect()
}
