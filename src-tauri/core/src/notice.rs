//! What is said outside the window (notices, the tray, the calendar), in Korean and English. The page has its own
//! words in `ui/src/i18n`.

use jiff::civil::Date;

use crate::model::{DeadlineWhy, Language, ProviderId, Settings};

/// A notice of the system. It is shown on a locked screen too: it holds no name of a key, no id and no secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// Its first line.
    pub title: String,
    /// What stands below.
    pub body: String,
    /// Its buttons, where the system shows any.
    pub answers: Vec<(NoticeAnswer, String)>,
}

/// What somebody does with a notice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoticeAnswer {
    /// Opens the window.
    Open,
    /// Opens it at the key that is most pressing.
    Rotate,
    /// Wants to hear of it again tomorrow.
    Later,
}

/// What a digest tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counts {
    /// Keys that the cloud ends soon.
    pub ending: usize,
    /// Keys that have ended.
    pub ended: usize,
    /// Keys that the user wanted replaced by a day that is near or past.
    pub replace: usize,
    /// How many of them a cloud has; empty while the app is locked.
    pub clouds: Vec<(ProviderId, usize)>,
    /// The first day to come; `None` while the app is locked, and when all are past.
    pub first: Option<Date>,
}

/// A language of the app.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tongue {
    /// Korean.
    Ko,
    /// English.
    En,
}

impl Tongue {
    /// The language that the user chose, or the system asks for with this BCP 47 tag.
    #[must_use]
    pub fn of(settings: &Settings, system: &str) -> Self {
        let korean = match settings.language {
            Language::Ko => true,
            Language::En => false,
            Language::System => system.split(['-', '_']).next() == Some("ko"),
        };
        if korean { Self::Ko } else { Self::En }
    }

    /// The words in this language.
    #[must_use]
    pub const fn pick<'a>(self, ko: &'a str, en: &'a str) -> &'a str {
        match self {
            Self::Ko => ko,
            Self::En => en,
        }
    }

    /// What people call a cloud.
    #[must_use]
    pub const fn cloud(self, provider: ProviderId) -> &'static str {
        match provider {
            ProviderId::Clickhouse => "ClickHouse Cloud",
            ProviderId::Naver => self.pick("네이버 클라우드", "Naver Cloud"),
            ProviderId::Kakao => self.pick("카카오클라우드", "KakaoCloud"),
            ProviderId::Kt => self.pick("KT 클라우드", "KT Cloud"),
        }
    }

    /// The digest of a day.
    #[must_use]
    pub fn digest(self, counts: &Counts, locked: bool) -> Notice {
        Notice {
            title: self.digest_title(counts),
            body: self.digest_body(counts, locked),
            answers: vec![
                (NoticeAnswer::Open, self.pick("열기", "Open").to_owned()),
                (
                    NoticeAnswer::Rotate,
                    self.pick("지금 교체", "Rotate now").to_owned(),
                ),
                (
                    NoticeAnswer::Later,
                    self.pick("내일 다시 알림", "Remind me tomorrow").to_owned(),
                ),
            ],
        }
    }

    fn digest_title(self, counts: &Counts) -> String {
        let all = counts.ending + counts.ended + counts.replace;
        let one = all == 1;
        match (self, counts) {
            (
                Self::Ko,
                Counts {
                    ended: 0,
                    replace: 0,
                    ..
                },
            ) => format!("곧 만료되는 키가 {all}개 있어요"),
            (
                Self::Ko,
                Counts {
                    ending: 0,
                    replace: 0,
                    ..
                },
            ) => format!("만료된 키가 {all}개 있어요"),
            (Self::Ko, _) => format!("바꿔야 할 키가 {all}개 있어요"),
            (
                Self::En,
                Counts {
                    ended: 0,
                    replace: 0,
                    ..
                },
            ) if one => "1 key expires soon".to_owned(),
            (
                Self::En,
                Counts {
                    ended: 0,
                    replace: 0,
                    ..
                },
            ) => format!("{all} keys expire soon"),
            (
                Self::En,
                Counts {
                    ending: 0,
                    replace: 0,
                    ..
                },
            ) if one => "1 key has expired".to_owned(),
            (
                Self::En,
                Counts {
                    ending: 0,
                    replace: 0,
                    ..
                },
            ) => format!("{all} keys have expired"),
            (Self::En, _) if one => "1 key is due for replacement".to_owned(),
            (Self::En, _) => format!("{all} keys are due for replacement"),
        }
    }

    fn digest_body(self, counts: &Counts, locked: bool) -> String {
        if locked {
            return self
                .pick(
                    "잠금을 풀면 어떤 키인지 볼 수 있어요.",
                    "Unlock Keywright to see which.",
                )
                .to_owned();
        }
        let clouds = counts.clouds.iter().map(|(cloud, keys)| match self {
            Self::Ko => format!("{} {keys}개", self.cloud(*cloud)),
            Self::En => format!("{keys} in {}", self.cloud(*cloud)),
        });
        let clouds = clouds.collect::<Vec<_>>().join(", ");
        match (counts.first, self) {
            (None, _) => clouds,
            (Some(day), Self::Ko) => {
                format!(
                    "{clouds}. 가장 빠른 날은 {}월 {}일이에요.",
                    day.month(),
                    day.day()
                )
            }
            (Some(day), Self::En) => format!("{clouds}. First on {}.", day.strftime("%-d %B")),
        }
    }

    /// Said once, when the window goes into the tray for the first time.
    #[must_use]
    pub fn in_the_tray(self) -> Notice {
        Notice {
            title: self
                .pick("Keywright는 트레이에 있어요", "Keywright is in the tray")
                .to_owned(),
            body: self
                .pick(
                    "열거나 끝내려면 트레이의 열쇠 아이콘을 누르세요. 설정에서 바꿀 수 있어요.",
                    "Use the key icon there to open it or quit. You can change this in the settings.",
                )
                .to_owned(),
            answers: vec![(
                NoticeAnswer::Open,
                self.pick("열기", "Open").to_owned(),
            )],
        }
    }

    /// What a calendar calls a date of a key.
    #[must_use]
    pub fn entry(self, why: DeadlineWhy, key: &str, provider: ProviderId) -> String {
        let cloud = self.cloud(provider);
        match (self, why) {
            (Self::Ko, DeadlineWhy::Expires) => format!("키 만료: {key} ({cloud})"),
            (Self::Ko, DeadlineWhy::ReplaceBy) => format!("키 교체: {key} ({cloud})"),
            (Self::En, DeadlineWhy::Expires) => format!("Key expires: {key} ({cloud})"),
            (Self::En, DeadlineWhy::ReplaceBy) => format!("Replace key: {key} ({cloud})"),
        }
    }

    /// What stands below an entry of the calendar.
    #[must_use]
    pub const fn entry_text(self) -> &'static str {
        self.pick(
            "Keywright를 열어 새 키로 바꾸세요.",
            "Open Keywright to replace it.",
        )
    }
}
