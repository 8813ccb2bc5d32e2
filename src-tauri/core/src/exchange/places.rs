//! Where in a source something was noticed, as a sentence names it.

use super::Place;
use std::fmt;

/// Stretches of rows that a sentence names before it only counts.
const NAMED: usize = 8;

/// Where something was noticed: `rows 4, 6–9`, `features 1, 3, … (312 in all)`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Places {
    features: bool,
    /// First and last of each stretch, in the order of the source.
    stretches: Vec<(u32, u32)>,
    total: u32,
}

impl Places {
    /// Takes a place in; places come in the order of the source.
    pub fn add(&mut self, place: Place) {
        let n = match place {
            Place::Row(n) => n,
            Place::Feature(n) => {
                self.features = true;
                n
            }
        };
        self.stretch(n, n);
        self.total += 1;
    }

    fn stretch(&mut self, from: u32, to: u32) {
        // One more than are named, so that the sentence knows that there are more.
        let room = self.stretches.len() <= NAMED;
        match self.stretches.last_mut() {
            Some((_, last)) if *last + 1 == from => *last = to,
            _ if room => self.stretches.push((from, to)),
            _ => {}
        }
    }

    /// How many places.
    pub(super) fn total(&self) -> u32 {
        self.total
    }

    /// Takes those of a later batch in.
    pub(super) fn merge(&mut self, later: Places) {
        self.features |= later.features;
        for (from, to) in later.stretches {
            self.stretch(from, to);
        }
        self.total += later.total;
    }
}

impl fmt::Display for Places {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.features { "feature" } else { "row" })?;
        if self.total != 1 {
            f.write_str("s")?;
        }
        for (i, (from, to)) in self.stretches.iter().take(NAMED).enumerate() {
            f.write_str(if i == 0 { " " } else { ", " })?;
            match to - from {
                0 => write!(f, "{from}")?,
                1 => write!(f, "{from}, {to}")?,
                _ => write!(f, "{from}–{to}")?,
            }
        }
        if self.stretches.len() > NAMED {
            write!(f, ", … ({} in all)", self.total)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(numbers: impl IntoIterator<Item = u32>) -> Places {
        let mut places = Places::default();
        numbers.into_iter().for_each(|n| places.add(Place::Row(n)));
        places
    }

    #[test]
    fn places_are_named_by_stretches_and_counted_beyond() {
        assert_eq!(rows([4]).to_string(), "row 4");
        assert_eq!(rows([4, 6, 7]).to_string(), "rows 4, 6, 7");
        assert_eq!(rows([3, 4, 5, 6, 9]).to_string(), "rows 3–6, 9");
        let many = rows((1..=40).map(|n| n * 2)).to_string();
        assert_eq!(many, "rows 2, 4, 6, 8, 10, 12, 14, 16, … (40 in all)");
        let mut feature = Places::default();
        feature.add(Place::Feature(3));
        assert_eq!(feature.to_string(), "feature 3");
    }

    #[test]
    fn batches_are_put_together_in_their_order() {
        let mut first = rows(2..=4096);
        first.merge(rows(4097..=5000));
        assert_eq!(first.to_string(), "rows 2–5000");
        first.merge(rows((0..20).map(|n| 6000 + 2 * n)));
        assert!(first.to_string().ends_with("… (5019 in all)"), "{first}");
    }
}
