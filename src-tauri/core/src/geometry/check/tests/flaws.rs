use super::*;

#[test]
fn every_flaw_of_an_outline_is_told_with_its_ring_and_place() {
    let nan = f64::NAN;
    let mut holed = rect(0.0, 0.0, 100.0, 100.0);
    holed.0[0].interiors_push(ring(&[[200.0, 200.0], [210.0, 200.0], [210.0, 210.0]]));
    let mut along = rect(0.0, 0.0, 100.0, 100.0);
    along.0[0].interiors_push(ring(&[[0.0, 20.0], [0.0, 40.0], [20.0, 30.0]]));
    let mut holes = rect(0.0, 0.0, 100.0, 100.0);
    holes.0[0].interiors_push(ring(&[[10.0, 10.0], [30.0, 10.0], [30.0, 30.0], [10.0, 30.0]]));
    holes.0[0].interiors_push(ring(&[[20.0, 20.0], [40.0, 20.0], [40.0, 40.0], [20.0, 40.0]]));
    let parts = MultiPolygon::new(vec![
        rect(0.0, 0.0, 50.0, 50.0).0.remove(0),
        rect(40.0, 40.0, 50.0, 50.0).0.remove(0),
    ]);
    let double_tie = [
        [0.0, 0.0],
        [10.0, 10.0],
        [20.0, 0.0],
        [30.0, 10.0],
        [30.0, 0.0],
        [20.0, 10.0],
        [10.0, 0.0],
        [0.0, 10.0],
    ];
    for (geometry, words, count) in [
        (
            ground(&[[0.0, 0.0], [10.0, 10.0], [10.0, 0.0], [0.0, 10.0]]),
            "outer ring crosses or touches itself at 102.0000500, 36.0000500",
            1,
        ),
        (
            ground(&double_tie),
            "outer ring crosses or touches itself in 3 places, as at 102.0000500, 36.0000500; 102.000",
            1,
        ),
        (
            ground(&[[0.0, 0.0], [10.0, 0.0], [20.0, 0.0], [10.0, 0.0], [10.0, 10.0]]),
            "outer ring crosses or touches itself in ",
            1,
        ),
        (
            ground(&[[0.0, 0.0], [5.0, 5.0]]),
            "outer ring has fewer than three different vertices at 102.0",
            1,
        ),
        (
            ground(&[[0.0, 0.0], [5.0, nan], [7.0, 7.0], [0.0, 9.0]]),
            "outer ring: vertex 2 is not a number",
            1,
        ),
        (
            holed,
            "hole 1 lies outside the outer ring at 102.0020000, 36.0020000",
            1,
        ),
        (along, "hole 1 runs along the outer ring", 1),
        (holes, "holes 1 and 2 overlap", 1),
        (parts, "parts 1 and 2 overlap at 102.000", 1),
    ] {
        let faults: Vec<_> = faults(&[cell(1, geometry)])
            .into_iter()
            .filter(|f| f.kind == FaultKind::Invalid)
            .collect();
        assert!(
            faults.iter().any(|f| f.place.starts_with(words)),
            "{words}: {faults:#?}"
        );
        assert_eq!(faults.len(), count, "{words}: {faults:#?}");
    }
}

fn invalid(geometry: MultiPolygon<f64>) -> Vec<String> {
    let faults = faults(&[cell(1, geometry)]);
    let invalid = faults.into_iter().filter(|f| f.kind == FaultKind::Invalid);
    invalid.map(|f| f.place).collect()
}

fn holed(holes: &[&[[f64; 2]]]) -> MultiPolygon<f64> {
    let mut g = rect(0.0, 0.0, 100.0, 100.0);
    holes.iter().for_each(|h| g.0[0].interiors_push(ring(h)));
    g
}

