use super::*;
use crate::model::{Crowd, GridId, Lack, PersonId};
use crate::verbs::duty::Holder;
use crate::view::{PeopleFilter, PersonChange, Sort};

fn grid(d: &Desk, code: &str) -> GridId {
    d.project.grid_by_code(code).unwrap().id
}

fn chief(d: &Desk, code: &str, name: &str, from: &str) {
    verbs::duty::set_duty(
        &d.project,
        &lin(),
        &[grid(d, code)],
        "chief",
        Holder::Named(name),
        from,
        today(),
    )
    .unwrap();
}

fn person(d: &Desk, name: &str) -> PersonId {
    d.project.person_by_name(name, today()).unwrap()
}

fn change(d: &Desk, name: &str, change: PersonChange) -> crate::Result<crate::view::Done> {
    verbs::person::edit(&d.project, &lin(), person(d, name), &change, today())
}

fn phone(text: &str) -> PersonChange {
    PersonChange {
        phone: Some(text.into()),
        ..Default::default()
    }
}

#[test]
fn a_telephone_is_set_right_and_undone_exactly() {
    let d = Desk::two_cells();
    chief(&d, "A", "祁文秀", "2026-01-01");
    let mut states = vec![d.dump()];
    change(&d, "祁文秀", phone(" 138 0000 0001 ")).unwrap();
    states.push(d.dump());
    let all = PersonChange {
        name: Some("祁文修".into()),
        post: Some("包村干部".into()),
        org: Some("小峡街道".into()),
        phone: None,
    };
    change(&d, "祁文秀", all).unwrap();
    states.push(d.dump());
    let p = d.project.person(person(&d, "祁文修"), today()).unwrap();
    assert_eq!(
        (p.phone.as_str(), p.post.as_str(), p.org.as_str()),
        ("138 0000 0001", "包村干部", "小峡街道")
    );
    change(&d, "祁文修", phone("")).unwrap();
    states.push(d.dump());
    d.back_and_forth(&states);
}

#[test]
fn what_is_no_telephone_or_no_name_or_takes_two_people_for_one_is_refused() {
    let d = Desk::two_cells();
    chief(&d, "A", "祁文秀", "2026-01-01");
    chief(&d, "B", "范守成", "2026-01-01");
    let before = d.dump();
    let refused = |name: &str, c: PersonChange| change(&d, name, c).unwrap_err().to_string();
    for bad in ["没有", "12", "138-abc-0000"] {
        assert!(refused("祁文秀", phone(bad)).starts_with("phone: "), "{bad}");
    }
    let named = |n: &str| PersonChange {
        name: Some(n.into()),
        ..Default::default()
    };
    assert!(refused("祁文秀", named("  ")).contains("name: is empty"));
    assert!(refused("祁文秀", named("范守成")).contains("another person"));
    assert_eq!(before, d.dump());
    change(&d, "祁文秀", phone("13800000001")).unwrap();
    change(&d, "范守成", phone("13800000002")).unwrap();
    change(&d, "祁文秀", named("范守成")).unwrap();
    assert!(d.project.person_by_name("范守成", today()).is_err());
}

#[test]
fn a_change_of_the_chief_keeps_the_past_on_both_pages_and_in_the_dossier() {
    let d = Desk::two_cells();
    chief(&d, "A", "祁文秀", "2025-01-01");
    chief(&d, "A", "范守成", "2026-11-01");
    chief(&d, "A", "铁桂英", "2026-12-01");
    d.add(0.5, 0.5);
    let page = |name: &str| d.project.person_page(person(&d, name), today()).unwrap();
    let old = page("祁文秀");
    let duty = &old.duties[0];
    assert_eq!(
        (duty.now, duty.from.as_deref(), duty.to.as_deref(), duty.next.as_deref()),
        (false, Some("2025-01-01"), Some("2026-10-31"), Some("范守成"))
    );
    assert_eq!((old.person.sites, old.sites.len(), old.person.grids), (0, 0, 0));
    let now = page("范守成");
    assert!(now.duties[0].now && now.duties[0].figures.unresolved == 1);
    assert_eq!((now.person.sites, now.sites.len()), (1, 1));
    let coming = page("铁桂英");
    assert!(!coming.duties[0].now && coming.duties[0].to.is_none());
    let dossier = d.project.dossier(grid(&d, "A"), today()).unwrap();
    assert_eq!(dossier.chief.unwrap().name, "范守成");
    let others: Vec<_> = dossier.other_chiefs.iter().map(|o| o.name.as_str()).collect();
    assert_eq!(others, ["铁桂英", "祁文秀"]);
}

