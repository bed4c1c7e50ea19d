//! Reminds of keys that end, and of days to replace them by: in the page, and at most once a day by a notice of the
//! system. Asks no cloud, reads no secret, and so goes on while the app is locked.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use jiff::{SignedDuration, Zoned};
use tokio::sync::Notify;

use super::KeyService;
use crate::error::Result;
use crate::model::{
    ApiKey, Asked, Background, Deadline, DeadlineWhy, KeyId, Saved, Settings, SnoozeFor,
    SnoozeKeys, Stage,
};
use crate::notice::{Counts, NoticeAnswer, Tongue};

mod calendar;
mod due;

use due::{Due, Memory};

/// Where the memory lies among the small values of the data file.
const MEMORY: &str = "radar";

/// Longest sleep until the next moment: a computer that slept, another clock or time zone are noticed then.
const LONGEST: Duration = Duration::from_secs(30 * 60);

/// Pause when a digest is due and cannot be shown now.
const AGAIN: SignedDuration = SignedDuration::from_mins(30);

/// Changes that come together are looked at together.
const CALM: Duration = Duration::from_secs(1);

/// What the service knows of reminding.
#[derive(Default)]
pub(super) struct Radar {
    /// The memory is read and written by one at a time.
    turn: tokio::sync::Mutex<()>,
    asked: Mutex<Option<Asked>>,
    /// Something changed that no revision tells of.
    look: Notify,
}

impl KeyService {
    /// Reminds by this clock, as long as the program runs. Sleeps without a timer when no date comes near.
    pub(super) async fn remind(&self, clock: impl Fn() -> Zoned) {
        let mut news = self.revision.subscribe();
        loop {
            // What can fail is the data file, and whatever changes next tries again.
            let next = self.remind_at(&clock()).await.ok().flatten();
            let wait = async {
                match next {
                    Some(at) => {
                        let left = at.duration_since(&clock());
                        let left = Duration::try_from(left).unwrap_or_default();
                        tokio::time::sleep(left.min(LONGEST)).await;
                    }
                    None => std::future::pending().await,
                }
            };
            tokio::select! {
                () = wait => {}
                () = self.radar.look.notified() => {}
                _ = news.changed() => tokio::time::sleep(CALM).await,
            }
        }
    }

    /// Shows the digest that is due at this moment, if one is; answers when to look again.
    ///
    /// # Errors
    /// Those of the data file: then nothing is shown.
    pub(super) async fn remind_at(&self, now: &Zoned) -> Result<Option<Zoned>> {
        let settings = self.settings()?;
        if !settings.remind {
            return Ok(None);
        }
        let _turn = self.radar.turn.lock().await;
        let dues = self.dues(now).await?;
        let mut memory = self.memory()?;
        let news = memory.news(&dues, now);
        if news.is_empty() {
            return Ok(memory.next(&dues, now));
        }
        let again = now.checked_add(AGAIN).ok();
        // Who has the window in front sees it there.
        if self.desktop.is_in_front() {
            return Ok(again);
        }
        let before = memory.clone();
        memory.note(&news, now);
        memory.tidy(&dues);
        // First: what is not noted would be said again at each start.
        self.store.set_meta(MEMORY, &memory)?;
        let locked = self.is_locked();
        let tongue = Tongue::of(&settings, &self.system_language);
        let notice = tongue.digest(&counts(&news, now, locked), locked);
        if !self.desktop.notify(notice).await {
            self.store.set_meta(MEMORY, &before)?;
            return Ok(again);
        }
        Ok(memory.next(&dues, now))
    }

    /// Looks at once whether a digest is due, e.g. because the window was closed.
    pub fn look_at_dates(&self) {
        self.radar.look.notify_one();
    }

    fn memory(&self) -> Result<Memory> {
        Ok(self.store.meta(MEMORY)?.unwrap_or_default())
    }

    /// The sooner date of each key that has one.
    async fn dues(&self, now: &Zoned) -> Result<Vec<Due>> {
        let keys = self.list_keys().await?.keys;
        let first = |key: &ApiKey| Due::all(key, now.time_zone()).into_iter().next();
        Ok(keys.iter().filter_map(first).collect())
    }

    /// Keys that end soon or are to be replaced soon, or should have been; the most pressing first.
    ///
    /// # Errors
    /// Those of the data file.
    pub async fn list_deadlines(&self) -> Result<Vec<Deadline>> {
        self.deadlines_at(&Zoned::now()).await
    }

    async fn deadlines_at(&self, now: &Zoned) -> Result<Vec<Deadline>> {
        let mut dues = self.dues(now).await?;
        dues.sort_by_key(|due| (due.day, due.at));
        let memory = self.memory()?;
        Ok(dues
            .iter()
            .filter_map(|due| memory.deadline(due, now))
            .collect())
    }

    /// Puts the dates of keys off, or takes that back. A key without a near date has nothing to put off.
    ///
    /// # Errors
    /// Those of the data file.
    pub async fn snooze_keys(&self, ask: SnoozeKeys) -> Result<Vec<Deadline>> {
        self.snooze_at(&ask.keys, ask.length, &Zoned::now()).await?;
        self.list_deadlines().await
    }

    async fn snooze_at(
        &self,
        keys: &[KeyId],
        length: Option<SnoozeFor>,
        now: &Zoned,
    ) -> Result<()> {
        let _turn = self.radar.turn.lock().await;
        let dues = self.dues(now).await?;
        let mut memory = self.memory()?;
        let chosen: Vec<_> = dues
            .iter()
            .filter(|due| keys.contains(&due.key) && due.stage(now).is_some())
            .copied()
            .collect();
        memory.snooze(&chosen, length, now.date());
        memory.tidy(&dues);
        self.store.set_meta(MEMORY, &memory)?;
        self.changed();
        Ok(())
    }

