//! What other programs do to the file while it is open: made good as on opening, or told; and what becomes of the file itself.

use super::elsewhere::{elsewhere, point};
use super::*;
use crate::store::{Plight, waits};
use crate::verbs::opening::{follow, open};
use crate::view::{FaultKind, OthersWrote};

fn followed(p: &Project) -> OthersWrote {
    follow(p, false).unwrap().expect("somebody wrote")
}

/// Code of each grid, that of its parent, its sites and those of all below it.
fn figures(p: &Project) -> Vec<(String, Option<String>, u32, u32)> {
    let s = p.snapshot(today()).unwrap();
    let all = s.rolled_up();
    let code = |i: usize| s.grids[i].code.clone();
    let of = |i: usize| {
        (
            code(i),
            s.grids[i].parent.map(code),
            s.own(s.grids[i].id).total,
            all[i].total,
        )
    };
    (0..s.grids.len()).map(of).collect()
}

fn faults(p: &Project) -> Vec<(FaultKind, String)> {
    let all = verbs::check::check(p, today(), &|_, _| true).unwrap().faults;
    all.into_iter().map(|f| (f.kind, f.place)).collect()
}

const WAYS: [(&str, &str); 8] = [
    (
        "UPDATE grid SET parent = (SELECT fid FROM grid WHERE level = 'village' AND parent = g.fid LIMIT 1) FROM grid g WHERE grid.fid = g.fid AND g.level = 'subdistrict'",
        "lie in each other",
    ),
    ("UPDATE grid SET parent = fid", "lie in each other"),
    (
        "DELETE FROM grid WHERE fid = (SELECT grid FROM placement GROUP BY 1 ORDER BY count(*) DESC LIMIT 1)",
        "sites lost theirs",
    ),
    ("DROP TABLE rtree_grid_geom", "made anew"),
    ("DROP TABLE rtree_site_geom", "made anew"),
    ("DROP INDEX duty_grid; DROP TABLE gpkg_ogr_contents", "made anew"),
    (
        "PRAGMA ignore_check_constraints = 1; UPDATE grid SET level = '街区' WHERE fid = (SELECT max(fid) FROM grid)",
        "which cannot be",
    ),
    (
        "PRAGMA ignore_check_constraints = 1; UPDATE site SET kind = '旱厕', state = 'x' WHERE fid = (SELECT min(fid) FROM site)",
        "which cannot be",
    ),
];

#[test]
fn what_is_done_while_the_project_is_open_is_made_good_as_on_opening() {
    for (way, says) in WAYS {
        let d = Desk::sample();
        let path = d.project.path().to_owned();
        verbs::rollup::rollup(&d.project, None, today()).unwrap();
        // A tree goes with its triggers, as programs remove it.
        let triggers: String = {
            let c = Connection::open(&path).unwrap();
            let mut q = c
                .prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger' AND name LIKE 'rtree_%'")
                .unwrap();
            let all: Vec<String> = q.query_map([], |r| r.get(0)).unwrap().map(Result::unwrap).collect();
            all.iter()
                .filter(|t| way.contains(&t[..t.find("_geom").unwrap() + 5]))
                .map(|t| format!("DROP TRIGGER {t};"))
                .collect()
        };
        elsewhere(&path, &format!("{triggers} {way}"));
        let copy = d.dir.path().join("copy.gpkg");
        std::fs::copy(&path, &copy).unwrap();
        let wrote = followed(&d.project);
        assert!(wrote.notes.iter().any(|n| n.contains(says)), "{way}: {:?}", wrote.notes);
        assert!(
            !wrote.left && wrote.notes.iter().all(|n| d.project.notes().contains(n)),
            "{way}"
        );
        let opened = open(&copy).unwrap();
        assert_eq!(wrote.notes, opened.notes(), "{way}");
        assert_eq!(figures(&d.project), figures(&opened), "{way}");
        assert_eq!(faults(&d.project), faults(&opened), "{way}");
        assert!(follow(&d.project, false).unwrap().is_none(), "{way}: once");
        // What only a person can decide is named; taken out, the file is as a new one.
        verbs::opening::repair(&d.project, &lin()).unwrap();
        let left = faults(&d.project).iter().any(|f| f.0 == FaultKind::Foreign);
        drop(d.project);
        if !left {
            assert_sound(&path);
        }
    }
}

#[test]
fn one_line_tells_of_all_rings() {
    let d = Desk::sample();
    elsewhere(d.project.path(), "UPDATE grid SET parent = fid");
    let notes = followed(&d.project).notes;
    let rings: Vec<_> = notes.iter().filter(|n| n.contains("lie in each other")).collect();
    assert_eq!(rings.len(), 1, "{notes:?}");
    assert!(rings[0].contains(", …") && rings[0].len() < 400, "{}", rings[0]);
}

