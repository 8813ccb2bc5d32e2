//! The window without a mouse: every place, every mode and every control of each is reached by Tab and the arrow keys.

use super::{PLACES, drawn, edit, part, sign_in};
use crate::harness::Window;
use serde_json::{Value, json};
use std::path::Path;

const TAB: char = '\u{e004}';
const ENTER: char = '\u{e007}';
const ESCAPE: char = '\u{e00c}';
const CONTROL: char = '\u{e009}';
const RIGHT: char = '\u{e014}';
const DOWN: char = '\u{e015}';

/// More stops than any screen has.
const MANY: usize = 400;

/// Notes from now on what gets the focus, and whether that can be seen.
const NOTE: &str = "window.walked = []; window.unseen = [];
    document.activeElement?.blur();
    window.noter ??= document.addEventListener('focusin', (e) => {
        const el = e.target, style = getComputedStyle(el);
        window.walked.push(el);
        const row = el.matches('[role=grid]') && el.querySelector('.active, .at');
        // A field's ring may stand around the box it is set in.
        const box = el.matches('input') && el.parentElement;
        const seen = [el, row, box].some((x) => x && getComputedStyle(x).outlineStyle !== 'none');
        if (!seen && !window.unseen.includes(el)) window.unseen.push(el);
    })";

/// Controls that can be seen and used, that were not walked to, and that no group of choices they belong to leads to.
const MISSED: &str = "const groups = '[role=radiogroup], [role=tablist], [role=grid], [role=listbox], table';
    const name = (el) => `${el.tagName.toLowerCase()} ${el.dataset.testid ?? ''} ${el.getAttribute('aria-label') ?? el.innerText ?? ''}`.trim();
    const all = [...document.querySelectorAll('button, a[href], input, select, textarea, [tabindex], [role=button]')];
    return all.filter((el) => {
        const b = el.getBoundingClientRect();
        if (el.disabled || !b.width || !b.height || getComputedStyle(el).visibility === 'hidden') return false;
        if (el.matches('[tabindex=\"-1\"]:not(button, input, select, textarea)') || window.walked.includes(el)) return false;
        const group = el.closest(groups);
        return !(group && window.walked.some((w) => group === w || group.contains(w)));
    }).map(name)";

/// Walks the whole screen by Tab and says how many stops it has; every control must be reached, and the focus be seen.
fn walk(w: &Window, screen: &str) -> usize {
    w.script(NOTE, json!([]));
    let mut stops = 0;
    // Round is round only when nothing new comes for long: some stops lead back for one step.
    loop {
        w.strike(TAB, 60);
        let known = w
            .script("return new Set(window.walked).size", json!([]))
            .as_u64()
            .unwrap() as usize;
        if known == stops {
            break;
        }
        stops = known;
        assert!(stops < MANY, "{screen}: no end of it");
    }
    let missed = w.script(MISSED, json!([]));
    assert_eq!(missed, json!([]), "{screen}: not reached by the keyboard");
    let unseen = w.script(
        "return window.unseen.map((el) => el.outerHTML.slice(0, 160))",
        json!([]),
    );
    assert_eq!(unseen, json!([]), "{screen}: the focus is not seen");
    stops
}

fn focused(w: &Window) -> String {
    let body = "return document.activeElement?.dataset?.testid ?? ''";
    w.script(body, json!([])).as_str().unwrap_or_default().to_owned()
}

/// Goes on by Tab until a part has the focus.
fn tab_to(w: &Window, is: impl Fn(&str) -> bool) -> String {
    w.script("document.activeElement?.blur()", json!([]));
    for _ in 0..MANY {
        w.keys(&[], TAB);
        let at = focused(w);
        if is(&at) {
            return at;
        }
    }
    panic!("Tab does not lead there");
}

fn opened(home: &Path) -> Window {
    sign_in(home);
    let w = Window::open(&["--sample"], home);
    w.find(&part("today-overdue"));
    w
}

#[test]
fn every_place_is_entered_by_the_keyboard_and_each_of_its_controls_reached() {
    let home = tempfile::tempdir().unwrap();
    let w = opened(home.path());
    for place in PLACES {
        let button = format!("place-{place}");
        tab_to(&w, |at| at == button);
        w.keys(&[], ENTER);
        w.find(&format!("{}[aria-current=page]", part(&button)));
        w.wait_for(
            "what it shows",
            "return document.querySelector('main, [aria-label]') && !document.querySelector('main [aria-busy=true]')",
        );
        if place == "map" {
            drawn(&w);
        }
        assert!(walk(&w, place) > 20, "{place}");
    }
}

