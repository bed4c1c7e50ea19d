//! The words of a report, as the page of the window hands them over.

use std::collections::BTreeMap;

use crate::error::{Error, FieldProblem, Result};

/// Words at most.
const MOST: usize = 400;
/// Characters of a word's id at most.
const LONGEST_ID: usize = 60;
/// Characters of a word at most.
const LONGEST: usize = 300;

/// Words by what they stand for.
pub struct Words(BTreeMap<String, String>);

impl Words {
    /// Words of a number and length that words have.
    ///
    /// # Errors
    /// [`crate::ErrorCode::FieldInvalid`] for `words`.
    pub fn new(words: BTreeMap<String, String>) -> Result<Self> {
        let long = |text: &str, most| text.chars().count() > most;
        let fits = words.len() <= MOST
            && !words
                .iter()
                .any(|(id, word)| long(id, LONGEST_ID) || long(word, LONGEST));
        fits.then_some(Self(words))
            .ok_or_else(|| Error::field("words", FieldProblem::TooLong))
    }

    /// The word for this; its id where there is none.
    pub fn get(&self, id: &str) -> String {
        self.0.get(id).map_or(id, String::as_str).to_owned()
    }

    /// The word for one of several, e.g. `state.enabled`.
    pub fn of(&self, group: &str, id: &str) -> String {
        self.0
            .get(&format!("{group}.{id}"))
            .map_or(id, String::as_str)
            .to_owned()
    }

    /// A sentence with what belongs in the place of `{name}`.
    pub fn sentence(&self, id: &str, values: &[(&str, &str)]) -> String {
        let mut text = self.get(id);
        for (name, value) in values {
            text = text.replace(&format!("{{{name}}}"), value);
        }
        text
    }
}
