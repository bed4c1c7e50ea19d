//! Copies of the data file, for the day it is damaged: one for each day that something changed on, five at most.
//!
//! A copy holds what the file holds: no secret in clear, but where each rests, and those of the passphrase vault as they
//! are sealed. What a copy leads to and the keychain does not have any more cannot be brought back, so a new one is made
//! whenever what rests there has changed.

use std::collections::BTreeSet;
use std::fs::{File, OpenOptions};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, OpenFlags};
use sha2::{Digest as _, Sha256};
use url::Url;

use super::{FILE, SCHEMA, Store, store_error};
use crate::error::{Error, ErrorCode, Result};
use crate::model::DataCopy;

mod restore;
pub(super) use restore::finish;
pub use restore::restore;

/// Folder of the copies inside the data folder.
pub const FOLDER: &str = "copies";
/// Copies that are kept.
const KEPT: usize = 5;
/// A copy is made anew when the newest is older than this.
const DAY: SignedDuration = SignedDuration::from_hours(24);
/// How a copy's name tells when it was made, in UTC.
const STAMP: &str = "%Y%m%dT%H%M%SZ";
/// A copy while it is being made, and a data file while it is being put back.
const UNFINISHED: &str = "unfinished";
/// How the name of a data file begins that a copy took the place of.
const KEPT_ASIDE: &str = "kept-";
/// Pages that are copied until somebody is asked whether to go on.
const PAGES: i32 = 100;
/// What opened the passphrase vault when copies were last looked through for what does not any more, in `meta`.
const KNOWN_LOCKS: &str = "known_locks";

/// Knows what the newest copy holds, so that copies are made when they are worth it.
#[derive(Default)]
pub struct Copies(Mutex<Option<Newest>>);

struct Newest {
    made_at: Timestamp,
    items: BTreeSet<String>,
    locks: BTreeSet<String>,
}

impl Copies {
    /// Copies the data file, if the newest copy is a day old or what rests in the keychain has changed since. Puts it
    /// off when `go_on` says no in the middle. What holds a passphrase or a recovery code that was given up, perhaps
    /// because somebody knows it, goes: it must not open the vault in a copy.
    ///
    /// # Errors
    /// [`ErrorCode::DiskFull`], [`ErrorCode::DataReadOnly`] and the others of the data file; the copies that were
    /// there stay.
    pub fn keep_up_while(
        &self,
        store: &Store,
        data: &Path,
        go_on: &dyn Fn() -> bool,
    ) -> Result<()> {
        let mut newest = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if newest.is_none() {
            *newest = read_newest(data);
        }
        let (items, locks) = store.read(|c| Ok((items(c)?, locks(c)?)))?;
        let now = Timestamp::now();
        let fresh = newest.as_ref().is_some_and(|newest| {
            let age = newest.made_at.duration_until(now);
            newest.items == items && newest.locks == locks && age < DAY && !age.is_negative()
        });
        if !fresh {
            let draft = Draft::begin(data)?;
            // The lock is held while pages go from memory to memory; what waits for the disk comes after it.
            let Some(draft) = store.read(|c| draft.fill(c, go_on))? else {
                return Ok(());
            };
            draft.finish(data, SCHEMA, now)?;
            *newest = Some(Newest {
                made_at: now,
                items,
                locks: locks.clone(),
            });
        }
        remove_given_up(store, data, &locks)
    }

    /// As [`Copies::keep_up_while`], come what may.
    #[cfg(test)]
    pub(crate) fn keep_up(&self, store: &Store, data: &Path) -> Result<()> {
        self.keep_up_while(store, data, &|| true)
    }
}

/// Removes every copy, and every file that was set aside, in which more opens the vault than `locks`, or of which that
/// cannot be told, if something was given up since this was last done to its end.
fn remove_given_up(store: &Store, data: &Path, locks: &BTreeSet<String>) -> Result<()> {
    let known: BTreeSet<String> = store.meta(KNOWN_LOCKS)?.unwrap_or_default();
    if known == *locks {
        return Ok(());
    }
    if !known.is_subset(locks) {
        let folder = data.join(FOLDER);
        let copies = names(data).into_iter().map(|name| folder.join(name));
        for path in copies.chain(kept_aside(data)) {
            if locks_in(&path).is_none_or(|its| !its.is_subset(locks)) {
                remove(&path)?;
            }
        }
        // Left by a kill.
        remove(&folder.join(UNFINISHED))?;
        remove(&data.join(format!("{FILE}.{UNFINISHED}")))?;
        flush(&folder)?;
        flush(data)?;
    }
    store.set_meta(KNOWN_LOCKS, locks)
}

