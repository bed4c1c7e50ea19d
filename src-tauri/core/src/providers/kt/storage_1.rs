//! The key of Object Storage 1.0 (first "ucloud storage"): a Swift with its own login (Apache Libcloud).
//!
//! It has no tokens here: nothing says how long one lasts, nothing ends one, and the tools that speak this login take
//! the key itself and sign in by themselves.

use async_trait::async_trait;
use reqwest::header::HeaderMap;
use secrecy::{ExposeSecret, SecretString};

use super::facts::{LINKS, OPERATIONS, STORAGE_1, secret, text};
use super::{
    Kt, STORAGE_PASS, STORAGE_USER, answers, below, check, copy, harmless, keystone, paste,
    sensitive, shape, swift,
};
use crate::error::{Error, ErrorCode, Outcome, Result};
use crate::http::{Http, Repeat, Request};
use crate::kind::{Credential, Extra, KeyKind, KindSpec, Likeness, Recovery, SecretFields};
use crate::model::{ApiKey, CopyWhat, Fact, Identity, KindId, ProviderId};
use crate::providers::reading::ends_with;

/// User and key of Object Storage 1.0.
pub struct KtStorage1 {
    pub(super) kt: Kt,
}

impl KtStorage1 {
    /// The kind, with the client that it sends through.
    #[must_use]
    pub const fn new(http: Http) -> Self {
        Self { kt: Kt::new(http) }
    }

    /// Signs in, once: a wrong key that is sent again may lock the account. Gives back the headers, with the token.
    async fn log_in(&self, by: &Credential) -> Result<HeaderMap> {
        let url = below(&by.base_url, &["auth", "v1.0"])?;
        let mut request = Request {
            repeat: Repeat::Once,
            ..Request::read()
        };
        let headers = &mut request.headers;
        sensitive(headers, "x-storage-user", by.field(STORAGE_USER)?)?;
        sensitive(headers, "x-storage-pass", by.field(STORAGE_PASS)?)?;
        let sent = self.kt.http.send_for_headers(&url, &request).await;
        let (answer, headers) = sent.map_err(harmless)?;
        if answer.is_success() && token(&headers).is_some() {
            return Ok(headers);
        }
        Err(answers::openstack(
            &answer,
            ErrorCode::KeyPairRefused,
            &by.fields,
        ))
    }
}

fn token(headers: &HeaderMap) -> Option<SecretString> {
    headers.get("x-auth-token").and_then(keystone::token)
}

/// The account that the storage names. The address around it is not used: a token goes to no other host.
fn account(headers: &HeaderMap) -> Option<String> {
    swift::account_in(headers.get("x-storage-url")?.to_str().ok()?)
}

static SPEC: KindSpec = KindSpec {
    id: KindId::KtStorage1,
    provider: ProviderId::Kt,
    signed_by: &[KindId::KtStorage1],
    operations: OPERATIONS,
    recovery: Recovery::ByHand,
    fields: &[text(STORAGE_USER, 200), secret(STORAGE_PASS)],
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
    copies: &[CopyWhat::Id, CopyWhat::Secret, CopyWhat::Both],
    links: &LINKS,
    realms: &STORAGE_1,
};

#[async_trait]
impl KeyKind for KtStorage1 {
    fn spec(&self) -> &'static KindSpec {
        &SPEC
    }

    fn read_pasted(&self, text: &SecretString, into: Option<&str>) -> SecretFields {
        paste::storage_1(text, into)
    }

    fn likeness(&self, text: &SecretString) -> Likeness {
        shape::storage_1(text)
    }

    fn check_credential(&self, fields: &SecretFields) -> Result<()> {
        check::credential(fields, SPEC.fields)
    }

    async fn verify(&self, by: &Credential) -> Result<Identity> {
        let headers = self.log_in(by).await?;
        // EXPOSE: the public half, by which the key is known.
        let user = by.field(STORAGE_USER)?.expose_secret();
        Ok(Identity {
            name: None,
            scope: None,
            own_key: Some(user.to_owned()),
            ends_with: ends_with(user),
            facts: account(&headers)
                .into_iter()
                .map(|value| Fact {
                    id: "storage_account".to_owned(),
                    value,
                })
                .collect(),
            abilities: Vec::new(),
            confirmed: true,
        })
    }

    async fn storage(&self, key: &Credential) -> Result<Vec<String>> {
        let headers = self.log_in(key).await?;
        let unreadable = || Error::new(ErrorCode::AnswerUnreadable).with_outcome(Outcome::Refused);
        let account = account(&headers).ok_or_else(unreadable)?;
        let token = token(&headers).ok_or_else(unreadable)?;
        let url = swift::boxes_of(&key.base_url, &account)?;
        swift::boxes(&self.kt, &url, &token, &key.fields).await
    }

    fn public_id(&self, fields: &SecretFields) -> Option<String> {
        copy::public_id(fields, STORAGE_USER)
    }

    fn copy_text(&self, by: &Credential, _key: &ApiKey, what: CopyWhat) -> Result<SecretString> {
        copy::pair(by, STORAGE_USER, STORAGE_PASS, what)
    }
}
