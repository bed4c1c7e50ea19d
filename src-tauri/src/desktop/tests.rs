//! The clipboard's rules on clipboards in memory and a clock that does not wait.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};

use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::time::Instant;

use super::*;

const SECRET: &str = "4b1dMADE-UP-secret-for-tests-0001";

/// A system with its clipboards. They outlive a desktop, as the system does.
struct System {
    boards: Arc<Mutex<BTreeMap<Which, String>>>,
    cleared: UnboundedReceiver<(Which, Instant)>,
    tell: UnboundedSender<(Which, Instant)>,
    folder: tempfile::TempDir,
    /// Nothing may be cleared now.
    refuses: Arc<AtomicBool>,
    /// Nothing can be read now.
    unreadable: Arc<AtomicBool>,
    only_in_front: bool,
}

struct FakeBoard {
    boards: Arc<Mutex<BTreeMap<Which, String>>>,
    refuses: Arc<AtomicBool>,
    unreadable: Arc<AtomicBool>,
    tell: UnboundedSender<(Which, Instant)>,
}

impl Board for FakeBoard {
    fn text(&mut self, which: Which) -> Result<Option<SecretString>> {
        if self.unreadable.load(Ordering::Relaxed) {
            return Err(ErrorCode::ClipboardFailed.into());
        }
        let boards = self.boards.lock().unwrap();
        Ok(boards.get(&which).cloned().map(SecretString::from))
    }

    fn clear(&mut self, which: Which) {
        if !self.refuses.load(Ordering::Relaxed) {
            self.boards.lock().unwrap().remove(&which);
        }
        self.tell.send((which, Instant::now())).unwrap();
    }

    fn let_go(&mut self) {}
}

impl System {
    fn new() -> Self {
        let (tell, cleared) = unbounded_channel();
        Self {
            boards: Arc::default(),
            cleared,
            tell,
            folder: tempfile::tempdir().unwrap(),
            refuses: Arc::default(),
            unreadable: Arc::default(),
            only_in_front: false,
        }
    }

    /// A desktop over this system: what a start of the program makes.
    fn desktop(&self) -> ShellDesktop {
        let boards = self.boards.clone();
        let write: Write = Box::new(move |text, secret| {
            assert!(secret, "kept out of histories");
            let text = text.expose_secret().to_owned();
            boards.lock().unwrap().insert(Which::Clipboard, text);
            Ok(())
        });
        let board = FakeBoard {
            boards: self.boards.clone(),
            refuses: self.refuses.clone(),
            unreadable: self.unreadable.clone(),
            tell: self.tell.clone(),
        };
        ShellDesktop::over(
            self.folder.path(),
            write,
            Box::new(board),
            self.only_in_front,
        )
    }

    fn put(&self, which: Which, text: &str) {
        self.boards.lock().unwrap().insert(which, text.to_owned());
    }

    fn fill(&self, text: &str) {
        Which::ALL.iter().for_each(|which| self.put(*which, text));
    }

    fn holds(&self, which: Which) -> Option<String> {
        self.boards.lock().unwrap().get(&which).cloned()
    }

    fn is_empty(&self) -> bool {
        self.boards.lock().unwrap().is_empty()
    }

    fn marked(&self) -> bool {
        self.folder.path().join("clipboard-mark").exists()
    }
}

fn secret() -> SecretString {
    SecretString::from(SECRET)
}

#[tokio::test(start_paused = true)]
async fn a_copied_secret_is_cleared_after_30_seconds() {
    let mut system = System::new();
    let desktop = system.desktop();
    let start = Instant::now();
    desktop.copy(secret(), Some(30)).unwrap();
    assert_eq!(system.holds(Which::Clipboard).as_deref(), Some(SECRET));
    system.fill(SECRET);
    for _ in Which::ALL {
        let (which, at) = system.cleared.recv().await.unwrap();
        let after = (at - start).as_secs_f64();
        assert!((29.0..=31.0).contains(&after), "{which:?} after {after} s");
    }
    assert!(system.is_empty());
}

#[tokio::test(start_paused = true)]
async fn a_later_copy_has_its_whole_time() {
    let mut system = System::new();
    let desktop = system.desktop();
    let start = Instant::now();
    desktop.copy(secret(), Some(30)).unwrap();
    tokio::time::sleep(Duration::from_secs(20)).await;
    desktop.copy(secret(), Some(30)).unwrap();
    let (_, at) = system.cleared.recv().await.unwrap();
    assert_eq!((at - start).as_secs(), 50);
}

#[tokio::test(start_paused = true)]
async fn what_somebody_else_copied_stays() {
    let system = System::new();
    let desktop = system.desktop();
    desktop.copy(secret(), Some(30)).unwrap();
    system.put(Which::Clipboard, "somebody else's");
    tokio::time::sleep(Duration::from_secs(60)).await;
    assert_eq!(
        system.holds(Which::Clipboard).as_deref(),
        Some("somebody else's")
    );
    desktop.quit();
    assert!(!system.is_empty());
}

