//! Ground that no grid of a level covers.

use super::edges::{Edge, contours, hull, leftover};
use super::ground::{Ground, inner_point, overlay, polygon, real_area, resolution};
use super::valid::Flaw;
use super::{CheckCell, GeometryFault, Layer, Progress};
use crate::geometry::locate::tree::{Tree, meet};
use crate::model::{GridId, Level};
use crate::view::FaultKind;
use geo::bool_ops::{FillRule, OpType};
use geo::{MultiPolygon, Polygon};
use rayon::prelude::*;
use std::collections::{BTreeMap, HashMap, HashSet};

/// Degrees within which an edge counts as lying along a gap, beside the overlay's own steps.
const ALONG: f64 = 1e-8;

type Judged = [(Vec<Flaw>, Ground)];

/// Ground of drawn grids that the drawn grids under them leave bare.
pub(super) fn under_parents(
    cells: &[CheckCell],
    judged: &Judged,
    layers: &[Layer],
    progress: &Progress,
) -> Vec<GeometryFault> {
    let families: Vec<(usize, Vec<usize>)> = families(cells, judged).into_iter().collect();
    let found = families.par_iter().map(|(parent, children)| {
        if progress.stopped() {
            return vec![];
        }
        let mut grounds = vec![&judged[*parent].1];
        grounds.extend(children.iter().map(|&c| &judged[c].1));
        let rings = contours(&leftover(&grounds, 1)).iter().map(|r| polygon(r)).collect();
        let bare = positive(rings);
        let fine = resolution(grounds[0].bounds);
        let kin: HashSet<GridId> = children.iter().map(|&c| cells[c].id).collect();
        let around = |p: &Polygon<f64>| {
            let mut ids: Vec<&CheckCell> = layers.iter().flat_map(|l| neighbours(l, p, fine)).collect();
            ids.retain(|c| kin.contains(&c.id));
            ids
        };
        let of = &cells[*parent];
        bare.iter()
            .filter_map(|p| {
                let area = real_area(p, fine)?;
                let around = around(p);
                let place = format!(
                    "{area:.2} m² of {} that no grid under it covers{}",
                    of.code,
                    beside(&around)
                );
                let grids = std::iter::once(of.id).chain(around.iter().map(|c| c.id)).collect();
                Some(fault(p, area, grids, place))
            })
            .collect::<Vec<_>>()
    });
    found.flatten_iter().collect()
}

/// Drawn grids with the drawn grids whose nearest drawn ancestor they are, by index.
fn families(cells: &[CheckCell], judged: &Judged) -> BTreeMap<usize, Vec<usize>> {
    let index: HashMap<GridId, usize> = cells.iter().enumerate().map(|(i, c)| (c.id, i)).collect();
    let mut families: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (i, cell) in cells.iter().enumerate().filter(|(i, _)| !judged[*i].1.is_empty()) {
        let mut up = cell.parent;
        // A tree of more steps than levels has a loop in it.
        for _ in Level::ALL {
            let Some(&above) = up.as_ref().and_then(|id| index.get(id)) else {
                break;
            };
            if above != i && !judged[above].1.is_empty() {
                families.entry(above).or_default().push(i);
                break;
            }
            up = cells[above].parent;
        }
    }
    families
}

/// Grids whose ground is judged elsewhere, so that a hole of a finer level is no gap there: those
/// with linked grids under them, and those that were not divided at all.
pub(super) struct Undivided<'a> {
    grids: Vec<(Level, &'a Ground)>,
    tree: Tree,
}

