//! Object storage: it takes S3 access keys, lasting and temporary ones, signed in Amazon's way (`bss-api-os-s3`).

use reqwest::Method;
use reqwest::header::{ACCEPT, HeaderValue};
use secrecy::{ExposeSecret, SecretString};
use url::Url;
use zeroize::Zeroizing;

use super::facts::{REALMS, REGIONS};
use super::session::Session;
use super::wire::{AssumeRole, instant};
use super::{ACCESS, Kakao, REGION, SECRET, SESSION_TOKEN, json, tells, unreadable};
use crate::error::{Error, ErrorCode, Result};
use crate::http::{Repeat, Request};
use crate::kind::{Credential, Minted, SecretFields};
use crate::model::CopyWhat;
use crate::providers::reading::{ends_with, tag};
use crate::providers::s3::{self, Storage};

/// Seconds that a temporary key lasts; the range is not documented.
const LASTS_S: u32 = 1800;

/// Names of the buckets that an S3 access key sees.
pub async fn buckets(kakao: &Kakao, key: &Credential) -> Result<Vec<String>> {
    buckets_with(kakao, key, &key.fields).await
}

/// Names of the buckets that an IAM access key sees, through a temporary key.
pub async fn buckets_of_session(
    kakao: &Kakao,
    key: &Credential,
    session: &Session<'_>,
) -> Result<Vec<String>> {
    let temporary = temporary(kakao, key, session).await?;
    buckets_with(kakao, key, &temporary.fields).await
}

async fn buckets_with(
    kakao: &Kakao,
    key: &Credential,
    fields: &SecretFields,
) -> Result<Vec<String>> {
    let storage = of(key, fields)?;
    storage.buckets(&kakao.http, (kakao.clock)()).await
}

/// A profile for S3 tools. `fields` are those of the key itself or of a temporary one.
pub fn text(key: &Credential, fields: &SecretFields, what: CopyWhat) -> Result<SecretString> {
    let storage = of(key, fields)?;
    // EXPOSE: the last four characters of the public half, to tell profiles from each other.
    let end = ends_with(storage.access_key.expose_secret());
    let name = end.map_or_else(
        || "kakaocloud".to_owned(),
        |end| format!("kakaocloud-{end}"),
    );
    storage.text(&name, what)
}

/// A key, and the storage that it may open.
pub fn of<'a>(key: &'a Credential, fields: &'a SecretFields) -> Result<Storage<'a>> {
    let field = |id: &str| fields.get(id).ok_or(ErrorCode::SecretAltered);
    Ok(Storage {
        endpoint: endpoint(key)?,
        region: region(key)?,
        access_key: field(ACCESS)?,
        secret_key: field(SECRET)?,
        session_token: fields.get(SESSION_TOKEN),
    })
}

/// Where a key's storage is. Each region has one; any other base than the cloud's own serves it itself.
fn endpoint(key: &Credential) -> Result<Url> {
    let base = &key.base_url;
    let own = REALMS.iter().any(|realm| {
        let host = realm.base_url.strip_prefix("https://");
        host == base.host_str() && base.port().is_none() && base.path() == "/"
    });
    if base.scheme() != "https" || !own {
        return Ok(base.clone());
    }
    let region = region(key)?;
    Url::parse(&format!("https://objectstorage.{region}.kakaocloud.com"))
        .map_err(|_| Error::new(ErrorCode::Internal))
}

/// The region of a key's storage. It becomes part of a host's name, so that nothing else may stand in it.
pub fn region(key: &Credential) -> Result<&str> {
    let Some(region) = key.fields.get(REGION) else {
        return Ok(REGIONS[0]);
    };
    // EXPOSE: a region is no secret.
    let region = region.expose_secret();
    if region.is_empty() || !region.chars().all(fits_region) {
        return Err(ErrorCode::SecretAltered.into());
    }
    Ok(region)
}

/// Whether a character can stand in the name of a region.
pub fn fits_region(c: char) -> bool {
    c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'
}

/// Asks for a temporary key with a token. It makes nothing lasting, so that it may be sent again.
pub async fn temporary(kakao: &Kakao, key: &Credential, session: &Session<'_>) -> Result<Minted> {
    let body = json(&AssumeRole {
        action: "AssumeRoleWithWebIdentity",
        duration_seconds: LASTS_S,
        provider_id: "iam.kakaocloud.com",
        // EXPOSE: the token is what the temporary key is exchanged for.
        web_identity_token: session.token.expose_secret(),
    })?;
    let mut request = Request {
        repeat: Repeat::Safe,
        ..Request::change(Method::POST, Some(body))
    };
    // The answer is XML.
    let any = HeaderValue::from_static("*/*");
    request.headers.insert(ACCEPT, any);
    let (answer, _) = kakao.send(&endpoint(key)?, request).await?;
    let text = str::from_utf8(&answer.body).unwrap_or_default();
    if answer.is_success()
        && let Some(fields) = fields(text)
    {
        // Its form is not documented: what does not parse is left out.
        let expires_at = tag(text, "Expiration").and_then(instant);
        return Ok(Minted { fields, expires_at });
    }
    let mut error = s3::fault(&answer);
    error.code = match (error.code, answer.status) {
        (ErrorCode::ProxyAnswer, _) => ErrorCode::ProxyAnswer,
        (_, 404 | 405 | 501) => ErrorCode::NotOffered,
        // The identity service made the token a moment ago: what is refused is its use here.
        (ErrorCode::CredentialUnknown | ErrorCode::KeyPairRefused, _) => ErrorCode::Forbidden,
        (ErrorCode::AnswerUnreadable, 200..=299) => return Err(unreadable()),
        (code, _) => code,
    };
    let repeats = |text: &str| tells(text, key, Some(&session.token));
    if error.detail.as_deref().is_some_and(repeats) {
        error.detail = None;
    }
    Err(error)
}

/// The parts of a temporary key; `None` when one is missing.
fn fields(text: &str) -> Option<SecretFields> {
    let parts = [
        (ACCESS, "AccessKeyId"),
        (SECRET, "SecretAccessKey"),
        (SESSION_TOKEN, "SessionToken"),
    ];
    let fields = parts.into_iter().map(|(field, name)| {
        let value = plain(tag(text, name)?.trim());
        (!value.is_empty()).then(|| (field.to_owned(), SecretString::from(value.as_str())))
    });
    fields.collect()
}

/// Text of XML with its few marks for other characters put right.
fn plain(text: &str) -> Zeroizing<String> {
    let mut text = Zeroizing::new(text.to_owned());
    let marks = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&apos;", "'"),
        ("&amp;", "&"),
    ];
    for (mark, meant) in marks {
        if text.contains(mark) {
            text = Zeroizing::new(text.replace(mark, meant));
        }
    }
    text
}
