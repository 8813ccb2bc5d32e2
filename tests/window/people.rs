//! Who answers for what, who walked where, how the figures add up, and what is wrong with the cells.

use super::{copied, drawn, edit, part, sign_in, told};
use crate::harness::{Window, gridwarden};
use serde_json::{Value, json};
use std::path::Path;

fn opened(home: &Path) -> Window {
    sign_in(home);
    let w = Window::open(&["--sample"], home);
    w.find(&part("today"));
    w
}

fn text(w: &Window, css: &str) -> String {
    let body = "return document.querySelector(arguments[0])?.innerText ?? ''";
    w.script(body, json!([css])).as_str().unwrap().trim().to_owned()
}

/// `check` ends with 1 where it finds faults.
fn checked(file: &Path) -> Value {
    let run = gridwarden(&["check".as_ref(), file.as_os_str(), "--json".as_ref()]);
    assert_eq!(run.status, Some(1), "{run:?}");
    serde_json::from_str(&run.out).unwrap()
}

#[test]
fn a_telephone_is_mended_on_the_page_that_shows_all_that_its_owner_answers_for() {
    let home = tempfile::tempdir().unwrap();
    let w = opened(home.path());
    let file = home.path().join("sample.gpkg");
    w.click(&part("place-people"));
    w.click("[data-testid=people-table] [data-id]");
    w.find(&part("person-duty"));
    let name = text(&w, "[data-testid=person] h2");
    let page = told(&file, "person", &[&name]);
    w.sees(&part("person-sites"), &page["person"]["sites"].to_string());
    w.picture("person");
    w.click(&part("person-edit"));
    w.script(
        "document.querySelector('[data-testid=person-phone-field]').select()",
        json!([]),
    );
    w.type_into(&part("person-phone-field"), "13900001111");
    edit(&w, || w.click(&part("person-save")));
    w.sees(&part("person-phone"), "13900001111");
    assert_eq!(told(&file, "person", &[&name])["person"]["phone"], "13900001111");
    edit(&w, || w.click(&part("undo")));
    assert_eq!(told(&file, "person", &[&name]), page);
    w.close();
}

#[test]
fn a_walk_that_is_written_down_takes_its_cell_off_the_list_of_those_due() {
    let home = tempfile::tempdir().unwrap();
    let w = opened(home.path());
    let file = home.path().join("sample.gpkg");
    let due = |file: &Path| told(file, "patrol", &["due"]).as_array().unwrap().len();
    let before = due(&file);
    // Each map beside a list wears its own colour, whichever was seen before.
    w.click(&part("place-people"));
    w.click(&part("people-tab-vacant"));
    w.find("[data-testid=map][data-ready=true]");
    w.click(&part("place-patrols"));
    w.sees(&part("patrols-due"), &before.to_string());
    w.find("[data-testid=map][data-ready=true]");
    w.sees(&part("legend"), "距上次巡查");
    w.picture("patrols");
    w.click("[data-testid=walk-table] [data-id]");
    w.click(&part("patrol-add"));
    if w.script(
        "return document.querySelector('[data-testid=patrol-who]').value",
        json!([]),
    ) == json!("")
    {
        w.type_into(&part("patrol-who"), "祁玉兰");
    }
    w.type_into(&part("patrol-question"), "路灯损坏");
    edit(&w, || w.click(&part("patrol-save")));
    w.sees(&part("patrols-due"), &(before - 1).to_string());
    assert_eq!(due(&file), before - 1);
    w.sees(&part("patrol"), "路灯损坏");
    edit(&w, || w.click(&part("undo")));
    assert_eq!(due(&file), before);
    w.close();
}

#[test]
fn the_figures_of_a_subdistrict_are_those_of_its_villages_and_the_map_follows() {
    let home = tempfile::tempdir().unwrap();
    let w = opened(home.path());
    let file = home.path().join("sample.gpkg");
    let column = |w: &Window| -> (u64, u64) {
        let body = "const of = (s) => Number(s.innerText.replace(/[^0-9]/g, '') || 0)
            const all = [...document.querySelectorAll('[data-testid=rollup-table] [data-id]')].map((r) => of(r.children[2]))
            return [all.reduce((a, b) => a + b, 0), of(document.querySelector('[data-testid=rollup-whole] [data-id=total]'))]";
        let v = w.script(body, json!([]));
        (v[0].as_u64().unwrap(), v[1].as_u64().unwrap())
    };
    w.click(&part("place-rollup"));
    w.find("[data-testid=rollup-table] [data-id]");
    let total = told(&file, "status", &[])["figures"]["total"].as_u64().unwrap();
    assert_eq!(column(&w), (total, total));
    drawn(&w);
    w.picture("rollup");
    w.click("[data-testid=rollup-table] [data-id]");
    w.wait_for(
        "the way down",
        "return document.querySelectorAll('[data-testid=rollup-path] *').length > 1",
    );
    w.wait_for(
        "the parts of one subdistrict",
        &format!(
            "return Number(document.querySelector('[data-testid=rollup-whole] [data-id=total]').innerText) < {total}"
        ),
    );
    let (parts, whole) = column(&w);
    assert_eq!(parts, whole);
    w.close();
}

#[test]
fn the_check_lists_what_the_command_line_finds_and_a_fault_leads_to_its_place() {
    let home = tempfile::tempdir().unwrap();
    let w = opened(home.path());
    let told = checked(&copied(&home.path().join("sample.gpkg")));
    w.click(&part("place-check"));
    w.sees(
        &part("check-faults"),
        &told["faults"].as_array().unwrap().len().to_string(),
    );
    w.sees(
        &part("check-warnings"),
        &told["warnings"].as_array().unwrap().len().to_string(),
    );
    drawn(&w);
    let view = "return document.querySelector('[data-testid=map]').dataset.view";
    let before = w.script(view, json!([]));
    w.click("[data-testid=check-table] [data-id]");
    w.wait_for(
        "the map flies there",
        &format!("return document.querySelector('[data-testid=map]').dataset.view !== {before}"),
    );
    w.picture("check");
    w.close();
}
