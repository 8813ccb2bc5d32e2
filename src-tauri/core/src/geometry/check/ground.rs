//! The ground of a grid as directed edges, and measures of it in metres.

use super::edges::{self, Edge};
use super::valid;
use crate::geometry::locate::outline::{Outlines, Side};
use crate::geometry::locate::tree::{Tree, meet};
use geo::bool_ops::{FillRule, OpType};
use geo::{BooleanOps, Coord, InteriorPoint, LineString, MultiPolygon, Polygon};
use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

/// Rings with the ground to the left of every edge, each closed.
#[derive(Debug, Default)]
pub(super) struct Ground {
    coords: Vec<[f64; 2]>,
    ends: Vec<u32>,
    /// Of each ring, whether it is the outer one of a part.
    outer: Vec<bool>,
    /// West, south, east, north.
    pub(super) bounds: [f64; 4],
    /// Times that edges or sides were looked up by passing over all.
    asked: [AtomicU32; 2],
    /// The boxes of the edges, where there are many.
    tree: OnceLock<Tree>,
    /// What tells quickly on which side a point lies, where there are many edges.
    sides: OnceLock<Outlines>,
}

/// Vertices from which on many look-ups are worth their index.
const MANY: usize = 256;
/// Look-ups that cost less together than an index.
const FEW: u32 = 12;

/// Degrees within which a vertex that the overlay moved is taken for the original one.
const SNAP: f64 = 1e-8;
/// Steps into which the overlay divides the greater side of its box.
const STEPS: f64 = (1u64 << 30) as f64;
/// Semi-major axis (metres) and squared eccentricity of WGS 84.
const A: f64 = 6_378_137.0;
const E2: f64 = 0.006_694_379_990_141_3;

impl Ground {
    /// Takes a valid outline as it is, and of another one all that its parts cover; nothing of a tangle.
    pub(super) fn new(geometry: &MultiPolygon<f64>, judged: &valid::Judged) -> Ground {
        let mut ground = Ground::default();
        if judged.flaws.is_empty() {
            ground.take(geometry);
        } else if !judged.tangled {
            ground.take(&cleaned(geometry));
        }
        ground
    }

    fn take(&mut self, geometry: &MultiPolygon<f64>) {
        for polygon in geometry {
            self.ring(polygon.exterior(), true);
            polygon.interiors().iter().for_each(|r| self.ring(r, false));
        }
        self.bounds = edges::hull(&self.coords);
    }

    fn ring(&mut self, ring: &LineString<f64>, outer: bool) {
        if ring.0.len() < 4 {
            return;
        }
        let start = self.coords.len();
        // Adding zero turns a negative zero into a positive one, so that equal vertices have equal bits.
        self.coords.extend(ring.0.iter().map(|c| [c.x + 0.0, c.y + 0.0]));
        let own = &mut self.coords[start..];
        let o = own[0];
        let turn = |w: &[[f64; 2]]| (w[0][0] - o[0]) * (w[1][1] - o[1]) - (w[1][0] - o[0]) * (w[0][1] - o[1]);
        let twice: f64 = own.windows(2).map(turn).sum();
        if (twice > 0.0) != outer {
            own.reverse();
        }
        self.ends.push(self.coords.len() as u32);
        self.outer.push(outer);
    }

    pub(super) fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// Number of vertices, ring ends counted twice.
    pub(super) fn len(&self) -> usize {
        self.coords.len()
    }

    /// Index of each edge with its ends; repeated vertices make no edge.
    pub(super) fn edges(&self) -> impl Iterator<Item = (u32, Edge)> {
        let mut start = 0;
        self.ends.iter().flat_map(move |&end| {
            let from = std::mem::replace(&mut start, end);
            (from..end - 1).map(|i| (i, self.edge(i))).filter(|(_, e)| e[0] != e[1])
        })
    }

    /// The edge that begins at vertex `i`.
    pub(super) fn edge(&self, i: u32) -> Edge {
        [self.coords[i as usize], self.coords[i as usize + 1]]
    }

