//! Which way rings go round.

use geo::{Coord, MultiPolygon};

/// Whether a ring goes round to the left; judged from its own first vertex, so that far from zero nothing is lost.
pub(crate) fn goes_left(ring: &[Coord<f64>]) -> bool {
    let Some(&o) = ring.first() else { return true };
    let turn = |w: &[Coord<f64>]| (w[0].x - o.x) * (w[1].y - o.y) - (w[1].x - o.x) * (w[0].y - o.y);
    ring.windows(2).map(turn).sum::<f64>() > 0.0
}

/// All rings of a ground, the outer ones turned to the left and the holes to the right: so whoever fills what they go
/// round at all fills the ground, whichever way they came and even where parts overlap.
pub(crate) fn wound(ground: &MultiPolygon<f64>) -> impl Iterator<Item = Vec<[f64; 2]>> + '_ {
    ground.iter().flat_map(|part| {
        let holes = part.interiors().iter().map(|r| (r, false));
        std::iter::once((part.exterior(), true))
            .chain(holes)
            .map(|(ring, left)| {
                let mut points: Vec<[f64; 2]> = ring.0.iter().map(|c| [c.x, c.y]).collect();
                if goes_left(&ring.0) != left {
                    points.reverse();
                }
                points
            })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::polygon;

    #[test]
    fn holes_go_the_other_way_whichever_way_they_came() {
        let p = polygon!(exterior: [(x: 0., y: 0.), (x: 0., y: 9.), (x: 9., y: 9.), (x: 9., y: 0.)],
                         interiors: [[(x: 1., y: 1.), (x: 2., y: 1.), (x: 2., y: 2.)]]);
        let rings: Vec<_> = wound(&MultiPolygon(vec![p])).collect();
        assert_eq!(rings[0], [[0., 0.], [9., 0.], [9., 9.], [0., 9.], [0., 0.]]);
        assert_eq!(rings[1], [[1., 1.], [2., 2.], [2., 1.], [1., 1.]]);
    }
}
