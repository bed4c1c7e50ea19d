//! The stage of a test: a cloud, and the engine as a program of its own that is killed and started again.

use std::collections::BTreeSet;

use anyhow::{Context as _, Result, ensure};
use keywright_tests::engine::{self, SignIn};
use keywright_tests::{Session, strace};
use serde_json::Value;
use tokio::task::block_in_place;

/// A cloud at which keys of one kind are issued.
pub trait Cloud {
    /// The kind of key, as the core writes it.
    const KIND: &'static str;
    /// Its secret can be read again: no key may be lost, whatever the moment.
    const REREADABLE: bool = false;
    /// Its secret can be read again once the user says that the key is meant: then none is lost either.
    const ADOPTABLE: bool = false;

    /// How many creates reached it.
    fn creates(&self) -> usize;

    /// The ids of all keys of the kind that there are or were, as the engine writes them.
    fn ids(&self) -> BTreeSet<String>;

    /// Takes keys away past the API, at a cloud that has room for few only.
    fn make_room(&self) {}

    /// A form for a new key.
    fn form(&self, name: &str) -> Value;

    /// The secret of a key, where the cloud still knows it.
    fn secret(&self, _id: &str) -> Option<String> {
        None
    }
}

/// A cloud, and a session in which the engine is connected to it.
pub struct Stage<C> {
    pub session: Session,
    pub cloud: C,
}

impl<C: Cloud> Stage<C> {
    /// Starts a session and connects.
    pub fn set(cloud: C, sign_in: &SignIn<'_>) -> Result<Self> {
        let session = Session::start()?;
        let output = block_in_place(|| engine::connect(&session, sign_in))?;
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        ensure!(output.status.success(), "not connected: {said}");
        Ok(Self { session, cloud })
    }

    /// Issues a key with this name and gives the report.
    pub fn issue(&self, name: &str) -> Result<Value> {
        let form = self.cloud.form(name);
        let mut command = engine::issue(&self.session, C::KIND, &form);
        block_in_place(|| engine::report(&mut command))
    }

    /// Starts the engine again, which takes up what it left.
    pub fn take_up(&self) -> Result<Value> {
        block_in_place(|| engine::take_up(&self.session))
    }

    /// Settles the one unfinished operation and gives the report.
    pub fn settle(&self, choice: &str, id: Option<&str>) -> Result<Value> {
        block_in_place(|| engine::settle(&self.session, choice, id))
    }

    /// Starts the engine again and checks the promise for what was made since `before`.
    fn keeps_its_promise(&self, name: &str, before: &Before) -> Result<Value> {
        let mut report = self.take_up().context(name.to_owned())?;
        let creates = self.cloud.creates() - before.creates;
        ensure!(creates <= 1, "{name}: {creates} creates were sent");
        let now = self.cloud.ids();
        let made: Vec<&String> = now.difference(&before.ids).collect();
        ensure!(made.len() <= 1, "{name}: {} keys were made", made.len());
        for id in made {
            let stored = is_stored(&report, id);
            let listed = is_listed(&report, id);
            ensure!(
                stored != listed,
                "{name}: made; stored here: {stored}, listed: {listed}\n{report}"
            );
            ensure!(stored || !C::REREADABLE, "{name}: lost\n{report}");
            if listed && C::ADOPTABLE {
                report = self.settle("keep", Some(id))?;
                let adopted = is_stored(&report, id) && !is_listed(&report, id);
                ensure!(adopted, "{name}: not adopted\n{report}");
            }
        }
        for key in keys(&report).filter(|key| key["kind"] == C::KIND) {
            let id = key["remote_id"].as_str().unwrap_or_default();
            ensure!(
                now.contains(id),
                "{name}: {id} is shown but not at the cloud"
            );
        }
        Ok(report)
    }

    fn now(&self) -> Before {
        Before {
            creates: self.cloud.creates(),
            ids: self.cloud.ids(),
        }
    }

