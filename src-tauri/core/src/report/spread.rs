//! Where numbered discs stand so that none hides another.

use std::collections::HashMap;
use std::f64::consts::{FRAC_PI_2, TAU};

/// How much smaller each further try is, where the frame cannot hold all discs.
const SHRINK: f64 = 0.85;
/// The rings on which a free place is looked for are this part of a disc's width apart.
const STEP: f64 = 0.25;
/// Pixels between two discs.
const GAP: f64 = 2.0;

/// Moves places apart so that discs of one radius around them do not meet, and says
/// which radius that is: `radius`, or a smaller one where the `frame` (left, top,
/// right, bottom, for the discs' middles) cannot hold that many. A place that is clear
/// of all others stays where it is; any other takes the free place nearest to it.
/// The same places give the same answer; 200 at one point take some milliseconds.
pub(super) fn spread(places: &[[f64; 2]], radius: f64, frame: [f64; 4]) -> (Vec<[f64; 2]>, f64) {
    let [left, top, right, bottom] = frame;
    let held: Vec<[f64; 2]> = places
        .iter()
        .map(|p| [p[0].clamp(left, right), p[1].clamp(top, bottom)])
        .collect();
    let mut r = radius;
    loop {
        if let Some(at) = settle(&held, 2.0 * r + GAP, frame) {
            return (at, r);
        }
        r *= SHRINK;
    }
}

/// Places at least `apart` from each other; nothing where there is no room for them.
fn settle(places: &[[f64; 2]], apart: f64, frame: [f64; 4]) -> Option<Vec<[f64; 2]>> {
    let mut all = Taken::new(apart);
    places.iter().for_each(|&p| all.take(p));
    let crowded: Vec<bool> = places.iter().map(|&p| all.near(p) > 1).collect();
    let mut taken = Taken::new(apart);
    let mut at = places.to_vec();
    places
        .iter()
        .zip(&crowded)
        .filter(|(_, c)| !**c)
        .for_each(|(&p, _)| taken.take(p));
    for (i, _) in crowded.iter().enumerate().filter(|(_, c)| **c) {
        at[i] = free(places[i], &taken, frame)?;
        taken.take(at[i]);
    }
    Some(at)
}

/// The free place nearest to a wanted one, on rings around it, the top first.
fn free(wanted: [f64; 2], taken: &Taken, [left, top, right, bottom]: [f64; 4]) -> Option<[f64; 2]> {
    let step = taken.apart * STEP;
    let rings = ((right - left).hypot(bottom - top) / step).ceil().max(0.0) as u32;
    (0..=rings).find_map(|ring| {
        let count = if ring == 0 { 1 } else { (6 * ring).max(12) };
        let turned = (0..count).map(|i| f64::from(i) / f64::from(count) * TAU - FRAC_PI_2);
        let at = turned.map(|angle| {
            let far = f64::from(ring) * step;
            [wanted[0] + far * angle.cos(), wanted[1] + far * angle.sin()]
        });
        let within = |p: &[f64; 2]| p[0] >= left && p[0] <= right && p[1] >= top && p[1] <= bottom;
        at.filter(within).find(|&p| taken.near(p) == 0)
    })
}

/// Places taken, by squares of the least distance.
struct Taken {
    apart: f64,
    squares: HashMap<(i64, i64), Vec<[f64; 2]>>,
}

impl Taken {
    fn new(apart: f64) -> Self {
        Self {
            apart,
            squares: HashMap::new(),
        }
    }

    fn square(&self, p: [f64; 2]) -> (i64, i64) {
        ((p[0] / self.apart).floor() as i64, (p[1] / self.apart).floor() as i64)
    }

    fn take(&mut self, p: [f64; 2]) {
        let square = self.square(p);
        self.squares.entry(square).or_default().push(p);
    }

    /// How many are nearer than they may be.
    fn near(&self, p: [f64; 2]) -> usize {
        let (x, y) = self.square(p);
        let around = (x - 1..=x + 1).flat_map(|x| (y - 1..=y + 1).map(move |y| (x, y)));
        let near = |q: &&[f64; 2]| (p[0] - q[0]).hypot(p[1] - q[1]) < self.apart - 1e-9;
        around
            .filter_map(|s| self.squares.get(&s))
            .flatten()
            .filter(near)
            .count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FRAME: [f64; 4] = [30.0, 30.0, 1170.0, 770.0];

    fn nearest(at: &[[f64; 2]]) -> f64 {
        let mut least = f64::INFINITY;
        for (i, a) in at.iter().enumerate() {
            for b in &at[..i] {
                least = least.min((a[0] - b[0]).hypot(a[1] - b[1]));
            }
        }
        least
    }

    #[test]
    fn places_that_are_clear_of_each_other_stay_where_they_are() {
        let places = [[100.0, 100.0], [300.0, 100.0]];
        assert_eq!(spread(&places, 20.0, FRAME), (places.to_vec(), 20.0));
        assert_eq!(spread(&[], 20.0, FRAME), (vec![], 20.0));
    }

    #[test]
    fn of_two_that_nearly_meet_one_stays_and_one_moves_a_little() {
        let (at, _) = spread(&[[100.0, 100.0], [130.0, 100.0]], 20.0, FRAME);
        assert_eq!(at[0], [100.0, 100.0]);
        assert!((at[1][0] - 130.0).hypot(at[1][1] - 100.0) < 25.0);
    }

    #[test]
    fn two_hundred_sites_at_one_point_or_outside_a_corner_come_apart_within_the_frame() {
        for point in [[600.0, 400.0], [-5.0, 900.0]] {
            let (at, r) = spread(&[point; 200], 16.0, FRAME);
            assert!(r == 16.0 && nearest(&at) >= 2.0 * r, "{} at radius {r}", nearest(&at));
            assert!(
                at.iter()
                    .all(|p| (30.0..=1170.0).contains(&p[0]) && (30.0..=770.0).contains(&p[1]))
            );
        }
    }

    #[test]
    fn more_than_the_frame_holds_are_drawn_smaller() {
        let (at, r) = spread(&[[50.0, 50.0]; 60], 16.0, [0.0, 0.0, 150.0, 100.0]);
        assert!(r < 16.0 && nearest(&at) >= 2.0 * r);
    }
}
