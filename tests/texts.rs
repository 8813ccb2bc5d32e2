//! Texts of files and of people on their way through the command line: into the project, to a terminal, a table, a history.

use crate::harness::{Office, gridwarden, unnoticed};
use std::fs;

const CELLS: &str = r#"{"type":"FeatureCollection","features":[
 {"type":"Feature","properties":{"code":"W","name":"西"},"geometry":{"type":"Polygon","coordinates":[[[102.10,36.50],[102.11,36.50],[102.11,36.51],[102.10,36.51],[102.10,36.50]]]}}]}"#;
const SITES: &str = "编号,类型,经度,纬度,地址,电话,户主\nS-1,旱厕,102.105,36.505,西头,13900000001,王大明\n";
/// What a terminal would obey, and what turns words round.
const ORDERS: &str = "\u{1b}]0;gone\u{7}\u{9b}2J\u{202e}\u{2066}\u{200b}\u{7f}";

fn is_order(c: char) -> bool {
    (c.is_control() && c != '\n')
        || ('\u{200b}'..='\u{200f}').contains(&c)
        || ('\u{2028}'..='\u{202e}').contains(&c)
        || ('\u{2060}'..='\u{206f}').contains(&c)
}

fn office() -> Office {
    let o = Office::new(&[]);
    o.verb("import", &[&o.source("cells.geojson", CELLS), "--as", "grids"]);
    o.verb("import", &[&o.source("s.csv", SITES), "--as", "sites"]);
    o
}

/// An office in whose project every sort of text gives orders, which another version of the program let in.
fn obeying() -> Office {
    let o = office();
    let made = o.source(
        "人.csv",
        "姓名,职务,电话,角色,网格,单位\n王长,主任,13911111111,chief,W,城管局\n",
    );
    o.verb("import", &[&made, "--as", "people"]);
    o.verb(
        "campaign",
        &[
            "add",
            "lane",
            "--name",
            "小巷",
            "--kind",
            "dry_toilet",
            "--standard",
            "干净",
        ],
    );
    o.verb("campaign", &["assign", "lane", "--cell", "W"]);
    o.verb("campaign", &["add", "yard", "--name", "庭院"]);
    o.verb("campaign", &["exempt", "yard", "--cell", "W", "--reason", "没有"]);
    o.verb("task", &["item", "lane", "W", "--add", "清扫"]);
    o.verb(
        "task",
        &[
            "step", "lane", "W", "submit", "--by", "王长", "--post", "主任", "--note", "好",
        ],
    );
    o.verb("escalate", &["S-1", "--note", "急", "--by", "林"]);
    o.verb("step", &["S-1", "verify", "--by", "林"]);
    o.verb(
        "step",
        &["S-1", "dispatch", "--note", "派", "--by", "林", "--post", "主任"],
    );
    o.verb(
        "feedback",
        &["add", "1", "--text", "问题", "--category", "类", "--org", "城管局"],
    );
    o.verb(
        "patrol",
        &[
            "add",
            "W",
            "--who",
            "巡",
            "--note",
            "注",
            "--saw",
            "S-1=见",
            "--question",
            "问",
        ],
    );
    o.verb(
        "meeting",
        &["new", "--day", "2026-11-30", "--title", "会", "--note", "注"],
    );
    o.verb("meeting", &["visit", "2026-11-30", "S-1", "--saw", "看"]);
    o.verb("meeting", &["report", "2026-11-30", "--who", "王", "--text", "说"]);
    o.verb(
        "meeting",
        &["remark", "2026-11-30", "--text", "讲", "--who", "王", "--owner", "李"],
    );
    o.verb(
        "pause",
        &["冬休", "--from", "12-01", "--to", "02-28", "--kind", "dry_toilet"],
    );
    let tables = [
        ("grid", &["name", "note"][..]),
        (
            "site",
            &["address", "village", "household", "phone", "note", "escalated"],
        ),
        ("person", &["post", "phone"]),
        ("org", &["name"]),
        ("kind", &["name"]),
        ("standard_item", &["text"]),
        ("campaign", &["name", "name_en", "standard"]),
        ("exemption", &["reason", "actor"]),
        ("task_item", &["text"]),
        ("task_step", &["actor", "post", "note"]),
        ("step", &["actor", "post", "note"]),
        ("feedback", &["text", "category"]),
        ("patrol", &["who", "note"]),
        ("patrol_site", &["seen"]),
        ("meeting", &["title", "note"]),
        ("meeting_item", &["text", "who", "owner"]),
        ("holiday", &["name"]),
        ("pause", &["name"]),
        ("edit", &["actor", "post"]),
    ];
    let sql: Vec<String> = (tables.iter())
        .flat_map(|(table, columns)| {
            columns
                .iter()
                .map(move |c| format!("UPDATE {table} SET {c} = {c} || '{ORDERS}'"))
        })
        .collect();
    unnoticed(&o.file, &sql.join(";"));
    o
}

