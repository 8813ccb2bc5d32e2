use super::life::day;
use super::*;
use crate::model::{Action, FeedbackId, TaskId};
use crate::store::Link;
use crate::verbs::feedback as ledger;
use crate::view::feedback::FeedbackInput;

impl Desk {
    fn problem(&self, number: &str, due: Option<&str>) -> FeedbackId {
        let input = FeedbackInput {
            number: number.into(),
            text: "三组旱厕未改".into(),
            category: "农村环境".into(),
            due: due.map(str::to_owned),
            org: "住建局".into(),
        };
        ledger::add(&self.project, &lin(), &input).unwrap();
        self.project.feedback_by_number(number).unwrap()
    }

    fn link(&self, id: FeedbackId, links: &[Link]) {
        ledger::link(&self.project, &lin(), id, links, today()).unwrap();
    }

    fn task(&self) -> TaskId {
        let a = self.cell("A");
        let make = self.project.edit(&lin(), "task", |tx| {
            Ok((tx.put_task("back_lanes", a, "", None)?, Default::default()))
        });
        make.unwrap().0
    }

    fn strike(&self, id: FeedbackId) -> Result<(), String> {
        ledger::strike(&self.project, &lin(), id, today(), today())
            .map(drop)
            .map_err(|e| e.to_string())
    }
}

#[test]
fn an_item_is_struck_off_only_when_all_its_sites_and_tasks_are_accepted() {
    let d = Desk::with_chief();
    let (one, two, task) = (d.site(0.2, ""), d.site(0.4, ""), d.task());
    let id = d.problem("12", None);
    assert!(d.strike(id).unwrap_err().contains("linked to no site"));
    d.link(id, &[Link::Site(one), Link::Site(two), Link::Task(task)]);
    d.accept(one);
    d.moves(two, &[Action::Verify]);
    let number = d.project.site_row(two, today()).unwrap().number;
    let before = d.dump();
    assert_eq!(
        d.strike(id).unwrap_err(),
        format!(
            "feedback 12: cannot be struck off: 1 of 3 are accepted; site {number} is filed, task 背街小巷整治 in A is open"
        )
    );
    assert!(before == d.dump(), "a refusal changes nothing");
    d.moves(two, &[Action::Dispatch, Action::Start, Action::Submit, Action::Accept]);
    assert!(d.strike(id).unwrap_err().contains("2 of 3"));
    let c = crate::store::connection::open(d.project.path()).unwrap();
    c.execute("UPDATE task SET state = 'accepted'", []).unwrap();
    drop(c);
    d.strike(id).unwrap();
    let row = d.project.feedback(today()).unwrap().remove(0);
    assert_eq!(row.struck_on.as_deref(), Some("2026-11-24"));
    assert_eq!((row.done, row.total, row.complete), (3, 3, true));
    assert!(d.strike(id).unwrap_err().contains("was struck off on 2026-11-24"));
    assert!(ledger::link(&d.project, &lin(), id, &[Link::Site(one)], today()).is_err());
    ledger::reopen(&d.project, &lin(), id, today()).unwrap();
    assert_eq!(d.project.feedback(today()).unwrap()[0].struck_on, None);
}

#[test]
fn a_dismissed_site_keeps_an_item_from_being_struck_off_until_it_is_unlinked() {
    let d = Desk::with_chief();
    let (one, two) = (d.site(0.2, ""), d.site(0.4, ""));
    let id = d.problem("1", None);
    d.link(id, &[Link::Site(one), Link::Site(two)]);
    d.accept(one);
    d.moves(two, &[Action::Dismiss]);
    assert!(d.strike(id).unwrap_err().contains("is dismissed"));
    ledger::unlink(&d.project, &lin(), id, &[Link::Site(two)], today()).unwrap();
    d.strike(id).unwrap();
}

