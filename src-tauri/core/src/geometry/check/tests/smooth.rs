//! Smooth outlines: what is looked at, counted.

use super::*;
use crate::geometry::check::chains::Chains;
use crate::geometry::check::edges::{Edge, contours, hull, leftover};
use crate::geometry::check::ground::{overlay, polygon};
use crate::geometry::check::sketch::sketch;
use crate::geometry::locate::tree::meet;
use geo::bool_ops::{FillRule, OpType};

/// A round outline about `x`, in metres.
fn round(x: f64, radius: f64, count: u32) -> MultiPolygon<f64> {
    let at = |i: u32| f64::from(i) / f64::from(count) * std::f64::consts::TAU;
    let points: Vec<[f64; 2]> = (0..count)
        .map(|i| [x + radius * at(i).cos(), radius * at(i).sin()])
        .collect();
    ground(&points)
}

fn edges(outline: &MultiPolygon<f64>) -> Vec<Edge> {
    let lines = outline.0[0].exterior().lines();
    lines.map(|l| [[l.start.x, l.start.y], [l.end.x, l.end.y]]).collect()
}

/// Pairs of which the boxes meet, by chains, and what was looked at for them.
fn pairs(a: &[Edge], b: &[Edge]) -> (Vec<(u32, u32)>, usize) {
    let (one, other) = (Chains::new(a), Chains::new(b));
    let tree = other.tree();
    let (mut found, mut left) = (Vec::new(), usize::MAX);
    for run in one.runs() {
        one.meeting(run, &other, &tree, &mut left, |i, j| {
            found.push((i, j));
            true
        });
    }
    found.sort_unstable();
    (found, usize::MAX - left)
}

#[test]
fn two_smooth_outlines_are_compared_where_they_meet_only() {
    let (a, b) = (
        edges(&round(0.0, 1000.0, 80_000)),
        edges(&round(1200.0, 1000.0, 80_000)),
    );
    let (found, looked) = pairs(&a, &b);
    assert!(!found.is_empty() && looked < 1_000, "{} {looked}", found.len());
    let (a, b) = (Chains::new(&a), Chains::new(&b));
    assert!(a.runs().len() <= 5 && b.runs().len() <= 5);
}

#[test]
fn runs_find_the_pairs_that_looking_at_each_finds() {
    let ragged = |x: f64| -> Vec<Edge> {
        let r = |i: u32| 100.0 + f64::from(i * 7919 % 31);
        let at = |i: u32| f64::from(i) / 150.0 * std::f64::consts::TAU;
        let points: Vec<[f64; 2]> = (0..150).map(|i| [x + r(i) * at(i).cos(), r(i) * at(i).sin()]).collect();
        edges(&ground(&points))
    };
    // Stairs keep to one quarter though each step moves along one axis only.
    let stairs: Vec<Edge> = (0..80)
        .map(|i| {
            let step = |i: u32| [102.0 + f64::from(i.div_ceil(2)) * M, 36.0 + f64::from(i / 2) * M];
            [step(i), step(i + 1)]
        })
        .collect();
    assert_eq!(Chains::new(&stairs).runs().len(), 1);
    let sets = [
        ragged(0.0),
        ragged(90.0),
        edges(&round(40.0, 110.0, 400)),
        edges(&rect(0.0, 0.0, 50.0, 50.0)),
        stairs,
    ];
    for a in &sets {
        for b in &sets {
            let mut each = Vec::new();
            for (i, e) in (0u32..).zip(a) {
                each.extend(
                    (0u32..)
                        .zip(b)
                        .filter(|(_, f)| meet(hull(e), hull(*f)))
                        .map(|(j, _)| (i, j)),
                );
            }
            assert_eq!(pairs(a, b).0, each);
        }
    }
}

#[test]
fn a_search_that_may_look_no_further_says_so() {
    let (a, b) = (edges(&round(0.0, 100.0, 400)), edges(&round(20.0, 100.0, 400)));
    let (one, other) = (Chains::new(&a), Chains::new(&b));
    let tree = other.tree();
    let mut left = 5;
    let whole = one
        .runs()
        .all(|run| one.meeting(run, &other, &tree, &mut left, |_, _| true));
    assert!(!whole);
    assert_eq!(left, 0);
}

#[test]
fn what_is_left_of_smooth_outlines_keeps_its_order() {
    let outlines = [round(0.0, 100.0, 5_000), round(150.0, 100.0, 5_000)];
    let grounds = outlines.each_ref().map(|o| Ground::new(o, &valid::judge(o)));
    for reversed in [1, 2] {
        let left = leftover(&[&grounds[0], &grounds[1]], reversed);
        assert_eq!(left.len(), 10_000);
        let breaks = left.windows(2).filter(|w| w[0][1] != w[1][0]).count();
        assert_eq!(breaks, 1);
        let rings = contours(&left);
        assert_eq!(rings.iter().map(Vec::len).collect::<Vec<_>>(), [5_001, 5_001]);
        assert!(rings.iter().all(|r| r[0] == r[5_000]));
    }
}

