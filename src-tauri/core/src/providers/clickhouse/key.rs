//! The one kind of key: facts, and which file does what.

use std::collections::BTreeMap;

use async_trait::async_trait;
use jiff::Timestamp;
use secrecy::{ExposeSecret, SecretString};

use super::{
    Client, KEY_ID, KEY_SECRET, check, choices, copy, issue, json, keys, log, paste, shape, who,
};
use crate::error::Result;
use crate::http::{Answer, Http};
use crate::kind::{
    Credential, Extra, FieldSpec, Input, Issued, KeyKind, KindSpec, Likeness, Link, Operations,
    Realm, Recovery, RemoteActivity, RemoteKey, SecretFields, Support,
};
use crate::model::{
    ApiKey, CopyWhat, FieldValue, Identity, KeyPatch, KindId, NewKey, NewKeyOptions, ProviderId,
};

/// An API key of a ClickHouse Cloud organization.
pub struct ClickHouseKey {
    http: Http,
}

impl ClickHouseKey {
    /// The kind, with the client that it sends through.
    #[must_use]
    pub const fn new(http: Http) -> Self {
        Self { http }
    }
}

/// The facts. Field ids are the wire's own names in snake case.
static SPEC: KindSpec = KindSpec {
    id: KindId::ClickhouseKey,
    provider: ProviderId::Clickhouse,
    signed_by: &[KindId::ClickhouseKey],
    operations: Operations {
        verify: Support::Api,
        list: Support::Api,
        create: Support::Api,
        reread: Support::Never,
        update: Support::Api,
        switch: Support::Api,
        regenerate: Support::Never,
        delete: Support::Api,
        token: Support::Never,
    },
    recovery: Recovery::Named,
    fields: &[
        FieldSpec {
            id: KEY_ID,
            input: Input::Text { min: 1, max: 200 },
            required: true,
            editable: false,
        },
        FieldSpec {
            id: KEY_SECRET,
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
            input: Input::Text { min: 1, max: 100 },
            required: true,
            editable: true,
        },
        FieldSpec {
            id: "assigned_role_ids",
            input: Input::Roles,
            required: true,
            editable: true,
        },
        FieldSpec {
            id: "expire_at",
            input: Input::Expiry {
                preset_days: 30,
                never: true,
            },
            required: false,
            editable: true,
        },
        FieldSpec {
            id: "ip_access_list",
            input: Input::Addresses,
            required: true,
            editable: true,
        },
        FieldSpec {
            id: "state",
            input: Input::Flag { preset: true },
            required: false,
            editable: false,
        },
        FieldSpec {
            id: "hash_data",
            input: Input::Flag { preset: false },
            required: false,
            editable: false,
        },
    ],
    quota: Some(100),
    group_fields: &[],
    extras: &[Extra::Activity],
    delete_needs_off: false,
    settles_in_s: 60,
    listed_in_s: 5,
    copies: &[
        CopyWhat::Id,
        CopyWhat::Secret,
        CopyWhat::Curl,
        CopyWhat::CurlWithSecret,
        CopyWhat::Both,
        CopyWhat::Env,
        CopyWhat::Export,
        CopyWhat::Python,
    ],
    links: &[
        Link {
            id: "console_home",
            url: "https://console.clickhouse.cloud",
        },
        Link {
            id: "sign_up",
            url: "https://auth.clickhouse.cloud/u/signup/",
        },
        Link {
            id: "console_keys",
            url: "https://console.clickhouse.cloud/organizations/{scope}/keys",
        },
        Link {
            id: "console_roles",
            // No address of the page itself is documented: organization name, "Users and roles".
            url: "https://console.clickhouse.cloud",
        },
        Link {
            id: "audit",
            url: "https://console.clickhouse.cloud/organizations/{scope}/audit",
        },
        Link {
            id: "docs",
            url: "https://clickhouse.com/docs/cloud/manage/openapi",
        },
    ],
    realms: &[Realm {
        id: "public",
        base_url: "https://api.clickhouse.cloud",
    }],
};

#[async_trait]
impl KeyKind for ClickHouseKey {
    fn spec(&self) -> &'static KindSpec {
        &SPEC
    }

    fn read_pasted(&self, text: &SecretString, into: Option<&str>) -> SecretFields {
        paste::read(text, into)
    }

    fn likeness(&self, text: &SecretString) -> Likeness {
        shape::of(text)
    }

    fn check_credential(&self, fields: &SecretFields) -> Result<()> {
        check::credential(fields, SPEC.fields)
    }

    async fn verify(&self, by: &Credential) -> Result<Identity> {
        who::verify(&self.http, by).await
    }

    async fn list(&self, by: &Credential) -> Result<Vec<RemoteKey>> {
        keys::all(&Client::new(&self.http, by)?).await
    }

    async fn creators(&self, by: &Credential) -> BTreeMap<String, String> {
        match Client::new(&self.http, by) {
            Ok(client) => keys::creators(&client).await,
            Err(_) => BTreeMap::new(),
        }
    }

    async fn activity(&self, by: &Credential, from: Timestamp) -> Result<Vec<RemoteActivity>> {
        log::of_keys(&Client::new(&self.http, by)?, from).await
    }

    async fn options(&self, by: &Credential) -> Result<NewKeyOptions> {
        choices::options(&Client::new(&self.http, by)?).await
    }

    fn check_new(&self, new: &NewKey, patch: bool) -> Result<()> {
        check::new_key(new, patch, SPEC.new_key_fields, Timestamp::now())
    }

    fn make_here(&self, new: &NewKey) -> Result<Option<SecretFields>> {
        match new.get("hash_data") {
            Some(FieldValue::Flag(true)) => issue::make_here().map(Some),
            _ => Ok(None),
        }
    }

    async fn create(
        &self,
        by: &Credential,
        new: &NewKey,
        made: Option<&SecretFields>,
    ) -> Result<Answer> {
        self.check_new(new, false)?;
        let client = Client::new(&self.http, by)?;
        let body = json(&issue::create_body(new, made)?)?;
        client.create(&client.org_url(&["keys"], &[])?, body).await
    }

    fn read_issued(&self, answer: &Answer, made: Option<SecretFields>) -> Result<Issued> {
        issue::read_issued(answer, made)
    }

    async fn update(
        &self,
        by: &Credential,
        remote_id: &str,
        patch: &KeyPatch,
    ) -> Result<RemoteKey> {
        self.check_new(patch, true)?;
        keys::update(&Client::new(&self.http, by)?, remote_id, patch).await
    }

    async fn switch(&self, by: &Credential, remote_id: &str, on: bool) -> Result<RemoteKey> {
        keys::switch(&Client::new(&self.http, by)?, remote_id, on).await
    }

    async fn delete(&self, by: &Credential, remote_id: &str) -> Result<()> {
        keys::delete(&Client::new(&self.http, by)?, remote_id).await
    }

    fn public_id(&self, fields: &SecretFields) -> Option<String> {
        // EXPOSE: the Key ID is the public half: it is shown and copied like a user name.
        let id = fields.get(KEY_ID)?.expose_secret();
        (!id.is_empty()).then(|| id.to_owned())
    }

    fn copy_text(&self, by: &Credential, _key: &ApiKey, what: CopyWhat) -> Result<SecretString> {
        copy::text(by, what)
    }
}
