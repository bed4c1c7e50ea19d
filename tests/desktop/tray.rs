//! The window goes into the tray and comes back, whatever becomes of the tray; a notice leads to its key.

use anyhow::{Context as _, Result, ensure};
use jiff::{Timestamp, ToSpan as _};
use keywright_practice::clickhouse::{NewPracticeKey, Options, PracticeClickHouse};
use keywright_tests::{App, Display, Process, Session, binary, until};
use keywright_tests::{NoticeServer, ShownNotice, Watcher};
use rustix::process::{Pid, Signal, kill_process};

use crate::leaving::{connect, geometry, xdotool};

/// Closes the window as its button does.
fn close(display: &Display) -> Result<()> {
    until("the window", || Ok(geometry(display).ok()))?;
    let window = ["search", "--onlyvisible", "--name", "^Keywright$"];
    xdotool(
        display,
        &[&window[..], &["windowactivate", "--sync"]].concat(),
    )?;
    xdotool(display, &["key", "alt+F4"])
}

fn out_of_sight(display: &Display) -> Result<()> {
    until("the window to be out of sight", || {
        Ok(geometry(display).is_err().then_some(()))
    })
}

fn in_sight(display: &Display) -> Result<()> {
    until("the window to be back", || Ok(geometry(display).ok())).map(drop)
}

/// The item that the app put into the tray, once it is there.
fn item(watcher: &Watcher) -> Result<String> {
    until("an icon in the tray", || Ok(watcher.items().pop()))
}

fn notice(server: &NoticeServer, is: impl Fn(&ShownNotice) -> bool) -> Result<ShownNotice> {
    until("a notice", || Ok(server.shown().into_iter().find(&is)))
}

/// A time zone in which it is about noon, wherever the test runs: nobody is reminded in the night.
fn noon() -> String {
    let hour = Timestamp::now().as_second() / 3600 % 24;
    match 12 - hour {
        0 => "UTC0".to_owned(),
        ahead => format!("<XXX>{}", -ahead),
    }
}

async fn stay_in_tray(app: &App<'_>) -> Result<()> {
    app.click("nav.settings").await?;
    app.click("settings.tray").await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_window_goes_into_the_tray_and_is_never_stranded() -> Result<()> {
    let session = Session::start()?;
    let display = Display::start()?;
    let watcher = Watcher::start(session.bus_address()).await?;
    let mut app = App::start(&session, &display).await?;
    app.click("welcome.practice").await?;
    stay_in_tray(&app).await?;
    let icon = item(&watcher)?;
    close(&display)?;
    out_of_sight(&display)?;
    // From the icon, from its menu, and from a second start.
    watcher.click(&icon).await?;
    in_sight(&display)?;
    close(&display)?;
    out_of_sight(&display)?;
    let menu = watcher.menu(&icon).await?;
    watcher.pick(&icon, menu.first().context("a menu")?).await?;
    in_sight(&display)?;
    close(&display)?;
    out_of_sight(&display)?;
    let mut second = session.command(binary()?);
    ensure!(second.env("DISPLAY", display.name()).status()?.success());
    in_sight(&display)?;

    // What shows the icons goes: the window is back, and from then on it is the app.
    close(&display)?;
    out_of_sight(&display)?;
    watcher.set_host(false).await?;
    in_sight(&display)?;
    app.wait_for("nav.settings").await?;
    close(&display)?;
    app.ended()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_menu_of_the_tray_ends_the_app() -> Result<()> {
    let session = Session::start()?;
    let display = Display::start()?;
    let watcher = Watcher::start(session.bus_address()).await?;
    let mut app = App::start(&session, &display).await?;
    app.click("welcome.practice").await?;
    stay_in_tray(&app).await?;
    let icon = item(&watcher)?;
    close(&display)?;
    out_of_sight(&display)?;
    let menu = watcher.menu(&icon).await?;
    watcher.pick(&icon, menu.last().context("a menu")?).await?;
    app.ended()?;

    // Started with the computer it stays in the tray, and without one it shows its window.
    let hidden = || {
        let mut command = Process::command(binary()?);
        session.dress(&mut command);
        command.env("DISPLAY", display.name()).arg("--hidden");
        Process::start(&mut command)
    };
    let before = watcher.items().len();
    let running = hidden()?;
    until("its icon", || {
        Ok((watcher.items().len() > before).then_some(()))
    })?;
    ensure!(geometry(&display).is_err(), "it shows a window");
    watcher.stop().await?;
    in_sight(&display)?;
    let pid = i32::try_from(running.id()).ok().and_then(Pid::from_raw);
    kill_process(pid.context("a process")?, Signal::TERM)?;
    out_of_sight(&display)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_digest_names_no_key_and_leads_to_the_most_pressing_one() -> Result<()> {
    let cloud = PracticeClickHouse::start(Options::default()).await?;
    let (_, id, secret) = cloud.add_key(NewPracticeKey::default());
    let ends = |name: &str, hours: i64| NewPracticeKey {
        name: name.to_owned(),
        expire_at: Timestamp::now().checked_add(hours.hours()).ok(),
        ..NewPracticeKey::default()
    };
    let (_, late, _) = cloud.add_key(ends("quarterly export", 24 * 20));
    let (_, soon, _) = cloud.add_key(ends("payroll export", 24 * 3));
    let session = Session::start()?;
    let display = Display::start()?;
    let bus = session.bus_address();
    let server = NoticeServer::start(bus, &["body", "actions"]).await?;
    let watcher = Watcher::start(bus).await?;
    let zone = noon();
    let app = App::start_with(&session, &display, &[("TZ", &zone)]).await?;
    connect(&app, &cloud.base_url(), &id, &secret).await?;
    app.click("nav.keys").await?;
    app.click("keys.refresh").await?;
    app.wait_for("deadlines.row").await?;
    stay_in_tray(&app).await?;
    item(&watcher)?;
    // The first time it says where it went, the next time it reminds.
    close(&display)?;
    out_of_sight(&display)?;
    notice(&server, |shown| shown.actions.len() == 2)?;
    watcher.click(&item(&watcher)?).await?;
    in_sight(&display)?;
    close(&display)?;
    let digest = notice(&server, |shown| {
        shown.actions.contains(&"rotate".to_owned())
    })?;
    ensure!(digest.title.contains('2'), "{digest:?}");
    let said = format!("{digest:?}");
    for word in [id.as_str(), &late, &soon, &secret, "payroll", "quarterly"] {
        ensure!(!said.contains(word), "{word}: {said}");
    }
    out_of_sight(&display)?;
    server.choose(digest.id, "rotate").await?;
    in_sight(&display)?;
    app.wait_for("key.pin").await?;
    let page = app
        .web()?
        .find(thirtyfour::By::Css("main section.detail"))
        .await?;
    ensure!(page.text().await?.contains("payroll export"));
    // Once for a day.
    close(&display)?;
    out_of_sight(&display)?;
    watcher.click(&item(&watcher)?).await?;
    in_sight(&display)?;
    let digests = server.shown().into_iter();
    let digests = digests.filter(|shown| shown.actions.contains(&"rotate".to_owned()));
    ensure!(digests.count() == 1);
    Ok(())
}
