//! Several writers on one file: undo names what it means, forms are judged by what was seen, others are noticed.

use super::tasks::by;
use super::*;
use crate::Error;
use crate::model::{Action, CHIEF, EditId, State};
use crate::verbs::duty::Holder;
use crate::view::{EditInfo, JudgedBy, PersonInput, SiteArchive, SiteChange, StepInput};

fn newest(p: &Project) -> EditInfo {
    p.history(1).unwrap().remove(0)
}

fn seeing(p: &Project, name: &str) -> Actor {
    by(name).seeing(Some(newest(p).id))
}

/// A second window on the same file.
fn elsewhere(d: &Desk) -> Project {
    Project::open(d.project.path()).unwrap()
}

/// A site that waits for its inspection.
fn submitted() -> (Desk, SiteId) {
    let d = Desk::two_cells();
    let id = d.add(0.5, 0.5);
    let cells = [d.project.grid_by_code("A").unwrap().id];
    let chief = Holder::Named("铁桂英");
    verbs::duty::set_duty(&d.project, &lin(), &cells, CHIEF, chief, "2026-11-01", today()).unwrap();
    d.moves(id, &[Action::Verify, Action::Dispatch, Action::Start, Action::Submit]);
    (d, id)
}

fn step(p: &Project, who: &Actor, id: SiteId, action: Action) -> crate::Result<()> {
    verbs::step::step(p, who, id, action, &StepInput::default(), &[], today()).map(drop)
}

fn overtaken(refused: Error) -> EditInfo {
    match refused {
        Error::Overtaken { by, .. } => *by,
        other => panic!("refused otherwise: {other}"),
    }
}

fn address(to: &str) -> SiteChange {
    SiteChange {
        address: Some(to.into()),
        ..Default::default()
    }
}

#[test]
fn undo_takes_the_edit_that_it_means_and_no_other() {
    let d = Desk::two_cells();
    let id = d.add(0.5, 0.5);
    let mine = newest(&d.project).id;
    let other = elsewhere(&d);
    step(&other, &by("乙某"), id, Action::Verify).unwrap();
    let before = d.dump();
    let refused = d.project.undo(&lin(), Some(mine)).unwrap_err();
    assert_eq!(refused.code(), "not_newest");
    assert!(refused.to_string().contains("乙某"), "{refused}");
    assert_eq!(overtaken(refused).actor, "乙某");
    assert!(before == d.dump());
    let theirs = newest(&d.project).id;
    assert_eq!(d.project.undo(&lin(), Some(theirs)).unwrap().of, Some(theirs));
}

#[test]
fn redo_takes_the_edit_that_it_means_and_no_other() {
    let d = Desk::two_cells();
    d.add(0.5, 0.5);
    d.add(0.6, 0.5);
    let undone = |p: &Project| p.undo(&lin(), None).unwrap().of.unwrap();
    let (last, first) = (undone(&d.project), undone(&d.project));
    assert_eq!(d.project.redo(&lin(), Some(last)).unwrap_err().code(), "not_newest");
    assert_eq!(d.project.redo(&lin(), Some(first)).unwrap().of, Some(first));
    d.add(0.7, 0.5);
    // A new edit ends redo.
    assert_eq!(d.project.redo(&lin(), Some(last)).unwrap_err().code(), "not_newest");
}

#[test]
fn a_form_does_not_overwrite_what_somebody_wrote_since_it_was_opened() {
    let d = Desk::two_cells();
    let id = d.add(0.5, 0.5);
    let opened = seeing(&d.project, "甲某");
    verbs::site::edit(&elsewhere(&d), &by("乙某"), id, &address("五组"), today()).unwrap();
    let before = d.dump();
    let refused = verbs::site::edit(&d.project, &opened, id, &address("七组"), today()).unwrap_err();
    assert_eq!(refused.code(), "overtaken");
    assert!(refused.to_string().starts_with("乙某 wrote the same"), "{refused}");
    assert_eq!(overtaken(refused).verb, "edit_site");
    assert!(before == d.dump());
    // Who has looked again may.
    verbs::site::edit(&d.project, &seeing(&d.project, "甲某"), id, &address("七组"), today()).unwrap();
}

#[test]
fn another_value_of_the_same_row_is_no_conflict() {
    let d = Desk::two_cells();
    let id = d.add(0.5, 0.5);
    let opened = seeing(&d.project, "甲某");
    step(&elsewhere(&d), &by("乙某"), id, Action::Verify).unwrap();
    verbs::site::edit(&d.project, &opened, id, &address("七组"), today()).unwrap();
}

