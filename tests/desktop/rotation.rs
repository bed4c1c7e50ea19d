//! A rotation in the real window, and what is kept of the keys on the way.

use anyhow::Result;
use keywright_tests::walk::{self, Unwatched};
use keywright_tests::{App, Display, Session};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_rotation_stores_the_new_key_and_outlives_a_restart() -> Result<()> {
    let session = Session::start()?;
    let display = Display::start()?;
    let mut app = App::start(&session, &display).await?;
    walk::practise(&app, &mut Unwatched).await?;
    let id = walk::issue(&app, "dashboard", &mut Unwatched).await?;
    walk::whole_life(&app, &id, &mut Unwatched).await?;
    app.restart().await?;
    // Both work until the user says otherwise: the old one and the one that takes its place.
    let stored = "keys.row[data-secret=here][data-state=enabled]";
    app.wait_for(stored).await?;
    assert_eq!(app.count(stored).await?, 3);
    app.click(&walk::row(&id)).await?;
    app.wait_for("key.succession[data-step=watch]").await?;
    app.quit().await
}
