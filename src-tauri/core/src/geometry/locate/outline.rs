//! Rings as flat arrays, and the exact question on which side of them a point lies.

use geo::kernels::{Kernel, RobustKernel};
use geo::{Coord, MultiPolygon, Orientation};

/// Where a point lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    Inside,
    Border,
    Outside,
}

/// Outlines with more vertices than this get their edges sorted into slabs of latitude.
const PLAIN: usize = 96;
/// Edges that a slab holds on the average, were they all short.
const PER_SLAB: usize = 8;
/// Entries of all slabs together for each edge: where many edges are long there are fewer slabs, as a look-up
/// passes by the long ones anyway.
const ENTRIES: usize = 6;
/// Error bound of the plain determinant, after Shewchuk: (3 + 16 ε) ε.
const ROUNDING: f64 = 3.330_669_073_875_472e-16;

/// The outlines of all cells, by rank.
#[derive(Debug, Default)]
pub(crate) struct Outlines {
    /// Vertices of all rings, each ring closed.
    coords: Vec<[f64; 2]>,
    /// End of each ring in `coords`.
    ring_ends: Vec<u32>,
    /// Number of the part that each ring bounds, of all cells; a part's first ring is its outer one.
    parts: Vec<u32>,
    /// First ring of each cell, and one past the last.
    cells: Vec<u32>,
    boxes: Vec<[f64; 4]>,
    /// Slabs of the cells that have many edges; empty for the others.
    slabs: Vec<Option<Box<Slabs>>>,
}

#[derive(Debug)]
struct Slabs {
    y0: f64,
    per_degree: f64,
    /// First edge of each slab in `edges`, and one past the last.
    starts: Vec<u32>,
    /// Index in `coords` of the vertex that an edge begins with.
    edges: Vec<u32>,
}

impl Slabs {
    /// Grows with y, so that an edge's slabs are all those between the ones of its ends.
    fn of(&self, y: f64) -> usize {
        (((y - self.y0) * self.per_degree) as usize).min(self.starts.len() - 2)
    }
}

impl Outlines {
    pub(crate) fn new(cells: impl Iterator<Item = MultiPolygon<f64>>) -> Outlines {
        let mut all = Outlines {
            cells: vec![0],
            ..Outlines::default()
        };
        let mut part = 0;
        for cell in cells {
            let first = all.coords.len();
            for polygon in &cell {
                // Holes of nothing are nothing.
                if all.ring(polygon.exterior(), part) {
                    polygon.interiors().iter().for_each(|r| {
                        all.ring(r, part);
                    });
                }
                part += 1;
            }
            all.close_cell(first);
        }
        all.coords.shrink_to_fit();
        all
    }

    /// Vertices that are no numbers are left out, and the ring is closed over them; false where none is left.
    fn ring(&mut self, ring: &geo::LineString<f64>, part: u32) -> bool {
        let first = self.coords.len();
        let finite = ring.0.iter().filter(|c| c.x.is_finite() && c.y.is_finite());
        self.coords.extend(finite.map(|c| [c.x, c.y]));
        if self.coords.len() == first {
            return false;
        }
        if self.coords[first] != self.coords[self.coords.len() - 1] {
            self.coords.push(self.coords[first]);
        }
        self.ring_ends.push(self.coords.len() as u32);
        self.parts.push(part);
        true
    }

    fn close_cell(&mut self, first: usize) {
        let rings = self.cells[self.cells.len() - 1] as usize..self.ring_ends.len();
        self.cells.push(rings.end as u32);
        let empty = [f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY];
        let bounds = self.coords[first..].iter().fold(empty, |b, c| {
            [b[0].min(c[0]), b[1].min(c[1]), b[2].max(c[0]), b[3].max(c[1])]
        });
        self.boxes.push(bounds);
        let many = self.coords.len() - first > PLAIN;
        self.slabs.push(many.then(|| Box::new(self.cut(rings, first, bounds))));
    }

    fn cut(&self, rings: std::ops::Range<usize>, first: usize, bounds: [f64; 4]) -> Slabs {
        let height = (bounds[3] - bounds[1]).max(f64::MIN_POSITIVE);
        let edges: Vec<u32> = rings
            .flat_map(|r| {
                let start = if r == 0 { 0 } else { self.ring_ends[r - 1] };
                start..self.ring_ends[r] - 1
            })
            .collect();
        let span = |slabs: &Slabs, e: u32| {
            let (a, b) = (self.coords[e as usize][1], self.coords[e as usize + 1][1]);
            slabs.of(a.min(b))..=slabs.of(a.max(b))
        };
        let mut count = (self.coords.len() - first) / PER_SLAB;
        let mut slabs = loop {
            let slabs = Slabs {
                y0: bounds[1],
                per_degree: (count as f64 / height).min(f64::MAX),
                starts: vec![0; count + 1],
                edges: Vec::new(),
            };
            let entries: usize = edges
                .iter()
                .map(|e| span(&slabs, *e))
                .map(|s| s.end() - s.start() + 1)
                .sum();
            if count == 1 || entries <= ENTRIES * edges.len() {
                break slabs;
            }
            count /= 2;
        };
        for &e in &edges {
            for s in span(&slabs, e) {
                slabs.starts[s + 1] += 1;
            }
        }
        for i in 1..slabs.starts.len() {
            slabs.starts[i] += slabs.starts[i - 1];
        }
        let mut next = slabs.starts.clone();
        slabs.edges = vec![0; next[count] as usize];
        for &e in &edges {
            for s in span(&slabs, e) {
                slabs.edges[next[s] as usize] = e;
                next[s] += 1;
            }
        }
        slabs
    }

    /// Entries of all slabs.
    #[cfg(test)]
    pub(super) fn entries(&self) -> usize {
        self.slabs.iter().flatten().map(|s| s.edges.len()).sum()
    }

