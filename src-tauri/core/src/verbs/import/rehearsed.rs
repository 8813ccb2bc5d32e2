//! The rows of a rehearsal, kept for whoever shows them a page at a time.

use crate::view::{RowFilter, RowOutcome, RowPage, RowPreview};

/// Rows to a page.
pub const PAGE: usize = 200;

/// A row, packed: a long list has many, and a person looks at few.
struct Kept {
    /// Its number in the source.
    at: u32,
    outcome: RowOutcome,
    nowhere: Nowhere,
    json: Box<[u8]>,
}

/// Why a site lies in no cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Nowhere {
    /// It lies in one, or is no site.
    No,
    /// No cell is there.
    Outside,
    /// It has no coordinates.
    Placeless,
}

/// What would become of every row of a source, in its order.
#[derive(Default)]
pub struct Rehearsed {
    rows: Vec<Kept>,
}

impl Rehearsed {
    pub(super) fn put(&mut self, row: &RowPreview, nowhere: Nowhere) {
        self.rows.push(Kept {
            at: ordinal(&row.place),
            outcome: row.outcome,
            nowhere,
            json: serde_json::to_vec(row).unwrap_or_default().into(),
        });
    }

    pub(super) fn sort(&mut self) {
        self.rows.sort_by_key(|r| r.at);
    }

    /// A page of the rows that a filter leaves.
    pub fn page(&self, filter: RowFilter, offset: u32) -> RowPage {
        let those = || self.rows.iter().filter(|r| r.passes(filter));
        RowPage {
            total: those().count() as u32,
            offset,
            rows: those()
                .skip(offset as usize)
                .take(PAGE)
                .filter_map(|r| serde_json::from_slice(&r.json).ok())
                .collect(),
        }
    }
}

impl Kept {
    fn passes(&self, filter: RowFilter) -> bool {
        match filter {
            RowFilter::All => true,
            RowFilter::Inserted => self.outcome == RowOutcome::Inserted,
            RowFilter::Updated => self.outcome == RowOutcome::Updated,
            RowFilter::Unchanged => self.outcome == RowOutcome::Unchanged,
            RowFilter::Questioned => self.outcome == RowOutcome::Questioned,
            RowFilter::Rejected => self.outcome == RowOutcome::Rejected,
            RowFilter::Outside => self.nowhere == Nowhere::Outside,
            RowFilter::Placeless => self.nowhere == Nowhere::Placeless,
        }
    }
}

/// The number in `row 58`.
pub(super) fn ordinal(place: &str) -> u32 {
    place.rsplit(' ').next().and_then(|n| n.parse().ok()).unwrap_or(0)
}

impl Nowhere {
    /// What a site's place comes to.
    pub(super) fn of(placed: bool, cell: bool) -> Nowhere {
        match (placed, cell) {
            (_, true) => Nowhere::No,
            (true, false) => Nowhere::Outside,
            (false, false) => Nowhere::Placeless,
        }
    }
}
