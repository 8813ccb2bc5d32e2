use super::*;
use crate::Error;
use crate::model::{Action, Crowd, TaskAction, TaskId, TaskState};
use crate::verbs::breakdown::NewTasks;
use crate::verbs::duty::Holder;
use crate::view::matrix::CellChoice;
use crate::view::patrol::{PatrolInput, PatrolSiteInput};
use crate::view::task::{CampaignInput, TaskItemsInput};
use crate::view::{PeopleFilter, Sort, StepInput};

pub(super) const PLAIN: NewTasks<'static> = NewTasks {
    deadline: None,
    standard: "",
    holder: Holder::Vacant,
};

pub(super) fn by(name: &str) -> Actor {
    Actor::new(name, "")
}

pub(super) fn codes(list: &[&str]) -> CellChoice {
    CellChoice {
        cells: list.iter().map(|c| (*c).to_owned()).collect(),
        ..Default::default()
    }
}

pub(super) fn assign(d: &Desk, campaign: &str, choice: &CellChoice) -> crate::view::matrix::TasksReport {
    verbs::breakdown::assign(&d.project, &lin(), campaign, choice, &PLAIN, today()).unwrap()
}

fn given(d: &Desk, campaign: &str, cell: &str) -> TaskId {
    assign(d, campaign, &codes(&[cell]));
    d.project.task_by_code(campaign, cell).unwrap()
}

fn step(d: &Desk, who: &str, id: TaskId, action: TaskAction, note: &str) -> crate::Result<crate::view::Done> {
    verbs::task::step(&d.project, &by(who), id, action, note)
}

fn missing(refused: crate::Result<crate::view::Done>) -> Vec<&'static str> {
    match refused.unwrap_err() {
        Error::Step(r) => r.missing,
        other => panic!("{other}"),
    }
}

/// Makes a site unresolved no longer, past the lifecycle.
pub(super) fn force(d: &Desk, id: SiteId, state: &str) {
    let c = crate::store::connection::open(d.project.path()).unwrap();
    c.execute(
        "UPDATE site SET state = ?2 WHERE fid = ?1",
        rusqlite::params![id, state],
    )
    .unwrap();
}

pub(super) fn campaign(code: &str, name: &str) -> CampaignInput {
    CampaignInput {
        code: Some(code.into()),
        name: Some(name.into()),
        ..Default::default()
    }
}

