//! What a row of `command_list.rs` means: a Tauri handler under its name, a permission (`build.rs`), a line of the
//! page's `Commands` type (`tests.rs`).
//!
//! A handler hands its argument to the method of the same name of `KeyService`, if the app is not locked
//! (`Shell::serving`), and checks nothing else itself. The rows that concern a window stand in `windows.rs`,
//! `strip.rs` and `reveal.rs`, those for a data file that does not open in `recovery.rs`.

use keywright_core::model::{
    AccessRules, Account, AccountRef, AllowUndocumented, ApiKey, AppState, Background, BinEntry,
    BinRef, ChangePassphrase, ChoosePlace, CloudActivityOf, CloudLog, Connect, Connected, Copied,
    CopyKey, CopyToken, CreateGroup, CreateKey, Deadline, DeleteKey, Draft, Emergency,
    EmergencyLine, EmergencyRef, EmptyBin, EndSuccession, Event, Group, GroupRef, HistoryCheck,
    Identity, KeyList, KeyRef, ListEvents, LockChoices, MarkKey, MarkKeys, MoveDraft, NameKey,
    NewKeyFor, NewKeyOptions, NoteStopped, NoteSuccession, OpenLink, OpenVault, PlanEmergency,
    PracticeState, Project, Prove, ProvePassphrase, RefreshKeys, RegenerateKey, RenameAccount,
    RenewToken, Replacement, ReplacementRef, RevokeToken, Rotation, RotationRef, SaveReport, Saved,
    SetPracticeTrouble, SetRules, SetUpPassphrase, Settings, Settle, SnoozeKeys, StageCredential,
    StartEmergency, StartPractice, StartReplacement, StartRotation, StartSuccession,
    StepReplacement, StepRotation, StepSuccession, Subscribe, Subscription, Succession, SwitchKey,
    TokenRef, Unfinished, UpdateKey, VaultHealth, VaultState,
};
use tauri::{Builder, Runtime, State};

use crate::Shell;
use crate::ipc::{IpcError, Subject};
use crate::recovery::*;
use crate::reveal::*; // all of it: `#[tauri::command]` makes further names beside each handler
use crate::strip::*;
use crate::windows::*;

/// The handler of one row.
macro_rules! handler {
    (wait_for_change $($rest:tt)*) => {};
    (reveal_key $($rest:tt)*) => {};
    (new_recovery_code $($rest:tt)*) => {};
    (take_reveal $($rest:tt)*) => {};
    (close_reveal $($rest:tt)*) => {};
    (list_copies $($rest:tt)*) => {};
    (restore_copy $($rest:tt)*) => {};
    (open_again $($rest:tt)*) => {};
    (open_data_folder $($rest:tt)*) => {};
    (enter_strip $($rest:tt)*) => {};
    (leave_strip $($rest:tt)*) => {};
    (strip_over $($rest:tt)*) => {};
    ($name:ident () -> $answer:ty) => {
        #[tauri::command]
        async fn $name(shell: State<'_, Shell>) -> Result<$answer, IpcError> {
            let answer = match shell.serving(stringify!($name)) {
                Ok(service) => service.$name().await,
                Err(error) => Err(error),
            };
            answer.map_err(|error| shell.refusal(&error, stringify!($name), Subject::Nothing))
        }
    };
    ($name:ident ($argument:ty) -> $answer:ty) => {
        #[tauri::command]
        async fn $name(shell: State<'_, Shell>, args: $argument) -> Result<$answer, IpcError> {
            let subject = Subject::from(&args);
            let answer = match shell.serving(stringify!($name)) {
                Ok(service) => service.$name(args).await,
                Err(error) => Err(error),
            };
            answer.map_err(|error| shell.refusal(&error, stringify!($name), subject))
        }
    };
}

macro_rules! command_list {
    ($($window:ident { $($name:ident ( $($argument:ty)? ) -> $answer:ty;)* })*) => {
        $($(handler! { $name ($($argument)?) -> $answer })*)*

        /// Gives the page its commands. Which window may call which is decided by `capabilities/*.json`.
        pub(crate) fn install<R: Runtime>(builder: Builder<R>) -> Builder<R> {
            builder.invoke_handler(tauri::generate_handler![$($($name),*),*])
        }
    };
}
include!("command_list.rs");
