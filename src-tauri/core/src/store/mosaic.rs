//! Tiles of many cells, as pixels: which cell each pixel shows is kept until a cell changes, so that another day, another
//! colour or an edit of sites only looks up anew what its cells look like.

use super::Project;
use super::figures::Snapshot;
use super::locks;
use super::outlines::Drawn;
use super::tiles::Shown;
use crate::Result;
use crate::tile::mosaic::DENSE;
use crate::tile::{Mosaic, Raster, Shade, Tile};
use chrono::NaiveDate;
use geo::MultiPolygon;
use std::collections::{HashMap, VecDeque};
use std::sync::Arc;

/// Bytes of rasters that are kept.
const RASTER_BYTES: usize = 48 << 20;
/// Looks of all cells that are kept: the map's, its small one's, and those of a day or colour before.
const MOSAICS: usize = 4;

/// What the map asks for beside the tile itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paint {
    /// By what cells are coloured.
    pub shade: Shade,
    /// Name of the person in hand; empty where there is none.
    pub hand: String,
    /// The past day to show; now where there is none.
    pub past: Option<NaiveDate>,
    /// An earlier day to compare it with.
    pub since: Option<NaiveDate>,
}

/// What is kept.
#[derive(Default)]
pub(super) struct Mosaics {
    /// Of which state of the grids the rasters are.
    as_of: i64,
    bytes: usize,
    rasters: HashMap<Tile, Arc<Raster>>,
    /// Of which revision and day, oldest first.
    looks: VecDeque<((i64, NaiveDate, Paint), Arc<Mosaic>)>,
}

impl Project {
    /// A tile of many cells as pixels, as [`Mosaic::tile`] lays it down; none where it has few enough to be drawn as
    /// outlines, which the vector tile then has.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub fn mosaic(&self, t: Tile, paint: &Paint, on: NaiveDate) -> Result<Option<Vec<u8>>> {
        let s = match paint.past {
            None => self.snapshot(on)?,
            Some(_) => self.newest_snapshot(on)?,
        };
        let drawn = self.drawn(&s)?;
        let cells = drawn.outlines.within(t, 1.0);
        // The same count as the vector tile's, or a tile might have neither or both.
        if drawn.outlines.within(t, crate::tile::BUFFER_PX).len() <= DENSE {
            return Ok(None);
        }
        let raster = self.raster(&drawn, &cells, t)?;
        let looks = self.looks(&s, &drawn, paint, on)?;
        Ok(Some(looks.tile(&raster, drawn.outlines.mean_side_px(t.z))))
    }

    fn raster(&self, drawn: &Drawn, cells: &[u32], t: Tile) -> Result<Arc<Raster>> {
        let kept = |m: &mut Mosaics| {
            if m.as_of != drawn.as_of {
                *m = Mosaics {
                    as_of: drawn.as_of,
                    ..Mosaics::default()
                };
            }
            m.rasters.get(&t).map(Arc::clone)
        };
        if let Some(found) = kept(&mut *locks::kept(&self.caches.mosaics)) {
            return Ok(found);
        }
        let made = Arc::new(Raster::of(&drawn.outlines, cells, t));
        let mut m = locks::kept(&self.caches.mosaics);
        if m.as_of == drawn.as_of {
            if m.bytes > RASTER_BYTES {
                m.rasters.clear();
                m.bytes = 0;
            }
            m.bytes += made.bytes();
            m.rasters.insert(t, Arc::clone(&made));
        }
        Ok(made)
    }

    /// What every drawn cell looks like; made once for all tiles.
    fn looks(&self, now: &Snapshot, drawn: &Drawn, paint: &Paint, on: NaiveDate) -> Result<Arc<Mosaic>> {
        let key = (now.revision, on, paint.clone());
        // Asked before the lock: reading may find that another program wrote, and lets go of what is kept here.
        let past = paint.past.map(|day| self.past(day)).transpose()?;
        let before = paint.since.map(|day| self.past(day)).transpose()?;
        let look = (paint.shade == Shade::Chief).then(|| self.look_of(now)).transpose()?;
        // Held while it is made: the tiles of one view all wait for the same.
        let mut m = locks::kept(&self.caches.mosaics);
        if let Some((_, found)) = m.looks.iter().find(|(k, _)| *k == key) {
            return Ok(Arc::clone(found));
        }
        let none = HashMap::new();
        let shown = Shown {
            snapshot: past.as_ref().map_or(now, |p| &p.snapshot),
            colours: match (&past, &look) {
                (Some(past), _) => &past.colours,
                (None, Some(look)) => look.colours(),
                (None, None) => &none,
            },
            past: past.as_deref(),
            since: before.as_ref().map(|p| &*p.snapshot),
        };
        let nowhere = MultiPolygon(Vec::new());
        let cells = drawn.ids.iter().map(|id| {
            let i = shown.snapshot.place(*id)?;
            Some(shown.cell(i, &nowhere, [f64::NAN; 2]))
        });
        let made = Arc::new(Mosaic::of(paint.shade, &paint.hand, cells));
        if m.looks.len() >= MOSAICS {
            m.looks.pop_front();
        }
        m.looks.push_back((key, Arc::clone(&made)));
        Ok(made)
    }
}
