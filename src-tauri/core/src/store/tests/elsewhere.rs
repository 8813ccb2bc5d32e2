//! What other programs do to the file, and what becomes of it when it is opened next.

use super::*;
use crate::geometry::blob;
use crate::store::schema;
use crate::verbs::opening::open;
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
pub(super) fn closed() -> (TempDir, PathBuf) {
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
pub(super) fn first(p: &Project) -> SiteId {
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

/// What `check` says of what another program left.
pub(super) fn foreign(p: &Project) -> Vec<String> {
    let all = verbs::check::check(p, today(), &|_, _| true).unwrap().faults;
    all.into_iter()
        .filter(|f| f.kind == FaultKind::Foreign)
        .map(|f| f.place)
        .collect()
}

pub(super) fn told(p: &Project, words: &str) -> bool {
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
