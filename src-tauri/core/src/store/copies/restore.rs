//! A copy takes the place of the data file. From the moment at which it is decided the next start brings it to its end,
//! so that a kill leaves no data file without its log.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use jiff::{SignedDuration, Timestamp};
use rusqlite::Connection;

use super::{
    FOLDER, KEPT_ASIDE, KNOWN_LOCKS, STAMP, UNFINISHED, flush, io_error, list, locks, new_file,
    remove,
};
use crate::error::{ErrorCode, Result};
use crate::model::{EventDetail, OperationKind};
use crate::store::{FILE, NewEvent, Store, store_error};

/// How the name of a file begins that is whole and about to become the data file.
const READY: &str = "ready-";

/// Puts a copy in the place of the data file, which is kept beside it under another name. The file must not be open.
///
/// The journal of a copy is old: what it takes for unsent may have been sent since, what it takes for unfinished may
/// be over. So nothing in it is sent again, everything in it is looked up at the cloud, and what the user had ordered
/// is asked about anew.
///
/// # Errors
/// [`ErrorCode::Gone`] when there is no such copy; [`ErrorCode::DiskFull`] and [`ErrorCode::DataReadOnly`]: then the
/// data file is as it was, or the next start puts the copy in its place.
pub fn restore(data: &Path, name: &str) -> Result<()> {
    decide(data, name)?;
    finish(data)
}

/// Makes the file that is to be the data file. When this is back it will be, whatever happens.
pub(super) fn decide(data: &Path, name: &str) -> Result<()> {
    let copies = list(data);
    let copy = copies.iter().find(|copy| copy.name == name);
    let made_at = copy.ok_or(ErrorCode::Gone)?.made_at;
    let fresh = data.join(format!("{FILE}.{UNFINISHED}"));
    remove(&fresh)?;
    new_file(&fresh)?;
    std::fs::copy(data.join(FOLDER).join(name), &fresh).map_err(|e| io_error(&e))?;
    let connection = Connection::open(&fresh).map_err(|e| store_error(&e))?;
    let store = Store::prepare(connection, None)?;
    store.change(|c| c.execute_batch(AS_OF_A_COPY))?;
    // What opened it later than this copy is not given up by putting the copy back.
    store.set_meta(KNOWN_LOCKS, &store.read(locks)?)?;
    // What was done since is not in the copy's history.
    let detail = EventDetail::CopyOf(made_at);
    store.record(&NewEvent::done(OperationKind::Restore, None).with(Some(detail)))?;
    drop(store); // its last connection: its log goes into the file
    flush(&fresh)?;
    // An earlier decision that did not come to its end is replaced: the last one counts.
    let stamp = decided(data).unwrap_or_else(|| free_stamp(data));
    std::fs::rename(&fresh, ready(data, &stamp)).map_err(|e| io_error(&e))?;
    flush(data)
}

/// Ends what was decided, if something was.
pub(in crate::store) fn finish(data: &Path) -> Result<()> {
    let Some(stamp) = decided(data) else {
        return Ok(());
    };
    set_aside(data, &stamp)?;
    // The old log must not be played into the new file, also after a power cut.
    flush(data)?;
    std::fs::rename(ready(data, &stamp), data.join(FILE)).map_err(|e| io_error(&e))?;
    flush(data)
}

/// What makes an old journal safe to go on from.
const AS_OF_A_COPY: &str = "
    -- May have been sent after the copy was made.
    UPDATE operations SET state = 'sent', sent_at = coalesce(sent_at, started_at) WHERE state = 'intended';
    -- May have been decided otherwise since.
    UPDATE operations SET next_look_at = NULL,
        state = CASE WHEN json_array_length(detail, '$.candidates') > 1 THEN 'ambiguous' ELSE 'lost' END
        WHERE state = 'clean_up';
    -- May stand at a later step: going on from this one would renew the value in use.
    DELETE FROM operations WHERE op = 'rotate';
    -- Their keys may be gone from the keychain, because they are over.
    UPDATE operations SET detail = json_set(detail, '$.restored', json('true')) WHERE op = 'create';
    -- Nothing is sent by itself.
    UPDATE tokens SET renews = 0, renew_at = NULL;
    -- May have got an owner since, of whom this file does not know.
    DELETE FROM leftovers;";

fn ready(data: &Path, stamp: &str) -> PathBuf {
    data.join(format!("{READY}{stamp}.sqlite"))
}

fn kept(data: &Path, stamp: &str, suffix: &str) -> PathBuf {
    data.join(format!("{KEPT_ASIDE}{stamp}.sqlite{suffix}"))
}

/// The stamp of what was decided.
fn decided(data: &Path) -> Option<String> {
    let names = std::fs::read_dir(data).ok()?;
    let names = names.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    names
        .filter_map(|name| {
            let stamp = name.strip_prefix(READY)?.strip_suffix(".sqlite")?;
            Some(stamp.to_owned())
        })
        .max()
}

/// The present moment as a name, or the next one under which nothing is kept.
fn free_stamp(data: &Path) -> String {
    let mut at = Timestamp::now();
    loop {
        let stamp = at.strftime(STAMP).to_string();
        if !kept(data, &stamp, "").exists() {
            return stamp;
        }
        at += SignedDuration::from_secs(1);
    }
}

/// Gives the data file and its log another name, without a moment in which there is no data file.
fn set_aside(data: &Path, stamp: &str) -> Result<()> {
    let (file, aside) = (data.join(FILE), kept(data, stamp, ""));
    let ignore_absent = |done: std::io::Result<()>| match done {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(io_error(&error)),
        _ => Ok(()),
    };
    // Of a try that was cut short: it may be half of it.
    ignore_absent(std::fs::remove_file(&aside))?;
    match std::fs::hard_link(&file, &aside) {
        // Not every file system has links.
        Err(error) if error.kind() != ErrorKind::NotFound => {
            std::fs::copy(&file, &aside).map_err(|e| io_error(&e))?;
            flush(&aside)?;
        }
        _ => {}
    }
    for suffix in ["-wal", "-shm"] {
        let log = data.join(format!("{FILE}{suffix}"));
        ignore_absent(std::fs::rename(log, kept(data, stamp, suffix)))?;
    }
    Ok(())
}
