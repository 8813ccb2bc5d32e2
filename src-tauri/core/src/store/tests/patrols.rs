use super::*;
use crate::model::{GridId, Lang};
use crate::view::patrol::{PatrolInput, PatrolSiteInput};

fn walk(d: &Desk, grid: GridId, day: &str, sites: Vec<PatrolSiteInput>) -> crate::Result<crate::view::Done> {
    let input = PatrolInput {
        day: day.into(),
        who: "祁文秀".into(),
        orgs: vec!["城管局".into(), "村委会".into()],
        sites,
        ..Default::default()
    };
    verbs::patrol::add(&d.project, &lin(), grid, &input, today())
}

fn grid(d: &Desk, code: &str) -> GridId {
    d.project.grid_by_code(code).unwrap().id
}

#[test]
fn a_patrol_keeps_who_walked_and_what_was_found_and_seen() {
    let d = Desk::two_cells();
    let site = d.add(0.5, 0.5);
    let look = |found: bool, seen: &str| PatrolSiteInput {
        site,
        found,
        seen: seen.into(),
    };
    walk(&d, grid(&d, "A"), "2026-11-20", vec![]).unwrap();
    walk(&d, grid(&d, "A"), "", vec![look(false, "仍在使用"), look(true, "")]).unwrap();
    let all = d.project.patrols(Some(grid(&d, "A")), 0, 10).unwrap().rows;
    assert_eq!(
        all.iter().map(|p| p.day.as_str()).collect::<Vec<_>>(),
        ["2026-11-24", "2026-11-20"]
    );
    assert_eq!(all[0].orgs, ["城管局", "村委会"]);
    let s = &all[0].sites[0];
    assert_eq!(
        (all[0].sites.len(), s.site, s.found, s.seen.as_str()),
        (1, site, true, "仍在使用")
    );
    assert_eq!(d.project.patrols(Some(grid(&d, "B")), 0, 10).unwrap().total, 0);
}

#[test]
fn a_patrol_of_tomorrow_of_nobody_or_of_a_strange_site_is_refused() {
    let d = Desk::two_cells();
    let a = grid(&d, "A");
    assert!(
        walk(&d, a, "2026-11-25", vec![])
            .unwrap_err()
            .to_string()
            .contains("still to come")
    );
    let nobody = verbs::patrol::add(&d.project, &lin(), a, &PatrolInput::default(), today()).unwrap_err();
    assert!(nobody.to_string().starts_with("who: is empty"));
    let strange = PatrolSiteInput {
        site: SiteId(77),
        found: false,
        seen: String::new(),
    };
    let refused = walk(&d, a, "", vec![strange]).unwrap_err();
    assert!(
        matches!(refused, crate::Error::NotFound { what: "site", .. }),
        "{refused}"
    );
    assert!(!refused.to_string().contains("77"), "{refused}");
}

#[test]
fn cells_that_nobody_walked_come_with_the_never_walked_first() {
    let d = Desk::two_cells();
    let unwalked = |days| -> Vec<_> {
        let all = d.project.unwalked(days, today()).unwrap();
        all.into_iter().map(|r| (r.grid.code, r.days)).collect()
    };
    assert_eq!(unwalked(None), [("A".into(), None), ("B".into(), None)]);
    walk(&d, grid(&d, "A"), "2026-10-25", vec![]).unwrap();
    assert_eq!(unwalked(None), [("B".into(), None), ("A".into(), Some(30))]);
    walk(&d, grid(&d, "B"), "2026-11-20", vec![]).unwrap();
    assert_eq!(unwalked(None), [("A".into(), Some(30))]);
    assert_eq!(unwalked(Some(4)), [("A".into(), Some(30)), ("B".into(), Some(4))]);
    walk(&d, grid(&d, "A"), "", vec![]).unwrap();
    assert!(unwalked(None).is_empty());
}

