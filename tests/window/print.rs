//! Documents printed from the window, by the system's own dialog.

use super::{opened_at, part, sign_in, stands};
use crate::harness::office::{accepted, reported, returned_once};
use crate::harness::{Window, pages, until, verb};
use rusqlite::Connection;
use std::path::Path;

const VIEW: &str = "return document.querySelector('[data-testid=map]').dataset.view";

/// How many colours the maps show.
const PAINTED: &str = "return Math.min(...['map', 'overview'].map((id) => {
  const seen = new Set();
  for (const el of document.querySelectorAll(`[data-testid=${id}] canvas`)) {
    const d = el.getContext('2d').getImageData(0, 0, el.width, el.height).data;
    for (let i = 0; i < d.length; i += 404) if (d[i + 3] > 200) seen.add(`${d[i]},${d[i + 1]},${d[i + 2]}`);
  }
  return seen.size;
}))";

/// Prints what the preview shows and gives the pages that came out.
fn printed(w: &Window, home: &Path) -> Vec<String> {
    w.find(&part("print-desk"));
    printed_by(w, home, "print-go")
}

/// Prints by a button of the window.
fn printed_by(w: &Window, home: &Path, button: &str) -> Vec<String> {
    printed_with_pictures(w, home, button).0
}

/// What stands on the pages that a button prints, and how many pictures.
fn printed_with_pictures(w: &Window, home: &Path, button: &str) -> (Vec<String>, usize) {
    w.click(&part(button));
    w.print_to_file();
    let pdf = home.join("output.pdf");
    // It is written while the window goes on.
    let whole = || {
        std::fs::read(&pdf)
            .ok()
            .filter(|b| b.trim_ascii_end().ends_with(b"%%EOF"))
    };
    until("the printed file", 30, whole);
    let told = pages(&pdf);
    let listed = std::process::Command::new("pdfimages")
        .arg("-list")
        .arg(&pdf)
        .output()
        .unwrap();
    let pictures = String::from_utf8(listed.stdout).unwrap().lines().skip(2).count();
    std::fs::remove_file(&pdf).unwrap();
    (told, pictures)
}

fn one(file: &Path, sql: &str) -> String {
    Connection::open(file)
        .unwrap()
        .query_row(sql, [], |r| r.get(0))
        .unwrap()
}

#[test]
fn a_notice_is_previewed_and_printed_on_a_page_of_its_own() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("平安.gpkg");
    verb(&file, "new", &["--sample"]);
    let sql = "SELECT g.code FROM grid g JOIN placement p ON p.grid = g.fid JOIN site s ON s.fid = p.site
        WHERE s.state = 'rectifying' GROUP BY g.fid HAVING count(*) = 2 ORDER BY g.code LIMIT 1";
    let w = opened_at(home.path(), "grid", &one(&file, sql));
    w.click(&part("dossier-notice"));
    stands(&w);
    let before = w.script(VIEW, serde_json::json!([]));
    w.click(&part("notice-save-print"));
    w.wait_for(
        "the map on the sheet",
        "return [...document.querySelectorAll('.print-desk img')].some((i) => i.complete && i.naturalWidth > 0)",
    );
    let shown = w.script(
        "return [...document.querySelectorAll('.print-desk td')].map((e) => e.textContent.trim()).filter((e) => /^PA\\d+$/.test(e))",
        serde_json::json!([]),
    );
    let numbers: Vec<String> = serde_json::from_value(shown).unwrap();
    assert!(!numbers.is_empty());
    w.picture("print");
    let told = printed(&w, home.path());
    assert_eq!(told.len(), 1, "{told:#?}");
    for number in &numbers {
        assert!(told[0].contains(number), "{number} in {}", told[0]);
    }
    w.click(&part("print-close"));
    w.find(&part("notice"));
    // While it was printed the page was not shown; the map is as it was before.
    stands(&w);
    let after = w.script(VIEW, serde_json::json!([]));
    assert_eq!(after, before);
    w.picture("after-printing");
    let whole = w.script(PAINTED, serde_json::json!([]));
    assert!(whole.as_u64() > Some(8), "the map is blank: {whole} colours");
    w.close();
}

