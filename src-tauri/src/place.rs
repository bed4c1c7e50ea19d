//! Where this copy of the app keeps its things, and that it is the only one there.

use std::fs::{File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

use sha2::{Digest as _, Sha256};
use tauri::{AppHandle, Manager as _, Runtime};

/// Moves the data folder: for tests, and for people who keep several.
const VARIABLE: &str = "KEYWRIGHT_DATA_DIR";

/// A data folder that [`VARIABLE`] names.
pub(crate) struct Moved {
    dir: PathBuf,
    mark: String,
}

impl Moved {
    /// Makes the folder if it is not there yet. `None` when the variable is not set.
    ///
    /// # Errors
    /// In words, when there can be no such folder.
    pub(crate) fn from_environment() -> Result<Option<Self>, String> {
        let Some(dir) = std::env::var_os(VARIABLE).filter(|dir| !dir.is_empty()) else {
            return Ok(None);
        };
        let dir = PathBuf::from(dir);
        make_private(&dir)
            .and_then(|()| dir.canonicalize())
            .map(|dir| {
                Some(Self {
                    mark: mark(&dir),
                    dir,
                })
            })
            .map_err(|why| format!("{VARIABLE} cannot be used: {why}"))
    }

    /// What an entry that starts the app has to know of it.
    pub(crate) fn entry(&self) -> (PathBuf, String) {
        (self.dir.clone(), self.mark.clone())
    }

    /// Tells this folder from others: the start of its path's hash.
    pub(crate) fn mark(&self) -> &str {
        &self.mark
    }
}

/// Where files go that the user asks for: the folder for downloads, or one of that name where the system names none.
pub(crate) fn downloads<R: Runtime>(app: &AppHandle<R>) -> Option<PathBuf> {
    let paths = app.path();
    let named = paths.download_dir();
    named
        .or_else(|_| paths.home_dir().map(|home| home.join("Downloads")))
        .ok()
}

/// The folders of this copy. Held until the process ends, so that no other copy writes there.
pub(crate) struct Place {
    data_dir: PathBuf,
    keychain_service: String,
    webviews: PathBuf,
    opened: AtomicU32,
    lock: File,
}

impl Drop for Place {
    /// Lets go at once. The end of the file alone would not: a program that is being started has it too for a moment.
    fn drop(&mut self) {
        // It goes with the process in any case.
        let _ = self.lock.unlock();
    }
}

impl Place {
    /// Finds or makes the folders and takes hold of them.
    ///
    /// # Errors
    /// In words, when they cannot be used or another copy holds them.
    pub(crate) fn open<R: Runtime>(
        app: &AppHandle<R>,
        moved: Option<&Moved>,
    ) -> Result<Self, String> {
        let data_dir = match moved {
            Some(moved) => moved.dir.clone(),
            None => app
                .path()
                .app_data_dir()
                .map_err(|_| "There is no home folder.")?,
        };
        // A runtime folder lies in memory and is the user's own; not every system has one.
        let runtime = app.path().runtime_dir().ok().filter(|dir| dir.is_dir());
        Self::at(data_dir, runtime, moved.map(Moved::mark))
    }

    /// A place for a test.
    #[cfg(test)]
    pub(crate) fn in_folder(dir: &Path) -> Self {
        Self::at(dir.to_owned(), None, None).unwrap()
    }

    /// As [`Place::open`], with the folders given.
    fn at(data_dir: PathBuf, runtime: Option<PathBuf>, mark: Option<&str>) -> Result<Self, String> {
        let cannot = |why: io::Error| format!("{} cannot be used: {why}", data_dir.display());
        make_private(&data_dir).map_err(cannot)?;
        let lock = File::create(data_dir.join("lock")).map_err(cannot)?;
        lock.try_lock().map_err(|why| match why {
            TryLockError::WouldBlock => {
                format!("Keywright already runs with {}.", data_dir.display())
            }
            TryLockError::Error(why) => cannot(why),
        })?;
        let name = match mark {
            Some(mark) => format!("keywright-{mark}"),
            None => "keywright".to_owned(),
        };
        let place = Self {
            webviews: runtime.map_or_else(|| data_dir.join("webview"), |dir| dir.join(name)),
            // No dots: some keychains read more into a name that has them.
            keychain_service: match mark {
                Some(mark) => format!("Keywright-{mark}"),
                None => "Keywright".to_owned(),
            },
            opened: AtomicU32::new(0),
            lock,
            data_dir,
        };
        // What a copy that was killed has left behind.
        place.remove_webview_folders();
        Ok(place)
    }

    /// Where the data file lies.
    pub(crate) fn data_dir(&self) -> &Path {
        &self.data_dir
    }

    /// The name under which our items stand in the keychain.
    pub(crate) fn keychain_service(&self) -> &str {
        &self.keychain_service
    }

    /// A new folder for one opening of one window, and its number.
    ///
    /// # Errors
    /// When it cannot be made.
    pub(crate) fn new_webview_folder(&self) -> io::Result<(u32, PathBuf)> {
        let number = self.opened.fetch_add(1, Ordering::Relaxed);
        // WebDriver sees the windows of one folder only.
        let name = if cfg!(feature = "automation") {
            0
        } else {
            number
        };
        let dir = self.webviews.join(name.to_string());
        make_private(&self.webviews)?;
        make_private(&dir)?;
        Ok((number, dir))
    }

    /// Removes what one window has left on disk.
    pub(crate) fn remove_webview_folder(&self, dir: &Path) {
        if !cfg!(feature = "automation") {
            // Its web process may still be ending; then it goes when the app does.
            let _ = std::fs::remove_dir_all(dir);
        }
    }

    /// Removes what all windows have left on disk.
    pub(crate) fn remove_webview_folders(&self) {
        // Not there is fine; in use is possible on Windows, and then the next start removes it.
        let _ = std::fs::remove_dir_all(&self.webviews);
    }
}

/// Makes a folder that only its user can enter. One that is there stays as it is.
fn make_private(dir: &Path) -> io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(dir)
}

