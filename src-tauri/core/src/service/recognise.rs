//! Whose credential a pasted text looks like. Names kinds and nothing of the text, and moves nothing by itself.

use std::sync::Arc;

use secrecy::{ExposeSecret as _, SecretString};

use super::drafts::LONGEST_PASTE;
use crate::kind::{KeyKind, KindSpec};
use crate::model::KindId;

/// The other kinds, of any cloud, that a text fits better than the one whose form it was put into; mostly none.
pub(super) fn recognise(
    kinds: &[Arc<dyn KeyKind>],
    into: &dyn KeyKind,
    text: &SecretString,
) -> Vec<KindId> {
    // EXPOSE: its length.
    if text.expose_secret().len() > LONGEST_PASTE {
        return Vec::new();
    }
    let connects = kinds.iter().filter(|kind| signs_in(kind.spec()));
    let others = connects.filter(|kind| kind.spec().id != into.spec().id);
    let all: Vec<_> = others
        .map(|kind| (kind.spec().id, kind.likeness(text)))
        .collect();
    let own = into.likeness(text);
    let best = all.iter().map(|(_, likeness)| *likeness).max();
    match best.filter(|best| *best > own) {
        Some(best) => {
            let fits = all.into_iter().filter(|(_, likeness)| *likeness == best);
            fits.map(|(kind, _)| kind).collect()
        }
        None => Vec::new(),
    }
}

/// An account can be connected with it.
fn signs_in(spec: &KindSpec) -> bool {
    spec.alone || spec.signed_by.contains(&spec.id)
}

#[cfg(test)]
mod tests;
