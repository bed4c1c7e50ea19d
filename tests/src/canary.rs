//! Looking for a secret where none may be.
//!
//! A made-up secret, the canary, goes through the app. Afterwards it must not be found in any form in
//! anything the app wrote or sent.

use std::collections::BTreeSet;
use std::fmt;
use std::io::Read;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use base64::Engine;
use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};
use flate2::read::GzDecoder;
use memchr::memmem;

/// The forms in which a secret is recognised.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Encoding {
    /// As it is (UTF-8).
    Raw,
    /// UTF-16, little endian.
    Utf16,
    /// Base64 at each of the three alignments, ordinary and URL-safe.
    Base64,
    /// Hexadecimal in small or large letters.
    Hex,
    /// Percent-encoded where a URL needs it, or everywhere.
    Url,
    /// Escaped as JSON needs it, or `\u` everywhere.
    Json,
    /// Backwards.
    Reversed,
    /// In a gzip member, in any of the forms above.
    Gzip,
}

/// A place where the canary was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The file.
    pub path: PathBuf,
    /// In which form.
    pub encoding: Encoding,
}

impl fmt::Display for Hit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} in {}", self.encoding, self.path.display())
    }
}

/// A secret to be looked for.
pub struct Canary {
    needles: Vec<(Encoding, Vec<u8>)>,
}

/// No honest file in a test unpacks to more.
const UNPACKED_LIMIT: u64 = 64 << 20;

impl Canary {
    /// Prepares the search for `secret`. Choose one of at least 12 characters that appears nowhere
    /// by chance.
    pub fn new(secret: &str) -> Self {
        let bytes = secret.as_bytes();
        let json = serde_json::Value::from(secret).to_string();
        let hex = each(bytes, |byte| format!("{byte:02x}"));
        let url = each(bytes, |byte| match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                char::from(byte).to_string()
            }
            _ => format!("%{byte:02X}"),
        });
        let url_all = each(bytes, |byte| format!("%{byte:02X}"));
        let unicode: String = secret
            .encode_utf16()
            .map(|unit| format!("\\u{unit:04x}"))
            .collect();
        let utf16 = secret.encode_utf16().flat_map(u16::to_le_bytes).collect();

        let mut needles = vec![
            (Encoding::Raw, bytes.to_vec()),
            (Encoding::Utf16, utf16),
            (Encoding::Hex, hex.to_uppercase().into()),
            (Encoding::Hex, hex.into()),
            (Encoding::Url, url.to_lowercase().into()),
            (Encoding::Url, url.into()),
            (Encoding::Url, url_all.to_lowercase().into()),
            (Encoding::Url, url_all.into()),
            (
                Encoding::Json,
                json.trim_matches('"').replace('/', "\\/").into(),
            ),
            (Encoding::Json, json.trim_matches('"').into()),
            (Encoding::Json, unicode.into()),
            (Encoding::Reversed, bytes.iter().rev().copied().collect()),
        ];
        for shift in 0..3 {
            let shifted = [&vec![0; shift], bytes].concat();
            // Only characters whose bits all come from the secret are the same everywhere.
            let own = (shift * 8).div_ceil(6)..shifted.len() * 8 / 6;
            for text in [
                STANDARD_NO_PAD.encode(&shifted),
                URL_SAFE_NO_PAD.encode(&shifted),
            ] {
                needles.push((Encoding::Base64, text.as_bytes()[own.clone()].to_vec()));
            }
        }
        // A plain secret looks the same in some encodings: then it is found as what it is, raw.
        needles.retain(|(encoding, needle)| *encoding == Encoding::Raw || needle != bytes);
        Self { needles }
    }

    /// The forms in which the canary is in `bytes`.
    pub fn find(&self, bytes: &[u8]) -> BTreeSet<Encoding> {
        let mut found = self.find_unpacked(bytes);
        for start in memmem::find_iter(bytes, b"\x1f\x8b\x08") {
            let mut unpacked = Vec::new();
            // What could be read before an error counts: the member may be cut.
            let _ = GzDecoder::new(&bytes[start..])
                .take(UNPACKED_LIMIT)
                .read_to_end(&mut unpacked);
            if !self.find_unpacked(&unpacked).is_empty() {
                found.insert(Encoding::Gzip);
            }
        }
        found
    }

    fn find_unpacked(&self, bytes: &[u8]) -> BTreeSet<Encoding> {
        let there = |needle: &[u8]| memmem::find(bytes, needle).is_some();
        let hits = self.needles.iter().filter(|(_, needle)| there(needle));
        hits.map(|(encoding, _)| *encoding).collect()
    }

    /// Searches a file, or every file under a folder, names included. Links are not followed.
    ///
    /// # Errors
    /// When something there cannot be read, so that no unread file passes as clean.
    pub fn scan(&self, path: &Path) -> Result<Vec<Hit>> {
        let mut hits = Vec::new();
        let mut found_in = |path: &Path, bytes: &[u8]| {
            let found = self.find(bytes).into_iter();
            hits.extend(found.map(|encoding| Hit {
                path: path.to_owned(),
                encoding,
            }));
        };
        let mut open = vec![path.to_owned()];
        while let Some(path) = open.pop() {
            let kind = std::fs::symlink_metadata(&path)
                .with_context(|| path.display().to_string())?
                .file_type();
            if let Some(name) = path.file_name() {
                found_in(&path, name.as_encoded_bytes());
            }
            if kind.is_dir() {
                for entry in std::fs::read_dir(&path)? {
                    open.push(entry?.path());
                }
            } else if kind.is_file() {
                found_in(&path, &std::fs::read(&path)?);
            }
        }
        Ok(hits)
    }
}

