//! Texts to copy.

use secrecy::{ExposeSecret, SecretString};
use zeroize::Zeroizing;

use super::{PROJECT_ID, TOKEN, ZONE, below, swift};
use crate::error::{Error, ErrorCode, Result};
use crate::kind::{Credential, SecretFields};
use crate::model::CopyWhat;
use crate::providers::forms;

/// The two halves of a credential.
pub fn pair(by: &Credential, id: &str, secret: &str, what: CopyWhat) -> Result<SecretString> {
    match what {
        CopyWhat::Id => by.field(id).cloned(),
        CopyWhat::Secret => by.field(secret).cloned(),
        CopyWhat::Both => Ok(forms::both(by.field(id)?, by.field(secret)?)),
        _ => Err(ErrorCode::Unsupported.into()),
    }
}

/// A field that is no secret.
pub fn public_id(fields: &SecretFields, id: &str) -> Option<String> {
    // EXPOSE: the public half.
    let id = fields.get(id)?.expose_secret();
    (!id.is_empty()).then(|| id.to_owned())
}

/// The token among its fields.
pub fn token(fields: &SecretFields) -> Result<&SecretString> {
    let token = fields.get(TOKEN);
    token.ok_or_else(|| Error::new(ErrorCode::SecretAltered))
}

/// A token of the D platform. Tools that discover addresses by themselves do not find them here: the lines are for
/// scripts.
pub fn d_token(key: &Credential, fields: &SecretFields, what: CopyWhat) -> Result<SecretString> {
    match what {
        CopyWhat::Export => {
            // EXPOSE: a public part, for the address.
            let zone = key.field(ZONE)?.expose_secret();
            let url = below(&key.base_url, &[zone, "identity"])?;
            Ok(forms::export(&[
                ("OS_AUTH_URL", url.as_str()),
                ("OS_PROJECT_ID", project(key)),
                ("OS_TOKEN", text(token(fields)?)),
            ]))
        }
        _ => plain_token(fields, what),
    }
}

/// A token of Object Storage 2.0, under the names that the tool `swift` and others read.
pub fn storage_token(
    key: &Credential,
    fields: &SecretFields,
    what: CopyWhat,
) -> Result<SecretString> {
    match what {
        CopyWhat::Export => {
            let url = swift::boxes_of(&key.base_url, &swift::account_of(project(key)))?;
            Ok(forms::export(&[
                ("OS_STORAGE_URL", url.as_str()),
                ("OS_AUTH_TOKEN", text(token(fields)?)),
            ]))
        }
        _ => plain_token(fields, what),
    }
}

fn plain_token(fields: &SecretFields, what: CopyWhat) -> Result<SecretString> {
    let token = token(fields)?;
    match what {
        CopyWhat::Secret => Ok(token.clone()),
        CopyWhat::Header => {
            let header = Zeroizing::new(format!("X-Auth-Token: {}", text(token)));
            Ok(SecretString::from(header.as_str()))
        }
        _ => Err(ErrorCode::Unsupported.into()),
    }
}

fn text(token: &SecretString) -> &str {
    // EXPOSE: the user asked for a text with the token in it.
    token.expose_secret()
}

/// The project, as it was typed or as the cloud said.
fn project(key: &Credential) -> &str {
    // EXPOSE: a public part.
    let typed = key.fields.get(PROJECT_ID).map(|id| id.expose_secret());
    let typed = typed.filter(|id| !id.is_empty());
    typed.or(key.scope.as_deref()).unwrap_or_default()
}
