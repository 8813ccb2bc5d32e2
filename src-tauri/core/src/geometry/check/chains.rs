//! Edges in runs that keep to one quarter of the compass, so that pairs of edges near each other are found by halving.
//!
//! The box of such a run, and of any piece of it, is told by its two ends: no index of single edges is needed.
//! Smooth outlines have few runs; of ragged ones, whose runs are short, it costs what a tree of the edges does.

use super::edges::{Edge, hull};
use crate::geometry::locate::tree::{Tree, meet};

/// Edges to a run, in the mean, from which on looking at runs is quicker than a sweep; and pairs to look at, for each edge.
pub(super) const SMOOTH: usize = 8;

/// Edges that follow each other, cut into runs.
pub(super) struct Chains<'a> {
    edges: &'a [Edge],
    runs: Vec<[u32; 2]>,
    boxes: Vec<[f64; 4]>,
}

impl<'a> Chains<'a> {
    pub(super) fn new(edges: &'a [Edge]) -> Chains<'a> {
        let mut chains = Chains {
            edges,
            runs: Vec::new(),
            boxes: Vec::new(),
        };
        let heading = |[a, b]: Edge| [b[0].partial_cmp(&a[0]), b[1].partial_cmp(&a[1])];
        let mut start = 0;
        // Which ways the run has gone so far; none for an axis along which it did not move yet.
        let mut ways = [None, None];
        for (i, e) in edges.iter().enumerate() {
            let own = heading(*e).map(|o| o.filter(|o| o.is_ne()));
            let turned = (ways.iter().zip(own)).any(|(w, o)| w.is_some() && o.is_some() && *w != o);
            if i > start && (turned || edges[i - 1][1] != e[0]) {
                chains.close(start, i);
                start = i;
                ways = own;
            } else {
                ways = [own[0].or(ways[0]), own[1].or(ways[1])];
            }
        }
        chains.close(start, edges.len());
        chains
    }

    fn close(&mut self, start: usize, end: usize) {
        if start < end {
            self.runs.push([start as u32, end as u32]);
            self.boxes.push(self.around([start as u32, end as u32]));
        }
    }

    /// Edges to a run, in the mean.
    pub(super) fn mean(&self) -> usize {
        self.edges.len() / self.runs.len().max(1)
    }

    fn around(&self, [from, to]: [u32; 2]) -> [f64; 4] {
        hull(&[self.edges[from as usize][0], self.edges[to as usize - 1][1]])
    }

    /// The edges of each run.
    pub(super) fn spans(&self) -> impl Iterator<Item = std::ops::Range<usize>> {
        self.runs.iter().map(|[from, to]| *from as usize..*to as usize)
    }

    /// A tree over the boxes of the runs, for [`Chains::meeting`].
    pub(super) fn tree(&self) -> Tree {
        Tree::new(&self.boxes)
    }

    /// Numbers of the runs.
    pub(super) fn runs(&self) -> std::ops::Range<usize> {
        0..self.runs.len()
    }

    /// Calls `found` with every edge of run `r` and every edge of `other`, whose `tree` this is, of which the boxes meet,
    /// until it returns false or nothing is `left` of the pairs that may be looked at. False where it was stopped.
    pub(super) fn meeting(
        &self,
        r: usize,
        other: &Chains,
        tree: &Tree,
        left: &mut usize,
        found: impl FnMut(u32, u32) -> bool,
    ) -> bool {
        self.meeting_from(0, r, other, tree, left, found)
    }

    /// The same of the runs after `r` of its own; edges of one run meet at their common vertices only.
    pub(super) fn meeting_later(
        &self,
        r: usize,
        tree: &Tree,
        left: &mut usize,
        found: impl FnMut(u32, u32) -> bool,
    ) -> bool {
        self.meeting_from(r + 1, r, self, tree, left, found)
    }

    fn meeting_from(
        &self,
        first: usize,
        r: usize,
        other: &Chains,
        tree: &Tree,
        left: &mut usize,
        mut found: impl FnMut(u32, u32) -> bool,
    ) -> bool {
        let mut go_on = true;
        tree.overlapping(self.boxes[r], |s| {
            let passed_over = (s as usize) < first;
            go_on = go_on && (passed_over || self.halve(self.runs[r], other, other.runs[s as usize], left, &mut found));
        });
        go_on
    }

    fn halve(
        &self,
        a: [u32; 2],
        other: &Chains,
        b: [u32; 2],
        left: &mut usize,
        found: &mut impl FnMut(u32, u32) -> bool,
    ) -> bool {
        if !meet(self.around(a), other.around(b)) {
            return true;
        }
        if *left == 0 {
            return false;
        }
        *left -= 1;
        let (m, n) = (a[1] - a[0], b[1] - b[0]);
        if m == 1 && n == 1 {
            return found(a[0], b[0]);
        }
        if m >= n {
            let middle = a[0] + m / 2;
            self.halve([a[0], middle], other, b, left, found) && self.halve([middle, a[1]], other, b, left, found)
        } else {
            let middle = b[0] + n / 2;
            self.halve(a, other, [b[0], middle], left, found) && self.halve(a, other, [middle, b[1]], left, found)
        }
    }
}
