//! The flow of the service over the passphrase vault.

use std::sync::Arc;

use secrecy::{ExposeSecret as _, SecretString};

use super::fake::*;
use crate::error::{ErrorCode, Outcome};
use crate::model::*;
use crate::service::KeyService;
use crate::store::OperationState;
use crate::vault::Fault;
use crate::vault::passphrase::Slot;

const WORD: &str = "made-up passphrase";

fn word() -> SecretString {
    SecretString::from(WORD)
}

fn open(text: &str) -> OpenVault {
    OpenVault {
        secret: SecretString::from(text),
        recovery: false,
    }
}

fn choose(place: VaultPlace) -> ChoosePlace {
    ChoosePlace { place }
}

async fn set_up(service: &Arc<KeyService>) -> VaultState {
    // These tests are about the vault alone: the app does not lock at its next start.
    let settings = Settings {
        preset: Preset::Convenient,
        ..service.settings().unwrap()
    };
    service.save_settings(settings).await.unwrap();
    service
        .set_up_passphrase(SetUpPassphrase {
            passphrase: word(),
            keep_here: true,
        })
        .await
        .unwrap()
}

async fn copied(world: &World, service: &Arc<KeyService>, key: KeyId) -> String {
    let what = CopyWhat::Secret;
    service.copy_key(CopyKey { key, what }).await.unwrap();
    world
        .desktop
        .copied
        .lock()
        .unwrap()
        .last()
        .unwrap()
        .0
        .clone()
}

fn file_holds(world: &World, bytes: &[u8]) -> bool {
    std::fs::read_dir(world.folder.path()).unwrap().any(|file| {
        let held = std::fs::read(file.unwrap().path()).unwrap();
        held.windows(bytes.len()).any(|w| w == bytes)
    })
}

#[tokio::test]
async fn without_a_keychain_keys_are_made_kept_and_taken_up_in_the_vault() {
    let world = World::new(&SPEC);
    world.keychain.break_with(Some(Fault::Missing));
    let service = world.service();
    let state = set_up(&service).await;
    assert_eq!(
        (state.place, state.passphrase),
        (VaultPlace::Passphrase, PassphraseState::Open)
    );
    let account = world.connected(&service).await;
    let key = service.create_key(new_key(&account, "dash")).await.unwrap();
    assert_eq!(copied(&world, &service, key.id).await, SECRET);
    // The account's credential and the key's: nothing of the operations is left.
    let state = service.vault_state().await.unwrap();
    assert_eq!((state.in_keychain, state.in_passphrase), (0, 2));
    assert!(!file_holds(&world, SECRET.as_bytes()) && !file_holds(&world, WORD.as_bytes()));

    drop(service);
    let service = world.service();
    let copy = || CopyKey {
        key: key.id,
        what: CopyWhat::Secret,
    };
    let closed = service.copy_key(copy()).await.unwrap_err();
    assert_eq!(closed.code, ErrorCode::VaultClosed);
    let made = world.cloud.with(|cloud| cloud.keys.len());
    let refused = service
        .create_key(new_key(&account, "more"))
        .await
        .unwrap_err();
    assert_eq!(
        (refused.code, refused.outcome),
        (ErrorCode::VaultClosed, Outcome::Unsent)
    );
    assert_eq!(world.cloud.with(|cloud| cloud.keys.len()), made);
    let wrong = service.open_vault(open("wrong")).await;
    assert_eq!(wrong.unwrap_err().code, ErrorCode::PassphraseWrong);
    service.open_vault(open(WORD)).await.unwrap();
    assert_eq!(copied(&world, &service, key.id).await, SECRET);
    service
        .delete_key(DeleteKey {
            key: key.id,
            typed_name: "dash".to_owned(),
        })
        .await
        .unwrap();
    assert_eq!(service.vault_state().await.unwrap().in_passphrase, 1);
    // Nobody asked the other place for anything, and nothing waits to be removed from it.
    assert_eq!(world.keychain.calls(), 0);
    assert!(service.store.leftovers().unwrap().is_empty());
}

