//! A kind of key whose cloud is a list in memory and does as it is told.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_trait::async_trait;
use jiff::Timestamp;
use secrecy::{ExposeSecret as _, SecretString};
use tokio::sync::Notify;
use zeroize::Zeroizing;

use crate::error::{Error, ErrorCode, Outcome, Result};
use crate::http::Answer;
use crate::kind::*;
use crate::model::*;

pub const SECRET: &str = "MADE-UP-secret-for-tests-0001";

/// What the fake cloud does at the next create.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Create {
    Works,
    Refused,
    Unsent,
    /// Makes the key; the answer never arrives.
    Cut,
    /// Makes nothing; the line breaks.
    CutBefore,
    /// Answers 200 without a secret.
    NoSecret,
}

#[derive(Default)]
pub struct CloudState {
    /// The cloud's own log.
    pub log: Vec<RemoteActivity>,
    /// Tokens that were made.
    pub minted: usize,
    /// How long tokens last; the cloud does not tell when it is `None`.
    pub token_lasts: Option<Duration>,
    pub keys: Vec<RemoteKey>,
    pub creates: usize,
    pub plan: VecDeque<Create>,
    /// Faults that the next calls of these names meet.
    pub faults: VecDeque<(&'static str, Error)>,
    pub calls: Vec<&'static str>,
    /// Lists, and questions who somebody is, do not come back.
    pub hang: bool,
    /// Key ids whose lists do not come back.
    pub dead: Vec<String>,
    /// One is asked for and does not come back.
    pub hanging: bool,
    /// A create waits for this before it answers, and says by the first that it does.
    pub hold_create: Option<(Arc<Notify>, Arc<Notify>)>,
    /// How often a new secret was made for a key.
    pub regenerated: usize,
    pub second_regenerated: usize,
    /// Happens once, before a create is answered.
    pub on_create: Option<Box<dyn FnOnce() + Send>>,
    /// Keys that were deleted through the API: nobody signs in with them any more.
    pub deleted: Vec<String>,
    pub quota: Option<Quota>,
    /// Happens before each call, and after each change.
    pub on_call: Option<Arc<dyn Fn() + Send + Sync>>,
}

impl CloudState {
    /// The secret that keys have now.
    pub fn secret(&self) -> String {
        match self.regenerated {
            0 => SECRET.to_owned(),
            times => format!("{SECRET}-{times}"),
        }
    }
}

#[derive(Clone, Default)]
pub struct Cloud(pub Arc<Mutex<CloudState>>);

impl Cloud {
    pub fn with<T>(&self, f: impl FnOnce(&mut CloudState) -> T) -> T {
        f(&mut self.0.lock().unwrap())
    }

    /// Does not come back if it is told so.
    async fn hang(&self) {
        if self.with(|state| state.hang) {
            self.with(|state| state.hanging = true);
            std::future::pending::<()>().await;
        }
    }

    /// A moment at which the program may end.
    fn moment(&self) {
        if let Some(happens) = self.with(|state| state.on_call.clone()) {
            happens();
        }
    }

    /// Refuses what is signed with a key that was deleted or is switched off.
    fn admit(&self, by: &Credential) -> Result<()> {
        let id = by.fields.get("key_id");
        let id = id.map_or("", |id| id.expose_secret()).to_owned();
        let is_it = |remote_id: &str| id == remote_id || id == format!("ID-{remote_id}");
        self.with(|state| {
            let off = |key: &RemoteKey| key.state == KeyState::Disabled && is_it(&key.remote_id);
            let refused = |code| Err(Error::new(code).with_outcome(Outcome::Refused));
            if state.deleted.iter().any(|deleted| is_it(deleted)) {
                refused(ErrorCode::CredentialUnknown)
            } else if state.keys.iter().any(off) {
                refused(ErrorCode::CredentialInactive)
            } else {
                Ok(())
            }
        })
    }