/// Copies a file that is about to be brought from this schema to the present one.
pub(super) fn before_change(c: &Connection, data: &Path, schema: i64) -> Result<()> {
    let draft = Draft::begin(data)?.fill(c, &|| true);
    match draft.map_err(|e| store_error(&e))? {
        Some(draft) => draft.finish(data, schema, Timestamp::now()),
        None => Err(ErrorCode::Busy.into()),
    }
}

/// The copies that can be put back, newest first.
#[must_use]
pub fn list(data: &Path) -> Vec<DataCopy> {
    let names = names(data).into_iter().rev();
    names
        .filter_map(|name| {
            let (made_at, _) = read_name(&name)?;
            let c = open_sound(&data.join(FOLDER).join(&name))?;
            let count = |table: &str| -> Option<u32> {
                let count = format!("SELECT count(*) FROM {table}");
                c.query_row(&count, [], |row| row.get(0)).ok()
            };
            Some(DataCopy {
                made_at,
                accounts: count("accounts")?,
                keys: count("keys")?,
                name,
            })
        })
        .collect()
}

/// A copy that is being made. What is left of it goes with it.
struct Draft {
    path: PathBuf,
}

impl Draft {
    fn begin(data: &Path) -> Result<Self> {
        let folder = data.join(FOLDER);
        make_private(&folder).map_err(|e| io_error(&e))?;
        let draft = Self {
            path: folder.join(UNFINISHED),
        };
        remove(&draft.path)?; // left by a kill
        new_file(&draft.path)?;
        Ok(draft)
    }

    /// `None` when `go_on` said no before everything was copied.
    fn fill(self, from: &Connection, go_on: &dyn Fn() -> bool) -> rusqlite::Result<Option<Self>> {
        let mut to = Connection::open(&self.path)?;
        // Nobody sees it before it is whole and flushed.
        to.execute_batch("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")?;
        let backup = Backup::new(from, &mut to)?;
        loop {
            match backup.step(PAGES)? {
                StepResult::Done => return Ok(Some(self)),
                StepResult::More if go_on() => {}
                _ => return Ok(None),
            }
        }
    }

    fn finish(self, data: &Path, schema: i64, now: Timestamp) -> Result<()> {
        // One file, without a log beside it.
        Connection::open(&self.path)
            .and_then(|c| c.execute_batch("PRAGMA journal_mode = DELETE"))
            .map_err(|e| store_error(&e))?;
        if open_sound(&self.path).is_none() {
            return Err(ErrorCode::DataDamaged.into());
        }
        flush(&self.path)?;
        let folder = data.join(FOLDER);
        let name = format!("{}-v{schema}.sqlite", now.strftime(STAMP));
        std::fs::rename(&self.path, folder.join(&name)).map_err(|e| io_error(&e))?;
        flush(&folder)?;
        let mut others = names(data);
        others.retain(|other| *other != name);
        let day =
            |name: &str| read_name(name).map(|(at, v)| (at.to_zoned(TimeZone::UTC).date(), v));
        let today = day(&name);
        others.retain(|other| {
            let replaced = day(other) == today;
            if replaced {
                // It is only one too many.
                let _ = remove(&folder.join(other));
            }
            !replaced
        });
        for old in others.iter().rev().skip(KEPT - 1) {
            let _ = remove(&folder.join(old));
        }
        Ok(())
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        // Renamed by now, or worth nothing.
        let _ = remove(&self.path);
    }
}

/// The items that the user's secrets are, and where each of them rests.
fn items(c: &Connection) -> rusqlite::Result<BTreeSet<String>> {
    c.prepare(
        "SELECT item FROM accounts UNION SELECT item FROM keys WHERE item IS NOT NULL
         UNION SELECT item || ' in the bin' FROM bin WHERE item IS NOT NULL
         UNION SELECT item || place FROM places",
    )?
    .query_map([], |row| row.get(0))?
    .collect()
}

/// What opens the passphrase vault, as hashes: what was given up is remembered by them, and must not be kept itself.
fn locks(c: &Connection) -> rusqlite::Result<BTreeSet<String>> {
    c.prepare("SELECT slot || hex(salt) || hex(sealed) FROM vault_slots")?
        .query_map([], |row| {
            let hash = Sha256::digest(row.get::<_, String>(0)?);
            Ok(hash.iter().map(|byte| format!("{byte:02x}")).collect())
        })?
        .collect()
}

