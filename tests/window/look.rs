//! What the map shows: classes that tell cells apart, colours that stay while people are assigned; and the window's tooltip.

use super::{brought, choose_hit, colours, drawn, edit, on_page, on_the_map, part, revision, sign_in, stands, written};
use crate::harness::{Window, until, verb};
use rusqlite::{Connection, OpenFlags};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::Path;

/// The open project's file, read beside the window.
fn reading(file: &Path) -> Connection {
    let c = Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap();
    c.busy_timeout(std::time::Duration::from_secs(20)).unwrap();
    c
}

/// Unresolved sites of each cell that has any.
fn counts(file: &Path) -> Vec<u32> {
    let sql = "SELECT count(*) FROM placement p JOIN site s ON s.fid = p.site
        WHERE s.state NOT IN ('accepted', 'dismissed') AND p.grid IS NOT NULL GROUP BY p.grid";
    let c = reading(file);
    let mut q = c.prepare(sql).unwrap();
    q.query_map([], |r| r.get(0)).unwrap().map(Result::unwrap).collect()
}

fn texts(w: &Window, css: &str) -> Vec<String> {
    let body = "return [...document.querySelectorAll(arguments[0])].map((e) => e.textContent.trim())";
    serde_json::from_value(w.script(body, json!([css]))).unwrap()
}

/// People of the list of loads in its order, with the colour that each wears.
fn people(w: &Window) -> Vec<(String, String)> {
    let body = "return [...document.querySelectorAll('[data-testid=person-row]')]
        .map((e) => [e.dataset.person, e.querySelector('.sw').style.backgroundColor])";
    serde_json::from_value(w.script(body, json!([]))).unwrap()
}

/// Places of a cell that its fill is seen at: more than half of them have its colour, whatever is written on it.
fn fill(w: &Window, bounds: [f64; 4]) -> String {
    let [west, south, east, north] = bounds;
    let places: Vec<(i64, i64)> = (0..49)
        .map(|i| (f64::from(i % 7) / 6.0 - 0.5, f64::from(i / 7) / 6.0 - 0.5))
        .map(|(x, y)| {
            on_page(
                w,
                [
                    (west + east) / 2.0 + x * (east - west) * 0.3,
                    (south + north) / 2.0 + y * (north - south) * 0.3,
                ],
            )
        })
        .collect();
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for colour in colours(w, &places) {
        *seen.entry(colour).or_default() += 1;
    }
    seen.into_iter().max_by_key(|(_, n)| *n).unwrap().0
}

/// `rgb(1, 2, 3)` as `1,2,3`.
fn numbers(rgb: &str) -> String {
    rgb.chars().filter(|c| c.is_ascii_digit() || *c == ',').collect()
}

#[test]
fn the_opening_map_tells_the_cells_apart() {
    let home = tempfile::tempdir().unwrap();
    sign_in(home.path());
    let w = Window::open(&["--sample"], home.path());
    on_the_map(&w);
    stands(&w);
    w.picture("look-opening");
    let classes = texts(&w, "[data-testid=legend-classes] li");
    assert_eq!(classes.len(), 6, "{classes:?}");
    let first: Vec<u32> = classes[1..]
        .iter()
        .map(|c| c.split(['–', '+']).next().unwrap().parse().unwrap())
        .collect();
    let mut held = [0_usize; 6];
    let counts = counts(&home.path().join("sample.gpkg"));
    for n in &counts {
        held[first.iter().filter(|f| n >= f).count()] += 1;
    }
    assert!(
        held[1..].iter().all(|n| *n > 0),
        "a class without a cell: {classes:?} {held:?}"
    );
    assert!(
        held[1..].iter().all(|n| n * 5 < counts.len() * 3),
        "nearly all alike: {classes:?} {held:?}"
    );
    let most = *counts.iter().max().unwrap();
    assert!(most >= first[4], "{classes:?}");

    // A village and its one cell have one name: which is which is said, and only the cell wants a chief.
    choose_hit(&w, "grid", "黄鼠湾村", "村/社区");
    w.sees(&part("dossier-level"), "村/社区");
    w.sees(&part("dossier-cell-chiefs"), "1 个网格");
    w.picture("village");
    let vacant = w.script(
        "return document.querySelector('[data-testid=dossier-chief]').textContent.includes('空缺')",
        json!([]),
    );
    assert_eq!(vacant, json!(false));
    choose_hit(&w, "grid", "黄鼠湾村", "单元网格");
    w.sees(&part("dossier-level"), "单元网格");
    stands(&w);
    // The view that the button made is what the map comes back to, not the flight before it.
    let view = || {
        w.script(
            "return document.querySelector('[data-testid=map]').dataset.view",
            json!([]),
        )
    };
    let near = view();
    w.click(&part("zoom-fit"));
    stands(&w);
    let whole = view();
    assert_ne!(whole, near);
    w.click(&part("place-people"));
    w.click(&part("place-map"));
    stands(&w);
    assert_eq!(view(), whole);
}

