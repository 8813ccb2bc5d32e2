//! Where names, figures and symbols of a tile stand, so that none covers another.
//!
//! A site alone stays where it is. Names and figures give way to it within their cell; clusters, which stand for
//! several places anyway, give way to all. What has no free place is left to the page, which drops the label.

use super::address::{EXTENT, PX};

/// Between what must not touch, in CSS pixels. A tile is drawn at its own size or larger, where all stands farther apart.
const AIR: f64 = 1.5;
/// Half the height of a figure, and of a figure under a name, in CSS pixels.
const HALF_FIGURE: f64 = 7.0;
const HALF_BOTH: f64 = 16.0;
/// Radius of the symbol of one site.
pub(crate) const SYMBOL: f64 = 9.0;
/// How far a cluster is moved at most: still within what a finger would take for its place.
const FARTHEST: f64 = 36.0;

/// A label: its place in tile units, the room around it and what is written there.
#[derive(Debug, Clone)]
pub(crate) struct Label {
    pub at: [i32; 2],
    /// CSS pixels from there to the nearest border of its cell.
    pub room: f64,
    /// Width of the name and of the figure.
    pub name: f64,
    pub figure: f64,
    /// From which scale on, in percent, there is room for the name.
    pub named: Option<u8>,
}

/// A symbol: its place in tile units, and how many sites it stands for, how many of them late.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Symbol {
    pub at: [i32; 2],
    pub n: u32,
    pub late: u32,
}

/// Width of a name on the map in CSS pixels, as far as that can be told without its font.
pub(crate) fn width(name: &str) -> f64 {
    name.chars()
        .take(14)
        .map(|c| if c.is_ascii() { 7.0 } else { 12.0 })
        .sum()
}

/// Width of a number.
pub(crate) fn digits(n: u32) -> f64 {
    f64::from(n.checked_ilog10().unwrap_or(0) + 1) * 9.0
}

/// Radius of a symbol as the page draws it.
fn radius(n: u32) -> f64 {
    match n {
        0 | 1 => SYMBOL,
        2..=9 => 12.0,
        10..=99 => 14.0,
        100..=999 => 16.5,
        _ => 19.0,
    }
}

#[derive(Clone, Copy)]
struct Rect {
    middle: [f64; 2],
    half: [f64; 2],
}

impl Rect {
    /// Whether a circle reaches into it.
    fn meets(&self, at: [f64; 2], radius: f64) -> bool {
        let over = |axis: usize| ((at[axis] - self.middle[axis]).abs() - self.half[axis]).max(0.0);
        touch([over(0), over(1)], [0.0; 2], radius)
    }
}

fn px(at: [i32; 2]) -> [f64; 2] {
    at.map(|v| f64::from(v) / f64::from(PX))
}

fn units(at: [f64; 2]) -> [i32; 2] {
    at.map(|v| (v * f64::from(PX)).round() as i32)
}

/// The place itself, then around it ever farther.
fn around(at: [f64; 2], farthest: f64) -> impl Iterator<Item = [f64; 2]> {
    let ways = [
        [0., -1.],
        [0., 1.],
        [-1., 0.],
        [1., 0.],
        [-0.7, -0.7],
        [0.7, -0.7],
        [-0.7, 0.7],
        [0.7, 0.7],
    ];
    let steps = [0.25, 0.5, 0.75, 1.0].map(|part| part * farthest);
    let shifted = steps
        .into_iter()
        .filter(move |_| farthest >= 1.0)
        .flat_map(move |by| ways.map(|[x, y]| [at[0] + x * by, at[1] + y * by]));
    std::iter::once(at).chain(shifted)
}

impl Label {
    fn rect(&self, at: [f64; 2], both: bool) -> Rect {
        let (width, height) = if both {
            (self.name.max(self.figure), HALF_BOTH)
        } else {
            (self.figure, HALF_FIGURE)
        };
        Rect {
            middle: at,
            half: [width / 2.0, height],
        }
    }

    /// How far it may be moved and still lie within its cell.
    fn freedom(&self, both: bool) -> f64 {
        let Rect { half: [x, y], .. } = self.rect([0.0; 2], both);
        (self.room - x.hypot(y)).max(0.0)
    }

    /// Moves it off the sites that stand alone; a name that finds no place leaves its figure alone.
    fn settle(&mut self, alone: &[[f64; 2]]) -> Rect {
        let at = px(self.at);
        for both in [true, false].into_iter().filter(|both| self.named.is_some() || !both) {
            let free = around(at, self.freedom(both)).find(|place| {
                let rect = self.rect(*place, both);
                !alone.iter().any(|site| rect.meets(*site, SYMBOL + AIR))
            });
            if let Some(place) = free {
                self.at = units(place);
                self.named = self.named.filter(|_| both);
                return self.rect(place, both);
            }
        }
        self.rect(at, self.named.is_some())
    }
}

/// How far a label may reach from its place, in CSS pixels.
pub(crate) const REACH: f64 = 84.0;

/// What reaches over the edges of a tile from beyond.
#[derive(Debug, Default)]
pub(crate) struct Beyond {
    pub labels: Vec<Label>,
    /// Sites that stand alone.
    pub alone: Vec<[i32; 2]>,
}

