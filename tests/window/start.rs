//! Starting: with nothing, with a file that is none, with nobody signed in.

use super::{on_the_map, part};
use crate::harness::Window;
use serde_json::json;

#[test]
fn starts_empty_and_offers_the_sample() {
    let home = tempfile::tempdir().unwrap();
    let w = Window::open(&[], home.path());
    w.find("[data-testid=app][data-booted=true]");
    w.find(&part("start-sample"));
    w.picture("start");
    w.click(&part("start-sample"));
    on_the_map(&w);
    w.find(&part("illustrative"));
}

#[test]
fn a_file_that_is_no_project_is_named_with_the_reason() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("名单.gpkg");
    std::fs::write(&file, "姓名,电话\n").unwrap();
    let w = Window::open(&[file.to_str().unwrap()], home.path());
    w.sees(&part("error-line"), "名单.gpkg");
    w.picture("refused");
}

#[test]
fn who_is_at_the_desk_is_asked_once_and_kept() {
    let home = tempfile::tempdir().unwrap();
    let w = Window::open(&["--sample"], home.path());
    w.type_into(&part("desk-name"), "祁玉兰");
    w.click(&part("desk-save"));
    w.sees(&part("desk"), "祁玉兰");
    w.close();
    let w = Window::open(&["--sample"], home.path());
    on_the_map(&w);
    w.sees(&part("desk"), "祁玉兰");
    let asked = w.script(
        "return document.querySelector('[data-testid=who-is-at-desk]') !== null",
        json!([]),
    );
    assert_eq!(asked, json!(false));
}