#[tokio::test]
async fn a_copied_secret_is_cleared_when_asked_and_on_quit() {
    for end in [|d: &ShellDesktop| d.clear_clipboard(), ShellDesktop::quit] {
        let system = System::new();
        let desktop = system.desktop();
        desktop.copy(secret(), Some(30)).unwrap();
        system.fill(SECRET);
        assert!(system.marked());
        end(&desktop);
        assert!(system.is_empty());
        assert!(!system.marked());
    }
}

#[tokio::test]
async fn what_a_killed_run_left_is_cleared_at_the_next_start() {
    let mut system = System::new();
    system.desktop().copy(secret(), Some(30)).unwrap();
    // It goes without a word, as by a kill.
    system.fill(SECRET);
    assert!(system.marked());
    let next = system.desktop();
    for _ in Which::ALL {
        system.cleared.recv().await.unwrap();
    }
    assert!(system.is_empty());
    // Waits for what goes on at the start.
    next.clear_clipboard();
    assert!(!system.marked());
}

#[tokio::test]
async fn a_start_after_a_kill_leaves_what_was_copied_since() {
    let system = System::new();
    system.desktop().copy(secret(), Some(30)).unwrap();
    system.fill("somebody else's");
    let next = system.desktop();
    let gone = async {
        while system.marked() {
            tokio::task::yield_now().await;
        }
    };
    let patience = Duration::from_secs(30);
    tokio::time::timeout(patience, gone).await.unwrap();
    next.clear_clipboard();
    for which in Which::ALL {
        assert_eq!(system.holds(*which).as_deref(), Some("somebody else's"));
    }
}

#[test]
fn a_pasted_text_is_cleared_once_and_only_for_its_draft() {
    let system = System::new();
    let desktop = system.desktop();
    let (draft, other) = (OperationId::random(), OperationId::random());
    system.fill(SECRET);
    desktop.note_pasted(draft, &secret());
    desktop.note_pasted(other, &SecretString::from("another"));
    assert!(!desktop.clear_pasted(other));
    assert!(!desktop.clear_pasted(OperationId::random()));
    assert!(!system.is_empty());
    assert!(desktop.clear_pasted(draft));
    assert!(system.is_empty());
    // Copied once more, it is the user's affair.
    system.fill(SECRET);
    assert!(!desktop.clear_pasted(draft));
    assert!(!system.is_empty());
    assert!(!system.marked(), "nothing of it is on disk");
}

#[cfg(target_os = "linux")]
#[test]
fn each_clipboard_is_cleared_only_of_what_was_pasted() {
    let system = System::new();
    let desktop = system.desktop();
    let draft = OperationId::random();
    desktop.note_pasted(draft, &secret());
    system.put(Which::Clipboard, "somebody else's");
    system.put(Which::Primary, SECRET);
    assert!(desktop.clear_pasted(draft));
    assert_eq!(
        system.holds(Which::Clipboard).as_deref(),
        Some("somebody else's")
    );
    assert_eq!(system.holds(Which::Primary), None);
}

#[test]
fn only_the_last_pasted_texts_are_remembered() {
    let system = System::new();
    let desktop = system.desktop();
    let first = OperationId::random();
    system.fill(SECRET);
    desktop.note_pasted(first, &secret());
    for number in 0..NOTES {
        desktop.note_pasted(
            OperationId::random(),
            &SecretString::from(format!("{number}")),
        );
    }
    assert!(!desktop.clear_pasted(first));
    assert!(!system.is_empty());
}

#[cfg(target_os = "linux")]
#[test]
fn gnome_on_wayland_is_known_from_the_session() {
    let ubuntu = ("XDG_CURRENT_DESKTOP", "ubuntu:GNOME");
    let ask = |vars: Vec<(&str, &str)>| {
        is_gnome_on_wayland(|name| {
            let found = vars.iter().find(|(known, _)| *known == name);
            found.map(|(_, value)| (*value).to_owned())
        })
    };
    assert!(ask(vec![("XDG_SESSION_TYPE", "wayland"), ubuntu]));
    assert!(ask(vec![("WAYLAND_DISPLAY", "wayland-0"), ubuntu]));
    assert!(!ask(vec![
        ("XDG_SESSION_TYPE", "x11"),
        ("WAYLAND_DISPLAY", "wayland-0"),
        ubuntu
    ]));
    assert!(!ask(vec![("WAYLAND_DISPLAY", ""), ubuntu]));
    assert!(!ask(vec![ubuntu]));
    let kde = ("XDG_CURRENT_DESKTOP", "KDE");
    assert!(!ask(vec![("XDG_SESSION_TYPE", "wayland"), kde]));
    assert!(!ask(vec![("XDG_SESSION_TYPE", "wayland")]));
}

