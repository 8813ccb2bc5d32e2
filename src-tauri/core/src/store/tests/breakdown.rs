use super::tasks::{PLAIN, assign, by, codes, force};
use super::*;
use crate::model::{Basis, TaskAction};
use crate::verbs::duty::Holder;
use crate::view::matrix::{CellChoice, Squares};
use crate::view::task::{CampaignInput, PersonLoad, TaskItemsInput};

fn column(d: &Desk, code: &str) -> usize {
    let m = d.project.matrix(today()).unwrap();
    m.campaigns.iter().position(|k| k.code == code).unwrap()
}

#[test]
fn a_square_decided_not_to_apply_is_not_empty_and_a_breakdown_leaves_it_alone() {
    let d = Desk::two_cells();
    let p = &d.project;
    let before = p.matrix(today()).unwrap();
    let refused = verbs::breakdown::exempt(p, &lin(), "markets", &codes(&["A"]), " ", today()).unwrap_err();
    assert!(refused.to_string().starts_with("reason: is empty"), "{refused}");
    verbs::breakdown::exempt(p, &lin(), "markets", &codes(&["A"]), "没有农贸市场", today()).unwrap();
    let m = p.matrix(today()).unwrap();
    let k = column(&d, "markets");
    assert_eq!(m.rows[0].exempt, [k as u32]);
    assert_eq!((m.empty, m.rows[0].empty), (before.empty - 1, before.rows[0].empty - 1));
    assert_eq!((m.campaigns[k].empty, m.campaigns[k].exempt), (1, 1));

    let everywhere = CellChoice {
        all: true,
        ..Default::default()
    };
    let b = p.grid_by_code("B").unwrap().id;
    let revision = p.revision().unwrap();
    let plan = verbs::breakdown::plan(p, "markets", &everywhere, today()).unwrap();
    assert_eq!(
        (plan.cells, plan.new.as_slice(), plan.there, plan.exempt),
        (2, &[b][..], 0, 1)
    );
    assert_eq!(p.revision().unwrap(), revision);
    let report = assign(&d, "markets", &everywhere);
    assert_eq!((report.cells, report.changed, report.left), (2, 1, 1));
    let a = p.grid_by_code("A").unwrap().id;
    let square = p.vacant_square(m.campaigns[k].id, a, today()).unwrap();
    let said = square.exemption.unwrap();
    assert_eq!((said.reason.as_str(), said.actor.as_str()), ("没有农贸市场", "林汉秋"));
    // A cell that has the task is not decided over.
    let report = verbs::breakdown::exempt(p, &lin(), "markets", &codes(&["B"]), "没有", today()).unwrap();
    assert_eq!((report.changed, report.left), (0, 1));
}

#[test]
fn parts_of_the_matrix_add_up_to_its_rows_and_rows_come_part_by_part() {
    let d = Desk::sample();
    let p = &d.project;
    let m = p.matrix(today()).unwrap();
    let heads = p.matrix_heads(today()).unwrap();
    assert!(heads.rows.is_empty() && heads.subdistricts == m.subdistricts && heads.squares == m.squares);
    let mut rows = Vec::new();
    let mut sums = vec![Squares::default(); m.campaigns.len()];
    for part in &m.subdistricts {
        let of = p.matrix_rows(part.grid.as_ref().map(|g| g.id), today()).unwrap();
        assert_eq!(of.len(), part.cells as usize);
        assert_eq!(of.iter().map(|r| r.empty).sum::<u32>(), part.empty);
        assert_eq!(of.iter().map(|r| r.overdue).sum::<u32>(), part.overdue);
        for (k, sum) in sums.iter_mut().enumerate() {
            let squares = of.iter().filter_map(|r| r.squares[k].as_ref());
            sum.tasks += squares.clone().count() as u32;
            sum.complete += squares.clone().filter(|q| q.complete).count() as u32;
            sum.overdue += squares.clone().filter(|q| q.overdue).count() as u32;
            sum.done += squares.clone().map(|q| q.done).sum::<u32>();
            sum.total += squares.map(|q| q.total).sum::<u32>();
            sum.exempt += of.iter().filter(|r| r.exempt.contains(&(k as u32))).count() as u32;
        }
        rows.extend(of);
    }
    for sum in &mut sums {
        sum.empty = m.cells - sum.tasks - sum.exempt;
    }
    assert_eq!(sums, m.squares);
    assert!(m.squares.iter().any(|s| s.exempt > 0 && s.empty > 0 && s.overdue > 0));
    rows.sort_by(|a, b| a.grid.code.cmp(&b.grid.code));
    assert_eq!(rows, m.rows);
}

