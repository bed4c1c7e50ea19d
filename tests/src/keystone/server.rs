//! The server: where it is installed, how it starts, who shares it.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::{Arc, OnceLock};

use anyhow::{Context, Result, anyhow, bail};
use tempfile::TempDir;
use url::Url;

use crate::Process;

/// The versions there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Version {
    /// 30.0.0: no access key's token may make, see or delete S3 keys (403).
    V30,
    /// 27.0.0, from before that rule: every access key's token may.
    V27,
}

impl Version {
    /// Both.
    pub const ALL: [Self; 2] = [Self::V30, Self::V27];

    fn folder(self) -> &'static str {
        match self {
            Self::V30 => "keystone-30",
            Self::V27 => "keystone-27",
        }
    }

    /// Python with this Keystone, as `./x keystone` installs it.
    fn python(self) -> Result<PathBuf> {
        let folder = match std::env::var_os("KEYWRIGHT_KEYSTONE") {
            Some(folder) => PathBuf::from(folder),
            None => target()?,
        };
        let folder = folder.join(self.folder());
        // Written last.
        if !folder.join("made-from").exists() {
            bail!(
                "{} is missing or unfinished: run ./x keystone",
                folder.display()
            );
        }
        Ok(folder.join("bin/python"))
    }
}

/// Cargo's target folder, above target/debug/deps/<this test>.
fn target() -> Result<PathBuf> {
    let test = std::env::current_exe()?;
    let folder = test.ancestors().nth(3);
    Ok(folder.context("a target folder")?.to_owned())
}

/// The process and its folder, which go in this order.
pub(super) struct Server {
    _process: Process,
    pub(super) folder: TempDir,
    pub(super) address: Url,
}

impl Server {
    /// Takes a few seconds, and blocks the thread.
    pub(super) fn start(version: Version) -> Result<Self> {
        let python = version.python()?;
        let folder = tempfile::Builder::new()
            .prefix("keywright-keystone-")
            .tempdir()?;
        let program = Path::new(env!("CARGO_MANIFEST_DIR")).join("keystone/serve.py");
        // The end of its input ends it, not the end of a thread: the test that starts a shared one is
        // not the last to use it.
        let mut command = Command::new(python);
        command.args(["-I", "-Wignore"]).arg(program);
        command.arg(folder.path()).stdin(Stdio::piped());
        let started = Process::start_and_read_line(&mut command);
        let (process, address) = started.with_context(|| format!("start {version:?}"))?;
        Ok(Self {
            _process: process,
            folder,
            address: address.parse()?,
        })
    }

    pub(super) fn shared(version: Version) -> Result<Arc<Self>> {
        static V30: OnceLock<Result<Arc<Server>, String>> = OnceLock::new();
        static V27: OnceLock<Result<Arc<Server>, String>> = OnceLock::new();
        let shared = match version {
            Version::V30 => &V30,
            Version::V27 => &V27,
        };
        let start = || match Self::start(version) {
            Ok(server) => Ok(Arc::new(server)),
            Err(error) => Err(format!("{error:#}")),
        };
        shared
            .get_or_init(start)
            .clone()
            .map_err(|error| anyhow!(error))
    }
}