    /// West, south, east, north of each cell; a cell without ground has them crossed over.
    pub(crate) fn boxes(&self) -> &[[f64; 4]] {
        &self.boxes
    }

    /// On which side of the outline of `rank` the point lies, exactly: inside where it is inside any of its parts.
    pub(crate) fn side(&self, rank: u32, x: f64, y: f64) -> Side {
        let rank = rank as usize;
        let rings = self.cells[rank] as usize..self.cells[rank + 1] as usize;
        let mut parts = Parts::default();
        let mut around = |ring: usize, pass: Pass| parts.add(self.parts[ring], pass);
        if let Some(slabs) = &self.slabs[rank] {
            let s = slabs.of(y);
            let mut edges = &slabs.edges[slabs.starts[s] as usize..slabs.starts[s + 1] as usize];
            // The edges of a ring stand together.
            while let Some(&first) = edges.first() {
                let ring = rings.start + self.ring_ends[rings.clone()].partition_point(|end| *end <= first);
                let own = edges.partition_point(|e| *e < self.ring_ends[ring]);
                let mut pass = Pass {
                    outer: ring == rings.start || self.parts[ring] != self.parts[ring - 1],
                    ..Pass::default()
                };
                for &e in &edges[..own] {
                    pass.by(self.coords[e as usize], self.coords[e as usize + 1], x, y);
                }
                if around(ring, pass) {
                    return Side::Inside;
                }
                edges = &edges[own..];
            }
        } else {
            for r in rings.clone() {
                let start = if r == 0 { 0 } else { self.ring_ends[r - 1] as usize };
                let ring = &self.coords[start..self.ring_ends[r] as usize];
                let mut pass = Pass {
                    outer: r == rings.start || self.parts[r] != self.parts[r - 1],
                    touched: ring.len() == 1 && ring[0] == [x, y],
                    ..Pass::default()
                };
                for pair in ring.windows(2) {
                    pass.by(pair[0], pair[1], x, y);
                }
                if around(r, pass) {
                    return Side::Inside;
                }
            }
        }
        parts.side()
    }
}

/// What a ray from the point to the east meets of one ring.
#[derive(Debug, Default)]
struct Pass {
    outer: bool,
    /// How often the ring goes round the point.
    turns: i32,
    /// The point lies on the ring.
    touched: bool,
}

impl Pass {
    #[inline(always)]
    fn by(&mut self, a: [f64; 2], b: [f64; 2], x: f64, y: f64) {
        match crossing(a, b, x, y) {
            Crossing::None => {}
            Crossing::Up => self.turns += 1,
            Crossing::Down => self.turns -= 1,
            Crossing::Touch => self.touched = true,
        }
    }
}

/// The parts of a cell as they come, ring by ring.
#[derive(Debug, Default)]
struct Parts {
    part: u32,
    within: bool,
    cut: bool,
    touched: bool,
    border: bool,
}

impl Parts {
    /// Takes in a ring; true as soon as the part before is known to hold the point.
    fn add(&mut self, part: u32, ring: Pass) -> bool {
        if part != self.part {
            if self.holds() {
                return true;
            }
            *self = Parts {
                part,
                border: self.on_border(),
                ..Parts::default()
            };
        }
        if ring.outer {
            self.within = ring.turns != 0 || ring.touched;
            self.touched = ring.touched;
        } else if ring.touched {
            self.touched = true;
        } else {
            self.cut |= ring.turns != 0;
        }
        false
    }

    fn holds(&self) -> bool {
        self.within && !self.cut && !self.touched
    }

    fn on_border(&self) -> bool {
        self.border || (self.within && !self.cut && self.touched)
    }

    fn side(&self) -> Side {
        if self.holds() {
            Side::Inside
        } else if self.on_border() {
            Side::Border
        } else {
            Side::Outside
        }
    }
}

enum Crossing {
    /// The edge does not meet the ray from the point to the east.
    None,
    /// It does, on its way north.
    Up,
    /// It does, on its way south.
    Down,
    /// The point lies on the edge.
    Touch,
}

#[inline(always)]
fn crossing(a: [f64; 2], b: [f64; 2], x: f64, y: f64) -> Crossing {
    if (a[1] > y) == (b[1] > y) {
        if a[1] == y && on_level(a, b, x, y) {
            return Crossing::Touch;
        }
        return Crossing::None;
    }
    let left = (a[0] - x) * (b[1] - y);
    let right = (a[1] - y) * (b[0] - x);
    let det = left - right;
    // Positive where the point lies to the left of the edge from a to b.
    let turn = if det.abs() > ROUNDING * (left.abs() + right.abs()) {
        det
    } else {
        exact_turn(a, b, x, y)
    };
    if turn == 0.0 {
        Crossing::Touch
    } else {
        match (turn > 0.0, b[1] > a[1]) {
            (true, true) => Crossing::Up,
            (false, false) => Crossing::Down,
            _ => Crossing::None,
        }
    }
}

/// An edge that begins at the point's latitude without crossing it: it can still hold the point.
#[cold]
fn on_level(a: [f64; 2], b: [f64; 2], x: f64, y: f64) -> bool {
    a[0] == x || (b[1] == y && a[0].min(b[0]) <= x && x <= a[0].max(b[0]))
}

#[cold]
fn exact_turn(a: [f64; 2], b: [f64; 2], x: f64, y: f64) -> f64 {
    let at = |c: [f64; 2]| Coord { x: c[0], y: c[1] };
    match RobustKernel::orient2d(at(a), at(b), at([x, y])) {
        Orientation::CounterClockwise => 1.0,
        Orientation::Clockwise => -1.0,
        Orientation::Collinear => 0.0,
    }
}
