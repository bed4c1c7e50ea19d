//! Measures the built app beside an empty Tauri window, turn by turn: how soon it is there with no, 1,000 and 10,000
//! keys, what it takes of memory and processor at rest, how large it is; a keystroke in the search; and a look at fifty
//! accounts beside a look at one. Compare ratios; run on a quiet machine.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use keywright_tests::{Display, Process, Session, binary, until};

mod fill;
mod refresh;
mod rest;
mod search;

/// Starts of each program. Odd, so that there is a median.
const STARTS: usize = 7;

/// Something that is started, and how it did.
struct Subject {
    name: &'static str,
    program: PathBuf,
    /// Keys in its list.
    keys: usize,
    times: Vec<Duration>,
    rest: rest::Rest,
}

fn main() -> Result<()> {
    let display = Display::start()?;
    let app = binary()?;
    let empty = app
        .parent()
        .and_then(Path::parent)
        .context("the app lies in a folder of target")?
        .join("release/examples/empty_window");
    let subject = |name, program: &Path, keys| Subject {
        name,
        program: program.to_owned(),
        keys,
        times: Vec::new(),
        rest: rest::Rest::default(),
    };
    let mut subjects = [
        subject("an empty window", &empty, 0),
        subject("the app, new", &app, 0),
        subject("the app, 1,000 keys", &app, 1_000),
        subject("the app, 10,000 keys", &app, 10_000),
    ];

    // The first GTK program on a fresh X server pays for the others.
    drop(start(&display, &subjects[0])?);
    for _ in 0..STARTS {
        for subject in &mut subjects {
            let (_session, _process, time) = start(&display, subject)?;
            subject.times.push(time);
        }
    }
    for subject in &mut subjects {
        subject.times.sort();
        let (_session, process, _) = start(&display, subject)?;
        subject.rest = rest::of(process.id())?;
    }
    print(&subjects)?;
    let size = std::fs::metadata(&app)?.len() as f64 / f64::from(1 << 20);
    writeln!(std::io::stdout(), "\nprogram: {size:.1} MiB")?;
    search::print(&display)?;
    refresh::print()
}

/// A line for each subject: its figures, and each as a multiple of the first subject's.
fn print(subjects: &[Subject]) -> Result<()> {
    let mut out = std::io::stdout();
    writeln!(
        out,
        "{:22} {:>16} {:>18} {:>18} {:>14} {:>16}",
        "median of 7, 20 s rest",
        "start",
        "memory (PSS)",
        "anonymous",
        "idle CPU",
        "wake-ups a second"
    )?;
    let first = subjects.first().context("there are subjects")?;
    for subject in subjects {
        let times = |of: &Subject| of.times[STARTS / 2].as_secs_f64() * 1000.0;
        let cell =
            |value: f64, base: f64, unit: &str| format!("{value:.0} {unit} ({:.2}×)", value / base);
        let rest = &subject.rest;
        writeln!(
            out,
            "{:22} {:>16} {:>18} {:>18} {:>14} {:>16}",
            subject.name,
            cell(times(subject), times(first), "ms"),
            cell(rest.pss_mib, first.rest.pss_mib, "MiB"),
            cell(rest.anonymous_mib, first.rest.anonymous_mib, "MiB"),
            format!("{:.2} %", rest.cpu_percent),
            format!("{:.1}", rest.wakeups_per_s),
        )?;
    }
    Ok(())
}

/// Starts a program as a person does and waits until its window is there.
fn start(display: &Display, subject: &Subject) -> Result<(Session, Process, Duration)> {
    let session = Session::start()?;
    let data = session.folder().join("bench");
    fill::with_keys(&data, subject.keys)?;
    let mut command = Process::command(&subject.program);
    session.dress(&mut command);
    command
        .env("DISPLAY", display.name())
        .env("KEYWRIGHT_DATA_DIR", &data)
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