    /// Issues again and again, killed at one call of `syscall` after the other: at most `most` of them, evenly over
    /// the whole run, with its first and last.
    pub fn sweep(&self, syscall: &str, most: u32) -> Result<()> {
        self.cloud.make_room();
        let before = self.now();
        let form = self.cloud.form("undisturbed");
        let first = engine::issue(&self.session, C::KIND, &form);
        let counts = block_in_place(|| strace::count(syscall, &first))?;
        let calls = counts.values().copied().max().unwrap_or(0);
        ensure!(calls > 0, "no {syscall} at all");
        self.keeps_its_promise("undisturbed", &before)?;
        let creates = self.cloud.creates() - before.creates;
        ensure!(creates == 1, "the undisturbed issue sent {creates} creates");

        let steps = calls.min(most);
        let mut kills = 0;
        for step in 0..steps {
            let n = 1 + step * (calls - 1) / (steps - 1).max(1);
            let name = format!("{syscall}-{n}");
            self.cloud.make_room();
            let before = self.now();
            let command = engine::issue(&self.session, C::KIND, &self.cloud.form(&name));
            let run = block_in_place(|| strace::kill_at(syscall, n, &command))?;
            kills += u32::from(run.killed);
            self.keeps_its_promise(&name, &before)?;
        }
        ensure!(kills * 2 >= steps, "only {kills} of {steps} kills happened");
        self.keychain_holds_what_it_should()
    }

    /// Issues again and again, with a disk that takes nothing more from one write to the data file on, `error` being
    /// what the system says then: at most `most` times, from the first write to the last.
    pub fn sweep_disk(&self, error: &str, most: u32) -> Result<()> {
        self.cloud.make_room();
        let before = self.now();
        let form = self.cloud.form("undisturbed");
        let first = engine::issue(&self.session, C::KIND, &form);
        let counts = block_in_place(|| strace::count("pwrite64", &first))?;
        let calls = counts.get("pwrite64").copied().unwrap_or(0);
        self.keeps_its_promise("undisturbed", &before)?;
        let steps = calls.min(most);
        let mut sent = Vec::new();
        for step in 0..steps {
            let n = 1 + step * (calls - 1) / (steps - 1).max(1);
            let name = format!("{error}-{n}");
            self.cloud.make_room();
            let before = self.now();
            let command = engine::issue(&self.session, C::KIND, &self.cloud.form(&name));
            block_in_place(|| strace::fail_from("pwrite64", n, error, &command))?;
            self.keeps_its_promise(&name, &before)?;
            sent.push(self.cloud.creates() - before.creates);
        }
        // What is written before the create refuses it, all of it; only what is written after finds it sent.
        ensure!(sent.first() == Some(&0), "sent to a cloud: {sent:?}");
        ensure!(sent.is_sorted(), "sent, and then not: {sent:?}");
        Ok(())
    }

    /// Beside the account's and the keys' own items nothing stays in the keychain; an open operation has its key.
    /// What is said to be stored is there, as somebody else reads it.
    fn keychain_holds_what_it_should(&self) -> Result<()> {
        let report = self.keeps_its_promise("nothing", &self.now())?;
        let here = |key: &&Value| key["secret"] == "here" && key["own"] == false;
        let stored: Vec<&Value> = keys(&report).filter(here).collect();
        let owned = 1 + stored.len() + list(&report, "unfinished").count();
        let items = self.session.secrets(engine::SERVICE)?;
        ensure!(
            items.len() <= owned,
            "{} items in the keychain, {owned} have an owner",
            items.len()
        );
        for key in stored {
            let id = key["remote_id"].as_str().unwrap_or_default();
            if let Some(secret) = self.cloud.secret(id) {
                let kept = items.iter().any(|item| item.value.contains(&secret));
                ensure!(kept, "{id}: its secret is not in the keychain");
            }
        }
        Ok(())
    }
}

/// How things were.
struct Before {
    creates: usize,
    ids: BTreeSet<String>,
}

/// A list in a report.
pub fn list<'a>(value: &'a Value, name: &str) -> impl Iterator<Item = &'a Value> {
    value[name].as_array().into_iter().flatten()
}

/// The keys of a report.
pub fn keys(report: &Value) -> impl Iterator<Item = &Value> {
    list(report, "keys")
}

/// Whether the secret of the key with this id is here.
pub fn is_stored(report: &Value, id: &str) -> bool {
    keys(report).any(|key| key["remote_id"] == id && key["secret"] == "here")
}

/// Whether the user is told that this key may have been made.
fn is_listed(report: &Value, id: &str) -> bool {
    list(report, "unfinished")
        .flat_map(|open| list(open, "candidates"))
        .any(|key| key["remote_id"] == id)
}
