//! The central type: a kind of key, its facts as data (`spec`) and its calls as a trait.

use std::collections::BTreeMap;

use async_trait::async_trait;
use secrecy::SecretString;
use serde::Serialize;
use url::Url;

mod spec;

pub use spec::*;

use crate::error::{Error, ErrorCode, Result};
use crate::http::Answer;
use crate::model::{
    AccessRules, ActorKind, ApiKey, CloudAct, CopyWhat, Group, Identity, KeyPatch, KindId, NewKey,
    NewKeyOptions, Project, Subscription, TokenKind,
};

/// Secret fields by field id. Cannot be written out by accident: `SecretString` has no `Serialize`, and its `Debug`
/// tells nothing. Copies of it wipe themselves too.
pub type SecretFields = BTreeMap<String, SecretString>;

/// What the app signs a call with.
pub struct Credential {
    /// The kind of key it is.
    pub kind: KindId,
    /// Base address of the API, without a slash at the end.
    pub base_url: Url,
    /// Its fields.
    pub fields: SecretFields,
    /// Organization, project or tenant it belongs to; empty until it was verified.
    pub scope: Option<String>,
    /// The cloud's id of this very key, where known.
    pub own_key: Option<String>,
}

impl Credential {
    /// The field of this id.
    ///
    /// # Errors
    /// [`ErrorCode::SecretAltered`] when the stored credential lacks it.
    pub fn field(&self, id: &str) -> Result<&SecretString> {
        self.fields
            .get(id)
            .ok_or_else(|| ErrorCode::SecretAltered.into())
    }

    /// The organization, project or tenant.
    ///
    /// # Errors
    /// [`ErrorCode::Internal`] when it was never verified.
    pub fn scope(&self) -> Result<&str> {
        self.scope
            .as_deref()
            .ok_or_else(|| ErrorCode::Internal.into())
    }
}

/// A token as the cloud just made it. No `Debug`, no `Serialize`, no `Clone`.
pub struct Minted {
    /// Its fields.
    pub fields: SecretFields,
    /// When it ends, where the cloud tells.
    pub expires_at: Option<jiff::Timestamp>,
}

/// How surely a pasted text is a credential of a kind, by its form alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likeness {
    /// Nothing speaks for it.
    None,
    /// It has the form that such credentials have; others may have it too.
    Form,
    /// It has a mark that only such credentials have.
    Mark,
}

/// A key as the cloud just made it, with its secret.
pub struct Issued {
    /// The key without its secret.
    pub key: RemoteKey,
    /// The secret fields, including the public half.
    pub fields: SecretFields,
}

/// A key as a cloud describes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, serde::Deserialize)]
pub struct RemoteKey {
    /// The cloud's id of it.
    pub remote_id: String,
    /// Its name; empty where the cloud gives keys none.
    pub name: String,
    /// The user's note that the cloud keeps with it.
    #[serde(default)]
    pub note: Option<String>,
    /// What it belongs to inside the account, e.g. a sub account.
    #[serde(default)]
    pub group: Option<Group>,
    /// Its last characters.
    pub ends_with: Option<String>,
    /// Whether it works.
    pub state: crate::model::KeyState,
    /// Its roles.
    pub roles: Vec<crate::model::RoleChoice>,
    /// Where it may be used from.
    pub addresses: Option<Vec<crate::model::AddressRule>>,
    /// When it was made.
    pub created_at: Option<jiff::Timestamp>,
    /// Who made it.
    pub created_by: Option<String>,
    /// When it ends.
    pub expires: crate::model::Expiry,
    /// When it was last used.
    pub last_used: crate::model::LastUsed,
}

/// A line of a cloud's own log, about a key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, serde::Deserialize)]
pub struct RemoteActivity {
    /// The cloud's id of the line.
    pub id: String,
    /// When, by the cloud's clock.
    pub at: jiff::Timestamp,
    /// What.
    pub what: CloudAct,
    /// The cloud's id of the key, where the line names it.
    pub remote_id: Option<String>,
    /// What sort of actor it was.
    pub actor_kind: ActorKind,
    /// The cloud's id of the actor.
    pub actor_id: Option<String>,
    /// The actor's mail address or name.
    pub actor: Option<String>,
    /// The network address it came from.
    pub address: Option<String>,
}

/// A kind of key: what the service can ask of a cloud.
///
/// The defaults answer [`ErrorCode::Unsupported`] and send nothing, so that a guided kind is a spec and one
/// short impl. Every method sends at most what it says; only reads may repeat by themselves.
#[async_trait]
pub trait KeyKind: Send + Sync {
    /// The facts.
    fn spec(&self) -> &'static KindSpec;

    /// Takes apart what was pasted into field `into` (or anywhere, when `None`): blanks, line breaks, labels in
    /// front, several values at once. Answers cleaned text by field id; unknown text comes back under `into`.
    fn read_pasted(&self, text: &SecretString, into: Option<&str>) -> SecretFields;

