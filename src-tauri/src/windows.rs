//! The windows: what no page may do, when the main one is shown, how the app ends.

use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use keywright_core::Error;
use keywright_core::model::{Seen, Settings};
use keywright_core::notice::Tongue;
use tauri::plugin::TauriPlugin;
use tauri::webview::{NewWindowResponse, PageLoadEvent, PermissionResponse};
use tauri::{
    AppHandle, Manager as _, Runtime, State, Theme, Url, WebviewUrl, WebviewWindowBuilder, Window,
    WindowEvent,
};

use tokio::sync::watch;

use crate::Shell;
use crate::frame::{Frames, SMALLEST, USUAL};
use crate::ipc::{IpcError, Subject};
use crate::place::{Moved, Place};
use crate::{resident, reveal, revive, strip};

/// Label of the main window; `capabilities/main.json` goes by it.
pub(crate) const MAIN: &str = "main";

/// Title of the main window.
const TITLE: &str = "Keywright";

/// When the main window is shown at the latest after its page has loaded, whatever the page does.
pub(crate) const SHOWN_AFTER: Duration = Duration::from_millis(1500);

/// Where nobody listens: what a page tries to load from elsewhere ends here, also what no content security policy
/// stops (`<link rel=preconnect>`). The app's own pages do not pass through it.
const DEAD_PROXY: &str = "http://127.0.0.1:1";

/// What has happened to the windows so far.
#[derive(Default)]
pub(crate) struct Steps {
    main_is_shown: AtomicBool,
    /// Its page has something to show.
    pub(crate) page_stands: watch::Sender<bool>,
    /// It was closed into the tray.
    hidden: AtomicBool,
    leaving: AtomicBool,
    /// Where the main window stands.
    pub(crate) frames: Frames,
}

/// A window whose page can reach nothing but its own commands: no network, no navigation, no further windows, no
/// downloads, no devices, no files dropped on it, nothing kept on disk.
pub(crate) fn guarded<'a, R: Runtime>(
    app: &'a AppHandle<R>,
    label: &str,
    page: &str,
    folder: PathBuf,
) -> WebviewWindowBuilder<'a, R, AppHandle<R>> {
    let server = app
        .config()
        .build
        .dev_url
        .clone()
        .filter(|_| tauri::is_dev());
    let builder = WebviewWindowBuilder::new(app, label, WebviewUrl::App(page.into()))
        .visible(false)
        // WebDriver cannot drive an incognito window of WebKitGTK. The folder is removed at exit in any case.
        .incognito(!cfg!(feature = "automation"))
        .data_directory(folder)
        .disable_drag_drop_handler()
        .general_autofill_enabled(false)
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .on_download(|_, _| false)
        .on_permission_request(|_, _| PermissionResponse::Deny);
    let builder = match (&server, Url::parse(DEAD_PROXY)) {
        (None, Ok(proxy)) => builder.proxy_url(proxy),
        _ => builder, // the development server must be reached
    };
    builder.on_navigation(move |url| is_own_page(url, server.as_ref()))
}

/// Whether an address is one of the app's own pages.
fn is_own_page(url: &Url, server: Option<&Url>) -> bool {
    let own = match url.scheme() {
        "tauri" => url.host_str() == Some("localhost"),
        "http" | "https" => cfg!(windows) && url.host_str() == Some("tauri.localhost"),
        _ => false,
    };
    own || server.is_some_and(|server| server.origin() == url.origin())
}

/// Label and folder of a window that is about to be opened. Both are new: WebKitGTK cannot show a second
/// incognito window with the folder of the first.
pub(crate) fn name_of_next(place: &Place, label: &str) -> io::Result<(String, PathBuf)> {
    let (number, folder) = place.new_webview_folder()?;
    Ok((format!("{label}{number}"), folder))
}

/// Opens the main window. It stays hidden until there is something to see.
pub(crate) fn open_main<R: Runtime>(app: &AppHandle<R>) -> tauri::Result<()> {
    let shell = app.state::<Shell>();
    let (_, folder) = name_of_next(&shell.place, MAIN)?;
    let mut builder = guarded(app, MAIN, "index.html", folder)
        .title(TITLE)
        .inner_size(USUAL.0, USUAL.1)
        .min_inner_size(SMALLEST.0, SMALLEST.1)
        .on_page_load(|window, load| {
            if load.event() == PageLoadEvent::Finished {
                let app = window.app_handle().clone();
                // A page that begins anew knows nothing of a strip.
                strip::leave(&app);
                tauri::async_runtime::spawn(async move {
                    tokio::time::sleep(SHOWN_AFTER).await;
                    let steps = &app.state::<Shell>().steps;
                    steps.page_stands.send_replace(true);
                    show_main(&app);
                });
            }
        });
    let frame = shell.steps.frames.recall(app, shell.place.data_dir());
    if let Some(frame) = frame {
        builder = frame.dress(builder);
    }
    let window = builder.build()?;
    revive::revive(&window);
    if let Some(frame) = frame {
        // Some systems (Wayland) let no program choose its place.
        let _ = window.set_position(frame.position());
    }
    Ok(())
}