#[test]
fn a_task_s_progress_is_its_sites_else_its_checklist_else_itself() {
    let d = Desk::two_cells();
    let p = &d.project;
    assign(&d, "back_lanes", &codes(&["A", "B"]));
    let (a, b) = (
        p.task_by_code("back_lanes", "A").unwrap(),
        p.task_by_code("back_lanes", "B").unwrap(),
    );
    let seen = |id| {
        let t = p.task_archive(id, "", today()).unwrap().task;
        let k = column(&d, "back_lanes");
        let row = usize::from(id == b);
        let q = p.matrix(today()).unwrap().rows[row].squares[k].clone().unwrap();
        assert_eq!((q.basis, q.done, q.total), (t.basis, t.done, t.total));
        let listed = p.tasks(t.grid.id, today()).unwrap();
        let v = listed.iter().find(|v| v.id == id).unwrap();
        assert_eq!((v.basis, v.done, v.total), (t.basis, t.done, t.total));
        (t.basis, t.done, t.total)
    };
    assert_eq!(seen(a), (Basis::Whole, 0, 1));
    let list = TaskItemsInput {
        set: Some(vec!["路面".into(), "路灯".into()]),
        done: vec![2],
        ..Default::default()
    };
    verbs::task::items(p, &lin(), a, &list).unwrap();
    assert_eq!(seen(a), (Basis::Items, 1, 2));
    let site = d.add(1.5, 0.5);
    verbs::task::tie(p, &lin(), &[site], Some(a)).unwrap();
    assert_eq!(seen(a), (Basis::Sites, 0, 1));
    force(&d, site, "accepted");
    verbs::task::step(p, &by("祁文秀"), b, TaskAction::Submit, "").unwrap();
    verbs::task::step(p, &lin(), b, TaskAction::Accept, "").unwrap();
    assert_eq!(seen(b), (Basis::Whole, 1, 1));
}

#[test]
fn a_closed_campaign_leaves_matrix_dossier_and_loads_and_takes_no_more_work() {
    let d = Desk::two_cells();
    let p = &d.project;
    let late = CampaignInput {
        deadline: Some("2026-11-01".into()),
        ..Default::default()
    };
    verbs::campaign::edit(p, &lin(), "markets", &late).unwrap();
    assign(&d, "markets", &codes(&["A"]));
    let id = p.task_by_code("markets", "A").unwrap();
    let grid = p.grid_by_code("A").unwrap().id;
    assert_eq!(p.answered(None, today(), 10).unwrap().tasks_total, 1);
    verbs::campaign::close(p, &lin(), "markets", true, today()).unwrap();
    assert!(p.matrix(today()).unwrap().campaigns.iter().all(|k| k.code != "markets"));
    let rows = verbs::campaign::list(p, today()).unwrap();
    let row = rows.iter().find(|k| k.code == "markets").unwrap();
    assert_eq!(
        (row.closed_on.as_deref(), row.tasks, row.overdue),
        (Some("2026-11-24"), 1, 0)
    );
    assert!(p.tasks(grid, today()).unwrap().is_empty());
    assert_eq!(p.answered(None, today(), 10).unwrap().tasks_total, 0);
    assert!(p.loads(today()).unwrap().iter().all(|l| l.tasks == 0));
    let site = d.add(0.5, 0.5);
    for refused in [
        verbs::task::step(p, &lin(), id, TaskAction::Submit, "").unwrap_err(),
        verbs::task::items(p, &lin(), id, &TaskItemsInput::default()).unwrap_err(),
        verbs::task::edit(p, &lin(), id, Some(""), None).unwrap_err(),
        verbs::task::tie(p, &lin(), &[site], Some(id)).unwrap_err(),
        verbs::breakdown::assign(p, &lin(), "markets", &codes(&["B"]), &PLAIN, today()).unwrap_err(),
        verbs::breakdown::plan(p, "markets", &codes(&["B"]), today()).unwrap_err(),
        verbs::breakdown::exempt(p, &lin(), "markets", &codes(&["B"]), "没有", today()).unwrap_err(),
        verbs::campaign::close(p, &lin(), "markets", true, today()).unwrap_err(),
    ] {
        let words = "campaign: 农贸市场整治 was closed on 2026-11-24; reopen it first";
        assert_eq!(refused.to_string(), words);
    }
    verbs::campaign::close(p, &lin(), "markets", false, today()).unwrap();
    let twice = verbs::campaign::close(p, &lin(), "markets", false, today()).unwrap_err();
    assert!(twice.to_string().contains("is under way already"), "{twice}");
    assert_eq!(
        verbs::campaign::list(p, today())
            .unwrap()
            .iter()
            .map(|k| k.overdue)
            .sum::<u32>(),
        1
    );
}

