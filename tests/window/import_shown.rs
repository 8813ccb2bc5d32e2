//! The import desk writes what it showed: neither a file that was saved anew since, nor over what a colleague wrote.

use super::import::{latin, one_cell, with};
use super::{brought, part, revision, told, written};
use crate::harness::verb;
use serde_json::json;

const KNOWN: &str = "编号,类型,经度,纬度,地址,备注\nA-1,旱厕,102.2,36.5,一组,\nA-2,旱厕,102.4,36.5,二组,原来的\n";

#[test]
fn what_was_not_shown_is_not_written() {
    let home = tempfile::tempdir().unwrap();
    one_cell(home.path());
    brought(&home.path().join("区.gpkg"), "旧.csv", KNOWN, "sites");
    let list =
        |note: &str, more: &str| format!("编号,类型,经度,纬度,地址,备注\nA-2,旱厕,102.4,36.5,二组,{note}\n{more}");
    let w = with(home.path(), "新.csv", &list("导入改的", ""), "sites");
    let project = home.path().join("区.gpkg");
    let note = || told(&project, "site", &["show", "A-2"])["note"].clone();
    w.sees(&part("import-write"), "变更 1");
    // No key that was meant for what led here gives the preview up.
    w.wait_for(
        "the preview has the focus",
        "return document.activeElement?.matches('section.desk') === true",
    );

    // The list is saved anew: it is shown again, and nothing is written.
    std::fs::write(
        home.path().join("新.csv"),
        list("导入改的", "A-3,旱厕,102.6,36.5,三组,\n"),
    )
    .unwrap();
    w.click(&part("import-write"));
    w.sees(&part("import-again"), "没有写入：文件在预览之后改过");
    w.sees(&part("import-write"), "写入 2 行（新增 1、变更 1）");
    w.sees(&part("app"), "三组");
    w.picture("import-another-file");
    assert_eq!(note(), json!("原来的"));

    // A colleague corrects the same site: told once, by whom and what, and then as the office decides.
    let before = revision(&w);
    verb(
        &project,
        "site",
        &["edit", "A-2", "--note", "乙某已核实", "--by", "乙某"],
    );
    written(&w, before);
    w.find("[data-testid=import-write]:not(:disabled)");
    w.click(&part("import-write"));
    w.sees(&part("import-again"), "乙某");
    w.sees(&part("import-again"), "更正点位 A-2 的基本情况");
    w.picture("import-overtaken");
    assert_eq!(latin(&w), "");
    assert_eq!(note(), json!("乙某已核实"));
    w.click("[data-testid=import-write]:not(:disabled)");
    w.sees(&part("import-inserted"), "1");
    w.sees(&part("import-updated"), "1");
    assert_eq!(note(), json!("导入改的"));

    // What others take back is told as undone only where it is the import itself, and then whatever comes after it.
    let by = |name: &str, args: &[&str]| {
        let before = revision(&w);
        verb(&project, name, &[args, &["--by", "乙某"]].concat());
        written(&w, before);
    };
    let undone = "return document.querySelector('[data-testid=import-undone]') !== null";
    by("site", &["edit", "A-3", "--note", "再看"]);
    by("undo", &[]);
    assert_eq!(w.script(undone, json!([])), json!(false));
    w.sees(&part("import-done"), "整体撤销");
    by("undo", &[]);
    w.sees(&part("import-undone"), "已整体撤销");
    by("site", &["edit", "A-2", "--note", "另说"]);
    w.sees(&part("import-undone"), "已整体撤销");
    w.close();
}

#[test]
fn answers_at_the_desk_are_not_saved_until_they_are_written() {
    let home = tempfile::tempdir().unwrap();
    one_cell(home.path());
    let table = "编号,类型,经度,纬度\nA-1,残墙,102.2,36.5\nA-2,旱厕,102.4,36.5\n";
    let w = with(home.path(), "新.csv", table, "sites");
    w.find(&part("import-asked"));
    let unsaved = "return document.querySelector('[data-testid=unsaved]') !== null";
    assert_eq!(w.script(unsaved, json!([])), json!(false), "a preview alone is no loss");
    let body = "const s = [...document.querySelectorAll('select')].find((s) => s.ariaLabel === '“残墙”是哪一种');
        s.value = 'ruined_wall'; s.dispatchEvent(new Event('change', { bubbles: true }))";
    w.script(body, json!([]));
    w.sees(&part("import-write"), "新增 2");
    w.click(&part("place-map"));
    w.sees(&part("unsaved"), "导入");
    w.click(&part("unsaved"));
    w.sees(&part("unsaved-list"), "导入：新.csv");
    w.sees(&part("unsaved-list"), "“残墙”：残垣断壁");
    w.picture("import-unsaved");
    w.click(&part("unsaved-go"));
    w.sees(&part("import-write"), "新增 2");
    // Another file asks before it takes the place of what was answered.
    let other = home.path().join("later.csv");
    std::fs::write(&other, table).unwrap();
    w.click(&part("import-other"));
    w.choose(&other);
    w.sees(&part("import-brought"), "later.csv");
    w.picture("import-brought");
    w.click(&part("import-keep"));
    w.wait_for(
        "it is put away",
        "return !document.querySelector('[data-testid=import-brought]')",
    );
    w.sees(&part("import-write"), "新增 2");
    w.click(&part("import-write"));
    w.sees(&part("import-inserted"), "2");
    w.wait_for(
        "nothing waits any more",
        "return document.querySelector('[data-testid=unsaved]') === null",
    );
    w.close();
}
