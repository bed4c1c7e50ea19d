//! The practice clouds: servers on this computer that people can try everything on.

use std::collections::BTreeMap;
use std::sync::Arc;

use async_trait::async_trait;
use keywright_core::kind::SecretFields;
use keywright_core::service::practice::{OnChange, OnMet, PracticeCloud, PracticeClouds};
use keywright_core::{Error, ErrorCode, Result};
use keywright_practice::PracticeServer;
use tokio::sync::Mutex;

/// The practice clouds that run. They end with the program.
#[derive(Default)]
pub(crate) struct Practice {
    running: Mutex<BTreeMap<String, Arc<dyn PracticeServer>>>,
}

#[async_trait]
impl PracticeClouds for Practice {
    async fn start(
        &self,
        provider: &str,
        state: Option<serde_json::Value>,
        on_change: OnChange,
    ) -> Result<PracticeCloud> {
        let cloud: Arc<dyn PracticeServer> = keywright_practice::start(provider, state)
            .await
            .map_err(|_| Error::new(ErrorCode::Internal))?
            .ok_or_else(|| Error::new(ErrorCode::Unsupported))?
            .into();
        let base_url = cloud
            .base_url()
            .parse()
            .map_err(|_| Error::new(ErrorCode::Internal))?;
        let bootstrap: Option<SecretFields> = cloud.bootstrap().map(|first| {
            let fields = first.into_iter();
            fields.map(|(id, value)| (id, value.into())).collect()
        });
        // A new cloud is remembered before anybody holds its first key.
        if bootstrap.is_some() {
            on_change(cloud.snapshot());
        }
        cloud.on_change(Box::new(move |state| on_change(state)));
        self.running.lock().await.insert(provider.to_owned(), cloud);
        Ok(PracticeCloud {
            base_url,
            bootstrap,
        })
    }

    fn has(&self, provider: &str) -> bool {
        keywright_practice::names().contains(&provider)
    }

    fn troubles(&self, provider: &str) -> Vec<&'static str> {
        keywright_practice::troubles(provider)
    }

    async fn set_trouble(
        &self,
        provider: &str,
        trouble: Option<&str>,
        on_met: OnMet,
    ) -> Result<()> {
        let running = self.running.lock().await;
        let cloud = running.get(provider);
        let set = cloud.is_some_and(|cloud| cloud.set_lesson(trouble, on_met));
        set.then_some(()).ok_or(ErrorCode::Unsupported.into())
    }
}
