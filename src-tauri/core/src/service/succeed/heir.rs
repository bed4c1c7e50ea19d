//! What the new key will be like, whether the cloud has room for it, and where the old one may be.

use std::collections::{BTreeMap, HashSet};

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::Standing;
use crate::error::Result;
use crate::kind::Input;
use crate::model::{
    EventDetail, EventResult, Expiry, FieldValue, GoesFirst, HandOverPlace, KeyState, LastUsed,
    ListEvents, NewKey, NoRoom, OperationKind, PlaceKind, Proposal, Quota,
};
use crate::service::KeyService;
use crate::service::keys::LABEL;
use crate::store::KeyRow;

/// Characters of a place's id at most.
pub(super) const LONGEST_PLACE: usize = 120;
/// Lines of a key's history that are looked at for places.
const MOST_EVENTS: u32 = 200;
/// A key that lived shorter than this is followed by one that lives this long.
const SHORTEST_LIFE: SignedDuration = SignedDuration::from_hours(24);

/// The cloud had no room for the new key.
#[derive(Serialize, Deserialize)]
pub(super) struct Full {
    used: u32,
    limit: Option<u32>,
    /// Keys that were known of then. With one less there may be room.
    known: usize,
}

impl KeyService {
    /// Name and end of the new key, as they are proposed.
    pub(super) fn proposal(&self, standing: &Standing) -> Result<Proposal> {
        let Standing { old, spec, .. } = standing;
        let mut proposal = Proposal {
            name: None,
            expires: None,
        };
        for field in spec.new_key_fields {
            match field.input {
                Input::Text { max, .. } if matches!(field.id, "name" | LABEL) => {
                    let keys = self.store.keys()?;
                    let alike = keys.iter().filter(|key| key.kind == old.kind);
                    let taken = alike.map(|key| key.name().trim().to_owned()).collect();
                    let max = usize::try_from(max).unwrap_or(usize::MAX);
                    proposal.name = Some(name_after(old.name(), &taken, max));
                }
                Input::Expiry { preset_days, never } => {
                    let now = Timestamp::now();
                    proposal.expires = Some(end_after(old, preset_days, never, now));
                }
                _ => {}
            }
        }
        Ok(proposal)
    }

    /// The form of the new key: as the old one is, but for what `new` says.
    pub(super) fn form_of_heir(
        &self,
        standing: &Standing,
        new: Option<Proposal>,
    ) -> Result<NewKey> {
        let proposed = self.proposal(standing)?;
        let new = new.unwrap_or_else(|| proposed.clone());
        let remote = &standing.old.remote;
        let mut form = NewKey::new();
        for field in standing.spec.new_key_fields {
            let value = match field.input {
                Input::Text { .. } if matches!(field.id, "name" | LABEL) => new
                    .name
                    .clone()
                    .or_else(|| proposed.name.clone())
                    .filter(|name| field.required || !name.trim().is_empty())
                    .map(FieldValue::Text),
                Input::Text { .. } => remote.note.clone().map(FieldValue::Text),
                Input::Roles => {
                    let ids = remote.roles.iter().map(|role| role.id.clone());
                    Some(FieldValue::Roles(ids.collect()))
                }
                Input::Expiry { .. } => new.expires.or(proposed.expires).map(FieldValue::Expiry),
                Input::Addresses => remote.addresses.clone().map(FieldValue::Addresses),
                Input::Group => {
                    let group = remote.group.as_ref();
                    group.map(|group| FieldValue::Text(group.id.clone()))
                }
                // What is chosen at first.
                Input::Flag { .. }
                | Input::Choice { .. }
                | Input::Secret { .. }
                | Input::SecretId { .. } => None,
            };
            if let Some(value) = value {
                form.insert(field.id.to_owned(), value);
            }
        }
        Ok(form)
    }

    /// Notes that the cloud has no room for the new key.
    pub(super) fn no_room(&self, mut standing: Standing, quota: Option<Quota>) -> Result<()> {
        let known = self.alike(&standing)?.len();
        standing.detail.no_room = Some(Full {
            used: quota.map_or(u32::try_from(known).unwrap_or(u32::MAX), |quota| quota.used),
            limit: quota.map(|quota| quota.limit),
            known,
        });
        self.advance_succession(standing)
    }

    /// Which key has to go first, as long as none of those that were there then went.
    pub(super) fn told_no_room(&self, standing: &Standing, full: &Full) -> Result<Option<NoRoom>> {
        let alike = self.alike(standing)?;
        if alike.len() < full.known {
            return Ok(None);
        }
        let mut candidates = Vec::new();
        for key in alike.iter().filter(|key| key.id != standing.old.id) {
            let told = self.describe(key)?;
            if !told.own {
                candidates.push((rank(key, told.state), key.id));
            }
        }
        let first = candidates.into_iter().min_by_key(|(rank, _)| *rank);
        Ok(Some(NoRoom {
            used: full.used,
            limit: full.limit,
            first: first.map(|(_, id)| id),
            why: first.map(|((why, _), _)| why),
        }))
    }

