//! The number of rows that the file keeps.

use super::imports::many;
use super::*;
use crate::store::{connection, schema};
use crate::view::{Filter, Sort};

fn total(p: &Project) -> u32 {
    let page = p.table_sites(&Filter::default(), &Sort::default(), 0, 1, today());
    page.unwrap().total
}

/// Does something to the file that we never do.
fn elsewhere(d: &Desk, sql: &str) {
    Connection::open(d.project.path()).unwrap().execute_batch(sql).unwrap();
}

const NO_TRIGGERS: &str =
    "DROP TRIGGER trigger_insert_feature_count_site; DROP TRIGGER trigger_delete_feature_count_site;";

#[test]
fn the_number_of_sites_follows_every_edit_in_bulk_or_row_by_row_and_back() {
    let d = Desk::two_cells();
    d.import("one.geojson", &many(1), ImportAs::Sites);
    assert_eq!(total(&d.project), 1);
    d.import("s.geojson", &many(35_000), ImportAs::Sites);
    assert_eq!(total(&d.project), 35_000);
    assert_sound(d.project.path());
    for (left, undo) in [(1, true), (0, true), (1, false), (35_000, false)] {
        let p = &d.project;
        if undo {
            p.undo(&lin(), None)
        } else {
            p.redo(&lin(), None)
        }
        .unwrap();
        assert_eq!(total(p), left);
        assert_sound(p.path());
    }
}

#[test]
fn a_number_that_another_program_did_away_with_is_not_believed_whatever_is_written_next() {
    for gone in [
        "UPDATE gpkg_ogr_contents SET feature_count = NULL",
        "UPDATE gpkg_ogr_contents SET feature_count = 'many'",
        "UPDATE gpkg_ogr_contents SET feature_count = -1",
        "DELETE FROM gpkg_ogr_contents",
        NO_TRIGGERS,
        "DROP TRIGGER trigger_delete_feature_count_site; UPDATE gpkg_ogr_contents SET feature_count = 7",
    ] {
        let d = Desk::two_cells();
        d.add(0.5, 0.5);
        elsewhere(&d, gone);
        assert_eq!(total(&d.project), 1, "{gone}");
        d.add(0.5, 0.6);
        assert_eq!(total(&d.project), 2, "{gone}");
        assert_eq!(d.project.snapshot(today()).unwrap().total().total, 2, "{gone}");
        d.project.undo(&lin(), None).unwrap();
        assert_eq!(total(&d.project), 1, "{gone}");
    }
}

#[test]
fn what_another_program_was_stopped_in_is_made_good_when_the_project_is_opened_or_bulk_work_ends() {
    for broken in [NO_TRIGGERS, "DROP TABLE gpkg_ogr_contents"] {
        let d = Desk::two_cells();
        d.add(0.5, 0.5);
        elsewhere(&d, broken);
        let opened = Project::open(d.project.path()).unwrap();
        assert_eq!(total(&opened), 1, "{broken}");
        assert_sound(d.project.path());
    }
    let d = Desk::two_cells();
    elsewhere(&d, NO_TRIGGERS);
    d.import("s.geojson", &many(35_000), ImportAs::Sites);
    assert_sound(d.project.path());
}

#[test]
fn a_file_of_the_schema_before_is_counted_even_where_gdal_counted_it_already() {
    let dir = tempfile::tempdir().unwrap();
    for gdal in [
        "",
        "CREATE TABLE gpkg_ogr_contents(table_name TEXT NOT NULL PRIMARY KEY, feature_count INTEGER DEFAULT NULL);
         INSERT INTO gpkg_ogr_contents VALUES ('site', 77), ('setting', 5);
         CREATE TRIGGER trigger_insert_feature_count_site AFTER INSERT ON site BEGIN
           UPDATE gpkg_ogr_contents SET feature_count = feature_count + 1 WHERE lower(table_name) = lower('site'); END;",
    ] {
        let path = dir.path().join("p.gpkg");
        let mut c = connection::create(&path).unwrap();
        schema::migrate_by(&mut c, &path, &schema::MIGRATIONS[..4]).unwrap();
        schema::start(&mut c, &NewProject::default(), "p.gpkg").unwrap();
        c.execute_batch(
            "INSERT INTO grid(fid, code, level) VALUES (1, 'A', 'cell'), (2, 'B', 'cell');
             INSERT INTO site(fid, number, kind, state) VALUES (1, '1', 'dry_toilet', 'reported');",
        )
        .unwrap();
        c.execute_batch(gdal).unwrap();
        drop(c);
        let project = Project::open(&path).unwrap();
        assert_eq!(total(&project), 1);
        assert_sound(&path);
        drop(project);
        std::fs::remove_file(&path).unwrap();
    }
}
