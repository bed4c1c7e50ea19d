//! Tells Tauri which commands there are: what is not in the list has no permission and cannot be called.

use std::fs::File;
use std::io;
use std::path::Path;
use std::time::SystemTime;

macro_rules! command_list {
    ($($window:ident { $($name:ident ( $($argument:ty)? ) -> $answer:ty;)* })*) => {
        const COMMANDS: &[&str] = &[$($(stringify!($name),)*)*];
    };
}
include!("src/command_list.rs");

fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("cargo:rerun-if-changed=src/command_list.rs");
    let manifest = tauri_build::AppManifest::new().commands(COMMANDS);
    tauri_build::try_build(tauri_build::Attributes::new().app_manifest(manifest))?;
    // Where a folder cannot be given an age (Windows), a second build is the only harm.
    let _ = settle(
        Path::new("permissions"),
        Path::new("build.rs").metadata()?.modified()?,
    );
    Ok(())
}

/// Gives what Tauri just wrote the age of this file. Cargo would otherwise take it for a change of the sources and
/// build everything a second time.
fn settle(path: &Path, age: SystemTime) -> io::Result<()> {
    for entry in std::fs::read_dir(path)? {
        let path = entry?.path();
        if path.is_dir() {
            settle(&path, age)?;
        } else {
            File::open(&path)?.set_modified(age)?;
        }
    }
    File::open(path)?.set_modified(age)
}
