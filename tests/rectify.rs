//! A dry toilet's whole path by the command line, and what the meeting shows of it.

use crate::harness::office::{accepted, pair_of_dots, relapsed, reported, returned_once, somewhere};
use crate::harness::{Office, assert_sound, gridwarden};
use serde_json::{Value, json};
use std::fs;
use std::path::Path;

#[test]
fn a_dry_toilet_goes_its_whole_path_and_the_next_meeting_shows_each_move() {
    let o = Office::at_the_sample();
    o.verb("meeting", &["new", "--day", "2026-10-27"]);

    reported(&o.file);
    o.verb(
        "feedback",
        &["add", "17", "--text", "村口旱厕无人管护", "--by", "祁玉兰"],
    );
    o.verb("feedback", &["link", "17", "--site", "W-1"]);
    returned_once(&o.file);
    let said = o.refused("feedback", &["strike", "17"]);
    assert!(said.contains("W-1"), "{said}");
    accepted(&o.file);
    o.verb("feedback", &["strike", "17"]);
    relapsed(&o.file);
    assert_eq!(
        o.verb("feedback", &["list", "--claimed"])["rows"]
            .as_array()
            .map(Vec::len),
        Some(1)
    );

    o.verb("meeting", &["new", "--day", "2026-11-24"]);
    let shown = o.verb("meeting", &["show", "2026-11-24"]);
    let moves = &shown["total"]["moves"];
    for (what, n) in [
        ("new", 1),
        ("verified", 1),
        ("dispatched", 1),
        ("started", 1),
        ("submitted", 2),
        ("returned", 1),
        ("accepted", 1),
        ("relapsed", 1),
    ] {
        assert_eq!(moves[what], json!(n), "{what} of {moves}");
    }

    for list in ["new", "returned", "accepted", "relapsed"] {
        assert_eq!(shown["moved"][list][0][0], json!("W-1"), "{list} of {}", shown["moved"]);
    }

    // What is shown does not follow what comes later.
    o.verb("step", &["W-1", "submit", "--by", "马建国"]);
    assert_eq!(o.verb("meeting", &["show", "2026-11-24"]), shown);
    assert_sound(&o.file);
}

#[test]
fn the_text_of_a_meeting_tells_each_move_each_change_and_the_rankings_with_their_parts() {
    let o = Office::at_the_sample();
    o.verb("meeting", &["new", "--day", "2026-10-27"]);
    reported(&o.file);
    returned_once(&o.file);
    accepted(&o.file);
    relapsed(&o.file);
    o.verb("meeting", &["new", "--day", "2026-11-24"]);
    let run = gridwarden(&["meeting", o.file.to_str().unwrap(), "show", "2026-11-24"]);
    let text = run.out;
    let since = text.lines().find(|l| l.starts_with("since 2026-10-27: ")).unwrap();
    for told in [
        "1 new",
        "1 verified",
        "0 dismissed",
        "1 dispatched",
        "1 started",
        "2 submitted",
        "1 accepted",
        "1 returned",
        "1 relapsed",
        "0 suspended",
        "0 resumed",
    ] {
        assert!(since.contains(told), "{told} in {since}");
    }
    // One more unresolved than in October, which is worse; the line says so.
    let shown = o.verb("meeting", &["show", "2026-11-24"]);
    let n = shown["total"]["figures"]["unresolved"].as_u64().unwrap();
    let line = text.lines().find(|l| l.ends_with("  unresolved, worse")).unwrap();
    assert_eq!(
        line.split_whitespace().collect::<Vec<_>>(),
        [
            &(n - 1).to_string(),
            "→",
            &n.to_string(),
            "(+1)",
            "unresolved,",
            "worse"
        ]
    );
    let block = |of: &str| -> Vec<&str> {
        let from = text
            .lines()
            .skip_while(|l| !l.starts_with(&format!("{of} by progress")));
        from.skip(1).take_while(|l| l.starts_with("  ")).collect()
    };
    assert_eq!(block("cells").len(), 10);
    for of in ["subdistricts", "departments", "leaders"] {
        let rows = block(of);
        assert_eq!(rows.len(), shown[of].as_array().unwrap().len(), "{of} of {text}");
    }
    for r in shown["subdistricts"].as_array().unwrap() {
        let name = r["name"].as_str().unwrap();
        let row = block("subdistricts");
        let row = row.iter().find(|l| l.contains(name)).unwrap();
        assert!(
            row.contains(&format!("{} unresolved", r["figures"]["unresolved"])),
            "{row}"
        );
        for rate in ["progress", "on_time", "rework", "relapse"] {
            let parts = format!(
                "({}/{})",
                r["rates"][rate]["numerator"], r["rates"][rate]["denominator"]
            );
            let after = row.split(&format!("{rate} ")).nth(1).unwrap();
            assert!(
                after.split(", ").next().unwrap().ends_with(&parts),
                "{rate} {parts} in {row}"
            );
        }
    }
}

