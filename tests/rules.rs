//! The office's rules by the command line: kinds, standards, holidays, a winter stop, settings.

use crate::harness::{Office, assert_sound};
use serde_json::json;

#[test]
fn a_kind_with_its_standard_is_the_office_s_own() {
    let o = Office::new(&[]);
    o.verb(
        "kind",
        &[
            "shed",
            "--name",
            "私搭乱建",
            "--days",
            "10",
            "--working",
            "--photos",
            "off",
        ],
    );
    let shed = o.verb("kind", &["私搭乱建"]);
    assert_eq!((&shed["code"], &shed["deadline_days"]), (&json!("shed"), &json!(10)));
    assert_eq!((&shed["working"], &shed["photo_rule"]), (&json!(true), &json!(false)));
    o.verb("kind", &["shed", "--close", "--calendar"]);
    let all = o.verb("kind", &[]);
    assert_eq!(all.as_array().unwrap().len(), 3);
    assert_eq!((&all[2]["closed"], &all[2]["working"]), (&json!(true), &json!(false)));
    o.verb("standard", &["shed", "--item", "已拆除", "--item", "场地平整"]);
    o.verb("standard", &["shed", "--item", "已拆除"]);
    let versions = o.verb("standard", &["shed", "--versions"]);
    let told: Vec<_> = versions
        .as_array()
        .unwrap()
        .iter()
        .map(|v| (&v["version"], v["items"].as_array().unwrap().len()))
        .collect();
    assert_eq!(told, [(&json!(3), 1), (&json!(2), 2)]);
    assert!(o.refused("kind", &["other", "--days", "3"]).contains("name: is empty"));
    assert!(
        o.refused("kind", &["other"])
            .contains("kind \"other\" is not in this project")
    );
    assert!(
        o.refused("standard", &["shed", "--item", " "])
            .contains("item: 1 is empty")
    );
    assert_sound(&o.file);
}

#[test]
fn a_winter_stop_is_asked_about_declared_reported_apart_and_taken_back() {
    let o = Office::at_the_sample();
    let on = ["--on", "2027-01-15"];
    let before = o.verb("status", &on);
    let stop = ["冬季停工", "--from", "11-15", "--to", "03-15", "--kind", "旱厕"];
    let asked = o.verb("pause", &[&stop[..], &["--dry-run"]].concat());
    assert_eq!(o.verb("status", &on), before, "asking writes nothing");
    let done = o.verb("pause", &stop);
    assert_eq!(done["edit"]["args"]["count"], asked["deadlines"]);
    let listed = o.verb("pause", &[]);
    assert_eq!(
        (&listed[0]["from"], &listed[0]["kinds"]),
        (&json!("11-15"), &json!(["dry_toilet"]))
    );
    let now = o.verb("status", &on);
    let toilets = o.verb("kind", &["dry_toilet"]);
    assert!(
        now["figures"]["paused"].as_u64() > Some(0) && toilets["sites"].as_u64() > now["figures"]["paused"].as_u64()
    );
    assert!(now["figures"]["overdue"].as_u64() < before["figures"]["overdue"].as_u64());
    assert_eq!(o.verb("today", &on)["paused"], now["figures"]["paused"]);
    assert_eq!(o.verb("status", &["--on", "2027-03-16"])["figures"]["paused"], 0);
    assert!(
        o.refused("pause", &["雨季", "--from", "02-30", "--to", "03-01", "--kind", "旱厕"])
            .contains("from: ")
    );
    o.verb("pause", &["冬季停工", "--remove"]);
    assert_eq!(o.verb("status", &on), before);
    for _ in 0..2 {
        o.verb("undo", &[]);
    }
    assert_eq!(o.verb("pause", &[]), json!([]));
    assert_eq!(o.verb("status", &on), before);
    assert_sound(&o.file);
}

#[test]
fn holidays_and_settings_are_listed_and_changed() {
    let o = Office::new(&[]);
    let of = |year: &str| o.verb("holiday", &["--year", year])["days"].as_array().unwrap().len();
    assert_eq!((of("2026"), of("2027")), (39, 0));
    o.verb("holiday", &["2027-02-05..2027-02-11", "--name", "春节"]);
    o.verb("holiday", &["2027-02-14", "--make-up", "--name", "春节"]);
    assert_eq!(of("2027"), 8);
    o.verb("holiday", &["2027-02-05", "--remove"]);
    assert_eq!(of("2027"), 7);
    assert!(o.refused("holiday", &["2027-02-30"]).contains("from: "));
    assert_eq!(o.verb("setting", &[])["recheck_days"], json!([30, 90, 180]));
    o.verb("setting", &["recheck_days", "15 45"]);
    o.verb("setting", &["keep_originals", "on"]);
    let s = o.verb("setting", &[]);
    assert_eq!(
        (&s["recheck_days"], &s["keep_originals"]),
        (&json!([15, 45]), &json!(true))
    );
    assert!(
        o.refused("setting", &["recheck_days", "45 15"])
            .contains("recheck_days: must rise")
    );
    assert!(o.refused("setting", &["station", "7"]).contains("no setting"));
    assert_sound(&o.file);
}
