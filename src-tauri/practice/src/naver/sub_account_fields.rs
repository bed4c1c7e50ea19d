//! What a request says of a new sub account, and whether it may.

use serde::Deserialize;
use serde_json::Value;

use super::access_rules::{AccessRule, AllowSource};
use super::refusal::Refusal;
use crate::address::network;

#[derive(Clone, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct Fields {
    pub login_id: String,
    pub name: String,
    pub can_console_access: bool,
    #[serde(rename = "canAPIGatewayAccess")]
    pub can_api_gateway_access: bool,
    pub need_password_reset: bool,
    pub email: Option<String>,
    pub memo: Option<String>,
    #[serde(default)]
    pub need_password_generate: bool,
    password: Option<String>,
    #[serde(default)]
    use_api_allow_source: bool,
    #[serde(default)]
    api_allow_sources: Vec<AllowSource>,
    #[serde(default)]
    pub use_console_permit_ip: bool,
    pub console_permit_ips: Option<Vec<String>>,
    #[serde(default)]
    pub is_mfa_mandatory: bool,
    #[serde(default)]
    tags: Vec<Value>,
}

impl Fields {
    /// An account for a program: keys, and no console.
    pub fn robot(login_id: &str, name: &str) -> Self {
        Fields {
            login_id: login_id.to_owned(),
            name: name.to_owned(),
            can_api_gateway_access: true,
            ..Fields::default()
        }
    }

    pub fn access_rule(&self) -> Result<AccessRule, Refusal> {
        AccessRule {
            use_api_allow_source: self.use_api_allow_source,
            api_allow_sources: self.api_allow_sources.clone(),
        }
        .checked()
    }

    pub fn check(&self) -> Result<(), Refusal> {
        let length = |text: &str| text.chars().count();
        let wrong = |what: &str| Err(Refusal::bad_request(what));
        if !(3..=60).contains(&length(&self.login_id)) || self.login_id.contains(' ') {
            return wrong("loginId must have 3 to 60 characters");
        }
        if !(2..=30).contains(&length(self.name.trim())) {
            return wrong("name must have 2 to 30 characters");
        }
        if let Some(email) = &self.email
            && (!(6..=100).contains(&length(email)) || !email.contains('@'))
        {
            return wrong("email must be an address of 6 to 100 characters");
        }
        if self.memo.as_ref().is_some_and(|memo| memo.len() > 300) {
            return wrong("memo must have at most 300 bytes");
        }
        if !self.tags.iter().all(Value::is_object) {
            return wrong("tags must be objects");
        }
        let permitted = self.console_permit_ips.iter().flatten();
        if !permitted.into_iter().all(|ip| network(ip).is_some()) {
            return wrong("consolePermitIps must be IP addresses or networks");
        }
        // The page of the create call makes it conditional on this alone, not on console access.
        match &self.password {
            None if self.need_password_generate => Ok(()),
            None => wrong("password is required unless needPasswordGenerate is true"),
            Some(password) if !is_password(password) => {
                wrong("password must mix letters, digits and signs, 8 to 16 characters")
            }
            Some(_) => Ok(()),
        }
    }
}

fn is_password(text: &str) -> bool {
    let has = |kind: fn(&char) -> bool| text.chars().any(|c| kind(&c));
    (8..=16).contains(&text.chars().count())
        && has(char::is_ascii_alphabetic)
        && has(char::is_ascii_digit)
        && has(char::is_ascii_punctuation)
}
