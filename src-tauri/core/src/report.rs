//! What is handed on as a file: facts and tables, as a page to print or as a table for spreadsheets.
//!
//! What stands in it comes from the app's own data; only the words come from the page of the window, where all words of
//! both languages live. Whatever it is, it is text here: nothing of it becomes a mark of the page or a formula.

mod csv;
mod page;
mod words;

pub use words::Words;

/// A report.
pub struct Report {
    /// Its heading.
    pub title: String,
    /// What stands under the heading: a name and a value each.
    pub facts: Vec<(String, String)>,
    /// Its tables.
    pub tables: Vec<Table>,
    /// The last line.
    pub foot: String,
    /// Language of the words, as a BCP 47 tag.
    pub language: String,
}

/// A table of a report.
pub struct Table {
    /// Its heading.
    pub title: String,
    /// Names of the columns.
    pub columns: Vec<String>,
    /// Rows, with a cell a column.
    pub rows: Vec<Vec<String>>,
    /// What stands there when there are no rows.
    pub empty: String,
    /// What is to be known of it.
    pub note: Option<String>,
}

#[cfg(test)]
mod tests;