#[test]
fn a_stop_between_two_meetings_is_a_line_of_its_own_in_the_text() {
    let o = Office::at_the_sample();
    let text = |day: &str| gridwarden(&["meeting", o.file.to_str().unwrap(), "show", day]).out;
    o.verb("meeting", &["new", "--day", "2026-11-10"]);
    assert!(!text("2026-11-10").contains("stopped for the season"));
    let stop = ["冬季停工", "--from", "11-15", "--to", "03-15", "--kind", "dry_toilet"];
    o.verb("pause", &stop);
    o.verb("meeting", &["new", "--day", "2026-11-24"]);
    let shown = o.verb("meeting", &["show", "2026-11-24"]);
    let n = &shown["total"]["figures"]["paused"];
    assert!(n.as_u64().unwrap() > 0);
    let text = text("2026-11-24");
    let line = text.lines().find(|l| l.ends_with("  stopped for the season")).unwrap();
    let told: Vec<&str> = line.split_whitespace().take(4).collect();
    assert_eq!(told, ["0", "→", &n.to_string(), &format!("(+{n})")]);
}

#[test]
fn nobody_submits_accepts_or_returns_without_a_name() {
    let o = Office::at_the_sample();
    reported(&o.file);
    for (action, by) in [("verify", "祁玉兰"), ("dispatch", "祁玉兰"), ("start", "马建国")] {
        o.verb("step", &["W-1", action, "--by", by]);
    }
    let before = fs::read(&o.file).unwrap();
    let nameless = |verb: &str, rest: &[&str]| {
        let said = o.refused(verb, rest);
        assert!(said.contains("give --by NAME"), "{said}");
    };
    nameless("step", &["W-1", "submit"]);
    nameless("step", &["W-1", "submit", "--by", " "]);
    nameless("step", &["W-1", "提交验收"]);
    nameless("steps", &["submit", "W-1"]);
    assert!(fs::read(&o.file).unwrap() == before);
    o.verb("steps", &["submit", "W-1", "--by", "马建国"]);
    nameless("step", &["W-1", "accept", "--pass", "all"]);
    nameless("step", &["W-1", "return", "--fail", "2"]);

    let m = o.verb("matrix", &[]);
    let column = m["campaigns"]
        .as_array()
        .unwrap()
        .iter()
        .position(|k| k["code"] == "waste_removal");
    let rows = m["rows"].as_array().unwrap();
    let full = rows.iter().find(|r| !r["squares"][column.unwrap()].is_null()).unwrap();
    let cell = full["grid"]["code"].as_str().unwrap();
    for action in ["submit", "accept", "return"] {
        nameless("task", &["step", "waste_removal", cell, action]);
    }
}

#[test]
fn a_campaign_is_broken_down_by_a_rule_and_its_empty_squares_are_counted() {
    let o = Office::at_the_sample();
    let empty = |o: &Office| o.verb("matrix", &[])["empty"].as_u64().unwrap();
    let before = empty(&o);
    let given = o.verb(
        "campaign",
        &["assign", "urban_villages", "--with-unresolved", "dry_toilet"],
    );
    let made = given["changed"].as_u64().unwrap();
    assert!(made > 0, "{given}");
    assert_eq!(empty(&o), before - made);
    o.verb("undo", &[]);
    assert_eq!(empty(&o), before);
}