#[test]
fn questions_raised_are_kept_one_by_one_and_a_patrol_taken_out_leaves_nothing() {
    let d = Desk::two_cells();
    let site = d.add(0.5, 0.5);
    let mut states = vec![d.dump()];
    let input = PatrolInput {
        who: "祁文秀".into(),
        questions: vec!["公厕何时通水？".into(), " ".into(), "清运费谁出？\n几时结清？".into()],
        sites: vec![PatrolSiteInput {
            site,
            found: true,
            seen: String::new(),
        }],
        ..Default::default()
    };
    verbs::patrol::add(&d.project, &lin(), grid(&d, "A"), &input, today()).unwrap();
    states.push(d.dump());
    let all = d.project.patrols(None, 0, 10).unwrap();
    assert_eq!(all.rows[0].questions, ["公厕何时通水？", "清运费谁出？", "几时结清？"]);
    verbs::patrol::remove(&d.project, &lin(), all.rows[0].id).unwrap();
    assert_eq!(d.dump(), states[0]);
    states.push(d.dump());
    assert!(verbs::patrol::remove(&d.project, &lin(), all.rows[0].id).is_err());
    d.back_and_forth(&states);
}

#[test]
fn patrols_come_a_page_at_a_time_the_latest_first() {
    let d = Desk::two_cells();
    for day in ["2026-11-01", "2026-11-03", "2026-11-02"] {
        walk(&d, grid(&d, "A"), day, vec![]).unwrap();
    }
    let page = d.project.patrols(None, 1, 1).unwrap();
    assert_eq!((page.total, page.rows[0].day.as_str()), (3, "2026-11-02"));
}

#[test]
fn the_dossier_says_when_its_ground_was_walked_and_whether_it_is_due() {
    let d = Desk::two_cells();
    let told = |code: &str| {
        let x = d.project.dossier(grid(&d, code), today()).unwrap();
        (x.walked, x.walk_due)
    };
    assert_eq!(told("A"), (None, true));
    walk(&d, grid(&d, "A"), "2026-10-26", vec![]).unwrap();
    assert_eq!((told("A"), told("B")), ((Some(29), false), (None, true)));
}

#[test]
fn histories_name_who_walked_and_the_day_and_count_what_came_of_it() {
    let d = Desk::two_cells();
    let (seen, found) = (d.add(0.5, 0.5), d.add(0.6, 0.5));
    let look = |site, found, seen: &str| PatrolSiteInput {
        site,
        found,
        seen: seen.into(),
    };
    let input = PatrolInput {
        day: "2026-11-20".into(),
        who: "祁文才".into(),
        questions: vec!["公厕何时通水？".into(), "清运费谁出？".into()],
        sites: vec![look(seen, false, "仍未动"), look(found, true, "")],
        ..Default::default()
    };
    verbs::patrol::add(&d.project, &lin(), grid(&d, "A"), &input, today()).unwrap();
    let of = |id, lang| d.project.site_history(id, lang).unwrap().pop().unwrap().text;
    let told = |lang| [of(seen, lang), of(found, lang)];
    let zh = [
        "林汉秋（创卫办科员）登记 2026-11-20 祁文才巡查时查看：仍未动。",
        "林汉秋（创卫办科员）登记 2026-11-20 祁文才巡查时发现。",
    ];
    assert_eq!(told(Lang::Zh), zh);
    assert_eq!(
        of(seen, Lang::En),
        "林汉秋 (创卫办科员) wrote down that 祁文才 looked at it on a patrol of 2026-11-20: 仍未动."
    );
    let of_cell = |lang| d.project.grid_history(grid(&d, "A"), lang).unwrap().pop().unwrap().text;
    assert_eq!(
        of_cell(Lang::Zh),
        "林汉秋（创卫办科员）登记 2026-11-20 的巡查：祁文才，查看点位 1 处，发现点位 1 处，提出问题 2 个。"
    );
    assert!(of_cell(Lang::En).ends_with("sites seen: 1, sites found: 1, questions raised: 2."));

    // Once it is taken out again, it is still told who had walked.
    let id = d.project.patrols(None, 0, 1).unwrap().rows[0].id;
    verbs::patrol::remove(&d.project, &lin(), id).unwrap();
    let all = d.project.site_history(seen, Lang::Zh).unwrap();
    assert_eq!(all[all.len() - 2].text, zh[0]);
    assert_eq!(all[all.len() - 1].text, "林汉秋（创卫办科员）删去 2026-11-20 的巡查。");
    let all = d.project.grid_history(grid(&d, "A"), Lang::Zh).unwrap();
    assert!(all[all.len() - 2].text.contains("查看点位 1 处"));
}
