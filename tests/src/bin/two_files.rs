//! Writes two files, one after the other: what the kill runner is tried on.

use std::fs::File;
use std::io::Write;

fn main() -> std::io::Result<()> {
    for name in ["one", "two"] {
        let mut file = File::create(name)?;
        file.write_all(name.as_bytes())?;
        file.sync_data()?;
    }
    std::io::stdout().write_all(b"done\n")
}
