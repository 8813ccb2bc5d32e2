//! The ground as a meeting keeps it: outlines on a small grid, as paths that a browser draws at once.
//!
//! Five thousand cells take some 300 kB. Every vertex goes to its own nearest point of the grid, so that neighbours
//! still share their border.

use crate::geometry::rings::wound;
use crate::model::Level;
use crate::tile::{Border, Ground};
use crate::view::meeting::MeetingMap;
use geo::{BoundingRect, MultiPolygon};
use std::fmt::Write;

/// Units along the longer side.
const SIDE: f64 = 720.0;

/// From degrees to the grid: the middle latitude keeps its proportions, north is up.
pub(super) struct Frame {
    west: f64,
    north: f64,
    x: f64,
    y: f64,
}

impl Frame {
    /// Around all of these, and its width and height in units; none around nothing.
    pub(super) fn around<'a>(cells: impl Iterator<Item = &'a MultiPolygon<f64>>) -> Option<(Frame, [u32; 2])> {
        let all = cells.filter_map(|g| g.bounding_rect()).reduce(|a, b| {
            let (lo, hi) = (a.min(), a.max());
            let (p, q) = (b.min(), b.max());
            geo::Rect::new(
                geo::coord! { x: lo.x.min(p.x), y: lo.y.min(p.y) },
                geo::coord! { x: hi.x.max(q.x), y: hi.y.max(q.y) },
            )
        })?;
        let narrow = all.center().y.to_radians().cos().max(0.01);
        let longer = (all.width() * narrow).max(all.height()).max(f64::MIN_POSITIVE);
        let frame = Frame {
            west: all.min().x,
            north: all.max().y,
            x: SIDE / longer * narrow,
            y: SIDE / longer,
        };
        let size = frame.at([all.max().x, all.min().y]).map(|n| n.max(1) as u32);
        Some((frame, size))
    }

    pub(super) fn at(&self, [lon, lat]: [f64; 2]) -> [i32; 2] {
        [
            ((lon - self.west) * self.x).round() as i32,
            ((self.north - lat) * self.y).round() as i32,
        ]
    }
}

/// Positions on the grid without repeats and without those in the middle of a straight stretch.
pub(super) fn thinned(points: impl Iterator<Item = [i32; 2]>) -> Vec<[i32; 2]> {
    let mut out: Vec<[i32; 2]> = Vec::new();
    for p in points {
        if out.last() == Some(&p) {
            continue;
        }
        if let [.., a, b] = out.as_slice() {
            let (d, e) = ([b[0] - a[0], b[1] - a[1]], [p[0] - b[0], p[1] - b[1]]);
            // Onwards in the same direction; a way back is kept.
            if d[0] * e[1] == d[1] * e[0] && d[0] * e[0] + d[1] * e[1] > 0 {
                out.pop();
            }
        }
        out.push(p);
    }
    out
}

fn path(out: &mut String, points: &[[i32; 2]]) {
    let mut before = None::<[i32; 2]>;
    for [x, y] in points {
        let _ = match before {
            None => write!(out, "M{x} {y}l"),
            Some([a, b]) => write!(out, "{} {} ", x - a, y - b),
        };
        before = Some([*x, *y]);
    }
}

/// A closed ring; one that shrinks to less than a triangle is drawn as a dot, so that no cell is lost.
fn ring(out: &mut String, points: impl Iterator<Item = [i32; 2]>) {
    let mut points = thinned(points);
    if points.len() > 1 && points.first() == points.last() {
        points.pop();
    }
    match points.as_slice() {
        [] => {}
        [[x, y]] | [[x, y], _] => {
            let _ = write!(out, "M{x} {y}h1v1h-1z");
        }
        all => {
            path(out, all);
            out.push('z');
        }
    }
}

fn line(out: &mut String, points: impl Iterator<Item = [i32; 2]>) {
    let points = thinned(points);
    if points.len() > 1 {
        path(out, &points);
    }
}

/// Draws cells, each given with the number it is known by, the borders and the rivers; none without any cell.
pub fn picture<'a>(
    cells: &[(usize, MultiPolygon<f64>)],
    borders: impl Iterator<Item = &'a Border>,
    ground: &[Ground],
) -> Option<MeetingMap> {
    let (frame, [width, height]) = Frame::around(cells.iter().map(|(_, g)| g))?;
    let mut map = MeetingMap {
        width,
        height,
        ..MeetingMap::default()
    };
    for (number, g) in cells {
        let mut outline = String::new();
        for r in wound(g) {
            ring(&mut outline, r.iter().map(|at| frame.at(*at)));
        }
        map.cells.push((*number as u32, outline));
    }
    for b in borders {
        let out = match b.level {
            Level::District => &mut map.district,
            _ => &mut map.subdistricts,
        };
        line(out, b.line.iter().map(|p| frame.at(*p)));
    }
    for g in ground.iter().filter(|g| g.kind == "river") {
        line(&mut map.rivers, g.line.iter().map(|p| frame.at(*p)));
    }
    Some(map)
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::{LineString, Polygon};

    fn square(x: f64, y: f64, side: f64) -> MultiPolygon<f64> {
        let at = |dx: f64, dy: f64| (x + dx * side, y + dy * side);
        let ring = LineString::from(vec![
            at(0.0, 0.0),
            at(0.5, 0.0),
            at(1.0, 0.0),
            at(1.0, 1.0),
            at(0.0, 1.0),
            at(0.0, 0.0),
        ]);
        MultiPolygon(vec![Polygon::new(ring, vec![])])
    }

    #[test]
    fn neighbours_share_their_border_and_north_is_up() {
        let cells = [(4, square(0.0, 0.0, 1.0)), (9, square(1.0, 0.0, 1.0))];
        let border = Border {
            level: Level::District,
            line: vec![[0.0, 0.0], [2.0, 0.0], [2.0, 1.0]],
        };
        let map = picture(&cells, [border].iter(), &[]).unwrap();
        assert_eq!((map.width, map.height), (720, 360));
        assert_eq!(
            map.cells[0],
            (4, "M0 360l360 0 0 -360 -360 0 z".into()),
            "the point in the middle is left out"
        );
        assert_eq!(map.cells[1], (9, "M360 360l360 0 0 -360 -360 0 z".into()));
        assert_eq!(map.district, "M0 360l720 0 0 -360 ");
        assert_eq!(map.subdistricts, "");
    }

    #[test]
    fn a_cell_too_small_to_be_drawn_is_a_dot() {
        let cells = [(0, square(0.0, 0.0, 1.0)), (1, square(0.5, 0.5, 1e-5))];
        let map = picture(&cells, [].iter(), &[]).unwrap();
        assert_eq!(map.cells[1].1, "M360 360h1v1h-1z");
        assert_eq!(picture(&[], [].iter(), &[]), None);
    }
}
