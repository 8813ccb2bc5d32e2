//! Campaigns by cells: an empty square is filled, worked off, another decided not to apply, many broken down at once.

use super::{drawn, part, revision, sign_in, told, written};
use crate::harness::Window;
use serde_json::{Value, json};
use std::path::Path;

fn matrix(file: &Path) -> Value {
    told(file, "matrix", &[])
}

fn empty(file: &Path) -> u64 {
    matrix(file)["empty"].as_u64().unwrap()
}

/// Clicks a part and waits until the edit that it makes is written.
fn change(w: &Window, name: &str) {
    let before = revision(w);
    w.click(&part(name));
    written(w, before);
}

/// Code of the cell and of the campaign of the first square in a state, which is clicked.
fn open_first(w: &Window, state: &str) -> [String; 2] {
    let css = format!("[data-testid=cm-square][data-state={state}]");
    w.find(&css);
    let body = "const d = document.querySelector(arguments[0]).dataset; return [d.grid, d.campaign]";
    let at = w.script(body, json!([css]));
    w.click(&css);
    w.find(&part("cm-drawer"));
    [0, 1].map(|i| at[i].as_str().unwrap().to_owned())
}

fn at_the_matrix(home: &Path) -> Window {
    sign_in(home);
    let w = Window::open(&["--sample"], home);
    w.find(&part("today"));
    w.click(&part("place-campaigns"));
    w.find(&part("cm-matrix"));
    w
}

#[test]
fn an_empty_square_is_filled_submitted_and_returned_and_another_decided_not_to_apply() {
    let home = tempfile::tempdir().unwrap();
    let w = at_the_matrix(home.path());
    let file = home.path().join("sample.gpkg");
    let before = empty(&file);
    w.sees(&part("cm-empty"), &before.to_string());
    w.click(&part("cm-part"));
    let [cell, campaign] = open_first(&w, "empty");
    w.picture("square-empty");
    change(&w, "cm-fill");
    w.sees(&part("cm-state"), "进行中");
    w.sees(&part("cm-person"), "网格长");
    assert_eq!(empty(&file), before - 1);

    // Without a step yet it can be taken back, and the square is empty again.
    change(&w, "cm-withdraw");
    w.find(&part("cm-fill"));
    assert_eq!(empty(&file), before);
    change(&w, "cm-fill");
    w.find(&part("cm-state"));

    // Its checklist, an item of which is ticked.
    w.type_into(&part("cm-item-new"), "清理卫生死角");
    change(&w, "cm-item-add");
    change(&w, "cm-item");
    w.sees(&part("cm-figure"), "1 / 1");

    // The one who submitted it cannot accept it; a return asks for its reason.
    change(&w, "cm-step-submit");
    w.sees(&part("cm-why"), "验收人不能是提交人");
    w.click(&part("cm-step-return"));
    w.type_into(&part("cm-note"), "死角未清");
    change(&w, "cm-step-return");
    w.sees(&part("cm-history"), "退回，“死角未清”");
    w.picture("square-task");
    let task = told(&file, "task", &["show", &campaign, &cell]);
    assert_eq!(
        (&task["task"]["rework"], &task["task"]["state"]),
        (&json!(1), &json!("open"))
    );
    assert_eq!(
        task["items"],
        json!([{ "number": 1, "text": "清理卫生死角", "done": true }])
    );

    let [cell, campaign] = open_first(&w, "empty");
    w.click(&part("cm-exempt"));
    w.sees(&part("cm-drawer"), "请写明为什么不适用");
    w.type_into(&part("cm-exempt-reason"), "没有此类场所");
    change(&w, "cm-exempt");
    w.sees(&part("cm-exemption"), "没有此类场所");
    let m = matrix(&file);
    assert_eq!(m["empty"].as_u64(), Some(before - 2));
    let column = m["campaigns"]
        .as_array()
        .unwrap()
        .iter()
        .position(|k| k["code"] == campaign.as_str());
    let row = m["rows"]
        .as_array()
        .unwrap()
        .iter()
        .find(|r| r["grid"]["code"] == cell.as_str())
        .unwrap();
    assert!(row["exempt"].as_array().unwrap().contains(&json!(column.unwrap())));
    w.close();
}

