//! Sub accounts and their access keys, version 1 of the service (`management-subaccount-*`). Version 2 is documented
//! for the government's cloud only and is not asked for.

use std::collections::BTreeMap;

use futures_util::future::join_all;
use jiff::Timestamp;
use reqwest::Method;
use secrecy::{ExposeSecret, SecretString};

use super::pages::{Page, by_page};
use super::wire::{
    AccessKey, AccessKeyBody, LastAccess, Made, MadeAccessKey, SubAccount, SubAccountBody,
    SubAccounts,
};
use super::{ACCESS_KEY, AT_ONCE, Client, SECRET_KEY, Service, answers, id_for_path, unreadable};
use crate::error::{Error, ErrorCode, Outcome, Result};
use crate::http::Answer;
use crate::kind::{Issued, RemoteKey, SecretFields};
use crate::model::{
    FieldValue, Group, GroupChoice, KeyState, LastUsed, NewKey, NewKeyOptions, RolesFrom,
};

/// Field of a new key: the sub account that it is to belong to.
pub const SUB_ACCOUNT: &str = "sub_account";
/// Sub accounts that are asked when their keys were last used: a call each, so not for large organizations.
const MOST_ASKED_FOR_USE: usize = 30;

/// All sub accounts, every page read.
async fn accounts(client: &Client<'_>) -> Result<Vec<(Group, bool)>> {
    by_page(client, &["sub-accounts"], |page: SubAccounts| Page {
        entries: page.items.and_then(|items| {
            let named = items.into_iter().map(|account: SubAccount| {
                // Keys of an account that does not say may still work.
                let may = account.can_api_gateway_access.unwrap_or(true);
                let group = account.group()?;
                Some((group.id.clone(), (group, may)))
            });
            named.collect()
        }),
        total: page.total_items,
        more: page.is_last.map(|last| !last).or(page.has_next),
    })
    .await
}

/// The access keys of all sub accounts that may use APIs.
pub async fn keys(client: &Client<'_>) -> Result<Vec<RemoteKey>> {
    let groups = accounts(client).await?.into_iter();
    let groups: Vec<Group> = groups
        .filter(|(_, may)| *may)
        .map(|(group, _)| group)
        .collect();
    let mut keys = Vec::new();
    for some in groups.chunks(AT_ONCE) {
        for read in join_all(some.iter().map(|group| keys_of(client, group))).await {
            match read {
                Ok(read) => keys.extend(read),
                // Deleted since the list was read, and its keys with it.
                Err(error) if error.code == ErrorCode::NotFound => {}
                Err(error) => return Err(error),
            }
        }
    }
    add_last_use(client, &mut keys).await;
    Ok(keys)
}

async fn keys_of(client: &Client<'_>, group: &Group) -> Result<Vec<RemoteKey>> {
    let parts = ["sub-accounts", id_for_path(&group.id)?, "access-keys"];
    let read: Vec<AccessKey> = client.get(Service::SubAccount, &parts, &[]).await?;
    let named = read.into_iter().map(|key| key.remote(group.clone()));
    // A key that cannot be named would be a key that nobody is told of.
    named.collect::<Option<_>>().ok_or_else(unreadable)
}

/// When keys were last used, where that may be read: a nicety, so whatever goes wrong leaves it open.
async fn add_last_use(client: &Client<'_>, keys: &mut [RemoteKey]) {
    let mut ids: Vec<String> = keys
        .iter()
        .filter_map(|key| Some(key.group.as_ref()?.id.clone()))
        .collect();
    ids.dedup();
    if ids.is_empty() || ids.len() > MOST_ASKED_FOR_USE {
        return;
    }
    // The first one tells whether it may be read at all.
    let (first, others) = ids.split_at(1);
    let mut used = BTreeMap::new();
    for some in std::iter::once(first).chain(others.chunks(AT_ONCE)) {
        for read in join_all(some.iter().map(|id| last_use(client, id))).await {
            let Ok(read) = read else {
                return;
            };
            used.extend(read);
        }
    }
    for key in keys {
        let at = used.get(access_key_of(&key.remote_id)).copied();
        key.last_used = at.map_or(LastUsed::Unknown, |at| LastUsed::At { at });
    }
}

async fn last_use(client: &Client<'_>, id: &str) -> Result<Vec<(String, Timestamp)>> {
    let parts = ["users", id_for_path(id)?, "last-access-summary"];
    let read: LastAccess = client.get(Service::SubAccount, &parts, &[]).await?;
    let used = read.last_access_key_used.unwrap_or_default().into_iter();
    let told = used.filter_map(|key| Some((key.access_key?, key.last_used?)));
    Ok(told.collect())
}

/// The access key in `{subAccountId}/{accessKey}`.
pub fn access_key_of(remote_id: &str) -> &str {
    remote_id
        .split_once('/')
        .map_or(remote_id, |(_, access_key)| access_key)
}

/// Both parts of `{subAccountId}/{accessKey}`.
fn both(remote_id: &str) -> Result<(&str, &str)> {
    let (account, access_key) = remote_id.split_once('/').ok_or(ErrorCode::NotFound)?;
    Ok((id_for_path(account)?, id_for_path(access_key)?))
}

/// The sub accounts that a new key can belong to. How many keys an account may have is not documented, so the cloud
/// says it when it is tried.
pub async fn options(client: &Client<'_>) -> Result<NewKeyOptions> {
    let choices = accounts(client).await?.into_iter();
    Ok(NewKeyOptions {
        roles: Vec::new(),
        roles_from: RolesFrom::Nowhere,
        quota: None,
        groups: choices
            .map(|(group, may)| GroupChoice {
                group,
                problem: (!may).then_some(ErrorCode::Forbidden),
            })
            .collect(),
    })
}

