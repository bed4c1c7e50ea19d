//! The login of the D platform: what tokens are asked for with. Its parts stand on the console's page "Token"; the
//! password is usually that of the portal.
//!
//! The gateway has its own paths: no version in front of `auth/tokens`, no discovery (it answers 500), and the
//! addresses in a token's catalog do not work from outside. So none of an OpenStack client's habits are followed.

use async_trait::async_trait;
use jiff::Timestamp;
use secrecy::{ExposeSecret, SecretString};

use super::facts::{GATEWAY, LINKS, OPERATIONS_WITH_TOKENS, ZONES, secret, text};
use super::keystone::Keystone;
use super::wire::{AskToken, ProjectScope};
use super::{
    Kt, PASSWORD, PROJECT_ID, PROJECT_NAME, ZONE, answers, below, check, copy, paste, sensitive,
    shape, with_token,
};
use crate::error::{Error, ErrorCode, Result};
use crate::http::{Http, Request};
use crate::kind::{
    Credential, FieldSpec, Input, KeyKind, KindSpec, Likeness, Minted, Recovery, SecretFields,
    TokenSpec,
};
use crate::model::{ApiKey, CopyWhat, Fact, Identity, KindId, ProviderId, Scope, TokenKind};
use crate::providers::reading::id_for_path;

/// Name and password of the D platform.
pub struct KtDLogin {
    pub(super) kt: Kt,
}

impl KtDLogin {
    /// The kind, with the client that it sends through.
    #[must_use]
    pub const fn new(http: Http) -> Self {
        Self { kt: Kt::new(http) }
    }
}

/// The domain that all portal users are in ("kcldx").
const DOMAIN: &str = "default";

static SPEC: KindSpec = KindSpec {
    id: KindId::KtDLogin,
    provider: ProviderId::Kt,
    signed_by: &[KindId::KtDLogin],
    operations: OPERATIONS_WITH_TOKENS,
    recovery: Recovery::ByHand,
    fields: &[
        FieldSpec {
            required: false,
            ..text(PROJECT_ID, 100)
        },
        text(PROJECT_NAME, 200),
        secret(PASSWORD),
        FieldSpec {
            id: ZONE,
            input: Input::Choice {
                choices: &[ZONES[0].0, ZONES[1].0, ZONES[2].0, ZONES[3].0, ZONES[4].0],
                other: true,
            },
            required: true,
            editable: false,
        },
    ],
    ways: &[],
    alone: false,
    undocumented: false,
    tokens: &[TokenSpec {
        id: TokenKind::Api,
        // They last an hour; the drivers renew them after 50 minutes.
        lasts_s: 3_000,
        checks: true,
        revokes: true,
        copies: &[CopyWhat::Secret, CopyWhat::Header, CopyWhat::Export],
    }],
    new_key_fields: &[],
    group_fields: &[],
    extras: &[],
    quota: None,
    delete_needs_off: false,
    settles_in_s: 60,
    listed_in_s: 5,
    copies: &[CopyWhat::Id, CopyWhat::Secret],
    links: &LINKS,
    realms: &GATEWAY,
};

/// What a login is made of.
struct Login<'a> {
    zone: &'a str,
    name: &'a str,
    password: &'a str,
    project_id: Option<&'a str>,
}

impl<'a> Login<'a> {
    fn of(by: &'a Credential) -> Result<Self> {
        // EXPOSE: the public parts, which go into the address and the body.
        let public = |id| by.field(id).map(|value| value.expose_secret());
        Ok(Self {
            zone: id_for_path(public(ZONE)?)?,
            name: public(PROJECT_NAME)?,
            // EXPOSE: it goes into the body of the login.
            password: by.field(PASSWORD)?.expose_secret(),
            project_id: public(PROJECT_ID).ok().filter(|id| !id.is_empty()),
        })
    }

    /// For the project of this id, or else for the one that is called like its user, as KT's own library does it.
    const fn ask(&self) -> AskToken<'a> {
        let project = match self.project_id {
            Some(id) => ProjectScope::by_id(id),
            None => ProjectScope::by_name(self.name, DOMAIN),
        };
        AskToken::new(DOMAIN, self.name, self.password, project)
    }
}

