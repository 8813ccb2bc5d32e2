//! The import desk: a table that leaves something open, and an import that somebody thinks better of.

use super::{drawn, part, sign_in};
use crate::harness::{Window, verb};
use rusqlite::{Connection, OpenFlags};
use serde_json::json;
use std::fmt::Write;
use std::path::Path;

const CELL: &str = r#"{"type":"Feature","properties":{"code":"A"},"geometry":{"type":"Polygon","coordinates":[[[102,36],[103,36],[103,37],[102,37],[102,36]]]}}"#;

/// Opens a project of one cell at the import desk with a table of this many sites that says nothing of their kind.
fn at_the_desk(home: &Path, rows: u32) -> Window {
    sign_in(home);
    let at = |name: &str| home.join(name).to_str().unwrap().to_owned();
    let file = home.join("区.gpkg");
    verb(&file, "new", &[]);
    std::fs::write(at("cell.geojson"), CELL).unwrap();
    verb(&file, "import", &[&at("cell.geojson"), "--as", "grids"]);
    let mut table = String::from("编号,经度,纬度,地址\n");
    for i in 0..rows {
        let x = 102.0 + f64::from(i % 1000) / 1001.0 + 0.0005;
        writeln!(table, "{i},{x:.6},36.5,{i} 号院外").unwrap();
    }
    std::fs::write(at("点位.csv"), table).unwrap();
    let w = Window::open(
        &[file.to_str().unwrap(), "--import", &at("点位.csv"), "--as", "sites"],
        home,
    );
    w.find(&part("import-write"));
    w
}

fn choose_kind(w: &Window) {
    let body = "const s = [...document.querySelectorAll('select')].find((s) => [...s.options].some((o) => o.value === 'dry_toilet'));
        s.value = 'dry_toilet'; s.dispatchEvent(new Event('change', { bubbles: true }))";
    w.script(body, json!([]));
    let ready = "return !document.querySelector('[data-testid=import-write]')?.disabled";
    w.wait_for("the import can be written", ready);
}

fn sites(home: &Path) -> i64 {
    let c = Connection::open_with_flags(home.join("区.gpkg"), OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap();
    c.busy_timeout(std::time::Duration::from_secs(20)).unwrap();
    c.query_row("SELECT count(*) FROM site", [], |r| r.get(0)).unwrap()
}

#[test]
fn a_table_without_a_kind_is_taken_once_the_office_says_which() {
    let home = tempfile::tempdir().unwrap();
    let w = at_the_desk(home.path(), 12);
    w.wait_for(
        "nothing can be written yet",
        "return document.querySelector('[data-testid=import-write]').disabled",
    );
    choose_kind(&w);
    w.picture("import");
    w.click(&part("import-write"));
    w.sees(&part("import-inserted"), "12");
    assert_eq!(sites(home.path()), 12);
    w.keys(&['\u{e009}'], 'z');
    w.wait_for(
        "redo is offered",
        "return !document.querySelector('[data-testid=redo]').disabled",
    );
    assert_eq!(sites(home.path()), 0);
    w.click(&part("place-map"));
    drawn(&w);
}

#[test]
fn a_cancelled_import_leaves_nothing_behind() {
    let home = tempfile::tempdir().unwrap();
    let w = at_the_desk(home.path(), 60_000);
    choose_kind(&w);
    w.click(&part("import-write"));
    w.wait_for(
        "the import is under way",
        "return document.querySelector('[aria-busy=true]') !== null",
    );
    w.click(&part("import-cancel"));
    w.wait_for(
        "it has ended",
        "return document.querySelector('[aria-busy=true]') === null",
    );
    assert_eq!(sites(home.path()), 0);
    let edits = verb(&home.path().join("区.gpkg"), "history", &[]);
    assert_eq!(edits.as_array().unwrap().len(), 1, "{edits}");
}
