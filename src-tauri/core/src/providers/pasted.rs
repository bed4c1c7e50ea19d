//! Pasted text taken apart, as far as all clouds do it alike. What a label means is each cloud's own.

use zeroize::Zeroizing;

mod labels;

pub use labels::labels;

/// Longer texts are no credential; they are not searched.
pub const LONGEST: usize = 16 * 1024;

/// Without zero-width and direction marks; every blank is a space, every fancy quote a plain one.
pub fn clean(text: &str) -> Zeroizing<String> {
    let mut out = Zeroizing::new(String::with_capacity(text.len()));
    for c in text.chars() {
        match c {
            '\u{ad}'
            | '\u{34f}'
            | '\u{61c}'
            | '\u{180e}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{feff}' => {}
            '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' | '\u{b}' | '\u{c}' => out.push('\n'),
            '\n' | '\t' => out.push(c),
            '“' | '”' | '„' | '«' | '»' | '＂' => out.push('"'),
            '‘' | '’' | '‚' | '`' => out.push('\''),
            '：' => out.push(':'),
            '＝' => out.push('='),
            '，' | '、' => out.push(','),
            c if c.is_whitespace() => out.push(' '),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// Without the quotes and list marks around it.
pub fn unwrapped(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | ',' | ';'))
}

/// Whether a value is a placeholder of some example (`$KEY_ID`, `<key id>`, `…`, `***`) or nothing at all.
pub fn is_placeholder(value: &str) -> bool {
    let nothing = value.is_empty() || value.eq_ignore_ascii_case("null");
    nothing || value.starts_with(['$', '<', '%']) || value.contains(['*', '…', '•'])
}

/// Two lines of a table: names of columns, and values below them. `None` when it is no such table.
pub fn table<'a, N>(text: &'a str, named: &dyn Fn(&str) -> Option<N>) -> Option<Vec<(N, &'a str)>> {
    let mut lines = text.lines().filter(|line| !line.trim().is_empty());
    let (Some(head), Some(row), None) = (lines.next(), lines.next(), lines.next()) else {
        return None;
    };
    let mark = |c: char| matches!(c, ',' | ';' | '\t' | '|');
    let (head, row): (Vec<_>, Vec<_>) = (head.split(mark).collect(), row.split(mark).collect());
    if head.len() != row.len() {
        return None;
    }
    let cells = head.into_iter().zip(row);
    let named = cells.filter_map(|(name, value)| Some((named(unwrapped(name))?, value)));
    Some(named.collect())
}
