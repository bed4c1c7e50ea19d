//! IAM access keys, which are application credentials of OpenStack Keystone: what the app asks for tokens with.
//!
//! KakaoCloud documents that they are made, seen and deleted in its console. The paths that Keystone has for it are
//! used only where the user allowed that; a cloud that refuses them is no fault of the key.

use async_trait::async_trait;
use jiff::Timestamp;
use secrecy::{ExposeSecret, SecretString};

use super::facts::{IAM_FIELDS, LINKS, NEW_IAM_FIELDS, REALMS, WAYS};
use super::session::Session;
use super::{ID, Kakao, check, copy, iam_keys, paste, projects, shape, storage, tokens, who};
use crate::error::Result;
use crate::http::{Answer, Http};
use crate::kind::{
    Credential, Extra, Issued, KeyKind, KindSpec, Likeness, Minted, Operations, Recovery,
    RemoteKey, SecretFields, Support, TokenSpec,
};
use crate::model::{
    ApiKey, CopyWhat, Identity, KindId, NewKey, NewKeyOptions, Project, ProviderId, TokenKind,
};
use crate::providers::reading::id_for_path;

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
            copies: &[
                CopyWhat::S3Profile,
                CopyWhat::Env,
                CopyWhat::Export,
                CopyWhat::Rclone,
                CopyWhat::Python,
            ],
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
    copies: &[
        CopyWhat::Id,
        CopyWhat::Secret,
        CopyWhat::Both,
        CopyWhat::Env,
        CopyWhat::Export,
        CopyWhat::CloudsYaml,
    ],
    links: &LINKS,
    realms: &REALMS,
};

#[async_trait]
impl KeyKind for KakaoIamKey {
    fn spec(&self) -> &'static KindSpec {
        &SPEC
    }

    fn read_pasted(&self, text: &SecretString, into: Option<&str>) -> SecretFields {
        paste::iam_key(text, into)
    }

    fn likeness(&self, text: &SecretString) -> Likeness {
        shape::iam_key(text)
    }

    fn check_credential(&self, fields: &SecretFields) -> Result<()> {
        check::credential(fields, &SPEC.fields_given(fields))
    }

    async fn verify(&self, by: &Credential) -> Result<Identity> {
        let session = Session::open(&self.kakao, by).await?;
        session.end().await;
        Ok(who::identity(&session, by))
    }

    async fn list(&self, by: &Credential) -> Result<Vec<RemoteKey>> {
        let session = Session::open(&self.kakao, by).await?;
        session.ending(iam_keys::all(&session)).await
    }

    async fn options(&self, by: &Credential) -> Result<NewKeyOptions> {
        let session = Session::open(&self.kakao, by).await?;
        session.ending(iam_keys::options(&session)).await
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
        let answer = iam_keys::create(&session, new).await;
        session.end_later();
        answer
    }

    fn read_issued(&self, answer: &Answer, _made: Option<SecretFields>) -> Result<Issued> {
        iam_keys::read_issued(answer)
    }

    async fn delete(&self, by: &Credential, remote_id: &str) -> Result<()> {
        id_for_path(remote_id)?;
        let session = Session::open(&self.kakao, by).await?;
        session.ending(iam_keys::delete(&session, remote_id)).await
    }

    async fn storage(&self, key: &Credential) -> Result<Vec<String>> {
        let session = Session::open(&self.kakao, key).await?;
        let buckets = storage::buckets_of_session(&self.kakao, key, &session);
        session.ending(buckets).await
    }

    async fn projects(&self, key: &Credential) -> Result<Vec<Project>> {
        let session = Session::open(&self.kakao, key).await?;
        session.ending(projects::all(&session)).await
    }

    async fn mint_token(&self, key: &Credential, token: TokenKind) -> Result<Minted> {
        tokens::mint(&self.kakao, key, token).await
    }

    async fn check_token(
        &self,
        key: &Credential,
        token: TokenKind,
        fields: &SecretFields,
    ) -> Result<Option<Timestamp>> {
        tokens::check(&self.kakao, key, token, fields).await
    }

    async fn revoke_token(
        &self,
        key: &Credential,
        token: TokenKind,
        fields: &SecretFields,
    ) -> Result<()> {
        tokens::revoke(&self.kakao, key, token, fields).await
    }

    fn copy_token(
        &self,
        key: &Credential,
        token: TokenKind,
        fields: &SecretFields,
        what: CopyWhat,
    ) -> Result<SecretString> {
        tokens::copy(key, token, fields, what)
    }

    fn public_id(&self, fields: &SecretFields) -> Option<String> {
        // EXPOSE: the public half.
        let id = fields.get(ID)?.expose_secret();
        (!id.is_empty()).then(|| id.to_owned())
    }

    fn copy_text(&self, by: &Credential, _key: &ApiKey, what: CopyWhat) -> Result<SecretString> {
        copy::iam_key(by, what)
    }
}