impl KtDLogin {
    fn keystone<'a>(&'a self, by: &'a Credential, zone: &str) -> Result<Keystone<'a>> {
        Ok(Keystone {
            kt: &self.kt,
            tokens: below(&by.base_url, &[zone, "identity", "auth", "tokens"])?,
            fields: &by.fields,
        })
    }

    /// A small read, for where the question about the token itself is not open.
    async fn networks(&self, by: &Credential, zone: &str, token: &SecretString) -> Result<()> {
        let url = below(&by.base_url, &[zone, "nsm", "v1", "network"])?;
        let mut request = Request::read();
        sensitive(&mut request.headers, "x-auth-token", token)?;
        let answer = self.kt.http.send(&url, &request).await?;
        if answers::worked(&answer) {
            return Ok(());
        }
        Err(answers::openstack(
            &answer,
            ErrorCode::TokenEnded,
            &with_token(&by.fields, token),
        ))
    }
}

/// Nothing is at this address: the path of the zone is all that is chosen of it.
fn of_zone(error: Error) -> Error {
    match error.code {
        ErrorCode::NotFound => check::no_such_zone(error.status),
        _ => error,
    }
}

#[async_trait]
impl KeyKind for KtDLogin {
    fn spec(&self) -> &'static KindSpec {
        &SPEC
    }

    fn read_pasted(&self, text: &SecretString, into: Option<&str>) -> SecretFields {
        paste::d_login(text, into)
    }

    fn likeness(&self, text: &SecretString) -> Likeness {
        shape::d_login(text)
    }

    fn check_credential(&self, fields: &SecretFields) -> Result<()> {
        check::credential(fields, SPEC.fields)
    }

    async fn verify(&self, by: &Credential) -> Result<Identity> {
        let login = Login::of(by)?;
        let keystone = self.keystone(by, login.zone)?;
        let mut identity = keystone.identity(&login.ask()).await.map_err(of_zone)?;
        identity.facts.push(Fact {
            id: ZONE.to_owned(),
            value: login.zone.to_owned(),
        });
        identity.own_key = Some(format!("{}/{}", login.zone, login.name));
        if identity.scope.is_none() {
            // A token was made for it, so that it is there.
            identity.scope = login.project_id.map(|id| Scope {
                id: id.to_owned(),
                name: login.name.to_owned(),
            });
        }
        Ok(identity)
    }

    async fn mint_token(&self, key: &Credential, token: TokenKind) -> Result<Minted> {
        known(token)?;
        let login = Login::of(key)?;
        let keystone = self.keystone(key, login.zone)?;
        keystone.mint(&login.ask()).await.map_err(of_zone)
    }

    async fn check_token(
        &self,
        key: &Credential,
        token: TokenKind,
        fields: &SecretFields,
    ) -> Result<Option<Timestamp>> {
        known(token)?;
        let zone = Login::of(key)?.zone;
        let token = copy::token(fields)?;
        match self.keystone(key, zone)?.check(token).await {
            Err(error) if error.code == ErrorCode::NotOffered => {
                self.networks(key, zone, token).await?;
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
        let zone = Login::of(key)?.zone;
        let token = copy::token(fields)?;
        self.keystone(key, zone)?.end(token).await
    }

    fn copy_token(
        &self,
        key: &Credential,
        token: TokenKind,
        fields: &SecretFields,
        what: CopyWhat,
    ) -> Result<SecretString> {
        known(token)?;
        copy::d_token(key, fields, what)
    }

    fn public_id(&self, fields: &SecretFields) -> Option<String> {
        copy::public_id(fields, PROJECT_NAME)
    }

    fn copy_text(&self, by: &Credential, _key: &ApiKey, what: CopyWhat) -> Result<SecretString> {
        // The project and the password alone open nothing: the user belongs to them.
        if what == CopyWhat::Both {
            return Err(ErrorCode::Unsupported.into());
        }
        copy::pair(by, PROJECT_NAME, PASSWORD, what)
    }
}

/// The one token that there is.
pub(super) fn known(token: TokenKind) -> Result<()> {
    match token {
        TokenKind::Api => Ok(()),
        TokenKind::Storage => Err(ErrorCode::Unsupported.into()),
    }
}
