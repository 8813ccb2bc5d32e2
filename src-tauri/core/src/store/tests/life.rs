//! Sites that go through their lives, for the tests of what counts them.

use super::*;
use crate::model::{Action, CHIEF, GridId};
use crate::verbs::duty::Holder;
use crate::view::StepInput;

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

impl Desk {
    pub fn cell(&self, code: &str) -> GridId {
        self.project.grid_by_code(code).unwrap().id
    }

    /// Two cells; A has a chief, B has none.
    pub fn with_chief() -> Desk {
        let d = Desk::two_cells();
        let holder = Holder::Named("祁文秀");
        verbs::duty::set_duty(&d.project, &lin(), &[d.cell("A")], CHIEF, holder, "2020-01-01", today()).unwrap();
        d
    }

    /// A site in A (x < 1) or B with a deadline.
    pub fn site(&self, x: f64, deadline: &str) -> SiteId {
        let input = SiteInput {
            kind: "dry_toilet".into(),
            lon: x,
            lat: 0.5,
            deadline: Some(deadline.into()).filter(|d: &String| !d.is_empty()),
            ..Default::default()
        };
        let done = verbs::site::add(&self.project, &lin(), &input, today()).unwrap();
        done.site.unwrap()
    }

    /// Makes moves, each with all that it asks for: the chief submits, somebody else inspects.
    pub fn moves(&self, id: SiteId, actions: &[Action]) {
        for action in actions {
            let submits = *action == Action::Submit;
            let who = Actor::new(if submits { "祁文秀" } else { "林汉秋" }, "");
            let (judged, photos) = match action {
                Action::Accept => ((1..=6).collect(), vec![photo("before", 10), photo("after", 200)]),
                _ => (Vec::new(), Vec::new()),
            };
            let input = StepInput {
                note: "说明".into(),
                until: Some("2027-03-01".into()),
                pass: judged,
                fail: if *action == Action::Return { vec![2] } else { Vec::new() },
                ..Default::default()
            };
            verbs::step::step(&self.project, &who, id, *action, &input, &photos, today()).unwrap();
        }
    }

    pub fn accept(&self, id: SiteId) {
        use Action::{Accept, Dispatch, Start, Submit, Verify};
        self.moves(id, &[Verify, Dispatch, Start, Submit, Accept]);
    }

    /// Does each change, and checks that undo takes it back and redo brings it again, to the last value.
    pub fn each_can_be_undone(&self, changes: &[&dyn Fn(&Desk)]) {
        for (i, change) in changes.iter().enumerate() {
            let before = self.dump();
            change(self);
            let after = self.dump();
            assert!(before != after, "change {i} changes something");
            self.project.undo(&lin(), None).unwrap();
            assert!(before == self.dump(), "change {i} is undone");
            self.project.redo(&lin(), None).unwrap();
            assert!(after == self.dump(), "change {i} is redone");
        }
        assert_sound(self.project.path());
    }
}

/// How SQLite would go about a query.
fn plan(d: &Desk, sql: &str, given: impl rusqlite::Params) -> Vec<String> {
    let c = Connection::open(d.project.path()).unwrap();
    let mut q = c.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
    q.query_map(given, |r| r.get(3))
        .unwrap()
        .collect::<rusqlite::Result<_>>()
        .unwrap()
}

#[test]
fn the_duties_of_a_cell_are_looked_up_without_reading_those_of_all_others() {
    let (d, _) = super::rules::with_chief();
    let plan = plan(
        &d,
        &crate::store::duty::duties_sql(),
        rusqlite::params![1, "2026-11-24"],
    );
    assert!(
        plan.iter()
            .any(|line| line.starts_with("SEARCH d USING INDEX duty_grid")),
        "{plan:#?}"
    );
}

#[test]
fn the_tasks_of_a_site_are_looked_up_without_reading_those_of_all_cells() {
    let (d, _) = super::rules::with_chief();
    let plan = plan(&d, &crate::store::task::tasks_of_site_sql(), [1]);
    assert!(
        plan.iter()
            .any(|line| line.starts_with("SEARCH t USING INDEX task_grid")),
        "{plan:#?}"
    );
    assert!(!plan.iter().any(|line| line.starts_with("SCAN t")), "{plan:#?}");
}
