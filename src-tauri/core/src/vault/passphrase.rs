//! The passphrase vault's cryptography: Argon2id makes a key of what opens it, which unlocks a random data key, which
//! seals each secret with XChaCha20-Poly1305. Knows no file and no clock.

use argon2::{Algorithm, Argon2, Params, Version};
use chacha20poly1305::aead::{Aead as _, KeyInit as _, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use icu_normalizer::ComposingNormalizerBorrowed;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use std::time::Duration;
use uuid::Uuid;
use zeroize::Zeroizing;

use super::Bytes;
use crate::error::{Error, ErrorCode, FieldProblem, Result};

/// Length of a slot's salt in bytes.
pub const SALT: usize = 16;
/// Shortest passphrase, in letters of an alphabet: a syllable of Korean counts as two.
pub const SHORTEST: usize = 10;
/// Longest passphrase in bytes: more is a file dropped by mistake.
const LONGEST: usize = 1024;
/// How long one try of a passphrase takes at least on the computer it was set on.
const AT_LEAST: Duration = Duration::from_millis(500);

const NONCE: usize = 24;
const TAG: usize = 16;
const KEY: usize = 32;
/// Begins everything that seals are bound to. Another format gets another one.
const FORMAT: &[u8] = b"keywright vault 1";

/// What one try of a passphrase costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cost {
    /// Memory in KiB.
    pub memory_kib: u32,
    /// Passes over it.
    pub passes: u32,
    /// Lanes it is divided into.
    pub lanes: u32,
}

impl Cost {
    /// The least that is ever used or opened: RFC 9106's second choice.
    pub const FLOOR: Self = Self {
        memory_kib: 64 * 1024,
        passes: 3,
        lanes: 4,
    };

    /// The most memory that tuning asks for: every computer this runs on has it to spare.
    const MOST_MEMORY: u32 = 256 * 1024;
    /// The most that is tried: 16 GiB written in all, in 1 GiB at the most. A file that asks for more would hang the app.
    const CEILING: (u32, u64) = (1024 * 1024, 16 * 1024 * 1024);

    /// Refuses what is cheaper than `floor` or would hang the app.
    ///
    /// # Errors
    /// [`ErrorCode::DataDamaged`].
    pub fn check(self, floor: Self) -> Result<()> {
        let (memory, work) = Self::CEILING;
        let sound = self.memory_kib >= floor.memory_kib
            && self.passes >= floor.passes
            && self.lanes == floor.lanes
            && self.memory_kib <= memory
            && u64::from(self.memory_kib) * u64::from(self.passes) <= work;
        sound
            .then_some(())
            .ok_or_else(|| ErrorCode::DataDamaged.into())
    }

    /// A cost that should take a tenth more than `wanted`: more memory first, since that is what hurts a guesser.
    fn dearer(self, took: Duration, wanted: Duration) -> Self {
        let mut factor = wanted.as_secs_f64() * 1.1 / took.as_secs_f64().max(1e-4);
        let mut next = self;
        while factor > 1.0 && next.memory_kib * 2 <= Self::MOST_MEMORY {
            next.memory_kib *= 2;
            factor /= 2.0;
        }
        while factor > 1.0 {
            // At least one more, so that tuning comes to an end.
            let more = (next.passes / 4).max(1);
            factor *= f64::from(next.passes) / f64::from(next.passes + more);
            next.passes += more;
        }
        next
    }
}

/// How hard a guesser is to have it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Effort {
    /// The least a try costs.
    pub floor: Cost,
    /// How long a try takes at least on the computer it was set on.
    pub at_least: Duration,
}

impl Effort {
    /// That of the product.
    pub const REAL: Self = Self {
        floor: Cost::FLOOR,
        at_least: AT_LEAST,
    };

    /// For tests of everything else: no time, no memory.
    #[cfg(test)]
    pub const CHEAP: Self = Self {
        floor: Cost {
            memory_kib: 64,
            passes: 1,
            lanes: 4,
        },
        at_least: Duration::ZERO,
    };

