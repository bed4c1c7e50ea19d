//! Keys of KakaoCloud, in the real window against the practice cloud.

use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use jiff::{SignedDuration, Timestamp};
use keywright_practice::kakao::{NewIamKey, Options, PracticeKakao};
use keywright_tests::walk::row;
use keywright_tests::{App, Display, PATIENCE, Session, until};

fn kept(session: &Session, text: &str) -> Result<bool> {
    let items = session.all_secrets()?;
    Ok(items.iter().any(|item| item.value.contains(text)))
}

/// Connected, exchanged for a token whose clock runs, then an S3 key from issue to deletion.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_token_runs_down_and_an_s3_key_lives_from_issue_to_deletion() -> Result<()> {
    let cloud = PracticeKakao::start(Options::default()).await?;
    // A token does not outlive its key. This one's has ten hours and a moment, so that a minute ends soon.
    let ends = Timestamp::now() + SignedDuration::from_secs(10 * 3600 + 12);
    let (id, secret) = cloud
        .add_iam_key(NewIamKey {
            name: "report".to_owned(),
            description: None,
            project_id: None,
            unrestricted: false,
            expires_at: Some(ends),
        })
        .context("a key")?;
    let session = Session::start()?;
    let display = Display::start()?;
    let mut app = App::start(&session, &display).await?;

    app.click("welcome.connect").await?;
    app.click("connect.provider.kakao").await?;
    app.fill("connect.field.id", &id).await?;
    app.fill("connect.field.secret", &secret).await?;
    app.click("connect.advanced").await?;
    app.fill("connect.endpoint", &cloud.base_url()).await?;
    app.wait_for("connect.kept.secret").await?;
    app.click("connect.submit").await?;
    app.wait_for("connect.identity").await?;
    assert!(kept(&session, &secret)?);

    app.click("nav.keys").await?;
    app.click(&row(&id)).await?;
    app.click("key.token").await?;
    app.wait_for("token[data-token=api][data-state=valid]")
        .await?;
    let before = app.text("token.left").await?;
    app.click("token.copy").await?;
    let token = until("the token", || display.clipboard())?;
    assert!(token.len() > 100 && kept(&session, &token)?);
    // The page's clock goes on by itself, by the minute: on a slow machine the moment may be over, and it is the next.
    let since = Instant::now();
    while app.text("token.left").await? == before {
        let late = since.elapsed() > Duration::from_secs(60) + PATIENCE;
        assert!(!late, "the clock stands still");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    app.click("token.check").await?;
    app.wait_for("token.checked").await?;
    app.click("token.revoke").await?;
    app.click("revoke.submit").await?;
    app.wait_for("token[data-token=api][data-state=none]")
        .await?;
    assert_eq!(cloud.live_tokens(), 0);
    assert!(!kept(&session, &token)?);

    app.click("nav.new").await?;
    app.click("new.kind.kakao_s3_key").await?;
    app.fill("new.field.label", "가게 백업").await?;
    app.click("new.submit").await?;
    app.wait_for("issued.done").await?;
    app.click("issued.done").await?;
    let access = app
        .attr("keys.row[aria-selected=true]", "data-key-id")
        .await?
        .context("the new key's id")?;
    let at_cloud = || cloud.s3_keys().into_iter().any(|key| key.access == access);
    assert!(at_cloud());
    assert_eq!(cloud.creates(), 1);
    app.click("key.copy").await?;
    let made = until("the secret", || {
        Ok(display.clipboard()?.filter(|now| *now != token))
    })?;
    assert!(kept(&session, &made)?);

    app.click("key.delete").await?;
    app.fill("delete.name", "가게 백업").await?;
    app.click("delete.submit").await?;
    app.wait_gone(&row(&access)).await?;
    assert!(!at_cloud());
    until("the secret to be gone", || {
        Ok((!kept(&session, &made)?).then_some(()))
    })?;
    app.quit().await
}
