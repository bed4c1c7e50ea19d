//! One window, where it was, and how it goes.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use keywright_practice::clickhouse::{NewPracticeKey, Options, PracticeClickHouse, Trouble};
use keywright_tests::canary::Canary;
use keywright_tests::walk::{self, Unwatched};
use keywright_tests::{App, Display, PATIENCE, Process, Session, binary, until};
use rustix::process::Signal;

/// Left and upper edge, width and height of the window on the screen.
pub(super) fn geometry(display: &Display) -> Result<[i32; 4]> {
    let search = ["search", "--onlyvisible", "--name", "Keywright"];
    let found = display.command("xdotool").args(search).output()?;
    let found = String::from_utf8(found.stdout)?;
    let id = found.lines().last().context("a window")?;
    let shell = display
        .command("xdotool")
        .args(["getwindowgeometry", "--shell", id])
        .output()?;
    let shell = String::from_utf8(shell.stdout)?;
    let number = |name: &str| -> Result<i32> {
        let line = shell.lines().find_map(|line| line.strip_prefix(name));
        Ok(line.context("a geometry")?.parse()?)
    };
    Ok([
        number("X=")?,
        number("Y=")?,
        number("WIDTH=")?,
        number("HEIGHT=")?,
    ])
}

pub(super) fn xdotool(display: &Display, args: &[&str]) -> Result<()> {
    let done = display.command("xdotool").args(args).status()?;
    ensure!(done.success(), "xdotool {args:?}");
    Ok(())
}

/// The window comes back where it was and as large as it was; on a smaller screen it is wholly there.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_window_comes_back_where_it_was_and_never_off_the_screen() -> Result<()> {
    let session = Session::start()?;
    let large = Display::of_size(1800, 1100)?;
    let mut app = App::start(&session, &large).await?;
    app.wait_for("welcome.practice").await?;
    let window = ["search", "--onlyvisible", "--name", "Keywright"];
    // The page is there before its window is.
    until("the window", || Ok(geometry(&large).ok()))?;
    xdotool(
        &large,
        &[&window[..], &["windowmove", "600", "320"]].concat(),
    )?;
    xdotool(
        &large,
        &[&window[..], &["windowsize", "1100", "700"]].concat(),
    )?;
    let before = until("the window to stand there", || {
        let Ok(now) = geometry(&large) else {
            return Ok(None);
        };
        Ok((now[2..] == [1100, 700] && now[0] >= 590 && now[1] >= 310).then_some(now))
    })?;
    // The page has its new size once the app has heard of it, and of the move before it.
    let since = Instant::now();
    let width = async || anyhow::Ok(app.web()?.execute("return innerWidth", vec![]).await?);
    while width().await?.json() != &serde_json::json!(1100) {
        ensure!(since.elapsed() < PATIENCE, "the page is not resized");
        app.two_frames().await?;
    }
    app.terminate().await?;

    app.restart().await?;
    app.wait_for("welcome.practice").await?;
    // Frames of window managers may shift it by their own borders, once.
    until("the window to be where it was", || {
        let Ok(now) = geometry(&large) else {
            return Ok(None);
        };
        let near = now
            .iter()
            .zip(before)
            .all(|(now, was)| (now - was).abs() <= 40);
        Ok((near && now[2..] == before[2..]).then_some(()))
    })?;
    app.terminate().await?;
    drop(app);

    let small = Display::of_size(1024, 700)?;
    let app = App::start(&session, &small).await?;
    app.wait_for("welcome.practice").await?;
    until("the window to be on the small screen", || {
        let Ok([x, y, width, height]) = geometry(&small) else {
            return Ok(None);
        };
        let inside = x >= 0 && y >= 0 && x + width <= 1024 && y + height <= 700;
        Ok((inside && width >= 900 && height >= 600).then_some(()))
    })
}

/// A second start with the same data folder brings the first window forward and ends.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_second_start_brings_the_first_window_forward() -> Result<()> {
    let session = Session::start()?;
    let display = Display::start()?;
    let app = App::start(&session, &display).await?;
    app.wait_for("welcome.practice").await?;
    until("the window", || Ok(geometry(&display).ok()))?;
    let search = ["search", "--name", "^Keywright$"];
    xdotool(&display, &[&search[..], &["windowminimize", "%@"]].concat())?;
    until("the window to be out of sight", || {
        Ok(geometry(&display).is_err().then_some(()))
    })?;

    // The session names the same folder, so that it is the same copy.
    let mut second = session.command(binary()?);
    let ended = second.env("DISPLAY", display.name()).status()?;
    ensure!(ended.success(), "the second start ended with {ended}");
    until("the window to be back", || Ok(geometry(&display).ok()))?;
    drop(app);
    Ok(())
}