/// What never moves any more and may be in the way of a cluster, wherever that is moved to.
#[derive(Default)]
struct Standing {
    labels: Vec<Rect>,
    alone: Vec<[f64; 2]>,
}

impl Standing {
    /// Of all that stands, what lies near enough to a cluster.
    fn around(cluster: &Symbol, labels: &[Rect], alone: &[[f64; 2]]) -> Self {
        // It is moved, drawn back from the edge of its tile, and grows by what joins it.
        let (at, widest) = (px(cluster.at), radius(u32::MAX));
        let reach = FARTHEST + 2.0 * widest + AIR;
        Self {
            labels: labels.iter().filter(|l| l.meets(at, reach)).copied().collect(),
            alone: alone
                .iter()
                .filter(|a| touch(at, **a, reach + SYMBOL))
                .copied()
                .collect(),
        }
    }

    fn meets(&self, at: [f64; 2], r: f64) -> bool {
        self.labels.iter().any(|l| l.meets(at, r + AIR)) || self.alone.iter().any(|a| touch(at, *a, r + SYMBOL + AIR))
    }
}

/// Whether two places lie nearer to each other than a distance.
fn touch(a: [f64; 2], b: [f64; 2], distance: f64) -> bool {
    let [x, y] = [a[0] - b[0], a[1] - b[1]];
    x * x + y * y < distance * distance
}

/// Settles the labels and symbols of one tile. Where sites are `gathered` from far around, a cluster that finds no free place
/// joins the nearest one and stands for none.
///
/// Costs what stands near each cluster; after a join only those after the two are placed anew.
pub(crate) fn settle(labels: &mut [Label], symbols: &mut [Symbol], mut beyond: Beyond, gathered: bool) {
    let single = symbols.iter().filter(|s| s.n == 1).map(|s| s.at);
    let alone: Vec<[f64; 2]> = single.chain(beyond.alone).map(px).collect();
    let all = labels.iter_mut().chain(&mut beyond.labels);
    let taken: Vec<Rect> = all.map(|l| l.settle(&alone)).collect();
    let standing: Vec<Standing> = symbols
        .iter()
        .map(|s| match s.n {
            0 | 1 => Standing::default(),
            _ => Standing::around(s, &taken, &alone),
        })
        .collect();
    let mut placed: Vec<Option<([f64; 2], f64)>> = Vec::with_capacity(symbols.len());
    while let Some(cluster) = symbols.get(placed.len()) {
        let i = placed.len();
        if cluster.n < 2 {
            placed.push(None);
            continue;
        }
        let (at, r, free) = free_place(cluster, &standing[i], &placed);
        let joined = nearest(symbols, i).filter(|_| gathered && free.is_none());
        let Some(into) = joined else {
            placed.push(Some((free.unwrap_or(at), r)));
            continue;
        };
        let Symbol { n, late, .. } = std::mem::take(&mut symbols[i]);
        symbols[into].n += n;
        symbols[into].late += late;
        // Those before both stand as they would.
        placed.truncate(into);
    }
    for (symbol, place) in symbols.iter_mut().zip(placed) {
        symbol.at = place.map_or(symbol.at, |(at, _)| units(at));
    }
}

/// Where a cluster belongs, its radius, and the free place nearest to that, if there is one.
fn free_place(
    cluster: &Symbol,
    standing: &Standing,
    placed: &[Option<([f64; 2], f64)>],
) -> ([f64; 2], f64, Option<[f64; 2]>) {
    let r = radius(cluster.n);
    // Away from the edge: what stands beyond it is not known here.
    let edge = f64::from(EXTENT / PX);
    let at = px(cluster.at).map(|v| v.clamp(r, edge - r));
    let free = |place: &[f64; 2]| {
        place.iter().all(|v| (r..=edge - r).contains(v))
            && !standing.meets(*place, r)
            && !placed
                .iter()
                .flatten()
                .any(|(other, s)| touch(*place, *other, r + s + AIR))
    };
    (at, r, around(at, FARTHEST).find(free))
}

