//! Faults of the coverage: outlines that are not valid, ground covered twice, ground covered by none.
//!
//! Nothing is repaired: the faults are shown, and the office decides.

use crate::model::{GridId, Level};
use crate::view::FaultKind;
use geo::MultiPolygon;
use rayon::prelude::*;
use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

mod chains;
mod common;
mod edges;
mod gap;
mod ground;
mod overlap;
mod sketch;
mod sweep;
mod valid;

use crate::geometry::locate::tree::Tree;
use ground::Ground;

/// A grid as the check takes it in. WGS 84 longitude and latitude.
#[derive(Debug, Clone)]
pub struct CheckCell {
    /// Key of the grid.
    pub id: GridId,
    /// Its code, for the words of a fault.
    pub code: String,
    /// Its level; only grids of one level can overlap.
    pub level: Level,
    /// The grid above it.
    pub parent: Option<GridId>,
    /// Its ground. Empty for a grid that is not drawn; such a grid still links its cells to
    /// the next drawn one above.
    pub geometry: MultiPolygon<f64>,
}

/// One fault of the coverage.
#[derive(Debug, Clone, PartialEq)]
pub struct GeometryFault {
    /// `Invalid`, `Overlap` or `Gap`.
    pub kind: FaultKind,
    /// The grids concerned, in code order: the invalid one, the two that overlap, or those
    /// around a gap (led by the grid whose ground it is, where that is drawn).
    pub grids: Vec<GridId>,
    /// In words: which ring and where, or how much ground.
    pub place: String,
    /// A point on it, longitude and latitude.
    pub at: Option<[f64; 2]>,
    /// Square metres, for overlaps and gaps; none for those that could not be measured.
    pub area_m2: Option<f64>,
    /// Narrower than a millimetre, in the mean.
    pub narrow: bool,
}

/// Metres below which an overlap or a gap is narrow.
const NARROW: f64 = 0.001;

/// What is wrong with an outline by itself, in words: the first thing, where there are several. Nothing where it is valid.
pub fn flaw(outline: &MultiPolygon<f64>) -> Option<String> {
    valid::judge(outline).flaws.into_iter().next().map(|f| f.words)
}

/// Cells between two reports of progress.
const STRIDE: u64 = 512;

/// Counts work that is done, and knows when the user has had enough.
struct Progress<'a> {
    done: AtomicU64,
    total: u64,
    stopped: AtomicBool,
    tell: &'a (dyn Fn(u64, u64) -> bool + Sync),
}

impl Progress<'_> {
    /// Counts `n` more; false where the work is to be left.
    fn go_on(&self, n: u64) -> bool {
        let before = self.done.fetch_add(n, Ordering::Relaxed);
        let told = before / STRIDE != (before + n) / STRIDE;
        if told && !(self.tell)((before + n).min(self.total), self.total) {
            self.stopped.store(true, Ordering::Relaxed);
        }
        !self.stopped()
    }

    fn stopped(&self) -> bool {
        self.stopped.load(Ordering::Relaxed)
    }
}

/// The grids of one level that have ground, with a tree over their boxes.
struct Layer<'a> {
    level: Level,
    cells: Vec<&'a CheckCell>,
    grounds: Vec<&'a Ground>,
    tree: Tree,
}

/// All faults of `cells`: first the invalid outlines, then overlaps, then gaps; the largest first, what is narrow last.
///
/// An overlap is shared interior of two grids of one level. A gap is ground in the outline that
/// the grids of a level cover together, and that none of them covers: whole missing cells
/// too. Where a drawn grid has drawn grids under it, its own ground that they leave bare is a gap. A hole
/// of a level is none where a coarser grid that was not divided further lies. Outlines that are not
/// valid take part with all that their parts cover together; those whose rings meet each other all over the place
/// do not, and say so.
///
/// Overlaps are measured to the last digits that coordinates have; only what is narrower than half a
/// micrometre, or smaller than a square centimetre, is taken for rounding. Gaps narrower than a fifth of a
/// millimetre, or smaller than 0.01 m², are none.
///
/// `progress` is called now and then, from several threads, with the work done and all of it; when it
/// returns false the check ends with `None`. Runs on all cores: shared borders cancel
/// exactly, so that the cost lies with reading the vertices and with the faults themselves.
pub fn check(cells: &[CheckCell], progress: &(dyn Fn(u64, u64) -> bool + Sync)) -> Option<Vec<GeometryFault>> {
    let n = cells.len() as u64;
    let progress = Progress {
        done: AtomicU64::new(0),
        total: 3 * n,
        stopped: AtomicBool::new(!progress(0, 3 * n)),
        tell: progress,
    };
    let judged: Vec<(valid::Judged, Ground)> = (cells.par_iter())
        .map(|cell| {
            if !progress.go_on(1) {
                return Default::default();
            }
            let judged = valid::judge(&cell.geometry);
            let ground = Ground::new(&cell.geometry, &judged);
            (judged, ground)
        })
        .collect();
    let layers = layers(cells, &judged);
    let mut overlaps = Vec::new();
    for layer in &layers {
        overlaps.extend(overlap::overlaps(layer, &progress));
    }
    let mut gaps = gap::under_parents(cells, &judged, &layers, &progress);
    let whole = gap::Undivided::new(cells, &judged, &layers);
    for layer in &layers {
        gaps.extend(gap::holes(layer, &whole, &progress));
    }
    if progress.stopped() || !(progress.tell)(3 * n, 3 * n) {
        return None;
    }
    let codes: HashMap<GridId, &str> = cells.iter().map(|c| (c.id, c.code.as_str())).collect();
    let invalid = cells.iter().zip(&judged).flat_map(|(cell, (judged, _))| {
        judged.flaws.iter().map(|flaw| GeometryFault {
            kind: FaultKind::Invalid,
            grids: vec![cell.id],
            place: flaw.words.clone(),
            at: flaw.at,
            area_m2: None,
            narrow: false,
        })
    });
    let mut faults: Vec<GeometryFault> = invalid.collect();
    faults.extend(overlaps);
    faults.extend(gaps);
    let order = |f: &GeometryFault| {
        let codes: Vec<&str> = f.grids.iter().filter_map(|id| codes.get(id).copied()).collect();
        // Bits of positive numbers stand in their order.
        let largest = std::cmp::Reverse(f.area_m2.unwrap_or(f64::INFINITY).to_bits());
        (f.kind, f.narrow, largest, codes)
    };
    faults.sort_by_cached_key(order);
    Some(faults)
}

fn layers<'a>(cells: &'a [CheckCell], judged: &'a [(valid::Judged, Ground)]) -> Vec<Layer<'a>> {
    let mut layers = Vec::new();
    for &level in Level::ALL {
        let drawn = cells
            .iter()
            .zip(judged)
            .filter(|(c, j)| c.level == level && !j.1.is_empty());
        let (cells, grounds): (Vec<_>, Vec<_>) = drawn.map(|(c, j)| (c, &j.1)).unzip();
        if !cells.is_empty() {
            let boxes: Vec<[f64; 4]> = grounds.iter().map(|g| g.bounds).collect();
            layers.push(Layer {
                level,
                cells,
                tree: Tree::new(&boxes),
                grounds,
            });
        }
    }
    layers
}

#[cfg(test)]
mod tests;