#[test]
fn campaigns_stand_in_the_order_they_are_put_into_and_new_ones_come_last() {
    let d = Desk::new();
    let p = &d.project;
    let order = || -> Vec<String> {
        let all = verbs::campaign::list(p, today()).unwrap();
        all.into_iter().map(|k| k.code).collect()
    };
    let was = order();
    verbs::campaign::arrange(p, &lin(), &["waterways".into(), "旱厕改造清零".into()]).unwrap();
    let mut want = vec!["waterways".to_owned(), "dry_toilets".to_owned()];
    want.extend(was.into_iter().filter(|c| c != "waterways" && c != "dry_toilets"));
    assert_eq!(order(), want);
    let nameless = CampaignInput {
        name: Some("门头招牌整治".into()),
        ..Default::default()
    };
    verbs::campaign::add(p, &lin(), &nameless).unwrap();
    want.push("c13".into());
    assert_eq!(order(), want);
    let twice = verbs::campaign::arrange(p, &lin(), &["markets".into(), "markets".into()]).unwrap_err();
    assert!(twice.to_string().contains("is named twice"), "{twice}");
}

#[test]
fn sites_of_an_accepted_task_stand_until_it_is_reopened() {
    let d = Desk::two_cells();
    let p = &d.project;
    assign(&d, "back_lanes", &codes(&["A", "B"]));
    let (a, b) = (
        p.task_by_code("back_lanes", "A").unwrap(),
        p.task_by_code("back_lanes", "B").unwrap(),
    );
    let (one, two) = (d.add(0.5, 0.5), d.add(1.5, 0.5));
    verbs::task::tie(p, &lin(), &[one], Some(a)).unwrap();
    let archive = p.site_archive(one, "", today()).unwrap();
    assert_eq!(
        archive.tasks.iter().map(|t| (t.id, t.tied)).collect::<Vec<_>>(),
        [(a, true)]
    );
    assert_eq!(p.task_archive(a, "", today()).unwrap().tied, [one]);
    force(&d, one, "accepted");
    verbs::task::step(p, &by("祁文秀"), a, TaskAction::Submit, "").unwrap();
    verbs::task::step(p, &lin(), a, TaskAction::Accept, "").unwrap();
    for (sites, to) in [([two], Some(a)), ([one], Some(b)), ([one], None)] {
        let refused = verbs::task::tie(p, &lin(), &sites, to).unwrap_err();
        let words = "task: 背街小巷整治 in A is accepted and its sites stand; reopen it first";
        assert_eq!(refused.to_string(), words);
    }
    verbs::task::step(p, &lin(), a, TaskAction::Reopen, "又乱了").unwrap();
    verbs::task::tie(p, &lin(), &[one], None).unwrap();
    assert!(p.site_archive(one, "", today()).unwrap().tasks.is_empty());
}

#[test]
fn a_site_that_is_tied_to_none_counts_in_the_tasks_about_its_kind_on_its_ground() {
    let d = Desk::two_cells();
    assign(&d, "dry_toilets", &codes(&["A", "B"]));
    assign(&d, "back_lanes", &codes(&["A"]));
    let site = d.add(0.5, 0.5);
    let archive = d.project.site_archive(site, "", today()).unwrap();
    let id = d.project.task_by_code("dry_toilets", "A").unwrap();
    assert_eq!(
        archive.tasks.iter().map(|t| (t.id, t.tied)).collect::<Vec<_>>(),
        [(id, false)]
    );
}

