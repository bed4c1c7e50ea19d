//! S3 access keys, which are EC2 credentials of OpenStack Keystone: a pair that the object storage takes, signed in
//! Amazon's way. They have no names at the API.
//!
//! Made with the token of an IAM access key, where the cloud still takes one for it (newer Keystones refuse it), or in
//! the console.

use async_trait::async_trait;
use secrecy::{ExposeSecret, SecretString};

use super::facts::{LINKS, NEW_S3_FIELDS, REALMS, S3_FIELDS};
use super::session::Session;
use super::{ACCESS, Kakao, check, copy, paste, s3_keys, shape, storage, who};
use crate::error::Result;
use crate::http::{Answer, Http};
use crate::kind::{
    Credential, Extra, Issued, KeyKind, KindSpec, Likeness, Operations, Recovery, RemoteKey,
    SecretFields, Support,
};
use crate::model::{ApiKey, CopyWhat, Identity, KindId, NewKey, NewKeyOptions, ProviderId};
use crate::providers::reading::id_for_path;

/// An S3 access key with its secret.
pub struct KakaoS3Key {
    pub(super) kakao: Kakao,
}

impl KakaoS3Key {
    /// The kind, with the client that it sends through.
    #[must_use]
    pub const fn new(http: Http) -> Self {
        Self {
            kakao: Kakao::new(http),
        }
    }
}

static SPEC: KindSpec = KindSpec {
    id: KindId::KakaoS3Key,
    provider: ProviderId::Kakao,
    signed_by: &[KindId::KakaoIamKey],
    operations: Operations {
        verify: Support::Api,
        list: Support::Api,
        create: Support::Api,
        reread: Support::Api,
        update: Support::Never,
        switch: Support::Never,
        regenerate: Support::Never,
        delete: Support::Api,
        token: Support::Never,
    },
    // Keystone shows the secret again, but nobody promises that this cloud does.
    recovery: Recovery::Nameless,
    fields: &S3_FIELDS,
    ways: &[],
    alone: true,
    undocumented: false,
    tokens: &[],
    new_key_fields: &NEW_S3_FIELDS,
    group_fields: &[],
    extras: &[Extra::Storage],
    // For each project, which the options of a new key look at closely.
    quota: Some(super::MOST_KEYS),
    delete_needs_off: false,
    settles_in_s: 10,
    listed_in_s: 5,
    copies: &[
        CopyWhat::Id,
        CopyWhat::Secret,
        CopyWhat::S3Profile,
        CopyWhat::Export,
        CopyWhat::Both,
        CopyWhat::Env,
        CopyWhat::Rclone,
        CopyWhat::Python,
    ],
    links: &LINKS,
    realms: &REALMS,
};

#[async_trait]
impl KeyKind for KakaoS3Key {
    fn spec(&self) -> &'static KindSpec {
        &SPEC
    }

    fn read_pasted(&self, text: &SecretString, into: Option<&str>) -> SecretFields {
        paste::s3_key(text, into)
    }

    fn likeness(&self, text: &SecretString) -> Likeness {
        shape::s3_key(text)
    }

    fn check_credential(&self, fields: &SecretFields) -> Result<()> {
        check::credential(fields, SPEC.fields)
    }

    async fn verify(&self, by: &Credential) -> Result<Identity> {
        who::s3_identity(&self.kakao, by).await
    }

    async fn list(&self, by: &Credential) -> Result<Vec<RemoteKey>> {
        let session = Session::open(&self.kakao, by).await?;
        session.ending(s3_keys::all(&session)).await
    }

    async fn options(&self, by: &Credential) -> Result<NewKeyOptions> {
        let session = Session::open(&self.kakao, by).await?;
        session.ending(s3_keys::options(&session)).await
    }

    fn check_new(&self, new: &NewKey, patch: bool) -> Result<()> {
        check::new_key(new, patch, SPEC.new_key_fields, (self.kakao.clock)())
    }

    async fn create(
        &self,
        by: &Credential,
        new: &NewKey,
        _made: Option<&SecretFields>,
    ) -> Result<Answer> {
        self.check_new(new, false)?;
        let session = Session::open(&self.kakao, by).await?;
        let answer = s3_keys::create(&session).await;
        session.end_later();
        answer
    }

    fn read_issued(&self, answer: &Answer, _made: Option<SecretFields>) -> Result<Issued> {
        s3_keys::read_issued(answer)
    }

    async fn reread(&self, by: &Credential, remote_id: &str) -> Result<Issued> {
        id_for_path(remote_id)?;
        let session = Session::open(&self.kakao, by).await?;
        session.ending(s3_keys::reread(&session, remote_id)).await
    }

    async fn delete(&self, by: &Credential, remote_id: &str) -> Result<()> {
        id_for_path(remote_id)?;
        let session = Session::open(&self.kakao, by).await?;
        session.ending(s3_keys::delete(&session, remote_id)).await
    }

    async fn storage(&self, key: &Credential) -> Result<Vec<String>> {
        storage::buckets(&self.kakao, key).await
    }

    fn public_id(&self, fields: &SecretFields) -> Option<String> {
        // EXPOSE: the public half.
        let id = fields.get(ACCESS)?.expose_secret();
        (!id.is_empty()).then(|| id.to_owned())
    }

    fn copy_text(&self, by: &Credential, _key: &ApiKey, what: CopyWhat) -> Result<SecretString> {
        copy::s3_key(by, what)
    }
}