#[test]
fn rings_may_touch_at_points_and_may_not_cross_there() {
    let touching = holed(&[&[[0.0, 50.0], [20.0, 40.0], [20.0, 60.0]]]);
    assert_eq!(invalid(touching), Vec::<String>::new());
    let corner = holed(&[
        &[[10.0, 10.0], [30.0, 10.0], [30.0, 30.0], [10.0, 30.0]],
        &[[30.0, 30.0], [40.0, 30.0], [40.0, 40.0], [30.0, 40.0]],
    ]);
    assert_eq!(invalid(corner), Vec::<String>::new());
    // Through a vertex of the outer ring, and through the middle of its side.
    let mut out = rect(0.0, 0.0, 100.0, 100.0);
    out.0[0].interiors_push(ring(&[[50.0, 50.0], [100.0, 100.0], [150.0, 150.0], [60.0, 50.0]]));
    assert!(invalid(out)[0].starts_with("hole 1 crosses the outer ring at"));
    let through = holed(&[&[[50.0, 50.0], [100.0, 50.0], [150.0, 60.0], [100.0, 70.0], [50.0, 70.0]]]);
    assert!(invalid(through)[0].starts_with("hole 1 crosses the outer ring at"));
}

#[test]
fn holes_and_parts_within_each_other_are_told() {
    let nested = holed(&[
        &[[10.0, 10.0], [60.0, 10.0], [60.0, 60.0], [10.0, 60.0]],
        &[[20.0, 20.0], [30.0, 20.0], [30.0, 30.0], [20.0, 30.0]],
    ]);
    assert!(invalid(nested)[0].starts_with("holes 1 and 2 overlap at"));
    let mut island = holed(&[&[[10.0, 10.0], [60.0, 10.0], [60.0, 60.0], [10.0, 60.0]]]);
    island.0.extend(rect(20.0, 20.0, 10.0, 10.0).0);
    assert_eq!(invalid(island.clone()), Vec::<String>::new());
    island.0.extend(rect(70.0, 70.0, 10.0, 10.0).0);
    assert!(invalid(island)[0].starts_with("parts 1 and 3 overlap at"));
    let twice = MultiPolygon::new(vec![rect(0.0, 0.0, 9.0, 9.0).0.remove(0); 2]);
    assert!(invalid(twice).iter().any(|f| f.starts_with("parts 1 and 2 overlap")));
    let beside = MultiPolygon::new(vec![
        rect(0.0, 0.0, 10.0, 10.0).0.remove(0),
        rect(10.0, 2.0, 10.0, 5.0).0.remove(0),
    ]);
    let said = invalid(beside);
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(said[0].starts_with("parts 1 and 2 share a line of border"));
}

#[test]
fn many_flaws_of_one_outline_are_counted_and_not_all_told() {
    let parts = MultiPolygon::new(vec![rect(0.0, 0.0, 9.0, 9.0).0.remove(0); 500]);
    let said = invalid(parts);
    assert!(said.len() <= 22, "{}", said.len());
    assert!(said.iter().any(|s| s.ends_with("more flaws of its rings")));
}

/// A ring of so many vertices anywhere in a square, by a plain generator.
fn scribble(count: u32) -> MultiPolygon<f64> {
    let mut seed = 1_u64;
    let mut any = || {
        seed = seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (seed >> 40) as f64 / f64::from(1 << 14)
    };
    let points: Vec<[f64; 2]> = (0..count).map(|_| [any(), any()]).collect();
    ground(&points)
}

#[test]
fn a_scribble_is_named_once_with_its_crossings_counted() {
    let said = invalid(scribble(60));
    assert_eq!(said.len(), 1, "{said:?}");
    let count = said[0]
        .split_once("itself in ")
        .and_then(|(_, s)| s.split_once(" places"));
    let count: usize = count.unwrap().0.parse().unwrap();
    // About a quarter of all pairs of chords cross.
    assert!((200..700).contains(&count), "{count}");
    let said = invalid(scribble(2_000));
    assert_eq!(said.len(), 2, "{said:?}");
    assert!(said[1].starts_with("its rings meet each other so often"));
}