    /// How much a pasted text looks like a credential of this kind. The default says nothing.
    fn likeness(&self, _text: &SecretString) -> Likeness {
        Likeness::None
    }

    /// Checks a credential's form before anything is sent.
    ///
    /// # Errors
    /// [`ErrorCode::FieldInvalid`] with the first field that cannot be right.
    fn check_credential(&self, fields: &SecretFields) -> Result<()>;

    /// Asks the cloud who this is. Harmless reads only.
    ///
    /// # Errors
    /// Any of the way to the cloud and what it said.
    async fn verify(&self, by: &Credential) -> Result<Identity>;

    /// Proves that a key of this kind works. `by` is the account's credential, for kinds that cannot sign a call
    /// themselves.
    ///
    /// # Errors
    /// Any of the way to the cloud and what it said.
    async fn prove(&self, key: &Credential, _by: Option<&Credential>) -> Result<Identity> {
        self.verify(key).await
    }

    /// Whether [`KeyKind::prove`] signs with the key itself, so that even a refused call proves that the cloud knows it.
    fn proves_itself(&self) -> bool {
        true
    }

    /// Whether the cloud's id `remote_id` means the key that an account signs in with, whose
    /// [`Identity::own_key`] is `own_key`.
    fn is_own(&self, own_key: &str, remote_id: &str) -> bool {
        own_key == remote_id
    }

    /// All keys, every page read.
    ///
    /// # Errors
    /// Any of the way to the cloud and what it said.
    async fn list(&self, _by: &Credential) -> Result<Vec<RemoteKey>> {
        unsupported()
    }

    /// Who made which key (cloud's key id to a name), where the cloud's log may be read; empty when not.
    async fn creators(&self, _by: &Credential) -> BTreeMap<String, String> {
        BTreeMap::new()
    }

    /// What the cloud's own log says was done with keys of this kind from a moment on, the newest first and no more than
    /// a few thousand.
    ///
    /// # Errors
    /// [`ErrorCode::AnswerTooLarge`] when a later moment is to be tried; any of the way to the cloud and what it said.
    async fn activity(
        &self,
        _by: &Credential,
        _from: jiff::Timestamp,
    ) -> Result<Vec<RemoteActivity>> {
        unsupported()
    }

    /// What a form for a new key needs to know.
    ///
    /// # Errors
    /// Any of the way to the cloud and what it said.
    async fn options(&self, _by: &Credential) -> Result<NewKeyOptions> {
        unsupported()
    }

    /// Checks a new key or a change (`patch`) before anything is sent.
    ///
    /// # Errors
    /// [`ErrorCode::FieldInvalid`] with the first field that cannot be right.
    fn check_new(&self, _new: &NewKey, _patch: bool) -> Result<()> {
        unsupported()
    }

    /// Makes id and secret on this computer where the user chose that, or notes what [`KeyKind::read_issued`] needs
    /// beside the answer; `None` otherwise. Rests sealed beside the intent. Sends nothing.
    ///
    /// # Errors
    /// [`ErrorCode::Internal`] when the system has no random numbers.
    fn make_here(&self, _new: &NewKey) -> Result<Option<SecretFields>> {
        Ok(None)
    }

    /// Sends the create: one request, once, unread. `made` is what [`KeyKind::make_here`] gave.
    ///
    /// # Errors
    /// With the outcome that tells whether a key may exist.
    async fn create(
        &self,
        _by: &Credential,
        _new: &NewKey,
        _made: Option<&SecretFields>,
    ) -> Result<Answer> {
        unsupported()
    }

    /// Reads the answer to a create. Pure: works again after a crash.
    ///
    /// # Errors
    /// [`ErrorCode::SecretNotReceived`] or [`ErrorCode::AnswerUnreadable`], always with an unknown outcome.
    fn read_issued(&self, _answer: &Answer, _made: Option<SecretFields>) -> Result<Issued> {
        unsupported()
    }

    /// Reads a key with its secret again.
    ///
    /// # Errors
    /// Any of the way to the cloud and what it said.
    async fn reread(&self, _by: &Credential, _remote_id: &str) -> Result<Issued> {
        unsupported()
    }

    /// Has the cloud make a new value for one secret field of a key. One request, once; what it made is read with
    /// [`KeyKind::reread`] afterwards.
    ///
    /// # Errors
    /// With the outcome.
    async fn regenerate(&self, _by: &Credential, _remote_id: &str, _field: &str) -> Result<()> {
        unsupported()
    }

    /// Changes what the patch names and nothing else.
    ///
    /// # Errors
    /// With the outcome.
    async fn update(
        &self,
        _by: &Credential,
        _remote_id: &str,
        _patch: &KeyPatch,
    ) -> Result<RemoteKey> {
        unsupported()
    }

