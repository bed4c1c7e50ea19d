//! A new recovery code takes the place of the one before it when its window has it, and not earlier.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use keywright_core::model::*;
use keywright_core::service::KeyService;
use p256::elliptic_curve::Generate as _;
use secrecy::SecretString;
use serde_json::json;
use tauri::Manager as _;
use tauri::async_runtime::block_on;

use super::lock::{Desk, open};
use super::{OWN, app_over, ask, window};
use crate::reveal::{LABEL, stay_in_use};

const PASSPHRASE: &str = "made-up passphrase";

fn has_code(service: &KeyService) -> bool {
    block_on(service.vault_state()).unwrap().recovery
}

#[test]
fn a_recovery_code_opens_the_vault_once_its_window_has_it() {
    let dir = tempfile::tempdir().unwrap();
    let service = open(dir.path(), &Default::default(), &Arc::default());
    let set_up = SetUpPassphrase {
        passphrase: SecretString::from(PASSPHRASE),
        keep_here: false,
    };
    block_on(service.set_up_passphrase(set_up)).unwrap();
    let app = app_over(dir.path(), Ok(service.clone()));
    let main = window(&app, "main");
    let make = || {
        // Without a window system none that was opened goes.
        let before = app.webview_windows();
        let args = json!({ "passphrase": PASSPHRASE });
        ask(&main, "new_recovery_code", OWN, args).unwrap();
        let windows = app.webview_windows().into_iter();
        let mut new = windows.filter(|(label, _)| !before.contains_key(label));
        let (label, reveal) = new.next().unwrap();
        assert!(label.starts_with(LABEL));
        reveal
    };
    let take =
        |reveal: &_, key: &str| ask(reveal, "take_reveal", OWN, json!({ "public_key": key }));

    // A window that goes away without it, or cannot take it, changes nothing.
    make();
    assert!(!has_code(&service));
    let refusal = take(&make(), "no key").unwrap_err();
    assert_eq!(refusal["code"], "internal");
    assert!(!has_code(&service));

    let own = p256::SecretKey::generate();
    let key = p256::Sec1Point::from(own.public_key());
    let reveal = make();
    take(&reveal, &STANDARD.encode(key.as_bytes())).unwrap();
    assert!(has_code(&service));
    let refusal = take(&reveal, &STANDARD.encode(key.as_bytes())).unwrap_err();
    assert_eq!(refusal["code"], "gone");
}

#[tokio::test(start_paused = true)]
async fn whoever_writes_a_code_down_is_not_locked_out() {
    let dir = tempfile::tempdir().unwrap();
    let service = open(dir.path(), &Default::default(), &Arc::<Desk>::default());
    let settings = Settings {
        account_unlocks: true,
        preset: Preset::Strict,
        ..Settings::default()
    };
    service.save_settings(settings).await.unwrap();
    let idle = Preset::Strict.idle();
    let this = service.clone();
    let running = tokio::spawn(async move { this.start().await });

    let is_open = Arc::new(AtomicBool::new(true));
    let still = is_open.clone();
    let writing = stay_in_use(service.clone(), move || still.load(Ordering::Relaxed));
    let writing = tokio::spawn(writing);
    tokio::time::sleep(3 * idle).await;
    assert!(!service.is_locked(), "while it is written down");
    is_open.store(false, Ordering::Relaxed);
    writing.await.unwrap();
    tokio::time::sleep(idle - Duration::from_secs(5)).await;
    assert!(
        !service.is_locked(),
        "the time begins when the window is closed"
    );
    tokio::time::sleep(Duration::from_secs(10)).await;
    assert!(service.is_locked());
    running.abort();
}
