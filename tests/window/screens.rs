//! Small screens: the window opens within them, and nothing lies on or beyond anything else.

use super::{PLACES, drawn, part, sign_in};
use crate::harness::{Window, unnoticed, verb};
use serde_json::{Value, json};
use std::path::Path;
use std::time::Duration;

const ESCAPE: char = '\u{e00c}';

/// Leaves the settings of somebody whose window was this large when it was last closed.
pub(super) fn was(home: &Path, (width, height): (u32, u32), lang: &str) {
    let settings = json!({
        "actor": { "name": "祁玉兰", "post": "创卫办" }, "lang": lang, "recent": [],
        "window": { "width": width, "height": height, "maximized": false },
    });
    std::fs::write(home.join("settings.json"), settings.to_string()).unwrap();
}

pub(super) fn size(w: &Window) -> (u64, u64) {
    let v = w.script("return [innerWidth, innerHeight]", json!([]));
    (v[0].as_u64().unwrap(), v[1].as_u64().unwrap())
}

/// What lies beyond the window or what cuts it off, and cells of a table that lie on each other.
const FAULTS: &str = "const out = [], say = (what, el) => out.push(`${what}: ${el.outerHTML.slice(0, 140)}`);
    if (document.documentElement.scrollWidth > innerWidth) out.push('the page is wider than the window');
    const shown = (el) => { const b = el.getBoundingClientRect(); return b.width > 1 && b.height > 1 && getComputedStyle(el).visibility !== 'hidden' && !el.closest('.visually-hidden') };
    const scrolls = (el) => { for (let p = el.parentElement; p; p = p.parentElement) if (['auto', 'scroll'].includes(getComputedStyle(p).overflowX) && p.scrollWidth > p.clientWidth) return true; return false };
    for (const el of document.querySelectorAll('button, input, select, h1, h2')) {
        const b = el.getBoundingClientRect();
        if (shown(el) && (b.right > innerWidth + 1 || b.left < -1) && !scrolls(el)) say('beyond the window', el);
    }
    // Below the window, with nothing to scroll to it by; or the window's parts were pushed up to show it.
    const rolls = (el) => { for (let p = el.parentElement; p; p = p.parentElement) if (['auto', 'scroll'].includes(getComputedStyle(p).overflowY) && p.scrollHeight > p.clientHeight) return true; return false };
    for (const el of document.querySelectorAll('button, select, input, textarea, h2, h3')) {
        const b = el.getBoundingClientRect();
        if (shown(el) && b.bottom > innerHeight + 1 && !rolls(el)) say('below the window', el);
    }
    for (const el of [document.documentElement, document.body, ...document.querySelectorAll('main, main > *, .place, .middle')]) {
        if (el.scrollTop > 0 && !['auto', 'scroll'].includes(getComputedStyle(el).overflowY)) say('pushed up', el);
    }
    // A control that is cut by what it stands in.
    for (const el of document.querySelectorAll('button, select, input')) {
        const b = el.getBoundingClientRect();
        if (!shown(el) || scrolls(el)) continue;
        for (let p = el.parentElement; p && p !== document.body; p = p.parentElement) {
            const s = getComputedStyle(p), c = p.getBoundingClientRect();
            if (s.overflowX === 'visible') continue;
            if (b.right > c.right + 1 || b.left < c.left - 1) say('cut', el);
            break;
        }
        if (el.tagName === 'BUTTON' && el.scrollWidth > el.clientWidth + 1 && getComputedStyle(el).textOverflow !== 'ellipsis' && !el.querySelector('.cut')) say('its words do not fit', el);
    }
    // A bar to scroll sideways: the matrix alone may have one, for it has as many columns as there are campaigns.
    for (const el of document.querySelectorAll('*')) {
        const s = getComputedStyle(el);
        if (['auto', 'scroll'].includes(s.overflowX) && el.scrollWidth > el.clientWidth + 1 && shown(el) && el.tagName !== 'TEXTAREA' && el.dataset.testid !== 'cm-matrix') say('scrolls sideways', el);
    }
    // Words that end without a sign that there are more of them: in a box of its own, or loose in a row that hides what is over.
    const own = (el) => [...el.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim());
    for (const el of document.querySelectorAll('body *')) {
        const s = getComputedStyle(el);
        if (!own(el) || !['hidden', 'clip'].includes(s.overflowX) || el.scrollWidth <= el.clientWidth + 1 || s.webkitLineClamp > 0 || el.matches('input, textarea, select') || !shown(el)) continue;
        if (s.textOverflow !== 'ellipsis' || s.display.endsWith('flex')) say('cut without a sign', el);
    }
    // What a field is for, where nothing is typed in it.
    const ruler = document.createElement('canvas').getContext('2d');
    for (const el of document.querySelectorAll('input[placeholder]')) {
        const s = getComputedStyle(el);
        if (!shown(el) || el.value) continue;
        ruler.font = `${s.fontWeight} ${s.fontSize} ${s.fontFamily}`;
        if (ruler.measureText(el.placeholder).width > el.clientWidth - parseFloat(s.paddingLeft) - parseFloat(s.paddingRight) + 1) say('what it is for is cut', el);
    }
    // Figures and days in heads and bars stand whole or not at all.
    for (const el of document.querySelectorAll('header *, [data-testid=past-bar] *')) {
        if (own(el) && shown(el) && /^\\d/.test(el.textContent.trim()) && el.scrollWidth > el.clientWidth + 1 && getComputedStyle(el).overflowX !== 'visible') say('a figure is cut', el);
    }
    // Words that lie on other words: each as far as it is seen.
    const words = [], texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let n = texts.nextNode(); n; n = texts.nextNode()) {
        const el = n.parentElement;
        if (!n.textContent.trim() || !shown(el) || el.closest('script, style, option, svg, [data-over-map], .float, [role=tooltip], details:not([open]) > :not(summary)')) continue;
        const range = document.createRange();
        range.selectNodeContents(n);
        const floats = !!el.closest('[data-bits-floating-content-wrapper]');
        for (const line of range.getClientRects()) {
        let { left, right, top, bottom } = line, stuck = false;
        for (let p = el; p && p !== document.body; p = p.parentElement) {
            const s = getComputedStyle(p), b = p.getBoundingClientRect();
            if (s.position === 'sticky' || (s.position === 'fixed' && !floats)) { stuck = true; break }
            if (s.overflowX !== 'visible' || s.overflowY !== 'visible') { left = Math.max(left, b.left); right = Math.min(right, b.right); top = Math.max(top, b.top); bottom = Math.min(bottom, b.bottom) }
        }
        if (!stuck && right - left > 2 && bottom - top > 2 && bottom > 0 && top < innerHeight) words.push({ el, floats, left, right, top, bottom });
        }
    }
    words.sort((a, b) => a.top - b.top);
    for (let i = 0; i < words.length; i++) for (let j = i + 1; j < words.length && words[j].top < words[i].bottom - 5; j++) {
        const [a, b] = [words[i], words[j]];
        if (Math.min(a.right, b.right) - Math.max(a.left, b.left) > 3 && Math.min(a.bottom, b.bottom) - b.top > 5 && a.el !== b.el && a.floats === b.floats) say(`lies on «${b.el.textContent.trim().slice(0, 20)}»`, a.el);
    }
    // What stands in the middle and runs on below what stands beside it.
    for (const side of document.querySelectorAll('aside')) {
        if (!shown(side)) continue;
        const a = side.getBoundingClientRect();
        for (const el of document.querySelectorAll('button, td, th, p, h2, canvas[data-testid]')) {
            if (side.contains(el) || el.closest('[role=dialog], [data-testid=map], [data-bits-floating-content-wrapper]') || !shown(el) || scrolls(el)) continue;
            const b = el.getBoundingClientRect();
            if (b.right > a.left + 2 && b.left < a.left - 2 && b.bottom > a.top + 2 && b.top < a.bottom - 2) say('runs under what stands beside it', el);
        }
    }
    // Words with room for a character or two a line.
    for (const el of document.querySelectorAll('p, span, h2, h3, td, b, small, dd')) {
        if (el.children.length || !shown(el) || getComputedStyle(el).whiteSpace === 'nowrap' || getComputedStyle(el).webkitLineClamp > 0) continue;
        const text = el.textContent.trim();
        if (text.length > 5 && el.getBoundingClientRect().width < 30 && el.getBoundingClientRect().height > 60) say('a character a line', el);
    }
    // Capitals stand in the middle of a button, whatever fonts have a say in its line.
    const probe = document.createElement('button');
    probe.className = 'btn';
    probe.style.cssText = 'position:fixed;left:0;top:0';
    probe.innerHTML = '<span>Hx<i style=display:inline-block></i></span>';
    document.body.append(probe);
    const box = probe.getBoundingClientRect(), base = probe.querySelector('i').getBoundingClientRect().bottom;
    ruler.font = `${getComputedStyle(probe).fontSize} ${getComputedStyle(probe).fontFamily}`;
    const off = base - ruler.measureText('H').actualBoundingBoxAscent / 2 - (box.top + box.bottom) / 2;
    probe.remove();
    if (Math.abs(off) > 1.2) out.push(`words stand ${off.toFixed(1)} px off the middle of their button`);
    // Figures are never cut: words may be, with their full form on hovering.
    for (const row of document.querySelectorAll('[role=row], tr')) {
        if (!shown(row)) continue;
        let last = -Infinity;
        for (const cell of row.children) {
            const b = cell.getBoundingClientRect();
            if (['none', 'contents'].includes(getComputedStyle(cell).display) || getComputedStyle(cell).position === 'sticky') continue;
            if (b.width < 1) { if (cell.textContent.trim()) say('no room at all', cell); continue }
            if (b.left < last - 1) say('lies on the one before', cell);
            last = b.right;
            if (/^[-+.,%\\d]+$/.test(cell.innerText?.trim() ?? '') && cell.scrollWidth > cell.clientWidth + 1) say('a figure is cut', cell);
        }
    }
    return [...new Set(out)].slice(0, 12)";

