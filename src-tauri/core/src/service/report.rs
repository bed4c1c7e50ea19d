//! What is known of keys and activity, as a file. No secret is in it: none is read.

use std::sync::Arc;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::Serialize;

use super::KeyService;
use crate::error::Result;
use crate::model::{
    Account, ApiKey, CloudActivity, CloudActivityOf, DamageKind, Event, EventDetail, Expiry,
    HistoryCheck, LastUsed, ListEvents, OperationKind, Presence, ReportFormat, SaveReport, Saved,
};
use crate::report::{Report, Table, Words};
use crate::store::NewEvent;

/// Lines of activity on a page to print at most; a table for spreadsheets has all of them.
const ON_PAGE: usize = 1_000;
/// Lines that are read from the history at a time.
const AT_A_TIME: u32 = 200;
/// Longest tag of a language.
const LONGEST_TAG: usize = 35;

impl KeyService {
    /// Saves what is known of keys and activity as a page to print, or the activity as a table for spreadsheets.
    ///
    /// # Errors
    /// [`crate::ErrorCode::FieldInvalid`] of `words`, [`crate::ErrorCode::FileNotSaved`]; those of the data file.
    pub async fn save_report(self: &Arc<Self>, ask: SaveReport) -> Result<Saved> {
        self.while_open(async {
            let scribe = Scribe {
                words: Words::new(ask.words)?,
                zone: TimeZone::system(),
                accounts: self.store.accounts()?.into_iter().map(|(a, _)| a).collect(),
            };
            let now = Timestamp::now();
            let day = now.to_zoned(scribe.zone.clone()).strftime("%Y-%m-%d");
            let mut activity = scribe.activity(self.all_lines(ask.from).await?);
            let saved = match ask.format {
                ReportFormat::Csv => {
                    let name = format!("keywright-activity-{day}.csv");
                    self.save_file(&name, activity.to_csv().as_bytes())?
                }
                ReportFormat::Page => {
                    if activity.rows.len() > ON_PAGE {
                        let left = (activity.rows.len() - ON_PAGE).to_string();
                        activity.rows.truncate(ON_PAGE);
                        activity.note = Some(scribe.words.sentence("left_out", &[("n", &left)]));
                    }
                    let keys = scribe.keys(self.list_keys().await?.keys);
                    let check = self.store.check_history()?;
                    let report = Report {
                        title: scribe.words.get("title"),
                        facts: scribe.facts(now, ask.from, &check),
                        tables: vec![keys, activity],
                        foot: scribe.words.get("foot"),
                        language: ask.language.chars().take(LONGEST_TAG).collect(),
                    };
                    let name = format!("keywright-report-{day}.html");
                    self.save_file(&name, report.to_page().as_bytes())?
                }
            };
            let detail = EventDetail::Saved(ask.format);
            self.store
                .record(&NewEvent::done(OperationKind::Export, None).with(Some(detail)))?;
            self.changed();
            Ok(saved)
        })
        .await
    }

    /// The whole activity from a moment on, the newest first: ours, and what clouds tell beside it.
    async fn all_lines(self: &Arc<Self>, from: Option<Timestamp>) -> Result<Vec<Line>> {
        let mut ask = ListEvents {
            from,
            limit: AT_A_TIME,
            ..ListEvents::default()
        };
        let mut lines = Vec::new();
        loop {
            let page = self.store.events(&ask)?;
            let Some(last) = page.last() else { break };
            ask.before = Some(last.id);
            lines.extend(page.into_iter().map(Line::Ours));
        }
        let log = self.cloud_activity(CloudActivityOf::default()).await?;
        let since = from.unwrap_or(Timestamp::MIN);
        let told = log.entries.into_iter().filter(|entry| entry.at >= since);
        lines.extend(told.map(Line::Cloud));
        lines.sort_by_key(|line| std::cmp::Reverse(line.at()));
        Ok(lines)
    }
}

/// A line of activity.
enum Line {
    /// Of the history of this computer.
    Ours(Event),
    /// Of a cloud's own log.
    Cloud(CloudActivity),
}

impl Line {
    const fn at(&self) -> Timestamp {
        match self {
            Self::Ours(event) => event.at,
            Self::Cloud(entry) => entry.at,
        }
    }
}

/// Puts what is known into words.
struct Scribe {
    words: Words,
    zone: TimeZone,
    accounts: Vec<Account>,
}

impl Scribe {
    fn facts(
        &self,
        now: Timestamp,
        from: Option<Timestamp>,
        check: &HistoryCheck,
    ) -> Vec<(String, String)> {
        let words = &self.words;
        let period = match from {
            Some(from) => words.sentence("since", &[("date", &self.day(from))]),
            None => words.get("all_time"),
        };
        let since = check.since.map_or_else(String::new, |at| self.day(at));
        let at = check.damage.as_ref().and_then(|damage| damage.at);
        let at = at.map_or_else(|| "?".to_owned(), |at| self.time(at));
        let state = match check.damage.as_ref().map(|damage| damage.kind) {
            None => "whole",
            Some(DamageKind::Altered) => "altered",
            Some(DamageKind::CutOff) => "cut_off",
        };
        let lines = check.lines.to_string();
        let values = [("since", &*since), ("lines", &*lines), ("at", &*at)];
        let offset = now.to_zoned(self.zone.clone()).strftime("UTC%:z");
        vec![
            (words.get("made"), format!("{} ({offset})", self.time(now))),
            (words.get("period"), period),
            (words.get("history"), words.sentence(state, &values)),
        ]
    }

