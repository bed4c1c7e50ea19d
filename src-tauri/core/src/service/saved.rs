//! Files that the user asked for: saved by the desktop, under names of ours.

use std::path::Path;
use std::sync::PoisonError;

use super::KeyService;
use crate::error::{Error, ErrorCode, Result};
use crate::model::Saved;

impl KeyService {
    /// Saves a file that the user asked for, and remembers its folder for [`KeyService::open_saved_folder`]. The page
    /// chooses neither name nor folder.
    ///
    /// # Errors
    /// [`ErrorCode::FileNotSaved`].
    pub(super) fn save_file(&self, name: &str, content: &[u8]) -> Result<Saved> {
        let path = self.desktop.save_file(name, content)?;
        let folder = path.parent().unwrap_or_else(|| Path::new(""));
        let saved = Saved {
            name: path
                .file_name()
                .map_or_else(String::new, |name| name.to_string_lossy().into_owned()),
            folder: folder.display().to_string(),
        };
        *self.saved_in.lock().unwrap_or_else(PoisonError::into_inner) = Some(folder.to_owned());
        Ok(saved)
    }

    /// Shows the folder of the file that was saved last in the system's file manager.
    ///
    /// # Errors
    /// [`ErrorCode::Gone`] when none was saved since the start; [`ErrorCode::LinkFailed`].
    pub async fn open_saved_folder(&self) -> Result<()> {
        let folder = self
            .saved_in
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone();
        self.desktop
            .open_folder(&folder.ok_or_else(|| Error::new(ErrorCode::Gone))?)
    }
}
