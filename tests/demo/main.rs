//! Plays the main job in the real app, in both languages, light and dark, and keeps a picture of
//! every step: `demo FOLDER`.

use std::path::PathBuf;

use anyhow::{Context, Result};
use keywright_tests::walk::{self, Camera};
use keywright_tests::{App, Display, Session};

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
            ];
            let mut app = App::start_with(&session, &display, &env).await?;
            let place = folder.join(format!("{language}-{theme}"));
            play(&app, &place, language)
                .await
                .with_context(|| format!("{language}, {theme}"))?;
            app.quit().await?;
        }
    }
    Ok(())
}

async fn play(app: &App<'_>, place: &std::path::Path, language: &str) -> Result<()> {
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
    walk::delete(app, &id, name, &mut camera).await
}
