use super::*;
use geo::{Contains, Coord, Intersects, LineString, Point, Polygon};
use proptest::prelude::*;

fn ring(points: &[[f64; 2]]) -> LineString<f64> {
    points.iter().map(|p| Coord { x: p[0], y: p[1] }).collect()
}

fn square(x: f64, y: f64, side: f64) -> MultiPolygon<f64> {
    let outer = ring(&[[x, y], [x + side, y], [x + side, y + side], [x, y + side]]);
    MultiPolygon::new(vec![Polygon::new(outer, vec![])])
}

fn cell(id: i64, code: &str, depth: u8, geometry: MultiPolygon<f64>) -> LocateCell {
    LocateCell {
        id: GridId(id),
        code: code.into(),
        depth,
        geometry,
    }
}

#[test]
fn the_most_specific_cell_wins_even_by_its_border() {
    let index = CellIndex::build(vec![
        cell(1, "district", 1, square(0.0, 0.0, 10.0)),
        cell(2, "cell", 4, square(2.0, 2.0, 2.0)),
    ]);
    assert_eq!(index.len(), 2);
    assert_eq!(index.locate(3.0, 3.0), Some(GridId(2)));
    assert_eq!(index.locate(2.0, 3.0), Some(GridId(2)));
    assert_eq!(index.locate(4.5, 3.0), Some(GridId(1)));
    assert_eq!(index.locate(11.0, 3.0), None);
}

#[test]
fn a_point_on_a_shared_border_goes_to_the_first_code_whatever_the_order() {
    let cells = || {
        vec![
            cell(1, "b", 4, square(0.0, 0.0, 1.0)),
            cell(2, "a", 4, square(1.0, 0.0, 1.0)),
        ]
    };
    let mut turned = cells();
    turned.reverse();
    for index in [CellIndex::build(cells()), CellIndex::build(turned)] {
        for y in [0.0, 0.1, 0.5, 1.0] {
            assert_eq!(index.locate(1.0, y), Some(GridId(2)));
        }
        assert_eq!(index.locate(0.99, 0.5), Some(GridId(1)));
    }
}

#[test]
fn an_interior_wins_over_a_border_of_an_earlier_code() {
    let index = CellIndex::build(vec![
        cell(1, "a", 4, square(0.0, 0.0, 1.0)),
        cell(2, "b", 4, square(0.5, -1.0, 3.0)),
    ]);
    assert_eq!(index.locate(1.0, 0.5), Some(GridId(2)));
    assert_eq!(index.locate(0.75, 0.5), Some(GridId(1)));
}

#[test]
fn holes_are_outside_and_their_edges_are_border() {
    let hole = ring(&[[1.0, 1.0], [2.0, 1.0], [2.0, 2.0], [1.0, 2.0]]);
    let outer = ring(&[[0.0, 0.0], [3.0, 0.0], [3.0, 3.0], [0.0, 3.0]]);
    let ground = MultiPolygon::new(vec![Polygon::new(outer, vec![hole])]);
    let index = CellIndex::build(vec![cell(1, "a", 4, ground)]);
    assert_eq!(index.locate(1.5, 1.5), None);
    assert_eq!(index.locate(1.0, 1.5), Some(GridId(1)));
    assert_eq!(index.locate(0.5, 1.5), Some(GridId(1)));
}

#[test]
fn broken_rings_and_broken_points_never_panic() {
    let nan = f64::NAN;
    let broken = vec![
        ring(&[]),
        ring(&[[1.0, 1.0]]),
        ring(&[[1.0, 1.0], [2.0, 2.0]]),
        ring(&[[nan, nan]]),
        ring(&[[0.0, 0.0], [nan, 1.0], [4.0, 4.0], [0.0, 4.0], [f64::INFINITY, 2.0]]),
        ring(&[[0.0, 0.0], [2.0, 2.0], [2.0, 0.0], [0.0, 2.0]]),
        ring(&[[1.0, 1.0]; 200]),
    ];
    let cells = broken
        .into_iter()
        .enumerate()
        .map(|(i, r)| cell(i as i64, "x", 4, MultiPolygon::new(vec![Polygon::new(r, vec![])])));
    let mut cells: Vec<_> = cells.collect();
    cells.push(cell(99, "none", 4, MultiPolygon::new(vec![])));
    let index = CellIndex::build(cells);
    let values = [nan, f64::INFINITY, -1e300, 0.0, 1.0, 1.5, 5e-324];
    let points: Vec<_> = values
        .iter()
        .flat_map(|&x| values.iter().map(move |&y| [x, y]))
        .collect();
    assert_eq!(index.locate_all(&points).len(), points.len());
    assert_eq!(index.locate(nan, 1.0), None);
    let nothing = CellIndex::build(vec![]);
    assert!(nothing.is_empty());
    assert_eq!(nothing.locate_all(&points), vec![None; points.len()]);
}

