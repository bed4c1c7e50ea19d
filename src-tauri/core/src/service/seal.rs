//! Sealing: what must rest on the disk before the keychain has it is encrypted with a key that only the keychain has.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use secrecy::{ExposeSecret as _, SecretString};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;
use zeroize::Zeroizing;

use crate::error::{Error, ErrorCode, Result};
use crate::http::Answer;
use crate::kind::SecretFields;
use crate::model::OperationId;
use crate::store::Part;
use crate::vault::Bytes;

const NONCE: usize = 24;

/// The key of one operation. Lives in the keychain for as long as the operation does.
pub(super) struct SealKey(Zeroizing<[u8; 32]>);

impl SealKey {
    /// A new random key.
    pub(super) fn random() -> Result<Self> {
        let mut key = Zeroizing::new([0; 32]);
        getrandom::fill(key.as_mut()).map_err(|_| Error::new(ErrorCode::Internal))?;
        Ok(Self(key))
    }

    /// The key as the keychain keeps it: hex, since some keychains take text only.
    pub(super) fn to_item(&self) -> Bytes {
        let mut hex = Zeroizing::new(Vec::with_capacity(64));
        for byte in self.0.iter() {
            for nibble in [byte >> 4, byte & 15] {
                hex.push(b"0123456789abcdef"[usize::from(nibble)]);
            }
        }
        hex
    }

    /// The key as it came back from the keychain.
    pub(super) fn from_item(item: &[u8]) -> Result<Self> {
        let altered = || Error::new(ErrorCode::SecretAltered);
        if item.len() != 64 {
            return Err(altered());
        }
        let mut key = Zeroizing::new([0; 32]);
        for (byte, pair) in key.iter_mut().zip(item.chunks_exact(2)) {
            let digit = |c: u8| char::from(c).to_digit(16).ok_or_else(altered);
            let value = digit(pair[0])? << 4 | digit(pair[1])?;
            *byte = u8::try_from(value).map_err(|_| altered())?;
        }
        Ok(Self(key))
    }

    fn cipher(&self) -> Result<XChaCha20Poly1305> {
        XChaCha20Poly1305::new_from_slice(self.0.as_ref())
            .map_err(|_| Error::new(ErrorCode::Internal))
    }

    /// Encrypts, bound to the operation and the part, so that no sealed text can stand in for another.
    pub(super) fn seal(&self, id: OperationId, part: Part, plain: &[u8]) -> Result<Vec<u8>> {
        let mut nonce = [0; NONCE];
        getrandom::fill(&mut nonce).map_err(|_| Error::new(ErrorCode::Internal))?;
        let aad = bound_to(id, part);
        let payload = Payload {
            msg: plain,
            aad: &aad,
        };
        let sealed = self
            .cipher()?
            .encrypt(&XNonce::from(nonce), payload)
            .map_err(|_| Error::new(ErrorCode::Internal))?;
        Ok([nonce.as_slice(), &sealed].concat())
    }

    /// Decrypts.
    ///
    /// # Errors
    /// [`ErrorCode::DataDamaged`] when it was not sealed so, or was changed since.
    pub(super) fn open(&self, id: OperationId, part: Part, sealed: &[u8]) -> Result<Bytes> {
        let damaged = || Error::new(ErrorCode::DataDamaged);
        let (nonce, sealed) = sealed.split_first_chunk::<NONCE>().ok_or_else(damaged)?;
        let aad = bound_to(id, part);
        let payload = Payload {
            msg: sealed,
            aad: &aad,
        };
        self.cipher()?
            .decrypt(&XNonce::from(*nonce), payload)
            .map(Zeroizing::new)
            .map_err(|_| damaged())
    }
}

fn bound_to(id: OperationId, part: Part) -> [u8; 17] {
    let mut aad = [0; 17];
    aad[..16].copy_from_slice(id.0.as_bytes());
    aad[16] = part as u8;
    aad
}

/// Secret fields as one item: a JSON object of texts.
pub(super) fn to_item(fields: &SecretFields) -> Result<Bytes> {
    let plain: std::collections::BTreeMap<&str, &str> = fields
        .iter()
        // EXPOSE: into the bytes that go to the keychain or under a seal.
        .map(|(id, value)| (id.as_str(), value.expose_secret()))
        .collect();
    serde_json::to_vec(&plain)
        .map(Zeroizing::new)
        .map_err(|_| Error::new(ErrorCode::Internal))
}

/// Secret fields of an item.
///
/// # Errors
/// [`ErrorCode::SecretAltered`] when another program wrote something else into it.
pub(super) fn from_item(item: &[u8]) -> Result<SecretFields> {
    serde_json::from_slice::<std::collections::BTreeMap<String, SecretString>>(item)
        .map_err(|_| Error::new(ErrorCode::SecretAltered))
}

/// Name under which an item holds the sum of its content. No kind has such a field.
const SUM: &str = "_sum";

/// Secret fields as the content of this item, with a sum by which a change by another program shows.
pub(super) fn to_kept(item: Uuid, fields: &SecretFields) -> Result<Bytes> {
    let mut kept = fields.clone();
    kept.insert(SUM.to_owned(), sum(item, fields));
    to_item(&kept)
}

