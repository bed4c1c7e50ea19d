//! Practice clouds inside the engine without a window, as the app runs them.

use std::collections::BTreeMap;
use std::sync::Arc;

use async_trait::async_trait;
use keywright_core::service::practice::{OnChange, PracticeCloud, PracticeClouds};
use keywright_core::{Error, ErrorCode, Result};
use keywright_practice::PracticeServer;
use tokio::sync::Mutex;

/// The practice clouds that run. They end with the program.
#[derive(Default)]
pub struct Practice {
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
        let started = keywright_practice::start(provider, state).await;
        let cloud = started.map_err(|_| Error::new(ErrorCode::Internal))?;
        let cloud: Arc<dyn PracticeServer> = cloud.ok_or(ErrorCode::Unsupported)?.into();
        let bootstrap = cloud.bootstrap().map(|first| {
            let fields = first.into_iter();
            fields.map(|(id, value)| (id, value.into())).collect()
        });
        let base_url = cloud.base_url().parse();
        on_change(cloud.snapshot());
        cloud.on_change(Box::new(move |state| on_change(state)));
        self.running.lock().await.insert(provider.to_owned(), cloud);
        Ok(PracticeCloud {
            base_url: base_url.map_err(|_| Error::new(ErrorCode::Internal))?,
            bootstrap,
        })
    }

    fn has(&self, provider: &str) -> bool {
        keywright_practice::names().contains(&provider)
    }
}
