//! Where numbered discs stand so that none hides another.

/// The angle by which places that coincide are fanned out; no two are alike.
const GOLDEN: f64 = 2.399_963_229_728_653;
/// Passes over all pairs before a smaller disc is tried.
const PASSES: usize = 160;
/// How much smaller each further try is.
const SHRINK: f64 = 0.88;

/// Moves places apart until discs of one radius around them no longer meet, and says
/// which radius that is: `radius`, or a smaller one, never below `least`, where even
/// those may still meet. `frame` (left, top, right, bottom) keeps the discs' middles.
/// The same places give the same answer. Costs passes × n²/2; 200 places at one point
/// take some milliseconds, so it is not for thousands.
pub(super) fn spread(places: &[[f64; 2]], radius: f64, least: f64, frame: [f64; 4]) -> (Vec<[f64; 2]>, f64) {
    let mut r = radius;
    loop {
        let (moved, clear) = push(places, 2.0 * r + 2.0, frame);
        let smaller = r * SHRINK;
        if clear || smaller < least {
            return (moved, r);
        }
        r = smaller;
    }
}

/// Pushes pairs apart to at least `apart`; also says whether all of them are.
fn push(places: &[[f64; 2]], apart: f64, frame: [f64; 4]) -> (Vec<[f64; 2]>, bool) {
    let mut at = fan(places);
    for p in &mut at {
        hold(p, frame);
    }
    for _ in 0..PASSES {
        let mut met = false;
        for i in 0..at.len() {
            for j in i + 1..at.len() {
                let [dx, dy] = [at[j][0] - at[i][0], at[j][1] - at[i][1]];
                let far = dx.hypot(dy);
                if far >= apart - 0.5 {
                    continue;
                }
                met = true;
                let (ux, uy) = if far > 1e-6 {
                    (dx / far, dy / far)
                } else {
                    ((i + j) as f64 * GOLDEN).sin_cos()
                };
                let half = (apart - far) / 2.0;
                at[i] = [at[i][0] - ux * half, at[i][1] - uy * half];
                at[j] = [at[j][0] + ux * half, at[j][1] + uy * half];
                hold(&mut at[i], frame);
                hold(&mut at[j], frame);
            }
        }
        if !met {
            return (at, true);
        }
    }
    (at, false)
}

/// Places that coincide with an earlier one, turned a little off it.
fn fan(places: &[[f64; 2]]) -> Vec<[f64; 2]> {
    let near = |a: &[f64; 2], b: &[f64; 2]| (a[0] - b[0]).hypot(a[1] - b[1]) < 0.5;
    (0..places.len())
        .map(|i| {
            let before = places[..i].iter().filter(|p| near(p, &places[i])).count() as f64;
            let (sin, cos) = (before * GOLDEN).sin_cos();
            let far = 3.0 * before.sqrt();
            [places[i][0] + far * cos, places[i][1] + far * sin]
        })
        .collect()
}

fn hold(p: &mut [f64; 2], [left, top, right, bottom]: [f64; 4]) {
    *p = [p[0].clamp(left, right), p[1].clamp(top, bottom)];
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
        assert_eq!(spread(&places, 20.0, 9.0, FRAME), (places.to_vec(), 20.0));
        assert_eq!(spread(&[], 20.0, 9.0, FRAME), (vec![], 20.0));
    }

    #[test]
    fn two_hundred_sites_at_one_point_come_apart() {
        let (at, r) = spread(&[[600.0, 400.0]; 200], 13.0, 7.0, FRAME);
        assert!(nearest(&at) >= 2.0 * r, "{} at radius {r}", nearest(&at));
    }

    #[test]
    fn two_hundred_sites_in_a_corner_come_apart_within_the_frame() {
        let (at, r) = spread(&[[-5.0, 900.0]; 200], 13.0, 7.0, FRAME);
        assert!(nearest(&at) >= 2.0 * r, "{} at radius {r}", nearest(&at));
        assert!(
            at.iter()
                .all(|p| (30.0..=1170.0).contains(&p[0]) && (30.0..=770.0).contains(&p[1]))
        );
    }
}