#[test]
fn a_step_is_judged_by_the_round_that_was_seen() {
    let (d, id) = submitted();
    let opened = seeing(&d.project, "甲某");
    // Returned and submitted again: it waits for inspection as before, but of other work.
    let fail = StepInput {
        fail: vec![2],
        note: "未清运".into(),
        ..Default::default()
    };
    verbs::step::step(&elsewhere(&d), &by("乙某"), id, Action::Return, &fail, &[], today()).unwrap();
    step(&elsewhere(&d), &by("祁文秀"), id, Action::Submit).unwrap();
    let refused = verbs::step::step(&d.project, &opened, id, Action::Return, &fail, &[], today()).unwrap_err();
    assert_eq!(overtaken(refused).actor, "祁文秀");
}

#[test]
fn items_judged_by_a_standard_or_kind_that_is_no_more_are_refused() {
    let (d, id) = submitted();
    let judge = |a: &SiteArchive| StepInput {
        fail: vec![1],
        note: "未清运".into(),
        judged_by: Some(JudgedBy {
            kind: a.site.kind.clone(),
            version: a.standard_version,
        }),
        ..Default::default()
    };
    let archive = || d.project.site_archive(id, "甲某", today()).unwrap();
    let put = |input: &StepInput| verbs::step::step(&d.project, &by("甲某"), id, Action::Return, input, &[], today());
    let shown = archive();
    let mut items: Vec<String> = shown.standard.iter().map(|i| i.text.clone()).collect();
    items.swap(0, 1);
    verbs::kind::standard(&elsewhere(&d), &by("乙某"), &shown.site.kind, &items).unwrap();
    assert!(
        put(&judge(&shown))
            .unwrap_err()
            .to_string()
            .contains("another one since its items were judged")
    );
    let shown = archive();
    let change = SiteChange {
        kind: Some("dry_toilet".into())
            .filter(|k| *k != shown.site.kind)
            .or(Some("ruined_wall".into())),
        ..Default::default()
    };
    verbs::site::edit(&elsewhere(&d), &by("乙某"), id, &change, today()).unwrap();
    assert!(
        put(&judge(&shown))
            .unwrap_err()
            .to_string()
            .contains("another one since its items were judged")
    );
    assert_eq!(archive().site.state, State::Submitted);
    put(&judge(&archive())).unwrap();
}

#[test]
fn a_cell_that_somebody_gave_away_is_not_taken_from_them() {
    let d = Desk::two_cells();
    let cells = [d.project.grid_by_code("A").unwrap().id];
    let person = |name: &str| {
        let new = PersonInput {
            name: name.into(),
            ..Default::default()
        };
        d.project.add_person(&lin(), &new, today()).unwrap().id
    };
    let (tie, qi) = (person("铁桂英"), person("祁文秀"));
    let give = |p: &Project, who: &Actor, to| {
        verbs::duty::set_duty(p, who, &cells, CHIEF, Holder::Person(to), "2026-11-01", today()).map(drop)
    };
    let opened = seeing(&d.project, "甲某");
    give(&elsewhere(&d), &by("乙某"), tie).unwrap();
    assert_eq!(overtaken(give(&d.project, &opened, qi).unwrap_err()).verb, "duty");
}

#[test]
fn rules_settings_and_standards_are_judged_alike() {
    let d = Desk::two_cells();
    let opened = seeing(&d.project, "甲某");
    let other = elsewhere(&d);
    let items = |text: &str| [text.to_owned()];
    verbs::kind::standard(&other, &by("乙某"), "dry_toilet", &items("已拆除")).unwrap();
    let refused = verbs::kind::standard(&d.project, &opened, "dry_toilet", &items("已清运")).unwrap_err();
    assert_eq!(overtaken(refused).verb, "standard");
    verbs::setting::set(&other, &by("乙某"), "patrol_days", "10").unwrap();
    let refused = verbs::setting::set(&d.project, &opened, "patrol_days", "20").unwrap_err();
    assert_eq!(overtaken(refused).verb, "setting");
}

#[test]
fn what_was_undone_meanwhile_counts_as_written() {
    let d = Desk::two_cells();
    let id = d.add(0.5, 0.5);
    verbs::site::edit(&d.project, &lin(), id, &address("五组"), today()).unwrap();
    let opened = seeing(&d.project, "甲某");
    elsewhere(&d).undo(&by("乙某"), None).unwrap();
    let refused = verbs::site::edit(&d.project, &opened, id, &address("七组"), today()).unwrap_err();
    assert_eq!(overtaken(refused).verb, "undo");
}

