//! A line that sweeps over edges from west to east and finds where they meet.
//!
//! Only exact questions are asked (on which side of an edge a vertex lies), so rounding cannot mislead it. An edge
//! that crosses another one is let go where the crossing is found, before the order of the two would turn round: the
//! sweep goes on with the others. So it finds a crossing wherever there are any, though not each of many, in time
//! that grows with the edges only, times the logarithm of their number.

use super::edges::{Edge, turn};
use std::cmp::Ordering;
use std::collections::BTreeSet;

type P = [f64; 2];

/// Who is told what the sweep meets. Each answer says whether to go on.
pub(super) trait Watch {
    /// All edges through one vertex of the set, in no order that means anything.
    fn vertex(&mut self, at: P, edges: &[u32]) -> bool;

    /// Two edges that cross each other between their ends.
    fn crossing(&mut self, a: u32, b: u32) -> bool;

    /// An edge at its western end, with the one next below it just to the east.
    fn begun(&mut self, edge: u32, below: Option<u32>);
}

/// An edge on the sweeping line, from its western end to its eastern one (of equal longitudes, the southern is the western).
#[derive(Debug, Clone, Copy)]
struct Active {
    west: P,
    east: P,
    /// One more than the index of the edge; none has 0 and `u32::MAX`, which stand below and above what is in line.
    number: u32,
}

fn lex(a: P, b: P) -> Ordering {
    a[0].total_cmp(&b[0]).then(a[1].total_cmp(&b[1]))
}

impl Active {
    fn of(number: u32, [a, b]: Edge) -> Active {
        let (west, east) = if lex(a, b).is_le() { (a, b) } else { (b, a) };
        Active { west, east, number }
    }

    /// Something to look up a point by.
    fn point(at: P, number: u32) -> Active {
        Active {
            west: at,
            east: at,
            number,
        }
    }

    fn crosses(&self, other: &Active) -> bool {
        let apart = |e: &Active, f: &Active| turn(e.west, e.east, f.west) * turn(e.west, e.east, f.east) < 0.0;
        apart(self, other) && apart(other, self)
    }
}

impl Ord for Active {
    /// From south to north, where the later of the two begins.
    fn cmp(&self, other: &Active) -> Ordering {
        let above = |first: &Active, later: &Active| {
            let side = turn(first.west, first.east, later.west);
            let side = if side == 0.0 {
                turn(first.west, first.east, later.east)
            } else {
                side
            };
            side.total_cmp(&0.0)
        };
        let order = if lex(self.west, other.west).is_le() {
            above(self, other).reverse()
        } else {
            above(other, self)
        };
        order.then(self.number.cmp(&other.number))
    }
}

impl PartialOrd for Active {
    fn partial_cmp(&self, other: &Active) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Active {
    fn eq(&self, other: &Active) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Active {}

struct Line<'a, W: Watch> {
    active: BTreeSet<Active>,
    gone: Vec<bool>,
    watch: &'a mut W,
}

impl<W: Watch> Line<'_, W> {
    fn below(&self, e: &Active) -> Option<Active> {
        self.active.range(..e).next_back().copied()
    }

    fn above(&self, e: &Active) -> Option<Active> {
        use std::ops::Bound::{Excluded, Unbounded};
        self.active.range((Excluded(e), Unbounded)).next().copied()
    }

    fn let_go(&mut self, e: &Active) {
        if !self.active.remove(e) {
            debug_assert!(false, "{e:?} is out of its place");
            // Whatever the order came to, what is let go must be gone, or the sweep would not end.
            self.active.retain(|other| other.number != e.number);
        }
        self.gone[e.number as usize - 1] = true;
    }

    /// Lets go what crosses `e` next to it, until nothing does.
    fn settle(&mut self, e: &Active) -> bool {
        while let Some(low) = self.below(e).filter(|low| low.crosses(e)) {
            self.let_go(&low);
            if !self.watch.crossing(low.number - 1, e.number - 1) {
                return false;
            }
        }
        while let Some(high) = self.above(e).filter(|high| high.crosses(e)) {
            self.let_go(&high);
            if !self.watch.crossing(e.number - 1, high.number - 1) {
                return false;
            }
        }
        true
    }
}

/// Sweeps over `edges`, none of which may be without length or have an end that is not a number.
pub(super) fn sweep(edges: &[Edge], watch: &mut impl Watch) {
    let mut ends: Vec<(P, u32)> = Vec::with_capacity(2 * edges.len());
    for (i, [a, b]) in (0u32..).zip(edges) {
        ends.extend([(*a, i), (*b, i)]);
    }
    ends.sort_unstable_by(|a, b| lex(a.0, b.0));
    let mut line = Line {
        active: BTreeSet::new(),
        gone: vec![false; edges.len()],
        watch,
    };
    let mut here = Vec::new();
    for group in ends.chunk_by(|a, b| a.0 == b.0) {
        let at = group[0].0;
        let own = || group.iter().map(|(_, i)| Active::of(i + 1, edges[*i as usize]));
        here.clear();
        let through = line.active.range(Active::point(at, 0)..);
        let through: Vec<Active> = through
            .take_while(|e| turn(e.west, e.east, at) == 0.0)
            .copied()
            .collect();
        here.extend(through.iter().map(|e| e.number - 1));
        here.extend(own().filter(|e| e.west == at).map(|e| e.number - 1));
        if !here.is_empty() && !line.watch.vertex(at, &here) {
            return;
        }
        for e in through.iter().filter(|e| e.east == at) {
            let there = line.active.remove(e);
            debug_assert!(there, "{e:?} is out of its place");
        }
        // Those that cross each other just here have their order turned round from here on: none may begin among them.
        let passing: Vec<Active> = through.iter().filter(|e| e.east != at).copied().collect();
        for e in &passing {
            if !line.gone[e.number as usize - 1] && !line.settle(e) {
                return;
            }
        }
        let mut begun: Vec<Active> = own().filter(|e| e.west == at).collect();
        line.active.extend(begun.iter().copied());
        begun.sort_unstable();
        for e in &begun {
            line.watch.begun(e.number - 1, line.below(e).map(|b| b.number - 1));
        }
        let low = line.below(&Active::point(at, 0)).filter(|_| begun.is_empty());
        let beside = low
            .into_iter()
            .chain(begun.first().copied())
            .chain(begun.last().copied());
        for e in beside.chain(passing) {
            if !line.gone[e.number as usize - 1] && !line.settle(&e) {
                return;
            }
        }
    }
}