    fn keys(&self, mut keys: Vec<ApiKey>) -> Table {
        keys.sort_by_key(|key| {
            let account = self.accounts.iter().position(|a| a.id == key.account);
            (account, key.name.to_lowercase())
        });
        let row = |key: ApiKey| {
            let roles: Vec<String> = key.roles.iter().map(|role| role.name.clone()).collect();
            let state = match key.presence {
                Presence::Gone => self.words.of("presence", "gone"),
                Presence::AtCloud => self.words.of("state", &id(&key.state)),
            };
            let label = self.accounts.iter().find(|a| a.id == key.account);
            vec![
                self.cloud(&id(&key.provider), key.practice),
                label.map_or_else(String::new, |account| account.label.clone()),
                self.name(&key.name),
                key.ends_with
                    .map_or_else(String::new, |end| format!("…{end}")),
                state,
                roles.join(", "),
                self.maybe_day(key.created_at),
                match key.expires {
                    Expiry::At { at } => self.day(at),
                    Expiry::Never => self.words.get("never_ends"),
                    Expiry::Unknown => self.words.get("unknown"),
                },
                match key.last_used {
                    LastUsed::At { at } => self.day(at),
                    LastUsed::Never => self.words.get("never_used"),
                    LastUsed::Unknown => self.words.get("unknown"),
                },
                self.words.of("secret", &id(&key.secret)),
            ]
        };
        self.table(
            "keys",
            &[
                "cloud",
                "account",
                "key",
                "ends_with",
                "state",
                "roles",
                "created",
                "expires",
                "last_used",
                "secret",
            ],
            keys.into_iter().map(row).collect(),
        )
    }

    fn activity(&self, lines: Vec<Line>) -> Table {
        let row = |line: Line| match line {
            Line::Ours(event) => self.ours(event),
            Line::Cloud(entry) => self.told(entry),
        };
        self.table(
            "activity",
            &[
                "time", "what", "key", "cloud", "account", "result", "done_by", "address",
            ],
            lines.into_iter().map(row).collect(),
        )
    }

    fn ours(&self, event: Event) -> Vec<String> {
        let what = self.words.of("op", &id(&event.op));
        let what = match event.detail.map(|detail| self.detail(detail)) {
            Some(detail) if !detail.is_empty() => format!("{what}: {detail}"),
            _ => what,
        };
        let result = self.words.of("result", &id(&event.result));
        let result = match event.code {
            Some(code) => format!("{result}: {}", self.words.of("error", &id(&code))),
            None => result,
        };
        let cloud = event
            .provider
            .map(|it| self.cloud(&id(&it), event.practice));
        vec![
            self.time(event.at),
            what,
            event.key_name.unwrap_or_default(),
            cloud.unwrap_or_default(),
            event.account_label.unwrap_or_default(),
            result,
            self.words.get("this_computer"),
            String::new(),
        ]
    }

    fn told(&self, entry: CloudActivity) -> Vec<String> {
        let by = self.words.of("by", &id(&entry.by));
        let actor = entry.actor.unwrap_or_default();
        vec![
            self.time(entry.at),
            self.words.of("act", &id(&entry.what)),
            entry.key_name.or(entry.remote_id).unwrap_or_default(),
            self.cloud(&id(&entry.provider), entry.practice),
            entry.account_label,
            self.words.get("told_by_cloud"),
            format!("{actor} ({by})").trim().to_owned(),
            entry.address.unwrap_or_default(),
        ]
    }

    fn detail(&self, detail: EventDetail) -> String {
        match detail {
            EventDetail::Copied(what) => self.words.of("copy", &id(&what)),
            EventDetail::Field(field) => self.words.of("field", &field),
            EventDetail::Changed(fields) => {
                let names = fields.iter().map(|field| self.words.of("field", field));
                names.collect::<Vec<_>>().join(", ")
            }
            EventDetail::CopyOf(at) => self.time(at),
            EventDetail::Saved(format) => self.words.of("format", &id(&format)),
        }
    }

    fn table(&self, name: &str, columns: &[&str], rows: Vec<Vec<String>>) -> Table {
        Table {
            title: self.words.get(name),
            columns: columns
                .iter()
                .map(|id| self.words.of("column", id))
                .collect(),
            rows,
            empty: self.words.of("empty", name),
            note: None,
        }
    }

    fn name(&self, name: &str) -> String {
        if name.is_empty() {
            self.words.get("nameless")
        } else {
            name.to_owned()
        }
    }

    fn cloud(&self, provider: &str, practice: bool) -> String {
        let name = self.words.of("provider", provider);
        if practice {
            format!("{name} ({})", self.words.get("practice"))
        } else {
            name
        }
    }

    fn time(&self, at: Timestamp) -> String {
        let local = at.to_zoned(self.zone.clone());
        local.strftime("%Y-%m-%d %H:%M").to_string()
    }

    fn day(&self, at: Timestamp) -> String {
        at.to_zoned(self.zone.clone())
            .strftime("%Y-%m-%d")
            .to_string()
    }

    fn maybe_day(&self, at: Option<Timestamp>) -> String {
        at.map_or_else(|| self.words.get("unknown"), |at| self.day(at))
    }
}

/// The id of a value by which it has its word: as it crosses to the page.
fn id(value: &impl Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(text)) => text,
        _ => String::new(),
    }
}
