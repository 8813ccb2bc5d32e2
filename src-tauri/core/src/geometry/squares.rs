//! A coarse grid of squares that brings near points together.

/// Squares to a side, at most.
const MOST: usize = 1024;

/// Points by square. Some nanoseconds a point to make.
pub struct Squares {
    side: usize,
    /// West and south.
    origin: [f64; 2],
    /// Squares to a degree.
    scale: [f64; 2],
    /// Where the points of each square begin in `order`; one more than there are squares.
    starts: Vec<u32>,
    order: Vec<u32>,
}

impl Squares {
    /// Of positions in degrees, `each` of them to a square on the average, over west, south, east, north; those beyond
    /// are taken to be in the nearest square, and what is no number is left out.
    pub fn new(
        [west, south, east, north]: [f64; 4],
        each: usize,
        at: impl ExactSizeIterator<Item = [f64; 2]> + Clone,
    ) -> Squares {
        let known = || {
            (0u32..)
                .zip(at.clone())
                .filter(|(_, p)| p[0].is_finite() && p[1].is_finite())
        };
        let side = (at.len() / each).isqrt().clamp(1, MOST);
        let scale = |low: f64, high: f64| side as f64 / (high - low).max(f64::MIN_POSITIVE);
        let mut out = Squares {
            side,
            origin: [west, south],
            scale: [scale(west, east), scale(south, north)],
            starts: vec![0; side * side + 1],
            order: Vec::new(),
        };
        for (_, p) in known() {
            let square = out.of(p);
            out.starts[square + 1] += 1;
        }
        for i in 1..out.starts.len() {
            out.starts[i] += out.starts[i - 1];
        }
        let mut next = out.starts.clone();
        out.order = vec![0; out.starts[side * side] as usize];
        for (i, p) in known() {
            let to = &mut next[out.of(p)];
            out.order[*to as usize] = i;
            *to += 1;
        }
        out
    }

    /// Column or row.
    fn line(&self, axis: usize, v: f64) -> usize {
        (((v - self.origin[axis]) * self.scale[axis]) as usize).min(self.side - 1)
    }

    /// The square of a position.
    pub fn of(&self, p: [f64; 2]) -> usize {
        self.line(1, p[1]) * self.side + self.line(0, p[0])
    }

    /// Indexes of the points, square by square.
    pub fn order(&self) -> &[u32] {
        &self.order
    }

    /// Indexes of all that may lie within west, south, east, north: those of the squares that these touch.
    pub fn near(&self, [west, south, east, north]: [f64; 4]) -> impl Iterator<Item = usize> + '_ {
        let columns = (self.line(0, west), self.line(0, east.max(west)));
        (self.line(1, south)..=self.line(1, north)).flat_map(move |row| {
            let first = self.starts[row * self.side + columns.0] as usize;
            let end = self.starts[row * self.side + columns.1 + 1] as usize;
            self.order[first..end].iter().map(|i| *i as usize)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn within(at: &[[f64; 2]], b: [f64; 4]) -> Vec<usize> {
        let inside = |p: &[f64; 2]| p[0] >= b[0] && p[0] <= b[2] && p[1] >= b[1] && p[1] <= b[3];
        (0..at.len()).filter(|i| inside(&at[*i])).collect()
    }

    fn around(at: &[[f64; 2]]) -> Squares {
        Squares::new([-0.5, -0.5, 0.5, 0.5], 8, at.iter().copied())
    }

    proptest! {
        #[test]
        fn whatever_lies_within_some_bounds_is_near_them_and_named_once(
            at in prop::collection::vec((-1.0..1.0, -1.0..1.0).prop_map(|(x, y)| [x, y]), 0..300),
            x in -2.0..2.0, y in -2.0..2.0, wide in 0.0..3.0, high in 0.0..3.0,
        ) {
            let b = [x, y, x + wide, y + high];
            let mut near: Vec<usize> = around(&at).near(b).collect();
            near.sort_unstable();
            let all = near.len();
            near.dedup();
            prop_assert_eq!(near.len(), all);
            near.retain(|i| within(&at, b).contains(i));
            prop_assert_eq!(near, within(&at, b));
        }
    }

    #[test]
    fn one_place_many_of_the_same_none_and_what_is_no_number_are_borne() {
        let everywhere = [-180.0, -90.0, 180.0, 90.0];
        let count = |at: &[[f64; 2]]| around(at).near(everywhere).count();
        assert_eq!(count(&[]), 0);
        assert_eq!(count(&[[117.0, 23.0]]), 1);
        assert_eq!(count(&[[117.0, 23.0]; 100]), 100);
        assert_eq!(count(&[[f64::NAN; 2], [1.0, 2.0]]), 1);
    }
}
