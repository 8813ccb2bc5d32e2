//! Which tile, and where a coordinate falls in it.

use std::f64::consts::PI;

use crate::{Error, Result};

/// Units along the edge of a tile.
pub(crate) const EXTENT: i32 = 4096;
/// Units to one CSS pixel: a tile is drawn 512 CSS pixels wide.
pub(crate) const PX: i32 = 8;
/// How far the cut geometry reaches over each edge of a tile, in CSS pixels; as
/// wide as the widest outline, so that none is seen to end there. Ask the store
/// for [`Tile::bounds`] with at least this buffer.
pub const BUFFER_PX: f64 = 8.0;
/// [`BUFFER_PX`] in units.
pub(crate) const BUFFER: i32 = BUFFER_PX as i32 * PX;
/// The deepest zoom that is served.
pub(crate) const MAX_ZOOM: u8 = 18;
/// Latitude at which the web mercator square ends.
const MAX_LAT: f64 = 85.051_128_779_806_59;
/// The greatest number below one: the antimeridian's east side stays in the last tile.
const BELOW_ONE: f64 = 1.0 - f64::EPSILON / 2.0;

/// A tile's address in XYZ numbering: y counts from the north.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Tile {
    /// Zoom, 0 to 18; the map's zoom at tiles of 512 CSS pixels.
    pub z: u8,
    /// Column from the antimeridian eastward.
    pub x: u32,
    /// Row from the north southward.
    pub y: u32,
}

impl Tile {
    /// Whether there is such a tile: zoom at most 18, column and row inside the world.
    pub fn valid(self) -> bool {
        self.z <= MAX_ZOOM && self.x < 1 << self.z && self.y < 1 << self.z
    }

    /// Reads `z/x/y`, with or without a leading slash and an ending such as `.mvt`.
    ///
    /// # Errors
    /// [`Error::Field`] where the text is anything else or no [valid](Tile::valid) tile.
    pub fn parse(text: &str) -> Result<Self> {
        let path = text.trim_start_matches('/');
        let path = path.split_once('.').map_or(path, |(stem, _)| stem);
        let mut parts = path.split('/').map(|part| {
            let digits = part.len() <= 9 && part.bytes().all(|b| b.is_ascii_digit());
            part.parse::<u32>().ok().filter(|_| digits)
        });
        let read = (parts.next(), parts.next(), parts.next(), parts.next());
        if let (Some(Some(z)), Some(Some(x)), Some(Some(y)), None) = read
            && let Ok(z) = u8::try_from(z)
            && (Tile { z, x, y }).valid()
        {
            return Ok(Tile { z, x, y });
        }
        let shown: String = text.chars().take(40).collect();
        Err(Error::Field {
            field: "tile".into(),
            reason: format!("\"{shown}\" is no tile; write zoom/column/row with a zoom of at most {MAX_ZOOM}"),
        })
    }

    /// West, south, east and north in degrees, widened on each side by a number of
    /// CSS pixels and kept within the world.
    pub fn bounds(self, buffer_px: f64) -> [f64; 4] {
        let tiles = f64::from(self.z).exp2();
        let wide = buffer_px * f64::from(PX) / f64::from(EXTENT);
        let lon = |x: f64| (x / tiles).clamp(0.0, 1.0) * 360.0 - 180.0;
        let lat = |y: f64| {
            let y = (y / tiles).clamp(0.0, 1.0);
            (PI * (1.0 - 2.0 * y)).sinh().atan().to_degrees()
        };
        let (x, y) = (f64::from(self.x), f64::from(self.y));
        [lon(x - wide), lat(y + 1.0 + wide), lon(x + 1.0 + wide), lat(y - wide)]
    }
}

/// Turns longitude and latitude into one tile's units.
pub(crate) struct Frame {
    tile: Tile,
    /// Units around the whole world at this zoom.
    world: f64,
    /// Raster that vertices are snapped to, in units.
    grid: i32,
    near: Series,
}

impl Frame {
    /// The frame of a tile. Vertices snap to a whole CSS pixel where the map is an
    /// overview, to half of one and to a quarter where streets are seen.
    pub(crate) fn of(tile: Tile) -> Self {
        let grid = match tile.z {
            0..=10 => PX,
            11..=14 => PX / 2,
            _ => PX / 4,
        };
        let world = f64::from(tile.z).exp2() * f64::from(EXTENT);
        let [_, south, _, north] = tile.bounds(0.0);
        let near = Series::at(f64::midpoint(south, north).to_radians(), world);
        Frame {
            tile,
            world,
            grid,
            near,
        }
    }

