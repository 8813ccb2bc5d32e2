//! The ground of the small map of the district, kept until cells or rivers change.

use super::look::changed_since;
use super::{Project, locks, shapes};
use crate::Result;
use crate::meeting::glance::{Class, Ground};
use crate::model::{GridId, Matter};
use chrono::NaiveDate;
use std::sync::{Arc, Mutex};

/// What is kept, and of which revision it is.
#[derive(Default)]
pub(super) struct Glance(Mutex<Option<(i64, Arc<Ground>)>>);

impl Glance {
    /// Lets go what is kept: another program wrote without an edit.
    pub fn forget(&self) {
        *locks::kept(&self.0) = None;
    }
}

impl Project {
    /// A picture of the district of so many pixels, each cell by how many of a matter it has: four bytes a pixel, red, green,
    /// blue, opaque. Nothing where no cell is drawn.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub fn today_picture(
        &self,
        matter: Matter,
        size: [u32; 2],
        classes: &[Class],
        on: NaiveDate,
    ) -> Result<Option<Vec<u8>>> {
        let counts = self.today_cells(matter, on)?;
        let count = |cell: GridId| counts.get(&cell).copied().unwrap_or(0);
        Ok(self.district_at_a_glance(on)?.pixels(size, classes, count))
    }

    fn district_at_a_glance(&self, on: NaiveDate) -> Result<Arc<Ground>> {
        let snapshot = self.snapshot(on)?;
        let c = self.read()?;
        let mut kept = locks::kept(&self.caches.glance.0);
        if let Some((revision, ground)) = kept.as_mut()
            && !changed_since(&c, &["grid", "ground"], *revision)?
        {
            *revision = snapshot.revision;
            return Ok(Arc::clone(ground));
        }
        let look = self.look_of(&snapshot)?;
        let cells = shapes::all(&c, &snapshot)?;
        let cells: Vec<_> = cells.into_iter().map(|(i, g)| (snapshot.grids[i].id, g)).collect();
        let borders = look.borders.iter().map(|(b, _)| b);
        let ground = Arc::new(Ground::new(&cells, borders, &look.ground));
        *kept = Some((snapshot.revision, Arc::clone(&ground)));
        Ok(ground)
    }
}
