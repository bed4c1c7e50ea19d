//! The clipboard, the web browser and files to keep, for the service.
//!
//! Tauri's clipboard plugin writes: it keeps secrets out of clipboard histories, by arboard's `SetExtLinux`
//! (`x-kde-passwordManagerHint`), `SetExtWindows` (`ExcludeClipboardContentFromMonitorProcessing`, which covers history
//! and cloud) and `SetExtApple` (`org.nspasteboard.ConcealedType`). Its commands for the page are in no capability file,
//! so the page cannot call them. `arboard`, on which it stands, reads and clears, since the plugin
//! cannot look at PRIMARY, the second clipboard of Linux that is filled by selecting text.

mod board;
#[cfg(all(test, any(windows, target_os = "macos")))]
mod formats;
mod mark;
mod saving;
#[cfg(test)]
mod tests;

use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use async_trait::async_trait;
use keywright_core::background::{self, Autostart, Notices};
use keywright_core::desktop::Desktop;
use keywright_core::model::{Background, NoAccountProof, OperationId};
use keywright_core::notice::{Notice, NoticeAnswer};
use keywright_core::session::{self, Session};
use keywright_core::{Error, ErrorCode, Result};
use secrecy::{ExposeSecret as _, SecretString};
use tauri::{AppHandle, Runtime, Url};
use tauri_plugin_clipboard_manager::ClipboardExt as _;

use board::{Board, SystemBoard, Which};
use mark::Mark;

/// How many pasted texts are remembered.
const NOTES: usize = 16;

/// Pauses before further tries to clear a clipboard that could not be read. Afterwards it is tried when the window comes
/// to the front, and at the next start.
const AGAIN: [Duration; 4] = [
    Duration::from_secs(1),
    Duration::from_secs(3),
    Duration::from_secs(10),
    Duration::from_secs(30),
];

/// Puts text on the clipboard; `true` for one that belongs in no history.
pub(crate) type Write = Box<dyn Fn(&SecretString, bool) -> Result<()> + Send + Sync>;

/// Closes the windows that show a secret.
pub(crate) type Close = Box<dyn Fn() + Send + Sync>;

/// Hears what somebody does with a notice.
pub(crate) type Answers = Arc<dyn Fn(NoticeAnswer) + Send + Sync>;

/// The desktop this program runs on.
pub(crate) struct ShellDesktop {
    held: Arc<Mutex<Held>>,
    write: Write,
    close: Close,
    /// Where files go that the user asked for.
    downloads: Option<PathBuf>,
    notices: Notices,
    /// Hears what somebody does with a notice.
    answers: Answers,
    autostart: Option<Autostart>,
    /// The main window is the one that is used right now.
    in_front: AtomicBool,
    /// The system lets only the program in front clear the clipboard, and does not say so.
    only_in_front: bool,
}

/// Writes through Tauri's clipboard plugin.
pub(crate) fn through_plugin<R: Runtime>(app: AppHandle<R>) -> Write {
    Box::new(move |text, secret| {
        // EXPOSE: to the clipboard, as the user asked.
        let text = text.expose_secret();
        let clipboard = app.clipboard();
        let written = if secret {
            clipboard.write_secret(text)
        } else {
            clipboard.write_text(text)
        };
        // The plugin's errors stay here: their texts are not ours.
        written.map_err(|_| ErrorCode::ClipboardFailed.into())
    })
}

/// The clipboard as far as it concerns us.
struct Held {
    board: Box<dyn Board>,
    /// The secret of ours that is to be cleared.
    ours: Option<Mark>,
    /// Its time is over, and it may still be there.
    late: bool,
    /// It may be there because a clipboard could not be read.
    unread: bool,
    /// Counts what was copied, so that a clock does not clear what came later.
    copies: u64,
    /// What was pasted into the app, and for which draft; the oldest first.
    pasted: VecDeque<(OperationId, Mark)>,
    /// Keeps the mark on disk while there is something to clear, for a start after a kill.
    file: PathBuf,
}

impl ShellDesktop {
    /// The desktop, with the folder for the mark of a value on the clipboard. Clears what a killed run has left.
    pub(crate) fn new(data_dir: &Path, write: Write) -> Self {
        let only_in_front = is_gnome_on_wayland(|name| std::env::var(name).ok());
        Self::over(
            data_dir,
            write,
            Box::<SystemBoard>::default(),
            only_in_front,
        )
    }

    fn over(data_dir: &Path, write: Write, board: Box<dyn Board>, only_in_front: bool) -> Self {
        let file = data_dir.join("clipboard-mark");
        let left = Mark::read(&file);
        let desktop = Self {
            held: Arc::new(Mutex::new(Held {
                board,
                ours: left,
                late: false,
                unread: false,
                copies: 0,
                pasted: VecDeque::new(),
                file,
            })),
            write,
            close: Box::new(|| ()),
            downloads: None,
            notices: Notices::default(),
            answers: Arc::new(|_| ()),
            autostart: None,
            in_front: AtomicBool::new(false),
            only_in_front,
        };
        if left.is_some() {
            // Reading a foreign clipboard may take seconds if its owner hangs.
            let held = desktop.held.clone();
            tauri::async_runtime::spawn_blocking(move || clear(&held, !only_in_front, None));
        }
        desktop
    }

