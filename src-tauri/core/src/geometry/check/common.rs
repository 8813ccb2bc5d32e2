//! How much ground two grids share, to the last digits of a double.
//!
//! The overlay of polygons moves vertices by micrometres, which is more than the width of some real
//! overlaps. Cutting both grounds into level strips moves nothing: within a strip no edges
//! cross, so that the lengths at half its height give its area.

use super::edges::{Edge, hull, meeting};
use super::ground::Ground;

/// What two grounds share; degrees and square degrees.
pub(super) struct Common {
    pub(super) area: f64,
    /// The middle of its largest piece.
    pub(super) at: [f64; 2],
    /// The box around it.
    pub(super) bounds: [f64; 4],
}

/// The shared ground; none where there is no area of it. Costs about the square of the edges
/// that lie at the heights both grounds reach.
pub(super) fn measure(a: &Ground, b: &Ground) -> Option<Common> {
    let (p, q) = (a.bounds, b.bounds);
    let (south, north) = (p[1].max(q[1]), p[3].min(q[3]));
    let (west, east) = (p[0].max(q[0]), p[2].min(q[2]));
    let strips = |g: &Ground| {
        let mut edges: Vec<Edge> = (g.edges().map(|(_, [a, b])| if a[1] <= b[1] { [a, b] } else { [b, a] }))
            .filter(|[lo, hi]| lo[1] < north && hi[1] > south && lo[1] < hi[1])
            .collect();
        edges.sort_unstable_by(|e, f| e[0][1].total_cmp(&f[0][1]));
        edges
    };
    let (a, b) = (strips(a), strips(b));
    let mut levels = vec![south, north];
    levels.extend(a.iter().chain(&b).flat_map(|e| [e[0][1], e[1][1]]));
    crossings(&a, &b, [west, south, east, north], &mut levels);
    levels.retain(|y| (south..=north).contains(y));
    levels.sort_unstable_by(f64::total_cmp);
    levels.dedup();
    let (mut a, mut b) = (Walk::new(&a), Walk::new(&b));
    let none = [f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY];
    let mut common = Common {
        area: 0.0,
        at: [0.0; 2],
        bounds: none,
    };
    let mut largest = 0.0;
    for pair in levels.windows(2) {
        let (y, height) = (pair[0] + (pair[1] - pair[0]) / 2.0, pair[1] - pair[0]);
        let (xs, zs) = (a.at(y), b.at(y));
        let (mut i, mut j) = (0, 0);
        while i + 1 < xs.len() && j + 1 < zs.len() {
            let (from, to) = (xs[i].max(zs[j]), xs[i + 1].min(zs[j + 1]));
            if from < to {
                let piece = (to - from) * height;
                common.area += piece;
                let c = common.bounds;
                common.bounds = [c[0].min(from), c[1].min(pair[0]), c[2].max(to), c[3].max(pair[1])];
                if piece > largest {
                    largest = piece;
                    common.at = [from + (to - from) / 2.0, y];
                }
            }
            if xs[i + 1] < zs[j + 1] { i += 2 } else { j += 2 }
        }
    }
    (common.area > 0.0).then_some(common)
}

fn crossings(a: &[Edge], b: &[Edge], area: [f64; 4], levels: &mut Vec<f64>) {
    let near = |e: &&Edge| {
        let h = hull(*e);
        h[0] <= area[2] && area[0] <= h[2]
    };
    let others: Vec<&Edge> = b.iter().filter(near).collect();
    for e in a.iter().filter(near) {
        let h = hull(e);
        for f in others.iter().take_while(|f| f[0][1] <= h[3]) {
            let g = hull(*f);
            if g[3] >= h[1] && g[0] <= h[2] && h[0] <= g[2] {
                levels.extend(meeting(*e, **f).map(|p| p[1]));
            }
        }
    }
}

/// Goes up through edges that are sorted by their lower ends.
struct Walk<'a> {
    edges: &'a [Edge],
    next: usize,
    active: Vec<Edge>,
    xs: Vec<f64>,
}

impl<'a> Walk<'a> {
    fn new(edges: &'a [Edge]) -> Walk<'a> {
        Walk {
            edges,
            next: 0,
            active: Vec::new(),
            xs: Vec::new(),
        }
    }

    /// Where the ground begins and ends at height `y`, from west to east; `y` never falls from call to call.
    fn at(&mut self, y: f64) -> &[f64] {
        while self.edges.get(self.next).is_some_and(|e| e[0][1] <= y) {
            self.active.push(self.edges[self.next]);
            self.next += 1;
        }
        self.active.retain(|e| e[1][1] > y);
        self.xs.clear();
        self.xs.extend(
            self.active
                .iter()
                .map(|[lo, hi]| lo[0] + (hi[0] - lo[0]) * ((y - lo[1]) / (hi[1] - lo[1]))),
        );
        self.xs.sort_unstable_by(f64::total_cmp);
        &self.xs
    }
}
