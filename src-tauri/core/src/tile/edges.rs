//! All edges of all cells, brought together where cells share them.
//!
//! An edge is known by the exact bits of its two ends. Keys are sorted rather than
//! hashed into a table: 16 bytes an edge, no copy of the coordinates, all cores. An edge that
//! only one cell has to the last digit is asked what lies across it.

use geo::{Coord, LineString, MultiPolygon};
use rayon::prelude::*;
use std::sync::OnceLock;

use super::facing::{Loose, Piece, pieces};
use crate::geometry::rings::goes_left;

/// One side of an edge: ring and vertex it starts at, behind the hash of both ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    hash: u64,
    ring: u32,
    vertex: u32,
}

/// An edge, lesser end first.
pub(crate) type Edge = [[u64; 2]; 2];

/// The sorted edges of a set of cells.
pub struct Edges<'a> {
    cells: &'a [&'a MultiPolygon<f64>],
    /// Vertices, cell, and whether it bounds a part from outside.
    rings: Vec<(&'a [Coord<f64>], u32, bool)>,
    keys: Vec<Key>,
    /// Of the edges that only one cell has, pieces with what lies across.
    pieces: OnceLock<Vec<Piece>>,
}

fn bits(c: Coord<f64>) -> Option<[u64; 2]> {
    // Adding zero makes minus zero plain zero, which is the same place.
    (c.x.is_finite() && c.y.is_finite()).then(|| [(c.x + 0.0).to_bits(), (c.y + 0.0).to_bits()])
}

fn edge(a: Coord<f64>, b: Coord<f64>) -> Option<Edge> {
    let (a, b) = (bits(a)?, bits(b)?);
    match a.cmp(&b) {
        std::cmp::Ordering::Less => Some([a, b]),
        std::cmp::Ordering::Equal => None,
        std::cmp::Ordering::Greater => Some([b, a]),
    }
}

fn hash(edge: Edge) -> u64 {
    edge.as_flattened().iter().fold(0, |h: u64, &v| {
        let mixed = u128::from(h ^ v ^ 0x9e37_79b9_7f4a_7c15) * 0xd6e8_feb8_6659_fd93_u128;
        (mixed as u64) ^ ((mixed >> 64) as u64)
    })
}

/// Where a vertex given by its bits lies, in degrees.
pub(crate) fn place(at: [u64; 2]) -> [f64; 2] {
    at.map(f64::from_bits)
}