    /// [`Effort::REAL`] in everything but this crate's own unit tests.
    #[must_use]
    pub const fn usual() -> Self {
        #[cfg(test)]
        return Self::CHEAP;
        #[cfg(not(test))]
        Self::REAL
    }

    /// The cost at which one try takes long enough, going by `time`, which measures one.
    ///
    /// # Errors
    /// Those of `time`.
    pub fn tuned(self, mut time: impl FnMut(Cost) -> Result<Duration>) -> Result<Cost> {
        let mut cost = self.floor;
        loop {
            let took = time(cost)?;
            let next = cost.dearer(took, self.at_least);
            if took >= self.at_least || next.check(self.floor).is_err() {
                return Ok(cost);
            }
            cost = next;
        }
    }
}

/// What opens the vault.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Slot {
    /// What the user remembers.
    Passphrase = 0,
    /// What the user wrote down.
    Recovery = 1,
}

/// The data key, encrypted with what opens it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SlotRow {
    /// With what.
    pub slot: Slot,
    /// Random.
    pub salt: [u8; SALT],
    /// What a try costs.
    pub cost: Cost,
    /// Nonce, ciphertext, tag.
    pub sealed: Vec<u8>,
}

impl SlotRow {
    /// Encrypts the data key with this secret.
    ///
    /// # Errors
    /// [`ErrorCode::Internal`].
    pub fn lock(key: &DataKey, vault: Uuid, slot: Slot, secret: &[u8], cost: Cost) -> Result<Self> {
        let mut salt = [0; SALT];
        getrandom::fill(&mut salt).map_err(|_| Error::new(ErrorCode::Internal))?;
        let mut row = Self {
            slot,
            salt,
            cost,
            sealed: Vec::new(),
        };
        let own = derive(secret, &salt, cost)?;
        row.sealed = seal(&own, &row.header(vault), key.0.as_ref())?;
        Ok(row)
    }

    /// The data key, if this secret opens it.
    ///
    /// # Errors
    /// [`ErrorCode::PassphraseWrong`], also when the slot was changed by another program;
    /// [`ErrorCode::DataDamaged`] for a cost below `floor` or beyond reason.
    pub fn unlock(&self, vault: Uuid, secret: &[u8], floor: Cost) -> Result<DataKey> {
        let wrong = || Error::new(ErrorCode::PassphraseWrong);
        self.cost.check(floor)?;
        if self.sealed.len() != NONCE + KEY + TAG {
            return Err(ErrorCode::DataDamaged.into());
        }
        let own = derive(secret, &self.salt, self.cost)?;
        let plain = open(&own, &self.header(vault), &self.sealed).ok_or_else(wrong)?;
        let mut key = Zeroizing::new([0; KEY]);
        key.copy_from_slice(plain.get(..KEY).ok_or_else(wrong)?);
        Ok(DataKey(key))
    }

    /// All of the slot but what it seals.
    fn header(&self, vault: Uuid) -> Vec<u8> {
        let numbers = [self.cost.memory_kib, self.cost.passes, self.cost.lanes];
        let mut header = FORMAT.to_vec();
        header.extend_from_slice(b" slot");
        header.extend_from_slice(vault.as_bytes());
        header.push(self.slot as u8);
        header.extend_from_slice(&self.salt);
        for number in numbers {
            header.extend_from_slice(&number.to_le_bytes());
        }
        header
    }
}

/// What every secret of the vault is sealed with. Wiped when it is dropped.
pub struct DataKey(Zeroizing<[u8; KEY]>);

impl DataKey {
    /// A new random key.
    ///
    /// # Errors
    /// [`ErrorCode::Internal`].
    pub fn random() -> Result<Self> {
        let mut key = Zeroizing::new([0; KEY]);
        getrandom::fill(key.as_mut()).map_err(|_| Error::new(ErrorCode::Internal))?;
        Ok(Self(key))
    }

    /// Seals a secret, bound to its vault, its item and the number it is sealed under.
    ///
    /// # Errors
    /// [`ErrorCode::Internal`].
    pub fn seal(&self, vault: Uuid, item: Uuid, counter: i64, plain: &[u8]) -> Result<Vec<u8>> {
        seal(&self.0, &bound_to(vault, item, counter), plain)
    }

