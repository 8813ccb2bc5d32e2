//! What other programs do to the file, and what becomes of it when it is opened next.

use super::*;
use crate::geometry::blob;
use crate::store::schema;
use crate::verbs::opening::{open, repair};
use crate::view::FaultKind;
use rusqlite::functions::FunctionFlags;

/// Does something as a program does that keeps no keys and has none of the standard's functions but in name.
pub(super) fn elsewhere(path: &Path, sql: &str) {
    let c = Connection::open(path).unwrap();
    c.execute_batch("PRAGMA foreign_keys = OFF").unwrap();
    for name in ["ST_IsEmpty", "ST_MinX", "ST_MaxX", "ST_MinY", "ST_MaxY"] {
        c.create_scalar_function(name, 1, FunctionFlags::SQLITE_DETERMINISTIC, |_| Ok(0))
            .unwrap();
    }
    c.execute_batch(sql).unwrap();
}

/// Two cells, a site in each, and the project closed.
fn closed() -> (TempDir, PathBuf) {
    let d = Desk::two_cells();
    d.add(0.5, 0.5);
    d.add(1.5, 0.5);
    let path = d.project.path().to_owned();
    let Desk { dir, project } = d;
    drop(project);
    (dir, path)
}

pub(super) fn point(x: f64, y: f64) -> String {
    blob::from_point(x, y)
        .iter()
        .fold(String::from("x'"), |out, b| out + &format!("{b:02x}"))
        + "'"
}

/// The first of the two sites.
fn first(p: &Project) -> SiteId {
    p.site_by_number("N00001").unwrap()
}

pub(super) fn cells(p: &Project) -> Vec<(String, Option<String>)> {
    let mut all = Vec::new();
    p.each_site(today(), |s, _| {
        all.push((s.number, s.grid.map(|g| g.code)));
        Ok(())
    })
    .unwrap();
    all
}

fn foreign(p: &Project) -> Vec<String> {
    let all = verbs::check::check(p, today(), &|_, _| true).unwrap().faults;
    all.into_iter()
        .filter(|f| f.kind == FaultKind::Foreign)
        .map(|f| f.place)
        .collect()
}

fn told(p: &Project, words: &str) -> bool {
    p.notes().iter().any(|n| n.contains(words))
}

#[test]
fn what_is_ours_is_opened_without_a_word_and_without_a_write() {
    let (_dir, path) = closed();
    drop(open(&path).unwrap());
    let bytes = std::fs::read(&path).unwrap();
    let p = open(&path).unwrap();
    assert_eq!(p.notes(), Vec::<String>::new());
    assert!(p.is_ours().unwrap());
    p.undo(&lin(), None).unwrap();
    assert!(p.is_ours().unwrap());
    p.redo(&lin(), None).unwrap();
    drop(p);
    assert!(open(&path).unwrap().is_ours().unwrap());
    assert!(std::fs::read(&path).unwrap() != bytes);
}

#[test]
fn what_the_file_is_looked_up_by_comes_back_whatever_was_removed() {
    let (_dir, path) = closed();
    let all: Vec<(String, String)> = {
        let c = Connection::open(&path).unwrap();
        let mut q = c
            .prepare("SELECT type, name FROM sqlite_schema WHERE sql IS NOT NULL AND type IN ('index', 'trigger')")
            .unwrap();
        let all = q.query_map([], |r| Ok((r.get(0)?, r.get(1)?))).unwrap();
        all.map(Result::unwrap).collect()
    };
    assert!(all.len() > 30);
    let mut ways: Vec<String> = all.iter().map(|(kind, name)| format!("DROP {kind} {name}")).collect();
    ways.push(all.iter().map(|(kind, name)| format!("DROP {kind} {name};")).collect());
    for t in schema::FEATURES {
        let triggers: String = (all.iter().filter(|a| a.1.starts_with(&format!("rtree_{t}"))))
            .map(|a| format!("DROP TRIGGER {};", a.1))
            .collect();
        ways.push(format!(
            "{triggers} DROP TABLE rtree_{t}_geom; DELETE FROM gpkg_extensions WHERE table_name = '{t}'"
        ));
        ways.push(format!("DELETE FROM rtree_{t}_geom"));
        ways.push(format!("UPDATE rtree_{t}_geom SET minx = 80, maxx = 81"));
        ways.push(format!(
            "DELETE FROM gpkg_contents WHERE table_name = '{t}'; DELETE FROM gpkg_geometry_columns"
        ));
    }
    ways.extend(
        [
            "DROP TABLE gpkg_ogr_contents",
            "DROP TABLE gpkg_extensions",
            "UPDATE gpkg_ogr_contents SET feature_count = 9",
        ]
        .map(String::from),
    );
    for way in ways {
        elsewhere(&path, &way);
        let p = open(&path).unwrap_or_else(|e| panic!("{way}: {e}"));
        assert!(told(&p, "made anew"), "{way}: {:?}", p.notes());
        assert_eq!(p.snapshot(today()).unwrap().total().total, 2, "{way}");
        p.undo(&lin(), None).unwrap();
        p.redo(&lin(), None).unwrap();
        assert!(foreign(&p).is_empty() && p.is_ours().unwrap(), "{way}");
        drop(p);
        assert_sound(&path);
        assert!(open(&path).unwrap().notes().is_empty(), "{way}");
    }
}

