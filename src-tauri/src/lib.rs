//! Keywright's shell: windows, commands, clipboard. Only what needs Tauri; the product is `keywright-core`.
#![cfg_attr(test, recursion_limit = "256")] // of a long `json!`: one argument that every command can read

use std::process::ExitCode;
use std::sync::{Arc, PoisonError, RwLock};

use keywright_core::ErrorCode;
use keywright_core::background::Autostart;
use keywright_core::http::{Http, Tuning};
use keywright_core::service::{KeyService, Pace, Parts};
use keywright_core::vault::Vault;
use tauri::{App, AppHandle, Manager, RunEvent};
use tokio::sync::watch;

mod commands;
mod desktop;
mod frame;
mod ipc;
mod place;
mod practice;
mod process;
mod recovery;
#[cfg(target_os = "linux")]
mod render;
mod resident;
mod reveal;
mod revive;
mod seal;
mod strip;
#[cfg(test)]
mod tests;
mod windows;

use desktop::ShellDesktop;
use place::{Moved, Place};
use practice::Practice;
use resident::Residence;
use reveal::Reveals;
use strip::Narrow;
use windows::Steps;

/// Memory is wiped when it is given back, so that a secret does not outlive its owner.
#[global_allocator]
static ALLOCATOR: zeroizing_alloc::ZeroAlloc<std::alloc::System> =
    zeroizing_alloc::ZeroAlloc(std::alloc::System);

/// What the commands work with.
pub(crate) struct Shell {
    /// The product, or why it could not be opened: then every command says so, and the page shows it.
    service: RwLock<keywright_core::Result<Arc<KeyService>>>,
    /// Held while the data file is opened again, and by the end of the app, which waits for that.
    opening: tokio::sync::Mutex<()>,
    desktop: Arc<ShellDesktop>,
    reveals: Reveals,
    steps: Steps,
    narrow: Narrow,
    residence: Residence,
    /// What runs beside a product that was opened.
    beside: Beside,
    place: Place,
}

/// Runs something beside the product, as long as the program runs.
type Beside = Box<dyn Fn(Arc<KeyService>) + Send + Sync>;

