//! What is typed and not saved: it stays, or is asked about once.

use super::{choose_hit, drawn, edit, on_page, on_the_map, opened_at, part, revision, sample, sign_in, told};
use crate::harness::office::{pair_of_dots, somewhere};
use crate::harness::{Window, verb};
use serde_json::json;
use std::path::{Path, PathBuf};

fn opened(home: &Path) -> (PathBuf, Window) {
    sign_in(home);
    let file = home.join("平安.gpkg");
    verb(&file, "new", &["--sample"]);
    let w = Window::open(&[file.to_str().unwrap()], home);
    (file, w)
}

fn gone(w: &Window, css: &str) {
    w.wait_for(
        &format!("{css} goes"),
        &format!("return !document.querySelector('{css}')"),
    );
}

#[test]
fn cells_painted_and_not_confirmed_outlive_a_look_around() {
    let home = tempfile::tempdir().unwrap();
    let (file, w) = opened(home.path());
    on_the_map(&w);
    w.click(&part("mode-assign"));
    w.click("[data-testid=person-row]:not(.vacant)");
    let at = on_page(&w, somewhere(&file));
    w.click_at(at.0, at.1);
    w.find("[data-testid=assign-confirm]:not(:disabled)");
    w.click(&part("mode-look"));
    w.sees(&part("assign-waits"), "1");
    w.sees(&part("unsaved"), "指派 1 个网格");
    w.picture("assign-waits");
    w.click(&part("place-today"));
    w.click(&part("mode-assign"));
    w.find("[data-testid=assign-confirm]:not(:disabled)");
    w.click(&part("assign-cancel"));
    gone(&w, "[data-testid=unsaved]");

    // A second one of a name that is there is made knowingly, and told apart; taken back, nobody is in hand.
    let name = "return document.querySelector('[data-testid=person-row]:not(.vacant) b').innerText";
    let name = w.script(name, json!([])).as_str().unwrap().to_owned();
    w.click(&part("person-new"));
    let form = "form[aria-label=新增人员]";
    w.type_into(&format!("{form} input"), &name);
    w.sees(&part("person-same"), &format!("已有 1 位“{name}”"));
    w.sees(&part("person-save"), "另建一位同名的");
    w.type_into(&format!("{form} input[type=tel]"), "13900112233");
    w.picture("person-same");
    w.click(&part("person-save"));
    w.sees("[data-testid=person-row][aria-checked=true]", "13900112233");
    drawn(&w);
    let at = on_page(&w, somewhere(&file));
    w.click_at(at.0, at.1);
    w.sees(&part("assign-change"), &format!("{name} 13900112233"));
    verb(&file, "undo", &["--by", "乙某"]);
    w.sees(&part("assign-gone"), &format!("{name} 已不在项目里"));
    w.find("[data-testid=assign-confirm]:disabled");
    w.picture("person-gone");
    w.click(&part("assign-cancel"));

    // Who was added and is taken back here leaves the hand and the list at once, and so does who was added before.
    let names = ["新人甲", "新人乙"];
    for name in names {
        w.click(&part("person-new"));
        w.type_into(&format!("{form} input"), name);
        edit(&w, || w.click(&part("person-save")));
        w.sees("[data-testid=person-row][aria-checked=true]", name);
    }
    for name in names.iter().rev() {
        edit(&w, || w.click(&part("undo")));
        w.wait_for(
            "gone from the list",
            &format!("return ![...document.querySelectorAll('[data-testid=person-row]')].some((r) => r.innerText.includes('{name}'))"),
        );
    }
    w.find("[data-testid=person-row]");
    gone(&w, "[data-testid=person-row][aria-checked=true]");
    w.close();
}

#[test]
fn items_judged_outlive_a_look_at_the_next_site() {
    let home = tempfile::tempdir().unwrap();
    let (_, w) = opened(home.path());
    w.find(&part("today"));
    w.click(&part("mode-inspect"));
    w.find("[data-testid=item-1].active");
    let site = "return document.querySelector('[data-testid=inspect-site]').dataset.site";
    let first = w.script(site, json!([]));
    w.keys(&[], '1');
    w.find("[data-testid=item-2].active");
    w.keys(&[], '\u{e015}');
    w.wait_for("another site", &format!("return document.querySelector('[data-testid=inspect-site]').dataset.site !== {first} && document.querySelector('[data-testid=item-1].active')"));
    w.sees(&part("unsaved"), "点位办理");
    w.keys(&[], '\u{e013}');
    w.find(&format!("[data-testid=inspect-site][data-site={first}]"));
    w.find("[data-testid=item-2].active");
    w.find("[data-testid=item-1-pass][aria-checked=true]");
    w.picture("judged-again");
    w.close();
}

