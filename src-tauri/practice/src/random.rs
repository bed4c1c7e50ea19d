//! Made-up ids and secrets, and how they are compared.

use std::io;

const ALPHABET: &[u8; 62] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/// So many letters and digits, each as likely as any other. Fails only if the system gives no randomness.
pub(crate) fn letters(count: usize) -> io::Result<String> {
    let mut text = String::with_capacity(count);
    while text.len() < count {
        let random = bytes::<64>()?;
        // 248 is the largest multiple of 62 in a byte; what lies above would favour the first letters.
        for byte in random.iter().filter(|byte| **byte < 248) {
            if text.len() < count {
                text.push(char::from(ALPHABET[usize::from(byte % 62)]));
            }
        }
    }
    Ok(text)
}

/// So many random bytes. Fails only if the system gives no randomness.
pub(crate) fn bytes<const COUNT: usize>() -> io::Result<[u8; COUNT]> {
    let mut random = [0; COUNT];
    getrandom::fill(&mut random).map_err(|_| io::Error::other("no randomness available"))?;
    Ok(random)
}

/// Compares without stopping at the first difference.
pub(crate) fn same(left: &str, right: &str) -> bool {
    left.len() == right.len()
        && left
            .bytes()
            .zip(right.bytes())
            .fold(0, |seen, (a, b)| seen | (a ^ b))
            == 0
}
