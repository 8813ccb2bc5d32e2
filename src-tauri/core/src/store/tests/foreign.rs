//! What another program wrote that cannot be, or refers to what is gone: put right, or listed until a person does.

use super::elsewhere::{closed, elsewhere, first, foreign, point, told};
use super::*;
use crate::verbs::opening::{open, repair};
use crate::view::{Filter, Sort};

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

#[test]
fn sites_that_another_program_removed_are_told_by_their_numbers() {
    let (_dir, path) = closed();
    elsewhere(&path, "DELETE FROM site WHERE number = 'N00001'");
    let p = open(&path).unwrap();
    assert!(told(&p, "Another program removed 1 site: N00001."), "{:?}", p.notes());
    drop(p);
    assert!(open(&path).unwrap().notes().is_empty(), "once is enough");
}

#[test]
fn a_trigger_that_another_program_left_is_listed_and_neither_hangs_nor_stops_an_edit() {
    let endless = "INSERT INTO theirs WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x FROM n";
    let (dir, path) = closed();
    elsewhere(
        &path,
        &format!(
            "CREATE TABLE theirs(x); CREATE TRIGGER ccc AFTER INSERT ON theirs BEGIN SELECT 1; END;
             CREATE TRIGGER \"a \"\"b\"\"\" AFTER INSERT ON edit BEGIN {endless}; END;
             CREATE TRIGGER bbb BEFORE UPDATE ON site BEGIN SELECT raise(IGNORE); END;
             CREATE TRIGGER ddd AFTER UPDATE ON gpkg_contents WHEN (WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) FROM n) BEGIN SELECT 1; END"
        ),
    );
    let schema = |path: &Path| -> Vec<String> {
        let c = Connection::open(path).unwrap();
        let mut q = c
            .prepare("SELECT sql FROM sqlite_schema WHERE type = 'trigger' ORDER BY name")
            .unwrap();
        q.query_map([], |r| r.get(0)).unwrap().map(Result::unwrap).collect()
    };
    let before = schema(&path);
    let project = open(&path).unwrap();
    let found = foreign(&project);
    assert_eq!(found.len(), 3, "{found:?}");
    assert!(
        found[1].starts_with("trigger bbb of table site was left by another program; edits made here pass it over")
    );
    assert!(told(&project, "Another program left 3 faults"));
    let d = Desk { dir, project };
    d.add(0.3, 0.3);
    let change = crate::view::SiteChange {
        kind: Some("旱厕".into()),
        address: Some("东街 1 号".into()),
        ..Default::default()
    };
    verbs::site::edit(&d.project, &lin(), first(&d.project), &change, today()).unwrap();
    assert_eq!(
        d.project.site_row(first(&d.project), today()).unwrap().address,
        "东街 1 号"
    );
    d.project.undo(&lin(), None).unwrap();
    d.project.redo(&lin(), None).unwrap();
    let refused = d
        .project
        .edit(&lin(), "test", |_| Err::<((), _), _>(crate::Error::Cancelled));
    assert!(refused.is_err());
    d.import("s.csv", "编号,类型,经度,纬度\nN-1,旱厕,0.2,0.2\n", ImportAs::Sites);
    // They stay in the file for the program that made them.
    assert_eq!(schema(&path), before);
    let rows: i64 = Connection::open(&path)
        .unwrap()
        .query_row("SELECT count(*) FROM theirs", [], |r| r.get(0))
        .unwrap();
    assert_eq!(rows, 0);
}

