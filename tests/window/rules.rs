//! The place of rules: a standard's next version, a winter stop and the deadlines that follow, and all of it taken back.

use super::{part, revision, sign_in, told, written};
use crate::harness::{Window, verb};
use serde_json::json;

/// A stop that is in force whenever the test runs.
fn around_today() -> (String, String) {
    let c = rusqlite::Connection::open_in_memory().unwrap();
    let sql = "SELECT strftime('%m-%d', 'now', '+8 hours', '-2 days'), strftime('%m-%d', 'now', '+8 hours', '60 days')";
    c.query_row(sql, [], |r| Ok((r.get(0)?, r.get(1)?))).unwrap()
}

fn write(w: &Window, css: &str, text: &str) {
    w.script(
        "const f = document.querySelector(arguments[0]); f.value = arguments[1]; f.dispatchEvent(new Event('input', { bubbles: true })); f.dispatchEvent(new Event('change', { bubbles: true }))",
        json!([css, text]),
    );
}

#[test]
fn the_office_writes_a_standard_and_a_winter_stop_and_takes_both_back() {
    let home = tempfile::tempdir().unwrap();
    sign_in(home.path());
    let w = Window::open(&["--sample"], home.path());
    let file = home.path().join("sample.gpkg");
    w.find(&part("today-overdue"));
    let before = told(&file, "status", &[])["figures"].clone();

    w.click(&part("place-rules"));
    w.click(&part("kind-dry_toilet"));
    w.sees(&part("standard-version"), "第 1 版");
    w.click(&part("standard-add"));
    w.find(&part("standard-item-7"));
    let at = revision(&w);
    w.click(&part("standard-save"));
    w.sees(&part("standard-wrong"), "第 7 项是空的");
    assert_eq!(revision(&w), at, "nothing is written");
    write(&w, &part("standard-item-7"), "公示牌已张贴");
    w.click(&part("standard-up-7"));
    w.click(&part("standard-save"));
    written(&w, at);
    w.sees(&part("standard-version"), "第 2 版，7 项");
    w.click(&part("standard-past"));
    w.sees(&part("standard-v1"), "建立项目时");
    w.picture("rules-kinds");
    let now = told(&file, "standard", &["dry_toilet", "--versions"]);
    assert_eq!(now[0]["version"], 2);
    assert_eq!(now[0]["items"][5]["text"], "公示牌已张贴");
    assert_eq!(now[1]["items"].as_array().unwrap().len(), 6);

    w.click(&part("rules-pauses"));
    let (from, to) = around_today();
    write(&w, &part("pause-from"), &from);
    write(&w, &part("pause-to"), &to);
    w.click(&part("pause-kind-dry_toilet"));
    w.sees(&part("pause-effect"), "保存后将调整");
    let at = revision(&w);
    w.click(&part("pause-save"));
    written(&w, at);
    w.sees(&part("pause-冬季停工"), "正在停工期内");
    w.picture("rules-pauses");
    let stopped = told(&file, "status", &[])["figures"].clone();
    assert!(stopped["paused"].as_u64() > Some(0), "{stopped}");
    assert_eq!(before["paused"], 0);
    w.click(&part("place-today"));
    w.sees(&part("today-paused"), &stopped["paused"].to_string());

    // A colleague renames the stop that is open: nothing else takes its place under the hand.
    w.click(&part("place-rules"));
    w.click(&part("pause-冬季停工"));
    let at = revision(&w);
    verb(&file, "pause", &["冬季停工", "--rename", "冬歇", "--by", "乙某"]);
    written(&w, at);
    w.sees(&part("gone-choice"), "“冬季停工”已不在");
    w.picture("rules-gone");
    w.click(&part("gone-again"));
    w.find("#pause-name");
    w.click(&part("place-today"));
    let at = revision(&w);
    w.keys(&['\u{e009}'], 'z');
    written(&w, at);

    // Ctrl Z twice: the stop, then the standard.
    for _ in 0..2 {
        let at = revision(&w);
        w.keys(&['\u{e009}'], 'z');
        written(&w, at);
    }
    assert_eq!(told(&file, "status", &[])["figures"], before);
    assert_eq!(told(&file, "standard", &["dry_toilet"])[0]["version"], 1);
    assert_eq!(told(&file, "pause", &[]), json!([]));
    w.close();
}
