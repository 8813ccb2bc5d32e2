//! The inspection, steps of many sites, notices recorded as sent, and neighbours of a new site.

use super::{
    choose_hit, copied, drawn, on_the_map, part, revision, sample, sign_in, sits_down, told, wait_past, written,
};
use crate::harness::office::pair_of_dots;
use crate::harness::{Window, assert_sound, verb};
use rusqlite::Connection;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// The sample with one site that was returned once and submitted again with its two photos; gives the file and the site.
fn with_a_pair(home: &Path) -> (PathBuf, i64) {
    sign_in(home);
    let file = home.join("平安.gpkg");
    verb(&file, "new", &["--sample"]);
    let c = Connection::open(&file).unwrap();
    let sql = "SELECT s.fid, s.number FROM site s JOIN placement p ON p.site = s.fid
        WHERE s.state = 'submitted' AND s.rework = 0 ORDER BY s.number LIMIT 1";
    let (id, number): (i64, String) = c.query_row(sql, [], |r| Ok((r.get(0)?, r.get(1)?))).unwrap();
    drop(c);
    verb(&file, "step", &[&number, "return", "--by", "马海明", "--fail", "1"]);
    let [before, after] = pair_of_dots(home);
    verb(
        &file,
        "step",
        &[
            &number,
            "submit",
            "--by",
            "祁文秀",
            "--photo",
            &before,
            "--photo",
            &after,
        ],
    );
    (file, id)
}

fn one(file: &Path, sql: &str) -> Value {
    let c = Connection::open(copied(file)).unwrap();
    let text: String = c.query_row(sql, [], |r| r.get(0)).unwrap();
    serde_json::from_str(&text).unwrap_or(Value::String(text))
}

#[test]
fn a_site_is_returned_for_one_item_taken_back_and_accepted_item_by_item() {
    let home = tempfile::tempdir().unwrap();
    let (file, id) = with_a_pair(home.path());
    let w = Window::open(&[file.to_str().unwrap()], home.path());
    w.find(&part("today"));
    w.click(&part("mode-inspect"));
    let waiting = told(&file, "today", &[])["submitted"].to_string();
    w.sees(&part("inspect-count"), &waiting);
    let open = |w: &Window| {
        w.click(&format!("#waits-{id}"));
        w.find(&format!("[data-testid=inspect-site][data-site='{id}']"));
        w.find("[data-testid=item-1].active");
    };
    open(&w);
    w.find(&part("photo-pair"));

    // By the keys: the first passes, the second fails and asks at once what is wrong, the others pass.
    w.keys(&[], '1');
    w.find("[data-testid=item-2].active");
    w.keys(&[], '2');
    w.wait_for(
        "the remark is asked for",
        "return document.activeElement?.dataset.testid === 'remark-2'",
    );
    w.type_into(&part("remark-2"), "东北角仍有碎土");
    w.keys(&[], '\u{e007}');
    for n in 3..=6 {
        w.find(&format!("[data-testid=item-{n}].active"));
        w.keys(&[], '1');
    }
    w.sees(&part("inspect-will"), "返工第 2 次");
    w.picture("inspect");
    let before = revision(&w);
    w.click("[data-testid=inspect-go][data-action=return][aria-disabled=false]");
    written(&w, before);
    w.sees(&part("inspect-last"), "已退回整改");
    w.wait_for(
        "the next of the queue",
        &format!("const s = document.querySelector('[data-testid=inspect-site]').dataset.site; return s !== '' && s !== '{id}'"),
    );
    let state = format!("SELECT json_object('state', state, 'rework', rework) FROM site WHERE fid = {id}");
    assert_eq!(one(&file, &state), json!({ "state": "rectifying", "rework": 2 }));
    let said = format!("SELECT remarks FROM step WHERE site = {id} ORDER BY fid DESC LIMIT 1");
    assert_eq!(one(&file, &said), json!({ "2": "东北角仍有碎土" }));

    // Taken back it waits again; now all of it is in order but one item, which does not apply.
    let before = revision(&w);
    w.click(&part("undo"));
    written(&w, before);
    assert_eq!(one(&file, &state), json!({ "state": "submitted", "rework": 1 }));
    open(&w);
    // Whoever submitted it sits down and cannot accept it; what is said follows who is at the desk.
    sits_down(&w, "祁文秀");
    w.sees(".rules", "验收人不能是提交人祁文秀");
    sits_down(&w, "祁玉兰");
    w.sees(".rules", "验收人祁玉兰 ≠ 提交人祁文秀");
    for n in 1..=5 {
        w.click(&part(&format!("item-{n}-pass")));
    }
    w.click(&part("item-6-na"));
    w.find("[data-testid=inspect-go][data-action=accept][aria-disabled=true]");
    w.type_into(&part("remark-6"), "无户主");
    w.sees(&part("inspect-will"), "验收达标");
    // A colleague writes the standard anew: what was judged goes with the words of its item, what is no more is named.
    let kind = one(&file, &format!("SELECT kind FROM site WHERE fid = {id}"));
    let shown =
        "return [...document.querySelectorAll('[data-testid=inspect-judge] li .text')].map((e) => e.textContent)";
    let texts: Vec<String> = serde_json::from_value(w.script(shown, json!([]))).unwrap();
    let anew = [&texts[5], &texts[1], &texts[2], &texts[3], &texts[0], "院内无积水"];
    let items = anew.iter().flat_map(|text| ["--item", text]);
    let args: Vec<&str> = std::iter::once(kind.as_str().unwrap()).chain(items).collect();
    verb(&file, "standard", &[&args[..], &["--by", "乙某"]].concat());
    w.sees(&part("judged-before"), &format!("“{}”：合格", texts[4]));
    w.find("[data-testid=item-1-na][aria-checked=true]");
    w.find("[data-testid=item-5-pass][aria-checked=true]");
    w.find("[data-testid=item-6].active");
    w.picture("inspect-standard-changed");
    w.click(&part("item-6-pass"));
    w.sees(&part("inspect-will"), "验收达标");
    w.sees(&part("inspect-rechecks"), "180 天");
    let before = revision(&w);
    w.click("[data-testid=inspect-go][data-action=accept][aria-disabled=false]");
    written(&w, before);
    w.find(&part("inspect-form"));
    assert_eq!(one(&file, &state), json!({ "state": "accepted", "rework": 1 }));
    let number = one(&file, &format!("SELECT number FROM site WHERE fid = {id}"));
    let form = home.path().join("验收单.docx");
    told(&file, "acceptance", &[number.as_str().unwrap(), form.to_str().unwrap()]);
    assert!(std::fs::read(form).unwrap().starts_with(b"PK"));
    assert_sound(&copied(&file));
    w.close();
}

