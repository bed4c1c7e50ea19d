//! The main window as a narrow strip beside the web browser, for a guide that is followed there.
//!
//! It is the same window and the same page: no second one that could reach commands, and nothing of the page is lost.

use std::time::Duration;

use keywright_core::model::Strip;
use tauri::{
    AppHandle, LogicalSize, Manager as _, PhysicalPosition, Runtime, State, WebviewWindow,
};
use tokio::sync::{Mutex, watch};

use crate::Shell;
use crate::frame::{BORDERS, SMALLEST, Screen, whole_pixels};
use crate::ipc::{IpcError, Subject};
use crate::windows::MAIN;

/// Width and height of a strip where the screen has room for it, in logical pixels.
const USUAL: (f64, f64) = (360.0, 660.0);
/// Smallest width and height of a strip, in logical pixels.
const NARROWEST: (f64, f64) = (320.0, 420.0);

/// How often a window is asked whether it became what it was told to, and how many times.
const ASKED: (Duration, u32) = (Duration::from_millis(25), 24);

/// Whether the main window is a strip.
#[derive(Default)]
pub(crate) struct Narrow {
    is: watch::Sender<bool>,
    /// The window filled the screen without borders before. Held while it becomes a strip or the window again.
    was_full: Mutex<bool>,
}

impl Narrow {
    /// Whether the main window is a strip.
    pub(crate) fn is(&self) -> bool {
        *self.is.borrow()
    }
}

/// Makes the main window a strip at the edge of its screen, in front of other windows where the system allows that.
#[tauri::command]
pub(crate) async fn enter_strip<R: Runtime>(
    app: AppHandle<R>,
    shell: State<'_, Shell>,
) -> Result<Strip, IpcError> {
    admit(&shell, "enter_strip")?;
    let strip = Strip {
        in_front: !lets_no_window_choose(|name| std::env::var(name).ok()),
    };
    let mut was_full = shell.narrow.was_full.lock().await;
    let window = app.get_webview_window(MAIN);
    if let (false, Some(window)) = (shell.narrow.is(), window) {
        let frames = &shell.steps.frames;
        frames.note(&window.as_ref().window());
        frames.pause();
        // The next start shows the window, even after a kill. As ever, it begins as this one did if that fails.
        let _ = frames.keep(shell.place.data_dir());
        *was_full = window.is_fullscreen().unwrap_or(false);
        narrow(&window).await;
        shell.narrow.is.send_replace(true);
    }
    Ok(strip)
}

/// Makes the strip the window again that it was.
#[tauri::command]
pub(crate) async fn leave_strip<R: Runtime>(
    app: AppHandle<R>,
    shell: State<'_, Shell>,
) -> Result<(), IpcError> {
    admit(&shell, "leave_strip")?;
    widen(&app).await;
    Ok(())
}

/// Answers when the window is no strip (any more), whoever ended it.
#[tauri::command]
pub(crate) async fn strip_over(shell: State<'_, Shell>) -> Result<(), IpcError> {
    admit(&shell, "strip_over")?;
    let mut is = shell.narrow.is.subscribe();
    // The sender lives as long as the program.
    let _ = is.wait_for(|is| !is).await;
    Ok(())
}

/// Refuses where there is no product, or it is locked.
fn admit(shell: &Shell, command: &str) -> Result<(), IpcError> {
    match shell.serving(command) {
        Ok(_) => Ok(()),
        Err(error) => Err(shell.refusal(&error, command, Subject::Nothing)),
    }
}

/// Ends the strip, if the window is one: the app locks, or somebody closes it.
pub(crate) fn leave<R: Runtime>(app: &AppHandle<R>) {
    let app = app.clone();
    tauri::async_runtime::spawn(async move { widen(&app).await });
}

/// Makes the window narrow. Each step may be refused by the window system, and the page fits what comes of it.
async fn narrow<R: Runtime>(window: &WebviewWindow<R>) {
    let screen = window.current_monitor().ok().flatten();
    let top = window.outer_position().map_or(0, |at| at.y);
    let sides = match (window.outer_size(), window.inner_size()) {
        (Ok(outer), Ok(inner)) => f64::from(outer.width.saturating_sub(inner.width)),
        _ => 0.0,
    };
    settle(window).await;
    let _ = window.set_min_size(Some(LogicalSize::<f64>::from(NARROWEST)));
    if let Some(screen) = screen.as_ref().map(Screen::from) {
        let (size, at) = at_edge(&screen, top, sides);
        shape(window, size, at).await;
    } else {
        let _ = window.set_size(LogicalSize::<f64>::from(USUAL));
    }
    let _ = window.set_always_on_top(true);
}

/// Makes the window again what it was before it was a strip, if it is one.
async fn widen<R: Runtime>(app: &AppHandle<R>) {
    let Some(shell) = app.try_state::<Shell>() else {
        return;
    };
    let mut was_full = shell.narrow.was_full.lock().await;
    let window = app.get_webview_window(MAIN);
    if let (true, Some(window)) = (shell.narrow.is(), window) {
        let frames = &shell.steps.frames;
        let _ = window.set_always_on_top(false);
        settle(&window).await;
        let _ = window.set_min_size(Some(LogicalSize::<f64>::from(SMALLEST)));
        if let Some(frame) = frames.last() {
            shape(&window, frame.size(), frame.position()).await;
            if frame.is_maximized() {
                let _ = window.maximize();
            }
        }
        if std::mem::take(&mut *was_full) {
            let _ = window.set_fullscreen(true);
        }
        frames.go_on();
        shell.narrow.is.send_replace(false);
    }
}

