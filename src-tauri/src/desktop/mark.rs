//! Recognizing a value without holding it.

use std::path::Path;

use keywright_core::{Error, ErrorCode, Result};
use sha2::{Digest as _, Sha256};

/// Recognizes a value without holding it: salt and the start of a salted hash. Four bytes are too few to find the
/// value by trying, and enough not to take a foreign one for ours.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Mark {
    salt: [u8; 16],
    hash: [u8; 4],
}

impl Mark {
    /// # Errors
    /// [`ErrorCode::Internal`] when the system has no random numbers.
    pub(super) fn new(text: &str) -> Result<Self> {
        let mut salt = [0; 16];
        getrandom::fill(&mut salt).map_err(|_| Error::new(ErrorCode::Internal))?;
        Ok(Self {
            salt,
            hash: Self::hash(salt, text),
        })
    }

    fn hash(salt: [u8; 16], text: &str) -> [u8; 4] {
        let hash = Sha256::new()
            .chain_update(salt)
            .chain_update(text)
            .finalize();
        [hash[0], hash[1], hash[2], hash[3]]
    }

    pub(super) fn is_of(&self, text: &str) -> bool {
        Self::hash(self.salt, text) == self.hash
    }

    pub(super) fn read(file: &Path) -> Option<Self> {
        let bytes: [u8; 20] = std::fs::read(file).ok()?.try_into().ok()?;
        let (salt, hash) = bytes.split_at(16);
        Some(Self {
            salt: salt.try_into().ok()?,
            hash: hash.try_into().ok()?,
        })
    }

    pub(super) fn write(&self, file: &Path) -> std::io::Result<()> {
        std::fs::write(file, [&self.salt[..], &self.hash].concat())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mark_knows_its_value_and_survives_a_restart() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("clipboard-mark");
        let mark = Mark::new("4b1dCanary").unwrap();
        mark.write(&file).unwrap();
        let read = Mark::read(&file).unwrap();
        assert!(read.is_of("4b1dCanary"));
        assert!(!read.is_of("4b1dcanary"));
        assert!(!read.is_of(""));
        assert_ne!(Mark::new("4b1dCanary").unwrap().salt, mark.salt);
    }

    #[test]
    fn damaged_mark_is_none() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("clipboard-mark");
        assert!(Mark::read(&file).is_none());
        std::fs::write(&file, "short").unwrap();
        assert!(Mark::read(&file).is_none());
    }
}
