//! Object Storage: it takes the same access keys, signed in Amazon's way (`common-objectstorageapi`).

use super::{ACCESS_KEY, Naver, SECRET_KEY, ends_with, realm_of};
use crate::error::{Error, ErrorCode, Result};
use crate::kind::Credential;
use crate::model::CopyWhat;
use crate::providers::s3::Storage;
use secrecy::{ExposeSecret, SecretString};
use url::Url;

/// Names of the buckets that a key sees.
pub async fn buckets(naver: &Naver, key: &Credential) -> Result<Vec<String>> {
    let storage = of(key)?;
    storage.buckets(&naver.http, (naver.clock)()).await
}

/// A profile for S3 tools.
pub fn text(key: &Credential, what: CopyWhat) -> Result<SecretString> {
    // EXPOSE: the last four characters of the public half, to tell profiles from each other.
    let end = ends_with(key.field(ACCESS_KEY)?.expose_secret());
    let name = end.map_or_else(|| "naver".to_owned(), |end| format!("naver-{end}"));
    of(key)?.text(&name, what)
}

/// Where a key's storage is. A realm has one in Korea; any other base serves it itself.
fn of(key: &Credential) -> Result<Storage<'_>> {
    let (endpoint, region) = match realm_of(&key.base_url).map(|realm| realm.id) {
        Some("public") => ("https://kr.object.ncloudstorage.com", "kr-standard"),
        Some("government") => ("https://kr.object.gov-ncloudstorage.com", "gov-standard"),
        // From the page of the same name on api-fin.ncloud-docs.com.
        Some("financial") => ("https://kr.object.fin-ncloudstorage.com", "fin-standard"),
        _ => (key.base_url.as_str(), "kr-standard"),
    };
    Ok(Storage {
        endpoint: Url::parse(endpoint).map_err(|_| Error::new(ErrorCode::Internal))?,
        region,
        access_key: key.field(ACCESS_KEY)?,
        secret_key: key.field(SECRET_KEY)?,
        session_token: None,
    })
}