#[test]
fn smooth_outlines_share_what_geometry_says() {
    // A lens of two circles of one radius.
    let (r, d) = (1000.0f64, 1200.0f64);
    let cells = [cell(1, round(0.0, r, 4_000)), cell(2, round(d, r, 4_000))];
    let faults = faults(&cells);
    assert_eq!(faults.len(), 1);
    let lens = 2.0 * r * r * (d / 2.0 / r).acos() - d / 2.0 * (4.0 * r * r - d * d).sqrt();
    let [east, north] = ground::metres_per_degree(36.0);
    let area = faults[0].area_m2.unwrap() / (east * M * north * M);
    assert!((area / lens - 1.0).abs() < 1e-4, "{area} {lens}");
    let touching = [cell(1, round(0.0, r, 4_000)), cell(2, round(2.0 * r + 0.5, r, 4_000))];
    assert_eq!(found(&touching), []);
}

#[test]
fn level_teeth_across_upright_ones_are_not_laid_over_each_other() {
    // As many crossings as teeth of one times teeth of the other; all of them with level edges.
    let teeth = 6_000;
    let mut comb: Vec<[f64; 2]> = vec![[0.0, -1.0]];
    for i in 0..teeth {
        let x = f64::from(2 * i);
        comb.extend([[x, 0.0], [x, 12_001.0], [x + 1.0, 12_001.0], [x + 1.0, 0.0]]);
    }
    comb.push([f64::from(2 * teeth), -1.0]);
    let across: Vec<[f64; 2]> = comb.iter().map(|p| [p[1], p[0]]).collect();
    let cells = [cell(1, ground(&comb)), cell(2, ground(&across))];
    let overlaps: Vec<_> = faults(&cells)
        .into_iter()
        .filter(|f| f.kind == FaultKind::Overlap)
        .collect();
    assert_eq!(overlaps.len(), 1);
    assert!(overlaps[0].place.contains("too often"), "{}", overlaps[0].place);
    assert_eq!(overlaps[0].area_m2, None);
}

/// What `edges` go round: of each piece, its holes.
fn pieces(edges: &[Edge]) -> Vec<usize> {
    let rings: Vec<_> = contours(edges).iter().map(|r| polygon(r)).collect();
    let none = MultiPolygon::new(vec![]);
    let all = overlay(&MultiPolygon::new(rings), &none, OpType::Union, FillRule::Positive);
    let mut holes: Vec<usize> = all.iter().map(|p| p.interiors().len()).collect();
    holes.sort_unstable();
    holes
}

#[test]
fn a_sketch_lies_as_what_it_is_a_sketch_of() {
    let sets: [&[(f64, f64)]; 4] = [
        // Three around a hole, and one by itself.
        &[(0.0, 500.0), (900.0, 500.0), (1800.0, 500.0), (5000.0, 300.0)],
        // One within another, and one across both.
        &[(0.0, 1000.0), (10.0, 400.0), (700.0, 800.0)],
        // Two that touch at one vertex.
        &[(0.0, 1000.0), (2000.0, 1000.0)],
        // One twice.
        &[(0.0, 700.0), (0.0, 700.0), (600.0, 700.0)],
    ];
    for set in sets {
        let whole: Vec<Edge> = set.iter().flat_map(|(x, r)| edges(&round(*x, *r, 8_000))).collect();
        let turned: Vec<Edge> = (whole.iter().map(|[a, b]| [a, b].map(|p| [p[1] + 66.0, p[0] - 66.0]))).collect();
        let back: Vec<Edge> = turned.iter().rev().map(|[a, b]| [*b, *a]).collect();
        let all: Vec<Edge> = whole.iter().chain(&back).copied().collect();
        for edges in [&whole, &back, &all] {
            if let Some(sketched) = sketch(edges) {
                assert_eq!(pieces(&sketched), pieces(edges), "{set:?}");
            }
        }
        if set != sets[3] {
            let sketched = sketch(&whole).unwrap();
            assert!(sketched.len() < whole.len() / 10, "{set:?}: {}", sketched.len());
        }
    }
    assert_eq!(sketch(&edges(&rect(0.0, 0.0, 50.0, 50.0))), None);
}

#[test]
fn a_gap_between_smooth_outlines_has_its_true_size() {
    // Two halves of a ring, a hair's breadth into each other.
    let half = |east: bool| {
        let n = 4_000;
        let side = |r: f64| {
            (0..=n).map(move |i| {
                let a = (f64::from(i) / f64::from(n) - 0.5) * (std::f64::consts::PI + 2e-4);
                [if east { r * a.cos() } else { -r * a.cos() }, r * a.sin()]
            })
        };
        let mut points: Vec<[f64; 2]> = side(1000.0).collect();
        points.extend(side(600.0).collect::<Vec<_>>().into_iter().rev());
        ground(&points)
    };
    let faults = faults(&[cell(1, half(true)), cell(2, half(false))]);
    let gap: Vec<_> = faults.iter().filter(|f| f.kind == FaultKind::Gap).collect();
    assert_eq!(gap.len(), 1);
    let [east, north] = ground::metres_per_degree(36.0);
    let area = gap[0].area_m2.unwrap() / (east * M * north * M);
    let disc = std::f64::consts::PI * 600.0 * 600.0;
    assert!((area / disc - 1.0).abs() < 1e-4, "{area} {disc}");
}