#[test]
fn a_campaign_is_broken_down_to_a_subdistrict_after_its_plan_was_shown_and_undone_as_one_edit() {
    let home = tempfile::tempdir().unwrap();
    let w = at_the_matrix(home.path());
    let file = home.path().join("sample.gpkg");
    let before = matrix(&file);
    w.click(&part("cm-breakdown"));
    w.click(&part("cm-bd-under"));
    w.click(&part("cm-bd-part"));
    // The campaign with the most empty squares in the first subdistrict.
    let squares = before["subdistricts"][0]["squares"].as_array().unwrap();
    let (column, most) = (squares.iter().enumerate())
        .map(|(i, s)| (i, s["empty"].as_u64().unwrap()))
        .max_by_key(|s| s.1)
        .unwrap();
    assert!(most > 0, "{squares:?}");
    let choose = "const s = document.querySelector('[data-testid=cm-bd-campaign]');
        s.value = arguments[0]; s.dispatchEvent(new Event('change', { bubbles: true }))";
    w.script(choose, json!([before["campaigns"][column]["code"]]));
    w.sees(&part("cm-bd-plan"), &format!("空格 {most} 个"));
    w.picture("breakdown");
    change(&w, "cm-bd-go");
    assert_eq!(empty(&file), before["empty"].as_u64().unwrap() - most);
    change(&w, "undo");
    assert_eq!(matrix(&file)["rows"], before["rows"]);
    w.close();
}

#[test]
fn arrows_walk_the_squares_enter_opens_them_and_a_task_of_a_dossier_leads_back_here() {
    let home = tempfile::tempdir().unwrap();
    let w = at_the_matrix(home.path());
    w.click(&part("cm-part"));
    w.find(&part("cm-square"));
    let focus = "document.querySelector('[data-testid=cm-matrix]').focus(); return true";
    w.script(focus, json!([]));
    // Down to the first cell, right to its first campaign, Enter.
    for key in ['\u{e015}', '\u{e014}', '\u{e007}'] {
        w.keys(&[], key);
    }
    w.find(&part("cm-state"));
    let title = "return document.querySelector('[data-testid=cm-drawer] h2').innerText";
    let first = w.script(title, json!([])).as_str().unwrap().to_owned();
    w.keys(&[], '\u{e014}');
    let moved = format!("return document.querySelector('[data-testid=cm-drawer] h2')?.innerText !== '{first}'");
    w.wait_for("the drawer follows", &moved);
    w.keys(&[], '\u{e012}');
    w.wait_for("the drawer is back", &moved.replace("!==", "==="));
    w.click(&part("cm-map"));
    drawn(&w);
    w.click(&part("dossier-task"));
    w.find(&part("cm-drawer"));
    w.find("[data-testid=cm-square].chosen");
    w.close();
}

#[test]
fn cells_chosen_on_the_map_are_those_that_the_breakdown_plans_for() {
    let home = tempfile::tempdir().unwrap();
    let w = at_the_matrix(home.path());
    w.click(&part("cm-breakdown"));
    w.click(&part("cm-bd-cells"));
    w.sees(&part("cm-bd-plan"), "请先到地图上选网格");
    w.click(&part("cm-bd-map"));
    drawn(&w);
    w.click(&part("choose-box"));
    let middle = "const b = document.querySelector('[data-testid=map]').getBoundingClientRect();
        return [b.left + b.width / 2, b.top + b.height / 2]";
    let at = w.script(middle, json!([]));
    let [x, y] = [0, 1].map(|i| at[i].as_f64().unwrap() as i64);
    w.drag(&[(x - 90, y - 80), (x, y), (x + 90, y + 80)]);
    let chosen = "const b = document.querySelector('[data-testid=choose-take]');
        return !b.disabled && Number(b.innerText.match(/\\d+/)[0])";
    let count = w.wait_for("cells are chosen", chosen).as_u64().unwrap();
    w.picture("choose-cells");
    w.click(&part("choose-take"));
    w.sees(&part("cm-bd-plan"), &format!("符合的网格 {count} 个"));
    w.close();
}
