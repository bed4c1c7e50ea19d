//! The key of Object Storage 2.0: tokens by a Keystone, file boxes by a Swift at the same host (observed in several
//! programs and a setup guide). Domain and project are given by their ids.

use async_trait::async_trait;
use jiff::Timestamp;
use secrecy::{ExposeSecret, SecretString};
use url::Url;

use super::d_login::known;
use super::facts::{LINKS, OPERATIONS_WITH_TOKENS, STORAGE_2, STORAGE_2_LOGIN, STORAGE_PAIR, text};
use super::keystone::Keystone;
use super::wire::{AskToken, ProjectScope};
use super::{
    ACCESS_KEY, DOMAIN_ID, Kt, PROJECT_ID, SECRET_KEY, below, check, copy, paste, realm_of, shape,
    swift,
};
use crate::error::{Error, ErrorCode, Result};
use crate::http::Http;
use crate::kind::{
    Credential, Extra, KeyKind, KindSpec, Likeness, Minted, Recovery, SecretFields, TokenSpec,
};
use crate::model::{ApiKey, CopyWhat, Identity, KindId, ProviderId, Scope, TokenKind};
use crate::providers::reading::ends_with;

/// A key of Object Storage 2.0 with its domain and project.
pub struct KtStorage2 {
    pub(super) kt: Kt,
}

static SPEC: KindSpec = KindSpec {
    id: KindId::KtStorage2,
    provider: ProviderId::Kt,
    signed_by: &[KindId::KtStorage2],
    operations: OPERATIONS_WITH_TOKENS,
    recovery: Recovery::ByHand,
    fields: &[
        STORAGE_PAIR[0],
        STORAGE_PAIR[1],
        text(DOMAIN_ID, 100),
        text(PROJECT_ID, 100),
    ],
    ways: &[],
    alone: false,
    undocumented: false,
    tokens: &[TokenSpec {
        id: TokenKind::Api,
        // An hour (observed), less what the drivers of the D platform leave off.
        lasts_s: 3_000,
        checks: true,
        revokes: true,
        copies: &[CopyWhat::Secret, CopyWhat::Header, CopyWhat::Export],
    }],
    new_key_fields: &[],
    group_fields: &[],
    extras: &[Extra::Storage],
    quota: None,
    delete_needs_off: false,
    settles_in_s: 60,
    listed_in_s: 5,
    copies: &[CopyWhat::Id, CopyWhat::Secret, CopyWhat::Both],
    links: &LINKS,
    realms: &STORAGE_2,
};

impl KtStorage2 {
    /// The kind, with the client that it sends through.
    #[must_use]
    pub const fn new(http: Http) -> Self {
        Self { kt: Kt::new(http) }
    }

    fn keystone<'a>(&'a self, by: &'a Credential) -> Result<Keystone<'a>> {
        Ok(Keystone {
            kt: &self.kt,
            tokens: tokens_of(&by.base_url)?,
            fields: &by.fields,
        })
    }
}

/// Where tokens are made: at another port of the same host. Any other base serves both.
pub(super) fn tokens_of(base: &Url) -> Result<Url> {
    let mut url = below(base, &["v3", "auth", "tokens"])?;
    if realm_of(base, &STORAGE_2).is_some() {
        url.set_port(Some(STORAGE_2_LOGIN))
            .map_err(|()| Error::new(ErrorCode::Internal))?;
    }
    Ok(url)
}

fn ask(by: &Credential) -> Result<AskToken<'_>> {
    // EXPOSE: the public parts, which go into the body of the login.
    let public = |id| by.field(id).map(|value| value.expose_secret());
    let (domain, project) = (public(DOMAIN_ID)?, public(PROJECT_ID)?);
    // EXPOSE: it goes into the body of the login.
    let secret = by.field(SECRET_KEY)?.expose_secret();
    let project = ProjectScope::by_id_in(project, domain);
    Ok(AskToken::new(domain, public(ACCESS_KEY)?, secret, project))
}

/// Where the file boxes of the project are.
fn boxes_of(by: &Credential) -> Result<Url> {
    // EXPOSE: a public part, for the address.
    let project = by.field(PROJECT_ID)?.expose_secret();
    swift::boxes_of(&by.base_url, &swift::account_of(project))
}

#[async_trait]
impl KeyKind for KtStorage2 {
    fn spec(&self) -> &'static KindSpec {
        &SPEC
    }

    fn read_pasted(&self, text: &SecretString, into: Option<&str>) -> SecretFields {
        paste::storage_2(text, into)
    }

    fn likeness(&self, text: &SecretString) -> Likeness {
        shape::storage_2(text)
    }

    fn check_credential(&self, fields: &SecretFields) -> Result<()> {
        check::credential(fields, SPEC.fields)
    }

    async fn verify(&self, by: &Credential) -> Result<Identity> {
        let mut identity = self.keystone(by)?.identity(&ask(by)?).await?;
        // EXPOSE: the public half, by which the key is known.
        let access_key = by.field(ACCESS_KEY)?.expose_secret();
        identity.own_key = Some(access_key.to_owned());
        identity.ends_with = ends_with(access_key);
        // The user is the key: people may give it a better name.
        identity.name = None;
        if identity.scope.is_none() {
            // EXPOSE: a public part. A token was made for it, so that it is there.
            let id = by.field(PROJECT_ID)?.expose_secret().to_owned();
            let name = id.clone();
            identity.scope = Some(Scope { id, name });
        }
        Ok(identity)
    }

    async fn storage(&self, key: &Credential) -> Result<Vec<String>> {
        let url = boxes_of(key)?;
        let keystone = self.keystone(key)?;
        let session = keystone.log_in(&ask(key)?).await?;
        let boxes = swift::boxes(&self.kt, &url, &session.token, &key.fields).await;
        keystone.forget(&session.token).await;
        boxes
    }

    async fn mint_token(&self, key: &Credential, token: TokenKind) -> Result<Minted> {
        known(token)?;
        self.keystone(key)?.mint(&ask(key)?).await
    }

    async fn check_token(
        &self,
        key: &Credential,
        token: TokenKind,
        fields: &SecretFields,
    ) -> Result<Option<Timestamp>> {
        known(token)?;
        let token = copy::token(fields)?;
        match self.keystone(key)?.check(token).await {
            Err(error) if error.code == ErrorCode::NotOffered => {
                swift::still_opens(&self.kt, &boxes_of(key)?, token, &key.fields).await?;
            }
            checked => checked?,
        }
        Ok(None)
    }

    async fn revoke_token(
        &self,
        key: &Credential,
        token: TokenKind,
        fields: &SecretFields,
    ) -> Result<()> {
        known(token)?;
        self.keystone(key)?.end(copy::token(fields)?).await
    }

    fn copy_token(
        &self,
        key: &Credential,
        token: TokenKind,
        fields: &SecretFields,
        what: CopyWhat,
    ) -> Result<SecretString> {
        known(token)?;
        copy::storage_token(key, fields, what)
    }

    fn public_id(&self, fields: &SecretFields) -> Option<String> {
        copy::public_id(fields, ACCESS_KEY)
    }

    fn copy_text(&self, by: &Credential, _key: &ApiKey, what: CopyWhat) -> Result<SecretString> {
        copy::pair(by, ACCESS_KEY, SECRET_KEY, what)
    }
}
