//! What clouds say in their own logs was done with keys, and what of it was not done by this app.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};

use super::KeyService;
use super::keys::AT_ONCE;
use crate::error::{ErrorCode, Result};
use crate::kind::{Extra, KeyKind, RemoteActivity};
use crate::model::{
    Account, AccountId, ActorKind, CloudActivity, CloudActivityOf, CloudLog, CloudLook, DoneBy,
    KeyId, KindId, Problem,
};
use crate::store::{Change, KeyRow};

/// How far back logs are read and told, in hours.
const BACK: i64 = 90 * 24;
/// Shorter times that are tried where a log is too large to be read.
const SHORTER: [i64; 3] = [30 * 24, 7 * 24, 24];
/// What was read at the last look is read again as far as this, since a line may come late.
const OVERLAP: SignedDuration = SignedDuration::from_hours(24);
/// Lines that are told at most.
const TOLD: usize = 1_000;
/// A line of a log may stand this long before the end of an operation of ours: a create is looked for that long.
const BEFORE: SignedDuration = SignedDuration::from_mins(20);
/// And this long after it, for two clocks are never the same.
const AFTER: SignedDuration = SignedDuration::from_mins(3);

impl KeyService {
    /// What clouds say in their own logs was done with keys. Where a cloud cannot be asked, what is known from the last
    /// look; why stands in its look.
    ///
    /// # Errors
    /// [`ErrorCode::AppLocked`] when the app locks meanwhile; those of the data file.
    pub async fn cloud_activity(self: &Arc<Self>, ask: CloudActivityOf) -> Result<CloudLog> {
        let accounts: Vec<(Account, Arc<dyn KeyKind>)> = self
            .store
            .accounts()?
            .into_iter()
            .filter_map(|(account, _)| {
                let mut kinds = self.kinds_of(&account).into_iter();
                let kind = kinds.find(|kind| kind.spec().extras.contains(&Extra::Activity))?;
                Some((account, kind))
            })
            .collect();
        let mut problems = HashMap::new();
        if ask.look {
            problems = self.while_open(self.read_logs(&accounts)).await?;
        }
        let looks = accounts
            .iter()
            .map(|(account, _)| {
                Ok(CloudLook {
                    account: account.id,
                    read_at: self.store.cloud_log_read_at(account.id)?,
                    problem: problems.remove(&account.id),
                })
            })
            .collect::<Result<_>>()?;
        Ok(CloudLog {
            entries: self.logged(&accounts, ask.key)?,
            looks,
        })
    }

    /// Reads what is new in the logs, several at a time. Answers why it failed where it did.
    async fn read_logs(
        self: &Arc<Self>,
        accounts: &[(Account, Arc<dyn KeyKind>)],
    ) -> Result<HashMap<AccountId, Problem>> {
        let gate = Arc::new(tokio::sync::Semaphore::new(AT_ONCE));
        let mut looks = tokio::task::JoinSet::new();
        for (account, kind) in accounts {
            let (this, gate, kind) = (Arc::clone(self), Arc::clone(&gate), Arc::clone(kind));
            let (id, provider) = (account.id, account.provider);
            looks.spawn(async move {
                let _turn = gate.acquire().await;
                let read = this.while_open(this.read_log(id, kind.as_ref())).await;
                let problem = |e| Problem::of(&e, Some(provider), None);
                read.err().map(|error| (id, problem(error)))
            });
        }
        let mut problems = HashMap::new();
        while let Some(look) = looks.join_next().await {
            problems.extend(look.ok().flatten());
        }
        Ok(problems)
    }

    /// Reads what is new in an account's log.
    async fn read_log(&self, id: AccountId, kind: &dyn KeyKind) -> Result<()> {
        let (account, by) = self.sign_in(id).await?;
        let now = Timestamp::now();
        let since = self.store.cloud_log_read_at(id)?;
        let from = back(now, BACK).max(since.map_or(Timestamp::MIN, |at| at - OVERLAP));
        let mut read = kind.activity(&by, from).await;
        for hours in SHORTER {
            match &read {
                Err(error) if error.code == ErrorCode::AnswerTooLarge => {
                    read = kind.activity(&by, from.max(back(now, hours))).await;
                }
                _ => break,
            }
        }
        let tenant = Self::tenant(&account);
        self.store.keep_cloud_log(id, &tenant, &read?, now)
    }

