//! What is kept in memory of the sites says the same as the file, whatever is done to it.

use super::*;
use crate::model::{Action, GridId, PlacedBy, State};
use crate::view::{StepInput, rules::PauseInput};
use chrono::Days;

/// Figures of the whole and of every ground, by the project that has seen all edits and by one that reads the file anew.
fn same(d: &Desk, what: &str) {
    let anew = Project::open(d.project.path()).unwrap();
    for on in [today(), today() + Days::new(400)] {
        let [kept, read] = [&d.project, &anew].map(|p| p.snapshot(on).unwrap());
        assert_eq!(kept.total(), read.total(), "{what}");
        assert_eq!(kept.loose, read.loose, "{what}");
        assert_eq!(kept.rolled_up(), read.rolled_up(), "{what}");
        let [kept, read] = [&d.project, &anew].map(|p| p.today(on).unwrap());
        assert_eq!(kept, read, "{what}");
    }
}

fn first(d: &Desk, state: State) -> SiteId {
    let filter = crate::view::Filter {
        states: vec![state],
        ..Default::default()
    };
    let page = d
        .project
        .table_sites(&filter, &Default::default(), 0, 1, today())
        .unwrap();
    page.rows[0].id
}

#[test]
fn figures_after_each_edit_its_undo_and_its_redo_are_those_of_the_file() {
    let d = Desk::sample();
    same(&d, "at first");
    let cell = d
        .project
        .snapshot(today())
        .unwrap()
        .grids
        .iter()
        .find(|g| g.cell)
        .unwrap()
        .id;
    let reported = first(&d, State::Reported);
    let place = |to: Option<GridId>| {
        verbs::site::place(&d.project, &lin(), first(&d, State::Filed), to).unwrap();
    };
    let step = |id, action, input: &StepInput| {
        verbs::step::step(&d.project, &lin(), id, action, input, &[], today()).unwrap();
    };
    let edits: [(&str, &dyn Fn()); 8] = [
        ("a new site", &|| {
            d.add(1.0, 1.0);
        }),
        ("a move", &|| step(reported, Action::Verify, &StepInput::default())),
        ("put into a cell by hand", &|| place(Some(cell))),
        ("taken back from there", &|| place(None)),
        ("people only", &|| {
            d.import("people.csv", "name,phone\n陈一,13800000000\n", ImportAs::People);
        }),
        ("a pause, which moves deadlines", &|| {
            let winter = PauseInput {
                name: Some("冬季停工".into()),
                from: Some("11-01".into()),
                to: Some("03-31".into()),
                kinds: Some(vec!["dry_toilet".into()]),
            };
            verbs::pause::put(&d.project, &lin(), None, &winter).unwrap();
        }),
        ("a few sites brought in", &|| {
            d.import(
                "s.csv",
                "id,kind,deadline,lon,lat\nT1,旱厕,2026-01-01,1,1\nT2,旱厕,,,\n",
                ImportAs::Sites,
            );
        }),
        ("more than is followed", &|| {
            let rows: String = (0..20_000).fold("id,kind,deadline,lon,lat\n".into(), |out, i| {
                out + &format!(
                    "M{i:05},旱厕,2026-12-{:02},{:.5},{:.5}\n",
                    i % 28 + 1,
                    117.0 + f64::from(i % 773) / 500.0,
                    23.0 + f64::from(i % 991) / 900.0
                )
            });
            d.import("many.csv", &rows, ImportAs::Sites);
        }),
    ];
    for (what, edit) in edits {
        edit();
        same(&d, what);
        d.project.undo(&lin(), None).unwrap();
        same(&d, &format!("{what}, undone"));
        d.project.redo(&lin(), None).unwrap();
        same(&d, &format!("{what}, done again"));
    }
}

#[test]
fn small_edits_are_followed_without_reading_all_sites_again() {
    let d = Desk::sample();
    let reads = || {
        d.project
            .caches
            .standings
            .reads
            .load(std::sync::atomic::Ordering::Relaxed)
    };
    d.project.snapshot(today()).unwrap();
    let before = reads();
    for _ in 0..5 {
        d.add(1.0, 1.0);
        d.project.snapshot(today()).unwrap();
        d.project.today(today() + Days::new(1)).unwrap();
    }
    d.project.undo(&lin(), None).unwrap();
    d.project.snapshot(today()).unwrap();
    assert_eq!(reads(), before);
    same(&d, "after five sites and an undo");
}

