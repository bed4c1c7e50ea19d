//! Plays the main job, and trouble with the keychain, in the real app, in both languages, light and dark. Keeps a
//! picture of every step and of every guide: `demo FOLDER`.

mod keychain;

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use keywright_tests::walk::{self, Camera, Unwatched};
use keywright_tests::{App, Display, Session};

/// WebKitGTK's driver takes pictures of what OpenGL draws, and waits for ever for what the processor draws.
const DRAWN: (&str, &str) = ("KEYWRIGHT_RENDERER", "gpu");

/// Pixels that the longest guide takes.
const TALL: u32 = 2400;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    let folder: PathBuf = std::env::args_os().nth(1).context("demo FOLDER")?.into();
    if folder.exists() {
        std::fs::remove_dir_all(&folder)?;
    }
    for (language, locale) in [("ko", "ko_KR.UTF-8"), ("en", "en_US.UTF-8")] {
        for (theme, gtk) in [("light", "Adwaita"), ("dark", "Adwaita:dark")] {
            let session = Session::start()?;
            let display = Display::start()?;
            let env = [
                ("LC_ALL", locale),
                ("LANG", locale),
                ("LANGUAGE", language),
                ("GTK_THEME", gtk),
                DRAWN,
            ];
            let mut app = App::start_with(&session, &display, &env).await?;
            let place = folder.join(format!("{language}-{theme}"));
            play(&app, &place, language)
                .await
                .with_context(|| format!("{language}, {theme}"))?;
            app.quit().await?;
            keychain::play(&place.join("keychain"), &env).await?;
        }
        guides(&folder, language, locale).await?;
    }
    Ok(())
}

/// A picture of each guide, whole: the window is as tall as the longest.
async fn guides(folder: &Path, language: &str, locale: &str) -> Result<()> {
    let session = Session::start()?;
    let display = Display::of_size(1200, TALL)?;
    let env = [
        ("LC_ALL", locale),
        ("LANG", locale),
        ("LANGUAGE", language),
        DRAWN,
    ];
    let mut app = App::start_with(&session, &display, &env).await?;
    walk::practise(&app, &mut Unwatched).await?;
    app.web()?.set_window_rect(0, 0, 1180, TALL - 40).await?;
    app.click("nav.guides").await?;
    for (kind, guide) in app.guides().await? {
        let card = format!("guides.open[data-kind='{kind}'][data-guide='{guide}']");
        app.click(&card).await?;
        app.wait_for("guides.page").await?;
        let place = folder.join(format!("guides-{language}"));
        app.shot(&place.join(format!("{kind}-{guide}.png"))).await?;
        app.click("guides.back").await?;
    }
    app.quit().await
}

async fn play(app: &App<'_>, place: &Path, language: &str) -> Result<()> {
    let name = if language == "ko" {
        "대시보드 읽기"
    } else {
        "Dashboard, read only"
    };
    let mut camera = Camera::new(place);
    walk::practise(app, &mut camera).await?;
    let id = walk::issue(app, name, &mut camera).await?;
    walk::tour(app, &mut camera).await?;
    walk::copy(app, &id, &mut camera).await?;
    walk::whole_life(app, &id, &mut camera).await?;
    walk::delete(app, &id, name, &mut camera).await?;
    let name = if language == "ko" {
        "가게 날씨"
    } else {
        "Shop weather"
    };
    walk::naver(app, name, &mut camera).await?;
    let name = if language == "ko" {
        "가게 백업"
    } else {
        "Shop backup"
    };
    walk::kakao(app, name, &mut camera).await?;
    walk::kt(app, &mut camera).await?;
    walk::safekeeping(app, "made-up Quiet Canary 4b1d", &mut camera).await
}
