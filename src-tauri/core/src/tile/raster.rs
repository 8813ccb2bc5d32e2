//! Which cell each pixel of a tile shows, for tiles of more cells than a page can draw as outlines.

use super::address::Tile;
use super::outlines::Outlines;
use rayon::prelude::*;

/// CSS pixels along the edge of a tile that is shown at its own zoom: the fewest that are drawn.
pub const SIDE: usize = 512;
/// The most: a tile just before the next zoom, on a screen of two pixels to one of CSS.
pub const MOST_SIDE: usize = 2048;
/// Rows that one thread fills.
const BAND: usize = 57;
/// No cell.
const NONE: u32 = u32::MAX;

/// The cells of a tile as pixels.
#[derive(Debug, Clone)]
pub struct Raster {
    /// Pixels along the edge of the tile.
    side: usize,
    /// By rows from the north, the first row and column lying outside of the tile.
    pixels: Vec<u32>,
    /// Cells that hold the middle of no pixel, each with the pixel that stands for it.
    tiny: Vec<(u32, u32)>,
}

impl Raster {
    /// Draws some cells of the outlines: a pixel shows the cell that holds its middle. Neighbours that share their edge
    /// vertex for vertex neither overlap nor leave a gap.
    pub fn of(outlines: &Outlines, cells: &[u32], tile: Tile, side: usize) -> Raster {
        let ruler = Ruler::of(tile, side);
        // One column and one row more, at the west and the north, tell where the neighbours' cells end.
        let wide = side + 1;
        let mut pixels = vec![NONE; wide * wide];
        let shown: Vec<bool> = {
            let bands: Vec<Vec<bool>> = pixels
                .par_chunks_mut(BAND * wide)
                .enumerate()
                .map(|(i, band)| fill(outlines, cells, &ruler, i * BAND, band))
                .collect();
            (0..cells.len()).map(|i| bands.iter().any(|b| b[i])).collect()
        };
        let tiny = cells
            .iter()
            .zip(shown)
            .filter(|(_, shown)| !shown)
            .filter_map(|(&c, _)| Some((ruler.pixel(outlines.middle(c as usize))?, c)))
            .collect();
        Raster { side, pixels, tiny }
    }

    /// Bytes that it takes.
    pub fn bytes(&self) -> usize {
        4 * self.pixels.len() + 8 * self.tiny.len()
    }

    /// What each pixel of the tile shows, by rows from the north: 0 for no cell, else what `of` gives for it, with
    /// [`EDGE`] where another cell lies at its west or north. Where a cell is too small for a pixel of its own, the one
    /// with the greatest `weight` has it.
    pub fn painted(&self, of: &[u16], weight: &[u32]) -> Vec<u16> {
        let wide = self.side + 1;
        let mut out = Vec::with_capacity(self.side * self.side);
        for row in 1..wide {
            let (above, here) = (&self.pixels[(row - 1) * wide..], &self.pixels[row * wide..]);
            for column in 1..wide {
                let cell = here[column];
                let edge = u16::from(cell != here[column - 1] || cell != above[column]) * EDGE;
                out.push(if cell == NONE { 0 } else { of[cell as usize] | edge });
            }
        }
        let mut best: std::collections::HashMap<u32, u32> = std::collections::HashMap::new();
        for &(pixel, cell) in &self.tiny {
            let kept = best.entry(pixel).or_insert(cell);
            if weight[cell as usize] > weight[*kept as usize] {
                *kept = cell;
            }
        }
        for (pixel, cell) in best {
            out[pixel as usize] = of[cell as usize];
        }
        out
    }
}

/// Set where another cell begins.
pub const EDGE: u16 = 0x8000;

/// From units to pixels of the raster.
struct Ruler {
    /// Units at the tile's north-west corner.
    origin: [i64; 2],
    side: i64,
    /// A unit times `side` counts; a pixel is so many binary digits of that wide.
    digits: u32,
}

