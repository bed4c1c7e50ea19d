//! Labels in pasted text, and the values that they name.

/// Words of a label at most, e.g. "Your new Key ID".
const LONGEST_LABEL: usize = 4;

/// Labels with values: after `:` or `=`, after a blank or on the next line, in any order. `named` says what a label
/// names; `found` takes what was named and its value.
pub fn labels<N: Copy>(
    text: &str,
    named: &dyn Fn(&str) -> Option<N>,
    found: &mut dyn FnMut(N, &str),
) {
    let mut waiting: Option<N> = None;
    for segment in Segments(text) {
        let segment = segment.trim();
        if segment.is_empty() {
            continue;
        }
        if let Some(name) = waiting.take() {
            // The line below a label.
            let word = segment.trim_end_matches('=');
            let padded = padding(word, &segment[word.len()..]) > 0;
            let value = if padded { word } else { segment };
            if !value.contains([' ', '=', ':']) {
                found(name, segment);
                continue;
            }
        }
        if named(segment).is_some() {
            waiting = named(segment);
            continue;
        }
        line(segment, named, found);
    }
}

/// Parts of a text between line ends and list marks; marks inside quotes do not count.
struct Segments<'a>(&'a str);

impl<'a> Iterator for Segments<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        if self.0.is_empty() {
            return None;
        }
        let mut quote = None;
        for (at, c) in self.0.char_indices() {
            match c {
                '"' | '\'' if quote == Some(c) => quote = None,
                '"' | '\'' if quote.is_none() => quote = Some(c),
                '\n' => {}
                ',' | ';' | '{' | '}' | '[' | ']' | '\t' | '|' if quote.is_none() => {}
                _ => continue,
            }
            if matches!(c, '"' | '\'') {
                continue;
            }
            let (part, rest) = self.0.split_at(at);
            self.0 = &rest[c.len_utf8()..];
            return Some(part);
        }
        Some(std::mem::take(&mut self.0))
    }
}

/// One line: `label: value`, `label = value label = value`, `--label value`, `label value`.
fn line<N: Copy>(line: &str, named: &dyn Fn(&str) -> Option<N>, found: &mut dyn FnMut(N, &str)) {
    let words: Vec<&str> = Words(line).collect();
    // Words since the last value that may be a label, e.g. "Key" "ID".
    let mut start = 0;
    let mut at = 0;
    while at < words.len() {
        let word = words[at];
        let flag = word.strip_prefix("--").and_then(named);
        let label = if matches!(word, ":" | "=") {
            labelled(&words[start..at], named)
        } else {
            flag
        };
        if matches!(word, ":" | "=") || flag.is_some() {
            let mut next = at + 1;
            while matches!(words.get(next), Some(&(":" | "="))) {
                next += 1;
            }
            // `$env:KEY_ID = value`: what follows is another label.
            let chained = matches!(words.get(next + 1), Some(&(":" | "=")));
            if let (Some(name), Some(value), false) = (label, words.get(next), chained) {
                found(name, value);
            }
            start = if chained { next } else { next + 1 };
            at = start.max(at + 1);
            continue;
        }
        at += 1;
    }
    // "Key ID value", from a row of a table.
    if start == 0
        && (2..=LONGEST_LABEL + 1).contains(&words.len())
        && let Some(name) = labelled(&words[..words.len() - 1], named)
    {
        found(name, words[words.len() - 1]);
    }
}

/// The longest run of words at the end that is a label.
fn labelled<N>(words: &[&str], named: &dyn Fn(&str) -> Option<N>) -> Option<N> {
    let most = words.len().saturating_sub(LONGEST_LABEL);
    (most..words.len()).find_map(|from| named(&words[from..].concat()))
}

/// Words of a line. Quoted text is one word without its quotes; `:` and `=` after a label are words.
struct Words<'a>(&'a str);

impl<'a> Iterator for Words<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        let text = self.0.trim_start();
        let first = text.chars().next()?;
        let end = match first {
            '"' | '\'' => {
                let inner = &text[1..];
                let end = inner.find(first).unwrap_or(inner.len());
                self.0 = inner[end..].strip_prefix(first).unwrap_or("");
                return Some(&inner[..end]);
            }
            ':' | '=' => 1,
            _ => text
                .find(|c: char| c.is_whitespace() || matches!(c, ':' | '=' | '"' | '\''))
                .map_or(text.len(), |end| end + padding(&text[..end], &text[end..])),
        };
        let (word, rest) = text.split_at(end);
        self.0 = rest;
        Some(word)
    }
}

/// Length of the `=` that fill up a word in base64: they are part of it.
fn padding(word: &str, rest: &str) -> usize {
    let count = rest.len() - rest.trim_start_matches('=').len();
    let ends = rest[count..].chars().next();
    let ends = ends.is_none_or(|c| c.is_whitespace() || matches!(c, '"' | '\''));
    let in_base64 = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '/' | '-' | '_');
    let whole = word.len() >= SHORTEST_PADDED && (word.len() + count).is_multiple_of(4);
    let padded = (1..=2).contains(&count) && ends && whole && word.chars().all(in_base64);
    if padded { count } else { 0 }
}

/// Shorter words before a `=` are labels rather than base64.
const SHORTEST_PADDED: usize = 22;

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        let mut values = Vec::new();
        let named = |label: &str| (label == "key").then_some(());
        labels(text, &named, &mut |(), value| values.push(value.to_owned()));
        values
    }

    #[test]
    fn the_padding_of_base64_is_part_of_a_value() {
        for padded in [
            "TUFERVVQLXN0b3JhZ2Uta2V5LTAwMQ==",
            "TUFERVVQLXN0b3JhZ2Uta2V5LTAwMTE=",
        ] {
            for text in [
                "key: {V}",
                "key={V}",
                "key = {V}",
                "key\n{V}",
                "key='{V}'",
                "key={V} x=y",
                "key\t{V}",
            ] {
                let text = text.replace("{V}", padded);
                assert_eq!(found(&text), [padded], "{text}");
            }
        }
        // What is no base64 is a label.
        for text in ["key=short= x", "key=abcdefghijklmnopqrstuv= x"] {
            assert!(found(text).is_empty(), "{text}");
        }
    }
}