#[test]
fn undo_of_every_verb_of_the_work_restores_every_table_and_redo_brings_it_back() {
    let d = Desk::two_cells();
    let a = d.project.grid_by_code("A").unwrap().id;
    let site = d.add(0.5, 0.5);
    let p = &d.project;
    let mut states = vec![d.dump()];
    let mut done = |what: &str| {
        let now = d.dump();
        assert!(states.last() != Some(&now), "{what} changed nothing");
        states.push(now);
    };
    verbs::campaign::add(p, &lin(), &campaign("signs", "门头招牌整治")).unwrap();
    done("add");
    let change = CampaignInput {
        kind: Some("旱厕".into()),
        deadline: Some("2026-12-01".into()),
        ..Default::default()
    };
    verbs::campaign::edit(p, &lin(), "signs", &change).unwrap();
    done("edit");
    let new = NewTasks {
        deadline: Some("2026-11-30"),
        standard: "全部规范",
        holder: Holder::Named("祁文秀"),
    };
    verbs::breakdown::assign(p, &lin(), "signs", &codes(&["A", "B"]), &new, today()).unwrap();
    done("assign");
    let task = p.task_by_code("signs", "A").unwrap();
    verbs::task::tie(p, &lin(), &[site], Some(task)).unwrap();
    done("tie");
    verbs::task::tie(p, &lin(), &[site], None).unwrap();
    done("untie");
    verbs::task::tie(p, &lin(), &[site], Some(task)).unwrap();
    done("tie again");
    let list = TaskItemsInput {
        set: Some(vec!["登记".into(), "拆除".into()]),
        done: vec![1],
        ..Default::default()
    };
    verbs::task::items(p, &lin(), task, &list).unwrap();
    done("items");
    verbs::task::items(
        p,
        &lin(),
        task,
        &TaskItemsInput {
            set: Some(vec!["登记".into()]),
            ..Default::default()
        },
    )
    .unwrap();
    done("fewer items");
    verbs::task::edit(p, &lin(), task, Some(""), Some("")).unwrap();
    done("edit task");
    verbs::task::answer(p, &lin(), &[task], &[site], Holder::Named("汤立新"), today()).unwrap();
    done("answer");
    let walk = PatrolInput {
        who: "祁文秀".into(),
        sites: vec![PatrolSiteInput {
            site,
            found: true,
            seen: "仍在使用".into(),
        }],
        ..Default::default()
    };
    verbs::patrol::add(p, &lin(), a, &walk, today()).unwrap();
    done("patrol");
    assert_eq!(
        verbs::breakdown::withdraw(p, &lin(), "signs", &codes(&["A"]), today())
            .unwrap()
            .changed,
        1
    );
    done("withdraw");
    let other = p.task_by_code("signs", "B").unwrap();
    step(&d, "祁文秀", other, TaskAction::Submit, "").unwrap();
    done("submit");
    step(&d, "林汉秋", other, TaskAction::Accept, "").unwrap();
    done("accept");
    step(&d, "林汉秋", other, TaskAction::Reopen, "又乱了").unwrap();
    done("reopen");
    verbs::breakdown::exempt(p, &lin(), "back_lanes", &codes(&["A", "B"]), "没有背街小巷", today()).unwrap();
    done("exempt");
    verbs::breakdown::exempt(p, &lin(), "back_lanes", &codes(&["B"]), "已改建", today()).unwrap();
    done("another reason");
    verbs::breakdown::apply_again(p, &lin(), "back_lanes", &codes(&["B"]), today()).unwrap();
    done("apply again");
    verbs::campaign::close(p, &lin(), "signs", true, today()).unwrap();
    done("close");
    verbs::campaign::close(p, &lin(), "signs", false, today()).unwrap();
    done("reopen campaign");
    verbs::campaign::arrange(p, &lin(), &["signs".into(), "markets".into()]).unwrap();
    done("arrange");
    verbs::campaign::remove(p, &lin(), "back_lanes").unwrap();
    done("remove");
    let org = Holder::Org("农业农村局");
    verbs::duty::set_duty(p, &lin(), &[a], "department", org, "2026-11-01", today()).unwrap();
    done("department");
    verbs::duty::end(p, &lin(), a, "责任部门", org, "2026-11-20", today()).unwrap();
    done("end department");
    d.back_and_forth(&states);
}

#[test]
fn a_task_about_sites_is_accepted_when_all_of_them_are_by_somebody_else() {
    let d = Desk::two_cells();
    let (one, two) = (d.add(0.5, 0.5), d.add(0.4, 0.4));
    let id = given(&d, "dry_toilets", "A");
    step(&d, "祁文秀", id, TaskAction::Submit, "").unwrap();
    assert_eq!(
        missing(step(&d, "祁文秀", id, TaskAction::Accept, "")),
        ["sites", "same_person"]
    );
    force(&d, one, "accepted");
    let refused = step(&d, "林汉秋", id, TaskAction::Accept, "").unwrap_err();
    assert!(refused.to_string().contains("1 of its 2 sites"), "{refused}");
    assert_eq!(missing(step(&d, "林汉秋", id, TaskAction::Return, " ")), ["note"]);
    step(&d, "林汉秋", id, TaskAction::Return, "一处未清").unwrap();
    force(&d, two, "dismissed");
    step(&d, "祁文秀", id, TaskAction::Submit, "").unwrap();
    step(&d, "林汉秋", id, TaskAction::Accept, "达标").unwrap();
    let t = d.project.task_archive(id, "林汉秋", today()).unwrap();
    assert_eq!((t.task.state, t.task.rework), (TaskState::Accepted, 1));
    assert_eq!((t.task.done, t.task.total, t.task.complete), (1, 1, true));
    let moves: Vec<_> = t.steps.iter().map(|s| (s.action, s.actor.as_str())).collect();
    use TaskAction::*;
    assert_eq!(
        moves,
        [
            (Submit, "祁文秀"),
            (Return, "林汉秋"),
            (Submit, "祁文秀"),
            (Accept, "林汉秋")
        ]
    );
    force(&d, one, "rectifying");
    assert!(d.project.task_archive(id, "", today()).unwrap().task.slipped);
}

