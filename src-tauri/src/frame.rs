//! Where the main window stood last, so that it stands there again: on a screen, and never below its smallest size.

use std::io;
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};
use tauri::{LogicalSize, Monitor, PhysicalPosition, Runtime, WebviewWindowBuilder, Window};

/// Width and height at the first start, in logical pixels.
pub(crate) const USUAL: (f64, f64) = (1180.0, 760.0);
/// Smallest width and height, in logical pixels.
pub(crate) const SMALLEST: (f64, f64) = (900.0, 600.0);
/// What a window manager may put around a window, in logical pixels.
pub(crate) const BORDERS: f64 = 40.0;
/// How long the window may take to be again what it was before it was a strip. Meanwhile it passes sizes nobody chose.
const SETTLES: Duration = Duration::from_secs(2);
/// In the data folder.
const FILE: &str = "window.json";

/// Place and size of the window.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Frame {
    /// Left and upper edge on the desktop, in physical pixels.
    x: i32,
    y: i32,
    /// In logical pixels, without borders.
    width: f64,
    height: f64,
    maximized: bool,
}

/// What windows may cover of a screen, in physical pixels of the desktop.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Screen {
    pub(crate) x: i32,
    pub(crate) y: i32,
    pub(crate) width: f64,
    pub(crate) height: f64,
    /// Physical pixels to a logical one.
    pub(crate) scale: f64,
}

impl From<&Monitor> for Screen {
    fn from(monitor: &Monitor) -> Self {
        let area = monitor.work_area();
        Self {
            x: area.position.x,
            y: area.position.y,
            width: f64::from(area.size.width),
            height: f64::from(area.size.height),
            scale: monitor.scale_factor(),
        }
    }
}

/// Follows the window, and remembers what it was before it was maximized or a strip.
#[derive(Default)]
pub(crate) struct Frames(Mutex<Noted>);

#[derive(Default)]
struct Noted {
    last: Option<Frame>,
    follows: Follows,
}

/// Whether what the window becomes is noted.
#[derive(Clone, Copy, Default, PartialEq)]
enum Follows {
    #[default]
    Yes,
    /// It is a strip.
    No,
    /// It was one until this moment.
    Since(Instant),
}

impl Noted {
    /// Whether a window of this size, in logical pixels, is worth remembering at this moment.
    fn learns(&self, size: LogicalSize<f64>, now: Instant) -> bool {
        let follows = match self.follows {
            Follows::Yes => true,
            Follows::No => false,
            Follows::Since(then) => now.duration_since(then) >= SETTLES,
        };
        // Scales that are no whole numbers lose a part of a pixel.
        follows && size.width > SMALLEST.0 - 1.0 && size.height > SMALLEST.1 - 1.0
    }
}

impl Frames {
    /// The frame of the last run, brought onto the screens there are now. `None` where it is not known.
    pub(crate) fn recall<R: Runtime>(
        &self,
        app: &tauri::AppHandle<R>,
        data: &Path,
    ) -> Option<Frame> {
        let text = std::fs::read(data.join(FILE)).ok()?;
        let frame: Frame = serde_json::from_slice(&text).ok()?;
        let screens: Vec<Screen> = app
            .available_monitors()
            .ok()?
            .iter()
            .map(Screen::from)
            .collect();
        let frame = fit(frame, &screens)?;
        self.noted().last = Some(frame);
        Some(frame)
    }

    fn noted(&self) -> MutexGuard<'_, Noted> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What the window becomes from now on is not its frame: it is a strip.
    pub(crate) fn pause(&self) {
        self.noted().follows = Follows::No;
    }

    /// The window is about to be again what it was before [`Frames::pause`].
    pub(crate) fn go_on(&self) {
        self.noted().follows = Follows::Since(Instant::now());
    }

    /// What the window was last.
    pub(crate) fn last(&self) -> Option<Frame> {
        self.noted().last
    }

    /// Notes how the window is now.
    pub(crate) fn note<R: Runtime>(&self, window: &Window<R>) {
        let (Ok(at), Ok(size), Ok(scale)) = (
            window.outer_position(),
            window.inner_size(),
            window.scale_factor(),
        ) else {
            return;
        };
        let state = (
            window.is_minimized(),
            window.is_maximized(),
            window.is_fullscreen(),
        );
        let size = size.to_logical(scale);
        // Not before: on other threads the window is asked through the main one, which may be about to note too.
        let mut noted = self.noted();
        if !noted.learns(size, Instant::now()) {
            return;
        }
        match state {
            (Ok(false), Ok(true), _) => {
                if let Some(last) = noted.last.as_mut() {
                    last.maximized = true;
                }
            }
            (Ok(false), Ok(false), Ok(false)) => {
                noted.last = Some(Frame {
                    x: at.x,
                    y: at.y,
                    width: size.width,
                    height: size.height,
                    maximized: false,
                });
            }
            _ => {}
        }
    }