#[tokio::test]
async fn drafts_rest_in_the_vault_too() {
    let world = World::new(&SPEC);
    world.keychain.break_with(Some(Fault::Missing));
    let service = world.service();
    set_up(&service).await;
    let draft = service
        .stage_credential(StageCredential {
            draft: None,
            kind: KindId::ClickhouseKey,
            field: "key_secret".to_owned(),
            text: Some(SecretString::from(SECRET)),
        })
        .await
        .unwrap();
    drop(service);
    let service = world.service();
    assert_eq!(service.list_drafts().await.unwrap(), vec![draft.clone()]);
    assert!(!file_holds(&world, SECRET.as_bytes()));
    let forget = settle(draft.id, Settlement::Forget);
    // What is thrown away needs no open vault.
    service.settle(forget).await.unwrap();
    assert_eq!(service.vault_state().await.unwrap().in_passphrase, 0);
}

#[tokio::test]
async fn everything_moves_to_the_vault_and_back() {
    let world = World::new(&SPEC);
    let service = world.service();
    let account = world.connected(&service).await;
    let key = service.create_key(new_key(&account, "dash")).await.unwrap();
    assert_eq!(world.keychain.items().len(), 2);
    let to_vault = choose(VaultPlace::Passphrase);
    let error = service.move_secrets(to_vault).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::NoPassphrase);
    set_up(&service).await;
    // Setting it up moves nothing by itself.
    let state = service.vault_state().await.unwrap();
    assert_eq!((state.in_keychain, state.in_passphrase), (2, 0));
    let state = service.move_secrets(to_vault).await.unwrap();
    assert_eq!((state.in_keychain, state.in_passphrase), (0, 2));
    assert_eq!((state.moving, world.keychain.items().len()), (None, 0));
    assert_eq!(copied(&world, &service, key.id).await, SECRET);

    let prove = || ProvePassphrase { passphrase: word() };
    let error = service.remove_passphrase(prove()).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::VaultNotEmpty);
    let state = service
        .move_secrets(choose(VaultPlace::Keychain))
        .await
        .unwrap();
    assert_eq!((state.in_keychain, state.in_passphrase), (2, 0));
    assert_eq!(state.place, VaultPlace::Keychain);
    assert_eq!(copied(&world, &service, key.id).await, SECRET);
    let state = service.remove_passphrase(prove()).await.unwrap();
    assert_eq!(state.passphrase, PassphraseState::None);
    service.create_key(new_key(&account, "more")).await.unwrap();
    assert_eq!(world.keychain.items().len(), 3);
}

#[tokio::test]
async fn a_move_that_was_cut_goes_on_once_the_vault_is_open() {
    let world = World::new(&SPEC);
    let service = world.service();
    let account = world.connected(&service).await;
    let key = service.create_key(new_key(&account, "dash")).await.unwrap();
    service.create_key(new_key(&account, "more")).await.unwrap();
    set_up(&service).await;
    // The check takes five calls, choosing none; the first secret a few more.
    world.keychain.break_after(10, Fault::Locked);
    let error = service
        .move_secrets(choose(VaultPlace::Passphrase))
        .await
        .unwrap_err();
    assert_eq!(error.code, ErrorCode::VaultLocked);
    let moving = service.vault_state().await.unwrap().moving.unwrap();
    assert_eq!(moving.problem, Some(ErrorCode::VaultLocked));
    assert!(
        moving.left > 0 && moving.left < 3 && !moving.running,
        "{moving:?}"
    );
    drop(service);

    world.keychain.break_with(None);
    let service = world.service();
    let mut seen = service.wait_for_change(Seen { revision: 0 }).await.unwrap();
    service.open_vault(open(WORD)).await.unwrap();
    while service.vault_state().await.unwrap().moving.is_some() {
        seen = service.wait_for_change(seen).await.unwrap();
    }
    let state = service.vault_state().await.unwrap();
    assert_eq!((state.in_keychain, state.in_passphrase), (0, 3));
    assert!(world.keychain.items().is_empty());
    assert_eq!(copied(&world, &service, key.id).await, SECRET);
}

