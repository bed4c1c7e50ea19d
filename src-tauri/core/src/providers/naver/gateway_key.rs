//! API Gateway keys: what callers of a published API send along. Two values at once, and both can be read again.

use async_trait::async_trait;
use secrecy::SecretString;

use super::facts::{LINKS, REALMS};
use super::{
    Client, Naver, PRIMARY_KEY, SECONDARY_KEY, api_keys, check, copy, paste, subscriptions,
};
use crate::error::{ErrorCode, Result};
use crate::http::{Answer, Http};
use crate::kind::{
    Credential, Extra, FieldSpec, Input, Issued, KeyKind, KindSpec, Operations, Recovery,
    RemoteKey, SecretFields, Support,
};
use crate::model::{
    ApiKey, CopyWhat, Identity, KeyPatch, KindId, NewKey, NewKeyOptions, ProviderId, RolesFrom,
    Subscription,
};

/// An API key of API Gateway.
pub struct NaverGatewayKey {
    pub(super) naver: Naver,
}

impl NaverGatewayKey {
    /// The kind, with the client that it sends through.
    #[must_use]
    pub const fn new(http: Http) -> Self {
        Self {
            naver: Naver::new(http),
        }
    }
}

/// The facts (`apigateway-apikey`). Lengths are counted in characters: the documents do not say.
static SPEC: KindSpec = KindSpec {
    id: KindId::NaverGatewayKey,
    provider: ProviderId::Naver,
    signed_by: &[KindId::NaverAccessKey],
    operations: Operations {
        verify: Support::Api,
        list: Support::Api,
        create: Support::Api,
        reread: Support::Api,
        update: Support::Api,
        switch: Support::Api,
        regenerate: Support::Api,
        delete: Support::Api,
        token: Support::Never,
    },
    recovery: Recovery::Rereadable,
    fields: &[
        FieldSpec {
            id: PRIMARY_KEY,
            input: Input::Secret { max: 500 },
            required: true,
            editable: false,
        },
        FieldSpec {
            id: SECONDARY_KEY,
            input: Input::Secret { max: 500 },
            required: true,
            editable: false,
        },
    ],
    ways: &[],
    alone: false,
    undocumented: false,
    tokens: &[],
    new_key_fields: &[
        FieldSpec {
            id: "name",
            input: Input::Text { min: 1, max: 20 },
            required: true,
            editable: true,
        },
        FieldSpec {
            id: "description",
            input: Input::Text { min: 0, max: 50 },
            required: false,
            editable: true,
        },
    ],
    group_fields: &[],
    extras: &[Extra::Subscriptions],
    quota: None,
    delete_needs_off: false,
    settles_in_s: 60,
    listed_in_s: 5,
    copies: &[
        CopyWhat::Secret,
        CopyWhat::SecondSecret,
        CopyWhat::Header,
        CopyWhat::CurlWithSecret,
        CopyWhat::Env,
        CopyWhat::Python,
    ],
    links: &LINKS,
    realms: &REALMS,
};

#[async_trait]
impl KeyKind for NaverGatewayKey {
    fn spec(&self) -> &'static KindSpec {
        &SPEC
    }

    fn read_pasted(&self, text: &SecretString, into: Option<&str>) -> SecretFields {
        paste::gateway_key(text, into)
    }

    fn check_credential(&self, fields: &SecretFields) -> Result<()> {
        check::credential(fields, SPEC.fields)
    }

    /// It signs no call, so that it cannot be asked alone.
    async fn verify(&self, _by: &Credential) -> Result<Identity> {
        Err(ErrorCode::Unsupported.into())
    }

    async fn prove(&self, key: &Credential, by: Option<&Credential>) -> Result<Identity> {
        let by = by.ok_or(ErrorCode::Unsupported)?;
        api_keys::prove(&Client::new(&self.naver, by), key).await
    }

    fn proves_itself(&self) -> bool {
        false
    }

    async fn list(&self, by: &Credential) -> Result<Vec<RemoteKey>> {
        api_keys::all(&Client::new(&self.naver, by)).await
    }

    /// Nothing has to be known first: nothing is sent.
    async fn options(&self, _by: &Credential) -> Result<NewKeyOptions> {
        Ok(NewKeyOptions {
            roles: Vec::new(),
            roles_from: RolesFrom::Nowhere,
            quota: None,
            groups: Vec::new(),
        })
    }

    fn check_new(&self, new: &NewKey, patch: bool) -> Result<()> {
        check::form(new, patch, SPEC.new_key_fields)
    }

    async fn create(
        &self,
        by: &Credential,
        new: &NewKey,
        _made: Option<&SecretFields>,
    ) -> Result<Answer> {
        self.check_new(new, false)?;
        api_keys::create(&Client::new(&self.naver, by), new).await
    }

    fn read_issued(&self, answer: &Answer, _made: Option<SecretFields>) -> Result<Issued> {
        api_keys::read_issued(answer)
    }

    async fn reread(&self, by: &Credential, remote_id: &str) -> Result<Issued> {
        api_keys::reread(&Client::new(&self.naver, by), remote_id).await
    }

    async fn regenerate(&self, by: &Credential, remote_id: &str, field: &str) -> Result<()> {
        api_keys::regenerate(&Client::new(&self.naver, by), remote_id, field).await
    }

    async fn update(
        &self,
        by: &Credential,
        remote_id: &str,
        patch: &KeyPatch,
    ) -> Result<RemoteKey> {
        self.check_new(patch, true)?;
        api_keys::update(&Client::new(&self.naver, by), remote_id, patch).await
    }

    async fn switch(&self, by: &Credential, remote_id: &str, on: bool) -> Result<RemoteKey> {
        api_keys::switch(&Client::new(&self.naver, by), remote_id, on).await
    }

    async fn delete(&self, by: &Credential, remote_id: &str) -> Result<()> {
        api_keys::delete(&Client::new(&self.naver, by), remote_id).await
    }

    async fn subscriptions(&self, by: &Credential, remote_id: &str) -> Result<Vec<Subscription>> {
        subscriptions::all(&Client::new(&self.naver, by), remote_id).await
    }

    async fn subscribe(
        &self,
        by: &Credential,
        remote_id: &str,
        product: &str,
        on: bool,
    ) -> Result<()> {
        subscriptions::set(&Client::new(&self.naver, by), remote_id, product, on).await
    }

    /// Both values are secret; the id of the key as an object is of no use to callers.
    fn public_id(&self, _fields: &SecretFields) -> Option<String> {
        None
    }

    fn copy_text(&self, by: &Credential, _key: &ApiKey, what: CopyWhat) -> Result<SecretString> {
        copy::gateway_key(by, what)
    }
}
