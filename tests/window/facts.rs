//! The archive of a site: its facts corrected, who answers for it, its form after a return, its re-check with a word.

use super::{edit, opened_at, part, told};
use crate::harness::office::{accepted, reported, returned_once};
use crate::harness::{Window, verb};
use serde_json::json;
use std::path::Path;

fn opened(home: &Path) -> Window {
    let w = opened_at(home, "site", "W-1");
    w.find(&part("facts"));
    w
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
    edit(&w, || w.click(&part("recheck-held")));
    let history = told(&file, "history", &["--site", "W-1", "--lang", "zh"]);
    let last = history.as_array().unwrap().last().unwrap()["text"].clone();
    assert!(
        last.as_str().unwrap().ends_with("复查：保持完好，“门锁完好”。"),
        "{last}"
    );
    w.close();
}
