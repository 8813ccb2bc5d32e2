//! The classes of the map, kept while they suit: a single step must not recolour the district.

use super::figures::Snapshot;
use crate::tile::class_bounds;
use crate::view::CountClasses;
use std::sync::Mutex;

/// Made anew when the number of sites has changed by this part of what it was.
const SHIFT: u32 = 5;

/// Classes with the number of sites that they were made for.
struct Made {
    sites: u32,
    bounds: Vec<u32>,
}

impl Made {
    fn suits(&self, sites: u32) -> bool {
        self.sites.abs_diff(sites) <= self.sites / SHIFT
    }
}

/// What is kept of them while a project is open.
#[derive(Default)]
pub(super) struct Classes(Mutex<Option<[Made; 2]>>);

impl Classes {
    /// The classes for what a snapshot shows.
    pub fn of(&self, s: &Snapshot) -> CountClasses {
        let total = s.total();
        let cells = || s.grids.iter().filter(|g| g.cell).map(|g| s.own(g.id));
        let make = |before: Option<Made>, sites: u32, counts: &mut dyn Iterator<Item = u32>| {
            before.filter(|m| m.suits(sites)).unwrap_or_else(|| Made {
                sites,
                bounds: class_bounds(counts),
            })
        };
        let mut kept = self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let (unresolved, overdue) = kept.take().map_or((None, None), |[a, b]| (Some(a), Some(b)));
        let unresolved = make(unresolved, total.unresolved, &mut cells().map(|f| f.unresolved));
        let overdue = make(overdue, total.overdue, &mut cells().map(|f| f.overdue));
        let classes = CountClasses {
            unresolved: unresolved.bounds.clone(),
            overdue: overdue.bounds.clone(),
        };
        *kept = Some([unresolved, overdue]);
        classes
    }
}
