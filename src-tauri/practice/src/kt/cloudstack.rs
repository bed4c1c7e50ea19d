//! The API of the G platform: commands in the query, signed by the default key.

use std::collections::BTreeMap;

use axum::http::StatusCode;
use jiff::Timestamp;
use serde_json::{Value, json};

use super::ask::Ask;
use super::envelope::Envelope;
use super::refusal::{Outcome, Refusal};
use super::signature::{is_signed, string_to_sign};
use super::trouble::Trouble;
use super::world::World;
use super::zones::{ApiVersion, Zone, zones};
use crate::random::same;

/// Operating systems and sizes that servers can be had with.
const TEMPLATES: [&str; 3] = [
    "Centos 7.2 64bit",
    "Ubuntu 20.04 64bit",
    "WIN 2019 STD 64bit",
];
const PRODUCTS: [&str; 4] = [
    "1 vCore 1 GB",
    "2 vCore 4 GB",
    "4 vCore 8 GB",
    "8 vCore 16 GB",
];

/// Checks the command, then the signature. Returns how the ledger names the key.
///
/// Answers 432 for an unknown command whoever asks, and 401 for an unknown key, a wrong signature, a missing one of
/// the two and a revoked key alike.
pub(super) fn authenticate(world: &World, ask: &Ask) -> Result<String, Refusal> {
    if ask.call.command().is_none() {
        return Err(Refusal::new(
            432,
            "InvalidRequest",
            "The given command either does not exist, is not available for user, or not available from ip address",
        ));
    }
    let query = ask.request.query.iter();
    let parameters: BTreeMap<&str, &str> = query.map(|(name, value)| (&**name, &**value)).collect();
    let ignoring_case = |name: &str| {
        let mut found = parameters
            .iter()
            .filter(|(given, _)| given.eq_ignore_ascii_case(name));
        found.next().map(|(_, value)| *value)
    };
    let key = &world.api_key;
    let accepted = match (ignoring_case("apikey"), ignoring_case("signature")) {
        (Some(api_key), Some(signature)) => {
            key.active
                && same(&key.pair.api_key, api_key)
                && is_signed(
                    &string_to_sign(&parameters),
                    &key.pair.secret_key,
                    signature,
                )
        }
        _ => false,
    };
    let expired = ignoring_case("signatureversion") == Some("3")
        && !ignoring_case("expires").is_some_and(|end| is_ahead(end, ask.now));
    let refused = version(ask).is_some_and(|version| ask.plan.has(&Trouble::RefusedBy(version)));
    if !accepted || expired || refused {
        return Err(Refusal::of_status(401));
    }
    Ok(tail(&key.pair.api_key))
}

fn is_ahead(end: &str, now: Timestamp) -> bool {
    Timestamp::strptime("%Y-%m-%dT%H:%M:%S%z", end).is_ok_and(|end| end > now)
}

/// The last four characters, which give nobody anything.
pub(super) fn tail(key: &str) -> String {
    key.chars()
        .skip(key.chars().count().saturating_sub(4))
        .collect()
}

fn version(ask: &Ask) -> Option<ApiVersion> {
    ApiVersion::of(ask.place)
}

pub(super) fn list_zones(ask: &Ask) -> Outcome {
    let zones = zones_named(ask, "id")?;
    let rows: Vec<Value> = zones
        .iter()
        .map(|zone| {
            json!({
                "id": zone.id,
                "name": zone.name,
                "networktype": "Advanced",
                "securitygroupsenabled": false,
                "allocationstate": "Enabled",
                "dhcpprovider": "VirtualRouter",
                "localstorageenabled": false,
                "tags": [],
            })
        })
        .collect();
    list(ask, "zone", rows)
}

/// Every product in every zone with every template, which makes a long list.
pub(super) fn list_product_types(ask: &Ask) -> Outcome {
    let mut rows = Vec::new();
    for zone in zones_named(ask, "zoneid")? {
        for (template_number, template) in TEMPLATES.iter().enumerate() {
            for (number, product) in PRODUCTS.iter().enumerate() {
                rows.push(json!({
                    "productid": format!("practice-{template_number}-{number}"),
                    "product": product,
                    "productstate": "available",
                    "zoneid": zone.id,
                    "zonedesc": zone.name,
                    "templateid": format!("00000000-0000-4000-8000-00000000000{template_number}"),
                    "templatedesc": template,
                    "serviceofferingid": format!("00000000-0000-4000-9000-00000000000{number}"),
                    "diskofferingid": "00000000-0000-4000-a000-000000000000",
                }));
            }
        }
    }
    list(ask, "producttypes", rows)
}

/// The zones of this version, or the one that a parameter names. Answers 431 if it is none of them.
fn zones_named(ask: &Ask, parameter: &str) -> Result<Vec<&'static Zone>, Refusal> {
    let all: Vec<_> = version(ask).into_iter().flat_map(zones).collect();
    let Some(id) = ask.request.parameter(parameter) else {
        return Ok(all);
    };
    let named: Vec<_> = all.into_iter().filter(|zone| zone.id == id).collect();
    if named.is_empty() {
        return Err(Refusal::new(
            431,
            "InvalidArgument",
            "Unable to execute API command due to invalid value: no such zone",
        ));
    }
    Ok(named)
}

fn list(ask: &Ask, name: &str, rows: Vec<Value>) -> Outcome {
    let envelope = Envelope::of(ask.request, ask.call, ask.plan);
    let contents = json!({"count": rows.len(), name: rows});
    Ok(envelope.reply(StatusCode::OK, contents))
}