#[test]
fn parts_that_overlap_do_not_make_each_other_hollow() {
    let shifted = |by: f64| square(by, by, 2.0).0.remove(0);
    let same = MultiPolygon::new(vec![shifted(0.0), shifted(0.0)]);
    let partly = MultiPolygon::new(vec![shifted(0.0), shifted(1.0), shifted(0.0)]);
    let mut within = square(0.0, 0.0, 9.0);
    within.0.push(shifted(1.0));
    for geometry in [same, partly, within] {
        let index = CellIndex::build(vec![cell(1, "a", 4, geometry)]);
        for at in [0.5, 1.0, 1.5] {
            assert_eq!(index.locate(at, at), Some(GridId(1)), "{at}");
        }
    }
}

#[test]
fn a_hole_of_one_part_is_filled_by_another_and_a_hole_of_nothing_is_none() {
    let hole = ring(&[[1.0, 1.0], [2.0, 1.0], [2.0, 2.0], [1.0, 2.0]]);
    let outer = |x: f64| ring(&[[x, 0.0], [x + 3.0, 0.0], [x + 3.0, 3.0], [x, 3.0]]);
    let holed = Polygon::new(outer(0.0), vec![hole.clone(), hole.clone()]);
    let filled = MultiPolygon::new(vec![holed.clone(), square(1.0, 1.0, 1.0).0.remove(0)]);
    let index = CellIndex::build(vec![cell(1, "a", 4, filled)]);
    assert_eq!(index.locate(1.5, 1.5), Some(GridId(1)));
    let index = CellIndex::build(vec![cell(1, "a", 4, MultiPolygon::new(vec![holed]))]);
    assert_eq!(
        index.locate(1.5, 1.5),
        None,
        "given twice, the hole is a hole all the same"
    );
    let apart = Polygon::new(outer(10.0), vec![hole]);
    let index = CellIndex::build(vec![cell(1, "a", 4, MultiPolygon::new(vec![apart]))]);
    assert_eq!(index.locate(1.5, 1.5), None);
    assert_eq!(index.locate(11.5, 1.5), Some(GridId(1)));
}

#[test]
fn a_ring_that_goes_round_twice_is_solid() {
    let twice = [
        [0.0, 0.0],
        [4.0, 0.0],
        [4.0, 4.0],
        [0.0, 4.0],
        [0.0, 0.0],
        [3.0, 0.0],
        [3.0, 3.0],
        [0.0, 3.0],
    ];
    let twice = MultiPolygon::new(vec![Polygon::new(ring(&twice), vec![])]);
    let index = CellIndex::build(vec![cell(1, "a", 4, twice)]);
    assert_eq!(index.locate(1.0, 1.0), Some(GridId(1)));
    assert_eq!(index.locate(3.5, 3.5), Some(GridId(1)));
}

#[test]
fn one_part_many_times_over_takes_memory_as_its_vertices_only() {
    let triangle = Polygon::new(ring(&[[0.0, 0.0], [9.0, 0.0], [9.0, 9.0]]), vec![]);
    for count in [1_000, 4_000] {
        let outlines = outline::Outlines::new(std::iter::once(MultiPolygon::new(vec![triangle.clone(); count])));
        assert!(
            outlines.entries() <= 8 * 3 * count,
            "{} for {count}",
            outlines.entries()
        );
    }
    let index = CellIndex::build(vec![cell(1, "a", 4, MultiPolygon::new(vec![triangle; 4_000]))]);
    assert_eq!(index.locate(8.0, 1.0), Some(GridId(1)));
    assert_eq!(index.locate(1.0, 8.0), None);
}

#[test]
fn a_bow_tie_is_inside_where_its_ring_goes_round() {
    let tie = ring(&[[0.0, 0.0], [2.0, 2.0], [2.0, 0.0], [0.0, 2.0]]);
    let index = CellIndex::build(vec![cell(
        1,
        "a",
        4,
        MultiPolygon::new(vec![Polygon::new(tie, vec![])]),
    )]);
    assert_eq!(index.locate(0.2, 1.0), Some(GridId(1)));
    assert_eq!(index.locate(1.0, 0.5), None);
}

#[test]
fn an_outline_of_many_vertices_is_judged_like_a_plain_one() {
    let star = |n: usize| {
        let points: Vec<[f64; 2]> = (0..n)
            .map(|i| {
                let angle = i as f64 / n as f64 * std::f64::consts::TAU;
                let r = 3.0 + f64::from(i as u32 % 7) * 0.3;
                [r * angle.cos(), r * angle.sin()]
            })
            .collect();
        MultiPolygon::new(vec![Polygon::new(ring(&points), vec![])])
    };
    let geometry = star(3000);
    let index = CellIndex::build(vec![cell(1, "a", 4, geometry.clone())]);
    let mut points: Vec<[f64; 2]> = geometry.0[0].exterior().0.iter().map(|c| [c.x, c.y]).collect();
    points.extend((0..4000).map(|i| [f64::from(i % 63) * 0.17 - 5.3, f64::from(i / 63) * 0.17 - 5.3]));
    let found = index.locate_all(&points);
    for (p, got) in points.iter().zip(found) {
        assert_eq!(got.is_some(), geometry.intersects(&Point::new(p[0], p[1])), "{p:?}");
    }
}