#[test]
fn a_task_without_sites_is_accepted_by_its_checklist_which_stands_from_then_on() {
    let d = Desk::two_cells();
    let id = given(&d, "back_lanes", "A");
    let items = |i: TaskItemsInput| verbs::task::items(&d.project, &lin(), id, &i);
    items(TaskItemsInput {
        add: vec!["路面".into(), "路灯".into()],
        ..Default::default()
    })
    .unwrap();
    let ninth = TaskItemsInput {
        done: vec![9],
        ..Default::default()
    };
    assert!(items(ninth.clone()).unwrap_err().to_string().contains("items 1 to 2"));
    step(&d, "祁文秀", id, TaskAction::Submit, "").unwrap();
    assert_eq!(missing(step(&d, "林汉秋", id, TaskAction::Accept, "")), ["items"]);
    items(TaskItemsInput {
        done: vec![1, 2],
        ..Default::default()
    })
    .unwrap();
    step(&d, "林汉秋", id, TaskAction::Accept, "").unwrap();
    assert!(items(ninth).unwrap_err().to_string().contains("reopen it first"));
    let dossier = d
        .project
        .dossier(d.project.grid_by_code("A").unwrap().id, today())
        .unwrap();
    assert!(dossier.tasks[0].complete);
}

#[test]
fn a_list_set_anew_keeps_the_ticks_of_items_that_were_there() {
    let d = Desk::two_cells();
    let id = given(&d, "back_lanes", "A");
    let items = |i: TaskItemsInput| verbs::task::items(&d.project, &lin(), id, &i).unwrap();
    items(TaskItemsInput {
        add: vec!["路面".into(), "路灯".into()],
        done: vec![2],
        ..Default::default()
    });
    items(TaskItemsInput {
        set: Some(vec!["路灯".into(), "排水".into()]),
        ..Default::default()
    });
    let ticks: Vec<_> = d.project.task_facts(id).unwrap().items.iter().map(|i| i.done).collect();
    assert_eq!(ticks, [true, false]);
}

#[test]
fn a_site_tied_to_a_task_counts_there_alone_wherever_it_lies() {
    let d = Desk::two_cells();
    let (mine, far) = (d.add(0.5, 0.5), d.add(1.5, 0.5));
    let (a, b) = (given(&d, "dry_toilets", "A"), given(&d, "dry_toilets", "B"));
    verbs::task::tie(&d.project, &lin(), &[far], Some(a)).unwrap();
    let archive = d.project.task_archive(a, "", today()).unwrap();
    assert_eq!(archive.sites.iter().map(|s| s.id).collect::<Vec<_>>(), [mine, far]);
    let m = d.project.matrix(today()).unwrap();
    let column = m.campaigns.iter().position(|k| k.code == "dry_toilets").unwrap();
    let total = |row: usize| m.rows[row].squares[column].as_ref().unwrap().total;
    assert_eq!([total(0), total(1)], [2, 0]);
    let grid = d.project.grid_by_code("A").unwrap().id;
    assert_eq!(d.project.tasks(grid, today()).unwrap()[0].total, 2);
    assert_eq!(d.project.task_archive(b, "", today()).unwrap().task.total, 0);
}

