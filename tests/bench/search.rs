//! A keystroke in the search over 10,000 keys, in the real window: from the page's input event to the frame that shows
//! what it found.

use std::io::Write as _;

use anyhow::{Context as _, Result, ensure};
use keywright_tests::{App, Display, Session};
use serde::Deserialize;

use crate::fill;

/// Keys in the list.
const KEYS: usize = 10_000;
/// Rounds over the words. The first one prepares and is not counted.
const ROUNDS: usize = 6;

/// Types each word letter by letter and takes it back letter by letter, as the editor does it at a key. Each step begins right behind a frame, as the
/// clock of frames would otherwise add a wait of its own; `wait` holds it nevertheless, `work` does not.
const TYPE: &str = r#"
const [words, rounds, done] = arguments;
const box = document.querySelector('[data-testid="keys.search"]');
const frame = () => new Promise((go) => requestAnimationFrame(go));
// Not a MessageChannel: each one made costs every later message a question to another process.
const task = () => new Promise((go) => {
  addEventListener("message", (event) => (event.stopImmediatePropagation(), go()), { once: true, capture: true });
  postMessage("next", location.origin);
});
const shown = () => document.querySelectorAll('[data-testid="keys.row"]').length;
const step = async (text) => {
  await frame();
  await task();
  const begin = performance.now();
  if (text.length > box.value.length) document.execCommand("insertText", false, text.slice(box.value.length));
  else document.execCommand("delete");
  if (box.value !== text) throw new Error("the box does not hold what was typed");
  await Promise.resolve();
  void document.body.offsetHeight;
  const laidOut = performance.now();
  await frame();
  const due = performance.now();
  await task();
  const painted = performance.now();
  return { work: laidOut - begin + (painted - due), wait: painted - begin, rows: shown() };
};
(async () => {
  box.focus();
  const steps = [];
  for (let round = 0; round < rounds; round++)
    for (const word of words) {
      const letters = [...word];
      const texts = letters.map((_, at) => letters.slice(0, at + 1).join(""));
      for (const text of [...texts, ...texts.slice(0, -1).reverse(), ""]) {
        const took = await step(text);
        if (round > 0) steps.push(took);
      }
    }
  return steps;
})().then(done, (error) => done(String(error)));
"#;

#[derive(Deserialize)]
struct Step {
    /// Milliseconds of script, style, layout and painting.
    work: f64,
    /// Milliseconds to the end of the frame, the wait for its turn included.
    wait: f64,
    /// Rows that are drawn then.
    rows: usize,
}

/// Prints how long a keystroke takes.
pub fn print(display: &Display) -> Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?;
    let steps = runtime.block_on(steps(display))?;
    let drawn = steps.iter().map(|step| step.rows).max();
    ensure!(
        drawn.is_some_and(|rows| rows > 0),
        "the search found nothing"
    );
    Ok(writeln!(
        std::io::stdout(),
        "\na keystroke over {KEYS} keys, {} of them: {}; with the wait for the frame's turn: {}",
        steps.len(),
        summed(steps.iter().map(|step| step.work)),
        summed(steps.iter().map(|step| step.wait)),
    )?)
}

fn summed(times: impl Iterator<Item = f64>) -> String {
    let mut times: Vec<f64> = times.collect();
    times.sort_by(f64::total_cmp);
    let at = |share: usize| times.get(times.len() * share / 100).copied();
    let [median, p95] = [50, 95].map(|share| at(share).unwrap_or_default());
    let most = times.last().copied().unwrap_or_default();
    format!("median {median:.0} ms, p95 {p95:.0} ms, at most {most:.0} ms")
}

async fn steps(display: &Display) -> Result<Vec<Step>> {
    let session = Session::start()?;
    fill::with_keys(&session.data(), KEYS)?;
    let mut app = App::start(&session, display).await?;
    app.wait_for("keys.row").await?;
    // Names in both languages, first consonants, four last characters, nothing at all.
    let words = ["dashboard-77", "매출 91", "ㅋㄹㄹㄱ", "0042", "zzz"];
    let arguments = vec![serde_json::json!(words), serde_json::json!(ROUNDS)];
    let answer = app.web()?.execute_async(TYPE, arguments).await?;
    let steps = answer
        .convert()
        .with_context(|| format!("the page said {}", answer.json()))?;
    app.quit().await?;
    Ok(steps)
}
