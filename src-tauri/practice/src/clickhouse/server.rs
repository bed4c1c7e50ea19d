//! What becomes of a request: who signed it, whether it may, and which handler does it.

use std::net::IpAddr;

use axum::http::StatusCode;
use axum::http::header::USER_AGENT;
use jiff::Timestamp;
use serde_json::Value;
use uuid::Uuid;

use super::activities::Actor;
use super::ask::{Ask, uuid};
use super::limits::Limits;
use super::reply::{Refusal, reply, with_allowance};
use super::route::{Call, Route};
use super::trouble::{Trouble, is_role_call};
use super::world::World;
use super::{Options, account, activities, auth, keys, roles, services, spoil};
use crate::clock::whole_seconds;
use crate::incoming::Incoming;
use crate::reply::Reply;
use crate::server::{CarriedOut, Cloud, Visit};
use crate::stage::Stage;
use crate::trouble::Plan;

/// What the handle and the running server hold in common.
pub(super) struct Shared {
    options: Options,
    limits: Limits,
    stage: Stage<World, Trouble>,
}

impl Shared {
    pub fn new(world: World, options: Options) -> Self {
        Shared {
            limits: Limits::new(options.rate_limit),
            stage: Stage::new(world, options.clock.clone()),
            options,
        }
    }
}

impl Cloud for Shared {
    type World = World;
    type Trouble = Trouble;

    fn stage(&self) -> &Stage<World, Trouble> {
        &self.stage
    }

    fn caller_address(&self) -> Option<IpAddr> {
        self.options.caller_address
    }

    fn call(&self, request: &Incoming) -> Call {
        Route::of(&request.method, request.path()).call
    }

    fn asks_for_key(&self, call: Call) -> bool {
        call == Call::CreateKey
    }

    fn instead(&self, visit: &Visit<Self>) -> Option<Reply> {
        spoil::instead(visit.plan)
    }

    fn carry_out(&self, visit: &Visit<Self>) -> CarriedOut {
        let (request, plan, now) = (visit.request, visit.plan, visit.now);
        let route = Route::of(&request.method, request.path());
        let signer = auth::authenticate(&mut self.stage.world(), &request.headers, now);
        let signed_by = signer.as_ref().ok().copied();
        let allowance = self.limits.count(signed_by, now);
        let outcome = signer.and_then(|key| {
            if allowance.exceeded {
                return Err(Refusal::too_many());
            }
            let options = &self.options;
            self.stage
                .change(|world| call(world, request, &route, plan, key, options, now))
        });
        CarriedOut {
            made: route.call == Call::CreateKey && outcome.is_ok(),
            reply: with_allowance(reply(outcome), &allowance),
            signed_by: signed_by.map(|id| id.to_string()),
        }
    }

    fn spoil(&self, visit: &Visit<Self>, reply: Reply, made: bool) -> Reply {
        spoil::spoil(visit.plan, reply, made)
    }
}

fn call(
    world: &mut World,
    request: &Incoming,
    route: &Route,
    plan: &Plan<Trouble>,
    caller: Uuid,
    options: &Options,
    now: Timestamp,
) -> Result<Value, Refusal> {
    let Some(json) = &request.json else {
        return Err(Refusal::new(
            StatusCode::PAYLOAD_TOO_LARGE,
            "BAD_REQUEST",
            "The body is too large",
        ));
    };
    let name = match world.key(caller) {
        Some(key) => {
            auth::check_address(key, request.address)?;
            key.name.clone()
        }
        None => return Err(Refusal::unauthorized("Key is not found")),
    };
    auth::mark_used(world, caller, now);
    route.call.check_known()?;
    route.call.check_parameters(&request.query)?;
    if let Some(organization) = route.organization
        && uuid(organization, "organizationId")? != world.organization.id
    {
        return Err(Refusal::bad_request("Organization does not exist"));
    }
    if is_role_call(route.call) && plan.has(&Trouble::RolesForbidden) {
        return Err(Refusal::forbidden(
            "Key does not have the required permission",
        ));
    }
    let absent = (route.call == Call::Whoami && plan.has(&Trouble::NoWhoami))
        || (is_role_call(route.call) && plan.has(&Trouble::LegacyRoles));
    if absent {
        return Err(Refusal::not_found("No such call"));
    }
    if let Some(key) = world.key(caller) {
        auth::check_permissions(world, key, route.call, route.id)?;
    }
    let ask = Ask {
        actor: Actor::key(
            caller,
            name,
            request.address,
            request.header(&USER_AGENT).map(str::to_owned),
        ),
        now: whole_seconds(now),
        query: &request.query,
        json,
        plan,
        page_limit: options.page_limit,
        key_quota: options.key_quota,
    };
    hand_over(world, &ask, route.call, route.id)
}

fn hand_over(world: &mut World, ask: &Ask, call: Call, id: &str) -> Result<Value, Refusal> {
    match call {
        Call::Whoami => account::whoami(world, ask),
        Call::ListOrganizations => account::list_organizations(world, ask),
        Call::ReadOrganization => account::read_organization(world),
        Call::ListKeys => keys::list(world, ask),
        Call::CreateKey => keys::create(world, ask),
        Call::ReadKey => keys::read(world, id),
        Call::UpdateKey => keys::update(world, ask, id),
        Call::DeleteKey => keys::delete(world, ask, id),
        Call::ListRoles => roles::list(world),
        Call::CreateRole => roles::create(world, ask),
        Call::ReadRole => roles::read(world, id),
        Call::UpdateRole => roles::update(world, ask, id),
        Call::DeleteRole => roles::delete(world, ask, id),
        Call::ListServices => services::list(world, ask),
        Call::ReadService => services::read(world, id),
        Call::ReadQueryEndpoint => services::read_endpoint(world, id),
        Call::PutQueryEndpoint => services::put_endpoint(world, ask, id),
        Call::DeleteQueryEndpoint => services::delete_endpoint(world, ask, id),
        Call::ListActivities => activities::list(world, ask),
        Call::ReadActivity => activities::read(world, id),
        Call::ListQuotas => account::list_quotas(world, ask),
        Call::ReadQuota => account::read_quota(world, ask, id),
        Call::Unknown => Err(Refusal::not_found("No such call")),
    }
}
