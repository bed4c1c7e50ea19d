//! The facts of a kind of key, as data. No text for people stands here.

use serde::Serialize;
use ts_rs::TS;

use super::SecretFields;
use crate::model::{CopyWhat, KindId, ProviderId, TokenKind};

/// How far an operation is supported for a kind of key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export, export_to = "model.ts")]
pub enum Support {
    /// Nobody can; the page says why.
    Never,
    /// The user does it in the console with our pictured steps.
    Guided,
    /// The app does it.
    Api,
}

/// What can be done with a kind of key. Declared once per kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export, export_to = "model.ts")]
pub struct Operations {
    /// Check that a key works.
    pub verify: Support,
    /// List keys.
    pub list: Support,
    /// Make a key.
    pub create: Support,
    /// Read the secret again later.
    pub reread: Support,
    /// Change name, roles, end or addresses.
    pub update: Support,
    /// Switch off and on.
    pub switch: Support,
    /// Make a new secret for the same key.
    pub regenerate: Support,
    /// Delete for good.
    pub delete: Support,
    /// Make a short-lived token from it.
    pub token: Support,
}

/// What is left if the answer to a create is lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export, export_to = "model.ts")]
pub enum Recovery {
    /// Everything: id and secret are made here and stored before anything is sent.
    ClientMade,
    /// Everything: the value can be read again.
    Rereadable,
    /// The key can be found by the name we gave it, without its secret.
    Named,
    /// The key can be found only as "one that was not there before".
    Nameless,
    /// The user made it in a console and pasted it.
    ByHand,
}

/// A field of a form, as facts. Labels and help come from the provider's words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export, export_to = "model.ts")]
pub struct FieldSpec {
    /// The wire's own name in snake case.
    pub id: &'static str,
    /// What goes in.
    pub input: Input,
    /// Must be filled in; where a credential can be given in several ways, in those that name it.
    pub required: bool,
    /// Can be changed after the key was made.
    pub editable: bool,
}

/// What goes into a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "type", rename_all = "snake_case")]
#[ts(export, export_to = "model.ts")]
pub enum Input {
    /// A line of text.
    Text {
        /// Characters at least.
        min: u32,
        /// Characters at most.
        max: u32,
    },
    /// A secret: never shown, never sent back to the page.
    Secret {
        /// Characters at most.
        max: u32,
    },
    /// An id that is as good as a secret: kept from the page like one, and known by its end once it is connected.
    SecretId {
        /// Characters at most.
        max: u32,
    },
    /// Roles to choose from.
    Roles,
    /// An end, or none.
    Expiry {
        /// Days that are chosen at first.
        preset_days: u32,
        /// "Never" can be chosen.
        never: bool,
    },
    /// Addresses it may be used from.
    Addresses,
    /// On or off.
    Flag {
        /// What it is at first.
        preset: bool,
    },
    /// One of [`NewKeyOptions::groups`].
    Group,
    /// One of a few values; the first is chosen at first.
    Choice {
        /// The values. The page has words for them.
        #[ts(as = "Vec<String>")]
        choices: &'static [&'static str],
        /// Another value can be typed.
        other: bool,
    },
}

/// One of several ways to give a credential, by different fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export, export_to = "model.ts")]
pub struct Way {
    /// What the page calls it.
    pub id: &'static str,
    /// Ids of the fields that it takes.
    #[ts(as = "Vec<String>")]
    pub fields: &'static [&'static str],
}

/// Something short-lived that a key can be exchanged for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export, export_to = "model.ts")]
pub struct TokenSpec {
    /// What it is.
    pub id: TokenKind,
    /// Seconds it lasts at most, as far as documented; taken for true where the cloud does not tell.
    pub lasts_s: u32,
    /// The cloud can be asked whether it still works.
    pub checks: bool,
    /// The cloud can be told to end it.
    pub revokes: bool,
    /// What can be copied of it.
    #[ts(as = "Vec<CopyWhat>")]
    pub copies: &'static [CopyWhat],
}

/// One of several separate clouds that a provider runs, e.g. for public offices.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export, export_to = "model.ts")]
pub struct Realm {
    /// What the page calls it.
    pub id: &'static str,
    /// Base address of its API. Not sent to the page.
    #[serde(skip)]
    #[ts(skip)]
    pub base_url: &'static str,
}

