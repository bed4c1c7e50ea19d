//! The keychain in the real window: what another program does to it shows, once, and can be mended.

use anyhow::Result;
use keywright_tests::walk::{self, Unwatched};
use keywright_tests::{App, Display, Session};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_secret_that_another_program_took_is_offered_for_repair() -> Result<()> {
    let session = Session::start()?;
    let display = Display::start()?;
    let mut app = App::start(&session, &display).await?;
    walk::practise(&app, &mut Unwatched).await?;
    walk::meddled(&app, &session, "dashboard", &mut Unwatched).await?;
    app.quit().await
}