#[test]
fn no_verb_lets_a_text_of_the_project_speak_to_a_terminal() {
    let o = obeying();
    let file = o.file.to_str().unwrap();
    let (table, folder) = (o.at("m.csv"), o.at(&format!("没有{ORDERS}")));
    let source = o.source(
        &format!("点{ORDERS}.csv"),
        format!("编号,类型,地址,别的{ORDERS}\nX1,旱{ORDERS}厕,a\nX2,没有{ORDERS},b\n"),
    );
    let junk = o.source(&format!("坏{ORDERS}.gpkg"), "x");
    let (named, paper) = (format!("无{ORDERS}"), o.at(&format!("告知{ORDERS}.docx")));
    let verbs: &[&[&str]] = &[
        &["status"],
        &["status", "--grid", "W"],
        &["dossier", "W"],
        &["rollup"],
        &["today"],
        &["matrix"],
        &["matrix", "--csv", &table],
        &["history"],
        &["history", "--grid", "W"],
        &["history", "--site", "S-1", "--lang", "en"],
        &["history", "--site", "S-1", "--personal"],
        &["site", "show", "S-1"],
        &["recheck"],
        &["campaign", "list"],
        &["task", "show", "lane", "W"],
        &["answerable"],
        &["load"],
        &["person", "王长"],
        &["vacancies"],
        &["patrol", "list"],
        &["patrol", "due"],
        &["feedback", "list"],
        &["meeting", "list"],
        &["meeting", "show", "2026-11-30"],
        &["meeting", "agenda"],
        &["kind"],
        &["kind", "dry_toilet"],
        &["standard", "dry_toilet"],
        &["standard", "dry_toilet", "--versions"],
        &["holiday"],
        &["pause"],
        &["setting"],
        &["check"],
        &["import", &source, "--as", "sites", "--dry-run"],
        &["import", &source, "--as", "people", "--dry-run"],
        &["import", &junk, "--as", "grids", "--dry-run"],
        &["import", &folder, "--as", "sites"],
        &["notice", &paper, "W", "--personal"],
        // Refused, and each says what.
        &["site", "show", &named],
        &["dossier", &named],
        &["person", &named],
        &["task", "show", &named, &named],
        &["setting", &named, "1"],
        &["kind", &named],
        &["history", "--grid", &named],
        &["step", "S-1", &named],
        &["steps", "submit", &named],
        &["status", "--on", &named],
        &["restore", &junk],
        &["restore", &folder],
        &["export", &folder, "--layer", &named],
        &["notice", &format!("{folder}/x.docx"), "W"],
        &["acceptance", "S-1", &paper],
        &[&named],
    ];
    for args in verbs {
        let mut all = vec![args[0], file];
        all.extend(&args[1..]);
        for json in [&[][..], &["--json"]] {
            let run = gridwarden(&[&all[..], json].concat());
            assert!(matches!(run.status, Some(0..=2)), "{run:?}");
            assert!(!run.out.chars().any(is_order), "{args:?}: {:?}", run.out);
            assert!(!run.err.chars().any(is_order), "{args:?}: {:?}", run.err);
        }
    }
    let table = fs::read_to_string(table).unwrap();
    assert!(
        !table
            .replace("\r\n", "\n")
            .trim_start_matches('\u{feff}')
            .chars()
            .any(is_order),
        "{table:?}"
    );
    for bad in [&junk, &format!("{folder}.gpkg")] {
        let run = gridwarden(&["status", bad]);
        assert!(run.status == Some(2) && !run.err.chars().any(is_order), "{run:?}");
    }
    assert!(gridwarden(&["dossier", file, "W"]).out.contains("西"));
}

