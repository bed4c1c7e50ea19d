//! Who am I, and temporary credentials.

use serde::Deserialize;
use serde_json::json;
use uuid::Uuid;

use super::access_keys;
use super::answer::ok;
use super::ask::Ask;
use super::refusal::Refusal;
use super::trouble::Trouble;
use super::world::{Owner, World};
use crate::clock::shifted;
use crate::reply::Reply;

/// How long temporary credentials may last, in seconds.
const DURATIONS: std::ops::RangeInclusive<i64> = 600..=43_200;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Lifetime {
    #[serde(default = "an_hour")]
    duration_sec: i64,
}

fn an_hour() -> i64 {
    3_600
}

/// For a sub account, `id` is its `subAccountId`; the documents do not say so, but no other id fits the other calls.
pub(super) fn caller_identity(world: &World, ask: &Ask) -> Result<Reply, Refusal> {
    let id = match ask.plan.has(&Trouble::ForeignCallerId) {
        true => Uuid::new_v4().to_string(),
        false => world.owner_id(ask.caller),
    };
    let user_type = match ask.caller {
        Owner::Main => "Customer",
        Owner::Sub(_) => "Sub",
    };
    ok(json!({"id": id, "loginAlias": world.account.login_alias, "userType": user_type}))
}

/// Of a temporary key, the documents have this give the secret again.
pub(super) fn read(world: &World, ask: &Ask) -> Result<Reply, Refusal> {
    let key = world
        .access_key(ask.access_key)
        .ok_or_else(Refusal::not_found)?;
    let mut fields = json!({"accessKey": key.id, "createTime": key.created_at});
    if let Some(end) = key.expires_at {
        fields["keySecret"] = json!(key.secret);
        fields["expireTime"] = json!(end);
        fields["useMfa"] = json!(false);
    }
    ok(fields)
}

/// Makes a temporary key with the rights of the sub account that asks with a permanent one.
pub(super) fn create(world: &mut World, ask: &Ask) -> Result<Reply, Refusal> {
    let lifetime: Lifetime = match ask.json.is_null() {
        true => Lifetime {
            duration_sec: an_hour(),
        },
        false => ask.body()?,
    };
    if !DURATIONS.contains(&lifetime.duration_sec) {
        return Err(Refusal::bad_request("durationSec must be 600 to 43200"));
    }
    let permanent = world
        .access_key(ask.access_key)
        .is_some_and(|key| key.is_permanent());
    if ask.caller == Owner::Main || !permanent {
        return Err(Refusal::forbidden(
            "Only a sub account's permanent key makes temporary ones",
        ));
    }
    let end = shifted(ask.now, lifetime.duration_sec);
    world
        .access_keys
        .retain(|key| key.expires_at.is_none_or(|end| end > ask.now));
    let minted = access_keys::add(world, ask.caller, ask.now, Some(end))?;
    access_keys::put_to_sleep(world, ask, &minted);
    ok(json!({
        "accessKey": minted.access_key,
        "keySecret": minted.secret_key,
        "createTime": ask.now,
        "expireTime": end,
        "useMfa": false,
    }))
}