pub(super) fn sound(w: &Window, what: &str) {
    let faults: Value = w.script(FAULTS, json!([]));
    assert_eq!(faults, json!([]), "{what} at {:?}", size(w));
}

fn there(w: &Window, css: &str) -> bool {
    w.script("return document.querySelector(arguments[0]) !== null", json!([css])) == json!(true)
}

/// Walks every place, panel and mode, and takes a picture of each.
fn walk(w: &Window, name: &str) {
    let quiet = "return document.querySelector('main') && !document.querySelector('main[aria-busy=true], main [aria-busy=true]')";
    for place in PLACES {
        w.click(&part(&format!("place-{place}")));
        w.wait_for("what it shows", quiet);
        if place == "map" {
            drawn(w);
        }
        w.picture(&format!("{name}-{place}"));
        sound(w, place);
        if place == "people" {
            w.click("[data-testid=people-table] [data-id]");
            w.find(&part("person-duty"));
            w.picture(&format!("{name}-person"));
            sound(w, "a person");
        }
        if place == "feedback" && there(w, "[data-testid=table-feedback] [data-id]") {
            w.click("[data-testid=table-feedback] [data-id]");
            w.picture(&format!("{name}-problem"));
            sound(w, "a problem of the review");
        }
        if place == "meeting" && there(w, "[data-testid=table-ranking] [data-id]") {
            let room = "const t = document.querySelector('[data-testid=table-ranking]'); t.scrollIntoView(); const rows = [...t.querySelectorAll('[data-id]')]; const b = t.getBoundingClientRect(); return rows.filter((r) => r.getBoundingClientRect().bottom <= Math.min(b.bottom, innerHeight)).length";
            let rows = w.script(room, json!([])).as_u64().unwrap();
            assert!(rows >= 5, "{rows} rows of the ranking are in sight");
            let names = "return Math.min(...[...document.querySelectorAll('[data-testid=table-ranking] [data-id] b')].map((b) => b.closest('[role=gridcell]')).filter((c) => c && !c.classList.contains('end')).map((c) => c.clientWidth))";
            assert!(w.script(names, json!([])).as_u64().unwrap() >= 60, "names have room");
            w.picture(&format!("{name}-ranking"));
            sound(w, "the ranking of a meeting");
        }
    }
    w.click(&part("place-map"));
    drawn(w);
    w.click(&part("tab-sites"));
    w.find("[data-testid=table-sites] [data-id]");
    w.picture(&format!("{name}-sites"));
    sound(w, "the table of sites");
    w.click("[data-testid=table-sites] [data-id]");
    w.find(&part("facts"));
    w.picture(&format!("{name}-site"));
    sound(w, "a site");
    w.click(&part("tab-grids"));
    w.click("[data-testid=table-grids] [data-id]");
    w.find(&part("dossier"));
    w.picture(&format!("{name}-cell"));
    sound(w, "a cell");
    for (mode, shown) in [
        ("assign", "person-row"),
        ("add_site", "addsite-save"),
        ("inspect", "inspect-row"),
        ("look", "tab-grids"),
    ] {
        w.click(&part(&format!("mode-{mode}")));
        w.find(&part(shown));
        w.wait_for("what it shows", quiet);
        w.picture(&format!("{name}-{mode}"));
        sound(w, mode);
    }
    opened(w, name);
}

