//! RFC 4180, with what spreadsheets need beside it.

use super::Table;

/// Tells Excel that the file is UTF-8; without it Korean turns into other characters.
const BOM: &str = "\u{feff}";

impl Table {
    /// The table for a spreadsheet.
    pub fn to_csv(&self) -> String {
        let mut text = BOM.to_owned();
        for row in std::iter::once(&self.columns).chain(&self.rows) {
            let cells: Vec<String> = row.iter().map(|cell| quoted(cell)).collect();
            text.push_str(&cells.join(","));
            text.push_str("\r\n");
        }
        text
    }
}

/// A cell that stays one cell, and text: what begins like a formula gets an apostrophe in front, which spreadsheets do
/// not show or show as such.
fn quoted(cell: &str) -> String {
    let like_formula = cell
        .trim_start()
        .starts_with(['=', '+', '-', '@', '|', '%'])
        || cell.starts_with(['\t', '\r', '\n']);
    let cell = format!("{}{cell}", if like_formula { "'" } else { "" });
    if cell.contains([',', '"', '\r', '\n', '\'', ';', '\t']) || cell.trim() != cell {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell
    }
}
