//! What is wrong with an outline by itself.

use super::edges::{Edge, folded, hull, meeting};
use geo::coordinate_position::CoordPos;
use geo::dimensions::Dimensions;
use geo::{BoundingRect, Coord, Intersects, LineString, MultiPolygon, Polygon, Relate};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// One thing that is wrong, in words, and a point on it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Flaw {
    pub(super) words: String,
    pub(super) at: Option<[f64; 2]>,
}

impl Flaw {
    fn new(what: String, at: Option<[f64; 2]>) -> Flaw {
        let words = match at {
            Some([x, y]) => format!("{what} at {x:.7}, {y:.7}"),
            None => what,
        };
        Flaw { words, at }
    }
}

/// Everything that keeps `geometry` from being valid in the sense of OGC Simple Features.
///
/// How rings and parts lie to each other is judged once each of them is sound by itself.
pub(super) fn flaws(geometry: &MultiPolygon<f64>) -> Vec<Flaw> {
    let mut flaws = Vec::new();
    let many = geometry.0.len() > 1;
    for (p, polygon) in geometry.iter().enumerate() {
        let part = if many {
            format!(" of part {}", p + 1)
        } else {
            String::new()
        };
        let before = flaws.len();
        let rings = std::iter::once(polygon.exterior()).chain(polygon.interiors());
        for (r, ring) in rings.enumerate() {
            ring_flaws(ring, &format!("{}{part}", ring_name(r)), &mut flaws);
        }
        if flaws.len() == before && !polygon.interiors().is_empty() {
            hole_flaws(polygon, &part, &mut flaws);
        }
    }
    if many && flaws.is_empty() {
        part_flaws(geometry, &mut flaws);
    }
    flaws
}

fn ring_name(ring: usize) -> String {
    if ring == 0 {
        "outer ring".into()
    } else {
        format!("hole {ring}")
    }
}

fn ring_flaws(ring: &LineString<f64>, name: &str, flaws: &mut Vec<Flaw>) {
    let mut sound = true;
    for (i, c) in ring.0.iter().enumerate() {
        if !c.x.is_finite() || !c.y.is_finite() {
            flaws.push(Flaw::new(format!("{name}: vertex {} is not a number", i + 1), None));
            sound = false;
        }
    }
    if !sound {
        return;
    }
    let mut points: Vec<[f64; 2]> = ring.0.iter().map(|c| [c.x, c.y]).collect();
    points.dedup();
    if points.len() < 4 {
        let what = format!("{name} has fewer than three different vertices");
        return flaws.push(Flaw::new(what, points.first().copied()));
    }
    let edges: Vec<Edge> = points.windows(2).map(|w| [w[0], w[1]]).collect();
    for at in self_contacts(&edges) {
        flaws.push(Flaw::new(format!("{name} crosses or touches itself"), Some(at)));
    }
}

/// Places where a closed ring meets itself, each once, in the order of their longitude.
fn self_contacts(edges: &[Edge]) -> Vec<[f64; 2]> {
    let mut sorted: Vec<(usize, [f64; 4])> = edges.iter().map(|e| hull(e)).enumerate().collect();
    sorted.sort_unstable_by(|a, b| a.1[0].total_cmp(&b.1[0]));
    let mut contacts = Vec::new();
    for (n, &(i, b)) in sorted.iter().enumerate() {
        for &(j, c) in sorted[n + 1..].iter().take_while(|(_, c)| c[0] <= b[2]) {
            if c[1] > b[3] || c[3] < b[1] {
                continue;
            }
            let (e, f) = (edges[i], edges[j]);
            // Neighbours share a vertex by right; they are wrong only when one folds back on the other.
            let contact = if (i + 1) % edges.len() == j {
                folded(e[1], e[0], f[1]).then_some(e[1])
            } else if (j + 1) % edges.len() == i {
                folded(f[1], f[0], e[1]).then_some(f[1])
            } else {
                meeting(e, f)
            };
            contacts.extend(contact);
        }
    }
    contacts.sort_unstable_by(|a, b| a[0].total_cmp(&b[0]).then(a[1].total_cmp(&b[1])));
    contacts.dedup();
    contacts
}