impl Shell {
    /// The product, or why there is none.
    fn service(&self) -> keywright_core::Result<Arc<KeyService>> {
        let service = self.service.read();
        service.unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The product for a command, if the app is not locked or the command is harmless then. Every handler comes this
    /// way.
    ///
    /// # Errors
    /// Why the product could not be opened; [`keywright_core::ErrorCode::AppLocked`].
    fn serving(&self, command: &str) -> keywright_core::Result<Arc<KeyService>> {
        let service = self.service()?;
        service.admit(command)?;
        Ok(service)
    }

    /// Opens the product, once more.
    ///
    /// # Errors
    /// Those of the data file.
    fn open(&self) -> keywright_core::Result<()> {
        let service = open_service(
            &self.place,
            &self.desktop,
            self.steps.page_stands.subscribe(),
        );
        let result = service.as_ref().map(drop).map_err(Clone::clone);
        let opened = service.as_ref().ok().cloned();
        let mut present = self.service.write().unwrap_or_else(PoisonError::into_inner);
        *present = service;
        drop(present);
        if let Some(service) = opened {
            (self.beside)(service);
        }
        result
    }
}

#[cfg(test)]
impl Shell {
    /// A shell over this product.
    fn over(dir: &std::path::Path, service: keywright_core::Result<Arc<KeyService>>) -> Self {
        Self {
            service: RwLock::new(service),
            opening: tokio::sync::Mutex::default(),
            desktop: Arc::new(ShellDesktop::new(dir, Box::new(|_, _| Ok(())))),
            reveals: Reveals::default(),
            steps: Steps::default(),
            narrow: Narrow::default(),
            residence: Residence::default(),
            beside: Box::new(|_| ()),
            place: Place::in_folder(dir),
        }
    }
}

/// Runs the app until its window is closed.
#[must_use]
pub fn run() -> ExitCode {
    if let Err(why) = process::guard() {
        return process::give_up(&why);
    }
    #[cfg(target_os = "linux")]
    render::choose();
    let moved = match Moved::from_environment() {
        Ok(moved) => moved,
        Err(why) => return process::give_up(&why),
    };
    let builder = tauri::Builder::default().plugin(tauri_plugin_clipboard_manager::init());
    let mut builder = commands::install(builder);
    if let Some(plugin) = windows::one_instance(moved.as_ref()) {
        builder = builder.plugin(plugin);
    }
    let app = builder
        .on_window_event(windows::on_event)
        .setup(move |app| {
            let place = match Place::open(app.handle(), moved.as_ref()) {
                Ok(place) => place,
                // Nothing is open yet. An error from here would be a panic in Tauri.
                Err(why) => std::process::exit(process::fail(&why)),
            };
            Ok(start(app, place, moved.as_ref())?)
        })
        .build(tauri::generate_context!());
    match app {
        Ok(app) => app.run(on_run_event),
        Err(_) => return process::give_up("The window system did not start."),
    }
    ExitCode::SUCCESS
}

/// Builds the product and shows its window.
fn start(app: &mut App, place: Place, moved: Option<&Moved>) -> tauri::Result<()> {
    let write = desktop::through_plugin(app.handle().clone());
    let close = reveal::closing(app.handle().clone());
    let desktop = ShellDesktop::new(place.data_dir(), write)
        .with_windows(close)
        .with_downloads(place::downloads(app.handle()))
        .with_answers(resident::answering(app.handle().clone()))
        .with_autostart(Autostart::of(moved.map(Moved::entry)));
    let desktop = Arc::new(desktop);
    let handle = app.handle().clone();
    let beside: Beside = Box::new(move |service| {
        tauri::async_runtime::spawn(resident::stay(handle.clone(), service));
    });
    app.manage(Shell {
        // Nobody asks before this function is over.
        service: RwLock::new(Err(ErrorCode::Internal.into())),
        opening: tokio::sync::Mutex::default(),
        desktop,
        reveals: Reveals::default(),
        steps: Steps::default(),
        narrow: Narrow::default(),
        residence: Residence::at_start(),
        beside,
        place,
    });
    // The page's process takes longer to start than the data file to open, and starts meanwhile.
    windows::open_main(app.handle())?;
    let shell = app.state::<Shell>();
    if shell.open().is_err() {
        // Its window says why.
        shell.residence.let_go();
    }
    process::leave_on_signal(app.handle().clone());
    Ok(())
}

/// Opens the data file and lets the product take up what the last run left, once the page has its first screen: that is
/// what people wait for.
fn open_service(
    place: &Place,
    desktop: &Arc<ShellDesktop>,
    mut page_stands: watch::Receiver<bool>,
) -> keywright_core::Result<Arc<KeyService>> {
    let service = KeyService::open(Parts {
        data_dir: place.data_dir().to_owned(),
        vault: Vault::keychain(place.keychain_service()),
        http: Http::new(Tuning::default())?,
        desktop: desktop.clone(),
        practice: Arc::new(Practice::default()),
        system_language: system_language(),
        pace: Pace::default(),
    })?;
    tauri::async_runtime::spawn(lock_with_computer(service.clone()));
    let running = Arc::clone(&service);
    tauri::async_runtime::spawn(async move {
        // Also where no page ever comes.
        let stands = page_stands.wait_for(|stands| *stands);
        let _ = tokio::time::timeout(2 * windows::SHOWN_AFTER, stands).await;
        running.start().await;
    });
    Ok(service)
}

/// Locks the app when the computer's screen locks, it goes to sleep or another person takes over, as far as the system
/// tells.
async fn lock_with_computer(service: Arc<KeyService>) {
    use keywright_core::session::{Session, follow};
    follow(&Session::default(), |why| {
        let service = service.clone();
        async move {
            // Without anything that opens it again, nothing locks.
            let _ = service.lock_for(why).await;
        }
    })
    .await;
}

/// What the system asks for, as a BCP 47 tag. `C` and `POSIX` are no languages.
fn system_language() -> String {
    sys_locale::get_locales()
        .find(|tag| tag.len() > 1 && tag != "POSIX")
        .unwrap_or_else(|| "en".to_owned())
}

fn on_run_event(app: &AppHandle, event: RunEvent) {
    match event {
        // The last window is gone or the system asks. `windows::leave` ends with a code, which passes.
        RunEvent::ExitRequested {
            code: None, api, ..
        } => {
            api.prevent_exit();
            windows::leave(app);
        }
        RunEvent::Exit => {
            // What is managed is not dropped when the process ends.
            if let Some(shell) = app.try_state::<Shell>() {
                shell.desktop.quit();
                // The next start begins as this one did, if it fails.
                let _ = shell.steps.frames.keep(shell.place.data_dir());
                shell.place.remove_webview_folders();
            }
        }
        _ => {}
    }
}
