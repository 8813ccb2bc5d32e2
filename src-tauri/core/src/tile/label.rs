//! Where a cell's label stands, and when there is room for it.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use geo::{Area, Coord, LineString, MultiPolygon, Polygon};

/// A cell of at least so many square CSS pixels has room for its name.
const BIG_PX2: f64 = 6000.0;
/// The refinement stops where a better point could gain less than this part of the cell's narrow side.
const PRECISION: f64 = 1.0 / 24.0;
/// Squares looked at before the best so far is taken; keeps a hostile shape cheap.
const MOST_SQUARES: usize = 300;

/// Level lines tried where no square lies inside.
const MOST_LEVELS: usize = 64;

/// From which scale on a cell of this area, in square CSS pixels at the tile's own size, shows its name: 100 is that size,
/// 200 twice, where the tiles of the next zoom take over; none where the cell stays too small till then.
pub fn named_from(area_px2: f64) -> Option<u8> {
    let percent = (100.0 * (BIG_PX2 / area_px2).sqrt()).ceil().max(100.0);
    (area_px2 > 0.0 && percent < 200.0).then_some(percent as u8)
}

/// A point well inside the largest part of a cell, in degrees, longitude first:
/// nearly the one farthest from every border. Shapes without an inside give one of
/// their vertices; a cell without a single finite vertex gives nothing.
/// Costs about a hundred walks around the part's rings.
pub fn label_point(cell: &MultiPolygon<f64>) -> Option<[f64; 2]> {
    let parts: Vec<Polygon<f64>> = cell.0.iter().filter_map(finite).collect();
    let part = parts
        .iter()
        .max_by(|a, b| a.unsigned_area().total_cmp(&b.unsigned_area()))?;
    let found = middle(part).or_else(|| widest(part));
    found.or_else(|| part.exterior().0.first().map(|c| [c.x, c.y]))
}

/// The polygon without vertices that are no place; nothing where none is left.
fn finite(part: &Polygon<f64>) -> Option<Polygon<f64>> {
    // Beyond this the squares of lengths would no longer be numbers.
    let sound = |c: &Coord<f64>| c.x.abs() < 1e9 && c.y.abs() < 1e9;
    let clean = |ring: &LineString<f64>| ring.0.iter().copied().filter(sound).collect();
    let exterior: LineString<f64> = clean(part.exterior());
    let holes = part.interiors().iter().map(clean).collect();
    (!exterior.0.is_empty()).then(|| Polygon::new(exterior, holes))
}

/// A square that may hold the middle: its centre's distance from the border
/// (negative outside) and the best that any point of it could reach.
struct Square {
    at: [f64; 2],
    half: f64,
    distance: f64,
    reach: f64,
}

