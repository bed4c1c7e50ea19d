//! Texts to copy.

use secrecy::{ExposeSecret, SecretString};

use super::{ACCESS_KEY, PRIMARY_KEY, SECONDARY_KEY, SECRET_KEY, storage};
use crate::error::{ErrorCode, Result};
use crate::kind::Credential;
use crate::model::CopyWhat;
use crate::providers::forms::{self, Setting};
use crate::providers::shell::quoted;

/// Where the callers of an API put the key (`ai-application-service-apigateway`).
const HEADER: &str = "x-ncp-apigw-api-key";
/// Stands for the API's address. No computer has this name (RFC 2606), so that a line run as it is tells nobody.
const PLACEHOLDER: &str = "https://api.example/";

/// The text of an access key for `what`.
pub fn access_key(by: &Credential, what: CopyWhat) -> Result<SecretString> {
    match what {
        CopyWhat::Id => by.field(ACCESS_KEY).cloned(),
        CopyWhat::Secret => by.field(SECRET_KEY).cloned(),
        CopyWhat::Both => Ok(forms::both(by.field(ACCESS_KEY)?, by.field(SECRET_KEY)?)),
        CopyWhat::Env => Ok(forms::env(&settings(by)?)),
        CopyWhat::Export => Ok(forms::export(&settings(by)?)),
        _ => storage::text(by, what),
    }
}

/// What NAVER's own provider for Terraform reads (terraform-provider-ncloud, "Environment variables").
fn settings(by: &Credential) -> Result<[Setting<'_>; 2]> {
    // EXPOSE: the public half.
    let id = by.field(ACCESS_KEY)?.expose_secret();
    // EXPOSE: the user asked for settings with the secret in them.
    let secret = by.field(SECRET_KEY)?.expose_secret();
    Ok([("NCLOUD_ACCESS_KEY", id), ("NCLOUD_SECRET_KEY", secret)])
}

/// The text of an API Gateway key for `what`.
pub fn gateway_key(by: &Credential, what: CopyWhat) -> Result<SecretString> {
    let header = || -> Result<_> {
        // EXPOSE: the user asked for a line with the secret in it.
        let value = by.field(PRIMARY_KEY)?.expose_secret();
        Ok(zeroize::Zeroizing::new(format!("{HEADER}: {value}")))
    };
    match what {
        CopyWhat::Secret => by.field(PRIMARY_KEY).cloned(),
        CopyWhat::SecondSecret => by.field(SECONDARY_KEY).cloned(),
        CopyWhat::Header => Ok(SecretString::from(header()?.as_str())),
        CopyWhat::CurlWithSecret => {
            let header = quoted(&header()?);
            let line = format!("curl --header {} {PLACEHOLDER}", header.as_str());
            Ok(SecretString::from(line))
        }
        CopyWhat::Env => {
            // EXPOSE: the user asked for a line with the secret in it.
            let value = by.field(PRIMARY_KEY)?.expose_secret();
            Ok(forms::env(&[("NCP_APIGW_API_KEY", value)]))
        }
        CopyWhat::Python => {
            // EXPOSE: as above.
            let value = forms::literal(by.field(PRIMARY_KEY)?.expose_secret());
            let how =
                zeroize::Zeroizing::new(format!("headers={{\"{HEADER}\": {}}}", value.as_str()));
            Ok(forms::python_call(PLACEHOLDER, &how))
        }
        _ => Err(ErrorCode::Unsupported.into()),
    }
}
