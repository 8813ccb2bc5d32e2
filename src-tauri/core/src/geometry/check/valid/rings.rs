//! The rings of an outline as one list of edges.

use super::{Edge, Flaw};
use crate::geometry::check::edges::turn;
use geo::{LineString, MultiPolygon, Polygon};
use std::collections::HashMap;

/// One ring among the edges of its outline.
#[derive(Debug)]
pub(super) struct Ring {
    /// Number of its part, from 0.
    pub(super) part: u32,
    /// 0 for the outer ring, else the number of the hole.
    pub(super) hole: u32,
    /// Its edges, one following the other around.
    pub(super) edges: std::ops::Range<u32>,
    /// The lower of the two edges at its westernmost vertex.
    pub(super) first: u32,
    /// It goes round to the left.
    pub(super) left: bool,
}

/// All rings of an outline that can be judged.
#[derive(Debug)]
pub(super) struct Rings {
    pub(super) rings: Vec<Ring>,
    pub(super) edges: Vec<Edge>,
    /// The ring of each edge.
    pub(super) of: Vec<u32>,
    parts: usize,
}

impl Rings {
    /// Takes the rings of `geometry`; those that cannot be judged become flaws, and so, apart from these, do parts
    /// that an earlier one repeats: nothing more is to be learnt of them.
    pub(super) fn new(geometry: &MultiPolygon<f64>, flaws: &mut Vec<Flaw>) -> (Rings, Vec<Flaw>) {
        let mut all = Rings {
            rings: Vec::new(),
            edges: Vec::new(),
            of: Vec::new(),
            parts: geometry.0.len(),
        };
        let (mut known, mut repeated) = (HashMap::new(), Vec::new());
        for (part, polygon) in (0u32..).zip(geometry) {
            if all.parts > 1 {
                let first = *known.entry(bits(polygon)).or_insert(part);
                if first != part {
                    let what = format!("parts {} and {} overlap", first + 1, part + 1);
                    let at = polygon.exterior().0.first().map(|c| [c.x, c.y]);
                    repeated.push(Flaw::new(what, at));
                    continue;
                }
            }
            let rings = std::iter::once(polygon.exterior()).chain(polygon.interiors());
            for (hole, ring) in (0u32..).zip(rings) {
                all.add(part, hole, ring, flaws);
            }
        }
        (all, repeated)
    }

    fn add(&mut self, part: u32, hole: u32, ring: &LineString<f64>, flaws: &mut Vec<Flaw>) {
        let name = || called(part, hole, self.parts);
        if let Some(i) = ring.0.iter().position(|c| !c.x.is_finite() || !c.y.is_finite()) {
            flaws.push(Flaw::new(format!("{}: vertex {} is not a number", name(), i + 1), None));
            return;
        }
        // Adding zero turns a negative zero into a positive one, so that equal vertices have equal bits.
        let mut points: Vec<[f64; 2]> = ring.0.iter().map(|c| [c.x + 0.0, c.y + 0.0]).collect();
        points.dedup();
        if points.len() < 4 || points.first() != points.last() {
            let what = format!("{} has fewer than three different vertices", name());
            flaws.push(Flaw::new(what, points.first().copied()));
            return;
        }
        let start = self.edges.len();
        let count = points.len() - 1;
        let west = (0..count).min_by(|&i, &j| {
            let (a, b) = (points[i], points[j]);
            a[0].total_cmp(&b[0]).then(a[1].total_cmp(&b[1]))
        });
        let west = west.unwrap_or(0);
        let before = (west + count - 1) % count;
        let side = turn(points[before], points[west], points[west + 1]);
        self.rings.push(Ring {
            part,
            hole,
            edges: start as u32..(start + count) as u32,
            first: (start + if side > 0.0 { west } else { before }) as u32,
            left: side > 0.0,
        });
        self.of.extend(std::iter::repeat_n(self.rings.len() as u32 - 1, count));
        self.edges.extend(points.windows(2).map(|w| [w[0], w[1]]));
    }

    /// What a ring is called in words.
    pub(super) fn name(&self, ring: u32) -> String {
        let ring = &self.rings[ring as usize];
        called(ring.part, ring.hole, self.parts)
    }

    /// " of part 3", or nothing where there is one only.
    pub(super) fn of_part(&self, part: u32) -> String {
        if self.parts > 1 {
            format!(" of part {}", part + 1)
        } else {
            String::new()
        }
    }

    pub(super) fn ring(&self, edge: u32) -> u32 {
        self.of[edge as usize]
    }

    /// The edge after this one on its ring.
    pub(super) fn next(&self, edge: u32) -> u32 {
        let own = &self.rings[self.ring(edge) as usize].edges;
        if edge + 1 == own.end { own.start } else { edge + 1 }
    }

    /// The ground that the ring bounds from outside or inside lies to the left of its edges.
    pub(super) fn ground_left(&self, ring: u32) -> bool {
        let ring = &self.rings[ring as usize];
        ring.left == (ring.hole == 0)
    }
}

/// What two parts that are the same have in common.
fn bits(polygon: &Polygon<f64>) -> Vec<u64> {
    let rings = std::iter::once(polygon.exterior()).chain(polygon.interiors());
    let ring = |r: &LineString<f64>| {
        let points = r.0.iter().flat_map(|c| [c.x.to_bits(), c.y.to_bits()]);
        std::iter::once(r.0.len() as u64).chain(points).collect::<Vec<u64>>()
    };
    rings.flat_map(ring).collect()
}

fn called(part: u32, hole: u32, parts: usize) -> String {
    let ring = if hole == 0 {
        "outer ring".into()
    } else {
        format!("hole {hole}")
    };
    if parts > 1 {
        format!("{ring} of part {}", part + 1)
    } else {
        ring
    }
}
