use super::*;
use crate::Error;
use crate::model::{Action, CHIEF, State};
use crate::verbs::duty::Holder;
use crate::view::{PersonInput, StepInput};

fn person(d: &Desk, name: &str) -> crate::model::PersonId {
    d.project
        .add_person(
            &lin(),
            &PersonInput {
                name: name.into(),
                ..Default::default()
            },
            today(),
        )
        .unwrap()
        .id
}

pub(super) fn step(
    d: &Desk,
    who: &str,
    id: SiteId,
    action: Action,
    input: StepInput,
) -> crate::Result<crate::view::Done> {
    let actor = Actor::new(who, "");
    verbs::step::step(&d.project, &actor, id, action, &input, &[], today())
}

pub(super) fn with_chief() -> (Desk, SiteId) {
    let d = Desk::two_cells();
    let a = d.project.grid_by_code("A").unwrap().id;
    let chief = person(&d, "祁文秀");
    verbs::duty::set_duty(
        &d.project,
        &lin(),
        &[a],
        CHIEF,
        Holder::Person(chief),
        "2026-01-01",
        today(),
    )
    .unwrap();
    let id = d.add(0.5, 0.5);
    (d, id)
}

pub(super) fn up_to_submitted(d: &Desk, id: SiteId) {
    for action in [Action::Verify, Action::Dispatch, Action::Start, Action::Submit] {
        step(d, "祁文秀", id, action, StepInput::default()).unwrap();
    }
}

#[test]
fn a_site_is_accepted_only_with_its_standard_its_photos_and_another_inspector() {
    let (d, id) = with_chief();
    up_to_submitted(&d, id);
    let all = StepInput {
        pass: (1..=6).collect(),
        ..Default::default()
    };
    let refused = step(&d, "祁文秀", id, Action::Accept, all.clone()).unwrap_err();
    let Error::Step(r) = refused else { panic!("{refused}") };
    assert!(
        ["photo_before", "photo_after", "same_person"]
            .iter()
            .all(|m| r.missing.contains(m)),
        "{r:?}"
    );
    let photos = [photo("before", 10), photo("after", 200)];
    verbs::step::step(&d.project, &lin(), id, Action::Accept, &all, &photos, today()).unwrap();
    let archive = d.project.site_archive(id, "林汉秋", today()).unwrap();
    assert_eq!((archive.site.state, archive.photos), (State::Accepted, [1, 1, 0]));
    let c = Connection::open(d.project.path()).unwrap();
    let due: String = c
        .query_row("SELECT group_concat(due) FROM recheck WHERE site = ?1", [id], |r| {
            r.get(0)
        })
        .unwrap();
    assert_eq!(due, "2026-12-24,2027-02-22,2027-05-23");
}

#[test]
fn a_return_names_what_failed_and_counts_a_rework() {
    let (d, id) = with_chief();
    up_to_submitted(&d, id);
    assert!(step(&d, "林汉秋", id, Action::Return, StepInput::default()).is_err());
    let input = StepInput {
        fail: vec![2],
        note: "碎土未清".into(),
        ..Default::default()
    };
    step(&d, "林汉秋", id, Action::Return, input).unwrap();
    let a = d.project.site_archive(id, "林汉秋", today()).unwrap();
    assert_eq!((a.site.state, a.site.rework), (State::Rectifying, 1));
    assert_eq!(a.steps.last().unwrap().failed, [a.standard[1].text.clone()]);
}

