//! A window outlives the process that draws its page.

use std::cell::RefCell;
use std::time::{Duration, Instant};

use tauri::{Runtime, WebviewWindow};

/// Times within [`WHILE`] that a page begins anew. One that ends more often would end again.
const TIMES: usize = 3;

const WHILE: Duration = Duration::from_secs(60);

/// Has the page begin anew when the process that draws it ends by itself, as WebKitGTK's does over some questions of
/// screen readers. The window would stay there as a picture that answers nothing.
pub(crate) fn revive<R: Runtime>(window: &WebviewWindow<R>) {
    let ends = RefCell::new(Vec::new());
    when_it_ends(window, move |window| {
        let (now, mut ends) = (Instant::now(), ends.borrow_mut());
        ends.retain(|end| now.duration_since(*end) < WHILE);
        ends.push(now);
        if ends.len() <= TIMES {
            // There is nobody to tell where it does not begin.
            let _ = window.url().and_then(|page| window.navigate(page));
        }
    });
}

/// Closes the window when the process that draws its page ends by itself: what it showed comes only once.
pub(crate) fn close_with_it<R: Runtime>(window: &WebviewWindow<R>) {
    when_it_ends(window, |window| {
        // The window is closed in time in any case.
        let _ = window.close();
    });
}

#[cfg(target_os = "linux")]
fn when_it_ends<R: Runtime>(
    window: &WebviewWindow<R>,
    act: impl Fn(&WebviewWindow<R>) + Send + 'static,
) {
    use webkit2gtk::WebViewExt as _;

    let of = window.clone();
    // Fails only where the window is gone already.
    let _ = window.with_webview(move |webview| {
        webview
            .inner()
            .connect_web_process_terminated(move |_, _| act(&of));
    });
}

/// Tauri tells of it nowhere else.
#[cfg(not(target_os = "linux"))]
fn when_it_ends<R: Runtime>(_: &WebviewWindow<R>, _: impl Fn(&WebviewWindow<R>) + Send + 'static) {}
