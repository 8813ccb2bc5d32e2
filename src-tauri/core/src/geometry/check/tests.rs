use super::*;
use geo::{Coord, LineString, Polygon};
use std::path::PathBuf;

mod flaws;
mod properties;
mod smooth;

/// A hundred-thousandth of a degree: a comfortable unit, about a metre.
const M: f64 = 1e-5;

fn ring(points: &[[f64; 2]]) -> LineString<f64> {
    points
        .iter()
        .map(|p| Coord {
            x: 102.0 + p[0] * M,
            y: 36.0 + p[1] * M,
        })
        .collect()
}

fn ground(points: &[[f64; 2]]) -> MultiPolygon<f64> {
    MultiPolygon::new(vec![Polygon::new(ring(points), vec![])])
}

fn rect(x: f64, y: f64, w: f64, h: f64) -> MultiPolygon<f64> {
    ground(&[[x, y], [x + w, y], [x + w, y + h], [x, y + h]])
}

fn cell(id: i64, geometry: MultiPolygon<f64>) -> CheckCell {
    CheckCell {
        id: GridId(id),
        code: format!("{id:03}"),
        level: Level::Cell,
        parent: None,
        geometry,
    }
}

fn of(cell: CheckCell, level: Level, parent: i64) -> CheckCell {
    CheckCell {
        level,
        parent: (parent > 0).then_some(GridId(parent)),
        ..cell
    }
}

fn faults(cells: &[CheckCell]) -> Vec<GeometryFault> {
    check(cells, &|_, _| true).unwrap()
}

fn found(cells: &[CheckCell]) -> Vec<(FaultKind, Vec<i64>)> {
    faults(cells)
        .into_iter()
        .map(|f| (f.kind, f.grids.iter().map(|g| g.0).collect()))
        .collect()
}

/// Nine squares of a hundred units, keyed 1 to 9 from the south-west.
fn board() -> Vec<CheckCell> {
    (0..9)
        .map(|i| {
            cell(
                i + 1,
                rect(
                    f64::from(i as i32 % 3) * 100.0,
                    f64::from(i as i32 / 3) * 100.0,
                    100.0,
                    100.0,
                ),
            )
        })
        .collect()
}

/// Square metres of a square of `side` units here.
fn square_metres(side: f64) -> f64 {
    side * side * 1.1099 * 0.9017
}

#[test]
fn a_clean_coverage_has_no_faults() {
    assert_eq!(found(&board()), vec![]);
    assert_eq!(found(&[]), vec![]);
}

#[test]
fn a_missing_cell_is_a_gap_between_its_neighbours() {
    let mut cells = board();
    cells.remove(4);
    let faults = faults(&cells);
    assert_eq!(faults.len(), 1);
    let gap = &faults[0];
    assert_eq!(gap.kind, FaultKind::Gap);
    assert_eq!(gap.grids, [2, 4, 6, 8].map(GridId));
    let area = gap.area_m2.unwrap();
    assert!((area - square_metres(100.0)).abs() < area * 0.01, "{area}");
    let [x, y] = gap.at.unwrap();
    assert!((102.001..102.002).contains(&x) && (36.001..36.002).contains(&y));
    assert!(
        gap.place.contains("no cell covers, beside 002, 004, 006, 008"),
        "{}",
        gap.place
    );
}

#[test]
fn a_shrunken_cell_leaves_a_gap_around_itself() {
    let mut cells = board();
    cells[4].geometry = rect(110.0, 110.0, 80.0, 80.0);
    let faults = faults(&cells);
    assert_eq!(faults.len(), 1);
    assert_eq!(faults[0].grids, [2, 4, 5, 6, 8].map(GridId));
    let want = square_metres(100.0) - square_metres(80.0);
    assert!((faults[0].area_m2.unwrap() - want).abs() < want * 0.01);
}

#[test]
fn a_shifted_cell_overlaps_on_one_side_and_leaves_a_gap_on_the_other() {
    let mut cells = board();
    cells[4].geometry = rect(110.0, 100.0, 100.0, 100.0);
    assert_eq!(
        found(&cells),
        vec![(FaultKind::Overlap, vec![5, 6]), (FaultKind::Gap, vec![2, 4, 5, 8])]
    );
    let overlap = &faults(&cells)[0];
    let want = square_metres(10.0) * 10.0;
    assert!((overlap.area_m2.unwrap() - want).abs() < want * 0.01);
    let [x, y] = overlap.at.unwrap();
    assert!((102.002..102.0021).contains(&x) && (36.001..36.002).contains(&y));
}

