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

#[cfg(windows)]
fn offered() -> Vec<String> {
    let _board = clipboard_win::Clipboard::new_attempts(10).unwrap();
    clipboard_win::EnumFormats::new()
        .filter_map(clipboard_win::raw::format_name_big)
        .collect()
}

#[cfg(target_os = "macos")]
fn offered() -> Vec<String> {
    let types = objc2_app_kit::NSPasteboard::generalPasteboard().types();
    let types = types.iter().flatten();
    types.map(|kind| kind.to_string()).collect()
}

#[test]
fn a_secret_asks_to_be_left_out_of_histories_and_other_text_does_not() {
    let app = mock_builder()
        .plugin(tauri_plugin_clipboard_manager::init())
        .build(mock_context(noop_assets()))
        .unwrap();
    let write = through_plugin(app.handle().clone());
    let is_left_out = || offered().iter().any(|format| format == LEFT_OUT);
    write(&SecretString::from("made up, no secret"), false).unwrap();
    assert!(!is_left_out(), "{:?}", offered());
    write(&SecretString::from("made up"), true).unwrap();
    assert!(is_left_out(), "{:?}", offered());
}
