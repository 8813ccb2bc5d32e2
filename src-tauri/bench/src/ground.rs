//! Irregular cells that cover a rectangle: a brick bond whose joints are bent.
//!
//! Every border is made once and walked by both of its neighbours, so the two agree to the bit.

use crate::rng::Rng;
use rayon::prelude::*;

/// West, south, east, north, in degrees.
pub const EXTENT: [f64; 4] = [101.8, 36.2, 102.3, 36.6];
/// Pieces that a border between two nodes is broken into; a cell has about six such borders.
const PIECES: usize = 7;
/// Borders below this, in degrees (about a metre), are not bent.
const SHORT: f64 = 1e-5;
const SEED: u64 = 2026_1123;

/// Degrees times ten million.
pub type Vertex = [i64; 2];

/// All cells.
pub struct Ground {
    rows: Vec<Row>,
    lines: Vec<Line>,
}

/// One course of bricks.
struct Row {
    /// Left border of each cell from south to north, and the right border of the last.
    joints: Vec<Vec<Vertex>>,
}

/// What lies between two courses, from west to east.
struct Line {
    vertices: Vec<Vertex>,
    /// Where the joints of the course below and of the course above meet it, in `vertices`.
    below: Vec<usize>,
    above: Vec<usize>,
}

impl Ground {
    /// Covers the extent with `count` cells.
    pub fn new(count: usize) -> Ground {
        let courses = (count as f64).sqrt().floor() as usize;
        // Distance of each joint from the west, in courses' heights where the extent were a square.
        let cuts: Vec<Vec<f64>> = (0..courses)
            .map(|r| cuts(r, count * (r + 1) / courses - count * r / courses))
            .collect();
        let lines: Vec<(Line, [Vec<[f64; 2]>; 2])> = (0..=courses)
            .into_par_iter()
            .map(|l| line(l, courses, l.checked_sub(1).map(|b| &cuts[b]), cuts.get(l)))
            .collect();
        let rows = (0..courses)
            .into_par_iter()
            .map(|r| {
                let (feet, heads) = (&lines[r].1[1], &lines[r + 1].1[0]);
                let mut rng = Rng::new(SEED, 1 << 32 | r as u64);
                let last = feet.len() - 1;
                let joints = (0..=last)
                    .map(|j| {
                        let mut joint = bent(feet[j], heads[j], j == 0 || j == last, &mut rng);
                        joint.push(fixed(heads[j]));
                        joint
                    })
                    .collect();
                Row { joints }
            })
            .collect();
        Ground {
            rows,
            lines: lines.into_iter().map(|l| l.0).collect(),
        }
    }

    /// Cells in all.
    pub fn len(&self) -> usize {
        self.rows.iter().map(|r| r.joints.len() - 1).sum()
    }

    /// The closed ring of every cell of one course, counter-clockwise.
    pub fn course(&self, r: usize) -> impl Iterator<Item = Vec<Vertex>> + '_ {
        let (row, foot, head) = (&self.rows[r], &self.lines[r], &self.lines[r + 1]);
        (0..row.joints.len() - 1).map(move |j| {
            let mut ring: Vec<Vertex> = foot.vertices[foot.above[j]..foot.above[j + 1]].to_vec();
            ring.extend(&row.joints[j + 1]);
            ring.extend(head.vertices[head.below[j]..head.below[j + 1]].iter().rev());
            ring.extend(row.joints[j].iter().rev().skip(1));
            ring.dedup();
            if ring.first() != ring.last() {
                ring.push(ring[0]);
            }
            ring
        })
    }

    /// Number of courses.
    pub fn courses(&self) -> usize {
        self.rows.len()
    }

    /// A vertex of a border between two courses, for sites that lie exactly on one.
    pub fn some_vertex(&self, rng: &mut Rng) -> Vertex {
        let line = &self.lines[rng.below(self.lines.len())];
        line.vertices[rng.below(line.vertices.len())]
    }
}

