//! What happened to a site and to a cell, and how things stood, by the command line.

use crate::harness::{Office, gridwarden};
use serde_json::Value;

#[test]
fn history_on_the_command_line_speaks_the_language_it_is_asked_for() {
    let o = Office::at_the_sample();
    let c = rusqlite::Connection::open(&o.file).unwrap();
    let sql = "SELECT s.number, g.code FROM step t JOIN site s ON s.fid = t.site JOIN placement p ON p.site = s.fid
        JOIN grid g ON g.fid = p.grid WHERE t.action = 'return' LIMIT 1";
    let (site, cell): (String, String) = c.query_row(sql, [], |r| Ok((r.get(0)?, r.get(1)?))).unwrap();
    let say = |args: &[&str]| {
        let mut all = vec!["history", o.file.to_str().unwrap()];
        all.extend(args);
        let run = gridwarden(&all);
        assert_eq!(run.status, Some(0), "{run:?}");
        run.out
    };
    let zh = say(&["--site", &site, "--lang", "zh"]);
    assert!(
        zh.contains("退回：第") && zh.contains("返工第 1 次") && zh.contains("由待验收转为整改中"),
        "{zh}"
    );
    let en = say(&["--site", &site, "--lang", "en"]);
    assert!(en.contains("returned it: item") && en.contains("rework no. 1"), "{en}");
    assert_eq!(zh.lines().count(), en.lines().count());
    assert!(say(&["--grid", &cell, "--lang", "zh"]).contains("担任网格长"));
}

#[test]
fn a_past_day_stands_as_it_stood_and_the_present_is_the_last_of_them() {
    let o = Office::at_the_sample();
    let today = crate::harness::today();
    let day = |ago: u64| (today - chrono::Days::new(ago)).to_string();
    let total = |v: &Value| v["figures"]["total"].as_i64().unwrap();
    let now = o.verb("status", &[]);
    let (month, year) = (
        o.verb("status", &["--on", &day(30)]),
        o.verb("status", &["--on", &day(3000)]),
    );
    assert!(
        total(&year) == 0 && total(&month) > 0 && total(&month) < total(&now),
        "{month}"
    );
    let both = o.verb("status", &["--since", &day(30)]);
    assert_eq!((&both["before"], &both["after"]), (&month["figures"], &now["figures"]));
    assert_eq!(total(&now) - total(&month), both["moved"]["new"].as_i64().unwrap());
}
