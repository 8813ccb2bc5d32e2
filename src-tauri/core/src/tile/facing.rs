//! Which cell lies across an edge that no other cell has to the last digit.
//!
//! Borders that were drawn once and stored twice differ by roundings, or one side has a vertex that the other lacks.
//! So each such edge is cut where a vertex of another cell lies beside it, and a point just off the
//! middle of each piece is looked up.

use geo::MultiPolygon;
use rayon::prelude::*;
use rstar::primitives::GeomWithData;
use rstar::{AABB, RTree};

use super::edges::{Edge, place};
use crate::geometry::locate::{CellIndex, LocateCell};
use crate::model::GridId;

/// Degrees off the edge at which a cell is looked for, about a metre first.
const OFF: [f64; 3] = [1e-5, 2e-6, 3e-7];
/// Degrees within which a vertex lies beside an edge; what is cut is no shorter.
const BESIDE: f64 = 1e-5;
/// Vertices looked at for one edge; a longer search only costs time.
const MOST: usize = 4096;

/// An edge that only one cell has.
pub(super) struct Loose {
    pub(super) edge: Edge,
    pub(super) cell: u32,
    /// The cell's ground lies to the left when one goes from the lesser end to the greater.
    pub(super) ground_left: bool,
}

/// A piece of such an edge, and the cell across it where there is one.
pub(super) struct Piece {
    pub(super) edge: Edge,
    pub(super) cell: u32,
    pub(super) facing: Option<u32>,
}

/// Cuts the loose edges of `cells` and finds what lies across each piece.
pub(super) fn pieces(cells: &[&MultiPolygon<f64>], loose: &[Loose]) -> Vec<Piece> {
    let mut own: Vec<u32> = loose.iter().map(|l| l.cell).collect();
    own.sort_unstable();
    own.dedup();
    if own.len() < 2 {
        let alone = |l: &Loose| Piece {
            edge: l.edge,
            cell: l.cell,
            facing: None,
        };
        return loose.iter().map(alone).collect();
    }
    // A cell that shares all its edges exactly lies across none of these.
    let found = own.iter().map(|&cell| LocateCell {
        id: GridId(cell.into()),
        code: String::new(),
        depth: 0,
        geometry: cells[cell as usize].clone(),
    });
    let index = CellIndex::build(found.collect());
    let vertices = loose
        .iter()
        .flat_map(|l| l.edge.map(|end| GeomWithData::new(place(end), l.cell)));
    let vertices = RTree::bulk_load(vertices.collect());
    loose
        .par_iter()
        .flat_map_iter(|l| {
            let ends = cut(l, &vertices);
            let index = &index;
            (0..ends.len() - 1).map(move |i| piece(l, ends[i], ends[i + 1], index))
        })
        .collect()
}

fn piece(l: &Loose, from: [f64; 2], to: [f64; 2], index: &CellIndex) -> Piece {
    let middle = [f64::midpoint(from[0], to[0]), f64::midpoint(from[1], to[1])];
    let (dx, dy) = (to[0] - from[0], to[1] - from[1]);
    let length = dx.hypot(dy).max(f64::MIN_POSITIVE);
    let away = if l.ground_left { 1.0 } else { -1.0 } / length;
    let across = OFF.iter().find_map(|off| {
        let at = [middle[0] + dy * away * off, middle[1] - dx * away * off];
        let found = index.locate(at[0], at[1])?.0 as u32;
        (found != l.cell).then_some(found)
    });
    let bits = |p: [f64; 2]| p.map(f64::to_bits);
    let edge = [bits(from), bits(to)];
    Piece {
        edge: if edge[0] <= edge[1] { edge } else { [edge[1], edge[0]] },
        cell: l.cell,
        facing: across,
    }
}

/// The ends of an edge, and between them where a vertex of another cell lies beside it.
fn cut(l: &Loose, vertices: &RTree<GeomWithData<[f64; 2], u32>>) -> Vec<[f64; 2]> {
    let [a, b] = l.edge.map(place);
    let (dx, dy) = (b[0] - a[0], b[1] - a[1]);
    let length = dx.hypot(dy);
    let mut at = Vec::new();
    if length > 2.0 * BESIDE {
        let low = [a[0].min(b[0]) - BESIDE, a[1].min(b[1]) - BESIDE];
        let high = [a[0].max(b[0]) + BESIDE, a[1].max(b[1]) + BESIDE];
        let near = vertices.locate_in_envelope_intersecting(&AABB::from_corners(low, high));
        for v in near.take(MOST).filter(|v| v.data != l.cell) {
            let (x, y) = (v.geom()[0] - a[0], v.geom()[1] - a[1]);
            let along = (x * dx + y * dy) / length;
            let off = (x * dy - y * dx).abs() / length;
            if off <= BESIDE && along > BESIDE && along < length - BESIDE {
                at.push(along);
            }
        }
        at.sort_unstable_by(f64::total_cmp);
        at.dedup_by(|next, before| *next - *before < BESIDE);
    }
    let between = at
        .into_iter()
        .map(|along| [a[0] + dx * (along / length), a[1] + dy * (along / length)]);
    std::iter::once(a).chain(between).chain(std::iter::once(b)).collect()
}
