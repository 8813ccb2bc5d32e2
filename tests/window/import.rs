//! The import desk: a table that leaves something open, and an import that somebody thinks better of.

use super::{brought, drawn, part, sign_in};
use crate::harness::{Window, verb};
use rusqlite::{Connection, OpenFlags};
use serde_json::json;
use std::fmt::Write;
use std::path::Path;

const CELL: &str = r#"{"type":"Feature","properties":{"code":"A","name":"城关一格"},"geometry":{"type":"Polygon","coordinates":[[[102,36],[103,36],[103,37],[102,37],[102,36]]]}}"#;

/// Opens a project of one cell at the import desk with a table of this many sites that says nothing of their kind.
fn at_the_desk(home: &Path, rows: u32) -> Window {
    one_cell(home);
    let mut table = String::from("编号,经度,纬度,地址\n");
    for i in 0..rows {
        let x = 102.0 + f64::from(i % 1000) / 1001.0 + 0.0005;
        writeln!(table, "{i},{x:.6},36.5,{i} 号院外").unwrap();
    }
    with(home, "点位.csv", &table, "sites")
}

fn choose_kind(w: &Window) {
    choose(w, "种类", "dry_toilet");
    let ready = "return !document.querySelector('[data-testid=import-write]')?.disabled";
    w.wait_for("the import can be written", ready);
}

