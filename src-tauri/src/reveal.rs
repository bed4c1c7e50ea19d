//! The small window that shows one secret, once, for half a minute.
//!
//! The secret waits here until that window asks for it, and leaves sealed to the window's one-time key (`seal.rs`).
//! The window's web process ends with it.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use keywright_core::model::{ProvePassphrase, RevealKey, SealedReveal, TakeReveal};
use keywright_core::service::{KeyService, Revealed};
use keywright_core::vault::NewRecovery;
use keywright_core::{Error, ErrorCode};
use tauri::{AppHandle, Manager as _, Runtime, State, WebviewWindow};

use crate::desktop::Close;
use crate::ipc::{IpcError, Subject};
use crate::place::Place;
use crate::{Shell, revive, seal, strip, windows};

/// Width and height at the usual size of text, in logical pixels.
const SIZE: (f64, f64) = (460.0, 260.0);

/// How long a secret is shown.
const SHOWN_S: u32 = 30;

/// How long a recovery code is shown: it is written down by hand.
const WRITTEN_DOWN_S: u32 = 300;

/// Whether the system keeps these windows out of screenshots and shared screens, as they ask for. Linux has no such
/// thing. Older versions of macOS do as asked, 15 and newer do not: nothing is promised there.
const HIDDEN_FROM_CAPTURE: bool = cfg!(windows);

/// How long a window may take until it asks for its secret.
const PATIENCE: Duration = Duration::from_secs(15);

/// How often it is noted that somebody writes a recovery code down.
const STILL_WRITING: Duration = Duration::from_secs(1);

/// The labels of these windows begin so; `capabilities/reveal.json` goes by it.
pub(crate) const LABEL: &str = "reveal-";

/// The window that is open, if one is.
#[derive(Default)]
pub(crate) struct Reveals {
    open: Mutex<Option<Open>>,
}

struct Open {
    label: String,
    folder: PathBuf,
    /// Seconds that it is shown.
    shown_s: u32,
    /// Gone once the window has asked for it.
    secret: Option<Secret>,
}

/// What a window shows, once.
struct Secret {
    shown: Revealed,
    /// For a recovery code: what it is to open.
    recovery: Option<NewRecovery>,
}

impl Reveals {
    fn open(&self) -> MutexGuard<'_, Option<Open>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Drops a secret that its window has not asked for yet.
    fn drop_secret(&self) {
        if let Some(open) = self.open().as_mut() {
            open.secret = None;
        }
    }

    /// Whether this window is open.
    fn is_open(&self, label: &str) -> bool {
        self.open().as_ref().is_some_and(|open| open.label == label)
    }

    /// Drops what belongs to a window that is gone.
    pub(crate) fn closed(&self, label: &str, place: &Place) {
        if let Some(gone) = self.open().take_if(|open| open.label == label) {
            place.remove_webview_folder(&gone.folder);
        }
    }
}

/// Closes whichever of these windows is open.
pub(crate) fn close_all<R: Runtime>(app: &AppHandle<R>) {
    for (label, window) in app.webview_windows() {
        if label.starts_with(LABEL) {
            // Already on its way out, if it fails.
            let _ = window.destroy();
        }
    }
}

/// Closes these windows and drops what waits for one, when the app locks. The main one is no strip then.
pub(crate) fn closing<R: Runtime>(app: AppHandle<R>) -> Close {
    Box::new(move || {
        if let Some(shell) = app.try_state::<Shell>() {
            shell.reveals.drop_secret();
        }
        close_all(&app);
        strip::leave(&app);
    })
}

/// Takes a secret out of the keychain and opens the window that will show it. One at a time.
#[tauri::command]
pub(crate) async fn reveal_key<R: Runtime>(
    app: AppHandle<R>,
    shell: State<'_, Shell>,
    args: RevealKey,
) -> Result<(), IpcError> {
    let subject = Subject::Key(args.key);
    let refusal = |error: Error| shell.refusal(&error, "reveal_key", subject);
    let service = shell.serving("reveal_key").map_err(refusal)?;
    let shown = service.reveal(args).await.map_err(refusal)?;
    let title = windows::in_language(
        &shown.settings,
        &shown.system_language,
        "비밀값",
        "Secret value",
    );
    let secret = Secret {
        shown,
        recovery: None,
    };
    show(&app, &shell, secret, title, SHOWN_S).map_err(refusal)
}

/// Makes a recovery code and opens the window that will show it: the only place where it is ever seen.
#[tauri::command]
pub(crate) async fn new_recovery_code<R: Runtime>(
    app: AppHandle<R>,
    shell: State<'_, Shell>,
    args: ProvePassphrase,
) -> Result<(), IpcError> {
    let refusal = |error: Error| shell.refusal(&error, "new_recovery_code", Subject::Nothing);
    let service = shell.serving("new_recovery_code").map_err(refusal)?;
    let (shown, new) = service.new_recovery_code(args).await.map_err(refusal)?;
    let title = windows::in_language(
        &shown.settings,
        &shown.system_language,
        "복구 코드",
        "Recovery code",
    );
    let secret = Secret {
        shown,
        recovery: Some(new),
    };
    show(&app, &shell, secret, title, WRITTEN_DOWN_S).map_err(refusal)
}