#[test]
fn every_mode_is_entered_and_left_by_the_keyboard_and_each_of_its_controls_reached() {
    let home = tempfile::tempdir().unwrap();
    let w = opened(home.path());
    for (mode, steps, shown) in [
        ("mode-assign", 1, "tool-paint"),
        ("mode-add_site", 2, "addsite-save"),
        ("mode-inspect", 3, "inspect-row"),
        ("mode-look", 0, "tab-grids"),
    ] {
        // One stop for all modes: the one in force, else the first.
        tab_to(&w, |at| at.starts_with("mode-"));
        w.keys(&[], '\u{e011}');
        (0..steps).for_each(|_| w.keys(&[], RIGHT));
        assert_eq!(focused(&w), mode);
        w.keys(&[], ENTER);
        w.find(&format!("{}[aria-checked=true]", part(mode)));
        w.find(&part(shown));
        w.wait_for("what it shows", "return !document.querySelector('[aria-busy=true]')");
        walk(&w, mode);
    }
    tab_to(&w, |at| at.starts_with("mode-"));
    w.keys(&[], RIGHT);
    w.keys(&[], ENTER);
    w.find(&part("tool-paint"));
    w.keys(&[], ESCAPE);
    w.find(&format!("{}[aria-checked=true]", part("mode-look")));
}

#[test]
fn the_page_of_the_day_is_worked_without_a_mouse() {
    let home = tempfile::tempdir().unwrap();
    let w = opened(home.path());
    let row = |matter: &str| format!("[data-testid=today-{matter}].on");
    w.find(&row("overdue"));
    w.script("document.querySelector('.on .what').focus()", json!([]));
    w.keys(&[], DOWN);
    w.keys(&[], DOWN);
    w.find(&row("due_soon"));
    w.keys(&[], '\u{e013}');
    w.find(&row("due_today"));
    w.keys(&[], '\u{e013}');
    w.keys(&[], 'm');
    drawn(&w);
    w.find(&format!("{}[aria-current=page]", part("place-map")));
    w.find("[data-testid=fold-table][aria-expanded=false]");
    tab_to(&w, |at| at == "place-today");
    w.keys(&[], ENTER);
    w.find(&row("overdue"));
    w.script("document.querySelector('.on .what').focus()", json!([]));
    w.keys(&[], ENTER);
    drawn(&w);
    w.find("[data-testid=fold-table][aria-expanded=true]");
    let rows: Value = w.wait_for(
        "its list",
        "return document.querySelectorAll('[data-testid=table-sites] [data-id]').length",
    );
    assert!(rows.as_u64().unwrap() > 0);

    // From the list beside it one is escalated with its reason.
    tab_to(&w, |at| at == "place-today");
    w.keys(&[], ENTER);
    tab_to(&w, |at| at == "today-escalate");
    w.keys(&[], ENTER);
    assert_eq!(focused(&w), "today-reason");
    w.type_into(&part("today-reason"), "逾期太久");
    edit(&w, || w.keys(&[], ENTER));
}

/// Does what a person at the keys does: the control gets the focus, and Enter is struck on it.
fn enter(w: &Window, css: &str) {
    w.find(css);
    w.script("document.querySelector(arguments[0]).focus()", json!([css]));
    w.keys(&[], ENTER);
}

/// Waits until the focus is on or within a part.
fn holds(w: &Window, what: &str, css: &str) {
    let body = format!("return document.activeElement?.closest({}) !== null", json!(css));
    w.wait_for(&format!("{what}: the focus is at {css}"), &body);
}

/// A drawer or form: opened by Enter it has the focus, left by Escape or its own button it gives the focus back.
fn opens_and_closes(w: &Window, opener: &str, form: &str, button: Option<&str>) {
    enter(w, opener);
    holds(w, opener, form);
    w.keys(&[], ESCAPE);
    holds(w, &format!("{opener} after Escape"), opener);
    if let Some(button) = button {
        enter(w, opener);
        holds(w, opener, form);
        let found = "const b = [...document.querySelector(arguments[0]).querySelectorAll('button')].find((b) => (b.innerText || b.ariaLabel).trim() === arguments[1]); b.focus(); return true";
        w.script(found, json!([form, button]));
        w.keys(&[], ENTER);
        holds(w, &format!("{opener} after {button}"), opener);
    }
}

