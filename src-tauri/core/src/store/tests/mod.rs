//! What the project file promises, on real files.

mod assignments;
mod breakdown;
mod campaigns;
mod cell_names;
mod chiefs;
mod colours;
mod counted;
mod deadlines;
mod dense;
mod duties;
mod edits;
mod elsewhere;
mod facts;
mod feedback;
mod file;
mod followed;
mod foreign;
mod guarded;
mod history;
mod imports;
mod inspections;
mod kind_words;
mod kinds;
mod lateness;
mod life;
mod limits;
mod matrix;
mod meeting_pages;
mod meeting_past;
mod meetings;
mod near;
mod panics;
mod parents;
mod past;
mod patrols;
mod people;
mod photos;
mod rollups;
mod rules;
mod same_number;
mod settings;
mod shown;
mod sights;
mod standings;
mod symbols;
mod tasks;
mod today;
mod told;
mod vacancies;
mod watch;
mod writers;

use super::{NewProject, Project};
use crate::model::{Actor, SiteId};
use crate::verbs;
use crate::verbs::step::{StepPhoto, ready};
use crate::view::{ImportAs, ImportOptions, ImportReport, SiteInput};
use chrono::NaiveDate;
use rusqlite::Connection;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 24).unwrap()
}

fn lin() -> Actor {
    Actor::new("林汉秋", "创卫办科员")
}

/// A project in a folder of its own that goes with it.
struct Desk {
    dir: TempDir,
    project: Project,
}

impl Desk {
    fn new() -> Desk {
        let dir = tempfile::tempdir().unwrap();
        let project = Project::create(&dir.path().join("p.gpkg"), &NewProject::default()).unwrap();
        Desk { dir, project }
    }

    fn sample() -> Desk {
        let dir = tempfile::tempdir().unwrap();
        let project = verbs::sample::create(&dir.path().join("p.gpkg"), today()).unwrap();
        Desk { dir, project }
    }

    /// Two cells side by side, A west and B east of x = 1.
    fn two_cells() -> Desk {
        let d = Desk::new();
        let cells = r#"{"type":"FeatureCollection","features":[
            {"type":"Feature","properties":{"code":"A","name":"西"},"geometry":{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,1],[0,0]]]}},
            {"type":"Feature","properties":{"code":"B","name":"东"},"geometry":{"type":"Polygon","coordinates":[[[1,0],[2,0],[2,1],[1,1],[1,0]]]}}]}"#;
        assert_eq!(d.import("cells.geojson", cells, ImportAs::Grids).inserted, 2);
        d
    }

    fn write(&self, name: &str, text: &str) -> PathBuf {
        let path = self.dir.path().join(name);
        std::fs::write(&path, text).unwrap();
        path
    }

    fn import(&self, name: &str, text: &str, target: ImportAs) -> ImportReport {
        let path = self.write(name, text);
        verbs::import::import(&self.project, &lin(), &path, &options(target), today(), &|_, _, _| true).unwrap()
    }

    fn add(&self, lon: f64, lat: f64) -> SiteId {
        let input = SiteInput {
            kind: "dry_toilet".into(),
            lon,
            lat,
            address: "三组".into(),
            ..Default::default()
        };
        verbs::site::add(&self.project, &lin(), &input, today())
            .unwrap()
            .site
            .unwrap()
    }

    /// Undoes edit by edit down to the first of these states and does all again, each time to the very same content.
    fn back_and_forth(&self, states: &[String]) {
        for before in states.iter().rev().skip(1) {
            self.project.undo(&lin(), None).unwrap();
            assert!(*before == self.dump());
        }
        for after in &states[1..] {
            self.project.redo(&lin(), None).unwrap();
            assert!(*after == self.dump());
        }
        assert_sound(self.project.path());
    }

    fn dump(&self) -> String {
        dump(self.project.path())
    }
}

/// A step's photo of one colour.
fn photo(role: &str, colour: u8) -> StepPhoto {
    let mut png = std::io::Cursor::new(Vec::new());
    image::RgbImage::from_pixel(8, 8, image::Rgb([colour; 3]))
        .write_to(&mut png, image::ImageFormat::Png)
        .unwrap();
    ready(role, "a.png", png.get_ref()).unwrap()
}

fn options(target: ImportAs) -> ImportOptions {
    ImportOptions {
        target,
        crs: "wgs84".into(),
        map: Default::default(),
        set: Default::default(),
        kinds: Default::default(),
        same: false,
    }
}

/// The content of every recorded table and of both trees, as text.
fn dump(path: &Path) -> String {
    let c = Connection::open(path).unwrap();
    let mut out = String::new();
    for table in super::schema::RECORDED
        .iter()
        .chain(&["rtree_grid_geom", "rtree_site_geom"])
    {
        let mut q = c.prepare(&format!("SELECT * FROM {table} ORDER BY 1")).unwrap();
        let n = q.column_count();
        let mut rows = q.query([]).unwrap();
        while let Some(r) = rows.next().unwrap() {
            let values: Vec<_> = (0..n).map(|i| format!("{:?}", r.get_ref(i).unwrap())).collect();
            writeln!(out, "{table} {}", values.join("|")).unwrap();
        }
    }
    out
}

/// SQLite's own word on the file and on both trees, and the kept numbers of rows.
fn assert_sound(path: &Path) {
    let c = Connection::open(path).unwrap();
    let word = |sql: &str| c.query_row(sql, [], |r| r.get::<_, String>(0)).unwrap();
    assert_eq!(word("PRAGMA integrity_check"), "ok");
    assert_eq!(word("SELECT rtreecheck('rtree_grid_geom')"), "ok");
    assert_eq!(word("SELECT rtreecheck('rtree_site_geom')"), "ok");
    let strangers: i64 = c
        .query_row("SELECT count(*) FROM pragma_foreign_key_check", [], |r| r.get(0))
        .unwrap();
    assert_eq!(strangers, 0);
    for table in ["grid", "site"] {
        let number = |sql: &str| c.query_row(sql, [], |r| r.get::<_, i64>(0)).unwrap();
        assert_eq!(
            number(&format!(
                "SELECT feature_count FROM gpkg_ogr_contents WHERE table_name = '{table}'"
            )),
            number(&format!("SELECT count(*) FROM {table}")),
            "{table}"
        );
    }
}
