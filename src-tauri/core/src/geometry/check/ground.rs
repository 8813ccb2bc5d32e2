//! The ground of a grid as directed edges, and measures of it in metres.

use super::edges::{self, Edge};
use geo::bool_ops::{FillRule, OpType};
use geo::{BooleanOps, Coord, InteriorPoint, LineString, MultiPolygon, Polygon};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Rings with the ground to the left of every edge, each closed.
#[derive(Debug, Default)]
pub(super) struct Ground {
    coords: Vec<[f64; 2]>,
    ends: Vec<u32>,
    /// West, south, east, north.
    pub(super) bounds: [f64; 4],
}

/// Degrees within which a vertex that the overlay moved is taken for the original one.
const SNAP: f64 = 1e-8;
/// Steps into which the overlay divides the greater side of its box.
const STEPS: f64 = (1u64 << 30) as f64;
/// Semi-major axis (metres) and squared eccentricity of WGS 84.
const A: f64 = 6_378_137.0;
const E2: f64 = 0.006_694_379_990_141_3;

impl Ground {
    /// Takes a valid outline as it is, and of another one what an odd number of rings encloses.
    pub(super) fn new(geometry: &MultiPolygon<f64>, valid: bool) -> Ground {
        let mut ground = Ground::default();
        if valid {
            ground.take(geometry);
        } else {
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

    /// True where `at` lies inside or on the border, but for rounding.
    pub(super) fn holds(&self, at: [f64; 2]) -> bool {
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

/// What an odd number of rings encloses, on the original vertices where there are such.
fn cleaned(geometry: &MultiPolygon<f64>) -> MultiPolygon<f64> {
    let rings = geometry
        .iter()
        .flat_map(|p| std::iter::once(p.exterior()).chain(p.interiors()));
    let finite = rings.map(|r| -> LineString<f64> {
        r.0.iter()
            .copied()
            .filter(|c| c.x.is_finite() && c.y.is_finite())
            .collect()
    });
    let finite: Vec<_> = finite
        .filter(|r| r.0.len() >= 3)
        .map(|r| Polygon::new(r, vec![]))
        .collect();
    let mut vertices: Vec<Coord<f64>> = finite.iter().flat_map(|p| p.exterior().0.iter().copied()).collect();
    vertices.sort_unstable_by(|a, b| a.x.total_cmp(&b.x));
    let none = MultiPolygon::new(vec![]);
    let mut clean = overlay(&MultiPolygon::new(finite), &none, OpType::Union, FillRule::EvenOdd);
    for polygon in &mut clean.0 {
        polygon.exterior_mut(|r| snap(r, &vertices));
        polygon.interiors_mut(|rings| rings.iter_mut().for_each(|r| snap(r, &vertices)));
    }
    clean
}

fn snap(ring: &mut LineString<f64>, vertices: &[Coord<f64>]) {
    for c in &mut ring.0 {
        let from = vertices.partition_point(|v| v.x < c.x - SNAP);
        let near = vertices[from..].iter().take_while(|v| v.x <= c.x + SNAP);
        let off = |v: &Coord<f64>| (v.x - c.x).abs().max((v.y - c.y).abs());
        if let Some(v) = near.filter(|v| off(v) <= SNAP).min_by(|a, b| off(a).total_cmp(&off(b))) {
            *c = *v;
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

/// Square metres of `polygon`, and none where it is rounding: too small, or a thread narrower
/// than a fifth of a millimetre or than what `resolution` (degrees) can tell apart.
pub(super) fn real_area(polygon: &Polygon<f64>, resolution: f64) -> Option<f64> {
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
    (area >= 0.01 && width >= (4.0 * resolution * north).max(0.0002)).then_some(area)
}
