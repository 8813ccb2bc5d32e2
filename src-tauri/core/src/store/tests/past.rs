use super::*;
use crate::model::{Action, CHIEF, GridId, Lang, State};
use crate::tile::{Tile, decode::decode};
use crate::verbs::duty::Holder;
use crate::verbs::past;
use crate::view::{Figures, Filter, Sort};
use std::collections::BTreeMap;

fn ago(days: u64) -> NaiveDate {
    today() - chrono::Days::new(days)
}

/// Every drawn cell of the sample as the map's tiles show it.
fn on_the_map(d: &Desk, on: NaiveDate, since: Option<NaiveDate>) -> BTreeMap<i64, BTreeMap<&'static str, i64>> {
    let [west, south, east, north] = d.project.info(today()).unwrap().extent.unwrap();
    let size = f64::from(1 << 12);
    let x = |lon: f64| ((lon + 180.0) / 360.0 * size) as u32;
    let y = |lat: f64| ((1.0 - lat.to_radians().tan().asinh() / std::f64::consts::PI) / 2.0 * size) as u32;
    let mut out = BTreeMap::new();
    for (x, y) in (x(west)..=x(east)).flat_map(|i| (y(north)..=y(south)).map(move |j| (i, j))) {
        let bytes = d
            .project
            .past_tile(Tile { z: 12, x, y }, &Filter::default(), on, since)
            .unwrap();
        for f in decode(&bytes).remove("cell").unwrap_or_default() {
            let mut shown = BTreeMap::from([("u", f.int("u")), ("o", f.int("o")), ("vac", i64::from(f.flag("vac")))]);
            if since.is_some() {
                shown.insert("d", f.int("d"));
            }
            out.insert(f.int("id"), shown);
        }
    }
    out
}

/// The same reckoned by SQL, site by site.
fn by_hand(d: &Desk, on: NaiveDate) -> (BTreeMap<i64, i64>, Figures) {
    let c = Connection::open(d.project.path()).unwrap();
    let end = format!("{on}T16:00:00");
    let mut q = c
        .prepare(
            "SELECT p.grid, s.deadline,
               coalesce((SELECT to_state FROM step t WHERE t.site = s.fid AND t.at < ?1 ORDER BY t.at DESC, t.fid DESC LIMIT 1),
                        (SELECT from_state FROM step t WHERE t.site = s.fid ORDER BY t.at, t.fid LIMIT 1), s.state)
             FROM site s LEFT JOIN placement p ON p.site = s.fid WHERE s.found_on <= ?2",
        )
        .unwrap();
    let mut rows = q.query([end, on.to_string()]).unwrap();
    let (mut cells, mut f) = (BTreeMap::new(), Figures::default());
    while let Some(r) = rows.next().unwrap() {
        let state: State = r.get(2).unwrap();
        f.total += 1;
        f.unresolved += u32::from(state.is_unresolved());
        f.accepted += u32::from(state == State::Accepted);
        f.submitted += u32::from(state == State::Submitted);
        f.suspended += u32::from(state == State::Suspended);
        f.dismissed += u32::from(state == State::Dismissed);
        if let (Some(grid), true) = (r.get::<_, Option<i64>>(0).unwrap(), state.is_unresolved()) {
            *cells.entry(grid).or_default() += 1;
        }
    }
    (cells, f)
}

