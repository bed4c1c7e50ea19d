//! Which keys to remind of, and when. Pure: the time comes in.

use std::collections::BTreeMap;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan as _, Zoned};
use serde::{Deserialize, Serialize};

use crate::model::{
    ApiKey, Deadline, DeadlineWhy, Expiry, KeyId, Presence, ProviderId, SnoozeFor, Stage,
};

/// Nobody is reminded before this hour of the day.
const MORNING: i8 = 9;

/// Days before a date at which it is told again, and how near it is then.
const STAGES: [(i32, Stage); 3] = [(1, Stage::Day), (7, Stage::Week), (30, Stage::Month)];

/// What is past for more days than this is no news.
const OLD: i32 = 30;

/// A date of a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Due {
    pub(super) key: KeyId,
    pub(super) provider: ProviderId,
    pub(super) why: DeadlineWhy,
    pub(super) day: Date,
    pub(super) at: Option<Timestamp>,
    pub(super) practice: bool,
}

impl Due {
    /// The dates of a key, the sooner first: none, one or two. What a cloud has no more has none.
    pub(super) fn all(key: &ApiKey, zone: &TimeZone) -> Vec<Self> {
        if key.presence == Presence::Gone {
            return vec![];
        }
        let due = |why, day, at| Self {
            key: key.id,
            provider: key.provider,
            why,
            day,
            at,
            practice: key.practice,
        };
        let ends = match key.expires {
            Expiry::At { at } => {
                let day = at.to_zoned(zone.clone()).date();
                Some(due(DeadlineWhy::Expires, day, Some(at)))
            }
            Expiry::Never | Expiry::Unknown => None,
        };
        let replace = key.marks.replace_by;
        let replace = replace.map(|day| due(DeadlineWhy::ReplaceBy, day, None));
        let mut all: Vec<_> = ends.into_iter().chain(replace).collect();
        all.sort_by_key(|due| (due.day, due.why));
        all
    }

    /// How near it is; `None` when it is far away.
    pub(super) fn stage(&self, now: &Zoned) -> Option<Stage> {
        let left = days(now.date(), self.day);
        if left < 0 || self.at.is_some_and(|at| at <= now.timestamp()) {
            return Some(Stage::Over);
        }
        let near = STAGES.iter().find(|(days, _)| left <= *days);
        near.map(|(_, stage)| *stage)
    }
}

/// Days from one to the other.
fn days(from: Date, to: Date) -> i32 {
    from.until(to).map_or(0, |span| span.get_days())
}

/// What was told and put off so far.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Memory {
    /// The day of the last digest.
    last: Option<Date>,
    /// The keys of the last digest, the most pressing first.
    pub(super) digest: Vec<KeyId>,
    told: BTreeMap<KeyId, Told>,
    snoozed: BTreeMap<KeyId, Snoozed>,
    /// It was said where the window goes.
    pub(super) tray_was_told: bool,
}

/// How near a date was when it was told. Another date of the key is news.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Told {
    day: Date,
    stage: Stage,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Snoozed {
    day: Date,
    until: Date,
}

impl Memory {
    /// Until when a date is put off; `None` when it is not.
    fn snoozed_until(&self, due: &Due, today: Date) -> Option<Date> {
        let snoozed = self.snoozed.get(&due.key)?;
        (snoozed.day == due.day && today < snoozed.until).then_some(snoozed.until)
    }

    /// Whether somebody is to hear of it now.
    fn is_news(&self, due: &Due, now: &Zoned) -> bool {
        let today = now.date();
        let Some(stage) = due.stage(now) else {
            return false;
        };
        if due.practice || days(due.day, today) > OLD || self.snoozed_until(due, today).is_some() {
            return false;
        }
        // What was put off is told when that is over, however near it was told before.
        if self.snoozed.get(&due.key).is_some_and(|s| s.day == due.day) {
            return true;
        }
        self.told
            .get(&due.key)
            .is_none_or(|told| told.day != due.day || told.stage < stage)
    }

    /// What the digest of this moment tells, the most pressing first; empty when there is to be none.
    pub(super) fn news(&self, dues: &[Due], now: &Zoned) -> Vec<Due> {
        if self.last == Some(now.date()) || now.hour() < MORNING {
            return vec![];
        }
        let news = dues.iter().copied().filter(|due| self.is_news(due, now));
        let mut news: Vec<_> = news.collect();
        news.sort_by_key(|due| (due.day, due.at));
        news
    }

    /// Notes that these were told.
    pub(super) fn note(&mut self, news: &[Due], now: &Zoned) {
        self.last = Some(now.date());
        self.digest = news.iter().map(|due| due.key).collect();
        for due in news {
            self.snoozed.remove(&due.key);
            if let Some(stage) = due.stage(now) {
                let told = Told {
                    day: due.day,
                    stage,
                };
                self.told.insert(due.key, told);
            }
        }
    }

