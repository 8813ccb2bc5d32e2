use super::deadlines::winter;
use super::life::day;
use super::*;
use crate::model::Watch;
use crate::tile::Tile;
use crate::verbs::pause;
use crate::view::{Filter, Sort};
use chrono::Days;

fn count(d: &Desk, f: Filter, on: NaiveDate) -> u32 {
    d.project.table_sites(&f, &Sort::default(), 0, 1, on).unwrap().total
}

fn overdue() -> Filter {
    Filter {
        overdue: true,
        ..Default::default()
    }
}

#[test]
fn every_list_and_number_agrees_on_what_is_late_and_what_is_stopped() {
    let d = Desk::sample();
    let carried = |on| d.project.loads(on).unwrap().iter().map(|l| l.overdue).sum::<u32>();
    // No stop of a kind changes a task.
    let tasks = |on| {
        d.project
            .loads(on)
            .unwrap()
            .iter()
            .map(|l| l.tasks_overdue)
            .sum::<u32>()
    };
    let days = [
        today(),
        day("2026-11-15"),
        day("2027-03-15"),
        day("2027-03-16"),
        today() + Days::new(300),
    ];
    let late_tasks = days.map(tasks);
    pause::put(&d.project, &lin(), None, &winter(&["dry_toilet"])).unwrap();
    let mut seen = Vec::new();
    for (on, late_tasks) in days.into_iter().zip(late_tasks) {
        let figures = d.project.info(on).unwrap().figures;
        let t = d.project.today(on).unwrap();
        assert_eq!((t.overdue, t.paused), (figures.overdue, figures.paused), "{on}");
        assert_eq!(count(&d, overdue(), on), figures.overdue, "{on}");
        let stopped = Filter {
            watch: Some(Watch::Paused),
            ..Default::default()
        };
        assert_eq!(count(&d, stopped, on), figures.paused, "{on}");
        let all = d
            .project
            .table_sites(&Filter::default(), &Sort::default(), 0, 100_000, on)
            .unwrap()
            .rows;
        assert_eq!(all.iter().filter(|r| r.overdue).count() as u32, figures.overdue, "{on}");
        assert!(
            all.iter().all(|r| r.overdue == r.days_late.is_some_and(|n| n > 0)),
            "{on}"
        );
        assert_eq!(all.iter().filter(|r| r.paused).count() as u32, figures.paused, "{on}");
        let status = verbs::status::status(&d.project, None, on).unwrap();
        let in_cells: u32 = status.rows.iter().map(|r| r.figures.overdue).sum();
        assert_eq!(
            in_cells + d.project.snapshot(on).unwrap().loose.overdue,
            figures.overdue
        );
        assert_eq!((carried(on), tasks(on)), (figures.overdue, late_tasks), "{on}");
        let frozen = d.project.freeze(on, "2026-11-24T00:00:00.000Z").unwrap();
        assert_eq!(frozen.total.figures, figures, "{on}");
        let late = frozen
            .unresolved
            .iter()
            .filter(|s| s.days_late.is_some_and(|n| n > 0))
            .count();
        assert_eq!(late as u32, figures.overdue, "{on}");
        seen.push((figures.overdue, figures.paused > 0));
    }
    assert_eq!(seen[1].1 && seen[2].1, !seen[3].1, "{seen:?}");
    assert!(seen[0].0 > 0 && seen[4].0 > seen[0].0, "{seen:?}");
}

#[test]
fn the_most_days_late_come_first_whatever_did_not_count() {
    let d = Desk::with_chief();
    let (toilet, wall) = (
        "编号,类型,经度,纬度,期限,状态\n1,旱厕,0.5,0.5,2026-11-05,整改中\n",
        "2,残垣断壁,0.5,0.5,2026-11-12,整改中\n",
    );
    d.import("s.csv", &format!("{toilet}{wall}"), ImportAs::Sites);
    pause::put(&d.project, &lin(), None, &winter(&["dry_toilet"])).unwrap();
    let sort = Sort {
        by: "days_late".into(),
        descending: true,
    };
    let late = |on| {
        let rows = d.project.table_sites(&overdue(), &sort, 0, 9, on).unwrap().rows;
        rows.into_iter()
            .map(|r| (r.number, r.days_late.unwrap()))
            .collect::<Vec<_>>()
    };
    assert_eq!(late(day("2026-11-16")), [("1".to_owned(), 9), ("2".to_owned(), 4)]);
    assert_eq!(late(today()), [("2".to_owned(), 12), ("1".to_owned(), 9)]);
    let dossier = d.project.dossier(d.cell("A"), today()).unwrap();
    let order: Vec<_> = dossier.unresolved.iter().map(|s| s.number.as_str()).collect();
    assert_eq!(order, ["2", "1"]);
    assert_eq!(dossier.figures.paused, 1);
}

#[test]
fn a_tile_shows_as_late_what_the_list_does() {
    let d = Desk::with_chief();
    let toilet = "编号,类型,经度,纬度,期限,状态\n1,旱厕,0.5,0.5,2026-11-14,整改中\n";
    d.import("s.csv", toilet, ImportAs::Sites);
    let shows = |on| {
        let tile = Tile {
            z: 12,
            x: 2053,
            y: 2042,
        };
        let with = d.project.tile(tile, &overdue(), on).unwrap();
        let without = d
            .project
            .tile(
                tile,
                &Filter {
                    kinds: vec!["none".into()],
                    ..Default::default()
                },
                on,
            )
            .unwrap();
        with.len() > without.len()
    };
    assert!(shows(today()));
    pause::put(&d.project, &lin(), None, &winter(&["dry_toilet"])).unwrap();
    assert!(!shows(today()), "its last day was the day before the stop");
    assert!(shows(day("2027-03-16")));
}