#[test]
fn an_organisation_holds_a_department_s_duty_beside_others_and_ends_alone() {
    let d = Desk::two_cells();
    let p = &d.project;
    let a = p.grid_by_code("A").unwrap().id;
    let give =
        |name: &str, role: &str| verbs::duty::set_duty(p, &lin(), &[a], role, Holder::Org(name), "2026-11-01", today());
    give("农业农村局", "department").unwrap();
    give("住房和城乡建设局", "责任部门").unwrap();
    for role in ["chief", "leader", "secretary", "deputy", "member"] {
        let refused = give("农业农村局", role).unwrap_err();
        assert_eq!(refused.to_string(), "org: cannot hold this role; name a person");
    }
    assert!(
        give(" ", "department")
            .unwrap_err()
            .to_string()
            .starts_with("org: is empty")
    );
    let held = |on: &str| -> Vec<(String, bool)> {
        let all = p.duties(a, on.parse().unwrap()).unwrap();
        all.into_iter().map(|h| (h.name, h.person.is_none())).collect()
    };
    let both = [("农业农村局".to_owned(), true), ("住房和城乡建设局".to_owned(), true)];
    assert_eq!(held("2026-11-24"), both);
    let org = Holder::Org("农业农村局");
    verbs::duty::end(p, &lin(), a, "department", org, "2026-11-24", today()).unwrap();
    assert_eq!(held("2026-11-24"), both[1..]);
    assert_eq!(held("2026-11-23"), both);
    let refused =
        verbs::duty::end(p, &lin(), a, "department", Holder::Org("水务局"), "2026-11-24", today()).unwrap_err();
    assert!(refused.to_string().contains("水务局 does not hold it"), "{refused}");
    let refused = verbs::duty::end(p, &lin(), a, "department", Holder::Vacant, "2026-11-24", today()).unwrap_err();
    assert_eq!(refused.to_string(), "person: is not named; say whose duty ends");
    let task = {
        assign(&d, "back_lanes", &codes(&["A"]));
        p.task_by_code("back_lanes", "A").unwrap()
    };
    let duties = p.task_archive(task, "", today()).unwrap().duties;
    assert_eq!(
        duties.iter().map(|h| h.name.as_str()).collect::<Vec<_>>(),
        ["住房和城乡建设局"]
    );
    let refused = verbs::task::answer(p, &lin(), &[task], &[], org, today()).unwrap_err();
    assert!(refused.to_string().contains("is an organisation"), "{refused}");
}

#[test]
fn what_each_person_answers_for_is_as_much_as_their_load_says() {
    let d = Desk::sample();
    let loads = d.project.loads(today()).unwrap();
    let people: Vec<_> = loads.iter().filter(|l| l.person.is_some()).collect();
    let limit = |of: fn(&PersonLoad) -> u32| {
        let all: u32 = people.iter().map(|l| of(l)).sum();
        f64::from(all) / people.len() as f64 * 1.5
    };
    let (sites, tasks) = (limit(|l| l.sites), limit(|l| l.tasks));
    let mut heavy = 0;
    for l in &loads {
        let id = l.person.as_ref().map(|p| p.id);
        let a = d.project.answered(id, today(), 10_000).unwrap();
        assert_eq!(
            (a.sites.len(), a.tasks.len()),
            (l.sites as usize, l.tasks as usize),
            "{:?}",
            l.person
        );
        assert_eq!((a.sites_total, a.tasks_total), (l.sites, l.tasks));
        let above = f64::from(l.sites) > sites || f64::from(l.tasks) > tasks;
        assert_eq!(l.heavy, id.is_some() && above);
        assert_eq!(l.heavy, l.many_sites || l.many_tasks);
        heavy += usize::from(l.heavy);
    }
    assert!(heavy > 0 && heavy < loads.len() / 2);
}

#[test]
fn the_matrix_as_a_table_has_a_row_a_cell_and_nothing_a_spreadsheet_takes_for_a_date() {
    let d = Desk::two_cells();
    let p = &d.project;
    d.add(0.5, 0.5);
    let late = verbs::breakdown::NewTasks {
        deadline: Some("2026-11-01"),
        ..PLAIN
    };
    verbs::breakdown::assign(p, &lin(), "dry_toilets", &codes(&["A", "B"]), &late, today()).unwrap();
    verbs::breakdown::exempt(p, &lin(), "ruined_walls", &codes(&["A"]), "没有", today()).unwrap();
    let to = d.dir.path().join("矩阵.csv");
    assert_eq!(verbs::matrix_csv::write(p, &to, false, today()).unwrap(), 2);
    let text = std::fs::read_to_string(&to).unwrap();
    let lines: Vec<_> = text.lines().collect();
    assert!(lines[0].starts_with("\u{feff}街道（镇）,网格编码,网格,网格长,残垣断壁清零,旱厕改造清零,背街小巷整治"));
    assert!(
        lines[1].starts_with(",A,西,,不适用,0（共 1），逾期,未分解,"),
        "{}",
        lines[1]
    );
    assert!(lines[2].starts_with(",B,东,,未分解,已完成,未分解,"), "{}", lines[2]);
    assert!(lines[3].starts_with("合计,,,,0（共 0）,0（共 1）,"), "{}", lines[3]);
    assert!(lines[3].ends_with(",21") && lines.len() == 4 && !text.contains('/'));
    let own = verbs::matrix_csv::write(p, p.path(), false, today()).unwrap_err();
    assert!(own.to_string().contains("is the open project itself"), "{own}");
}