#[test]
fn what_is_opened_takes_the_focus_and_gives_it_back_and_what_is_removed_passes_it_on() {
    let home = tempfile::tempdir().unwrap();
    let w = opened(home.path());
    let go = |place: &str| enter(&w, &part(&format!("place-{place}")));
    let both = |opener: &str, form: &str| opens_and_closes(&w, &part(opener), form, Some("取消"));

    enter(&w, &part("today-escalate"));
    holds(&w, "a reason", &part("today-asking"));
    w.keys(&[], ESCAPE);
    holds(&w, "a reason left", &part("today-escalate"));

    for (words, hit, opens) in [
        ("PA0127", "hit-site-", "site-archive"),
        ("卅里铺村01", "hit-grid-", "dossier"),
        ("李国栋", "hit-person-", "person"),
    ] {
        w.script("document.activeElement?.blur()", json!([]));
        w.keys(&[CONTROL], 'k');
        w.script("document.querySelector('[data-testid=search]').value = ''", json!([]));
        w.type_into(&part("search"), words);
        w.find(&format!("[data-testid^={hit}][data-highlighted]"));
        w.keys(&[], ENTER);
        holds(&w, words, &part(opens));
    }

    go("campaigns");
    w.find(&part("cm-matrix"));
    enter(&w, &part("cm-breakdown"));
    w.find(&part("cm-bd"));
    w.keys(&[], ESCAPE);
    w.wait_for("it closes", "return !document.querySelector('[data-testid=cm-bd]')");
    enter(&w, &part("cm-breakdown"));
    enter(&w, "[data-testid=cm-bd] header button");
    holds(&w, "the breakdown closed", &part("cm-breakdown"));
    w.click(&part("cm-tab-list"));
    w.find(&part("cm-new"));
    both("cm-new", &part("cm-form"));
    both("cm-open-ruined_walls", &part("cm-form"));

    go("people");
    w.click("[data-testid=people-table] [data-id]");
    both("person-edit", "[data-testid=person] form");
    opens_and_closes(&w, &part("person-add"), ".adding", None);

    go("patrols");
    w.click("[data-testid=patrols] .pp-list [data-id]");
    opens_and_closes(&w, &part("patrol-add"), &part("patrol-form"), None);

    go("rules");
    enter(&w, &part("kind-close"));
    w.sees(&part("kind-close"), "重新启用");
    holds(&w, "a kind closed", &part("kind-close"));
    w.click(&part("rules-holidays"));
    for _ in 0..2 {
        let rows = "return document.querySelectorAll('[data-testid^=holiday-drop-]').length";
        w.find("[data-testid^=holiday-drop-]");
        let before = w.script(rows, json!([])).as_u64().unwrap();
        if !focused(&w).starts_with("holiday-drop-") {
            w.script(
                "document.querySelectorAll('[data-testid^=holiday-drop-]')[1].focus()",
                json!([]),
            );
        }
        w.keys(&[], ENTER);
        w.wait_for("a row goes", &format!("{rows} < {before}"));
        holds(&w, "the next row", "[data-testid^=holiday-drop-]");
    }

    go("map");
    drawn(&w);
    w.click(&part("tab-sites"));
    w.click("[data-testid=table-sites] [data-id]");
    both("facts-edit", &part("facts-form"));
    enter(&w, &part("site-link-feedback"));
    holds(&w, "a problem to choose", "[data-testid=site-archive] .row");
    w.keys(&[], ESCAPE);
    holds(&w, "none chosen", &part("site-link-feedback"));
    w.click(&part("tab-grids"));
    w.click("[data-testid=table-grids] [data-id]");
    both("org-add", "form:has([data-testid=org-name])");
    enter(&w, &part("dossier-notice"));
    holds(&w, "the notice", &part("notice"));
    w.keys(&[], ESCAPE);
    holds(&w, "back at the cell", &part("dossier"));
}
