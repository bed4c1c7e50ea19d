//! What a process and its descendants take while nobody touches them.

use std::collections::HashMap;
use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Context, Result};

/// How long is looked.
const REST: Duration = Duration::from_secs(20);

/// What was seen.
#[derive(Default)]
pub struct Rest {
    /// Percent of one core.
    pub cpu_percent: f64,
    /// Times a second that any thread woke up.
    pub wakeups_per_s: f64,
    /// Share of the memory that is mapped, over all processes.
    pub pss_mib: f64,
    /// The part of it that is no file's.
    pub anonymous_mib: f64,
}

/// Looks at a process tree for a while.
pub fn of(root: u32) -> Result<Rest> {
    std::thread::sleep(REST / 4);
    let (ticks_then, wakeups_then) = at_work(root)?;
    std::thread::sleep(REST);
    let (ticks, wakeups) = at_work(root)?;
    // A thread that ended meanwhile cannot be counted; one that began counts from its beginning.
    let since = |thread: &PathBuf| wakeups_then.get(thread).copied().unwrap_or_default();
    let woken: u64 = wakeups
        .iter()
        .map(|(thread, n)| n.saturating_sub(since(thread)))
        .sum();
    let (mut pss, mut anonymous) = (0, 0);
    for process in tree(root)? {
        let sizes = fields(&format!("/proc/{process}/smaps_rollup"))?;
        pss += sizes.get("Pss").copied().unwrap_or_default();
        anonymous += sizes.get("Pss_Anon").copied().unwrap_or_default();
    }
    let mib = |kib: u64| kib as f64 / 1024.0;
    Ok(Rest {
        // A tick is a hundredth of a second on every Linux that we run on: so ticks are percent.
        cpu_percent: ticks.saturating_sub(ticks_then) as f64 / REST.as_secs_f64(),
        wakeups_per_s: woken as f64 / REST.as_secs_f64(),
        pss_mib: mib(pss),
        anonymous_mib: mib(anonymous),
    })
}

/// The processor ticks of a process and its descendants, and the wake-ups of each of their threads.
fn at_work(root: u32) -> Result<(u64, HashMap<PathBuf, u64>)> {
    let (mut ticks, mut wakeups) = (0, HashMap::new());
    for process in tree(root)? {
        let stat = std::fs::read_to_string(format!("/proc/{process}/stat"))?;
        let after_name = stat.rsplit_once(')').context("a process's stat")?.1;
        // After the name: state, then user and system time as numbers 12 and 13.
        let times = after_name.split_whitespace().skip(11).take(2);
        ticks += times
            .filter_map(|time| time.parse::<u64>().ok())
            .sum::<u64>();
        for thread in std::fs::read_dir(format!("/proc/{process}/task"))? {
            let thread = thread?.path();
            let status = fields(&thread.join("status").to_string_lossy())?;
            let count = status.get("voluntary_ctxt_switches").copied();
            wakeups.insert(thread, count.unwrap_or_default());
        }
    }
    Ok((ticks, wakeups))
}

fn tree(root: u32) -> Result<Vec<u32>> {
    let mut tree = vec![root];
    for n in 0.. {
        let Some(process) = tree.get(n) else { break };
        for thread in std::fs::read_dir(format!("/proc/{process}/task"))? {
            let children = std::fs::read_to_string(thread?.path().join("children"))?;
            tree.extend(
                children
                    .split_whitespace()
                    .filter_map(|id| id.parse::<u32>().ok()),
            );
        }
    }
    Ok(tree)
}

/// The lines `Name: number …` of a file in /proc.
fn fields(path: &str) -> Result<HashMap<String, u64>> {
    let text = std::fs::read_to_string(path).with_context(|| path.to_owned())?;
    let fields = text.lines().filter_map(|line| {
        let (name, rest) = line.split_once(':')?;
        Some((
            name.to_owned(),
            rest.split_whitespace().next()?.parse().ok()?,
        ))
    });
    Ok(fields.collect())
}
