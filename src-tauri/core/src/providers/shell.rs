//! Lines that people paste into a terminal.

use zeroize::Zeroizing;

/// In single quotes nothing means anything to a shell but the quote itself.
pub fn quoted(text: &str) -> Zeroizing<String> {
    Zeroizing::new(format!("'{}'", text.replace('\'', "'\\''")))
}
