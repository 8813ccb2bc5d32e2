//! Which new sites lie so near to another of their kind that they may be the same one?

use crate::photo::distance_m;
use crate::{Error, Result};
use rayon::prelude::*;

/// Metres of one degree of latitude on the sphere that [`distance_m`] measures on.
const DEGREE_M: f64 = 6_371_008.8 * std::f64::consts::PI / 180.0;
/// Neighbours looked at in one row of squares at most: more in one place is no district, and the nearest of these will do.
const LOOKED_AT: usize = 1000;
/// Metres within which a neighbour is near enough for none nearer to be looked for; so a heap of sites costs no more.
const THE_SAME_M: f64 = 0.5;
/// Sites between two questions whether to go on.
const BETWEEN: usize = 16384;

/// A site, as far as its neighbours are concerned.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spot {
    /// Any number that is the same for sites of one kind.
    pub kind: u32,
    /// Longitude and latitude.
    pub at: [f64; 2],
    /// Whether it is asked about.
    pub new: bool,
}

/// A new site and the nearest that was there before it, both by their places in the list, with the metres between.
pub type Pair = (usize, usize, f64);

/// West, south, east, north of all that lies within some metres of a place, and a little more.
pub fn around([lon, lat]: [f64; 2], metres: f64) -> [f64; 4] {
    let dy = metres / DEGREE_M * 1.01;
    let dx = dy / lat.to_radians().cos().max(0.01);
    [lon - dx, lat - dy, lon + dx, lat + dy]
}

/// For each new spot the nearest of its kind within `metres`, among those that are not new and the new ones before it in
/// the list; so two new ones that lie together are told once. One sort and three searches a spot.
///
/// # Errors
/// [`Error::Cancelled`] once `go_on` says no.
pub fn pairs(spots: &[Spot], metres: f64, go_on: impl Fn() -> bool) -> Result<Vec<Pair>> {
    let finite = |s: &Spot| s.at.iter().all(|v| v.is_finite());
    if metres <= 0.0 {
        return Ok(Vec::new());
    }
    // Squares are at least `metres` wide at every latitude there is, so that a neighbour lies in one of the nine around.
    let dy = metres / DEGREE_M;
    let widest = (spots.iter().filter(|s| finite(s)))
        .map(|s| s.at[1].abs())
        .fold(0.0, f64::max);
    let dx = dy / widest.to_radians().cos().max(0.01);
    let square = |s: &Spot| ((s.at[1] / dy).floor() as i64, (s.at[0] / dx).floor() as i64);
    let mut sorted: Vec<(u32, i64, i64, usize)> = (spots.iter().enumerate())
        .filter(|(_, s)| finite(s))
        .map(|(i, s)| {
            let (row, column) = square(s);
            (s.kind, row, column, i)
        })
        .collect();
    sorted.par_sort_unstable();
    let nearest = |(i, spot): (usize, &Spot)| -> Option<Pair> {
        let (row, column) = square(spot);
        let mut nearest: Option<(usize, f64)> = None;
        'around: for r in row - 1..=row + 1 {
            let from = sorted.partition_point(|s| (s.0, s.1, s.2) < (spot.kind, r, column - 1));
            let row = sorted[from..]
                .iter()
                .take_while(|s| (s.0, s.1) == (spot.kind, r) && s.2 <= column + 1);
            for &(.., other) in row.filter(|s| s.3 != i && (!spots[s.3].new || s.3 < i)).take(LOOKED_AT) {
                let d = distance_m(spot.at, spots[other].at);
                if d <= metres && nearest.is_none_or(|(_, known)| d < known) {
                    nearest = Some((other, d));
                    if d < THE_SAME_M {
                        break 'around;
                    }
                }
            }
        }
        nearest.map(|(other, d)| (i, other, d))
    };
    let mut found = Vec::new();
    for (n, part) in spots.chunks(BETWEEN).enumerate() {
        if !go_on() {
            return Err(Error::Cancelled);
        }
        let part = part.par_iter().enumerate().map(|(i, s)| (n * BETWEEN + i, s));
        found.par_extend(part.filter(|(_, s)| s.new && finite(s)).filter_map(nearest));
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn spot(kind: u32, x: f64, y: f64, new: bool) -> Spot {
        Spot { kind, at: [x, y], new }
    }

    #[test]
    fn only_the_same_kind_within_reach_counts_and_the_nearest_is_named() {
        let m = 1.0 / DEGREE_M;
        let spots = [
            spot(1, 102.0, 36.0, false),
            spot(1, 102.0, 36.0 + 12.0 * m, false),
            spot(2, 102.0, 36.0 + 10.0 * m, false),
            spot(1, 102.0, 36.0 + 10.0 * m, true),
            spot(1, 102.0, 36.0 + 33.0 * m, true),
        ];
        let found = pairs(&spots, 20.0, || true).unwrap();
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].0, found[0].1), (3, 1));
        assert!((found[0].2 - 2.0).abs() < 0.01, "{found:?}");
        assert!(
            pairs(&spots, 0.0, || true).unwrap().is_empty(),
            "the office has switched it off"
        );
    }

    #[test]
    fn two_new_ones_that_lie_together_are_told_once() {
        let spots = [
            spot(1, 102.0, 36.0, true),
            spot(1, 102.0, 36.0, true),
            spot(1, f64::NAN, 36.0, true),
        ];
        assert_eq!(pairs(&spots, 20.0, || true).unwrap(), [(1, 0, 0.0)]);
    }

    #[test]
    fn a_heap_of_sites_in_one_place_takes_no_time_of_its_own() {
        let heap: Vec<Spot> = (0..20_000)
            .map(|i| spot(1, 102.0 + f64::from(i) * 1e-10, 36.0, true))
            .collect();
        let began = std::time::Instant::now();
        assert_eq!(pairs(&heap, 20.0, || true).unwrap().len(), heap.len() - 1);
        assert!(began.elapsed().as_secs() < 60);
    }

    #[test]
    fn it_ends_when_it_is_told_to() {
        let spots = [spot(1, 102.0, 36.0, true)];
        assert!(matches!(pairs(&spots, 20.0, || false), Err(Error::Cancelled)));
    }

    proptest! {
        #[test]
        fn the_squares_find_what_looking_at_all_would(
            places in prop::collection::vec((0u32..2, 0.0f64..0.002, 0.0f64..0.002, any::<bool>()), 0..60),
            south in -60.0f64..60.0,
        ) {
            let spots: Vec<Spot> = places.iter().map(|p| spot(p.0, 102.0 + p.1, south + p.2, p.3)).collect();
            let all = spots.iter().enumerate().filter(|(_, s)| s.new).filter_map(|(i, s)| {
                spots.iter().enumerate()
                    .filter(|(j, o)| *j != i && o.kind == s.kind && (!o.new || *j < i))
                    .map(|(_, o)| distance_m(s.at, o.at))
                    .filter(|d| *d <= 25.0)
                    .reduce(f64::min)
                    .map(|d| (i, d))
            });
            let found = pairs(&spots, 25.0, || true).unwrap();
            let all: Vec<_> = all.collect();
            prop_assert_eq!(found.iter().map(|p| p.0).collect::<Vec<_>>(), all.iter().map(|p| p.0).collect::<Vec<_>>());
            for (told, exact) in found.iter().zip(&all) {
                prop_assert!(told.2 == exact.1 || told.2 < THE_SAME_M);
            }
            for (i, _, d) in found {
                let [w, s, e, n] = around(spots[i].at, d);
                prop_assert!(w <= e && s <= n);
            }
        }
    }
}
