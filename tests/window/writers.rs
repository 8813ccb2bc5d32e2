//! Several writers on one file, in the window: undo names its edit, others are noticed, forms are judged by what was seen.

use super::{drawn, edit, on_the_map, opened_at, part, revision, sample, sign_in, told, written};
use crate::harness::office::{reported, returned_once};
use crate::harness::{Window, today, verb};
use serde_json::json;
use std::path::{Path, PathBuf};

/// The archive of W-1, which waits for inspection after a return.
fn archive(home: &Path) -> (PathBuf, Window) {
    let file = home.join("平安.gpkg");
    verb(&file, "new", &["--sample"]);
    reported(&file);
    returned_once(&file);
    let w = opened_at(home, "site", "W-1");
    w.find(&part("facts"));
    (file, w)
}

/// Asks for an undo as the page does, and gives the code of its refusal; empty where it was done.
fn undo(w: &Window, edit: i64) -> String {
    let body = "const [edit] = arguments, seen = Number(document.querySelector('[data-testid=app]').dataset.revision);
        return window.__TAURI_INTERNALS__.invoke('undo', { edit, seen }).then(() => '', (e) => e.code)";
    w.script(body, json!([edit])).as_str().unwrap().to_owned()
}

#[test]
fn what_the_command_line_writes_is_shown_at_once_and_undo_takes_only_what_its_button_names() {
    let home = tempfile::tempdir().unwrap();
    let (file, w) = archive(home.path());
    w.click(&part("facts-edit"));
    w.type_into("#facts-size", "两间");
    edit(&w, || w.click(&part("facts-save")));
    let mine = revision(&w);
    let title = "return document.querySelector('[data-testid=undo]').dataset.tip";
    assert!(
        w.script(title, json!([]))
            .as_str()
            .unwrap()
            .starts_with("撤销：更正点位 W-1")
    );

    verb(&file, "site", &["edit", "W-1", "--household", "冶秀兰", "--by", "乙某"]);
    w.sees(&part("said"), "另一个窗口刚写入：更正点位 W-1");
    w.sees(&part("said"), "乙某");
    w.sees(&part("facts"), "冶秀兰");
    w.picture("others-wrote");
    // It covers nothing: it stands in the status bar.
    w.find("[data-testid=status-bar] [data-testid=said][data-what=others]");
    // The button names what is the newest now, and whose it is.
    assert!(
        w.script(title, json!([]))
            .as_str()
            .unwrap()
            .starts_with("撤销 乙某 的修改：更正点位 W-1")
    );
    assert_eq!(undo(&w, mine), "not_newest");
    assert_eq!(told(&file, "site", &["show", "W-1"])["household"], json!("冶秀兰"));
    w.close();
}

#[test]
fn a_form_that_somebody_overtook_is_refused_once_and_keeps_what_was_typed() {
    let home = tempfile::tempdir().unwrap();
    let (file, w) = archive(home.path());
    w.click(&part("facts-edit"));
    w.type_into("#facts-size", "两间");
    let before = revision(&w);
    verb(&file, "site", &["edit", "W-1", "--size", "一间", "--by", "乙某"]);
    written(&w, before);
    w.click(&part("facts-save"));
    w.sees(&part("facts-form"), "乙某");
    w.sees(&part("facts-form"), "改过同一内容（更正点位 W-1 的基本情况）");
    w.picture("overtaken");
    assert_eq!(told(&file, "site", &["show", "W-1"])["size"], json!("一间"));
    let typed = "return document.getElementById('facts-size').value === '两间'";
    w.wait_for("what was typed is still there", typed);
    // Who was told may.
    edit(&w, || w.click(&part("facts-save")));
    assert_eq!(told(&file, "site", &["show", "W-1"])["size"], json!("两间"));
    w.close();
}

#[test]
fn whoever_waits_for_another_program_is_told_until_it_is_over() {
    let home = tempfile::tempdir().unwrap();
    let (file, w) = archive(home.path());
    w.click(&part("facts-edit"));
    w.type_into("#facts-size", "两间");
    let other = rusqlite::Connection::open(&file).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let before = revision(&w);
    w.click(&part("facts-save"));
    w.sees(&part("waits"), "另一个程序正在写这个文件");
    w.picture("waits");
    other.execute_batch("ROLLBACK").unwrap();
    written(&w, before);
    w.wait_for("the word goes", "return !document.querySelector('[data-testid=waits]')");
    assert_eq!(told(&file, "site", &["show", "W-1"])["size"], json!("两间"));
    w.close();
}

#[test]
fn two_windows_on_the_same_file_say_so_until_one_closes() {
    let home = tempfile::tempdir().unwrap();
    let file = sample(home.path());
    let first = Window::open(&[file.to_str().unwrap()], home.path());
    first.find(&part("today"));
    let other = tempfile::tempdir().unwrap();
    sign_in(other.path());
    let second = Window::open(&[file.to_str().unwrap()], other.path());
    second.sees(&part("elsewhere"), "祁玉兰 也打开着");
    second.picture("elsewhere");
    first.sees(&part("elsewhere"), "也打开着");
    first.close();
    second.wait_for(
        "the mark goes with the first window",
        "return !document.querySelector('[data-testid=elsewhere]')",
    );
    second.close();
}