#[test]
fn the_map_of_a_past_day_its_tables_and_status_agree_with_the_steps() {
    let d = Desk::sample();
    for day in [ago(1), ago(20), ago(60), ago(150)] {
        let (cells, figures) = by_hand(&d, day);
        let told = past::status(&d.project, None, day).unwrap();
        let same = Figures {
            overdue: figures.overdue,
            ..told.figures
        };
        assert_eq!(same, figures, "{day}");
        let map = on_the_map(&d, day, None);
        for (id, shown) in &map {
            assert_eq!(shown["u"], cells.get(id).copied().unwrap_or(0), "cell {id} on {day}");
        }
        let page = d
            .project
            .past_table_grids(&Filter::default(), &Sort::default(), 0, 9999, day)
            .unwrap();
        assert!(
            page.rows
                .iter()
                .all(|r| map[&r.id.0]["u"] == i64::from(r.figures.unresolved))
        );
        assert!(
            page.rows
                .iter()
                .all(|r| map[&r.id.0]["vac"] == i64::from(r.chief.is_none()))
        );
        let late: u32 = page.rows.iter().map(|r| r.figures.overdue).sum();
        let f = Filter {
            overdue: true,
            ..Filter::default()
        };
        let sites = d
            .project
            .past_table_sites(
                &f,
                &Sort {
                    by: "days_late".into(),
                    descending: true,
                },
                0,
                99_999,
                day,
            )
            .unwrap();
        assert!(sites.total >= late && sites.total == told.figures.overdue);
        assert!(sites.rows.windows(2).all(|w| w[0].days_late >= w[1].days_late));
        let grid = page.rows.iter().max_by_key(|r| r.figures.unresolved).unwrap();
        let dossier = past::grid(&d.project, grid.id, day).unwrap();
        assert_eq!(dossier.unresolved.len() as u32, grid.figures.unresolved);
        assert_eq!(
            dossier.duties.iter().find(|x| x.role == CHIEF).map(|x| &x.name),
            grid.chief.as_ref()
        );
    }
}

#[test]
fn the_last_day_of_all_is_as_things_stand_now() {
    let d = Desk::sample();
    let now = verbs::status::status(&d.project, None, today()).unwrap();
    let then = past::status(&d.project, None, today()).unwrap();
    assert_eq!((then.figures, then.unassigned), (now.figures, now.unassigned));
    let days = past::days(&d.project, today()).unwrap();
    assert_eq!(days.unresolved.last(), Some(&now.figures.unresolved));
    let first: NaiveDate = days.first.parse().unwrap();
    assert_eq!(days.unresolved.len() as i64, (today() - first).num_days() + 1);
    let open = past::status(&d.project, None, ago(30)).unwrap().figures.unresolved;
    assert_eq!(days.unresolved[days.unresolved.len() - 31], open);
}

#[test]
fn a_past_day_is_reckoned_anew_after_an_edit_and_back_after_its_undo() {
    let d = Desk::sample();
    let before = past::status(&d.project, None, ago(3)).unwrap().figures;
    let c = Connection::open(d.project.path()).unwrap();
    let id: SiteId = c
        .query_row(
            "SELECT fid FROM site WHERE state = 'dispatched' AND found_on < ?1 LIMIT 1",
            [ago(10).to_string()],
            |r| r.get(0),
        )
        .unwrap();
    verbs::step::step(&d.project, &lin(), id, Action::Start, &Default::default(), &[], today()).unwrap();
    // The move was made now; on the day looked back to the site stood where it stood.
    assert_eq!(past::status(&d.project, None, ago(3)).unwrap().figures, before);
    let row = past::site(&d.project, id, ago(3), Lang::Zh).unwrap();
    assert_eq!((row.site.state, row.later), (State::Dispatched, 1));
    assert!(row.entries.iter().all(|e| e.at < format!("{}T16", ago(3))));
    d.add(0.5, 0.5);
    let figures = past::status(&d.project, None, today()).unwrap().figures;
    assert_eq!(figures.total, before.total + added_since(&d, ago(3)));
    d.project.undo(&lin(), None).unwrap();
    assert_eq!(
        past::status(&d.project, None, today()).unwrap().figures.total,
        figures.total - 1
    );
}

fn added_since(d: &Desk, day: NaiveDate) -> u32 {
    let c = Connection::open(d.project.path()).unwrap();
    c.query_row(
        "SELECT count(*) FROM site WHERE found_on > ?1",
        [day.to_string()],
        |r| r.get(0),
    )
    .unwrap()
}

