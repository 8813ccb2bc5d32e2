use super::rules::{step, up_to_submitted, with_chief};
use super::*;
use crate::Error;
use crate::model::{Action, State};
use crate::verbs::kind::{add, edit, standard};
use crate::view::StepInput;
use crate::view::rules::{KindInput, KindRule};

fn field(e: Result<crate::view::Done, Error>) -> String {
    match e {
        Err(Error::Field { field, .. }) => field,
        other => panic!("{other:?}"),
    }
}

fn named(name: &str) -> KindInput {
    KindInput {
        name: Some(name.into()),
        ..Default::default()
    }
}

fn kind(d: &Desk, code: &str) -> KindRule {
    let all = d.project.kind_list(today()).unwrap();
    all.into_iter().find(|k| k.code == code).unwrap()
}

fn texts(k: &KindRule) -> Vec<&str> {
    k.items.iter().map(|i| i.text.as_str()).collect()
}

fn write(d: &Desk, kind: &str, items: &[&str]) -> crate::Result<crate::view::Done> {
    let items: Vec<String> = items.iter().map(|i| (*i).to_owned()).collect();
    standard(&d.project, &lin(), kind, &items)
}

#[test]
fn the_office_adds_changes_closes_and_opens_a_kind_and_each_can_be_taken_back() {
    let d = Desk::two_cells();
    let mut states = vec![d.dump()];
    add(&d.project, &lin(), &named("私搭乱建")).unwrap();
    states.push(d.dump());
    let k = kind(&d, "kind_3");
    assert_eq!(
        (k.name.as_str(), k.name_en.as_str(), k.deadline_days),
        ("私搭乱建", "私搭乱建", 30)
    );
    assert!(k.photo_rule && !k.working && !k.closed && k.items.is_empty());
    let change = KindInput {
        name_en: Some("Illegal shed".into()),
        deadline_days: Some(10),
        working: Some(true),
        photo_rule: Some(false),
        closed: Some(true),
        ..Default::default()
    };
    edit(&d.project, &lin(), "私搭乱建", &change).unwrap();
    states.push(d.dump());
    let k = kind(&d, "kind_3");
    assert_eq!((k.name_en.as_str(), k.deadline_days), ("Illegal shed", 10));
    assert!(k.working && !k.photo_rule && k.closed);
    // Ten working days after Tuesday 24 November.
    assert_eq!(k.due.as_deref(), Some("2026-12-08"));
    assert_eq!(d.project.info(today()).unwrap().kinds[2].due, k.due);
    let site = SiteInput {
        kind: "kind_3".into(),
        lon: 0.5,
        lat: 0.5,
        ..Default::default()
    };
    assert_eq!(field(verbs::site::add(&d.project, &lin(), &site, today())), "kind");
    let open = KindInput {
        closed: Some(false),
        ..Default::default()
    };
    edit(&d.project, &lin(), "kind_3", &open).unwrap();
    states.push(d.dump());
    let id = verbs::site::add(&d.project, &lin(), &site, today())
        .unwrap()
        .site
        .unwrap();
    states.push(d.dump());
    assert_eq!(
        d.project.site_row(id, today()).unwrap().deadline.as_deref(),
        Some("2026-12-08")
    );
    d.back_and_forth(&states);
}

#[test]
fn what_does_not_fit_a_kind_is_refused_at_its_field() {
    let d = Desk::new();
    let before = d.dump();
    let with = |f: fn(&mut KindInput)| {
        let mut i = named("私搭乱建");
        f(&mut i);
        field(add(&d.project, &lin(), &i))
    };
    assert_eq!(with(|i| i.name = Some(" ".into())), "name");
    assert_eq!(with(|i| i.name = Some("旱厕".into())), "name");
    assert_eq!(with(|i| i.name = Some("dry_toilet".into())), "name");
    assert_eq!(with(|i| i.name_en = Some("Dry toilet".into())), "name_en");
    assert_eq!(with(|i| i.code = Some("Dry toilet".into())), "code");
    assert_eq!(with(|i| i.code = Some("dry_toilet".into())), "code");
    assert_eq!(with(|i| i.deadline_days = Some(0)), "deadline_days");
    assert_eq!(with(|i| i.deadline_days = Some(3651)), "deadline_days");
    assert!(matches!(
        edit(&d.project, &lin(), "no_such", &named("甲")),
        Err(Error::NotFound { .. })
    ));
    assert!(before == d.dump());
    let closed = KindInput {
        closed: Some(true),
        ..Default::default()
    };
    edit(&d.project, &lin(), "dry_toilet", &closed).unwrap();
    assert_eq!(field(edit(&d.project, &lin(), "ruined_wall", &closed)), "closed");
}