#[test]
fn suspended_days_do_not_count_as_late() {
    let d = Desk::two_cells();
    let a = d.project.grid_by_code("A").unwrap().id;
    let chief = person(&d, "祁文秀");
    verbs::duty::set_duty(
        &d.project,
        &lin(),
        &[a],
        CHIEF,
        Holder::Person(chief),
        "2026-01-01",
        today(),
    )
    .unwrap();
    d.import(
        "s.csv",
        "编号,类型,经度,纬度,期限,状态\n1,旱厕,0.5,0.5,2026-11-20,整改中\n",
        ImportAs::Sites,
    );
    let id = d.project.site_by_number("1").unwrap();
    assert!(d.project.site_row(id, today()).unwrap().overdue);
    let input = StepInput {
        note: "冬季停工".into(),
        until: Some("2027-03-15".into()),
        ..Default::default()
    };
    step(&d, "林汉秋", id, Action::Suspend, input).unwrap();
    let row = d.project.site_row(id, today()).unwrap();
    assert_eq!((row.overdue, row.days_late), (false, None));
    let later = NaiveDate::from_ymd_opt(2026, 12, 4).unwrap();
    verbs::step::step(
        &d.project,
        &lin(),
        id,
        Action::Resume,
        &StepInput::default(),
        &[],
        later,
    )
    .unwrap();
    assert_eq!(
        d.project.site_row(id, later).unwrap().deadline.as_deref(),
        Some("2026-11-30")
    );
}

#[test]
fn a_change_of_chief_keeps_the_past() {
    let d = Desk::two_cells();
    let a = d.project.grid_by_code("A").unwrap().id;
    let day = |m, n| NaiveDate::from_ymd_opt(2026, m, n).unwrap();
    let (one, two) = (person(&d, "甲"), person(&d, "乙"));
    verbs::duty::set_duty(
        &d.project,
        &lin(),
        &[a],
        CHIEF,
        Holder::Person(one),
        "2026-01-01",
        today(),
    )
    .unwrap();
    verbs::duty::set_duty(
        &d.project,
        &lin(),
        &[a],
        CHIEF,
        Holder::Person(two),
        "2026-06-01",
        today(),
    )
    .unwrap();
    verbs::duty::set_duty(&d.project, &lin(), &[a], CHIEF, Holder::Vacant, "2026-09-01", today()).unwrap();
    let chief = |on| d.project.dossier(a, on).unwrap().chief.map(|c| c.name);
    assert_eq!(chief(day(5, 31)).as_deref(), Some("甲"));
    assert_eq!(chief(day(6, 1)).as_deref(), Some("乙"));
    assert_eq!(chief(day(9, 1)), None);
}

#[test]
fn a_vacant_cell_keeps_its_site_from_being_dispatched_and_check_names_it() {
    let d = Desk::two_cells();
    let id = d.add(0.5, 0.5);
    step(&d, "林汉秋", id, Action::Verify, StepInput::default()).unwrap();
    let refused = step(&d, "林汉秋", id, Action::Dispatch, StepInput::default()).unwrap_err();
    assert!(matches!(refused, Error::Step(r) if r.missing == ["no_chief"]));
    let report = verbs::check::check(&d.project, today(), &|_, _| true).unwrap();
    let vacant: Vec<_> = report
        .faults
        .iter()
        .filter(|f| f.kind == crate::view::FaultKind::Ownerless)
        .collect();
    assert_eq!(
        vacant.iter().map(|f| f.grids[0].as_str()).collect::<Vec<_>>(),
        ["A", "B"]
    );
}

#[test]
fn a_site_on_the_border_of_two_cells_goes_to_one_and_always_the_same() {
    let d = Desk::two_cells();
    let cells: Vec<_> = (0..3)
        .map(|_| d.project.site_row(d.add(1.0, 0.5), today()).unwrap().grid.unwrap().code)
        .collect();
    assert_eq!(cells, ["A", "A", "A"]);
}

#[test]
fn loads_count_every_cell_once_and_the_vacant_ones_first() {
    let d = Desk::sample();
    let loads = d.project.chief_loads(None, today(), today()).unwrap();
    assert_eq!(loads[0].person, None);
    assert_eq!(loads[0].grids, 6);
    assert_eq!(loads.iter().map(|l| l.grids).sum::<u32>(), 155);
    let total = d.project.info(today()).unwrap().figures;
    assert_eq!(loads.iter().map(|l| l.unresolved).sum::<u32>(), total.unresolved);
}
