//! S3 access keys, which are EC2 credentials of OpenStack Keystone: a pair that the object storage takes, signed in
//! Amazon's way. They have no names at the API.
//!
//! Made with the token of an IAM access key, where the cloud still takes one for it (newer Keystones refuse it), or in
//! the console.

use async_trait::async_trait;
use secrecy::{ExposeSecret, SecretString};

use super::facts::{LINKS, NEW_S3_FIELDS, REALMS, S3_FIELDS};
use super::{ACCESS, Kakao};
use crate::error::{ErrorCode, Result};
use crate::http::Http;
use crate::kind::{
    Credential, Extra, KeyKind, KindSpec, Operations, Recovery, SecretFields, Support,
};
use crate::model::{ApiKey, CopyWhat, Identity, KindId, ProviderId};

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
        let into = into.map(|into| (into.to_owned(), text.clone()));
        into.into_iter().collect()
    }

    fn check_credential(&self, _fields: &SecretFields) -> Result<()> {
        Err(ErrorCode::Unsupported.into())
    }

    async fn verify(&self, _by: &Credential) -> Result<Identity> {
        let _ = &self.kakao;
        Err(ErrorCode::Unsupported.into())
    }

    fn public_id(&self, fields: &SecretFields) -> Option<String> {
        // EXPOSE: the public half.
        let id = fields.get(ACCESS)?.expose_secret();
        (!id.is_empty()).then(|| id.to_owned())
    }

    fn copy_text(&self, _by: &Credential, _key: &ApiKey, _what: CopyWhat) -> Result<SecretString> {
        Err(ErrorCode::Unsupported.into())
    }
}
