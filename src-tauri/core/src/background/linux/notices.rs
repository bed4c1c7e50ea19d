//! Notices, shown by whatever serves `org.freedesktop.Notifications`.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use futures_util::StreamExt as _;
use tokio::task::JoinHandle;
use zbus::message::{Message, Type};
use zbus::zvariant::Value;
use zbus::{Connection, MatchRule, MessageStream, Proxy};

use crate::notice::{Notice, NoticeAnswer};
use crate::session::Buses;

const SERVER: &str = "org.freedesktop.Notifications";

/// How long a server may take. A bus starts one on demand.
const PATIENCE: Duration = Duration::from_secs(5);

/// Whether something shows notices.
pub async fn shows_notices(buses: &Buses) -> bool {
    let asked = async {
        let server = server(&buses.session().await?).await?;
        capabilities(&server).await
    };
    matches!(tokio::time::timeout(PATIENCE, asked).await, Ok(Ok(_)))
}

async fn server(bus: &Connection) -> zbus::Result<Proxy<'static>> {
    Proxy::new(bus, SERVER, "/org/freedesktop/Notifications", SERVER).await
}

async fn capabilities(server: &Proxy<'_>) -> zbus::Result<Vec<String>> {
    server.call("GetCapabilities", &()).await
}

/// The app's notices: one at a time, the next takes the place of the last.
#[derive(Default)]
pub struct Notices(Mutex<Option<Shown>>);

/// A notice that was shown. Its connection lives as long as it does: a server may take away what a program that is gone
/// has shown.
struct Shown {
    id: u32,
    listening: JoinHandle<()>,
}

impl Notices {
    /// Shows a notice and calls `answered` with what somebody does with it; `false` when nothing shows it.
    pub async fn show(
        &self,
        buses: &Buses,
        notice: &Notice,
        answered: impl Fn(NoticeAnswer) + Send + Sync + 'static,
    ) -> bool {
        let before = self.0.lock().unwrap_or_else(PoisonError::into_inner).take();
        let replaces = before.as_ref().map_or(0, |shown| shown.id);
        let shown = tokio::time::timeout(PATIENCE, show(buses, notice, replaces)).await;
        if let Some(before) = before {
            before.listening.abort();
        }
        let Ok(Ok((id, signals))) = shown else {
            return false;
        };
        let listening = tokio::spawn(listen(id, signals, answered));
        let mut last = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *last = Some(Shown { id, listening });
        true
    }
}

async fn show(buses: &Buses, notice: &Notice, replaces: u32) -> zbus::Result<(u32, MessageStream)> {
    let bus = buses.session().await?;
    let server = server(&bus).await?;
    let capabilities = capabilities(&server).await?;
    let rule = MatchRule::builder()
        .msg_type(Type::Signal)
        .sender(SERVER)?
        .interface(SERVER)?
        .build();
    // Listened to first: an answer may come at once.
    let signals = MessageStream::for_match_rule(rule, &bus, None).await?;
    let has_buttons = capabilities.iter().any(|one| one == "actions");
    let actions: Vec<&str> = notice
        .answers
        .iter()
        .filter(|_| has_buttons)
        .flat_map(|(answer, label)| [word(*answer), label.as_str()])
        .collect();
    // Where markup is read, what looks like it must not be taken for some.
    let body = if capabilities.iter().any(|one| one == "body-markup") {
        notice.body.replace('&', "&amp;").replace('<', "&lt;")
    } else {
        notice.body.clone()
    };
    let hints = HashMap::from([
        ("desktop-entry", Value::from("Keywright")),
        ("urgency", Value::from(1_u8)),
    ]);
    let as_the_server_likes = -1_i32;
    let ask = (
        "Keywright",
        replaces,
        "keywright",
        notice.title.as_str(),
        body,
        actions,
        hints,
        as_the_server_likes,
    );
    Ok((server.call("Notify", &ask).await?, signals))
}

/// Hears what becomes of a notice, until it is gone.
async fn listen(id: u32, mut signals: MessageStream, answered: impl Fn(NoticeAnswer)) {
    while let Some(signal) = signals.next().await {
        let Ok(signal) = signal else { continue };
        match news(&signal, id) {
            Some(News::Answer(answer)) => return answered(answer),
            Some(News::Closed) => return,
            None => {}
        }
    }
}

enum News {
    Answer(NoticeAnswer),
    Closed,
}

fn news(signal: &Message, id: u32) -> Option<News> {
    let header = signal.header();
    let body = signal.body();
    match header.member()?.as_str() {
        "ActionInvoked" => {
            let (of, action): (u32, String) = body.deserialize().ok()?;
            (of == id).then(|| answer(&action).map(News::Answer))?
        }
        "NotificationClosed" => {
            let (of, _): (u32, u32) = body.deserialize().ok()?;
            (of == id).then_some(News::Closed)
        }
        _ => None,
    }
}

/// What a server calls an answer; `default` is a click on the notice itself.
const fn word(answer: NoticeAnswer) -> &'static str {
    match answer {
        NoticeAnswer::Open => "default",
        NoticeAnswer::Rotate => "rotate",
        NoticeAnswer::Later => "later",
    }
}

fn answer(word_of_it: &str) -> Option<NoticeAnswer> {
    [
        NoticeAnswer::Open,
        NoticeAnswer::Rotate,
        NoticeAnswer::Later,
    ]
    .into_iter()
    .find(|answer| word(*answer) == word_of_it)
}