#[test]
fn a_chief_of_that_day_stands_on_the_map_of_that_day() {
    let d = Desk::two_cells();
    let grid = d.project.grid_by_code("A").unwrap().id;
    for (name, from) in [("铁桂英", "2026-09-01"), ("李占元", "2026-10-01")] {
        verbs::duty::set_duty(&d.project, &lin(), &[grid], CHIEF, Holder::Named(name), from, today()).unwrap();
    }
    let chief = |day: &str| past::grid(&d.project, grid, day.parse().unwrap()).unwrap().grid.chief;
    assert_eq!(
        [chief("2026-08-31"), chief("2026-09-30"), chief("2026-10-01")],
        [None, Some("铁桂英".into()), Some("李占元".into())]
    );
}

#[test]
fn a_site_that_came_without_its_day_is_there_from_the_day_it_was_brought_in() {
    let d = Desk::two_cells();
    d.import("s.csv", "编号,类型,经度,纬度\nS1,旱厕,0.5,0.5\n", ImportAs::Sites);
    let edit = d.project.history(1).unwrap().remove(0);
    let day = crate::calendar::china::day(&edit.at).unwrap();
    let total = |on: NaiveDate| past::status(&d.project, None, on).unwrap().figures.total;
    assert_eq!((total(day.pred_opt().unwrap()), total(day)), (0, 1));
}

#[test]
fn two_days_compared_say_what_moved_between_them() {
    let d = Desk::sample();
    let (one, other) = (ago(40), ago(5));
    let k = past::compare(&d.project, None, other, one).unwrap();
    assert_eq!(
        (k.since.as_str(), k.on.as_str()),
        (one.to_string().as_str(), other.to_string().as_str())
    );
    assert_eq!(k.before, past::status(&d.project, None, one).unwrap().figures);
    assert_eq!(k.after, past::status(&d.project, None, other).unwrap().figures);
    assert_eq!(k.after.total - k.before.total, k.moved.new);
    let c = Connection::open(d.project.path()).unwrap();
    let count = |action: &str| -> u32 {
        let sql = "SELECT count(*) FROM step WHERE action = ?1 AND at >= ?2 AND at < ?3";
        c.query_row(sql, [action, &format!("{one}T16"), &format!("{other}T16")], |r| {
            r.get(0)
        })
        .unwrap()
    };
    assert_eq!(
        (k.moved.accepted, k.moved.returned, k.moved.relapsed),
        (count("accept"), count("return"), count("relapse"))
    );
    let map = on_the_map(&d, other, Some(one));
    let signs = |sign: i64| map.values().filter(|c| c["d"].signum() == sign).count() as u32;
    assert_eq!((k.better, k.worse), (signs(-1), signs(1)));
    let (was, is) = (on_the_map(&d, one, None), on_the_map(&d, other, None));
    assert!(map.iter().all(|(id, c)| c["d"] == is[id]["u"] - was[id]["u"]));
    assert!(k.sites.len() as u32 == k.total.min(500) && k.total > k.moved.new);
    // Of one grid alone: no more than the whole.
    let top: GridId = k.rows[0].grid.id;
    let part = past::compare(&d.project, Some(top), one, other).unwrap();
    assert_eq!(
        (part.before.unresolved, part.after.unresolved),
        (k.rows[0].before, k.rows[0].after)
    );
    assert!(part.total < k.total);
}

#[test]
fn the_parts_of_two_days_come_to_the_whole_with_the_sites_in_no_cell() {
    let d = Desk::sample();
    d.add(0.5, 0.5);
    let k = past::compare(&d.project, None, ago(5), today()).unwrap();
    assert!(k.loose[1] > k.loose[0], "{:?}", k.loose);
    let sums = k.rows.iter().fold(k.loose, |[b, a], r| [b + r.before, a + r.after]);
    assert_eq!(sums, [k.before.unresolved, k.after.unresolved]);
    let part = past::compare(&d.project, Some(k.rows[0].grid.id), ago(5), today()).unwrap();
    assert_eq!(part.loose, [0, 0]);
}