/// Neither closing twice nor a signal ends the app in the middle of a create; the page says what it waits for.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn closing_waits_for_a_create_and_says_so() -> Result<()> {
    let cloud = PracticeClickHouse::start(Options::default()).await?;
    let (_, id, secret) = cloud.add_key(NewPracticeKey::default());
    let session = Session::start()?;
    let display = Display::start()?;
    let mut app = App::start(&session, &display).await?;
    connect(&app, &cloud.base_url(), &id, &secret).await?;

    // Answered when everything here has been seen.
    cloud.trouble(Trouble::SlowCreate(Duration::from_secs(3600)));
    app.click("nav.new").await?;
    app.fill("new.field.name", "slowly").await?;
    app.click("new.role").await?;
    app.click("new.address.anywhere").await?;
    app.click("new.submit").await?;
    until("the create", || Ok((cloud.creates() > 0).then_some(())))?;

    app.signal(Signal::TERM)?;
    ensure!(app.text("closing").await?.contains("slowly"));
    // A second wish changes nothing, and the user may have it stay.
    app.signal(Signal::INT)?;
    app.click("closing.stay").await?;
    app.wait_gone("closing").await?;
    // Until the app has noted that it stays, a wish to close is still the first one.
    let since = Instant::now();
    while app.count("closing").await? == 0 {
        ensure!(since.elapsed() < PATIENCE, "it does not want to close");
        app.signal(Signal::TERM)?;
        app.two_frames().await?;
    }
    cloud.trouble(Trouble::None);
    app.ended()?;

    app.restart().await?;
    app.wait_for("keys.row").await?;
    ensure!(cloud.creates() == 1);
    ensure!(
        session.all_secrets()?.len() == 2,
        "the new key's secret is kept"
    );
    Ok(())
}

/// Neither the app nor the processes of its page may dump core, and none has the secret in its arguments or environment.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_process_dumps_core_or_carries_a_secret() -> Result<()> {
    let cloud = PracticeClickHouse::start(Options::default()).await?;
    let (_, id, secret) = cloud.add_key(NewPracticeKey::default());
    let session = Session::start()?;
    let display = Display::start()?;
    let app = App::start(&session, &display).await?;
    connect(&app, &cloud.base_url(), &id, &secret).await?;
    walk::issue(&app, "canary", &mut Unwatched).await?;

    let canary = Canary::new(&secret);
    let family = family(app.pid()?)?;
    ensure!(family.len() >= 2, "the page has a process of its own");
    let mut seen = 0;
    for pid in family {
        // One that has ended meanwhile has nothing any more.
        let Ok(limits) = std::fs::read_to_string(format!("/proc/{pid}/limits")) else {
            continue;
        };
        seen += 1;
        let core = limits
            .lines()
            .find(|line| line.starts_with("Max core file size"));
        let words: Vec<_> = core.context("a limit")?.split_whitespace().collect();
        ensure!(words[4..6] == ["0", "0"], "{pid}: {words:?}");
        for what in ["cmdline", "environ"] {
            let content = std::fs::read(format!("/proc/{pid}/{what}")).unwrap_or_default();
            ensure!(canary.find(&content).is_empty(), "{what} of {pid}");
        }
    }
    ensure!(seen >= 2, "{seen} processes were looked at");
    Ok(())
}

/// Looks in a row, 20 ms apart, that find no work done. Something that goes round and round never has as many.
const AT_REST: usize = 10;

/// With nobody at it the program does nothing.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_program_comes_to_rest() -> Result<()> {
    let session = Session::start()?;
    let display = Display::start()?;
    let mut app = App::start(&session, &display).await?;
    app.wait_for("welcome.practice").await?;
    rests(app.pid()?)?;
    walk::practise(&app, &mut Unwatched).await?;
    app.wait_for("keys.row").await?;
    rests(app.pid()?)?;
    // A thread that waits for work without end would wake for it again and again.
    until("the helping threads to end", || {
        let mut names = std::fs::read_dir(format!("/proc/{}/task", app.pid()?))?
            .flatten()
            .filter_map(|thread| std::fs::read_to_string(thread.path().join("comm")).ok());
        Ok((!names.any(|name| name.starts_with("blocking-"))).then_some(()))
    })?;
    app.quit().await
}