/// Cells of one chief each, far from the map's edge, with their bounds; those without sites are as good as others.
fn cells_of_two(file: &Path) -> Vec<(i64, [f64; 4])> {
    let sql = "SELECT g.fid, r.minx, r.miny, r.maxx, r.maxy FROM grid g JOIN rtree_grid_geom r ON r.id = g.fid
        JOIN duty d ON d.grid = g.fid AND d.role = 'chief' AND d.to_date IS NULL
        ORDER BY (r.maxx - r.minx) * (r.maxy - r.miny) DESC LIMIT 6";
    let c = reading(file);
    let mut q = c.prepare(sql).unwrap();
    q.query_map([], |r| Ok((r.get(0)?, [r.get(1)?, r.get(2)?, r.get(3)?, r.get(4)?])))
        .unwrap()
        .map(Result::unwrap)
        .collect()
}

#[test]
fn cells_that_wait_keep_their_colour_and_the_list_its_order_until_asked() {
    let home = tempfile::tempdir().unwrap();
    sign_in(home.path());
    let w = Window::open(&["--sample"], home.path());
    on_the_map(&w);
    let file = home.path().join("sample.gpkg");
    let cells = cells_of_two(&file);
    w.click(&part("mode-assign"));
    w.find(&part("person-row"));
    stands(&w);
    let before = people(&w);
    let give = |person: &str, bounds: [f64; 4], waiting: usize| {
        w.click(&format!("[data-testid=person-row][data-person='{person}']"));
        w.click(&part("tool-paint"));
        // A person paints on a map that stands; whoever is taken in hand may move it.
        stands(&w);
        let middle = on_page(&w, [(bounds[0] + bounds[2]) / 2.0, (bounds[1] + bounds[3]) / 2.0]);
        w.drag(&[middle, (middle.0 + 1, middle.1)]);
        let waits = format!("return document.querySelectorAll('.change').length === {waiting}");
        w.wait_for("one more cell waits", &waits);
    };
    // Two who are far down the list, so that a cell more would move them up.
    let (one, two) = (&before[12], &before[15]);
    assert_ne!(one.1, two.1, "the test wants two colours");
    give(&one.0, cells[0].1, 1);
    give(&one.0, cells[1].1, 2);
    give(&two.0, cells[2].1, 3);
    drawn(&w);
    w.picture("assign-two");
    // Whoever is in hand wears the one colour that nobody else has; all others stay as they were.
    let hand = "rgb(191, 211, 230)";
    let held = |(id, colour): &(String, String)| (id.clone(), if *id == two.0 { hand.into() } else { colour.clone() });
    let now: Vec<_> = before.iter().map(held).collect();
    assert!(before.iter().all(|(_, colour)| colour != hand), "{before:?}");
    assert_eq!(people(&w), now, "rows move or change their colour under the pointer");
    for (cell, worn) in [(0, one.1.as_str()), (1, one.1.as_str()), (2, hand)] {
        assert_eq!(fill(&w, cells[cell].1), numbers(worn), "cell {cell}");
    }
    // Leaders next: what was painted keeps the role that it was painted in.
    role(&w, "牵头领导");
    give(&two.0, cells[3].1, 4);
    w.picture("assign-roles");
    let roles: Vec<_> = texts(&w, ".change")
        .iter()
        .map(|t| (t.contains("网格长"), t.contains("牵头领导")))
        .collect();
    assert_eq!(roles, [(true, false), (true, false), (true, false), (false, true)]);
    role(&w, "网格长");
    stands(&w);
    watch_fill(&w, cells[0].1);
    edit(&w, || w.click(&part("assign-confirm")));
    w.wait_for(
        "nothing waits",
        "return document.querySelectorAll('.change').length === 0",
    );
    stands(&w);
    let seen = w.script(
        "clearInterval(window.watching); return [...new Set(window.seen)]",
        json!([]),
    );
    assert_eq!(
        seen,
        json!([numbers(&one.1)]),
        "a confirmed cell falls back to another colour"
    );
    w.picture("assign-two-confirmed");
    let undo = w.script(
        "return document.querySelector('[data-testid=undo]').dataset.tip",
        json!([]),
    );
    let undo = undo.as_str().unwrap();
    assert!(
        undo.contains("任网格长") && undo.contains("任牵头领导") && undo.contains("原为"),
        "{undo}"
    );
    let after = people(&w);
    let order = |all: &[(String, String)]| all.iter().map(|(id, _)| id.clone()).collect::<Vec<_>>();
    assert_eq!(order(&after), order(&before), "a confirmed change moves the list");
    // Who has no cell left wears nothing.
    for (now, then) in after.iter().zip(&before) {
        assert!(
            now.1 == then.1 || now.1 == "transparent" || now.0 == two.0 && now.1 == hand,
            "{now:?} was {then:?}"
        );
    }
    // From a later day on: until then nothing is theirs, and that is said before and after.
    let held = |id: &str| {
        let body = "return document.querySelector(`[data-testid=person-row][data-person='${arguments[0]}']`).getAttribute('aria-label')";
        w.script(body, json!([id])).as_str().unwrap().to_owned()
    };
    let label = held(&two.0);
    let day = w.script(
        "const d = new Date(Date.now() + 864e6); return d.toLocaleDateString('sv')",
        json!([]),
    );
    let day = day.as_str().unwrap();
    w.script("document.querySelector('#assign-from').value = ''", json!([]));
    w.type_into("#assign-from", day);
    w.keys(&[], '\u{e004}');
    give(&two.0, cells[4].1, 1);
    w.sees(&part("assign-later"), "才生效");
    w.sees(".change", "自 ");
    assert_eq!(held(&two.0), label, "the list of loads is of today");
    w.picture("assign-later");
    edit(&w, || w.click(&part("assign-confirm")));
    w.sees(&part("notice"), &format!("自 {day} 起指派"));
    w.sees(&part("notice"), "在此之前照旧");
    assert_eq!(held(&two.0), label);
    w.picture("assign-later-confirmed");
}