    /// Index of each edge whose box meets `area`, with its ends, in their order.
    pub(super) fn edges_near(&self, area: [f64; 4], mut found: impl FnMut(u32, Edge)) {
        if self.len() < MANY {
            return self.edges().for_each(|(i, e)| found(i, e));
        }
        if self.few(0) {
            let near = self.edges().filter(|(_, e)| meet(edges::hull(e), area));
            return near.for_each(|(i, e)| found(i, e));
        }
        let tree = self.tree.get_or_init(|| {
            let mut boxes = vec![edges::hull(&[]); self.len()];
            self.edges().for_each(|(i, e)| boxes[i as usize] = edges::hull(&e));
            Tree::new(&boxes)
        });
        let mut near = Vec::new();
        tree.overlapping(area, |i| near.push(i));
        near.sort_unstable();
        near.into_iter().for_each(|i| found(i, self.edge(i)));
    }

    /// Whether an index for this is not yet worth its cost.
    fn few(&self, what: usize) -> bool {
        self.asked[what].fetch_add(1, Ordering::Relaxed) < FEW
    }

    /// True where `at` lies inside or on the border.
    pub(super) fn holds(&self, at: [f64; 2]) -> bool {
        if self.len() >= MANY && !self.few(1) {
            let sides = self.sides.get_or_init(|| Outlines::new(std::iter::once(self.parts())));
            return sides.side(0, at[0], at[1]) != Side::Outside;
        }
        let mut inside = false;
        for (_, [a, b]) in self.edges() {
            if (a[1] > at[1]) != (b[1] > at[1]) {
                let turn = edges::turn(a, b, at);
                if turn == 0.0 {
                    return true;
                }
                inside ^= (turn > 0.0) == (b[1] > a[1]);
            } else if a == at {
                return true;
            }
        }
        inside
    }

    /// Its parts with their holes.
    pub(super) fn parts(&self) -> MultiPolygon<f64> {
        let mut parts: Vec<Polygon<f64>> = Vec::new();
        for (ring, outer) in self.rings().into_iter().zip(&self.outer) {
            match parts.last_mut() {
                Some(part) if !outer => part.interiors_push(ring.into_inner().0),
                _ => parts.push(ring),
            }
        }
        MultiPolygon::new(parts)
    }

    /// Every ring as a polygon of its own, for an overlay by the even-odd rule.
    pub(super) fn rings(&self) -> MultiPolygon<f64> {
        let mut start = 0;
        let rings = self.ends.iter().map(|&end| {
            let from = std::mem::replace(&mut start, end as usize);
            polygon(&self.coords[from..end as usize])
        });
        MultiPolygon::new(rings.collect())
    }

    /// A point inside the ground.
    pub(super) fn inner_point(&self) -> Option<[f64; 2]> {
        let end = *self.ends.first()? as usize;
        inner_point(&polygon(&self.coords[..end]))
    }
}

pub(super) fn polygon(ring: &[[f64; 2]]) -> Polygon<f64> {
    Polygon::new(ring.iter().map(|c| Coord { x: c[0], y: c[1] }).collect(), vec![])
}

/// The overlay of two sets of rings; empty where it fails, which only broken input could bring about.
pub(super) fn overlay(a: &MultiPolygon<f64>, b: &MultiPolygon<f64>, op: OpType, rule: FillRule) -> MultiPolygon<f64> {
    catch_unwind(AssertUnwindSafe(|| a.boolean_op_with_fill_rule(b, op, rule)))
        .unwrap_or_else(|_| MultiPolygon::new(vec![]))
}

/// What the parts cover together, on the original vertices where there are such: of each part what its outer ring goes
/// round, less what its holes go round.
fn cleaned(geometry: &MultiPolygon<f64>) -> MultiPolygon<f64> {
    let ring = |r: &LineString<f64>| -> Option<Polygon<f64>> {
        let finite = r.0.iter().copied().filter(|c| c.x.is_finite() && c.y.is_finite());
        let finite: LineString<f64> = finite.collect();
        (finite.0.len() >= 3).then(|| Polygon::new(finite, vec![]))
    };
    let none = MultiPolygon::new(vec![]);
    let whole = |rings: Vec<Polygon<f64>>| overlay(&MultiPolygon::new(rings), &none, OpType::Union, FillRule::NonZero);
    let mut vertices = Vec::new();
    let mut parts = Vec::new();
    for polygon in geometry {
        let Some(outer) = ring(polygon.exterior()) else {
            continue;
        };
        let holes: Vec<Polygon<f64>> = polygon.interiors().iter().filter_map(ring).collect();
        let rings = std::iter::once(&outer).chain(&holes);
        vertices.extend(rings.flat_map(|r| r.exterior().0.iter().copied()));
        // One by one, so that a loop that runs the other way round takes nothing from another part.
        let outer = whole(vec![outer]);
        if holes.is_empty() {
            parts.extend(outer);
        } else {
            let holes = whole(holes.into_iter().flat_map(|h| whole(vec![h])).collect());
            parts.extend(overlay(&outer, &holes, OpType::Difference, FillRule::NonZero));
        }
    }
    let mut clean = whole(parts);
    let vertices = Near::new(&vertices);
    for polygon in &mut clean.0 {
        polygon.exterior_mut(|r| vertices.snap(r));
        polygon.interiors_mut(|rings| rings.iter_mut().for_each(|r| vertices.snap(r)));
    }
    clean
}

