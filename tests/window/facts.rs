//! The archive of a site: its facts corrected, who answers for it, its form after a return, its re-check with a word.

use super::{edit, opened_at, part, revision, sample, told, written};
use crate::harness::office::{accepted, reported, returned_once};
use crate::harness::{Window, verb};
use serde_json::json;
use std::path::Path;

fn opened(home: &Path) -> Window {
    let w = opened_at(home, "site", "W-1");
    w.find(&part("facts"));
    w
}

/// Number of a site of the sample in this state.
fn one_in(file: &Path, state: &str) -> String {
    let c = rusqlite::Connection::open(file).unwrap();
    let sql = "SELECT number FROM site WHERE state = ?1 ORDER BY number LIMIT 1";
    c.query_row(sql, [state], |r| r.get(0)).unwrap()
}

#[test]
fn facts_are_corrected_in_the_archive_and_a_judged_kind_is_refused_beside_its_field() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("平安.gpkg");
    verb(&file, "new", &["--sample"]);
    reported(&file);
    returned_once(&file);
    let w = opened(home.path());
    w.sees(&part("site-answers"), "随网格长");
    // It was returned, so it has a form though it is not accepted.
    w.find(&part("site-form"));
    w.click(&part("facts-edit"));
    w.find(&part("facts-form"));
    w.type_into("#facts-household", "冶秀兰");
    w.type_into("#facts-size", "两间");
    w.picture("facts-form");
    edit(&w, || w.click(&part("facts-save")));
    w.sees(&part("facts"), "冶秀兰");
    assert_eq!(told(&file, "site", &["show", "W-1"])["size"], json!("两间"));

    w.click(&part("facts-edit"));
    w.script(
        "const e = document.getElementById('facts-kind'); e.value = 'ruined_wall'; e.dispatchEvent(new Event('change', { bubbles: true }))",
        json!([]),
    );
    w.click(&part("facts-save"));
    w.sees("#facts-refused", "种类不能再改");
    w.picture("facts-refused");
    assert_eq!(
        told(&file, "site", &["show", "W-1"])["site"]["kind"],
        json!("dry_toilet")
    );
    w.close();
}

#[test]
fn a_re_check_that_held_keeps_what_was_seen() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("平安.gpkg");
    verb(&file, "new", &["--sample"]);
    reported(&file);
    returned_once(&file);
    accepted(&file);
    let w = opened(home.path());
    w.type_into(&part("recheck-note"), "门锁完好");
    w.picture("recheck-note");
    // It is not due yet: asked once.
    let before = revision(&w);
    w.click(&part("recheck-held"));
    w.sees(&part("recheck-early"), "还没到复查日");
    assert_eq!(revision(&w), before);
    w.picture("recheck-early");
    edit(&w, || w.click(&part("recheck-held")));
    let history = told(&file, "history", &["--site", "W-1", "--lang", "zh"]);
    let last = history.as_array().unwrap().last().unwrap()["text"].clone();
    assert!(
        last.as_str().unwrap().ends_with("复查：保持完好，“门锁完好”。"),
        "{last}"
    );
    w.close();
}

#[test]
fn what_a_colleague_put_there_meanwhile_stands_beside_what_is_typed_and_is_not_put_back() {
    let home = tempfile::tempdir().unwrap();
    let file = sample(home.path());
    reported(&file);
    verb(
        &file,
        "site",
        &["edit", "W-1", "--household", "甲户", "--phone", "13900000001"],
    );
    let w = opened(home.path());
    w.click(&part("facts-edit"));
    w.find(&part("facts-form"));
    w.type_into("#facts-household", "乙");
    let before = revision(&w);
    let theirs = [
        "edit",
        "W-1",
        "--household",
        "丙户",
        "--phone",
        "13900000002",
        "--by",
        "乙某",
    ];
    verb(&file, "site", &theirs);
    written(&w, before);
    w.sees(&part("now-is"), "现在是 丙户");
    let phone = "return document.querySelector('#facts-phone').value === '13900000002'";
    w.wait_for("what nobody typed follows the file", phone);
    w.click(&part("facts-save"));
    w.sees("[data-testid=facts-form]", "乙某");
    w.picture("facts-now");
    edit(&w, || w.click(&part("facts-save")));
    let all = told(&file, "site", &["show", "W-1"]);
    assert_eq!(
        (&all["household"], &all["phone"]),
        (&json!("甲户乙"), &json!("13900000002"))
    );
    w.close();
}

#[test]
fn a_field_of_a_day_that_is_left_lets_the_keys_go_on() {
    let home = tempfile::tempdir().unwrap();
    let file = sample(home.path());
    let w = opened_at(home.path(), "site", &one_in(&file, "rectifying"));
    w.find("form.actions");
    let offer =
        "[...document.querySelectorAll('form.actions button')].find((b) => b.textContent.includes('其他办理')).click()";
    w.script(offer, json!([]));
    w.click("[data-action=suspend]");
    w.click("[id^=act-until]");
    w.type_into("[id^=act-until]", "2099-03-01");
    w.strike('\u{e004}', 1);
    for letter in "abc".chars() {
        w.keys(&[], letter);
    }
    let typed = "return document.querySelector('form.actions textarea').value === 'abc'";
    w.wait_for("what is typed after Tab is in the next field", typed);
    // What was chosen instead of the usual step can be left.
    w.click(&part("action-back"));
    w.wait_for(
        "the usual step is back",
        "return !document.querySelector('[id^=act-until]')",
    );
    w.close();
}

#[test]
fn no_press_of_the_button_means_what_it_has_become_under_the_pointer() {
    let home = tempfile::tempdir().unwrap();
    let file = sample(home.path());
    let number = one_in(&file, "dispatched");
    let w = opened_at(home.path(), "site", &number);
    let state = || told(&file, "site", &["show", &number])["site"]["state"].clone();
    // The second click of a double one.
    edit(&w, || w.double_click("[data-testid=next-action][data-action=start]"));
    w.find("[data-testid=next-action][data-action=submit]");
    std::thread::sleep(std::time::Duration::from_secs(1));
    assert_eq!(state(), "rectifying");
    // A press just when a colleague's step arrives.
    let pressed = "new MutationObserver((_, o) => {
            const b = document.querySelector('[data-testid=next-action]');
            if (b?.dataset.action === 'start') { o.disconnect(); b.click() }
        }).observe(document.body, { subtree: true, childList: true, attributes: true })";
    w.script(pressed, json!([]));
    let before = revision(&w);
    verb(&file, "undo", &["--by", "乙某"]);
    written(&w, before);
    w.sees(&part("action-turned"), "这个按钮刚变成“开始整改”，没有办");
    w.picture("action-turned");
    assert_eq!(state(), "dispatched");
    edit(&w, || w.click(&part("next-action")));
    assert_eq!(state(), "rectifying");
    w.close();
}
