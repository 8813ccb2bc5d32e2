//! Names at their limits and beyond, and names with marks of text direction, wherever the window shows names; people found by
//! the sound of theirs; addresses that say which village they are in.

use super::{PLACES, brought, choose_hit, on_the_map, part, sign_in, stands};
use crate::harness::{Window, unnoticed, verb};
use serde_json::{Value, json};
use std::path::Path;

/// What stands in the marks is written from the right: they must turn round nothing else, and nothing of the name either.
const TURNED: &str = "石家\u{202e}营村\u{2067}二";

/// A project whose cells, people and sites have such names: as long as an import lets them be, and longer and with marks where
/// something else wrote them.
fn hostile(home: &Path) -> std::path::PathBuf {
    sign_in(home);
    let file = home.join("长名.gpkg");
    let (limit, limit_latin) = ("长名字".repeat(66), "Wanderingpath".repeat(15));
    verb(&file, "new", &[]);
    let cell = |code: &str, name: &str, x: f64| {
        let ring = json!([[[x, 36.0], [x + 0.02, 36.0], [x + 0.02, 36.02], [x, 36.02], [x, 36.0]]]);
        json!({ "type": "Feature", "properties": { "code": code, "name": name }, "geometry": { "type": "Polygon", "coordinates": ring } })
    };
    let cells = json!({ "type": "FeatureCollection", "features": [cell("A", &limit, 102.0), cell("B", "乙", 102.02), cell("C", &limit_latin, 102.04)] });
    brought(&file, "格.geojson", &cells.to_string(), "grids");
    let people = format!(
        "姓名,职务,电话,角色,网格,单位\n甲,{limit},199 0000 0001,chief,A,{limit}\n王晓东,主任,199 0000 0002,chief,B,\n丙,{limit_latin},199 0000 0003,chief,C,{limit_latin}\n"
    );
    brought(&file, "人.csv", &people, "people");
    let long = limit.repeat(2);
    let sites = format!(
        "编号,类别,地址,村,户主,经度,纬度,期限\nS1,旱厕,{long},{limit},{limit},102.01,36.01,2026-01-01\nS2,旱厕,二组 25 号,下星家村,,102.03,36.01,2026-01-01\n{},残垣断壁,{limit_latin},{limit_latin},,102.05,36.01,2026-01-01\n",
        "N".repeat(100)
    );
    let report = brought(&file, "点.csv", &sites, "sites");
    assert_eq!(report["inserted"], 3, "{report}");
    let beyond = format!("{}{TURNED}", "长名字".repeat(188));
    let latin = "Longword".repeat(70);
    unnoticed(
        &file,
        &format!(
            "UPDATE grid SET name = '{beyond}' WHERE code = 'A'; UPDATE grid SET name = '{TURNED}' WHERE code = 'B'; UPDATE grid SET name = '{latin}' WHERE code = 'C';
             UPDATE person SET name = '{beyond}', post = '{beyond}' WHERE name = '甲'; UPDATE person SET post = '社区{TURNED}主任' WHERE name = '王晓东';
             UPDATE person SET name = '{latin}' WHERE name = '丙'; UPDATE org SET name = name || '{beyond}';
             UPDATE site SET address = '{beyond}', village = '{beyond}', household = '{TURNED}' WHERE number = 'S1'; UPDATE site SET note = '{TURNED}' WHERE number = 'S2'"
        ),
    );
    file
}

/// Text that is painted beyond the part of the window that it belongs to, or beyond the window.
const OVER: &str = r#"
const parts = 'aside, main, header, footer, nav, [role=dialog], .tip, section';
const out = [];
const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
for (let n = walk.nextNode(); n; n = walk.nextNode()) {
  const el = n.parentElement;
  if (!el || !n.textContent.trim() || el.closest('script, style, option, [aria-hidden=true]')) continue;
  const range = document.createRange();
  range.selectNodeContents(n);
  let r = range.getBoundingClientRect();
  if (!r.width || !r.height || getComputedStyle(el).visibility === 'hidden') continue;
  let [left, right] = [r.left, r.right];
  for (let up = el; up && up !== document.body; up = up.parentElement) {
    const box = up.getBoundingClientRect();
    if (getComputedStyle(up).overflowX !== 'visible') { left = Math.max(left, box.left); right = Math.min(right, box.right); }
    else if (up.matches(parts) && right > left && (right > box.right + 1.5 || left < box.left - 1.5)) { out.push(n.textContent.slice(0, 20) + ' over ' + up.tagName + '.' + up.className); break; }
  }
  if (right > innerWidth + 1 && right > left) out.push(n.textContent.slice(0, 20) + ' over the window');
}
return out.slice(0, 10)"#;