#[test]
fn a_new_standard_is_a_new_version_and_an_acceptance_keeps_the_one_it_was_judged_by() {
    let (d, id) = with_chief();
    up_to_submitted(&d, id);
    let returned = StepInput {
        fail: vec![6],
        ..Default::default()
    };
    step(&d, "林汉秋", id, Action::Return, returned).unwrap();
    let first = texts(&kind(&d, "dry_toilet")).last().unwrap().to_string();
    let mut states = vec![d.dump()];
    write(&d, "旱厕", &["已拆除或改造", " 清洁无臭 "]).unwrap();
    states.push(d.dump());
    let k = kind(&d, "dry_toilet");
    assert_eq!((k.version, texts(&k)), (2, vec!["已拆除或改造", "清洁无臭"]));
    step(&d, "祁文秀", id, Action::Submit, StepInput::default()).unwrap();
    states.push(d.dump());
    let pass = |n: u32| StepInput {
        pass: (1..=n).collect(),
        ..Default::default()
    };
    let photos = [photo("before", 10), photo("after", 200)];
    let accept = |n| verbs::step::step(&d.project, &lin(), id, Action::Accept, &pass(n), &photos, today());
    assert!(accept(6).is_err(), "item 6 is of the first version");
    accept(2).unwrap();
    states.push(d.dump());
    write(&d, "dry_toilet", &["甲", "乙", "丙"]).unwrap();
    states.push(d.dump());
    let steps = d.project.site_archive(id, "林汉秋", today()).unwrap().steps;
    let back = steps.iter().find(|s| s.action == Action::Return).unwrap();
    assert_eq!(
        back.failed,
        [first],
        "the return still names what failed in the words of its day"
    );
    let c = Connection::open(d.project.path()).unwrap();
    let judged: String = c
        .query_row(
            "SELECT group_concat(standard_version) FROM step WHERE standard_version > 0",
            [],
            |r| r.get(0),
        )
        .unwrap();
    assert_eq!(judged, "1,2");
    assert_eq!(d.project.site_row(id, today()).unwrap().state, State::Accepted);
    let all = d.project.standard_versions("旱厕").unwrap();
    let told: Vec<_> = all
        .iter()
        .map(|v| (v.version, v.items.len(), v.judged, v.by.as_str()))
        .collect();
    assert_eq!(told, [(3, 3, 0, "林汉秋"), (2, 2, 1, "林汉秋"), (1, 6, 1, "")]);
    assert!(all[2].since.is_none() && all[0].since.is_some());
    d.back_and_forth(&states);
}

#[test]
fn a_standard_with_a_fault_is_refused_and_the_same_one_again_is_no_edit() {
    let d = Desk::new();
    let long = "长".repeat(201);
    for items in [vec!["甲", " "], vec!["甲", "甲"], vec![long.as_str()], vec!["甲\n乙"]] {
        assert_eq!(field(write(&d, "dry_toilet", &items)), "item", "{items:?}");
    }
    let many: Vec<String> = (0..41).map(|i| i.to_string()).collect();
    assert_eq!(field(standard(&d.project, &lin(), "dry_toilet", &many)), "item");
    let same = kind(&d, "dry_toilet");
    let done = write(&d, "dry_toilet", &texts(&same)).unwrap();
    assert!(done.edit.is_none());
    assert_eq!(kind(&d, "dry_toilet"), same);
    write(&d, "dry_toilet", &[]).unwrap();
    assert_eq!(kind(&d, "dry_toilet").version, 2, "a kind may have no standard");
}