/// Takes a role in hand.
fn role(w: &Window, name: &str) {
    let body =
        "[...document.querySelectorAll('[role=radio]')].find((e) => e.textContent.trim() === arguments[0]).click()";
    w.script(body, json!([name]));
}

/// Notes the colour of a cell, again and again, in `window.seen`: the one that most of nine places in it have.
fn watch_fill(w: &Window, [west, south, east, north]: [f64; 4]) {
    let third = |i: i32| 0.5 + 0.15 * f64::from(i - 1);
    let places: Vec<(i64, i64)> = (0..9)
        .map(|i| (third(i % 3), third(i / 3)))
        .map(|(x, y)| on_page(w, [west + x * (east - west), south + y * (north - south)]))
        .collect();
    let body = "window.seen = [];
        const places = arguments[0];
        window.watching = setInterval(() => {
          const all = [...document.querySelectorAll('[data-testid=map] canvas')];
          const counts = new Map();
          for (const [x, y] of places) {
            let rgb = [255, 255, 255];
            for (const el of all) {
              const b = el.getBoundingClientRect();
              const px = el.getContext('2d').getImageData(Math.round((x - b.left) * el.width / b.width), Math.round((y - b.top) * el.height / b.height), 1, 1).data;
              rgb = rgb.map((c, i) => Math.round(c + (px[i] - c) * px[3] / 255));
            }
            counts.set(rgb.join(), (counts.get(rgb.join()) ?? 0) + 1);
          }
          window.seen.push([...counts].sort((a, b) => b[1] - a[1])[0][0]);
        }, 40)";
    w.script(body, json!([places]));
}