    /// The same desktop with a way to close the windows that show a secret.
    pub(crate) fn with_windows(self, close: Close) -> Self {
        Self { close, ..self }
    }

    /// The same desktop with a folder for the files that the user asks for.
    pub(crate) fn with_downloads(self, downloads: Option<PathBuf>) -> Self {
        Self { downloads, ..self }
    }

    /// The same desktop with somebody who hears what is done with a notice.
    pub(crate) fn with_answers(self, answers: Answers) -> Self {
        Self { answers, ..self }
    }

    /// The same desktop with the app's place among what starts with the computer.
    pub(crate) fn with_autostart(self, autostart: Option<Autostart>) -> Self {
        Self { autostart, ..self }
    }

    /// Notes whether the main window is the one that is used right now.
    pub(crate) fn note_front(&self, in_front: bool) {
        self.in_front.store(in_front, Ordering::Relaxed);
    }

    /// Clears what is ours and hands anything else of ours to the system, which keeps it after our end.
    pub(crate) fn quit(&self) {
        let mut held = lock(&self.held);
        held.clear(!self.only_in_front);
        held.board.let_go();
    }

    /// Tries once more to clear what the system would not let us clear in the background. May take seconds.
    pub(crate) fn came_to_front(&self) {
        let mut held = lock(&self.held);
        if held.late {
            held.clear(true);
        }
    }
}

fn lock(held: &Mutex<Held>) -> MutexGuard<'_, Held> {
    held.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Clears what is ours, and tries again in a while where a clipboard cannot be read. With `only` nothing but what was
/// copied as this one.
fn clear(shared: &Arc<Mutex<Held>>, sure: bool, only: Option<u64>) {
    let copies = {
        let mut held = lock(shared);
        if only.is_some_and(|only| only != held.copies) {
            return;
        }
        held.clear(sure);
        if !held.unread {
            return;
        }
        held.copies
    };
    let shared = Arc::clone(shared);
    let again = async move {
        for pause in AGAIN {
            tokio::time::sleep(pause).await;
            let shared = Arc::clone(&shared);
            let done = tokio::task::spawn_blocking(move || {
                let mut held = lock(&shared);
                if held.unread && held.copies == copies {
                    held.clear(sure);
                    return !held.unread;
                }
                true
            });
            // It fails only when the program ends, and then `quit` clears.
            if done.await.unwrap_or(true) {
                return;
            }
        }
    };
    match tokio::runtime::Handle::try_current() {
        Ok(runtime) => drop(runtime.spawn(again)),
        Err(_) => drop(tauri::async_runtime::spawn(again)),
    }
}

impl Held {
    /// Clears the clipboards that still hold what is ours, and only those. `sure` where the system clears or says that
    /// it does not. What may still be there is remembered.
    fn clear(&mut self, sure: bool) {
        let Some(mark) = self.ours else { return };
        let cleared = self.clear_marked(&[mark]);
        self.unread = cleared.unread;
        self.late = cleared.refused || cleared.unread || !sure;
        if !self.late {
            self.ours = None;
            // Not there is fine.
            let _ = std::fs::remove_file(&self.file);
        }
    }

    /// Clears the clipboards that hold one of these.
    fn clear_marked(&mut self, marks: &[Mark]) -> Cleared {
        let mut cleared = Cleared::default();
        for which in Which::ALL {
            match self.holds(*which, marks) {
                Ok(false) => continue,
                Ok(true) => self.board.clear(*which),
                Err(_) => {
                    cleared.unread = true;
                    continue;
                }
            }
            match self.holds(*which, marks) {
                Ok(true) => cleared.refused = true,
                Ok(false) => cleared.some = true,
                Err(_) => cleared.unread = true,
            }
        }
        cleared
    }

    fn holds(&mut self, which: Which, marks: &[Mark]) -> Result<bool> {
        let text = self.board.text(which)?;
        Ok(text.is_some_and(|text| {
            // EXPOSE: to see whether it is ours.
            marks.iter().any(|mark| mark.is_of(text.expose_secret()))
        }))
    }
}

/// What became of clearing.
#[derive(Default)]
struct Cleared {
    /// Something was cleared.
    some: bool,
    /// Something is still there.
    refused: bool,
    /// A clipboard could not be read: something may be there.
    unread: bool,
}

/// GNOME lets only the program whose window is in front change the clipboard, under Wayland.
fn is_gnome_on_wayland(var: impl Fn(&str) -> Option<String>) -> bool {
    // A list: `ubuntu:GNOME`.
    let desktops = var("XDG_CURRENT_DESKTOP").unwrap_or_default();
    let gnome = desktops
        .split(':')
        .any(|it| it.eq_ignore_ascii_case("gnome"));
    gnome && is_wayland(var)
}