    /// The keys that the cloud counts together with the old one, as far as known: of its kind and group.
    fn alike(&self, standing: &Standing) -> Result<Vec<KeyRow>> {
        let old = &standing.old;
        let group = |key: &KeyRow| key.remote.group.as_ref().map(|group| group.id.clone());
        let mut keys = self.store.keys()?;
        keys.retain(|key| {
            (key.kind, &key.tenant) == (old.kind, &old.tenant)
                && group(key) == group(old)
                && !key.gone
        });
        Ok(keys)
    }

    /// Where the old key may be: what the user noted, and how its secret left this computer.
    pub(super) fn places(&self, standing: &Standing) -> Result<Vec<HandOverPlace>> {
        let Standing { old, detail, .. } = standing;
        let place = |id: String, what| HandOverPlace {
            done: detail.done.contains(&id),
            id,
            what,
        };
        let noted = old.marks.used_in.iter();
        let mut places: Vec<_> = noted
            .map(|text| {
                let what = PlaceKind::Noted { text: text.clone() };
                place(format!("noted {text}"), what)
            })
            .collect();
        let events = self.store.events(&ListEvents {
            key: Some(old.id),
            ops: vec![OperationKind::Copy, OperationKind::Reveal],
            limit: MOST_EVENTS,
            ..ListEvents::default()
        })?;
        let mut taken = BTreeMap::<String, PlaceKind>::new();
        // Newest first.
        let done = events
            .iter()
            .filter(|event| event.result == EventResult::Done);
        for event in done {
            let (id, copied) = match (event.op, &event.detail) {
                (OperationKind::Reveal, _) => ("taken reveal".to_owned(), None),
                // A file's lines lie elsewhere than a bare secret.
                (_, Some(EventDetail::Copied(what))) => (format!("taken {what:?}"), Some(*what)),
                _ => ("taken copy".to_owned(), None),
            };
            let first = PlaceKind::Taken {
                op: event.op,
                copied,
                times: 0,
                last_at: event.at,
            };
            if let PlaceKind::Taken { times, .. } = taken.entry(id).or_insert(first) {
                *times += 1;
            }
        }
        places.extend(taken.into_iter().map(|(id, what)| place(id, what)));
        Ok(places)
    }
}

/// The least is missed least.
fn rank(key: &KeyRow, state: KeyState) -> (GoesFirst, Option<Timestamp>) {
    let made = key.remote.created_at.or(key.made_at);
    match (state, key.remote.last_used) {
        (KeyState::Expired, _) => (GoesFirst::Expired, made),
        (KeyState::Disabled, _) => (GoesFirst::Paused, made),
        (_, LastUsed::Never) => (GoesFirst::NeverUsed, made),
        (_, LastUsed::At { at }) => (GoesFirst::LongestUnused, Some(at)),
        (_, LastUsed::Unknown) => (GoesFirst::Oldest, made),
    }
}

/// `etl`, `etl-2`, `etl-3`: the next name that is not taken, not longer than `max` characters.
fn name_after(name: &str, taken: &HashSet<String>, max: usize) -> String {
    let name = name.trim();
    if name.is_empty() {
        return String::new();
    }
    let numbered = name.rsplit_once('-').and_then(|(stem, number)| {
        let number = (number.len() <= 4).then(|| number.parse::<u32>().ok())??;
        (number > 1 && !stem.is_empty()).then_some((stem, number))
    });
    let (stem, last) = numbered.unwrap_or((name, 1));
    let mut number = last + 1;
    loop {
        let end = format!("-{number}");
        let room = max.saturating_sub(end.chars().count());
        let next: String = stem.chars().take(room).chain(end.chars()).collect();
        if !taken.contains(&next) {
            return next;
        }
        number += 1;
    }
}

/// The end of a key that lives from `now` on as long as the old one was to.
fn end_after(old: &KeyRow, preset_days: u32, never: bool, now: Timestamp) -> Expiry {
    let preset = SignedDuration::from_hours(24 * i64::from(preset_days));
    let life = match (old.remote.expires, old.remote.created_at) {
        (Expiry::Never, _) if never => return Expiry::Never,
        (Expiry::At { at }, Some(from)) => at.duration_since(from).max(SHORTEST_LIFE),
        _ => preset,
    };
    let at = now.checked_add(life).unwrap_or(Timestamp::MAX);
    // Clouds count whole seconds.
    let at = Timestamp::from_second(at.as_second()).unwrap_or(at);
    Expiry::At { at }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_name_is_numbered_free_and_short_enough() {
        let taken = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        let none = HashSet::new();
        assert_eq!(name_after("etl", &none, 99), "etl-2");
        assert_eq!(name_after("etl-2", &none, 99), "etl-3");
        assert_eq!(
            name_after(" etl ", &taken(&["etl-2", "etl-3"]), 99),
            "etl-4"
        );
        // Years, dates and the like are part of the name.
        assert_eq!(name_after("etl-20261122", &none, 99), "etl-20261122-2");
        assert_eq!(name_after("etl-1", &none, 99), "etl-1-2");
        assert_eq!(name_after("-7", &none, 99), "-7-2");
        assert_eq!(name_after("매출 보고서 키", &none, 6), "매출 보-2");
        assert_eq!(name_after("abcdef-9", &none, 8), "abcde-10");
        assert_eq!(name_after("", &none, 8), "");
    }
}
