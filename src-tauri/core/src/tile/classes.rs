//! Which counts the map colours alike: natural breaks of what the cells hold, by ratio.

/// Classes above none at most; as many as the window has colours for.
const MOST: usize = 5;

/// The first count of each class above none, ascending from 1; at most five, fewer where the cells hold fewer different
/// counts, none where no cell holds anything.
///
/// Counts of sites are many small ones and a few large ones. Even steps would give nearly all cells one colour, and
/// classes of as many cells each would hide the worst among the bad. So the breaks are those that leave the least
/// spread within the classes, where a step from 1 to 2 is as wide as one from 10 to 20.
pub fn class_bounds(counts: impl IntoIterator<Item = u32>) -> Vec<u32> {
    let mut counts: Vec<u32> = counts.into_iter().filter(|n| *n > 0).collect();
    counts.sort_unstable();
    let runs: Vec<(u32, f64)> = counts
        .chunk_by(|a, b| a == b)
        .map(|run| (run[0], run.len() as f64))
        .collect();
    if runs.len() <= MOST {
        let first = runs.first().map(|_| 1);
        return first
            .into_iter()
            .chain(runs.into_iter().skip(1).map(|(n, _)| n))
            .collect();
    }
    let spread = Spread::of(&runs);
    breaks(&spread, runs.len())
        .into_iter()
        .map(|first| {
            first
                .checked_sub(1)
                .map_or(1, |before| roundest(runs[before].0 + 1, runs[first].0))
        })
        .collect()
}

/// Sums from which the spread of any stretch of counts follows at once.
struct Spread {
    weight: Vec<f64>,
    sum: Vec<f64>,
    square: Vec<f64>,
}

impl Spread {
    fn of(runs: &[(u32, f64)]) -> Self {
        let mut s = Spread {
            weight: vec![0.0],
            sum: vec![0.0],
            square: vec![0.0],
        };
        let next = |all: &mut Vec<f64>, v: f64| all.push(all[all.len() - 1] + v);
        for (n, cells) in runs {
            let at = f64::from(*n).ln();
            next(&mut s.weight, *cells);
            next(&mut s.sum, cells * at);
            next(&mut s.square, cells * at * at);
        }
        s
    }

    /// Squared distances from the mean of the counts from `from` to before `to`.
    fn within(&self, from: usize, to: usize) -> f64 {
        let of = |all: &[f64]| all[to] - all[from];
        let sum = of(&self.sum);
        (of(&self.square) - sum * sum / of(&self.weight)).max(0.0)
    }
}

/// Where each class begins among `n` different counts: the partition of least spread (Fisher and Jenks).
fn breaks(spread: &Spread, n: usize) -> [usize; MOST] {
    let mut best: Vec<f64> = (0..=n)
        .map(|to| if to == 0 { 0.0 } else { spread.within(0, to) })
        .collect();
    let mut begins = vec![[0; MOST]; n + 1];
    for class in 1..MOST {
        let mut next = vec![f64::INFINITY; n + 1];
        let mut chosen = begins.clone();
        for to in class + 1..=n {
            for from in class..to {
                let cost = best[from] + spread.within(from, to);
                if cost < next[to] {
                    next[to] = cost;
                    chosen[to] = begins[from];
                    chosen[to][class] = from;
                }
            }
        }
        best = next;
        begins = chosen;
    }
    begins[n]
}

/// The number from `low` to `high` that is easiest to say: every one of them parts the cells alike.
fn roundest(low: u32, high: u32) -> u32 {
    let mut step = 1;
    for next in [5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000] {
        // Single sites count where there are few.
        if high < next * 4 || high / next * next < low {
            continue;
        }
        step = next;
    }
    high / step * step
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn many(of: &[(u32, usize)]) -> Vec<u32> {
        of.iter()
            .flat_map(|&(n, cells)| std::iter::repeat_n(n, cells))
            .collect()
    }

    fn class(n: u32, bounds: &[u32]) -> usize {
        bounds.iter().filter(|b| n >= **b).count()
    }

    #[test]
    fn a_district_of_ones_and_twos_with_a_few_bad_cells_is_told_apart() {
        let counts = many(&[
            (0, 50),
            (1, 45),
            (2, 30),
            (3, 10),
            (4, 5),
            (5, 4),
            (9, 3),
            (11, 2),
            (15, 1),
            (28, 2),
            (31, 1),
        ]);
        let bounds = class_bounds(counts.iter().copied());
        assert_eq!(bounds.len(), 5);
        assert_eq!(class(1, &bounds), 1);
        assert_eq!(class(2, &bounds), 2, "{bounds:?}");
        assert!(
            class(9, &bounds) < class(28, &bounds),
            "the worst stand out: {bounds:?}"
        );
        assert_eq!(class(28, &bounds), class(31, &bounds), "{bounds:?}");
    }

    #[test]
    fn few_different_counts_are_a_class_each() {
        assert_eq!(class_bounds([0, 2, 1, 1, 0, 7]), [1, 2, 7]);
        assert_eq!(class_bounds([3, 9]), [1, 9]);
        assert!(class_bounds([0, 0]).is_empty());
        assert!(class_bounds([]).is_empty());
    }

    #[test]
    fn large_counts_begin_at_numbers_that_are_easily_said() {
        let counts = (1..=5_u32).flat_map(|k| (0..40).map(move |i| k * k * 97 + i));
        let bounds = class_bounds(counts);
        assert!(bounds[1..].iter().all(|b| b % 10 == 0), "{bounds:?}");
    }

    #[test]
    fn the_partition_is_the_best_of_all() {
        let runs: Vec<(u32, f64)> = [(1, 9.), (2, 4.), (3, 4.), (5, 1.), (8, 2.), (9, 1.), (20, 1.), (31, 1.)].to_vec();
        let spread = Spread::of(&runs);
        let n = runs.len();
        let cost = |b: &[usize; MOST]| {
            (0..MOST)
                .map(|i| spread.within(b[i], b.get(i + 1).copied().unwrap_or(n)))
                .sum::<f64>()
        };
        let mut least = f64::INFINITY;
        for a in 1..n {
            for b in a + 1..n {
                for c in b + 1..n {
                    for d in c + 1..n {
                        least = least.min(cost(&[0, a, b, c, d]));
                    }
                }
            }
        }
        assert!((cost(&breaks(&spread, n)) - least).abs() < 1e-9);
    }

    proptest! {
        #[test]
        fn bounds_rise_and_every_class_holds_a_cell(counts in prop::collection::vec(0_u32..100_000, 0..200)) {
            let bounds = class_bounds(counts.iter().copied());
            prop_assert!(bounds.is_sorted_by(|a, b| a < b) && bounds.len() <= MOST);
            for of in 1..=bounds.len() {
                prop_assert!(counts.iter().any(|n| class(*n, &bounds) == of), "{:?}", bounds);
            }
            prop_assert!(counts.iter().all(|n| (*n == 0) == (class(*n, &bounds) == 0)));
        }
    }
}
