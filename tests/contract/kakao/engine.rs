//! The engine over the client, for tests of what is kept here.

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use keywright_core::desktop::Desktop;
use keywright_core::http::{Http, Tuning};
use keywright_core::kind::Credential;
use keywright_core::model::*;
use keywright_core::service::{KeyService, Pace, Parts};
use keywright_core::vault::DEADLINE;
use keywright_core::vault::memory::MemoryStore;
use keywright_core::{Error, ErrorCode};
use keywright_tests::practice::Practice;
use secrecy::{ExposeSecret, SecretString};
use tempfile::TempDir;

use super::form;

/// What was copied, in clear.
#[derive(Default)]
pub(crate) struct Desk(Mutex<Vec<String>>);

impl Desktop for Desk {
    fn copy(&self, text: SecretString, _: Option<u32>) -> keywright_core::Result<()> {
        let mut copied = self.0.lock().unwrap();
        copied.push(text.expose_secret().to_owned());
        Ok(())
    }
    fn pasted(&self) -> keywright_core::Result<SecretString> {
        Err(Error::new(ErrorCode::ClipboardFailed))
    }
    fn clear_clipboard(&self) {}
    fn may_refuse_to_clear(&self) -> bool {
        false
    }
    fn note_pasted(&self, _: OperationId, _: &SecretString) {}
    fn clear_pasted(&self, _: OperationId) -> bool {
        false
    }
    fn open_link(&self, _: &url::Url) -> keywright_core::Result<()> {
        Err(Error::new(ErrorCode::LinkFailed))
    }
    fn changed(&self) {}
}

/// The engine, with a keychain and a desktop of the test's own.
pub(crate) struct Engine {
    pub(crate) service: Arc<KeyService>,
    pub(crate) keychain: MemoryStore,
    desk: Arc<Desk>,
    folder: TempDir,
}

impl Engine {
    pub(crate) fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let (keychain, desk) = (MemoryStore::default(), Arc::default());
        Self {
            service: service(&folder, &keychain, &desk),
            keychain,
            desk,
            folder,
        }
    }

    /// Ends the program and starts it again.
    pub(crate) fn restart(self) -> Self {
        let Self {
            service: old,
            keychain,
            desk,
            folder,
        } = self;
        drop(old);
        Self {
            service: service(&folder, &keychain, &desk),
            keychain,
            desk,
            folder,
        }
    }

    /// As [`Engine::restart`], once what was killed has let go of the data file.
    pub(crate) fn restart_after_kill(self) -> Self {
        let Self {
            service: old,
            keychain,
            desk,
            folder,
        } = self;
        drop(old);
        let until = Instant::now() + Duration::from_secs(60);
        let service = loop {
            match open(&folder, &keychain, &desk) {
                // Threads of the killed one may still hold it.
                Err(error) if error.code == ErrorCode::Busy && Instant::now() < until => {}
                opened => break opened.unwrap(),
            }
        };
        Self {
            service,
            keychain,
            desk,
            folder,
        }
    }

    pub(crate) async fn connect(&self, by: &Credential) -> Account {
        let ask = Connect {
            realm: None,
            kind: by.kind,
            draft: None,
            fields: by.fields.clone(),
            endpoint: Some(by.base_url.as_str().to_owned()),
        };
        self.service.connect(ask).await.unwrap().account
    }

    pub(crate) async fn keys(&self) -> Vec<ApiKey> {
        self.service.list_keys().await.unwrap().keys
    }

    /// The key that an account signs in with.
    pub(crate) async fn own(&self, account: &Account) -> ApiKey {
        let keys = self.keys().await;
        let own = |key: &ApiKey| key.own && key.account == account.id;
        keys.into_iter().find(own).unwrap()
    }

    pub(crate) async fn create(
        &self,
        account: &Account,
        kind: KindId,
        fields: &[(&str, &str)],
    ) -> Result<ApiKey, Error> {
        let ask = CreateKey {
            account: account.id,
            kind,
            fields: form(fields),
        };
        self.service.create_key(ask).await
    }

    pub(crate) async fn delete(&self, key: &ApiKey) {
        let ask = DeleteKey {
            key: key.id,
            typed_name: key.name.clone(),
        };
        self.service.delete_key(ask).await.unwrap();
    }

    /// Copies something of a token, and gives it.
    pub(crate) async fn copied(&self, key: KeyId, token: TokenKind, what: CopyWhat) -> String {
        let ask = CopyToken { key, token, what };
        self.service.copy_token(ask).await.unwrap();
        self.desk.0.lock().unwrap().pop().unwrap()
    }

    pub(crate) async fn mint(&self, key: KeyId, token: TokenKind) -> Token {
        let ask = TokenRef { key, token };
        only(self.service.mint_token(ask).await.unwrap())
    }

    pub(crate) async fn check(&self, key: KeyId) -> Token {
        let token = TokenKind::Api;
        let ask = TokenRef { key, token };
        only(self.service.check_token(ask).await.unwrap())
    }

    pub(crate) async fn nothing_is_open(&self) {
        assert!(self.service.list_unfinished().await.unwrap().is_empty());
    }
}

fn service(folder: &TempDir, keychain: &MemoryStore, desk: &Arc<Desk>) -> Arc<KeyService> {
    open(folder, keychain, desk).unwrap()
}

fn open(
    folder: &TempDir,
    keychain: &MemoryStore,
    desk: &Arc<Desk>,
) -> Result<Arc<KeyService>, Error> {
    let moment = Duration::from_millis(5);
    let tuning = Tuning {
        pause: moment,
        ..Tuning::default()
    };
    KeyService::open(Parts {
        data_dir: folder.path().to_owned(),
        vault: keychain.vault(DEADLINE),
        http: Http::new(tuning).unwrap(),
        desktop: desk.clone(),
        practice: Arc::new(Practice::default()),
        system_language: "ko".to_owned(),
        pace: Pace {
            create: moment,
            looks: [moment; 3],
            settles: Duration::from_secs(5),
            prove_pause: moment,
            turn: Duration::from_secs(3),
            idle: None,
        },
    })
}

fn only(key: ApiKey) -> Token {
    let [token] = <[Token; 1]>::try_from(key.tokens).unwrap();
    token
}