/// The start of a path's hash, in hex.
fn mark(dir: &Path) -> String {
    Sha256::digest(dir.as_os_str().as_encoded_bytes())[..4]
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn second_copy_is_refused_and_first_can_be_followed() {
        let dir = tempfile::tempdir().unwrap();
        let data = dir.path().join("data");
        let first = Place::at(data.clone(), None, None).unwrap();
        assert!(Place::at(data.clone(), None, None).is_err_and(|why| why.contains("already runs")));
        drop(first);
        assert!(Place::at(data, None, None).is_ok());
    }

    #[test]
    fn a_folder_is_free_again_even_while_a_program_is_being_started() {
        let dir = tempfile::tempdir().unwrap();
        let place = Place::at(dir.path().to_owned(), None, None).unwrap();
        // As a child process has it between its birth and its program.
        let inherited = place.lock.try_clone().unwrap();
        drop(place);
        assert!(Place::at(dir.path().to_owned(), None, None).is_ok());
        drop(inherited);
    }

    #[test]
    fn moved_folders_have_names_of_their_own() {
        let (a, b) = (mark(Path::new("/a")), mark(Path::new("/b")));
        assert_ne!(a, b);
        let dir = tempfile::tempdir().unwrap();
        let place = Place::at(dir.path().join("data"), None, Some(&a)).unwrap();
        assert_eq!(place.keychain_service(), format!("Keywright-{a}"));
        let own = Place::at(dir.path().join("own"), None, None).unwrap();
        assert_eq!(own.keychain_service(), "Keywright");
    }

    #[test]
    fn webview_folders_are_new_each_time_and_swept_at_start() {
        let dir = tempfile::tempdir().unwrap();
        let place = Place::at(dir.path().join("data"), Some(dir.path().into()), None).unwrap();
        let (_, first) = place.new_webview_folder().unwrap();
        assert_ne!(first, place.new_webview_folder().unwrap().1);
        drop(place); // as after a kill: nothing is removed
        assert!(first.exists());
        let place = Place::at(dir.path().join("data"), Some(dir.path().into()), None).unwrap();
        assert!(!first.exists());
        assert!(place.new_webview_folder().unwrap().1.exists());
    }

    #[cfg(unix)]
    #[test]
    fn new_folders_are_private() {
        use std::os::unix::fs::PermissionsExt as _;
        let dir = tempfile::tempdir().unwrap();
        let place = Place::at(dir.path().join("deep/data"), None, None).unwrap();
        let mode = place.data_dir().metadata().unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o700);
    }
}
