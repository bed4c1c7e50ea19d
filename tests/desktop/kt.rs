//! Credentials of KT Cloud, pasted in the real window and checked against the practice cloud.

use anyhow::{Context, Result};
use keywright_practice::kt::{Options, PracticeKt};
use keywright_tests::{App, Display, Session};

use crate::clipboard::{both_empty, primary, put};

fn kept(session: &Session, text: &str) -> Result<bool> {
    let items = session.all_secrets()?;
    Ok(items.iter().any(|item| item.value.contains(text)))
}

async fn form(app: &App<'_>, cloud: &PracticeKt, kind: &str) -> Result<()> {
    app.click("connect.provider.kt").await?;
    app.click(&format!("connect.kind.{kind}")).await?;
    app.click("connect.advanced").await?;
    app.fill("connect.endpoint", &cloud.base_url()).await
}

/// Fills a field anew; a secret that is kept already makes room first.
async fn refill(app: &App<'_>, field: &str, text: &str) -> Result<()> {
    let change = format!("connect.change.{field}");
    if app.count(&change).await? > 0 {
        app.click(&change).await?;
    }
    app.fill(&format!("connect.field.{field}"), text).await
}

async fn refused(app: &App<'_>, code: &str) -> Result<()> {
    app.click("connect.submit").await?;
    app.wait_for(&format!("error[data-code={code}]")).await?;
    Ok(())
}

/// A wrong secret, then the right one; then a login with a wrong password and a wrong zone, then right. Both are in
/// the keychain in the end, and nothing is tried twice by itself.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_g_key_and_a_d_login_are_checked_and_kept() -> Result<()> {
    let cloud = PracticeKt::start(Options::default()).await?;
    let key = cloud.bootstrap().context("a new cloud")?;
    let login = cloud.project_token();
    let session = Session::start()?;
    let display = Display::start()?;
    let mut app = App::start(&session, &display).await?;

    app.click("welcome.connect").await?;
    form(&app, &cloud, "kt_g_key").await?;
    app.wait_for("key.care").await?;
    app.fill("connect.field.api_key", &key.api_key).await?;
    refill(&app, "secret_key", "made-up-wrong-secret").await?;
    refused(&app, "key_pair_refused").await?;
    refill(&app, "secret_key", &key.secret_key).await?;
    app.click("connect.submit").await?;
    app.wait_for("connect.identity").await?;
    assert!(kept(&session, &key.secret_key)?);

    app.click("nav.accounts").await?;
    app.click("accounts.add").await?;
    form(&app, &cloud, "kt_d_login").await?;
    app.fill("connect.field.project_name", &login.project_name)
        .await?;
    refill(&app, "password", "made-up-wrong-password").await?;
    refused(&app, "login_refused").await?;
    assert_eq!(cloud.failed_logins(), 1);
    refill(&app, "password", &login.password).await?;
    // A zone that the cloud does not have is told beside the field, and costs no login.
    app.select("connect.field.zone", "").await?;
    app.fill("connect.other.zone", "d9").await?;
    // What was left is shown as kept a moment later, and moves what lies below.
    app.wait_for("connect.kept.password").await?;
    app.click("connect.submit").await?;
    app.wait_for("connect.other.zone[aria-invalid=true]")
        .await?;
    assert_eq!(cloud.failed_logins(), 1);
    app.select("connect.field.zone", &login.zone).await?;
    app.click("connect.submit").await?;
    app.wait_for("connect.identity").await?;
    assert!(kept(&session, &login.password)?);

    app.click("nav.keys").await?;
    assert_eq!(app.count("keys.row").await?, 2);
    app.quit().await
}

/// What was pasted with the button leaves both clipboards once it is connected, which is told; until then, and where
/// somebody copied something else since, they stay as they are.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_pasted_key_leaves_the_clipboards_when_it_is_connected() -> Result<()> {
    let cloud = PracticeKt::start(Options::default()).await?;
    let key = cloud.bootstrap().context("a new cloud")?;
    let login = cloud.project_token();
    let session = Session::start()?;
    let display = Display::start()?;
    let mut app = App::start(&session, &display).await?;

    app.click("welcome.connect").await?;
    form(&app, &cloud, "kt_g_key").await?;
    let text = format!("API Key: {}\nSecret Key: {}", key.api_key, key.secret_key);
    put(&display, "clipboard", &text)?;
    put(&display, "primary", &text)?;
    app.click("connect.paste.api_key").await?;
    app.wait_for("connect.kept.api_key").await?;
    app.wait_for("connect.kept.secret_key").await?;
    assert_eq!(display.clipboard()?.as_deref(), Some(text.as_str()));
    app.click("connect.submit").await?;
    app.wait_for("toast").await?;
    app.wait_for("connect.identity").await?;
    both_empty(&display)?;
    assert!(kept(&session, &key.secret_key)?);

    app.click("nav.accounts").await?;
    app.click("accounts.add").await?;
    form(&app, &cloud, "kt_d_login").await?;
    app.fill("connect.field.project_name", &login.project_name)
        .await?;
    app.select("connect.field.zone", &login.zone).await?;
    put(&display, "clipboard", &login.password)?;
    app.click("connect.paste.password").await?;
    app.wait_for("connect.kept.password").await?;
    put(&display, "clipboard", "somebody else's")?;
    put(&display, "primary", "somebody else's")?;
    app.click("connect.submit").await?;
    app.wait_for("connect.identity").await?;
    assert_eq!(display.clipboard()?.as_deref(), Some("somebody else's"));
    assert_eq!(primary(&display)?, "somebody else's");
    app.quit().await
}