#[test]
fn overlaps_that_share_no_edge_or_every_edge_are_found() {
    let crossed = [
        cell(1, rect(0.0, 40.0, 100.0, 20.0)),
        cell(2, rect(40.0, 0.0, 20.0, 100.0)),
    ];
    assert_eq!(found(&crossed), vec![(FaultKind::Overlap, vec![1, 2])]);
    let within = [
        cell(1, rect(0.0, 0.0, 100.0, 100.0)),
        cell(2, rect(40.0, 40.0, 20.0, 20.0)),
    ];
    assert_eq!(found(&within), vec![(FaultKind::Overlap, vec![1, 2])]);
    let twice = [
        cell(2, rect(0.0, 0.0, 100.0, 100.0)),
        cell(1, rect(0.0, 0.0, 100.0, 100.0)),
    ];
    assert_eq!(found(&twice), vec![(FaultKind::Overlap, vec![1, 2])]);
    let corner = [
        cell(1, rect(0.0, 0.0, 100.0, 100.0)),
        cell(2, rect(0.0, 0.0, 50.0, 50.0)),
    ];
    assert_eq!(found(&corner), vec![(FaultKind::Overlap, vec![1, 2])]);
}

#[test]
fn two_clean_coverages_on_top_of_each_other_overlap_everywhere() {
    let mut cells = board();
    for i in 0..4 {
        cells.push(cell(
            10 + i,
            rect(
                f64::from(i as i32 % 2) * 150.0,
                f64::from(i as i32 / 2) * 150.0,
                150.0,
                150.0,
            ),
        ));
    }
    let pairs = found(&cells);
    assert_eq!(pairs.len(), 16);
    assert!(pairs.iter().all(|p| p.0 == FaultKind::Overlap));
}

#[test]
fn a_cell_in_the_hole_of_another_is_no_overlap() {
    let mut around = rect(0.0, 0.0, 100.0, 100.0);
    let hole = ring(&[[40.0, 40.0], [60.0, 40.0], [60.0, 60.0], [40.0, 60.0]]);
    around.0[0].interiors_push(hole);
    assert_eq!(
        found(&[cell(1, around.clone()), cell(2, rect(40.0, 40.0, 20.0, 20.0))]),
        vec![]
    );
    assert_eq!(found(&[cell(1, around)]), vec![(FaultKind::Gap, vec![1])]);
}

#[test]
fn a_vertex_on_the_neighbours_straight_border_is_no_fault() {
    let cells = [
        cell(1, rect(0.0, 0.0, 100.0, 100.0)),
        cell(2, rect(100.0, 0.0, 100.0, 37.0)),
        cell(3, rect(100.0, 37.0, 100.0, 63.0)),
        cell(
            4,
            ground(&[
                [0.0, 100.0],
                [53.3, 100.0],
                [200.0, 100.0],
                [200.0, 150.0],
                [0.0, 150.0],
            ]),
        ),
    ];
    assert_eq!(found(&cells), vec![]);
}

#[test]
fn cells_touching_at_a_corner_do_not_overlap() {
    assert_eq!(
        found(&[
            cell(1, rect(0.0, 0.0, 50.0, 50.0)),
            cell(2, rect(50.0, 50.0, 50.0, 50.0))
        ]),
        vec![]
    );
}

#[test]
fn grids_of_different_levels_or_of_one_line_do_not_overlap() {
    let village = |id| of(cell(id, rect(0.0, 0.0, 100.0, 100.0)), Level::Village, 0);
    let inside = |level| of(cell(2, rect(0.0, 0.0, 100.0, 100.0)), level, 1);
    assert_eq!(found(&[village(1), inside(Level::Cell)]), vec![]);
    assert_eq!(found(&[village(1), inside(Level::Village)]), vec![]);
}

#[test]
fn ground_of_a_drawn_parent_that_its_cells_leave_bare_is_a_gap() {
    let village = of(cell(50, rect(0.0, 0.0, 300.0, 300.0)), Level::Village, 0);
    let mut cells: Vec<_> = board().into_iter().map(|c| of(c, Level::Cell, 50)).collect();
    cells.push(village);
    assert_eq!(found(&cells), vec![]);
    cells.remove(8);
    assert_eq!(found(&cells), vec![(FaultKind::Gap, vec![50, 6, 8])]);
    cells.remove(4);
    let gaps = faults(&cells);
    // The corner and the middle meet at a point; each is a gap of its own, and the middle is told once only.
    assert_eq!(gaps.len(), 2, "{gaps:#?}");
    assert!(gaps.iter().all(|g| g.grids[0] == GridId(50)));
    assert!(
        gaps[0].place.contains("of 050 that no grid under it covers"),
        "{}",
        gaps[0].place
    );
}