#[test]
fn a_scribble_is_left_out_of_the_coverage_and_the_others_are_judged() {
    let cells = [
        cell(1, scribble(2_000)),
        cell(2, rect(0.0, 0.0, 50.0, 50.0)),
        cell(3, rect(40.0, 0.0, 50.0, 50.0)),
    ];
    let kinds: Vec<_> = found(&cells)
        .into_iter()
        .filter(|f| f.0 != FaultKind::Invalid)
        .collect();
    assert_eq!(kinds, [(FaultKind::Overlap, vec![2, 3])]);
}

#[test]
fn overlaps_that_cross_without_end_are_told_without_their_size() {
    // Combs of long teeth, one upright and one lying.
    let comb = |n: u32, flat: bool| {
        let mut points = Vec::new();
        for i in 0..n {
            let x = f64::from(i) * 2.0;
            points.extend([[x, 0.0], [x, 5e3], [x + 1.0, 5e3], [x + 1.0, 0.0]]);
        }
        points.extend([[f64::from(n) * 2.0, 0.0], [f64::from(n) * 2.0, -10.0], [0.0, -10.0]]);
        if flat {
            points.iter_mut().for_each(|p| *p = [p[1], p[0]]);
        }
        // Aslant, so that no edge is level.
        points
            .iter_mut()
            .for_each(|p| *p = [p[0] - 0.2 * p[1], p[1] + 0.2 * p[0]]);
        ground(&points)
    };
    let faults = faults(&[cell(1, comb(400, false)), cell(2, comb(400, true))]);
    let overlaps: Vec<_> = faults.iter().filter(|f| f.kind == FaultKind::Overlap).collect();
    assert_eq!(overlaps.len(), 1);
    assert_eq!(overlaps[0].area_m2, None);
    assert!(overlaps[0].place.contains("too often for their overlap to be measured"));
    assert!(
        faults
            .iter()
            .any(|f| f.kind == FaultKind::Gap && f.place.contains("too often for gaps"))
    );
}

#[test]
fn a_large_outline_is_measured_like_a_small_one() {
    // A comb of many teeth that another cell cuts off by half.
    let mut points = Vec::new();
    for i in 0..3_000 {
        let x = f64::from(i) * 2.0;
        points.extend([[x, 0.0], [x, 100.0], [x + 1.0, 100.0], [x + 1.0, 0.0]]);
    }
    points.extend([[6e3, -10.0], [0.0, -10.0]]);
    let cells = [cell(1, ground(&points)), cell(2, rect(-10.0, 50.0, 6_020.0, 100.0))];
    let faults = faults(&cells);
    let overlap = faults.iter().find(|f| f.kind == FaultKind::Overlap).unwrap();
    let (area, want) = (overlap.area_m2.unwrap(), square_metres(1.0) * 50.0 * 3_000.0);
    assert!((area - want).abs() < want * 0.01, "{area} {want}");
}

#[test]
fn the_largest_fault_of_a_kind_stands_first_and_hairs_last() {
    let mut cells = vec![
        cell(90, rect(0.0, 900.0, 50.0, 50.0)),
        cell(91, rect(40.0, 900.0, 50.0, 50.0)),
    ];
    for i in 0..3 {
        let x = f64::from(i as i32) * 300.0;
        cells.push(cell(2 * i + 1, rect(x, 0.0, 100.0, 100.0)));
        cells.push(cell(
            2 * i + 2,
            rect(x + 100.0 - 1e-4 * f64::from(i as i32 + 1), 0.0, 100.0, 100.0),
        ));
    }
    let faults = faults(&cells);
    let order: Vec<(i64, bool)> = faults.iter().map(|f| (f.grids[0].0, f.narrow)).collect();
    assert_eq!(order, [(90, false), (5, true), (3, true), (1, true)]);
}
