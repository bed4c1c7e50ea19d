//! File boxes of the storages that speak S3. Which of the two signatures each of them takes is not known: the one that
//! programs were seen to use there comes first, the other one after a refusal that may be about the signature.

use secrecy::SecretString;
use url::Url;

use super::facts::{STORAGE_3, STORAGE_S3};
use super::{ACCESS_KEY, Kt, SECRET_KEY, realm_of, s3_v2};
use crate::error::{Error, ErrorCode, Result};
use crate::kind::Credential;
use crate::model::CopyWhat;
use crate::providers::s3::Storage;

/// The region that the drivers sign for; they set none.
const REGION: &str = "us-east-1";

/// A way to sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signature {
    /// AWS Signature 2.
    V2,
    /// AWS Signature 4.
    V4,
}

impl Signature {
    /// As it is shown.
    pub const fn word(self) -> &'static str {
        match self {
            Self::V2 => "v2",
            Self::V4 => "v4",
        }
    }
}

/// What a key opened.
pub struct Opened {
    pub boxes: Vec<String>,
    pub signature: Signature,
    /// The region that was signed for, where the signature names one.
    pub region: Option<String>,
}

/// What S3 tools read.
///
/// # Errors
/// [`ErrorCode::SecretAltered`], [`ErrorCode::Unsupported`].
pub fn text(key: &Credential, name: &str, what: CopyWhat) -> Result<SecretString> {
    storage(key, REGION)?.text(name, what)
}

/// The boxes that a key sees.
///
/// # Errors
/// [`ErrorCode::KeyPairRefused`]; any of the way to the storage and what it said.
pub async fn open(kt: &Kt, key: &Credential) -> Result<Opened> {
    let order = order(&key.base_url);
    let first = match open_with(kt, key, order[0]).await {
        Err(error) if may_be_the_signature(&error) => error,
        result => return result,
    };
    let second = match open_with(kt, key, order[1]).await {
        Err(error) => error,
        opened => return opened,
    };
    // Of two refusals that of the key says more than that of the signature.
    Err(match (first.code, second.code) {
        (ErrorCode::KeyPairRefused, _) => first,
        (_, ErrorCode::Rejected | ErrorCode::NotOffered) => first,
        _ => second,
    })
}

/// The signature that comes first at a storage, and the other one.
pub fn order(base: &Url) -> [Signature; 2] {
    match realm_of(base, &STORAGE_S3).map(|realm| realm.id) {
        Some(STORAGE_3) => [Signature::V2, Signature::V4],
        _ => [Signature::V4, Signature::V2],
    }
}

/// An unknown key, a wrong secret and a signature of the wrong sort look alike at some storages.
fn may_be_the_signature(error: &Error) -> bool {
    matches!(
        error.code,
        ErrorCode::KeyPairRefused | ErrorCode::Rejected | ErrorCode::NotOffered
    ) || error.status == Some(501)
}

async fn open_with(kt: &Kt, key: &Credential, signature: Signature) -> Result<Opened> {
    let opened = sign_and_open(kt, key, signature).await;
    // Nobody says which half of the pair is wrong.
    opened.map_err(|error| match error.code {
        ErrorCode::CredentialUnknown => Error {
            code: ErrorCode::KeyPairRefused,
            ..error
        },
        _ => error,
    })
}

async fn sign_and_open(kt: &Kt, key: &Credential, signature: Signature) -> Result<Opened> {
    let now = (kt.clock)();
    let opened = |boxes, region: Option<&str>| Opened {
        boxes,
        signature,
        region: region.map(str::to_owned),
    };
    if signature == Signature::V2 {
        let storage = storage(key, REGION)?;
        let what = s3_v2::Signable {
            method: "GET",
            content_type: "",
            resource: storage.endpoint.path(),
        };
        let headers = s3_v2::headers(&what, now, storage.access_key, storage.secret_key)?;
        let boxes = storage.buckets_with(&kt.http, headers).await?;
        return Ok(opened(boxes, None));
    }
    match storage(key, REGION)?.buckets(&kt.http, now).await {
        Ok(boxes) => Ok(opened(boxes, Some(REGION))),
        // The storage names its region: once more with that.
        Err(Error {
            code: ErrorCode::WrongRegion,
            detail: Some(region),
            ..
        }) => {
            let boxes = storage(key, &region)?.buckets(&kt.http, now).await?;
            Ok(opened(boxes, Some(&region)))
        }
        Err(error) => Err(error),
    }
}

fn storage<'a>(key: &'a Credential, region: &'a str) -> Result<Storage<'a>> {
    Ok(Storage {
        endpoint: Url::clone(&key.base_url),
        region,
        access_key: key.field(ACCESS_KEY)?,
        secret_key: key.field(SECRET_KEY)?,
        session_token: None,
    })
}
