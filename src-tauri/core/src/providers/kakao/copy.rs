//! Texts to copy.

use secrecy::{ExposeSecret, SecretString};
use url::Url;
use zeroize::Zeroizing;

use super::facts::REGIONS;
use super::{ACCESS, ID, NAME, SECRET, USER_ID, identity_url, storage};
use crate::error::{ErrorCode, Result};
use crate::kind::{Credential, SecretFields};
use crate::model::CopyWhat;
use crate::providers::shell::quoted;

/// The text of an IAM access key for `what`.
pub fn iam_key(by: &Credential, what: CopyWhat) -> Result<SecretString> {
    match what {
        CopyWhat::Id => iam_id(by).ok_or_else(|| ErrorCode::Unsupported.into()),
        CopyWhat::Secret => by.field(SECRET).cloned(),
        CopyWhat::Export => iam_lines(by),
        _ => Err(ErrorCode::Unsupported.into()),
    }
}

/// The id of a key, which the cloud tells of one that was given by its name.
fn iam_id(by: &Credential) -> Option<SecretString> {
    let own = by.own_key.as_deref().map(SecretString::from);
    by.fields.get(ID).cloned().or(own)
}

/// The text of an S3 access key for `what`.
pub fn s3_key(by: &Credential, what: CopyWhat) -> Result<SecretString> {
    match what {
        CopyWhat::Id => by.field(ACCESS).cloned(),
        CopyWhat::Secret => by.field(SECRET).cloned(),
        CopyWhat::S3Profile => storage::profile(by, &by.fields),
        CopyWhat::Export => s3_lines(by, &by.fields),
        _ => Err(ErrorCode::Unsupported.into()),
    }
}

/// What OpenStack's tools read, as KakaoCloud's login helper for Kubernetes does.
fn iam_lines(by: &Credential) -> Result<SecretString> {
    // EXPOSE: the user asked for lines with the secret in them.
    let secret = by.field(SECRET)?.expose_secret();
    let address = auth_url(&by.base_url)?;
    let id = iam_id(by);
    let mut all = vec![
        ("OS_AUTH_URL", address.as_str()),
        ("OS_AUTH_TYPE", "v3applicationcredential"),
    ];
    match &id {
        // EXPOSE: the public half.
        Some(id) => all.push(("OS_APPLICATION_CREDENTIAL_ID", id.expose_secret())),
        None => {
            // EXPOSE: a name is no secret.
            let name = by.field(NAME)?.expose_secret();
            // EXPOSE: the id of a user is none either.
            let user = by.field(USER_ID)?.expose_secret();
            all.push(("OS_APPLICATION_CREDENTIAL_NAME", name));
            all.push(("OS_USER_ID", user));
        }
    }
    all.push(("OS_APPLICATION_CREDENTIAL_SECRET", secret));
    all.push(("OS_REGION_NAME", REGIONS[0]));
    Ok(lines(&all))
}

/// The same for a token instead of a key.
pub fn token_lines(by: &Credential, token: &SecretString) -> Result<SecretString> {
    // EXPOSE: the user asked for lines with the token in them.
    let token = token.expose_secret();
    Ok(lines(&[
        ("OS_AUTH_URL", &auth_url(&by.base_url)?),
        ("OS_AUTH_TYPE", "v3token"),
        ("OS_TOKEN", token),
        ("OS_REGION_NAME", REGIONS[0]),
    ]))
}

/// What Amazon's tools read, for the key itself or for a temporary one.
pub fn s3_lines(key: &Credential, fields: &SecretFields) -> Result<SecretString> {
    let storage = storage::of(key, fields)?;
    let endpoint = storage.endpoint.as_str().trim_end_matches('/');
    // EXPOSE: the public half.
    let id = storage.access_key.expose_secret();
    // EXPOSE: the user asked for lines with the secret in them.
    let secret = storage.secret_key.expose_secret();
    let mut all = vec![("AWS_ACCESS_KEY_ID", id), ("AWS_SECRET_ACCESS_KEY", secret)];
    if let Some(token) = storage.session_token {
        // EXPOSE: it belongs to the secret.
        all.push(("AWS_SESSION_TOKEN", token.expose_secret()));
    }
    all.push(("AWS_DEFAULT_REGION", storage.region));
    all.push(("AWS_ENDPOINT_URL", endpoint));
    Ok(lines(&all))
}

fn lines(all: &[(&str, &str)]) -> SecretString {
    let mut text = Zeroizing::new(String::new());
    for (name, value) in all {
        for part in ["export ", name, "=", quoted(value).as_str(), "\n"] {
            text.push_str(part);
        }
    }
    SecretString::from(text.as_str())
}

/// Where tools ask for tokens.
fn auth_url(base: &Url) -> Result<String> {
    Ok(identity_url(base, &[])?.as_str().to_owned())
}