impl<'a> Undivided<'a> {
    pub(super) fn new(cells: &[CheckCell], judged: &'a Judged, layers: &[Layer]) -> Undivided<'a> {
        let families = families(cells, judged);
        let finest = layers.last().map(|l| l.level);
        let coarse: Vec<usize> = (0..cells.len())
            .filter(|&i| !judged[i].1.is_empty() && Some(cells[i].level) != finest)
            .collect();
        let grids: Vec<(Level, &Ground)> = (coarse.par_iter())
            .filter(|i| families.contains_key(i) || !divided(cells[**i].level, &judged[**i].1, layers))
            .map(|&i| (cells[i].level, &judged[i].1))
            .collect();
        let boxes: Vec<[f64; 4]> = grids.iter().map(|g| g.1.bounds).collect();
        Undivided {
            tree: Tree::new(&boxes),
            grids,
        }
    }

    /// What of `hole` no grid coarser than `level` answers for.
    fn rest(&self, hole: Polygon<f64>, level: Level) -> MultiPolygon<f64> {
        let bounds = bounds(&hole);
        let mut rest = MultiPolygon::new(vec![hole]);
        self.tree.overlapping(bounds, |i| {
            let (of, ground) = self.grids[i as usize];
            if of < level {
                rest = overlay(&rest, &ground.rings(), OpType::Difference, FillRule::EvenOdd);
            }
        });
        rest
    }
}

/// True where finer grids lie in `ground` though nothing links them to it.
fn divided(level: Level, ground: &Ground, layers: &[Layer]) -> bool {
    layers.iter().filter(|l| l.level > level).any(|layer| {
        let mut inside = false;
        layer.tree.overlapping(ground.bounds, |i| {
            let point = || layer.grounds[i as usize].inner_point();
            inside = inside || point().is_some_and(|p| ground.holds(p));
        });
        inside
    })
}

/// Holes in what the grids of one layer cover together.
pub(super) fn holes(layer: &Layer, whole: &Undivided, progress: &Progress) -> Vec<GeometryFault> {
    if progress.stopped() {
        return vec![];
    }
    let b = layer.tree.bounds();
    let pad = (b[2] - b[0]).max(b[3] - b[1]) * 0.01;
    let frame = [
        [b[0] - pad, b[1] - pad],
        [b[2] + pad, b[1] - pad],
        [b[2] + pad, b[3] + pad],
        [b[0] - pad, b[3] + pad],
    ];
    // Inside the frame, one turn less for each grid that covers a place: what is left above zero is bare.
    let mut rings: Vec<Polygon<f64>> = contours(&leftover(&layer.grounds, 0))
        .iter()
        .map(|r| polygon(r))
        .collect();
    rings.push(polygon(&frame));
    let fine = resolution(hull(&frame));
    let bare = positive(rings);
    let holes: Vec<Polygon<f64>> = (bare.into_iter()).filter(|p| bounds(p)[0] > b[0] - pad / 2.0).collect();
    let stride = (layer.cells.len() / holes.len().max(1)) as u64;
    let found = holes.into_par_iter().map(|hole| {
        if !progress.go_on(stride) || real_area(&hole, fine).is_none() {
            return vec![];
        }
        let judge = |p: &Polygon<f64>| {
            let area = real_area(p, fine)?;
            let around = neighbours(layer, p, fine);
            let place = format!("{area:.2} m² that no {} covers{}", layer.level.word(), beside(&around));
            Some(fault(p, area, around.iter().map(|c| c.id).collect(), place))
        };
        whole
            .rest(hole, layer.level)
            .iter()
            .filter_map(judge)
            .collect::<Vec<_>>()
    });
    found.flatten_iter().collect()
}

/// The ground around which `rings` turn more often to the left than to the right.
fn positive(rings: Vec<Polygon<f64>>) -> MultiPolygon<f64> {
    let none = MultiPolygon::new(vec![]);
    overlay(&MultiPolygon::new(rings), &none, OpType::Union, FillRule::Positive)
}

fn fault(gap: &Polygon<f64>, area: f64, grids: Vec<GridId>, place: String) -> GeometryFault {
    GeometryFault {
        kind: FaultKind::Gap,
        grids,
        place,
        at: inner_point(gap),
        area_m2: Some(area),
    }
}

fn beside(around: &[&CheckCell]) -> String {
    let codes: Vec<&str> = around.iter().take(6).map(|c| c.code.as_str()).collect();
    let more = around.len().saturating_sub(codes.len());
    match (codes.len(), more) {
        (0, _) => String::new(),
        (_, 0) => format!(", beside {}", codes.join(", ")),
        _ => format!(", beside {} and {more} more", codes.join(", ")),
    }
}

fn bounds(polygon: &Polygon<f64>) -> [f64; 4] {
    let outer: Vec<[f64; 2]> = polygon.exterior().0.iter().map(|c| [c.x, c.y]).collect();
    hull(&outer)
}

/// The grids of `layer` with an edge along the border of `gap`, in code order.
fn neighbours<'a>(layer: &Layer<'a>, gap: &Polygon<f64>, fine: f64) -> Vec<&'a CheckCell> {
    let near = ALONG + 8.0 * fine;
    let wide = |b: [f64; 4]| [b[0] - near, b[1] - near, b[2] + near, b[3] + near];
    let rings = std::iter::once(gap.exterior()).chain(gap.interiors());
    let lines = rings
        .flat_map(|r| r.lines())
        .map(|l| [[l.start.x, l.start.y], [l.end.x, l.end.y]]);
    let lines: Vec<Edge> = lines.collect();
    let boxes: Vec<[f64; 4]> = lines.iter().map(|l| hull(l)).collect();
    let tree = Tree::new(&boxes);
    let area = wide(bounds(gap));
    let along = |ground: &Ground| {
        ground
            .edges()
            .map(|(_, e)| (e, wide(hull(&e))))
            .filter(|(_, b)| meet(*b, area))
            .any(|(e, b)| {
                let mut found = false;
                tree.overlapping(b, |i| {
                    let line = lines[i as usize];
                    found = found || distance(middle(line), e) <= near || distance(middle(e), line) <= near;
                });
                found
            })
    };
    let mut around = Vec::new();
    layer.tree.overlapping(area, |i| {
        if along(layer.grounds[i as usize]) {
            around.push(layer.cells[i as usize]);
        }
    });
    around.sort_by(|a, b| a.code.cmp(&b.code).then(a.id.cmp(&b.id)));
    around
}

fn middle([a, b]: Edge) -> [f64; 2] {
    [(a[0] + b[0]) / 2.0, (a[1] + b[1]) / 2.0]
}

/// Degrees from `p` to the nearest point of the edge.
fn distance(p: [f64; 2], [a, b]: Edge) -> f64 {
    let (dx, dy) = (b[0] - a[0], b[1] - a[1]);
    let t = ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / (dx * dx + dy * dy);
    let t = if t.is_finite() { t.clamp(0.0, 1.0) } else { 0.0 };
    (a[0] + t * dx - p[0]).hypot(a[1] + t * dy - p[1])
}
