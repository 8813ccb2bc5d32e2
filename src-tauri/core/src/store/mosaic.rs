//! Tiles of many cells, as pixels: which cell each pixel shows is kept until a cell changes, so that another day, another
//! colour or an edit of sites only looks up anew what its cells look like.

use super::Project;
use super::figures::Snapshot;
use super::locks::kept;
use super::outlines::Drawn;
use super::tiles::Shown;
use crate::Result;
use crate::tile::raster::{MOST_SIDE, SIDE};
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

/// How large a tile is shown, which lies between two zooms most of the time.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Size {
    /// Pixels of the screen along its edge.
    pub side: usize,
    /// CSS pixels as they are shown to one of the tile's own.
    pub px: f64,
}

impl Default for Size {
    /// As at the tile's own zoom.
    fn default() -> Self {
        Self { side: SIDE, px: 1.0 }
    }
}

/// Of which revision, colours of chiefs and day.
type LookOf = (i64, u32, NaiveDate, Paint);

/// What is kept.
#[derive(Default)]
pub(super) struct Mosaics {
    /// Of which state of the grids the rasters are.
    as_of: i64,
    bytes: usize,
    rasters: HashMap<(Tile, usize), Arc<Raster>>,
    /// Oldest first.
    looks: VecDeque<(LookOf, Arc<Mosaic>)>,
}

impl Project {
    /// A tile of many cells as pixels, as [`Mosaic::tile`] lays it down; none where its zoom has few enough to be drawn
    /// as outlines, which the vector tile then has.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub fn mosaic(&self, t: Tile, size: Size, paint: &Paint, on: NaiveDate) -> Result<Option<Vec<u8>>> {
        let s = match paint.past {
            None => self.snapshot(on)?,
            Some(_) => self.newest_snapshot(on)?,
        };
        let drawn = self.drawn(&s)?;
        // The same question as the vector tile's, or a tile might have neither or both.
        if !drawn.is_dense(t.z) {
            return Ok(None);
        }
        let Size { side, px } = size;
        let raster = self.raster(&drawn, t, side.clamp(SIDE, MOST_SIDE));
        let looks = self.looks(&s, &drawn, paint, on)?;
        Ok(Some(looks.tile(&raster, &drawn.outlines, t.z, px)))
    }

    fn raster(&self, drawn: &Drawn, t: Tile, side: usize) -> Arc<Raster> {
        let find = |m: &mut Mosaics| {
            if m.as_of != drawn.as_of {
                *m = Mosaics {
                    as_of: drawn.as_of,
                    ..Mosaics::default()
                };
            }
            m.rasters.get(&(t, side)).map(Arc::clone)
        };
        if let Some(found) = find(&mut kept(&self.caches.mosaics)) {
            return found;
        }
        let made = Arc::new(Raster::of(&drawn.outlines, &drawn.outlines.within(t, 1.0), t, side));
        let mut m = kept(&self.caches.mosaics);
        if m.as_of == drawn.as_of {
            if m.bytes > RASTER_BYTES {
                m.rasters.clear();
                m.bytes = 0;
            }
            m.bytes += made.bytes();
            m.rasters.insert((t, side), Arc::clone(&made));
        }
        made
    }

    /// What every drawn cell looks like; made once for all tiles.
    fn looks(&self, now: &Snapshot, drawn: &Drawn, paint: &Paint, on: NaiveDate) -> Result<Arc<Mosaic>> {
        let key = (now.revision, self.caches.recoloured(), on, paint.clone());
        // Asked before the lock: reading may find that another program wrote, and lets go of what is kept here.
        let past = paint.past.map(|day| self.past(day)).transpose()?;
        let before = paint.since.map(|day| self.past(day)).transpose()?;
        let look = (paint.shade == Shade::Chief).then(|| self.look_of(now)).transpose()?;
        // Held while it is made: the tiles of one view all wait for the same.
        let mut m = kept(&self.caches.mosaics);
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
