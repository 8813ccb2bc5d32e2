//! The small map of one cell, as a PNG: its outline, its neighbours, its sites by number.
//!
//! Flat earth around the middle of the cell (longitude scaled by the cosine of the
//! latitude), which is right to a fraction of a pixel for anything a chief walks.
//! A late site is a filled red disc, any other a white one with an ink rim, so that
//! both can be told apart in a black and white print, too.

use tiny_skia::{Color, FillRule, LineCap, LineJoin, Paint, Path, PathBuilder, Pixmap, Rect, Stroke, Transform};

use super::NoticeMap;
use super::glyphs;
use super::spread::spread;

/// Width of the picture in pixels.
pub const WIDTH: u32 = 1200;
/// Height of the picture in pixels.
pub const HEIGHT: u32 = 800;

const INK: [u8; 3] = [0x1C, 0x24, 0x2B];
const ACCENT: [u8; 3] = [0x1A, 0x54, 0x90];
const CELL: [u8; 3] = [0xE3, 0xED, 0xF8];
const LATE: [u8; 3] = [0xA8, 0x26, 0x1C];
const GROUND: [u8; 3] = [0xFF, 0xFF, 0xFF];
const NEIGHBOUR: [u8; 3] = [0xEA, 0xEE, 0xF0];
const BORDER: [u8; 3] = [0x8A, 0x97, 0xA1];
const WHITE: [u8; 3] = [0xFF, 0xFF, 0xFF];

/// The cell is fitted into this part of the picture: left, top, right, bottom. The
/// scale bar stands below it and the north arrow to its right.
const ROOM: [f64; 4] = [60.0, 50.0, 1110.0, 710.0];
/// Metres of a degree of latitude, on the sphere of the earth's mean radius.
const DEGREE_M: f64 = 111_195.08;
/// Nothing is enlarged further than this many metres across.
const LEAST_M: f64 = 60.0;
/// Height of the scale bar's label, in pixels.
const LABEL: f32 = 28.0;
/// Sites may widen the view by this part of the cell's own extent to each side.
const STRETCH: f64 = 0.5;

/// Draws the map, 1200 × 800 pixels. Sites farther out than half the cell's own extent
/// stand at the edge of the view, square instead of round. The same map gives the same
/// bytes. Takes some 10 ms; up to a few hundred sites.
///
/// # Panics
/// Never: the size is fixed and PNG can hold it.
pub fn map_png(map: &NoticeMap) -> Vec<u8> {
    let view = View::of(map);
    let mut canvas = Canvas(Pixmap::new(WIDTH, HEIGHT).expect("a fixed size"));
    canvas.0.fill(colour(GROUND));
    for ring in &map.neighbours {
        if let Some(path) = view.rings([ring]) {
            canvas.fill(&path, NEIGHBOUR);
            canvas.line(&path, BORDER, 2.0);
        }
    }
    if let Some(path) = view.rings(&map.outline) {
        canvas.fill(&path, CELL);
        canvas.line(&path, WHITE, 11.0);
        canvas.line(&path, ACCENT, 6.0);
    }
    canvas.sites(map, &view);
    canvas.scale_bar(&view);
    canvas.north();
    canvas.frame();
    canvas.0.encode_png().expect("a picture of a fixed size")
}

/// Whether the map has sites that stand at its edge because they lie beyond it.
pub(super) fn has_beyond(map: &NoticeMap) -> bool {
    let view = View::of(map);
    sites(map).any(|(at, ..)| view.beyond(at))
}

fn sites(map: &NoticeMap) -> impl Iterator<Item = ([f64; 2], u32, bool)> {
    map.sites.iter().copied().filter(|(at, ..)| finite(at))
}

fn finite(at: &[f64; 2]) -> bool {
    at.iter().all(|x| x.is_finite())
}

/// From degrees to pixels.
struct View {
    /// The middle of what is shown, in degrees.
    middle: [f64; 2],
    /// Metres of a degree of longitude, and of latitude.
    metres: [f64; 2],
    px_per_m: f64,
}

