//! Texts to copy.

use secrecy::{ExposeSecret, SecretString};
use url::Url;
use zeroize::Zeroizing;

use super::{KEY_ID, KEY_SECRET};
use crate::error::{ErrorCode, Result};
use crate::kind::Credential;
use crate::model::CopyWhat;
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
        _ => Err(ErrorCode::Unsupported.into()),
    }
}

fn line(user: &str, base: &Url) -> SecretString {
    let base = base.as_str().trim_end_matches('/');
    SecretString::from(format!("curl --user {user} {base}/v1/organizations"))
}

/// Characters that mean nothing to any shell in double quotes.
fn is_plain(text: &str) -> bool {
    text.chars()
        .all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.'))
}
