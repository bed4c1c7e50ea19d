//! Which practice clouds there are, so that whoever runs them need not know one by one.

use std::collections::BTreeMap;
use std::io;

use serde_json::Value;

use crate::lesson::{LessonTrouble, OnMet};
use crate::trouble::Trouble;
use crate::{clickhouse, kakao, kt, naver};

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

    /// Switches to the trouble of lessons of this name and away from any other; `None` only away. `on_met` is called
    /// each time a request meets it, before that is answered. Says whether this cloud has such a trouble; if not,
    /// nothing changes.
    fn set_lesson(&self, word: Option<&str>, on_met: OnMet) -> bool;
}

/// Makes the clouds known: a line for each, by the id of its provider, with what the fields of its first key are.
macro_rules! clouds {
    ($($id:literal => $module:ident::$cloud:ident, $fields:expr;)+) => {
        /// The clouds there are, by the ids of their providers.
        pub fn names() -> &'static [&'static str] {
            &[$($id),+]
        }

        /// The troubles of lessons that the practice cloud of a provider has, by their names; none if there is no such
        /// cloud.
        pub fn troubles(provider: &str) -> Vec<&'static str> {
            let has = |lesson: &LessonTrouble| match provider {
                $($id => <$module::Trouble as Trouble>::of_lesson(*lesson).is_some(),)+
                _ => false,
            };
            let all = LessonTrouble::ALL.into_iter();
            all.filter(has).map(LessonTrouble::word).collect()
        }

        /// Starts the practice cloud of a provider, with the state it had or anew. `None` if there is none for it.
        /// Needs a tokio runtime.
        ///
        /// Fails with `InvalidData` if the snapshot is none of this cloud and edition, and with what the system says if
        /// there is no port or no randomness to be had.
        pub async fn start(
            provider: &str,
            snapshot: Option<Value>,
        ) -> io::Result<Option<Box<dyn PracticeServer>>> {
            Ok(Some(match provider {
                $($id => Box::new(
                    $module::$cloud::start($module::Options {
                        snapshot,
                        ..$module::Options::default()
                    })
                    .await?,
                ),)+
                _ => return Ok(None),
            }))
        }

        $(impl PracticeServer for $module::$cloud {
            fn base_url(&self) -> &str {
                self.running.base_url()
            }

            fn bootstrap(&self) -> Option<BTreeMap<String, String>> {
                let first = self.bootstrap()?;
                Some(named(self, first, $fields))
            }

            fn snapshot(&self) -> Value {
                self.snapshot()
            }

            fn on_change(&self, f: Box<dyn Fn(Value) + Send + Sync>) {
                self.on_change(f);
            }

            fn set_lesson(&self, word: Option<&str>, on_met: OnMet) -> bool {
                match word.map(LessonTrouble::named) {
                    Some(None) => false,
                    lesson => self.set_lesson(lesson.flatten(), on_met),
                }
            }
        })+
    };
}

clouds! {
    "clickhouse" => clickhouse::PracticeClickHouse,
        |_, first| [("key_id", first.key_id), ("key_secret", first.key_secret)];
    "kakao" => kakao::PracticeKakao,
        |_, first| [("id", first.id), ("secret", first.secret)];
    // One enters by the D platform's login, which also makes tokens.
    "kt" => kt::PracticeKt,
        |cloud, _| {
            let login = cloud.project_token();
            [
                ("project_id", login.project_id),
                ("project_name", login.project_name),
                ("password", login.password),
                ("zone", login.zone),
            ]
        };
    "naver" => naver::PracticeNaver,
        |_, first| [("access_key", first.access_key), ("secret_key", first.secret_key)];
}

fn named<C, B, const N: usize>(
    cloud: &C,
    first: B,
    fields: impl FnOnce(&C, B) -> [(&'static str, String); N],
) -> BTreeMap<String, String> {
    fields(cloud, first)
        .map(|(field, value)| (field.to_owned(), value))
        .into()
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