/// Secret fields of this item. Items that older versions wrote have no sum.
///
/// # Errors
/// [`ErrorCode::SecretAltered`] when another program wrote something else into it.
pub(super) fn from_kept(item: Uuid, content: &[u8]) -> Result<SecretFields> {
    let mut fields = from_item(content)?;
    if let Some(kept) = fields.remove(SUM) {
        let now = sum(item, &fields);
        // EXPOSE: to compare the sum of what was stored with that of what came back.
        if kept.expose_secret() != now.expose_secret() {
            return Err(ErrorCode::SecretAltered.into());
        }
    }
    Ok(fields)
}

/// A sum of an item's content that is another one in another item. It says something of the secret, so it is kept as one.
fn sum(item: Uuid, fields: &SecretFields) -> SecretString {
    let mut sum = Sha256::new();
    sum.update(item.as_bytes());
    for (id, value) in fields {
        // EXPOSE: into a sum that rests beside the value itself.
        for part in [id.as_str(), value.expose_secret()] {
            sum.update(u64::try_from(part.len()).unwrap_or(u64::MAX).to_le_bytes());
            sum.update(part.as_bytes());
        }
    }
    let whole = Zeroizing::new(<[u8; 32]>::from(sum.finalize()));
    STANDARD_NO_PAD.encode(&whole[..16]).into()
}

/// An answer as bytes to be sealed: the status, then the body as it came.
pub(super) fn answer_to_bytes(answer: &Answer) -> Bytes {
    let mut bytes = Zeroizing::new(Vec::with_capacity(answer.body.len() + 2));
    bytes.extend_from_slice(&answer.status.to_le_bytes());
    bytes.extend_from_slice(&answer.body);
    bytes
}

/// The answer that was sealed.
pub(super) fn answer_from_bytes(bytes: &[u8]) -> Result<Answer> {
    let (status, body) = bytes
        .split_first_chunk::<2>()
        .ok_or_else(|| Error::new(ErrorCode::DataDamaged))?;
    Ok(Answer {
        status: u16::from_le_bytes(*status),
        body: Zeroizing::new(body.to_vec()),
        content_type: String::new(),
        retry_after_s: None,
        server_time_s: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_sealed_opens_only_in_its_own_place() {
        let key = SealKey::random().unwrap();
        let id = OperationId::random();
        let sealed = key.seal(id, Part::Answer, b"made-up").unwrap();
        assert!(!sealed.windows(7).any(|w| w == b"made-up"));
        let again = SealKey::from_item(&key.to_item()).unwrap();
        assert_eq!(
            again.open(id, Part::Answer, &sealed).unwrap().as_slice(),
            b"made-up"
        );
        assert!(key.open(id, Part::Draft, &sealed).is_err());
        assert!(
            key.open(OperationId::random(), Part::Answer, &sealed)
                .is_err()
        );
        assert!(
            SealKey::random()
                .unwrap()
                .open(id, Part::Answer, &sealed)
                .is_err()
        );
        for bit in 0..sealed.len() * 8 {
            let mut flipped = sealed.clone();
            flipped[bit / 8] ^= 1 << (bit % 8);
            assert!(key.open(id, Part::Answer, &flipped).is_err(), "bit {bit}");
        }
    }

    #[test]
    fn what_is_kept_shows_a_change_by_others_and_belongs_to_its_item() {
        let of = |secret: &str| {
            let secret = SecretString::from(secret.to_owned());
            SecretFields::from([
                ("key_id".to_owned(), SecretString::from("made-up")),
                ("key_secret".to_owned(), secret),
            ])
        };
        let item = Uuid::new_v4();
        let kept = to_kept(item, &of("made-up-1")).unwrap();
        assert_eq!(from_kept(item, &kept).unwrap().len(), 2);
        let text = String::from_utf8(kept.to_vec()).unwrap();
        let altered = |text: &str| from_kept(item, text.as_bytes()).unwrap_err().code;
        for (from, to) in [
            ("made-up-1", "made-up-2"),
            ("key_id", "id"),
            ("made-up\"", "\""),
        ] {
            let text = text.replacen(from, to, 1);
            assert_eq!(altered(&text), ErrorCode::SecretAltered, "{from}");
        }
        assert!(from_kept(Uuid::new_v4(), &kept).is_err());
        // What an older version stored.
        let old = to_item(&of("made-up-1")).unwrap();
        assert_eq!(from_kept(item, &old).unwrap().len(), 2);
    }

    #[test]
    fn fields_come_back_from_an_item_and_foreign_items_are_refused() {
        let fields =
            SecretFields::from([("key_id".to_owned(), SecretString::from("made-up \" id"))]);
        let item = to_item(&fields).unwrap();
        let back = from_item(&item).unwrap();
        // EXPOSE: a made-up value, to compare it.
        assert_eq!(back["key_id"].expose_secret(), "made-up \" id");
        assert!(from_item(b"hunter2").is_err());
        assert!(SealKey::from_item(b"short").is_err());
        assert!(SealKey::from_item(&[b'z'; 64]).is_err());
    }
}
