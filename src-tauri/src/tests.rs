//! What the list of commands promises: permissions, the page's types, refusals.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use keywright_core::model::*;
use keywright_core::service::KeyService;
use tauri::ipc::{CallbackFn, InvokeBody};
use tauri::test::{INVOKE_KEY, MockRuntime, get_ipc_response, mock_builder};
use tauri::webview::InvokeRequest;
use tauri::{App, Manager as _, WebviewUrl, WebviewWindow, WebviewWindowBuilder};
use ts_rs::{Config, TS};

use crate::{Shell, commands};

mod lock;
mod recovery;

/// A row of the list, with its types as TypeScript.
struct Row {
    window: &'static str,
    name: &'static str,
    args: String,
    answer: String,
}

macro_rules! command_list {
    ($($window:ident { $($name:ident ( $($argument:ty)? ) -> $answer:ty;)* })*) => {
        fn rows() -> Vec<Row> {
            let types = Config::default();
            vec![$($(Row {
                window: stringify!($window),
                name: stringify!($name),
                args: [$(<$argument as TS>::name(&types))?].into_iter().next().unwrap_or("null".to_owned()),
                answer: <$answer as TS>::name(&types),
            },)*)*]
        }
    };
}
include!("command_list.rs");

fn here(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

#[test]
fn capabilities_equal_the_list() {
    for window in ["main", "reveal"] {
        let file = std::fs::read_to_string(here(&format!("capabilities/{window}.json"))).unwrap();
        let file: serde_json::Value = serde_json::from_str(&file).unwrap();
        let allowed: Vec<String> = serde_json::from_value(file["permissions"].clone()).unwrap();
        let listed: Vec<String> = rows()
            .iter()
            .filter(|row| row.window == window)
            .map(|row| format!("allow-{}", row.name.replace('_', "-")))
            .collect();
        assert_eq!(allowed, listed, "capabilities/{window}.json");
        let label = if window == "main" { "main" } else { "reveal-*" };
        assert_eq!(file["windows"], serde_json::json!([label]));
        assert!(file.get("remote").is_none() && file.get("webviews").is_none());
    }
    let files = std::fs::read_dir(here("capabilities")).unwrap().count();
    assert_eq!(
        files, 2,
        "a file that is not named in tauri.conf.json looks as if it held"
    );
}

/// Writes the page's type of all commands, as ts-rs writes the other types when tests run.
#[test]
fn export_bindings_commands() {
    let rows = rows();
    let words = rows.iter().flat_map(|row| [&row.args, &row.answer]);
    let used: BTreeSet<&str> = words
        .flat_map(|text| text.split(|c: char| !c.is_alphanumeric()))
        // TypeScript's own types begin in lower case.
        .filter(|word| word.starts_with(char::is_uppercase) && *word != "Array")
        .collect();
    let mut text =
        "// Generated from src-tauri/src/command_list.rs. Do not edit.\nimport type {\n".to_owned();
    for name in used {
        text += &format!("  {name},\n");
    }
    text += "} from \"./model\";\n\nexport type Commands = {\n";
    for Row {
        name, args, answer, ..
    } in &rows
    {
        text += &format!("  {name}: {{ args: {args}; answer: {answer} }};\n");
    }
    text += "};\n";
    let file = here("../ui/src/api/generated/commands.ts");
    if std::fs::read_to_string(&file).is_ok_and(|old| old == text) {
        return;
    }
    std::fs::write(file, text).unwrap();
}

/// The app without a window system and with a data file that cannot be opened: enough to see who is let in.
fn app() -> (App<MockRuntime>, tempfile::TempDir) {
    let dir = tempfile::tempdir().unwrap();
    // It does not open at the second try either.
    std::fs::write(
        dir.path().join(keywright_core::store::FILE),
        b"no data file at all",
    )
    .unwrap();
    let app = app_over(
        dir.path(),
        Err(keywright_core::ErrorCode::DataDamaged.into()),
    );
    (app, dir)
}

/// The app without a window system, over this product.
fn app_over(dir: &Path, service: keywright_core::Result<Arc<KeyService>>) -> App<MockRuntime> {
    let app = commands::install(mock_builder())
        .build(tauri::generate_context!(test = true))
        .unwrap();
    app.manage(Shell::over(dir, service));
    app
}

fn window(app: &App<MockRuntime>, label: &str) -> WebviewWindow<MockRuntime> {
    WebviewWindowBuilder::new(app, label, WebviewUrl::default())
        .build()
        .unwrap()
}

/// The refusal of a call from the app's own page, as JSON.
fn call(window: &WebviewWindow<MockRuntime>, command: &str, url: &str) -> serde_json::Value {
    let args = serde_json::json!({
        "revision": 0, "public_key": "", "key": "6a0a3d4e-0d2e-4d5b-9a61-1f6d4d1c2b3a"
    });
    match ask(window, command, url, args) {
        Ok(answer) => panic!("{command} was answered: {answer:?}"),
        Err(refusal) => refusal,
    }
}

/// What a call with this argument comes to.
fn ask(
    window: &WebviewWindow<MockRuntime>,
    command: &str,
    url: &str,
    args: serde_json::Value,
) -> Result<tauri::ipc::InvokeResponseBody, serde_json::Value> {
    let request = InvokeRequest {
        cmd: command.to_owned(),
        callback: CallbackFn(0),
        error: CallbackFn(1),
        url: url.parse().unwrap(),
        body: InvokeBody::Json(serde_json::json!({ "args": args })),
        headers: tauri::http::HeaderMap::new(),
        invoke_key: INVOKE_KEY.to_owned(),
    };
    get_ipc_response(window, request)
}

#[cfg(windows)]
const OWN: &str = "http://tauri.localhost";
#[cfg(not(windows))]
const OWN: &str = "tauri://localhost";

/// Refused by Tauri before any code of ours ran: a sentence, where our refusals are objects with a code.
fn is_kept_out(refusal: &serde_json::Value) -> bool {
    refusal
        .as_str()
        .is_some_and(|text| text.contains("not allowed") || text.contains("not found"))
}

#[test]
fn each_window_reaches_its_own_commands_only() {
    let (app, _dir) = app();
    let (main, reveal) = (window(&app, "main"), window(&app, "reveal-7"));
    for row in rows() {
        let (own, other) = match row.window {
            "main" => (&main, &reveal),
            _ => (&reveal, &main),
        };
        let refusal = call(other, row.name, OWN);
        assert!(
            is_kept_out(&refusal),
            "{} from the other window: {refusal}",
            row.name
        );
        // These close a window, read a folder and open one: they do what they are asked.
        if !["close_reveal", "list_copies", "open_data_folder"].contains(&row.name) {
            let refusal = call(own, row.name, OWN);
            assert!(
                !is_kept_out(&refusal),
                "{} from its own window: {refusal}",
                row.name
            );
        }
    }
}

#[test]
fn unlisted_commands_and_foreign_pages_are_refused() {
    let (app, _dir) = app();
    let main = window(&app, "main");
    for command in [
        "no_such_command",
        "plugin:window|close",
        "plugin:webview|create_webview_window",
        "plugin:event|listen",
        "plugin:path|resolve_directory",
        "plugin:app|version",
        "plugin:single-instance|x",
    ] {
        let refusal = call(&main, command, OWN);
        assert!(is_kept_out(&refusal), "{command}: {refusal}");
    }
    let refusal = call(&main, "app_state", "https://example.com");
    assert!(is_kept_out(&refusal), "a foreign page: {refusal}");
    let other = window(&app, "other");
    assert!(
        is_kept_out(&call(&other, "app_state", OWN)),
        "a window of no capability"
    );
}

/// A release must hold neither developer tools nor a trace of what goes between page and core.
#[test]
fn no_build_has_devtools_or_tracing() {
    let tree = std::process::Command::new(env!("CARGO"))
        .args(["tree", "--locked", "--offline", "-p", "keywright"])
        .args([
            "--edges", "normal", "--prefix", "none", "--format", "{p} {f}",
        ])
        .current_dir(here("."))
        .output()
        .unwrap();
    let tree = String::from_utf8(tree.stdout).unwrap();
    for name in ["tauri", "tauri-runtime-wry", "wry"] {
        let line = tree
            .lines()
            .find(|line| line.starts_with(&format!("{name} v")));
        let line = line.unwrap_or_else(|| panic!("no {name} in the tree"));
        let features = line.split([' ', ',']);
        let shut: Vec<_> = features
            .filter(|word| ["devtools", "tracing"].contains(word))
            .collect();
        assert!(shut.is_empty(), "{line}");
    }
}
