//! Troubles of lessons: what people may switch on to see that nothing is lost, in the same words for every cloud.

use std::sync::Arc;
use std::time::Duration;

/// Something that goes wrong in a lesson. A cloud says by its own `Trouble` what it is there, or that it has none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LessonTrouble {
    /// The line is cut before the cloud reads anything, until it is switched off.
    CutBefore,
    /// A key is made and the line is cut before the answer. Over once that has happened.
    CutAfterCreate,
    /// There is no room for another key, until it is switched off.
    QuotaFull,
    /// Every answer takes its time, until it is switched off.
    Slow,
    /// The cloud does nothing but say that it is down, until it is switched off.
    Maintenance,
}

/// Called when a request has met the trouble, and whether it is over with that.
pub type OnMet = Arc<dyn Fn(bool) + Send + Sync>;

impl LessonTrouble {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::CutBefore,
        Self::CutAfterCreate,
        Self::QuotaFull,
        Self::Slow,
        Self::Maintenance,
    ];

    /// How late a slow answer is: long enough to be seen, short enough to be waited for.
    pub const DELAY: Duration = Duration::from_secs(4);

    /// What it is called where words are exchanged.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::CutBefore => "cut_before",
            Self::CutAfterCreate => "cut_after_create",
            Self::QuotaFull => "quota_full",
            Self::Slow => "slow",
            Self::Maintenance => "maintenance",
        }
    }

    /// The one of this name.
    #[must_use]
    pub fn named(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|trouble| trouble.word() == word)
    }

    /// Whether it is over once it has happened.
    #[must_use]
    pub const fn is_once(self) -> bool {
        matches!(self, Self::CutAfterCreate)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};

    use super::*;
    use crate::{PracticeServer, names, start, troubles};

    async fn cloud(name: &str) -> Box<dyn PracticeServer> {
        start(name, None).await.unwrap().unwrap()
    }

    /// Hears of each time that a request met the trouble.
    fn ear() -> (OnMet, UnboundedReceiver<bool>) {
        let (told, heard) = unbounded_channel();
        let on_met = Arc::new(move |over| told.send(over).unwrap_or_default());
        (on_met, heard)
    }

    fn client() -> reqwest::Client {
        reqwest::Client::builder().no_proxy().build().unwrap()
    }

    #[test]
    fn words_lead_back() {
        for trouble in LessonTrouble::ALL {
            assert_eq!(LessonTrouble::named(trouble.word()), Some(trouble));
        }
        assert_eq!(LessonTrouble::named("flood"), None);
    }

    #[tokio::test]
    async fn every_cloud_has_the_troubles_it_names_and_no_others() {
        for name in names() {
            let cloud = cloud(name).await;
            let (on_met, _heard) = ear();
            for trouble in LessonTrouble::ALL.map(LessonTrouble::word) {
                let has = cloud.set_lesson(Some(trouble), on_met.clone());
                assert_eq!(has, troubles(name).contains(&trouble), "{name} {trouble}");
            }
            assert!(!cloud.set_lesson(Some("flood"), on_met), "{name}");
            assert!(troubles(name).contains(&"cut_before"), "{name}");
        }
        assert_eq!(troubles("elsewhere"), [""; 0]);
    }

    #[tokio::test]
    async fn what_meets_every_request_does_so_on_every_cloud_until_it_is_off() {
        for name in names() {
            let cloud = cloud(name).await;
            let (on_met, mut heard) = ear();
            let client = client();
            let ask = || client.get(cloud.base_url()).send();
            let usual = ask().await.unwrap().status();

            assert!(cloud.set_lesson(Some("cut_before"), on_met.clone()));
            for _ in 0..2 {
                ask().await.unwrap_err();
                assert_eq!(heard.recv().await, Some(false), "{name}");
            }
            assert!(cloud.set_lesson(Some("maintenance"), on_met.clone()));
            assert_eq!(ask().await.unwrap().status(), 503, "{name}");
            assert_eq!(heard.recv().await, Some(false), "{name}");

            // Whoever waits is answered when it is switched off.
            assert!(cloud.set_lesson(Some("slow"), on_met.clone()));
            let slow = tokio::spawn(ask());
            assert_eq!(heard.recv().await, Some(false), "{name}");
            assert!(!slow.is_finished(), "{name}");
            assert!(cloud.set_lesson(None, on_met.clone()));
            assert_eq!(slow.await.unwrap().unwrap().status(), usual, "{name}");
            assert_eq!(ask().await.unwrap().status(), usual, "{name}");
            assert!(heard.is_empty(), "{name}");
        }
    }

    #[tokio::test]
    async fn reading_does_not_meet_what_concerns_the_making_of_keys() {
        for name in names() {
            for trouble in ["cut_after_create", "quota_full"] {
                let cloud = cloud(name).await;
                let (on_met, heard) = ear();
                cloud.set_lesson(Some(trouble), on_met);
                client().get(cloud.base_url()).send().await.unwrap();
                assert!(heard.is_empty(), "{name} {trouble}");
            }
        }
    }

    #[tokio::test]
    async fn another_trouble_is_switched_on_instead_of_the_first() {
        let cloud = cloud("clickhouse").await;
        let met: Arc<Mutex<Vec<&str>>> = Arc::default();
        for trouble in ["cut_before", "maintenance"] {
            let met = met.clone();
            cloud.set_lesson(
                Some(trouble),
                Arc::new(move |_| met.lock().unwrap().push(trouble)),
            );
        }
        client().get(cloud.base_url()).send().await.unwrap();
        assert_eq!(*met.lock().unwrap(), ["maintenance"]);
    }
}
