//! The page of the day: its numbers, their lists, an escalation and its lifting.

use super::{drawn, part, revision, sign_in, told, wait_past};
use crate::harness::Window;
use serde_json::{Value, json};
use std::path::Path;

fn number(w: &Window, matter: &str) -> u64 {
    let body = format!("return document.querySelector('[data-testid=today-{matter}] b').textContent.replace(',', '')");
    w.script(&body, json!([])).as_str().unwrap().parse().unwrap()
}

fn day(file: &Path) -> Value {
    told(file, "today", &[])
}

#[test]
fn the_day_opens_first_and_its_numbers_lead_to_their_lists() {
    let home = tempfile::tempdir().unwrap();
    sign_in(home.path());
    let w = Window::open(&["--sample"], home.path());
    w.find(&part("today-overdue"));
    // Beside the numbers stand the list, the small map and the weeks.
    w.find("[data-testid=today-picture][data-drawn=overdue]");
    w.sees(&part("today-trend"), "残垣断壁");
    w.sees(&part("today-overdue-urgent"), "逾期");
    w.find(&part("today-row"));
    w.picture("today");
    w.click(&part("today-copy"));
    w.sees(&part("notice"), "已复制");
    let file = home.path().join("sample.gpkg");
    let told = day(&file);
    for matter in [
        "overdue",
        "due_soon",
        "empty_squares",
        "relapsed",
        "escalated",
        "reported",
        "filed",
        "submitted",
        "recheck_due",
        "vacant",
        "unreachable",
    ] {
        assert_eq!(number(&w, matter), told[matter].as_u64().unwrap(), "{matter}");
        let apart = format!(
            "return [...document.querySelectorAll('[data-testid=today-{matter}] [data-kind]')].map((e) => e.textContent.trim())"
        );
        let kinds: Vec<String> = serde_json::from_value(w.script(&apart, json!([]))).unwrap();
        let sum: Option<u64> = kinds.iter().map(|k| k.replace(',', "").parse::<u64>().ok()).sum();
        assert!(sum.is_none_or(|n| n == number(&w, matter)), "{matter}: {kinds:?}");
    }
    assert!(number(&w, "escalated") > 0);

    // Re-checks stand in the order of their days, each with its round.
    w.click("[data-testid=today-recheck_due] .what");
    w.sees(&part("today-recheck"), "天复查");
    w.picture("today-rechecks");

    // The list of those to be verified: open the first and escalate it.
    w.click(&part("today-reported-list"));
    drawn(&w);
    w.sees(&part("tab-sites"), &told["reported"].to_string());
    // On the map the re-checks that are due stand as sites, seen from afar.
    w.click(&part("place-today"));
    w.click(&part("today-recheck_due-map"));
    drawn(&w);
    w.picture("today-map");
    w.sees(&part("tab-sites"), &told["recheck_due"].to_string());
    w.click(&part("place-today"));
    w.click("[data-testid=today-reported] .what");
    w.click(&part("today-site"));
    drawn(&w);
    let before = revision(&w);
    w.click(&part("escalate"));
    w.type_into(&part("escalate-reason"), "群众多次反映");
    w.click(&part("escalate-confirm"));
    wait_past(&w, before);
    w.sees(&part("escalation"), "群众多次反映");
    w.picture("escalated");
    assert_eq!(
        day(&file)["escalated"].as_u64(),
        told["escalated"].as_u64().map(|n| n + 1)
    );

    let before = revision(&w);
    w.click(&part("lift"));
    wait_past(&w, before);
    w.click(&part("place-today"));
    w.find(&part("today-escalated"));
    w.wait_for(
        "the number of before",
        &format!(
            "return document.querySelector('[data-testid=today-escalated] b')?.textContent === '{}'",
            told["escalated"]
        ),
    );
    w.close();
}
