//! The district at a glance: every cell by its class, in pixels. What it costs is what is seen: cells smaller than a pixel
//! are dots, and all cells of one class are drawn as one shape.

use super::picture::{Frame, thinned};
use crate::model::{GridId, Level};
use crate::tile;
use geo::MultiPolygon;
use tiny_skia::{Color, FillRule, LineJoin, Paint, Path, PathBuilder, Pixmap, Stroke, StrokeDash, Transform};

/// Pixels that a picture has at most along one side.
const MOST: u32 = 2000;
/// Cells from which on their own borders are left out: there would be nothing else.
const CROWDED: usize = 1000;
/// Free space around the district, as a part of the picture.
const PAD: f32 = 0.03;

const INK: [u8; 3] = [0x1C, 0x24, 0x2B];
const RIVER: [u8; 3] = [0xB5, 0xD3, 0xE2];
const OUTSIDE: [u8; 3] = [0xE7, 0xEB, 0xED];
const BORDER: [u8; 3] = [0x4B, 0x43, 0x35];

/// From which count on a cell belongs to a class, and the class's colour; classes stand in rising order.
pub type Class = (u32, [u8; 3]);

/// Outlines and lines of a district, on a small grid of whole numbers.
pub struct Ground {
    width: f32,
    height: f32,
    cells: Vec<(GridId, Vec<Vec<[i32; 2]>>)>,
    subdistricts: Option<Path>,
    district: Option<Path>,
    rivers: Option<Path>,
}

fn paint([r, g, b]: [u8; 3], alpha: u8) -> Paint<'static> {
    let mut paint = Paint::default();
    paint.set_color(Color::from_rgba8(r, g, b, alpha));
    paint
}

fn line(path: &mut PathBuilder, points: &[[i32; 2]]) {
    for (i, [x, y]) in points.iter().enumerate() {
        let (x, y) = (*x as f32, *y as f32);
        if i == 0 { path.move_to(x, y) } else { path.line_to(x, y) }
    }
}

fn ring(path: &mut PathBuilder, points: &[[i32; 2]]) {
    match points {
        [] => {}
        // A cell that shrank to less than a triangle is not lost.
        [[x, y]] | [[x, y], _] => {
            if let Some(dot) = tiny_skia::Rect::from_xywh(*x as f32, *y as f32, 1.0, 1.0) {
                path.push_rect(dot);
            }
        }
        all => {
            line(path, all);
            path.close();
        }
    }
}