    /// Opens a secret.
    ///
    /// # Errors
    /// [`ErrorCode::SecretAltered`] when it was not sealed so, or was changed since.
    pub fn open(&self, vault: Uuid, item: Uuid, counter: i64, sealed: &[u8]) -> Result<Bytes> {
        open(&self.0, &bound_to(vault, item, counter), sealed)
            .ok_or_else(|| ErrorCode::SecretAltered.into())
    }
}

/// Hash of the vault's header, then item and number.
fn bound_to(vault: Uuid, item: Uuid, counter: i64) -> Vec<u8> {
    let header = Sha256::new()
        .chain_update(FORMAT)
        .chain_update(vault.as_bytes())
        .finalize();
    [
        header.as_slice(),
        item.as_bytes(),
        counter.to_le_bytes().as_slice(),
    ]
    .concat()
}

/// The key that Argon2id makes of a secret.
///
/// # Errors
/// [`ErrorCode::Internal`].
pub fn derive(secret: &[u8], salt: &[u8], cost: Cost) -> Result<Zeroizing<[u8; KEY]>> {
    let internal = || Error::new(ErrorCode::Internal);
    let params =
        Params::new(cost.memory_kib, cost.passes, cost.lanes, Some(KEY)).map_err(|_| internal())?;
    let mut key = Zeroizing::new([0; KEY]);
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(secret, salt, key.as_mut())
        .map_err(|_| internal())?;
    Ok(key)
}

/// A passphrase as it is derived from: composed, since systems type the same Korean letters in different ways.
#[must_use]
pub fn composed(passphrase: &str) -> Zeroizing<String> {
    let nfc = ComposingNormalizerBorrowed::new_nfc();
    Zeroizing::new(nfc.normalize(passphrase).into_owned())
}

/// Refuses a passphrase that is too short, too long or one character over and over.
///
/// # Errors
/// [`ErrorCode::FieldInvalid`].
pub fn check_new(composed: &str) -> Result<()> {
    let refuse = |problem| Err(Error::field("passphrase", problem));
    let mut distinct: Zeroizing<Vec<char>> = Zeroizing::new(composed.chars().collect());
    let letters: usize = distinct
        .iter()
        .map(|c| if is_syllable(*c) { 2 } else { 1 })
        .sum();
    if letters < SHORTEST {
        return refuse(FieldProblem::TooShort);
    }
    if composed.len() > LONGEST {
        return refuse(FieldProblem::TooLong);
    }
    distinct.sort_unstable();
    distinct.dedup();
    if distinct.len() < 4 {
        return refuse(FieldProblem::Guessable);
    }
    Ok(())
}

/// A syllable of Korean, typed with two to four keys.
const fn is_syllable(c: char) -> bool {
    matches!(c, '가'..='힣')
}

fn seal(key: &[u8; KEY], bound_to: &[u8], plain: &[u8]) -> Result<Vec<u8>> {
    let internal = || Error::new(ErrorCode::Internal);
    let mut nonce = [0; NONCE];
    getrandom::fill(&mut nonce).map_err(|_| internal())?;
    let payload = Payload {
        msg: plain,
        aad: bound_to,
    };
    let sealed = XChaCha20Poly1305::new_from_slice(key)
        .map_err(|_| internal())?
        .encrypt(&XNonce::from(nonce), payload)
        .map_err(|_| internal())?;
    Ok([nonce.as_slice(), &sealed].concat())
}

fn open(key: &[u8; KEY], bound_to: &[u8], sealed: &[u8]) -> Option<Bytes> {
    let (nonce, sealed) = sealed.split_first_chunk::<NONCE>()?;
    let payload = Payload {
        msg: sealed,
        aad: bound_to,
    };
    XChaCha20Poly1305::new_from_slice(key)
        .ok()?
        .decrypt(&XNonce::from(*nonce), payload)
        .map(Zeroizing::new)
        .ok()
}

#[cfg(test)]
mod tests;
