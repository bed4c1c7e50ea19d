//! Keys of Naver Cloud, in the real window against the practice cloud.

use anyhow::{Context, Result};
use keywright_practice::naver::{Options, PracticeNaver};
use keywright_tests::walk::row;
use keywright_tests::{App, Display, Session, until};

/// Connects the practice cloud's main account by its own address.
async fn connect(app: &App<'_>, cloud: &PracticeNaver) -> Result<()> {
    let first = cloud.bootstrap().context("a new cloud")?;
    app.click("welcome.connect").await?;
    app.click("connect.provider.naver").await?;
    app.click("connect.kind.naver_access_key").await?;
    app.fill("connect.field.access_key", &first.access_key)
        .await?;
    app.fill("connect.field.secret_key", &first.secret_key)
        .await?;
    app.click("connect.advanced").await?;
    app.fill("connect.endpoint", &cloud.base_url()).await?;
    app.wait_for("connect.kept.secret_key").await?;
    app.click("connect.submit").await?;
    app.wait_for("connect.identity").await?;
    Ok(())
}

/// Ends the screen that shows a new key and answers the key's id at the cloud.
async fn issued(app: &App<'_>) -> Result<String> {
    app.wait_for("issued.done").await?;
    app.click("issued.done").await?;
    let selected = "keys.row[aria-selected=true]";
    let id = app.attr(selected, "data-key-id").await?;
    id.context("the new key's id")
}

/// What a click on this copies.
async fn copied(app: &App<'_>, display: &Display, button: &str, before: &str) -> Result<String> {
    app.click(button).await?;
    until("another clipboard", || {
        Ok(display.clipboard()?.filter(|now| now != before))
    })
}

/// Does this step of a rotation.
async fn step(app: &App<'_>, name: &str) -> Result<()> {
    app.wait_for(&format!("key.rotation[data-step={name}]"))
        .await?;
    app.click("rotation.next").await
}

/// Whether an item of the keychain holds this text.
fn kept(session: &Session, text: &str) -> Result<bool> {
    let items = session.all_secrets()?;
    Ok(items.iter().any(|item| item.value.contains(text)))
}

/// Created, copied, paused, a value made anew, a rotation left in the middle and ended after a restart, deleted.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_gateway_key_lives_from_issue_to_deletion() -> Result<()> {
    let cloud = PracticeNaver::start(Options::default()).await?;
    let session = Session::start()?;
    let display = Display::start()?;
    let mut app = App::start(&session, &display).await?;
    connect(&app, &cloud).await?;

    app.click("nav.new").await?;
    app.click("new.kind.naver_gateway_key").await?;
    app.fill("new.field.name", "가게 날씨").await?;
    app.fill("new.field.description", "홈페이지 날씨 알림")
        .await?;
    app.click("new.submit").await?;
    let id = issued(&app).await?;
    let at_cloud = || cloud.api_keys().into_iter().find(|key| key.id == id);
    assert_eq!(at_cloud().context("made")?.name, "가게 날씨");
    assert_eq!(cloud.creates(), 1);

    let primary = copied(&app, &display, "key.copy", "").await?;
    let secondary = copied(&app, &display, "key.copy.second_secret", &primary).await?;
    assert!(kept(&session, &primary)? && kept(&session, &secondary)?);

    app.click("key.pause").await?;
    app.click("pause.submit").await?;
    app.wait_for(&format!("{}[data-state=disabled]", row(&id)))
        .await?;
    assert!(!at_cloud().context("paused")?.enabled);
    app.click("key.resume").await?;
    app.wait_for(&format!("{}[data-state=enabled]", row(&id)))
        .await?;

    app.click("key.regenerate.primary_key").await?;
    app.click("regenerate.sure").await?;
    app.click("regenerate.submit").await?;
    app.wait_gone("regenerate.submit").await?;
    let renewed = copied(&app, &display, "key.copy", &secondary).await?;
    assert_ne!(renewed, primary);
    assert!(kept(&session, &renewed)? && !kept(&session, &primary)?);

    app.click("key.rotate").await?;
    step(&app, "move_to_other").await?;
    app.wait_for("key.rotation[data-step=renew_in_use]").await?;
    app.restart().await?;
    app.click(&row(&id)).await?;
    for now in ["renew_in_use", "move_back", "renew_other"] {
        step(&app, now).await?;
    }
    app.wait_for("key.rotation[data-step=none]").await?;
    assert!(!kept(&session, &renewed)? && !kept(&session, &secondary)?);

    app.click("key.delete").await?;
    app.fill("delete.name", "가게 날씨").await?;
    app.click("delete.submit").await?;
    app.wait_gone(&row(&id)).await?;
    assert_eq!(at_cloud(), None);
    app.quit().await
}

/// Issued for a new robot account, stopped and deleted: the app leads through both.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_sub_account_key_lives_from_issue_to_deletion() -> Result<()> {
    let cloud = PracticeNaver::start(Options::default()).await?;
    let session = Session::start()?;
    let display = Display::start()?;
    let mut app = App::start(&session, &display).await?;
    connect(&app, &cloud).await?;

    app.click("nav.new").await?;
    app.click("new.kind.naver_sub_account_key").await?;
    app.click("new.field.sub_account.new").await?;
    app.fill("group.field.login_id", "shop-robot").await?;
    app.fill("group.field.name", "가게 로봇").await?;
    app.click("group.submit").await?;
    app.wait_for("new.field.sub_account.done").await?;
    app.fill("new.field.label", "재고 알림").await?;
    app.click("new.submit").await?;
    let id = issued(&app).await?;
    let (group, key) = id.split_once('/').context("two parts")?;
    let at_cloud = || {
        let keys = cloud.access_keys().into_iter();
        keys.filter(|known| known.access_key == key).next()
    };
    let made = at_cloud().context("made")?;
    assert_eq!(made.sub_account_id.as_deref(), Some(group));
    assert_eq!(cloud.creates(), 1);
    let secret = copied(&app, &display, "key.copy", "").await?;
    assert!(kept(&session, &secret)?);

    app.click("key.delete").await?;
    app.click("delete.switch_off").await?;
    app.fill("delete.name", "재고 알림").await?;
    app.click("delete.submit").await?;
    app.wait_gone(&row(&id)).await?;
    assert_eq!(at_cloud(), None);
    until("the secret to be gone", || {
        Ok((!kept(&session, &secret)?).then_some(()))
    })?;
    app.quit().await
}
