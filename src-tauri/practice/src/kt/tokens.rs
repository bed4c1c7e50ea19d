//! The tokens of the D platform, as the Keystone API reference has them but without `/v3` in the path.

use axum::http::{HeaderName, StatusCode};
use jiff::Timestamp;
use serde_json::{Value, json};

use super::ask::Ask;
use super::login::Login;
use super::mint;
use super::refusal::{Outcome, Refusal};
use super::world::{Realm, StorageGeneration, Token, World};
use crate::clock::shifted;
use crate::random::same;
use crate::reply::{Content, Reply};

const SUBJECT_TOKEN: HeaderName = HeaderName::from_static("x-subject-token");

/// How long a token is good, in seconds.
pub(super) const LIFETIME: i64 = 3_600;

/// A user in a project, as a token names them.
struct Bearer<'a> {
    user: (&'a str, &'a str),
    project: (&'a str, &'a str),
    /// Id and name.
    domain: (&'a str, &'a str),
    catalog: Value,
}

/// A token of this zone for the portal login and its project. Answers the same 401 for an unknown user, a wrong
/// password, an unknown project and one without a role.
pub(super) fn create(world: &mut World, ask: &Ask) -> Outcome {
    let login = Login::read(ask.request)?;
    let account = &world.account;
    let welcome = login.user.is(&account.user_id, &account.portal_id)
        && same(&login.password, &account.password)
        && login.project.is(&account.project_id, &account.portal_id);
    if !welcome {
        return Err(Refusal::unauthorized());
    }
    let token = issue(
        world,
        mint::keystone_token()?,
        realm(ask),
        LIFETIME,
        ask.now,
    );
    let contents = contents(&token, &bearer(world, ask));
    Ok(answer(StatusCode::CREATED, &token, contents))
}

/// A token of Object Storage 2.0, whose body is alike.
pub(super) fn answer_of_storage(world: &World, token: &Token, user: &str) -> Reply {
    let account = &world.account;
    let bearer = Bearer {
        user: (user, user),
        project: (&account.storage_project_id, "storage"),
        domain: (&account.domain_id, "ucloud"),
        catalog: json!([]),
    };
    answer(StatusCode::CREATED, token, contents(token, &bearer))
}

/// Answers 401 where the request carries no good token of this zone, and 404 where its subject is none.
pub(super) fn read(world: &World, ask: &Ask) -> Outcome {
    let subject = subject(world, ask)?;
    let contents = contents(&subject, &bearer(world, ask));
    Ok(answer(StatusCode::OK, &subject, contents))
}

/// Like [`read`], without a body.
pub(super) fn check(world: &World, ask: &Ask) -> Outcome {
    subject(world, ask)?;
    Ok(Reply::new(StatusCode::OK, Content::Empty))
}

pub(super) fn revoke(world: &mut World, ask: &Ask) -> Outcome {
    let subject = subject(world, ask)?;
    world.tokens.retain(|token| token.value != subject.value);
    world.changed = true;
    Ok(Reply::new(StatusCode::NO_CONTENT, Content::Empty))
}

/// Refuses a request without a good token of its zone.
pub(super) fn authenticate(world: &World, ask: &Ask) -> Result<(), Refusal> {
    ask.token()
        .and_then(|token| world.live_token(token, &realm(ask), ask.now))
        .map(|_| ())
        .ok_or_else(Refusal::unauthorized)
}

/// Keeps a new token and drops those that have ended.
pub(super) fn issue(
    world: &mut World,
    value: String,
    realm: Realm,
    lifetime: i64,
    now: Timestamp,
) -> Token {
    let token = Token {
        value,
        realm,
        issued_at: now,
        expires_at: shifted(now, lifetime),
    };
    world.tokens.retain(|token| token.expires_at > now);
    world.tokens.push(token.clone());
    world.changed = true;
    token
}

/// Where the tokens of a request are good: Object Storage 2.0 has no zones.
fn realm(ask: &Ask) -> Realm {
    match ask.place {
        "" => Realm::Storage(StorageGeneration::Two),
        zone => Realm::Zone(zone.to_owned()),
    }
}

fn subject(world: &World, ask: &Ask) -> Result<Token, Refusal> {
    authenticate(world, ask)?;
    ask.request
        .header(&SUBJECT_TOKEN)
        .and_then(|token| world.live_token(token, &realm(ask), ask.now))
        .cloned()
        .ok_or_else(|| Refusal::new(404, "NotFound", "Could not find token."))
}

fn bearer<'a>(world: &'a World, ask: &Ask) -> Bearer<'a> {
    let account = &world.account;
    Bearer {
        user: (&account.user_id, &account.portal_id),
        project: (&account.project_id, &account.portal_id),
        domain: ("default", "Default"),
        catalog: catalog(ask),
    }
}

/// Addresses that lead nowhere from outside, as those of the real catalog do.
fn catalog(ask: &Ask) -> Value {
    let types = [
        "identity", "compute", "network", "image", "volumev3", "sharev2",
    ];
    let entry = |kind: &&str| {
        json!({"type": kind, "name": kind, "id": mint::id(), "endpoints": [{
            "interface": "public",
            "region": "regionOne",
            "url": format!("{}/{}/catalog/{kind}", ask.base_url(), ask.place),
        }]})
    };
    types.iter().map(entry).collect()
}

fn answer(status: StatusCode, token: &Token, contents: Value) -> Reply {
    Reply::new(status, Content::Json(contents)).header(SUBJECT_TOKEN, &token.value)
}

fn contents(token: &Token, bearer: &Bearer) -> Value {
    let domain = json!({"id": bearer.domain.0, "name": bearer.domain.1});
    let named = |(id, name): (&str, &str)| json!({"id": id, "name": name, "domain": domain});
    json!({"token": {
        "methods": ["password"],
        "issued_at": format!("{:.6}", token.issued_at),
        "expires_at": format!("{:.6}", token.expires_at),
        "project": named(bearer.project),
        "user": named(bearer.user),
        "roles": [{"id": "00000000000000000000000000000001", "name": "member"}],
        "catalog": bearer.catalog,
    }})
}