/// Dark dots on the map in its own middle, away from what stands in its corners: letters, where no border is near.
fn letters(w: &Window) -> u64 {
    let body = "let n = 0;
        for (const el of document.querySelectorAll('[data-testid=map] canvas')) {
          if (el.width < 300) continue;
          const [x, y] = [Math.round(el.width / 4), Math.round(el.height / 4)];
          const p = el.getContext('2d').getImageData(x, y, 2 * x, 2 * y).data;
          for (let i = 0; i < p.length; i += 4) if (p[i + 3] > 200 && p[i] < 90 && p[i + 1] < 90 && p[i + 2] < 90) n++;
        }
        return n";
    w.script(body, json!([])).as_u64().unwrap()
}

#[test]
fn a_cell_of_which_a_part_is_seen_has_its_figure_there() {
    let home = tempfile::tempdir().unwrap();
    sign_in(home.path());
    let file = home.path().join("平安.gpkg");
    verb(&file, "new", &[]);
    let square = json!({ "type": "Feature", "properties": { "code": "A", "name": "石家营村" },
        "geometry": { "type": "Polygon", "coordinates": [[[102.0, 36.4], [102.1, 36.4], [102.1, 36.5], [102.0, 36.5], [102.0, 36.4]]] } });
    brought(&file, "cells.geojson", &square.to_string(), "grids");
    let w = Window::open(&[file.to_str().unwrap()], home.path());
    on_the_map(&w);
    stands(&w);
    // The map keeps clear of its legend, so that the label's own place is not in its middle and is soon out of sight.
    let out_of_sight = || {
        let body =
            "const b = document.querySelector('[data-testid=map]').getBoundingClientRect(); return [b.left, b.right]";
        let edges: Vec<f64> = serde_json::from_value(w.script(body, json!([]))).unwrap();
        let x = on_page(&w, [102.05, 36.45]).0 as f64;
        x < edges[0] - 100.0 || x > edges[1] + 100.0
    };
    for _ in 0..4 {
        if out_of_sight() {
            break;
        }
        w.click(&part("zoom-in"));
        stands(&w);
    }
    assert!(out_of_sight());
    w.picture("figure-in-sight");
    let seen = letters(&w);
    assert!(seen > 30, "{seen}");

    // A site more, by somebody else: the figure that stands there is another one, not that of the tiles before.
    let before = revision(&w);
    brought(
        &file,
        "site.csv",
        "编号,类型,经度,纬度\nA-1,旱厕,102.05,36.45\n",
        "sites",
    );
    written(&w, before);
    drawn(&w);
    stands(&w);
    w.picture("figure-follows");
    until("the figure follows", 20, || {
        (letters(&w) != seen && letters(&w) > 30).then_some(())
    });
    w.close();
}

/// What the tooltip says; nothing while it is hidden.
fn tip(w: &Window) -> Value {
    w.script(
        "return document.querySelector('[data-testid=tip].shown')?.textContent ?? ''",
        json!([]),
    )
}

#[test]
fn a_tooltip_is_the_windows_own_and_goes_with_its_page() {
    let home = tempfile::tempdir().unwrap();
    sign_in(home.path());
    let w = Window::open(&["--sample"], home.path());
    on_the_map(&w);
    let middle = |css: &str| -> (i64, i64) {
        let body = "const b = document.querySelector(arguments[0]).getBoundingClientRect(); return [b.left + b.width / 2, b.top + b.height / 2].map(Math.round)";
        serde_json::from_value(w.script(body, json!([css]))).unwrap()
    };
    let (x, y) = middle(&part("zoom-in"));
    w.point_at(x, y);
    w.wait_for(
        "a tooltip",
        "return document.querySelector('[data-testid=tip].shown')?.textContent",
    );
    w.picture("tooltip");
    assert_eq!(tip(&w), "放大");
    // Why a button is off is said of the button that is off, too.
    let (x, y) = middle(&part("redo"));
    w.point_at(x, y);
    w.wait_for(
        "the tooltip of a button that is off",
        "return document.querySelector('[data-testid=tip].shown')?.textContent.includes('Ctrl Y')",
    );
    // The page goes from under the pointer.
    w.script(
        "document.querySelector('[data-testid=place-people]').click()",
        json!([]),
    );
    w.find("[data-testid=people]");
    let (x, y) = middle(&part("place-people"));
    w.point_at(x + 200, y + 5);
    w.wait_for(
        "no tooltip is left",
        "return document.querySelector('[data-testid=tip].shown') === null",
    );
    let native = w.script(
        "return [...document.querySelectorAll('body [title]')].map((e) => e.outerHTML.slice(0, 120))",
        json!([]),
    );
    assert_eq!(native, json!([]));
}

