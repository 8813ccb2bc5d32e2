//! Which ground a grid covers, and what lies around it: for the maps of documents.

use super::Project;
use super::tiles::shapes;
use crate::Result;
use crate::model::GridId;
use chrono::NaiveDate;
use geo::{BoundingRect, MultiPolygon};

impl Project {
    /// Cells on the map whose bounds meet those of a ground.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub fn drawn_near(&self, ground: &MultiPolygon<f64>, on: NaiveDate) -> Result<Vec<(GridId, MultiPolygon<f64>)>> {
        let s = self.snapshot(on)?;
        let Some(r) = ground.bounding_rect() else {
            return Ok(Vec::new());
        };
        let near = shapes(&*self.read()?, &s, [r.min().x, r.min().y, r.max().x, r.max().y])?;
        Ok(near.into_iter().map(|(i, g)| (s.grids[i].id, g)).collect())
    }

    /// The ground of a grid: its own outline or, where it was never drawn, those of all cells below it.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] for a grid that is not there.
    pub fn ground_of(&self, id: GridId, on: NaiveDate) -> Result<Vec<(GridId, MultiPolygon<f64>)>> {
        if let Some(own) = self.grid(id)?.2 {
            return Ok(vec![(id, own)]);
        }
        let s = self.snapshot(on)?;
        let below = (0..s.grids.len()).filter(|i| s.is_under(*i, id));
        let drawn = below.filter_map(|i| match self.grid(s.grids[i].id) {
            Ok((_, _, ground)) => ground.map(|g| Ok((s.grids[i].id, g))),
            Err(e) => Some(Err(e)),
        });
        drawn.collect()
    }
}