#[test]
fn a_table_or_a_column_that_is_gone_is_refused_with_a_sentence() {
    for way in [
        "DROP TABLE patrol_site",
        "ALTER TABLE site DROP COLUMN phone",
        "ALTER TABLE org RENAME TO orgs",
    ] {
        let (_dir, path) = closed();
        elsewhere(&path, way);
        let e = open(&path).err().unwrap().to_string();
        assert!(
            e.starts_with("p.gpkg") && e.contains("another program") && e.contains("restore"),
            "{e}"
        );
    }
}

#[test]
fn a_column_that_another_program_added_is_in_nobodys_way() {
    let (dir, path) = closed();
    elsewhere(
        &path,
        "ALTER TABLE site ADD COLUMN remark TEXT; ALTER TABLE grid ADD COLUMN area REAL",
    );
    let d = Desk {
        dir,
        project: open(&path).unwrap(),
    };
    d.import("s.csv", "编号,类型,经度,纬度\nN-1,旱厕,0.2,0.2\n", ImportAs::Sites);
    d.project.undo(&lin(), None).unwrap();
    d.project.undo(&lin(), None).unwrap();
    d.project.redo(&lin(), None).unwrap();
    assert_sound(&path);
}

#[test]
fn rows_that_another_program_added_stand_in_the_way_of_no_key() {
    let (dir, path) = closed();
    let mut sql = String::new();
    for n in 0..5 {
        let at = point(0.1 + 0.01 * f64::from(n), 0.3);
        write!(
            sql,
            "INSERT INTO site(geom, number, kind, state) VALUES ({at}, 'Q-{n}', 'dry_toilet', 'reported');"
        )
        .unwrap();
    }
    sql += "INSERT INTO person(name) VALUES ('甲'); INSERT INTO org(name) VALUES ('局');
        INSERT INTO grid(code, level) VALUES ('Z', 'village');
        INSERT INTO campaign(code, name) VALUES ('q', 'q'); INSERT INTO task(campaign, grid) VALUES (1, 1);
        INSERT INTO duty(grid, role, person) VALUES (1, 'chief', 1);
        INSERT INTO holiday(day, kind) VALUES ('2031-01-01', 'holiday');
        INSERT INTO patrol(grid, day) VALUES (1, '2026-01-01');
        INSERT INTO meeting(day, figures) VALUES ('2026-02-01', '{}');
        INSERT INTO feedback(number, text) VALUES ('1', 'x');
        INSERT INTO step(site, at, actor, action, from_state, to_state) VALUES (2, '2026-01-01T00:00:00Z', 'x', 'verify', 'reported', 'filed');";
    elsewhere(&path, &sql);
    let d = Desk {
        dir,
        project: open(&path).unwrap(),
    };
    // What was drawn by hand on a map is known by its number alone; another kind is another site.
    let r = d.import("q1.csv", "编号,类型,经度,纬度\nQ-1,残垣断壁,1.2,0.3\n", ImportAs::Sites);
    assert_eq!((r.updated, r.questioned), (0, 1), "{r:?}");
    let r = d.import(
        "q0.csv",
        "编号,类型,经度,纬度,地址\nQ-0,旱厕,1.2,0.3,新址\n",
        ImportAs::Sites,
    );
    assert_eq!((r.updated, r.rejected.len()), (1, 0), "{r:?}");
    let r = d.import(
        "more.csv",
        "编号,类型,经度,纬度\nN-1,旱厕,0.2,0.2\nN-2,旱厕,0.3,0.2\n",
        ImportAs::Sites,
    );
    assert_eq!(r.inserted, 2);
    for &table in schema::RECORDED {
        let taken = d.project.edit(&lin(), "test", |tx| {
            let id = tx.next_id(table)?;
            let sql = format!("SELECT EXISTS (SELECT 1 FROM {table} WHERE rowid = ?1)");
            Ok((
                tx.connection().query_row(&sql, [id], |r| r.get::<_, bool>(0))?,
                Default::default(),
            ))
        });
        let counted = !["setting", "role", "kind", "standard_item", "ground", "placement"].contains(&table);
        assert!(!counted || !taken.unwrap().0, "{table}");
    }
}