#[test]
fn a_campaign_s_squares_are_decided_planned_tied_and_written_as_a_table() {
    let o = Office::at_the_sample();
    let m = o.verb("matrix", &[]);
    let column = |code: &str| {
        let all = m["campaigns"].as_array().unwrap();
        all.iter().position(|k| k["code"] == code).unwrap()
    };
    let k = column("waste_removal");
    let row = |full: bool| {
        let rows = m["rows"].as_array().unwrap();
        let row = rows.iter().find(|r| r["squares"][k].is_null() != full).unwrap();
        row["grid"]["code"].as_str().unwrap().to_owned()
    };
    let (hole, cell) = (row(false), row(true));

    let before = m["campaigns"][k]["empty"].as_u64().unwrap();
    let plan = o.verb("campaign", &["assign", "waste_removal", "--all", "--dry-run"]);
    assert_eq!(plan["new"].as_array().map(Vec::len), Some(before as usize));
    o.verb(
        "campaign",
        &["exempt", "waste_removal", "--cell", &hole, "--reason", "无住户"],
    );
    let plan = o.verb("campaign", &["assign", "waste_removal", "--all", "--dry-run"]);
    let exempt = plan["exempt"].as_u64().unwrap();
    assert_eq!(plan["new"].as_array().map(Vec::len), Some(before as usize - 1));
    let said = o.refused(
        "campaign",
        &["exempt", "waste_removal", "--cell", &hole, "--reason", " "],
    );
    assert!(said.contains("reason"), "{said}");
    o.verb("campaign", &["unexempt", "waste_removal", "--cell", &hole]);
    let plan = o.verb("campaign", &["assign", "waste_removal", "--all", "--dry-run"]);
    assert_eq!(plan["exempt"].as_u64(), Some(exempt - 1));

    let c = rusqlite::Connection::open(&o.file).unwrap();
    let sql = "SELECT number FROM site WHERE state = 'rectifying' AND task IS NULL ORDER BY number LIMIT 1";
    let site: String = c.query_row(sql, [], |r| r.get(0)).unwrap();
    drop(c);
    o.verb("task", &["tie", "waste_removal", &cell, &site]);
    let tied = o.verb("task", &["show", "waste_removal", &cell]);
    let numbers = |t: &Value| -> Vec<String> {
        let sites = t["sites"].as_array().unwrap();
        sites.iter().map(|s| s["number"].as_str().unwrap().to_owned()).collect()
    };
    assert!(numbers(&tied).contains(&site));
    o.verb("task", &["untie", &site]);
    assert!(!numbers(&o.verb("task", &["show", "waste_removal", &cell])).contains(&site));

    o.verb("campaign", &["order", "waste_removal", "markets"]);
    o.verb("campaign", &["close", "markets"]);
    let m = o.verb("matrix", &[]);
    assert_eq!(m["campaigns"][0]["code"], "waste_removal");
    assert_eq!(m["campaigns"].as_array().map(Vec::len), Some(11));
    let said = o.refused("campaign", &["assign", "markets", "--all"]);
    assert!(said.contains("was closed on"), "{said}");
    o.verb("campaign", &["reopen", "markets"]);

    o.verb("duty", &[&cell, "--role", "department", "--org", "环卫一队"]);
    let holders = |o: &Office| o.verb("dossier", &[&cell])["duties"].to_string();
    assert!(holders(&o).contains("环卫一队"));
    o.verb("duty", &[&cell, "--role", "department", "--org", "环卫一队", "--end"]);
    assert!(!holders(&o).contains("环卫一队"));
    let said = o.refused("duty", &[&cell, "--org", "环卫一队"]);
    assert!(said.contains("cannot hold this role"), "{said}");

    let to = o.at("分解表.csv");
    let told = o.verb("matrix", &["--csv", &to]);
    let text = fs::read_to_string(to).unwrap();
    assert!(text.starts_with("\u{feff}街道（镇）,网格编码,网格,网格长,垃圾清运整治,"));
    assert_eq!(told["written"].as_u64(), Some(text.lines().count() as u64 - 2));
    assert!(text.contains("不适用") && text.contains("未分解") && text.contains("（共 "));
    assert_sound(&o.file);
}

