//! A packed tree of boxes, filled once.

/// Boxes to a node.
const FAN: usize = 8;
const NOTHING: [f64; 4] = [f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY];

/// Boxes sorted into tiles (sort-tile-recursive), each level's nodes one after the other.
#[derive(Debug)]
pub(crate) struct Tree {
    /// What each leaf stands for.
    ranks: Vec<u32>,
    /// Boxes of the leaves, then of each level above, the last one holding the root.
    levels: Vec<Vec<[f64; 4]>>,
}

impl Tree {
    /// Packs `boxes` (west, south, east, north); crossed-over ones are found by no look-up.
    pub(crate) fn new(boxes: &[[f64; 4]]) -> Tree {
        let mut ranks: Vec<u32> = (0..boxes.len() as u32)
            .filter(|&i| boxes[i as usize][0] <= boxes[i as usize][2])
            .collect();
        let centre = |i: &u32, axis: usize| boxes[*i as usize][axis] + boxes[*i as usize][axis + 2];
        ranks.sort_unstable_by(|a, b| centre(a, 0).total_cmp(&centre(b, 0)));
        let nodes = ranks.len().div_ceil(FAN);
        let column = nodes.isqrt().max(1) * FAN;
        for (i, chunk) in ranks.chunks_mut(column).enumerate() {
            // Up one column and down the next keeps the nodes of the levels above compact.
            chunk.sort_unstable_by(|a, b| {
                let up = centre(a, 1).total_cmp(&centre(b, 1));
                if i % 2 == 0 { up } else { up.reverse() }
            });
        }
        let mut levels = vec![ranks.iter().map(|&i| boxes[i as usize]).collect::<Vec<_>>()];
        while levels[levels.len() - 1].len() > 1 {
            let below = &levels[levels.len() - 1];
            levels.push(below.chunks(FAN).map(|c| hull(c.iter().copied())).collect());
        }
        Tree { ranks, levels }
    }

    /// The box around everything.
    pub(crate) fn bounds(&self) -> [f64; 4] {
        self.levels[self.levels.len() - 1].first().copied().unwrap_or(NOTHING)
    }

    /// Calls `found` with each box that meets `area`, borders included.
    pub(crate) fn overlapping(&self, area: [f64; 4], mut found: impl FnMut(u32)) {
        if !self.ranks.is_empty() {
            self.descend(self.levels.len() - 1, 0, 1, area, &mut found);
        }
    }

    fn descend(&self, level: usize, from: usize, to: usize, area: [f64; 4], found: &mut impl FnMut(u32)) {
        for i in from..to {
            let b = self.levels[level][i];
            if meet(b, area) {
                if level == 0 {
                    found(self.ranks[i]);
                } else {
                    let last = ((i + 1) * FAN).min(self.levels[level - 1].len());
                    self.descend(level - 1, i * FAN, last, area, found);
                }
            }
        }
    }
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
