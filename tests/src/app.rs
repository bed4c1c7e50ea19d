//! The real program in a real window.

use std::fs::File;
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use rustix::process::{Pid, Signal, kill_process};
use thirtyfour::{By, Capabilities, WebDriver, WebElement};

use crate::wait::PULSE;
use crate::{Display, PATIENCE, Process, Session, until};

/// Keywright, started by WebKitWebDriver in a [`Session`] on a [`Display`].
///
/// Controls are named by their test id, with further attributes behind it where several share one:
/// `keys.row`, `keys.row[data-state=active]`. Every call waits until its control is there.
pub struct App<'a> {
    session: &'a Session,
    display: &'a Display,
    env: Vec<(String, String)>,
    running: Option<Running>,
}

/// How long a click waits for what moves.
const STILL: Duration = Duration::from_secs(10);

struct Running {
    web: WebDriver,
    driver: Process,
}

impl<'a> App<'a> {
    /// Starts the app that `KEYWRIGHT_BINARY` names, or else `target/automation/keywright`.
    ///
    /// # Errors
    /// When there is no such program or it shows no page.
    pub async fn start(session: &'a Session, display: &'a Display) -> Result<Self> {
        Self::start_with(session, display, &[]).await
    }

    /// Starts the app with further environment variables; a restart keeps them.
    ///
    /// # Errors
    /// As [`App::start`].
    pub async fn start_with(
        session: &'a Session,
        display: &'a Display,
        env: &[(&str, &str)],
    ) -> Result<Self> {
        let env = env
            .iter()
            .map(|(name, value)| (name.to_string(), value.to_string()))
            .collect();
        let mut app = Self {
            session,
            display,
            env,
            running: None,
        };
        app.launch().await?;
        Ok(app)
    }

    async fn launch(&mut self) -> Result<()> {
        let binary = binary()?;
        let (driver, port) = self.start_driver()?;
        let mut capabilities = Capabilities::new();
        let options = serde_json::json!({ "binary": binary, "args": [] });
        capabilities.set("webkitgtk:browserOptions", options)?;
        let web = WebDriver::builder(format!("http://127.0.0.1:{port}"), capabilities)
            .request_timeout(2 * PATIENCE)
            .await
            .with_context(|| format!("no session with the app; its output:\n{}", self.log()))?;
        self.running = Some(Running { web, driver });
        Ok(())
    }

    /// Starts WebKitWebDriver on a free port and waits until it listens.
    fn start_driver(&self) -> Result<(Process, u16)> {
        until("WebKitWebDriver to listen", || {
            let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?
                .local_addr()?
                .port();
            let log = File::options()
                .create(true)
                .append(true)
                .open(self.log_path())?;
            let mut command = Process::command("WebKitWebDriver");
            command
                .arg("--host=127.0.0.1")
                .arg(format!("--port={port}"));
            self.session.dress(&mut command);
            command
                .env("DISPLAY", self.display.name())
                .env("TAURI_WEBVIEW_AUTOMATION", "true")
                .envs(self.env.iter().map(|(name, value)| (name, value)))
                .stdout(log.try_clone()?)
                .stderr(log);
            let mut driver = Process::start(&mut command)?;
            let listens = until("a port", || {
                if TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_ok() {
                    return Ok(Some(true));
                }
                // Another test may have taken the port in between: then try the next.
                Ok((!driver.is_running()?).then_some(false))
            })?;
            Ok(listens.then_some((driver, port)))
        })
    }

    /// The WebDriver session, for what has no method here.
    ///
    /// # Errors
    /// When the app is not running.
    pub fn web(&self) -> Result<&WebDriver> {
        Ok(&self.running.as_ref().context("the app is not running")?.web)
    }

    /// What the app and its driver have printed so far.
    pub fn log(&self) -> String {
        std::fs::read_to_string(self.log_path()).unwrap_or_default()
    }

    fn log_path(&self) -> PathBuf {
        self.session.folder().join("app.log")
    }

    /// The process id of the app itself.
    ///
    /// # Errors
    /// When the app is not running.
    pub fn pid(&self) -> Result<u32> {
        let running = self.running.as_ref().context("the app is not running")?;
        // The driver starts the app and nothing else.
        let children = format!("/proc/{0}/task/{0}/children", running.driver.id());
        let children = std::fs::read_to_string(children)?;
        let app = children
            .split_whitespace()
            .next()
            .context("the driver has no app")?;
        Ok(app.parse()?)
    }

