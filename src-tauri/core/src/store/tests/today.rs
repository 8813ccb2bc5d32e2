//! The page that opens in the morning.

use super::*;
use crate::model::{GridId, Lack, Matter, State};
use crate::verbs::pause;
use crate::view::rules::PauseInput;
use crate::view::{Filter, Sort};
use chrono::Days;

fn most_late() -> Sort {
    Sort {
        by: "days_late".into(),
        descending: true,
    }
}

/// Where a filter leads, counted by the tables.
fn listed(d: &Desk, matter: Matter, f: &Filter, on: NaiveDate) -> u32 {
    match matter.lack() {
        Some(_) => d.project.table_grids(f, &Sort::default(), 0, 1, on).unwrap().total,
        None => d.project.table_sites(f, &Sort::default(), 0, 1, on).unwrap().total,
    }
}

#[test]
fn each_line_counts_what_its_filter_shows_and_its_kinds_add_up() {
    let d = Desk::sample();
    for on in [
        today(),
        today() + Days::new(5),
        today() + Days::new(45),
        today() + Days::new(400),
    ] {
        let page = d.project.today_page(on).unwrap();
        assert_eq!(page.lines.len(), Matter::ALL.len());
        for line in &page.lines {
            if let Some(f) = &line.filter {
                assert_eq!(listed(&d, line.matter, f, on), line.total, "{:?} on {on}", line.matter);
            }
            if let Some(kinds) = &line.kinds {
                assert_eq!(kinds.iter().sum::<u32>(), line.total, "{:?} on {on}", line.matter);
                assert_eq!(kinds.len(), page.kinds.len());
            }
            assert_eq!(line.urgent.is_some(), line.total > 0, "{:?} on {on}", line.matter);
        }
        let total = |m: Matter| page.lines.iter().find(|l| l.matter == m).unwrap().total;
        assert_eq!(total(Matter::EmptySquares), d.project.matrix_heads(on).unwrap().empty);
        assert_eq!(total(Matter::Overdue), d.project.info(on).unwrap().figures.overdue);
    }
    let page = d.project.today_page(today()).unwrap();
    for m in [
        Matter::Overdue,
        Matter::DueSoon,
        Matter::RecheckDue,
        Matter::Relapsed,
        Matter::Vacant,
    ] {
        assert!(page.lines.iter().any(|l| l.matter == m && l.total > 0), "{m:?}");
    }
}

#[test]
fn the_first_of_a_list_is_what_presses_most_by_the_one_rule_of_lateness() {
    let d = Desk::sample();
    let winter = PauseInput {
        name: Some("冬季停工".into()),
        from: Some("11-15".into()),
        to: Some("03-31".into()),
        kinds: Some(vec!["dry_toilet".into()]),
    };
    for paused in [false, true] {
        if paused {
            pause::put(&d.project, &lin(), None, &winter).unwrap();
        }
        for on in [today(), today() + Days::new(30)] {
            for line in d.project.today_page(on).unwrap().lines {
                let list = d.project.today_list(line.matter, 20, on).unwrap();
                let shown = list.sites.len() + list.cells.len() + list.problems.len();
                if line.matter != Matter::EmptySquares {
                    assert_eq!(shown as u32, line.total.min(20), "{:?} on {on}", line.matter);
                }
                let days: Vec<_> = list.sites.iter().map(|s| s.days_late.unwrap_or(i32::MIN)).collect();
                assert!(days.is_sorted_by(|a, b| a >= b), "{:?} on {on}: {days:?}", line.matter);
                let urgent = line.urgent.unwrap_or_default();
                if let Some(first) = list.sites.first() {
                    assert_eq!(urgent.days_late, first.days_late, "{:?} on {on}", line.matter);
                    assert!(first.site.grid.as_ref().is_none_or(|g| g.name == urgent.name));
                }
                // The tables sort by the same rule.
                if let (Some(f), Some(first)) = (&line.filter, list.sites.first())
                    && !matches!(line.matter, Matter::RecheckDue | Matter::SuspensionOver)
                {
                    let table = d.project.table_sites(f, &most_late(), 0, 1, on).unwrap().rows.remove(0);
                    assert_eq!(table.days_late, first.days_late, "{:?} on {on}", line.matter);
                }
            }
        }
    }
}

#[test]
fn a_list_names_the_chief_and_a_vacant_cell_says_since_when() {
    let d = Desk::two_cells();
    d.import(
        "people.csv",
        "姓名,角色,网格编码,开始日期,结束日期\n祁文秀,网格长,A,2026-01-01,\n韩永福,网格长,B,2026-01-01,2026-10-15\n",
        ImportAs::People,
    );
    let a = d.add(0.5, 0.5);
    let b = d.add(1.5, 0.5);
    let chief_of = |id: SiteId| {
        let list = d.project.today_list(Matter::Reported, 10, today()).unwrap();
        list.sites.into_iter().find(|s| s.site.id == id).unwrap().chief
    };
    assert_eq!((chief_of(a).as_deref(), chief_of(b)), (Some("祁文秀"), None));
    let vacant = d.project.today_list(Matter::Vacant, 10, today()).unwrap().cells;
    assert_eq!(vacant.len(), 1);
    assert_eq!(vacant[0].since.as_deref(), Some("2026-10-15"));
    let page = d.project.today_page(today()).unwrap();
    let line = page.lines.into_iter().find(|l| l.matter == Matter::Vacant).unwrap();
    let urgent = line.urgent.unwrap();
    assert_eq!(
        (urgent.name.as_str(), urgent.day.as_deref(), urgent.count),
        ("东", Some("2026-10-15"), Some(1))
    );
}