/// The page begins anew when the process that draws it ends, as over a fault in WebKit.
#[test]
fn the_page_comes_back_when_its_process_ends() -> Result<()> {
    let session = Session::start()?;
    let display = Display::start()?;
    // Without a driver, which would end with the page. A window stands once its page has called the app.
    let mut start = session.command(binary()?);
    let app = Process::start(start.env("DISPLAY", display.name()))?;
    until("the window", || Ok(geometry(&display).ok()))?;
    let first = until("the page", || page_of(app.id()))?;
    kill(first, Signal::KILL)?;
    let second = until("the page to begin anew", || {
        Ok(page_of(app.id())?.filter(|now| *now != first))
    })?;
    // One that has not begun yet ends unheard.
    rests(second)?;
    kill(second, Signal::KILL)?;
    until("the page to begin once more", || {
        Ok(page_of(app.id())?.filter(|now| *now != first && *now != second))
    })?;
    Ok(())
}

/// The process that draws the page of an app.
fn page_of(app: u32) -> Result<Option<u32>> {
    Ok(family(app)?.into_iter().find(|pid| {
        // The kernel cuts the name.
        std::fs::read_to_string(format!("/proc/{pid}/comm"))
            .is_ok_and(|name| name.starts_with("WebKitWebProces"))
    }))
}

fn kill(pid: u32, signal: Signal) -> Result<()> {
    let pid = rustix::process::Pid::from_raw(pid.try_into()?).context("a process")?;
    Ok(rustix::process::kill_process(pid, signal)?)
}

/// Who says what is to draw the page is heard, with a graphics card and without one.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_page_is_drawn_by_what_was_chosen() -> Result<()> {
    let display = Display::start()?;
    for (choice, by_processor) in [("cpu", true), ("gpu", false)] {
        let session = Session::start()?;
        let chosen = [("KEYWRIGHT_RENDERER", choice)];
        let mut app = App::start_with(&session, &display, &chosen).await?;
        app.wait_for("welcome.practice").await?;
        let pid = app.pid()?;
        let mut children = family(pid)?.into_iter().filter(|child| *child != pid);
        let switched = children.any(|child| {
            let environment = std::fs::read(format!("/proc/{child}/environ")).unwrap_or_default();
            let mut variables = environment.split(|byte| *byte == 0);
            variables.any(|variable| variable == b"WEBKIT_DISABLE_COMPOSITING_MODE=1")
        });
        ensure!(switched == by_processor, "{choice}");
        app.quit().await?;
    }
    Ok(())
}

/// Waits until a process has done no work for a while.
fn rests(pid: u32) -> Result<()> {
    let (mut before, mut looks) = (None, 0);
    until("the program to rest", || {
        let stat = std::fs::read_to_string(format!("/proc/{pid}/stat"))?;
        let fields = stat.rsplit_once(')').context("a process's stat")?.1;
        // User and system time, the 12th and 13th behind the name.
        let ticks: Vec<_> = fields.split_whitespace().skip(11).take(2).collect();
        let ticks = Some(ticks.join(" "));
        looks = if ticks == before { looks + 1 } else { 0 };
        before = ticks;
        Ok((looks >= AT_REST).then_some(()))
    })
}

/// A process with all that came from it.
fn family(pid: u32) -> Result<BTreeSet<u32>> {
    let mut family = BTreeSet::from([pid]);
    let mut next = vec![pid];
    while let Some(pid) = next.pop() {
        // Processes and threads come and go.
        let Ok(tasks) = std::fs::read_dir(format!("/proc/{pid}/task")) else {
            continue;
        };
        for task in tasks.flatten() {
            let children = std::fs::read_to_string(task.path().join("children"));
            let children = children.unwrap_or_default();
            for child in children.split_whitespace() {
                let child = child.parse()?;
                if family.insert(child) {
                    next.push(child);
                }
            }
        }
    }
    Ok(family)
}

pub(super) async fn connect(app: &App<'_>, endpoint: &str, id: &str, secret: &str) -> Result<()> {
    app.click("welcome.connect").await?;
    app.fill("connect.field.key_id", id).await?;
    app.fill("connect.field.key_secret", secret).await?;
    app.click("connect.advanced").await?;
    app.fill("connect.endpoint", endpoint).await?;
    app.wait_for("connect.kept.key_secret").await?;
    app.click("connect.submit").await?;
    app.wait_for("connect.identity").await?;
    Ok(())
}