    /// Where the window was last, unless it filled the screen.
    pub(crate) fn position(&self) -> Option<PhysicalPosition<i32>> {
        self.last()
            .filter(|frame| !frame.maximized)
            .map(Frame::position)
    }

    /// Keeps the frame for the next run.
    ///
    /// # Errors
    /// When it cannot be written; then the next run begins as this one did.
    pub(crate) fn keep(&self, data: &Path) -> io::Result<()> {
        let Some(last) = self.last() else {
            return Ok(());
        };
        let draft = data.join(format!("{FILE}.unfinished"));
        std::fs::write(&draft, serde_json::to_vec(&last)?)?;
        std::fs::rename(draft, data.join(FILE))
    }
}

impl Frame {
    /// Size and state for a window that is about to be made.
    pub(crate) fn dress<'a, R: Runtime, M: tauri::Manager<R>>(
        self,
        builder: WebviewWindowBuilder<'a, R, M>,
    ) -> WebviewWindowBuilder<'a, R, M> {
        builder
            .inner_size(self.width, self.height)
            .maximized(self.maximized)
    }

    /// Where the window belongs.
    pub(crate) const fn position(self) -> PhysicalPosition<i32> {
        PhysicalPosition::new(self.x, self.y)
    }

    /// Width and height without borders.
    pub(crate) const fn size(self) -> LogicalSize<f64> {
        LogicalSize::new(self.width, self.height)
    }

    /// Whether it fills its screen.
    pub(crate) const fn is_maximized(self) -> bool {
        self.maximized
    }
}

/// The frame on the screen that shows most of it, wholly; in the middle of the first screen where none shows any of it.
fn fit(frame: Frame, screens: &[Screen]) -> Option<Frame> {
    let overlap = |screen: &Screen| {
        let along = |start: i32, length: f64, from: i32, whole: f64| {
            let (start, from) = (f64::from(start), f64::from(from));
            ((start + length).min(from + whole) - start.max(from)).max(0.0)
        };
        along(frame.x, frame.width * screen.scale, screen.x, screen.width)
            * along(
                frame.y,
                frame.height * screen.scale,
                screen.y,
                screen.height,
            )
    };
    let best = screens
        .iter()
        .max_by(|a, b| overlap(a).total_cmp(&overlap(b)))?;
    let (screen, seen) = if overlap(best) > 0.0 {
        (best, true)
    } else {
        (screens.first()?, false)
    };
    // A file that somebody wrote by hand may hold anything.
    let side = |wanted: f64, smallest: f64, room: f64| {
        let wanted = if wanted.is_finite() { wanted } else { smallest };
        wanted.min(room).max(smallest)
    };
    let width = side(frame.width, SMALLEST.0, screen.width / screen.scale);
    let height = side(
        frame.height,
        SMALLEST.1,
        screen.height / screen.scale - BORDERS,
    );
    let along = |wanted: i32, from: i32, whole: f64, length: f64| {
        let free = (whole - length * screen.scale).max(0.0);
        let wanted = if seen {
            f64::from(wanted) - f64::from(from)
        } else {
            free / 2.0
        };
        from.saturating_add(whole_pixels(wanted.clamp(0.0, free)))
    };
    Some(Frame {
        x: along(frame.x, screen.x, screen.width, width),
        y: along(frame.y, screen.y, screen.height, height + BORDERS),
        width,
        height,
        maximized: frame.maximized,
    })
}

/// A length as whole pixels.
pub(crate) fn whole_pixels(length: f64) -> i32 {
    // Saturates, and screens are smaller than that.
    length.round() as i32
}

#[cfg(test)]
mod tests {
    use super::*;

    const FULL_HD: Screen = Screen {
        x: 0,
        y: 0,
        width: 1920.0,
        height: 1080.0,
        scale: 1.0,
    };
    const BESIDE: Screen = Screen { x: 1920, ..FULL_HD };
    const LAPTOP: Screen = Screen {
        width: 1366.0,
        height: 728.0,
        ..FULL_HD
    };

    fn frame(x: i32, y: i32, width: f64, height: f64) -> Frame {
        Frame {
            x,
            y,
            width,
            height,
            maximized: false,
        }
    }