fn each(bytes: &[u8], write: impl Fn(u8) -> String) -> String {
    bytes.iter().copied().map(write).collect()
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use base64::engine::general_purpose::{STANDARD, URL_SAFE};
    use flate2::{Compression, write::GzEncoder};

    use super::*;

    const SECRET: &str = "4b1d\"Quiet/Canary+Sings<?>~~öö";

    fn plants() -> Vec<(Encoding, Vec<u8>)> {
        let mut gzip = GzEncoder::new(Vec::new(), Compression::default());
        gzip.write_all(format!("{{\"secret\":\"{SECRET}\"}}").as_bytes())
            .unwrap();
        let mut plants = vec![
            (Encoding::Raw, SECRET.as_bytes().to_vec()),
            (
                Encoding::Utf16,
                SECRET.encode_utf16().flat_map(u16::to_le_bytes).collect(),
            ),
            (
                Encoding::Hex,
                each(SECRET.as_bytes(), |b| format!("{b:02x}")).into(),
            ),
            (
                Encoding::Hex,
                each(SECRET.as_bytes(), |b| format!("{b:02X}")).into(),
            ),
            (
                Encoding::Url,
                b"4b1d%22Quiet%2FCanary%2BSings%3C%3F%3E~~%C3%B6%C3%B6".to_vec(),
            ),
            (
                Encoding::Json,
                serde_json::Value::from(SECRET).to_string().into(),
            ),
            (Encoding::Reversed, SECRET.bytes().rev().collect()),
            (Encoding::Gzip, gzip.finish().unwrap()),
        ];
        for before in ["", "k", "id", "id:", "user"] {
            let text = format!("{before}{SECRET} and more");
            plants.push((Encoding::Base64, STANDARD.encode(&text).into()));
            plants.push((Encoding::Base64, URL_SAFE.encode(&text).into()));
        }
        plants
    }

    #[test]
    fn a_leak_is_found_in_every_encoding() {
        let canary = Canary::new(SECRET);
        for (encoding, plant) in plants() {
            let page = [&[7; 5000], plant.as_slice(), b"\0\0 tail"].concat();
            assert!(canary.find(&page).contains(&encoding), "{encoding:?}");
        }
    }

    #[test]
    fn a_leak_is_found_in_files_and_their_names() {
        let folder = tempfile::tempdir().unwrap();
        let canary = Canary::new("QuietCanary4b1d");
        std::fs::create_dir(folder.path().join("deep")).unwrap();
        std::fs::write(folder.path().join("deep/clean"), b"QuietCanary4b1").unwrap();
        assert_eq!(canary.scan(folder.path()).unwrap(), []);

        std::fs::write(folder.path().join("deep/log"), b"key=QuietCanary4b1d;").unwrap();
        std::fs::write(folder.path().join("for-QuietCanary4b1d.txt"), b"").unwrap();
        let hits = canary.scan(folder.path()).unwrap();
        assert_eq!(hits.len(), 2);
        assert!(hits.iter().all(|hit| hit.encoding == Encoding::Raw));
    }

    #[test]
    fn random_bytes_hold_no_canary() {
        let noise: Vec<u8> = (0..200_000u32)
            .map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8)
            .collect();
        assert!(Canary::new(SECRET).find(&noise).is_empty());
    }
}
