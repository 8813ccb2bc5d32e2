//! Outlines drawn with fewer edges, for questions that only the way they lie to each other answers.

use super::chains::{Chains, SMOOTH};
use super::edges::{Edge, hull};
use crate::geometry::locate::tree::Tree;

/// Edges at most that one line stands for.
const STRETCH: usize = 64;
/// Edges for each that is left, below which a sketch is not worth its cost.
const WORTH: usize = 4;

/// `edges` with stretches that nothing else comes near replaced by straight lines; none where few would go.
///
/// What the edges go round keeps the way it lies: as many pieces of ground and holes, each as often covered, with
/// other areas. A stretch keeps to one quarter of the compass, so that it and the line that stands for it stay in the
/// box of its two ends. Only where no other edge reaches into that box, but for those that go on from an end, it is replaced.
pub(super) fn sketch(edges: &[Edge]) -> Option<Vec<Edge>> {
    let chains = Chains::new(edges);
    if chains.mean() < SMOOTH {
        return None;
    }
    let cut = |span: std::ops::Range<usize>| span.clone().step_by(STRETCH).map(move |i| i..span.end.min(i + STRETCH));
    let stretches: Vec<std::ops::Range<usize>> = chains.spans().flat_map(cut).collect();
    let ends: Vec<Edge> = stretches
        .iter()
        .map(|s| [edges[s.start][0], edges[s.end - 1][1]])
        .collect();
    let boxes: Vec<[f64; 4]> = ends.iter().map(|e| hull(e)).collect();
    let tree = Tree::new(&boxes);
    let mut sketched = Vec::new();
    for (i, stretch) in stretches.into_iter().enumerate() {
        let mut alone = true;
        tree.overlapping(boxes[i], |j| {
            let j = j as usize;
            alone = alone && (i == j || at_an_end(boxes[i], boxes[j], ends[i], ends[j]));
        });
        if alone {
            sketched.push(ends[i]);
        } else {
            sketched.extend_from_slice(&edges[stretch]);
        }
    }
    (sketched.len() * WORTH <= edges.len()).then_some(sketched)
}

/// True where two boxes have one point in common only, which is an end of both stretches.
fn at_an_end(a: [f64; 4], b: [f64; 4], e: Edge, f: Edge) -> bool {
    let [west, south, east, north] = [a[0].max(b[0]), a[1].max(b[1]), a[2].min(b[2]), a[3].min(b[3])];
    west == east && south == north && e.contains(&[west, south]) && f.contains(&[west, south])
}
