//! How much ground two grids share, to the last digits of a double.
//!
//! The overlay of polygons moves vertices by micrometres, which is more than the width of some real
//! overlaps. Cutting both grounds into level strips moves nothing: within a strip no edges
//! cross, so that the lengths at half its height give its area. Where that would take too long, by the
//! overlay all the same; and where edges meet too often for that, too, the overlap is told without its size.

use super::chains::Chains;
use super::edges::{Edge, meeting, turn};
use super::ground::{Ground, inner_point, overlay};
use geo::bool_ops::{FillRule, OpType};
use geo::{Area, BoundingRect};

/// What two grounds share; degrees and square degrees.
pub(super) struct Common {
    pub(super) area: f64,
    /// The middle of its largest piece.
    pub(super) at: [f64; 2],
    /// The box around it.
    pub(super) bounds: [f64; 4],
}

/// What measuring brought.
pub(super) enum Shared {
    Nothing,
    Measured(Common),
    /// The outlines meet too often; at one such place.
    Countless([f64; 2]),
}

/// Pairs of edges whose boxes meet that are looked at.
const MOST_PAIRS: usize = 20_000_000;
/// Places where the outlines meet.
const MOST_MEETINGS: usize = 400_000;
/// Edges of all strips together.
const MOST_WORK: usize = 100_000_000;
/// Degrees within which rounding may mistake the side of a place on which an edge passes.
const CLOSE: f64 = 1e-9;

const NOTHING: [f64; 4] = [f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY];

/// The shared ground. Takes time as the edges near what both reach, and as the strips they are cut into.
pub(super) fn measure(a: &Ground, b: &Ground) -> Shared {
    let (p, q) = (a.bounds, b.bounds);
    let area = [p[0].max(q[0]), p[1].max(q[1]), p[2].min(q[2]), p[3].min(q[3])];
    let (one, other) = (Side::new(a, area), Side::new(b, area));
    let mut levels = vec![area[1], area[3]];
    for line in [&one.line, &other.line] {
        // An end where the next edge begins is its beginning.
        let ends = line
            .iter()
            .enumerate()
            .filter(|(i, e)| line.get(i + 1).is_none_or(|f| f[0] != e[1]));
        levels.extend(line.iter().map(|e| e[0][1]));
        levels.extend(ends.map(|(_, e)| e[1][1]));
    }
    if let Err(at) = meetings(&one.line, &other.line, &mut levels) {
        return Shared::Countless(at);
    }
    levels.retain(|y| (area[1]..=area[3]).contains(y));
    // Stable sorts make use of the runs that go up or down already.
    levels.sort_by(f64::total_cmp);
    levels.dedup();
    if work(&one, &levels) + work(&other, &levels) > MOST_WORK {
        // Level edges add no strips, but an overlay would cut them and what they meet as often.
        let crossed = meetings(&one.level, &other.line, &mut Vec::new());
        return match crossed.and_then(|()| meetings(&one.line, &other.level, &mut Vec::new())) {
            Ok(()) => by_overlay(a, b),
            Err(at) => Shared::Countless(at),
        };
    }
    by_strips(one, other, &levels)
}

