//! Practice clouds, as the service needs them. The shell brings the servers.

use std::sync::Arc;

use async_trait::async_trait;
use url::Url;
use uuid::Uuid;
use zeroize::Zeroizing;

use super::accounts::Where;
use super::seal::SealKey;
use super::{KeyService, Turn};
use crate::error::{Error, ErrorCode, Result};
use crate::kind::SecretFields;
use crate::model::{Account, OperationId, ProviderId, StartPractice};
use crate::store::Part;

/// Name that the item of the practice clouds' key is kept under.
const PRACTICE_ITEM: &str = "practice_item";

/// Called with the practice cloud's whole state after each change of it.
pub type OnChange = Arc<dyn Fn(serde_json::Value) + Send + Sync>;

/// Called when a request has met the trouble that was switched on, and whether it is over with that.
pub type OnMet = Arc<dyn Fn(bool) + Send + Sync>;

/// A practice cloud that runs.
pub struct PracticeCloud {
    /// Base address on this computer.
    pub base_url: Url,
    /// The first key, known only when the cloud is new.
    pub bootstrap: Option<SecretFields>,
}

/// Starts practice clouds. They run until the program ends.
#[async_trait]
pub trait PracticeClouds: Send + Sync {
    /// Starts the practice cloud of a provider (its id as a word), with the state it had or anew.
    ///
    /// # Errors
    /// [`crate::ErrorCode::Unsupported`] where there is none, [`crate::ErrorCode::Internal`] when it cannot start.
    async fn start(
        &self,
        provider: &str,
        state: Option<serde_json::Value>,
        on_change: OnChange,
    ) -> Result<PracticeCloud>;

    /// Whether there is one for this provider (its id as a word).
    fn has(&self, provider: &str) -> bool;

    /// What can go wrong on the practice cloud of this provider, as words of [`crate::model::PracticeTrouble`].
    fn troubles(&self, provider: &str) -> Vec<&'static str>;

    /// Switches the practice cloud of this provider, which runs, to this trouble and away from any other.
    ///
    /// # Errors
    /// [`crate::ErrorCode::Unsupported`] where it has no such trouble, or does not run.
    async fn set_trouble(&self, provider: &str, trouble: Option<&str>, on_met: OnMet)
    -> Result<()>;
}

impl KeyService {
    /// Starts the practice cloud of a provider and connects it; finds it when it is connected already.
    ///
    /// # Errors
    /// [`ErrorCode::Unsupported`] where there is none, those of the keychain and the data file.
    pub async fn start_practice(self: &Arc<Self>, ask: StartPractice) -> Result<Account> {
        let this = Arc::clone(self);
        self.to_the_end(async move {
            let account = this.start_practice_now(ask.provider).await?;
            this.first_look(account).await
        })
        .await
    }

    async fn start_practice_now(&self, provider: ProviderId) -> Result<Account> {
        let known = self.store.accounts()?.into_iter().map(|(a, _)| a);
        if let Some(account) = { known }.find(|a| a.practice && a.provider == provider) {
            self.practice_url(provider).await?;
            return Ok(account);
        }
        let kind = self
            .kinds
            .iter()
            .find(|kind| kind.spec().provider == provider)
            .cloned()
            .ok_or_else(|| Error::new(ErrorCode::Unsupported))?;
        // The keychain first: without it nothing of this can be kept.
        self.vault.check().await?;
        let mut urls = self.practice_urls.lock().await;
        urls.remove(&provider);
        self.store.set_practice(word(provider)?.as_str(), None)?;
        let cloud = self.launch_practice(provider, None).await?;
        urls.insert(provider, cloud.base_url.clone());
        drop(urls);
        let fields = cloud
            .bootstrap
            .ok_or_else(|| Error::new(ErrorCode::Internal))?;
        let news = fields
            .into_iter()
            .map(|(id, value)| (id, value, false))
            .collect();
        let draft = self.stage(kind.as_ref(), None, news, None).await?;
        let row = self.draft_row(draft.id, kind.spec().id)?;
        let _turn = Turn::take(&self.active, row.id)?;
        let (_, fields) = self.open_draft(&row).await?;
        let place = Where {
            base_url: cloud.base_url,
            realm: None,
            endpoint: None,
            practice: true,
        };
        let connected = self.finish_connect(kind.as_ref(), row, fields, place).await;
        if connected.is_err() {
            // A practice credential is not worth a draft: the next try makes another.
            self.store.close(draft.id, None)?;
            self.tidy().await;
        }
        connected
    }

    /// The address of the practice cloud, started with the state it had when it does not run yet.
    pub(super) async fn practice_url(&self, provider: ProviderId) -> Result<Url> {
        let mut urls = self.practice_urls.lock().await;
        if let Some(url) = urls.get(&provider) {
            return Ok(url.clone());
        }
        let sealed = self.store.practice(word(provider)?.as_str())?;
        let state = match sealed {
            Some(sealed) => Some(self.open_practice(&sealed).await?),
            None => None,
        };
        let cloud = self.launch_practice(provider, state).await?;
        urls.insert(provider, cloud.base_url.clone());
        Ok(cloud.base_url)
    }

    async fn launch_practice(
        &self,
        provider: ProviderId,
        state: Option<serde_json::Value>,
    ) -> Result<PracticeCloud> {
        let (item, key) = self.practice_key().await?;
        let store = Arc::clone(&self.store);
        self.troubled.forget(provider);
        let provider = word(provider)?;
        let name = provider.clone();
        let on_change = Arc::new(move |state: serde_json::Value| {
            // A practice cloud that forgets a lesson is no harm.
            let _ = seal_practice(&key, item, &state)
                .and_then(|sealed| store.set_practice(&name, Some(&sealed)));
        });
        self.practice.start(&provider, state, on_change).await
    }

    /// The key that practice clouds are encrypted with, and its item. They hold secrets, if made-up ones, and
    /// people paste real ones into the wrong field.
    async fn practice_key(&self) -> Result<(Uuid, SealKey)> {
        if let Some(item) = self.store.meta::<Uuid>(PRACTICE_ITEM)?
            && let Some(content) = self.item(item).await?
        {
            return Ok((item, SealKey::from_item(&content)?));
        }
        let (item, key) = (Uuid::new_v4(), SealKey::random()?);
        self.vault.put(item, key.to_item()).await?;
        self.store.set_meta(PRACTICE_ITEM, &item)?;
        Ok((item, key))
    }

    async fn open_practice(&self, sealed: &[u8]) -> Result<serde_json::Value> {
        let (item, key) = self.practice_key().await?;
        let plain = key.open(OperationId(item), Part::Practice, sealed)?;
        serde_json::from_slice(&plain).map_err(|_| Error::new(ErrorCode::DataDamaged))
    }
}

fn seal_practice(key: &SealKey, item: Uuid, state: &serde_json::Value) -> Result<Vec<u8>> {
    let plain = serde_json::to_vec(state)
        .map(Zeroizing::new)
        .map_err(|_| Error::new(ErrorCode::Internal))?;
    key.seal(OperationId(item), Part::Practice, &plain)
}

/// The word a provider is stored as, or a trouble is called.
pub(super) fn word(thing: impl serde::Serialize) -> Result<String> {
    match serde_json::to_value(thing) {
        Ok(serde_json::Value::String(word)) => Ok(word),
        _ => Err(ErrorCode::Internal.into()),
    }
}