#[test]
fn what_others_wrote_is_told_once_and_own_edits_never() {
    let d = Desk::two_cells();
    let id = d.add(0.5, 0.5);
    assert_eq!(d.project.others_wrote().unwrap(), None);
    let shown = d.project.info(today()).unwrap().others;
    step(&elsewhere(&d), &by("乙某"), id, Action::Verify).unwrap();
    d.add(0.6, 0.5);
    let told = d.project.others_wrote().unwrap().unwrap().edits;
    assert_eq!(told.iter().map(|e| e.actor.as_str()).collect::<Vec<_>>(), ["乙某"]);
    assert_eq!(d.project.others_wrote().unwrap(), None);
    d.add(0.7, 0.5);
    assert_eq!(d.project.others_wrote().unwrap(), None);
    // Tiles and lists have another address by it.
    assert_ne!(d.project.info(today()).unwrap().others, shown);
}

#[test]
fn what_another_program_wrote_without_a_record_is_told_too() {
    let d = Desk::two_cells();
    let id = d.add(0.5, 0.5);
    d.project.others_wrote().unwrap();
    let c = Connection::open(d.project.path()).unwrap();
    c.execute("UPDATE placement SET grid = grid WHERE site = ?1", [id.0])
        .unwrap();
    assert_eq!(d.project.others_wrote().unwrap().unwrap().edits, []);
}

#[test]
fn the_list_of_edits_says_which_was_undone_and_by_which() {
    let d = Desk::two_cells();
    d.add(0.5, 0.5);
    let of = newest(&d.project).id;
    let back = d.project.undo(&lin(), None).unwrap().id;
    let undone = |p: &Project, id: EditId| p.history(9).unwrap().into_iter().find(|e| e.id == id).unwrap().undone;
    assert_eq!(undone(&d.project, of), Some(back));
    d.project.redo(&lin(), None).unwrap();
    assert_eq!(undone(&d.project, of), None);
}

#[test]
fn tiles_follow_what_another_program_wrote_without_a_record() {
    let d = Desk::two_cells();
    let cells = [d.project.grid_by_code("A").unwrap().id];
    let holder = Holder::Named("铁桂英");
    verbs::duty::set_duty(&d.project, &lin(), &cells, CHIEF, holder, "2026-11-01", today()).unwrap();
    let tile = || {
        let at = crate::tile::Tile::parse("6/32/31").unwrap();
        d.project.tile(at, &Default::default(), today()).unwrap()
    };
    let has = |name: &str| tile().windows(name.len()).any(|w| w == name.as_bytes());
    assert!(has("铁桂英"));
    let c = Connection::open(d.project.path()).unwrap();
    c.execute("UPDATE person SET name = '祁文秀'", []).unwrap();
    d.project.others_wrote().unwrap().unwrap();
    assert!(has("祁文秀") && !has("铁桂英"));
}

#[test]
fn what_an_edit_came_to_names_it_and_not_what_another_wrote_meanwhile() {
    let d = Desk::two_cells();
    let id = d.add(0.5, 0.5);
    let mine = newest(&d.project);
    let other = elsewhere(&d);
    step(&other, &by("乙某"), id, Action::Verify).unwrap();
    let done = verbs::done(&d.project, Some(mine.clone())).unwrap();
    assert_eq!((done.revision, done.edit.as_ref()), (mine.id.0, Some(&mine)));
    let batch = crate::view::inspect::BatchDone::of(&done, Vec::new());
    assert_eq!(batch.edit, Some(mine.id));

    let list = d.project.path().with_file_name("s.csv");
    std::fs::write(&list, "编号,类型,经度,纬度\nQ-1,旱厕,0.5,0.5\n").unwrap();
    let options = crate::view::ImportOptions {
        target: crate::view::ImportAs::Sites,
        crs: "wgs84".into(),
        map: Default::default(),
        set: Default::default(),
        kinds: Default::default(),
        same: false,
    };
    let import = || verbs::import::import(&d.project, &lin(), &list, &options, today(), &|_, _, _| true).unwrap();
    assert_eq!(import().edit, Some(newest(&d.project).id));
    assert_eq!(import().edit, None, "nothing had to change");
}