#[tokio::test]
async fn what_the_system_would_not_clear_is_cleared_when_the_window_comes_to_the_front() {
    let system = System::new();
    let desktop = system.desktop();
    desktop.copy(secret(), Some(30)).unwrap();
    system.refuses.store(true, Ordering::Relaxed);
    desktop.clear_clipboard();
    assert!(!system.is_empty());
    assert!(system.marked(), "the next start knows of it");
    system.refuses.store(false, Ordering::Relaxed);
    desktop.came_to_front();
    assert!(system.is_empty());
    assert!(!system.marked());
}

#[tokio::test]
async fn where_a_refusal_is_not_told_it_is_tried_again_in_front() {
    let mut system = System::new();
    system.only_in_front = true;
    let desktop = system.desktop();
    assert!(desktop.may_refuse_to_clear());
    desktop.copy(secret(), Some(30)).unwrap();
    desktop.clear_clipboard();
    // The compositor kept it all the same.
    system.fill(SECRET);
    desktop.came_to_front();
    assert!(system.is_empty());
    assert!(!system.marked());
}

/// One that cannot be read may hold what is ours.
#[tokio::test(start_paused = true)]
async fn a_clipboard_that_cannot_be_read_is_cleared_when_it_can_be_again() {
    let mut system = System::new();
    let desktop = system.desktop();
    let start = Instant::now();
    desktop.copy(secret(), Some(30)).unwrap();
    system.unreadable.store(true, Ordering::Relaxed);
    tokio::time::sleep(Duration::from_secs(32)).await;
    assert!(!system.is_empty());
    assert!(system.marked(), "the next start knows of it");
    system.unreadable.store(false, Ordering::Relaxed);
    let (_, at) = system.cleared.recv().await.unwrap();
    assert!((at - start).as_secs() <= 44, "soon, and without anybody");
    // Waits for what goes on.
    desktop.clear_clipboard();
    assert!(system.is_empty() && !system.marked());
}

#[tokio::test]
async fn a_clipboard_that_could_not_be_read_is_tried_again_in_front() {
    let system = System::new();
    system.desktop().copy(secret(), Some(30)).unwrap();
    system.fill(SECRET);
    system.unreadable.store(true, Ordering::Relaxed);
    // After a kill: neither the start nor a click can clear it.
    let desktop = system.desktop();
    desktop.clear_clipboard();
    desktop.came_to_front();
    assert!(!system.is_empty() && system.marked());
    system.unreadable.store(false, Ordering::Relaxed);
    desktop.came_to_front();
    assert!(system.is_empty() && !system.marked());
}

#[tokio::test(start_paused = true)]
async fn a_further_try_clears_nothing_that_was_copied_since() {
    let system = System::new();
    let desktop = system.desktop();
    desktop.copy(secret(), Some(30)).unwrap();
    system.unreadable.store(true, Ordering::Relaxed);
    desktop.clear_clipboard();
    system.unreadable.store(false, Ordering::Relaxed);
    desktop.copy(secret(), Some(30)).unwrap();
    tokio::time::sleep(Duration::from_secs(20)).await;
    assert_eq!(system.holds(Which::Clipboard).as_deref(), Some(SECRET));
}

#[test]
fn whether_clearing_is_refused_is_told_while_a_clipboard_hangs() {
    let system = System::new();
    let desktop = system.desktop();
    let _hangs = lock(&desktop.held);
    assert!(!desktop.may_refuse_to_clear());
}

#[test]
fn an_unreadable_clipboard_is_no_text_to_paste_and_not_told_as_cleared() {
    let system = System::new();
    let desktop = system.desktop();
    let code = |text: Result<SecretString>| text.err().map(|error| error.code);
    assert_eq!(code(desktop.pasted()), Some(ErrorCode::ClipboardFailed));
    let draft = OperationId::random();
    desktop.note_pasted(draft, &secret());
    system.fill(SECRET);
    system.unreadable.store(true, Ordering::Relaxed);
    assert_eq!(code(desktop.pasted()), Some(ErrorCode::ClipboardFailed));
    assert!(!desktop.clear_pasted(draft));
}

#[tokio::test]
async fn coming_to_the_front_clears_nothing_before_its_time() {
    let system = System::new();
    let desktop = system.desktop();
    desktop.copy(secret(), Some(30)).unwrap();
    desktop.came_to_front();
    assert_eq!(system.holds(Which::Clipboard).as_deref(), Some(SECRET));
}

#[test]
fn a_refused_clear_of_what_was_pasted_is_not_told_as_done() {
    let system = System::new();
    let desktop = system.desktop();
    let draft = OperationId::random();
    desktop.note_pasted(draft, &secret());
    system.fill(SECRET);
    system.refuses.store(true, Ordering::Relaxed);
    assert!(!desktop.clear_pasted(draft));
}
