//! Passwords: people's own, with blanks and any mark in them. They are found by line and taken as they stand.

use zeroize::Zeroizing;

use super::super::PASSWORD;
use super::{Names, is_line_end};

/// Whether what was put into the field of the password is only that: one line that does not begin with a label. A label
/// with `:` is one only before a blank, one with `=` only where it is spelt as programs do: `pw:1` and `a=b` are
/// passwords.
pub fn is_bare(text: &str, named: Names<'_>) -> bool {
    let text = text.trim_matches(is_line_end);
    let json = text.trim_start().starts_with('{') && text.trim_end().ends_with('}');
    if json || text.contains(is_line_end) || text.contains('\t') {
        return false;
    }
    match split(text) {
        Some((label, ':', rest)) => named(label).is_none() || !rest.starts_with([' ', '\u{a0}']),
        Some((label, _, _)) => named(label).is_none() || !label.contains('_'),
        None => true,
    }
}

/// The password in a text of lines, and the text without it. `None` when no line says where it is.
pub fn take(text: &str, named: Names<'_>) -> Option<(Zeroizing<String>, Zeroizing<String>)> {
    let lines: Vec<&str> = text.split(is_line_end).collect();
    let names_password = |label: &str| named(label) == Some(PASSWORD);
    for (at, line) in lines.iter().enumerate() {
        let (value, used) = match split(line) {
            Some((label, _, rest)) if names_password(label) && !rest.trim().is_empty() => {
                (rest, at..=at)
            }
            // The line below a label.
            _ if names_password(line.trim().trim_end_matches([':', '：', '='])) => {
                let below = (at + 1..lines.len()).find(|below| !lines[*below].trim().is_empty())?;
                if is_label(lines[below], named) {
                    return None;
                }
                (lines[below], at..=below)
            }
            _ => continue,
        };
        let rest: Vec<&str> = lines
            .iter()
            .enumerate()
            .filter(|(line, _)| !used.contains(line))
            .map(|(_, line)| *line)
            .collect();
        let rest = Zeroizing::new(rest.join("\n"));
        return Some((Zeroizing::new(unquoted(value).to_owned()), rest));
    }
    None
}

/// A line that names something, alone or with its value.
fn is_label(line: &str, named: Names<'_>) -> bool {
    let alone = line.trim().trim_end_matches([':', '：', '=']);
    named(alone).is_some() || split(line).is_some_and(|(label, _, _)| named(label).is_some())
}

/// A line at its first mark: label, mark, value.
fn split(line: &str) -> Option<(&str, char, &str)> {
    // `$env:KEY = value`: the first mark belongs to the label.
    let start = match line.trim_start().get(..5) {
        Some(env) if env.eq_ignore_ascii_case("$env:") => line.len() - line.trim_start().len() + 5,
        _ => 0,
    };
    let (at, mark) = line[start..]
        .char_indices()
        .find(|(_, c)| matches!(c, ':' | '：' | '=' | '＝' | '\t'))?;
    let (label, rest) = (&line[start..start + at], &line[start + at..]);
    let mark_len = mark.len_utf8();
    let mark = match mark {
        ':' | '：' => ':',
        other => other,
    };
    Some((
        label.trim().trim_start_matches("--").trim_matches('"'),
        mark,
        &rest[mark_len..],
    ))
}

/// Without the blanks around it, and without the quotes if they are a pair; inside nothing changes.
pub fn unquoted(value: &str) -> &str {
    let value = value.trim();
    let listed = value.trim_end_matches([',', ';']);
    for quote in ['"', '\''] {
        let inner = listed.strip_prefix(quote);
        if let Some(inner) = inner.and_then(|inner| inner.strip_suffix(quote))
            && !inner.is_empty()
        {
            return inner;
        }
    }
    value
}

/// Whether it is no password but a cover over one, as the console shows it, or a gap to fill in.
pub fn is_masked(value: &str) -> bool {
    let value = value.trim();
    let cover = |c: char| matches!(c, '*' | '•' | '●' | '…');
    value.is_empty()
        || value.chars().all(cover)
        || (value.starts_with('<') && value.ends_with('>'))
        || (value.starts_with("${") && value.ends_with('}'))
}
