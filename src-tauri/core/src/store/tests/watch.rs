use super::rules::{step, up_to_submitted, with_chief};
use super::*;
use crate::Error;
use crate::model::{Action, Lang, State, Watch};
use crate::tile::{Tile, decode::decode};
use crate::verbs::escalate::{escalate, lift};
use crate::verbs::recheck::recheck;
use crate::verbs::step::step_many;
use crate::view::{Filter, Sort, StepInput};
use chrono::Days;

fn listed(d: &Desk, watch: Watch, on: NaiveDate) -> u32 {
    let f = Filter {
        watch: Some(watch),
        ..Default::default()
    };
    match watch {
        Watch::Vacant | Watch::Unreachable => d.project.table_grids(&f, &Sort::default(), 0, 1000, on).unwrap().total,
        _ => d.project.table_sites(&f, &Sort::default(), 0, 1000, on).unwrap().total,
    }
}

fn accept(d: &Desk, id: SiteId, on: NaiveDate) {
    up_to_submitted(d, id);
    let standard = d.project.standard("dry_toilet", 1).unwrap();
    let input = StepInput {
        pass: standard.iter().map(|i| i.number).collect(),
        ..Default::default()
    };
    let photos = [photo("before", 10), photo("after", 200)];
    let inspector = Actor::new("验收人", "");
    verbs::step::step(&d.project, &inspector, id, Action::Accept, &input, &photos, on).unwrap();
}

#[test]
fn each_number_of_the_day_is_the_length_of_its_list() {
    let d = Desk::sample();
    for on in [today(), today() + Days::new(45), today() + Days::new(400)] {
        let t = d.project.today(on).unwrap();
        for (watch, n) in [
            (Watch::DueToday, t.due_today),
            (Watch::Escalated, t.escalated),
            (Watch::SuspensionOver, t.suspension_over),
            (Watch::RecheckDue, t.recheck_due),
            (Watch::Loose, t.loose),
            (Watch::Vacant, t.vacant),
            (Watch::Unreachable, t.unreachable),
        ] {
            assert_eq!(listed(&d, watch, on), n, "{watch:?} on {on}");
        }
        let of = |f: Filter| d.project.table_sites(&f, &Sort::default(), 0, 1, on).unwrap().total;
        let late = Filter {
            overdue: true,
            ..Default::default()
        };
        let waiting = Filter {
            states: vec![State::Submitted],
            ..Default::default()
        };
        let filed = Filter {
            states: vec![State::Filed],
            ..Default::default()
        };
        assert_eq!((of(late), of(waiting), of(filed)), (t.overdue, t.submitted, t.filed));
    }
    assert!(d.project.today(today()).unwrap().escalated > 0);
}

/// Sites that stand on the map of the whole earth, and figures of cells.
fn seen_from_afar(d: &Desk, f: &Filter, on: NaiveDate) -> (i64, usize) {
    let (mut sites, mut figures) = (0, 0);
    for (x, y) in (0..8).flat_map(|x| (0..8).map(move |y| (x, y))) {
        let mut layers = decode(&d.project.tile(Tile { z: 3, x, y }, f, on).unwrap());
        let marks = layers.remove("site").unwrap_or_default();
        sites += marks
            .iter()
            .map(|m| if m.props.contains_key("n") { m.int("n") } else { 1 })
            .sum::<i64>();
        figures += layers.remove("label").unwrap_or_default().len();
    }
    (sites, figures)
}

#[test]
fn each_number_of_the_day_is_on_the_map_as_many_sites_seen_from_afar() {
    let d = Desk::sample();
    let t = d.project.today(today()).unwrap();
    let list = |watch| Filter {
        watch: Some(watch),
        ..Default::default()
    };
    let of = |state| Filter {
        states: vec![state],
        ..Default::default()
    };
    let late = Filter {
        overdue: true,
        ..Default::default()
    };
    for (f, n) in [
        (list(Watch::RecheckDue), t.recheck_due),
        (list(Watch::Escalated), t.escalated),
        (of(State::Filed), t.filed),
        (of(State::Submitted), t.submitted),
        (late, t.overdue),
    ] {
        assert!(n > 0, "{f:?}");
        assert_eq!(seen_from_afar(&d, &f, today()), (n.into(), 0), "{f:?}");
    }
    let (sites, figures) = seen_from_afar(&d, &Filter::default(), today());
    assert!(
        sites == 0 && figures > 100,
        "otherwise the figures of the cells say more"
    );
}