/// Dimensions of what the interiors share, and of what the borders share; none where geo could not tell.
fn relation(a: &Polygon<f64>, b: &Polygon<f64>) -> Option<(Dimensions, Dimensions, bool)> {
    catch_unwind(AssertUnwindSafe(|| {
        let matrix = a.relate(b);
        let inside = matrix.get(CoordPos::Inside, CoordPos::Inside);
        let border = matrix.get(CoordPos::OnBoundary, CoordPos::OnBoundary);
        (inside, border, matrix.is_contains())
    }))
    .ok()
}

fn hole_flaws(polygon: &Polygon<f64>, part: &str, flaws: &mut Vec<Flaw>) {
    let alone = |r: &LineString<f64>| Polygon::new(r.clone(), vec![]);
    let outer = alone(polygon.exterior());
    let holes: Vec<_> = polygon.interiors().iter().map(alone).collect();
    for (i, hole) in holes.iter().enumerate() {
        let name = format!("hole {}{part}", i + 1);
        if let Some((_, border, contained)) = relation(&outer, hole) {
            if !contained {
                flaws.push(Flaw::new(
                    format!("{name} lies outside the outer ring"),
                    point_off(hole, &outer),
                ));
            }
            if border == Dimensions::OneDimensional {
                let at = point_on(hole, outer.exterior());
                flaws.push(Flaw::new(format!("{name} runs along the outer ring"), at));
            }
        }
        for (j, other) in holes
            .iter()
            .enumerate()
            .skip(i + 1)
            .filter(|(_, h)| boxes_meet(hole, h))
        {
            let both = format!("holes {} and {}{part}", i + 1, j + 1);
            pair_flaws(hole, other, &both, flaws);
        }
    }
}

fn part_flaws(geometry: &MultiPolygon<f64>, flaws: &mut Vec<Flaw>) {
    for (i, a) in geometry.iter().enumerate() {
        for (j, b) in geometry
            .iter()
            .enumerate()
            .skip(i + 1)
            .filter(|(_, b)| boxes_meet(a, b))
        {
            pair_flaws(a, b, &format!("parts {} and {}", i + 1, j + 1), flaws);
        }
    }
}

fn pair_flaws(a: &Polygon<f64>, b: &Polygon<f64>, both: &str, flaws: &mut Vec<Flaw>) {
    let Some((inside, border, _)) = relation(a, b) else {
        return;
    };
    if inside == Dimensions::TwoDimensional {
        let at = point_on(b, a.exterior()).or_else(|| first(b));
        flaws.push(Flaw::new(format!("{both} overlap"), at));
    }
    if border == Dimensions::OneDimensional {
        let at = point_on(b, a.exterior());
        flaws.push(Flaw::new(format!("{both} share a line of border"), at));
    }
}

fn boxes_meet(a: &Polygon<f64>, b: &Polygon<f64>) -> bool {
    match (a.bounding_rect(), b.bounding_rect()) {
        (Some(a), Some(b)) => a.intersects(&b),
        _ => false,
    }
}

fn first(polygon: &Polygon<f64>) -> Option<[f64; 2]> {
    polygon.exterior().0.first().map(|c| [c.x, c.y])
}

/// A vertex of `polygon` off the ground of `other`, else its first one.
fn point_off(polygon: &Polygon<f64>, other: &Polygon<f64>) -> Option<[f64; 2]> {
    let off = polygon.exterior().0.iter().find(|c| !other.intersects(*c));
    off.map(|c| [c.x, c.y]).or_else(|| first(polygon))
}

/// A place where the outer ring of `polygon` meets `ring`.
fn point_on(polygon: &Polygon<f64>, ring: &LineString<f64>) -> Option<[f64; 2]> {
    let pair = |c: Coord<f64>| [c.x, c.y];
    polygon.exterior().lines().find_map(|l| {
        let line = [pair(l.start), pair(l.end)];
        ring.lines().find_map(|m| meeting(line, [pair(m.start), pair(m.end)]))
    })
}