/// The sub account that a form names.
pub fn chosen(new: &NewKey) -> Result<&str> {
    match new.get(SUB_ACCOUNT) {
        Some(FieldValue::Text(id)) => id_for_path(id.trim()),
        _ => Err(ErrorCode::Internal.into()),
    }
}

/// Sends the create. It has no body (`management-subaccount-createaccesskey`).
pub async fn create(client: &Client<'_>, new: &NewKey) -> Result<Answer> {
    let parts = ["sub-accounts", chosen(new)?, "access-keys"];
    client.create(Service::SubAccount, &parts, None).await
}

/// Reads the answer to a create, which does not say whose key it is: that is in `made`. Pure.
pub fn read_issued(answer: &Answer, made: Option<SecretFields>) -> Result<Issued> {
    let fault = |code| {
        let mut error = Error::new(code).with_outcome(Outcome::Unknown);
        error.status = Some(answer.status);
        error
    };
    let unreadable = || fault(ErrorCode::AnswerUnreadable);
    let read: MadeAccessKey = answers::read(answer)
        .and_then(|value| serde_json::from_value(value).ok())
        .ok_or_else(unreadable)?;
    let made = made.as_ref().and_then(|made| made.get(SUB_ACCOUNT));
    // EXPOSE: the id of a sub account is no secret.
    let account = made.ok_or_else(unreadable)?.expose_secret().to_owned();
    let access_key = read.key.access_key.clone().ok_or_else(unreadable)?;
    // EXPOSE: only to see whether anything is in it.
    let filled = |value: &SecretString| !value.expose_secret().trim().is_empty();
    let secret = read.key_secret.filter(filled);
    let secret = secret.ok_or_else(|| fault(ErrorCode::SecretNotReceived))?;
    let key = AccessKey {
        // Made switched on.
        active: read.key.active.or(Some(true)),
        ..read.key
    };
    Ok(Issued {
        key: key.remote(only_id(&account)).ok_or_else(unreadable)?,
        fields: SecretFields::from([
            (ACCESS_KEY.to_owned(), SecretString::from(access_key)),
            (SECRET_KEY.to_owned(), secret),
        ]),
    })
}

/// A sub account of which only the id is known; the next list brings its name.
fn only_id(id: &str) -> Group {
    Group {
        id: id.to_owned(),
        name: id.to_owned(),
        login: None,
    }
}

/// Switches a key on or off, and reads how it is described: a failure of that changes nothing any more.
pub async fn switch(client: &Client<'_>, remote_id: &str, on: bool) -> Result<RemoteKey> {
    let (account, access_key) = both(remote_id)?;
    let parts = ["sub-accounts", account, "access-keys"];
    let body = AccessKeyBody {
        access_key,
        active: Some(on),
    };
    client
        .change(Service::SubAccount, Method::PUT, &parts, &body)
        .await?;
    let of_account = client.get::<SubAccount>(Service::SubAccount, &parts[..2], &[]);
    let group = of_account.await.ok().and_then(SubAccount::group);
    let group = group.filter(|group| group.id == account);
    let group = group.unwrap_or_else(|| only_id(account));
    let listed = keys_of(client, &group).await.unwrap_or_default();
    let found = listed.into_iter().find(|key| key.remote_id == remote_id);
    let bare = AccessKey {
        access_key: Some(access_key.to_owned()),
        active: None,
        create_time: None,
    };
    let key = found.or_else(|| bare.remote(group));
    let mut key = key.ok_or(ErrorCode::Internal)?;
    key.state = if on {
        KeyState::Enabled
    } else {
        KeyState::Disabled
    };
    Ok(key)
}

/// Deletes a key. One that is already gone is a success.
pub async fn delete(client: &Client<'_>, remote_id: &str) -> Result<()> {
    let (account, access_key) = both(remote_id)?;
    let parts = ["sub-accounts", account, "access-keys"];
    let body = AccessKeyBody {
        access_key,
        active: None,
    };
    let sent = client.change(Service::SubAccount, Method::DELETE, &parts, &body);
    match sent.await {
        Err(error) if error.code != ErrorCode::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Makes a sub account for a program: no console, keys only, and no policy until somebody attaches one. The password
/// that the cloud makes for it comes with the answer and is let go: there is nowhere to sign in with it.
pub async fn create_group(client: &Client<'_>, new: &NewKey) -> Result<Group> {
    let text = |field: &str| match new.get(field) {
        Some(FieldValue::Text(text)) => Some(text.trim()),
        _ => None,
    };
    let (login_id, name) = (text("login_id"), text("name"));
    let (login_id, name) = login_id.zip(name).ok_or(ErrorCode::Internal)?;
    let body = SubAccountBody {
        login_id,
        name,
        memo: text("memo").filter(|memo| !memo.is_empty()),
        can_console_access: false,
        can_api_gateway_access: true,
        need_password_reset: false,
        need_password_generate: true,
    };
    let parts = ["sub-accounts"];
    let answer = client
        .change(Service::SubAccount, Method::POST, &parts, &body)
        .await?;
    let made = serde_json::from_value::<Made>(answer).ok();
    let id = made
        .and_then(|made| made.id)
        .filter(|id| id_for_path(id).is_ok())
        .ok_or_else(|| Error::new(ErrorCode::AnswerUnreadable).with_outcome(Outcome::Unknown))?;
    Ok(Group {
        id,
        name: name.to_owned(),
        login: Some(login_id.to_owned()),
    })
}