#[tokio::test]
async fn an_answer_that_came_while_the_vault_was_being_closed_is_kept() {
    let world = World::new(&SPEC);
    let service = world.service();
    set_up(&service).await;
    let account = world.connected(&service).await;
    // The vault closes in the middle: the cloud's answer to the create comes afterwards.
    let closing = Arc::clone(&service);
    world
        .cloud
        .with(|cloud| cloud.on_create = Some(Box::new(move || closing.close_passphrase())));
    let key = service.create_key(new_key(&account, "dash")).await.unwrap();
    assert_eq!(service.passphrase_state().unwrap(), PassphraseState::Closed);
    assert_eq!(key.secret, SecretPlace::Here);
    service.open_vault(open(WORD)).await.unwrap();
    assert_eq!(copied(&world, &service, key.id).await, SECRET);
}

#[tokio::test]
async fn the_recovery_code_leaves_for_its_own_window_and_opens_the_vault() {
    let world = World::new(&SPEC);
    let service = world.service();
    set_up(&service).await;
    assert!(!service.vault_state().await.unwrap().recovery);
    let prove = ProvePassphrase { passphrase: word() };
    let (code, new) = service.new_recovery_code(prove).await.unwrap();
    assert_eq!(code.field, "recovery_code");
    // The window may never open, and then nothing has changed.
    assert!(!service.vault_state().await.unwrap().recovery);
    service.keep_recovery_code(&new).unwrap();
    let state = service.close_vault().await.unwrap();
    assert_eq!(
        (state.passphrase, state.recovery),
        (PassphraseState::Closed, true)
    );
    // EXPOSE: a made-up code, to type it.
    let typed = SecretString::from(code.value.expose_secret().to_lowercase());
    let state = service
        .change_passphrase(ChangePassphrase {
            current: typed,
            recovery: true,
            passphrase: SecretString::from("다시 정한 긴 암호"),
        })
        .await
        .unwrap();
    assert_eq!(state.passphrase, PassphraseState::Open);
}