impl Ground {
    /// Of cells, borders and rivers in degrees.
    pub fn new<'a>(
        cells: &[(GridId, MultiPolygon<f64>)],
        borders: impl Iterator<Item = &'a tile::Border>,
        ground: &[tile::Ground],
    ) -> Ground {
        let Some((frame, [width, height])) = Frame::around(cells.iter().map(|(_, g)| g)) else {
            return Ground {
                width: 0.0,
                height: 0.0,
                cells: Vec::new(),
                subdistricts: None,
                district: None,
                rivers: None,
            };
        };
        let rings = |g: &MultiPolygon<f64>| {
            let all =
                g.0.iter()
                    .flat_map(|p| std::iter::once(p.exterior()).chain(p.interiors()));
            all.map(|r| thinned(r.0.iter().map(|c| frame.at([c.x, c.y]))))
                .collect::<Vec<_>>()
        };
        let (mut subdistricts, mut district, mut rivers) = (PathBuilder::new(), PathBuilder::new(), PathBuilder::new());
        let on_grid = |points: &[[f64; 2]]| thinned(points.iter().map(|p| frame.at(*p)));
        for b in borders {
            let of = match b.level {
                Level::District => &mut district,
                _ => &mut subdistricts,
            };
            line(of, &on_grid(&b.line));
        }
        for g in ground.iter().filter(|g| g.kind == "river") {
            line(&mut rivers, &on_grid(&g.line));
        }
        Ground {
            width: width as f32,
            height: height as f32,
            cells: cells.iter().map(|(id, g)| (*id, rings(g))).collect(),
            subdistricts: subdistricts.finish(),
            district: district.finish(),
            rivers: rivers.finish(),
        }
    }

    /// Draws it, each cell in the colour of its count's class: four bytes a pixel. Nothing where there is no cell, or no room.
    pub fn pixels(
        &self,
        [width, height]: [u32; 2],
        classes: &[Class],
        count: impl Fn(GridId) -> u32,
    ) -> Option<Vec<u8>> {
        if self.cells.is_empty() {
            return None;
        }
        let (width, height) = (width.min(MOST), height.min(MOST));
        let mut canvas = Pixmap::new(width, height)?;
        let [r, g, b] = OUTSIDE;
        canvas.fill(Color::from_rgba8(r, g, b, 255));
        let (w, h) = (width as f32, height as f32);
        let room = 1.0 - 2.0 * PAD;
        let scale = (w * room / self.width).min(h * room / self.height);
        let at = Transform::from_row(
            scale,
            0.0,
            0.0,
            scale,
            (w - self.width * scale) / 2.0,
            (h - self.height * scale) / 2.0,
        );
        let mut shapes: Vec<PathBuilder> = classes.iter().map(|_| PathBuilder::new()).collect();
        let mut edges = PathBuilder::new();
        for (id, rings) in &self.cells {
            let n = count(*id);
            let class = classes.partition_point(|(from, _)| *from <= n).saturating_sub(1);
            if let Some(shape) = shapes.get_mut(class) {
                rings.iter().for_each(|r| ring(shape, r));
            }
            if self.cells.len() <= CROWDED {
                rings.iter().for_each(|r| ring(&mut edges, r));
            }
        }
        for (shape, (_, colour)) in shapes.into_iter().zip(classes) {
            if let Some(path) = shape.finish() {
                canvas.fill_path(&path, &paint(*colour, 255), FillRule::EvenOdd, at, None);
            }
        }
        // One unit of a line is one pixel of the picture, whatever the scale.
        let px = 1.0 / scale * (w / 220.0).max(1.0);
        let mut draw = |path: &Option<Path>, colour, alpha, width: f32, dash: Option<StrokeDash>| {
            if let Some(path) = path {
                let stroke = Stroke {
                    width: width * px,
                    line_join: LineJoin::Round,
                    dash,
                    ..Stroke::default()
                };
                canvas.stroke_path(path, &paint(colour, alpha), &stroke, at, None);
            }
        };
        draw(&edges.finish(), BORDER, 110, 0.5, None);
        draw(&self.rivers, RIVER, 255, 1.6, None);
        let dashes = [4.0, 1.5, 1.0, 1.5].map(|n| n * px).to_vec();
        draw(&self.subdistricts, INK, 150, 0.7, StrokeDash::new(dashes, 0.0));
        draw(&self.district, INK, 255, 1.2, None);
        Some(canvas.take())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::polygon;

    fn square(x: f64) -> MultiPolygon<f64> {
        MultiPolygon(vec![
            polygon![(x: x, y: 0.0), (x: x + 1.0, y: 0.0), (x: x + 1.0, y: 1.0), (x: x, y: 1.0)],
        ])
    }

    #[test]
    fn each_cell_wears_the_colour_of_its_class() {
        let cells = [(GridId(1), square(0.0)), (GridId(2), square(1.0))];
        let ground = Ground::new(&cells, [].iter(), &[]);
        let classes = vec![(0, [255, 255, 255]), (1, [10, 20, 30]), (4, [1, 2, 3])];
        let count = |id: GridId| if id.0 == 1 { 3 } else { 9 };
        let pixels = ground.pixels([200, 100], &classes, count).unwrap();
        assert_eq!(pixels.len(), 200 * 100 * 4);
        let at = |x: usize, y: usize| &pixels[(y * 200 + x) * 4..][..4];
        assert_eq!(at(50, 50), [10, 20, 30, 255]);
        assert_eq!(at(150, 50), [1, 2, 3, 255]);
        assert_eq!(at(2, 2), [0xE7, 0xEB, 0xED, 255], "around it lies the ground outside");
    }

    #[test]
    fn nothing_is_drawn_where_there_is_no_cell_or_no_room() {
        let classes = vec![(0, [0, 0, 0])];
        assert!(
            Ground::new(&[], [].iter(), &[])
                .pixels([10, 10], &classes, |_| 0)
                .is_none()
        );
        let ground = Ground::new(&[(GridId(1), square(0.0))], [].iter(), &[]);
        assert!(ground.pixels([0, 10], &classes, |_| 0).is_none());
    }
}
