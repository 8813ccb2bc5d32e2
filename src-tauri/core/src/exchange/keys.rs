//! The property names or headings of a batch, each resolved once.

use super::collect::SAMPLES;
use super::fields::{Use, Wanted};
use std::collections::HashMap;

/// More distinct property names than this in one batch are not a schema; the rest is ignored.
const MAX_KEYS: usize = 10_000;

/// A longer name is no name.
const MAX_NAME: usize = 1000;

/// One name.
pub(super) struct Key {
    pub name: String,
    pub uses: Vec<Use>,
    /// The field to show for it.
    pub field: Option<String>,
    pub samples: Vec<String>,
    /// The feature that had it last, counted in the batch.
    last: u32,
}

impl Key {
    /// Its value is needed, by a field or as a sample.
    pub(super) fn is_needed(&self) -> bool {
        !self.uses.is_empty() || self.samples.len() < SAMPLES
    }

    /// Whether the feature of this turn has the name for the second time.
    pub(super) fn again(&mut self, turn: u32) -> bool {
        std::mem::replace(&mut self.last, turn) == turn
    }

    /// Keeps a text as a sample while there are few.
    pub(super) fn sample(&mut self, text: &str) {
        if self.samples.len() < SAMPLES {
            self.samples.push(text.chars().take(60).collect());
        }
    }
}

/// The names met so far, in order.
#[derive(Default)]
pub(super) struct Keys {
    known: Vec<Key>,
    index: HashMap<String, usize>,
    /// How many features had their turn.
    feature: u32,
    /// Features mostly repeat the order of the one before, so the next name is guessed first.
    next: usize,
}

impl Keys {
    /// A new feature begins.
    pub(super) fn rewind(&mut self) {
        self.next = 0;
        self.feature += 1;
    }

    /// The place of a name; none beyond the limit.
    pub(super) fn find(&mut self, name: &str, wanted: &Wanted, names: &[super::fields::Field]) -> Option<usize> {
        if self.known.get(self.next).is_some_and(|k| k.name == name) {
            self.next += 1;
            return Some(self.next - 1);
        }
        if let Some(&at) = self.index.get(name) {
            self.next = at + 1;
            return Some(at);
        }
        if self.known.len() >= MAX_KEYS || name.len() > MAX_NAME {
            return None;
        }
        self.add(name, wanted.uses(name), names);
        Some(self.next - 1)
    }

    /// Adds a name whose fields are known.
    pub(super) fn add(&mut self, name: &str, uses: Vec<Use>, names: &[super::fields::Field]) {
        let field = uses.first().map(|u| names[u.field as usize].name.to_owned());
        self.index.insert(name.to_owned(), self.known.len());
        self.known.push(Key {
            name: name.to_owned(),
            uses,
            field,
            samples: Vec::new(),
            last: 0,
        });
        self.next = self.known.len();
    }

    pub(super) fn get(&mut self, at: usize) -> &mut Key {
        &mut self.known[at]
    }

    /// The number of the feature whose turn it is.
    pub(super) fn turn(&self) -> u32 {
        self.feature
    }

    /// Some name goes to some field.
    pub(super) fn is_any_used(&self) -> bool {
        self.known.iter().any(|k| !k.uses.is_empty())
    }

    pub(super) fn into_known(self) -> Vec<Key> {
        self.known
    }
}