#[test]
fn a_notice_of_many_sites_is_shown_and_printed_on_as_many_pages_with_the_head_on_each() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("平安.gpkg");
    verb(&file, "new", &["--sample"]);
    let sql = "SELECT g.code FROM grid g JOIN placement p ON p.grid = g.fid JOIN site s ON s.fid = p.site
        WHERE s.state = 'rectifying' GROUP BY g.fid ORDER BY count(*) DESC LIMIT 1";
    let w = opened_at(home.path(), "grid", &one(&file, sql));
    w.click(&part("dossier-notice"));
    w.click(&part("notice-save-print"));
    w.find(&part("print-desk"));
    w.wait_for(
        "the pages",
        "return document.querySelectorAll('.print-desk .sheet > .at').length > 1",
    );
    let sheets = "return [...document.querySelectorAll('.print-desk .sheet')].map((s) => [s.getBoundingClientRect().height, [...s.querySelectorAll('td')].map((e) => e.textContent.trim()).filter((e) => /^PA\\d+$/.test(e))])";
    let sheets: Vec<(f64, Vec<String>)> = serde_json::from_value(w.script(sheets, serde_json::json!([]))).unwrap();
    w.picture("print-pages");
    let told = printed(&w, home.path());
    assert_eq!(told.len(), sheets.len(), "{told:#?}");
    for (page, (high, numbers)) in told.iter().zip(&sheets) {
        assert!((1122.0..1124.0).contains(high), "a sheet of A4, not {high}");
        assert_eq!(numbers.is_empty(), !page.contains("PA0"), "{page}");
        assert_eq!(!numbers.is_empty(), page.contains("序号"), "{page}");
        for number in numbers {
            assert!(page.contains(number.as_str()), "{number} in {page}");
        }
    }
    w.close();
}

#[test]
fn the_acceptance_form_of_a_site_is_printed_on_one_page() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("平安.gpkg");
    verb(&file, "new", &["--sample"]);
    reported(&file);
    returned_once(&file);
    accepted(&file);
    let w = opened_at(home.path(), "site", "W-1");
    w.click(&part("site-form-print"));
    let told = printed(&w, home.path());
    assert_eq!(told.len(), 1, "{told:#?}");
    assert!(told[0].contains("W-1"), "{}", told[0]);
    w.keys(&[], '\u{e00c}');
    w.find(&part("site-archive"));
    w.close();
}

#[test]
fn the_page_of_the_day_is_printed_without_the_window_around_it() {
    let home = tempfile::tempdir().unwrap();
    sign_in(home.path());
    let w = Window::open(&["--sample"], home.path());
    w.find("[data-testid=today-rows] table");
    w.find("[data-testid=today-trend] svg");
    // Days of delay in the rows and in the column of what is most urgent.
    let late = "return [...document.querySelectorAll('[data-testid=today-row] td.days, [data-testid=today] td.urgent')].map((e) => e.textContent.replace(/\\s/g, '')).join('')";
    let late = w.script(late, serde_json::json!([]));
    let late = late.as_str().unwrap().matches("逾期").count();
    assert!(late > 50);
    let lines = "return [...document.querySelectorAll('[data-testid^=today-trend-]')].map((e) => e.textContent.replace(/\\s/g, ''))";
    let lines: Vec<String> = serde_json::from_value(w.script(lines, serde_json::json!([]))).unwrap();
    assert_eq!(lines.len(), 2);
    let (pages, pictures) = printed_with_pictures(&w, home.path(), "today-print");
    assert!(pictures > 0, "the small map is not on paper");
    let told = pages.concat();
    // A row that the end of a page cuts stands on both pages; the matter's own name bears the word.
    let names = ["已逾期", "逾期（"]
        .iter()
        .map(|n| told.matches(n).count())
        .sum::<usize>();
    let names = names - told.matches("已逾期（").count();
    assert_eq!(told.matches("逾期").count() - names, late, "{pages:#?}");
    for line in &lines {
        assert!(told.contains(line.as_str()), "{line} in {told}");
    }
    for hidden in ["打开", "请", "→", "…"] {
        assert!(!told.contains(hidden), "{hidden} in {told}");
    }
    for shown in ["要办的事", "已逾期", "挂账到期", "未整改点位"] {
        assert!(told.contains(shown), "{shown} in {told}");
    }
    for hidden in ["图层", "调度会反馈", "验收新增点位"] {
        assert!(!told.contains(hidden), "{hidden} in {told}");
    }
    w.find(&part("today-overdue"));
}
