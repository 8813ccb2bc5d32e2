use super::rules::{up_to_submitted, with_chief};
use super::*;
use crate::Error;
use crate::model::{Action, Lang};
use crate::verbs::duty::Holder;
use crate::view::{SiteChange, StepInput};

fn given(text: &str) -> Option<String> {
    Some(text.to_owned())
}

fn edit(d: &Desk, id: SiteId, to: &SiteChange) -> crate::Result<crate::view::Done> {
    verbs::site::edit(&d.project, &lin(), id, to, today())
}

fn said(d: &Desk, id: SiteId, lang: Lang) -> String {
    d.project.site_history(id, lang).unwrap().pop().unwrap().text
}

fn refused(d: &Desk, id: SiteId, to: &SiteChange) -> (String, String) {
    let before = d.dump();
    let e = edit(d, id, to).unwrap_err();
    assert!(before == d.dump());
    match e {
        Error::Field { field, reason } => (field, reason),
        other => panic!("{other}"),
    }
}

#[test]
fn a_correction_is_one_edit_that_says_from_what_to_what_and_goes_back_whole() {
    let (d, id) = with_chief();
    let mut states = vec![d.dump()];
    let to = SiteChange {
        address: given(" 四组东头 "),
        household: given("祁文秀"),
        deadline: given("2026-12-20"),
        found_on: given("2026-11-02"),
        ..Default::default()
    };
    assert!(edit(&d, id, &to).unwrap().edit.is_some());
    states.push(d.dump());
    let a = d.project.site_archive(id, "", today()).unwrap();
    assert_eq!((a.site.address.as_str(), a.household.as_str()), ("四组东头", "祁文秀"));
    assert_eq!(a.site.deadline.as_deref(), Some("2026-12-20"));
    assert_eq!(a.found_on.as_deref(), Some("2026-11-02"));
    let zh = said(&d, id, Lang::Zh);
    for words in [
        "将地址由“三组”改为“四组东头”",
        "将期限由2027-01-08改为2026-12-20",
        "将发现日期由2026-11-24改为2026-11-02",
        "修改了户主",
    ] {
        assert!(zh.contains(words), "{words} in {zh}");
    }
    let en = said(&d, id, Lang::En);
    assert!(
        en.contains("changed the deadline from 2027-01-08 to 2026-12-20"),
        "{en}"
    );
    assert!(!zh.contains("祁文秀") && !en.contains("祁文秀"), "personal data: {zh}");
    // The same once more changes nothing.
    assert!(edit(&d, id, &to).unwrap().edit.is_none());

    let none = SiteChange {
        deadline: given(""),
        ..Default::default()
    };
    edit(&d, id, &none).unwrap();
    states.push(d.dump());
    assert!(said(&d, id, Lang::Zh).contains("取消期限（原为2026-12-20）"));
    assert_eq!(d.project.site_row(id, today()).unwrap().deadline, None);
    d.back_and_forth(&states);
}

#[test]
fn a_household_finds_its_site() {
    let (d, id) = with_chief();
    assert!(d.project.search("冶秀兰", today()).unwrap().is_empty());
    let to = SiteChange {
        household: given("冶秀兰"),
        ..Default::default()
    };
    edit(&d, id, &to).unwrap();
    let hits = d.project.search("秀兰", today()).unwrap();
    assert_eq!(
        hits.iter().map(|h| (h.what.as_str(), h.id)).collect::<Vec<_>>(),
        [("site", id.0)]
    );
}

#[test]
fn a_kind_changes_until_its_standard_judged_the_site() {
    let (d, id) = with_chief();
    let to = |kind: &str| SiteChange {
        kind: given(kind),
        ..Default::default()
    };
    assert_eq!(refused(&d, id, &to("castle")).0, "kind");
    edit(&d, id, &to("ruined_wall")).unwrap();
    assert!(said(&d, id, Lang::Zh).contains("将类别由旱厕改为残垣断壁"));
    edit(&d, id, &to("dry_toilet")).unwrap();
    up_to_submitted(&d, id);
    assert!(!d.project.site_archive(id, "", today()).unwrap().inspected);
    let failed = StepInput {
        note: "门板缺失".into(),
        fail: vec![1],
        ..Default::default()
    };
    let inspector = Actor::new("验收人", "");
    verbs::step::step(&d.project, &inspector, id, Action::Return, &failed, &[], today()).unwrap();
    assert!(d.project.site_archive(id, "", today()).unwrap().inspected);
    let (field, reason) = refused(&d, id, &to("ruined_wall"));
    assert!(field == "kind" && reason.contains("was inspected"), "{reason}");
    // What it is already is no change.
    assert!(edit(&d, id, &to("dry_toilet")).unwrap().edit.is_none());
}

#[test]
fn a_day_that_is_none_is_refused_by_its_field() {
    let (d, id) = with_chief();
    let to = |deadline, found_on| SiteChange {
        deadline,
        found_on,
        ..Default::default()
    };
    assert_eq!(refused(&d, id, &to(given("2026-02-30"), None)).0, "deadline");
    assert_eq!(refused(&d, id, &to(None, given("昨天"))).0, "found_on");
}

#[test]
fn one_person_answers_for_a_site_the_chief_of_its_cell_unless_one_was_named() {
    let (d, id) = with_chief();
    let of = |id| {
        let a = d.project.site_archive(id, "", today()).unwrap();
        (a.answerable.map(|p| p.name), a.inherited)
    };
    let chief = d.project.site_archive(id, "", today()).unwrap().chief.unwrap().name;
    assert_eq!(of(id), (Some(chief.clone()), true));
    verbs::task::answer(&d.project, &lin(), &[], &[id], Holder::Named("马建国"), today()).unwrap();
    assert_eq!(of(id), (given("马建国"), false));
    d.project.undo(&lin(), None).unwrap();
    assert_eq!(of(id), (Some(chief), true));
    assert_eq!(of(d.add(5.0, 5.0)), (None, false));
}
