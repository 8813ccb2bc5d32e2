//! How often the rings of an outline meet, counted to a bound.

use super::{Rings, meeting};
use crate::geometry::check::chains::{Chains, SMOOTH};
use crate::geometry::check::edges::{folded, hull};

/// Pairs of edges looked at.
const MOST_PAIRS: usize = 40_000_000;
/// Places counted.
const MOST_PLACES: usize = 2_000_000;
/// Meetings beyond which nobody can say what the ground of the outline is meant to be.
const TANGLE: usize = 200_000;
/// Edges of a ring up to which looking at all pairs is quicker than a sweep.
const FEW: usize = 128;

/// Where each ring meets itself, and how often all do.
#[derive(Debug, Default)]
pub(super) struct Count {
    /// Number of different places, by ring.
    own: Vec<usize>,
    /// All meetings, between rings too.
    all: usize,
    /// Not everything was looked at.
    cut_short: bool,
}

impl Count {
    /// How often a ring meets itself, and whether it may be oftener.
    pub(super) fn of(&self, ring: u32) -> (usize, bool) {
        (self.own.get(ring as usize).copied().unwrap_or(0), self.cut_short)
    }

    pub(super) fn is_tangle(&self) -> bool {
        self.all > TANGLE
    }
}

/// Calls `met` with each pair of edges that meets where it should not, and with the place; false where it was stopped.
fn pairs(rings: &Rings, most: usize, mut met: impl FnMut(u32, u32, [f64; 2]) -> bool) -> bool {
    let edges = &rings.edges;
    let mut sorted: Vec<(u32, [f64; 4])> = (0u32..).zip(edges.iter().map(|e| hull(e))).collect();
    sorted.sort_unstable_by(|a, b| a.1[0].total_cmp(&b.1[0]));
    let mut looked = 0;
    for (n, &(i, b)) in sorted.iter().enumerate() {
        for &(j, c) in sorted[n + 1..].iter().take_while(|(_, c)| c[0] <= b[2]) {
            looked += 1;
            if c[1] > b[3] || c[3] < b[1] {
                continue;
            }
            if contact(rings, i, j).is_some_and(|at| !met(i, j, at)) {
                return false;
            }
        }
        if looked > most {
            return false;
        }
    }
    true
}

/// Where two edges meet that should not.
fn contact(rings: &Rings, i: u32, j: u32) -> Option<[f64; 2]> {
    let (e, f) = (rings.edges[i as usize], rings.edges[j as usize]);
    // Neighbours share a vertex by right; they are wrong only when one folds back on the other.
    if rings.next(i) == j {
        folded(e[1], e[0], f[1]).then_some(e[1])
    } else if rings.next(j) == i {
        folded(f[1], f[0], e[1]).then_some(f[1])
    } else {
        meeting(e, f)
    }
}

/// True where the outline is one small or smooth ring that certainly meets itself nowhere.
pub(super) fn plainly_simple(rings: &Rings) -> bool {
    if rings.rings.len() != 1 {
        return false;
    }
    if rings.edges.len() <= FEW {
        return pairs(rings, usize::MAX, |_, _, _| false);
    }
    let chains = Chains::new(&rings.edges);
    if chains.mean() < SMOOTH {
        return false;
    }
    let tree = chains.tree();
    let mut left = SMOOTH * rings.edges.len();
    let apart = |run| chains.meeting_later(run, &tree, &mut left, |i, j| contact(rings, i, j).is_none());
    chains.runs().all(apart)
}

pub(super) fn count(rings: &Rings) -> Count {
    let mut places: Vec<(u32, [f64; 2])> = Vec::new();
    let mut all = 0;
    let whole = pairs(rings, MOST_PAIRS, |i, j, at| {
        all += 1;
        if rings.ring(i) == rings.ring(j) {
            places.push((rings.ring(i), at));
        }
        all < MOST_PLACES
    });
    places.sort_unstable_by(|a, b| {
        a.0.cmp(&b.0)
            .then(a.1[0].total_cmp(&b.1[0]))
            .then(a.1[1].total_cmp(&b.1[1]))
    });
    places.dedup();
    let mut own = vec![0; rings.rings.len()];
    for (ring, _) in places {
        own[ring as usize] += 1;
    }
    Count {
        own,
        all,
        cut_short: !whole,
    }
}
