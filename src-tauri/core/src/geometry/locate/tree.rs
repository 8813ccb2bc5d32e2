//! A packed tree of boxes, filled once.

use rstar::primitives::{GeomWithData, Rectangle};
use rstar::{AABB, RTree};

const NOTHING: [f64; 4] = [f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY];

/// Boxes (west, south, east, north), each standing for a number.
#[derive(Debug)]
pub(crate) struct Tree(RTree<GeomWithData<Rectangle<[f64; 2]>, u32>>);

impl Tree {
    /// Packs `boxes`; crossed-over ones are found by no look-up.
    pub(crate) fn new(boxes: &[[f64; 4]]) -> Tree {
        let whole = boxes.iter().zip(0u32..).filter(|(b, _)| is_whole(**b));
        Tree(RTree::bulk_load(
            whole
                .map(|(b, rank)| GeomWithData::new(Rectangle::from_corners([b[0], b[1]], [b[2], b[3]]), rank))
                .collect(),
        ))
    }

    /// The box around everything.
    pub(crate) fn bounds(&self) -> [f64; 4] {
        if self.0.size() == 0 {
            return NOTHING;
        }
        let b = self.0.root().envelope();
        [b.lower()[0], b.lower()[1], b.upper()[0], b.upper()[1]]
    }

    /// Calls `found` with each box that meets `area`, borders included.
    pub(crate) fn overlapping(&self, area: [f64; 4], mut found: impl FnMut(u32)) {
        if is_whole(area) {
            let area = AABB::from_corners([area[0], area[1]], [area[2], area[3]]);
            self.0
                .locate_in_envelope_intersecting(&area)
                .for_each(|b| found(b.data));
        }
    }
}

fn is_whole(b: [f64; 4]) -> bool {
    b[0] <= b[2] && b[1] <= b[3]
}

/// Whether two boxes share a point. Without branches: which of the four fails cannot be foretold.
#[inline(always)]
pub(crate) fn meet(a: [f64; 4], b: [f64; 4]) -> bool {
    (a[0] <= b[2]) & (b[0] <= a[2]) & (a[1] <= b[3]) & (b[1] <= a[3])
}

/// The box around `boxes`.
pub(crate) fn hull(boxes: impl Iterator<Item = [f64; 4]>) -> [f64; 4] {
    boxes.fold(NOTHING, |h, b| {
        [h[0].min(b[0]), h[1].min(b[1]), h[2].max(b[2]), h[3].max(b[3])]
    })
}