/// The cluster nearest to one, no farther than a place is moved at most and back.
fn nearest(symbols: &[Symbol], one: usize) -> Option<usize> {
    let from = px(symbols[one].at);
    let far = |i: &usize| {
        let at = px(symbols[*i].at);
        (at[0] - from[0]).hypot(at[1] - from[1])
    };
    let others = (0..symbols.len()).filter(|i| *i != one && symbols[*i].n > 1);
    others
        .filter(|i| far(i) <= 2.0 * FARTHEST)
        .min_by(|a, b| far(a).total_cmp(&far(b)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn label(x: i32, y: i32, room: f64) -> Label {
        let at = [x * PX, y * PX];
        Label {
            at,
            room,
            name: 48.0,
            figure: 18.0,
            named: Some(100),
        }
    }

    fn symbol(x: i32, y: i32, n: u32) -> Symbol {
        Symbol {
            at: [x * PX, y * PX],
            n,
            late: 1,
        }
    }

    fn apart(a: &Symbol, b: &Symbol) -> f64 {
        let (a, b) = (px(a.at), px(b.at));
        (a[0] - b[0]).hypot(a[1] - b[1])
    }

    #[test]
    fn what_is_in_nobodys_way_stays_where_it_is() {
        let (mut labels, mut symbols) = ([label(100, 100, 60.0)], [symbol(300, 300, 1), symbol(200, 300, 7)]);
        settle(&mut labels, &mut symbols, Beyond::default(), true);
        assert_eq!(labels[0].at, [100 * PX, 100 * PX]);
        assert_eq!(symbols.map(|s| s.at), [[300 * PX, 300 * PX], [200 * PX, 300 * PX]]);
    }

    #[test]
    fn a_site_alone_keeps_its_place_and_the_name_gives_way_within_its_cell() {
        let (mut labels, mut symbols) = ([label(100, 100, 90.0)], [symbol(104, 96, 1)]);
        settle(&mut labels, &mut symbols, Beyond::default(), true);
        assert_eq!(symbols[0].at, [104 * PX, 96 * PX]);
        assert!(labels[0].named.is_some());
        let rect = labels[0].rect(px(labels[0].at), true);
        assert!(!rect.meets([104.0, 96.0], SYMBOL), "{labels:?}");
        let [x, y] = px(labels[0].at);
        assert!((x - 100.0).hypot(y - 100.0) <= labels[0].freedom(true) + 0.2);
    }

    #[test]
    fn where_a_name_has_no_place_its_figure_has() {
        let (mut labels, mut symbols) = ([label(100, 100, 36.0)], [symbol(100, 96, 1)]);
        settle(&mut labels, &mut symbols, Beyond::default(), true);
        assert!(labels[0].named.is_none());
        assert!(
            !labels[0].rect(px(labels[0].at), false).meets([100.0, 96.0], SYMBOL),
            "{labels:?}"
        );
    }

    #[test]
    fn clusters_cover_no_label_no_site_and_each_other_never() {
        let mut labels = [label(100, 100, 30.0), label(180, 120, 30.0)];
        let mut symbols = [
            symbol(101, 101, 25),
            symbol(150, 110, 3),
            symbol(160, 112, 1),
            symbol(152, 108, 4),
        ];
        settle(&mut labels, &mut symbols, Beyond::default(), true);
        for s in symbols.iter().filter(|s| s.n > 1) {
            for l in &labels {
                assert!(
                    !l.rect(px(l.at), l.named.is_some()).meets(px(s.at), radius(s.n)),
                    "{s:?} over {l:?}"
                );
            }
            for other in symbols.iter().filter(|o| o.at != s.at) {
                assert!(apart(s, other) >= radius(s.n) + radius(other.n), "{s:?} {other:?}");
            }
        }
    }

    #[test]
    fn a_cluster_at_the_edge_stays_within_its_tile() {
        let mut symbols = [symbol(1, 511, 12)];
        settle(&mut [], &mut symbols, Beyond::default(), true);
        let [x, y] = px(symbols[0].at);
        assert!(x >= 14.0 && y <= 498.0);
    }

    #[test]
    fn a_cluster_gives_way_to_what_reaches_over_from_the_next_tile() {
        let mut symbols = [symbol(490, 100, 5), symbol(490, 300, 5)];
        let beyond = Beyond {
            labels: vec![label(520, 100, 60.0)],
            alone: vec![[515 * PX, 300 * PX]],
        };
        let taken = beyond.labels[0].rect([520.0, 100.0], true);
        settle(&mut [], &mut symbols, beyond, true);
        assert!(!taken.meets(px(symbols[0].at), radius(5)), "{symbols:?}");
        assert!(
            apart(&symbols[1], &symbol(515, 300, 1)) >= radius(5) + SYMBOL,
            "{symbols:?}"
        );
    }

    #[test]
    fn a_cluster_without_a_free_place_joins_its_neighbour_and_none_is_lost() {
        // A town of symbols that leaves no gap but where its neighbour stands.
        let mut symbols: Vec<Symbol> = (0..100)
            .map(|i| symbol(20 + (i % 10) * 22, 20 + (i / 10) * 22, 1))
            .collect();
        symbols.extend([symbol(120, 120, 4), symbol(120, 150, 1)]);
        symbols.push(symbol(160, 160, 5));
        symbols.retain(|s| s.n > 1 || (px(s.at)[0] - 160.0).hypot(px(s.at)[1] - 160.0) > 28.0);
        settle(&mut [], &mut symbols, Beyond::default(), true);
        let clusters: Vec<&Symbol> = symbols.iter().filter(|s| s.n > 1).collect();
        assert_eq!(clusters.iter().map(|s| (s.n, s.late)).collect::<Vec<_>>(), [(9, 2)]);
        assert_eq!(symbols.iter().filter(|s| s.n == 0).count(), 1);
    }

    #[test]
    fn widths_are_those_of_the_map() {
        assert_eq!(width("石家营村02"), 62.0);
        assert_eq!((digits(0), digits(9), digits(28)), (9.0, 9.0, 18.0));
    }
}