/// Texts of the window that still hold marks of direction, whoever shows them.
const TURNING: &str = r#"
const marks = /[\u200B-\u200F\u202A-\u202E\u2066-\u2069]/;
const out = [...document.querySelectorAll('body *')].flatMap((e) => [
  ...[...e.attributes].map((a) => [a.name, a.value]),
  ...(e.value ? [['value', String(e.value)]] : []),
  ...[...e.childNodes].filter((n) => n.nodeType === 3).map((n) => ['text', n.textContent]),
].filter(([, text]) => marks.test(text)).map(([name, text]) => `${e.tagName} ${name}: ${text.slice(-20)}`));
return out.slice(0, 10)"#;

/// Nothing is painted over its neighbours or turned round.
fn in_place(w: &Window, place: &str) {
    let over = w.script(OVER, json!([]));
    w.picture(&format!("names-{place}"));
    assert_eq!(over, json!([]), "on {place}");
    assert_eq!(w.script(TURNING, json!([])), json!([]), "on {place}");
}

#[test]
fn long_and_turning_names_stay_in_their_place_everywhere() {
    let home = tempfile::tempdir().unwrap();
    let file = hostile(home.path());
    let w = Window::open(&[file.to_str().unwrap()], home.path());
    on_the_map(&w);
    stands(&w);
    in_place(&w, "map");
    for place in PLACES.into_iter().filter(|p| !["map", "import"].contains(p)) {
        w.script(
            "document.querySelector(arguments[0]).click()",
            json!([part(&format!("place-{place}"))]),
        );
        std::thread::sleep(std::time::Duration::from_millis(900));
        in_place(&w, place);
    }
    w.script("document.querySelector('[data-testid=place-map]').click()", json!([]));
    for (code, name) in [("A", "长名字"), ("B", "石家"), ("C", "Longword")] {
        choose_hit(&w, "grid", code, name);
        stands(&w);
        w.find(&part("dossier-chief"));
        in_place(&w, &format!("cell-{code}"));
    }
    w.click(&part("tab-sites"));
    w.find("[data-testid=table-sites] [role=row][aria-selected]");
    in_place(&w, "sites");
    for site in ["S1", "NNN"] {
        choose_hit(&w, "site", site, site);
        w.find(&part("site-archive"));
        std::thread::sleep(std::time::Duration::from_millis(600));
        in_place(&w, &format!("site-{site}"));
    }
    w.click(&part("mode-assign"));
    w.find(&part("person-row"));
    stands(&w);
    in_place(&w, "assign");
    w.click(&part("mode-inspect"));
    std::thread::sleep(std::time::Duration::from_millis(600));
    in_place(&w, "inspect");
}

#[test]
fn a_person_is_found_by_initials_and_a_group_is_shown_with_its_village() {
    let home = tempfile::tempdir().unwrap();
    let file = hostile(home.path());
    let w = Window::open(&[file.to_str().unwrap()], home.path());
    on_the_map(&w);
    w.click(&part("tab-sites"));
    w.sees(&part("table-sites"), "下星家村二组 25 号");
    w.click(&part("search"));
    w.type_into(&part("search"), "wxd");
    w.sees(&part("search-list"), "王晓东");
    let detail = w.script(
        "return document.querySelector('[data-testid^=hit-person-] small').textContent",
        json!([]),
    );
    assert_eq!(detail, Value::from("社区石家营村二主任 · 199 0000 0002"));
    w.keys(&['\u{e009}'], 'a');
    w.type_into(&part("search"), "sjyc");
    w.wait_for(
        "the cell by its sound",
        "return document.querySelector('[data-testid^=hit-grid-]')?.textContent.includes('石家')",
    );
    w.picture("pinyin");
    w.keys(&[], '\u{e00c}');
    w.click(&part("mode-assign"));
    w.find(&part("person-row"));
    w.type_into(".pn .search input", "wxd");
    w.wait_for("one is left", "return [...document.querySelectorAll('[data-testid=person-row]:not(.vacant)')].map((e) => e.querySelector('b').textContent).join() === '王晓东'");
}
