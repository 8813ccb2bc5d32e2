//! Exact questions about two edges, and what is left of many when equal ones cancel.

use super::ground::Ground;
use geo::kernels::{Kernel, RobustKernel};
use geo::{Coord, Orientation};
use rayon::prelude::*;

/// From the first vertex to the second.
pub(super) type Edge = [[f64; 2]; 2];

/// Edges sorted at one time; bounds the memory.
const PART: usize = 600_000;

/// The box around `coords`; crossed over where there are none.
pub(super) fn hull(coords: &[[f64; 2]]) -> [f64; 4] {
    let none = [f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY];
    coords.iter().fold(none, |b, c| {
        [b[0].min(c[0]), b[1].min(c[1]), b[2].max(c[0]), b[3].max(c[1])]
    })
}

/// Positive where `c` lies to the left of the line from `a` to `b`, zero on it: exactly.
pub(super) fn turn(a: [f64; 2], b: [f64; 2], c: [f64; 2]) -> f64 {
    let at = |p: [f64; 2]| Coord { x: p[0], y: p[1] };
    match RobustKernel::orient2d(at(a), at(b), at(c)) {
        Orientation::CounterClockwise => 1.0,
        Orientation::Clockwise => -1.0,
        Orientation::Collinear => 0.0,
    }
}

/// A point that two edges share, ends included; the end of one where there is such.
pub(super) fn meeting(a: Edge, b: Edge) -> Option<[f64; 2]> {
    let (b0, b1) = (turn(a[0], a[1], b[0]), turn(a[0], a[1], b[1]));
    if b0 * b1 > 0.0 {
        return None;
    }
    let (a0, a1) = (turn(b[0], b[1], a[0]), turn(b[0], b[1], a[1]));
    if a0 * a1 > 0.0 {
        return None;
    }
    let within = |p: [f64; 2], e: Edge| {
        let h = hull(&e);
        h[0] <= p[0] && p[0] <= h[2] && h[1] <= p[1] && p[1] <= h[3]
    };
    for (side, p, other) in [(b0, b[0], a), (b1, b[1], a), (a0, a[0], b), (a1, a[1], b)] {
        if side == 0.0 && within(p, other) {
            return Some(p);
        }
    }
    if b0 == 0.0 || b1 == 0.0 || a0 == 0.0 || a1 == 0.0 {
        return None;
    }
    let (dx, dy) = (a[1][0] - a[0][0], a[1][1] - a[0][1]);
    let (ex, ey) = (b[1][0] - b[0][0], b[1][1] - b[0][1]);
    let t = ((b[0][0] - a[0][0]) * ey - (b[0][1] - a[0][1]) * ex) / (dx * ey - dy * ex);
    let t = if t.is_finite() { t.clamp(0.0, 1.0) } else { 0.5 };
    Some([a[0][0] + t * dx, a[0][1] + t * dy])
}

/// True where two edges from one vertex lie on each other.
pub(super) fn folded(vertex: [f64; 2], p: [f64; 2], q: [f64; 2]) -> bool {
    let along = (p[0] - vertex[0]) * (q[0] - vertex[0]) + (p[1] - vertex[1]) * (q[1] - vertex[1]);
    along > 0.0 && turn(vertex, p, q) == 0.0
}

fn bits(p: [f64; 2]) -> [u64; 2] {
    [p[0].to_bits(), p[1].to_bits()]
}

/// Turns the edge so that both directions of it read alike; true where it had to be turned.
fn undirected([a, b]: Edge) -> ([[u64; 2]; 2], bool) {
    let (a, b) = (bits(a), bits(b));
    if a <= b { ([a, b], false) } else { ([b, a], true) }
}

/// A number that an edge and its reverse have in common. Others may have it too.
fn mix([a, b]: Edge) -> u64 {
    let ([ax, ay], [bx, by]) = (bits(a), bits(b));
    let sums = (ax.wrapping_add(bx)).wrapping_mul(0x9E37_79B9_7F4A_7C15)
        ^ (ay.wrapping_add(by)).wrapping_mul(0xC2B2_AE3D_27D4_EB4F);
    let differences = (ax ^ bx).wrapping_mul(0x1656_67B1_9E37_79F9) ^ (ay ^ by).rotate_left(32);
    let h = (sums ^ differences.rotate_left(29)).wrapping_mul(0xD6E8_FEB8_6659_FD93);
    h ^ (h >> 32)
}

