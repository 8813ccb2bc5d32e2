//! A meeting in the window: made, its moves and lists looked at, its forms recorded, and looked at again after an edit.

use super::{part, revision, sign_in, told, written};
use crate::harness::office::{accepted, relapsed, reported, returned_once};
use crate::harness::{Window, verb};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// A sample with a meeting in October, and since then one site that went its whole path and came back.
fn since_october(home: &Path) -> PathBuf {
    let file = home.join("平安.gpkg");
    verb(&file, "new", &["--sample"]);
    verb(
        &file,
        "meeting",
        &["new", "--day", "2026-10-27", "--title", "第 1 次调度会"],
    );
    let remark = [
        "remark",
        "2026-10-27",
        "--text",
        "沿街残墙列出拆除日期",
        "--who",
        "周副区长",
        "--owner",
        "城管局",
        "--due",
        "2026-11-20",
    ];
    verb(&file, "meeting", &remark);
    reported(&file);
    returned_once(&file);
    accepted(&file);
    relapsed(&file);
    file
}

fn words(w: &Window, css: &str) -> String {
    let body = "return document.querySelector(arguments[0])?.innerText ?? ''";
    w.script(body, json!([css])).as_str().unwrap().to_owned()
}

/// All that a meeting shows of what it froze: figures, each list, the ranking of the cells.
fn frozen(w: &Window) -> Vec<String> {
    let mut all = vec![words(w, "[data-testid=meeting] .top")];
    for list in ["unresolved", "new", "accepted", "returned", "relapsed"] {
        w.click(&part(&format!("moved-{list}")));
        w.find("[data-testid=table-frozen][aria-busy=false] [data-id]");
        all.push(words(w, &part("table-frozen")));
    }
    w.click(&part("meeting-ranking"));
    w.click(&part("rank-cells"));
    w.find("[data-testid=table-ranking][aria-busy=false] [data-id]");
    all.push(words(w, &part("table-ranking")));
    all
}

fn shown(file: &Path, day: &str) -> Value {
    told(file, "meeting", &["show", day])
}

#[test]
fn a_meeting_is_made_recorded_and_shows_the_same_after_a_later_edit() {
    let home = tempfile::tempdir().unwrap();
    sign_in(home.path());
    let file = since_october(home.path());
    let w = Window::open(&[file.to_str().unwrap()], home.path());
    w.find(&part("today"));
    let today = &crate::harness::today().to_string();
    w.click(&part("place-meeting"));
    w.sees("[data-testid=meeting] header", "之前没有会议");
    // It was made today for a day in October: the figures are today's, late as of that day.
    w.sees(&part("meeting-frozen"), "数字取自");
    w.sees(&part("line-unresolved"), "未整改点位");
    assert_eq!(
        words(&w, "[data-testid=moved-new]"),
        "",
        "the first meeting has no moves to show"
    );

    // A new one freezes the figures as they stand, and compares itself with October.
    w.click(&part("meeting-new"));
    let before = revision(&w);
    w.click(&part("meeting-make"));
    written(&w, before);
    w.sees(&part("meeting-frozen"), "数字冻结于");
    w.sees("[data-testid=meeting] header", "第 2 次调度会");
    let now = shown(&file, today);
    assert_eq!(now["since"], json!("2026-10-27"));
    for (list, n) in [("new", 1), ("accepted", 1), ("returned", 1), ("relapsed", 1)] {
        assert_eq!(now["moved"][list].as_array().map(Vec::len), Some(n), "{list}");
        w.sees(&part(&format!("moved-{list}")), &n.to_string());
        w.click(&part(&format!("moved-{list}")));
        w.sees(&part("table-frozen"), "W-1");
    }
    w.picture("meeting-list");
    let unresolved = now["total"]["figures"]["unresolved"].as_u64().unwrap();
    w.sees(&part("line-unresolved"), &unresolved.to_string());

    // October's remark heads the agenda, late; it is done with a note. A visit and a remark are recorded.
    w.sees(&part("agenda"), "沿街残墙列出拆除日期");
    w.sees(&part("agenda"), "逾期未办");
    let before = revision(&w);
    w.click("[data-testid^=item-done-]");
    w.type_into(&part("item-note"), "已列 6 处");
    w.click(&part("item-finish"));
    written(&w, before);
    w.sees(&part("agenda"), "已列 6 处");
    w.click(&part("item-kind-visit"));
    w.type_into(&part("item-site"), "W-1");
    w.click("[data-testid^=found-site-]");
    w.type_into(&part("item-text"), "又搭了一间");
    let before = revision(&w);
    w.click(&part("item-add"));
    written(&w, before);
    w.sees(&part("agenda"), "又搭了一间");
    w.click(&part("item-kind-remark"));
    w.type_into(&part("item-who"), "祁海宁");
    w.type_into(&part("item-text"), "补齐网格长");
    w.type_into(&part("item-owner"), "平安街道");
    // What is no day is not taken for "no day": nothing is written, and the field says so.
    w.type_into("#item-due", "2026-13-40");
    let before = revision(&w);
    w.click(&part("item-add"));
    w.sees("#item-due-bad", "没有 2026-13-40 这一天");
    w.sees(&part("agenda"), "2026-13-40");
    assert_eq!(revision(&w), before);
    w.picture("meeting-no-day");
    w.script("document.querySelector('#item-due').value = ''", json!([]));
    w.type_into("#item-due", "2026-11-01");
    w.click(&part("item-add"));
    written(&w, before);
    w.sees(&part("agenda"), "补齐网格长");
    let agenda = told(&file, "meeting", &["agenda", today]);
    let kinds: Vec<_> = agenda["items"].as_array().unwrap().iter().map(|i| &i["kind"]).collect();
    assert_eq!(kinds, ["visit", "remark"]);

    // An edit later: the site is submitted again. The meeting shows what it showed, to the letter and to the byte.
    let then = frozen(&w);
    w.picture("meeting");
    w.click(&part("moved-relapsed"));
    w.click("[data-testid=table-frozen] [data-id]");
    w.keys(&[], '\u{e007}');
    w.sees(&part("site-archive"), "W-1");
    let before = revision(&w);
    w.click(&part("next-action"));
    written(&w, before);
    w.sees(&part("site-archive"), "待验收");
    w.click(&part("place-meeting"));
    w.find(&part("meeting-frozen"));
    assert_eq!(frozen(&w), then);
    assert_eq!(shown(&file, today), now);
    w.close();
}
