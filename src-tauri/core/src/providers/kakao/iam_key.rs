//! IAM access keys, which are application credentials of OpenStack Keystone: what the app asks for tokens with.
//!
//! KakaoCloud documents that they are made, seen and deleted in its console. The paths that Keystone has for it are
//! used only where the user allowed that; a cloud that refuses them is no fault of the key.

use async_trait::async_trait;
use secrecy::{ExposeSecret, SecretString};

use super::facts::{IAM_FIELDS, LINKS, NEW_IAM_FIELDS, REALMS, WAYS};
use super::{ID, Kakao};
use crate::error::{ErrorCode, Result};
use crate::http::Http;
use crate::kind::{
    Credential, Extra, KeyKind, KindSpec, Operations, Recovery, SecretFields, Support, TokenSpec,
};
use crate::model::{ApiKey, CopyWhat, Identity, KindId, ProviderId, TokenKind};

/// An IAM access key with its secret.
pub struct KakaoIamKey {
    pub(super) kakao: Kakao,
}

impl KakaoIamKey {
    /// The kind, with the client that it sends through.
    #[must_use]
    pub const fn new(http: Http) -> Self {
        Self {
            kakao: Kakao::new(http),
        }
    }
}

static SPEC: KindSpec = KindSpec {
    id: KindId::KakaoIamKey,
    provider: ProviderId::Kakao,
    signed_by: &[KindId::KakaoIamKey],
    operations: Operations {
        verify: Support::Api,
        list: Support::Api,
        create: Support::Api,
        reread: Support::Never,
        update: Support::Never,
        switch: Support::Never,
        regenerate: Support::Never,
        delete: Support::Api,
        token: Support::Api,
    },
    recovery: Recovery::Named,
    fields: &IAM_FIELDS,
    ways: &WAYS,
    alone: false,
    undocumented: true,
    tokens: &[
        // 12 hours unless the key ends sooner or its rights change (`start/api-preparation`).
        TokenSpec {
            id: TokenKind::Api,
            lasts_s: 43_200,
            checks: true,
            revokes: true,
            copies: &[CopyWhat::Secret, CopyWhat::Header, CopyWhat::Export],
        },
        TokenSpec {
            id: TokenKind::Storage,
            lasts_s: 1800,
            checks: false,
            revokes: false,
            copies: &[CopyWhat::S3Profile, CopyWhat::Export],
        },
    ],
    new_key_fields: &NEW_IAM_FIELDS,
    group_fields: &[],
    extras: &[Extra::Storage, Extra::Projects],
    // Two for each project, not for all: the options of a new key count those of the key's own.
    quota: None,
    delete_needs_off: false,
    settles_in_s: 10,
    listed_in_s: 5,
    copies: &[CopyWhat::Id, CopyWhat::Secret, CopyWhat::Export],
    links: &LINKS,
    realms: &REALMS,
};

#[async_trait]
impl KeyKind for KakaoIamKey {
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
        let id = fields.get(ID)?.expose_secret();
        (!id.is_empty()).then(|| id.to_owned())
    }

    fn copy_text(&self, _by: &Credential, _key: &ApiKey, _what: CopyWhat) -> Result<SecretString> {
        Err(ErrorCode::Unsupported.into())
    }
}