#[test]
fn a_page_holds_the_sites_and_tasks_somebody_answers_for_and_the_mean() {
    let d = Desk::sample();
    let loads = d.project.loads(today()).unwrap();
    let (people, sites) = loads
        .iter()
        .filter(|l| l.person.is_some())
        .fold((0, 0), |(n, sum), l| (n + 1, sum + l.sites));
    let most = loads
        .iter()
        .filter(|l| l.person.is_some())
        .max_by_key(|l| l.sites)
        .unwrap();
    let id = most.person.as_ref().unwrap().id;
    let page = d.project.person_page(id, today()).unwrap();
    assert_eq!((page.person.sites, page.person.tasks), (most.sites, most.tasks));
    assert_eq!(
        (page.sites.len() as u32, page.tasks.len() as u32),
        (most.sites, most.tasks)
    );
    assert!((page.mean_sites - f64::from(sites) / f64::from(people)).abs() < 1e-9);
    assert!(page.person.heavy && f64::from(page.person.sites) > 1.5 * page.mean_sites);
    assert!(
        page.tasks
            .iter()
            .all(|t| t.answerable.as_ref().is_some_and(|p| p.id == id))
    );

    let heavy = PeopleFilter {
        only: Some(Crowd::Heavy),
        ..Default::default()
    };
    let by_sites = Sort {
        by: "sites".into(),
        descending: true,
    };
    let list = d.project.people_page(&heavy, &by_sites, 0, 500, today()).unwrap();
    assert_eq!(list.rows[0].id, id);
    assert!(list.rows.iter().all(|p| p.heavy) && list.rows.is_sorted_by_key(|p| std::cmp::Reverse(p.sites)));
    let all = d
        .project
        .people_page(&PeopleFilter::default(), &by_sites, 0, 5000, today())
        .unwrap();
    assert_eq!(all.rows.iter().filter(|p| p.heavy).count(), list.rows.len());
    let second = d
        .project
        .people_page(&PeopleFilter::default(), &by_sites, 1, 1, today())
        .unwrap();
    assert_eq!((second.total, &second.rows[0]), (all.total, &all.rows[1]));
}

#[test]
fn a_site_given_to_somebody_leaves_the_chiefs_page() {
    let d = Desk::two_cells();
    chief(&d, "A", "祁文秀", "2026-01-01");
    chief(&d, "B", "范守成", "2026-01-01");
    let site = d.add(0.5, 0.5);
    let other = Holder::Person(person(&d, "范守成"));
    verbs::task::answer(&d.project, &lin(), &[], &[site], other, today()).unwrap();
    let sites = |name: &str| {
        let p = d.project.person_page(person(&d, name), today()).unwrap();
        (p.person.sites, p.sites.iter().map(|s| s.id).collect::<Vec<_>>())
    };
    assert_eq!(sites("祁文秀"), (0, vec![]));
    assert_eq!(sites("范守成"), (1, vec![site]));
}

#[test]
fn vacancies_are_told_by_what_is_lacking_and_agree_with_the_day_and_its_lists() {
    let d = Desk::two_cells();
    chief(&d, "A", "祁文秀", "2026-01-01");
    let told = || -> Vec<_> {
        let all = d.project.vacancies(today()).unwrap();
        all.rows.into_iter().map(|v| (v.lack, v.grid.code)).collect()
    };
    assert_eq!(
        told(),
        [
            (Lack::Chief, "B".into()),
            (Lack::Phone, "A".into()),
            (Lack::Department, "A".into()),
            (Lack::Department, "B".into())
        ]
    );
    change(&d, "祁文秀", phone("13800000001")).unwrap();
    assert!(!told().iter().any(|v| v.0 == Lack::Phone));

    let s = Desk::sample();
    let all = s.project.vacancies(today()).unwrap();
    let day = s.project.today(today()).unwrap();
    let count = |l: Lack| all.rows.iter().filter(|v| v.lack == l).count() as u32;
    assert_eq!(
        (day.vacant, day.unreachable, day.no_department),
        (count(Lack::Chief), count(Lack::Phone), count(Lack::Department))
    );
    assert!(day.vacant > 0 && day.unreachable > 0);
    for (watch, n) in [
        (crate::model::Watch::Vacant, day.vacant),
        (crate::model::Watch::Unreachable, day.unreachable),
        (crate::model::Watch::NoDepartment, day.no_department),
    ] {
        let f = crate::view::Filter {
            watch: Some(watch),
            ..Default::default()
        };
        let page = s.project.table_grids(&f, &Sort::default(), 0, 1, today()).unwrap();
        assert_eq!(page.total, n, "{watch:?}");
    }
}

#[test]
fn a_department_of_the_ground_above_answers_for_its_cells() {
    let s = Desk::sample();
    assert_eq!(s.project.today(today()).unwrap().no_department, 0);
}

