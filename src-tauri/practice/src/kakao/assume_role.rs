//! Temporary S3 credentials for an API token. docs.kakaocloud.com, "Object Storage: S3 API".

use jiff::Timestamp;
use serde::Deserialize;

use super::answer::xml;
use super::ask::{Ask, body};
use super::auth::good_token;
use super::refusal::Refusal;
use super::world::{Temporary, World};
use super::{mint, s3_keys, storage};
use crate::clock::shifted;
use crate::digest::sha256;
use crate::incoming::Incoming;
use crate::reply::Reply;
use crate::s3::document;

const PROVIDER: &str = "iam.kakaocloud.com";
const ACTION: &str = "AssumeRoleWithWebIdentity";

/// Seconds they may last. The real range is not documented; this is that of AWS.
const DURATIONS: std::ops::RangeInclusive<i64> = 900..=43_200;

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
struct AssumeRole {
    action: String,
    web_identity_token: String,
    #[serde(default = "half_an_hour")]
    duration_seconds: i64,
    provider_id: Option<String>,
}

fn half_an_hour() -> i64 {
    1_800
}

/// Finds the IAM access key behind the API token in the body. Answers its id.
pub(super) fn authenticate(
    world: &World,
    request: &Incoming,
    now: Timestamp,
) -> Result<String, Refusal> {
    let asked = read(request)?;
    let (_, key) =
        good_token(world, &asked.web_identity_token, now, bad_token).map_err(|_| bad_token())?;
    Ok(key.id.clone())
}

/// Makes credentials for the project of the token.
pub(super) fn answer(world: &mut World, ask: &Ask) -> Result<Reply, Refusal> {
    let asked = read(ask.request)?;
    let project = world.iam_key(ask.key).ok_or_else(bad_token)?;
    let project = project.project.clone();
    let session_token = mint::session_token()?;
    let expires_at = shifted(ask.now, asked.duration_seconds);
    world.s3_keys.retain(|key| !key.is_expired(ask.now));
    let temporary = Temporary {
        session_token_hash: sha256(session_token.as_bytes()),
        expires_at,
    };
    let key = s3_keys::add(world, project, ask.now, Some(temporary));
    xml(document(&format!(
        "<AssumeRoleWithWebIdentityResponse><AssumeRoleWithWebIdentityResult>\
         <SubjectFromWebIdentityToken>{}</SubjectFromWebIdentityToken>\
         <Credentials><SessionToken>{session_token}</SessionToken>\
         <SecretAccessKey>{}</SecretAccessKey><Expiration>{expires_at}</Expiration>\
         <AccessKeyId>{}</AccessKeyId></Credentials><Provider>{PROVIDER}</Provider>\
         </AssumeRoleWithWebIdentityResult><ResponseMetadata><RequestId>{}</RequestId>\
         </ResponseMetadata></AssumeRoleWithWebIdentityResponse>",
        world.user.id, key.secret, key.access, ask.heading.id
    )))
}

/// Refusals are not documented; their codes are those of AWS.
fn read(request: &Incoming) -> Result<AssumeRole, Refusal> {
    let asked: AssumeRole = body(request).map_err(|_| {
        storage::malformed(
            "MalformedJSON",
            "The JSON was not well-formed or did not fit.",
        )
    })?;
    if asked.action != ACTION {
        return Err(storage::malformed(
            "InvalidAction",
            "The action is not valid.",
        ));
    }
    if asked.provider_id.as_deref().unwrap_or(PROVIDER) != PROVIDER {
        return Err(storage::malformed(
            "InvalidParameterValue",
            "No such ProviderId.",
        ));
    }
    if !DURATIONS.contains(&asked.duration_seconds) {
        return Err(storage::malformed(
            "ValidationError",
            "DurationSeconds must be 900 to 43200.",
        ));
    }
    Ok(asked)
}

fn bad_token() -> Refusal {
    storage::malformed(
        "InvalidIdentityToken",
        "The web identity token that was passed could not be validated.",
    )
}