    fn call(&self, name: &'static str) -> Result<()> {
        self.moment();
        self.with(|state| {
            state.calls.push(name);
            match state.faults.front() {
                Some((at, _)) if *at == name => Err(state.faults.pop_front().unwrap().1),
                _ => Ok(()),
            }
        })
    }
}

pub struct FakeKind {
    pub cloud: Cloud,
    pub spec: &'static KindSpec,
}

pub fn remote(id: &str, name: &str) -> RemoteKey {
    RemoteKey {
        remote_id: id.to_owned(),
        name: name.to_owned(),
        note: None,
        group: None,
        ends_with: None,
        state: KeyState::Enabled,
        roles: vec![],
        addresses: None,
        created_at: None,
        created_by: None,
        expires: Expiry::Never,
        last_used: LastUsed::Unknown,
    }
}

#[async_trait]
impl KeyKind for FakeKind {
    fn spec(&self) -> &'static KindSpec {
        self.spec
    }

    fn read_pasted(&self, text: &SecretString, into: Option<&str>) -> SecretFields {
        let text = text.expose_secret().trim();
        match text.split_once(' ') {
            Some((id, secret)) => BTreeMap::from([
                ("key_id".to_owned(), SecretString::from(id)),
                ("key_secret".to_owned(), SecretString::from(secret)),
            ]),
            None => BTreeMap::from([(
                into.unwrap_or("key_secret").to_owned(),
                SecretString::from(text),
            )]),
        }
    }

    fn check_credential(&self, fields: &SecretFields) -> Result<()> {
        for id in ["key_id", "key_secret"] {
            if !fields.contains_key(id) {
                return Err(Error::field(id, crate::error::FieldProblem::Missing));
            }
        }
        Ok(())
    }

    async fn verify(&self, by: &Credential) -> Result<Identity> {
        self.cloud.call("verify")?;
        self.cloud.hang().await;
        assert!(by.fields.contains_key("key_secret"));
        self.cloud.admit(by)?;
        let id = by.fields["key_id"].expose_secret();
        let own = match id.strip_prefix("ID-") {
            Some(other) if other.starts_with("OTHER") => id,
            Some(made) if made.starts_with("key-") => made,
            _ => "own",
        };
        Ok(Identity {
            name: Some("first".to_owned()),
            scope: Some(Scope {
                id: "org-1".to_owned(),
                name: "Team".to_owned(),
            }),
            own_key: Some(own.to_owned()),
            ends_with: None,
            facts: vec![],
            abilities: vec![],
            confirmed: true,
        })
    }

    async fn list(&self, by: &Credential) -> Result<Vec<RemoteKey>> {
        self.cloud.call("list")?;
        let id = by.fields["key_id"].expose_secret();
        if self
            .cloud
            .with(|state| state.dead.iter().any(|dead| dead == id))
        {
            std::future::pending::<()>().await;
        }
        self.cloud.admit(by)?;
        self.cloud.hang().await;
        Ok(self.cloud.with(|state| state.keys.clone()))
    }

    async fn activity(&self, _: &Credential, from: Timestamp) -> Result<Vec<RemoteActivity>> {
        self.cloud.call("activity")?;
        let log = self.cloud.with(|state| state.log.clone());
        Ok(log.into_iter().filter(|line| line.at >= from).collect())
    }

    async fn options(&self, _: &Credential) -> Result<NewKeyOptions> {
        Ok(NewKeyOptions {
            roles: vec![],
            roles_from: RolesFrom::Nowhere,
            quota: self.cloud.with(|state| state.quota),
            groups: vec![],
        })
    }

    fn check_new(&self, _: &NewKey, _: bool) -> Result<()> {
        Ok(())
    }

    fn make_here(&self, new: &NewKey) -> Result<Option<SecretFields>> {
        Ok(new.contains_key("hash_data").then(|| fields("HERE")))
    }

