//! The key of the G platform: one pair for all zones of G1 and G2, with every right of the main account. It is made
//! with the account and shown again in the console at any time.

use async_trait::async_trait;
use secrecy::SecretString;

use super::facts::{GATEWAY, LINKS, OPERATIONS, secret, secret_id};
use super::{API_KEY, Kt, SECRET_KEY, check, copy, paste, shape, zones};
use crate::error::Result;
use crate::http::Http;
use crate::kind::{Credential, KeyKind, KindSpec, Likeness, Recovery, SecretFields};
use crate::model::{ApiKey, CopyWhat, Identity, KindId, ProviderId};

/// API Key and Secret Key of the G platform.
pub struct KtGKey {
    pub(super) kt: Kt,
}

impl KtGKey {
    /// The kind, with the client that it sends through.
    #[must_use]
    pub const fn new(http: Http) -> Self {
        Self { kt: Kt::new(http) }
    }
}

static SPEC: KindSpec = KindSpec {
    id: KindId::KtGKey,
    provider: ProviderId::Kt,
    signed_by: &[KindId::KtGKey],
    operations: OPERATIONS,
    recovery: Recovery::ByHand,
    // They have 86 characters (observed). Each is half of a credential that may do everything.
    fields: &[secret_id(API_KEY, 200), secret(SECRET_KEY)],
    ways: &[],
    alone: false,
    undocumented: false,
    tokens: &[],
    new_key_fields: &[],
    group_fields: &[],
    extras: &[],
    quota: None,
    delete_needs_off: false,
    settles_in_s: 60,
    listed_in_s: 5,
    copies: &[CopyWhat::Id, CopyWhat::Secret, CopyWhat::Both],
    links: &LINKS,
    realms: &GATEWAY,
};

#[async_trait]
impl KeyKind for KtGKey {
    fn spec(&self) -> &'static KindSpec {
        &SPEC
    }

    fn read_pasted(&self, text: &SecretString, into: Option<&str>) -> SecretFields {
        paste::g_key(text, into)
    }

    fn likeness(&self, text: &SecretString) -> Likeness {
        shape::g_key(text)
    }

    fn check_credential(&self, fields: &SecretFields) -> Result<()> {
        check::credential(fields, SPEC.fields)
    }

    async fn verify(&self, by: &Credential) -> Result<Identity> {
        zones::identity(&self.kt, by).await
    }

    /// What would be kept in clear is half of a credential that may do everything.
    fn public_id(&self, _fields: &SecretFields) -> Option<String> {
        None
    }

    fn copy_text(&self, by: &Credential, _key: &ApiKey, what: CopyWhat) -> Result<SecretString> {
        copy::pair(by, API_KEY, SECRET_KEY, what)
    }
}