#[test]
fn what_is_missing_of_people_is_a_warning_of_check_and_only_a_missing_chief_a_fault() {
    use crate::view::FaultKind;
    let d = Desk::two_cells();
    chief(&d, "A", "祁文秀", "2026-01-01");
    let found = |warnings: bool| -> Vec<_> {
        let r = verbs::check::check(&d.project, today(), &|_, _| true).unwrap();
        let list = if warnings { r.warnings } else { r.faults };
        list.into_iter().map(|f| (f.kind, f.grids.join(" "))).collect()
    };
    assert_eq!(found(false), [(FaultKind::Ownerless, "B".into())]);
    assert_eq!(
        found(true),
        [
            (FaultKind::Unreachable, "A".into()),
            (FaultKind::NoDepartment, "A".into()),
            (FaultKind::NoDepartment, "B".into())
        ]
    );
    chief(&d, "B", "祁文秀", "2026-01-01");
    assert!(found(false).is_empty());
}

#[test]
fn one_telephone_is_one_however_it_is_spelt() {
    let d = super::chiefs::four_cells();
    let list = |phone: &str| format!("姓名,职务,电话,网格编码\n张三,主任,{phone},A\n");
    d.people(&list("13800000001"));
    for phone in ["138 0000 0001", "+8613800000001", "138-0000-0001"] {
        let r = d.people(&list(phone));
        assert_eq!(
            (r.unchanged, r.updated, r.notes.len()),
            (1, 0, 0),
            "{phone}: {:?}",
            r.notes
        );
    }
    assert_eq!(d.everybody(), ["张三 主任  13800000001 1"]);
    assert_eq!(
        d.people(&list("13900000001")).inserted,
        1,
        "another number is another person"
    );
}

#[test]
fn a_mark_behind_a_name_makes_nobody_else_and_another_paper_is_no_name() {
    let d = super::chiefs::four_cells();
    let r = d.people("网格编码,网格长\nA,张三（兼）\nB,张三\nC,李四(代)\nD,见附件\n");
    assert_eq!(d.everybody(), ["张三    2", "李四    1"], "{r:?}");
    assert!(r.notes.iter().any(|n| n == "rows 2, 4: names such as \"张三（兼）\" were taken without what stands in brackets, which says how the duty is held"), "{:?}", r.notes);
    assert_eq!(
        r.rejected[0].reason,
        "name \"见附件\" points at another paper; write the name out"
    );
}

#[test]
fn a_telephone_or_post_behind_a_name_is_no_part_of_it() {
    let d = super::chiefs::four_cells();
    let r = d.people(
        "网格编码,网格长,职务,联系电话\nA,李明13900001234,,\nB,李明,,139 0000 1234\nC,关羽（书记）,,\nD,张飞13900001235,,13900001236\nD,关羽（支部书记）,书记,\n",
    );
    assert_eq!(d.everybody(), ["关羽 书记   2", "李明   13900001234 2"], "{r:?}");
    assert_eq!(r.rejected.len(), 1, "{:?}", r.rejected);
    assert!(
        r.rejected[0].reason.contains("another telephone than the row's"),
        "{:?}",
        r.rejected
    );
}

#[test]
fn cells_are_counted_once_and_the_same_among_the_people_and_while_they_are_given_out() {
    let d = Desk::sample();
    let s = d.project.snapshot(today()).unwrap();
    let village = s
        .grids
        .iter()
        .find(|g| g.level == crate::model::Level::Village)
        .unwrap();
    let cell = (0..s.grids.len()).find(|i| s.is_cell(*i)).unwrap();
    chief(&d, &village.code, "支书甲", "2026-01-01");
    chief(&d, &s.grids[cell].code, "支书乙", "2026-01-01");
    let by = Sort {
        by: "name".into(),
        descending: false,
    };
    let chiefs = PeopleFilter {
        only: Some(Crowd::Chiefs),
        ..PeopleFilter::default()
    };
    let listed = d.project.people_page(&chiefs, &by, 0, 5000, today()).unwrap().rows;
    let loads = d.project.chief_loads(None, today(), today()).unwrap();
    for p in &listed {
        let load = loads.iter().find(|l| l.person == Some(p.id)).unwrap();
        assert_eq!(p.grids, load.grids, "{}", p.name);
    }
    let grids = |name: &str| listed.iter().find(|p| p.name == name).map(|p| p.grids);
    // Whoever is chief of a village is one of the chiefs, and holds no cell by that.
    assert_eq!([grids("支书甲"), grids("支书乙")], [Some(0), Some(1)]);
}

#[test]
fn loads_of_a_later_day_go_by_who_is_chief_then() {
    let d = Desk::two_cells();
    d.add(0.5, 0.5);
    chief(&d, "A", "祁文秀", "2026-01-01");
    let later = today() + chrono::Days::new(30);
    chief(&d, "A", "范守成", &later.to_string());
    let carried = |day| {
        let loads = d.project.chief_loads(None, today(), day).unwrap();
        ["祁文秀", "范守成"].map(|name| loads.iter().find(|l| l.name == name).map(|l| (l.grids, l.unresolved)))
    };
    assert_eq!(carried(today()), [Some((1, 1)), Some((0, 0))]);
    assert_eq!(carried(later), [Some((0, 0)), Some((1, 1))]);
}