/// Shows the main window, the first time it is asked for. An app that starts in the tray waits for that.
fn show_main<R: Runtime>(app: &AppHandle<R>) {
    if app.state::<Shell>().residence.is_held() {
        return;
    }
    let first = !app
        .state::<Shell>()
        .steps
        .main_is_shown
        .swap(true, Ordering::Relaxed);
    if let (true, Some(window)) = (first, app.get_webview_window(MAIN)) {
        // There is nobody to tell if a window cannot be shown.
        let _ = window.show();
    }
}

/// Brings the main window to the front, wherever it is.
pub(crate) fn bring<R: Runtime>(app: &AppHandle<R>) {
    // A second start may come before the first has begun.
    let Some(shell) = app.try_state::<Shell>() else {
        return;
    };
    shell.residence.let_go();
    shell.steps.main_is_shown.store(true, Ordering::Relaxed);
    let hidden = shell.steps.hidden.swap(false, Ordering::Relaxed);
    if let Some(window) = app.get_webview_window(MAIN) {
        // A window manager may refuse; the window is there all the same.
        let _ = window.unminimize();
        let _ = window.show();
        if let (true, Some(place)) = (hidden, shell.steps.frames.position()) {
            // Window managers put a window that comes back wherever there is room.
            let _ = window.set_position(place);
        }
        let _ = window.set_focus();
    }
}

/// Hides the main window. `false` when it cannot be hidden.
pub(crate) fn hide<R: Runtime>(app: &AppHandle<R>) -> bool {
    let shell = app.state::<Shell>();
    let Some(window) = app.get_webview_window(MAIN) else {
        return false;
    };
    shell.steps.hidden.store(true, Ordering::Relaxed);
    if window.hide().is_err() {
        shell.steps.hidden.store(false, Ordering::Relaxed);
        return false;
    }
    shell.desktop.note_front(false);
    true
}

/// Shows the main window again if it is hidden, or was not shown since the app started without it.
pub(crate) fn uncover<R: Runtime>(app: &AppHandle<R>) {
    let shell = app.state::<Shell>();
    if shell.steps.hidden.load(Ordering::Relaxed) {
        bring(app);
    } else if *shell.steps.page_stands.borrow() {
        show_main(app);
    }
}

/// The colours of the system's windows.
pub(crate) fn theme<R: Runtime>(app: &AppHandle<R>) -> Option<Theme> {
    app.get_webview_window(MAIN)?.theme().ok()
}

/// Answers when there is something newer than what the page saw. A page that has seen something has its first screen
/// standing, and so the window is shown then.
#[tauri::command]
pub(crate) async fn wait_for_change<R: Runtime>(
    app: AppHandle<R>,
    shell: State<'_, Shell>,
    args: Seen,
) -> Result<Seen, IpcError> {
    if args.revision > 0 {
        shell.steps.page_stands.send_replace(true);
        show_main(&app);
    }
    match shell.serving("wait_for_change") {
        Ok(service) => service.wait_for_change(args).await,
        Err(error) => Err(error),
    }
    .map_err(|error: Error| shell.refusal(&error, "wait_for_change", Subject::Nothing))
}

/// A second start with the same data folder brings the window of the first forward and ends.
///
/// `None` where the system knows copies only by the app's name, so that a moved data folder (`place.rs`) would find
/// the wrong copy; the lock in the folder still holds.
pub(crate) fn one_instance<R: Runtime>(moved: Option<&Moved>) -> Option<TauriPlugin<R>> {
    let builder =
        tauri_plugin_single_instance::Builder::new().callback(|app: &AppHandle<R>, args, _| {
            if !resident::wants_no_window(&args) {
                bring(app);
            }
        });
    match moved {
        None => Some(builder.build()),
        Some(moved) => cfg!(target_os = "linux").then(|| {
            builder
                .dbus_id(format!("app.keywright.desktop.d{}", moved.mark()))
                .build()
        }),
    }
}