    /// Position in units of the whole world at this zoom, or nothing where it is
    /// not a number. What lies beyond the world is moved to its edge.
    #[inline]
    pub(crate) fn global(&self, lon: f64, lat: f64) -> Option<[f64; 2]> {
        if !(lon.is_finite() && lat.is_finite()) {
            return None;
        }
        let phi = lat.clamp(-MAX_LAT, MAX_LAT).to_radians();
        let x = ((lon + 180.0) / 360.0).clamp(0.0, BELOW_ONE);
        let y = 0.5 - self.near.stretch(phi) / (2.0 * PI);
        Some([x * self.world, y.clamp(0.0, BELOW_ONE) * self.world])
    }

    /// A world position in this tile's units, on the raster. It depends on the
    /// position alone, so neighbouring cells and neighbouring tiles agree.
    #[inline]
    pub(crate) fn snap(&self, at: [f64; 2]) -> [i32; 2] {
        let per_step = 1.0 / f64::from(self.grid);
        // World positions are not negative, so the cast rounds down.
        let on = |v: f64| (v * per_step + 0.5) as i64 * i64::from(self.grid);
        self.local([on(at[0]), on(at[1])])
    }

    /// The corner of the CSS pixel that holds a world position, in this tile's units.
    pub(crate) fn pixel(&self, at: [f64; 2]) -> [i32; 2] {
        let px = f64::from(PX);
        let on = |v: f64| (v / px) as i64 * i64::from(PX);
        self.local([on(at[0]), on(at[1])])
    }

    /// Units from the tile's north-west corner, where the position is in the tile
    /// itself (west and north edge included); every position is in exactly one tile.
    pub(crate) fn inside(&self, at: [f64; 2]) -> Option<[f64; 2]> {
        self.around(at, 0.0)
    }

    /// The same of positions up to some units beyond the tile's edges.
    pub(crate) fn around(&self, at: [f64; 2], wide: f64) -> Option<[f64; 2]> {
        let edge = f64::from(EXTENT);
        let near = -wide..edge + wide;
        let at = [
            at[0] - f64::from(self.tile.x) * edge,
            at[1] - f64::from(self.tile.y) * edge,
        ];
        at.iter().all(|v| near.contains(v)).then_some(at)
    }

    fn local(&self, at: [i64; 2]) -> [i32; 2] {
        let edge = i64::from(EXTENT);
        // At most 2^18 tiles of 2^12 units: the difference fits.
        [
            (at[0] - i64::from(self.tile.x) * edge) as i32,
            (at[1] - i64::from(self.tile.y) * edge) as i32,
        ]
    }
}

/// Mercator's stretched latitude, by its Taylor series near one latitude and by
/// its formula elsewhere. A logarithm and a sine for each vertex were most of what
/// a tile of many cells cost.
struct Series {
    centre: f64,
    reach: f64,
    terms: [f64; 5],
}

impl Series {
    /// Around a latitude in radians, as far as the series stays within a thousandth
    /// of a unit of a world that is `world` units around.
    fn at(centre: f64, world: f64) -> Self {
        let (sec, tan) = (1.0 / centre.cos(), centre.tan());
        let (sec3, tan2) = (sec.powi(3), tan * tan);
        let fifth = 18.0 * sec3 * tan2 + 6.0 * sec3 * sec * sec - sec * tan2 - sec3;
        let terms = [
            stretched(centre),
            sec,
            sec * tan / 2.0,
            sec * (1.0 + 2.0 * tan2) / 6.0,
            sec * tan * (5.0 + 6.0 * tan2) / 24.0,
        ];
        // The first term left out, doubled for its growth within reach.
        let unit = 2.0 * PI / world;
        let reach = (1e-3 * unit * 120.0 / (2.0 * fifth)).powf(0.2).min(0.05 / sec);
        Series { centre, reach, terms }
    }

    #[inline]
    fn stretch(&self, phi: f64) -> f64 {
        let h = phi - self.centre;
        if h.abs() > self.reach {
            return stretched(phi);
        }
        let [a, b, c, d, e] = self.terms;
        a + h * (b + h * (c + h * (d + h * e)))
    }
}

