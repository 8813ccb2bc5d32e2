//! Pairs of grids of one level that cover the same ground.

use super::chains::{Chains, SMOOTH};
use super::common::{self, Shared};
use super::edges::{Edge, folded, hull, meeting};
use super::ground::{Ground, metres_per_degree};
use super::sweep::{Watch, sweep};
use super::{GeometryFault, Layer, NARROW, Progress};
use crate::view::FaultKind;
use rayon::prelude::*;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Pairs of one layer that are told; who has more has one fault many times over.
const MOST: usize = 20_000;

/// All overlaps of one layer, each pair once.
pub(super) fn overlaps(layer: &Layer, progress: &Progress) -> Vec<GeometryFault> {
    let count = AtomicUsize::new(0);
    let found = (0..layer.cells.len())
        .into_par_iter()
        .map_init(Scratch::default, |scratch, i| {
            let mut faults = Vec::new();
            if !progress.go_on(1) || count.load(Ordering::Relaxed) > MOST {
                return faults;
            }
            let mut near = Vec::new();
            layer
                .tree
                .overlapping(layer.grounds[i].bounds, |j| near.push(j as usize));
            for j in near.into_iter().filter(|&j| j > i) {
                let (a, b) = (layer.cells[i], layer.cells[j]);
                let kin = a.parent == Some(b.id) || b.parent == Some(a.id);
                if !kin && scratch.may_overlap(layer.grounds[i], layer.grounds[j]) {
                    faults.extend(shared(layer, i, j));
                }
                if progress.stopped() || count.load(Ordering::Relaxed) + faults.len() > MOST {
                    break;
                }
            }
            count.fetch_add(faults.len(), Ordering::Relaxed);
            faults
        });
    let mut found: Vec<GeometryFault> = found.flatten_iter().collect();
    if count.into_inner() > MOST {
        found.truncate(MOST);
        let place = format!(
            "more than {MOST} pairs of the level {} overlap: the others are not told",
            layer.level.word()
        );
        found.push(GeometryFault {
            kind: FaultKind::Overlap,
            grids: vec![],
            place,
            at: None,
            area_m2: None,
            narrow: true,
        });
    }
    found
}

/// Metres of mean width below which what two grounds share is rounding of their coordinates:
/// a double holds a longitude to some nanometres.
const DUST_WIDTH: f64 = 5e-7;
/// Square metres, likewise.
const DUST_AREA: f64 = 1e-4;

/// Pairs of edges up to which looking at each is quicker than a sweep.
const FEW_PAIRS: usize = 10_000;
/// Edges at one vertex that are compared each with each.
const MANY: usize = 64;

/// What a pair shares, as a fault; none where it is rounding.
fn shared(layer: &Layer, i: usize, j: usize) -> Option<GeometryFault> {
    let mut pair = [layer.cells[i], layer.cells[j]];
    pair.sort_by(|a, b| a.code.cmp(&b.code).then(a.id.cmp(&b.id)));
    let code = |i: usize| {
        if pair[i].code.is_empty() {
            "(no code)"
        } else {
            &pair[i].code
        }
    };
    let codes = format!("{} and {}", code(0), code(1));
    let common = match common::measure(layer.grounds[i], layer.grounds[j]) {
        Shared::Nothing => return None,
        Shared::Measured(common) => common,
        Shared::Countless(at) => {
            return Some(GeometryFault {
                kind: FaultKind::Overlap,
                grids: pair.iter().map(|c| c.id).collect(),
                place: format!("{codes} cross each other too often for their overlap to be measured"),
                at: Some(at),
                area_m2: None,
                narrow: false,
            });
        }
    };
    let [east, north] = metres_per_degree(common.at[1]);
    let area = common.area * east * north;
    let b = common.bounds;
    let length = ((b[2] - b[0]) * east).hypot((b[3] - b[1]) * north);
    if area < DUST_AREA || area < DUST_WIDTH * length {
        return None;
    }
    let words = if area < 0.005 {
        "less than 0.01".into()
    } else {
        format!("{area:.2}")
    };
    Some(GeometryFault {
        kind: FaultKind::Overlap,
        grids: pair.iter().map(|c| c.id).collect(),
        place: format!("{codes} both cover {words} m²"),
        at: Some(common.at),
        area_m2: Some(area),
        narrow: area < NARROW * length,
    })
}

/// An edge near the other ground.
struct Near {
    edge: Edge,
    bounds: [f64; 4],
    index: u32,
    /// The other ground has the same edge, the other way round.
    shared: bool,
    /// Its first vertex is one of the other ground's too.
    starts_there: bool,
}

/// Buffers that are used from pair to pair.
#[derive(Default)]
struct Scratch {
    a: Vec<Near>,
    b: Vec<Near>,
    by_west: Vec<u32>,
}

impl Scratch {
    /// False only where two grounds certainly share no area.
    ///
    /// When edges that lie on each other are left out, and the others meet at common
    /// vertices only, then each chain of edges between such vertices lies wholly inside or
    /// outside the other ground: one point of it tells which.
    fn may_overlap(&mut self, a: &Ground, b: &Ground) -> bool {
        let (p, q) = (a.bounds, b.bounds);
        let common = [p[0].max(q[0]), p[1].max(q[1]), p[2].min(q[2]), p[3].min(q[3])];
        if common[0] >= common[2] || common[1] >= common[3] {
            return false;
        }
        gather(a, common, &mut self.a);
        gather(b, common, &mut self.b);
        let met = if self.a.len().saturating_mul(self.b.len()) <= FEW_PAIRS {
            self.meet_by_pairs()
        } else {
            self.meet_by_sweep()
        };
        met || reaches_into(&self.a, common, b) || reaches_into(&self.b, common, a)
    }

