//! A desktop that remembers what was done with it, and practice clouds that do nothing.

use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use async_trait::async_trait;
use secrecy::{ExposeSecret as _, SecretString};

use super::fields;
use crate::desktop::Desktop;
use crate::error::{ErrorCode, Result};
use crate::model::*;
use crate::notice::Notice;
use crate::service::practice::{OnChange, OnMet, PracticeCloud, PracticeClouds};

/// Remembers what was copied and opened.
#[derive(Default)]
pub struct FakeDesktop {
    pub copied: Mutex<Vec<(String, Option<u32>)>>,
    pub opened: Mutex<Vec<String>>,
    pub clipboard: Mutex<String>,
    /// How often the clipboard was cleared, and windows with secrets closed.
    pub cleared: AtomicUsize,
    pub closed: AtomicUsize,
    /// Why the system does not ask for the account's password.
    pub no_account: Mutex<Option<NoAccountProof>>,
    /// The person in front is somebody else.
    pub stranger: AtomicBool,
    /// The person in front never answers.
    pub asks_for_long: AtomicBool,
    pub asked: AtomicUsize,
    pub refuses_to_clear: Mutex<bool>,
    /// The clipboard takes nothing before this is told, or dropped.
    pub hold_copy: Mutex<Option<std::sync::mpsc::Receiver<()>>>,
    /// Copies that were begun.
    pub copies: AtomicUsize,
    pub noted: Mutex<Vec<(OperationId, String)>>,
    /// Notices that were shown, and whether any are.
    pub notices: Mutex<Vec<Notice>>,
    pub shows_no_notices: AtomicBool,
    pub in_front: AtomicBool,
    /// Among what starts with the computer; `None` where that cannot be changed.
    pub autostart: Mutex<Option<bool>>,
    /// Files that were saved, by name.
    pub saved: Mutex<Vec<(String, String)>>,
}

#[async_trait]
impl Desktop for FakeDesktop {
    fn copy(&self, text: SecretString, clear_after_s: Option<u32>) -> Result<()> {
        self.copies.fetch_add(1, Ordering::SeqCst);
        if let Some(go_on) = self.hold_copy.lock().unwrap().take() {
            let _ = go_on.recv();
        }
        let text = text.expose_secret().to_owned();
        self.copied.lock().unwrap().push((text, clear_after_s));
        Ok(())
    }
    fn pasted(&self) -> Result<SecretString> {
        Ok(SecretString::from(self.clipboard.lock().unwrap().clone()))
    }
    fn clear_clipboard(&self) {
        self.cleared.fetch_add(1, Ordering::SeqCst);
    }
    fn close_secrets(&self) {
        self.closed.fetch_add(1, Ordering::SeqCst);
    }
    async fn no_account_proof(&self) -> Option<NoAccountProof> {
        *self.no_account.lock().unwrap()
    }
    async fn prove_account(&self) -> Result<()> {
        self.asked.fetch_add(1, Ordering::SeqCst);
        if self.asks_for_long.load(Ordering::SeqCst) {
            std::future::pending::<()>().await;
        }
        if self.stranger.load(Ordering::SeqCst) {
            return Err(ErrorCode::ProofRefused.into());
        }
        Ok(())
    }
    fn may_refuse_to_clear(&self) -> bool {
        *self.refuses_to_clear.lock().unwrap()
    }
    fn note_pasted(&self, draft: OperationId, text: &SecretString) {
        let text = text.expose_secret().to_owned();
        self.noted.lock().unwrap().push((draft, text));
    }
    fn clear_pasted(&self, draft: OperationId) -> bool {
        let mut clipboard = self.clipboard.lock().unwrap();
        let mut noted = self.noted.lock().unwrap();
        let ours = noted.contains(&(draft, clipboard.clone()));
        noted.retain(|(of, _)| *of != draft);
        if ours {
            clipboard.clear();
        }
        ours
    }
    fn open_link(&self, url: &url::Url) -> Result<()> {
        self.opened.lock().unwrap().push(url.to_string());
        Ok(())
    }
    fn save_file(&self, name: &str, content: &[u8]) -> Result<std::path::PathBuf> {
        let text = String::from_utf8(content.to_vec()).unwrap();
        self.saved.lock().unwrap().push((name.to_owned(), text));
        Ok(std::path::Path::new("/home/me/Downloads").join(name))
    }
    fn open_folder(&self, folder: &std::path::Path) -> Result<()> {
        let folder = folder.display().to_string();
        self.opened.lock().unwrap().push(folder);
        Ok(())
    }
    fn changed(&self) {}
    fn is_in_front(&self) -> bool {
        self.in_front.load(Ordering::SeqCst)
    }
    async fn notify(&self, notice: Notice) -> bool {
        let shown = !self.shows_no_notices.load(Ordering::SeqCst);
        if shown {
            self.notices.lock().unwrap().push(notice);
        }
        shown
    }
    fn starts_with_computer(&self) -> bool {
        *self.autostart.lock().unwrap() == Some(true)
    }
    fn start_with_computer(&self, on: bool) -> Result<()> {
        let mut autostart = self.autostart.lock().unwrap();
        *autostart = Some(autostart.map(|_| on).ok_or(ErrorCode::AutostartFailed)?);
        Ok(())
    }
}

/// Practice clouds that note what was switched on, and who hears of it.
#[derive(Default)]
pub struct FakePractice {
    pub troubles: Mutex<Vec<(Option<String>, OnMet)>>,
    /// The clouds refuse to be switched.
    pub refuses: AtomicBool,
}

impl FakePractice {
    /// What was switched on last, as a request meets it.
    pub fn meet(&self, over: bool) {
        let on_met = self.troubles.lock().unwrap().last().unwrap().1.clone();
        on_met(over);
    }

    /// What was switched, in order.
    pub fn switched(&self) -> Vec<Option<String>> {
        let troubles = self.troubles.lock().unwrap();
        troubles
            .iter()
            .map(|(trouble, _)| trouble.clone())
            .collect()
    }
}

#[async_trait]
impl PracticeClouds for FakePractice {
    async fn start(
        &self,
        _: &str,
        state: Option<serde_json::Value>,
        on_change: OnChange,
    ) -> Result<PracticeCloud> {
        on_change(serde_json::json!({"started": true}));
        Ok(PracticeCloud {
            base_url: url::Url::parse("http://127.0.0.1:9").unwrap(),
            bootstrap: state.is_none().then(|| fields("PRACTICE")),
        })
    }
    fn has(&self, _: &str) -> bool {
        true
    }
    fn troubles(&self, _: &str) -> Vec<&'static str> {
        vec!["cut_after_create", "slow"]
    }
    async fn set_trouble(&self, _: &str, trouble: Option<&str>, on_met: OnMet) -> Result<()> {
        if self.refuses.load(Ordering::SeqCst) {
            return Err(ErrorCode::Unsupported.into());
        }
        let trouble = trouble.map(str::to_owned);
        self.troubles.lock().unwrap().push((trouble, on_met));
        Ok(())
    }
}
