use super::tasks::{assign, campaign, codes};
use super::*;
use crate::view::task::CampaignInput;

#[test]
fn a_campaign_with_tasks_is_not_removed_and_the_refusal_says_how_many_it_has() {
    let d = Desk::two_cells();
    assign(&d, "back_lanes", &codes(&["A", "B"]));
    let refused = verbs::campaign::remove(&d.project, &lin(), "back_lanes").unwrap_err();
    assert!(refused.to_string().contains("has 2 tasks"), "{refused}");
}

#[test]
fn a_campaign_needs_a_code_of_its_own_a_name_a_known_kind_and_a_real_day() {
    let d = Desk::new();
    let add = |i: &CampaignInput| verbs::campaign::add(&d.project, &lin(), i).unwrap_err().to_string();
    assert!(add(&campaign("", "甲")).starts_with("code: is empty"));
    assert!(add(&campaign("x", " ")).starts_with("name: is empty"));
    assert!(add(&campaign("back_lanes", "巷")).contains("is the code of 背街小巷整治 already"));
    assert!(add(&campaign("x", "背街小巷整治")).contains("is the name of another campaign"));
    verbs::campaign::close(&d.project, &lin(), "back_lanes", true, today()).unwrap();
    let again = campaign("lanes_again", "背街小巷整治");
    verbs::campaign::add(&d.project, &lin(), &again).unwrap();
    let kind = CampaignInput {
        kind: Some("swamp".into()),
        ..campaign("x", "甲")
    };
    assert!(add(&kind).contains("use one of ruined_wall, dry_toilet"));
    let day = CampaignInput {
        deadline: Some("soon".into()),
        ..campaign("x", "甲")
    };
    assert!(add(&day).starts_with("deadline: \"soon\" is no day"));
    let unknown = verbs::campaign::edit(&d.project, &lin(), "nope", &Default::default()).unwrap_err();
    assert!(
        unknown.to_string().contains("use one of ruined_walls, dry_toilets"),
        "{unknown}"
    );
}

#[test]
fn what_is_not_given_of_a_campaign_stays_and_what_is_empty_is_cleared() {
    let d = Desk::new();
    let change = CampaignInput {
        code: Some("walls".into()),
        kind: Some(String::new()),
        deadline: Some("2026-12-01".into()),
        ..Default::default()
    };
    let was = verbs::campaign::list(&d.project, today()).unwrap()[0].clone();
    verbs::campaign::edit(&d.project, &lin(), &was.name, &change).unwrap();
    let now = verbs::campaign::list(&d.project, today()).unwrap()[0].clone();
    let want = crate::view::task::CampaignRow {
        code: "walls".into(),
        kind: None,
        deadline: Some("2026-12-01".into()),
        ..was
    };
    assert_eq!(now, want);
}

#[test]
fn a_removed_campaign_s_key_is_not_given_again() {
    let d = Desk::new();
    let last = |d: &Desk| verbs::campaign::list(&d.project, today()).unwrap().last().unwrap().id;
    let twelfth = last(&d);
    let code = verbs::campaign::list(&d.project, today())
        .unwrap()
        .last()
        .unwrap()
        .code
        .clone();
    verbs::campaign::remove(&d.project, &lin(), &code).unwrap();
    verbs::campaign::add(&d.project, &lin(), &campaign("x", "甲")).unwrap();
    assert!(last(&d) > twelfth);
}