/// Opens the window for a secret; whichever was open closes.
fn show<R: Runtime>(
    app: &AppHandle<R>,
    shell: &Shell,
    secret: Secret,
    title: &str,
    shown_s: u32,
) -> keywright_core::Result<()> {
    close_all(app);
    let larger = f64::from(secret.shown.settings.text_size) / 100.0;
    let (label, folder) =
        windows::name_of_next(&shell.place, LABEL).map_err(|_| Error::new(ErrorCode::Internal))?;
    let last = shell.reveals.open().replace(Open {
        label: label.clone(),
        folder: folder.clone(),
        shown_s,
        secret: Some(secret),
    });
    if let Some(last) = last {
        shell.place.remove_webview_folder(&last.folder);
    }
    // The lock may have fallen since the secret was read, and did not see it here.
    let locked = || shell.service().is_ok_and(|service| service.is_locked());
    if locked() {
        shell.reveals.drop_secret();
    }
    let opened = windows::guarded(app, &label, "reveal.html", folder)
        .title(title)
        .inner_size(SIZE.0 * larger, SIZE.1 * larger)
        .resizable(false)
        .maximizable(false)
        .skip_taskbar(true)
        .center()
        .content_protected(true) // See `HIDDEN_FROM_CAPTURE`.
        .build();
    let Ok(window) = opened else {
        shell.reveals.closed(&label, &shell.place);
        return Err(ErrorCode::Internal.into());
    };
    revive::close_with_it(&window);
    if locked() {
        close_all(app);
        return Err(ErrorCode::AppLocked.into());
    }
    close_after(app.clone(), label, PATIENCE, |open| open.secret.is_some());
    Ok(())
}

/// Gives the window its secret, sealed to its one-time key. Once: what went out is not kept. A recovery code opens the
/// vault from here on, and the one before it does not.
#[tauri::command]
pub(crate) async fn take_reveal<R: Runtime>(
    window: WebviewWindow<R>,
    shell: State<'_, Shell>,
    args: TakeReveal,
) -> Result<SealedReveal, IpcError> {
    let service = shell.serving("take_reveal")?;
    let (secret, shown_s) = shell
        .reveals
        .open()
        .as_mut()
        .filter(|open| open.label == window.label())
        .and_then(|open| Some((open.secret.take()?, open.shown_s)))
        .ok_or_else(|| Error::new(ErrorCode::Gone))?;
    let Secret { shown, recovery } = secret;
    let sealed = seal::seal(&args.public_key, &shown.value).and_then(|sealed| {
        if let Some(new) = &recovery {
            service.keep_recovery_code(new)?;
        }
        Ok(sealed)
    });
    let sealed = match sealed {
        Ok(sealed) => sealed,
        Err(error) => {
            // It has nothing to show. It may be on its way out already.
            let _ = window.destroy();
            return Err(error.into());
        }
    };
    if recovery.is_some() {
        let (app, label) = (window.app_handle().clone(), window.label().to_owned());
        let is_open = move || app.state::<Shell>().reveals.is_open(&label);
        let most = Duration::from_secs(shown_s.into());
        tauri::async_runtime::spawn(tokio::time::timeout(most, stay_in_use(service, is_open)));
    }
    // A window that cannot be shown is closed by the clock all the same.
    let _ = window.show().and_then(|()| window.set_focus());
    close_after(
        window.app_handle().clone(),
        window.label().to_owned(),
        Duration::from_secs(shown_s.into()),
        |_| true,
    );
    Ok(SealedReveal {
        public_key: sealed.public_key,
        nonce: sealed.nonce,
        sealed: sealed.sealed,
        name: shown.name,
        field: shown.field,
        closes_in_s: shown_s,
        hidden_from_capture: HIDDEN_FROM_CAPTURE,
        settings: shown.settings,
        system_language: shown.system_language,
    })
}

/// Whoever writes a code down by hand touches nothing meanwhile: the time until the app locks begins when the window is
/// closed. Whatever else locks it closes the window.
pub(crate) async fn stay_in_use(service: Arc<KeyService>, open: impl Fn() -> bool) {
    while open() {
        // It cannot fail.
        let _ = service.note_activity().await;
        tokio::time::sleep(STILL_WRITING).await;
    }
}

/// Closes the window that asks.
#[tauri::command]
pub(crate) async fn close_reveal<R: Runtime>(window: WebviewWindow<R>) -> Result<(), IpcError> {
    window
        .destroy()
        .map_err(|_| Error::new(ErrorCode::Internal).into())
}

/// Closes the window after a while, if `still` holds then.
fn close_after<R: Runtime>(
    app: AppHandle<R>,
    label: String,
    after: Duration,
    still: fn(&Open) -> bool,
) {
    tauri::async_runtime::spawn(async move {
        tokio::time::sleep(after).await;
        let due = app
            .state::<Shell>()
            .reveals
            .open()
            .as_ref()
            .is_some_and(|open| open.label == label && still(open));
        if let (true, Some(window)) = (due, app.get_webview_window(&label)) {
            // It may have gone this very moment.
            let _ = window.destroy();
        }
    });
}
