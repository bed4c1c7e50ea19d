//! While the app is locked, no command of the list reads a secret or answers with one, also none that is added later.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use async_trait::async_trait;
use keywright_core::desktop::Desktop;
use keywright_core::http::{Http, Tuning};
use keywright_core::model::*;
use keywright_core::service::{KeyService, Pace, Parts};
use keywright_core::vault::memory::MemoryStore;
use keywright_core::{Error, ErrorCode, Result};
use secrecy::{ExposeSecret as _, SecretString};
use serde_json::{Value, json};

use super::{OWN, app_over, ask, rows, window};
use crate::practice::Practice;

/// The commands that are answered while the app is locked. Another one here needs a reason.
const HARMLESS: [&str; 5] = [
    "app_state",
    "wait_for_change",
    "note_activity",
    "lock_app",
    "clear_clipboard",
];

/// A desktop whose account opens the lock, until a stranger sits in front of it.
#[derive(Default)]
pub(super) struct Desk {
    stranger: AtomicBool,
}

#[async_trait]
impl Desktop for Desk {
    fn copy(&self, _: SecretString, _: Option<u32>) -> Result<()> {
        panic!("something was copied");
    }
    fn pasted(&self) -> Result<SecretString> {
        Err(Error::new(ErrorCode::ClipboardFailed))
    }
    fn clear_clipboard(&self) {}
    fn may_refuse_to_clear(&self) -> bool {
        false
    }
    fn note_pasted(&self, _: OperationId, _: &SecretString) {}
    fn clear_pasted(&self, _: OperationId) -> bool {
        false
    }
    fn open_link(&self, _: &tauri::Url) -> Result<()> {
        panic!("a page was opened");
    }
    fn changed(&self) {}
    async fn no_account_proof(&self) -> Option<NoAccountProof> {
        None
    }
    async fn prove_account(&self) -> Result<()> {
        if self.stranger.load(Ordering::SeqCst) {
            return Err(ErrorCode::ProofRefused.into());
        }
        Ok(())
    }
}

/// An argument that every command can read. A new command whose fields are not here fails the test: add them.
fn argument(command: &str, account: AccountId, key: KeyId) -> Value {
    let id = "6a0a3d4e-0d2e-4d5b-9a61-1f6d4d1c2b3a";
    let step = match command {
        "step_rotation" => "move_to_other",
        _ => "hand_over",
    };
    let text = json!({
        "account": account, "key": key, "kind": "clickhouse_key", "provider": "clickhouse",
        "draft": id, "operation": id, "rotation": id, "replacement": id, "succession": id,
        "field": "key_secret", "fields": {}, "text": "made-up", "realm": null, "endpoint": null,
        "label": "a", "name": "a", "typed_name": "a", "on": true, "link": "console_keys",
        "entry": id, "emergency": id, "wish": "pause", "keys": [key],
        "in_use": "key_secret", "step": step, "purpose": "replace", "new_key": null,
        "new": null, "anyway": false, "done": null, "quiet_days": null,
    });
    let more = json!({
        "group": "a", "rules": {"on": false, "sources": []}, "product": "a",
        "token": "api", "what": "secret", "here_only": true,
        "choice": "look_again", "remote_id": null, "before": null, "limit": 9,
        "revision": 0, "public_key": "", "format": "csv", "words": {},
        "language": "system", "theme": "system", "clipboard_s": 30, "preset": "balanced",
        "account_unlocks": true, "keys": [key], "length": null, "trouble": null, "marks": {"tags": ["a"]},
        "changes": [{"key": key, "marks": {"tags": ["a"]}}],
    });
    let passphrases = json!({
        "passphrase": "made-up passphrase", "secret": "made-up passphrase",
        "current": "made-up passphrase", "recovery": false, "keep_here": false,
        "place": "keychain",
    });
    let parts = [text, more, passphrases].into_iter();
    let fields = parts.filter_map(|part| part.as_object().cloned());
    Value::Object(fields.flatten().collect())
}

/// The product over this folder.
pub(super) fn open(dir: &Path, keychain: &MemoryStore, desktop: &Arc<Desk>) -> Arc<KeyService> {
    KeyService::open(Parts {
        data_dir: dir.to_owned(),
        vault: keychain.vault(Duration::from_secs(20)),
        http: Http::new(Tuning::default()).unwrap(),
        desktop: desktop.clone(),
        practice: Arc::new(Practice::default()),
        system_language: "en".to_owned(),
        pace: Pace::default(),
    })
    .unwrap()
}

#[test]
fn locked_app_reads_and_tells_no_secret_whatever_is_asked() {
    let dir = tempfile::tempdir().unwrap();
    let keychain = MemoryStore::default();
    let desktop = Arc::new(Desk::default());
    let service = open(dir.path(), &keychain, &desktop);
    let (account, key, secret) = tauri::async_runtime::block_on(use_and_lock(&service));
    desktop.stranger.store(true, Ordering::SeqCst);

    let app = app_over(dir.path(), Ok(service.clone()));
    let (main, reveal) = (window(&app, "main"), window(&app, "reveal-7"));
    let before = keychain.calls();
    for row in rows() {
        if row.name == "close_reveal" {
            continue; // it closes the window that the others are called from
        }
        let from = if row.window == "main" { &main } else { &reveal };
        match ask(from, row.name, OWN, argument(row.name, account, key)) {
            Ok(answer) => {
                assert!(HARMLESS.contains(&row.name), "{} was answered", row.name);
                let answer: Value = answer.deserialize().unwrap();
                let text = answer.to_string();
                // EXPOSE: a made-up secret of the practice cloud, to look for it.
                assert!(!text.contains(secret.expose_secret()), "{}", row.name);
                assert!(
                    !text.contains(&key.0.to_string()),
                    "{} names a key",
                    row.name
                );
            }
            Err(refusal) if row.name == "unlock_app" => {
                assert_eq!(refusal["code"], "no_passphrase", "{refusal}");
            }
            Err(refusal) => assert_eq!(refusal["code"], "app_locked", "{}: {refusal}", row.name),
        }
        assert!(service.is_locked(), "{} opened the lock", row.name);
    }
    assert_eq!(keychain.calls(), before, "the keychain was asked");
}

/// Practises, so that there is a key with its secret, and locks. Answers with the account, the key and the secret.
async fn use_and_lock(service: &Arc<KeyService>) -> (AccountId, KeyId, SecretString) {
    let settings = Settings {
        account_unlocks: true,
        ..Settings::default()
    };
    service.save_settings(settings).await.unwrap();
    let provider = ProviderId::Clickhouse;
    let account = service
        .start_practice(StartPractice { provider })
        .await
        .unwrap();
    let keys = service.list_keys().await.unwrap().keys;
    let key = keys.iter().find(|key| key.own).unwrap().id;
    let shown = service.reveal(RevealKey { key, field: None });
    let secret = shown.await.unwrap().value;
    service.lock_app().await.unwrap();
    (account.id, key, secret)
}
