//! What others changed about keys at their clouds: what a cloud says now, beside what the user last knew.
//!
//! The first list that has a key says what the user knows of it. From then on it changes with what this program does and
//! with what the user takes note of; whatever else a list says differently was changed by somebody else.

use std::collections::BTreeSet;

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension as _};

use super::{Store, from_json, history, time, word};
use crate::error::Result;
use crate::kind::RemoteKey;
use crate::model::{AddressRule, ChangedField, Expiry, KeyFact, KeyId, KeyState, KeyWas, KindId};
use crate::store::NewEvent;

/// Who tells of a key.
pub(super) enum Told<'a> {
    /// The answer to a create, or a credential that is connected: not a word of a list yet.
    First,
    /// A list. What we were told ourselves after that moment is younger than it.
    List {
        fresh_since: Timestamp,
        event: &'a NewEvent,
    },
    /// The answer to a change of ours that touched these.
    Change {
        touched: &'a [KeyFact],
        event: &'a NewEvent,
    },
}

/// What was known of a key before it was told of.
pub(super) struct Known {
    facts: RemoteKey,
    agreed: Option<RemoteKey>,
    changed: Vec<ChangedField>,
    told_at: Option<Timestamp>,
    label: Option<String>,
}

/// Reads what is known of a key, inside a change.
pub(super) fn known(
    c: &Connection,
    kind: KindId,
    tenant: &str,
    remote_id: &str,
) -> rusqlite::Result<Option<Known>> {
    c.prepare_cached(
        "SELECT facts, agreed, changed, told_at, label FROM keys
         WHERE kind = ?1 AND tenant = ?2 AND remote_id = ?3",
    )?
    .query_row((word(&kind)?, tenant, remote_id), |row| {
        let agreed: Option<String> = row.get(1)?;
        Ok(Known {
            facts: from_json(row.get_ref(0)?.as_str()?)?,
            agreed: agreed.as_deref().map(from_json).transpose()?,
            changed: changes(row.get(2)?)?,
            told_at: time(row.get(3)?)?,
            label: row.get(4)?,
        })
    })
    .optional()
}

/// Changes as they are stored.
pub(super) fn changes(stored: Option<String>) -> rusqlite::Result<Vec<ChangedField>> {
    Ok(stored
        .as_deref()
        .map(from_json)
        .transpose()?
        .unwrap_or_default())
}

/// Compares what was just told of a key with what was known of it, inside the change that took it in.
pub(super) fn compare(
    c: &Connection,
    id: KeyId,
    kind: KindId,
    before: Option<&Known>,
    key: &RemoteKey,
    told: &Told<'_>,
    now: Timestamp,
) -> rusqlite::Result<()> {
    let (event, touched) = match told {
        Told::First => return Ok(()),
        Told::List { fresh_since, event } => {
            let Some(known) = before.filter(|known| known.agreed.is_some()) else {
                return agree(c, id);
            };
            // The list may be older than the answer we had.
            if known.told_at.is_some_and(|at| at >= *fresh_since) {
                return Ok(());
            }
            let agreed = known.agreed.as_ref();
            let news = agreed.is_some_and(|agreed| !differences(agreed, key).is_empty());
            let ours = if news {
                under_way(c, id, kind)?
            } else {
                vec![]
            };
            (event, ours)
        }
        Told::Change { touched, event } => {
            c.prepare_cached("UPDATE keys SET told_at = ?2 WHERE id = ?1")?
                .execute((id.to_string(), now.to_string()))?;
            (event, touched.to_vec())
        }
    };
    let Some((known, agreed)) = before.and_then(|known| Some((known, known.agreed.as_ref()?)))
    else {
        return Ok(());
    };
    let touched = touched.into_iter().chain(untold(agreed, key));
    let agreed = touched.fold(agreed.clone(), |agreed, fact| taken_over(agreed, key, fact));
    let mut news = false;
    let changed: Vec<ChangedField> = differences(&agreed, key)
        .into_iter()
        .map(|was| {
            let fact = was.fact();
            let moved = differences(&known.facts, key)
                .iter()
                .any(|d| d.fact() == fact);
            let noted = known.changed.iter().find(|old| old.was.fact() == fact);
            match noted {
                Some(old) if !moved => old.clone(),
                _ => {
                    news = true;
                    ChangedField { was, at: now }
                }
            }
        })
        .collect();
    if known.agreed.as_ref() != Some(&agreed) || known.changed != changed {
        write(c, id, &agreed, &changed)?;
    }
    if news {
        let name = known.label.as_deref().unwrap_or(&key.name);
        history::insert(c, &(*event).clone().of_key(Some(id), name))?;
    }
    Ok(())
}

/// Makes what the cloud says what the user knows, inside a change.
fn agree(c: &Connection, id: KeyId) -> rusqlite::Result<()> {
    c.prepare_cached("UPDATE keys SET agreed = facts, changed = NULL WHERE id = ?1")?
        .execute([id.to_string()])
        .map(drop)
}

