//! A guide beside the browser: the window becomes narrow and stays in front, and is the window again afterwards.

use anyhow::{Context as _, Result, ensure};
use keywright_tests::walk::{self, Unwatched};
use keywright_tests::{App, Display, Session, until};

use crate::leaving::{geometry, xdotool};

/// Opens the first guide and keeps it beside the browser, until the window is narrow, at the edge and in front.
pub(super) async fn enter(app: &App<'_>, display: &Display) -> Result<()> {
    app.click("nav.guides").await?;
    app.click("guides.open").await?;
    app.click("guide.beside").await?;
    app.wait_for("strip.next").await?;
    until("a strip", || {
        let is = look(display).is_some_and(|([x, _, width, height], above)| {
            let at_edge = (1270..=1285).contains(&(x + width));
            width == 360 && height <= 660 && at_edge && above
        });
        Ok(is.then_some(()))
    })
}

/// Waits until the window is none any more.
pub(super) fn wide(display: &Display) -> Result<[i32; 4]> {
    until("a window", || {
        let is = look(display).filter(|(now, above)| now[2] >= 900 && !above);
        Ok(is.map(|(now, _)| now))
    })
}

/// Where the window is, and whether the window manager keeps it in front of others; `None` while it cannot be seen.
fn look(display: &Display) -> Option<([i32; 4], bool)> {
    let now = geometry(display).ok()?;
    let asked = ["-name", "Keywright", "_NET_WM_STATE"];
    let state = display.command("xprop").args(asked).output().ok()?;
    let said = String::from_utf8(state.stdout).ok()?;
    let above = said.contains("_NET_WM_STATE_ABOVE");
    state.status.success().then_some((now, above))
}

/// Waits until the window stands where it stood, and as large.
fn back(display: &Display, before: [i32; 4]) -> Result<()> {
    let mut last = None;
    until("the window as it was", || {
        last = look(display);
        let is = last.is_some_and(|(now, above)| {
            let mut sides = now.iter().zip(before);
            !above && sides.all(|(now, was)| (now - was).abs() <= 2)
        });
        Ok(is.then_some(()))
    })
    .with_context(|| format!("{last:?} instead of {before:?}"))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_strip_is_the_window_again_however_it_ends() -> Result<()> {
    let session = Session::start()?;
    let display = Display::start()?;
    let mut app = App::start(&session, &display).await?;
    walk::practise(&app, &mut Unwatched).await?;
    // The page is there before its window is.
    until("the window", || Ok(geometry(&display).ok()))?;
    let window = ["search", "--onlyvisible", "--name", "^Keywright$"];
    let change = |what: [&str; 3]| xdotool(&display, &[&window[..], &what].concat());
    change(["windowsize", "1000", "640"])?;
    change(["windowmove", "120", "90"])?;
    let before = until("the window to stand there", || {
        let now = geometry(&display).ok();
        Ok(now.filter(|now| now[2..] == [1000, 640] && now[0] < 150 && now[1] >= 90))
    })?;

    enter(&app, &display).await?;
    app.click("strip.close").await?;
    back(&display, before)?;

    // Closing the strip closes the strip, not the app.
    enter(&app, &display).await?;
    xdotool(
        &display,
        &[&window[..], &["windowactivate", "--sync"]].concat(),
    )?;
    xdotool(&display, &["key", "alt+F4"])?;
    app.wait_gone("strip").await?;
    back(&display, before)?;

    enter(&app, &display).await?;
    app.kill().await?;
    app.restart().await?;
    app.wait_for("nav.guides").await?;
    let restarted = until("the window", || Ok(geometry(&display).ok()))?;
    ensure!(
        restarted[2..] == before[2..],
        "{restarted:?} instead of {before:?}"
    );
    ensure!(
        restarted
            .iter()
            .zip(before)
            .all(|(now, was)| (now - was).abs() <= 40),
        "frames of window managers may shift it by their own borders, once: {restarted:?}"
    );

    // One that filled the screen does so again.
    let [x, y, ..] = restarted;
    // The tool counts the window's borders twice.
    let title = [(x + 300).to_string(), (y - 30).to_string()];
    xdotool(
        &display,
        &[
            "mousemove",
            &title[0],
            &title[1],
            "click",
            "--repeat",
            "2",
            "1",
        ],
    )?;
    let full = until("the window to fill the screen", || {
        Ok(geometry(&display).ok().filter(|now| now[2] >= 1270))
    })?;
    enter(&app, &display).await?;
    app.click("strip.close").await?;
    back(&display, full)?;
    app.quit().await
}