impl Ruler {
    fn of(tile: Tile, side: usize) -> Ruler {
        let digits = 32 - u32::from(tile.z);
        let origin = [tile.x, tile.y].map(|v| i64::from(v) << digits);
        Ruler {
            origin,
            side: side as i64,
            digits,
        }
    }

    fn local(&self, [x, y]: [u32; 2]) -> [i64; 2] {
        [(x, self.origin[0]), (y, self.origin[1])]
            .map(|(v, from)| (i64::from(v) - from) * self.side + (1 << self.digits))
    }

    fn row(&self, y: u32) -> i64 {
        self.local([0, y])[1]
    }

    /// The first row or column whose middle is not before a place.
    fn first(&self, v: i64) -> i64 {
        let half = 1_i64 << (self.digits - 1);
        (v - half + (1 << self.digits) - 1) >> self.digits
    }

    fn middle(&self, line: i64) -> i64 {
        (line << self.digits) + (1 << (self.digits - 1))
    }

    /// The pixel of the tile itself that holds a spot.
    fn pixel(&self, spot: [u32; 2]) -> Option<u32> {
        let [x, y] = self.local(spot).map(|v| (v >> self.digits) - 1);
        let within = 0..self.side;
        (within.contains(&x) && within.contains(&y)).then_some((y * self.side + x) as u32)
    }
}

/// Fills the rows of a band from `top` on; says of each cell whether it got a pixel there.
fn fill(outlines: &Outlines, cells: &[u32], ruler: &Ruler, top: usize, band: &mut [u32]) -> Vec<bool> {
    let wide = ruler.side as usize + 1;
    let rows = (band.len() / wide) as i64;
    let top = top as i64;
    let mut crossings: Vec<(i64, i64)> = Vec::new();
    cells
        .iter()
        .map(|&cell| {
            let [north, south] = outlines.rows(cell as usize);
            if ruler.first(ruler.row(north)) >= top + rows || ruler.first(ruler.row(south)) <= top {
                return false;
            }
            crossings.clear();
            for ring in outlines.rings(cell as usize) {
                let mut from = ruler.local(ring[ring.len() - 1]);
                for &to in ring {
                    let to = ruler.local(to);
                    cross(ruler, from, to, top, top + rows, &mut crossings);
                    from = to;
                }
            }
            crossings.sort_unstable();
            let mut got = false;
            for pair in crossings.chunks_exact(2) {
                let [(row, west), (_, east)] = [pair[0], pair[1]].map(|(r, x)| (r, x.clamp(0, wide as i64)));
                if west < east {
                    let start = (row - top) as usize * wide;
                    band[start + west as usize..start + east as usize].fill(cell);
                    got = true;
                }
            }
            got
        })
        .collect()
}