    /// Waits until a control is there and visible.
    ///
    /// # Errors
    /// When it does not appear within [`PATIENCE`]; so do all methods below.
    pub async fn wait_for(&self, id: &str) -> Result<WebElement> {
        self.poll(id, async || {
            let element = self.web()?.find(selector(id)).await?;
            Ok(element.is_displayed().await?.then_some(element))
        })
        .await
    }

    /// Does something with a control as soon as it is visible; again, where the page makes it anew in the middle.
    async fn on<T>(&self, id: &str, act: impl AsyncFn(WebElement) -> Result<T>) -> Result<T> {
        self.poll(id, async || {
            let element = self.web()?.find(selector(id)).await?;
            if !element.is_displayed().await? {
                return Ok(None);
            }
            act(element).await.map(Some)
        })
        .await
    }

    /// Waits until no such control is there any more.
    pub async fn wait_gone(&self, id: &str) -> Result<()> {
        self.poll(&format!("the end of {id}"), async || {
            Ok((self.count(id).await? == 0).then_some(()))
        })
        .await
    }

    /// How many such controls there are now.
    pub async fn count(&self, id: &str) -> Result<usize> {
        Ok(self.web()?.find_all(selector(id)).await?.len())
    }

    /// The guides that are offered: kind of key and id of the guide.
    ///
    /// # Errors
    /// As [`App::wait_for`].
    pub async fn guides(&self) -> Result<Vec<(String, String)>> {
        self.wait_for("guides.open").await?;
        let mut guides = Vec::new();
        for card in self.web()?.find_all(selector("guides.open")).await? {
            let kind = card.attr("data-kind").await?;
            let guide = card.attr("data-guide").await?;
            guides.push((kind.unwrap_or_default(), guide.unwrap_or_default()));
        }
        Ok(guides)
    }

    /// Clicks a control as soon as it can be clicked and stands still: the driver looks where it is before it presses,
    /// and what moves in between is missed. What never stands still is clicked all the same.
    pub async fn click(&self, id: &str) -> Result<()> {
        let start = Instant::now();
        self.poll(id, async || {
            let element = self.web()?.find(selector(id)).await?;
            let refused = element.attr("aria-disabled").await?.as_deref() == Some("true");
            if refused || !element.is_enabled().await? {
                return Ok(None);
            }
            let place = async || {
                let now = element.rect().await?;
                anyhow::Ok((now.x, now.y, now.width, now.height))
            };
            let before = place().await?;
            self.two_frames().await?;
            if place().await? != before && start.elapsed() < STILL {
                return Ok(None);
            }
            element.click().await?;
            Ok(Some(()))
        })
        .await
    }

    /// Replaces the text of a field.
    pub async fn fill(&self, id: &str, text: &str) -> Result<()> {
        self.on(id, async |field| {
            field.clear().await?;
            Ok(field.send_keys(text).await?)
        })
        .await
    }

    /// Chooses the option with this value in a `<select>`.
    pub async fn select(&self, id: &str, value: &str) -> Result<()> {
        let option = By::Css(format!("option[value='{value}']"));
        self.on(id, async |list| {
            Ok(list.find(option.clone()).await?.click().await?)
        })
        .await
    }

    /// The visible text of a control.
    pub async fn text(&self, id: &str) -> Result<String> {
        self.on(id, async |element| Ok(element.text().await?)).await
    }

    /// An attribute of a control; `None` when it has none of that name.
    pub async fn attr(&self, id: &str, name: &str) -> Result<Option<String>> {
        self.on(id, async |element| Ok(element.attr(name).await?))
            .await
    }

    /// Waits until what has changed is painted.
    pub async fn two_frames(&self) -> Result<()> {
        let script = "const done = arguments[0];
            requestAnimationFrame(() => requestAnimationFrame(() => done(null)));";
        self.web()?.execute_async(script, Vec::new()).await?;
        Ok(())
    }

