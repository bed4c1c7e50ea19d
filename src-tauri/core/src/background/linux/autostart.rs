//! The XDG autostart entry. The crates for it know neither `XDG_CONFIG_HOME` nor how to quote a path.

use std::io;
use std::path::{Path, PathBuf};

/// The app's entry among what starts with the session.
pub struct Autostart {
    file: PathBuf,
    program: PathBuf,
    /// A data folder that is not the usual one, by its variable.
    data: Option<(String, PathBuf)>,
}

impl Autostart {
    /// The entry of this program; with a data folder of its own (`moved`: the folder, and a mark that tells it from
    /// others) an entry of its own. `None` where there is no folder for it.
    #[must_use]
    pub fn of(moved: Option<(PathBuf, String)>) -> Option<Self> {
        let absolute = |name: &str| {
            let path = PathBuf::from(std::env::var_os(name)?);
            path.is_absolute().then_some(path)
        };
        let config =
            absolute("XDG_CONFIG_HOME").or_else(|| Some(absolute("HOME")?.join(".config")))?;
        // An AppImage runs from a place that is gone the next time.
        let program = absolute("APPIMAGE").or_else(|| std::env::current_exe().ok())?;
        Some(Self::in_folder(&config.join("autostart"), program, moved))
    }

    fn in_folder(folder: &Path, program: PathBuf, moved: Option<(PathBuf, String)>) -> Self {
        let name = match &moved {
            Some((_, mark)) => format!("app.keywright.desktop.d{mark}.desktop"),
            None => "app.keywright.desktop.desktop".to_owned(),
        };
        Self {
            file: folder.join(name),
            program,
            data: moved.map(|(dir, _)| ("KEYWRIGHT_DATA_DIR".to_owned(), dir)),
        }
    }

    /// Whether the app is there. What the desktop's own settings switched off is not.
    #[must_use]
    pub fn is_on(&self) -> bool {
        let Ok(text) = std::fs::read_to_string(&self.file) else {
            return false;
        };
        let off = ["Hidden=true", "X-GNOME-Autostart-enabled=false"];
        !text.lines().any(|line| off.contains(&line.trim()))
    }

    /// Puts it there, or takes it out.
    ///
    /// # Errors
    /// Those of the disk; [`io::ErrorKind::InvalidData`] where the program's path cannot be written down.
    pub fn set(&self, on: bool) -> io::Result<()> {
        if !on {
            return match std::fs::remove_file(&self.file) {
                Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
                other => other,
            };
        }
        let text = self.text().ok_or(io::ErrorKind::InvalidData)?;
        if let Some(folder) = self.file.parent() {
            std::fs::create_dir_all(folder)?;
        }
        let draft = self.file.with_extension("unfinished");
        std::fs::write(&draft, text)?;
        std::fs::rename(draft, &self.file)
    }

    fn text(&self) -> Option<String> {
        let mut command = String::new();
        if let Some((name, dir)) = &self.data {
            let set = format!("{name}={}", dir.to_str()?);
            command = format!("env {} ", quoted(&set)?);
        }
        command += &quoted(self.program.to_str()?)?;
        Some(format!(
            "[Desktop Entry]\nType=Application\nName=Keywright\nIcon=keywright\nTerminal=false\n\
             Exec={command} --hidden\nX-GNOME-Autostart-enabled=true\n"
        ))
    }
}

/// An argument of `Exec`: quoted, then escaped once more as every value of the file is.
fn quoted(argument: &str) -> Option<String> {
    if argument.chars().any(char::is_control) {
        return None;
    }
    let mut text = "\"".to_owned();
    for c in argument.chars() {
        match c {
            '\\' => text.push_str("\\\\\\\\"),
            '"' | '`' | '$' => text.extend(['\\', '\\', c]),
            '%' => text.push_str("%%"),
            c => text.push(c),
        }
    }
    text.push('"');
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_comes_and_goes_and_knows_when_the_desktop_switched_it_off() {
        let dir = tempfile::tempdir().unwrap();
        let folder = dir.path().join("autostart");
        let entry = Autostart::in_folder(&folder, "/usr/bin/keywright".into(), None);
        assert!(!entry.is_on());
        entry.set(false).unwrap();
        entry.set(true).unwrap();
        assert!(entry.is_on());
        let text = std::fs::read_to_string(&entry.file).unwrap();
        assert!(
            text.contains("\nExec=\"/usr/bin/keywright\" --hidden\n"),
            "{text}"
        );
        for off in ["Hidden=true\n", "X-GNOME-Autostart-enabled=false\n"] {
            std::fs::write(&entry.file, text.clone() + off).unwrap();
            assert!(!entry.is_on());
        }
        entry.set(false).unwrap();
        assert!(!entry.is_on());
        assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 0);
    }

    #[test]
    fn a_path_with_anything_in_it_is_one_argument() {
        let strange = PathBuf::from("/home/김 민수/100% \"a\" $b `c` \\d/keywright");
        let moved = Some((PathBuf::from("/data of mine"), "7f3a".to_owned()));
        let dir = tempfile::tempdir().unwrap();
        let entry = Autostart::in_folder(dir.path(), strange, moved);
        entry.set(true).unwrap();
        let text = std::fs::read_to_string(&entry.file).unwrap();
        let expected = r#"Exec=env "KEYWRIGHT_DATA_DIR=/data of mine" "/home/김 민수/100%% \\"a\\" \\$b \\`c\\` \\\\d/keywright" --hidden"#;
        assert!(text.lines().any(|line| line == expected), "{text}");
        let line_break = PathBuf::from("/a\nHidden=true");
        let entry = Autostart::in_folder(dir.path(), line_break, None);
        assert!(entry.set(true).is_err());
    }
}
