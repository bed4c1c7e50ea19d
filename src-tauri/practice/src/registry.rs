//! Which practice clouds there are, so that whoever runs them need not know one by one.

use std::collections::BTreeMap;
use std::io;

use serde_json::Value;

use crate::clickhouse::{self, PracticeClickHouse};
use crate::kakao::{self, PracticeKakao};
use crate::kt::{self, PracticeKt};
use crate::naver::{self, PracticeNaver};

/// A practice cloud that runs, whichever it is. Dropping it closes the port and the connections.
pub trait PracticeServer: Send + Sync {
    /// Where it listens, without a slash at the end.
    fn base_url(&self) -> &str;

    /// The first key of a new cloud: its secret fields by their ids. `None` if the cloud was restored.
    fn bootstrap(&self) -> Option<BTreeMap<String, String>>;

    /// Everything the cloud remembers. May hold secrets of made-up keys.
    fn snapshot(&self) -> Value;

    /// Calls `f` with a snapshot after each change and before the change is answered. `f` must not call this method.
    fn on_change(&self, f: Box<dyn Fn(Value) + Send + Sync>);
}

/// The clouds there are, by the ids of their providers.
pub fn names() -> &'static [&'static str] {
    &["clickhouse", "kakao", "kt", "naver"]
}

/// Starts the practice cloud of a provider, with the state it had or anew. `None` if there is none for it.
/// Needs a tokio runtime.
///
/// Fails with `InvalidData` if the snapshot is none of this cloud and edition, and with what the system says if there
/// is no port or no randomness to be had.
pub async fn start(
    provider: &str,
    snapshot: Option<Value>,
) -> io::Result<Option<Box<dyn PracticeServer>>> {
    Ok(Some(match provider {
        "clickhouse" => Box::new(clickhouse(snapshot).await?),
        "kakao" => Box::new(kakao(snapshot).await?),
        "kt" => Box::new(kt(snapshot).await?),
        "naver" => Box::new(naver(snapshot).await?),
        _ => return Ok(None),
    }))
}

async fn clickhouse(snapshot: Option<Value>) -> io::Result<PracticeClickHouse> {
    PracticeClickHouse::start(clickhouse::Options {
        snapshot,
        ..clickhouse::Options::default()
    })
    .await
}

async fn kakao(snapshot: Option<Value>) -> io::Result<PracticeKakao> {
    PracticeKakao::start(kakao::Options {
        snapshot,
        ..kakao::Options::default()
    })
    .await
}

async fn kt(snapshot: Option<Value>) -> io::Result<PracticeKt> {
    PracticeKt::start(kt::Options {
        snapshot,
        ..kt::Options::default()
    })
    .await
}

async fn naver(snapshot: Option<Value>) -> io::Result<PracticeNaver> {
    PracticeNaver::start(naver::Options {
        snapshot,
        ..naver::Options::default()
    })
    .await
}

/// A practice cloud in the words every other uses, its bootstrap as a list of field ids and values.
macro_rules! practice_server {
    ($cloud:ty, $($field:ident),+) => {
        impl PracticeServer for $cloud {
            fn base_url(&self) -> &str {
                self.running.base_url()
            }

            fn bootstrap(&self) -> Option<BTreeMap<String, String>> {
                let first = self.bootstrap()?;
                Some(BTreeMap::from([
                    $((stringify!($field).to_owned(), first.$field)),+
                ]))
            }

            fn snapshot(&self) -> Value {
                self.snapshot()
            }

            fn on_change(&self, f: Box<dyn Fn(Value) + Send + Sync>) {
                self.on_change(f);
            }
        }
    };
}

practice_server!(PracticeClickHouse, key_id, key_secret);
practice_server!(PracticeKakao, id, secret);
practice_server!(PracticeNaver, access_key, secret_key);

/// One enters by the D platform's login, which also makes tokens.
impl PracticeServer for PracticeKt {
    fn base_url(&self) -> &str {
        self.running.base_url()
    }

    fn bootstrap(&self) -> Option<BTreeMap<String, String>> {
        self.bootstrap()?;
        let login = self.project_token();
        let fields = [
            ("project_id", login.project_id),
            ("project_name", login.project_name),
            ("password", login.password),
            ("zone", login.zone),
        ];
        let fields = fields.map(|(field, value)| (field.to_owned(), value));
        Some(BTreeMap::from(fields))
    }

    fn snapshot(&self) -> Value {
        self.snapshot()
    }

    fn on_change(&self, f: Box<dyn Fn(Value) + Send + Sync>) {
        self.on_change(f);
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

    use super::*;

    #[tokio::test]
    async fn every_cloud_starts_anew_and_again() {
        for name in names() {
            let cloud = start(name, None).await.unwrap().unwrap();
            let bootstrap = cloud.bootstrap().unwrap();
            assert!(bootstrap.len() >= 2, "{name}");
            assert!(bootstrap.values().all(|value| !value.is_empty()), "{name}");
            assert!(cloud.base_url().starts_with("http://127.0.0.1:"), "{name}");
            let seen: Arc<Mutex<Vec<Value>>> = Arc::default();
            let sink = seen.clone();
            cloud.on_change(Box::new(move |state| sink.lock().unwrap().push(state)));
            let again = start(name, Some(cloud.snapshot())).await.unwrap().unwrap();
            assert!(again.bootstrap().is_none(), "{name}");
            assert_eq!(again.snapshot(), cloud.snapshot(), "{name}");
            assert!(seen.lock().unwrap().is_empty(), "{name}");
        }
    }

    #[tokio::test]
    async fn unknown_clouds_and_foreign_snapshots_are_told() {
        assert!(start("elsewhere", None).await.unwrap().is_none());
        let naver = start("naver", None).await.unwrap().unwrap().snapshot();
        let started = start("clickhouse", Some(naver)).await;
        assert_eq!(started.err().unwrap().kind(), io::ErrorKind::InvalidData);
    }
}
