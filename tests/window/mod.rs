//! The real window, driven from outside.

mod campaigns;
mod dense;
mod drafts;
mod facts;
mod feedback;
mod figures;
mod import;
mod import_columns;
mod import_shown;
mod inspect;
mod journey;
mod keyboard;
mod look;
mod meeting;
mod names;
mod outside;
mod painting;
mod past;
mod path;
mod people;
mod print;
mod rules;
mod screens;
mod start;
mod today;
mod writers;

use crate::harness::{Window, until, verb};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// The places of the strip at the left, by the names that the page gives them.
const PLACES: [&str; 11] = [
    "today",
    "map",
    "campaigns",
    "meeting",
    "feedback",
    "people",
    "patrols",
    "rollup",
    "check",
    "import",
    "rules",
];

/// Selector of a part of the window that the page names for tests.
fn part(name: &str) -> String {
    format!("[data-testid={name}]")
}

/// Leaves the settings of somebody who has said who they are.
fn sign_in(home: &Path) {
    let settings = json!({ "actor": { "name": "祁玉兰", "post": "创卫办" }, "lang": "zh", "recent": [] });
    std::fs::write(home.join("settings.json"), settings.to_string()).unwrap();
}

/// Writes a source beside a project and brings it in by the command line. Gives the report.
fn brought(file: &Path, name: &str, text: &str, target: &str) -> Value {
    let source = file.with_file_name(name);
    std::fs::write(&source, text).unwrap();
    verb(file, "import", &[source.to_str().unwrap(), "--as", target])
}

/// Somebody else sits down at the desk.
fn sits_down(w: &Window, name: &str) {
    w.click(&part("desk"));
    w.script(
        "const f = document.querySelector('.change [data-testid=desk-name]');
         f.value = ''; f.dispatchEvent(new Event('input', { bubbles: true }))",
        json!([]),
    );
    w.type_into(".change [data-testid=desk-name]", name);
    w.click(".change [data-testid=desk-save]");
    w.sees(&part("desk"), name);
}

/// Goes from the page of the day to the map.
fn on_the_map(w: &Window) {
    w.find(&part("today"));
    w.click(&part("place-map"));
    drawn(w);
}

/// Opens the project `平安.gpkg` of a home on its map, at the `grid` or `site` that the search finds.
fn opened_at(home: &Path, what: &str, asked: &str) -> Window {
    sign_in(home);
    let w = Window::open(&[home.join("平安.gpkg").to_str().unwrap()], home);
    on_the_map(&w);
    choose_hit(&w, what, asked, asked);
    w
}

/// Asks the search for a `grid` or a `site` and chooses the hit whose text holds `shown`: until it is there, the list still has
/// the hits of the last question.
fn choose_hit(w: &Window, what: &str, asked: &str, shown: &str) {
    w.click(&part("search"));
    w.keys(&['\u{e009}'], 'a');
    w.type_into(&part("search"), asked);
    let hits = format!("[...document.querySelectorAll('[data-testid^=hit-{what}-]')]");
    let body = format!("return {hits}.find((e) => e.textContent.includes('{shown}'))?.dataset.testid");
    let hit = w.wait_for(&format!("a hit that shows {shown}"), &body);
    w.click(&part(hit.as_str().unwrap()));
}

/// Waits until the map has drawn what it shows.
fn drawn(w: &Window) {
    w.find("[data-testid=map][data-ready=true]");
}

/// A sample district of its own, and somebody at the desk.
fn sample(home: &Path) -> PathBuf {
    sign_in(home);
    let file = home.join("平安.gpkg");
    verb(&file, "new", &["--sample"]);
    file
}

/// Waits until the map's flight is over and its picture complete.
fn stands(w: &Window) {
    let view = "return document.querySelector('[data-testid=map]').dataset.view";
    let mut last = String::new();
    until("the map stands still", 20, || {
        let now = w.script(view, json!([])).as_str().unwrap_or_default().to_owned();
        std::thread::sleep(Duration::from_millis(300));
        std::mem::replace(&mut last, now.clone()).eq(&now).then_some(())
    });
    drawn(w);
}

/// The project's revision as the window has it.
fn revision(w: &Window) -> i64 {
    let body = "return Number(document.querySelector('[data-testid=app]').dataset.revision)";
    w.script(body, json!([])).as_i64().unwrap()
}

/// Waits until the window shows a later revision than this one.
fn written(w: &Window, revision: i64) {
    let body = format!("return Number(document.querySelector('[data-testid=app]').dataset.revision) > {revision}");
    w.wait_for("a new revision", &body);
}

/// Does something that makes an edit, and waits until the window shows it.
fn edit(w: &Window, act: impl FnOnce()) {
    let before = revision(w);
    act();
    written(w, before);
}

/// Waits for a later revision, and until the map has drawn it.
fn wait_past(w: &Window, revision: i64) {
    written(w, revision);
    drawn(w);
}

/// Colours of the map at places of the page, as `r,g,b`.
fn colours(w: &Window, places: &[(i64, i64)]) -> Vec<String> {
    let body = "const all = [...document.querySelectorAll('[data-testid=map] canvas')].reverse();
        return arguments[0].map(([x, y]) => {
          for (const el of all) {
            const b = el.getBoundingClientRect();
            const p = el.getContext('2d').getImageData(Math.round((x - b.left) * el.width / b.width), Math.round((y - b.top) * el.height / b.height), 1, 1).data;
            if (p[3] > 200) return [p[0], p[1], p[2]].join(',');
          }
          return '';
        })";
    serde_json::from_value(w.script(body, json!([places]))).unwrap()
}

/// Where on the page a place of the earth is drawn now, in CSS pixels.
fn on_page(w: &Window, [lon, lat]: [f64; 2]) -> (i64, i64) {
    let body = "const m = document.querySelector('[data-testid=map]'), b = m.getBoundingClientRect();
        return [...m.dataset.view.split(',').map(Number), b.left + b.width / 2, b.top + b.height / 2]";
    let v: Vec<f64> = w
        .script(body, json!([]))
        .as_array()
        .unwrap()
        .iter()
        .filter_map(Value::as_f64)
        .collect();
    let mercator = |lon: f64, lat: f64| {
        let y = (std::f64::consts::FRAC_PI_4 + lat.to_radians() / 2.0).tan().ln();
        [lon.to_radians() / std::f64::consts::TAU, y / std::f64::consts::TAU]
    };
    let (at, centre) = (mercator(lon, lat), mercator(v[0], v[1]));
    // At zoom 0 the world is one tile of 512 CSS pixels.
    let world = 512.0 * v[2].exp2();
    let place = |n: usize, sign: f64| (v[3 + n] + sign * (at[n] - centre[n]) * world).round() as i64;
    (place(0, 1.0), place(1, -1.0))
}

/// A plain copy of the file, taken while the program has it open.
fn copied(file: &Path) -> std::path::PathBuf {
    let copy = file.with_file_name("copy.gpkg");
    std::fs::copy(file, &copy).unwrap();
    copy
}

/// What the command line says of the file while the program has it open.
fn told(file: &Path, name: &str, rest: &[&str]) -> Value {
    verb(&copied(file), name, rest)
}
