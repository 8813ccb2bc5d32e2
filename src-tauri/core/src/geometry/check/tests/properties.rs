use super::*;
use crate::geometry::check::edges::{Edge, meeting, turn};
use crate::geometry::check::sweep::{Watch, sweep};
use proptest::prelude::*;
use std::collections::BTreeSet;

/// Rectangles on a lattice, so that borders coincide in every way there is.
fn any_rects() -> impl Strategy<Value = Vec<[i32; 4]>> {
    prop::collection::vec(
        (0i32..8, 0i32..8, 1i32..4, 1i32..4).prop_map(|t| [t.0, t.1, t.2, t.3]),
        1..12,
    )
}

/// Which edges the sweep was seen to meet, and which pairs it called crossing.
#[derive(Default)]
struct Met {
    touching: BTreeSet<[u32; 2]>,
    crossing: BTreeSet<[u32; 2]>,
}

impl Watch for Met {
    fn vertex(&mut self, _: [f64; 2], edges: &[u32]) -> bool {
        let pairs = edges.iter().flat_map(|&a| edges.iter().map(move |&b| [a, b]));
        self.touching.extend(pairs.filter(|[a, b]| a < b));
        true
    }

    fn crossing(&mut self, a: u32, b: u32) -> bool {
        self.crossing.insert([a.min(b), a.max(b)]);
        true
    }

    fn begun(&mut self, _: u32, _: Option<u32>) {}
}

/// Edges on a lattice so small that many lie on one line, cross in one point, and end on one another.
fn any_edges() -> impl Strategy<Value = Vec<Edge>> {
    let end = || (0i32..6, 0i32..6).prop_map(|(x, y)| [f64::from(x), f64::from(y)]);
    prop::collection::vec((end(), end()).prop_map(|(a, b)| [a, b]), 0..14)
        .prop_map(|edges| edges.into_iter().filter(|[a, b]| a != b).collect())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn rectangles_overlap_and_leave_gaps_as_counting_squares_says(rects in any_rects()) {
        let cells: Vec<_> = rects.iter().enumerate().map(|(i, r)| {
            let [x, y, w, h] = r.map(|v| f64::from(v) * 10.0);
            cell(i as i64, rect(x, y, w, h))
        }).collect();
        let holds = |r: &[i32; 4], x: i32, y: i32| r[0] <= x && x < r[0] + r[2] && r[1] <= y && y < r[1] + r[3];
        let squares = || (0..12).flat_map(|x| (0..12).map(move |y| (x, y)));
        let faults = faults(&cells);
        let unit = square_metres(10.0);
        for i in 0..rects.len() {
            for j in i + 1..rects.len() {
                let want = squares().filter(|&(x, y)| holds(&rects[i], x, y) && holds(&rects[j], x, y)).count() as f64 * unit;
                let pair = [GridId(i as i64), GridId(j as i64)];
                let got: f64 = faults.iter().filter(|f| f.kind == FaultKind::Overlap && f.grids == pair).filter_map(|f| f.area_m2).sum();
                prop_assert!((got - want).abs() <= want * 0.01, "{i} {j}: {got} {want}");
            }
        }
        // Bare squares that cannot be reached from outside, step by step.
        let mut outside = [[false; 14]; 14];
        let mut open = vec![(0usize, 0usize)];
        while let Some((x, y)) = open.pop() {
            if x > 13 || y > 13 || outside[x][y] || rects.iter().any(|r| holds(r, x as i32 - 1, y as i32 - 1)) {
                continue;
            }
            outside[x][y] = true;
            open.extend([(x + 1, y), (x, y + 1), (x.wrapping_sub(1), y), (x, y.wrapping_sub(1))]);
        }
        let bare = squares().filter(|&(x, y)| {
            !outside[x as usize + 1][y as usize + 1] && !rects.iter().any(|r| holds(r, x, y))
        }).count() as f64 * unit;
        let gaps: f64 = faults.iter().filter(|f| f.kind == FaultKind::Gap).filter_map(|f| f.area_m2).sum();
        prop_assert!((gaps - bare).abs() <= bare * 0.01, "{gaps} {bare} {faults:#?}");
    }

    #[test]
    fn the_sweep_meets_what_looking_at_every_pair_meets_and_ends(edges in any_edges()) {
        let crosses = |[a, b]: Edge, [c, d]: Edge| {
            turn(a, b, c) * turn(a, b, d) < 0.0 && turn(c, d, a) * turn(c, d, b) < 0.0
        };
        let pairs = || (0..edges.len()).flat_map(|a| (a + 1..edges.len()).map(move |b| [a, b]));
        let key = |[a, b]: [usize; 2]| [a as u32, b as u32];
        let of = |pair: [usize; 2]| pair.map(|i| edges[i]);
        let crossing: BTreeSet<_> = pairs().filter(|&p| { let [a, b] = of(p); crosses(a, b) }).map(key).collect();
        let meet: BTreeSet<_> = pairs().filter(|&p| { let [a, b] = of(p); meeting(a, b).is_some() }).map(key).collect();
        let mut met = Met::default();
        sweep(&edges, &mut met);
        prop_assert!(met.crossing.is_subset(&crossing), "{:?} cross", met.crossing.difference(&crossing));
        prop_assert!(met.touching.is_subset(&meet), "{:?} meet", met.touching.difference(&meet));
        prop_assert_eq!(met.crossing.is_empty(), crossing.is_empty());
        if crossing.is_empty() {
            prop_assert_eq!(met.touching, meet);
        }
    }

    #[test]
    fn no_outline_however_broken_makes_the_check_panic(
        rings in prop::collection::vec(prop::collection::vec((-5i32..6, -5i32..6), 0..12), 1..6)
    ) {
        let odd = |v: i32| match v { -5 => f64::NAN, 5 => f64::INFINITY, v => f64::from(v) };
        let cells: Vec<_> = rings.iter().enumerate().map(|(i, r)| {
            let points: Vec<[f64; 2]> = r.iter().map(|p| [odd(p.0), odd(p.1)]).collect();
            let mut polygon = Polygon::new(ring(&points), vec![]);
            polygon.interiors_push(ring(&points[points.len() / 2..]));
            cell(i as i64, MultiPolygon::new(vec![polygon]))
        }).collect();
        faults(&cells);
    }
}
