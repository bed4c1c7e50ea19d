//! The app stays in the tray when its window is closed, where the user wants that and there is a tray. Whatever happens
//! to the tray, nobody is left without a window: it comes back when the tray goes.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use keywright_core::background::{Tray, TrayLook, TrayWish, follow_tray};
use keywright_core::model::Seen;
use keywright_core::notice::{NoticeAnswer, Tongue};
use keywright_core::service::KeyService;
use keywright_core::session::Session;
use tauri::image::Image;
use tauri::{AppHandle, Manager as _, Runtime, Theme};
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio::time::Instant;

use crate::desktop::Answers;
use crate::{Shell, reveal, windows};

/// What the entry among the programs that start with the computer says.
const HIDDEN: &str = "--hidden";

/// How long the desktop may take after a sign-in to have its tray up. Then the window shows.
const PATIENCE: Duration = Duration::from_secs(20);

static ON_DARK: Image<'static> = tauri::include_image!("../icons/tray-on-dark.png");
static ON_LIGHT: Image<'static> = tauri::include_image!("../icons/tray-on-light.png");

/// Desktops whose panel has the colours of the windows. The others' are dark.
const FOLLOW_THEME: [&str; 3] = ["KDE", "LXQt", "MATE"];

/// How the window and the tray stand.
#[derive(Default)]
pub(crate) struct Residence {
    /// The icon is in the tray, and the tray shows it: the window may go.
    in_tray: AtomicBool,
    /// The app was started without its window, and it is not known yet whether there is a tray.
    held: AtomicBool,
}

impl Residence {
    /// Of an app that was started so.
    pub(crate) fn at_start() -> Self {
        Self {
            held: AtomicBool::new(std::env::args().any(|arg| arg == HIDDEN)),
            ..Self::default()
        }
    }

    /// Whether the window is not to be shown yet.
    pub(crate) fn is_held(&self) -> bool {
        self.held.load(Ordering::SeqCst)
    }

    /// The window shows as always.
    pub(crate) fn let_go(&self) {
        self.held.store(false, Ordering::SeqCst);
    }
}

/// Whether a second start asks for no window.
pub(crate) fn wants_no_window(arguments: &[String]) -> bool {
    arguments.iter().any(|arg| arg == HIDDEN)
}

/// Closes the window into the tray; `false` where the app must end instead.
pub(crate) fn close_into_tray<R: Runtime>(app: &AppHandle<R>) -> bool {
    let shell = app.state::<Shell>();
    let residence = &shell.residence;
    if !residence.in_tray.load(Ordering::SeqCst) || !windows::hide(app) {
        return false;
    }
    reveal::close_all(app);
    // The tray may have gone in this very moment, when the window was still there.
    if !residence.in_tray.load(Ordering::SeqCst) {
        windows::uncover(app);
        return true;
    }
    if let Ok(service) = shell.service() {
        tauri::async_runtime::spawn(async move {
            // Saying where it went is a courtesy. A digest would take its place at once.
            if !service.tell_of_tray().await.unwrap_or(false) {
                service.look_at_dates();
            }
        });
    }
    true
}

