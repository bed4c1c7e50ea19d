//! The sub account calls. Changing one is left out: no page says which fields it takes.

use std::collections::BTreeSet;

use axum::http::StatusCode;
use jiff::Timestamp;
use serde_json::{Value, json};
use uuid::Uuid;

use super::answer::ok;
use super::ask::Ask;
use super::mint;
use super::refusal::Refusal;
use super::sub_account_fields::Fields;
use super::trouble::Trouble;
use super::world::{Owner, SubAccount, World};
use crate::reply::Reply;

const PAGE_SIZE: usize = 20;
const LARGEST_PAGE: usize = 100;

/// Adds an account without any policy. Returns its id.
pub(super) fn add(world: &mut World, fields: Fields, now: Timestamp) -> Result<Uuid, Refusal> {
    let access_rule = fields.access_rule()?;
    let account = SubAccount {
        seq: world.take_seq(),
        id: Uuid::new_v4(),
        login_id: fields.login_id,
        name: fields.name,
        email: fields.email,
        memo: fields.memo,
        active: true,
        can_api_gateway_access: fields.can_api_gateway_access,
        can_console_access: fields.can_console_access,
        need_password_reset: fields.need_password_reset,
        is_mfa_mandatory: fields.is_mfa_mandatory,
        console_permit_ips: fields
            .console_permit_ips
            .filter(|_| fields.use_console_permit_ip),
        access_rule,
        policies: BTreeSet::new(),
        created_at: now,
        last_login: None,
    };
    let id = account.id;
    world.sub_accounts.push(account);
    world.changed = true;
    Ok(id)
}

pub(super) fn list(world: &World, ask: &Ask) -> Result<Reply, Refusal> {
    let page = ask.number("page", 0, 0)?;
    let size = ask.number("size", PAGE_SIZE, 1)?;
    if size > LARGEST_PAGE {
        return Err(Refusal::bad_request("size must be 1 to 100"));
    }
    let unlisted_from = ask.plan.since(&Trouble::StaleList);
    let mut found = Vec::new();
    for account in &world.sub_accounts {
        if unlisted_from.is_none_or(|from| account.seq < from) && is_searched(ask, account)? {
            found.push(item(account));
        }
    }
    let total = found.len();
    let pages = total.div_ceil(size);
    let page = match ask.plan.has(&Trouble::OffsetIgnored) {
        true => 0,
        false => page,
    };
    let items: Vec<Value> = found
        .into_iter()
        .skip(page.saturating_mul(size))
        .take(size)
        .collect();
    ok(json!({
        "page": page,
        "totalPages": pages,
        "totalItems": total,
        "hasPrevious": page > 0,
        "hasNext": page + 1 < pages,
        "isFirst": page == 0,
        "isLast": page + 1 >= pages,
        "items": items,
    }))
}

fn is_searched(ask: &Ask, account: &SubAccount) -> Result<bool, Refusal> {
    let (Some(column), Some(word)) = (ask.parameter("searchColumn"), ask.parameter("searchWord"))
    else {
        return Ok(true);
    };
    let text = match column {
        "loginId" => Some(&account.login_id),
        "name" => Some(&account.name),
        "email" => account.email.as_ref(),
        _ => return Err(Refusal::bad_request("searchColumn is unknown")),
    };
    Ok(text.is_some_and(|text| text.contains(word)))
}

pub(super) fn read(world: &World, id: &str) -> Result<Reply, Refusal> {
    let account = find(world, id)?;
    let mut fields = item(account);
    fields["memo"] = json!(account.memo);
    fields["needPasswordReset"] = json!(account.need_password_reset);
    fields["isMfaMandatory"] = json!(account.is_mfa_mandatory);
    fields["useConsolePermitIp"] = json!(account.console_permit_ips.is_some());
    fields["consolePermitIps"] = json!(account.console_permit_ips.as_deref().unwrap_or_default());
    fields["useApiAllowSource"] = json!(account.access_rule.use_api_allow_source);
    fields["apiAllowSources"] = json!(account.access_rule.api_allow_sources);
    ok(fields)
}

pub(super) fn create(world: &mut World, ask: &Ask) -> Result<Reply, Refusal> {
    let fields: Fields = ask.body()?;
    fields.check()?;
    let taken = |account: &SubAccount| account.login_id == fields.login_id;
    if world.sub_accounts.iter().any(taken) {
        // The status is documented, its code for this case is not.
        return Err(Refusal::new(
            StatusCode::CONFLICT,
            100,
            "The login id is taken",
        ));
    }
    if world.sub_accounts.len() >= ask.options.sub_account_quota
        || ask.plan.has(&Trouble::QuotaFull)
    {
        return Err(Refusal::bad_request(
            "The number of sub accounts is at its limit",
        ));
    }
    let password = match fields.need_password_generate {
        true => Some(mint::password()?),
        false => None,
    };
    let id = add(world, fields, ask.now)?;
    let mut answer = json!({"id": id, "success": true});
    if let Some(password) = password {
        answer["generatedPassword"] = json!(password);
    }
    ok(answer)
}

/// Deletes an account and its keys.
pub(super) fn delete(world: &mut World, id: &str) -> Result<Reply, Refusal> {
    let found = find(world, id)?.id;
    world.sub_accounts.retain(|account| account.id != found);
    world
        .access_keys
        .retain(|key| key.owner != Owner::Sub(found));
    world.changed = true;
    ok(json!({"success": true}))
}

/// An id that is none is an account that does not exist.
pub(super) fn find<'a>(world: &'a World, id: &str) -> Result<&'a SubAccount, Refusal> {
    id.parse()
        .ok()
        .and_then(|id| world.sub_account(id))
        .ok_or_else(|| Refusal::new(StatusCode::NOT_FOUND, 30, "The account does not exist"))
}

fn item(account: &SubAccount) -> Value {
    let mut fields = json!({
        "subAccountId": account.id,
        "subAccountNo": account.seq,
        "loginId": account.login_id,
        "name": account.name,
        "active": account.active,
        "canAPIGatewayAccess": account.can_api_gateway_access,
        "canConsoleAccess": account.can_console_access,
        "createTime": account.created_at,
    });
    if let Some(email) = &account.email {
        fields["email"] = json!(email);
    }
    if let Some(login) = account.last_login {
        fields["lastLoginTime"] = json!(login);
    }
    fields
}