#[test]
fn a_notice_to_two_chiefs_is_one_word_document_and_never_takes_the_project_s_place() {
    let o = Office::at_the_sample();
    let c = rusqlite::Connection::open(&o.file).unwrap();
    let sql = "SELECT DISTINCT g.code FROM grid g JOIN placement p ON p.grid = g.fid ORDER BY g.code LIMIT 2";
    let codes: Vec<String> = c
        .prepare(sql)
        .unwrap()
        .query_map([], |r| r.get(0))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    drop(c);
    let before = fs::read(&o.file).unwrap();
    let to = o.at("通知.docx");
    let said = o.verb("notice", &[&to, &codes[0], &codes[1]]);
    assert_eq!(said["notices"], 2);
    assert!(fs::read(&to).unwrap().starts_with(b"PK"));
    let own = o.refused("notice", &[o.file.to_str().unwrap(), &codes[0]]);
    assert!(own.contains("project itself"), "{own}");
    let none = o.refused("notice", &[&to, "no-such-cell"]);
    assert!(none.contains("no-such-cell"), "{none}");
    assert!(fs::read(&o.file).unwrap() == before && fs::read(&to).unwrap().starts_with(b"PK"));
}

#[test]
fn a_site_gets_its_notice_its_items_judged_and_its_form_by_the_command_line() {
    let o = Office::at_the_sample();
    let [x, y] = somewhere(&o.file);
    let rows = format!(
        "编号,类型,经度,纬度,地址\nW-1,旱厕,{x},{y},村口\nW-2,旱厕,{x},{:.7},村口东\n",
        y + 0.00009
    );
    let report = o.verb("import", &[&o.source("新.csv", rows), "--as", "sites"]);
    assert_eq!(report["inserted"], 2);
    assert!(report["duplicates"].as_u64().unwrap() >= 1, "{report}");
    let near = &report["warnings"].as_array().unwrap().last().unwrap()["near"];
    assert!(near["metres"].as_u64().unwrap() <= 20, "{report}");

    o.verb("step", &["W-1", "verify", "--by", "祁玉兰"]);
    let c = rusqlite::Connection::open(&o.file).unwrap();
    let sql = "SELECT g.code FROM grid g JOIN placement p ON p.grid = g.fid JOIN site s ON s.fid = p.site WHERE s.number = 'W-1'";
    let code: String = c.query_row(sql, [], |r| r.get(0)).unwrap();
    drop(c);
    let sent = o.verb("notice", &[&o.at("通知.docx"), &code, "--dispatch"]);
    let moved = |n: &str| {
        let rows = sent["dispatched"].as_array().unwrap();
        rows.iter().any(|r| r["number"] == n && r["refused"].is_null())
    };
    assert!(moved("W-1") && !moved("W-2"), "only what was filed: {sent}");

    let form = o.at("验收单.docx");
    let form = form.as_str();
    let early = o.refused("acceptance", &["W-1", form]);
    assert!(
        early.contains("never inspected") && !Path::new(form).exists(),
        "{early}"
    );
    o.verb("step", &["W-1", "start", "--by", "马建国"]);
    o.verb("step", &["W-1", "submit", "--by", "马建国"]);
    let [before, after] = pair_of_dots(&o.dir);
    let judged = [
        "W-1",
        "accept",
        "--by",
        "李秀英",
        "--pass",
        "all",
        "--na",
        "5",
        "--photo",
        &before,
        "--photo",
        &after,
    ];
    assert!(o.refused("step", &judged).contains("not applicable"));
    let mut said = judged.to_vec();
    said.extend(["--remark", "5=整厕拆除"]);
    o.verb("step", &said);
    o.verb("acceptance", &["W-1", form]);
    assert!(fs::read(form).unwrap().starts_with(b"PK"));
    assert_sound(&o.file);
}