fn by_strips(mut a: Side, mut b: Side, levels: &[f64]) -> Shared {
    let mut common = Common {
        area: 0.0,
        at: [0.0; 2],
        bounds: NOTHING,
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
    if common.area > 0.0 {
        Shared::Measured(common)
    } else {
        Shared::Nothing
    }
}

/// Strips that the edges pass through, all together.
fn work(side: &Side, levels: &[f64]) -> usize {
    let above = |y: f64| levels.partition_point(|level| *level < y);
    side.edges.iter().map(|e| above(e[1][1]) - above(e[0][1])).sum()
}

fn by_overlay(a: &Ground, b: &Ground) -> Shared {
    let both = overlay(&a.parts(), &b.parts(), OpType::Intersection, FillRule::NonZero);
    let largest = both
        .iter()
        .max_by(|p, q| p.unsigned_area().total_cmp(&q.unsigned_area()));
    let (Some(at), Some(bounds)) = (largest.and_then(inner_point), both.bounding_rect()) else {
        return Shared::Nothing;
    };
    Shared::Measured(Common {
        area: both.unsigned_area(),
        at,
        bounds: [bounds.min().x, bounds.min().y, bounds.max().x, bounds.max().y],
    })
}

/// Adds the heights at which edges of `a` and `b` meet; a place where they do, when there are too many.
fn meetings(a: &[Edge], b: &[Edge], levels: &mut Vec<f64>) -> Result<(), [f64; 2]> {
    let (one, other) = (Chains::new(a), Chains::new(b));
    let tree = other.tree();
    let (mut left, mut found, mut last) = (MOST_PAIRS, 0, None);
    for run in one.runs() {
        let whole = one.meeting(run, &other, &tree, &mut left, |i, j| {
            if let Some(at) = meeting(upward(a[i as usize]), upward(b[j as usize])) {
                found += 1;
                levels.push(at[1]);
                last = Some(at);
            }
            found <= MOST_MEETINGS
        });
        if !whole {
            return Err(last.unwrap_or(a[0][0]));
        }
    }
    Ok(())
}

/// The lower end first.
fn upward([a, b]: Edge) -> Edge {
    if a[1] <= b[1] { [a, b] } else { [b, a] }
}

/// Whether the western side of what both reach lies in the ground, which changes only where an edge passes there.
struct Rim {
    /// Heights of the edges that reach it, from and to, the lowest first.
    spans: Vec<[f64; 2]>,
    next: usize,
    /// The highest end of the edges so far.
    reach: f64,
    /// The height asked for before, with the answer.
    last: Option<(f64, bool)>,
}

impl Rim {
    fn new(mut spans: Vec<[f64; 2]>) -> Rim {
        spans.sort_unstable_by(|a, b| a[0].total_cmp(&b[0]));
        Rim {
            spans,
            next: 0,
            reach: f64::NEG_INFINITY,
            last: None,
        }
    }

    /// The answer at height `y`, which never falls: asked of `ground` only where it may have changed.
    fn holds(&mut self, y: f64, ground: impl FnOnce() -> bool) -> bool {
        let before = self.next;
        while let Some(span) = self.spans.get(self.next).filter(|s| s[0] <= y) {
            self.reach = self.reach.max(span[1]);
            self.next += 1;
        }
        let still = self.last.filter(|l| before == self.next && self.reach < l.0);
        let holds = still.map_or_else(ground, |l| l.1);
        self.last = Some((y, holds));
        holds
    }
}

/// One ground, near what both reach. Goes up through its edges, which are sorted by their lower ends.
struct Side<'a> {
    ground: &'a Ground,
    /// A little to the west of what both reach.
    west: f64,
    east: f64,
    /// Those of its edges that are not level, in their order.
    line: Vec<Edge>,
    /// Those that are level.
    level: Vec<Edge>,
    /// Those that are not level, lower end first, the lowest first.
    edges: Vec<Edge>,
    next: usize,
    rim: Rim,
    active: Vec<Edge>,
    xs: Vec<f64>,
}

impl<'a> Side<'a> {
    fn new(ground: &'a Ground, [west, south, east, north]: [f64; 4]) -> Side<'a> {
        let west = west - (east - west) / 64.0;
        let (mut line, mut level, mut spans) = (Vec::new(), Vec::new(), Vec::new());
        ground.edges_near([west, south, east, north], |_, edge| {
            let [lo, hi] = upward(edge);
            let beside = lo[0].max(hi[0]) < west || lo[0].min(hi[0]) > east;
            if !beside && lo[0].min(hi[0]) <= west {
                spans.push([lo[1], hi[1]]);
            }
            if lo[1] < north && hi[1] > south && !beside {
                if lo[1] < hi[1] {
                    line.push(edge)
                } else {
                    level.push(edge)
                }
            }
        });
        let mut edges: Vec<Edge> = line.iter().copied().map(upward).collect();
        edges.sort_by(|e, f| e[0][1].total_cmp(&f[0][1]));
        Side {
            ground,
            west,
            east,
            line,
            level,
            edges,
            next: 0,
            rim: Rim::new(spans),
            active: Vec::new(),
            xs: Vec::new(),
        }
    }

    /// Where the ground begins and ends at height `y`, from west to east; `y` never falls from call to call.
    /// What begins to the west of it all begins there, and what ends to the east of it all ends at its eastern side.
    fn at(&mut self, y: f64) -> &[f64] {
        while self.edges.get(self.next).is_some_and(|e| e[0][1] <= y) {
            self.active.push(self.edges[self.next]);
            self.next += 1;
        }
        self.active.retain(|e| e[1][1] > y);
        self.xs.clear();
        let west = [self.west, y];
        for &[lo, hi] in &self.active {
            let x = lo[0] + (hi[0] - lo[0]) * ((y - lo[1]) / (hi[1] - lo[1]));
            let beyond = if (x - self.west).abs() > CLOSE {
                x > self.west
            } else {
                turn(lo, hi, west) > 0.0
            };
            if beyond {
                self.xs.push(x);
            }
        }
        self.xs.sort_unstable_by(f64::total_cmp);
        if self.rim.holds(y, || self.ground.holds(west)) {
            self.xs.insert(0, self.west);
        }
        if self.xs.len() % 2 == 1 {
            self.xs.push(self.xs[self.xs.len() - 1].max(self.east));
        }
        &self.xs
    }
}
