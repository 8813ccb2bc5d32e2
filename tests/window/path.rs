//! A dry toilet's whole path in the window, from the click that reports it to the relapse, and the meeting that shows each move.

use super::{choose_hit, copied, edit, on_page, part, sign_in, sits_down, stands};
use crate::harness::office::{dot, green_dot, somewhere};
use crate::harness::{Window, assert_sound};
use rusqlite::Connection;
use serde_json::json;
use std::path::Path;

/// Takes the one next step of the site whose archive is open.
fn next(w: &Window, action: &str) {
    edit(w, || {
        w.click(&format!(
            "[data-testid=next-action][data-action={action}][aria-disabled=false]"
        ))
    });
}

/// Opens the inspection at a site.
fn inspect(w: &Window, id: i64) {
    w.click(&part("mode-inspect"));
    w.click(&format!("#waits-{id}"));
    w.find(&format!("[data-testid=inspect-site][data-site='{id}']"));
    w.find("[data-testid=item-1].active");
}

/// A meeting of a day, made by its form.
fn meets(w: &Window, day: Option<&str>) {
    w.click(&part("place-meeting"));
    w.wait_for(
        "the meetings",
        "return document.querySelector('[data-testid=meeting-form], [data-testid=meeting-new]')",
    );
    if w.script(
        "return !document.querySelector('[data-testid=meeting-form]')",
        json!([]),
    ) == json!(true)
    {
        w.click(&part("meeting-new"));
    }
    if let Some(day) = day {
        w.script("document.querySelector('#mt-day').value = ''", json!([]));
        w.type_into("#mt-day", day);
        w.keys(&[], '\u{e004}');
    }
    edit(w, || w.click(&part("meeting-make")));
    // Made for another day, it says of when its figures are.
    w.sees(
        &part("meeting-frozen"),
        if day.is_some() { "的台账" } else { "数字冻结于" },
    );
}

fn newest(file: &Path) -> (i64, String) {
    let c = Connection::open(copied(file)).unwrap();
    let sql = "SELECT fid, number FROM site ORDER BY fid DESC LIMIT 1";
    c.query_row(sql, [], |r| Ok((r.get(0)?, r.get(1)?))).unwrap()
}