#[test]
fn a_problem_of_the_review_waits_until_it_is_struck_off() {
    let d = Desk::two_cells();
    let table = "编号,问题,期限\n7,旱厕未拆,2026-11-30\n8,断壁,2026-11-20\n";
    assert_eq!(d.import("f.csv", table, ImportAs::Feedback).inserted, 2);
    let line = |m: Matter| {
        let page = d.project.today_page(today()).unwrap();
        page.lines.into_iter().find(|l| l.matter == m).unwrap()
    };
    let open = line(Matter::FeedbackOpen);
    assert_eq!((open.total, open.kinds), (2, None));
    let urgent = open.urgent.unwrap();
    assert_eq!((urgent.name.as_str(), urgent.days_late), ("8", Some(4)));
    let id = d.project.feedback_by_number("8").unwrap();
    verbs::feedback::claim(&d.project, &lin(), id, today(), today()).unwrap();
    assert_eq!(line(Matter::ClaimedNotDone).total, 1);
}

#[test]
fn the_trend_says_of_each_week_what_its_day_says() {
    let d = Desk::sample();
    let trend = verbs::trend::trend(&d.project, 8, today()).unwrap();
    assert!(trend.days.len() > 2);
    assert_eq!(trend.days.last().unwrap(), "2026-11-24");
    for (i, day) in trend.days.iter().enumerate() {
        let past = verbs::past::day(&d.project, day.parse().unwrap()).unwrap();
        for (shown, told) in trend.kinds.iter().zip(past.kinds) {
            assert_eq!(
                (&shown.code, shown.unresolved[i]),
                (&told.code, told.unresolved),
                "{day}"
            );
        }
    }
    assert_eq!(trend.unresolved, d.project.info(today()).unwrap().figures.unresolved);
    let yesterday = verbs::past::day(&d.project, today() - Days::new(1)).unwrap();
    assert_eq!(trend.yesterday, Some(yesterday.status.figures.unresolved));

    let new = Desk::two_cells();
    let trend = verbs::trend::trend(&new.project, 8, crate::calendar::china::today()).unwrap();
    assert!(
        trend.days.is_empty() && trend.yesterday.is_none() && trend.meeting.is_none(),
        "nothing is known of before: {trend:?}"
    );
}

#[test]
fn the_small_map_shows_each_cell_by_how_many_it_has() {
    let d = Desk::two_cells();
    (0..3).for_each(|_| _ = d.add(0.5, 0.5));
    let classes = vec![(0, [250, 250, 250]), (1, [1, 1, 1]), (3, [30, 30, 30])];
    let picture = |m| {
        d.project
            .today_picture(m, [200, 100], &classes, today())
            .unwrap()
            .unwrap()
    };
    let at = |p: &[u8], x: usize| p[(50 * 200 + x) * 4];
    let reported = picture(Matter::Reported);
    assert_eq!((at(&reported, 50), at(&reported, 150)), (30, 250));
    let vacant = picture(Matter::Vacant);
    assert_eq!((at(&vacant, 50), at(&vacant, 150)), (1, 1), "both have no chief");
    // A cell that comes later is on it.
    let more = r#"{"type":"Feature","properties":{"code":"C"},"geometry":{"type":"Polygon","coordinates":[[[2,0],[4,0],[4,1],[2,1],[2,0]]]}}"#;
    d.import("c.geojson", more, ImportAs::Grids);
    let wider = picture(Matter::Reported);
    assert_eq!((at(&wider, 25), at(&wider, 150)), (30, 250));
    assert!(
        Desk::new()
            .project
            .today_picture(Matter::Loose, [9, 9], &classes, today())
            .unwrap()
            .is_none()
    );
}

#[test]
fn a_new_site_lands_where_it_was_said_to_land() {
    let d = Desk::sample();
    let extent = d.project.info(today()).unwrap().extent.unwrap();
    let mut nowhere = 0;
    for i in 0..25_u32 {
        let part = |n: u32| 0.02 + f64::from(n) * 0.24;
        let at = [
            extent[0] + (extent[2] - extent[0]) * part(i % 5),
            extent[1] + (extent[3] - extent[1]) * part(i / 5),
        ];
        let told = verbs::site::landing(&d.project, at, today()).unwrap();
        let row = d.project.site_row(d.add(at[0], at[1]), today()).unwrap();
        let id = |g: &Option<crate::view::GridRef>| g.as_ref().map(|g| g.id);
        assert_eq!(id(&told.grid), id(&row.grid), "{at:?}");
        nowhere += u32::from(told.grid.is_none());
        let chief = id(&told.grid).and_then(|g: GridId| d.project.dossier(g, today()).unwrap().chief);
        assert_eq!(told.chief, chief.map(|c| c.name));
    }
    assert!((1..25).contains(&nowhere), "{nowhere} of them lie outside");
}

#[test]
fn what_a_matter_asks_of_a_state_or_of_cells_is_told_once() {
    assert_eq!(Matter::Submitted.state(), Some(State::Submitted));
    assert_eq!(Matter::Unreachable.lack(), Some(Lack::Phone));
    assert!(Matter::EmptySquares.filter().is_none() && Matter::FeedbackOpen.filter().is_none());
    assert_eq!(
        Matter::ALL.iter().filter(|m| m.filter().is_some()).count(),
        Matter::ALL.len() - 3
    );
}
