//! Ground that no grid of a level covers.

use super::chains::Chains;
use super::edges::{Edge, contours, hull, leftover, meeting};
use super::ground::{Ground, Size, inner_point, overlay, polygon, real_size, resolution};
use super::sketch::sketch;
use super::valid;
use super::{CheckCell, GeometryFault, Layer, NARROW, Progress};
use crate::geometry::locate::tree::{Tree, meet};
use crate::model::{GridId, Level};
use crate::view::FaultKind;
use geo::bool_ops::{FillRule, OpType};
use geo::{MultiPolygon, Polygon};
use rayon::prelude::*;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::atomic::{AtomicUsize, Ordering};

/// Degrees within which an edge counts as lying along a gap, beside the overlay's own steps.
const ALONG: f64 = 1e-8;

type Judged = [(valid::Judged, Ground)];

/// Meetings of edges, and pairs (twice) looked at for them, beyond which an overlay would take too long.
const MOST_MEETINGS: usize = 500_000;
const MOST_PAIRS: usize = 20_000_000;

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
        let left = leftover(&grounds, 1);
        let of = &cells[*parent];
        if is_tangle(&left) {
            let place = format!(
                "{} and the grids under it cross each other too often for gaps to be made out",
                of.code
            );
            return vec![unknown(vec![of.id], place, left[0][0])];
        }
        let bare = bare(&left, None);
        let fine = resolution(grounds[0].bounds);
        let kin: HashSet<GridId> = children.iter().map(|&c| cells[c].id).collect();
        let around = |p: &Polygon<f64>| {
            let mut ids: Vec<&CheckCell> = layers.iter().flat_map(|l| neighbours(l, p, fine)).collect();
            ids.retain(|c| kin.contains(&c.id));
            ids
        };
        bare.iter()
            .filter_map(|p| {
                let size = real_size(p, fine)?;
                let around = around(p);
                let place = format!(
                    "{:.2} m² of {} that no grid under it covers{}",
                    size.area,
                    of.code,
                    beside(&around)
                );
                let grids = std::iter::once(of.id).chain(around.iter().map(|c| c.id)).collect();
                Some(fault(p, size, grids, place))
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

    /// What of `holes` no grid coarser than `level` answers for.
    fn rest(&self, holes: Vec<Polygon<f64>>, level: Level) -> Vec<Polygon<f64>> {
        let mut coarse: HashSet<u32> = HashSet::new();
        let (mut under, mut rest) = (Vec::new(), Vec::new());
        for hole in holes {
            let mut met = false;
            self.tree.overlapping(bounds(&hole), |i| {
                if self.grids[i as usize].0 < level {
                    met = true;
                    coarse.insert(i);
                }
            });
            if met { under.push(hole) } else { rest.push(hole) }
        }
        if under.is_empty() {
            return rest;
        }
        let mut coarse: Vec<u32> = coarse.into_iter().collect();
        coarse.sort_unstable();
        let grounds = coarse.iter().map(|i| self.grids[*i as usize].1);
        let answered = MultiPolygon::new(grounds.flat_map(|g| g.parts()).collect());
        let left = overlay(
            &MultiPolygon::new(under),
            &answered,
            OpType::Difference,
            FillRule::NonZero,
        );
        rest.extend(left);
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
    let left = leftover(&layer.grounds, 0);
    if is_tangle(&left) {
        let place = format!(
            "grids of the level {} cross each other too often for gaps to be made out",
            layer.level.word()
        );
        return vec![unknown(vec![], place, left[0][0])];
    }
    let fine = resolution(hull(&frame));
    let bare = bare(&left, Some(&frame));
    let holes: Vec<Polygon<f64>> = bare.into_iter().filter(|p| real_size(p, fine).is_some()).collect();
    let holes = whole.rest(holes, layer.level);
    let stride = (layer.cells.len() / holes.len().max(1)) as u64;
    let found = holes.par_iter().filter_map(|hole| {
        if !progress.go_on(stride) {
            return None;
        }
        let size = real_size(hole, fine)?;
        let around = neighbours(layer, hole, fine);
        let place = format!(
            "{:.2} m² that no {} covers{}",
            size.area,
            layer.level.word(),
            beside(&around)
        );
        Some(fault(hole, size, around.iter().map(|c| c.id).collect(), place))
    });
    found.collect()
}

/// True where edges meet so often that their overlay would take too long.
fn is_tangle(edges: &[Edge]) -> bool {
    if edges.len() * edges.len() <= MOST_MEETINGS {
        return false;
    }
    let chains = Chains::new(edges);
    let tree = chains.tree();
    let most = (MOST_PAIRS + 16 * edges.len()) / 2;
    let (looked, found) = (AtomicUsize::new(0), AtomicUsize::new(0));
    chains.runs().into_par_iter().any(|run| {
        let (mut left, mut met) = (most, 0);
        let whole = chains.meeting_later(run, &tree, &mut left, |i, j| {
            let (e, f) = (edges[i as usize], edges[j as usize]);
            let apart = e[0] != f[0] && e[0] != f[1] && e[1] != f[0] && e[1] != f[1];
            met += usize::from(apart && meeting(e, f).is_some());
            met <= MOST_MEETINGS
        });
        let own = most - left;
        !whole
            || looked.fetch_add(own, Ordering::Relaxed) + own > most
            || found.fetch_add(met, Ordering::Relaxed) + met > MOST_MEETINGS
    })
}

/// Said where nobody can tell.
fn unknown(grids: Vec<GridId>, place: String, at: [f64; 2]) -> GeometryFault {
    GeometryFault {
        kind: FaultKind::Gap,
        grids,
        place,
        at: Some(at),
        area_m2: None,
        narrow: false,
    }
}

/// What `edges` go round more often to the left than to the right. With a frame, which lies around them all: what within
/// it they leave bare, less what lies along the frame itself.
fn bare(edges: &[Edge], frame: Option<&[[f64; 2]]>) -> Vec<Polygon<f64>> {
    // Inside the frame, one turn less for each grid that covers a place: what is left above zero is bare.
    let around = frame.map(hull);
    // The overlay may have moved the frame by some of its steps.
    let inner = |p: &Polygon<f64>| around.is_none_or(|b| bounds(p)[0] > b[0] + 8.0 * resolution(b));
    let pieces = |edges: &[Edge]| -> Vec<Polygon<f64>> {
        let contours = contours(edges);
        let rings = contours.iter().map(Vec::as_slice).chain(frame).map(polygon);
        let none = MultiPolygon::new(vec![]);
        let all = overlay(
            &MultiPolygon::new(rings.collect()),
            &none,
            OpType::Union,
            FillRule::Positive,
        );
        all.into_iter().filter(inner).collect()
    };
    match sketch(edges) {
        Some(sketched) if pieces(&sketched).is_empty() => Vec::new(),
        _ => pieces(edges),
    }
}

fn fault(gap: &Polygon<f64>, size: Size, grids: Vec<GridId>, place: String) -> GeometryFault {
    GeometryFault {
        kind: FaultKind::Gap,
        grids,
        place,
        at: inner_point(gap),
        area_m2: Some(size.area),
        narrow: size.width < NARROW,
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
        let mut found = false;
        ground.edges_near(area, |_, e| {
            let b = wide(hull(&e));
            if found || !meet(b, area) {
                return;
            }
            tree.overlapping(b, |i| {
                let line = lines[i as usize];
                found = found || distance(middle(line), e) <= near || distance(middle(e), line) <= near;
            });
        });
        found
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