/// Vertices by squares of [`SNAP`].
struct Near(HashMap<[i64; 2], Coord<f64>>);

impl Near {
    fn new(vertices: &[Coord<f64>]) -> Near {
        Near(vertices.iter().map(|v| (Self::square(v), *v)).collect())
    }

    fn square(c: &Coord<f64>) -> [i64; 2] {
        [(c.x / SNAP).floor() as i64, (c.y / SNAP).floor() as i64]
    }

    fn snap(&self, ring: &mut LineString<f64>) {
        for c in &mut ring.0 {
            let [x, y] = Self::square(c);
            let squares = (-1..=1).flat_map(|i| (-1..=1).map(move |j| [x.saturating_add(i), y.saturating_add(j)]));
            let off = |v: &Coord<f64>| (v.x - c.x).abs().max((v.y - c.y).abs());
            let near = squares.filter_map(|s| self.0.get(&s)).filter(|v| off(v) <= SNAP);
            if let Some(v) = near.min_by(|a, b| off(a).total_cmp(&off(b))) {
                *c = *v;
            }
        }
    }
}

/// A point inside `polygon`.
pub(super) fn inner_point(polygon: &Polygon<f64>) -> Option<[f64; 2]> {
    let found = catch_unwind(AssertUnwindSafe(|| polygon.interior_point()))
        .ok()
        .flatten();
    found.map(|p| [p.x(), p.y()])
}

/// Degrees that the overlay of things within `bounds` cannot tell apart.
pub(super) fn resolution(bounds: [f64; 4]) -> f64 {
    (bounds[2] - bounds[0]).max(bounds[3] - bounds[1]) / STEPS
}

/// Metres to a degree of longitude and of latitude, at `lat`.
pub(super) fn metres_per_degree(lat: f64) -> [f64; 2] {
    let w = 1.0 - E2 * lat.to_radians().sin().powi(2);
    let north = A * (1.0 - E2) / (w * w.sqrt());
    [(A / w.sqrt() * lat.to_radians().cos()).to_radians(), north.to_radians()]
}

/// How large a piece of ground is.
#[derive(Debug, Clone, Copy)]
pub(super) struct Size {
    /// Square metres.
    pub(super) area: f64,
    /// Metres, in the mean.
    pub(super) width: f64,
}

/// How large `polygon` is, and none where it is rounding: too small, or a thread narrower
/// than a fifth of a millimetre or than what `resolution` (degrees) can tell apart.
pub(super) fn real_size(polygon: &Polygon<f64>, resolution: f64) -> Option<Size> {
    let o = polygon.exterior().0.first()?;
    let [east, north] = metres_per_degree(o.y);
    let (mut area, mut girth) = (0.0, 0.0);
    for (i, ring) in std::iter::once(polygon.exterior())
        .chain(polygon.interiors())
        .enumerate()
    {
        let mut twice = 0.0;
        for line in ring.lines() {
            let (ax, ay) = ((line.start.x - o.x) * east, (line.start.y - o.y) * north);
            let (bx, by) = ((line.end.x - o.x) * east, (line.end.y - o.y) * north);
            twice += ax * by - bx * ay;
            girth += (bx - ax).hypot(by - ay);
        }
        area += twice.abs() / if i == 0 { 2.0 } else { -2.0 };
    }
    let width = 2.0 * area / girth;
    (area >= 0.01 && width >= (4.0 * resolution * north).max(0.0002)).then_some(Size { area, width })
}