    /// The next moment at which there may be a digest; `None` when nothing comes near any more.
    pub(super) fn next(&self, dues: &[Due], now: &Zoned) -> Option<Zoned> {
        let today = now.date();
        let morning = |day: Date| day.at(MORNING, 0, 0, 0).to_zoned(now.time_zone().clone());
        let now_or_later = |due: &Due| {
            if self.is_news(due, now) && self.last != Some(today) {
                let first = morning(today).ok()?;
                return Some(first.max(now.clone()));
            }
            let stages = STAGES.iter().map(|(days, _)| -days);
            let marks = stages
                .chain([1])
                .filter_map(|days| due.day.checked_add(days.days()).ok());
            let snoozed = self.snoozed.get(&due.key).map(|snoozed| snoozed.until);
            let days = marks.chain(snoozed).chain(today.tomorrow());
            let moments = days
                .filter(|day| *day > today)
                .filter_map(|day| morning(day).ok());
            moments.filter(|then| self.is_news(due, then)).min()
        };
        dues.iter().filter_map(now_or_later).min()
    }

    /// Puts these off, or takes that back.
    pub(super) fn snooze(&mut self, dues: &[Due], length: Option<SnoozeFor>, today: Date) {
        for due in dues {
            let later = |days: i32| today.checked_add(days.days()).unwrap_or(today);
            let until = match length {
                None => {
                    self.snoozed.remove(&due.key);
                    continue;
                }
                Some(SnoozeFor::UntilDay) if due.day > today => due.day,
                Some(SnoozeFor::Day | SnoozeFor::UntilDay) => later(1),
                Some(SnoozeFor::Week) => later(7),
            };
            let snoozed = Snoozed {
                day: due.day,
                until,
            };
            self.snoozed.insert(due.key, snoozed);
        }
    }

    /// Forgets keys that have no date any more.
    pub(super) fn tidy(&mut self, dues: &[Due]) {
        let known = |key: &KeyId| dues.iter().any(|due| due.key == *key);
        self.digest.retain(known);
        self.told.retain(|key, _| known(key));
        self.snoozed.retain(|key, _| known(key));
    }