#[test]
fn the_history_strikes_what_was_undone_and_links_it() {
    let home = tempfile::tempdir().unwrap();
    let file = sample(home.path());
    let day = today().to_string();
    let w = Window::open(&[file.to_str().unwrap()], home.path());
    on_the_map(&w);
    let before = revision(&w);
    // The form of the first meeting stands while somebody else makes one.
    w.click(&part("place-meeting"));
    w.find(&part("meeting-form"));
    verb(&file, "meeting", &["new", "--day", &day, "--by", "乙某"]);
    written(&w, before);
    w.find(&part(&format!("meeting-{day}")));
    w.find(&part("meeting-form"));
    w.click(&part("place-map"));
    let held = revision(&w);
    edit(&w, || w.click(&part("undo")));
    w.sees(&part("said"), &format!("已撤销 乙某 的修改：召开 {day} 调度会"));
    w.sees(&part("said"), "定格的数字、排名和清单一并撤下");
    w.picture("undone-meeting");
    w.click(&part("history"));
    w.find(&format!("[data-testid=history-list] #edit-{held}[data-undone] s"));
    w.sees(&part("history-list"), &format!("撤销：召开 {day} 调度会"));
    w.click(&format!("[data-testid=history-to-{held}]"));
    w.find(&format!("#edit-{held}.shown"));
    w.picture("history-undone");
    w.keys(&[], '\u{e00c}');
    edit(&w, || w.click(&part("redo")));
    w.sees(&part("said"), &format!("已重做 乙某 的修改：召开 {day} 调度会"));
    drawn(&w);
    w.close();
}

/// The first of the overdue that may be escalated, by its number.
fn overdue(w: &Window) -> String {
    let body = "return window.__TAURI_INTERNALS__.invoke('today_list', { visit: Number.MAX_SAFE_INTEGER, matter: 'overdue', most: 60 })
        .then((l) => l.sites.find((s) => s.site.state !== 'submitted' && !s.site.escalated).site.number)";
    w.script(body, json!([])).as_str().unwrap().to_owned()
}

#[test]
fn a_reason_typed_on_the_page_of_the_day_is_kept_and_overwrites_nobodys() {
    let home = tempfile::tempdir().unwrap();
    let file = sample(home.path());
    let w = Window::open(&[file.to_str().unwrap()], home.path());
    w.click("[data-testid=today-overdue] .what");
    w.find(&part("today-escalate"));
    let site = overdue(&w);
    let reason = part("today-reason");
    let holds = |text: &str| {
        let body = format!("return document.querySelector('[data-testid=today-reason]')?.value === '{text}'");
        w.wait_for(text, &body);
    };
    w.click(&part("today-escalate"));
    w.type_into(&reason, "群众多次反映");
    // A look at the map, Escape and another row's button leave it where it is.
    w.click(&part("place-map"));
    drawn(&w);
    w.click(&part("place-today"));
    holds("群众多次反映");
    w.click(&reason);
    w.keys(&[], '\u{e00c}');
    w.wait_for(
        "it is folded away",
        "return !document.querySelector('[data-testid=today-reason]')",
    );
    w.sees(&part("unsaved"), "督办");
    w.click(&part("today-escalate"));
    holds("群众多次反映");
    w.click(&part("today-escalate"));
    w.wait_for(
        "both are open",
        "return document.querySelectorAll('[data-testid=today-reason]').length === 2",
    );
    w.picture("today-reasons");
    holds("群众多次反映");

    let before = revision(&w);
    verb(&file, "escalate", &[&site, "--note", "同事的理由", "--by", "乙某"]);
    written(&w, before);
    w.find("[data-testid=today-asking] .pn-tag");
    w.click(&part("today-escalate-confirm"));
    w.sees(&part("error-line"), "乙某");
    holds("群众多次反映");
    assert_eq!(told(&file, "site", &["show", &site])["escalated"], json!("同事的理由"));
    // Who was told may.
    edit(&w, || w.click(&part("today-escalate-confirm")));
    assert_eq!(
        told(&file, "site", &["show", &site])["escalated"],
        json!("群众多次反映")
    );
    w.close();
}

#[test]
fn the_list_of_what_is_not_saved_ends_with_its_last_entry_and_never_opens_by_itself() {
    let home = tempfile::tempdir().unwrap();
    let file = sample(home.path());
    let w = Window::open(&[file.to_str().unwrap()], home.path());
    w.click("[data-testid=today-overdue] .what");
    w.click(&part("today-escalate"));
    w.type_into(&part("today-reason"), "群众多次反映");
    w.click(&part("unsaved"));
    w.click(&part("unsaved-drop"));
    w.wait_for(
        "the list ends",
        "return !document.querySelector('[data-testid=unsaved-list]')",
    );
    w.click(&part("today-escalate"));
    w.type_into(&part("today-reason"), "one two");
    let all = "return document.querySelector('[data-testid=today-reason]').value === 'one two' && !document.querySelector('[data-testid=unsaved-list]')";
    w.wait_for("all letters go where they are typed", all);
    w.close();
}
