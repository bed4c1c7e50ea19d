//! From socket to answer: the way every request takes.

use std::io;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::Router;
use axum::body::{Bytes, to_bytes};
use axum::extract::{ConnectInfo, Query, Request, State};
use axum::http::header::{CONTENT_TYPE, USER_AGENT};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, StatusCode};
use axum::response::Response;
use jiff::Timestamp;
use serde_json::Value;
use tokio::net::TcpListener;
use tokio::sync::watch;
use uuid::Uuid;

use super::activities::Actor;
use super::ask::{Ask, uuid};
use super::limits::Limits;
use super::reply::{Refusal, Reply};
use super::route::{Call, Route};
use super::spoil::{frame, instead, spoil};
use super::trouble::{Plan, Trouble, Troubles, is_role_call};
use super::world::{self, World};
use super::{Options, account, activities, auth, keys, roles, services};
use crate::ledger::{Ledger, LedgerEntry};
use crate::line::{CuttableListener, Line};

const LARGEST_REQUEST: usize = 100 * 1024;

type Listener = Box<dyn Fn(Value) + Send + Sync>;

/// What the handle and the running server hold in common.
pub(super) struct Shared {
    options: Options,
    world: Mutex<World>,
    listeners: Mutex<Vec<Listener>>,
    limits: Limits,
    pub ledger: Ledger,
    pub troubles: Troubles,
}

impl Shared {
    pub fn new(world: World, options: Options) -> Self {
        Shared {
            limits: Limits::new(options.rate_limit),
            options,
            world: Mutex::new(world),
            listeners: Mutex::default(),
            ledger: Ledger::default(),
            troubles: Troubles::default(),
        }
    }

    pub fn world(&self) -> MutexGuard<'_, World> {
        self.world.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub fn now(&self, skew: i64) -> Timestamp {
        world::shifted((self.options.clock)(), skew)
    }

    pub fn on_change(&self, listener: Listener) {
        self.listeners().push(listener);
    }

    /// Lets `f` at the world, and announces what it changed.
    pub fn change<T>(&self, f: impl FnOnce(&mut World) -> T) -> T {
        let mut world = self.world();
        let outcome = f(&mut world);
        let changed = world.take_changed();
        drop(world);
        if changed {
            // Taken first, so that no later snapshot is handed out before this one.
            let listeners = self.listeners();
            if !listeners.is_empty() {
                let snapshot = self.world().snapshot();
                for listener in listeners.iter() {
                    listener(snapshot.clone());
                }
            }
        }
        outcome
    }

    fn listeners(&self) -> MutexGuard<'_, Vec<Listener>> {
        self.listeners
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

/// Opens a loopback port and serves it until `stopped` turns true.
pub(super) async fn listen(
    shared: Arc<Shared>,
    stopped: watch::Receiver<bool>,
) -> io::Result<SocketAddr> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
    let address = listener.local_addr()?;
    let door = Door {
        shared,
        stopped: stopped.clone(),
    };
    let service = Router::new()
        .fallback(answer)
        .with_state(door)
        .into_make_service_with_connect_info::<Line>();
    let serving =
        axum::serve(CuttableListener(listener), service).with_graceful_shutdown(ended(stopped));
    tokio::spawn(async move { serving.await });
    Ok(address)
}

#[derive(Clone)]
struct Door {
    shared: Arc<Shared>,
    stopped: watch::Receiver<bool>,
}

async fn ended(mut stopped: watch::Receiver<bool>) {
    // An error means that the handle is gone, which is an end too.
    let _ = stopped.wait_for(|stopped| *stopped).await;
}

async fn answer(
    State(door): State<Door>,
    ConnectInfo(line): ConnectInfo<Line>,
    request: Request,
) -> Response {
    let shared = &door.shared;
    let (parts, body) = request.into_parts();
    let body = to_bytes(body, LARGEST_REQUEST).await.ok();
    let request = Incoming::new(
        &parts,
        body,
        shared.options.caller_address.unwrap_or(line.peer_ip()),
    );
    let route = Route::of(&parts.method, parts.uri.path());
    let place = shared
        .ledger
        .enter(request.ledger_entry(&parts), route.call == Call::CreateKey);

    let plan = shared.troubles.plan(route.call);
    if plan.has(&Trouble::CutBefore) {
        line.cut();
        return Response::default();
    }
    let now = shared.now(plan.skew());
    let (reply, made) = match instead(&plan) {
        Some(reply) => (reply, false),
        None => {
            let (reply, signed_by) = shared.carry_out(&request, &route, &plan, now);
            shared.ledger.note(place, |entry| {
                entry.signed_by = signed_by.map(|id| id.to_string())
            });
            let made = route.call == Call::CreateKey && reply.status == StatusCode::OK;
            (reply, made)
        }
    };
    let reply = spoil(&plan, reply, made).dated(now);

    tokio::select! {
        () = tokio::time::sleep(plan.delay()) => {}
        () = ended(door.stopped.clone()) => {}
    }
    if made && plan.has(&Trouble::CutAfterCreate) {
        line.cut();
        return Response::default();
    }
    shared
        .ledger
        .note(place, |entry| entry.status = Some(reply.status.as_u16()));
    reply.into_response(|whole| frame(&plan, whole))
}

/// A request as it came in.
struct Incoming<'a> {
    headers: &'a HeaderMap,
    query: Vec<(String, String)>,
    /// `None` if the body was too large or broke off.
    json: Option<Value>,
    address: IpAddr,
}

impl<'a> Incoming<'a> {
    fn new(parts: &'a Parts, body: Option<Bytes>, address: IpAddr) -> Self {
        let as_json = |bytes: Bytes| {
            if bytes.is_empty() {
                return Value::Null;
            }
            serde_json::from_slice(&bytes)
                .unwrap_or_else(|_| String::from_utf8_lossy(&bytes).into())
        };
        let query = Query::try_from_uri(&parts.uri).map(|Query(pairs)| pairs);
        Incoming {
            headers: &parts.headers,
            query: query.unwrap_or_default(),
            json: body.map(as_json),
            address,
        }
    }

    fn header(&self, name: HeaderName) -> Option<String> {
        Some(self.headers.get(name)?.to_str().ok()?.to_owned())
    }

    fn ledger_entry(&self, parts: &Parts) -> LedgerEntry {
        LedgerEntry {
            method: parts.method.to_string(),
            path: parts.uri.path().to_owned(),
            query: parts.uri.query().map(str::to_owned),
            body: self.json.clone().filter(|json| !json.is_null()),
            content_type: self.header(CONTENT_TYPE),
            signed_by: None,
            status: None,
        }
    }
}

impl Shared {
    /// Checks a request and does what it asks. Also returns the key that signed it.
    fn carry_out(
        &self,
        request: &Incoming,
        route: &Route,
        plan: &Plan,
        now: Timestamp,
    ) -> (Reply, Option<Uuid>) {
        let signer = auth::authenticate(&mut self.world(), request.headers, now);
        let signed_by = signer.as_ref().ok().copied();
        let allowance = self.limits.count(signed_by, now);
        let outcome = signer.and_then(|key| {
            if allowance.exceeded {
                return Err(Refusal::too_many());
            }
            self.change(|world| call(world, request, route, plan, key, &self.options, now))
        });
        (Reply::of(outcome).allowance(&allowance), signed_by)
    }
}

fn call(
    world: &mut World,
    request: &Incoming,
    route: &Route,
    plan: &Plan,
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
        actor: Actor::key(caller, name, request.address, request.header(USER_AGENT)),
        now: world::whole_seconds(now),
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
