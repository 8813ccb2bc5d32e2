//! How the district is cut: which places its cells grow around, and the corners
//! at which three of them meet.

use super::land::{Xy, inside, spacing};
use super::rng::Rng;

/// Half the side of the square in which cells grow, those outside the district included.
const HALF: f64 = 25.0;

/// No two cells further apart than this have an edge in common.
const FAR: f64 = 10.0;

/// A corner is known by the three seeds that are equally far from it, so that
/// all three cells compute the very same place.
pub(super) type Corner = [usize; 3];

/// Seeds, the ones inside the district first, and the ring of corners of each of those.
pub(super) struct Mesh {
    /// Places in kilometres.
    pub seeds: Vec<Xy>,
    /// How many of the seeds are cells.
    pub cells: usize,
    /// Counter-clockwise: each corner with the seed across the edge that starts at it.
    pub rings: Vec<Vec<(Corner, usize)>>,
}

impl Mesh {
    /// Grows the district's cells. Always the same.
    pub fn grow() -> Self {
        let mut seeds = scatter();
        for _ in 0..2 {
            seeds = (0..seeds.len()).map(|i| centroid(&cell(&seeds, i))).collect();
        }
        let (mut within, without): (Vec<Xy>, Vec<Xy>) = seeds.into_iter().partition(|p| inside(*p));
        let cells = within.len();
        within.extend(without);
        let rings = (0..cells).map(|i| ring(&within, i)).collect();
        Self {
            seeds: within,
            cells,
            rings,
        }
    }

    /// Where a corner is.
    pub fn place(&self, corner: Corner) -> Xy {
        let [a, b, c] = corner.map(|i| self.seeds[i]);
        let (bx, by, cx, cy) = (b[0] - a[0], b[1] - a[1], c[0] - a[0], c[1] - a[1]);
        let d = 2.0 * (bx * cy - by * cx);
        let (b2, c2) = (bx * bx + by * by, cx * cx + cy * cy);
        [a[0] + (cy * b2 - by * c2) / d, a[1] + (bx * c2 - cx * b2) / d]
    }

    /// The cells across each cell's edges.
    pub fn neighbours(&self) -> Vec<Vec<usize>> {
        self.rings
            .iter()
            .map(|ring| {
                ring.iter()
                    .map(|(_, other)| *other)
                    .filter(|o| *o < self.cells)
                    .collect()
            })
            .collect()
    }

    /// Area of a cell in square kilometres.
    pub fn area(&self, i: usize) -> f64 {
        let corners: Vec<Xy> = self.rings[i].iter().map(|(c, _)| self.place(*c)).collect();
        double_area(&corners) / 2.0
    }
}

fn gap2(p: Xy, q: Xy) -> f64 {
    let (dx, dy) = (p[0] - q[0], p[1] - q[1]);
    dx * dx + dy * dy
}

fn scatter() -> Vec<Xy> {
    let mut rng = Rng::new(1);
    let mut seeds: Vec<(Xy, f64)> = Vec::new();
    for _ in 0..9000 {
        let p = [rng.range(-HALF, HALF), rng.range(-HALF, HALF)];
        let r = spacing(p);
        if seeds.iter().all(|(q, s)| gap2(p, *q) > (r + s) * (r + s) * 0.19) {
            seeds.push((p, r));
        }
    }
    seeds.into_iter().map(|(p, _)| p).collect()
}

/// Corners of the ground nearest to seed `i`, each with the seed across the edge
/// that starts at it; the square's own sides count as seeds past the end.
fn cell(seeds: &[Xy], i: usize) -> Vec<(Xy, usize)> {
    let n = seeds.len();
    let h = HALF;
    let mut ring = vec![([-h, -h], n), ([h, -h], n + 1), ([h, h], n + 2), ([-h, h], n + 3)];
    let me = seeds[i];
    let far = |j: usize| (gap2(me, seeds[j]), j);
    let mut others: Vec<(f64, usize)> = (0..n)
        .filter(|j| *j != i)
        .map(far)
        .filter(|o| o.0 < FAR * FAR)
        .collect();
    others.sort_by(|a, b| a.0.total_cmp(&b.0));
    for (gap, j) in others {
        let reach = ring.iter().map(|(v, _)| gap2(me, *v)).fold(0.0, f64::max);
        if gap > 4.0 * reach {
            break;
        }
        ring = cut(&ring, me, seeds[j], j);
    }
    ring
}

/// Keeps what is nearer to `me` than to `q`.
fn cut(ring: &[(Xy, usize)], me: Xy, q: Xy, label: usize) -> Vec<(Xy, usize)> {
    let side = |v: Xy| gap2(v, q) - gap2(v, me);
    let mut kept = Vec::with_capacity(ring.len() + 1);
    for (k, &(v, edge)) in ring.iter().enumerate() {
        let w = ring[(k + 1) % ring.len()].0;
        let (sv, sw) = (side(v), side(w));
        let cross = || {
            let t = sv / (sv - sw);
            [v[0] + (w[0] - v[0]) * t, v[1] + (w[1] - v[1]) * t]
        };
        match (sv > 0.0, sw > 0.0) {
            (true, true) => kept.push((v, edge)),
            (true, false) => kept.extend([(v, edge), (cross(), label)]),
            (false, true) => kept.push((cross(), edge)),
            (false, false) => {}
        }
    }
    kept
}

fn ring(seeds: &[Xy], i: usize) -> Vec<(Corner, usize)> {
    let found = cell(seeds, i);
    (0..found.len())
        .map(|k| {
            let before = found[(k + found.len() - 1) % found.len()].1;
            let mut corner = [i, before, found[k].1];
            corner.sort_unstable();
            (corner, found[k].1)
        })
        .collect()
}

fn double_area(ring: &[Xy]) -> f64 {
    (0..ring.len())
        .map(|k| (ring[k], ring[(k + 1) % ring.len()]))
        .map(|(a, b)| a[0] * b[1] - b[0] * a[1])
        .sum()
}

fn centroid(ring: &[(Xy, usize)]) -> Xy {
    let places: Vec<Xy> = ring.iter().map(|(v, _)| *v).collect();
    let (mut x, mut y) = (0.0, 0.0);
    for k in 0..places.len() {
        let (a, b) = (places[k], places[(k + 1) % places.len()]);
        let w = a[0] * b[1] - b[0] * a[1];
        x += (a[0] + b[0]) * w;
        y += (a[1] + b[1]) * w;
    }
    let d = 3.0 * double_area(&places);
    [x / d, y / d]
}
