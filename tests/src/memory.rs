//! The memory of another process, searched for secrets.

use std::fs::File;
use std::os::unix::fs::FileExt as _;

use anyhow::{Context as _, Result};

use crate::canary::Canary;

/// Mappings are read in pieces of this size.
const PIECE: usize = 4 << 20;

/// Pieces overlap by this much: longer than any form of a canary.
const OVERLAP: usize = 4 << 10;

/// Says in which mappings of a process any of these is found, and in which form. All that can be read is looked at, but
/// for what is only read from files: programs and libraries as they lie on the disk.
///
/// # Errors
/// When the process is gone or may not be looked into.
pub fn find(pid: u32, canaries: &[Canary]) -> Result<Vec<String>> {
    let maps = std::fs::read_to_string(format!("/proc/{pid}/maps"))?;
    let memory = File::open(format!("/proc/{pid}/mem"))?;
    let mut hits = Vec::new();
    let mut seen = 0_usize;
    let mut piece = vec![0; PIECE + OVERLAP];
    for line in maps.lines() {
        let mut words = line.split_whitespace();
        let (range, rights) = (words.next(), words.next());
        // After offset and device stands the file's number; 0 is no file.
        let of_file = words.nth(2).is_some_and(|inode| inode != "0");
        let (from, to) = range
            .and_then(|range| range.split_once('-'))
            .context("a range")?;
        let (mut from, to) = (u64::from_str_radix(from, 16)?, u64::from_str_radix(to, 16)?);
        let can = |right: char| rights.is_some_and(|rights| rights.contains(right));
        if !can('r') || (of_file && !can('w')) {
            continue;
        }
        while from < to {
            let length = usize::try_from(to - from)?.min(PIECE + OVERLAP);
            // The kernel's own pages (vvar) cannot be read; a mapping may be gone by now.
            let Ok(read) = memory.read_at(&mut piece[..length], from) else {
                break;
            };
            seen += read;
            for canary in canaries {
                let found = canary.find(&piece[..read]);
                hits.extend(
                    found
                        .iter()
                        .map(|encoding| format!("{encoding:?} in {line}")),
                );
            }
            from += PIECE as u64;
        }
    }
    // A search that could read nothing would find nothing.
    anyhow::ensure!(seen > 1 << 20, "only {seen} bytes could be read");
    Ok(hits)
}
