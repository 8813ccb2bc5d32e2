//! The few characters that a map picture needs, as strokes, so that no font is.

use tiny_skia::{Path, PathBuilder};

/// Height of a character in its own units; widths are told by [`outline`].
const HEIGHT: f32 = 6.0;
/// Between two characters, in the same units.
const GAP: f32 = 1.7;

/// Digits and the letters of `km N.`: width, and strokes as M, L, C and Z with coordinates, y downward.
fn outline(c: char) -> Option<(f32, &'static str)> {
    Some(match c {
        '0' => (
            4.0,
            "M 2 0 C 3.3 0 4 1.2 4 3 C 4 4.8 3.3 6 2 6 C .7 6 0 4.8 0 3 C 0 1.2 .7 0 2 0 Z",
        ),
        '1' => (2.6, "M .2 1.3 L 1.7 0 L 1.7 6"),
        '2' => (4.0, "M .2 1.6 C .4 -.5 3.8 -.5 3.8 1.7 C 3.8 3.2 1.2 4.4 .1 6 L 4 6"),
        '3' => (
            4.0,
            "M .3 1 C .9 -.4 3.7 -.4 3.7 1.5 C 3.7 2.6 2.7 2.9 1.6 2.9 C 2.9 2.9 4 3.3 4 4.4 C 4 6.5 .6 6.5 .1 4.9",
        ),
        '4' => (4.0, "M 3 6 L 3 0 L 0 4.2 L 4 4.2"),
        '5' => (4.0, "M 3.7 0 L .7 0 L .4 2.8 C 1.2 2 4 1.9 4 4 C 4 6.4 .8 6.5 .1 5.1"),
        '6' => (
            4.0,
            "M 3.5 .6 C 2.6 -.3 .1 -.2 .1 3.4 C .1 6.8 4 6.8 4 4 C 4 1.8 .8 1.6 .15 3.9",
        ),
        '7' => (4.0, "M 0 0 L 4 0 L 1.6 6"),
        '8' => (
            4.0,
            "M 2 2.8 C .8 2.8 .3 2.1 .3 1.4 C .3 .6 1 0 2 0 C 3 0 3.7 .6 3.7 1.4 C 3.7 2.1 3.2 2.8 2 2.8 \
                      C .8 2.8 0 3.5 0 4.4 C 0 5.4 .9 6 2 6 C 3.1 6 4 5.4 4 4.4 C 4 3.5 3.2 2.8 2 2.8 Z",
        ),
        '9' => (
            4.0,
            "M .5 5.4 C 1.4 6.3 3.9 6.2 3.9 2.6 C 3.9 -.8 0 -.8 0 2 C 0 4.2 3.2 4.4 3.85 2.1",
        ),
        'k' => (3.0, "M 0 0 L 0 6 M 2.8 2.2 L 0 4.5 M 1.1 3.6 L 3 6"),
        'm' => (
            5.4,
            "M 0 6 L 0 2.2 M 0 3.6 C .5 1.7 2.7 1.7 2.7 3.6 L 2.7 6 M 2.7 3.6 C 3.2 1.7 5.4 1.7 5.4 3.6 L 5.4 6",
        ),
        'N' => (4.0, "M 0 6 L 0 0 L 4 6 L 4 0"),
        '.' => (0.4, "M .2 5.8 L .2 6"),
        ' ' => (1.0, ""),
        _ => return None,
    })
}

/// How wide a text will be, in pixels, at this height in pixels. Characters that are
/// not among the few have no width.
pub(super) fn width(text: &str, height: f32) -> f32 {
    let widths = text.chars().filter_map(outline).map(|(w, _)| w + GAP).sum::<f32>();
    (widths - GAP).max(0.0) * height / HEIGHT
}

/// The strokes of a text around a middle, in pixels; nothing where there are none.
pub(super) fn strokes(text: &str, middle: (f32, f32), height: f32) -> Option<Path> {
    let scale = height / HEIGHT;
    let mut left = middle.0 - width(text, height) / 2.0;
    let top = middle.1 - height / 2.0;
    let mut path = PathBuilder::new();
    for (wide, drawn) in text.chars().filter_map(outline) {
        let mut words = drawn.split_whitespace();
        while let Some(command) = words.next() {
            let mut number = || words.next().and_then(|w| w.parse::<f32>().ok()).unwrap_or(0.0);
            let mut point = || (left + number() * scale, top + number() * scale);
            match command {
                "M" => {
                    let (x, y) = point();
                    path.move_to(x, y);
                }
                "L" => {
                    let (x, y) = point();
                    path.line_to(x, y);
                }
                "C" => {
                    let (a, b, c) = (point(), point(), point());
                    path.cubic_to(a.0, a.1, b.0, b.1, c.0, c.1);
                }
                _ => path.close(),
            }
        }
        left += (wide + GAP) * scale;
    }
    path.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_character_that_a_picture_may_need_lies_within_its_width_and_height() {
        for c in "0123456789km.N".chars() {
            let path = strokes(&c.to_string(), (50.0, 50.0), 60.0).expect("strokes");
            let tight = path.compute_tight_bounds().expect("bounds");
            let (b, half) = (tight, width(&c.to_string(), 60.0) / 2.0);
            assert!(b.left() >= 48.0 - half && b.right() <= 52.0 + half, "{c}: {b:?}");
            assert!(b.top() >= 15.0 && b.bottom() <= 85.0, "{c}: {b:?}");
        }
    }

    #[test]
    fn a_text_without_strokes_is_no_path() {
        assert!(strokes(" 北", (0.0, 0.0), 10.0).is_none());
    }
}