    /// Writes a picture of the page, once it is painted. The app must have started with `KEYWRIGHT_RENDERER=gpu`.
    pub async fn shot(&self, path: &Path) -> Result<()> {
        self.two_frames().await?;
        let mut picture = self.web()?.screenshot_as_png().await?;
        // What scrolls is painted a moment after the rest; something may tick, so it does not wait for stillness for ever.
        for _ in 0..5 {
            self.two_frames().await?;
            let next = self.web()?.screenshot_as_png().await?;
            let still = next == picture;
            picture = next;
            if still {
                break;
            }
        }
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder)?;
        }
        Ok(std::fs::write(path, picture)?)
    }

    /// Ends the app as its driver does and waits until it is gone. Data and keyring stay.
    pub async fn quit(&mut self) -> Result<()> {
        let pid = self.pid()?;
        if let Some(Running { web, driver }) = self.running.take() {
            web.quit().await?;
            gone(pid)?;
            drop(driver);
        }
        Ok(())
    }

    /// Sends the app a signal.
    pub fn signal(&self, signal: Signal) -> Result<()> {
        let pid = i32::try_from(self.pid()?).ok().and_then(Pid::from_raw);
        Ok(kill_process(pid.context("a process id")?, signal)?)
    }

    /// Waits until the app has ended by itself.
    pub fn ended(&mut self) -> Result<()> {
        // Without an app the driver has no child any more.
        if let Ok(pid) = self.pid() {
            gone(pid)?;
        }
        self.forget();
        Ok(())
    }

    /// Kills the app in the middle of whatever it does (`kill -9`) and waits until it is gone.
    pub async fn kill(&mut self) -> Result<()> {
        self.end_by(Signal::KILL)
    }

    /// Asks the app to end, as a logout does (`kill -15`), and waits until it is gone.
    pub async fn terminate(&mut self) -> Result<()> {
        self.end_by(Signal::TERM)
    }

    fn end_by(&mut self, signal: Signal) -> Result<()> {
        let pid = self.pid()?;
        self.signal(signal)?;
        gone(pid)?;
        self.forget();
        Ok(())
    }

    /// Quits, if it still runs, and starts again with the same data folder and keyring.
    pub async fn restart(&mut self) -> Result<()> {
        if self.running.is_some() {
            self.quit().await?;
        }
        self.launch().await
    }

    /// Drops the session without telling a driver that is about to be killed.
    fn forget(&mut self) {
        if let Some(Running { web, driver }) = self.running.take() {
            // It fails only if the session has ended, which is what is wanted.
            let _ = web.leak();
            drop(driver);
        }
    }

    /// Looks until `look` finds something. Errors of the driver are held against the page of that
    /// moment (no such element, stale, covered), and only the last one is told.
    async fn poll<T>(&self, what: &str, look: impl AsyncFn() -> Result<Option<T>>) -> Result<T> {
        let start = Instant::now();
        loop {
            let last = match look().await {
                Ok(Some(found)) => return Ok(found),
                Ok(None) => None,
                Err(error) => Some(error),
            };
            if start.elapsed() > PATIENCE {
                let error = last
                    .map(|error| format!("; last: {error:#}"))
                    .unwrap_or_default();
                let picture = std::env::temp_dir().join(format!("keywright-{}.png", self.pid()?));
                self.display.screenshot(&picture)?;
                bail!(
                    "waited {PATIENCE:?} in vain for {what}{error}; see {}\n{}",
                    picture.display(),
                    self.log()
                );
            }
            tokio::time::sleep(PULSE).await;
        }
    }
}

impl Drop for App<'_> {
    fn drop(&mut self) {
        self.forget();
    }
}

/// The program that window tests and benches drive: what `KEYWRIGHT_BINARY` names, or else
/// `target/automation/keywright`.
///
/// # Errors
/// When it has not been built.
pub fn binary() -> Result<PathBuf> {
    let path = std::env::var_os("KEYWRIGHT_BINARY").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/automation/keywright"),
        PathBuf::from,
    );
    path.canonicalize()
        .with_context(|| format!("{}: run ./x automation first", path.display()))
}

/// `keys.row[data-state=active]` as a selector: the test id ends where a bracket opens.
fn selector(id: &str) -> By {
    let (id, rest) = id.split_at(id.find('[').unwrap_or(id.len()));
    By::Css(format!("[data-testid='{id}']{rest}"))
}

fn gone(pid: u32) -> Result<()> {
    let process = PathBuf::from(format!("/proc/{pid}"));
    until("the app to end", || {
        let state = std::fs::read_to_string(process.join("stat")).unwrap_or_default();
        Ok((state.is_empty() || state.contains(") Z ")).then_some(()))
    })
}
