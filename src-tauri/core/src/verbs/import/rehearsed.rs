//! The rows of a rehearsal, kept for whoever shows them a page at a time.

use super::shown::Shown;
use crate::model::GridId;
use crate::view::{RowFilter, RowOutcome, RowPage, RowPreview};

/// Rows to a page.
pub const PAGE: usize = 200;

/// A row, packed: a long list has many, and a person looks at few.
struct Kept {
    /// Its number in the source.
    at: u32,
    outcome: RowOutcome,
    lies: Lies,
    json: Box<[u8]>,
}

/// Where the site of a row lies once the row is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Lies {
    /// The row is of no site.
    NoSite,
    /// In this cell.
    In(GridId),
    /// No cell is there.
    Outside,
    /// It has no coordinates.
    Placeless,
}

/// What would become of every row of a source, in its order.
#[derive(Default)]
pub struct Rehearsed {
    rows: Vec<Kept>,
    pub(super) shown: Option<Shown>,
}

impl Rehearsed {
    pub(super) fn put(&mut self, row: &RowPreview, lies: Lies) {
        self.rows.push(Kept {
            at: ordinal(&row.place),
            outcome: row.outcome,
            lies,
            json: serde_json::to_vec(row).unwrap_or_default().into(),
        });
    }

    pub(super) fn sort(&mut self) {
        self.rows.sort_by_key(|r| r.at);
    }

    /// What an import is judged by; none while nothing was shown.
    pub fn shown(&self) -> Option<Shown> {
        self.shown.clone()
    }

    /// Judges an import by an earlier look. That somebody else wrote in between was told to nobody yet; a look that nobody
    /// asked for (`whole`) has shown nothing of the source either.
    pub fn judge_by(&mut self, before: Shown, whole: bool) {
        match &mut self.shown {
            Some(now) if !whole => now.at = before.at,
            now => *now = Some(before),
        }
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
            RowFilter::Outside => self.lies == Lies::Outside,
            RowFilter::Placeless => self.lies == Lies::Placeless,
        }
    }
}

/// The number in `row 58`.
pub(super) fn ordinal(place: &str) -> u32 {
    place.rsplit(' ').next().and_then(|n| n.parse().ok()).unwrap_or(0)
}

impl Lies {
    /// What a site's place comes to.
    pub(super) fn of(placed: bool, cell: Option<GridId>) -> Lies {
        match (placed, cell) {
            (_, Some(cell)) => Lies::In(cell),
            (true, None) => Lies::Outside,
            (false, None) => Lies::Placeless,
        }
    }
}