/// Gives the window a size and a place. A window manager that just heard of another smallest size may answer to that
/// first, and the toolkit then takes its answer for a size that somebody drew: so it is told until it stays so.
async fn shape<R: Runtime>(
    window: &WebviewWindow<R>,
    size: LogicalSize<f64>,
    at: PhysicalPosition<i32>,
) {
    let has = || {
        let scale = window.scale_factor().ok()?;
        let is = window.inner_size().ok()?.to_logical::<f64>(scale);
        Some((is.width - size.width).abs() < 2.0 && (is.height - size.height).abs() < 2.0)
    };
    let _ = window.set_position(at);
    let (pause, times) = ASKED;
    let mut stays = 0;
    for _ in 0..times {
        if has() == Some(true) {
            stays += 1;
        } else {
            stays = 0;
            let _ = window.set_size(size);
            let _ = window.set_position(at);
        }
        if stays > 3 {
            return;
        }
        tokio::time::sleep(pause).await;
    }
}

/// Brings the window to a size of its own. A window manager that is still about to do so would undo the next size.
async fn settle<R: Runtime>(window: &WebviewWindow<R>) {
    let fills =
        || window.is_maximized().unwrap_or(false) || window.is_fullscreen().unwrap_or(false);
    if !fills() {
        return;
    }
    let _ = window.set_fullscreen(false);
    let _ = window.unmaximize();
    let (pause, times) = ASKED;
    for _ in 0..times {
        if !fills() {
            return;
        }
        tokio::time::sleep(pause).await;
    }
}

/// Size and place of a strip at the right edge of a screen, as far down as the window was (`top`, in physical pixels).
/// `sides` is what borders add to its width, in physical pixels.
fn at_edge(screen: &Screen, top: i32, sides: f64) -> (LogicalSize<f64>, PhysicalPosition<i32>) {
    let size = LogicalSize::new(
        USUAL.0.min(screen.width / screen.scale).max(NARROWEST.0),
        USUAL
            .1
            .min(screen.height / screen.scale - BORDERS)
            .max(NARROWEST.1),
    );
    let free = |whole: f64, length: f64| (whole - length * screen.scale).max(0.0);
    let down = f64::from(top) - f64::from(screen.y);
    let right = (free(screen.width, size.width) - sides).max(0.0);
    let down = down.clamp(0.0, free(screen.height, size.height + BORDERS));
    let at = PhysicalPosition::new(
        screen.x.saturating_add(whole_pixels(right)),
        screen.y.saturating_add(whole_pixels(down)),
    );
    (size, at)
}

/// Whether the window system lets no program choose its window's place or keep it in front: Wayland, unless the window
/// goes through its X server.
fn lets_no_window_choose(var: impl Fn(&str) -> Option<String>) -> bool {
    let through_x = var("GDK_BACKEND").is_some_and(|it| it.starts_with("x11"));
    !through_x && crate::desktop::is_wayland(var)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCREEN: Screen = Screen {
        x: 1920,
        y: 27,
        width: 1920.0,
        height: 1053.0,
        scale: 1.0,
    };

    #[test]
    fn a_strip_stands_wholly_at_the_right_edge_of_its_screen() {
        let (size, at) = at_edge(&SCREEN, 200, 2.0);
        assert_eq!((size.width, size.height), USUAL);
        assert_eq!((at.x, at.y), (1920 + 1920 - 360 - 2, 200));
        for (top, is) in [
            (-5000, 27),
            (0, 27),
            (900, 27 + 1053 - 700),
            (i32::MAX, 380),
        ] {
            assert_eq!(at_edge(&SCREEN, top, 0.0).1.y, is, "{top}");
        }
    }

    #[test]
    fn screens_that_are_low_or_fine_get_a_strip_that_fits() {
        let low = Screen {
            height: 600.0,
            ..SCREEN
        };
        let (size, at) = at_edge(&low, 300, 0.0);
        assert_eq!((size.height, at.y), (560.0, 27));
        let fine = Screen {
            width: 3840.0,
            height: 2160.0,
            scale: 2.0,
            ..SCREEN
        };
        let (size, at) = at_edge(&fine, 5000, 0.0);
        assert_eq!((size.width, size.height), USUAL);
        assert_eq!((at.x, at.y), (1920 + 3840 - 720, 27 + 2160 - 1400));
        let tiny = Screen {
            width: 200.0,
            height: 200.0,
            ..SCREEN
        };
        let (size, at) = at_edge(&tiny, 300, 0.0);
        assert_eq!((size.width, size.height), NARROWEST);
        assert_eq!((at.x, at.y), (tiny.x, tiny.y));
    }

    #[test]
    fn wayland_is_told_from_a_window_that_goes_through_x() {
        let says = |pairs: &'static [(&str, &str)]| {
            lets_no_window_choose(move |name| {
                let found = pairs.iter().find(|(known, _)| *known == name);
                found.map(|(_, value)| (*value).to_owned())
            })
        };
        let wayland = cfg!(target_os = "linux");
        assert_eq!(says(&[("XDG_SESSION_TYPE", "wayland")]), wayland);
        assert_eq!(says(&[("WAYLAND_DISPLAY", "wayland-0")]), wayland);
        assert!(!says(&[
            ("XDG_SESSION_TYPE", "wayland"),
            ("GDK_BACKEND", "x11,*")
        ]));
        assert!(!says(&[("XDG_SESSION_TYPE", "x11")]));
        assert!(!says(&[]));
    }
}
