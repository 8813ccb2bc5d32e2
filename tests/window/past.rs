//! Looking back: the map of a past day, two days compared, and what happened to a site as sentences.

use super::{drawn, on_the_map, part, sign_in, told};
use crate::harness::Window;
use chrono::{Days, NaiveDate};
use serde_json::json;

/// What a part shows, without the marks between thousands.
fn number(w: &Window, css: &str) -> i64 {
    let body = format!("return document.querySelector('{css}').textContent.replace(/,/g, '')");
    w.script(&body, json!([])).as_str().unwrap().trim().parse().unwrap()
}

fn wait_for_day(w: &Window, day: NaiveDate) {
    w.find(&format!("[data-testid=past-bar][data-day='{day}'][data-busy=false]"));
    drawn(w);
}

fn set_day(w: &Window, id: &str, day: NaiveDate) {
    let body = "const f = document.getElementById(arguments[0]); f.value = arguments[1]; f.dispatchEvent(new Event('change', { bubbles: true }))";
    w.script(body, json!([id, day.to_string()]));
}

#[test]
fn the_map_looks_back_agrees_with_the_command_line_and_compares_two_days() {
    let home = tempfile::tempdir().unwrap();
    sign_in(home.path());
    let w = Window::open(&["--sample"], home.path());
    on_the_map(&w);
    let file = home.path().join("sample.gpkg");
    let today = crate::harness::today();

    w.click(&part("look-back"));
    wait_for_day(&w, today - Days::new(7));
    w.sees(&part("past-mark"), "终了");
    let week = told(&file, "status", &["--on", &(today - Days::new(7)).to_string()]);
    let shown = "[data-testid=past-district] [data-testid=past-unresolved] b";
    assert_eq!(number(&w, shown), week["figures"]["unresolved"].as_i64().unwrap());
    // Nothing can be edited meanwhile, and the button says why.
    let undo =
        "const b = document.querySelector('[data-testid=undo]'); return b.disabled && b.dataset.tip.includes('回看')";
    w.wait_for("undo is greyed and says why", undo);

    // Nor ticked: there is nothing to do with what was.
    w.wait_for(
        "rows without ticks",
        "const t = document.querySelector('[data-testid=table-grids]'); return t.querySelector('[data-id]') && !t.querySelector('.check')",
    );

    // By the keyboard: a week earlier than that, day by day.
    w.script("document.querySelector('[data-testid=past-handle]').focus()", json!([]));
    for _ in 0..7 {
        w.keys(&[], '\u{e012}');
    }
    let fortnight = today - Days::new(14);
    wait_for_day(&w, fortnight);
    let then = told(&file, "status", &["--on", &fortnight.to_string()]);
    w.wait_for(
        "the figures of a fortnight ago",
        &format!(
            "return document.querySelector('{shown}').textContent.replace(/,/g, '') === '{}'",
            then["figures"]["unresolved"]
        ),
    );
    w.picture("past-day");

    // The lists are those of the day.
    w.click(&part("filter-clear"));
    w.sees(&part("tab-sites"), &then["figures"]["total"].to_string());
    w.sees(&part("table-past"), "截至");

    w.click(&part("past-compare"));
    w.find(&part("compare"));
    let since = today - Days::new(60);
    set_day(&w, "past-since", since);
    w.find(&format!("[data-testid=past-bar][data-since='{since}']"));
    drawn(&w);
    let both = told(
        &file,
        "status",
        &["--on", &fortnight.to_string(), "--since", &since.to_string()],
    );
    for what in ["new", "accepted", "returned", "relapsed"] {
        let css = format!("[data-testid=\"compare-cmp.{what}\"] b");
        w.wait_for(
            what,
            &format!(
                "return document.querySelector('{css}')?.textContent.replace(/,/g, '') === '{}'",
                both["moved"][what]
            ),
        );
    }
    w.sees(&part("compare-sites"), "→");
    w.picture("past-compare");

    // What happened to one of them, as far as that day.
    w.script(
        "document.querySelector('[data-testid=compare-sites]').scrollIntoView({ block: 'start' })",
        json!([]),
    );
    w.click(&part("past-site"));
    w.sees(&part("past-site-archive"), "到这一天为止");
    w.click(&part("past-leave"));
    w.wait_for(
        "the present",
        "return !document.querySelector('[data-testid=past-bar]')",
    );
    w.sees(&part("history-lines"), "。");
    w.close();
}

#[test]
fn a_later_day_than_today_is_refused_with_a_word_and_the_map_stays_where_it_was() {
    let home = tempfile::tempdir().unwrap();
    sign_in(home.path());
    let w = Window::open(&["--sample"], home.path());
    on_the_map(&w);
    let today = crate::harness::today();
    let week = today - Days::new(7);
    w.click(&part("look-back"));
    wait_for_day(&w, week);
    set_day(&w, "past-day", today + Days::new(3));
    w.sees("[data-testid=past-bar] .wrong", &format!("晚于 {today}"));
    w.picture("past-later-day");
    w.find(&format!("[data-testid=past-bar][data-day='{week}']"));
    // What is no day at all is not exchanged in silence either.
    w.script(
        "const f = document.getElementById('past-day'); f.value = '上周五'; f.dispatchEvent(new Event('change', { bubbles: true }))",
        json!([]),
    );
    w.sees("[data-testid=past-bar] .wrong", "日期");
    set_day(&w, "past-day", today - Days::new(2));
    wait_for_day(&w, today - Days::new(2));
    w.wait_for(
        "the word goes",
        "return !document.querySelector('[data-testid=past-bar] .wrong')",
    );
    w.close();
}
