//! Borders as they look on the ground: each shared edge is drawn once, wavering,
//! and both neighbours carry the same vertices.

use super::land::{Xy, to_degrees};
use super::mesh::{Corner, Mesh};
use super::rng::Rng;
use std::collections::BTreeMap;

/// The closed ring of every cell in degrees, counter-clockwise, first vertex repeated at the end.
pub(super) fn rings(mesh: &Mesh) -> Vec<Vec<Xy>> {
    let mut drawn: BTreeMap<(usize, usize), Vec<Xy>> = BTreeMap::new();
    (0..mesh.cells)
        .map(|i| {
            let corners = &mesh.rings[i];
            let mut ring = Vec::new();
            for (k, &(start, other)) in corners.iter().enumerate() {
                let end = corners[(k + 1) % corners.len()].0;
                let ends = (start.min(end), start.max(end));
                let line = drawn
                    .entry((i.min(other), i.max(other)))
                    .or_insert_with(|| waver(mesh, ends.0, ends.1, i, other));
                let last = line.len() - 1;
                if start < end {
                    ring.extend_from_slice(&line[..last]);
                } else {
                    ring.extend(line[1..].iter().rev());
                }
            }
            ring.push(ring[0]);
            ring
        })
        .collect()
}

/// The edge from corner `a` to corner `b` between two seeds. It stays inside the
/// two triangles that the edge makes with the seeds; as those of different edges
/// never meet, no two borders can cross.
fn waver(mesh: &Mesh, a: Corner, b: Corner, one: usize, other: usize) -> Vec<Xy> {
    let (va, vb) = (mesh.place(a), mesh.place(b));
    let (dx, dy) = (vb[0] - va[0], vb[1] - va[1]);
    let length = (dx * dx + dy * dy).sqrt();
    let (ux, uy) = (dx / length, dy / length);
    let seed = mesh.seeds[one];
    let (px, py) = (seed[0] - va[0], seed[1] - va[1]);
    let foot = px * ux + py * uy;
    let height = (px * uy - py * ux).abs();
    let room = |s: f64| {
        let from_a = if foot > 0.0 { height * s / foot } else { f64::INFINITY };
        let from_b = if foot < length {
            height * (length - s) / (length - foot)
        } else {
            f64::INFINITY
        };
        from_a.min(from_b).min(height) * 0.8
    };
    let mut rng = Rng::new(((one.min(other) as u64) << 20) | one.max(other) as u64);
    let halvings = [0.07, 0.22, 0.46, 2.1].iter().filter(|l| length > **l).count() as u32;
    let bends = midpoints(&mut rng, halvings);
    let step = 1.0 / (bends.len() - 1) as f64;
    let mut line = Vec::with_capacity(bends.len());
    for (k, bend) in bends.iter().enumerate() {
        if k == 0 {
            line.push(to_degrees(va));
        } else if k + 1 == bends.len() {
            line.push(to_degrees(vb));
        } else {
            let s = (k as f64 + rng.range(-0.3, 0.3)) * step * length;
            let room = room(s);
            let by = (bend * length).clamp(-room, room);
            line.push(to_degrees([va[0] + ux * s - uy * by, va[1] + uy * s + ux * by]));
        }
    }
    line
}

/// Heights of a line that is halved again and again, each new middle moved a
/// little less than the last; ends at 0.
fn midpoints(rng: &mut Rng, halvings: u32) -> Vec<f64> {
    let mut heights = vec![0.0, 0.0];
    let mut reach = 0.13;
    for _ in 0..halvings {
        let mut finer = Vec::with_capacity(heights.len() * 2);
        for pair in heights.windows(2) {
            finer.extend([pair[0], (pair[0] + pair[1]) / 2.0 + rng.range(-reach, reach)]);
        }
        finer.push(0.0);
        heights = finer;
        reach *= 0.73;
    }
    heights
}
