use super::*;

#[test]
fn every_flaw_of_an_outline_is_told_with_its_ring_and_place() {
    let nan = f64::NAN;
    let mut holed = rect(0.0, 0.0, 100.0, 100.0);
    holed.0[0].interiors_push(ring(&[[200.0, 200.0], [210.0, 200.0], [210.0, 210.0]]));
    let mut along = rect(0.0, 0.0, 100.0, 100.0);
    along.0[0].interiors_push(ring(&[[0.0, 20.0], [0.0, 40.0], [20.0, 30.0]]));
    let mut holes = rect(0.0, 0.0, 100.0, 100.0);
    holes.0[0].interiors_push(ring(&[
        [10.0, 10.0],
        [30.0, 10.0],
        [30.0, 30.0],
        [10.0, 30.0],
    ]));
    holes.0[0].interiors_push(ring(&[
        [20.0, 20.0],
        [40.0, 20.0],
        [40.0, 40.0],
        [20.0, 40.0],
    ]));
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
            "outer ring crosses or touches itself at 102.0000500, 36.0000500",
            3,
        ),
        (
            ground(&[
                [0.0, 0.0],
                [10.0, 0.0],
                [20.0, 0.0],
                [10.0, 0.0],
                [10.0, 10.0],
            ]),
            "outer ring crosses or touches itself at 102.0001",
            2,
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
