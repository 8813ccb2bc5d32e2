//! Sites gathered where they cannot be told apart.
//!
//! The raster divides each tile evenly, so a square never crosses the edge of a
//! tile and every site is counted in exactly one square of exactly one tile.

use super::address::{EXTENT, Frame, PX, Tile, whole, whole_around};
use super::place::{SYMBOL, Symbol};
use crate::model::{SiteId, State};

/// From this zoom sites are drawn near their place. Below it a tile may hold
/// nearly all sites of a file and a cell's own count says more: the store feeds none,
/// unless certain ones are asked for; those are gathered in squares of 64 CSS pixels.
pub const SITES_FROM_ZOOM: u8 = 12;
/// From this zoom only sites on the same CSS pixel are gathered.
const SINGLE_FROM_ZOOM: u8 = 17;

/// A site as a tile shows it.
#[derive(Debug, Clone, Copy)]
pub struct TileSite<'a> {
    /// Key.
    pub id: SiteId,
    /// Code of its kind.
    pub kind: &'a str,
    /// Where it stands in its lifecycle.
    pub state: State,
    /// Past its deadline.
    pub late: bool,
    /// Escalated (督办).
    pub escalated: bool,
    /// Longitude and latitude, degrees WGS 84.
    pub at: [f64; 2],
}

/// One mark on the map, in tile units.
#[derive(Debug, Clone, Copy)]
pub enum Mark<'a> {
    /// A site alone in its square, at its own place.
    Single(&'a TileSite<'a>, [i32; 2]),
    /// Several sites of one square, at the mean of their places.
    Cluster {
        /// Where.
        at: [i32; 2],
        /// How many sites; at least two.
        n: u32,
        /// How many of them are late.
        late: u32,
    },
}

impl Mark<'_> {
    pub(crate) fn symbol(&self) -> Symbol {
        match *self {
            Mark::Single(site, at) => Symbol {
                at,
                n: 1,
                late: site.late.into(),
            },
            Mark::Cluster { at, n, late } => Symbol { at, n, late },
        }
    }

    /// The same where and as its symbol came to stand; nothing where that stands for no site any more.
    pub(crate) fn settled(self, Symbol { at, n, late }: Symbol) -> Option<Self> {
        match self {
            Mark::Single(site, _) => Some(Mark::Single(site, at)),
            Mark::Cluster { .. } => (n > 0).then_some(Mark::Cluster { at, n, late }),
        }
    }
}

/// Whether sites of a whole square are gathered, not only those on one pixel.
pub(crate) fn gathers(z: u8) -> bool {
    z < SINGLE_FROM_ZOOM
}

/// Squares of the raster along the edge of a tile of 512 CSS pixels.
fn squares(z: u8) -> u32 {
    if z < SITES_FROM_ZOOM {
        8
    } else if z < SINGLE_FROM_ZOOM {
        11
    } else {
        512
    }
}

/// CSS pixels around a tile in which sites are fed too: the squares along its edge are then complete, and what stands in them
/// alone is known to be in the way.
pub fn sites_buffer(z: u8) -> f64 {
    // Two of the finest squares are less than the symbol that they hold.
    (f64::from(EXTENT / PX) / f64::from(squares(z))).max(2.0 * SYMBOL)
}

/// Where sites stand alone just beyond the edges of a tile, in its units.
pub(crate) fn neighbours(tile: Tile, sites: &[TileSite]) -> Vec<[i32; 2]> {
    let frame = Frame::of(tile);
    let (along, edge) = (squares(tile.z), f64::from(EXTENT));
    let wide = sites_buffer(tile.z) * f64::from(PX);
    let square = |v: f64| (v * f64::from(along) / edge).floor() as i32;
    let mut near: Vec<([i32; 2], [f64; 2])> = sites
        .iter()
        .filter_map(|site| {
            let at = frame.around(frame.global(site.at[0], site.at[1])?, wide)?;
            at.iter()
                .any(|v| !(0.0..edge).contains(v))
                .then(|| (at.map(square), at))
        })
        .collect();
    near.sort_by_key(|(square, _)| *square);
    let alone = near.chunk_by(|a, b| a.0 == b.0).filter(|members| members.len() == 1);
    alone.map(|members| whole_around(members[0].1)).collect()
}