#[test]
fn a_parent_that_is_not_drawn_links_its_cells_to_the_next_one() {
    let town = of(cell(60, rect(0.0, 0.0, 300.0, 300.0)), Level::Subdistrict, 0);
    let village = of(cell(50, MultiPolygon::new(vec![])), Level::Village, 60);
    let mut cells: Vec<_> = board().into_iter().skip(1).map(|c| of(c, Level::Cell, 50)).collect();
    cells.extend([town, village]);
    assert_eq!(found(&cells), vec![(FaultKind::Gap, vec![60, 2, 4])]);
}

#[test]
fn an_undivided_village_between_divided_ones_is_no_gap() {
    let mut cells = board();
    cells.remove(4);
    cells.push(of(cell(50, rect(100.0, 100.0, 100.0, 100.0)), Level::Village, 0));
    assert_eq!(found(&cells), vec![]);
}

#[test]
fn a_district_outline_without_links_does_not_hide_a_gap() {
    let mut cells = board();
    cells.remove(4);
    cells.push(of(cell(70, rect(0.0, 0.0, 300.0, 300.0)), Level::District, 0));
    assert_eq!(found(&cells), vec![(FaultKind::Gap, vec![2, 4, 6, 8])]);
}

#[test]
fn a_tree_that_bites_its_tail_does_not_hang() {
    let a = of(cell(1, MultiPolygon::new(vec![])), Level::Village, 2);
    let b = of(cell(2, MultiPolygon::new(vec![])), Level::Village, 1);
    let c = of(cell(3, rect(0.0, 0.0, 10.0, 10.0)), Level::Cell, 1);
    let own = of(cell(4, rect(10.0, 0.0, 10.0, 10.0)), Level::Cell, 4);
    assert_eq!(found(&[a, b, c, own]), vec![]);
}

#[test]
fn an_invalid_cell_still_takes_part_in_the_coverage() {
    let mut cells = board();
    // The middle one is right but for a loop outside its ground, in the air above the board.
    cells[4].geometry = ground(&[
        [100.0, 100.0],
        [200.0, 100.0],
        [200.0, 200.0],
        [100.0, 200.0],
        [100.0, 150.0],
        [100.0, 160.0],
    ]);
    let kinds = found(&cells);
    assert!(kinds.iter().all(|k| k.0 == FaultKind::Invalid), "{kinds:?}");
    assert!(!kinds.is_empty());
}

#[test]
fn a_check_that_is_told_to_stop_returns_nothing() {
    assert_eq!(check(&board(), &|_, _| false), None);
    assert_eq!(check(&board(), &|done, _| done == 0), None);
    let last = std::sync::Mutex::new((0, 0));
    check(&board(), &|done, total| {
        *last.lock().unwrap() = (done, total);
        true
    });
    assert_eq!(*last.lock().unwrap(), (27, 27));
}

fn shared_cells(path: &str) -> Option<Vec<CheckCell>> {
    let here = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let file = here
        .ancestors()
        .map(|d| d.join("shared/data/grids").join(path))
        .find(|p| p.exists())?;
    let text = std::fs::read_to_string(file).ok()?;
    let collection: geojson::FeatureCollection = text.parse().ok()?;
    let grounds = collection.features.into_iter().filter_map(|f| {
        Some(match geo::Geometry::<f64>::try_from(f.geometry?).ok()? {
            geo::Geometry::Polygon(p) => MultiPolygon::new(vec![p]),
            geo::Geometry::MultiPolygon(m) => m,
            _ => return None,
        })
    });
    Some(grounds.enumerate().map(|(i, g)| cell(i as i64, g)).collect())
}

#[test]
#[allow(clippy::print_stdout)]
fn the_eleven_overlapping_pairs_of_new_yorks_tracts_are_found_and_no_other() {
    let Some(cells) = shared_cells("nyc_census_tracts.geojson") else {
        return println!("skipped: shared/data is not here");
    };
    let faults = faults(&cells);
    let overlaps = faults.iter().filter(|f| f.kind == FaultKind::Overlap).count();
    assert_eq!(overlaps, 11);
    assert!(faults.iter().all(|f| f.kind != FaultKind::Invalid));
}