#[test]
fn all_reported_sites_are_verified_together_and_taken_back_as_one() {
    let home = tempfile::tempdir().unwrap();
    sign_in(home.path());
    let w = Window::open(&["--sample"], home.path());
    let file = home.path().join("sample.gpkg");
    w.find(&part("today-reported-list"));
    let reported = |file: &Path| told(file, "today", &[])["reported"].as_u64().unwrap();
    let all = reported(&file);
    assert!(all > 1);
    w.click(&part("today-reported-list"));
    drawn(&w);
    w.sees(&part("tab-sites"), &all.to_string());
    w.click(&part("table-sites-all"));
    w.sees(&part("batch"), &format!("已选 {all} 处点位"));
    // Another list: none of its rows is ticked, so it is not ticked whole, and all of it can be ticked and unticked.
    let whole = |is: &str| {
        let body = format!("return document.querySelector('[data-testid=table-sites-all]').ariaChecked === '{is}'");
        w.wait_for(is, &body);
    };
    whole("true");
    w.click(&part("place-today"));
    w.click(&part("today-overdue-list"));
    drawn(&w);
    let overdue = told(&file, "today", &[])["overdue"].as_u64().unwrap();
    w.sees(&part("tab-sites"), &overdue.to_string());
    whole("false");
    w.click(&part("table-sites-all"));
    w.sees(&part("batch"), &format!("已选 {} 处点位", all + overdue));
    whole("true");
    w.picture("all-ticked");
    w.click(&part("table-sites-all"));
    w.sees(&part("batch"), &format!("已选 {all} 处点位"));
    whole("false");
    w.click(&part("batch-verify"));
    let before = revision(&w);
    w.click("[data-testid=batch-go][aria-disabled=false]");
    wait_past(&w, before);
    w.sees(&part("batch-result"), &format!("已办理 {all} 处"));
    w.picture("batch");
    assert_eq!(reported(&file), 0);
    let before = revision(&w);
    w.click(&part("undo"));
    wait_past(&w, before);
    assert_eq!(reported(&file), all);
    w.close();
}

#[test]
fn a_notice_is_recorded_as_sent_from_the_dossier() {
    let home = tempfile::tempdir().unwrap();
    let file = sample(home.path());
    let c = Connection::open(&file).unwrap();
    let sql = "SELECT g.code, count(*) FROM grid g JOIN placement p ON p.grid = g.fid JOIN site s ON s.fid = p.site
        JOIN duty d ON d.grid = g.fid AND d.role = 'chief' AND d.to_date IS NULL WHERE s.state = 'filed'
        GROUP BY g.fid ORDER BY count(*) DESC, g.code LIMIT 1";
    let (code, filed): (String, u32) = c.query_row(sql, [], |r| Ok((r.get(0)?, r.get(1)?))).unwrap();
    drop(c);
    let w = Window::open(&[file.to_str().unwrap()], home.path());
    on_the_map(&w);
    choose_hit(&w, "grid", &code, &code);
    w.click(&part("dossier-notice"));
    w.find(&part("notice-save"));
    let before = revision(&w);
    w.click(&part("notice-dispatch"));
    wait_past(&w, before);
    w.sees(&part("batch-result"), &format!("已办理 {filed} 处"));
    w.picture("notice");
    let last = "SELECT note FROM step ORDER BY fid DESC LIMIT 1";
    let note = one(&file, last);
    assert!(
        note.as_str().unwrap().starts_with(&format!("整改通知单 {code}-")),
        "{note}"
    );
    w.close();
}

#[test]
fn a_new_site_beside_one_of_its_kind_is_warned_of_and_can_be_saved_all_the_same() {
    let home = tempfile::tempdir().unwrap();
    let file = sample(home.path());
    let c = Connection::open(&file).unwrap();
    let sql = "SELECT s.number, (r.minx + r.maxx) / 2, (r.miny + r.maxy) / 2 FROM site s
        JOIN rtree_site_geom r ON r.id = s.fid WHERE s.kind = 'ruined_wall' AND s.state = 'rectifying' ORDER BY s.number LIMIT 1";
    let (number, x, y): (String, f64, f64) = c.query_row(sql, [], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?))).unwrap();
    drop(c);
    let w = Window::open(&[file.to_str().unwrap()], home.path());
    on_the_map(&w);
    w.click(&part("mode-add_site"));
    w.type_into("#add-at", &format!("{x:.6}, {:.6}", y + 0.00005));
    w.keys(&[], '\u{e007}');
    w.sees(&part("near-sites"), &number);
    w.picture("near");
    w.type_into("#add-address", "旁边另一段墙");
    let before = revision(&w);
    w.click(&part("addsite-save"));
    wait_past(&w, before);
    w.find(&part("addsite-done"));
    w.close();
}
