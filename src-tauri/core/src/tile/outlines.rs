//! The outlines of all cells, packed so that they can stay in memory: what a tile of many cells is drawn from, and what
//! tells which cell lies under a point where the page holds no outlines of its own.

use super::address::{MAX_ZOOM, Tile, mercator};
use geo::{Coord, MultiPolygon};

/// A place in the world's square of web mercator: 2³² units to its side, a hundredth of a metre on the ground.
pub(crate) type Spot = [u32; 2];

/// Outlines of cells; a cell is known by its place in the order in which they were added.
#[derive(Debug, Default, Clone)]
pub struct Outlines {
    cells: Vec<Cell>,
    /// Where each ring ends among the vertices.
    rings: Vec<u32>,
    /// Rings without their closing vertex.
    vertices: Vec<Spot>,
    /// Square units that all cells cover together.
    covered: f64,
}

/// One cell's part of the lists.
#[derive(Debug, Clone, Copy)]
struct Cell {
    /// Where its rings end.
    rings: u32,
    /// West, north, east, south.
    bounds: [u32; 4],
}

impl Outlines {
    /// The outlines of cells in their order; one without a sound vertex is kept and lies nowhere.
    pub fn of<'a>(cells: impl IntoIterator<Item = &'a MultiPolygon<f64>>) -> Outlines {
        let mut all = Outlines::default();
        cells.into_iter().for_each(|c| all.add(c));
        all
    }

    fn add(&mut self, cell: &MultiPolygon<f64>) {
        let mut bounds = [u32::MAX, u32::MAX, 0, 0];
        for part in &cell.0 {
            for ring in std::iter::once(part.exterior()).chain(part.interiors()) {
                self.add_ring(&ring.0, &mut bounds);
            }
        }
        self.cells.push(Cell {
            rings: self.rings.len() as u32,
            bounds,
        });
    }

    fn add_ring(&mut self, ring: &[Coord<f64>], bounds: &mut [u32; 4]) {
        let start = self.vertices.len();
        for at in ring.iter().filter_map(|c| spot(c.x, c.y)) {
            if self.vertices.len() == start || self.vertices.last() != Some(&at) {
                self.vertices.push(at);
            }
        }
        let ring = &self.vertices[start..];
        if ring.len() > 1 && ring.first() == ring.last() {
            self.vertices.pop();
        }
        if self.vertices.len() - start < 3 {
            self.vertices.truncate(start);
            return;
        }
        let ring = &self.vertices[start..];
        for &[x, y] in ring {
            *bounds = [bounds[0].min(x), bounds[1].min(y), bounds[2].max(x), bounds[3].max(y)];
        }
        self.covered += area(ring);
        self.rings.push(self.vertices.len() as u32);
    }

    /// Puts others behind these.
    pub fn append(&mut self, others: &Outlines) {
        let (rings, vertices) = (self.rings.len() as u32, self.vertices.len() as u32);
        self.cells.extend(others.cells.iter().map(|c| Cell {
            rings: c.rings + rings,
            ..*c
        }));
        self.rings.extend(others.rings.iter().map(|r| r + vertices));
        self.vertices.extend_from_slice(&others.vertices);
        self.covered += others.covered;
    }

    /// How many cells there are.
    pub fn len(&self) -> usize {
        self.cells.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    /// The rings of a cell, exteriors and holes alike: a point is inside where an odd number of them holds it.
    pub(crate) fn rings(&self, cell: usize) -> impl Iterator<Item = &[Spot]> {
        let ring = |i: usize| i.checked_sub(1).map_or(0, |i| self.rings[i] as usize);
        let first = cell.checked_sub(1).map_or(0, |c| self.cells[c].rings as usize);
        (first..self.cells[cell].rings as usize).map(move |i| &self.vertices[ring(i)..self.rings[i] as usize])
    }

    /// The northernmost and the southernmost place of a cell; of one that lies nowhere the south comes first.
    pub(crate) fn rows(&self, cell: usize) -> [u32; 2] {
        let [_, north, _, south] = self.cells[cell].bounds;
        [north, south]
    }

    /// The cells whose bounds touch a tile widened by a number of its CSS pixels on each side, in their order.
    pub fn within(&self, tile: Tile, buffer_px: f64) -> Vec<u32> {
        let all: Vec<u32> = (0..self.cells.len() as u32).collect();
        self.touching(&all, tile, buffer_px)
    }

    fn touching(&self, cells: &[u32], tile: Tile, buffer_px: f64) -> Vec<u32> {
        let side = 2_f64.powi(32 - i32::from(tile.z));
        let wide = buffer_px / 512.0 * side;
        let low = [tile.x, tile.y].map(|v| f64::from(v) * side - wide);
        let high = low.map(|v| v + side + 2.0 * wide);
        let near = |c: &&u32| {
            let [west, north, east, south] = self.cells[**c as usize].bounds.map(f64::from);
            // One that lies nowhere has its west beyond its east.
            west <= east && west <= high[0] && east >= low[0] && north <= high[1] && south >= low[1]
        };
        cells.iter().filter(near).copied().collect()
    }

    /// The deepest zoom at which some tile, widened as in [`Outlines::within`], has more cells than `most`.
    pub fn crowded_to(&self, most: usize, buffer_px: f64) -> Option<u8> {
        let all: Vec<u32> = (0..self.cells.len() as u32).collect();
        let top = Tile { z: 0, x: 0, y: 0 };
        let mut found = None;
        // The fullest is looked into first: it most likely leads deepest.
        let mut waiting = vec![(top, self.touching(&all, top, buffer_px))];
        while let Some((tile, cells)) = waiting.pop() {
            if cells.len() <= most {
                continue;
            }
            found = found.max(Some(tile.z));
            if tile.z == MAX_ZOOM {
                break;
            }
            let quarters = [(0, 0), (1, 0), (0, 1), (1, 1)].map(|(x, y)| Tile {
                z: tile.z + 1,
                x: 2 * tile.x + x,
                y: 2 * tile.y + y,
            });
            waiting.extend(quarters.map(|t| (t, self.touching(&cells, t, buffer_px))));
            let last = waiting.len() - 4;
            waiting[last..].sort_by_key(|(_, cells)| cells.len());
        }
        found
    }

    /// Width and height of a cell's bounds in CSS pixels at a zoom.
    pub fn size_px(&self, cell: usize, zoom: u8) -> [f64; 2] {
        let px = px(zoom);
        let [west, north, east, south] = self.cells[cell].bounds;
        [east.saturating_sub(west), south.saturating_sub(north)].map(|v| f64::from(v) / px)
    }

    /// The middle of a cell's bounds.
    pub(crate) fn middle(&self, cell: usize) -> Spot {
        let [west, north, east, south] = self.cells[cell].bounds;
        [west.midpoint(east), north.midpoint(south)]
    }

    /// The side in CSS pixels of a square as large as a cell in the mean, at a zoom.
    pub fn mean_side_px(&self, zoom: u8) -> f64 {
        (self.covered / self.cells.len().max(1) as f64).sqrt() / px(zoom)
    }

    /// The first cell that holds a place, longitude and latitude in degrees.
    pub fn at(&self, [lon, lat]: [f64; 2]) -> Option<usize> {
        let [x, y] = spot(lon, lat)?;
        let inside = |c: &Cell| {
            let [west, north, east, south] = c.bounds;
            (west..=east).contains(&x) && (north..=south).contains(&y)
        };
        let held = |cell: usize| self.rings(cell).filter(|ring| holds(ring, [x, y])).count() % 2 == 1;
        let places = self.cells.iter().enumerate();
        places.filter(|(_, c)| inside(c)).map(|(i, _)| i).find(|i| held(*i))
    }

    /// A cell's rings in degrees, thinned to what is seen at a zoom; closed. A cell too small to be seen has none.
    pub fn drawn(&self, cell: usize, zoom: u8) -> Vec<Vec<[f64; 2]>> {
        let step = (px(zoom) / 2.0).max(1.0);
        self.rings(cell)
            .filter_map(|ring| {
                let mut out: Vec<Spot> = Vec::new();
                for &[x, y] in ring {
                    let far = |&[u, v]: &Spot| f64::from(x.abs_diff(u)) >= step || f64::from(y.abs_diff(v)) >= step;
                    if out.last().is_none_or(far) {
                        out.push([x, y]);
                    }
                }
                (out.len() > 2).then(|| out.iter().chain(out.first()).map(|s| degrees(*s)).collect())
            })
            .collect()
    }
}