#[test]
fn what_is_claimed_done_and_is_not_is_a_list_of_its_own() {
    let d = Desk::with_chief();
    let (one, two) = (d.site(0.2, ""), d.site(0.4, ""));
    let (honest, boast, back, quiet) = (
        d.problem("1", None),
        d.problem("2", None),
        d.problem("10", None),
        d.problem("3", None),
    );
    d.accept(one);
    d.link(honest, &[Link::Site(one)]);
    d.link(back, &[Link::Site(one)]);
    d.link(boast, &[Link::Site(one), Link::Site(two)]);
    d.link(quiet, &[Link::Site(two)]);
    for id in [honest, boast] {
        ledger::claim(&d.project, &lin(), id, day("2026-11-20"), today()).unwrap();
    }
    d.strike(back).unwrap();
    let claimed = || {
        let rows = ledger::list(&d.project, today()).unwrap().rows;
        let some = rows.into_iter().filter(|r| r.claimed_not_done);
        some.map(|r| r.number).collect::<Vec<_>>()
    };
    assert_eq!(claimed(), ["2"]);
    // What comes back makes the claim, and the striking off, untrue.
    d.moves(one, &[Action::Relapse]);
    assert_eq!(claimed(), ["1", "2", "10"], "in the order of the review's numbers");
    // A second claim keeps the first day.
    ledger::claim(&d.project, &lin(), boast, today(), today()).unwrap();
    let rows = ledger::list(&d.project, today()).unwrap().rows;
    assert_eq!(rows[1].claimed_on.as_deref(), Some("2026-11-20"));
}

#[test]
fn the_strip_counts_what_is_due_today_and_what_is_claimed_and_not_done() {
    let d = Desk::with_chief();
    let (one, two) = (d.site(0.2, "2026-11-24"), d.site(0.4, "2026-11-24"));
    d.site(0.6, "2026-11-25");
    d.accept(one);
    let id = d.problem("1", None);
    d.link(id, &[Link::Site(two)]);
    let told = || {
        let b = d.project.badges(today()).unwrap();
        (b.due_today, b.claimed_not_done)
    };
    assert_eq!(told(), (1, 0));
    assert_eq!(
        told().0,
        d.project.today(today()).unwrap().due_today,
        "the same as on the page of the day"
    );
    ledger::claim(&d.project, &lin(), id, today(), today()).unwrap();
    assert_eq!(told(), (1, 1));
}

#[test]
fn a_site_knows_the_problems_it_is_linked_to_and_a_task_is_found_by_campaign_and_grid() {
    let d = Desk::with_chief();
    let (site, task) = (d.site(0.2, ""), d.task());
    let (one, other) = (d.problem("1", None), d.problem("2", None));
    d.link(other, &[Link::Site(site)]);
    d.link(one, &[Link::Task(task)]);
    let of = d.project.feedback_of_site(site, today()).unwrap();
    assert_eq!(of.iter().map(|r| r.number.as_str()).collect::<Vec<_>>(), ["2"]);
    let found = |text: &str| {
        d.project
            .tasks_named(text, 5)
            .unwrap()
            .iter()
            .map(|t| t.id)
            .collect::<Vec<_>>()
    };
    assert_eq!(found("背街 西"), [task]);
    assert_eq!(found("back_lanes A"), [task]);
    assert!(found("背街 东").is_empty() && found(" ").is_empty());
}

#[test]
fn a_task_brings_the_english_name_of_its_campaign_wherever_it_is_listed() {
    let d = Desk::with_chief();
    let task = d.task();
    let id = d.problem("1", None);
    d.link(id, &[Link::Task(task)]);
    let p = &d.project;
    let chief = p.loads(today()).unwrap()[0].person.as_ref().unwrap().id;
    let names = [
        p.feedback(today()).unwrap()[0].tasks[0].name_en.clone(),
        p.tasks_named("Back A", 5).unwrap()[0].name_en.clone(),
        p.dossier(d.cell("A"), today()).unwrap().tasks[0].name_en.clone(),
        p.answered(Some(chief), today(), 5).unwrap().tasks[0].name_en.clone(),
    ];
    assert_eq!(names, ["Back lanes"; 4]);
}

