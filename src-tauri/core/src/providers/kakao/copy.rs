//! Texts to copy.

use secrecy::{ExposeSecret, SecretString};
use url::Url;

use super::facts::REGIONS;
use super::{ACCESS, ID, NAME, SECRET, USER_ID, identity_url, storage};
use crate::error::{Error, ErrorCode, Result};
use crate::kind::Credential;
use crate::model::CopyWhat;
use crate::providers::forms::{self, Setting};

/// The text of an IAM access key for `what`.
pub fn iam_key(by: &Credential, what: CopyWhat) -> Result<SecretString> {
    match what {
        CopyWhat::Id => iam_id(by).ok_or_else(|| ErrorCode::Unsupported.into()),
        CopyWhat::Secret => by.field(SECRET).cloned(),
        CopyWhat::Both => {
            let id = iam_id(by).ok_or_else(|| Error::new(ErrorCode::Unsupported))?;
            Ok(forms::both(&id, by.field(SECRET)?))
        }
        CopyWhat::Export => with_settings(by, forms::export),
        CopyWhat::Env => with_settings(by, forms::env),
        CopyWhat::CloudsYaml => with_settings(by, clouds_yaml),
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
        CopyWhat::Both => Ok(forms::both(by.field(ACCESS)?, by.field(SECRET)?)),
        _ => storage::text(by, &by.fields, what),
    }
}

/// Writes what OpenStack's tools read, as KakaoCloud's login helper for Kubernetes does.
fn with_settings(
    by: &Credential,
    write: fn(&[Setting<'_>]) -> SecretString,
) -> Result<SecretString> {
    // EXPOSE: the user asked for settings with the secret in them.
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
    Ok(write(&all))
}

/// The same settings as a file: there they have the names of the environment in small letters, without `OS_`.
fn clouds_yaml(settings: &[Setting<'_>]) -> SecretString {
    let name = |name: &str| name.trim_start_matches("OS_").to_lowercase();
    let named: Vec<_> = settings
        .iter()
        .map(|(n, value)| (name(n), *value))
        .collect();
    let (beside, auth): (Vec<Setting<'_>>, Vec<Setting<'_>>) = named
        .iter()
        .map(|(name, value)| (name.as_str(), *value))
        .partition(|(name, _)| ["auth_type", "region_name"].contains(name));
    forms::clouds_yaml("kakaocloud", &auth, &beside)
}

/// The same for a token instead of a key.
pub fn token_lines(by: &Credential, token: &SecretString) -> Result<SecretString> {
    // EXPOSE: the user asked for lines with the token in them.
    let token = token.expose_secret();
    Ok(forms::export(&[
        ("OS_AUTH_URL", &auth_url(&by.base_url)?),
        ("OS_AUTH_TYPE", "v3token"),
        ("OS_TOKEN", token),
        ("OS_REGION_NAME", REGIONS[0]),
    ]))
}

/// Where tools ask for tokens.
fn auth_url(base: &Url) -> Result<String> {
    Ok(identity_url(base, &[])?.as_str().to_owned())
}
