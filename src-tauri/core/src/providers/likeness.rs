//! Forms that pasted text can have, as far as several clouds have them.

/// Words of a text: what stands between blanks, quotes and marks that no credential has.
pub fn words(text: &str) -> impl Iterator<Item = &str> {
    let mark = |c: char| {
        c.is_whitespace()
            || matches!(
                c,
                ',' | ';'
                    | ':'
                    | '='
                    | '|'
                    | '"'
                    | '\''
                    | '`'
                    | '('
                    | ')'
                    | '['
                    | ']'
                    | '{'
                    | '}'
                    | '<'
                    | '>'
            )
    };
    text.split(mark).filter(|word| !word.is_empty())
}

/// The only word of a text.
pub fn only_word(text: &str) -> Option<&str> {
    let mut words = words(text);
    words.next().filter(|_| words.next().is_none())
}

/// So many letters and digits in base64url, of several sorts as random ones are.
pub fn is_base64url(word: &str, count: usize) -> bool {
    let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    word.len() == count && word.chars().all(fits) && is_mixed(word)
}

/// So many hexadecimal digits.
pub fn is_hex(word: &str, count: usize) -> bool {
    word.len() == count && word.chars().all(|c| c.is_ascii_hexdigit())
}

/// Small letters, capital letters and digits, as no ordinary word has them.
pub fn is_mixed(word: &str) -> bool {
    let has = |sort: fn(&char) -> bool| word.chars().any(|c| sort(&c));
    has(char::is_ascii_lowercase) && has(char::is_ascii_uppercase) && has(char::is_ascii_digit)
}
