use super::tasks::{PLAIN, assign, by, codes, force};
use super::*;
use crate::model::TaskAction;
use crate::view::matrix::{CellChoice, Square};
use std::collections::BTreeSet;

/// The same square by the dossier's query, a cell at a time.
fn naive(d: &Desk, code: &str, cell: &str) -> Option<(u32, u32, bool)> {
    let grid = d.project.grid_by_code(cell).unwrap().id;
    let c = Connection::open(d.project.path()).unwrap();
    let own: Option<i64> = c
        .query_row(
            "SELECT t.fid FROM task t JOIN campaign k ON k.fid = t.campaign WHERE k.code = ?1 AND t.grid = ?2",
            rusqlite::params![code, grid],
            |r| r.get(0),
        )
        .ok();
    let all = d.project.tasks(grid, today()).unwrap();
    let t = all.iter().find(|t| Some(t.id.0) == own)?;
    Some((t.done, t.total, t.days_late.is_some_and(|n| n > 0)))
}

#[test]
fn every_square_of_the_sample_agrees_with_a_query_of_its_own() {
    let d = Desk::sample();
    let m = d.project.matrix(today()).unwrap();
    let mut empty = 0;
    for row in &m.rows {
        assert_eq!(row.squares.len(), m.campaigns.len());
        for (i, (k, square)) in m.campaigns.iter().zip(&row.squares).enumerate() {
            let got = square.as_ref().map(|s: &Square| (s.done, s.total, s.overdue));
            assert_eq!(got, naive(&d, &k.code, &row.grid.code), "{} {}", k.code, row.grid.code);
            empty += u32::from(square.is_none() && !row.exempt.contains(&(i as u32)));
        }
    }
    assert!(empty > 0 && m.rows.iter().any(|r| r.squares.iter().flatten().any(|s| s.overdue)));
    assert_eq!(m.empty, empty);
    assert_eq!(m.campaigns.iter().map(|k| k.empty).sum::<u32>(), empty);
    assert_eq!(m.subdistricts.iter().map(|p| p.empty).sum::<u32>(), empty);
    assert_eq!(
        m.subdistricts.iter().map(|p| p.cells as usize).sum::<usize>(),
        m.rows.len()
    );
    assert!(m.rows.is_sorted_by(|a, b| a.grid.code < b.grid.code));
}

#[test]
fn a_rule_gives_tasks_to_exactly_the_cells_with_an_unresolved_site_of_the_kind() {
    let d = Desk::sample();
    d.project.undo(&lin(), None).unwrap_err();
    let everywhere = CellChoice {
        all: true,
        ..Default::default()
    };
    verbs::breakdown::withdraw(&d.project, &lin(), "dry_toilets", &everywhere, today()).unwrap();
    let rule = CellChoice {
        with_unresolved: Some("旱厕".into()),
        ..Default::default()
    };
    let report = assign(&d, "dry_toilets", &rule);
    let c = Connection::open(d.project.path()).unwrap();
    let codes = |sql: &str| -> BTreeSet<String> {
        let mut q = c.prepare(sql).unwrap();
        q.query_map([], |r| r.get(0)).unwrap().map(Result::unwrap).collect()
    };
    let want = codes(
        "SELECT g.code FROM grid g WHERE EXISTS (SELECT 1 FROM placement p JOIN site s ON s.fid = p.site
           WHERE p.grid = g.fid AND s.kind = 'dry_toilet' AND s.state NOT IN ('accepted', 'dismissed'))",
    );
    let got = codes(
        "SELECT g.code FROM task t JOIN grid g ON g.fid = t.grid JOIN campaign k ON k.fid = t.campaign WHERE k.code = 'dry_toilets'",
    );
    let cells: i64 = c
        .query_row("SELECT count(*) FROM grid WHERE level = 'cell'", [], |r| r.get(0))
        .unwrap();
    assert!(got == want && !want.is_empty() && want.len() < cells as usize);
    assert_eq!(
        (report.cells, report.changed, report.left),
        (want.len() as u32, want.len() as u32, 0)
    );
    let again = assign(&d, "dry_toilets", &rule);
    assert_eq!(
        (again.changed, again.left, again.revision),
        (0, report.changed, report.revision)
    );
}

