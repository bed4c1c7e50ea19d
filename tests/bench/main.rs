//! Measures the built app: how soon it is there, what it takes of memory and processor at rest, how
//! large it is. Run on a quiet machine; numbers compare only within one run.

use std::collections::HashMap;
use std::io::Write;
use std::path::PathBuf;
use std::process::Stdio;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use keywright_tests::{Display, Process, Session, binary, until};

const STARTS: usize = 7;
const REST: Duration = Duration::from_secs(20);

fn main() -> Result<()> {
    let display = Display::start()?;
    // The first GTK program on a fresh X server pays for the others.
    drop(start(&display)?);

    let mut times = Vec::new();
    for _ in 0..STARTS {
        times.push(start(&display)?.2);
    }
    times.sort();
    report(
        "start to first screen, median",
        format!("{} ms", times[STARTS / 2].as_millis()),
    )?;

    let (_session, app, _) = start(&display)?;
    std::thread::sleep(REST / 4);
    let (ticks_then, wakeups_then) = at_work(app.id())?;
    std::thread::sleep(REST);
    let (ticks, wakeups) = at_work(app.id())?;
    let ticks = ticks.saturating_sub(ticks_then);
    let since = |thread: &PathBuf| wakeups_then.get(thread).copied().unwrap_or_default();
    let wakeups: u64 = wakeups.iter().map(|(thread, n)| n - since(thread)).sum();
    let seconds = REST.as_secs_f64();
    // A tick is a hundredth of a second on every Linux that we run on: so ticks are percent.
    report("idle", format!("{:.2} % of a core", ticks as f64 / seconds))?;
    report(
        "idle",
        format!("{:.1} wake-ups per second", wakeups as f64 / seconds),
    )?;

    let (mut pss, mut anonymous, tree) = (0, 0, tree(app.id())?);
    for process in &tree {
        let sizes = fields(&format!("/proc/{process}/smaps_rollup"))?;
        pss += sizes.get("Pss").copied().unwrap_or_default();
        anonymous += sizes.get("Pss_Anon").copied().unwrap_or_default();
    }
    let memory = format!("{} MiB PSS, {} anonymous", pss / 1024, anonymous / 1024);
    report("memory", format!("{memory}, {} processes", tree.len()))?;
    let size = std::fs::metadata(binary()?)?.len() as f64 / f64::from(1 << 20);
    report("program", format!("{size:.1} MiB"))
}

/// Starts the app as a person does and waits until its window is there.
fn start(display: &Display) -> Result<(Session, Process, Duration)> {
    let session = Session::start()?;
    let mut command = Process::command(binary()?);
    session.dress(&mut command);
    command
        .env("DISPLAY", display.name())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    let begin = Instant::now();
    let app = Process::start(&mut command)?;
    let id = app.id().to_string();
    until("the window", || {
        let search = ["search", "--onlyvisible", "--pid", &id, "--name", "."];
        let found = display.command("xdotool").args(search).output()?;
        Ok((!found.stdout.is_empty()).then_some(()))
    })?;
    Ok((session, app, begin.elapsed()))
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

fn report(what: &str, value: String) -> Result<()> {
    Ok(writeln!(std::io::stdout(), "{what:32} {value}")?)
}