#[test]
fn marks_that_nobody_sees_do_not_come_in_by_a_verb_and_it_is_said() {
    let o = office();
    let file = o.file.to_str().unwrap();
    let address = format!("里{ORDERS}倒");
    let run = gridwarden(&["site", file, "edit", "S\u{200b}-1", "--address", &address]);
    assert_eq!(run.status, Some(0), "{run:?}");
    assert!(
        run.err
            .contains("note: marks that nobody sees (of text direction and the like) were taken out of what was given"),
        "{run:?}"
    );
    assert_eq!(o.verb("site", &["show", "S-1"])["site"]["address"], "里]0;gone2J倒");
    let told = o.verb(
        "import",
        &[
            &o.source(
                "s2.csv",
                "编号,类型,地址,经度,纬度\nS-2,旱厕,石家\u{202e}营村,102.105,36.506\n",
            ),
            "--as",
            "sites",
        ],
    );
    assert!(
        told["notes"]
            .to_string()
            .contains("row 2: address such as \\\"石家营村\\\" held marks that nobody sees"),
        "{told}"
    );
    let c = rusqlite::Connection::open(&o.file).unwrap();
    let kept: Vec<String> = c
        .prepare("SELECT address FROM site ORDER BY number")
        .unwrap()
        .query_map([], |r| r.get(0))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    assert_eq!(kept, ["里]0;gone2J倒", "石家营村"]);
    // A path is what it is.
    let path = o.source("点\u{202e}.csv", "编号,类型\nS-3,旱厕\n");
    let run = gridwarden(&["import", file, &path, "--as", "sites"]);
    assert!(run.status == Some(0) && !run.err.contains("nobody sees"), "{run:?}");
}

#[test]
fn a_table_that_is_written_runs_nothing() {
    let o = office();
    for (code, name) in [
        ("a", "=1+1"),
        ("b", " ＝cmd|' /C calc'!A0"),
        ("c", "－5"),
        ("d", "｜x"),
        ("e", "@SUM(1)"),
    ] {
        o.verb("campaign", &["add", code, &format!("--name={name}")]);
    }
    let table = o.at("m.csv");
    o.verb("matrix", &["--csv", &table]);
    let text = fs::read_to_string(&table).unwrap();
    for cell in text.trim_start_matches('\u{feff}').split(['\n', ',']) {
        let cell = cell.trim_matches(['"', '\r', ' ']);
        assert!(
            !cell.starts_with(['=', '＝', '+', '-', '－', '@', '|', '｜']),
            "{cell:?} in {text}"
        );
    }
    assert!(text.contains("'=1+1") && text.contains("'－5"), "{text}");
}

#[test]
fn telephones_and_households_that_were_leave_the_history_only_when_asked_for() {
    let o = office();
    o.verb(
        "site",
        &["edit", "S-1", "--phone", "13900000002", "--household", "李二"],
    );
    o.verb("undo", &[]);
    o.verb("redo", &[]);
    o.verb("undo", &[]);
    let next = o.source(
        "s2.csv",
        "编号,类型,经度,纬度,电话,户主\nS-1,旱厕,102.105,36.505,13900000003,赵三\n",
    );
    o.verb("import", &[&next, "--as", "sites", "--same"]);
    o.verb("undo", &[]);
    let people = o.source("人.csv", "姓名,职务,电话,角色,网格\n王长,主任,13911111111,chief,W\n");
    o.verb("import", &[&people, "--as", "people"]);
    o.verb("person", &["王长", "--phone", "13911111112"]);
    o.verb("undo", &[]);
    o.verb("person", &["王长", "--phone", "13911111113"]);
    let personal = ["1390000000", "王大明", "李二", "赵三", "1391111111"];
    let told = |of: &[&str], more: &[&str]| o.verb("history", &[of, more].concat()).to_string();
    for of in [&[][..], &["--site", "S-1"], &["--grid", "W"]] {
        for text in personal {
            assert!(!told(of, &[]).contains(text), "{text} in the history of {of:?}");
        }
    }
    let site = told(&["--site", "S-1"], &["--personal"]);
    for text in ["13900000001", "13900000002", "13900000003", "王大明", "李二", "赵三"] {
        assert!(site.contains(text), "{text}");
    }
}
