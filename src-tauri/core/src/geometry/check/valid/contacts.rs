//! Where the rings of an outline meet, and which ring lies in which.

use super::{Flaw, PLACES, Ring, Rings, meeting};
use crate::geometry::check::edges::{folded, turn};
use crate::geometry::check::sweep::Watch;
use std::collections::BTreeMap;

/// Pairs of rings that are kept; beyond, what is wrong has been said often enough.
const MOST_PAIRS: usize = 10_000;
/// Edges at one vertex that are compared each with each.
const MANY: usize = 24;

type P = [f64; 2];

/// How two rings meet, with a place each.
#[derive(Debug, Default)]
struct Pair {
    /// One comes from one side of the other to its other side.
    crosses: Option<P>,
    /// They have a line in common.
    along: Option<P>,
    /// There, the ground lies on the same side of both.
    same_side: bool,
}

/// What the sweep finds, ring by ring.
pub(super) struct Contacts<'a> {
    rings: &'a Rings,
    own: BTreeMap<u32, Vec<P>>,
    pairs: BTreeMap<(u32, u32), Pair>,
    /// The ring around each ring.
    around: Vec<Option<u32>>,
}

/// A ring at a vertex, on it or passing.
struct Branch {
    ring: u32,
    /// Where it comes from, and where it goes.
    ends: [P; 2],
}

impl<'a> Contacts<'a> {
    pub(super) fn new(rings: &'a Rings) -> Contacts<'a> {
        Contacts {
            rings,
            own: BTreeMap::new(),
            pairs: BTreeMap::new(),
            around: vec![None; rings.rings.len()],
        }
    }

    /// Whether anything meets that should not.
    pub(super) fn any(&self) -> bool {
        !self.own.is_empty() || self.pairs.values().any(|p| p.crosses.is_some() || p.along.is_some())
    }

    /// Rings that meet themselves, with places.
    pub(super) fn own(&self) -> impl Iterator<Item = (u32, &[P])> {
        self.own.iter().map(|(ring, places)| (*ring, places.as_slice()))
    }

    fn meets_itself(&mut self, ring: u32, at: P) {
        let places = self.own.entry(ring).or_default();
        if places.len() < PLACES && !places.contains(&at) {
            places.push(at);
        }
    }

    fn pair(&mut self, r: u32, s: u32) -> Option<&mut Pair> {
        let key = (r.min(s), r.max(s));
        if self.pairs.len() >= MOST_PAIRS && !self.pairs.contains_key(&key) {
            return None;
        }
        Some(self.pairs.entry(key).or_default())
    }

    /// The branches at a vertex: each visit of a ring, and each edge that only passes.
    fn branches(&self, at: P, edges: &[u32]) -> Vec<Branch> {
        let mut out: Vec<Branch> = Vec::with_capacity(edges.len());
        for &e in edges {
            let [a, b] = self.rings.edges[e as usize];
            let before = self.before(e);
            let [comes, goes] = if b == at {
                [e, self.rings.next(e)]
            } else if a != at {
                [e, e]
            } else if edges.len() > MANY || edges.contains(&before) {
                // Made out by the edge that comes.
                continue;
            } else {
                [before, e]
            };
            out.push(Branch {
                ring: self.rings.ring(e),
                ends: [self.rings.edges[comes as usize][0], self.rings.edges[goes as usize][1]],
            });
        }
        out
    }

    fn before(&self, edge: u32) -> u32 {
        let own: &Ring = &self.rings.rings[self.rings.ring(edge) as usize];
        if edge == own.edges.start {
            own.edges.end - 1
        } else {
            edge - 1
        }
    }

    fn meet(&mut self, at: P, a: &Branch, b: &Branch) {
        if a.ring == b.ring {
            return self.meets_itself(a.ring, at);
        }
        let mut along = None;
        for (i, p) in a.ends.iter().enumerate() {
            for (j, q) in b.ends.iter().enumerate() {
                if folded(at, *p, *q) {
                    along = Some(i == j);
                }
            }
        }
        if let Some(same_way) = along {
            let (r, s) = (self.rings.ground_left(a.ring), self.rings.ground_left(b.ring));
            let same_side = (r == s) == same_way;
            if let Some(pair) = self.pair(a.ring, b.ring) {
                pair.along.get_or_insert(at);
                pair.same_side |= same_side;
            }
        } else if within(at, a.ends, b.ends[0]) != within(at, a.ends, b.ends[1])
            && let Some(pair) = self.pair(a.ring, b.ring)
        {
            pair.crosses.get_or_insert(at);
        }
    }

    /// Says which rings cross or run along each other.
    pub(super) fn between(&self, flaws: &mut Vec<Flaw>) {
        let rings = &self.rings.rings;
        let mut parts: BTreeMap<(u32, u32), (Option<P>, Option<P>)> = BTreeMap::new();
        for (&(r, s), pair) in &self.pairs {
            let (a, b) = (&rings[r as usize], &rings[s as usize]);
            let overlap = pair.crosses.or(pair.along.filter(|_| pair.same_side));
            if a.part != b.part {
                let both = parts.entry((a.part, b.part)).or_default();
                both.0 = both.0.or(overlap);
                both.1 = both.1.or(pair.along);
                continue;
            }
            let of = self.rings.of_part(a.part);
            let mut say = |what: String, at: Option<P>| {
                if at.is_some() {
                    flaws.push(Flaw::new(what, at));
                }
            };
            if a.hole == 0 {
                say(format!("hole {}{of} crosses the outer ring", b.hole), pair.crosses);
                say(format!("hole {}{of} runs along the outer ring", b.hole), pair.along);
            } else {
                let both = format!("holes {} and {}{of}", a.hole, b.hole);
                say(format!("{both} overlap"), overlap);
                say(format!("{both} share a line of border"), pair.along);
            }
        }
        for ((a, b), (overlap, along)) in parts {
            let both = format!("parts {} and {}", a + 1, b + 1);
            for (what, at) in [("overlap", overlap), ("share a line of border", along)] {
                if at.is_some() {
                    flaws.push(Flaw::new(format!("{both} {what}"), at));
                }
            }
        }
    }

    /// Says which rings lie where they should not; only of rings that do not cross.
    pub(super) fn nested(&self, flaws: &mut Vec<Flaw>) {
        let rings = &self.rings.rings;
        for (r, ring) in (0u32..).zip(rings) {
            let at = Some(self.rings.edges[ring.edges.start as usize][0]);
            let of = self.rings.of_part(ring.part);
            let around = self.around[r as usize];
            let crossed = |s: u32| {
                let known = self.pairs.get(&(r.min(s), r.max(s)));
                known.is_some_and(|p| p.crosses.is_some() || p.same_side)
            };
            match around.map(|s| (s, &rings[s as usize])) {
                Some((s, _)) if crossed(s) => {}
                Some((_, s)) if ring.hole == 0 && s.hole == 0 => {
                    let (a, b) = (ring.part.min(s.part) + 1, ring.part.max(s.part) + 1);
                    flaws.push(Flaw::new(format!("parts {a} and {b} overlap"), at));
                }
                Some((_, s)) if ring.hole > 0 && s.part == ring.part && s.hole > 0 => {
                    let (a, b) = (ring.hole.min(s.hole), ring.hole.max(s.hole));
                    flaws.push(Flaw::new(format!("holes {a} and {b}{of} overlap"), at));
                }
                _ if ring.hole > 0 && !self.lies_in_its_part(r) => {
                    flaws.push(Flaw::new(
                        format!("hole {}{of} lies outside the outer ring", ring.hole),
                        at,
                    ));
                }
                _ => {}
            }
        }
    }

    fn lies_in_its_part(&self, hole: u32) -> bool {
        let part = self.rings.rings[hole as usize].part;
        let mut around = self.around[hole as usize];
        for _ in 0..self.around.len() {
            let Some(s) = around else { break };
            let ring = &self.rings.rings[s as usize];
            if ring.part == part && ring.hole == 0 {
                return true;
            }
            around = self.around[s as usize];
        }
        // Crossing its outer ring is another flaw.
        let outer = hole - self.rings.rings[hole as usize].hole;
        self.pairs.get(&(outer, hole)).is_some_and(|p| p.crosses.is_some())
    }
}

impl Watch for Contacts<'_> {
    fn vertex(&mut self, at: P, edges: &[u32]) -> bool {
        if let [e, f] = *edges {
            let next = if self.rings.next(e) == f {
                Some((e, f))
            } else {
                Some((f, e)).filter(|_| self.rings.next(f) == e)
            };
            if let Some((e, f)) = next.filter(|(e, _)| self.rings.edges[*e as usize][1] == at) {
                if folded(at, self.rings.edges[e as usize][0], self.rings.edges[f as usize][1]) {
                    self.meets_itself(self.rings.ring(e), at);
                }
                return true;
            }
        }
        let branches = self.branches(at, edges);
        for b in &branches {
            if folded(at, b.ends[0], b.ends[1]) {
                self.meets_itself(b.ring, at);
            }
        }
        for (i, a) in branches.iter().enumerate() {
            let others = if branches.len() <= MANY { branches.len() } else { 1 };
            for b in branches[i + 1..].iter().take(others) {
                self.meet(at, a, b);
            }
        }
        true
    }