/// The edges that remain of all `grounds` when an edge and its reverse cancel.
///
/// Together they go round every place as often as the grounds cover it: cancelling does not change that. Edges of
/// grounds from index `reversed` on count the other way round. What follows each other on a ring does so here.
pub(super) fn leftover(grounds: &[&Ground], reversed: usize) -> Vec<Edge> {
    let count: usize = grounds.iter().map(|g| g.len()).sum();
    let parts = count.div_ceil(PART).next_power_of_two();
    // Backwards along a ground that counts the other way round, so that its edges follow each other too.
    let place = |g: u32, i: u32| (u64::from(g) << 32) | u64::from(if g as usize >= reversed { !i } else { i });
    let edge = |place: u64| {
        let (g, i) = ((place >> 32) as usize, place as u32);
        if g >= reversed {
            let [a, b] = grounds[g].edge(!i);
            [b, a]
        } else {
            grounds[g].edge(i)
        }
    };
    let part = |p: usize| -> Vec<u64> {
        let mut own = Vec::with_capacity(count / parts + count / parts / 8);
        for (g, ground) in (0u32..).zip(grounds) {
            for (i, edge) in ground.edges() {
                let hash = mix(edge);
                if hash as usize & (parts - 1) == p {
                    own.push((hash, place(g, i)));
                }
            }
        }
        own.sort_unstable();
        let mut left = Vec::new();
        for run in own.chunk_by(|a, b| a.0 == b.0) {
            match run {
                [one] => left.push(one.1),
                [a, b] if opposite(edge(a.1), edge(b.1)) => {}
                _ => net(run.iter().map(|e| (e.1, edge(e.1))), &mut left),
            }
        }
        left
    };
    let mut left: Vec<u64> = (0..parts).into_par_iter().flat_map_iter(part).collect();
    left.par_sort_unstable();
    left.into_iter().map(edge).collect()
}

fn opposite(e: Edge, f: Edge) -> bool {
    e[0] == f[1] && e[1] == f[0]
}

/// Adds as many of those that go the way of the most as there are more of them.
fn net(run: impl Iterator<Item = (u64, Edge)>, left: &mut Vec<u64>) {
    let mut all: Vec<([[u64; 2]; 2], bool, u64)> = run
        .map(|(place, edge)| {
            let (key, turned) = undirected(edge);
            (key, turned, place)
        })
        .collect();
    all.sort_unstable();
    for same in all.chunk_by(|e, f| e.0 == f.0) {
        let (ahead, turned) = same.split_at(same.partition_point(|e| !e.1));
        let more = ahead.len().abs_diff(turned.len());
        let most = if ahead.len() > turned.len() { ahead } else { turned };
        left.extend(most.iter().take(more).map(|e| e.2));
    }
}

/// Joins edges, of which as many end as begin at every vertex, to closed rings.
pub(super) fn contours(edges: &[Edge]) -> Vec<Vec<[f64; 2]>> {
    let next = follow(edges);
    let mut used = vec![false; edges.len()];
    let mut rings = Vec::new();
    for first in 0..edges.len() {
        let mut at = first;
        let mut ring = Vec::new();
        while !used[at] {
            used[at] = true;
            ring.push(edges[at][0]);
            let Some(i) = next[at] else { break };
            at = i as usize;
        }
        if ring.len() > 2 {
            ring.push(ring[0]);
            rings.push(ring);
        }
    }
    rings
}

/// An edge that begins where each one ends, none of them twice: the very next one where that is such.
fn follow(edges: &[Edge]) -> Vec<Option<u32>> {
    let mut next = vec![None; edges.len()];
    let (mut begins, mut ends) = (Vec::new(), Vec::new());
    let follows = |i: usize| i > 0 && edges[i - 1][1] == edges[i][0];
    for (i, e) in edges.iter().enumerate() {
        if !follows(i) {
            begins.push((bits(e[0]), i as u32));
        }
        if i + 1 < edges.len() && follows(i + 1) {
            next[i] = Some(i as u32 + 1);
        } else {
            ends.push((bits(e[1]), i as u32));
        }
    }
    begins.sort_unstable();
    ends.sort_unstable();
    let mut begins = begins.into_iter().peekable();
    for (at, i) in ends {
        while begins.next_if(|b| b.0 < at).is_some() {}
        next[i as usize] = begins.next_if(|b| b.0 == at).map(|b| b.1);
    }
    next
}