/// What is opened in the places: forms, drawers, lists that float, days gone by.
fn opened(w: &Window, name: &str) {
    let see = |what: &str| {
        std::thread::sleep(Duration::from_millis(400));
        w.picture(&format!("{name}-{what}"));
        sound(w, what);
    };
    w.click(&part("mode-assign"));
    w.click("[data-testid=person-row]:not(.vacant)");
    see("in-hand");
    w.click(&part("mode-look"));
    w.click(&part("tab-sites"));
    w.click("[data-testid=table-sites] [data-id]");
    w.click(&part("facts-edit"));
    see("facts");
    w.keys(&[], ESCAPE);
    w.click(&part("history"));
    // A project that nobody edited has a line in its place.
    w.find(".pop .pop-head");
    see("history");
    w.keys(&[], ESCAPE);
    w.click(&part("search"));
    w.type_into(&part("search"), "村");
    w.find(&part("search-more"));
    see("search");
    w.keys(&[], ESCAPE);
    w.click(&part("look-back"));
    w.find("[data-testid=past-bar][data-busy=false]");
    see("past");
    w.click(&part("past-compare"));
    w.find("[data-testid=past-bar][data-busy=false]:not([data-since=''])");
    see("compare");
    w.click(&part("past-leave"));
    w.click(&part("place-campaigns"));
    w.click(&part("cm-breakdown"));
    see("breakdown");
    w.click(&part("cm-tab-list"));
    w.click("[data-testid^=cm-open-]");
    see("campaign");
    w.click(&part("cm-tab-people"));
    w.find(&part("cm-answered"));
    see("answerable");
    w.click(&part("cm-tab-matrix"));
    w.click(&part("place-people"));
    w.click(&part("person-add"));
    see("new-person");
    w.click("[data-testid=people-table] [data-id]");
    w.click(&part("person-edit"));
    see("person-edit");
    w.click(&part("place-patrols"));
    w.click("[data-testid=patrols] .pp-list [data-id]");
    w.click(&part("patrol-add"));
    see("patrol");
    w.click(&part("place-rules"));
    for tab in ["pauses", "holidays", "settings", "kinds"] {
        w.click(&part(&format!("rules-{tab}")));
        see(tab);
    }
}