/// What happens to windows.
pub(crate) fn on_event<R: Runtime>(window: &Window<R>, event: &WindowEvent) {
    match event {
        WindowEvent::CloseRequested { api, .. } if window.label() == MAIN => {
            api.prevent_close();
            let app = window.app_handle();
            let shell = app.state::<Shell>();
            if shell.narrow.is() && !shell.steps.leaving.load(Ordering::Relaxed) {
                // Who closes a strip wants it gone, not the app whose window it was.
                strip::leave(app);
                return;
            }
            // What is about to end stays in sight.
            if shell.steps.leaving.load(Ordering::Relaxed) || !resident::close_into_tray(app) {
                leave(app);
            }
        }
        WindowEvent::Moved(_) | WindowEvent::Resized(_) if window.label() == MAIN => {
            if let Some(shell) = window.try_state::<Shell>() {
                shell.steps.frames.note(window);
            }
        }
        WindowEvent::Focused(focused) => {
            if window.label() == MAIN
                && let Some(shell) = window.try_state::<Shell>()
            {
                shell.desktop.note_front(*focused);
            }
            if !focused {
                return;
            }
            if let Some(shell) = window.try_state::<Shell>() {
                let desktop = Arc::clone(&shell.desktop);
                tauri::async_runtime::spawn_blocking(move || desktop.came_to_front());
            }
        }
        WindowEvent::Destroyed => {
            if let Some(shell) = window.try_state::<Shell>() {
                shell.reveals.closed(window.label(), &shell.place);
            }
        }
        _ => {}
    }
}

/// Ends the app; first what is being carried out at a cloud comes to its end. The page and the window's title say so,
/// and the user may have the window stay. A second wish to close changes nothing.
pub(crate) fn leave<R: Runtime>(app: &AppHandle<R>) {
    let shell = app.state::<Shell>();
    if shell.steps.leaving.swap(true, Ordering::Relaxed) {
        return;
    }
    reveal::close_all(app);
    let app = app.clone();
    tauri::async_runtime::spawn(async move {
        let shell = app.state::<Shell>();
        // A copy that is taking the place of the data file does so to the end, and none begins to.
        let _turn = shell.opening.lock().await;
        if let Ok(service) = shell.service() {
            let window = app.get_webview_window(MAIN);
            let title = |title: &str| {
                if let Some(window) = &window {
                    // Only words: it waits all the same.
                    let _ = window.set_title(title);
                }
            };
            if service.running() > 0 {
                // Who waits sees what for.
                uncover(&app);
            }
            if service.running() > 0
                && let Ok(state) = service.app_state().await
            {
                title(in_language(
                    &state.settings,
                    &state.system_language,
                    "작업을 마치고 닫을게요 – Keywright",
                    "Finishing, then closing – Keywright",
                ));
            }
            if !service.close().await {
                title(TITLE);
                shell.steps.leaving.store(false, Ordering::Relaxed);
                return;
            }
        }
        app.exit(0);
    });
}

/// The words in the user's language.
pub(crate) fn in_language(
    settings: &Settings,
    system: &str,
    ko: &'static str,
    en: &'static str,
) -> &'static str {
    Tongue::of(settings, system).pick(ko, en)
}

#[cfg(test)]
mod tests {
    use keywright_core::model::Language;

    use super::*;

    #[test]
    fn only_own_pages_can_be_gone_to() {
        let own = |url: &str, server: Option<&str>| {
            is_own_page(
                &url.parse().unwrap(),
                server.map(|s| s.parse().unwrap()).as_ref(),
            )
        };
        assert!(own("tauri://localhost/index.html", None));
        for foreign in [
            "https://example.com/",
            "http://localhost:5183/",
            "http://tauri.localhost.example.com/",
            "tauri://example.com/",
            "file:///etc/passwd",
            "data:text/html,x",
            "about:blank",
            "javascript:1",
        ] {
            assert!(!own(foreign, None), "{foreign}");
        }
        assert!(own(
            "http://localhost:5183/reveal.html",
            Some("http://localhost:5183")
        ));
        assert!(!own(
            "http://localhost:5184/",
            Some("http://localhost:5183")
        ));
    }

    #[test]
    fn words_follow_the_setting_then_the_system() {
        let mut settings = Settings::default();
        assert_eq!(in_language(&settings, "ko-KR", "가", "a"), "가");
        assert_eq!(in_language(&settings, "de-DE", "가", "a"), "a");
        settings.language = Language::En;
        assert_eq!(in_language(&settings, "ko", "가", "a"), "a");
    }
}