impl View {
    fn of(map: &NoticeMap) -> Self {
        let vertices = map.outline.iter().flatten().copied().filter(finite);
        let own = bounds(vertices);
        let all = bounds(sites(map).map(|(at, ..)| at));
        let [left, bottom, right, top] = match (own, all) {
            (Some(own), Some(all)) => {
                let [dx, dy] = [(own[2] - own[0]) * STRETCH, (own[3] - own[1]) * STRETCH];
                [
                    own[0].min(all[0].max(own[0] - dx)),
                    own[1].min(all[1].max(own[1] - dy)),
                    own[2].max(all[2].min(own[2] + dx)),
                    own[3].max(all[3].min(own[3] + dy)),
                ]
            }
            (one, other) => one.or(other).unwrap_or([0.0; 4]),
        };
        let middle = [(left + right) / 2.0, (bottom + top) / 2.0];
        let metres = [DEGREE_M * middle[1].to_radians().cos().abs().max(1e-6), DEGREE_M];
        let wide = ((right - left) * metres[0]).max(LEAST_M);
        let high = ((top - bottom) * metres[1]).max(LEAST_M);
        let px_per_m = ((ROOM[2] - ROOM[0]) / wide).min((ROOM[3] - ROOM[1]) / high);
        Self {
            middle,
            metres,
            px_per_m,
        }
    }

    fn px(&self, at: [f64; 2]) -> [f64; 2] {
        [
            (ROOM[0] + ROOM[2]) / 2.0 + (at[0] - self.middle[0]) * self.metres[0] * self.px_per_m,
            (ROOM[1] + ROOM[3]) / 2.0 - (at[1] - self.middle[1]) * self.metres[1] * self.px_per_m,
        ]
    }

    fn beyond(&self, at: [f64; 2]) -> bool {
        let [x, y] = self.px(at);
        // A site on the very edge of the room is in it, whatever the last digit says.
        !(ROOM[0] - 1.0..=ROOM[2] + 1.0).contains(&x) || !(ROOM[1] - 1.0..=ROOM[3] + 1.0).contains(&y)
    }

    fn rings<'a>(&self, rings: impl IntoIterator<Item = &'a Vec<[f64; 2]>>) -> Option<Path> {
        let mut path = PathBuilder::new();
        for ring in rings {
            let mut begun = false;
            for &at in ring.iter().filter(|at| finite(at)) {
                let [x, y] = self.px(at).map(|v| v as f32);
                if begun {
                    path.line_to(x, y);
                } else {
                    path.move_to(x, y);
                }
                begun = true;
            }
            if begun {
                path.close();
            }
        }
        path.finish()
    }
}

/// Left, bottom, right, top of some places; nothing where there are none.
fn bounds(places: impl Iterator<Item = [f64; 2]>) -> Option<[f64; 4]> {
    places.fold(None, |b, [x, y]| {
        let [l, d, r, u] = b.unwrap_or([x, y, x, y]);
        Some([l.min(x), d.min(y), r.max(x), u.max(y)])
    })
}

/// The longest round length, in metres, whose bar is at most this many pixels, and its label.
fn round_length(px_per_m: f64, most_px: f64) -> (f64, String) {
    let most = most_px / px_per_m;
    let power = 10_f64.powf(most.log10().floor());
    let length = [5.0, 2.0, 1.0].map(|n| n * power);
    let length = length.into_iter().find(|&l| l <= most).unwrap_or(power);
    let label = if length >= 1000.0 {
        format!("{} km", length / 1000.0)
    } else {
        format!("{length} m")
    };
    (length, label)
}

fn colour([r, g, b]: [u8; 3]) -> Color {
    Color::from_rgba8(r, g, b, 255)
}

fn paint(rgb: [u8; 3]) -> Paint<'static> {
    let mut paint = Paint::default();
    paint.set_color(colour(rgb));
    paint
}

struct Canvas(Pixmap);

impl Canvas {
    /// Fills what the path goes round: parts that overlap do not make each other hollow.
    fn fill(&mut self, path: &Path, rgb: [u8; 3]) {
        self.0
            .fill_path(path, &paint(rgb), FillRule::Winding, Transform::identity(), None);
    }

    fn line(&mut self, path: &Path, rgb: [u8; 3], width: f32) {
        let stroke = Stroke {
            width,
            line_cap: LineCap::Round,
            line_join: LineJoin::Round,
            ..Stroke::default()
        };
        self.0
            .stroke_path(path, &paint(rgb), &stroke, Transform::identity(), None);
    }

    fn rect(&mut self, x: f32, y: f32, wide: f32, high: f32, rgb: [u8; 3]) {
        if let Some(rect) = Rect::from_xywh(x, y, wide, high) {
            self.0.fill_rect(rect, &paint(rgb), Transform::identity(), None);
        }
    }