    async fn create(
        &self,
        by: &Credential,
        new: &NewKey,
        _: Option<&SecretFields>,
    ) -> Result<Answer> {
        self.cloud.moment();
        self.cloud.admit(by)?;
        let name = crate::service::keys::name_of(new);
        if let Some((begun, go_on)) = self.cloud.with(|state| state.hold_create.clone()) {
            begun.notify_one();
            go_on.notified().await;
        }
        let answer = self.cloud.with(|state| {
            state.creates += 1;
            if let Some(happens) = state.on_create.take() {
                happens();
            }
            let plan = state.plan.pop_front().unwrap_or(Create::Works);
            let id = format!("key-{}", state.creates);
            // A cloud that gives keys no names does not keep ours.
            let nameless = self.spec.recovery == Recovery::Nameless;
            let kept = if nameless { "" } else { name.as_str() };
            if matches!(plan, Create::Works | Create::Cut | Create::NoSecret) {
                state.keys.push(remote(&id, kept));
            }
            let body = match plan {
                Create::Refused => {
                    return Err(Error::new(ErrorCode::Forbidden).with_outcome(Outcome::Refused));
                }
                Create::Unsent => return Err(Error::new(ErrorCode::Offline)),
                Create::Cut | Create::CutBefore => {
                    return Err(Error::new(ErrorCode::Interrupted).with_outcome(Outcome::Unknown));
                }
                Create::Works => format!("{id} {kept} {SECRET}"),
                Create::NoSecret => format!("{id} {kept} "),
            };
            Ok(Answer {
                status: 200,
                body: Zeroizing::new(body.into_bytes()),
                content_type: String::new(),
                retry_after_s: None,
                server_time_s: None,
            })
        });
        self.cloud.moment();
        answer
    }

    fn read_issued(&self, answer: &Answer, made: Option<SecretFields>) -> Result<Issued> {
        let text = String::from_utf8(answer.body.to_vec()).unwrap();
        let mut parts = text.splitn(3, ' ');
        let key = remote(parts.next().unwrap(), parts.next().unwrap());
        let secret = parts.next().unwrap();
        if secret.is_empty() {
            return Err(Error::new(ErrorCode::SecretNotReceived).with_outcome(Outcome::Unknown));
        }
        Ok(Issued {
            fields: made.unwrap_or_else(|| fields(&key.remote_id)),
            key,
        })
    }

    async fn reread(&self, _: &Credential, id: &str) -> Result<Issued> {
        self.cloud.call("reread")?;
        let secret = self.cloud.with(|state| state.secret());
        Ok(Issued {
            key: self.change(id, |_| ())?,
            fields: BTreeMap::from([
                ("key_id".to_owned(), SecretString::from(format!("ID-{id}"))),
                ("key_secret".to_owned(), SecretString::from(secret)),
            ]),
        })
    }

    async fn regenerate(&self, _: &Credential, _: &str, field: &str) -> Result<()> {
        self.cloud.with(|state| match field {
            "key_secret" => state.regenerated += 1,
            _ => state.second_regenerated += 1,
        });
        // A fault here is an answer that was lost: the new secret is there all the same.
        self.cloud.call("regenerate")
    }

    async fn update(&self, _: &Credential, id: &str, patch: &KeyPatch) -> Result<RemoteKey> {
        self.cloud.call("update")?;
        self.change(id, |key| key.name = crate::service::keys::name_of(patch))
    }

    async fn switch(&self, by: &Credential, id: &str, on: bool) -> Result<RemoteKey> {
        let state = if on {
            KeyState::Enabled
        } else {
            KeyState::Disabled
        };
        self.cloud.call("switch")?;
        self.cloud.admit(by)?;
        let switched = self.change(id, |key| key.state = state);
        self.cloud.moment();
        switched
    }