#[test]
fn what_cannot_be_made_good_in_a_read_only_file_breaks_no_page() {
    for gone in [
        "grid WHERE code = 'A'",
        "grid",
        "site WHERE number = 'N00001'",
        "person",
        "site",
        "kind",
    ] {
        let d = Desk::two_cells();
        d.add(0.5, 0.5);
        d.add(1.5, 0.5);
        let people = "姓名,电话,角色,网格\n王大明,13900000001,网格长,A\n李小红,13900000002,网格长,B\n";
        d.import("p.csv", people, ImportAs::People);
        let path = d.project.path().to_owned();
        let Desk { dir: _dir, project } = d;
        drop(project);
        elsewhere(&path, &format!("DELETE FROM {gone}"));
        // As a file that may not be written is opened: nothing is put right.
        let p = Project::open(&path).unwrap();
        let on = today();
        p.today(on).unwrap_or_else(|e| panic!("{gone}: {e}"));
        let page = p.today_page(on).unwrap_or_else(|e| panic!("{gone}: {e}"));
        assert!(page.lines.len() > 1, "{gone}");
        for matter in crate::model::Matter::ALL {
            p.today_list(*matter, 20, on)
                .unwrap_or_else(|e| panic!("{gone}, {matter:?}: {e}"));
        }
        let all = p
            .table_sites(&Filter::default(), &Sort::default(), 0, 20, on)
            .unwrap_or_else(|e| panic!("{gone}: {e}"));
        // A duty of nobody is shown by no archive: `check` says what is to be done.
        for row in all.rows.iter().filter(|_| gone != "person") {
            p.site_archive(row.id, "", on).unwrap_or_else(|e| panic!("{gone}: {e}"));
        }
        p.snapshot(on).unwrap();
        p.matrix(on).unwrap_or_else(|e| panic!("{gone}: {e}"));
        p.people("", on, 20).unwrap_or_else(|e| panic!("{gone}: {e}"));
        p.vacancies(on).unwrap_or_else(|e| panic!("{gone}: {e}"));
        verbs::check::check(&p, on, &|_, _| true).unwrap();
        verbs::status::status(&p, None, on).unwrap();
        verbs::export::geojson(
            &p,
            verbs::export::Layer::Sites,
            &path.with_extension("geojson"),
            false,
            on,
        )
        .unwrap();
    }
}

#[test]
fn cells_and_sites_that_another_program_added_or_removed_are_told_once_by_name() {
    let d = Desk::two_cells();
    d.import("s.csv", "编号,类型\nN-1,旱厕\nN-2,旱厕\n", ImportAs::Sites);
    d.import("g.csv", "编码,名称,层级\nV,东村,村\n", ImportAs::Grids);
    d.import("h.csv", "编码,名称,层级\nW,西村,村\n", ImportAs::Grids);
    d.project.undo(&lin(), None).unwrap();
    let path = d.project.path().to_owned();
    let Desk { dir: _dir, project } = d;
    drop(project);
    drop(open(&path).unwrap());
    elsewhere(
        &path,
        "DELETE FROM grid WHERE code = 'V'; DELETE FROM site WHERE number = 'N-1';
         INSERT INTO grid(code, name, level) VALUES ('Z', '新网格', 'cell'), ('Y', '', 'cell');
         INSERT INTO site(number, kind, state) VALUES ('Q-1', 'dry_toilet', 'reported')",
    );
    let p = open(&path).unwrap();
    for words in [
        // The key of the one that is gone was free.
        "Another program wrote 1 grid over another: 东村 (V) → 新网格 (Z).",
        "Another program removed 1 site: N-1.",
        "Another program added 1 grid: Y.",
        "Another program added 1 site that lies in no cell: Q-1.",
    ] {
        assert!(told(&p, words), "{words}: {:?}", p.notes());
    }
    assert_eq!(p.history(1).unwrap()[0].verb, "outside");
    assert_eq!(p.info(today()).unwrap().undo.unwrap().verb, "import");
    drop(p);
    assert!(open(&path).unwrap().notes().is_empty(), "once is enough");
    elsewhere(&path, "DELETE FROM grid WHERE code = 'B'");
    let p = open(&path).unwrap();
    let grids: Vec<String> = p.notes().into_iter().filter(|n| n.contains("grid")).collect();
    assert_eq!(grids, ["Another program removed 1 grid: 东 (B)."]);
    drop(p);
    assert_sound(&path);
}