/// Units to a CSS pixel.
fn px(zoom: u8) -> f64 {
    2_f64.powi(32 - 9 - i32::from(zoom))
}

pub(super) fn spot(lon: f64, lat: f64) -> Option<Spot> {
    let at = mercator(lon, lat)?;
    // Below one, so that the product fits; the cast rounds down.
    Some(at.map(|v| (v * 4_294_967_296.0) as u32))
}

fn degrees(at: Spot) -> [f64; 2] {
    lon_lat(at.map(|v| f64::from(v) + 0.5))
}

/// Longitude and latitude of a place in units.
pub(super) fn lon_lat(at: [f64; 2]) -> [f64; 2] {
    let [x, y] = at.map(|v| v / 4_294_967_296.0);
    let stretched = std::f64::consts::PI * (1.0 - 2.0 * y);
    [x * 360.0 - 180.0, stretched.sinh().atan().to_degrees()]
}

fn area(ring: &[Spot]) -> f64 {
    let first = ring[0];
    let from = |p: Spot| [0, 1].map(|i| f64::from(p[i]) - f64::from(first[i]));
    let twice: f64 = ring
        .windows(2)
        .map(|w| {
            let ([ax, ay], [bx, by]) = (from(w[0]), from(w[1]));
            ax * by - ay * bx
        })
        .sum();
    twice.abs() / 2.0
}

