//! What is kept in memory between edits.

use super::classes::Classes;
use super::figures::Snapshot;
use super::locks::kept;
use super::look::{Labels, Look};
use super::mosaic::Mosaics;
use super::outlines::Drawn;
use super::standing::Kept;
use super::timeline::PastCache;
use chrono::NaiveDate;
use std::collections::HashMap;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};

/// Bytes of finished tiles that are kept.
const TILE_BYTES: usize = 48 << 20;

/// Zoom, column and row of a tile, and the filter that it was made for.
pub(super) type Key = (u8, u32, u32, String);

/// What was painted: the newest edit, and how often the chiefs' colours had been made anew.
pub(super) type Painted = (i64, u32);

/// Finished tiles.
#[derive(Default)]
pub(super) struct Tiles {
    of: Painted,
    /// The day; of two days compared, the earlier one too.
    on: Option<(NaiveDate, Option<NaiveDate>)>,
    bytes: usize,
    made: HashMap<Key, Arc<Vec<u8>>>,
}

/// What a project keeps in memory; all of it can be made again from the file.
#[derive(Default)]
pub(super) struct Caches {
    snapshot: Mutex<Option<Arc<Snapshot>>>,
    pub standings: Kept,
    pub look: Mutex<Option<Arc<Look>>>,
    pub work: Mutex<Option<Arc<super::Work>>>,
    pub labels: Mutex<Labels>,
    pub classes: Classes,
    pub glance: super::glance::Glance,
    pub tiles: Mutex<Tiles>,
    pub drawn: Mutex<Option<Arc<Drawn>>>,
    pub mosaics: Mutex<Mosaics>,
    pub past: PastCache,
    recoloured: AtomicU32,
}

impl Tiles {
    /// Lets all go that are of another revision or of other days, and looks for one.
    pub fn find(&mut self, of: Painted, on: NaiveDate, since: Option<NaiveDate>, key: &Key) -> Option<Arc<Vec<u8>>> {
        if self.of != of || self.on != Some((on, since)) {
            *self = Tiles {
                of,
                on: Some((on, since)),
                ..Tiles::default()
            };
        }
        self.made.get(key).map(Arc::clone)
    }

    pub fn keep(&mut self, of: Painted, on: NaiveDate, since: Option<NaiveDate>, key: Key, made: &Arc<Vec<u8>>) {
        if self.of != of || self.on != Some((on, since)) {
            return;
        }
        if self.bytes > TILE_BYTES {
            self.made.clear();
            self.bytes = 0;
        }
        self.bytes += made.len();
        self.made.insert(key, Arc::clone(made));
    }
}

/// Nothing is kept any more.
pub(super) fn clear<T: Default>(m: &Mutex<T>) {
    *kept(m) = T::default();
}

impl Caches {
    /// How often the chiefs' colours were made anew since the project was opened. What is coloured is kept with this
    /// number, so that what was being made meanwhile is never taken for new.
    pub fn recoloured(&self) -> u32 {
        self.recoloured.load(Ordering::Acquire)
    }

    pub fn recolour(&self) {
        self.recoloured.fetch_add(1, Ordering::AcqRel);
    }

    pub fn snapshot(&self) -> Option<Arc<Snapshot>> {
        kept(&self.snapshot).clone()
    }

    /// Lets go of the figures and of what the map shows, where another program wrote.
    pub fn forget_snapshot(&self) {
        clear(&self.snapshot);
        clear(&self.drawn);
        clear(&self.mosaics);
    }

    /// Lets all go that is known by the number of the newest edit: another program wrote without one.
    pub fn forget(&self) {
        self.forget_snapshot();
        clear(&self.look);
        clear(&self.work);
        clear(&self.labels);
        clear(&self.tiles);
        self.glance.forget();
        self.past.forget();
    }

    pub fn keep_snapshot(&self, s: &Arc<Snapshot>) {
        *kept(&self.snapshot) = Some(Arc::clone(s));
    }
}
