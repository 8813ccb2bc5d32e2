//! The outlines of the cells, kept in memory until one changes.

use super::Project;
use super::figures::Snapshot;
use super::locks::kept;
use super::look::changed_since;
use super::shapes::{self, Shape};
use crate::Result;
use crate::model::GridId;
use crate::tile::mosaic::DENSE;
use crate::tile::{BUFFER_PX, Outlines};
use crate::view::{LabelPlace, Outline};
use chrono::NaiveDate;
use rayon::prelude::*;
use std::sync::Arc;

/// The cells that the map shows, in code order, as of one revision.
pub(super) struct Drawn {
    /// No grid changed since.
    pub as_of: i64,
    pub outlines: Outlines,
    pub ids: Vec<GridId>,
    /// Down to this zoom cells are drawn as pixels.
    dense_to: Option<u8>,
}

impl Drawn {
    /// Whether the tiles of a zoom are drawn as pixels.
    pub fn is_dense(&self, zoom: u8) -> bool {
        self.dense_to.is_some_and(|to| zoom <= to)
    }

    /// Where a cell stands among the outlines, if its place in a snapshot is wanted.
    fn place(&self, s: &Snapshot, id: GridId, wanted: impl Fn(usize) -> bool) -> Option<usize> {
        let place = s.place(id).filter(|i| wanted(*i))?;
        // Both are in code order.
        let at = |d: &GridId| s.place(*d).unwrap_or(usize::MAX);
        self.ids.binary_search_by_key(&place, at).ok()
    }
}

/// Packs outlines, in any order; what stays is in code order.
#[derive(Default)]
struct Packing(Vec<(usize, Outlines)>);

impl Packing {
    fn add(&mut self, cells: &[Shape]) {
        self.0
            .par_extend(cells.par_iter().map(|(i, g)| (*i, Outlines::of([g]))));
    }

    fn done(mut self, s: &Snapshot) -> Drawn {
        self.0.sort_unstable_by_key(|(i, _)| *i);
        let mut outlines = Outlines::default();
        self.0.iter().for_each(|(_, o)| outlines.append(o));
        Drawn {
            as_of: s.revision,
            dense_to: outlines.crowded_to(DENSE, BUFFER_PX),
            outlines,
            ids: self.0.iter().map(|(i, _)| s.grids[*i].id).collect(),
        }
    }
}

/// Leaves the machine to whatever else has something to do: on Linux a thread has a niceness of its own.
fn stand_back() {
    #[cfg(target_os = "linux")]
    let _ = rustix::process::nice(10);
}

impl Project {
    /// The outlines of the cells of a snapshot of now.
    pub(super) fn drawn(&self, s: &Snapshot) -> Result<Arc<Drawn>> {
        let mut known = kept(&self.caches.drawn);
        let c = self.read()?;
        if let Some(d) = known.as_ref()
            && (d.as_of >= s.revision || !changed_since(&c, &["grid"], d.as_of)?)
        {
            return Ok(Arc::clone(d));
        }
        // Both at once would take twice the memory.
        *known = None;
        let mut packing = Packing::default();
        shapes::each(&c, s, |batch| packing.add(&batch))?;
        let drawn = Arc::new(packing.done(s));
        *known = Some(Arc::clone(&drawn));
        Ok(drawn)
    }

    /// Reads ahead what the map will ask for first: the cells once, for their outlines and for the lines between them; after
    /// whatever else the machine has to do. A file that cannot be read is told of when it is asked.
    pub fn prepare(&self, on: NaiveDate) {
        let behind = rayon::ThreadPoolBuilder::new().start_handler(|_| stand_back()).build();
        if let (Ok(s), Ok(behind)) = (self.snapshot(on), behind) {
            let _ = behind.install(|| self.prepare_look(&s));
        }
    }

    fn prepare_look(&self, s: &Snapshot) -> Result<()> {
        let mut cells = Vec::new();
        // Whoever asks for the lines meanwhile waits for these.
        let mut look = kept(&self.caches.look);
        {
            let mut drawn = kept(&self.caches.drawn);
            if look.is_some() || drawn.is_some() {
                return Ok(());
            }
            let mut packing = Packing::default();
            shapes::each(&*self.read()?, s, |batch| {
                packing.add(&batch);
                cells.extend(batch);
            })?;
            *drawn = Some(Arc::new(packing.done(s)));
        }
        cells.sort_unstable_by_key(|(i, _)| *i);
        self.look_among(&mut look, s, Some(cells)).map(drop)
    }

    /// The cell of the map that holds each of some places; none where there is none.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub fn cells_at(&self, places: &[[f64; 2]], on: NaiveDate) -> Result<Vec<Option<GridId>>> {
        let drawn = self.drawn(&*self.newest_snapshot(on)?)?;
        let at = |place: &[f64; 2]| drawn.outlines.at(*place).map(|i| drawn.ids[i]);
        Ok(places.iter().map(at).collect())
    }

    /// The rings of some cells as they are seen at a zoom, longitude and latitude, each with its cell; those that are too
    /// small to be seen or outside of west, south, east, north are left out.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub fn outlines(&self, cells: &[GridId], bounds: [f64; 4], zoom: u8, on: NaiveDate) -> Result<Vec<Outline>> {
        let s = self.newest_snapshot(on)?;
        let drawn = self.drawn(&s)?;
        let near = |i: usize| {
            let b = s.grids[i].bbox;
            b.is_some_and(|o| o[0] <= bounds[2] && o[2] >= bounds[0] && o[1] <= bounds[3] && o[3] >= bounds[1])
        };
        let seen = |id: &GridId| {
            let rings = drawn.outlines.drawn(drawn.place(&s, *id, near)?, zoom);
            (!rings.is_empty()).then_some(Outline { id: *id, rings })
        };
        Ok(cells.iter().filter_map(seen).collect())
    }

    /// Where labels stand on the parts of some cells that lie within west, south, east, north, at a zoom that need not be whole;
    /// cells of which nothing is seen are left out.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub fn label_places(
        &self,
        cells: &[GridId],
        bounds: [f64; 4],
        zoom: f64,
        on: NaiveDate,
    ) -> Result<Vec<LabelPlace>> {
        let s = self.newest_snapshot(on)?;
        let drawn = self.drawn(&s)?;
        let seen = |id: &GridId| {
            let cell = drawn.place(&s, *id, |_| true)?;
            let (at, room) = drawn.outlines.seen_middle(cell, bounds, zoom)?;
            Some(LabelPlace { id: *id, at, room })
        };
        Ok(cells.par_iter().filter_map(seen).collect())
    }
}