    #[test]
    fn a_frame_that_fits_stays_as_it_is() {
        for here in [frame(100, 80, 1180.0, 760.0), frame(2000, 10, 900.0, 600.0)] {
            assert_eq!(fit(here, &[FULL_HD, BESIDE]), Some(here));
        }
    }

    #[test]
    fn a_window_whose_screen_is_gone_stands_in_the_middle_of_another() {
        let there = frame(2500, 200, 1000.0, 700.0);
        let here = fit(there, &[FULL_HD]).unwrap();
        assert_eq!(here, frame(460, 170, 1000.0, 700.0));
    }

    #[test]
    fn a_window_that_hangs_over_an_edge_comes_back_whole() {
        let low = fit(frame(1700, 900, 1180.0, 760.0), &[FULL_HD]).unwrap();
        assert_eq!((low.x, low.y), (740, 280));
        let high = fit(frame(-300, -50, 1180.0, 760.0), &[FULL_HD]).unwrap();
        assert_eq!((high.x, high.y), (0, 0));
    }

    #[test]
    fn a_smaller_screen_makes_it_smaller_but_not_too_small() {
        let here = fit(frame(10, 10, 1900.0, 1000.0), &[LAPTOP]).unwrap();
        assert_eq!((here.width, here.height), (1366.0, 688.0));
        assert_eq!((here.x, here.y), (0, 0));
        let tiny = Screen {
            width: 800.0,
            height: 500.0,
            ..FULL_HD
        };
        let here = fit(frame(300, 300, 1180.0, 760.0), &[tiny]).unwrap();
        assert_eq!((here.width, here.height), SMALLEST);
        assert_eq!((here.x, here.y), (0, 0));
    }

    #[test]
    fn screens_of_other_scales_are_counted_in_their_own_pixels() {
        let fine = Screen {
            x: 1920,
            width: 3840.0,
            height: 2160.0,
            scale: 2.0,
            ..FULL_HD
        };
        let here = frame(2000, 100, 1180.0, 760.0);
        assert_eq!(fit(here, &[FULL_HD, fine]), Some(here));
        let over = fit(frame(4000, 1000, 1180.0, 760.0), &[FULL_HD, fine]).unwrap();
        assert_eq!((over.x, over.y), (1920 + 3840 - 2360, 2160 - 1600));
    }

    #[test]
    fn maximized_stays_maximized_and_nonsense_does_no_harm() {
        let mut big = frame(0, 0, 1180.0, 760.0);
        big.maximized = true;
        assert!(fit(big, &[FULL_HD]).unwrap().maximized);
        for wild in [
            frame(i32::MAX, i32::MIN, f64::NAN, f64::INFINITY),
            frame(i32::MIN, i32::MAX, -5.0, 1e300),
        ] {
            let here = fit(wild, &[FULL_HD]).unwrap();
            assert!(here.width >= SMALLEST.0 && here.width <= FULL_HD.width);
            assert!(here.height >= SMALLEST.1 && here.height <= FULL_HD.height);
            assert!(
                (0..=1020).contains(&here.x) && (0..=480).contains(&here.y),
                "{here:?}"
            );
        }
        assert_eq!(fit(big, &[]), None);
    }

    #[test]
    fn a_frame_is_kept_and_a_torn_file_is_forgotten() {
        let dir = tempfile::tempdir().unwrap();
        let here = frame(7, 8, 950.0, 650.0);
        let frames = Frames::default();
        frames.noted().last = Some(here);
        frames.keep(dir.path()).unwrap();
        let text = std::fs::read(dir.path().join(FILE)).unwrap();
        assert_eq!(serde_json::from_slice::<Frame>(&text).unwrap(), here);
        assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 1);
        assert!(serde_json::from_slice::<Frame>(&text[..5]).is_err());
    }

    #[test]
    fn a_strip_and_what_follows_it_are_never_learned() {
        let (usual, strip) = (
            LogicalSize::new(1000.0, 700.0),
            LogicalSize::new(360.0, 700.0),
        );
        let frames = Frames::default();
        let now = Instant::now();
        assert!(frames.noted().learns(usual, now));
        frames.pause();
        assert!(!frames.noted().learns(usual, now + 2 * SETTLES));
        frames.go_on();
        let back = Instant::now();
        assert!(!frames.noted().learns(usual, back));
        assert!(frames.noted().learns(usual, back + SETTLES));
        // Whatever the window system does, and whenever.
        assert!(!frames.noted().learns(strip, back + SETTLES));
        let torn = LogicalSize::new(SMALLEST.0 - 0.5, SMALLEST.1 - 0.5);
        assert!(frames.noted().learns(torn, back + SETTLES));
    }
}
