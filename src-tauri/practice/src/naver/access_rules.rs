//! Where the keys of a sub account may be used from.

use std::net::IpAddr;

use serde::{Deserialize, Serialize};
use serde_json::json;

use super::answer::ok;
use super::ask::Ask;
use super::refusal::Refusal;
use super::sub_accounts;
use super::world::World;
use crate::address::{covers, network};
use crate::reply::Reply;

/// The rule, in the words of the API.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct AccessRule {
    pub use_api_allow_source: bool,
    #[serde(default)]
    pub api_allow_sources: Vec<AllowSource>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AllowSource {
    #[serde(rename = "type")]
    kind: SourceKind,
    source: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
enum SourceKind {
    Ip,
    Vpc,
    VpcServer,
}

impl AccessRule {
    /// Whether this caller may use the keys. A caller from the internet is in no VPC.
    pub fn allows(&self, caller: IpAddr) -> bool {
        let holds = |one: &AllowSource| one.kind == SourceKind::Ip && covers(&one.source, caller);
        !self.use_api_allow_source || self.api_allow_sources.iter().any(holds)
    }

    /// Refuses sources that are none, and a restriction to nothing.
    pub fn checked(self) -> Result<Self, Refusal> {
        let valid = |one: &AllowSource| match one.kind {
            SourceKind::Ip => network(&one.source).is_some(),
            SourceKind::Vpc | SourceKind::VpcServer => {
                !one.source.is_empty() && one.source.bytes().all(|byte| byte.is_ascii_digit())
            }
        };
        if !self.api_allow_sources.iter().all(valid) {
            return Err(Refusal::bad_request("apiAllowSources: invalid source"));
        }
        if self.use_api_allow_source && self.api_allow_sources.is_empty() {
            return Err(Refusal::bad_request("apiAllowSources is required"));
        }
        Ok(self)
    }
}

pub(super) fn read(world: &World, id: &str) -> Result<Reply, Refusal> {
    ok(json!(sub_accounts::find(world, id)?.access_rule))
}

/// Replaces the rule whole.
pub(super) fn update(world: &mut World, ask: &Ask, id: &str) -> Result<Reply, Refusal> {
    let found = sub_accounts::find(world, id)?.id;
    let rule = ask.body::<AccessRule>()?.checked()?;
    if let Some(account) = world.sub_account_mut(found) {
        account.access_rule = rule;
        world.changed = true;
    }
    ok(json!({"success": true}))
}
