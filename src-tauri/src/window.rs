//! How large the window opens: as it was last, never beyond the screen.

use crate::desk::Desk;
use crate::settings::Extent;
use std::sync::Arc;
use tauri::{App, Manager, PhysicalSize, WebviewWindowBuilder, Window};

/// What the pages are laid out for.
const USUAL: [u32; 2] = [1366, 768];
/// The least that they are laid out for; a screen that has less is filled.
const LEAST: [u32; 2] = [1100, 700];

/// The extent at which the window opens on a screen of so many pixels, and the least to which it may be drawn.
fn opening(last: Option<Extent>, screen: Option<[u32; 2]>) -> (Extent, [u32; 2]) {
    let screen = screen.unwrap_or([u32::MAX; 2]);
    let least = [LEAST[0].min(screen[0]), LEAST[1].min(screen[1])];
    let wish = last.map_or(USUAL, |l| [l.width, l.height]);
    let within = |i: usize| wish[i].clamp(least[i], screen[i]);
    let small = screen[0] <= USUAL[0] || screen[1] <= USUAL[1];
    let extent = Extent {
        width: within(0),
        height: within(1),
        maximized: last.map_or(small, |l| l.maximized) || wish[0] > screen[0] || wish[1] > screen[1],
    };
    (extent, least)
}

/// Opens the window.
pub fn open(app: &App, last: Option<Extent>) -> tauri::Result<()> {
    let screen = app.primary_monitor()?.map(|m| {
        let size: tauri::LogicalSize<f64> = m.size().to_logical(m.scale_factor());
        [size.width as u32, size.height as u32]
    });
    let (extent, least) = opening(last, screen);
    let Some(config) = app.config().app.windows.first() else {
        return Ok(());
    };
    WebviewWindowBuilder::from_config(app, config)?
        .inner_size(f64::from(extent.width), f64::from(extent.height))
        .min_inner_size(f64::from(least[0]), f64::from(least[1]))
        .maximized(extent.maximized)
        .build()?;
    Ok(())
}

/// Remembers how large the window was when it is closed.
pub fn closes(window: &Window) {
    let (Ok(size), Ok(scale), Ok(maximized)) = (window.inner_size(), window.scale_factor(), window.is_maximized())
    else {
        return;
    };
    let desk = window.state::<Arc<Desk>>();
    let now = closing(desk.settings().window, size, scale, maximized);
    // What cannot be written down is only how large it was.
    let _ = desk.change_settings(|s| s.window = Some(now));
}

/// What is kept of a window that is closed: one that fills the screen keeps the extent it had before.
fn closing(last: Option<Extent>, size: PhysicalSize<u32>, scale: f64, maximized: bool) -> Extent {
    let size: tauri::LogicalSize<f64> = size.to_logical(scale);
    let [width, height] = match last.filter(|_| maximized) {
        Some(l) => [l.width, l.height],
        None if maximized => USUAL,
        None => [size.width as u32, size.height as u32],
    };
    Extent {
        width,
        height,
        maximized,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn extent(width: u32, height: u32, maximized: bool) -> Extent {
        Extent {
            width,
            height,
            maximized,
        }
    }

    #[test]
    fn it_opens_as_it_was_and_never_beyond_the_screen() {
        let large = Some([1920, 1080]);
        assert_eq!(opening(None, large).0, extent(1366, 768, false));
        assert_eq!(
            opening(Some(extent(1500, 900, false)), large).0,
            extent(1500, 900, false)
        );
        assert_eq!(opening(Some(extent(1500, 900, true)), large).0, extent(1500, 900, true));
        let smaller = opening(Some(extent(1500, 900, false)), Some([1280, 800])).0;
        assert_eq!(smaller, extent(1280, 800, true), "closed on a larger screen");
    }

    #[test]
    fn it_fills_a_small_screen_however_little_that_is() {
        assert_eq!(opening(None, Some([1366, 768])).0, extent(1366, 768, true));
        let (extent_, least) = opening(None, Some([1024, 768]));
        assert_eq!((extent_, least), (extent(1024, 768, true), [1024, 700]));
    }

    #[test]
    fn a_window_that_fills_the_screen_remembers_what_it_was_before() {
        let screen = PhysicalSize::new(3840, 2160);
        assert_eq!(closing(None, screen, 2.0, false), extent(1920, 1080, false));
        assert_eq!(closing(None, screen, 2.0, true), extent(1366, 768, true));
        let last = Some(extent(1400, 800, false));
        assert_eq!(closing(last, screen, 2.0, true), extent(1400, 800, true));
    }
}
