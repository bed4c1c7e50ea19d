//! The main job, as a person does it: the steps that the window test and the demo share.

use std::path::Path;

use anyhow::{Context, Result};

use crate::{App, Session};

/// What happens at each step of a walk.
pub trait Watch {
    /// Called when the step `name` is on the screen.
    ///
    /// # Errors
    /// What it returns ends the walk.
    fn step(&mut self, app: &App<'_>, name: &str) -> impl Future<Output = Result<()>>;
}

/// Nobody looks.
pub struct Unwatched;

impl Watch for Unwatched {
    async fn step(&mut self, _: &App<'_>, _: &str) -> Result<()> {
        Ok(())
    }
}

/// Takes a picture of each step: `01-welcome.png`, `02-keys.png`, …
pub struct Camera<'p> {
    folder: &'p Path,
    taken: u32,
}

impl<'p> Camera<'p> {
    /// A camera whose pictures go to `folder`.
    pub fn new(folder: &'p Path) -> Self {
        Self { folder, taken: 0 }
    }
}

impl Watch for Camera<'_> {
    async fn step(&mut self, app: &App<'_>, name: &str) -> Result<()> {
        self.taken += 1;
        app.shot(&self.folder.join(format!("{:02}-{name}.png", self.taken)))
            .await
    }
}

/// First start: the practice cloud, up to its list of keys.
///
/// # Errors
/// When a control does not appear; so do all walks.
pub async fn practise(app: &App<'_>, watch: &mut impl Watch) -> Result<()> {
    app.wait_for("welcome.practice").await?;
    watch.step(app, "welcome").await?;
    app.click("welcome.practice").await?;
    app.wait_for("keys.search").await?;
    watch.step(app, "keys").await
}

/// Issues a key and answers its id at the cloud.
///
/// # Errors
/// As [`practise`].
pub async fn issue(app: &App<'_>, name: &str, watch: &mut impl Watch) -> Result<String> {
    app.click("nav.new").await?;
    app.fill("new.field.name", name).await?;
    watch.step(app, "new-key").await?;
    app.click("new.role").await?;
    app.click("new.address.anywhere").await?;
    watch.step(app, "new-key-rights").await?;
    app.click("new.submit").await?;
    app.wait_for("issued.done").await?;
    watch.step(app, "issued").await?;
    app.click("issued.done").await?;
    let id = app
        .attr("keys.row[aria-selected=true]", "data-key-id")
        .await?;
    watch.step(app, "new-key-in-list").await?;
    id.context("the new key's id")
}

/// Copies the secret of a listed key.
///
/// # Errors
/// As [`practise`].
pub async fn copy(app: &App<'_>, id: &str, watch: &mut impl Watch) -> Result<()> {
    app.click(&row(id)).await?;
    app.click("key.copy").await?;
    watch.step(app, "copied").await
}

/// Deletes a listed key for good.
///
/// # Errors
/// As [`practise`].
pub async fn delete(app: &App<'_>, id: &str, name: &str, watch: &mut impl Watch) -> Result<()> {
    app.click(&row(id)).await?;
    app.click("key.delete").await?;
    app.fill("delete.name", name).await?;
    watch.step(app, "delete").await?;
    app.click("delete.submit").await?;
    app.wait_gone(&row(id)).await?;
    watch.step(app, "deleted").await
}

/// The row of a key in the list.
pub fn row(id: &str) -> String {
    format!("keys.row[data-key-id='{id}']")
}

/// Looks into the other places of the app and comes back to the keys.
///
/// # Errors
/// As [`practise`].
pub async fn tour(app: &App<'_>, watch: &mut impl Watch) -> Result<()> {
    for place in ["accounts", "guides", "activity", "settings"] {
        app.click(&format!("nav.{place}")).await?;
        watch.step(app, place).await?;
    }
    app.click("nav.keys").await?;
    app.wait_for("keys.search").await?;
    Ok(())
}