#[test]
fn the_very_last_key_that_another_program_gave_leaves_room_before_it() {
    let (dir, path) = closed();
    for fid in [(1i64 << 32) - 1, i64::MAX, -5] {
        elsewhere(
            &path,
            &format!("INSERT INTO site(fid, number, kind, state) VALUES ({fid}, 'L{fid}', 'dry_toilet', 'reported')"),
        );
    }
    let d = Desk {
        dir,
        project: open(&path).unwrap(),
    };
    for _ in 0..3 {
        let id = d.add(0.4, 0.4).0;
        assert!((1..1 << 32).contains(&id), "{id}");
    }
}

#[test]
fn sites_that_were_added_moved_or_lost_their_cell_are_placed_with_a_word_that_undo_passes_over() {
    let (_dir, path) = closed();
    let sql = format!(
        "UPDATE site SET geom = {} WHERE number = 'N00001'; INSERT INTO site(geom, number, kind, state) VALUES ({}, 'Q-1', 'dry_toilet', 'reported')",
        point(1.4, 0.4),
        point(0.6, 0.6)
    );
    elsewhere(&path, &sql);
    let p = open(&path).unwrap();
    assert!(told(&p, "2 sites were placed by their positions"), "{:?}", p.notes());
    let at = |p: &Project| {
        cells(p)
            .into_iter()
            .map(|c| c.1.unwrap_or_default())
            .collect::<Vec<_>>()
    };
    assert_eq!(at(&p), ["B", "B", "A"]);
    let newest = p.history(1).unwrap().remove(0);
    assert_eq!(newest.verb, "outside");
    assert_eq!(p.info(today()).unwrap().undo.unwrap().verb, "add_site");
    p.undo(&lin(), None).unwrap();
    assert_eq!(cells(&p).len(), 2);
    p.redo(&lin(), None).unwrap();
    drop(p);
    assert!(open(&path).unwrap().notes().is_empty());
    // A cell that is deleted lets go of its sites.
    elsewhere(&path, "DELETE FROM grid WHERE code = 'B'");
    let p = open(&path).unwrap();
    assert_eq!(at(&p), ["", "", "A"]);
    assert!(told(&p, "removed cells; 2 sites lost theirs"), "{:?}", p.notes());
    drop(p);
    assert_sound(&path);
}

#[test]
fn a_kind_that_is_none_is_shown_listed_and_corrected() {
    let (_dir, path) = closed();
    elsewhere(&path, "UPDATE site SET kind = '旱厕' WHERE number = 'N00001'");
    let p = open(&path).unwrap();
    assert!(told(&p, "left 1 fault in"), "{:?}", p.notes());
    let archive = p.site_archive(first(&p), "", today()).unwrap();
    assert!(archive.kind_unknown && archive.site.kind == "旱厕");
    assert_eq!(foreign(&p).len(), 1);
    assert!(foreign(&p)[0].contains("\"旱厕\", which is none of the kinds"));
    let step = verbs::step::step(
        &p,
        &lin(),
        first(&p),
        crate::model::Action::Verify,
        &Default::default(),
        &[],
        today(),
    );
    assert!(step.is_err());
    for kind in ["dry_toilet", "旱厕"] {
        let change = crate::view::SiteChange {
            kind: Some(kind.into()),
            ..Default::default()
        };
        verbs::site::edit(&p, &lin(), first(&p), &change, today()).unwrap();
        assert_eq!(p.site_row(first(&p), today()).unwrap().kind, "dry_toilet");
        assert!(foreign(&p).is_empty());
        elsewhere(&path, "UPDATE site SET kind = '旱厕' WHERE number = 'N00001'");
    }
}

#[test]
fn words_and_values_that_cannot_be_are_put_right_with_a_word() {
    let (_dir, path) = closed();
    elsewhere(
        &path,
        "PRAGMA ignore_check_constraints = ON;
         UPDATE site SET state = '整改中', rework = 'twice', suspended_until = 20261201, relapse = '3' WHERE number = 'N00001';
         UPDATE site SET state = x'00', deadline = '明天', granted = 20270102 WHERE number = 'N00002';
         UPDATE grid SET level = '社区' WHERE code = 'B'",
    );
    let p = open(&path).unwrap();
    for word in ["整改中", "twice", "社区", "20270102"] {
        assert!(told(&p, word), "{word}: {:?}", p.notes());
    }
    assert_eq!(p.info(today()).unwrap().figures.total, 2);
    assert_eq!(p.grid_by_code("B").unwrap().level.word(), "village");
    let row = p.site_row(first(&p), today()).unwrap();
    assert_eq!((row.state.word(), row.rework), ("reported", 0));
    assert!(foreign(&p).iter().any(|f| f.contains("明天")));
}