#[test]
fn a_rule_and_a_branch_together_narrow_the_choice() {
    let d = Desk::sample();
    let subdistrict = d.project.info(today()).unwrap().subdistricts[0].clone();
    let choice = CellChoice {
        under: Some(subdistrict.code),
        ..Default::default()
    };
    let under = verbs::breakdown::withdraw(&d.project, &lin(), "waste_removal", &choice, today()).unwrap();
    let both = CellChoice {
        with_unresolved: Some("ruined_wall".into()),
        ..choice
    };
    let report = assign(&d, "waste_removal", &both);
    assert!(report.changed == report.cells && report.cells > 0 && report.cells < under.cells);
    let m = d.project.matrix(today()).unwrap();
    let column = m.campaigns.iter().position(|k| k.code == "waste_removal").unwrap();
    let filled = m
        .rows
        .iter()
        .filter(|r| r.subdistrict == subdistrict.name && r.squares[column].is_some());
    assert_eq!(filled.count(), report.cells as usize);
}

#[test]
fn a_refused_choice_names_every_code_that_is_missing_and_writes_nothing() {
    let d = Desk::two_cells();
    let village = crate::store::GridUpsert {
        code: "V",
        name: None,
        level: Some(crate::model::Level::Village),
        parent: None,
        note: None,
        geometry: None,
    };
    d.project
        .edit(&lin(), "test", |tx| Ok((tx.put_grid(&village)?, Default::default())))
        .unwrap();
    let before = d.dump();
    let refused = |choice: CellChoice| {
        verbs::breakdown::assign(&d.project, &lin(), "back_lanes", &choice, &PLAIN, today())
            .unwrap_err()
            .to_string()
    };
    assert_eq!(
        refused(codes(&["A", "X1", "X2"])),
        "cells: X1, X2 are not in this project; correct the code"
    );
    assert_eq!(refused(codes(&["V"])), "cells: V is no cell; choose the cells under it");
    assert!(refused(CellChoice::default()).contains("none are named"));
    let nowhere = CellChoice {
        under: Some("Z".into()),
        ..Default::default()
    };
    assert!(refused(nowhere).contains("grid \"Z\" is not in this project"));
    let swamp = CellChoice {
        with_unresolved: Some("swamp".into()),
        ..Default::default()
    };
    assert!(refused(swamp).contains("use one of ruined_wall, dry_toilet"));
    assert!(before == d.dump());
}

#[test]
fn a_task_with_steps_is_not_withdrawn() {
    let d = Desk::two_cells();
    assign(&d, "back_lanes", &codes(&["A", "B"]));
    let a = d.project.task_by_code("back_lanes", "A").unwrap();
    verbs::task::step(&d.project, &by("祁文秀"), a, TaskAction::Submit, "").unwrap();
    let report = verbs::breakdown::withdraw(&d.project, &lin(), "back_lanes", &codes(&["A", "B"]), today()).unwrap();
    assert_eq!((report.changed, report.left), (1, 1));
    assert!(d.project.task_by_code("back_lanes", "A").is_ok());
    assert!(d.project.task_by_code("back_lanes", "B").is_err());
}

#[test]
fn a_square_is_overdue_until_its_sites_are_done_or_it_is_accepted() {
    let d = Desk::two_cells();
    let site = d.add(0.5, 0.5);
    let late = verbs::breakdown::NewTasks {
        deadline: Some("2026-11-23"),
        ..PLAIN
    };
    verbs::breakdown::assign(&d.project, &lin(), "dry_toilets", &codes(&["A", "B"]), &late, today()).unwrap();
    let overdue = || verbs::campaign::list(&d.project, today()).unwrap()[1].overdue;
    assert_eq!(overdue(), 1);
    force(&d, site, "accepted");
    d.add(1.5, 0.5);
    let k = &verbs::campaign::list(&d.project, today()).unwrap()[1];
    assert_eq!((k.overdue, k.done, k.total, k.tasks, k.empty), (1, 1, 2, 2, 0));
}

#[test]
fn the_sites_that_nobody_answers_for_are_as_many_as_the_load_says() {
    let d = Desk::sample();
    let none = d.project.answered(None, today(), 10_000).unwrap();
    let load = d.project.loads(today()).unwrap();
    let nobody = load.iter().find(|l| l.person.is_none()).unwrap();
    assert!(nobody.sites > 0 && nobody.tasks > 0);
    assert_eq!(
        (none.sites.len(), none.tasks.len()),
        (nobody.sites as usize, nobody.tasks as usize)
    );
    let figures = d.project.info(today()).unwrap().figures;
    assert_eq!(load.iter().map(|l| l.sites).sum::<u32>(), figures.unresolved);
}
