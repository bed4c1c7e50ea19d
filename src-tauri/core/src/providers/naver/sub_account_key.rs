//! Access keys of sub accounts: made, stopped and deleted here; the secret is shown once and the keys have no names.

use async_trait::async_trait;
use secrecy::SecretString;

use super::access_key::public_id;
use super::facts::{ACCESS_KEY_FIELDS, LINKS, REALMS};
use super::sub_accounts::{self, SUB_ACCOUNT};
use super::{Client, Naver, access_rules, check, copy, paste, storage, who};
use crate::error::Result;
use crate::http::{Answer, Http};
use crate::kind::{
    Credential, Extra, FieldSpec, Input, Issued, KeyKind, KindSpec, Operations, Recovery,
    RemoteKey, SecretFields, Support,
};
use crate::model::{
    AccessRules, ApiKey, CopyWhat, Group, Identity, KindId, NewKey, NewKeyOptions, ProviderId,
};

/// An access key of a sub account.
pub struct NaverSubAccountKey {
    pub(super) naver: Naver,
}

impl NaverSubAccountKey {
    /// The kind, with the client that it sends through.
    #[must_use]
    pub const fn new(http: Http) -> Self {
        Self {
            naver: Naver::new(http),
        }
    }
}

/// The facts (`management-subaccount`). A key's id here is `{subAccountId}/{accessKey}`: calls need both.
static SPEC: KindSpec = KindSpec {
    id: KindId::NaverSubAccountKey,
    provider: ProviderId::Naver,
    signed_by: &[KindId::NaverAccessKey],
    operations: Operations {
        verify: Support::Api,
        list: Support::Api,
        create: Support::Api,
        reread: Support::Never,
        update: Support::Never,
        switch: Support::Api,
        regenerate: Support::Never,
        delete: Support::Api,
        token: Support::Never,
    },
    recovery: Recovery::Nameless,
    fields: &ACCESS_KEY_FIELDS,
    ways: &[],
    alone: false,
    undocumented: false,
    tokens: &[],
    new_key_fields: &[
        FieldSpec {
            id: SUB_ACCOUNT,
            input: Input::Group,
            required: true,
            editable: false,
        },
        // Kept on this computer: the cloud gives these keys no names.
        FieldSpec {
            id: "label",
            input: Input::Text { min: 0, max: 60 },
            required: false,
            editable: false,
        },
    ],
    group_fields: &[
        FieldSpec {
            id: "login_id",
            input: Input::Text { min: 1, max: 60 },
            required: true,
            editable: false,
        },
        FieldSpec {
            id: "name",
            input: Input::Text { min: 2, max: 30 },
            required: true,
            editable: false,
        },
        FieldSpec {
            id: "memo",
            input: Input::Text { min: 0, max: 300 },
            required: false,
            editable: false,
        },
    ],
    extras: &[Extra::NewGroup, Extra::Rules, Extra::Storage],
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
impl KeyKind for NaverSubAccountKey {
    fn spec(&self) -> &'static KindSpec {
        &SPEC
    }

    fn read_pasted(&self, text: &SecretString, into: Option<&str>) -> SecretFields {
        paste::access_key(text, into)
    }

    fn check_credential(&self, fields: &SecretFields) -> Result<()> {
        check::credential(fields, SPEC.fields)
    }

    async fn verify(&self, by: &Credential) -> Result<Identity> {
        who::identity(&Client::new(&self.naver, by)).await
    }

    fn is_own(&self, own_key: &str, remote_id: &str) -> bool {
        own_key == sub_accounts::access_key_of(remote_id)
    }

    async fn list(&self, by: &Credential) -> Result<Vec<RemoteKey>> {
        sub_accounts::keys(&Client::new(&self.naver, by)).await
    }

    async fn options(&self, by: &Credential) -> Result<NewKeyOptions> {
        sub_accounts::options(&Client::new(&self.naver, by)).await
    }

    fn check_new(&self, new: &NewKey, patch: bool) -> Result<()> {
        check::form(new, patch, SPEC.new_key_fields)
    }

    /// Makes nothing secret: it keeps whose key it is to be, which the answer does not say.
    fn make_here(&self, new: &NewKey) -> Result<Option<SecretFields>> {
        let account = SecretString::from(sub_accounts::chosen(new)?);
        Ok(Some(SecretFields::from([(
            SUB_ACCOUNT.to_owned(),
            account,
        )])))
    }

    async fn create(
        &self,
        by: &Credential,
        new: &NewKey,
        _made: Option<&SecretFields>,
    ) -> Result<Answer> {
        self.check_new(new, false)?;
        sub_accounts::create(&Client::new(&self.naver, by), new).await
    }

    fn read_issued(&self, answer: &Answer, made: Option<SecretFields>) -> Result<Issued> {
        sub_accounts::read_issued(answer, made)
    }

    async fn switch(&self, by: &Credential, remote_id: &str, on: bool) -> Result<RemoteKey> {
        sub_accounts::switch(&Client::new(&self.naver, by), remote_id, on).await
    }

    async fn delete(&self, by: &Credential, remote_id: &str) -> Result<()> {
        sub_accounts::delete(&Client::new(&self.naver, by), remote_id).await
    }

    fn check_group(&self, new: &NewKey) -> Result<()> {
        check::form(new, false, SPEC.group_fields)
    }

    async fn create_group(&self, by: &Credential, new: &NewKey) -> Result<Group> {
        self.check_group(new)?;
        sub_accounts::create_group(&Client::new(&self.naver, by), new).await
    }

    async fn rules(&self, by: &Credential, group: &str) -> Result<AccessRules> {
        access_rules::read(&Client::new(&self.naver, by), group).await
    }

    async fn set_rules(
        &self,
        by: &Credential,
        group: &str,
        rules: &AccessRules,
    ) -> Result<AccessRules> {
        access_rules::write(&Client::new(&self.naver, by), group, rules).await
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
