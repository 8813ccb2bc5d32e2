use super::*;
use crate::Error;
use crate::model::{Action, CHIEF, Lang, Level};
use crate::verbs::duty::Holder;
use crate::view::{PersonInput, StepInput};

#[test]
fn undo_of_any_verb_restores_every_table_and_redo_brings_it_back() {
    let d = Desk::two_cells();
    let grid = d.project.grid_by_code("A").unwrap().id;
    let mut states = vec![d.dump()];
    let id = d.add(0.5, 0.5);
    states.push(d.dump());
    let who = d
        .project
        .add_person(
            &lin(),
            &PersonInput {
                name: "铁桂英".into(),
                ..Default::default()
            },
            today(),
        )
        .unwrap();
    states.push(d.dump());
    verbs::duty::set_duty(
        &d.project,
        &lin(),
        &[grid],
        CHIEF,
        Holder::Person(who.id),
        "2026-11-01",
        today(),
    )
    .unwrap();
    states.push(d.dump());
    for action in [Action::Verify, Action::Dispatch, Action::Start, Action::Submit] {
        verbs::step::step(&d.project, &lin(), id, action, &StepInput::default(), &[], today()).unwrap();
        states.push(d.dump());
    }
    verbs::site::place(&d.project, &lin(), id, Some(d.project.grid_by_code("B").unwrap().id)).unwrap();
    states.push(d.dump());
    d.back_and_forth(&states);
}

#[test]
fn a_new_edit_after_an_undo_takes_redo_away() {
    let d = Desk::two_cells();
    d.add(0.5, 0.5);
    d.project.undo(&lin(), None).unwrap();
    d.add(1.5, 0.5);
    assert!(matches!(d.project.redo(&lin(), None), Err(Error::Undo(_))));
}

#[test]
fn a_key_is_never_given_twice_not_even_after_an_undo() {
    let d = Desk::two_cells();
    let first = d.add(0.5, 0.5);
    d.project.undo(&lin(), None).unwrap();
    assert!(d.add(0.5, 0.5) > first);
}

#[test]
fn undo_is_refused_whole_when_another_program_changed_what_it_would_take_back() {
    let d = Desk::two_cells();
    let id = d.add(0.5, 0.5);
    let c = crate::store::connection::open(d.project.path()).unwrap();
    c.execute("UPDATE site SET address = '五组' WHERE fid = ?1", [id])
        .unwrap();
    let before = d.dump();
    let refused = d.project.undo(&lin(), None).unwrap_err();
    assert!(refused.to_string().contains("was changed since"), "{refused}");
    assert!(before == d.dump());
}

#[test]
fn a_refused_edit_leaves_the_file_as_it_was_and_no_edit_behind() {
    let d = Desk::two_cells();
    let (before, revision) = (d.dump(), d.project.revision().unwrap());
    let failed = d.project.edit(&lin(), "test", |tx| {
        tx.next_site_number()?;
        let up = crate::store::GridUpsert {
            code: "C",
            name: None,
            level: Some(Level::Cell),
            parent: None,
            note: None,
            geometry: None,
        };
        tx.put_grid(&up)?;
        Err::<((), _), _>(Error::Cancelled)
    });
    assert!(failed.is_err());
    assert!(before == d.dump());
    assert_eq!(d.project.revision().unwrap(), revision);
}

#[test]
fn an_edit_that_changes_nothing_is_no_edit() {
    let d = Desk::two_cells();
    let revision = d.project.revision().unwrap();
    verbs::assign::assign(&d.project, &lin()).unwrap();
    assert_eq!(d.project.revision().unwrap(), revision);
}

#[test]
fn the_history_of_a_site_says_who_changed_what_from_what_to_what() {
    let d = Desk::two_cells();
    let id = d.add(0.5, 0.5);
    verbs::step::step(
        &d.project,
        &lin(),
        id,
        Action::Verify,
        &StepInput::default(),
        &[],
        today(),
    )
    .unwrap();
    d.project.undo(&lin(), None).unwrap();
    let all = d.project.site_history(id, Lang::Zh).unwrap();
    let states: Vec<_> = all
        .iter()
        .flat_map(|h| h.changes.iter().map(move |c| (h, c)))
        .filter(|(_, c)| c.table == "site" && c.field == "state")
        .map(|(h, c)| (h.edit.as_ref().unwrap().verb.as_str(), c.from.clone(), c.to.clone()))
        .collect();
    assert_eq!(
        states,
        [
            ("add_site", serde_json::Value::Null, "reported".into()),
            ("step", "reported".into(), "filed".into()),
            ("undo", "filed".into(), "reported".into())
        ]
    );
    assert!(all.iter().all(|h| h.text.starts_with("林汉秋（创卫办科员）")));
}