/// The sample, with names as long as the program takes them wherever its heaviest things have names: of Han and of Latin letters.
fn long_names(home: &Path) -> std::path::PathBuf {
    let file = home.join("长名.gpkg");
    verb(&file, "new", &["--sample"]);
    verb(&file, "feedback", &["add", "F1", "--by", "祁玉兰", "--text", "问题"]);
    let (han, latin) = (
        "平安区第一责任网格片区社区居委会联合党支部".repeat(10),
        "Wmmmmmm".repeat(30),
    );
    let cut = |text: &str, n: usize| text.chars().take(n).collect::<String>();
    let sql = [
        ("grid", "name", 200, "level = 'cell' AND fid % 2 = 0"),
        ("grid", "name", 200, "level <> 'cell'"),
        ("person", "name", 100, "fid % 2 = 0"),
        ("person", "post", 200, "1"),
        ("person", "phone", 60, "fid % 2 = 0"),
        ("campaign", "name", 200, "1"),
        ("campaign", "name_en", 200, "1"),
        ("campaign", "standard", 2000, "1"),
        ("kind", "name", 40, "1"),
        ("kind", "name_en", 60, "1"),
        ("org", "name", 200, "1"),
        ("site", "address", 500, "1"),
        ("site", "village", 200, "1"),
        ("site", "area", 200, "fid % 3 = 0"),
        ("feedback", "text", 1000, "1"),
        ("pause", "name", 40, "1"),
    ]
    .map(|(table, column, n, which)| {
        // Names that must differ differ at their end.
        let end = format!("substr('{}', 1, {n} - 4) || (1000 + fid)", cut(&han, n));
        let other = format!("substr('{}', 1, {n} - 4) || (1000 + fid)", cut(&latin, n));
        format!("UPDATE {table} SET {column} = CASE WHEN fid % 4 < 2 THEN {end} ELSE {other} END WHERE {which}")
    });
    let pause = "INSERT INTO pause (name, from_month, from_day, to_month, to_day, kinds) VALUES ('冬季停工', 11, 15, 3, 15, 'dry_toilet')";
    unnoticed(&file, &format!("{pause};{}", sql.join(";")));
    file
}

