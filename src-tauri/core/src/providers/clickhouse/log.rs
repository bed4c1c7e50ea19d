//! What the organization's audit log says of keys.

use std::collections::HashSet;

use jiff::SignedDuration;
use jiff::Timestamp;
use serde_json::Value;

use super::wire::Activity;
use super::{Client, seconds};
use crate::error::{Error, ErrorCode, Outcome, Result};
use crate::kind::RemoteActivity;
use crate::model::{ActorKind, CloudAct};
use crate::providers::reading::id_for_path;

/// Lines that are taken at most, the newest.
const MOST: usize = 2_000;
/// Characters of a text that are taken at most.
const LONGEST: usize = 200;
/// Lines about one and the same act are no further apart.
const SAME_ACT: SignedDuration = SignedDuration::from_secs(5);

/// What was done with keys from this moment on, the newest first. The log has no pages.
pub async fn of_keys(client: &Client<'_>, from: Timestamp) -> Result<Vec<RemoteActivity>> {
    let from = seconds(from.as_second());
    let url = client.org_url(&["activities"], &[("from_date", &from)])?;
    let (envelope, _) = client.get::<Vec<Value>>(&url).await?;
    let lines = envelope
        .result
        .ok_or_else(|| Error::new(ErrorCode::AnswerUnreadable).with_outcome(Outcome::Refused))?;
    Ok(read(lines))
}

/// A line, and whether it may only repeat another: keys that are made or deleted have a line of their own, which mostly
/// names no key, beside the one that every change of a key has.
struct Line {
    of: RemoteActivity,
    repeats: bool,
}

/// Takes what can be read; whatever else stands there is left out.
pub(super) fn read(lines: Vec<Value>) -> Vec<RemoteActivity> {
    let mut ids = HashSet::new();
    let mut lines: Vec<Line> = lines
        .into_iter()
        .filter_map(|line| serde_json::from_value(line).ok().and_then(line_of))
        .filter(|line| ids.insert(line.of.id.clone()))
        .collect();
    lines.sort_by_key(|line| std::cmp::Reverse(line.of.at));
    lines.truncate(MOST);
    let told: Vec<RemoteActivity> = lines
        .iter()
        .filter(|line| !line.repeats)
        .map(|line| line.of.clone())
        .collect();
    lines.retain(|line| !line.repeats || !told.iter().any(|other| same_act(&line.of, other)));
    lines.into_iter().map(|line| line.of).collect()
}

fn same_act(line: &RemoteActivity, other: &RemoteActivity) -> bool {
    line.what == other.what
        && line.actor_id == other.actor_id
        && (line.remote_id.is_none() || line.remote_id == other.remote_id)
        && line.at.duration_until(other.at).abs() <= SAME_ACT
}

fn line_of(entry: Activity) -> Option<Line> {
    let (what, repeats) = match entry.kind.as_deref()? {
        "key_create" => (CloudAct::Created, true),
        "key_delete" => (CloudAct::Deleted, true),
        "openapi_key_update" => (act(entry.key_update_type.as_deref()), false),
        _ => return None,
    };
    let id = |id: Option<String>| id.filter(|id| id_for_path(id).is_ok());
    let of = RemoteActivity {
        id: id(entry.id)?,
        at: entry.created_at?.parse().ok()?,
        what,
        remote_id: id(entry.target_key_id),
        actor_kind: match entry.actor_type.as_deref() {
            Some("user") => ActorKind::Person,
            Some("api") => ActorKind::Key,
            Some("support" | "system") => ActorKind::Cloud,
            _ => ActorKind::Unknown,
        },
        actor_id: shown(entry.actor_id),
        actor: shown(entry.actor_details),
        address: shown(entry.actor_ip_address),
    };
    Some(Line { of, repeats })
}

fn act(update: Option<&str>) -> CloudAct {
    match update {
        Some("created") => CloudAct::Created,
        Some("deleted") => CloudAct::Deleted,
        Some("name-changed") => CloudAct::Renamed,
        Some("state-changed") => CloudAct::Switched,
        Some("date-changed") => CloudAct::EndChanged,
        Some("ip-access-list-changed") => CloudAct::AddressesChanged,
        Some(
            "role-changed"
            | "org-role-changed"
            | "default-service-role-changed"
            | "service-role-changed"
            | "roles-v2-changed",
        ) => CloudAct::RolesChanged,
        _ => CloudAct::Changed,
    }
}

/// A foreign text on one line, without what would turn the text around it.
fn shown(text: Option<String>) -> Option<String> {
    let turns = |c| matches!(c, '\u{200e}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let text: String = text?
        .chars()
        .filter(|c| !c.is_control() && !turns(*c))
        .take(LONGEST)
        .collect();
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}