    fn text(&mut self, text: &str, middle: (f32, f32), height: f32, rgb: [u8; 3]) {
        if let Some(path) = glyphs::strokes(text, middle, height) {
            self.line(&path, rgb, (height / 6.5).max(1.4));
        }
    }

    fn sites(&mut self, map: &NoticeMap, view: &View) {
        let shown: Vec<_> = sites(map).collect();
        let places: Vec<[f64; 2]> = shown.iter().map(|(at, ..)| view.px(*at)).collect();
        let radius = match shown.len() {
            0..=12 => 30.0,
            13..=40 => 25.0,
            41..=90 => 20.0,
            _ => 16.0,
        };
        let (discs, r) = spread(&places, radius, ROOM);
        // All leaders first, so that none crosses a number.
        for ((&(at, ..), place), disc) in shown.iter().zip(&places).zip(&discs) {
            if !view.beyond(at) && (place[0] - disc[0]).hypot(place[1] - disc[1]) > 0.7 * r {
                self.leader(place.map(|v| v as f32), disc.map(|v| v as f32));
            }
        }
        for (&(at, number, late), disc) in shown.iter().zip(&discs) {
            self.site(disc.map(|v| v as f32), r as f32, number, late, view.beyond(at));
        }
    }

    /// From where a site is to where its number stands.
    fn leader(&mut self, from: [f32; 2], to: [f32; 2]) {
        let mut path = PathBuilder::new();
        path.move_to(from[0], from[1]);
        path.line_to(to[0], to[1]);
        if let (Some(line), Some(dot)) = (path.finish(), PathBuilder::from_circle(from[0], from[1], 3.0)) {
            self.line(&line, INK, 1.2);
            self.fill(&dot, INK);
        }
    }

    fn site(&mut self, [x, y]: [f32; 2], r: f32, number: u32, late: bool, square: bool) {
        let shape = |r: f32| match square {
            true => Rect::from_ltrb(x - r, y - r, x + r, y + r).map(PathBuilder::from_rect),
            false => PathBuilder::from_circle(x, y, r),
        };
        let (ground, rim, ink) = if late { (LATE, WHITE, WHITE) } else { (WHITE, INK, INK) };
        let width = (r / 8.0).max(1.5);
        if let Some(path) = shape(r - width / 2.0) {
            self.fill(&path, ground);
            self.line(&path, rim, width);
        }
        let text = number.to_string();
        // The largest digits whose corners still lie in the disc.
        let per_height = glyphs::width(&text, 1.0);
        let height = (1.5 * r / per_height.hypot(1.0)).min(r);
        self.text(&text, (x, y), height, ink);
    }

    fn scale_bar(&mut self, view: &View) {
        let (length, label) = round_length(view.px_per_m, 260.0);
        let (wide, text) = ((length * view.px_per_m) as f32, glyphs::width(&label, LABEL));
        let (left, base) = (36.0, HEIGHT as f32 - 34.0);
        self.rect(left - 14.0, base - 34.0, wide + text + 46.0, 50.0, WHITE);
        for x in [left, left + wide - 3.0] {
            self.rect(x, base - 14.0, 3.0, 17.0, INK);
        }
        self.rect(left, base, wide, 3.0, INK);
        self.text(&label, (left + wide + 14.0 + text / 2.0, base - 9.0), LABEL, INK);
    }

    fn north(&mut self) {
        let (x, top) = (WIDTH as f32 - 48.0, 28.0);
        self.rect(x - 28.0, top - 10.0, 56.0, 96.0, WHITE);
        let mut arrow = PathBuilder::new();
        arrow.move_to(x, top);
        arrow.line_to(x + 13.0, top + 42.0);
        arrow.line_to(x, top + 32.0);
        arrow.line_to(x - 13.0, top + 42.0);
        arrow.close();
        if let Some(arrow) = arrow.finish() {
            self.fill(&arrow, INK);
        }
        self.text("N", (x, top + 64.0), 24.0, INK);
    }

    fn frame(&mut self) {
        let (w, h) = (WIDTH as f32, HEIGHT as f32);
        for (x, y, wide, high) in [
            (0.0, 0.0, w, 2.0),
            (0.0, h - 2.0, w, 2.0),
            (0.0, 0.0, 2.0, h),
            (w - 2.0, 0.0, 2.0, h),
        ] {
            self.rect(x, y, wide, high, BORDER);
        }
    }
}

#[cfg(test)]
mod tests;
