//! Words in the column of states that are no state: in how many rows each stands.

use super::values::shown;
use super::{Place, Places};
use crate::model::State;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Different words that are counted one by one; a column with more tells stories.
const MOST: usize = 200;
/// Words that a sentence names.
const NAMED: usize = 5;

/// What was found so far.
#[derive(Default)]
pub(super) struct Strange {
    places: Places,
    words: BTreeMap<String, u32>,
}

impl Strange {
    pub(super) fn add(&mut self, text: &str, place: Place) {
        self.places.add(place);
        let word = shown(text.trim());
        if self.words.len() < MOST || self.words.contains_key(&word) {
            *self.words.entry(word).or_default() += 1;
        }
    }

    /// Which words, in how many rows, and what to do; none where there is none.
    pub(super) fn sentence(&self) -> Option<String> {
        let mut all: Vec<(&String, u32)> = self.words.iter().map(|(w, n)| (w, *n)).collect();
        all.sort_by_key(|(_, n)| Reverse(*n));
        let mut named: Vec<String> = (all.iter().take(NAMED)).map(|(w, n)| format!("{w} × {n}")).collect();
        if all.len() > NAMED {
            named.push("…".into());
        }
        let known: Vec<&str> = State::ALL.iter().map(|s| s.chinese()).collect();
        (!all.is_empty()).then(|| {
            format!(
                "{}: state was left out where its word is none ({}), so that new sites begin as reported; write one of {} there and import it again",
                self.places,
                named.join(", "),
                known.join(", ")
            )
        })
    }
}
