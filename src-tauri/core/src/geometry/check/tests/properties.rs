use super::*;
use proptest::prelude::*;

/// Rectangles on a lattice, so that borders coincide in every way there is.
fn any_rects() -> impl Strategy<Value = Vec<[i32; 4]>> {
    prop::collection::vec(
        (0i32..8, 0i32..8, 1i32..4, 1i32..4).prop_map(|t| [t.0, t.1, t.2, t.3]),
        1..12,
    )
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
