//! A past meeting shows what it showed, whatever changes later.

use super::life::day;
use super::meeting_pages::{FAR, GONE, LISTS, line};
use super::*;
use crate::model::Action;
use crate::verbs::meeting;
use crate::view::meeting::MeetingItemInput;
use crate::view::meeting_page::{MeetingList, RankBy, RankOf};
use crate::view::rules::KindInput;

#[test]
fn a_past_meeting_shows_the_same_page_lists_ranks_and_ground_whatever_changes_later() {
    let d = Desk::with_chief();
    let (one, two) = (d.site(0.2, GONE), d.site(1.5, FAR));
    d.accept(one);
    d.meeting("2026-10-24");
    d.moves(two, &[Action::Verify]);
    d.moves(one, &[Action::Relapse]);
    d.meeting("2026-11-24");
    let shown = || {
        let on = day("2026-11-24");
        let page = meeting::page(&d.project, on).unwrap();
        let lists: Vec<_> = LISTS.iter().map(|l| d.frozen("2026-11-24", *l)).collect();
        let ranks = d.ranked("2026-11-24", RankOf::Cells, RankBy::Overdue);
        (page, lists, ranks)
    };
    let then = shown();
    assert_eq!(then.1[5].len(), 1);
    assert!(then.0.map.is_some());
    // Everything that it showed becomes something else: sites, chiefs, names and outlines of cells, kinds, a meeting between.
    d.moves(one, &[Action::Submit, Action::Accept]);
    d.site(0.7, GONE);
    d.import("people.csv", "姓名,网格编码\n闻一凡,A\n闻一凡,B\n", ImportAs::People);
    let cells = r#"{"type":"FeatureCollection","features":[
        {"type":"Feature","properties":{"code":"A","name":"改名"},"geometry":{"type":"Polygon","coordinates":[[[0,0],[0.5,0],[0.5,1],[0,1],[0,0]]]}},
        {"type":"Feature","properties":{"code":"B","name":"也改"},"geometry":{"type":"Polygon","coordinates":[[[0.5,0],[2,0],[2,1],[0.5,1],[0.5,0]]]}}]}"#;
    assert_eq!(d.import("cells.geojson", cells, ImportAs::Grids).updated, 2);
    let renamed = KindInput {
        name: Some("户厕".into()),
        name_en: Some("Privy".into()),
        ..Default::default()
    };
    verbs::kind::edit(&d.project, &lin(), "dry_toilet", &renamed).unwrap();
    d.meeting("2026-11-10");
    d.meeting("2026-12-24");
    assert_eq!(shown(), then);
}

#[test]
fn what_a_meeting_froze_as_open_stays_on_its_agenda_and_says_how_it_stands_now() {
    let d = Desk::with_chief();
    d.meeting("2026-10-24");
    let remark = |on: &str| {
        let input = MeetingItemInput {
            kind: "remark".into(),
            text: "三日内清零".into(),
            ..Default::default()
        };
        meeting::add_item(&d.project, &lin(), day(on), &input).unwrap().item
    };
    let one = remark("2026-10-24");
    d.meeting("2026-11-24");
    // Done on the very day: off the agenda of others of that day, and still what this meeting opened with.
    meeting::finish(&d.project, &lin(), one, "已清", day("2026-11-24"), today()).unwrap();
    let open = meeting::agenda(&d.project, day("2026-11-24"), today()).unwrap().open;
    assert_eq!((open.len(), open[0].done_note.as_str()), (1, "已清"));
    assert_eq!(
        meeting::agenda(&d.project, day("2026-11-25"), today())
            .unwrap()
            .open
            .len(),
        0
    );
}

#[test]
fn a_remark_entered_later_into_an_earlier_meeting_opens_only_meetings_that_are_not_made_yet() {
    let d = Desk::with_chief();
    let remark = |on: &str, text: &str| {
        let input = MeetingItemInput {
            kind: "remark".into(),
            text: text.into(),
            ..Default::default()
        };
        meeting::add_item(&d.project, &lin(), day(on), &input).unwrap().item
    };
    let opened = |on: &str| -> Vec<String> {
        let open = meeting::agenda(&d.project, day(on), today()).unwrap().open;
        open.into_iter().map(|i| i.text).collect()
    };
    d.meeting("2026-10-24");
    remark("2026-10-24", "三日内清零");
    d.meeting("2026-11-24");
    remark("2026-10-24", "补记一条");
    assert_eq!(opened("2026-11-24"), ["三日内清零"]);
    assert_eq!(opened("2026-12-24"), ["三日内清零", "补记一条"]);
    d.meeting("2026-12-24");
    assert_eq!(opened("2026-12-24"), ["三日内清零", "补记一条"]);
}

#[test]
fn a_meeting_of_an_earlier_version_is_still_shown() {
    let d = Desk::with_chief();
    d.site(0.2, GONE);
    d.meeting("2026-11-24");
    let c = crate::store::connection::open(d.project.path()).unwrap();
    c.execute(
        "UPDATE meeting SET figures = json_set(json_remove(figures, '$.map', '$.kinds', '$.vacant', '$.moved', '$.unresolved[0][7]'), '$.format', 1)",
        [],
    )
    .unwrap();
    drop(c);
    let p = meeting::page(&d.project, day("2026-11-24")).unwrap();
    assert_eq!(line(&p, "vacant").now, None);
    assert_eq!((p.map, p.moved), (None, None));
    let rows = d.frozen("2026-11-24", MeetingList::Unresolved);
    assert_eq!((rows.len(), rows[0].address.as_str()), (1, ""));
    assert_eq!((rows[0].kind.as_str(), rows[0].kind_name.as_str()), ("dry_toilet", ""));
    assert_eq!(d.ranked("2026-11-24", RankOf::Cells, RankBy::Overdue).len(), 2);
}