#[test]
fn a_meeting_freezes_what_another_program_wrote_too() {
    let d = Desk::two_cells();
    let ids: Vec<SiteId> = (1..9).map(|i| d.add(f64::from(i) / 5.0, 0.5)).collect();
    assert_eq!(d.project.snapshot(today()).unwrap().loose.total, 0);
    let c = Connection::open(d.project.path()).unwrap();
    c.execute("DELETE FROM placement WHERE site = ?1", [ids[3].0]).unwrap();
    verbs::meeting::create(&d.project, &lin(), today(), "", "").unwrap();
    let frozen = verbs::meeting::show(&d.project, today()).unwrap();
    assert_eq!(
        (frozen.loose.total, d.project.snapshot(today()).unwrap().loose.total),
        (1, 1)
    );
}

#[test]
fn edits_of_another_window_on_the_same_file_are_seen() {
    let d = Desk::two_cells();
    let id = d.add(0.5, 0.5);
    same(&d, "one site");
    let other = Project::open(d.project.path()).unwrap();
    let b = d.project.snapshot(today()).unwrap().grids[1].id;
    other
        .edit(&lin(), "place", |tx| {
            tx.set_site_grid(id, Some(b), PlacedBy::Hand)?;
            Ok(((), Default::default()))
        })
        .unwrap();
    assert_eq!(d.project.snapshot(today()).unwrap().own(b).total, 1);
    same(&d, "moved elsewhere");
    other.undo(&lin(), None).unwrap();
    same(&d, "and back");
}

#[test]
fn what_another_program_wrote_is_seen_with_the_next_edit() {
    let d = Desk::two_cells();
    let ids: Vec<SiteId> = (1..40).map(|i| d.add(f64::from(i) / 20.0, 0.5)).collect();
    same(&d, "forty sites");
    let c = Connection::open(d.project.path()).unwrap();
    c.execute("DELETE FROM placement WHERE site = ?1", [ids[7].0]).unwrap();
    d.add(0.1, 0.1);
    assert_eq!(d.project.snapshot(today()).unwrap().loose.total, 1);
    same(&d, "with an edit after it");
}

#[test]
fn sites_whose_cell_another_program_deleted_are_in_none_before_and_after_an_edit() {
    let d = Desk::two_cells();
    let ids: Vec<SiteId> = (1..4).map(|i| d.add(f64::from(i) / 8.0, 0.5)).collect();
    let c = Connection::open(d.project.path()).unwrap();
    c.execute_batch(
        "PRAGMA foreign_keys = OFF; DROP TRIGGER rtree_grid_geom_delete; DELETE FROM grid WHERE code = 'A'",
    )
    .unwrap();
    assert_eq!(d.project.snapshot(today()).unwrap().loose.total, 3);
    verbs::step::step(
        &d.project,
        &lin(),
        ids[1],
        Action::Verify,
        &StepInput::default(),
        &[],
        today(),
    )
    .unwrap();
    assert_eq!(d.project.snapshot(today()).unwrap().loose.total, 3);
}

#[test]
fn the_map_shows_each_site_where_an_edit_put_it() {
    let d = Desk::two_cells();
    let seen = |id: SiteId| {
        let all = d.project.standings().unwrap();
        let late = crate::calendar::lateness::Lateness::new(today(), Vec::new());
        let west = all.within(Some([0.0, 0.0, 1.0, 1.0]), &late);
        west.iter().filter(|(s, _)| s.id == id.0).count()
    };
    let id = d.add(0.5, 0.5);
    assert_eq!(seen(id), 1);
    d.import("s.csv", "id,kind,lon,lat\nS1,旱厕,0.25,0.25\n", ImportAs::Sites);
    let moved = d.project.site_by_number("S1").unwrap();
    assert_eq!(seen(moved), 1);
    let same = ImportOptions {
        same: true,
        ..options(ImportAs::Sites)
    };
    d.with("s.csv", "id,kind,lon,lat\nS1,旱厕,1.75,0.25\n", &same);
    assert_eq!(seen(moved), 0);
    d.project.undo(&lin(), None).unwrap();
    assert_eq!(seen(moved), 1);
    d.project.undo(&lin(), None).unwrap();
    assert_eq!((seen(moved), seen(id)), (0, 1));
}