/// Chooses in the select of this label.
pub(super) fn choose(w: &Window, label: &str, value: &str) {
    let body = "const s = [...document.querySelectorAll('select')].find((s) => s.ariaLabel === arguments[0]);
        s.value = arguments[1]; s.dispatchEvent(new Event('change', { bubbles: true }))";
    w.script(body, json!([label, value]));
    w.wait_for(
        "it was looked at again",
        "return document.querySelector('[aria-busy=true]') === null",
    );
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

/// Makes a project of one cell.
pub(super) fn one_cell(home: &Path) {
    sign_in(home);
    verb(&home.join("区.gpkg"), "new", &[]);
    brought(&home.join("区.gpkg"), "cell.geojson", CELL, "grids");
}

/// Opens the project at the import desk with this file.
pub(super) fn with(home: &Path, name: &str, text: &str, target: &str) -> Window {
    let at = |name: &str| home.join(name).to_str().unwrap().to_owned();
    std::fs::write(at(name), text).unwrap();
    let w = Window::open(&[&at("区.gpkg"), "--import", &at(name), "--as", target], home);
    w.find(&part("import-write"));
    w
}

/// A list as an office has it: counted, not numbered, some without a place, one in no cell, two close together, one of a strange kind.
fn list(rows: u32) -> String {
    let mut table = String::from("序号,类型,所在村,详细地址,经度,纬度\n");
    for i in 1..=rows {
        let (x, y) = (
            102.0 + f64::from(i % 30) / 31.0 + 0.01,
            36.01 + f64::from(i / 30) / 40.0,
        );
        let kind = if i == 7 { "厕？" } else { "旱厕" };
        let place = match i {
            11..=15 => ",".to_owned(),
            16 => "117.1,36.5".to_owned(),
            18 => format!("{:.6},{:.6}", 102.0 + 17.0 / 31.0 + 0.01, 36.01005),
            _ => format!("{x:.6},{y:.6}"),
        };
        writeln!(table, "{i},{kind},东村,{i} 号院外,{place}").unwrap();
    }
    table
}

/// Opens what was done while reading, which is folded where the window is low.
pub(super) fn unfold(w: &Window) {
    let summaries = "const all = [...document.querySelectorAll('details.notes:not([open]) > summary')]; all.forEach((s) => s.click()); return all.length";
    assert!(
        w.script(summaries, json!([])).as_u64().unwrap() > 0,
        "the notes are folded"
    );
}

/// The words of the page that are neither Chinese nor a number, a file, a code or a name that is the same everywhere.
pub(super) fn latin(w: &Window) -> String {
    let body = r"const known = /UTF-8|GBK|CSV|GeoJSON|WGS ?84|CGCS2000|GCJ-02|BD-09|GPS|EPSG|Ctrl|English|.gpkg|.csv|.geojson|[A-Z]\d*/g;
        const text = document.querySelector('[data-testid=app]').innerText.replace(known, '');
        return (text.match(/[A-Za-z][A-Za-z_-]{2,}/g) ?? []).join(' ')";
    w.script(body, json!([])).as_str().unwrap().to_owned()
}

#[test]
fn the_desk_tells_in_chinese_what_lands_nowhere_and_shows_every_row() {
    let home = tempfile::tempdir().unwrap();
    one_cell(home.path());
    let w = with(home.path(), "小峡街道旱厕摸排表.csv", &list(450), "sites");
    w.sees(&part("import-landed"), "443 处落入网格 • 1 处不在网格内 • 5 处没有坐标");
    w.sees(&part("import-show-placeless"), "5");
    w.sees(&part("import-show-outside"), "1");
    unfold(&w);
    w.sees(&part("app"), "第 19 行");
    w.picture("import-desk");
    assert_eq!(latin(&w), "");
    w.sees(&part("import-page"), "第 1–200 行，共 450 行");
    w.click(&part("import-later"));
    w.click(&part("import-later"));
    w.sees(&part("import-page"), "第 401–450 行，共 450 行");
    w.sees(&part("app"), "450 号院外");
    w.click(&part("import-show-placeless"));
    w.sees(&part("app"), "15 号院外");
    w.wait_for(
        "no page more is offered",
        "return document.querySelector('[data-testid=import-page]') === null",
    );

    // A look at the map, and back.
    w.click(&part("place-map"));
    drawn(&w);
    w.click(&part("place-import"));
    w.sees(&part("import-landed"), "443 处落入网格");
    w.click(&part("import-write"));
    w.sees(&part("import-inserted"), "449");
    w.picture("import-done");
    assert_eq!(latin(&w), "");
    assert_eq!(sites(home.path()), 449);
}

#[test]
fn the_first_cells_of_a_project_are_in_sight_on_its_map() {
    let home = tempfile::tempdir().unwrap();
    sign_in(home.path());
    verb(&home.path().join("区.gpkg"), "new", &[]);
    let w = with(home.path(), "cell.geojson", CELL, "grids");
    w.click(&part("import-write"));
    w.find(&part("import-tomap"));
    w.click(&part("place-map"));
    drawn(&w);
    w.wait_for(
        "the cell is looked at",
        "const [x, y] = document.querySelector('[data-testid=map]').dataset.view.split(',').map(Number);
         return Math.abs(x - 102.5) < 1 && Math.abs(y - 36.5) < 1",
    );
    w.picture("first-cells");
}

#[test]
fn to_the_map_ends_the_adding_of_sites() {
    let home = tempfile::tempdir().unwrap();
    one_cell(home.path());
    let w = with(
        home.path(),
        "点位.csv",
        "编号,类型,经度,纬度\nA-1,旱厕,102.5,36.5\n",
        "sites",
    );
    w.click(&part("place-map"));
    w.click(&part("mode-add_site"));
    w.click(&part("place-import"));
    w.click(&part("import-write"));
    w.click(&part("import-tomap"));
    drawn(&w);
    w.wait_for(
        "the map is looked at",
        "return document.querySelector('[data-testid=mode-look]').ariaChecked === 'true'",
    );
}

#[test]
fn a_list_that_numbers_other_sites_stays_out_until_the_office_says_so() {
    let home = tempfile::tempdir().unwrap();
    let (li, wang) = ("李家村", "王家村");
    let table = |village: &str, x: f64| {
        format!("编号,类型,所在村,户主,经度,纬度\n1,旱厕,{village},马某,{x},36.5\n2,旱厕,{village},祁某,{x},36.6\n")
    };
    one_cell(home.path());
    brought(&home.path().join("区.gpkg"), "李家村.csv", &table(li, 102.2), "sites");
    let w = with(home.path(), "王家村.csv", &table(wang, 102.7), "sites");
    w.sees(&part("import-question"), "2 行的编号项目里已有");
    w.sees(&part("app"), "编号“1”项目里已有，但村、地点");
    w.wait_for(
        "nothing is written",
        "return document.querySelector('[data-testid=import-write]').disabled",
    );
    w.picture("import-question");
    assert_eq!(latin(&w), "");
    w.click(&part("import-same"));
    w.sees(&part("import-write"), "变更 2");
    w.click(&part("import-write"));
    w.sees(&part("import-updated"), "2");
}

#[test]
fn what_hovers_over_the_window_lights_up_what_would_take_it() {
    let home = tempfile::tempdir().unwrap();
    one_cell(home.path());
    let w = with(
        home.path(),
        "点位.csv",
        "编号,类型,经度,纬度\nA-1,旱厕,102.5,36.5\n",
        "sites",
    );
    w.click(&part("place-map"));
    drawn(&w);
    let hover = |what: serde_json::Value| {
        w.script(
            "window.__TAURI_INTERNALS__.invoke('plugin:event|emit', { event: 'hovering', payload: arguments[0] })",
            json!([what]),
        );
    };
    hover(json!("source"));
    w.sees(&part("hovering"), "到导入台逐行查看");
    w.wait_for(
        "the import desk lights up",
        "return document.querySelector('[data-testid=place-import]').classList.contains('takes')",
    );
    w.picture("hover-source");
    hover(json!("photos"));
    w.sees(&part("hovering"), "用照片新增点位");
    hover(json!("project"));
    w.sees(&part("hovering"), "打开这个项目");
    hover(json!(null));
    w.wait_for(
        "it is gone",
        "return document.querySelector('[data-testid=hovering]') === null",
    );
}