/// Opens the practice cloud of Naver Cloud, makes an API Gateway key and begins to rotate it.
///
/// # Errors
/// As [`practise`].
pub async fn naver(app: &App<'_>, name: &str, watch: &mut impl Watch) -> Result<()> {
    app.click("nav.accounts").await?;
    app.click("accounts.add").await?;
    app.click("connect.provider.naver").await?;
    watch.step(app, "connect-naver").await?;
    app.click("connect.practice").await?;
    app.wait_for("keys.row[data-kind='naver_gateway_key']")
        .await?;
    watch.step(app, "naver-keys").await?;
    app.click("nav.new").await?;
    app.click("new.provider.naver").await?;
    app.click("new.kind.naver_sub_account_key").await?;
    app.wait_for("new.field.sub_account.choice").await?;
    watch.step(app, "naver-new-sub-account-key").await?;
    app.click("new.kind.naver_gateway_key").await?;
    app.fill("new.field.name", name).await?;
    watch.step(app, "naver-new-gateway-key").await?;
    app.click("new.submit").await?;
    app.wait_for("issued.done").await?;
    watch.step(app, "naver-issued").await?;
    app.click("issued.done").await?;
    app.click("key.rotate").await?;
    app.wait_for("key.rotation[data-step='move_to_other']")
        .await?;
    watch.step(app, "naver-rotation").await
}

/// Opens the practice cloud of KakaoCloud, exchanges its key for a token and makes an S3 key.
///
/// # Errors
/// As [`practise`].
pub async fn kakao(app: &App<'_>, name: &str, watch: &mut impl Watch) -> Result<()> {
    app.click("nav.accounts").await?;
    app.click("accounts.add").await?;
    app.click("connect.provider.kakao").await?;
    watch.step(app, "connect-kakao").await?;
    app.click("connect.practice").await?;
    let key = "keys.row[data-kind='kakao_iam_key']";
    app.wait_for(key).await?;
    app.click(key).await?;
    app.click("key.token").await?;
    app.wait_for("token[data-token=api][data-state=valid]")
        .await?;
    watch.step(app, "kakao-token").await?;
    app.click("nav.new").await?;
    app.click("new.provider.kakao").await?;
    app.click("new.kind.kakao_s3_key").await?;
    app.fill("new.field.label", name).await?;
    watch.step(app, "kakao-new-s3-key").await?;
    app.click("new.submit").await?;
    app.wait_for("issued.done").await?;
    watch.step(app, "kakao-issued").await?;
    app.click("issued.done").await
}

/// Looks at the forms of KT Cloud, opens its practice cloud, asks for a token and begins to replace the login by hand.
///
/// # Errors
/// As [`practise`].
pub async fn kt(app: &App<'_>, watch: &mut impl Watch) -> Result<()> {
    app.click("nav.accounts").await?;
    app.click("accounts.add").await?;
    app.click("connect.provider.kt").await?;
    watch.step(app, "connect-kt").await?;
    app.click("connect.kind.kt_g_key").await?;
    app.wait_for("key.care").await?;
    watch.step(app, "connect-kt-g-key").await?;
    app.click("connect.kind.kt_d_login").await?;
    app.click("connect.practice").await?;
    let key = "keys.row[data-kind='kt_d_login']";
    app.wait_for(key).await?;
    app.click(key).await?;
    app.click("key.token").await?;
    app.wait_for("token[data-token=api][data-state=valid]")
        .await?;
    watch.step(app, "kt-token").await?;
    app.click("key.rotate").await?;
    app.wait_for("key.replacement[data-step=make]").await?;
    watch.step(app, "kt-replacement").await
}

