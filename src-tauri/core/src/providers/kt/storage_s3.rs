//! The key of the storages that speak S3: the D platform's and Object Storage 3.0.

use async_trait::async_trait;
use secrecy::{ExposeSecret, SecretString};

use super::facts::{LINKS, OPERATIONS, STORAGE_PAIR, STORAGE_S3};
use super::{ACCESS_KEY, Kt, SECRET_KEY, buckets, check, copy, paste, shape};
use crate::error::{ErrorCode, Result};
use crate::http::Http;
use crate::kind::{Credential, Extra, KeyKind, KindSpec, Likeness, Recovery, SecretFields};
use crate::model::{ApiKey, CopyWhat, Fact, Identity, KindId, ProviderId};
use crate::providers::reading::ends_with;

/// Access Key and Secret Key of a storage that speaks S3.
pub struct KtStorageS3 {
    pub(super) kt: Kt,
}

impl KtStorageS3 {
    /// The kind, with the client that it sends through.
    #[must_use]
    pub const fn new(http: Http) -> Self {
        Self { kt: Kt::new(http) }
    }
}

static SPEC: KindSpec = KindSpec {
    id: KindId::KtStorageS3,
    provider: ProviderId::Kt,
    signed_by: &[KindId::KtStorageS3],
    operations: OPERATIONS,
    recovery: Recovery::ByHand,
    fields: &STORAGE_PAIR,
    ways: &[],
    alone: false,
    undocumented: false,
    tokens: &[],
    new_key_fields: &[],
    group_fields: &[],
    extras: &[Extra::Storage],
    quota: None,
    delete_needs_off: false,
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
    realms: &STORAGE_S3,
};

#[async_trait]
impl KeyKind for KtStorageS3 {
    fn spec(&self) -> &'static KindSpec {
        &SPEC
    }

    fn read_pasted(&self, text: &SecretString, into: Option<&str>) -> SecretFields {
        paste::storage_s3(text, into)
    }

    fn likeness(&self, text: &SecretString) -> Likeness {
        shape::storage_s3(text)
    }

    fn check_credential(&self, fields: &SecretFields) -> Result<()> {
        check::credential(fields, SPEC.fields)
    }

    async fn verify(&self, by: &Credential) -> Result<Identity> {
        let (facts, confirmed) = match buckets::open(&self.kt, by).await {
            Ok(opened) => {
                let signature = ("signature", opened.signature.word().to_owned());
                let region = opened.region.map(|region| ("region", region));
                ([Some(signature), region], true)
            }
            // The key is known, but may not see the list: nobody can confirm more.
            Err(error) if error.code == ErrorCode::Forbidden => ([None, None], false),
            Err(error) => return Err(error),
        };
        // EXPOSE: the public half, by which the key is known.
        let access_key = by.field(ACCESS_KEY)?.expose_secret();
        Ok(Identity {
            name: None,
            scope: None,
            own_key: Some(access_key.to_owned()),
            ends_with: ends_with(access_key),
            facts: facts
                .into_iter()
                .flatten()
                .map(|(id, value)| Fact {
                    id: id.to_owned(),
                    value,
                })
                .collect(),
            abilities: Vec::new(),
            confirmed,
        })
    }

    async fn storage(&self, key: &Credential) -> Result<Vec<String>> {
        Ok(buckets::open(&self.kt, key).await?.boxes)
    }

    fn public_id(&self, fields: &SecretFields) -> Option<String> {
        copy::public_id(fields, ACCESS_KEY)
    }

    fn copy_text(&self, by: &Credential, _key: &ApiKey, what: CopyWhat) -> Result<SecretString> {
        match what {
            CopyWhat::Id | CopyWhat::Secret | CopyWhat::Both => {
                copy::pair(by, ACCESS_KEY, SECRET_KEY, what)
            }
            _ => {
                // EXPOSE: the last four characters of the public half, to tell profiles from each other.
                let end = ends_with(by.field(ACCESS_KEY)?.expose_secret());
                let name = end.map_or_else(|| "kt".to_owned(), |end| format!("kt-{end}"));
                buckets::text(by, &name, what)
            }
        }
    }
}
