//! One site by the command line: its archive, correcting it, its re-checks.

use crate::harness::office::{accepted, reported, returned_once};
use crate::harness::{Office, gridwarden};
use serde_json::json;

#[test]
fn a_site_is_shown_with_who_answers_and_is_corrected_until_a_standard_judged_its_kind() {
    let o = Office::at_the_sample();
    reported(&o.file);
    let shown = o.verb("site", &["show", "W-1"]);
    assert_eq!(shown["inherited"], json!(true));
    let name = shown["answerable"]["name"].as_str().unwrap();
    let text = gridwarden(&["site", o.file.to_str().unwrap(), "show", "W-1"]).out;
    assert!(
        text.contains(&format!("answerable: {name} (as chief of its cell)")),
        "{text}"
    );

    let given = [
        "edit",
        "W-1",
        "--household",
        "冶秀兰",
        "--size",
        "两间",
        "--deadline",
        "2026-12-20",
    ];
    o.verb("site", &[&given[..], &["--by", "祁玉兰"]].concat());
    let shown = o.verb("site", &["show", "W-1"]);
    assert_eq!(
        (&shown["household"], &shown["size"], &shown["site"]["deadline"]),
        (&json!("冶秀兰"), &json!("两间"), &json!("2026-12-20"))
    );
    let history = o.verb("history", &["--site", "W-1", "--lang", "zh"]);
    let last = history.as_array().unwrap().last().unwrap()["text"]
        .as_str()
        .unwrap()
        .to_owned();
    assert!(
        last.contains("将规模定为“两间”") && last.contains("改为2026-12-20"),
        "{last}"
    );
    o.verb("undo", &[]);
    assert_eq!(o.verb("site", &["show", "W-1"])["size"], json!(""));

    let said = o.refused("site", &["edit", "W-1", "--deadline", "明天"]);
    assert!(said.contains("明天"), "{said}");
    o.verb("site", &["edit", "W-1", "--kind", "ruined_wall"]);
    o.verb("site", &["edit", "W-1", "--kind", "dry_toilet"]);
    returned_once(&o.file);
    let said = o.refused("site", &["edit", "W-1", "--kind", "ruined_wall"]);
    assert!(said.contains("inspected by the standard"), "{said}");
}

#[test]
fn re_checks_tell_their_round_and_how_far_off_they_are() {
    let o = Office::new(&["--sample"]);
    reported(&o.file);
    returned_once(&o.file);
    accepted(&o.file);
    let rows = o.verb("recheck", &["--due", "2199-12-31"]);
    let rows = rows.as_array().unwrap();
    let mine = rows.iter().find(|r| r["number"] == "W-1").unwrap();
    assert_eq!((&mine["round"], &mine["days_late"]), (&json!(30), &json!(-30)));
    assert!(rows.windows(2).all(|w| w[0]["due"].as_str() <= w[1]["due"].as_str()));
    let text = gridwarden(&["recheck", o.file.to_str().unwrap(), "--due", "2199-12-31"]).out;
    assert!(text.contains("-day  "), "{text}");
}

#[test]
fn undo_by_number_and_verbs_that_say_what_they_saw_are_refused_where_somebody_was_quicker() {
    let o = Office::at_the_sample();
    reported(&o.file);
    let seen = o.verb("history", &[])[0]["id"].to_string();
    let theirs = o.verb("site", &["edit", "W-1", "--size", "一间", "--by", "乙某"]);
    let newest = theirs["edit"]["id"].to_string();
    let said = o.refused("undo", &[&seen]);
    assert!(
        said.contains(&format!("edit {newest} (edit_site W-1 by 乙某) comes first")),
        "{said}"
    );
    let said = o.refused("site", &["edit", "W-1", "--size", "两间", "--seen", &seen]);
    assert!(said.contains("乙某 wrote the same in the meantime"), "{said}");
    o.verb("site", &["edit", "W-1", "--household", "冶秀兰", "--seen", &seen]);
    let mine = o.verb("history", &[])[0]["id"].to_string();
    assert_eq!(o.verb("undo", &[&mine])["of"].to_string(), mine);
    assert_eq!(o.verb("history", &[])[1]["undone"], o.verb("history", &[])[0]["id"]);
    assert_eq!(o.verb("redo", &[&mine])["of"].to_string(), mine);
}
