//! File boxes of Object Storage 1.0 and 2.0 ("Object Storage API v1" of OpenStack, which is Swift).

use reqwest::Method;
use secrecy::SecretString;
use url::Url;

use super::wire::FileBox;
use super::{Kt, answers, below, sensitive, shown, with_token};
use crate::error::{Error, ErrorCode, Outcome, Result};
use crate::http::{LIST_CAP, Request, read_json};
use crate::kind::SecretFields;
use crate::providers::reading::id_for_path;

/// What the accounts of a storage begin with.
const ACCOUNT: &str = "AUTH_";
/// Boxes that are named at most; a Swift gives as many at a time.
const MOST_BOXES: usize = 10_000;

/// The address of an account's boxes.
///
/// # Errors
/// [`ErrorCode::NotFound`] for what can be no account.
pub fn boxes_of(base: &Url, account: &str) -> Result<Url> {
    below(base, &["v1", account_for_path(account)?])
}

/// The account of a project.
pub fn account_of(project: &str) -> String {
    format!("{ACCOUNT}{project}")
}

/// The account in an address that a storage gave. Only its path counts: the host is ours, whatever it says.
pub fn account_in(address: &str) -> Option<String> {
    let url = Url::parse(address.trim()).ok()?;
    let mut parts = url.path_segments()?;
    let (Some("v1"), Some(account), None) = (parts.next(), parts.next(), parts.next()) else {
        return None;
    };
    Some(account_for_path(account).ok()?.to_owned())
}

fn account_for_path(account: &str) -> Result<&str> {
    match account.strip_prefix(ACCOUNT) {
        Some(id) => id_for_path(id).map(|_| account),
        None => Err(ErrorCode::NotFound.into()),
    }
}

/// Names of the boxes in an account.
///
/// # Errors
/// Any of the way to the cloud and what it said.
pub async fn boxes(
    kt: &Kt,
    account: &Url,
    token: &SecretString,
    fields: &SecretFields,
) -> Result<Vec<String>> {
    let mut url = account.clone();
    url.set_query(Some("format=json"));
    let mut request = Request {
        cap: LIST_CAP,
        ..Request::read()
    };
    sensitive(&mut request.headers, "x-auth-token", token)?;
    let answer = kt.http.send(&url, &request).await?;
    if answer.status == 204 {
        return Ok(Vec::new());
    }
    if !answers::worked(&answer) {
        // The storage let the key in a moment ago.
        return Err(answers::openstack(
            &answer,
            ErrorCode::Forbidden,
            &with_token(fields, token),
        ));
    }
    let list: Option<Vec<FileBox>> = read_json(&answer.body).ok();
    // A box without a name is not left out: the answer is not what it seems.
    let names = list.and_then(|list| {
        let list = list.into_iter().take(MOST_BOXES);
        list.map(|one| shown(&one.name?)).collect()
    });
    names.ok_or_else(|| match answers::is_page(&answer) {
        true => Error::new(ErrorCode::ProxyAnswer).with_outcome(Outcome::Refused),
        false => Error::new(ErrorCode::AnswerUnreadable).with_outcome(Outcome::Refused),
    })
}

/// Asks a storage whether a token still opens an account.
///
/// # Errors
/// [`ErrorCode::TokenEnded`]; any of the way to the cloud and what it said.
pub async fn still_opens(
    kt: &Kt,
    account: &Url,
    token: &SecretString,
    fields: &SecretFields,
) -> Result<()> {
    let mut request = Request::read();
    request.method = Method::HEAD;
    sensitive(&mut request.headers, "x-auth-token", token)?;
    let answer = kt.http.send(account, &request).await?;
    match answers::worked(&answer) {
        true => Ok(()),
        false => Err(answers::openstack(
            &answer,
            ErrorCode::TokenEnded,
            &with_token(fields, token),
        )),
    }
}
