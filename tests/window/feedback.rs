//! The review's list in the window: brought in, linked, claimed too early, struck off once all is accepted.

use super::{part, revision, sample, told, written};
use crate::harness::Window;
use serde_json::{Value, json};

#[test]
fn the_reviews_list_is_brought_in_linked_and_struck_off_only_when_all_is_accepted() {
    let home = tempfile::tempdir().unwrap();
    let file = sample(home.path());
    let c = rusqlite::Connection::open(&file).unwrap();
    let number = |state: &str| -> String {
        let sql = "SELECT number FROM site WHERE state = ?1 ORDER BY number LIMIT 1";
        c.query_row(sql, [state], |r| r.get(0)).unwrap()
    };
    let (open, done) = (number("rectifying"), number("accepted"));
    let list = home.path().join("反馈.csv");
    std::fs::write(&list, "问题编号,问题描述,问题类别,整改期限,责任单位\n3,村口旱厕无人管护,农村环境,2026-11-20,平安街道\n4,沿街残墙未拆,市容,,城管局\n").unwrap();

    let args = [
        file.to_str().unwrap(),
        "--import",
        list.to_str().unwrap(),
        "--as",
        "feedback",
    ];
    let w = Window::open(&args, home.path());
    w.sees("main", "问题编号");
    w.sees("main", "整改期限");
    w.sees(&part("import-write"), "2");
    w.click(&part("import-write"));
    w.sees(&part("import-inserted"), "2");

    w.click(&part("place-feedback"));
    w.sees(&part("table-feedback"), "村口旱厕无人管护");
    w.click("[data-testid=table-feedback] [data-id]");
    w.sees(&part("fb-why"), "没有关联点位或任务");
    let link = |number: &str| {
        let before = revision(&w);
        w.type_into(&part("fb-link"), number);
        w.click("[data-testid^=found-site-]");
        written(&w, before);
        w.sees(&part("fb-detail"), number);
    };
    link(&open);
    link(&done);
    w.sees(&part("fb-why"), "已验收 1/2");

    // Claimed too early: a list of its own says so, and a count on the strip.
    let before = revision(&w);
    w.click(&part("fb-claim"));
    written(&w, before);
    w.sees(&part("claimed-3"), "整改中");
    w.sees(&part("badge-feedback"), "1");
    w.picture("feedback-claimed");
    // The button is grey and says why; pressing it changes nothing.
    let grey = "return document.querySelector('[data-testid=fb-strike]').ariaDisabled === 'true' && document.querySelector('[data-testid=fb-strike]').dataset.tip";
    let why = w.wait_for("why it cannot be struck off", grey);
    assert!(why.as_str().unwrap().contains("还不能销号"), "{why}");
    w.click(&part("fb-strike"));
    let row = |number: &str| -> Value {
        let all = told(&file, "feedback", &["list"]);
        let rows = all["rows"].as_array().unwrap().clone();
        rows.into_iter().find(|r| r["number"] == number).unwrap()
    };
    assert_eq!(row("3")["struck_on"], json!(null));

    // Without the open site all is accepted: struck off, and the second list is gone.
    let id = row("3")["sites"]
        .as_array()
        .unwrap()
        .iter()
        .find(|s| s["number"] == open.as_str())
        .unwrap()["id"]
        .clone();
    let before = revision(&w);
    w.click(&format!("[data-testid=link-site-{id}] .icon"));
    written(&w, before);
    let ready = "return document.querySelector('[data-testid=fb-strike]').ariaDisabled !== 'true'";
    w.wait_for("it can be struck off", ready);
    let before = revision(&w);
    w.click(&part("fb-strike"));
    written(&w, before);
    w.wait_for(
        "the second list is gone",
        "return !document.querySelector('[data-testid=fb-claimed]')",
    );
    assert!(row("3")["struck_on"].is_string());

    // From the site's own archive: linked to the other problem.
    w.click("[data-testid^=link-site-] .link");
    w.sees(&part("site-feedback-3"), "村口旱厕无人管护");
    w.click(&part("site-link-feedback"));
    let before = revision(&w);
    let choose = "const s = document.querySelector('[data-testid=site-feedback-choose]'); const o = [...(s?.options ?? [])].find((o) => o.text.startsWith('4'));
        if (!o) return false; s.value = o.value; s.dispatchEvent(new Event('change', { bubbles: true })); return true";
    w.wait_for("the other problem is offered", choose);
    written(&w, before);
    w.sees(&part("site-feedback-4"), "沿街残墙未拆");
    assert_eq!(row("4")["sites"][0]["number"], json!(done));
    w.close();
}