    /// What is known of the logs, the newest first.
    fn logged(
        &self,
        accounts: &[(Account, Arc<dyn KeyKind>)],
        only: Option<KeyId>,
    ) -> Result<Vec<CloudActivity>> {
        let keys = self.store.keys()?;
        let oldest = back(Timestamp::now(), BACK);
        let judge = Judge {
            accounts: accounts.iter().map(|(account, _)| account).collect(),
            changes: self.store.changes_since(oldest - BEFORE)?,
            open: self
                .store
                .operations()?
                .iter()
                .filter_map(|row| Some((row.account?, row.started_at)))
                .collect(),
            skew: SignedDuration::from_secs(self.http.clock_skew_s()),
        };
        let mut seen = HashSet::new();
        let mut entries = Vec::new();
        for (account, kind) in accounts {
            let tenant = Self::tenant(account);
            let keys = keys_of(&keys, kind.spec().id, &tenant);
            let lines = self.store.cloud_log(account.id)?;
            // A key that is gone had its name when an earlier line was read.
            let names: HashMap<String, String> = lines
                .iter()
                .filter_map(|line| Some((line.of.remote_id.clone()?, line.key_name.clone()?)))
                .collect();
            for line in lines {
                // Two accounts of one organization read the same log.
                if line.of.at < oldest || !seen.insert((tenant.clone(), line.of.id.clone())) {
                    continue;
                }
                let row = line.of.remote_id.as_deref().and_then(|id| keys.get(id));
                let key = row.map(|row| row.id);
                if only.is_some() && key != only {
                    continue;
                }
                let by = judge.done_by(&line.of, &tenant, key);
                let named = line.of.remote_id.as_ref().and_then(|id| names.get(id));
                entries.push(CloudActivity {
                    account: account.id,
                    account_label: account.label.clone(),
                    provider: account.provider,
                    practice: account.practice,
                    key,
                    key_name: row.map(|row| row.name().to_owned()).or(named.cloned()),
                    by,
                    id: line.of.id,
                    at: line.of.at,
                    what: line.of.what,
                    remote_id: line.of.remote_id,
                    actor: line.of.actor.or(line.of.actor_id),
                    actor_kind: line.of.actor_kind,
                    address: line.of.address,
                });
            }
        }
        entries.sort_by_key(|entry| std::cmp::Reverse(entry.at));
        entries.truncate(TOLD);
        Ok(entries)
    }
}

fn back(now: Timestamp, hours: i64) -> Timestamp {
    now - SignedDuration::from_hours(hours)
}

fn keys_of<'a>(keys: &'a [KeyRow], kind: KindId, tenant: &str) -> HashMap<&'a str, &'a KeyRow> {
    keys.iter()
        .filter(|row| row.kind == kind && row.tenant == tenant)
        .map(|row| (row.remote.remote_id.as_str(), row))
        .collect()
}

/// Tells what was done by this app from what was not.
struct Judge<'a> {
    accounts: Vec<&'a Account>,
    changes: Vec<Change>,
    /// Operations that are not over: their account, and when they began.
    open: Vec<(AccountId, Timestamp)>,
    /// How far this computer's clock is ahead of the cloud's.
    skew: SignedDuration,
}

impl Judge<'_> {
    /// By this app is only what was done with a key it signs in with, and what its history knows of.
    fn done_by(&self, line: &RemoteActivity, tenant: &str, key: Option<KeyId>) -> DoneBy {
        let here: Vec<&Account> = self
            .accounts
            .iter()
            .copied()
            .filter(|account| KeyService::tenant(account) == tenant)
            .collect();
        let own = line
            .actor_id
            .as_deref()
            .is_some_and(|id| here.iter().any(|account| is_of(account, id)));
        let unknown = line.actor_id.is_none() || here.iter().any(|a| a.own_key.is_none());
        let may_be_own =
            own || (unknown && matches!(line.actor_kind, ActorKind::Key | ActorKind::Unknown));
        if !may_be_own {
            return DoneBy::Other;
        }
        let at = line.at + self.skew;
        let ours = |account: AccountId| here.iter().any(|a| a.id == account);
        let known = self.changes.iter().any(|change| {
            ours(change.account)
                && (key.is_none() || change.key.is_none() || change.key == key)
                && (at - AFTER..=at + BEFORE).contains(&change.at)
        });
        let open = self
            .open
            .iter()
            .any(|(account, since)| ours(*account) && *since - AFTER <= at);
        match (known || open, own) {
            (true, _) => DoneBy::App,
            (false, true) => DoneBy::OwnKey,
            (false, false) => DoneBy::Other,
        }
    }
}

/// Whether an actor of a log is the key that an account signs in with: by the cloud's id of that key or, should the log
/// name it so, by its public half.
fn is_of(account: &Account, actor: &str) -> bool {
    let may_be_public_half = uuid::Uuid::try_parse(actor).is_err() && !actor.contains('@');
    let by_end = |end: &String| may_be_public_half && actor.ends_with(end);
    account.own_key.as_deref() == Some(actor) || account.ends_with.as_ref().is_some_and(by_end)
}