fn write(
    c: &Connection,
    id: KeyId,
    agreed: &RemoteKey,
    changed: &[ChangedField],
) -> rusqlite::Result<()> {
    let text = |value: serde_json::Result<String>| value.map_err(super::unreadable);
    let agreed = text(serde_json::to_string(agreed))?;
    let changed = match changed {
        [] => None,
        some => Some(text(serde_json::to_string(some))?),
    };
    c.prepare_cached("UPDATE keys SET agreed = ?2, changed = ?3 WHERE id = ?1")?
        .execute((id.to_string(), agreed, changed))
        .map(drop)
}

/// What operations of ours that are not over may change about a key.
fn under_way(c: &Connection, id: KeyId, kind: KindId) -> rusqlite::Result<Vec<KeyFact>> {
    let mut touched = Vec::new();
    let mut rows = c.prepare_cached(
        "SELECT state = 'clean_up', detail ->> '$.touched' FROM operations
         WHERE key = ?1 OR (state = 'clean_up' AND kind = ?2)",
    )?;
    let rows = rows.query_map((id.to_string(), word(&kind)?), |row| {
        Ok((row.get::<_, bool>(0)?, row.get::<_, Option<String>>(1)?))
    })?;
    for row in rows {
        match row? {
            // It switches the key off.
            (true, _) => touched.push(KeyFact::State),
            (false, Some(text)) => touched.extend(from_json::<Vec<KeyFact>>(&text)?),
            (false, None) => {}
        }
    }
    Ok(touched)
}

/// What is agreed, with one thing as it is now.
fn taken_over(agreed: RemoteKey, now: &RemoteKey, fact: KeyFact) -> RemoteKey {
    let mut agreed = agreed;
    match fact {
        KeyFact::Name => agreed.name.clone_from(&now.name),
        KeyFact::State => agreed.state = now.state,
        KeyFact::Roles => agreed.roles.clone_from(&now.roles),
        KeyFact::Expires => agreed.expires = now.expires,
        KeyFact::Addresses => agreed.addresses.clone_from(&now.addresses),
    }
    agreed
}

/// What the cloud had not told when it was agreed, and tells now.
fn untold(agreed: &RemoteKey, now: &RemoteKey) -> Vec<KeyFact> {
    [
        (KeyFact::Name, named(agreed), named(now)),
        (KeyFact::State, switched(agreed), switched(now)),
        (KeyFact::Expires, ends(agreed), ends(now)),
        (
            KeyFact::Addresses,
            agreed.addresses.is_some(),
            now.addresses.is_some(),
        ),
    ]
    .into_iter()
    .filter(|(_, then, now)| !then && *now)
    .map(|(fact, ..)| fact)
    .collect()
}

fn named(key: &RemoteKey) -> bool {
    !key.name.is_empty()
}

/// On or off by somebody's hand: that its time is over is no change.
const fn switched(key: &RemoteKey) -> bool {
    matches!(key.state, KeyState::Enabled | KeyState::Disabled)
}

fn ends(key: &RemoteKey) -> bool {
    key.expires != Expiry::Unknown
}

/// Whether two keys end at the same time; clouds tell it more or less exactly.
fn end_together(one: &RemoteKey, other: &RemoteKey) -> bool {
    match (one.expires, other.expires) {
        (Expiry::At { at: one }, Expiry::At { at: other }) => one.as_second() == other.as_second(),
        (one, other) => one == other,
    }
}

/// What differs, as it was. What the cloud does not tell this time is no difference.
fn differences(was: &RemoteKey, now: &RemoteKey) -> Vec<KeyWas> {
    let mut found = Vec::new();
    if named(was) && named(now) && was.name.trim() != now.name.trim() {
        found.push(KeyWas::Name(was.name.clone()));
    }
    if switched(was) && switched(now) && was.state != now.state {
        found.push(KeyWas::State(was.state));
    }
    let roles = |key: &RemoteKey| -> BTreeSet<String> {
        key.roles.iter().map(|role| role.id.clone()).collect()
    };
    if !now.roles.is_empty() && was.roles != now.roles && roles(was) != roles(now) {
        found.push(KeyWas::Roles(was.roles.clone()));
    }
    if ends(was) && ends(now) && !end_together(was, now) {
        found.push(KeyWas::Expires(was.expires));
    }
    let sources = |rules: &[AddressRule]| -> BTreeSet<String> {
        rules.iter().map(|rule| rule.source.clone()).collect()
    };
    if let (Some(before), Some(after)) = (&was.addresses, &now.addresses)
        && before != after
        && sources(before) != sources(after)
    {
        found.push(KeyWas::Addresses(before.clone()));
    }
    found
}

impl Store {
    /// The user took note of what others changed about a key.
    ///
    /// # Errors
    /// Those of the data file.
    pub fn accept_change(&self, id: KeyId) -> Result<()> {
        self.change(|c| agree(c, id))
    }
}
