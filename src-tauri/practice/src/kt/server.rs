//! What becomes of a request: who may ask it, and which handler does it.

use std::net::IpAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicUsize, Ordering};

use axum::http::StatusCode;
use serde_json::json;

use super::ask::Ask;
use super::refusal::{Outcome, Refusal, Wording};
use super::route::{Call, Route};
use super::trouble::Trouble;
use super::world::World;
use super::{Options, cloudstack, ledger, lists, s3, spoil, storage_token, swift, tokens};
use crate::clock::{Clock, shifted};
use crate::incoming::Incoming;
use crate::ledger::LedgerEntry;
use crate::reply::{Content, Reply};
use crate::server::{CarriedOut, Cloud, Visit};
use crate::stage::Stage;

/// What the handle and the running server hold in common.
pub(super) struct Shared {
    stage: Stage<World, Trouble>,
    /// Seconds the clock was put forward.
    ahead: Arc<AtomicI64>,
    failed_logins: AtomicUsize,
}

impl Shared {
    pub fn new(world: World, options: Options) -> Self {
        let ahead = Arc::new(AtomicI64::new(0));
        let added = ahead.clone();
        let clock: Clock =
            Arc::new(move || shifted((options.clock)(), added.load(Ordering::SeqCst)));
        Shared {
            stage: Stage::new(world, clock),
            ahead,
            failed_logins: AtomicUsize::new(0),
        }
    }

    pub fn advance(&self, seconds: i64) {
        self.ahead.fetch_add(seconds, Ordering::SeqCst);
    }

    pub fn failed_logins(&self) -> usize {
        self.failed_logins.load(Ordering::SeqCst)
    }
}

impl Cloud for Shared {
    type World = World;
    type Trouble = Trouble;

    fn stage(&self) -> &Stage<World, Trouble> {
        &self.stage
    }

    fn caller_address(&self) -> Option<IpAddr> {
        None
    }

    fn call(&self, request: &Incoming) -> Call {
        Route::of(request).call
    }

    fn ledger_entry(&self, request: &Incoming) -> LedgerEntry {
        ledger::entry(request)
    }

    fn asks_for_key(&self, _: Call) -> bool {
        false
    }

    fn instead(&self, visit: &Visit<Self>) -> Option<Reply> {
        let wording = Wording::of(visit.request, visit.call, visit.plan);
        spoil::instead(visit.plan, visit.call, &wording)
    }

    fn carry_out(&self, visit: &Visit<Self>) -> CarriedOut {
        let ask = Ask {
            request: visit.request,
            call: visit.call,
            place: Route::of(visit.request).place,
            now: visit.now,
            plan: visit.plan,
        };
        let (signed_by, outcome) = self.stage.change(|world| match signer(world, &ask) {
            Ok(signer) => (signer, hand_over(world, &ask)),
            Err(refusal) => (None, Err(refusal)),
        });
        let refused_login = matches!(&outcome, Err(refusal)
            if ask.call == Call::CreateToken && refusal.status == StatusCode::UNAUTHORIZED);
        self.failed_logins
            .fetch_add(usize::from(refused_login), Ordering::SeqCst);
        let wording = Wording::of(visit.request, visit.call, visit.plan);
        CarriedOut {
            reply: outcome.unwrap_or_else(|refusal| refusal.reply(&wording)),
            made: false,
            signed_by,
        }
    }

    fn spoil(&self, visit: &Visit<Self>, reply: Reply, _: bool) -> Reply {
        spoil::spoil(visit.plan, reply, visit.call)
    }
}

/// The key that signed a request, as the ledger names it, where requests are signed. Tokens and passwords are the
/// handlers' own.
fn signer(world: &World, ask: &Ask) -> Result<Option<String>, Refusal> {
    match ask.call {
        Call::ListZones | Call::ListAvailableProductTypes | Call::OtherCommand => {
            cloudstack::authenticate(world, ask).map(Some)
        }
        Call::ListBuckets => s3::authenticate(world, ask).map(Some),
        _ => Ok(None),
    }
}

fn hand_over(world: &mut World, ask: &Ask) -> Outcome {
    match ask.call {
        Call::ListZones => cloudstack::list_zones(ask),
        Call::ListAvailableProductTypes => cloudstack::list_product_types(ask),
        Call::CreateToken => tokens::create(world, ask),
        Call::ReadToken => tokens::read(world, ask),
        Call::CheckToken => tokens::check(world, ask),
        Call::RevokeToken => tokens::revoke(world, ask),
        Call::DiscoverIdentity => lists::discovery(),
        Call::ListNetworks => lists::networks(world, ask),
        Call::ListKeyPairs => lists::key_pairs(world, ask),
        Call::LogInToStorage => swift::log_in(world, ask),
        Call::CreateStorageToken => storage_token::create(world, ask),
        Call::ListContainers => swift::list_containers(world, ask),
        Call::ListBuckets => s3::list_buckets(world),
        Call::OtherMethod => Ok(Reply::new(
            StatusCode::METHOD_NOT_ALLOWED,
            Content::Json(json!({"message": "The method is not allowed for the requested URL."})),
        )),
        Call::OtherCommand | Call::Unknown => Err(Refusal::of_status(404)),
    }
}
