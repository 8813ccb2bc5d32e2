//! Where a label stands on the part of a cell that a view shows.

use super::label::inmost;
use super::outlines::{Outlines, Spot, lon_lat, spot};

type Place = [f64; 2];

impl Outlines {
    /// A place well inside what west, south, east, north show of a cell, longitude and latitude, and the CSS pixels from there
    /// to the nearest border or edge of the view at a zoom; none where nothing is seen of the cell.
    pub fn seen_middle(&self, cell: usize, [west, south, east, north]: [f64; 4], zoom: f64) -> Option<(Place, f64)> {
        let [low, high] = [spot(west, north)?, spot(east, south)?].map(|s| s.map(f64::from));
        let pixel = 2_f64.powf(32.0 - 9.0 - zoom);
        let rings: Vec<Vec<Place>> = self
            .rings(cell)
            .map(|ring| clipped(&thinned(ring, pixel / 2.0), low, high))
            .filter(|ring| ring.len() > 2)
            .collect();
        let bound = |f: fn(f64, f64) -> f64, start: f64| {
            let all = rings.iter().flatten();
            all.fold([start; 2], |m, p| [f(m[0], p[0]), f(m[1], p[1])])
        };
        let (first, last) = (bound(f64::min, f64::INFINITY), bound(f64::max, f64::NEG_INFINITY));
        let edges: Vec<[f64; 4]> = rings
            .iter()
            .flat_map(|ring| ring.iter().zip(ring.iter().cycle().skip(1)))
            .map(|(a, b)| [a[0] - first[0], a[1] - first[1], b[0] - first[0], b[1] - first[1]])
            .collect();
        let (at, distance) = inmost(&edges, [last[0] - first[0], last[1] - first[1]])?;
        Some((lon_lat([first[0] + at[0], first[1] + at[1]]), distance / pixel))
    }
}

/// A ring without vertices nearer to the one before than a step.
fn thinned(ring: &[Spot], step: f64) -> Vec<Place> {
    let mut out: Vec<Place> = Vec::new();
    for at in ring.iter().map(|s| s.map(f64::from)) {
        if out
            .last()
            .is_none_or(|p| (p[0] - at[0]).abs().max((p[1] - at[1]).abs()) >= step)
        {
            out.push(at);
        }
    }
    out
}

/// What a box holds of a ring; where it leaves the box it runs along the edge.
fn clipped(ring: &[Place], low: Place, high: Place) -> Vec<Place> {
    let sides = [
        (0, low[0], 1.0),
        (0, high[0], -1.0),
        (1, low[1], 1.0),
        (1, high[1], -1.0),
    ];
    sides.into_iter().fold(ring.to_vec(), |ring, (axis, at, way)| {
        let within = |p: &Place| (p[axis] - at) * way >= 0.0;
        let mut out = Vec::with_capacity(ring.len() + 4);
        for (a, b) in ring.iter().zip(ring.iter().cycle().skip(1)) {
            if within(a) {
                out.push(*a);
            }
            if within(a) != within(b) {
                let part = (at - a[axis]) / (b[axis] - a[axis]);
                out.push([0, 1].map(|i| a[i] + part * (b[i] - a[i])));
            }
        }
        out
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::{MultiPolygon, polygon};

    /// Pixels of a degree at zoom 9, at the equator.
    const DEGREE: f64 = 512.0 * 512.0 / 360.0;

    fn frame() -> Outlines {
        Outlines::of(&[MultiPolygon(vec![polygon!(
            exterior: [(x: 0., y: -5.), (x: 10., y: -5.), (x: 10., y: 5.), (x: 0., y: 5.)],
            interiors: [[(x: 2., y: -3.), (x: 2., y: 3.), (x: 8., y: 3.), (x: 8., y: -3.)]],
        )])])
    }

    #[test]
    fn the_label_stands_amid_what_is_seen() {
        let ([x, y], room) = frame().seen_middle(0, [-1.0, -0.5, 1.0, 0.5], 9.0).unwrap();
        assert!((0.4..0.6).contains(&x) && y.abs() < 0.1, "{x} {y}");
        assert!((0.4 * DEGREE..=0.51 * DEGREE).contains(&room), "{room}");
    }

    #[test]
    fn it_stands_in_no_hole_and_in_the_widest_of_several_parts_that_are_seen() {
        // Three degrees' width at the right, one at the left, and the hole between.
        let ([x, y], room) = frame().seen_middle(0, [1.0, -2.0, 12.0, 2.0], 9.0).unwrap();
        assert!((8.8..9.2).contains(&x) && y.abs() <= 1.0, "{x} {y}");
        assert!((0.8 * DEGREE..=1.01 * DEGREE).contains(&room), "{room}");
    }

    #[test]
    fn what_shows_nothing_of_a_cell_gives_no_place() {
        assert_eq!(
            frame().seen_middle(0, [3.0, -1.0, 7.0, 1.0], 12.0),
            None,
            "within the hole"
        );
        assert_eq!(frame().seen_middle(0, [20.0, -1.0, 27.0, 1.0], 12.0), None, "beside it");
        assert_eq!(frame().seen_middle(0, [f64::NAN, -1.0, 27.0, 1.0], 12.0), None);
    }
}