#[test]
fn a_new_site_comes_back_with_its_photos_and_takes_them_along_when_it_is_given_up() {
    let home = tempfile::tempdir().unwrap();
    let (file, w) = opened(home.path());
    let [photo, _] = pair_of_dots(home.path());
    let photo = photo.split_once('=').unwrap().1.to_owned();
    on_the_map(&w);
    w.click(&part("mode-add_site"));
    let at = on_page(&w, somewhere(&file));
    w.click_at(at.0, at.1);
    w.type_into("#add-address", "重要地址不要丢");
    w.click(&part("photo-before"));
    w.choose(Path::new(&photo));
    let picked = "return document.querySelectorAll('.pick img').length";
    w.wait_for("the photo waits", picked);

    // Looked elsewhere: it is there again, whole.
    w.click(&part("mode-look"));
    gone(&w, "#add-address");
    w.sees(&part("unsaved"), "新增点位");
    w.click(&part("mode-add_site"));
    w.find(&part("addsite-kept"));
    w.wait_for("the photo is there again", picked);
    w.wait_for(
        "the address is there again",
        "return document.getElementById('add-address').value === '重要地址不要丢'",
    );

    // Given up: asked once, then nothing of it comes with the next.
    w.click(&part("addsite-end"));
    w.sees(&part("giveup"), "重要地址不要丢");
    w.sees(&part("giveup"), "照片 1 张");
    w.picture("giveup");
    w.click(&part("giveup-stay"));
    gone(&w, "[data-testid=giveup]");
    // Escape on the question is no answer that loses something.
    for _ in 0..2 {
        w.keys(&[], '\u{e00c}');
        w.find(&part("giveup"));
        w.keys(&[], '\u{e00c}');
        gone(&w, "[data-testid=giveup]");
    }
    w.sees(&part("unsaved"), "新增点位");
    w.click(&part("addsite-end"));
    w.click(&part("giveup-go"));
    w.click(&part("mode-add_site"));
    w.click_at(at.0, at.1);
    w.find("#add-address");
    assert_eq!(w.script(picked, json!([])), json!(0));
    w.type_into("#add-address", "第二处");
    let before = revision(&w);
    w.click(&part("addsite-save"));
    w.find(&part("addsite-done"));
    assert!(revision(&w) > before);
    let number = told(&file, "history", &[])[0]["args"]["site"]
        .as_str()
        .unwrap()
        .to_owned();
    let site = told(&file, "site", &["show", &number]);
    assert_eq!(site["photos"], json!([0, 0, 0]), "{site}");

    // Somebody else undoes it while it is corrected: what was typed is shown, and given up by one button.
    w.click(".done .link");
    w.click(&part("facts-edit"));
    w.type_into("#facts-note", "门口堆料");
    w.sees(&part("unsaved"), "点位基本情况");
    verb(&file, "undo", &["--by", "乙某"]);
    w.sees(&part("site-gone"), "已不在项目里");
    w.sees(&part("site-gone"), "乙某");
    w.sees(&part("unsaved-list"), "门口堆料");
    w.picture("gone-site");
    // What else is written meanwhile brings neither its page back nor takes away who undid it.
    w.script(
        "window.shown = []; const note = () => shown.push([!!document.querySelector('[data-testid=facts-edit]'), !!document.querySelector('[data-testid=site-gone-by]')].join()); note(); new MutationObserver(note).observe(document.querySelector('[data-testid=right]'), { childList: true, subtree: true })",
        json!([]),
    );
    edit(&w, || {
        verb(&file, "setting", &["title", "别的", "--by", "丙某"]);
    });
    w.wait_for(
        "read anew",
        "return !document.querySelector('[data-testid=site-archive][aria-busy=true]')",
    );
    assert_eq!(w.script("return [...new Set(shown)]", json!([])), json!(["false,true"]));
    w.sees(&part("site-gone-by"), "乙某");
    w.click(&part("unsaved-drop"));
    gone(&w, "[data-testid=unsaved]");
    w.click(&part("site-gone-close"));
    gone(&w, "[data-testid=site-gone]");
    drawn(&w);
    w.close();
}

#[test]
fn photos_of_one_site_are_not_offered_by_another() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("平安.gpkg");
    verb(&file, "new", &["--sample"]);
    let [photo, _] = pair_of_dots(home.path());
    let photo = photo.split_once('=').unwrap().1.to_owned();
    let w = opened_at(home.path(), "site", "PA0127");
    w.click(&part("photo-after"));
    w.choose(Path::new(&photo));
    let picked = "return document.querySelectorAll('.pick img').length";
    w.wait_for("the photo waits", picked);
    let open = |number: &str| {
        choose_hit(&w, "site", number, number);
        w.sees(&part("site-archive"), number);
    };
    open("PA0166");
    w.wait_for(
        "none at another site",
        "return document.querySelectorAll('.pick img').length === 0",
    );
    open("PA0127");
    w.wait_for("it waits at its own", picked);
    w.close();
}

