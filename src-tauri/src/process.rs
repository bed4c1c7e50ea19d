//! What holds for the process as a whole: nothing of its memory or its inner life gets out.

use std::io::Write as _;
use std::process::ExitCode;

/// Variables by which somebody outside could drive or inspect the page.
#[cfg(all(unix, not(feature = "automation")))]
const DOORS: [&str; 3] = [
    "TAURI_WEBVIEW_AUTOMATION",
    "WEBKIT_INSPECTOR_SERVER",
    "WEBKIT_INSPECTOR_HTTP_SERVER",
];

/// Shuts what must be shut before the first secret and the first web process: core dumps (child processes
/// inherit the limit), outside control of the page, values in panic messages.
///
/// # Errors
/// In words, when the app cannot run safely or at all.
pub(crate) fn guard() -> Result<(), String> {
    hush_panics();
    #[cfg(unix)]
    {
        use rustix::process::{Resource, Rlimit, setrlimit};
        let none = Rlimit {
            current: Some(0),
            maximum: Some(0),
        };
        setrlimit(Resource::Core, none).map_err(|_| "Core dumps could not be switched off.")?;
        #[cfg(not(feature = "automation"))]
        shut_doors()?;
    }
    #[cfg(target_os = "linux")]
    if ["DISPLAY", "WAYLAND_DISPLAY"]
        .iter()
        .all(|name| std::env::var_os(name).is_none_or(|display| display.is_empty()))
    {
        return Err("There is no display to open a window on.".to_owned());
    }
    Ok(())
}

/// Has a panic say where it was, and nothing else.
fn hush_panics() {
    std::panic::set_hook(Box::new(|panic| {
        // The place only: a panic's text may quote a value.
        let place = panic.location().map(ToString::to_string);
        say(&format!(
            "Keywright stopped at {}.",
            place.unwrap_or_default()
        ));
    }));
}

/// Starts this program once more, in its own place, without the variables of [`DOORS`].
///
/// Removing a variable from the own environment is unsafe in Rust (other threads may read it), and this workspace
/// forbids unsafe code. A new image gets its environment as a list, and keeps process id, arguments and files.
#[cfg(all(unix, not(feature = "automation")))]
fn shut_doors() -> Result<(), String> {
    use std::os::unix::process::CommandExt as _;

    if DOORS.iter().all(|name| std::env::var_os(name).is_none()) {
        return Ok(());
    }
    let program = std::env::current_exe().map_err(|_| "This program cannot find itself.")?;
    let mut arguments = std::env::args_os();
    let mut again = std::process::Command::new(program);
    if let Some(name) = arguments.next() {
        again.arg0(name);
    }
    again.args(arguments);
    for name in DOORS {
        again.env_remove(name);
    }
    // Comes back only if it failed.
    let _ = again.exec();
    Err("This program cannot start itself without automation.".to_owned())
}

/// Leaves in order when the session ends or someone presses Ctrl+C: a running operation comes to its end.
pub(crate) fn leave_on_signal<R: tauri::Runtime>(app: tauri::AppHandle<R>) {
    #[cfg(unix)]
    tauri::async_runtime::spawn(async move {
        use tokio::signal::unix::{SignalKind, signal};
        let (Ok(mut term), Ok(mut int), Ok(mut hup)) = (
            signal(SignalKind::terminate()),
            signal(SignalKind::interrupt()),
            signal(SignalKind::hangup()),
        ) else {
            return;
        };
        loop {
            tokio::select! {
                _ = term.recv() => {}
                _ = int.recv() => {}
                _ = hup.recv() => {}
            }
            crate::windows::leave(&app);
        }
    });
    #[cfg(not(unix))]
    drop(app);
}

/// Says a sentence to whoever started the program from a terminal.
pub(crate) fn say(sentence: &str) {
    // Nobody may be listening, and there is nobody else to tell.
    let _ = writeln!(std::io::stderr(), "{sentence}");
}

/// Says why the program ends, and gives the status it ends with.
pub(crate) fn fail(why: &str) -> i32 {
    say(why);
    1
}

/// As [`fail`], for `main`.
pub(crate) fn give_up(why: &str) -> ExitCode {
    say(why);
    ExitCode::FAILURE
}

#[cfg(test)]
mod tests {
    use super::*;

    const CANARY: &str = "MADE-UP-value-in-a-panic-7f3a";
    const CHILD: &str = "KEYWRIGHT_TEST_PANICS";

    /// Runs itself once more: in the child the guard is up and something panics with a value.
    #[test]
    fn nothing_dumps_core_and_a_panic_tells_no_value() {
        if std::env::var_os(CHILD).is_some() {
            // Without a display it refuses to go on, but what it shuts is shut by then.
            let _ = guard();
            #[cfg(unix)]
            {
                let limit = rustix::process::getrlimit(rustix::process::Resource::Core);
                say(&format!("core {:?} {:?}", limit.current, limit.maximum));
            }
            assert_eq!(CANARY, "something else", "{CANARY}");
        }
        let name = "process::tests::nothing_dumps_core_and_a_panic_tells_no_value";
        let child = std::process::Command::new(std::env::current_exe().unwrap())
            .args(["--exact", name, "--nocapture"])
            .env(CHILD, "1")
            .output()
            .unwrap();
        assert!(!child.status.success());
        let said = [child.stdout, child.stderr].concat();
        let said = String::from_utf8_lossy(&said);
        #[cfg(unix)]
        assert!(said.contains("core Some(0) Some(0)"), "{said}");
        assert!(said.contains("Keywright stopped at"), "{said}");
        assert!(said.contains("process.rs"), "{said}");
        assert!(!said.contains(CANARY), "{said}");
    }
}
