//! From socket to answer: the way every request takes, on every practice cloud.

use std::io;
use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;

use axum::Router;
use axum::extract::{ConnectInfo, Request, State};
use axum::response::Response;
use jiff::Timestamp;
use tokio::net::TcpListener;
use tokio::sync::watch;

use crate::incoming::Incoming;
use crate::ledger::LedgerEntry;
use crate::line::{CuttableListener, Line};
use crate::reply::Reply;
use crate::spoil;
use crate::stage::{Stage, World};
use crate::trouble::{Plan, Trouble};

/// The API of one cloud.
pub(crate) trait Cloud: Send + Sync + 'static {
    /// What it remembers.
    type World: World;
    /// What may go wrong.
    type Trouble: Trouble;

    fn stage(&self) -> &Stage<Self::World, Self::Trouble>;

    /// The address callers seem to come from, if not their own.
    fn caller_address(&self) -> Option<IpAddr>;

    fn call(&self, request: &Incoming) -> CallOf<Self>;

    /// How the ledger shows a request. A cloud whose queries or bodies carry credentials leaves those out.
    fn ledger_entry(&self, request: &Incoming) -> LedgerEntry {
        request.ledger_entry()
    }

    /// Whether the call asks for a new key.
    fn asks_for_key(&self, call: CallOf<Self>) -> bool;

    /// The answer in this cloud's own words of a service that does nothing.
    fn instead(&self, visit: &Visit<Self>) -> Option<Reply>;

    /// Checks a request and does what it asks.
    fn carry_out(&self, visit: &Visit<Self>) -> CarriedOut;

    /// Damages an answer in this cloud's own words. `made` if something was made that cannot be made twice.
    fn spoil(&self, visit: &Visit<Self>, reply: Reply, made: bool) -> Reply;
}

/// A request, and what it meets.
pub(crate) struct Visit<'a, C: Cloud + ?Sized> {
    pub request: &'a Incoming,
    pub call: CallOf<C>,
    pub plan: &'a Plan<C::Trouble>,
    /// The cloud's time.
    pub now: Timestamp,
}

pub(crate) type CallOf<C> = <<C as Cloud>::Trouble as Trouble>::Call;

/// What came of a request.
pub(crate) struct CarriedOut {
    pub reply: Reply,
    /// Whether something was made that cannot be made twice.
    pub made: bool,
    /// The key that signed the request.
    pub signed_by: Option<String>,
}

/// A cloud that listens. Dropping it closes the port and the connections.
pub(crate) struct Running {
    base_url: String,
    stop: watch::Sender<bool>,
}

impl Running {
    /// Opens a free loopback port and serves it. Needs a tokio runtime.
    pub async fn start<C: Cloud>(cloud: Arc<C>) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let base_url = format!("http://{}", listener.local_addr()?);
        let (stop, stopped) = watch::channel(false);
        let door = Door {
            cloud,
            stopped: stopped.clone(),
        };
        let service = Router::new()
            .fallback(answer::<C>)
            .with_state(door)
            .into_make_service_with_connect_info::<Line>();
        let serving =
            axum::serve(CuttableListener(listener), service).with_graceful_shutdown(ended(stopped));
        tokio::spawn(async move { serving.await });
        Ok(Running { base_url, stop })
    }

    /// Where it listens, without a slash at the end.
    pub fn base_url(&self) -> &str {
        &self.base_url
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.stop.send_replace(true);
    }
}

struct Door<C> {
    cloud: Arc<C>,
    stopped: watch::Receiver<bool>,
}

impl<C> Clone for Door<C> {
    fn clone(&self) -> Self {
        Door {
            cloud: self.cloud.clone(),
            stopped: self.stopped.clone(),
        }
    }
}

async fn ended(mut stopped: watch::Receiver<bool>) {
    // An error means that the handle is gone, which is an end too.
    let _ = stopped.wait_for(|stopped| *stopped).await;
}

async fn answer<C: Cloud>(
    State(door): State<Door<C>>,
    ConnectInfo(line): ConnectInfo<Line>,
    request: Request,
) -> Response {
    let (cloud, stage) = (&door.cloud, door.cloud.stage());
    let address = cloud.caller_address().unwrap_or(line.peer_ip());
    let request = Incoming::read(request, address).await;
    let call = cloud.call(&request);
    let place = stage
        .ledger
        .enter(cloud.ledger_entry(&request), cloud.asks_for_key(call));

    let mut cleared = stage.troubles.cleared();
    let plan = stage.troubles.plan(call);
    if plan.cuts_before() {
        stage.troubles.met();
        line.cut();
        return Response::default();
    }
    let now = stage.now(plan.skew());
    let visit = Visit {
        request: &request,
        call,
        plan: &plan,
        now,
    };
    let in_between = spoil::instead(&plan).or_else(|| cloud.instead(&visit));
    let (reply, made) = match in_between {
        Some(reply) => (reply, false),
        None => {
            let done = cloud.carry_out(&visit);
            stage.ledger.note(place, |entry| {
                entry.signed_by = done.signed_by;
                entry.created = done.made;
            });
            (done.reply, done.made)
        }
    };
    let reply = spoil::spoil(&plan, cloud.spoil(&visit, reply, made)).dated(now);
    if !plan.is_empty() && (made || !plan.cuts_after_create()) {
        stage.troubles.met();
    }

    tokio::select! {
        () = tokio::time::sleep(plan.delay()) => {}
        _ = cleared.changed() => {}
        () = ended(door.stopped.clone()) => {}
    }
    if made && plan.cuts_after_create() {
        line.cut();
        return Response::default();
    }
    stage
        .ledger
        .note(place, |entry| entry.status = Some(reply.status.as_u16()));
    reply.into_response(|whole| spoil::frame(&plan, whole))
}
