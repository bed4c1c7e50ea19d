//! Object Storage 1.0, and the containers of 2.0, as the Swift API reference has them.

use axum::http::{HeaderName, StatusCode};
use jiff::tz::TimeZone;
use serde_json::{Value, json};

use super::ask::Ask;
use super::mint;
use super::refusal::{Outcome, Refusal};
use super::tokens::issue;
use super::trouble::Trouble;
use super::world::{FileBox, Realm, StorageGeneration, World};
use crate::reply::{Content, Reply};

const USER: HeaderName = HeaderName::from_static("x-storage-user");
const KEY: HeaderName = HeaderName::from_static("x-storage-pass");
const AUTH_NEW: HeaderName = HeaderName::from_static("x-auth-new");
const AUTH_TOKEN: HeaderName = HeaderName::from_static("x-auth-token");
const STORAGE_URL: HeaderName = HeaderName::from_static("x-storage-url");
const CONTAINER_COUNT: HeaderName = HeaderName::from_static("x-account-container-count");

/// How long a token of Object Storage 1.0 is good, in seconds.
const LIFETIME: i64 = 86_400;

/// Gives a token and the account's address in headers: the token of the last login if it is still good, unless a
/// fresh one is asked for.
pub(super) fn log_in(world: &mut World, ask: &Ask) -> Outcome {
    let header = |name| ask.request.header(&name).unwrap_or_default();
    if !world.opens(StorageGeneration::One, header(USER), header(KEY)) {
        return Err(Refusal::of_status(401));
    }
    let realm = Realm::Storage(StorageGeneration::One);
    let fresh = header(AUTH_NEW).eq_ignore_ascii_case("true");
    let still_good = world
        .tokens
        .iter()
        .rfind(|token| !fresh && token.realm == realm && token.expires_at > ask.now)
        .cloned();
    let token = match still_good {
        Some(token) => token,
        None => issue(world, mint::swift_token()?, realm, LIFETIME, ask.now),
    };
    let own = format!("{}/v1/AUTH_{}", ask.base_url(), world.account.storage_id);
    let url = ask.plan.iter().find_map(Trouble::storage_url);
    let status = match ask.plan.has(&Trouble::StorageLogin204) {
        true => StatusCode::NO_CONTENT,
        false => StatusCode::OK,
    };
    Ok(Reply::new(status, Content::Empty)
        .header(AUTH_TOKEN, &token.value)
        .header(STORAGE_URL, url.unwrap_or(&own)))
}

/// The account's containers, in JSON alone. Answers 401 for no good token, and 403 for one of another account.
pub(super) fn list_containers(world: &World, ask: &Ask) -> Outcome {
    let good = |generation| {
        let token = ask.token()?;
        world.live_token(token, &Realm::Storage(generation), ask.now)
    };
    let account = &world.account;
    let own = if good(StorageGeneration::One).is_some() {
        &account.storage_id
    } else if good(StorageGeneration::Two).is_some() {
        &account.storage_project_id
    } else {
        return Err(Refusal::of_status(401));
    };
    if ask.place.strip_prefix("AUTH_") != Some(own) {
        return Err(Refusal::of_status(403));
    }
    if ask.request.parameter("format") != Some("json") {
        return Err(Refusal::new(406, "InvalidRequest", "Not Acceptable"));
    }
    let containers: Vec<Value> = world.boxes.iter().map(container).collect();
    Ok(Reply::new(StatusCode::OK, Content::Json(json!(containers)))
        .header(CONTAINER_COUNT, &world.boxes.len().to_string()))
}

/// Times come without a zone here.
fn container(file_box: &FileBox) -> Value {
    let modified = file_box.created_at.to_zoned(TimeZone::UTC).datetime();
    json!({
        "name": file_box.name,
        "count": 0,
        "bytes": 0,
        "last_modified": format!("{modified:.6}"),
    })
}