/// Keeps the icon in the tray as the user wants it, as long as the program runs.
pub(crate) async fn stay<R: Runtime>(app: AppHandle<R>, service: Arc<KeyService>) {
    let mut tray: Option<(Tray, TrayLook)> = None;
    let mut follows: Option<JoinHandle<()>> = None;
    let (there, mut news) = watch::channel(None);
    let started = Instant::now();
    let mut seen = Seen { revision: 0 };
    loop {
        // What comes after this wakes the loop again.
        let there_is_one = *news.borrow_and_update() == Some(true);
        let look = look(&app, &service).await;
        match &look {
            None => {
                if let Some(follows) = follows.take() {
                    follows.abort();
                }
                // Said once: each saying wakes this very loop.
                there.send_if_modified(|there| there.take().is_some());
                if let Some((tray, _)) = tray.take() {
                    tray.remove().await;
                }
            }
            Some(look) => {
                if follows.is_none() {
                    let there = there.clone();
                    follows = Some(tokio::spawn(async move {
                        follow_tray(&Session::default(), |now| {
                            there.send_replace(Some(now));
                        })
                        .await;
                    }));
                }
                match &mut tray {
                    Some((tray, old)) if old != look => {
                        tray.change(look.clone()).await;
                        *old = look.clone();
                    }
                    None if there_is_one => {
                        let wishes = app.clone();
                        let shown = Tray::show(look.clone(), move |wish| grant(&wishes, wish));
                        tray = shown.await.map(|tray| (tray, look.clone()));
                    }
                    _ => {}
                }
            }
        }
        let in_tray = tray.is_some() && there_is_one;
        let residence = &app.state::<Shell>().residence;
        residence.in_tray.store(in_tray, Ordering::SeqCst);
        let waits = residence.is_held() && look.is_some() && started.elapsed() < PATIENCE;
        if in_tray {
            residence.let_go();
        } else if !waits {
            residence.let_go();
            windows::uncover(&app);
        }
        let patience = async {
            if waits && !in_tray {
                tokio::time::sleep_until(started + PATIENCE).await;
            } else {
                std::future::pending().await
            }
        };
        tokio::select! {
            () = patience => {}
            // The sender lives as long as this.
            _ = news.changed() => {}
            now = service.wait_for_change(seen) => match now {
                Ok(now) => seen = now,
                Err(_) => return,
            },
        }
    }
}

/// What the tray is to show; `None` when the app is not to stay there.
async fn look<R: Runtime>(app: &AppHandle<R>, service: &KeyService) -> Option<TrayLook> {
    let state = service.app_state().await.ok()?;
    if !state.settings.tray {
        return None;
    }
    let tongue = Tongue::of(&state.settings, &state.system_language);
    let lock = state.lock.can_lock() && state.lock.locked.is_none();
    let icon = if panel_is_dark(app) {
        &ON_DARK
    } else {
        &ON_LIGHT
    };
    Some(TrayLook {
        open: tongue.pick("Keywright 열기", "Open Keywright").to_owned(),
        lock: lock.then(|| tongue.pick("지금 잠그기", "Lock now").to_owned()),
        quit: tongue.pick("끝내기", "Quit").to_owned(),
        icon: icon.rgba(),
    })
}

fn panel_is_dark<R: Runtime>(app: &AppHandle<R>) -> bool {
    let desktops = std::env::var("XDG_CURRENT_DESKTOP").unwrap_or_default();
    let follows = desktops.split(':').any(|it| FOLLOW_THEME.contains(&it));
    !follows || windows::theme(app) == Some(Theme::Dark)
}

/// Does what somebody wants from the tray.
fn grant<R: Runtime>(app: &AppHandle<R>, wish: TrayWish) {
    let app = app.clone();
    tauri::async_runtime::spawn(async move {
        match wish {
            TrayWish::Open => windows::bring(&app),
            TrayWish::Quit => windows::leave(&app),
            TrayWish::Lock => {
                let Ok(service) = app.state::<Shell>().service() else {
                    return;
                };
                if service.lock_app().await.is_err() {
                    // The page says why it cannot.
                    windows::bring(&app);
                }
            }
        }
    });
}

/// Does what somebody wants at a notice.
pub(crate) fn answering<R: Runtime>(app: AppHandle<R>) -> Answers {
    Arc::new(move |answer| {
        let app = app.clone();
        tauri::async_runtime::spawn(async move {
            let Ok(service) = app.state::<Shell>().service() else {
                return;
            };
            let opens = service.answer_notice(answer).await;
            if opens.unwrap_or(answer != NoticeAnswer::Later) {
                windows::bring(&app);
            }
        });
    })
}
