//! Texts to copy.

use secrecy::{ExposeSecret, SecretString};
use url::Url;
use zeroize::Zeroizing;

use super::{KEY_ID, KEY_SECRET};
use crate::error::{ErrorCode, Result};
use crate::kind::Credential;
use crate::model::CopyWhat;
use crate::providers::forms::{self, Setting};
use crate::providers::shell::quoted;

/// The text for `what`.
pub fn text(by: &Credential, what: CopyWhat) -> Result<SecretString> {
    let id = by.field(KEY_ID)?;
    match what {
        CopyWhat::Id => Ok(id.clone()),
        CopyWhat::Secret => by.field(KEY_SECRET).cloned(),
        CopyWhat::Curl => {
            // EXPOSE: the public half; curl asks for the other one.
            let id = id.expose_secret();
            let quoted = if is_plain(id) {
                Zeroizing::new(format!("\"{id}\""))
            } else {
                quoted(id)
            };
            Ok(line(&quoted, &by.base_url))
        }
        CopyWhat::CurlWithSecret => {
            // EXPOSE: the user asked for a line with the secret in it.
            let secret = by.field(KEY_SECRET)?.expose_secret();
            // EXPOSE: the public half.
            let pair = Zeroizing::new(format!("{}:{secret}", id.expose_secret()));
            Ok(line(&quoted(&pair), &by.base_url))
        }
        CopyWhat::Both => Ok(forms::both(id, by.field(KEY_SECRET)?)),
        CopyWhat::Env => Ok(forms::env(&settings(by)?)),
        CopyWhat::Export => Ok(forms::export(&settings(by)?)),
        CopyWhat::Python => {
            let [(_, id), (_, secret), _] = settings(by)?;
            let (id, secret) = (forms::literal(id), forms::literal(secret));
            let how = Zeroizing::new(format!("auth=({}, {})", id.as_str(), secret.as_str()));
            Ok(forms::python_call(&address(&by.base_url), &how))
        }
        _ => Err(ErrorCode::Unsupported.into()),
    }
}

/// What ClickHouse's own provider for Terraform reads (terraform-provider-clickhouse, "Provider configuration").
fn settings(by: &Credential) -> Result<[Setting<'_>; 3]> {
    // EXPOSE: the public half.
    let id = by.field(KEY_ID)?.expose_secret();
    // EXPOSE: the user asked for settings with the secret in them.
    let secret = by.field(KEY_SECRET)?.expose_secret();
    Ok([
        ("CLICKHOUSE_TOKEN_KEY", id),
        ("CLICKHOUSE_TOKEN_SECRET", secret),
        ("CLICKHOUSE_ORG_ID", by.scope.as_deref().unwrap_or_default()),
    ])
}

/// A harmless call.
fn address(base: &Url) -> String {
    format!("{}/v1/organizations", base.as_str().trim_end_matches('/'))
}

fn line(user: &str, base: &Url) -> SecretString {
    SecretString::from(format!("curl --user {user} {}", address(base)))
}

/// Characters that mean nothing to any shell in double quotes.
fn is_plain(text: &str) -> bool {
    text.chars()
        .all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.'))
}