    /// True where edges meet in a way that only measuring can judge.
    fn meet_by_pairs(&mut self) -> bool {
        let by_west = &mut self.by_west;
        by_west.clear();
        by_west.extend(0..self.b.len() as u32);
        by_west.sort_unstable_by(|&i, &j| self.b[i as usize].bounds[0].total_cmp(&self.b[j as usize].bounds[0]));
        for e in &mut self.a {
            for &j in by_west.iter() {
                let f = &mut self.b[j as usize];
                if f.bounds[0] > e.bounds[2] {
                    break;
                }
                let apart = (f.bounds[2] < e.bounds[0]) | (f.bounds[3] < e.bounds[1]) | (f.bounds[1] > e.bounds[3]);
                if !apart && crossing(e, f) {
                    return true;
                }
            }
        }
        false
    }

    /// The same for many edges.
    fn meet_by_sweep(&mut self) -> bool {
        let edges: Vec<Edge> = self.a.iter().chain(&self.b).map(|e| e.edge).collect();
        if let Some(met) = self.meet_by_chains(edges.split_at(self.a.len())) {
            return met;
        }
        let mut pair = Pair {
            a: &mut self.a,
            b: &mut self.b,
            met: false,
        };
        sweep(&edges, &mut pair);
        pair.met
    }

    /// The same where both outlines are smooth; none where a sweep is quicker.
    fn meet_by_chains(&mut self, (a, b): (&[Edge], &[Edge])) -> Option<bool> {
        let (one, other) = (Chains::new(a), Chains::new(b));
        if one.mean().min(other.mean()) < SMOOTH {
            return None;
        }
        let tree = other.tree();
        let mut left = SMOOTH * (a.len() + b.len());
        let mut met = false;
        for run in one.runs() {
            let whole = one.meeting(run, &other, &tree, &mut left, |i, j| {
                met = crossing(&mut self.a[i as usize], &mut self.b[j as usize]);
                !met
            });
            if !whole {
                return met.then_some(true);
            }
        }
        Some(false)
    }
}

/// Two grounds under one sweep.
struct Pair<'a> {
    a: &'a mut [Near],
    b: &'a mut [Near],
    met: bool,
}

impl Watch for Pair<'_> {
    fn vertex(&mut self, _: [f64; 2], edges: &[u32]) -> bool {
        let first = self.a.len();
        let own = edges.iter().filter(|i| (**i as usize) < first).count();
        if own == 0 || own == edges.len() {
            return true;
        }
        // Comparing each with each would take too long.
        self.met |= edges.len() > MANY;
        if self.met {
            return false;
        }
        for &i in edges.iter().filter(|i| (**i as usize) < first) {
            for &j in edges.iter().filter(|j| (**j as usize) >= first) {
                self.met |= crossing(&mut self.a[i as usize], &mut self.b[j as usize - first]);
            }
        }
        !self.met
    }

    fn crossing(&mut self, a: u32, b: u32) -> bool {
        let first = self.a.len();
        self.met |= (a as usize) < first && b as usize >= first || (b as usize) < first && a as usize >= first;
        !self.met
    }

    fn begun(&mut self, _: u32, _: Option<u32>) {}
}

fn gather(ground: &Ground, area: [f64; 4], out: &mut Vec<Near>) {
    out.clear();
    ground.edges_near(area, |index, edge| {
        let bounds = hull(&edge);
        let meets = (bounds[0] <= area[2]) & (area[0] <= bounds[2]) & (bounds[1] <= area[3]) & (area[1] <= bounds[3]);
        if meets {
            out.push(Near {
                edge,
                bounds,
                index,
                shared: false,
                starts_there: false,
            });
        }
    });
}

/// True where the two edges meet in a way that only the overlay can judge.
fn crossing(e: &mut Near, f: &mut Near) -> bool {
    let ([a, b], [c, d]) = (e.edge, f.edge);
    if a == d && b == c {
        e.shared = true;
        f.shared = true;
    }
    e.starts_there |= a == c || a == d;
    f.starts_there |= c == a || c == b;
    if e.shared && a == d && b == c {
        false
    } else if a == c {
        b == d || folded(a, b, d)
    } else if a == d {
        folded(a, b, c)
    } else if b == c {
        folded(b, a, d)
    } else if b == d {
        folded(b, a, c)
    } else {
        meeting(e.edge, f.edge).is_some()
    }
}

/// True where a chain of edges lies inside `other`.
fn reaches_into(edges: &[Near], area: [f64; 4], other: &Ground) -> bool {
    let chains = edges.chunk_by(|e, f| e.index + 1 == f.index && !f.starts_there && e.shared == f.shared);
    let outside = |p: [f64; 2]| p[0] < area[0] || p[0] > area[2] || p[1] < area[1] || p[1] > area[3];
    for chain in chains.filter(|c| !c[0].shared) {
        if chain.iter().any(|e| outside(e.edge[0]) || outside(e.edge[1])) {
            continue;
        }
        let [p, q] = chain[0].edge;
        if other.holds([(p[0] + q[0]) / 2.0, (p[1] + q[1]) / 2.0]) {
            return true;
        }
    }
    false
}
