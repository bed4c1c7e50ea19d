//! Saving a file without overwriting another, for this user alone.

use std::fs::{File, OpenOptions};
use std::io::{ErrorKind, Result, Write as _};
use std::path::{Path, PathBuf};

/// Names that are tried for one file.
const TRIES: u32 = 1_000;

/// Saves a file in a folder, which is made if it is not there. Where the name is taken: `name (2).csv` and so on. A file
/// that cannot be written whole is removed again.
pub(super) fn save(folder: &Path, name: &str, content: &[u8]) -> Result<PathBuf> {
    std::fs::create_dir_all(folder)?;
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    for number in 1..=TRIES {
        let path = folder.join(match (number, ending) {
            (1, _) => name.to_owned(),
            (_, "") => format!("{stem} ({number})"),
            _ => format!("{stem} ({number}).{ending}"),
        });
        let mut file = match new_file(&path) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => continue,
            other => other?,
        };
        return match file.write_all(content).and_then(|()| file.sync_all()) {
            Ok(()) => Ok(path),
            Err(error) => {
                // Half a file would pass for a whole one.
                let _ = std::fs::remove_file(&path);
                Err(error)
            }
        };
    }
    Err(ErrorKind::AlreadyExists.into())
}

fn new_file(path: &Path) -> Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn taken_name_gets_a_number_and_nothing_is_overwritten() {
        let dir = tempfile::tempdir().unwrap();
        let folder = dir.path().join("Downloads");
        let names: Vec<PathBuf> = ["first", "second", "third"]
            .iter()
            .map(|text| save(&folder, "list 2026.csv", text.as_bytes()).unwrap())
            .collect();
        let shown: Vec<_> = names.iter().map(|path| path.file_name().unwrap()).collect();
        assert_eq!(
            shown,
            ["list 2026.csv", "list 2026 (2).csv", "list 2026 (3).csv"]
        );
        for (path, text) in names.iter().zip(["first", "second", "third"]) {
            assert_eq!(std::fs::read_to_string(path).unwrap(), text);
        }
    }

    #[cfg(unix)]
    #[test]
    fn only_this_user_may_read_it() {
        use std::os::unix::fs::PermissionsExt as _;
        let dir = tempfile::tempdir().unwrap();
        let path = save(dir.path(), "report.html", b"text").unwrap();
        let mode = std::fs::metadata(path).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }

    #[cfg(unix)]
    #[test]
    fn link_that_waits_under_the_name_is_not_followed() {
        let dir = tempfile::tempdir().unwrap();
        let elsewhere = dir.path().join("elsewhere");
        std::os::unix::fs::symlink(&elsewhere, dir.path().join("report.html")).unwrap();
        let path = save(dir.path(), "report.html", b"text").unwrap();
        assert_eq!(path.file_name().unwrap(), "report (2).html");
        assert!(!elsewhere.exists());
    }

    #[test]
    fn folder_that_cannot_be_made_is_an_error() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("file");
        std::fs::write(&file, "in the way").unwrap();
        assert!(save(&file.join("Downloads"), "a.csv", b"").is_err());
    }
}