/// Where a place lies in the world's square, 0 to below 1 from west and north, or nothing where it is not a number.
/// What lies beyond the world is moved to its edge.
pub(crate) fn mercator(lon: f64, lat: f64) -> Option<[f64; 2]> {
    if !(lon.is_finite() && lat.is_finite()) {
        return None;
    }
    let y = 0.5 - stretched(lat.clamp(-MAX_LAT, MAX_LAT).to_radians()) / (2.0 * PI);
    Some([(lon + 180.0) / 360.0, y].map(|v| v.clamp(0.0, BELOW_ONE)))
}

fn stretched(phi: f64) -> f64 {
    let s = phi.sin();
    ((1.0 + s) / (1.0 - s)).ln() / 2.0
}

/// A point inside a tile as whole units that still lie in it.
pub(crate) fn whole(at: [f64; 2]) -> [i32; 2] {
    at.map(|v| (v.round() as i32).clamp(0, EXTENT - 1))
}

/// The same where the position may lie beyond the tile, and then stays beyond it.
pub(crate) fn whole_around(at: [f64; 2]) -> [i32; 2] {
    if at.iter().all(|v| (0.0..f64::from(EXTENT)).contains(v)) {
        whole(at)
    } else {
        at.map(|v| v.floor() as i32)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_read_with_or_without_slash_and_ending() {
        let tile = Tile {
            z: 12,
            x: 3220,
            y: 1590,
        };
        for text in ["12/3220/1590", "/12/3220/1590", "12/3220/1590.mvt"] {
            assert_eq!(Tile::parse(text).unwrap(), tile, "{text}");
        }
    }

    #[test]
    fn what_is_no_tile_is_refused_with_a_sentence() {
        for text in ["", "1/2", "1/2/0", "19/0/0", "0/0/0/0", "-1/0/0", "1/+1/0", "a/b/c"] {
            let error = Tile::parse(text).unwrap_err();
            assert_eq!(error.code(), "field", "{text}");
            assert!(error.to_string().contains("zoom/column/row"), "{error}");
        }
        assert!(Tile::parse("9/999999999999/1").is_err());
    }

    #[test]
    fn bounds_of_the_whole_world_and_of_a_quarter() {
        let close = |a: [f64; 4], b: [f64; 4]| a.iter().zip(b).all(|(a, b)| (a - b).abs() < 1e-9);
        let world = Tile { z: 0, x: 0, y: 0 };
        assert!(close(world.bounds(0.0), [-180.0, -MAX_LAT, 180.0, MAX_LAT]));
        assert!(close(world.bounds(8.0), [-180.0, -MAX_LAT, 180.0, MAX_LAT]));
        let quarter = Tile { z: 1, x: 1, y: 0 };
        assert!(close(quarter.bounds(0.0), [0.0, 0.0, 180.0, MAX_LAT]));
        assert!(quarter.bounds(8.0)[0] < 0.0 && quarter.bounds(8.0)[1] < 0.0);
    }

    #[test]
    fn the_series_agrees_with_the_formula_to_a_thousandth_of_a_unit() {
        for z in 0..=MAX_ZOOM {
            for row in [0.0, 0.02, 0.39, 0.5, 0.77, 0.999] {
                let n = f64::from(z).exp2();
                let tile = Tile {
                    z,
                    x: 0,
                    y: (n * row) as u32,
                };
                let frame = Frame::of(tile);
                let [_, south, _, north] = tile.bounds(400.0);
                for i in 0..=50 {
                    let lat = south + (north - south) * f64::from(i) / 50.0;
                    let y = (0.5 - stretched(lat.to_radians()) / (2.0 * PI)) * frame.world;
                    let off = frame.global(0.0, lat).unwrap()[1] - y;
                    assert!(off.abs() < 1.1e-3, "{tile:?} {lat} {off}");
                }
            }
        }
    }

    #[test]
    fn a_tile_holds_its_own_corner_and_not_the_opposite_one() {
        let tile = Tile {
            z: 14,
            x: 12876,
            y: 6357,
        };
        let frame = Frame::of(tile);
        let [west, south, east, north] = tile.bounds(0.0);
        let place = |lon, lat| frame.global(lon, lat).and_then(|at| frame.inside(at));
        let mid = place((west + east) / 2.0, (south + north) / 2.0).unwrap();
        assert!(
            (mid[0] - 2048.0).abs() < 1e-3 && (mid[1] - 2048.0).abs() < 1.0,
            "{mid:?}"
        );
        assert!(place(east + 1e-9, north).is_none());
        assert!(place(f64::NAN, north).is_none());
    }
}
