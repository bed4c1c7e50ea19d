//! What a refused command answers: codes cross to the page, texts do not.

use keywright_core::Error;
use keywright_core::model::{
    AccountId, AccountRef, AllowUndocumented, BinRef, ChangePassphrase, ChoosePlace,
    CloudActivityOf, Connect, CopyKey, CopyToken, CreateGroup, CreateKey, DeleteKey, EmergencyRef,
    EmptyBin, EndSuccession, GroupRef, KeyId, KeyRef, KindId, ListEvents, MarkKey, MarkKeys,
    MoveDraft, NameKey, NewKeyFor, NoteStopped, NoteSuccession, OpenLink, OpenVault, OperationKind,
    PlanEmergency, Problem, Prove, ProvePassphrase, ProviderId, RefreshKeys, RegenerateKey,
    RenameAccount, RenewToken, ReplacementRef, RevokeToken, RotationRef, SaveReport, Seen,
    SetPracticeTrouble, SetRules, SetUpPassphrase, Settings, Settle, SnoozeKeys, StageCredential,
    StartEmergency, StartPractice, StartReplacement, StartRotation, StartSuccession,
    StepReplacement, StepRotation, StepSuccession, Subscribe, SwitchKey, TokenRef, UpdateKey,
};
use serde::Serialize;

use crate::Shell;

/// A refusal as the page gets it.
#[derive(Serialize)]
#[serde(transparent)]
pub(crate) struct IpcError(Problem);

impl From<Error> for IpcError {
    fn from(error: Error) -> Self {
        Self(Problem::of(&error, None, None))
    }
}

/// What a command is about. It names the cloud for the words of an error; noted before the call, which takes the
/// argument away.
#[derive(Clone, Copy)]
pub(crate) enum Subject {
    Nothing,
    Provider(ProviderId),
    Kind(KindId),
    Account(AccountId),
    Key(KeyId),
    /// A key that is switched on or off.
    Switch(KeyId, bool),
}

impl Shell {
    /// An error beside what was asked for.
    pub(crate) fn refusal(&self, error: &Error, command: &str, subject: Subject) -> IpcError {
        let service = self.service().ok();
        let service = service.as_deref();
        let provider = match subject {
            Subject::Nothing => None,
            Subject::Provider(provider) => Some(provider),
            Subject::Kind(kind) => service.and_then(|service| service.provider_of_kind(kind)),
            Subject::Account(account) => {
                service.and_then(|service| service.provider_of_account(account))
            }
            Subject::Key(key) | Subject::Switch(key, _) => {
                service.and_then(|service| service.provider_of_key(key))
            }
        };
        IpcError(Problem::of(error, provider, operation(command, subject)))
    }
}

macro_rules! subjects {
    ($($argument:ty: $it:ident => $subject:expr;)*) => {
        $(impl From<&$argument> for Subject {
            fn from($it: &$argument) -> Self {
                $subject
            }
        })*
    };
}

