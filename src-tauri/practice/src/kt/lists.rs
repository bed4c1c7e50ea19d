//! What the D platform has to look at with a token.

use axum::http::StatusCode;
use serde_json::json;

use super::ask::Ask;
use super::refusal::{Outcome, Refusal};
use super::tokens::authenticate;
use super::world::World;
use crate::reply::{Content, Reply};

/// The networks of a zone, around which the gateway puts a status of its own.
pub(super) fn networks(world: &World, ask: &Ask) -> Outcome {
    authenticate(world, ask)?;
    let network = |number: u32, name: &str| {
        json!({
            "networkId": format!("00000000-0000-4000-8000-00000000001{number}"),
            "refId": format!("00000000-0000-4000-8000-00000000002{number}"),
            "networkName": name,
        })
    };
    ok(json!({
        "httpStatus": 200,
        "data": [network(1, "DMZ"), network(2, "Private")],
    }))
}

/// Key pairs of the compute service. Their public halves are no keys.
pub(super) fn key_pairs(world: &World, ask: &Ask) -> Outcome {
    authenticate(world, ask)?;
    ok(json!({"keypairs": [{"keypair": {
        "name": "practice-pair",
        "fingerprint": "00:11:22:33:44:55:66:77:88:99:aa:bb:cc:dd:ee:ff",
        "public_key": "ssh-rsa practice-not-a-key practice",
    }}]}))
}

/// The discovery of versions, which the real gateway answers with a fault to everybody.
pub(super) fn discovery() -> Outcome {
    Err(Refusal::of_status(500))
}

fn ok(json: serde_json::Value) -> Outcome {
    Ok(Reply::new(StatusCode::OK, Content::Json(json)))
}
