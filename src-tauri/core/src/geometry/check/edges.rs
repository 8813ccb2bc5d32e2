//! Exact questions about two edges, and what is left of many when equal ones cancel.

use super::ground::Ground;
use geo::kernels::{Kernel, RobustKernel};
use geo::{Coord, Orientation};
use rayon::prelude::*;
use std::collections::HashMap;

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
/// grounds from index `reversed` on count the other way round.
pub(super) fn leftover(grounds: &[&Ground], reversed: usize) -> Vec<Edge> {
    let count: usize = grounds.iter().map(|g| g.len()).sum();
    let parts = count.div_ceil(PART).next_power_of_two();
    let part = |p: usize| -> Vec<Edge> {
        let mut own = Vec::with_capacity(count / parts + count / parts / 8);
        for (g, ground) in grounds.iter().enumerate() {
            for (i, edge) in ground.edges() {
                let hash = mix(edge);
                if hash as usize & (parts - 1) == p {
                    own.push((hash, g as u32, i));
                }
            }
        }
        own.sort_unstable();
        let mut left = Vec::new();
        for run in own.chunk_by(|a, b| a.0 == b.0) {
            let edge = |&(_, g, i): &(u64, u32, u32)| {
                let [a, b] = grounds[g as usize].edge(i);
                if g as usize >= reversed { [b, a] } else { [a, b] }
            };
            if let [a, b] = run {
                let (a, b) = (edge(a), edge(b));
                if a[0] == b[1] && a[1] == b[0] {
                    continue;
                }
            }
            net(run.iter().map(edge), &mut left);
        }
        left
    };
    (0..parts).into_par_iter().flat_map_iter(part).collect()
}

fn net(run: impl Iterator<Item = Edge>, left: &mut Vec<Edge>) {
    let mut all: Vec<([[u64; 2]; 2], Edge, i32)> = run
        .map(|edge| match undirected(edge) {
            (key, true) => (key, [edge[1], edge[0]], -1),
            (key, false) => (key, edge, 1),
        })
        .collect();
    all.sort_unstable_by_key(|e| e.0);
    for same in all.chunk_by(|e, f| e.0 == f.0) {
        let sum: i32 = same.iter().map(|e| e.2).sum();
        let [a, b] = same[0].1;
        let edge = if sum > 0 { [a, b] } else { [b, a] };
        left.extend(std::iter::repeat_n(edge, sum.unsigned_abs() as usize));
    }
}

/// Joins edges, of which as many end as begin at every vertex, to closed rings.
pub(super) fn contours(edges: &[Edge]) -> Vec<Vec<[f64; 2]>> {
    let mut from: HashMap<[u64; 2], Vec<u32>> = HashMap::with_capacity(edges.len());
    for (i, e) in edges.iter().enumerate() {
        from.entry(bits(e[0])).or_default().push(i as u32);
    }
    let mut used = vec![false; edges.len()];
    let mut rings = Vec::new();
    for first in 0..edges.len() {
        let mut next = first;
        let mut ring = Vec::new();
        while !used[next] {
            used[next] = true;
            ring.push(edges[next][0]);
            let Some(out) = from.get_mut(&bits(edges[next][1])) else {
                break;
            };
            while out.last().is_some_and(|&i| used[i as usize]) {
                out.pop();
            }
            let Some(&i) = out.last() else { break };
            next = i as usize;
        }
        if ring.len() > 2 {
            ring.push(ring[0]);
            rings.push(ring);
        }
    }
    rings
}