    /// Does what somebody chose at a notice; `true` when the window is to come to the front.
    ///
    /// # Errors
    /// Those of the data file.
    pub async fn answer_notice(&self, answer: NoticeAnswer) -> Result<bool> {
        let memory = self.memory()?;
        match answer {
            NoticeAnswer::Open => self.ask_for(None),
            NoticeAnswer::Rotate => self.ask_for(memory.digest.first().copied()),
            NoticeAnswer::Later => {
                let length = Some(SnoozeFor::Day);
                self.snooze_at(&memory.digest, length, &Zoned::now())
                    .await?;
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn ask_for(&self, key: Option<KeyId>) {
        let mut asked = self
            .radar
            .asked
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        let number = asked.map_or(0, |asked| asked.number) + 1;
        *asked = Some(Asked { number, key });
        drop(asked);
        self.changed();
    }

    /// What somebody asked for outside the window last.
    pub(super) fn asked(&self) -> Option<Asked> {
        *self
            .radar
            .asked
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    /// Says where the window went, the first time it goes into the tray; `true` when it was said now.
    ///
    /// # Errors
    /// Those of the data file.
    pub async fn tell_of_tray(&self) -> Result<bool> {
        let _turn = self.radar.turn.lock().await;
        let mut memory = self.memory()?;
        if memory.tray_was_told {
            return Ok(false);
        }
        let tongue = Tongue::of(&self.settings()?, &self.system_language);
        memory.tray_was_told = self.desktop.notify(tongue.in_the_tray()).await;
        self.store.set_meta(MEMORY, &memory)?;
        Ok(memory.tray_was_told)
    }

    /// What the app can do while its window is closed. Notices that the user took the app out of what starts with the
    /// computer, by the system's own means.
    ///
    /// # Errors
    /// Those of the data file.
    pub async fn background(&self) -> Result<Background> {
        let background = self.desktop.background().await;
        let settings = self.settings()?;
        if settings.autostart && !self.desktop.starts_with_computer() {
            self.store.set_meta(
                "settings",
                &Settings {
                    autostart: false,
                    ..settings
                },
            )?;
            self.changed();
        }
        Ok(background)
    }

    /// Saves all dates of keys as a calendar file; `None` when there is none.
    ///
    /// # Errors
    /// Those of the data file, [`crate::ErrorCode::FileNotSaved`].
    pub async fn save_calendar(&self) -> Result<Option<Saved>> {
        let (text, count) = self.calendar_at(&Zoned::now()).await?;
        (count > 0)
            .then(|| self.save_file("keywright-dates.ics", text.as_bytes()))
            .transpose()
    }

    /// All dates of keys but what has ended, as a calendar file, and how many. Practice keys are not in it.
    pub(super) async fn calendar_at(&self, now: &Zoned) -> Result<(String, usize)> {
        let keys = self.list_keys().await?.keys;
        let mut entries = Vec::new();
        for key in keys.iter().filter(|key| !key.practice) {
            for due in Due::all(key, now.time_zone()) {
                let over = due.why == DeadlineWhy::Expires && due.stage(now) == Some(Stage::Over);
                if !over {
                    let title = title(key);
                    entries.push(calendar::Entry { due, title });
                }
            }
        }
        entries.sort_by_key(|entry| entry.due.day);
        let tongue = Tongue::of(&self.settings()?, &self.system_language);
        let text = calendar::write(&entries, now.timestamp(), tongue);
        Ok((text, entries.len()))
    }
}

/// What a digest tells. On a locked app it says how many, and no more.
fn counts(news: &[Due], now: &Zoned, locked: bool) -> Counts {
    let mut counts = Counts {
        ending: 0,
        ended: 0,
        replace: 0,
        clouds: vec![],
        first: None,
    };
    for due in news {
        let over = due.stage(now) == Some(Stage::Over);
        match due.why {
            DeadlineWhy::ReplaceBy => counts.replace += 1,
            DeadlineWhy::Expires if over => counts.ended += 1,
            DeadlineWhy::Expires => counts.ending += 1,
        }
        if locked {
            continue;
        }
        let cloud = counts.clouds.iter_mut().find(|(of, _)| *of == due.provider);
        match cloud {
            Some((_, keys)) => *keys += 1,
            None => counts.clouds.push((due.provider, 1)),
        }
        if !over && counts.first.is_none() {
            counts.first = Some(due.day);
        }
    }
    counts
}

/// What a calendar calls a key: its name, or its last characters. Never a whole id.
fn title(key: &ApiKey) -> String {
    let ids = [Some(&key.remote_id), key.public_id.as_ref()];
    let holds_id = |id: &&String| !id.is_empty() && key.name.contains(id.as_str());
    if !key.name.is_empty() && !ids.into_iter().flatten().any(|id| holds_id(&id)) {
        return key.name.clone();
    }
    let end = key.ends_with.clone().unwrap_or_else(|| {
        let id: Vec<char> = key.remote_id.chars().collect();
        // Of what is short, the end is the whole.
        id[id.len() - id.len().min(4).min(id.len() / 2)..]
            .iter()
            .collect()
    });
    match &key.group {
        Some(group) => format!("{} …{end}", group.name),
        None => format!("…{end}"),
    }
}
