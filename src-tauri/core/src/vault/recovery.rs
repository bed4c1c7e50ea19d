//! The recovery code: 140 random bits to be written down, in groups that each carry a check character, so that a slip
//! of the pen is named instead of being a wrong code.

use zeroize::Zeroizing;

use crate::error::{Error, ErrorCode, FieldProblem, Result};

/// Without I, L, O and U: Crockford's alphabet.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Groups of a code.
pub const GROUPS: usize = 7;
/// Random characters of a group; the check character stands behind them.
const RANDOM: usize = 4;

/// A new code as it is written down: `ABCD5-…`.
///
/// # Errors
/// [`ErrorCode::Internal`].
pub fn random() -> Result<Zeroizing<String>> {
    let mut bytes = Zeroizing::new([0_u8; GROUPS * RANDOM]);
    getrandom::fill(bytes.as_mut()).map_err(|_| Error::new(ErrorCode::Internal))?;
    let mut code = Zeroizing::new(String::with_capacity(GROUPS * (RANDOM + 2)));
    for (index, group) in bytes.chunks_exact(RANDOM).enumerate() {
        if index > 0 {
            code.push('-');
        }
        let values: Vec<u8> = group.iter().map(|byte| byte & 31).collect();
        for value in values.iter().chain([&check(index, &values)]) {
            code.push(char::from(ALPHABET[usize::from(*value)]));
        }
    }
    Ok(code)
}

/// The code as it is derived from, however it was typed: with or without dashes and blanks, in small letters, with
/// the letters O, I and L for the digits they look like.
///
/// # Errors
/// [`ErrorCode::FieldInvalid`] for field `code` when its length or a character is wrong, and for field `code.3` when
/// there is something mistyped in the third group.
pub fn read(typed: &str) -> Result<Zeroizing<String>> {
    let mut values = Zeroizing::new(Vec::with_capacity(GROUPS * (RANDOM + 1)));
    for c in typed.chars() {
        let c = match c.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            '-' | '–' | '—' | '_' => continue,
            c if c.is_whitespace() => continue,
            c => c,
        };
        let known = ALPHABET.iter().position(|known| char::from(*known) == c);
        let value = known.and_then(|value| u8::try_from(value).ok());
        values.push(value.ok_or_else(|| Error::field("code", FieldProblem::BadCharacter))?);
    }
    // What is there is judged group by group first: a lost character shows where it was lost.
    for (index, group) in values.chunks_exact(RANDOM + 1).take(GROUPS).enumerate() {
        if check(index, &group[..RANDOM]) != group[RANDOM] {
            let field = format!("code.{}", index + 1);
            return Err(Error::field(field, FieldProblem::Mistyped));
        }
    }
    match values.len().cmp(&(GROUPS * (RANDOM + 1))) {
        std::cmp::Ordering::Less => Err(Error::field("code", FieldProblem::TooShort)),
        std::cmp::Ordering::Greater => Err(Error::field("code", FieldProblem::TooLong)),
        std::cmp::Ordering::Equal => {
            let letters = values.iter().map(|v| char::from(ALPHABET[usize::from(*v)]));
            Ok(Zeroizing::new(letters.collect()))
        }
    }
}

/// Luhn's sum modulo 32 over the group, begun at its place: finds each wrong character, each swap of neighbours but
/// that of the first and the last of the alphabet, and each group in another's place.
fn check(index: usize, group: &[u8]) -> u8 {
    let begin = u32::try_from(index).unwrap_or_default();
    let sum: u32 = group
        .iter()
        .rev()
        .enumerate()
        .map(|(place, value)| {
            let value = u32::from(*value);
            if place % 2 == 0 {
                let doubled = value * 2;
                doubled / 32 + doubled % 32
            } else {
                value
            }
        })
        .sum();
    u8::try_from((32 - (sum + begin) % 32) % 32).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ErrorCode;

    #[test]
    fn a_code_is_read_however_it_was_typed() {
        let code = random().unwrap();
        assert_eq!(code.len(), GROUPS * 6 - 1);
        let plain = read(&code).unwrap();
        assert_eq!(plain.len(), GROUPS * 5);
        let loose = code.replace('-', " ").to_lowercase();
        let loose = loose.replace('0', "o").replace('1', "l");
        assert_eq!(read(&loose).unwrap(), plain);
        assert_ne!(random().unwrap(), code);
    }

    #[test]
    fn every_wrong_character_is_named_with_its_group() {
        let code = random().unwrap();
        for place in 0..code.len() {
            if code.as_bytes()[place] == b'-' {
                continue;
            }
            for other in ALPHABET {
                let mut typed = code.as_bytes().to_vec();
                if typed[place] == *other {
                    continue;
                }
                typed[place] = *other;
                let error = read(std::str::from_utf8(&typed).unwrap()).unwrap_err();
                assert_eq!(error.field.unwrap(), format!("code.{}", place / 6 + 1));
                assert_eq!(error.problem, Some(FieldProblem::Mistyped));
            }
        }
    }

    #[test]
    fn swapped_groups_and_wrong_lengths_are_named() {
        let code = random().unwrap();
        let mut groups: Vec<&str> = code.split('-').collect();
        groups.swap(1, 4);
        let error = read(&groups.join("-")).unwrap_err();
        assert_eq!(error.field.as_deref(), Some("code.2"));
        for (typed, problem) in [
            (&code[..code.len() - 6], FieldProblem::TooShort),
            (&format!("{}-00000", *code), FieldProblem::TooLong),
            ("비밀", FieldProblem::BadCharacter),
            ("", FieldProblem::TooShort),
        ] {
            let error = read(typed).unwrap_err();
            assert_eq!(error.code, ErrorCode::FieldInvalid);
            assert_eq!(
                (error.field.as_deref(), error.problem),
                (Some("code"), Some(problem)),
            );
        }
    }
}
