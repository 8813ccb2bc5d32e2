use super::*;
use crate::model::{Action, GridId, Level, State};
use crate::view::{Figures, Rollup, RollupRow, StepInput};

fn of(d: &Desk, grid: Option<GridId>) -> Rollup {
    verbs::rollup::rollup(&d.project, grid, today()).unwrap()
}

fn sums(rows: &[RollupRow]) -> (Figures, [u32; 6]) {
    let mut f = Figures::default();
    let mut n = [0; 6];
    for r in rows {
        f.add(&r.figures);
        for (a, b) in n
            .iter_mut()
            .zip([r.cells, r.rework, r.relapse, r.escalated, r.vacant, r.unwalked])
        {
            *a += b;
        }
    }
    (f, n)
}

/// Goes down the whole tree; says how many grounds it saw.
fn walk(d: &Desk, r: &Rollup) -> usize {
    let parts: Vec<_> = r.rows.iter().filter(|p| !p.own && p.grid.is_some()).collect();
    if !r.rows.is_empty() {
        assert_eq!(sums(&r.rows), sums(std::slice::from_ref(&r.whole)), "{:?}", r.path);
    }
    let mut seen = 1;
    for p in parts {
        let below = of(d, p.grid.as_ref().map(|g| g.id));
        assert_eq!(below.whole, *p);
        assert_eq!(p.parts, !below.rows.is_empty());
        seen += walk(d, &below);
    }
    seen
}

#[test]
fn the_number_of_every_ground_is_the_sum_of_its_parts_down_to_the_cells() {
    let d = Desk::sample();
    // What lies in no cell, and at a ground that is divided, must be somebody's too.
    d.add(1.0, 1.0);
    let s = d.project.snapshot(today()).unwrap();
    let village = s.grids.iter().find(|g| g.level == Level::Village).unwrap().id;
    let at_village = d.add(1.0, 1.0);
    verbs::site::place(&d.project, &lin(), at_village, Some(village)).unwrap();
    let whole = of(&d, None);
    assert_eq!(whole.whole.figures, d.project.snapshot(today()).unwrap().total());
    assert!(whole.rows.iter().any(|r| r.grid.is_none() && r.figures.total == 1));
    assert!(of(&d, Some(village)).rows.iter().any(|r| r.own && r.figures.total == 1));
    // All but the district itself, whose parts are the lines of the whole.
    assert_eq!(walk(&d, &whole), s.grids.len());
    assert_eq!(
        whole.whole.cells as usize,
        (0..s.grids.len()).filter(|i| s.is_cell(*i)).count()
    );
}

#[test]
fn a_flat_district_has_its_cells_as_parts_and_relapses_are_counted() {
    let d = Desk::two_cells();
    let site = d.add(0.5, 0.5);
    let before = of(&d, None);
    assert_eq!(before.rows.len(), 2);
    verbs::escalate::escalate(&d.project, &lin(), site, "群众反映", today()).unwrap();
    let row = of(&d, None).rows[0].clone();
    assert_eq!((row.escalated, row.figures.unresolved, row.parts), (1, 1, false));
    assert_eq!(of(&d, row.grid.map(|g| g.id)).rows, []);
    let sample = Desk::sample();
    let accepted = (sample.project)
        .table_sites(
            &crate::view::Filter {
                states: vec![State::Accepted],
                ..Default::default()
            },
            &Default::default(),
            0,
            1,
            today(),
        )
        .unwrap();
    let was = of(&sample, None).whole.relapse;
    let input = StepInput {
        note: "又见垃圾".into(),
        ..Default::default()
    };
    verbs::step::step(
        &sample.project,
        &lin(),
        accepted.rows[0].id,
        Action::Relapse,
        &input,
        &[],
        today(),
    )
    .unwrap();
    assert_eq!(of(&sample, None).whole.relapse, was + 1);
}

#[test]
fn a_ground_that_is_not_there_is_refused() {
    let d = Desk::two_cells();
    assert!(verbs::rollup::rollup(&d.project, Some(GridId(99)), today()).is_err());
}
