//! The practice clouds: servers on this computer that people can try everything on.

use std::collections::BTreeMap;

use async_trait::async_trait;
use keywright_core::kind::SecretFields;
use keywright_core::model::ProviderId;
use keywright_core::service::practice::{OnChange, PracticeCloud, PracticeClouds};
use keywright_core::{Error, ErrorCode, Result};
use keywright_practice::clickhouse::{Options, PracticeClickHouse};
use tokio::sync::Mutex;

/// The practice clouds that run. They end with the program.
#[derive(Default)]
pub(crate) struct Practice {
    running: Mutex<BTreeMap<ProviderId, PracticeClickHouse>>,
}

#[async_trait]
impl PracticeClouds for Practice {
    async fn start(
        &self,
        provider: ProviderId,
        state: Option<serde_json::Value>,
        on_change: OnChange,
    ) -> Result<PracticeCloud> {
        match provider {
            ProviderId::Clickhouse => {}
        }
        let options = Options {
            snapshot: state,
            ..Options::default()
        };
        let cloud = PracticeClickHouse::start(options)
            .await
            .map_err(|_| Error::new(ErrorCode::Internal))?;
        let base_url = cloud
            .base_url()
            .parse()
            .map_err(|_| Error::new(ErrorCode::Internal))?;
        let bootstrap = cloud.bootstrap().map(|first| {
            SecretFields::from([
                ("key_id".to_owned(), first.key_id.into()),
                ("key_secret".to_owned(), first.key_secret.into()),
            ])
        });
        // A new cloud is remembered before anybody holds its first key.
        if bootstrap.is_some() {
            on_change(cloud.snapshot());
        }
        cloud.on_change(move |state| on_change(state));
        self.running.lock().await.insert(provider, cloud);
        Ok(PracticeCloud {
            base_url,
            bootstrap,
        })
    }

    fn has(&self, provider: ProviderId) -> bool {
        match provider {
            ProviderId::Clickhouse => true,
        }
    }
}
