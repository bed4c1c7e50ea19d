//! What the page can do when the data file could not be opened. None of it needs the product, and none is admitted while
//! an open one is locked.

use keywright_core::ErrorCode;
use keywright_core::model::{DataCopy, RestoreCopy};
use keywright_core::store::copies;
use tauri::State;

use crate::Shell;
use crate::ipc::{IpcError, Subject};

/// The copies of the data file that can be put back, newest first.
#[tauri::command]
pub(crate) async fn list_copies(shell: State<'_, Shell>) -> Result<Vec<DataCopy>, IpcError> {
    admit(&shell, "list_copies")?;
    Ok(copies::list(shell.place.data_dir()))
}

/// Puts a copy in the place of a data file that is damaged or newer, keeps that file, and goes on.
#[tauri::command]
pub(crate) async fn restore_copy(
    shell: State<'_, Shell>,
    args: RestoreCopy,
) -> Result<(), IpcError> {
    admit(&shell, "restore_copy")?;
    let _turn = shell.opening.lock().await;
    let restored = match shell.service() {
        Err(error) if matches!(error.code, ErrorCode::DataDamaged | ErrorCode::DataNewer) => {
            copies::restore(shell.place.data_dir(), &args.name)
        }
        // Open, or closed for a reason that a copy does not mend.
        _ => Err(ErrorCode::Conflict.into()),
    };
    restored
        .and_then(|()| shell.open())
        .map_err(|error| shell.refusal(&error, "restore_copy", Subject::Nothing))
}

/// Tries once more to open the data file.
#[tauri::command]
pub(crate) async fn open_again(shell: State<'_, Shell>) -> Result<(), IpcError> {
    admit(&shell, "open_again")?;
    let _turn = shell.opening.lock().await;
    if shell.service().is_ok() {
        return Ok(());
    }
    shell
        .open()
        .map_err(|error| shell.refusal(&error, "open_again", Subject::Nothing))
}

/// Shows the data folder in the system's file manager.
#[tauri::command]
pub(crate) async fn open_data_folder(shell: State<'_, Shell>) -> Result<(), IpcError> {
    admit(&shell, "open_data_folder")?;
    open::that_detached(shell.place.data_dir()).map_err(|_| {
        shell.refusal(
            &ErrorCode::LinkFailed.into(),
            "open_data_folder",
            Subject::Nothing,
        )
    })
}

/// Refuses where the product is open and locked.
fn admit(shell: &Shell, command: &str) -> Result<(), IpcError> {
    match shell.serving(command) {
        Err(error) if error.code == ErrorCode::AppLocked => {
            Err(shell.refusal(&error, command, Subject::Nothing))
        }
        _ => Ok(()),
    }
}