#[test]
fn one_cell_far_away_does_not_disturb_the_others() {
    let mut cells: Vec<_> = (0..400)
        .map(|i| {
            let (x, y) = (102.0 + f64::from(i % 20) * 0.001, 36.0 + f64::from(i / 20) * 0.001);
            cell(i.into(), &format!("{i:03}"), 4, square(x, y, 0.001))
        })
        .collect();
    cells.push(cell(999, "lost", 4, square(0.0, 0.0, 0.001)));
    let index = CellIndex::build(cells);
    assert_eq!(index.locate(102.0045, 36.0035), Some(GridId(64)));
    assert_eq!(index.locate(0.0005, 0.0005), Some(GridId(999)));
}

/// A star-shaped polygon on a coarse lattice, so that points fall on vertices and edges, with a hole now and then.
fn any_part(x: i32) -> impl Strategy<Value = Polygon<f64>> {
    (prop::collection::vec(5i32..9, 5..60), any::<bool>()).prop_map(move |(radii, holed)| {
        let n = radii.len() as f64;
        let shrunk = |by: f64| -> LineString<f64> {
            (radii.iter().enumerate())
                .map(|(i, &r)| {
                    let angle = i as f64 / n * std::f64::consts::TAU;
                    let (c, s) = (angle.cos(), angle.sin());
                    let r = f64::from(r) * by;
                    Coord {
                        x: f64::from(x) + (r * c * 4.0).round() / 4.0,
                        y: (r * s * 4.0).round() / 4.0,
                    }
                })
                .collect()
        };
        let holes = if holed { vec![shrunk(0.4)] } else { vec![] };
        Polygon::new(shrunk(1.0), holes)
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn one_cell_is_judged_as_geo_judges_valid_polygons(
        parts in (any_part(100), any_part(140)),
        picks in prop::collection::vec((0usize..500, 0u8..4, 360i32..600, -40i32..40), 60)
    ) {
        use geo::Validation;
        let ground = MultiPolygon::new(vec![parts.0, parts.1]);
        prop_assume!(ground.is_valid());
        let edges: Vec<_> = ground.0.iter()
            .flat_map(|p| std::iter::once(p.exterior()).chain(p.interiors()))
            .flat_map(|r| r.lines()).collect();
        let index = CellIndex::build(vec![
            cell(1, "b", 4, ground.clone()), cell(2, "a", 1, square(-100.0, -200.0, 400.0)),
        ]);
        let points: Vec<[f64; 2]> = picks.iter().map(|&(i, how, x, y)| {
            let line = edges[i % edges.len()];
            match how {
                0 => [line.start.x, line.start.y],
                1 => [(line.start.x + line.end.x) / 2.0, (line.start.y + line.end.y) / 2.0],
                2 => [line.start.x.next_up(), line.start.y],
                _ => [f64::from(x) / 4.0, f64::from(y) / 4.0],
            }
        }).collect();
        for (p, got) in points.iter().zip(index.locate_all(&points)) {
            let point = Point::new(p[0], p[1]);
            let want = if ground.intersects(&point) { 1 } else { 2 };
            prop_assert_eq!(got, Some(GridId(want)), "{:?}", p);
            prop_assert_eq!(got, index.locate(p[0], p[1]));
            prop_assert!(!ground.contains(&point) || want == 1);
        }
    }

    #[test]
    fn many_cells_are_searched_as_one_by_one(
        places in prop::collection::vec((0i32..30, 0i32..30, 1i32..9, 0u8..3), 1..60),
        picks in prop::collection::vec((-2i32..82, -2i32..82), 80)
    ) {
        let cells: Vec<_> = places.iter().enumerate().map(|(i, &(x, y, side, depth))| {
            cell(i as i64, &format!("{:03}", i * 7 % 61), depth, square(x.into(), y.into(), side.into()))
        }).collect();
        let index = CellIndex::build(cells.clone());
        let points: Vec<[f64; 2]> = picks.iter().map(|p| [f64::from(p.0) / 2.0, f64::from(p.1) / 2.0]).collect();
        for (p, got) in points.iter().zip(index.locate_all(&points)) {
            let at = Point::new(p[0], p[1]);
            let want = cells.iter().filter(|c| c.geometry.intersects(&at)).min_by_key(|c| {
                (std::cmp::Reverse(c.depth), !c.geometry.contains(&at), &c.code)
            });
            prop_assert_eq!(got, want.map(|c| c.id), "{:?}", p);
        }
    }
}