/// Where the joints of a course stand between 0 and 1; every other course is shifted by half a cell.
fn cuts(r: usize, cells: usize) -> Vec<f64> {
    let mut rng = Rng::new(SEED, 2 << 32 | r as u64);
    let shift = if r.is_multiple_of(2) { 0.0 } else { 0.5 };
    let mut out = vec![0.0];
    out.extend((1..cells).map(|j| (j as f64 + shift + rng.range(-0.2, 0.2)) / cells as f64));
    // Half a cell would stick out in the shifted course; the first cell there is wider instead.
    out.push(1.0);
    out
}

/// A line between two courses, and the exact place of the joints below and above it.
fn line(l: usize, courses: usize, below: Option<&Vec<f64>>, above: Option<&Vec<f64>>) -> (Line, [Vec<[f64; 2]>; 2]) {
    let mut rng = Rng::new(SEED, 3 << 32 | l as u64);
    let outer = l == 0 || l == courses;
    let phase = rng.range(0.0, 6.0);
    let height = |x: f64| {
        let wave = if outer {
            0.0
        } else {
            0.2 * triangle(x * courses as f64 * 0.7 + phase)
        };
        EXTENT[1] + (EXTENT[3] - EXTENT[1]) * (l as f64 + wave) / courses as f64
    };
    let mut nodes: Vec<([f64; 2], usize, usize)> = Vec::new();
    for (side, cuts) in [below, above].into_iter().enumerate() {
        let Some(cuts) = cuts else { continue };
        for (j, cut) in cuts.iter().enumerate() {
            let end = j == 0 || j + 1 == cuts.len();
            let x = if end {
                *cut
            } else {
                cut + rng.range(-0.06, 0.06) / courses as f64
            };
            nodes.push(([EXTENT[0] + (EXTENT[2] - EXTENT[0]) * x, height(x)], side, j));
        }
    }
    nodes.sort_by(|a, b| a.0[0].total_cmp(&b.0[0]));
    let mut at = [below, above].map(|c| vec![0; c.map_or(0, Vec::len)]);
    let mut exact = [below, above].map(|c| vec![[0.0; 2]; c.map_or(0, Vec::len)]);
    let mut vertices: Vec<Vertex> = Vec::new();
    for (i, (here, side, j)) in nodes.iter().enumerate() {
        at[*side][*j] = vertices.len();
        exact[*side][*j] = *here;
        match nodes.get(i + 1) {
            Some((next, ..)) if next == here => {}
            Some((next, ..)) => {
                vertices.push(fixed(*here));
                // Seven decimals would fold the bends of so short a border over each other.
                if next[0] - here[0] > SHORT {
                    vertices.extend(bent(*here, *next, outer, &mut rng).drain(1..));
                }
            }
            None => vertices.push(fixed(*here)),
        }
    }
    let [below, above] = at;
    (Line { vertices, below, above }, exact)
}

/// Between -1 and 1, never steeper than one in one.
fn triangle(x: f64) -> f64 {
    let t = x.rem_euclid(4.0);
    if t < 2.0 { t - 1.0 } else { 3.0 - t }
}

/// A border from `a` towards `b`, without `b`; the outer edge of the ground stays straight.
fn bent(a: [f64; 2], b: [f64; 2], straight: bool, rng: &mut Rng) -> Vec<Vertex> {
    let (dx, dy) = (b[0] - a[0], b[1] - a[1]);
    let mut out = vec![fixed(a)];
    for i in 1..PIECES {
        let t = i as f64 / PIECES as f64;
        let off = rng.range(-1.0, 1.0) * t.min(1.0 - t) * 2.0 * 0.11;
        let t = t + rng.range(-0.25, 0.25) / PIECES as f64;
        let off = if straight { 0.0 } else { off };
        out.push(fixed([a[0] + t * dx - off * dy, a[1] + t * dy + off * dx]));
    }
    out
}

fn fixed(p: [f64; 2]) -> Vertex {
    p.map(|v| (v * 1e7).round() as i64)
}
