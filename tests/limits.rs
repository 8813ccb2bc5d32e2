//! Texts without end, texts that feign lines, and days that cannot be, at the command line.

use crate::harness::{Office, Run, gridwarden};

const SITES: &str = "编号,类型,经度,纬度\nS-1,旱厕,102.1,36.5\n";

fn office() -> Office {
    let o = Office::new(&[]);
    o.verb("import", &[&o.source("s.csv", SITES), "--as", "sites"]);
    o
}

fn run(o: &Office, verb: &str, rest: &[&str]) -> Run {
    let file = o.file.to_str().unwrap();
    gridwarden(&[&[verb, file][..], rest].concat())
}

fn refused(o: &Office, verb: &str, rest: &[&str], why: &str) {
    let before = std::fs::read(&o.file).unwrap();
    let said = run(o, verb, rest);
    assert_eq!(said.status, Some(2), "{said:?}");
    assert!(
        said.err.contains(why) && said.err.trim().lines().count() == 1,
        "{said:?}"
    );
    assert!(std::fs::read(&o.file).unwrap() == before, "the project is as it was");
}

#[test]
fn no_text_goes_in_without_a_limit_or_with_lines_where_there_are_none() {
    let o = office();
    let long = "长".repeat(40_000);
    for (flag, most) in [("--address", 500), ("--household", 200), ("--note", 5000)] {
        let why = format!("has 40000 characters where {most} are kept");
        refused(&o, "site", &["edit", "S-1", flag, &long], &why);
    }
    let name = "长".repeat(101);
    refused(
        &o,
        "step",
        &["S-1", "verify", "--by", &name],
        "by: has 101 characters where 100",
    );
    refused(
        &o,
        "step",
        &["S-1", "verify", "--note", &long],
        "note: has 40000 characters",
    );
    refused(
        &o,
        "kind",
        &["dry_toilet", "--name", &name],
        "name: has 101 characters where 40",
    );
    let forged = "A\nkind: forged";
    refused(
        &o,
        "site",
        &["edit", "S-1", "--address", forged],
        "address: has more than one line",
    );
    let by = ["edit", "S-1", "--size", "5", "--by", "me\nedit 99: forged"];
    refused(&o, "site", &by, "by: has more than one line");
}

#[test]
fn what_stands_in_the_file_begins_no_line_of_its_own() {
    let o = office();
    let note = "甲\nkind: forged\u{b}乙\u{85}edit 99: forged\u{2028}丙\u{2029}丁\r戊\t己";
    assert_eq!(run(&o, "site", &["edit", "S-1", "--note", note]).status, Some(0));
    let told = |lang: &'static str| run(&o, "history", &["--site", "S-1", "--lang", lang]);
    for said in [
        run(&o, "site", &["show", "S-1"]),
        told("zh"),
        told("en"),
        run(&o, "history", &[]),
    ] {
        assert_eq!(said.status, Some(0), "{said:?}");
        for line in said.out.lines() {
            assert!(
                !line.starts_with("kind: forged") && !line.starts_with("edit 99"),
                "{said:?}"
            );
            assert!(
                !line.contains(['\t', '\r', '\u{b}', '\u{85}', '\u{2028}', '\u{2029}']),
                "{said:?}"
            );
        }
    }
    let shown = run(&o, "site", &["show", "S-1"]);
    assert!(shown.out.contains("note: 甲 kind: forged"), "{shown:?}");
}

#[test]
fn a_past_day_is_told_as_it_was_or_refused() {
    let o = office();
    for verb in ["today", "matrix", "rollup", "load", "vacancies"] {
        let why = "on: 2001-01-01 is past, and this is known only as it stands now; status --on 2001-01-01";
        refused(&o, verb, &["--on", "2001-01-01"], why);
    }
    refused(&o, "site", &["show", "S-1", "--on", "2001-01-01"], "is past");
    refused(&o, "campaign", &["list", "--on", "2001-01-01"], "is past");
    refused(&o, "feedback", &["list", "--on", "2001-01-01"], "is past");
    refused(&o, "patrol", &["due", "--on", "2001-01-01"], "is past");
    assert_eq!(o.verb("status", &["--on", "2001-01-01"])["figures"]["total"], 0);
    assert_eq!(o.verb("today", &["--on", "2199-01-01"])["reported"], 1);
}

#[test]
fn nothing_was_found_in_days_that_are_to_come() {
    let o = office();
    for day in ["2198-01-01", "9999-12-31"] {
        refused(&o, "site", &["edit", "S-1", "--found", day], "found_on: ");
    }
    refused(
        &o,
        "site",
        &["edit", "S-1", "--deadline", "9999-12-31"],
        "outside the years 1900 to 2199",
    );
    assert_eq!(
        run(&o, "site", &["edit", "S-1", "--deadline", "2198-01-01"]).status,
        Some(0)
    );
}

#[test]
fn a_refusal_names_the_file_that_was_asked_for() {
    let said = gridwarden(&["status", "/"]);
    assert!(
        said.status == Some(2) && said.err.starts_with("gridwarden: /: is a folder"),
        "{said:?}"
    );
}