/// Where an edge crosses the middles of the rows from `top` to `bottom`: each with the first column whose middle is not
/// before it. The same for both directions of the edge.
fn cross(ruler: &Ruler, a: [i64; 2], b: [i64; 2], top: i64, bottom: i64, out: &mut Vec<(i64, i64)>) {
    let (a, b) = if a[1] <= b[1] { (a, b) } else { (b, a) };
    let (first, last) = (ruler.first(a[1]).max(top), ruler.first(b[1]).min(bottom));
    if first >= last {
        return;
    }
    let slope = (b[0] - a[0]) as f64 / (b[1] - a[1]) as f64;
    for row in first..last {
        let x = a[0] as f64 + (ruler.middle(row) - a[1]) as f64 * slope;
        out.push((row, ruler.first(x.ceil() as i64)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::{Coord, LineString, MultiPolygon, Polygon};

    const TILE: Tile = Tile { z: 9, x: 401, y: 198 };

    /// A square by the tile's pixels.
    fn square(x: f64, y: f64, side: f64) -> MultiPolygon<f64> {
        let [west, south, east, north] = TILE.bounds(0.0);
        let at = |x: f64, y: f64| Coord {
            x: west + (east - west) * x / 512.0,
            y: north + (south - north) * y / 512.0,
        };
        let ring = vec![at(x, y), at(x + side, y), at(x + side, y + side), at(x, y + side)];
        MultiPolygon(vec![Polygon::new(LineString(ring), vec![])])
    }

    fn drawn(cells: &[MultiPolygon<f64>]) -> (Raster, Outlines) {
        let outlines = Outlines::of(cells);
        let near = outlines.within(TILE, 1.0);
        (Raster::of(&outlines, &near, TILE, SIDE), outlines)
    }

    #[test]
    fn cells_side_by_side_cover_every_pixel_once() {
        let cells: Vec<_> = (0..16)
            .flat_map(|i| (0..16).map(move |j| square(f64::from(i) * 32.3 - 4.0, f64::from(j) * 32.3 - 4.0, 32.3)))
            .collect();
        let (raster, _) = drawn(&cells);
        let of: Vec<u16> = (1..=256).collect();
        let out = raster.painted(&of, &[0; 256]);
        assert!(out.iter().all(|v| v & !EDGE != 0));
        // A cell of 32.3 pixels has 32 or 33 columns and rows.
        for cell in [18, 100, 200] {
            let n = out.iter().filter(|v| **v & !EDGE == cell).count();
            assert!((32 * 32..=33 * 33).contains(&n), "{cell}: {n}");
        }
    }

    #[test]
    fn an_edge_is_marked_on_one_side_only() {
        let (raster, _) = drawn(&[square(100.0, 0.0, 50.0), square(150.0, 0.0, 50.0)]);
        let out = raster.painted(&[1, 2], &[0, 0]);
        let row = &out[20 * SIDE..21 * SIDE];
        let edges: Vec<usize> = (0..SIDE).filter(|x| row[*x] & EDGE != 0).collect();
        assert_eq!(edges, [100, 150]);
        assert_eq!((row[99], row[149], row[199], row[200]), (0, 1, 2, 0));
    }

    #[test]
    fn of_cells_too_small_for_a_pixel_the_weightiest_is_seen() {
        let (raster, _) = drawn(&[
            square(0.0, 0.0, 512.0),
            square(40.1, 40.1, 0.2),
            square(40.6, 40.6, 0.2),
            square(40.1, 40.7, 0.2),
        ]);
        let out = raster.painted(&[1, 2, 3, 4], &[100, 1, 7, 3]);
        assert_eq!(out[40 * SIDE + 40], 3);
        assert_eq!(out.iter().filter(|v| **v & !EDGE != 1).count(), 1);
    }

    #[test]
    fn a_tile_between_two_zooms_is_drawn_at_the_size_that_is_shown() {
        let outlines = Outlines::of(&[square(100.0, 0.0, 50.0), square(150.0, 0.0, 50.0)]);
        let near = outlines.within(TILE, 1.0);
        let side = 768;
        let out = Raster::of(&outlines, &near, TILE, side).painted(&[1, 2], &[0, 0]);
        assert_eq!(out.len(), side * side);
        let row = &out[20 * side..21 * side];
        let edges: Vec<usize> = (0..side).filter(|x| row[*x] & EDGE != 0).collect();
        // One pixel and a half to one of the tile's own; the line between two cells is still one wide.
        assert_eq!(edges, [150, 225]);
        assert_eq!((row[149], row[224], row[299], row[300]), (0, 1, 2, 0));
    }

    #[test]
    fn a_hole_stays_open() {
        let mut ring = square(100.0, 100.0, 100.0);
        let hole = square(130.0, 130.0, 40.0).0[0].exterior().clone();
        ring.0[0].interiors_push(hole);
        let (raster, _) = drawn(&[ring]);
        let out = raster.painted(&[1], &[0]);
        assert_eq!(out[150 * SIDE + 150], 0);
        assert_eq!(out[110 * SIDE + 110], 1);
    }
}