#[test]
fn what_nobody_answers_for_is_listed_and_the_chief_of_the_cell_inherits_the_rest() {
    let d = Desk::two_cells();
    let (a, b) = (
        d.project.grid_by_code("A").unwrap().id,
        d.project.grid_by_code("B").unwrap().id,
    );
    verbs::duty::set_duty(
        &d.project,
        &lin(),
        &[a],
        "chief",
        Holder::Named("祁文秀"),
        "2026-01-01",
        today(),
    )
    .unwrap();
    let (_, east, gone) = (d.add(0.5, 0.5), d.add(1.5, 0.5), d.add(1.6, 0.5));
    verbs::step::step(
        &d.project,
        &lin(),
        gone,
        Action::Dismiss,
        &StepInput {
            note: "误报".into(),
            ..Default::default()
        },
        &[],
        today(),
    )
    .unwrap();
    let new = NewTasks {
        deadline: Some("2026-11-01"),
        ..PLAIN
    };
    verbs::breakdown::assign(&d.project, &lin(), "back_lanes", &codes(&["A", "B"]), &new, today()).unwrap();
    let none = d.project.answered(None, today(), 10).unwrap();
    assert_eq!(none.tasks.iter().map(|t| t.grid.id).collect::<Vec<_>>(), [b]);
    assert_eq!((none.sites.len(), none.sites[0].id, none.sites_total), (1, east, 1));
    let task = d.project.task_by_code("back_lanes", "B").unwrap();
    verbs::task::answer(&d.project, &lin(), &[task], &[east], Holder::Named("汤立新"), today()).unwrap();
    let none = d.project.answered(None, today(), 10).unwrap();
    assert_eq!((none.tasks_total, none.sites_total), (0, 0));
    d.add(0.4, 0.5);
    let loads: Vec<_> = d
        .project
        .loads(today())
        .unwrap()
        .into_iter()
        .map(|l| (l.person.unwrap().name, l.sites, l.tasks, (l.overdue, l.tasks_overdue)))
        .collect();
    let own = |name: &str, sites| (name.to_owned(), sites, 1, (0, 1));
    assert_eq!(loads, [own("祁文秀", 2), own("汤立新", 1)]);
}

#[test]
fn who_has_far_more_tasks_than_the_others_has_too_much_without_a_single_site() {
    let d = Desk::two_cells();
    let [a, b] = ["A", "B"].map(|code| d.project.grid_by_code(code).unwrap().id);
    for (grid, name) in [(a, "祁文秀"), (b, "汤立新")] {
        verbs::duty::set_duty(
            &d.project,
            &lin(),
            &[grid],
            "chief",
            Holder::Named(name),
            "2026-01-01",
            today(),
        )
        .unwrap();
    }
    let heavy = || -> Vec<String> {
        let all = d.project.loads(today()).unwrap().into_iter().filter(|l| l.heavy);
        all.map(|l| l.person.unwrap().name).collect()
    };
    d.add(0.5, 0.5);
    d.add(1.5, 0.5);
    given(&d, "back_lanes", "B");
    given(&d, "back_lanes", "A");
    assert!(heavy().is_empty(), "both carry the same");
    for campaign in ["markets", "urban_villages", "waste_removal"] {
        given(&d, campaign, "A");
    }
    assert_eq!(heavy(), ["祁文秀"]);
    let only = PeopleFilter {
        only: Some(Crowd::Heavy),
        ..Default::default()
    };
    let page = d.project.people_page(&only, &Sort::default(), 0, 10, today()).unwrap();
    let told: Vec<_> = (page.rows.iter())
        .map(|p| (p.name.as_str(), p.many_sites, p.many_tasks))
        .collect();
    assert_eq!(told, [("祁文秀", false, true)]);
}