#[tokio::test]
async fn no_copy_is_opened_by_a_recovery_code_that_was_replaced() {
    let world = World::new(&SPEC);
    let service = world.service();
    set_up(&service).await;
    let this = service.clone();
    let background = tokio::spawn(async move { this.start().await });
    let prove = || ProvePassphrase { passphrase: word() };
    for _ in 0..2 {
        let (_, new) = service.new_recovery_code(prove()).await.unwrap();
        service.keep_recovery_code(&new).unwrap();
        let present = service.store.vault_slot(Slot::Recovery).unwrap().unwrap();
        let folder = world.folder.path().join(crate::store::copies::FOLDER);
        let patience = tokio::time::Instant::now() + std::time::Duration::from_secs(60);
        loop {
            let copies = std::fs::read_dir(&folder).into_iter().flatten();
            let copies: Vec<_> = copies
                .filter_map(|e| std::fs::read(e.ok()?.path()).ok())
                .collect();
            let has = |copy: &Vec<u8>| {
                copy.windows(present.sealed.len())
                    .any(|w| w == present.sealed)
            };
            if !copies.is_empty() && copies.iter().all(has) {
                break;
            }
            assert!(
                tokio::time::Instant::now() < patience,
                "the copies stay as they were"
            );
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
    }
    background.abort();
}

#[tokio::test]
async fn a_recovery_code_for_a_vault_that_is_gone_opens_no_other() {
    let world = World::new(&SPEC);
    let service = world.service();
    let passphrase = || ProvePassphrase { passphrase: word() };
    let set_up_here = async || {
        let ask = SetUpPassphrase {
            passphrase: word(),
            keep_here: false,
        };
        service.set_up_passphrase(ask).await.unwrap();
    };
    set_up_here().await;
    let (_, new) = service.new_recovery_code(passphrase()).await.unwrap();
    service.remove_passphrase(passphrase()).await.unwrap();
    let gone = service.keep_recovery_code(&new).unwrap_err();
    assert_eq!(gone.code, ErrorCode::Gone);
    set_up_here().await;
    let gone = service.keep_recovery_code(&new).unwrap_err();
    assert_eq!(gone.code, ErrorCode::Gone);
    assert!(!service.vault_state().await.unwrap().recovery);
}

#[tokio::test]
async fn an_answer_that_the_keychain_would_not_take_goes_where_new_secrets_go_now() {
    let world = World::new(&SPEC);
    let service = world.service();
    let account = world.connected(&service).await;
    // Check, sign in, the operation's own key; then the keychain is gone.
    world.keychain.break_after(7, Fault::Missing);
    let error = service
        .create_key(new_key(&account, "dash"))
        .await
        .unwrap_err();
    assert_eq!(
        (error.code, error.outcome),
        (ErrorCode::VaultMissing, Outcome::Unknown)
    );
    set_up(&service).await;
    world.keychain.break_with(None);
    let open = service.list_unfinished().await.unwrap();
    let look = settle(open[0].id, Settlement::LookAgain);
    assert!(service.settle(look).await.unwrap().is_empty());
    let state = service.vault_state().await.unwrap();
    assert_eq!((state.in_keychain, state.in_passphrase), (1, 1));
    let key = service.list_keys().await.unwrap().keys[0].id;
    assert_eq!(copied(&world, &service, key).await, SECRET);
    assert_eq!(world.keychain.items().len(), 1);
}

#[tokio::test]
async fn tokens_rest_in_the_vault_and_none_is_made_that_could_not_be_kept() {
    let world = World::new(&TOKENS);
    let service = world.service();
    let account = world.connected(&service).await;
    let key = service
        .create_key(new_key(&account, "dash"))
        .await
        .unwrap()
        .id;
    set_up(&service).await;
    let token = TokenRef {
        key,
        token: TokenKind::Api,
    };
    service.mint_token(token).await.unwrap();
    assert_eq!(service.vault_state().await.unwrap().in_passphrase, 1);
    service.close_vault().await.unwrap();
    // The key that signs rests in the keychain, but the token could not be kept.
    let error = service.mint_token(token).await.unwrap_err();
    assert_eq!(
        (error.code, error.outcome),
        (ErrorCode::VaultClosed, Outcome::Unsent)
    );
    assert_eq!(world.cloud.with(|cloud| cloud.minted), 1);
}

#[tokio::test]
async fn what_waits_for_the_vault_is_due_when_it_opens_whenever_it_was_to_be_tried() {
    let world = World::new(&SPEC);
    let service = world.service();
    set_up(&service).await;
    let account = world.connected(&service).await;
    world.cloud.with(|cloud| cloud.plan.push_back(Create::Cut));
    let made = service.create_key(new_key(&account, "dash")).await;
    made.unwrap_err();
    let mut row = service.store.operations().unwrap().remove(0);
    let much_later = jiff::Timestamp::now() + std::time::Duration::from_secs(600);
    for (state, due) in [
        (OperationState::Unknown, true),
        // What the user decided stays decided.
        (OperationState::Kept, false),
    ] {
        row.state = state;
        row.code = Some(ErrorCode::VaultClosed);
        row.next_look_at = Some(much_later);
        service.store.advance(&row).unwrap();
        service.close_vault().await.unwrap();
        service.open_vault(open(WORD)).await.unwrap();
        let next = service.next_look().unwrap();
        assert_eq!(next < much_later, due, "{state:?}");
    }
}

#[tokio::test]
async fn a_vault_that_opened_is_open_whatever_the_data_file_says() {
    let world = World::new(&SPEC);
    let service = world.service();
    set_up(&service).await;
    let account = world.connected(&service).await;
    world.cloud.with(|cloud| cloud.plan.push_back(Create::Cut));
    let made = service.create_key(new_key(&account, "dash")).await;
    made.unwrap_err();
    let mut row = service.store.operations().unwrap().remove(0);
    row.code = Some(ErrorCode::VaultClosed);
    service.store.advance(&row).unwrap();
    service.close_vault().await.unwrap();
    service.store.forbid_writing();
    let state = service.open_vault(open(WORD)).await.unwrap();
    assert_eq!(state.passphrase, PassphraseState::Open);
}
