//! The dates of keys as a calendar file (RFC 5545). Writing one takes three rules (line ends, folding, escapes); a
//! crate for it would bring a second calendar library into the program. In tests one reads what is written here.

use jiff::{Timestamp, ToSpan as _};

use super::due::Due;
use crate::model::DeadlineWhy;
use crate::notice::Tongue;

/// Longest line, in bytes, without its end.
const LINE: usize = 75;

/// An entry: a date and what people call its key.
pub(super) struct Entry {
    pub(super) due: Due,
    pub(super) title: String,
}

/// The whole file. An entry keeps its id, so that a calendar that reads a newer file moves it.
pub(super) fn write(entries: &[Entry], now: Timestamp, tongue: Tongue) -> String {
    let mut file = File::default();
    file.line("BEGIN", "VCALENDAR");
    file.line("VERSION", "2.0");
    file.line("PRODID", "-//Keywright//Keywright//EN");
    file.line("CALSCALE", "GREGORIAN");
    let stamp = now.strftime("%Y%m%dT%H%M%SZ").to_string();
    for Entry { due, title } in entries {
        let why = match due.why {
            DeadlineWhy::Expires => "expires",
            DeadlineWhy::ReplaceBy => "replace-by",
        };
        let summary = escape(&tongue.entry(due.why, title, due.provider));
        file.line("BEGIN", "VEVENT");
        file.line("UID", &format!("{}-{why}@app.keywright.desktop", due.key));
        file.line("DTSTAMP", &stamp);
        file.line("LAST-MODIFIED", &stamp);
        file.line(
            "DTSTART;VALUE=DATE",
            &due.day.strftime("%Y%m%d").to_string(),
        );
        if let Ok(after) = due.day.checked_add(1.day()) {
            file.line("DTEND;VALUE=DATE", &after.strftime("%Y%m%d").to_string());
        }
        file.line("SUMMARY", &summary);
        file.line("DESCRIPTION", &escape(tongue.entry_text()));
        file.line("TRANSP", "TRANSPARENT");
        // Nine in the morning, seven days and one day before.
        for before in ["-P6DT15H", "-PT15H"] {
            file.line("BEGIN", "VALARM");
            file.line("ACTION", "DISPLAY");
            file.line("TRIGGER", before);
            file.line("DESCRIPTION", &summary);
            file.line("END", "VALARM");
        }
        file.line("END", "VEVENT");
    }
    file.line("END", "VCALENDAR");
    file.0
}

#[derive(Default)]
struct File(String);

impl File {
    /// Writes a line, folded where it is too long: never inside a character.
    fn line(&mut self, name: &str, value: &str) {
        let mut room = LINE;
        for c in format!("{name}:{value}").chars() {
            if c.len_utf8() > room {
                self.0.push_str("\r\n ");
                room = LINE - 1;
            }
            room -= c.len_utf8();
            self.0.push(c);
        }
        self.0.push_str("\r\n");
    }
}

/// A text as a value. Other control characters have no place in one.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => escaped.extend(['\\', c]),
            '\n' => escaped.push_str("\\n"),
            c if c.is_control() => {}
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use icalendar::{Calendar, CalendarComponent, CalendarDateTime, Component, DatePerhapsTime};
    use jiff::civil::date;

    use super::*;
    use crate::model::{KeyId, ProviderId};

    fn entry(title: &str, why: DeadlineWhy) -> Entry {
        Entry {
            due: Due {
                key: KeyId::random(),
                provider: ProviderId::Naver,
                why,
                day: date(2026, 12, 31),
                at: None,
                practice: false,
            },
            title: title.to_owned(),
        }
    }

    #[test]
    fn another_program_reads_what_is_written() {
        let long = "매출 보고서; 자동화, 두 번째 \\ 세 번째\n줄이 있는 아주아주 긴 이름의 키 하나 둘 셋 넷 다섯";
        let entries = [
            entry(long, DeadlineWhy::ReplaceBy),
            entry("grafana", DeadlineWhy::Expires),
        ];
        let now: Timestamp = "2026-11-22T10:00:00Z".parse().unwrap();
        let text = write(&entries, now, Tongue::Ko);
        let read: Calendar = text.parse().unwrap();
        let events: Vec<_> = read
            .components
            .iter()
            .filter_map(CalendarComponent::as_event)
            .collect();
        assert_eq!(events.len(), 2);
        for (event, entry) in events.iter().zip(&entries) {
            let id = format!("{}-", entry.due.key);
            assert!(event.get_uid().unwrap().starts_with(&id));
            let day = chrono_day(event.get_start().unwrap());
            assert_eq!(day, "2026-12-31");
            assert_eq!(chrono_day(event.get_end().unwrap()), "2027-01-01");
            let summary = event.get_summary().unwrap();
            assert!(summary.contains("네이버 클라우드"), "{summary}");
            assert_eq!(event.property_value("DTSTAMP"), Some("20261122T100000Z"));
        }
        let summary = events[0].get_summary().unwrap();
        assert!(summary.starts_with("키 교체: 매출 보고서"), "{summary}");
        assert!(summary.contains("다섯 (네이버 클라우드)"), "{summary}");
        assert_eq!(text.matches("BEGIN:VALARM").count(), 4);
    }

    fn chrono_day(at: DatePerhapsTime) -> String {
        match at {
            DatePerhapsTime::Date(day) => day.to_string(),
            DatePerhapsTime::DateTime(CalendarDateTime::Utc(at)) => at.to_string(),
            DatePerhapsTime::DateTime(_) => "a time".to_owned(),
        }
    }

    #[test]
    fn every_line_ends_as_it_must_and_none_is_too_long() {
        let entries = [entry(&"가나다 ".repeat(60), DeadlineWhy::Expires)];
        let text = write(&entries, Timestamp::UNIX_EPOCH, Tongue::En);
        assert!(text.ends_with("END:VCALENDAR\r\n"));
        assert!(!text.replace("\r\n", "").contains(['\r', '\n']));
        assert!(text.split("\r\n").all(|line| line.len() <= LINE));
        assert!(
            text.lines().any(|line| line.len() > LINE - 3),
            "it is folded late"
        );
        assert!(text.replace("\r\n ", "").contains(&"가나다 ".repeat(60)));
    }

    #[test]
    fn a_line_break_in_a_name_makes_no_line_of_its_own() {
        let entries = [entry(
            "a\r\nATTACH:file:///etc/passwd",
            DeadlineWhy::Expires,
        )];
        let text = write(&entries, Timestamp::UNIX_EPOCH, Tongue::En);
        assert!(!text.lines().any(|line| line.starts_with("ATTACH")));
    }
}
