//! What the clipboard says of a secret where this program runs: what keeps a history goes by these names. On Linux
//! nothing stands there without a display: `tests/desktop` looks, in `clipboard.rs` on X11, in `wayland.rs` on Wayland.

use secrecy::SecretString;
use tauri::test::{mock_builder, mock_context, noop_assets};

use super::through_plugin;

/// Windows: neither history nor cloud (Microsoft, "Clipboard Formats", Cloud Clipboard and Clipboard History formats).
#[cfg(windows)]
const LEFT_OUT: &str = "ExcludeClipboardContentFromMonitorProcessing";
/// macOS: what clipboard managers agreed upon (nspasteboard.org, "Identifying and Handling Transient or Special Data").
#[cfg(target_os = "macos")]
const LEFT_OUT: &str = "org.nspasteboard.ConcealedType";

/// What is on the clipboard; `None` when it cannot be opened.
#[cfg(windows)]
fn offered() -> Option<Vec<String>> {
    let _board = clipboard_win::Clipboard::new_attempts(10).ok()?;
    let formats = clipboard_win::EnumFormats::new();
    let names = formats.filter_map(clipboard_win::raw::format_name_big);
    Some(names.collect())
}

/// What is on the clipboard; `None` when that is nothing.
#[cfg(target_os = "macos")]
fn offered() -> Option<Vec<String>> {
    let types = objc2_app_kit::NSPasteboard::generalPasteboard().types()?;
    Some(types.into_iter().map(|kind| kind.to_string()).collect())
}

#[test]
fn a_secret_asks_to_be_left_out_of_histories_and_other_text_does_not() {
    let app = mock_builder()
        .plugin(tauri_plugin_clipboard_manager::init())
        .build(mock_context(noop_assets()))
        .unwrap();
    let write = through_plugin(app.handle().clone());
    let is_left_out = || offered().unwrap().iter().any(|format| format == LEFT_OUT);
    write(&SecretString::from("made up, no secret"), false).unwrap();
    assert!(!is_left_out(), "{:?}", offered());
    write(&SecretString::from("made up"), true).unwrap();
    assert!(is_left_out(), "{:?}", offered());
}