impl PartialEq for Square {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}
impl Eq for Square {}
impl PartialOrd for Square {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl Ord for Square {
    fn cmp(&self, other: &Self) -> Ordering {
        self.reach.total_cmp(&other.reach)
    }
}

/// The middle by refinement of a grid of squares, the most promising first.
fn middle(part: &Polygon<f64>) -> Option<[f64; 2]> {
    let ring = &part.exterior().0;
    let fold = |f: fn(f64, f64) -> f64, start: f64| ring.iter().fold([start; 2], |m, c| [f(m[0], c.x), f(m[1], c.y)]);
    let (low, high) = (fold(f64::min, f64::INFINITY), fold(f64::max, f64::NEG_INFINITY));
    // A degree of longitude is shorter than one of latitude; distances are taken on the ground.
    let squeeze = ((low[1] + high[1]) / 2.0).to_radians().cos().abs().max(0.01);
    let edges = edges(part, low, squeeze);
    let (at, _) = inmost(&edges, [(high[0] - low[0]) * squeeze, high[1] - low[1]])?;
    Some([low[0] + at[0] / squeeze, low[1] + at[1]])
}

/// Nearly the place farthest from all of some edges between 0 and a size, and how far it is; inside of an odd number of rings.
pub(super) fn inmost(edges: &[[f64; 4]], size: [f64; 2]) -> Option<([f64; 2], f64)> {
    let step = size[0].min(size[1]).max(size[0].max(size[1]) / 16.0);
    if step <= 0.0 {
        return None;
    }
    let look = |at: [f64; 2], half: f64| {
        let distance = distance(edges, at);
        Square {
            at,
            half,
            distance,
            reach: distance + half * std::f64::consts::SQRT_2,
        }
    };
    let mut queue = BinaryHeap::new();
    let mut best = look([size[0] / 2.0, size[1] / 2.0], 0.0);
    let mut seen = 0;
    let count = |length: f64| (length / step).ceil().max(1.0) as usize;
    for i in 0..count(size[0]) {
        for j in 0..count(size[1]) {
            let centre = |n: usize| (n as f64 + 0.5) * step;
            queue.push(look([centre(i), centre(j)], step / 2.0));
        }
    }
    // Of the narrow side: in a long strip there is no room to give away.
    let enough = step * PRECISION;
    while let Some(square) = queue.pop() {
        let half = square.half / 2.0;
        let (reach, at) = (square.reach, square.at);
        if square.distance > best.distance {
            best = square;
        }
        if reach - best.distance <= enough || seen >= MOST_SQUARES {
            break;
        }
        for [dx, dy] in [[-1.0, -1.0], [1.0, -1.0], [-1.0, 1.0], [1.0, 1.0]] {
            queue.push(look([at[0] + dx * half, at[1] + dy * half], half));
            seen += 1;
        }
    }
    (best.distance > 0.0).then_some((best.at, best.distance))
}

/// The middle of the widest stretch inside, on level lines between the vertices;
/// finds what is too thin for squares. (geo's interior point asserts on rings that
/// fold back on themselves.)
fn widest(part: &Polygon<f64>) -> Option<[f64; 2]> {
    let edges = edges(part, [0.0; 2], 1.0);
    let mut levels: Vec<f64> = edges.iter().map(|e| e[1]).collect();
    levels.sort_by(f64::total_cmp);
    levels.dedup();
    let every = (levels.len() / MOST_LEVELS).max(1);
    let mut best = (0.0, None);
    for between in levels.windows(2).step_by(every) {
        let y = f64::midpoint(between[0], between[1]);
        let mut crossed: Vec<f64> = edges
            .iter()
            .filter(|[_, ay, _, by]| (*ay > y) != (*by > y))
            .map(|[ax, ay, bx, by]| ax + (y - ay) / (by - ay) * (bx - ax))
            .collect();
        crossed.sort_by(f64::total_cmp);
        for stretch in crossed.chunks_exact(2) {
            let width = stretch[1] - stretch[0];
            if width > best.0 {
                best = (width, Some([f64::midpoint(stretch[0], stretch[1]), y]));
            }
        }
    }
    best.1
}

/// The edges of all rings, from the low corner, in degrees of latitude.
fn edges(part: &Polygon<f64>, low: [f64; 2], squeeze: f64) -> Vec<[f64; 4]> {
    let flat = |c: Coord<f64>| [(c.x - low[0]) * squeeze, c.y - low[1]];
    std::iter::once(part.exterior())
        .chain(part.interiors())
        .flat_map(|ring| ring.0.windows(2))
        .map(|w| {
            let ([ax, ay], [bx, by]) = (flat(w[0]), flat(w[1]));
            [ax, ay, bx, by]
        })
        .collect()
}

/// Distance of a point from the nearest edge; negative outside.
fn distance(edges: &[[f64; 4]], [x, y]: [f64; 2]) -> f64 {
    let mut inside = false;
    let mut nearest = f64::INFINITY;
    for &[ax, ay, bx, by] in edges {
        let (dx, dy) = (bx - ax, by - ay);
        if (ay > y) != (by > y) && x < ax + (y - ay) / dy * dx {
            inside = !inside;
        }
        let (px, py) = (x - ax, y - ay);
        let length = dx * dx + dy * dy;
        let t = if length > 0.0 {
            ((px * dx + py * dy) / length).clamp(0.0, 1.0)
        } else {
            0.0
        };
        let (ex, ey) = (px - t * dx, py - t * dy);
        nearest = nearest.min(ex * ex + ey * ey);
    }
    if inside { nearest.sqrt() } else { -nearest.sqrt() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::{Contains, Point, polygon};

    fn held(cell: &MultiPolygon<f64>) -> bool {
        label_point(cell).is_some_and(|[x, y]| cell.contains(&Point::new(x, y)))
    }

    #[test]
    fn the_label_of_a_square_is_near_its_middle() {
        let cell = MultiPolygon(vec![
            polygon![(x: 102., y: 36.), (x: 103., y: 36.), (x: 103., y: 37.), (x: 102., y: 37.)],
        ]);
        let [x, y] = label_point(&cell).unwrap();
        assert!((x - 102.5).abs() < 0.2 && (y - 36.5).abs() < 0.2, "{x} {y}");
    }

    #[test]
    fn the_label_of_a_crescent_lies_in_it() {
        let arc = |r: f64, i: i32| {
            let a = f64::from(i) / 40.0 * std::f64::consts::PI;
            Coord {
                x: 102.0 + r * a.cos(),
                y: 36.0 + r * a.sin(),
            }
        };
        let outer = (0..=40).map(|i| arc(1.0, i));
        let inner = (0..=40).rev().map(|i| arc(0.95, i));
        let cell = MultiPolygon(vec![Polygon::new(outer.chain(inner).collect(), vec![])]);
        assert!(held(&cell));
    }

    #[test]
    fn the_label_avoids_a_hole_and_takes_the_largest_part() {
        let ring = polygon!(
            exterior: [(x: 0., y: 0.), (x: 10., y: 0.), (x: 10., y: 10.), (x: 0., y: 10.)],
            interiors: [[(x: 1., y: 1.), (x: 1., y: 9.), (x: 8., y: 9.), (x: 8., y: 1.)]],
        );
        let small = polygon![(x: 20., y: 0.), (x: 21., y: 0.), (x: 21., y: 1.)];
        let cell = MultiPolygon(vec![small, ring]);
        assert!(held(&cell));
        assert!(label_point(&cell).unwrap()[0] > 8.0);
    }

    #[test]
    fn a_strip_thinner_than_any_square_still_holds_its_label() {
        let cell = MultiPolygon(vec![
            polygon![(x: 0., y: 0.), (x: 1., y: 1.), (x: 1., y: 1.00001), (x: 0., y: 0.00001)],
        ]);
        assert!(held(&cell));
    }

    #[test]
    fn rings_that_fold_back_on_themselves_do_no_harm() {
        let fold = |x: f64| ring(&[[x, 0.], [0., 0.], [x, 0.]]);
        let cell = MultiPolygon(vec![fold(-9.625_418_776_124_869), fold(101.9)]);
        assert!(label_point(&cell).is_some());
        let bow_tie = MultiPolygon(vec![ring(&[[0., 0.], [2., 2.], [2., 0.], [0., 2.]])]);
        let [x, y] = label_point(&bow_tie).unwrap();
        assert!((0.0..2.0).contains(&x) && (0.0..2.0).contains(&y));
    }

    fn ring(points: &[[f64; 2]]) -> Polygon<f64> {
        let line = points.iter().map(|&[x, y]| Coord { x, y }).collect();
        Polygon::new(line, vec![])
    }

    #[test]
    fn shapes_without_an_inside_still_give_a_place_or_nothing() {
        assert_eq!(label_point(&MultiPolygon(vec![])), None);
        let nowhere = Polygon::new(LineString(vec![Coord { x: f64::NAN, y: 1. }; 4]), vec![]);
        assert_eq!(label_point(&MultiPolygon(vec![nowhere])), None);
        let point = Polygon::new(LineString(vec![Coord { x: 2., y: 1. }; 4]), vec![]);
        assert_eq!(label_point(&MultiPolygon(vec![point])), Some([2., 1.]));
        let huge = polygon![(x: -1e300, y: 0.), (x: 1e300, y: 1e300), (x: 3., y: f64::INFINITY)];
        assert_eq!(label_point(&MultiPolygon(vec![huge])), None);
    }

    #[test]
    fn a_name_has_room_from_six_thousand_square_pixels_also_where_a_tile_is_stretched() {
        assert_eq!([6000.0, 60_000.0].map(named_from), [Some(100), Some(100)]);
        assert_eq!(named_from(5999.9), Some(101));
        assert_eq!(named_from(6000.0 / 1.5_f64.powi(2)), Some(150));
        assert_eq!([1500.0, 0.0, -1.0, f64::NAN].map(named_from), [None; 4]);
    }
}
