//! A look at the keys of fifty accounts beside a look at one: each cloud answers after the same time, so that the ratio
//! tells how much they wait for each other.

use std::io::Write;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use keywright_core::Error;
use keywright_core::http::{Http, Tuning};
use keywright_core::kind::SecretFields;
use keywright_core::model::{Account, Connect, KindId, RefreshKeys};
use keywright_core::service::{KeyService, Pace, Parts};
use keywright_core::vault::{DEADLINE, memory::MemoryStore};
use keywright_practice::clickhouse::{NewPracticeKey, Options, PracticeClickHouse, Trouble};
use keywright_tests::NoDesktop;
use keywright_tests::practice::Practice;
use secrecy::SecretString;

const ACCOUNTS: usize = 50;
/// How long each answer takes.
const ANSWER: Duration = Duration::from_millis(400);
/// Looks of each sort. Odd, so that there is a median.
const LOOKS: usize = 5;

/// Prints how long a look at one account takes and one at all.
pub fn print() -> Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?;
    let (mut one, mut all) = runtime.block_on(times())?;
    one.sort();
    all.sort();
    let [one, all] = [one, all].map(|times| times[LOOKS / 2].as_secs_f64() * 1000.0);
    Ok(writeln!(
        std::io::stdout(),
        "\na look at 1 account: {one:.0} ms, at {ACCOUNTS}: {all:.0} ms ({:.2}×), each answer after {} ms",
        all / one,
        ANSWER.as_millis()
    )?)
}

async fn times() -> Result<(Vec<Duration>, Vec<Duration>)> {
    let folder = tempfile::tempdir()?;
    let service = KeyService::open(Parts {
        data_dir: folder.path().to_owned(),
        vault: MemoryStore::default().vault(DEADLINE),
        http: Http::new(Tuning::default()).map_err(typed)?,
        desktop: Arc::new(NoDesktop),
        practice: Arc::new(Practice::default()),
        system_language: "en".to_owned(),
        pace: Pace::default(),
    })
    .map_err(typed)?;
    let mut clouds = Vec::new();
    let mut first = None;
    for _ in 0..ACCOUNTS {
        let cloud = PracticeClickHouse::start(Options::default()).await?;
        let account = connected(&service, &cloud).await?;
        first.get_or_insert(account.id);
        cloud.trouble(Trouble::Slow(ANSWER));
        clouds.push(cloud);
    }
    let (mut one, mut all) = (Vec::new(), Vec::new());
    for _ in 0..LOOKS {
        for (account, times) in [(first, &mut one), (None, &mut all)] {
            let begin = Instant::now();
            let ask = RefreshKeys { account };
            let list = service.refresh_keys(ask).await.map_err(typed)?;
            times.push(begin.elapsed());
            let failed = list.looks.iter().any(|look| look.error.is_some());
            anyhow::ensure!(!failed, "a look failed");
        }
    }
    Ok((one, all))
}

async fn connected(service: &Arc<KeyService>, cloud: &PracticeClickHouse) -> Result<Account> {
    cloud.add_key(NewPracticeKey {
        name: "made up".to_owned(),
        ..NewPracticeKey::default()
    });
    let first = cloud.bootstrap().context("a first key")?;
    let fields = [("key_id", first.key_id), ("key_secret", first.key_secret)];
    let fields: SecretFields = fields
        .into_iter()
        .map(|(id, value)| (id.to_owned(), SecretString::from(value)))
        .collect();
    let ask = Connect {
        realm: None,
        kind: KindId::ClickhouseKey,
        draft: None,
        fields,
        endpoint: Some(cloud.base_url()),
    };
    Ok(service.connect(ask).await.map_err(typed)?.account)
}

fn typed(error: Error) -> anyhow::Error {
    anyhow::anyhow!("{:?}", error.code)
}