#[test]
fn names_at_their_limits_break_no_screen_and_no_form() {
    let home = tempfile::tempdir().unwrap();
    was(home.path(), (1100, 700), "zh");
    let file = long_names(home.path());
    for day in ["2026-10-27", "2026-11-20"] {
        verb(&file, "meeting", &["new", "--day", day]);
    }
    let w = Window::open_on((1400, 900), &[file.to_str().unwrap()], home.path());
    w.find(&part("today-overdue"));
    walk(&w, "long-zh");
}

#[test]
fn at_the_least_size_nothing_lies_on_anything_else_in_either_language() {
    for lang in ["zh", "en"] {
        let home = tempfile::tempdir().unwrap();
        was(home.path(), (1100, 700), lang);
        let file = home.path().join("平安.gpkg");
        verb(&file, "new", &["--sample"]);
        for day in ["2026-10-27", "2026-11-20"] {
            verb(&file, "meeting", &["new", "--day", day]);
        }
        let w = Window::open_on((1400, 900), &[file.to_str().unwrap()], home.path());
        w.find(&part("today-overdue"));
        assert_eq!(size(&w), (1100, 700), "it opens as it was closed");
        walk(&w, &format!("least-{lang}"));
    }
}

#[test]
fn at_the_usual_size_a_site_that_waits_for_inspection_shows_its_facts() {
    let home = tempfile::tempdir().unwrap();
    was(home.path(), (1366, 768), "zh");
    let w = Window::open_on((1400, 900), &["--sample"], home.path());
    w.find(&part("today-overdue"));
    walk(&w, "usual-zh");
    w.click(&part("place-today"));
    w.click(&part("today-submitted-list"));
    drawn(&w);
    w.click("[data-testid=table-sites] [data-id]");
    w.find(&part("standard-fold"));
    w.picture("usual-zh-submitted");
    let room = "const s = document.querySelector('[data-testid=site-archive] .pn-scroll'); return s.clientHeight";
    assert!(w.script(room, json!([])).as_u64().unwrap() > 300, "its facts have room");
    // Beside the list that is judged item by item, too.
    w.click(&part("standard-fold"));
    w.find(&part("item-1"));
    w.picture("usual-zh-judging");
    assert!(
        w.script(room, json!([])).as_u64().unwrap() > 150,
        "they keep some of it"
    );
}

#[test]
fn the_window_never_opens_beyond_its_screen() {
    let home = tempfile::tempdir().unwrap();
    sign_in(home.path());
    let w = Window::open_on((1024, 768), &["--sample"], home.path());
    w.find(&part("today-row"));
    let (width, height) = size(&w);
    assert!(width <= 1024 && height <= 768, "{width} × {height}");
    assert!(width > 1000, "it uses what there is: {width}");
    w.picture("screen-1024");
    let names = "return Math.min(...[...document.querySelectorAll('[data-testid=today-site]')].map((b) => b.closest('td').clientWidth))";
    assert!(
        w.script(names, json!([])).as_u64().unwrap() > 150,
        "cells can be told apart"
    );
    drop(w);
    // A screen below what the page is made for is scrolled: nothing is out of reach.
    let w = Window::open_on((800, 600), &["--sample"], home.path());
    w.find(&part("today-row"));
    w.picture("screen-800");
    w.click(&part("desk"));
    w.click(&part("desk-save"));
    w.wait_for(
        "the page follows who is at the desk",
        "return !document.querySelector('[data-testid=desk-save], [data-testid=today][aria-busy=true]')",
    );
    w.script("document.scrollingElement.scrollTo(9999, 0)", json!([]));
    w.picture("screen-800-scrolled");
    let seen = "const r = document.querySelector('[data-testid=today-escalate]').getBoundingClientRect();
        return r.left > 0 && r.right <= innerWidth";
    assert_eq!(w.script(seen, json!([])), true, "the last column is reached");
    drop(w);
    was(home.path(), (1900, 1000), "zh");
    let w = Window::open_on((1366, 768), &["--sample"], home.path());
    w.find(&part("today-overdue"));
    let (width, height) = size(&w);
    assert!(width <= 1366 && height <= 768, "{width} × {height}");
}
