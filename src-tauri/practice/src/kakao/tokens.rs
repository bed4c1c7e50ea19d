//! API tokens: issued for an IAM access key, read, checked and ended. Keystone API reference, "Authentication and token
//! management"; docs.kakaocloud.com, "Prepare API usage".

use axum::http::{HeaderName, StatusCode};
use jiff::Timestamp;
use serde::Deserialize;
use serde_json::{Value, json};

use super::answer::zoned;
use super::ask::{Ask, body};
use super::auth::{bad_subject, good_token};
use super::mint;
use super::refusal::Refusal;
use super::world::{IamKey, Token, World};
use crate::clock::shifted;
use crate::digest::sha256;
use crate::incoming::Incoming;
use crate::random::same;
use crate::reply::{Content, Reply};

/// Header of the token that a request is about, and of a new one.
pub(super) const SUBJECT_TOKEN: &str = "x-subject-token";

/// Seconds that a token lasts, unless its key ends sooner: 12 hours.
const LIFETIME: i64 = 12 * 3_600;

#[derive(Deserialize)]
struct SignIn {
    auth: Auth,
}

#[derive(Deserialize)]
struct Auth {
    identity: Identity,
    scope: Option<Value>,
}

#[derive(Deserialize)]
struct Identity {
    methods: Vec<String>,
    application_credential: Option<Claim>,
}

/// Which key somebody says to have.
#[derive(Deserialize)]
struct Claim {
    id: Option<String>,
    name: Option<String>,
    secret: Option<String>,
    user: Option<UserRef>,
}

#[derive(Deserialize)]
struct UserRef {
    id: Option<String>,
}

/// Finds the IAM access key that a token is asked for. Answers its id.
///
/// An unknown id is a 404; an unknown name, a wrong secret, an expired key and a user without the role are 401 alike.
pub(super) fn authenticate(
    world: &mut World,
    request: &Incoming,
    now: Timestamp,
) -> Result<String, Refusal> {
    let SignIn { auth } = body(request)?;
    if auth.identity.methods.is_empty() {
        return Err(Refusal::malformed());
    }
    if auth.identity.methods != ["application_credential"] {
        return Err(Refusal::not_signed_in());
    }
    let claim = auth
        .identity
        .application_credential
        .ok_or_else(Refusal::malformed)?;
    let key = claimed(world, &claim)?;
    let given = claim.secret.unwrap_or_default();
    if !same(&sha256(given.as_bytes()), &key.secret_hash) || key.is_expired(now) {
        return Err(Refusal::not_signed_in());
    }
    let (id, project) = (key.id.clone(), key.project.clone());
    world
        .check_member(&project)
        .map_err(|_| Refusal::not_signed_in())?;
    if world.is_asleep(&id) {
        return Err(Refusal::no_iam_key(&id));
    }
    if auth.scope.is_some() {
        return Err(Refusal::signing_in(
            "Error authenticating with application credential: \
             Application credentials cannot request a scope.",
        ));
    }
    Ok(id)
}

fn claimed<'a>(world: &'a World, claim: &Claim) -> Result<&'a IamKey, Refusal> {
    if let Some(id) = &claim.id {
        return world.iam_key(id).ok_or_else(|| Refusal::no_iam_key(id));
    }
    let user = claim.user.as_ref().and_then(|user| user.id.as_ref());
    let (Some(name), Some(user)) = (&claim.name, user) else {
        return Err(Refusal::malformed());
    };
    world
        .iam_keys
        .iter()
        .find(|key| key.name == *name && world.user.id == *user)
        .ok_or_else(Refusal::not_signed_in)
}

/// Issues a token. It is in a header of the answer and nowhere else.
pub(super) fn issue(world: &mut World, ask: &Ask) -> Result<Reply, Refusal> {
    let text = mint::token()?;
    let latest = shifted(ask.now, LIFETIME);
    let key_ends = world.iam_key(ask.key).and_then(|key| key.expires_at);
    let token = Token {
        hash: sha256(text.as_bytes()),
        iam_key: ask.key.to_owned(),
        audit_id: mint::audit_id()?,
        issued_at: ask.now,
        expires_at: key_ends.map_or(latest, |end| end.min(latest)),
        revoked: false,
    };
    world.tokens.retain(|token| token.expires_at > ask.now);
    world.tokens.push(token);
    world.changed = true;
    answer(world, ask, StatusCode::CREATED, &text)
}

/// Shows the token that the request is about.
pub(super) fn read(world: &World, ask: &Ask) -> Result<Reply, Refusal> {
    answer(world, ask, StatusCode::OK, subject(ask)?)
}

/// Says whether the token that the request is about is good, without a body.
pub(super) fn check(world: &World, ask: &Ask) -> Result<Reply, Refusal> {
    Ok(Reply {
        content: Content::Empty,
        ..read(world, ask)?
    })
}

/// Ends one token. Others of the same key live on.
pub(super) fn revoke(world: &mut World, ask: &Ask) -> Result<Reply, Refusal> {
    let (token, _) = good_token(world, subject(ask)?, ask.now, bad_subject)?;
    let hash = token.hash.clone();
    let doomed = world.tokens.iter_mut().find(|token| token.hash == hash);
    if let Some(token) = doomed {
        token.revoked = true;
        world.changed = true;
    }
    super::answer::no_content()
}

fn subject<'a>(ask: &Ask<'a>) -> Result<&'a str, Refusal> {
    ask.request
        .header(&HeaderName::from_static(SUBJECT_TOKEN))
        .ok_or_else(|| Refusal::new(StatusCode::NOT_FOUND, "No token in the request"))
}

fn answer(world: &World, ask: &Ask, status: StatusCode, text: &str) -> Result<Reply, Refusal> {
    let (token, key) = good_token(world, text, ask.now, bad_subject)?;
    let json = json!({"token": fields(world, ask, token, key)});
    Ok(
        Reply::new(status, Content::Json(json))
            .header(HeaderName::from_static(SUBJECT_TOKEN), text),
    )
}

fn fields(world: &World, ask: &Ask, token: &Token, key: &IamKey) -> Value {
    let domain = json!(world.organization);
    let project = world.project(&key.project);
    let mut fields = json!({
        "methods": ["application_credential"],
        "issued_at": zoned(token.issued_at),
        "expires_at": zoned(token.expires_at),
        "audit_ids": [token.audit_id],
        "is_domain": false,
        "user": {
            "id": world.user.id,
            "name": world.user.name,
            "domain": domain,
            "password_expires_at": null,
        },
        "project": {
            "id": key.project,
            "name": project.map(|project| project.name.as_str()),
            "domain": domain,
        },
        "roles": world.role_in(&key.project).into_iter().collect::<Vec<_>>(),
        "application_credential": {
            "id": key.id,
            "name": key.name,
            "restricted": !key.unrestricted,
        },
    });
    if ask.parameter("nocatalog").is_none() {
        fields["catalog"] = catalog(ask);
    }
    fields
}

/// Where the services are. Their addresses are the one that the caller used.
fn catalog(ask: &Ask) -> Value {
    let base = &ask.heading.base;
    let service = |kind: &str, name: &str, id: &str, url: String| {
        let region = &ask.options.region;
        json!({"id": id.repeat(32), "type": kind, "name": name, "endpoints": [{
            "id": id.repeat(32),
            "interface": "public",
            "region": region,
            "region_id": region,
            "url": url,
        }]})
    };
    json!([
        service("identity", "keystone", "1", format!("{base}/identity/v3")),
        service("object-store", "swift", "2", base.clone()),
    ])
}
