//! Which cell a point lies in.

use super::squares::Squares;
use crate::model::GridId;
use geo::MultiPolygon;
use rayon::prelude::*;

pub(crate) mod outline;
pub(crate) mod tree;

use outline::{Outlines, Side};
use tree::Tree;

/// A cell as the index takes it in. WGS 84 longitude and latitude.
#[derive(Debug, Clone)]
pub struct LocateCell {
    /// Key of the grid.
    pub id: GridId,
    /// Its code; ties between cells of one depth are settled in code order.
    pub code: String,
    /// Rank of its level: larger is more specific.
    pub depth: u8,
    /// Its ground: all that its parts cover together; of each part, whatever its outer ring goes round and no hole does.
    pub geometry: MultiPolygon<f64>,
}

/// Finds the cell of a point among many.
///
/// The most specific cell that contains the point wins. Among cells of one depth, one that
/// holds the point in its interior wins over one that has it on its border, then the first
/// in code order: so a point on a shared border falls to one cell, always the same, whatever
/// order the cells came in. The predicate is exact: near a border it falls back to
/// adaptive-precision arithmetic.
///
/// Takes 16 bytes for each vertex and some 60 for each cell; a look-up costs some hundred nanoseconds.
#[derive(Debug)]
pub struct CellIndex {
    /// Ids in rank order: most specific first, then by code.
    ids: Vec<GridId>,
    depths: Vec<u8>,
    outlines: Outlines,
    tree: Tree,
}

/// Points handed to one core at a time.
const CHUNK: usize = 4096;
/// Rank of no cell.
const NONE: u32 = u32::MAX;
/// Points to a square, on the average: those of one share the walk through the tree and find a cell's rings still in the cache.
const PER_SQUARE: usize = 16;
/// Cells to a square beyond which each point is looked up by itself.
const FEW: usize = 40;

impl CellIndex {
    /// Builds the index, on all cores. Takes the cells, so that their rings can be let go.
    pub fn build(mut cells: Vec<LocateCell>) -> CellIndex {
        cells.par_sort_unstable_by(|a, b| {
            (b.depth.cmp(&a.depth))
                .then_with(|| a.code.cmp(&b.code))
                .then(a.id.cmp(&b.id))
        });
        let ids = cells.iter().map(|c| c.id).collect();
        let depths = cells.iter().map(|c| c.depth).collect();
        let outlines = Outlines::new(cells.into_iter().map(|c| c.geometry));
        let tree = Tree::new(outlines.boxes());
        CellIndex {
            ids,
            depths,
            outlines,
            tree,
        }
    }

    /// Number of cells.
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// True where there is no cell at all.
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// The cell that `lon`, `lat` (WGS 84 degrees) falls to; none outside of all, and for what is no number.
    pub fn locate(&self, lon: f64, lat: f64) -> Option<GridId> {
        self.rank(lon, lat, &mut Vec::new()).map(|rank| self.ids[rank as usize])
    }

    /// [`CellIndex::locate`] for each of `points`, in their order, on all cores.
    pub fn locate_all(&self, points: &[[f64; 2]]) -> Vec<Option<GridId>> {
        let squares = Squares::new(self.tree.bounds(), PER_SQUARE, points.iter().copied());
        let order = squares.order();
        let found: Vec<u32> = order
            .par_chunks(CHUNK)
            .flat_map_iter(|chunk| self.locate_chunk(points, chunk, &squares))
            .collect();
        let mut out = vec![None; points.len()];
        for (&i, rank) in order.iter().zip(found) {
            out[i as usize] = self.ids.get(rank as usize).copied();
        }
        out
    }

    /// Points of one square share one walk through the tree, unless too many cells meet there.
    fn locate_chunk(&self, points: &[[f64; 2]], chunk: &[u32], squares: &Squares) -> Vec<u32> {
        let at = |i: &u32| points[*i as usize];
        let mut candidates = Vec::new();
        let mut own = Vec::new();
        let mut out = Vec::with_capacity(chunk.len());
        for run in chunk.chunk_by(|a, b| squares.of(at(a)) == squares.of(at(b))) {
            let area = tree::hull(run.iter().map(|i| [at(i)[0], at(i)[1], at(i)[0], at(i)[1]]));
            candidates.clear();
            self.tree.overlapping(area, |rank| candidates.push(rank));
            let shared = run.len() > 1 && candidates.len() <= FEW;
            candidates.sort_unstable();
            for [lon, lat] in run.iter().map(at) {
                let rank = if shared {
                    self.first_of(&candidates, lon, lat)
                } else {
                    self.rank(lon, lat, &mut own)
                };
                out.push(rank.unwrap_or(NONE));
            }
        }
        out
    }

    fn rank(&self, lon: f64, lat: f64, candidates: &mut Vec<u32>) -> Option<u32> {
        candidates.clear();
        self.tree
            .overlapping([lon, lat, lon, lat], |rank| candidates.push(rank));
        candidates.sort_unstable();
        self.first_of(candidates, lon, lat)
    }

    /// The winner among `candidates`, which are in rank order.
    fn first_of(&self, candidates: &[u32], lon: f64, lat: f64) -> Option<u32> {
        let mut touching: Option<u32> = None;
        for &rank in candidates {
            if !tree::meet(self.outlines.boxes()[rank as usize], [lon, lat, lon, lat]) {
                continue;
            }
            if let Some(first) = touching
                && self.depths[first as usize] != self.depths[rank as usize]
            {
                return touching;
            }
            match self.outlines.side(rank, lon, lat) {
                Side::Inside => return Some(rank),
                Side::Border => touching = touching.or(Some(rank)),
                Side::Outside => {}
            }
        }
        touching
    }
}

#[cfg(test)]
mod tests;