#[test]
fn a_site_that_another_program_adds_is_in_its_cell_at_once() {
    let d = Desk::two_cells();
    d.add(0.5, 0.5);
    elsewhere(
        d.project.path(),
        &format!(
            "INSERT INTO site(number, kind, state, geom) VALUES ('Q1', 'dry_toilet', 'reported', {})",
            point(1.5, 0.5)
        ),
    );
    let wrote = followed(&d.project);
    assert!(
        wrote.notes.iter().any(|n| n.contains("placed by its position: Q1")),
        "{:?}",
        wrote.notes
    );
    assert_eq!(super::elsewhere::cells(&d.project)[1].1.as_deref(), Some("B"));
    let newest = d.project.history(1).unwrap();
    assert_eq!(newest[0].verb, "outside");
}

#[test]
fn of_two_windows_one_makes_it_good_and_the_other_follows() {
    let d = Desk::sample();
    let path = d.project.path().to_owned();
    let other = open(&path).unwrap();
    elsewhere(&path, WAYS[2].0);
    std::thread::scope(|s| {
        let both = [&d.project, &other].map(|p| s.spawn(move || follow(p, false).unwrap()));
        for t in both {
            t.join().unwrap();
        }
    });
    for p in [&d.project, &other] {
        follow(p, false).unwrap();
    }
    let made = d.project.history(10).unwrap();
    assert_eq!(made.iter().filter(|e| e.verb == "outside").count(), 1);
    assert_eq!(figures(&d.project), figures(&other));
    assert_eq!(figures(&other), figures(&open(&path).unwrap()));
    // An edit of the other is followed, and nothing is made good.
    verbs::site::add(
        &other,
        &lin(),
        &SiteInput {
            kind: "dry_toilet".into(),
            lon: 102.1,
            lat: 36.5,
            address: "三组".into(),
            ..Default::default()
        },
        today(),
    )
    .unwrap();
    let wrote = followed(&d.project);
    assert_eq!((wrote.edits.len(), wrote.notes.len()), (1, 0), "{wrote:?}");
}

#[test]
fn what_cannot_be_made_good_now_is_told_with_the_reason_and_tried_again() {
    let d = Desk::two_cells();
    d.add(0.5, 0.5);
    let path = d.project.path().to_owned();
    elsewhere(&path, "DELETE FROM grid WHERE code = 'A'");
    let busy = Connection::open(&path).unwrap();
    busy.execute_batch("BEGIN IMMEDIATE").unwrap();
    let wrote = followed(&d.project);
    assert!(wrote.left, "{wrote:?}");
    assert!(
        wrote.notes[0].contains("could not be made good: ")
            && wrote.notes[0].contains("is being read or written by another program"),
        "{wrote:?}"
    );
    busy.execute_batch("ROLLBACK").unwrap();
    let wrote = follow(&d.project, true).unwrap().unwrap();
    assert!(
        !wrote.left && wrote.notes.iter().any(|n| n.contains("1 site lost its own")),
        "{wrote:?}"
    );
    assert!(d.project.notes().iter().all(|n| !n.contains("could not be made good")));
}

#[test]
fn who_waits_for_another_program_is_known_until_it_is_over() {
    let d = Desk::two_cells();
    let busy = Connection::open(d.project.path()).unwrap();
    busy.execute_batch("BEGIN IMMEDIATE").unwrap();
    std::thread::scope(|s| {
        let edit = s.spawn(|| d.add(0.5, 0.5));
        while !waits() {
            assert!(!edit.is_finished(), "it waited without a word");
            std::thread::yield_now();
        }
        busy.execute_batch("ROLLBACK").unwrap();
        edit.join().unwrap();
    });
    while waits() {
        std::thread::yield_now();
    }
}

#[test]
fn what_befell_the_file_itself_is_known_and_said_in_the_place_of_what_it_led_to() {
    use std::fs;
    type Way = fn(&std::path::Path);
    let ways: [(Way, Plight); 6] = [
        (|p| fs::remove_file(p).unwrap(), Plight::Gone),
        (
            |p| fs::rename(p.parent().unwrap(), p.parent().unwrap().with_extension("away")).unwrap(),
            Plight::FolderGone,
        ),
        (
            |p| {
                fs::copy(p, p.with_extension("new")).unwrap();
                fs::rename(p.with_extension("new"), p).unwrap();
            },
            Plight::Replaced,
        ),
        (|p| drop(fs::File::create(p).unwrap()), Plight::Emptied),
        (
            |p| {
                let f = fs::OpenOptions::new().write(true).open(p).unwrap();
                f.set_len(f.metadata().unwrap().len() / 2).unwrap();
            },
            Plight::Cut,
        ),
        (|p| fs::write(p, vec![0; 9000]).unwrap(), Plight::Overwritten),
    ];
    for (way, want) in ways {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("in").join("p.gpkg");
        fs::create_dir(path.parent().unwrap()).unwrap();
        let p = verbs::sample::create(&path, today()).unwrap();
        assert_eq!(p.plight(), None);
        let before = figures(&p).len();
        way(&path);
        assert_eq!(p.plight(), Some(want.clone()));
        // Not what SQLite thinks of it.
        let e = verbs::opening::repair(&p, &lin()).unwrap_err();
        assert_eq!(
            p.because(e).to_string(),
            format!("p.gpkg: {}", want.reason()),
            "{want:?}"
        );
        if matches!(want, Plight::Gone | Plight::Replaced | Plight::FolderGone) {
            let copy = dir.path().join("copy.gpkg");
            p.save_copy(&copy).unwrap();
            assert_eq!(figures(&open(&copy).unwrap()).len(), before);
        }
    }
}