subjects! {
    (): _it => Self::Nothing;
    Seen: _it => Self::Nothing;
    Settings: _it => Self::Nothing;
    SnoozeKeys: _it => Self::Nothing;
    ListEvents: _it => Self::Nothing;
    CloudActivityOf: it => it.key.map_or(Self::Nothing, Self::Key);
    SaveReport: _it => Self::Nothing;
    Prove: _it => Self::Nothing;
    Settle: _it => Self::Nothing;
    SetUpPassphrase: _it => Self::Nothing;
    OpenVault: _it => Self::Nothing;
    ChangePassphrase: _it => Self::Nothing;
    ProvePassphrase: _it => Self::Nothing;
    ChoosePlace: _it => Self::Nothing;
    StartPractice: it => Self::Provider(it.provider);
    OpenLink: it => Self::Kind(it.kind);
    StageCredential: it => Self::Kind(it.kind);
    Connect: it => Self::Kind(it.kind);
    MoveDraft: it => Self::Kind(it.kind);
    NewKeyFor: it => Self::Kind(it.kind);
    CreateKey: it => Self::Kind(it.kind);
    SetPracticeTrouble: it => Self::Account(it.account);
    AccountRef: it => Self::Account(it.account);
    RenameAccount: it => Self::Account(it.account);
    AllowUndocumented: it => Self::Account(it.account);
    RefreshKeys: it => it.account.map_or(Self::Nothing, Self::Account);
    KeyRef: it => Self::Key(it.key);
    UpdateKey: it => Self::Key(it.key);
    SwitchKey: it => Self::Switch(it.key, it.on);
    NameKey: it => Self::Key(it.key);
    MarkKey: it => Self::Key(it.key);
    MarkKeys: _it => Self::Nothing;
    RegenerateKey: it => Self::Key(it.key);
    StartRotation: it => Self::Key(it.key);
    StartReplacement: it => Self::Key(it.key);
    StepReplacement: _it => Self::Nothing;
    ReplacementRef: _it => Self::Nothing;
    BinRef: _it => Self::Nothing;
    EmptyBin: _it => Self::Nothing;
    PlanEmergency: it => Self::Account(it.account);
    StartEmergency: it => Self::Account(it.account);
    EmergencyRef: _it => Self::Nothing;
    NoteStopped: _it => Self::Nothing;
    StepRotation: _it => Self::Nothing;
    RotationRef: _it => Self::Nothing;
    StartSuccession: it => Self::Key(it.key);
    StepSuccession: _it => Self::Nothing;
    NoteSuccession: _it => Self::Nothing;
    EndSuccession: _it => Self::Nothing;
    Subscribe: it => Self::Key(it.key);
    CreateGroup: it => Self::Kind(it.kind);
    GroupRef: it => Self::Kind(it.kind);
    SetRules: it => Self::Kind(it.kind);
    DeleteKey: it => Self::Key(it.key);
    CopyKey: it => Self::Key(it.key);
    TokenRef: it => Self::Key(it.key);
    RenewToken: it => Self::Key(it.key);
    RevokeToken: it => Self::Key(it.key);
    CopyToken: it => Self::Key(it.key);
}

/// What is being done when this command runs; `None` when the page needs no word for it.
fn operation(command: &str, subject: Subject) -> Option<OperationKind> {
    use OperationKind as Op;
    if let Subject::Switch(_, on) = subject {
        return Some(if on { Op::Resume } else { Op::Pause });
    }
    Some(match command {
        "stage_credential" | "move_draft" | "connect" | "start_practice" => Op::Connect,
        "disconnect" => Op::Disconnect,
        "verify_account" | "verify_key" => Op::Verify,
        "list_keys" | "refresh_keys" => Op::List,
        "new_key_options" | "create_key" => Op::Create,
        "update_key" => Op::Update,
        "delete_key" => Op::Delete,
        "forget_key" | "forget_secret" => Op::Forget,
        "restore_from_bin" => Op::PutBack,
        "empty_bin" => Op::Discard,
        "plan_emergency" | "start_emergency" | "run_emergency" | "note_stopped"
        | "end_emergency" => Op::Emergency,
        "fetch_secret" => Op::Reread,
        "regenerate_key" => Op::Regenerate,
        "start_replacement" | "step_replacement" | "end_replacement" => Op::Replace,
        "start_rotation" | "step_rotation" | "end_rotation" => Op::Rotate,
        "start_succession" | "step_succession" | "note_succession" | "end_succession" => Op::Rotate,
        "create_group" => Op::CreateGroup,
        "group_rules" | "set_group_rules" => Op::Rules,
        "list_subscriptions" | "subscribe" => Op::Subscribe,
        "mint_token" | "renew_token" => Op::MintToken,
        "check_token" => Op::CheckToken,
        "revoke_token" => Op::RevokeToken,
        "copy_key" | "copy_token" => Op::Copy,
        "reveal_key" | "take_reveal" => Op::Reveal,
        "list_unfinished" | "settle" => Op::Reconcile,
        _ => return None,
    })
}