fn holds(ring: &[Spot], [x, y]: Spot) -> bool {
    let (x, y) = (f64::from(x), f64::from(y));
    let mut inside = false;
    let mut from = ring[ring.len() - 1].map(f64::from);
    for &to in ring {
        let to = to.map(f64::from);
        if (from[1] > y) != (to[1] > y) && x < from[0] + (y - from[1]) / (to[1] - from[1]) * (to[0] - from[0]) {
            inside = !inside;
        }
        from = to;
    }
    inside
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::polygon;

    fn frame() -> MultiPolygon<f64> {
        MultiPolygon(vec![polygon!(
            exterior: [(x: 102., y: 36.), (x: 103., y: 36.), (x: 103., y: 37.), (x: 102., y: 37.)],
            interiors: [[(x: 102.4, y: 36.4), (x: 102.4, y: 36.6), (x: 102.6, y: 36.6), (x: 102.6, y: 36.4)]],
        )])
    }

    fn core() -> MultiPolygon<f64> {
        MultiPolygon(vec![
            polygon![(x: 102.4, y: 36.4), (x: 102.6, y: 36.4), (x: 102.6, y: 36.6), (x: 102.4, y: 36.6)],
        ])
    }

    #[test]
    fn a_place_lies_in_the_cell_that_holds_it_and_not_in_a_hole() {
        let all = Outlines::of([&frame(), &core()]);
        assert_eq!(all.at([102.1, 36.5]), Some(0));
        assert_eq!(all.at([102.5, 36.5]), Some(1));
        assert_eq!(all.at([103.5, 36.5]), None);
        assert_eq!(all.at([f64::NAN, 36.5]), None);
    }

    #[test]
    fn outlines_put_behind_others_keep_their_rings() {
        let mut all = Outlines::of([&frame()]);
        all.append(&Outlines::of([&MultiPolygon(vec![]), &core()]));
        assert_eq!(all.len(), 3);
        assert_eq!(all.at([102.5, 36.5]), Some(2));
        assert_eq!(
            (all.rings(0).count(), all.rings(1).count(), all.rings(2).count()),
            (2, 0, 1)
        );
    }

    #[test]
    fn a_tile_has_the_cells_that_touch_it() {
        let all = Outlines::of([&frame(), &core(), &MultiPolygon(vec![])]);
        assert_eq!(all.within(Tile { z: 0, x: 0, y: 0 }, 8.0), [0, 1]);
        // The tile of 102.05, 36.05 at zoom 12 is far from the core.
        let tile = Tile {
            z: 12,
            x: 3209,
            y: 1606,
        };
        assert_eq!(all.within(tile, 8.0), [0]);
    }

    #[test]
    fn the_deepest_crowded_zoom_is_that_of_the_fullest_place() {
        let square = |x: f64, y: f64, side: f64| {
            MultiPolygon(vec![
                polygon![(x: x, y: y), (x: x + side, y: y), (x: x + side, y: y + side), (x: x, y: y + side)],
            ])
        };
        // A town of 5 by 5 small cells beside 4 large ones.
        let town = (0..25).map(|i| square(102.0 + f64::from(i / 5) * 0.01, 36.0 + f64::from(i % 5) * 0.01, 0.01));
        let land = (0..4).map(|i| square(103.0 + f64::from(i), 36.0, 1.0));
        let all = Outlines::of(&town.chain(land).collect::<Vec<_>>());
        let deepest = all.crowded_to(20, 8.0).expect("29 cells in the world's one tile");
        let most = |z: u8| {
            let side = f64::from(1_u32 << z);
            let tiles = (0..40).flat_map(|i| (0..40).map(move |j| (f64::from(i), f64::from(j))));
            let of = tiles.filter_map(|(i, j)| {
                let [x, y] = mercator(101.95 + i * 0.005, 35.95 + j * 0.005)?.map(|v| (v * side) as u32);
                Some(all.within(Tile { z, x, y }, 8.0).len())
            });
            of.max().unwrap_or(0)
        };
        assert!(most(deepest) > 20 && most(deepest + 1) <= 20, "{deepest}");
        assert_eq!(all.crowded_to(29, 8.0), None);
        // Cells that all lie on one another are crowded at every zoom.
        let heap = Outlines::of(&vec![square(102.0, 36.0, 1.0); 30]);
        assert_eq!(heap.crowded_to(20, 8.0), Some(MAX_ZOOM));
    }

    #[test]
    fn what_is_drawn_is_where_it_was_and_no_finer_than_is_seen() {
        let all = Outlines::of([&frame(), &core()]);
        let rings = all.drawn(0, 12);
        assert_eq!(rings.len(), 2);
        let [lon, lat] = rings[0][0];
        assert!((lon - 102.0).abs() < 1e-6 && (lat - 36.0).abs() < 1e-6, "{lon} {lat}");
        assert_eq!(rings[0].first(), rings[0].last());
        assert!(all.drawn(1, 0).is_empty());
    }
}
