//! What people note on keys: tags, a memo, where they are used, a pin, a day to replace them by. No cloud is told.

use super::KeyService;
use crate::error::{Error, FieldProblem, Result};
use crate::model::{ApiKey, KeyList, MarkKey, MarkKeys, Marks, SavedView};

const MOST_TAGS: usize = 10;
const LONGEST_TAG: usize = 30;
const LONGEST_MEMO: usize = 500;
const MOST_PLACES: usize = 20;
const LONGEST_PLACE: usize = 80;
const MOST_VIEWS: usize = 20;
const LONGEST_VIEW: usize = 40;
/// Characters and values of a saved view's inner parts at most; the page makes far fewer.
const MOST_OF_A_VIEW: usize = 200;

impl KeyService {
    /// Notes something on a key; what it bore is replaced. Nothing changes at the cloud.
    ///
    /// # Errors
    /// [`crate::ErrorCode::FieldInvalid`] of `tags`, `memo` or `used_in`, [`crate::ErrorCode::Gone`], those of the data file.
    pub async fn mark_key(&self, ask: MarkKey) -> Result<ApiKey> {
        let row = self.key_row(ask.key)?;
        self.store.mark_key(row.id, &tidied(ask.marks)?)?;
        self.changed();
        self.describe(&self.key_row(row.id)?)
    }

    /// Notes something on several keys at once, on all of them or on none. Keys that are gone meanwhile are passed over.
    ///
    /// # Errors
    /// As [`Self::mark_key`], without [`crate::ErrorCode::Gone`].
    pub async fn mark_keys(&self, ask: MarkKeys) -> Result<KeyList> {
        let marks = ask
            .changes
            .into_iter()
            .map(|MarkKey { key, marks }| Ok((key, tidied(marks)?)))
            .collect::<Result<Vec<_>>>()?;
        self.store.mark_keys(&marks)?;
        self.changed();
        self.list_keys().await
    }
}

/// The marks as they are kept: blanks and doubles are gone.
fn tidied(marks: Marks) -> Result<Marks> {
    let tags = words("tags", &marks.tags, MOST_TAGS, LONGEST_TAG)?;
    if tags.iter().any(|tag| tag.contains(',')) {
        return Err(Error::field("tags", FieldProblem::BadCharacter));
    }
    let used_in = words("used_in", &marks.used_in, MOST_PLACES, LONGEST_PLACE)?;
    let memo = marks.memo.trim().to_owned();
    if memo.chars().count() > LONGEST_MEMO {
        return Err(Error::field("memo", FieldProblem::TooLong));
    }
    Ok(Marks {
        tags,
        memo,
        used_in,
        ..marks
    })
}

/// Short texts without blanks around them, empty ones and doubles.
fn words(field: &str, given: &[String], most: usize, longest: usize) -> Result<Vec<String>> {
    let mut words: Vec<String> = Vec::new();
    for word in given {
        let word = word.split_whitespace().collect::<Vec<_>>().join(" ");
        if word.chars().count() > longest {
            return Err(Error::field(field, FieldProblem::TooLong));
        }
        if word.chars().any(char::is_control) {
            return Err(Error::field(field, FieldProblem::BadCharacter));
        }
        let same = |other: &String| other.to_lowercase() == word.to_lowercase();
        if !word.is_empty() && !words.iter().any(same) {
            words.push(word);
        }
    }
    if words.len() > most {
        return Err(Error::field(field, FieldProblem::TooLong));
    }
    Ok(words)
}

/// Whether these views may be kept.
///
/// # Errors
/// [`crate::ErrorCode::FieldInvalid`] of `views`.
pub(super) fn check_views(views: &[SavedView]) -> Result<()> {
    let problem = |problem| Err(Error::field("views", problem));
    if views.len() > MOST_VIEWS {
        return problem(FieldProblem::TooLong);
    }
    for (at, view) in views.iter().enumerate() {
        let long = |text: &String| text.chars().count() > MOST_OF_A_VIEW;
        let values = view.filters.values().flatten();
        if view.name.trim().is_empty() {
            return problem(FieldProblem::Missing);
        }
        if view.name.chars().count() > LONGEST_VIEW
            || [&view.query, &view.sort].into_iter().any(long)
            || view.filters.keys().chain(values.clone()).any(long)
            || view.filters.len() + values.count() > MOST_OF_A_VIEW
        {
            return problem(FieldProblem::TooLong);
        }
        if views[..at].iter().any(|other| other.name == view.name) {
            return problem(FieldProblem::Duplicate);
        }
    }
    Ok(())
}
