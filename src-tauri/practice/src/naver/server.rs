//! What becomes of a request: who signed it, whether it may, and which handler does it.

use std::net::IpAddr;

use serde_json::Value;

use super::ask::Ask;
use super::auth::{self, Signer};
use super::refusal::{ErrorShape, Refusal};
use super::route::{Call, Route};
use super::trouble::Trouble;
use super::world::World;
use super::{
    Options, access_keys, access_rules, answer, api_keys, buckets, products, spoil, sts,
    sub_accounts,
};
use crate::clock::whole_seconds;
use crate::incoming::Incoming;
use crate::reply::Reply;
use crate::server::{CarriedOut, Cloud, Visit};
use crate::stage::Stage;

/// What the handle and the running server hold in common.
pub(super) struct Shared {
    options: Options,
    stage: Stage<World, Trouble>,
}

impl Shared {
    pub fn new(world: World, options: Options) -> Self {
        Shared {
            stage: Stage::new(world, options.clock.clone()),
            options,
        }
    }

    /// How refusals look on this visit.
    fn shape(&self, visit: &Visit<Self>) -> ErrorShape {
        let usual = match visit.call {
            Call::ListBuckets => ErrorShape::Xml,
            _ => self.options.error_shape,
        };
        visit.plan.iter().find_map(Trouble::shape).unwrap_or(usual)
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
        call.asks_for_key()
    }

    fn instead(&self, visit: &Visit<Self>) -> Option<Reply> {
        spoil::instead(visit.plan, self.shape(visit), visit.now)
    }

    fn carry_out(&self, visit: &Visit<Self>) -> CarriedOut {
        let (request, now) = (visit.request, visit.now);
        let signer = match visit.call {
            Call::ListBuckets => buckets::authenticate(&mut self.stage.world(), request, now),
            _ => auth::authenticate(&mut self.stage.world(), request, now),
        };
        let signed_by = signer.as_ref().ok().map(|signer| signer.access_key.clone());
        let outcome = signer.and_then(|signer| {
            self.stage
                .change(|world| call(world, visit, &signer, &self.options))
        });
        let made = visit.call.makes() && outcome.is_ok();
        let reply = outcome.unwrap_or_else(|refusal| refusal.reply(self.shape(visit), now));
        CarriedOut {
            reply: spoil::with_request_id(reply),
            made,
            signed_by,
        }
    }

    fn spoil(&self, visit: &Visit<Self>, reply: Reply, made: bool) -> Reply {
        spoil::spoil(visit.plan, reply, made, self.shape(visit), visit.now)
    }
}

fn call(
    world: &mut World,
    visit: &Visit<Shared>,
    signer: &Signer,
    options: &Options,
) -> Result<Reply, Refusal> {
    let (request, plan) = (visit.request, visit.plan);
    let json: &Value = request.json.as_ref().ok_or_else(Refusal::too_large)?;
    auth::check_address(world, options, signer.owner, request.address)?;
    auth::mark_used(world, &signer.access_key, visit.now);
    if visit.call == Call::Unknown {
        return Err(Refusal::not_found());
    }
    if plan.has(&Trouble::NoRights) {
        return Err(Refusal::not_permitted());
    }
    auth::check_right(world, signer.owner, visit.call.right())?;
    if plan.has(&Trouble::NoTenant) {
        return Err(Refusal::no_tenant());
    }
    visit.call.check_parameters(&request.query)?;
    let ask = Ask {
        access_key: &signer.access_key,
        caller: signer.owner,
        now: whole_seconds(visit.now),
        query: &request.query,
        json,
        plan,
        options,
    };
    let route = Route::of(&request.method, request.path());
    hand_over(world, &ask, route.call, route.id)
}

fn hand_over(world: &mut World, ask: &Ask, call: Call, id: &str) -> Result<Reply, Refusal> {
    match call {
        Call::ListApiKeys => api_keys::list(world, ask),
        Call::CreateApiKey => api_keys::create(world, ask),
        Call::SearchApiKeys => products::search_keys(world, ask),
        Call::ReadApiKey => api_keys::read(world, id),
        Call::UpdateApiKey => api_keys::update(world, ask, id),
        Call::RegenerateApiKey => api_keys::regenerate(world, ask, id),
        Call::DeleteApiKey => api_keys::delete(world, ask, id),
        Call::ListProducts => products::list(world, ask, id),
        Call::ReadSubscription => products::detail(world, ask, id),
        Call::Subscribe => products::subscribe(world, ask, id),
        Call::Unsubscribe => products::unsubscribe(world, ask, id),
        Call::SearchProductApiKeys => products::search_as_publisher(world, ask, id),
        Call::ListSubAccounts => sub_accounts::list(world, ask),
        Call::CreateSubAccount => sub_accounts::create(world, ask),
        Call::ReadSubAccount => sub_accounts::read(world, id),
        Call::DeleteSubAccount => sub_accounts::delete(world, id),
        Call::ListAccessKeys => access_keys::list(world, ask, id),
        Call::CreateAccessKey => access_keys::create(world, ask, id),
        Call::UpdateAccessKey => access_keys::update(world, ask, id),
        Call::DeleteAccessKey => access_keys::delete(world, ask, id),
        Call::ReadAccessRule => access_rules::read(world, id),
        Call::UpdateAccessRule => access_rules::update(world, ask, id),
        Call::ReadLastAccess => access_keys::last_access(world, ask, id),
        Call::ReadLoginAlias => {
            answer::ok(serde_json::json!({"loginAlias": world.account.login_alias}))
        }
        Call::ReadCallerIdentity => sts::caller_identity(world, ask),
        Call::ReadCredentials => sts::read(world, ask),
        Call::CreateCredentials => sts::create(world, ask),
        Call::ListBuckets => buckets::list(world, ask),
        Call::Unknown => Err(Refusal::not_found()),
    }
}