impl<'a> Edges<'a> {
    /// Sorts the edges of the cells. Edges without length or with an end that is not
    /// a number are left out. About half a second for 4 million edges on two cores.
    pub fn of(cells: &'a [&'a MultiPolygon<f64>]) -> Self {
        let mut rings: Vec<(&[Coord<f64>], u32, bool)> = Vec::with_capacity(cells.len());
        for (cell, geometry) in (0_u32..).zip(cells) {
            for part in &geometry.0 {
                let LineString(outer) = part.exterior();
                rings.push((outer.as_slice(), cell, true));
                let holes = part.interiors().iter();
                rings.extend(holes.map(|LineString(line)| (line.as_slice(), cell, false)));
            }
        }
        let mut keys: Vec<Key> = rings
            .par_iter()
            .enumerate()
            .with_min_len(256)
            .flat_map_iter(|(ring, (line, ..))| {
                (0_u32..).zip(line.windows(2)).filter_map(move |(vertex, w)| {
                    let hash = hash(edge(w[0], w[1])?);
                    Some(Key {
                        hash,
                        ring: ring as u32,
                        vertex,
                    })
                })
            })
            .collect();
        keys.par_sort_unstable();
        Edges {
            cells,
            rings,
            keys,
            pieces: OnceLock::new(),
        }
    }

    fn edge(&self, key: &Key) -> Option<Edge> {
        let line = self.rings[key.ring as usize].0;
        let at = key.vertex as usize;
        edge(line[at], line[at + 1])
    }

    /// Asks about every edge that more than one cell has, once, with the index of the cell on each of its sides
    /// (a cell that runs along an edge twice is named twice), in an order that
    /// depends on nothing but the cells.
    pub(crate) fn shared<T: Send>(&self, answer: impl Fn(Edge, &[u32], &mut Vec<T>) + Sync) -> Vec<T> {
        self.each_run(|(edge, _), cells, found| {
            if cells.len() > 1 {
                answer(edge, cells, found);
            }
        })
    }

    /// Of the edges that only one cell has, pieces with what lies across.
    pub(super) fn pieces(&self) -> &[Piece] {
        self.pieces.get_or_init(|| pieces(self.cells, &self.loose()))
    }

    fn each_run<T: Send>(&self, each: impl Fn((Edge, &Key), &[u32], &mut Vec<T>) + Sync) -> Vec<T> {
        self.runs()
            .into_par_iter()
            .map(|run| {
                let (mut found, mut cells) = (Vec::new(), Vec::new());
                for same_hash in run.chunk_by(|a, b| a.hash == b.hash) {
                    self.split(same_hash, &mut cells, |key, cells| each(key, cells, &mut found));
                }
                found
            })
            .flatten_iter()
            .collect()
    }

    /// The edges that only one cell has.
    fn loose(&self) -> Vec<Loose> {
        let to_the_left: Vec<OnceLock<bool>> = self.rings.iter().map(|_| OnceLock::new()).collect();
        self.each_run(|(edge, key), cells, found| {
            let &[cell] = cells else { return };
            let (line, _, outer) = self.rings[key.ring as usize];
            let left = *to_the_left[key.ring as usize].get_or_init(|| goes_left(line));
            let forward = bits(line[key.vertex as usize]) == Some(edge[0]);
            found.push(Loose {
                edge,
                cell,
                ground_left: (left == outer) == forward,
            });
        })
    }

    /// The keys in pieces for the cores; no hash is in two of them.
    fn runs(&self) -> Vec<&[Key]> {
        const PIECE: usize = 1 << 16;
        let mut pieces = Vec::new();
        let mut rest = self.keys.as_slice();
        while rest.len() > PIECE {
            let last = rest[PIECE - 1].hash;
            let end = PIECE + rest[PIECE..].partition_point(|key| key.hash == last);
            let (piece, more) = rest.split_at(end);
            pieces.push(piece);
            rest = more;
        }
        pieces.push(rest);
        pieces
    }

    /// Parts edges that happen to have the same hash.
    fn split(&self, keys: &[Key], cells: &mut Vec<u32>, mut each: impl FnMut((Edge, &Key), &[u32])) {
        let cell = |key: &Key| self.rings[key.ring as usize].1;
        let Some((first, key)) = keys.first().and_then(|key| Some((self.edge(key)?, key))) else {
            return;
        };
        cells.clear();
        let mut others = Vec::new();
        for key in keys {
            match self.edge(key) {
                Some(edge) if edge != first => others.push((edge, key)),
                _ => cells.push(cell(key)),
            }
        }
        each((first, key), cells);
        others.sort_unstable();
        for same in others.chunk_by(|a, b| a.0 == b.0) {
            cells.clear();
            cells.extend(same.iter().map(|(_, key)| cell(key)));
            each(same[0], cells);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::polygon;

    #[test]
    fn a_shared_edge_names_both_cells_and_an_outer_edge_one() {
        let left = MultiPolygon(vec![
            polygon![(x: 0., y: 0.), (x: 1., y: 0.), (x: 1., y: 1.), (x: 0., y: 1.)],
        ]);
        let right = MultiPolygon(vec![
            polygon![(x: 1., y: -0.), (x: 2., y: 0.), (x: 2., y: 1.), (x: 1., y: 1.)],
        ]);
        let cells = [&left, &right];
        let edges = Edges::of(&cells);
        let sides = edges.shared(|_, cells, found| found.push(cells.to_vec()));
        assert_eq!(sides, [vec![0, 1]]);
        let mut alone: Vec<u32> = edges.pieces().iter().map(|p| p.cell).collect();
        alone.sort_unstable();
        assert_eq!(alone, [0, 0, 0, 1, 1, 1]);
        assert!(edges.pieces().iter().all(|p| p.facing.is_none()));
    }

    #[test]
    fn edges_that_happen_to_share_a_hash_are_told_apart() {
        let cell = MultiPolygon(vec![polygon![(x: 0., y: 0.), (x: 1., y: 0.), (x: 1., y: 1.)]]);
        let cells = [&cell, &cell];
        let mut edges = Edges::of(&cells);
        edges.keys.iter_mut().for_each(|key| key.hash = 7);
        let mut sides = edges.shared(|edge, cells, found| found.push((edge, cells.to_vec())));
        sides.sort();
        sides.dedup_by_key(|(edge, _)| *edge);
        assert_eq!(sides.len(), 3);
        assert!(sides.iter().all(|(_, cells)| cells == &[0, 1]));
    }
}