/// Sets a passphrase, locks the app and opens it again.
///
/// # Errors
/// As [`practise`].
pub async fn safekeeping(app: &App<'_>, passphrase: &str, watch: &mut impl Watch) -> Result<()> {
    app.click("nav.settings").await?;
    app.click("vault.set-up-open").await?;
    watch.step(app, "passphrase").await?;
    app.fill("vault.passphrase", passphrase).await?;
    app.fill("vault.again", passphrase).await?;
    watch.step(app, "passphrase-typed").await?;
    app.click("vault.submit").await?;
    app.wait_for("vault.show-code").await?;
    watch.step(app, "recovery-code").await?;
    app.click("vault.later").await?;
    app.wait_for("settings.lock.now").await?;
    watch.step(app, "settings-safekeeping").await?;
    app.click("nav.lock").await?;
    app.wait_for("lock.passphrase").await?;
    watch.step(app, "locked").await?;
    app.fill("lock.passphrase", "not the passphrase").await?;
    app.click("lock.submit").await?;
    app.wait_for("lock.passphrase[aria-invalid=true]").await?;
    watch.step(app, "locked-wrong").await?;
    app.fill("lock.passphrase", passphrase).await?;
    app.click("lock.submit").await?;
    app.wait_for("nav.keys").await?;
    Ok(())
}

/// Makes a key, lets another program change its secret and then remove it, and forgets it.
///
/// # Errors
/// As [`practise`], and when the keyring does not obey.
pub async fn meddled(
    app: &App<'_>,
    session: &Session,
    name: &str,
    watch: &mut impl Watch,
) -> Result<()> {
    let before = session.all_secrets()?;
    let known: Vec<_> = before.into_iter().map(|item| item.attributes).collect();
    let id = issue(app, name, &mut Unwatched).await?;
    let mut items = session.all_secrets()?.into_iter();
    let item = items
        .find(|item| !known.contains(&item.attributes))
        .context("an item for the key")?;

    session.overwrite_secret(&item, "made-up other value")?;
    app.click(&row(&id)).await?;
    app.click("key.copy").await?;
    app.wait_for("key.repair[data-secret=altered]").await?;
    // The offer to repair it says all there is to say.
    app.wait_gone("error").await?;
    watch.step(app, "altered").await?;
    session.remove_secret(&item)?;
    app.click("keys.refresh").await?;
    app.wait_for("key.repair[data-secret=missing]").await?;
    app.wait_gone("error").await?;
    watch.step(app, "missing").await?;
    app.click("repair.forget").await?;
    app.wait_for("repair.forget.submit").await?;
    watch.step(app, "forget").await?;
    app.click("repair.forget.submit").await?;
    app.wait_gone("key.repair").await
}

/// Begins the rotation of a listed key, up to the watch over the old one, and looks at what is kept of keys: activity,
/// the waste bin, the list for a leak.
///
/// # Errors
/// As [`practise`].
pub async fn whole_life(app: &App<'_>, id: &str, watch: &mut impl Watch) -> Result<()> {
    app.click(&row(id)).await?;
    app.click("key.rotate").await?;
    app.wait_for("key.succession[data-step=issue]").await?;
    watch.step(app, "rotation").await?;
    for step in ["hand_over", "watch"] {
        app.click("succession.next").await?;
        app.wait_for(&format!("key.succession[data-step={step}]"))
            .await?;
        watch.step(app, &format!("rotation-{step}")).await?;
    }
    app.click("keys.bin").await?;
    app.wait_for("bin").await?;
    watch.step(app, "bin").await?;
    app.click("nav.activity").await?;
    app.wait_for("activity.row").await?;
    watch.step(app, "activity-of-a-rotation").await?;
    app.click("nav.accounts").await?;
    app.click("accounts.leaked").await?;
    app.wait_for("emergency.line").await?;
    watch.step(app, "leak").await?;
    let focused = app.web()?.active_element().await?;
    focused.send_keys(thirtyfour::Key::Escape).await?;
    app.wait_gone("emergency.line").await?;
    app.click("nav.keys").await?;
    app.wait_for("keys.search").await?;
    Ok(())
}