#[test]
fn a_dry_toilet_is_reported_by_a_click_returned_accepted_and_relapses_and_the_meeting_shows_each_move() {
    let home = tempfile::tempdir().unwrap();
    sign_in(home.path());
    let file = home.path().join("sample.gpkg");
    let pair = [dot(home.path()), green_dot(home.path())];
    let w = Window::open(&["--sample"], home.path());
    w.find(&part("today"));
    // The meeting before, so that the next one has something to compare with.
    meets(&w, Some("2026-01-05"));

    // Reported by a click on the map.
    w.click(&part("place-map"));
    w.click(&part("mode-add_site"));
    stands(&w);
    let (x, y) = on_page(&w, somewhere(&file));
    w.click_at(x, y);
    w.click("#add-site [role=radio]:nth-of-type(2)");
    w.type_into("#add-address", "村口旱厕");
    edit(&w, || w.click(&part("addsite-save")));
    let (id, number) = newest(&file);
    w.sees(&part("addsite-done"), &number);
    w.click("[data-testid=addsite-done] .link");
    w.sees(&part("site-archive"), "村口旱厕");
    w.sees(&part("site-archive"), "旱厕");

    // Verified and sent to the chief by the office; put right and submitted by the chief.
    next(&w, "verify");
    next(&w, "dispatch");
    sits_down(&w, "马建国");
    next(&w, "start");
    next(&w, "submit");

    // The inspector fails the second item: it goes back, and comes again.
    sits_down(&w, "李秀英");
    inspect(&w, id);
    for n in 1..=6 {
        w.click(&part(&format!("item-{n}-{}", if n == 2 { "fail" } else { "pass" })));
    }
    w.type_into(&part("remark-2"), "厕屋无门");
    edit(&w, || {
        w.click("[data-testid=inspect-go][data-action=return][aria-disabled=false]");
    });
    sits_down(&w, "马建国");
    w.click(&part("mode-look"));
    choose_hit(&w, "site", &number, &number);
    w.sees(&part("site-archive"), "返工");
    next(&w, "submit");

    // Every item is in order now, but nothing is accepted without its two photos; they come by the system's dialog.
    sits_down(&w, "李秀英");
    inspect(&w, id);
    for n in 1..=6 {
        w.click(&part(&format!("item-{n}-pass")));
    }
    w.find("[data-testid=inspect-go][data-action=accept][aria-disabled=true]");
    // What is missing gets the cursor.
    w.click(&part("inspect-go"));
    w.wait_for(
        "the cursor where the photo is missing",
        "return document.activeElement?.dataset.testid === 'photo-before'",
    );
    for (role, photo) in ["before", "after"].into_iter().zip(&pair) {
        w.click(&part(&format!("photo-{role}")));
        w.choose(photo);
        w.wait_for(
            "the photo waits for the step",
            &format!("return [...document.querySelectorAll('.pick .role')].some((r) => r.querySelector('[data-testid=photo-{role}]') && r.querySelector('img'))"),
        );
    }
    // They are held against each other before they are kept.
    w.wait_for(
        "both photos in the slider",
        "const shown = [...document.querySelectorAll('[data-testid=photo-pair] img')]; return shown.length === 2 && shown.every((i) => i.complete && i.naturalWidth > 0)",
    );
    w.picture("path-inspect");
    edit(&w, || {
        w.click("[data-testid=inspect-go][data-action=accept][aria-disabled=false]");
    });
    w.sees(&part("inspect-last"), "验收达标");

    // It is found again as it was: a relapse, in the same archive.
    w.click(&part("mode-look"));
    choose_hit(&w, "site", &number, &number);
    w.find(&part("recheck"));
    w.find(&part("photo-pair"));
    // After a success nothing is asked for: the relapse is offered, and its form comes with it.
    w.picture("path-accepted");
    let asked = "return document.querySelectorAll('[data-testid=site-archive] .actions :is(textarea, .why)').length";
    assert_eq!(w.script(asked, json!([])), json!(0));
    w.click(&part("offer-relapse"));
    w.type_into("[data-testid=site-archive] .actions textarea", "又搭了一间");
    next(&w, "relapse");
    w.sees(&part("site-archive"), "整改中");
    w.sees(&part("site-archive"), "回潮");
    w.picture("path-relapse");

    // The meeting shows each of these moves, and its lists name the site.
    meets(&w, None);
    w.wait_for(
        "the relapse counted against its kind",
        "return [...document.querySelectorAll('[data-testid=line-relapse_kind]')].some((l) => l.textContent.includes('旱厕') && l.querySelector('.parts').textContent.startsWith('1/'))",
    );
    for list in ["new", "accepted", "returned", "relapsed"] {
        w.click(&part(&format!("moved-{list}")));
        w.sees(&part("table-frozen"), &number);
    }
    // Those without a list are counted beside them.
    for (what, n) in [
        ("verified", 1),
        ("dismissed", 0),
        ("dispatched", 1),
        ("started", 1),
        ("submitted", 2),
        ("suspended", 0),
        ("resumed", 0),
    ] {
        let counted = part(&format!("count-{what}"));
        w.wait_for(
            "the count of these moves",
            &format!("return document.querySelector('{counted}')?.querySelector('b').textContent === '{n}'"),
        );
    }
    w.picture("path-meeting");
    w.close();
    let c = Connection::open(&file).unwrap();
    let sql = "SELECT group_concat(action, ' ') FROM (SELECT action FROM step WHERE site = ?1 ORDER BY fid)";
    let steps: String = c.query_row(sql, [id], |r| r.get(0)).unwrap();
    assert_eq!(steps, "verify dispatch start submit return submit accept relapse");
    assert_sound(&file);
}