#[test]
fn another_project_is_not_opened_over_what_is_not_saved_without_a_question() {
    let home = tempfile::tempdir().unwrap();
    let (_, w) = opened(home.path());
    w.find(&part("today"));
    w.click(&part("place-feedback"));
    w.type_into(&part("fb-text"), "公厕无人管");
    w.click(&part("place-map"));
    w.sees(&part("unsaved"), "新增反馈问题");
    // Control and O, as for opening.
    w.keys(&['\u{e009}'], 'o');
    w.sees(&part("asked"), "新增反馈问题");
    w.picture("asked-before-opening");
    w.keys(&[], '\u{e00c}');
    gone(&w, "[data-testid=asked]");
    w.keys(&['\u{e009}'], 'o');
    w.click(&part("asked-stay"));
    gone(&w, "[data-testid=asked]");
    w.click(&part("place-feedback"));
    w.find(&part("fb-text"));
    w.wait_for(
        "what was typed",
        "return document.querySelector('[data-testid=fb-text]').value === '公厕无人管'",
    );
    // What is not saved leads to where it is, and is given up there.
    w.click(&part("place-map"));
    w.click(&part("unsaved"));
    w.sees(&part("unsaved-list"), "公厕无人管");
    w.picture("unsaved-list");
    w.click(&part("unsaved-go"));
    w.find(&part("fb-text"));
    w.click(&part("unsaved"));
    w.click(&part("unsaved-drop"));
    gone(&w, "[data-testid=unsaved]");
    w.wait_for(
        "nothing stays in its field",
        "return document.querySelector('[data-testid=fb-text]').value === ''",
    );
    w.close();
}

/// The entry of the list of what is not saved whose text holds some words, clicked by its button to go on.
fn resume(w: &Window, words: &str) {
    w.click(&part("unsaved"));
    w.sees(&part("unsaved-list"), words);
    let found = "const li = [...document.querySelectorAll('[data-testid=unsaved-list] li')].find((l) => l.innerText.includes(arguments[0])); li.querySelector('[data-testid=unsaved-go]').click()";
    w.script(found, json!([words]));
}

/// Waits until a field holds what was typed.
fn holds(w: &Window, css: &str, text: &str) {
    let body = format!(
        "return document.querySelector({})?.value === {}",
        json!(css),
        json!(text)
    );
    w.wait_for(&format!("{css} holds {text}"), &body);
}

#[test]
fn a_draft_is_called_by_what_it_is_of_and_leads_exactly_there() {
    let home = tempfile::tempdir().unwrap();
    let file = sample(home.path());
    for day in ["2026-10-27", "2026-11-20"] {
        verb(&file, "meeting", &["new", "--day", day]);
    }
    let w = Window::open(&[file.to_str().unwrap()], home.path());

    w.find(&part("today"));
    // Two kinds and a new stop.
    w.click(&part("place-rules"));
    let write = |css: &str, text: &str| {
        w.find(css);
        w.script(
            "const f = document.querySelector(arguments[0]); f.value = arguments[1]; f.dispatchEvent(new Event('input', { bubbles: true }))",
            json!([css, text]),
        );
    };
    w.click(&part("kind-ruined_wall"));
    write(&part("kind-days"), "45");
    w.click(&part("kind-dry_toilet"));
    write(&part("kind-days"), "99");
    w.click(&part("rules-pauses"));
    write(&part("pause-from"), "12-24");

    // Remarks on two meetings.
    w.click(&part("place-meeting"));
    w.click(&part("meeting-2026-10-27"));
    w.find("[data-testid=meeting][aria-busy=false]");
    w.type_into(&part("item-text"), "老会议上的点评");
    w.click(&part("meeting-2026-11-20"));
    w.find("[data-testid=meeting][aria-busy=false]");
    holds(&w, &part("item-text"), "");
    w.type_into(&part("item-text"), "新会议上的点评");

    // A square of the matrix.
    w.click(&part("place-campaigns"));
    w.click(&part("cm-part"));
    w.click("[data-testid=cm-square][data-state=task]");
    let square = w.wait_for(
        "its cell",
        "return document.querySelector('[data-testid=cm-drawer] header .selectable')?.textContent",
    );
    w.click(&part("cm-edit-standard"));
    w.type_into("[data-testid=cm-drawer] textarea", "拆到地面为止");
    w.click(&part("cm-drawer-close"));
    gone(&w, "[data-testid=cm-drawer]");
    w.click(&part("place-map"));
    drawn(&w);
    w.click(&part("unsaved"));
    for called in [
        "点位种类：残垣断壁",
        "点位种类：旱厕",
        "会议事项：2026-10-27",
        "会议事项：2026-11-20",
    ] {
        w.sees(&part("unsaved-list"), called);
    }
    w.picture("drafts-named");
    w.keys(&[], '\u{e00c}');

    resume(&w, "拆到地面为止");
    w.wait_for(
        "its standard as typed",
        "return document.querySelector('[data-testid=cm-drawer] textarea')?.value.includes('拆到地面为止')",
    );
    let cell = "return document.querySelector('[data-testid=cm-drawer] header .selectable').textContent";
    assert_eq!(w.script(cell, json!([])), square);
    resume(&w, "点位种类：旱厕");
    holds(&w, &part("kind-days"), "99");
    resume(&w, "停工期");
    holds(&w, &part("pause-from"), "12-24");
    resume(&w, "点位种类：残垣断壁");
    holds(&w, &part("kind-days"), "45");
    resume(&w, "老会议上的点评");
    holds(&w, &part("item-text"), "老会议上的点评");
    resume(&w, "新会议上的点评");
    holds(&w, &part("item-text"), "新会议上的点评");
    w.picture("drafts-led-to");
    w.close();
}