#[test]
fn an_escalation_has_a_reason_a_name_and_a_day_until_it_is_lifted() {
    let (d, id) = with_chief();
    let before = d.dump();
    assert!(matches!(
        escalate(&d.project, &lin(), id, "  ", today()),
        Err(Error::Field { .. })
    ));
    assert!(before == d.dump());
    escalate(&d.project, &lin(), id, "逾期十天", today()).unwrap();
    let a = d.project.site_archive(id, "", today()).unwrap();
    assert_eq!((a.escalated.as_str(), a.escalated_by.as_str()), ("逾期十天", "林汉秋"));
    assert_eq!(a.escalated_on.as_deref(), Some("2026-11-24"));
    assert_eq!(listed(&d, Watch::Escalated, today()), 1);
    lift(&d.project, &lin(), id).unwrap();
    assert!(lift(&d.project, &lin(), id).is_err());
    assert_eq!(listed(&d, Watch::Escalated, today()), 0);
    d.project.undo(&lin(), None).unwrap();
    d.project.undo(&lin(), None).unwrap();
    assert!(before == d.dump());
}

#[test]
fn a_held_re_check_waits_for_the_next_and_a_relapse_reopens_the_archive_and_ends_them_all() {
    let (d, id) = with_chief();
    // A round is told from the moment of the acceptance, which is the clock's.
    let today = crate::calendar::china::today;
    assert!(recheck(&d.project, &lin(), id, true, "", today()).is_err());
    escalate(&d.project, &lin(), id, "逾期", today()).unwrap();
    accept(&d, id, today());
    assert!(d.project.site_archive(id, "", today()).unwrap().escalated.is_empty());
    let due = |days: u64| d.project.rechecks(today() + Days::new(days), today(), 10).unwrap();
    assert!(due(29).is_empty());
    let first = &due(30)[0];
    assert_eq!(
        (first.due.clone(), first.round),
        ((today() + Days::new(30)).to_string(), 30)
    );
    recheck(&d.project, &lin(), id, true, " 完好 ", today() + Days::new(30)).unwrap();
    let said = |lang| d.project.site_history(id, lang).unwrap().pop().unwrap().text;
    assert_eq!(said(Lang::Zh), "林汉秋（创卫办科员）复查：保持完好，“完好”。");
    assert_eq!(
        said(Lang::En),
        "林汉秋 (创卫办科员) re-checked it: it has held, “完好”."
    );
    let second = &due(90)[0];
    assert_eq!(
        (second.due.clone(), second.round),
        ((today() + Days::new(90)).to_string(), 90)
    );
    let held = d.dump();
    recheck(&d.project, &lin(), id, false, "又搭了旱厕", today() + Days::new(90)).unwrap();
    let row = d.project.site_row(id, today()).unwrap();
    assert_eq!((row.state, row.relapse), (State::Rectifying, 1));
    assert!(due(9999).is_empty());
    d.project.undo(&lin(), None).unwrap();
    assert!(held == d.dump());
}

#[test]
fn a_batch_moves_those_that_can_and_names_the_others_as_one_edit() {
    let (d, id) = with_chief();
    let far = d.add(5.0, 5.0);
    step(&d, "林汉秋", far, Action::Verify, StepInput::default()).unwrap();
    step(&d, "林汉秋", id, Action::Verify, StepInput::default()).unwrap();
    let before = d.dump();
    let (done, rows) = step_many(
        &d.project,
        &lin(),
        &[id, far],
        Action::Dispatch,
        &StepInput::default(),
        today(),
    )
    .unwrap();
    assert!(done.edit.is_some() && rows[0].refused.is_none());
    assert!(
        rows[1].refused.as_deref().is_some_and(|r| r.contains("cell")),
        "{rows:?}"
    );
    let state = |id| d.project.site_row(id, today()).unwrap().state;
    assert_eq!((state(id), state(far)), (State::Dispatched, State::Filed));
    d.project.undo(&lin(), None).unwrap();
    assert!(before == d.dump());
    let (done, _) = step_many(
        &d.project,
        &lin(),
        &[far],
        Action::Dispatch,
        &StepInput::default(),
        today(),
    )
    .unwrap();
    assert!(done.edit.is_none());
}

#[test]
fn a_batch_over_a_thousand_sites_is_undone_exactly() {
    let (d, _) = with_chief();
    let rows: String = (0..1000).fold("id,kind,lon,lat\n".into(), |out, i| {
        out + &format!("T{i:04},dry_toilet,0.5,0.{:03}\n", i % 997 + 1)
    });
    assert_eq!(d.import("many.csv", &rows, ImportAs::Sites).inserted, 1000);
    let ids: Vec<SiteId> = (0..1000)
        .map(|i| d.project.site_by_number(&format!("T{i:04}")).unwrap())
        .collect();
    let before = d.dump();
    let (_, rows) = step_many(&d.project, &lin(), &ids, Action::Verify, &StepInput::default(), today()).unwrap();
    assert!(rows.len() == 1000 && rows.iter().all(|r| r.refused.is_none()));
    d.project.undo(&lin(), None).unwrap();
    assert!(before == d.dump());
    assert_sound(d.project.path());
}
