//! Access keys, of the main account or of a sub account: what the app signs its calls with. No call is documented
//! that makes, lists or stops the main account's: the console does that.

use async_trait::async_trait;
use secrecy::{ExposeSecret, SecretString};

use super::facts::{ACCESS_KEY_FIELDS, LINKS, REALMS};
use super::{ACCESS_KEY, Client, Naver, check, copy, paste, shape, storage, who};
use crate::error::Result;
use crate::http::Http;
use crate::kind::{
    Credential, Extra, KeyKind, KindSpec, Likeness, Operations, Recovery, SecretFields, Support,
};
use crate::model::{ApiKey, CopyWhat, Identity, KindId, ProviderId};

/// An access key with its secret key.
pub struct NaverAccessKey {
    pub(super) naver: Naver,
}

impl NaverAccessKey {
    /// The kind, with the client that it sends through.
    #[must_use]
    pub const fn new(http: Http) -> Self {
        Self {
            naver: Naver::new(http),
        }
    }
}

static SPEC: KindSpec = KindSpec {
    id: KindId::NaverAccessKey,
    provider: ProviderId::Naver,
    signed_by: &[KindId::NaverAccessKey],
    operations: Operations {
        verify: Support::Api,
        list: Support::Never,
        create: Support::Guided,
        reread: Support::Never,
        update: Support::Never,
        switch: Support::Guided,
        regenerate: Support::Never,
        delete: Support::Guided,
        token: Support::Never,
    },
    recovery: Recovery::ByHand,
    fields: &ACCESS_KEY_FIELDS,
    ways: &[],
    alone: false,
    undocumented: false,
    tokens: &[],
    new_key_fields: &[],
    group_fields: &[],
    extras: &[Extra::Storage],
    quota: None,
    delete_needs_off: true,
    settles_in_s: 60,
    listed_in_s: 5,
    copies: &[
        CopyWhat::Id,
        CopyWhat::Secret,
        CopyWhat::Both,
        CopyWhat::Env,
        CopyWhat::Export,
        CopyWhat::S3Profile,
        CopyWhat::Rclone,
        CopyWhat::Python,
    ],
    links: &LINKS,
    realms: &REALMS,
};

#[async_trait]
impl KeyKind for NaverAccessKey {
    fn spec(&self) -> &'static KindSpec {
        &SPEC
    }

    fn read_pasted(&self, text: &SecretString, into: Option<&str>) -> SecretFields {
        paste::access_key(text, into)
    }

    fn likeness(&self, text: &SecretString) -> Likeness {
        shape::access(text)
    }

    fn check_credential(&self, fields: &SecretFields) -> Result<()> {
        check::credential(fields, SPEC.fields)
    }

    async fn verify(&self, by: &Credential) -> Result<Identity> {
        let client = Client::new(&self.naver, by);
        let mut identity = who::identity(&client).await?;
        identity.abilities = who::abilities(&client).await;
        Ok(identity)
    }

    async fn storage(&self, key: &Credential) -> Result<Vec<String>> {
        storage::buckets(&self.naver, key).await
    }

    fn public_id(&self, fields: &SecretFields) -> Option<String> {
        public_id(fields)
    }

    fn copy_text(&self, by: &Credential, _key: &ApiKey, what: CopyWhat) -> Result<SecretString> {
        copy::access_key(by, what)
    }
}

/// The access key: shown and copied like a user name.
pub(super) fn public_id(fields: &SecretFields) -> Option<String> {
    // EXPOSE: the public half.
    let id = fields.get(ACCESS_KEY)?.expose_secret();
    (!id.is_empty()).then(|| id.to_owned())
}