    fn crossing(&mut self, a: u32, b: u32) -> bool {
        let (r, s) = (self.rings.ring(a), self.rings.ring(b));
        let at = meeting(self.rings.edges[a as usize], self.rings.edges[b as usize]);
        let at = at.unwrap_or(self.rings.edges[a as usize][0]);
        if r == s {
            self.meets_itself(r, at);
        } else if let Some(pair) = self.pair(r, s) {
            pair.crosses.get_or_insert(at);
        }
        true
    }

    fn begun(&mut self, edge: u32, below: Option<u32>) {
        let ring = self.rings.ring(edge);
        if self.rings.rings[ring as usize].first != edge {
            return;
        }
        self.around[ring as usize] = below.and_then(|below| {
            let s = self.rings.ring(below);
            let [a, b] = self.rings.edges[below as usize];
            let east = a[0].total_cmp(&b[0]).then(a[1].total_cmp(&b[1])).is_lt();
            let inside = east == self.rings.rings[s as usize].left;
            if inside && s != ring {
                Some(s)
            } else {
                self.around[s as usize]
            }
        });
    }
}

/// True where `q` lies in the open sector at `at` from the first of `ends` round to the left to the second.
fn within(at: P, ends: [P; 2], q: P) -> bool {
    let [a, b] = ends;
    let (ab, aq, qb) = (turn(at, a, b), turn(at, a, q), turn(at, q, b));
    if ab > 0.0 {
        aq > 0.0 && qb > 0.0
    } else if ab < 0.0 {
        !(turn(at, b, q) >= 0.0 && turn(at, q, a) >= 0.0)
    } else {
        aq > 0.0
    }
}
