//! What becomes of a request: whose it is, whether it may, and which handler does it.

use std::net::IpAddr;

use crate::ledger::LedgerEntry;
use axum::http::header::CONTENT_TYPE;

use super::answer::Heading;
use super::ask::Ask;
use super::refusal::Refusal;
use super::route::{Call, Route};
use super::trouble::Trouble;
use super::world::World;
use super::{
    Options, assume_role, auth, iam_keys, ledger, projects, s3_keys, spoil, storage, tokens,
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
}

impl Cloud for Shared {
    type World = World;
    type Trouble = Trouble;

    fn stage(&self) -> &Stage<World, Trouble> {
        &self.stage
    }

    /// Nothing depends on it: keys of this cloud work from anywhere.
    fn caller_address(&self) -> Option<IpAddr> {
        None
    }

    fn call(&self, request: &Incoming) -> Call {
        Route::of(&request.method, request.path()).call
    }

    fn ledger_entry(&self, request: &Incoming) -> LedgerEntry {
        ledger::entry(request)
    }

    fn asks_for_key(&self, call: Call) -> bool {
        call.asks_for_key()
    }

    fn instead(&self, visit: &Visit<Self>) -> Option<Reply> {
        let heading = Heading::of(visit.request, visit.call);
        spoil::instead(visit.plan, visit.call, &heading)
    }

    fn carry_out(&self, visit: &Visit<Self>) -> CarriedOut {
        let heading = Heading::of(visit.request, visit.call);
        let (signed_by, outcome) =
            self.stage
                .change(|world| match authenticate(world, visit, &self.options) {
                    Ok(key) => {
                        let outcome = call(world, visit, &key, &heading, &self.options);
                        (Some(key), outcome)
                    }
                    Err(refusal) => (None, Err(refusal)),
                });
        CarriedOut {
            made: visit.call.asks_for_key() && outcome.is_ok(),
            reply: match outcome {
                Ok(reply) => heading.put_on(reply),
                Err(refusal) => refusal.reply(&heading),
            },
            signed_by,
        }
    }

    fn spoil(&self, visit: &Visit<Self>, reply: Reply, made: bool) -> Reply {
        let heading = Heading::of(visit.request, visit.call);
        spoil::spoil(visit.plan, reply, made, &heading)
    }
}

/// Finds the key behind a request: the id of an IAM access key, or the public half of an S3 key.
fn authenticate(
    world: &mut World,
    visit: &Visit<Shared>,
    options: &Options,
) -> Result<String, Refusal> {
    let (request, now) = (visit.request, visit.now);
    if !visit.call.is_of_storage() {
        check_content_type(request)?;
    }
    match visit.call {
        Call::UnknownPath => Err(Refusal::no_path()),
        Call::WrongMethod => Err(Refusal::no_method()),
        Call::UnknownResource => Err(Refusal::no_resource()),
        Call::IssueToken => tokens::authenticate(world, request, now),
        Call::ListBuckets => storage::authenticate(world, request, options, now),
        Call::AssumeRole => assume_role::authenticate(world, request, now),
        _ => auth::authenticate(world, request, now),
    }
}

/// Refuses a request that is not said to be JSON, be there a body or not: docs.kakaocloud.com, "Prepare API usage", for
/// requests since 2026-04-02.
fn check_content_type(request: &Incoming) -> Result<(), Refusal> {
    let kind = request.header(&CONTENT_TYPE).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim();
    if kind.eq_ignore_ascii_case("application/json") {
        return Ok(());
    }
    Err(Refusal::bad_request(
        "Expecting to find application/json in Content-Type header.",
    ))
}

fn call(
    world: &mut World,
    visit: &Visit<Shared>,
    key: &str,
    heading: &Heading,
    options: &Options,
) -> Result<Reply, Refusal> {
    let ask = Ask {
        key,
        now: whole_seconds(visit.now),
        request: visit.request,
        heading,
        plan: visit.plan,
        options,
    };
    let route = Route::of(&visit.request.method, visit.request.path());
    let action = route.call.action();
    if !action.is_empty() {
        auth::check_user(world, route.user, action)?;
    }
    match route.call {
        Call::IssueToken => tokens::issue(world, &ask),
        Call::ReadToken => tokens::read(world, &ask),
        Call::CheckToken => tokens::check(world, &ask),
        Call::RevokeToken => tokens::revoke(world, &ask),
        Call::ListProjects => projects::list(world, &ask),
        Call::ListIamKeys => iam_keys::list(world, &ask),
        Call::CreateIamKey => iam_keys::create(world, &ask),
        Call::ReadIamKey => iam_keys::read(world, &ask, route.key),
        Call::DeleteIamKey => iam_keys::delete(world, &ask, route.key),
        Call::ListS3Keys => s3_keys::list(world, &ask),
        Call::CreateS3Key => s3_keys::create(world, &ask),
        Call::ReadS3Key => s3_keys::read(world, &ask, route.key),
        Call::DeleteS3Key => s3_keys::delete(world, &ask, route.key),
        Call::ListBuckets => storage::list(world, &ask),
        Call::AssumeRole => assume_role::answer(world, &ask),
        Call::WrongMethod | Call::UnknownPath | Call::UnknownResource => Err(Refusal::no_path()),
    }
}