/// Something beside its keys that the app can look after for a kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export, export_to = "model.ts")]
pub enum Extra {
    /// New groups for keys to belong to, e.g. sub accounts.
    NewGroup,
    /// Where the keys of a group may be used from.
    Rules,
    /// What a key may be used for at those who publish something.
    Subscriptions,
    /// Whether the key opens the cloud's object storage.
    Storage,
    /// The projects of whom the key belongs to.
    Projects,
    /// What the cloud's own log says was done with keys.
    Activity,
}

/// A page of the cloud's console that the app can open in the web browser.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export, export_to = "model.ts")]
pub struct Link {
    /// What the page calls it.
    pub id: &'static str,
    /// Its address; `{scope}` stands for the account's organization. Not sent to the page.
    #[serde(skip)]
    #[ts(skip)]
    pub url: &'static str,
}

/// The facts of a kind of key. No text for people stands here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export, export_to = "model.ts")]
pub struct KindSpec {
    /// Its id.
    pub id: KindId,
    /// The cloud.
    pub provider: ProviderId,
    /// Kinds of credential that sign the calls about this kind of key. Never empty.
    #[ts(as = "Vec<KindId>")]
    pub signed_by: &'static [KindId],
    /// What can be done.
    pub operations: Operations,
    /// What is left if the answer to a create is lost.
    pub recovery: Recovery,
    /// What a credential of this kind consists of, in the order people meet it.
    #[ts(as = "Vec<FieldSpec>")]
    pub fields: &'static [FieldSpec],
    /// The ways in which a credential can be given; empty where there is one, that takes all fields.
    #[ts(as = "Vec<Way>")]
    pub ways: &'static [Way],
    /// A credential of this kind can be connected by itself even though it signs no call about keys.
    pub alone: bool,
    /// The cloud does not document the calls about keys of this kind: they are made only where the user allowed it.
    pub undocumented: bool,
    /// What a key can be exchanged for.
    #[ts(as = "Vec<TokenSpec>")]
    pub tokens: &'static [TokenSpec],
    /// What can be chosen for a new key.
    #[ts(as = "Vec<FieldSpec>")]
    pub new_key_fields: &'static [FieldSpec],
    /// What can be chosen for a new group; empty where groups cannot be made here.
    #[ts(as = "Vec<FieldSpec>")]
    pub group_fields: &'static [FieldSpec],
    /// What else the app can look after.
    #[ts(as = "Vec<Extra>")]
    pub extras: &'static [Extra],
    /// Keys the cloud allows per organization, where documented.
    pub quota: Option<u32>,
    /// The cloud deletes only keys that are switched off.
    pub delete_needs_off: bool,
    /// Seconds that the cloud may take until a new key works.
    pub settles_in_s: u32,
    /// Seconds that a new key may be missing from the list.
    pub listed_in_s: u32,
    /// What can be copied of a key whose secret is here.
    #[ts(as = "Vec<CopyWhat>")]
    pub copies: &'static [CopyWhat],
    /// Pages of the console.
    #[ts(as = "Vec<Link>")]
    pub links: &'static [Link],
    /// The separate clouds it exists in; the first is chosen at first. Never empty.
    #[ts(as = "Vec<Realm>")]
    pub realms: &'static [Realm],
}

impl KindSpec {
    /// The fields of a credential, required as the way wants it in which these were given.
    #[must_use]
    pub fn fields_given(&self, fields: &SecretFields) -> Vec<FieldSpec> {
        let given = |way: &&Way| {
            way.fields
                .iter()
                .filter(|id| fields.contains_key(**id))
                .count()
        };
        // Of ways that are filled in equally the first counts.
        let way = self.ways.iter().rev().max_by_key(given);
        let named = |id: &str| way.is_none_or(|way| way.fields.contains(&id));
        let specs = self.fields.iter();
        specs
            .map(|field| FieldSpec {
                required: field.required && named(field.id),
                ..*field
            })
            .collect()
    }

    /// What is known of this token.
    #[must_use]
    pub fn token(&self, token: TokenKind) -> Option<&'static TokenSpec> {
        self.tokens.iter().find(|spec| spec.id == token)
    }
}
