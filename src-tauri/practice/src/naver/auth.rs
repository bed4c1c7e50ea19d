//! Who is asking, and what they may do.

use std::net::IpAddr;

use axum::http::HeaderName;
use jiff::Timestamp;

use super::Options;
use super::policy::Right;
use super::refusal::Refusal;
use super::signature::{is_signed, string_to_sign};
use super::world::{AccessKey, Owner, World};
use crate::clock::whole_minutes;
use crate::incoming::Incoming;

const TIMESTAMP: HeaderName = HeaderName::from_static("x-ncp-apigw-timestamp");
const ACCESS_KEY: HeaderName = HeaderName::from_static("x-ncp-iam-access-key");
const SIGNATURE: HeaderName = HeaderName::from_static("x-ncp-apigw-signature-v2");

/// Furthest a timestamp may be from the gateway's clock, in milliseconds: 5 minutes.
const TOLERANCE: i64 = 300_000;

/// A key that signed a request, and whose it is.
#[derive(Clone)]
pub(super) struct Signer {
    pub access_key: String,
    pub owner: Owner,
}

/// Finds the key that signed a request with signature v2.
///
/// Answers 401 with code 200 for a missing header, an unknown key, a wrong signature, a clock that is off, a stopped
/// key and an account that may not sign alike.
pub(super) fn authenticate(
    world: &mut World,
    request: &Incoming,
    now: Timestamp,
) -> Result<Signer, Refusal> {
    let header = |name: HeaderName| {
        request
            .header(&name)
            .ok_or_else(|| Refusal::unauthenticated(format!("Missing header: {name}")))
    };
    let (timestamp, access_key) = (header(TIMESTAMP)?, header(ACCESS_KEY)?);
    let signature = header(SIGNATURE)?;
    let key = world
        .access_key(access_key)
        .ok_or_else(|| Refusal::unauthenticated("Invalid authentication information"))?;
    let target = match request.raw_query() {
        Some(query) => format!("{}?{query}", request.path()),
        None => request.path().to_owned(),
    };
    let message = string_to_sign(request.method.as_str(), &target, timestamp, access_key);
    if !is_signed(&message, &key.secret, signature) {
        return Err(Refusal::unauthenticated(
            "Invalid authentication information",
        ));
    }
    let age = timestamp
        .parse()
        .ok()
        .and_then(|sent: i64| now.as_millisecond().checked_sub(sent));
    if !age.is_some_and(|age| (-TOLERANCE..=TOLERANCE).contains(&age)) {
        return Err(Refusal::unauthenticated("Timestamp expired"));
    }
    let signer = Signer {
        access_key: key.id.clone(),
        owner: key.owner,
    };
    if !may_sign(world, &signer, now) {
        return Err(Refusal::unauthenticated(
            "Invalid authentication information",
        ));
    }
    Ok(signer)
}

/// Whether the signer's key is awake and active, and its owner may use APIs at all.
pub(super) fn may_sign(world: &mut World, signer: &Signer, now: Timestamp) -> bool {
    let asleep = world.asleep.get_mut(&signer.access_key);
    if let Some(left) = asleep.filter(|left| **left > 0) {
        *left -= 1;
        return false;
    }
    let active = |key: &AccessKey| key.is_active(now);
    world.access_key(&signer.access_key).is_some_and(active)
        && match signer.owner {
            Owner::Main => true,
            Owner::Sub(id) => world
                .sub_account(id)
                .is_some_and(|account| account.active && account.can_api_gateway_access),
        }
}

/// Refuses a caller whose address the sub account's rule does not hold, where rules are enforced.
pub(super) fn check_address(
    world: &World,
    options: &Options,
    owner: Owner,
    caller: IpAddr,
) -> Result<(), Refusal> {
    let Owner::Sub(id) = owner else {
        return Ok(());
    };
    let allowed = world
        .sub_account(id)
        .is_none_or(|account| account.access_rule.allows(caller));
    if allowed || !options.enforce_access_rules {
        return Ok(());
    }
    Err(Refusal::forbidden("The source is not allowed"))
}

/// Refuses a call that needs more than the caller's policies allow.
pub(super) fn check_right(
    world: &World,
    owner: Owner,
    right: Option<Right>,
) -> Result<(), Refusal> {
    if right.is_none_or(|right| world.may(owner, right)) {
        return Ok(());
    }
    Err(Refusal::not_permitted())
}

/// Notes the use of a key, to the minute.
pub(super) fn mark_used(world: &mut World, access_key: &str, now: Timestamp) {
    let minute = Some(whole_minutes(now));
    let key = world.access_keys.iter_mut().find(|k| k.id == access_key);
    if let Some(key) = key.filter(|key| key.last_used != minute) {
        key.last_used = minute;
        world.changed = true;
    }
}