#[test]
fn ground_that_lies_in_nothing_and_levels_that_cannot_be_are_faults() {
    let d = Desk::sample();
    assert!(
        faults(&d.project)
            .iter()
            .all(|f| !matches!(f.0, FaultKind::Loose | FaultKind::Level))
    );
    let path = d.project.path().to_owned();
    elsewhere(
        &path,
        "UPDATE grid SET level = 'cell' WHERE fid = (SELECT min(fid) FROM grid WHERE level = 'subdistrict');
         DELETE FROM grid WHERE fid = (SELECT max(fid) FROM grid WHERE level = 'subdistrict')",
    );
    followed(&d.project);
    let inside = |p: &Project| {
        let all = faults(p);
        let of = |kind| {
            all.iter()
                .filter(|f| f.0 == kind)
                .map(|f| f.1.clone())
                .collect::<Vec<_>>()
        };
        (of(FaultKind::Loose), of(FaultKind::Level))
    };
    let (loose, level) = inside(&d.project);
    assert!(
        !loose.is_empty() && loose.iter().all(|w| w.contains("lies in no grid")),
        "{loose:?}"
    );
    assert_eq!(level.len(), 1, "{level:?}");
    assert!(level[0].contains("stands as a cell, but"), "{level:?}");
    // Repaired, it still lies in nothing.
    verbs::opening::repair(&d.project, &lin()).unwrap();
    assert_eq!(inside(&d.project).0.len(), loose.len());
}

#[test]
fn damage_inside_the_file_is_named_first_and_leads_to_the_last_copy() {
    use std::fs;
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("p.gpkg");
    drop(verbs::sample::create(&path, today()).unwrap());
    let whole = fs::read(&path).unwrap();
    let check = |p: &Project| verbs::check::check(p, today(), &|_, _| true);
    let kinds = |p: &Project| check(p).unwrap().counts.iter().map(|c| c.kind).collect::<Vec<_>>();
    assert!(!kinds(&Project::open(&path).unwrap()).contains(&FaultKind::Damaged));
    let c = rusqlite::Connection::open(&path).unwrap();
    let root = |table: &str| -> u32 {
        let sql = "SELECT rootpage FROM sqlite_schema WHERE name = ?1";
        c.query_row(sql, [table], |r| r.get(0)).unwrap()
    };
    let size: u32 = c.query_row("PRAGMA page_size", [], |r| r.get(0)).unwrap();
    // What no check of cells reads, and what it does.
    for table in ["patrol", "site"] {
        let page = root(table);
        let mut spoilt = whole.clone();
        spoilt[((page - 1) * size) as usize..(page * size) as usize].fill(0x5a);
        // Under the open file, as a failing disk does it.
        fs::write(&path, &whole).unwrap();
        let p = open(&path).unwrap();
        fs::write(&path, &spoilt).unwrap();
        assert_eq!(p.plight(), None);
        let report = check(&p).unwrap();
        let [only] = &*report.faults else {
            panic!("{table}: {:?}", report.faults)
        };
        assert_eq!(only.kind, FaultKind::Damaged);
        assert!(
            only.place
                .starts_with(&format!("the file is damaged inside (page {page})")),
            "{}",
            only.place
        );
        assert!(only.place.ends_with("put your last copy in its place (restore)"));
        assert_eq!(p.plight(), Some(Plight::Damaged));
    }
    // Whoever meets it first.
    let met = rusqlite::Connection::open(&path)
        .unwrap()
        .query_row("SELECT sum(length(address)) FROM site", [], |_| Ok(()))
        .unwrap_err();
    fs::write(&path, &whole).unwrap();
    let p = open(&path).unwrap();
    let told = p.because(met.into()).to_string();
    assert_eq!(told, format!("p.gpkg: {}", Plight::Damaged.reason()));
}