#[test]
fn no_query_is_named_where_a_reference_leads_nowhere() {
    let (_dir, path) = closed();
    elsewhere(&path, "INSERT INTO duty(grid, role, person) VALUES (1, 'chief', 99)");
    let p = open(&path).unwrap();
    let a = p.grid_by_code("A").unwrap().id;
    let said = p.dossier(a, today()).unwrap_err().to_string();
    assert!(said.contains("`check`") && !said.contains('('), "{said}");
    repair(&p, &lin()).unwrap();
    p.dossier(a, today()).unwrap();
}

#[test]
fn what_refers_to_what_is_gone_is_listed_by_name_and_taken_out_as_one_edit() {
    let d = Desk::two_cells();
    d.add(0.5, 0.5);
    d.import(
        "p.csv",
        "姓名,电话,角色,网格\n王大明,13900000001,网格长,A\n",
        ImportAs::People,
    );
    let path = d.project.path().to_owned();
    let Desk { dir: _dir, project } = d;
    drop(project);
    elsewhere(
        &path,
        "DELETE FROM grid WHERE code = 'A'; INSERT INTO photo(site, sha256, role) SELECT fid, 'no such', 'before' FROM site; DELETE FROM person",
    );
    let p = open(&path).unwrap();
    let found = foreign(&p);
    assert!(
        found
            .iter()
            .any(|f| f.starts_with("grid A was removed") && f.contains("1 duty")),
        "{found:?}"
    );
    assert!(
        found.iter().any(|f| f.starts_with("person 王大明 was removed")),
        "{found:?}"
    );
    assert!(found.iter().any(|f| f.contains("pictures are gone")), "{found:?}");
    let done = repair(&p, &lin()).unwrap();
    assert_eq!((done.removed, done.left.len()), (1, 1), "{done:?}");
    assert_eq!(p.history(1).unwrap()[0].verb, "repair");
    drop(p);
    assert_sound(&path);
}

#[test]
fn shapes_that_are_none_are_listed_and_do_no_harm() {
    let (_dir, path) = closed();
    elsewhere(
        &path,
        &format!(
            "UPDATE site SET geom = x'00ff' WHERE number = 'N00001'; UPDATE site SET geom = {} WHERE number = 'N00002'; UPDATE grid SET geom = NULL WHERE code = 'A'; UPDATE grid SET geom = x'4750' WHERE code = 'B'",
            point(509_406.0, 4_040_000.0)
        ),
    );
    let p = open(&path).unwrap();
    let found = foreign(&p).join("\n");
    for words in [
        "has a place that is no point",
        "lies off the earth",
        "grid B has an outline that is no polygon",
    ] {
        assert!(found.contains(words), "{found}");
    }
    assert!(p.site_row(first(&p), today()).unwrap().lon_lat.is_none());
    assert_eq!(p.drawn_grids().unwrap().len(), 0);
}

#[test]
fn marks_that_nobody_sees_are_taken_out_of_what_others_wrote_with_a_word() {
    let (_dir, path) = closed();
    elsewhere(
        &path,
        "UPDATE site SET address = '石家' || char(8238) || '营村', note = char(27) || '一' || char(13, 10) || '二' WHERE number = 'N00001';
         UPDATE grid SET name = char(65279) || '西' WHERE code = 'A';
         UPDATE site SET number = 'N00001' || char(8203) WHERE number = 'N00002'",
    );
    let p = open(&path).unwrap();
    assert!(told(&p, "into 3 texts; they were taken out"), "{:?}", p.notes());
    let texts: (String, String) = Connection::open(&path)
        .unwrap()
        .query_row("SELECT address, note FROM site WHERE number = 'N00001'", [], |r| {
            Ok((r.get(0)?, r.get(1)?))
        })
        .unwrap();
    assert_eq!(texts, ("石家营村".into(), "一\n二".into()));
    assert_eq!(p.history(1).unwrap()[0].verb, "outside");
    // What would be another's without them stays, and is named until somebody changes it.
    assert_eq!(
        foreign(&p),
        [
            "\"N00001\" in site holds marks that nobody sees, and without them it is another's; write another one there in the program that made it"
        ]
    );
    drop(p);
    elsewhere(&path, "UPDATE site SET number = 'Q-1' WHERE number <> 'N00001'");
    drop(open(&path).unwrap());
    let p = open(&path).unwrap();
    assert_eq!(p.notes(), Vec::<String>::new());
    assert!(p.is_ours().unwrap());
}