/// Whether this is a session of Wayland, by its environment.
pub(crate) fn is_wayland(var: impl Fn(&str) -> Option<String>) -> bool {
    let wayland = match var("XDG_SESSION_TYPE") {
        Some(session) => session == "wayland",
        None => var("WAYLAND_DISPLAY").is_some_and(|display| !display.is_empty()),
    };
    cfg!(target_os = "linux") && wayland
}

#[async_trait]
impl Desktop for ShellDesktop {
    fn copy(&self, text: SecretString, clear_after_s: Option<u32>) -> Result<()> {
        let Some(seconds) = clear_after_s else {
            return (self.write)(&text, false);
        };
        let mut held = lock(&self.held);
        // EXPOSE: to recognize it later.
        let mark = Mark::new(text.expose_secret())?;
        // Written first: a kill right after the copy must not leave it there for good.
        mark.write(&held.file)
            .map_err(|_| Error::new(ErrorCode::DataReadOnly))?;
        (self.write)(&text, true)?;
        held.ours = Some(mark);
        (held.late, held.unread) = (false, false);
        held.copies += 1;
        let (this, shared) = (held.copies, self.held.clone());
        let sure = !self.only_in_front;
        // On the runtime of the command that copies.
        tokio::spawn(async move {
            tokio::time::sleep(Duration::from_secs(seconds.into())).await;
            let cleared = tokio::task::spawn_blocking(move || clear(&shared, sure, Some(this)));
            // It fails only when the program ends, and then `quit` clears.
            let _ = cleared.await;
        });
        Ok(())
    }

    fn pasted(&self) -> Result<SecretString> {
        let text = lock(&self.held).board.text(Which::Clipboard)?;
        text.ok_or_else(|| ErrorCode::ClipboardFailed.into())
    }

    fn clear_clipboard(&self) {
        clear(&self.held, !self.only_in_front, None);
    }

    fn may_refuse_to_clear(&self) -> bool {
        self.only_in_front
    }

    fn note_pasted(&self, draft: OperationId, text: &SecretString) {
        // EXPOSE: to recognize it later. Without random numbers it stays where it is.
        let Ok(mark) = Mark::new(text.expose_secret()) else {
            return;
        };
        let mut held = lock(&self.held);
        if held.pasted.len() == NOTES {
            held.pasted.pop_front();
        }
        held.pasted.push_back((draft, mark));
    }

    fn clear_pasted(&self, draft: OperationId) -> bool {
        let mut held = lock(&self.held);
        let of_it = |(of, mark): &(OperationId, Mark)| (*of == draft).then_some(*mark);
        let marks: Vec<Mark> = held.pasted.iter().filter_map(of_it).collect();
        held.pasted.retain(|(of, _)| *of != draft);
        !marks.is_empty() && held.clear_marked(&marks).some
    }

    fn open_link(&self, url: &Url) -> Result<()> {
        open::that_detached(url.as_str()).map_err(|_| ErrorCode::LinkFailed.into())
    }

    fn save_file(&self, name: &str, content: &[u8]) -> Result<PathBuf> {
        let folder = self.downloads.as_deref().ok_or(ErrorCode::FileNotSaved)?;
        saving::save(folder, name, content).map_err(|_| ErrorCode::FileNotSaved.into())
    }

    fn open_folder(&self, folder: &Path) -> Result<()> {
        open::that_detached(folder).map_err(|_| ErrorCode::LinkFailed.into())
    }

    fn changed(&self) {
        // The page waits for changes at the service itself (`wait_for_change`).
    }

    fn close_secrets(&self) {
        (self.close)();
    }

    fn is_in_front(&self) -> bool {
        self.in_front.load(Ordering::Relaxed)
    }

    async fn notify(&self, notice: Notice) -> bool {
        let answers = Arc::clone(&self.answers);
        let answered = move |answer| answers(answer);
        self.notices
            .show(&Session::default(), &notice, answered)
            .await
    }

    async fn background(&self) -> Background {
        let session = Session::default();
        let (tray, notices) = tokio::join!(
            background::has_tray(&session),
            background::shows_notices(&session)
        );
        Background {
            tray,
            notices,
            autostart: self.autostart.is_some(),
        }
    }

    fn starts_with_computer(&self) -> bool {
        self.autostart.as_ref().is_some_and(Autostart::is_on)
    }

    fn start_with_computer(&self, on: bool) -> Result<()> {
        let entry = self.autostart.as_ref();
        let entry = entry.ok_or(ErrorCode::AutostartFailed)?;
        entry.set(on).map_err(|_| ErrorCode::AutostartFailed.into())
    }

    async fn no_account_proof(&self) -> Option<NoAccountProof> {
        // polkit lets the administrator pass without a question, which proves nothing.
        #[cfg(target_os = "linux")]
        if rustix::process::geteuid().is_root() {
            return Some(NoAccountProof::Administrator);
        }
        session::no_account_proof(&Session::default()).await
    }

    async fn prove_account(&self) -> Result<()> {
        session::prove_account(&Session::default()).await
    }
}