    /// A date as the page gets it; `None` when it is far away.
    pub(super) fn deadline(&self, due: &Due, now: &Zoned) -> Option<Deadline> {
        Some(Deadline {
            key: due.key,
            why: due.why,
            day: due.day,
            at: due.at,
            stage: due.stage(now)?,
            snoozed_until: self.snoozed_until(due, now.date()),
        })
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn seoul() -> TimeZone {
        TimeZone::get("Asia/Seoul").unwrap()
    }

    fn at(day: Date, hour: i8) -> Zoned {
        day.at(hour, 0, 0, 0).to_zoned(seoul()).unwrap()
    }

    fn due(day: Date) -> Due {
        Due {
            key: KeyId::random(),
            provider: ProviderId::Clickhouse,
            why: DeadlineWhy::ReplaceBy,
            day,
            at: None,
            practice: false,
        }
    }

    const TODAY: Date = date(2026, 11, 22);

    /// Lets days go by, hour by hour, and notes at which there is a digest, and of what.
    fn digests(memory: &mut Memory, dues: &[Due], days: i32) -> Vec<(Date, i8, Vec<Date>)> {
        let mut told = vec![];
        let mut now = at(TODAY, 0);
        while now.date() < TODAY.checked_add(days.days()).unwrap() {
            let news = memory.news(dues, &now);
            if !news.is_empty() {
                memory.note(&news, &now);
                let days = news.iter().map(|due| due.day).collect();
                told.push((now.date(), now.hour(), days));
            }
            now = now.checked_add(1.hour()).unwrap();
        }
        told
    }

    #[test]
    fn a_date_is_told_once_at_each_stage_and_when_it_is_over() {
        let day = date(2027, 1, 10);
        let told = digests(&mut Memory::default(), &[due(day)], 120);
        let expected = [
            date(2026, 12, 11),
            date(2027, 1, 3),
            date(2027, 1, 9),
            date(2027, 1, 11),
        ];
        assert_eq!(told, expected.map(|on| (on, 9, vec![day])).to_vec());
    }

    #[test]
    fn many_dates_are_one_digest_a_day_with_the_most_pressing_first() {
        let days = [25, 23, 29].map(|day| date(2026, 11, day));
        let told = digests(&mut Memory::default(), &days.map(due), 2);
        let first = vec![days[1], days[0], days[2]];
        assert_eq!(told, [(TODAY, 9, first)]);
        // A key that turns up later that day waits for the next.
        let mut memory = Memory::default();
        let mut dues = vec![due(days[0])];
        let now = at(TODAY, 10);
        memory.note(&memory.news(&dues, &now), &now);
        dues.push(due(days[1]));
        assert_eq!(memory.news(&dues, &at(TODAY, 23)), []);
        assert_eq!(
            memory.next(&dues, &at(TODAY, 23)),
            Some(at(date(2026, 11, 23), 9))
        );
        assert_eq!(memory.news(&dues, &at(date(2026, 11, 23), 9)), [dues[1]]);
    }

    #[test]
    fn the_next_moment_is_when_there_is_a_digest_and_none_before_it() {
        let dues = [
            due(date(2027, 1, 10)),
            due(date(2026, 12, 1)),
            due(date(2020, 1, 1)),
        ];
        let mut memory = Memory::default();
        let mut now = at(TODAY, 3);
        let mut told = 0;
        while let Some(next) = memory.next(&dues, &now) {
            assert!(next > now, "{next} {now}");
            let before = next.checked_sub(1.minute()).unwrap();
            assert_eq!(memory.news(&dues, &before), []);
            let news = memory.news(&dues, &next);
            assert!(!news.is_empty(), "{next}");
            memory.note(&news, &next);
            now = next.checked_add(1.minute()).unwrap();
            told += 1;
        }
        // Four of each that is to come; nothing of what is long past.
        assert_eq!(told, 8);
    }

    #[test]
    fn what_is_put_off_is_told_when_that_is_over() {
        let day = date(2026, 12, 20);
        for (length, again) in [
            (SnoozeFor::Day, date(2026, 11, 23)),
            (SnoozeFor::Week, date(2026, 11, 29)),
            (SnoozeFor::UntilDay, day),
        ] {
            let dues = [due(day)];
            let mut memory = Memory::default();
            let now = at(TODAY, 9);
            memory.note(&memory.news(&dues, &now), &now);
            memory.snooze(&dues, Some(length), TODAY);
            let deadline = memory.deadline(&dues[0], &now).unwrap();
            assert_eq!(deadline.snoozed_until, Some(again));
            let told = digests(&mut memory, &dues, 40);
            assert_eq!(told[0], (again, 9, vec![day]), "{length:?}");
            assert_eq!(
                memory
                    .deadline(&dues[0], &at(again, 10))
                    .unwrap()
                    .snoozed_until,
                None
            );
        }
        // On its day it is put off until tomorrow; taken back, it is as it was.
        let dues = [due(TODAY)];
        let mut memory = Memory::default();
        memory.snooze(&dues, Some(SnoozeFor::UntilDay), TODAY);
        assert_eq!(
            memory.next(&dues, &at(TODAY, 12)),
            Some(at(date(2026, 11, 23), 9))
        );
        memory.snooze(&dues, None, TODAY);
        assert_eq!(memory.news(&dues, &at(TODAY, 12)), dues);
    }

    #[test]
    fn another_date_of_the_key_is_news_and_not_put_off() {
        let old = due(date(2026, 11, 24));
        let new = Due {
            day: date(2026, 12, 10),
            ..old
        };
        let mut memory = Memory::default();
        let now = at(TODAY, 9);
        memory.note(&[old], &now);
        memory.snooze(&[old], Some(SnoozeFor::Week), TODAY);
        let tomorrow = at(date(2026, 11, 23), 9);
        assert_eq!(memory.news(&[old], &tomorrow), []);
        assert_eq!(memory.news(&[new], &tomorrow), [new]);
        memory.tidy(&[]);
        assert_eq!((memory.told.len(), memory.snoozed.len()), (0, 0));
    }

    #[test]
    fn an_instant_is_over_when_it_is_and_a_day_when_it_has_passed() {
        let noon = at(TODAY, 12);
        let ends = Due {
            at: Some(noon.timestamp()),
            why: DeadlineWhy::Expires,
            ..due(TODAY)
        };
        assert_eq!(ends.stage(&at(TODAY, 11)), Some(Stage::Day));
        assert_eq!(ends.stage(&noon), Some(Stage::Over));
        assert_eq!(due(TODAY).stage(&at(TODAY, 23)), Some(Stage::Day));
        assert_eq!(due(date(2026, 11, 21)).stage(&noon), Some(Stage::Over));
        assert_eq!(due(date(2026, 12, 22)).stage(&noon), Some(Stage::Month));
        assert_eq!(due(date(2026, 12, 23)).stage(&noon), None);
    }

    #[test]
    fn practice_is_never_told() {
        let practice = Due {
            practice: true,
            ..due(TODAY)
        };
        assert_eq!(digests(&mut Memory::default(), &[practice], 3), []);
        assert_eq!(Memory::default().next(&[practice], &at(TODAY, 10)), None);
    }

    #[test]
    fn what_was_written_is_read_again() {
        let dues = [due(date(2026, 11, 24)), due(date(2026, 11, 30))];
        let mut memory = Memory::default();
        memory.note(&dues[..1], &at(TODAY, 9));
        memory.snooze(&dues[1..], Some(SnoozeFor::Week), TODAY);
        let text = serde_json::to_string(&memory).unwrap();
        assert_eq!(serde_json::from_str::<Memory>(&text).unwrap(), memory);
    }
}