    /// Switches a key on or off.
    ///
    /// # Errors
    /// With the outcome.
    async fn switch(&self, _by: &Credential, _remote_id: &str, _on: bool) -> Result<RemoteKey> {
        unsupported()
    }

    /// Deletes a key for good. A key that is already gone is a success.
    ///
    /// # Errors
    /// With the outcome.
    async fn delete(&self, _by: &Credential, _remote_id: &str) -> Result<()> {
        unsupported()
    }

    /// Checks what a new group is to be before anything is sent.
    ///
    /// # Errors
    /// [`ErrorCode::FieldInvalid`] with the first field that cannot be right.
    fn check_group(&self, _new: &NewKey) -> Result<()> {
        unsupported()
    }

    /// Makes a group that keys can belong to. One request, once.
    ///
    /// # Errors
    /// With the outcome.
    async fn create_group(&self, _by: &Credential, _new: &NewKey) -> Result<Group> {
        unsupported()
    }

    /// Where the keys of a group may be used from.
    ///
    /// # Errors
    /// Any of the way to the cloud and what it said.
    async fn rules(&self, _by: &Credential, _group: &str) -> Result<AccessRules> {
        unsupported()
    }

    /// Replaces where the keys of a group may be used from.
    ///
    /// # Errors
    /// [`ErrorCode::FieldInvalid`]; with the outcome.
    async fn set_rules(
        &self,
        _by: &Credential,
        _group: &str,
        _rules: &AccessRules,
    ) -> Result<AccessRules> {
        unsupported()
    }

    /// What a key is subscribed to.
    ///
    /// # Errors
    /// Any of the way to the cloud and what it said.
    async fn subscriptions(&self, _by: &Credential, _remote_id: &str) -> Result<Vec<Subscription>> {
        unsupported()
    }

    /// Subscribes a key to a product, or ends that.
    ///
    /// # Errors
    /// With the outcome.
    async fn subscribe(
        &self,
        _by: &Credential,
        _remote_id: &str,
        _product: &str,
        _on: bool,
    ) -> Result<()> {
        unsupported()
    }

    /// Names of what the key opens in the cloud's object storage.
    ///
    /// # Errors
    /// Any of the way to the cloud and what it said.
    async fn storage(&self, _key: &Credential) -> Result<Vec<String>> {
        unsupported()
    }

    /// The projects of whom the key belongs to.
    ///
    /// # Errors
    /// Any of the way to the cloud and what it said.
    async fn projects(&self, _key: &Credential) -> Result<Vec<Project>> {
        unsupported()
    }

    /// Exchanges a key for a token. May be sent again: an older token stays as it is.
    ///
    /// # Errors
    /// Any of the way to the cloud and what it said.
    async fn mint_token(&self, _key: &Credential, _token: TokenKind) -> Result<Minted> {
        unsupported()
    }

    /// Asks whether a token still works. Answers when it ends, where the cloud tells.
    ///
    /// # Errors
    /// [`ErrorCode::TokenEnded`] when the cloud does not take it; any of the way to the cloud and what it said.
    async fn check_token(
        &self,
        _key: &Credential,
        _token: TokenKind,
        _fields: &SecretFields,
    ) -> Result<Option<jiff::Timestamp>> {
        unsupported()
    }

    /// Ends a token. One that has ended already is a success.
    ///
    /// # Errors
    /// With the outcome.
    async fn revoke_token(
        &self,
        _key: &Credential,
        _token: TokenKind,
        _fields: &SecretFields,
    ) -> Result<()> {
        unsupported()
    }

    /// Text of a token to copy for `what`.
    ///
    /// # Errors
    /// [`ErrorCode::Unsupported`] for what the spec does not list.
    fn copy_token(
        &self,
        _key: &Credential,
        _token: TokenKind,
        _fields: &SecretFields,
        _what: CopyWhat,
    ) -> Result<SecretString> {
        unsupported()
    }

    /// The public half of a credential, e.g. its Key ID.
    fn public_id(&self, fields: &SecretFields) -> Option<String>;

    /// The fields that hold secrets, in the order of the spec, e.g. `key_secret`. Never empty.
    fn secret_fields(&self) -> Vec<&'static str> {
        let fields = self.spec().fields.iter();
        fields
            .filter(|field| matches!(field.input, Input::Secret { .. }))
            .map(|field| field.id)
            .collect()
    }

    /// Text to copy for `what`.
    ///
    /// # Errors
    /// [`ErrorCode::Unsupported`] for what the spec does not list.
    fn copy_text(&self, by: &Credential, key: &ApiKey, what: CopyWhat) -> Result<SecretString>;
}

fn unsupported<T>() -> Result<T> {
    Err(Error::new(ErrorCode::Unsupported))
}
