//! Whose token a request carries, and whether it is still good.

use axum::http::{HeaderName, StatusCode};
use jiff::Timestamp;

use super::refusal::Refusal;
use super::world::{IamKey, Token, World};
use crate::incoming::Incoming;

/// Names the token that authorizes a request.
const AUTH_TOKEN: HeaderName = HeaderName::from_static("x-auth-token");

/// Finds the IAM access key behind a request by its `X-Auth-Token`. Answers its id.
///
/// The token of a key that is gone is a 404 on every call, any other bad token a 401.
pub(super) fn authenticate(
    world: &World,
    request: &Incoming,
    now: Timestamp,
) -> Result<String, Refusal> {
    let text = request
        .header(&AUTH_TOKEN)
        .ok_or_else(Refusal::unauthorized)?;
    let (_, key) = good_token(world, text, now, Refusal::unauthorized)?;
    Ok(key.id.clone())
}

/// A token that works now, and its key. `otherwise` says what a bad one is refused with.
pub(super) fn good_token<'a>(
    world: &'a World,
    text: &str,
    now: Timestamp,
    otherwise: fn() -> Refusal,
) -> Result<(&'a Token, &'a IamKey), Refusal> {
    let token = world
        .token(text)
        .filter(|token| !token.revoked && token.expires_at > now)
        .ok_or_else(otherwise)?;
    let key = world
        .iam_key(&token.iam_key)
        .ok_or_else(|| Refusal::no_iam_key(&token.iam_key))?;
    world.check_member(&key.project).map_err(|_| otherwise())?;
    Ok((token, key))
}

/// Refuses a path of somebody else.
pub(super) fn check_user(world: &World, user: &str, action: &str) -> Result<(), Refusal> {
    match world.user.id == user {
        true => Ok(()),
        false => Err(Refusal::forbidden(action)),
    }
}

/// A bad token where it is not what authorizes the request, but what the request is about.
pub(super) fn bad_subject() -> Refusal {
    Refusal::new(StatusCode::NOT_FOUND, "Failed to validate token")
}