/// The marks of one tile. Sites outside of it (or nowhere: not a number) are left
/// to the tiles that hold them, so feeding more than the tile's own changes nothing.
/// Costs a sort of the sites inside.
pub fn gather<'a>(tile: Tile, sites: &'a [TileSite<'a>]) -> Vec<Mark<'a>> {
    let frame = Frame::of(tile);
    let along = squares(tile.z);
    let square = |v: f64| ((v * f64::from(along) / f64::from(EXTENT)) as u32).min(along - 1);
    let mut placed: Vec<(u32, [f64; 2], &TileSite)> = sites
        .iter()
        .filter_map(|site| {
            let at = frame.inside(frame.global(site.at[0], site.at[1])?)?;
            Some((square(at[1]) * along + square(at[0]), at, site))
        })
        .collect();
    placed.sort_by_key(|(square, _, _)| *square);
    placed
        .chunk_by(|a, b| a.0 == b.0)
        .map(|members| {
            if let [(_, at, site)] = members {
                return Mark::Single(site, whole(*at));
            }
            let mean = |axis: usize| members.iter().map(|(_, at, _)| at[axis]).sum::<f64>() / members.len() as f64;
            Mark::Cluster {
                at: whole([mean(0), mean(1)]),
                n: members.len() as u32,
                late: members.iter().filter(|(_, _, site)| site.late).count() as u32,
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site(id: i64, lon: f64, lat: f64) -> TileSite<'static> {
        let late = id % 3 == 0;
        let (kind, state) = ("dry_toilet", State::Filed);
        TileSite {
            id: SiteId(id),
            kind,
            state,
            late,
            escalated: false,
            at: [lon, lat],
        }
    }

    fn scattered(tile: Tile, n: i64) -> Vec<TileSite<'static>> {
        let [west, south, east, north] = tile.bounds(0.0);
        let part = |i: i64, by: f64| (i as f64 * by).fract();
        (1..=n)
            .map(|i| {
                let lon = west + (east - west) * part(i, 0.618_033_988_7);
                site(i, lon, south + (north - south) * part(i, 0.754_877_666_2))
            })
            .collect()
    }

    fn counted(marks: &[Mark]) -> (u32, u32) {
        marks.iter().fold((0, 0), |(n, late), mark| match mark {
            Mark::Single(site, _) => (n + 1, late + u32::from(site.late)),
            Mark::Cluster {
                n: more, late: later, ..
            } => (n + more, late + later),
        })
    }

    #[test]
    fn four_child_tiles_count_every_site_once_at_every_zoom() {
        for z in 0..18_u8 {
            let (x, y) = ((1_u32 << z) * 25 / 32, (1_u32 << z) * 25 / 64);
            let parent = Tile { z, x, y };
            let sites = scattered(parent, 1000);
            let all = counted(&gather(parent, &sites));
            assert_eq!(all, (1000, 333), "zoom {z}");
            let mut sum = (0, 0);
            for (dx, dy) in [(0, 0), (1, 0), (0, 1), (1, 1)] {
                let child = Tile {
                    z: z + 1,
                    x: 2 * x + dx,
                    y: 2 * y + dy,
                };
                let (n, late) = counted(&gather(child, &sites));
                sum = (sum.0 + n, sum.1 + late);
            }
            assert_eq!(sum, all, "zoom {z}");
        }
    }

    #[test]
    fn a_site_on_the_edge_of_a_tile_is_in_one_tile_only() {
        let sites = [site(1, 0.0, 0.0)];
        let held: usize = [(0, 0), (1, 0), (0, 1), (1, 1)]
            .iter()
            .map(|&(x, y)| gather(Tile { z: 1, x, y }, &sites).len())
            .sum();
        assert_eq!(held, 1);
        let date_line = [site(1, 180.0, 89.0)];
        assert_eq!(
            gather(
                Tile {
                    z: 18,
                    x: (1 << 18) - 1,
                    y: 0
                },
                &date_line
            )
            .len(),
            1
        );
    }

    #[test]
    fn a_square_with_one_site_shows_that_site() {
        let tile = Tile {
            z: 14,
            x: 12876,
            y: 6357,
        };
        let sites = scattered(tile, 1);
        assert!(matches!(gather(tile, &sites)[..], [Mark::Single(s, _)] if s.id == SiteId(1)));
    }

    #[test]
    fn a_cluster_stands_at_the_mean_of_its_sites() {
        let tile = Tile {
            z: 14,
            x: 12876,
            y: 6357,
        };
        let [west, _, east, north] = tile.bounds(0.0);
        let unit = (east - west) / 4096.0;
        let sites = [
            site(1, west + 100.0 * unit, north - 40.0 * unit),
            site(2, west + 200.0 * unit, north - 40.0 * unit),
        ];
        let marks = gather(tile, &sites);
        assert!(
            matches!(
                marks[..],
                [Mark::Cluster {
                    at: [150, _],
                    n: 2,
                    late: 0
                }]
            ),
            "{marks:?}"
        );
    }

    #[test]
    fn near_the_ground_only_coincident_sites_are_gathered() {
        let tile = Tile {
            z: 17,
            x: 103_010,
            y: 50_860,
        };
        let [west, _, east, north] = tile.bounds(0.0);
        let px = (east - west) / 512.0;
        let at = |x: f64| (west + x * px, north - 10.5 * px * 0.8);
        let two = [at(10.5), at(13.5)].map(|(lon, lat)| site(1, lon, lat));
        assert_eq!(gather(tile, &two).len(), 2);
        let same = [at(10.5), at(10.5)].map(|(lon, lat)| site(1, lon, lat));
        assert!(matches!(gather(tile, &same)[..], [Mark::Cluster { n: 2, .. }]));
    }

    #[test]
    fn a_site_that_is_nowhere_is_in_no_tile() {
        let sites = [site(1, f64::NAN, 36.0), site(2, 102.0, f64::INFINITY)];
        assert!(gather(Tile { z: 0, x: 0, y: 0 }, &sites).is_empty());
    }
}