/// What opens the passphrase vault in a file that nobody has open; `None` where that cannot be told.
fn locks_in(path: &Path) -> Option<BTreeSet<String>> {
    // Its log may hold more.
    let log = path.with_extension("sqlite-wal").metadata();
    if log.is_ok_and(|log| log.len() > 0) {
        return None;
    }
    let mut address = Url::from_file_path(std::path::absolute(path).ok()?).ok()?;
    // Nothing is written beside it.
    address.set_query(Some("immutable=1"));
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI;
    let c = Connection::open_with_flags(address.as_str(), flags).ok()?;
    let version: i64 = c
        .query_row("PRAGMA user_version", [], |row| row.get(0))
        .ok()?;
    let has_slots = c
        .prepare("SELECT 1 FROM sqlite_master WHERE name = 'vault_slots'")
        .and_then(|mut query| query.exists([]))
        .ok()?;
    match (version <= SCHEMA, has_slots) {
        (true, true) => locks(&c).ok(),
        // From before there was a passphrase.
        (true, false) => Some(BTreeSet::new()),
        (false, _) => None,
    }
}

fn read_newest(data: &Path) -> Option<Newest> {
    let name = names(data).pop()?;
    let c = open_sound(&data.join(FOLDER).join(&name))?;
    Some(Newest {
        made_at: read_name(&name)?.0,
        items: items(&c).ok()?,
        locks: locks(&c).ok()?,
    })
}

/// Names of the copies, oldest first.
fn names(data: &Path) -> Vec<String> {
    let Ok(entries) = std::fs::read_dir(data.join(FOLDER)) else {
        return Vec::new();
    };
    let mut names: Vec<String> = entries
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|name| read_name(name).is_some())
        .collect();
    names.sort_unstable();
    names
}

/// The data files that a copy took the place of, also where nothing but the log is left of one.
fn kept_aside(data: &Path) -> BTreeSet<PathBuf> {
    let Ok(entries) = std::fs::read_dir(data) else {
        return BTreeSet::new();
    };
    let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    names
        .filter(|name| name.starts_with(KEPT_ASIDE))
        .filter_map(|name| {
            Some(
                data.join(name.split_once(".sqlite")?.0)
                    .with_extension("sqlite"),
            )
        })
        .collect()
}

/// When a copy was made and of which schema it is.
fn read_name(name: &str) -> Option<(Timestamp, i64)> {
    let (stamp, schema) = name.strip_suffix(".sqlite")?.split_once("-v")?;
    let at = DateTime::strptime(STAMP, stamp).ok()?;
    let at = at.to_zoned(TimeZone::UTC).ok()?.timestamp();
    Some((at, schema.parse().ok()?))
}

/// A copy, if it is whole and this program can read it.
fn open_sound(path: &Path) -> Option<Connection> {
    let c = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY).ok()?;
    let pragma = |name: &str| c.query_row(&format!("PRAGMA {name}"), [], |row| row.get(0));
    let sound =
        matches!(pragma("quick_check(1)"), Ok(rusqlite::types::Value::Text(text)) if text == "ok");
    let known =
        matches!(pragma("user_version"), Ok(rusqlite::types::Value::Integer(v)) if v <= SCHEMA);
    (sound && known).then_some(c)
}

/// Makes a file that only its user can read; what SQLite writes beside it is as private.
fn new_file(path: &Path) -> Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map(drop).map_err(|e| io_error(&e))
}

fn make_private(folder: &Path) -> io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// Removes a file and its logs, where they are.
fn remove(path: &Path) -> Result<()> {
    for suffix in ["", "-journal", "-wal", "-shm"] {
        let mut name = path.as_os_str().to_owned();
        name.push(suffix);
        match std::fs::remove_file(name) {
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(io_error(&error)),
            _ => {}
        }
    }
    Ok(())
}

/// Waits until a file, or the names in a folder, are on the disk.
fn flush(path: &Path) -> Result<()> {
    // Windows opens no folders, and keeps names by itself; a file must be open for writing there.
    if cfg!(windows) && path.is_dir() {
        return Ok(());
    }
    File::options()
        .read(true)
        .write(cfg!(windows))
        .open(path)
        .and_then(|file| file.sync_all())
        .map_err(|e| io_error(&e))
}

fn io_error(error: &io::Error) -> Error {
    Error::new(match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => ErrorCode::DiskFull,
        _ => ErrorCode::DataReadOnly,
    })
}

#[cfg(test)]
mod tests;