#[test]
fn an_item_is_overdue_on_a_day_until_it_is_struck_off() {
    let d = Desk::with_chief();
    let site = d.site(0.2, "");
    let id = d.problem("1", Some("2026-11-20"));
    let late = |on: &str| {
        let row = d.project.feedback(day(on)).unwrap().remove(0);
        (row.overdue, row.days_late)
    };
    assert_eq!(late("2026-11-20"), (false, Some(0)));
    assert_eq!(late("2026-11-24"), (true, Some(4)));
    d.link(id, &[Link::Site(site)]);
    d.accept(site);
    d.strike(id).unwrap();
    assert_eq!(late("2026-11-24"), (false, None));
}

#[test]
fn an_imported_item_is_known_again_by_its_number() {
    let d = Desk::with_chief();
    let csv = "问题编号,问题描述,问题类别,整改期限,责任单位\n7,旱厕,环境,2026-12-01,住建局\n8,断壁,环境,,\n7,又一次,环境,,\n9,,环境,,\n";
    let r = d.import("f.csv", csv, ImportAs::Feedback);
    assert_eq!((r.inserted, r.rejected.len()), (2, 2), "{r:?}");
    assert!(r.rejected[0].reason.contains("stands in this file already"));
    assert!(r.rejected[1].reason.contains("text is empty"));
    let same = ImportOptions {
        same: true,
        ..options(ImportAs::Feedback)
    };
    let again = d.with(
        "f.csv",
        "问题编号,问题描述,责任单位\n7,旱厕两处,城管局\n8,断壁,\n",
        &same,
    );
    assert_eq!((again.inserted, again.updated, again.unchanged), (0, 1, 1));
    let rows = d.project.feedback(today()).unwrap();
    let row = &rows[0];
    assert_eq!(
        (row.text.as_str(), row.org.as_str(), row.due.as_deref()),
        ("旱厕两处", "城管局", Some("2026-12-01"))
    );
    let path = d.write("n.csv", "问题描述\n断壁\n");
    let refused = verbs::import::import(
        &d.project,
        &lin(),
        &path,
        &options(ImportAs::Feedback),
        today(),
        &|_, _, _| true,
    );
    assert!(refused.unwrap_err().to_string().contains("no column holds numbers"));
}

#[test]
fn a_number_stands_for_one_item() {
    let d = Desk::two_cells();
    d.problem("1", None);
    let again = FeedbackInput {
        number: " 1 ".into(),
        text: "别的".into(),
        ..Default::default()
    };
    assert!(
        ledger::add(&d.project, &lin(), &again)
            .unwrap_err()
            .to_string()
            .contains("is taken")
    );
}

#[test]
fn every_change_of_the_review_list_can_be_undone() {
    let d = Desk::with_chief();
    let (site, task) = (d.site(0.2, ""), d.task());
    d.accept(site);
    let id = |d: &Desk| d.project.feedback_by_number("5").unwrap();
    let links = [Link::Site(site), Link::Task(task)];
    d.each_can_be_undone(&[
        &|d| {
            d.problem("5", Some("2026-12-01"));
        },
        &|d| d.link(id(d), &links),
        &|d| drop(ledger::unlink(&d.project, &lin(), id(d), &links[1..], today()).unwrap()),
        &|d| drop(ledger::claim(&d.project, &lin(), id(d), today(), today()).unwrap()),
        &|d| d.strike(id(d)).unwrap(),
        &|d| drop(ledger::reopen(&d.project, &lin(), id(d), today()).unwrap()),
        &|d| drop(d.import("f.csv", "number,text\n6,新\n", ImportAs::Feedback)),
    ]);
}