/// Nine cells in a row, each with a chief of its own, and as many above them without.
fn nine_chiefs(home: &Path) -> std::path::PathBuf {
    sign_in(home);
    let file = home.join("九格.gpkg");
    verb(&file, "new", &[]);
    let all: Vec<Value> = (0..18)
        .map(|i| {
            let [w, s, e, n] = square(i % 9, i / 9);
            json!({ "type": "Feature", "properties": { "code": format!("C{}{}", i % 9, i / 9), "name": format!("{}村", i + 1) },
                "geometry": { "type": "Polygon", "coordinates": [[[w, s], [e, s], [e, n], [w, n], [w, s]]] } })
        })
        .collect();
    let cells = json!({ "type": "FeatureCollection", "features": all });
    brought(&file, "格.geojson", &cells.to_string(), "grids");
    let rows: String = (0..9).map(|i| format!("甲{i},C{i}0\n")).collect();
    brought(&file, "人.csv", &format!("姓名,网格编码\n{rows}"), "people");
    file
}

fn square(column: u32, row: u32) -> [f64; 4] {
    let (w, s) = (102.0 + f64::from(column) * 0.02, 36.0 + f64::from(row) * 0.02);
    [w, s, w + 0.02, s + 0.02]
}

#[test]
fn neighbours_of_one_colour_are_told_and_recoloured_when_asked() {
    let home = tempfile::tempdir().unwrap();
    let file = nine_chiefs(home.path());
    let w = Window::open(&[file.to_str().unwrap()], home.path());
    on_the_map(&w);
    w.click(&part("mode-assign"));
    w.find(&part("person-row"));
    stands(&w);
    let c = reading(&file);
    let worn = |column: usize| -> String {
        let sql = "SELECT d.person FROM duty d JOIN grid g ON g.fid = d.grid WHERE g.code = ?1 AND d.role = 'chief'";
        let id: i64 = c.query_row(sql, [format!("C{column}0")], |r| r.get(0)).unwrap();
        people(&w).into_iter().find(|(p, _)| *p == id.to_string()).unwrap().1
    };
    let before: Vec<String> = (0..9).map(worn).collect();
    let (one, other) = (0..9)
        .flat_map(|a| (0..a).map(move |b| (b, a)))
        .find(|(b, a)| before[*a] == before[*b])
        .expect("nine wear seven colours");
    let told = "return document.querySelector('[data-testid=legend-alike]')";
    assert_eq!(w.script(told, json!([])), Value::Null);
    // The other one gets the cell above the one's.
    edit(&w, || {
        verb(&file, "duty", &[&format!("C{one}1"), "--person", &format!("甲{other}")]);
    });
    w.sees(&part("legend-alike"), "1 对相邻网格长同色");
    stands(&w);
    w.picture("look-alike");
    assert_eq!((0..9).map(worn).collect::<Vec<_>>(), before, "a colour changes unasked");
    let above = square(one as u32, 1);
    assert_eq!(fill(&w, above), fill(&w, square(one as u32, 0)));
    w.click(&part("recolour"));
    w.wait_for("no pair is left", &format!("{told} === null"));
    until("the list follows", 20, || (worn(one) != worn(other)).then_some(()));
    stands(&w);
    w.picture("look-recoloured");
    assert_eq!(fill(&w, above), numbers(&worn(other)));
    assert_eq!(fill(&w, square(one as u32, 0)), numbers(&worn(one)));
    w.close();
}