    async fn delete(&self, by: &Credential, id: &str) -> Result<()> {
        self.cloud.call("delete")?;
        self.cloud.admit(by)?;
        let refuses = |key: &RemoteKey| {
            self.spec.delete_needs_off && key.remote_id == id && key.state == KeyState::Enabled
        };
        if self.cloud.with(|state| state.keys.iter().any(refuses)) {
            return Err(Error::new(ErrorCode::Rejected).with_outcome(Outcome::Refused));
        }
        self.cloud.with(|state| {
            state.keys.retain(|key| key.remote_id != id);
            state.deleted.push(id.to_owned());
        });
        self.cloud.moment();
        Ok(())
    }

    async fn mint_token(&self, _: &Credential, _: TokenKind) -> Result<Minted> {
        self.cloud.call("mint")?;
        let (times, lasts) = self.cloud.with(|state| {
            state.minted += 1;
            (state.minted, state.token_lasts)
        });
        Ok(Minted {
            fields: BTreeMap::from([("token".to_owned(), token(times))]),
            expires_at: lasts.map(|lasts| jiff::Timestamp::now() + lasts),
        })
    }

    async fn check_token(
        &self,
        _: &Credential,
        _: TokenKind,
        fields: &SecretFields,
    ) -> Result<Option<jiff::Timestamp>> {
        assert!(fields.contains_key("token"));
        self.cloud.call("check")?;
        let lasts = self.cloud.with(|state| state.token_lasts);
        Ok(lasts.map(|lasts| jiff::Timestamp::now() + lasts))
    }

    async fn revoke_token(
        &self,
        _: &Credential,
        _: TokenKind,
        fields: &SecretFields,
    ) -> Result<()> {
        assert!(fields.contains_key("token"));
        self.cloud.call("revoke")
    }

    fn check_group(&self, _: &NewKey) -> Result<()> {
        Ok(())
    }

    async fn create_group(&self, _: &Credential, _: &NewKey) -> Result<Group> {
        self.cloud.call("create_group")?;
        Ok(Group {
            id: "group-1".to_owned(),
            name: "group".to_owned(),
            login: None,
        })
    }

    async fn set_rules(&self, _: &Credential, _: &str, rules: &AccessRules) -> Result<AccessRules> {
        self.cloud.call("set_rules")?;
        Ok(rules.clone())
    }

    async fn subscribe(&self, _: &Credential, _: &str, _: &str, _: bool) -> Result<()> {
        self.cloud.call("subscribe")
    }

    fn copy_token(
        &self,
        _: &Credential,
        _: TokenKind,
        fields: &SecretFields,
        _: CopyWhat,
    ) -> Result<SecretString> {
        Ok(fields["token"].clone())
    }

    fn public_id(&self, fields: &SecretFields) -> Option<String> {
        fields.get("key_id").map(|id| id.expose_secret().to_owned())
    }

    fn copy_text(&self, by: &Credential, _: &ApiKey, what: CopyWhat) -> Result<SecretString> {
        let field = if what == CopyWhat::Id {
            "key_id"
        } else {
            "key_secret"
        };
        Ok(by.field(field)?.clone())
    }
}

impl FakeKind {
    fn change(&self, id: &str, change: impl FnOnce(&mut RemoteKey)) -> Result<RemoteKey> {
        self.cloud.with(|state| {
            let key = state.keys.iter_mut().find(|key| key.remote_id == id);
            let key =
                key.ok_or_else(|| Error::new(ErrorCode::NotFound).with_outcome(Outcome::Refused))?;
            change(key);
            Ok(key.clone())
        })
    }
}

/// The token that was made as this one.
pub fn token(times: usize) -> SecretString {
    SecretString::from(format!("MADE-UP-token-{times}"))
}

pub fn fields(id: &str) -> SecretFields {
    BTreeMap::from([
        ("key_id".to_owned(), SecretString::from(format!("ID-{id}"))),
        ("key_secret".to_owned(), SecretString::from(SECRET)),
    ])
}
