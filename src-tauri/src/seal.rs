//! Sealing a secret to the one-time key of the window that shows it.
//!
//! A secret sent as a normal answer leaves copies in buffers that nobody wipes; a sealed one leaves only what no one
//! can read any more. Ephemeral ECDH on P-256 (what WebCrypto offers everywhere), HKDF-SHA256, AES-256-GCM.

use aes_gcm::aead::{Aead as _, Generate as _, KeyInit as _};
use aes_gcm::{Aes256Gcm, Nonce};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hkdf::Hkdf;
use keywright_core::{ErrorCode, Result};
use p256::ecdh::EphemeralSecret;
use p256::{PublicKey, Sec1Point};
use secrecy::zeroize::Zeroizing;
use secrecy::{ExposeSecret as _, SecretString};
use sha2::Sha256;

/// Ties the derived key to this use. The page has the same words.
const INFO: &[u8] = b"keywright reveal v1";

/// A sealed secret; all three in base64.
pub(crate) struct Sealed {
    /// Our one-time public key: P-256, uncompressed.
    pub(crate) public_key: String,
    /// Nonce of AES-256-GCM.
    pub(crate) nonce: String,
    /// Ciphertext with its tag behind it.
    pub(crate) sealed: String,
}

/// Seals `secret` so that only the owner of `their_key` (P-256, uncompressed, base64) can read it.
///
/// # Errors
/// [`ErrorCode::Internal`] when that is no such key.
pub(crate) fn seal(their_key: &str, secret: &SecretString) -> Result<Sealed> {
    let theirs = STANDARD
        .decode(their_key)
        .ok()
        .and_then(|bytes| PublicKey::from_sec1_bytes(&bytes).ok())
        .ok_or(ErrorCode::Internal)?;
    let ours = EphemeralSecret::generate();
    let public_key = STANDARD.encode(Sec1Point::from(ours.public_key()).as_bytes());

    let shared = ours.diffie_hellman(&theirs);
    let mut key = Zeroizing::new([0; 32]);
    Hkdf::<Sha256>::new(None, shared.raw_secret_bytes())
        .expand(INFO, key.as_mut_slice())
        .map_err(|_| ErrorCode::Internal)?;
    let cipher = Aes256Gcm::new_from_slice(key.as_slice()).map_err(|_| ErrorCode::Internal)?;
    let nonce = Nonce::generate();
    // EXPOSE: this is where it is sealed.
    let sealed = cipher
        .encrypt(&nonce, secret.expose_secret().as_bytes())
        .map_err(|_| ErrorCode::Internal)?;
    Ok(Sealed {
        public_key,
        nonce: STANDARD.encode(nonce),
        sealed: STANDARD.encode(sealed),
    })
}

#[cfg(test)]
mod tests {
    use p256::elliptic_curve::Generate as _;

    use super::*;

    /// What the window does, step by step and with other calls than the code above.
    fn open(own: &p256::SecretKey, sealed: &Sealed) -> Option<Vec<u8>> {
        let theirs =
            PublicKey::from_sec1_bytes(&STANDARD.decode(&sealed.public_key).unwrap()).unwrap();
        let shared = p256::ecdh::diffie_hellman(own.to_nonzero_scalar(), theirs.as_affine());
        let mut key = [0; 32];
        shared
            .extract::<Sha256>(Some(&[]))
            .expand(b"keywright reveal v1", &mut key)
            .unwrap();
        let nonce: [u8; 12] = STANDARD.decode(&sealed.nonce).unwrap().try_into().unwrap();
        Aes256Gcm::new(&key.into())
            .decrypt(
                &nonce.into(),
                STANDARD.decode(&sealed.sealed).unwrap().as_slice(),
            )
            .ok()
    }

    fn window() -> (p256::SecretKey, String) {
        let own = p256::SecretKey::generate();
        let public = STANDARD.encode(Sec1Point::from(own.public_key()).as_bytes());
        (own, public)
    }

    #[test]
    fn only_the_window_can_read_it() {
        let secret = SecretString::from("4b1d비밀");
        let (own, public) = window();
        let sealed = seal(&public, &secret).unwrap();
        assert_eq!(open(&own, &sealed).unwrap(), "4b1d비밀".as_bytes());
        assert_eq!(open(&window().0, &sealed), None);
        // An uncompressed point begins with 4 and has two coordinates.
        let point = STANDARD.decode(&sealed.public_key).unwrap();
        assert_eq!((point.len(), point[0]), (65, 4));
    }

    #[test]
    fn every_sealing_is_fresh() {
        let secret = SecretString::from("the same");
        let (_, public) = window();
        let (a, b) = (
            seal(&public, &secret).unwrap(),
            seal(&public, &secret).unwrap(),
        );
        assert_ne!(a.public_key, b.public_key);
        assert_ne!(a.nonce, b.nonce);
        assert_ne!(a.sealed, b.sealed);
    }

    #[test]
    fn what_is_no_key_is_refused() {
        // No base64, empty, the point at infinity, a point off the curve.
        let off = STANDARD.encode([&[4_u8][..], &[1; 64]].concat());
        for bad in ["-", "", "AA==", &off] {
            assert!(seal(bad, &SecretString::from("x")).is_err(), "{bad}");
        }
    }
}
