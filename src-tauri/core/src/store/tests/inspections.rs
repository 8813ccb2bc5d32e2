//! Inspections item by item, their form, and notices recorded as sent.

use super::*;
use crate::model::{Action, State};
use crate::report::unpack;
use crate::verbs::notice;
use crate::verbs::step::{offers, step, step_many};
use crate::view::StepInput;

fn judged(pass: &[u32], fail: &[u32], na: &[u32], remarks: &[(u32, &str)]) -> StepInput {
    StepInput {
        pass: pass.to_vec(),
        fail: fail.to_vec(),
        not_applicable: na.to_vec(),
        remarks: remarks.iter().map(|(n, r)| (*n, (*r).to_owned())).collect(),
        ..StepInput::default()
    }
}

/// A dry toilet in A that its chief has submitted.
fn submitted(d: &Desk) -> SiteId {
    let id = d.site(0.5, "2026-12-01");
    d.moves(id, &[Action::Verify, Action::Dispatch, Action::Start, Action::Submit]);
    id
}

fn inspect(d: &Desk, id: SiteId, action: Action, input: &StepInput) -> crate::Result<crate::view::Done> {
    let photos = [photo("before", 10), photo("after", 200)];
    step(&d.project, &lin(), id, action, input, &photos, today())
}

fn form(d: &Desk, id: SiteId) -> Vec<String> {
    let to = d.dir.path().join("验收单.docx");
    verbs::acceptance::docx(&d.project, id, &to, today()).unwrap();
    unpack::texts(&std::fs::read(to).unwrap())
}

#[test]
fn an_item_that_does_not_apply_is_explained_by_its_own_remark() {
    let d = Desk::with_chief();
    let id = submitted(&d);
    let silent = judged(&[1, 2, 3, 4, 6], &[], &[5], &[]);
    assert!(
        inspect(&d, id, Action::Accept, &silent)
            .unwrap_err()
            .to_string()
            .contains("not applicable")
    );
    let blank = judged(&[1, 2, 3, 4, 6], &[], &[5], &[(5, "  ")]);
    assert!(inspect(&d, id, Action::Accept, &blank).is_err());
    let other = judged(&[1, 2, 3, 4, 6], &[], &[5], &[(1, "已看")]);
    assert!(inspect(&d, id, Action::Accept, &other).is_err());
    let strange = judged(&[1, 2, 3, 4, 6], &[], &[5], &[(5, "已拆"), (9, "?")]);
    assert!(
        inspect(&d, id, Action::Accept, &strange)
            .unwrap_err()
            .to_string()
            .contains('9')
    );
    let said = judged(&[1, 2, 3, 4, 6], &[], &[5], &[(5, "整厕已拆除")]);
    let before = d.dump();
    inspect(&d, id, Action::Accept, &said).unwrap();
    assert_eq!(d.project.site_state(id).unwrap(), State::Accepted);
    d.back_and_forth(&[before, d.dump()]);
}

#[test]
fn a_return_keeps_what_was_said_of_the_items_that_failed() {
    let d = Desk::with_chief();
    let id = submitted(&d);
    inspect(&d, id, Action::Return, &judged(&[1], &[2], &[], &[(2, "粪池未填")])).unwrap();
    let steps = d.project.steps(id).unwrap();
    let failed = &steps.last().unwrap().failed;
    assert!(failed.len() == 1 && failed[0].ends_with("（粪池未填）"), "{failed:?}");
    let texts = form(&d, id);
    assert!(
        texts.contains(&"□ 验收达标，准予销号　　　■ 验收不达标，退回整改".to_owned()),
        "{texts:?}"
    );
    assert!(texts.contains(&"粪池未填".to_owned()));
    let count = |word: &str| texts.iter().filter(|t| *t == word).count();
    assert_eq!(
        (count("合格"), count("不合格"), count("—")),
        (1, 1, 4),
        "only what was judged"
    );
}

#[test]
fn a_form_tells_the_newest_inspection_and_nothing_personal() {
    let d = Desk::with_chief();
    let table = "id,kind,lon,lat,address,household,phone\nW-7,dry_toilet,0.4,0.4,三组 7 号,祁老栓,13911112222\n";
    d.import("w.csv", table, ImportAs::Sites);
    let id = d.project.site_by_number("W-7").unwrap();
    d.moves(id, &[Action::Verify, Action::Dispatch, Action::Start, Action::Submit]);
    inspect(&d, id, Action::Return, &judged(&[], &[2], &[], &[])).unwrap();
    d.moves(id, &[Action::Submit]);
    let all = judged(&[1, 2, 3, 4, 5, 6], &[], &[], &[]);
    inspect(&d, id, Action::Accept, &all).unwrap();
    let before = d.dump();
    let texts = form(&d, id);
    for wanted in [
        "W-7",
        "三组 7 号",
        "西",
        "祁文秀",
        "林汉秋",
        "■ 验收达标，准予销号　　　□ 验收不达标，退回整改",
    ] {
        assert!(texts.iter().any(|t| t == wanted), "{wanted} in {texts:?}");
    }
    assert_eq!(texts.iter().filter(|t| *t == "合格").count(), 6);
    let whole = texts.join("\n");
    assert!(
        !whole.contains("祁老栓") && !whole.contains("13911112222") && !whole.contains("0.4"),
        "{whole}"
    );
    assert!(before == d.dump(), "a form changes nothing");
}

#[test]
fn a_site_that_nobody_inspected_has_no_form() {
    let d = Desk::with_chief();
    let id = submitted(&d);
    let to = d.write("old.docx", "as it was");
    let refused = verbs::acceptance::docx(&d.project, id, &to, today()).unwrap_err();
    assert!(refused.to_string().contains("never inspected"), "{refused}");
    assert_eq!(std::fs::read_to_string(to).unwrap(), "as it was");
}

#[test]
fn the_queue_holds_what_waits_the_longest_waiting_first() {
    let d = Desk::with_chief();
    let (first, second) = (submitted(&d), submitted(&d));
    d.site(0.5, "");
    let queue = |kind| d.project.inspection_queue(kind, 100, today()).unwrap();
    let all = queue(None);
    assert_eq!(all.kinds, [("dry_toilet".to_owned(), 2)]);
    assert_eq!(all.rows.iter().map(|r| r.site.id).collect::<Vec<_>>(), [first, second]);
    assert_eq!(all.rows[0].submitted_by, "祁文秀");
    assert!(all.rows[0].submitted_at.is_some());
    assert!(queue(Some("ruined_wall")).rows.is_empty());
    let archive = d.project.site_archive(first, "林汉秋", today()).unwrap();
    assert_eq!(archive.submitter.as_deref(), Some("祁文秀"));
    let due: Vec<_> = archive.recheck_plan.iter().map(|p| (p.days, p.due.as_str())).collect();
    assert_eq!(due, [(30, "2026-12-24"), (90, "2027-02-22"), (180, "2027-05-23")]);
    inspect(&d, first, Action::Return, &judged(&[], &[1], &[], &[])).unwrap();
    assert_eq!(queue(None).rows.len(), 1);
    let archive = d.project.site_archive(first, "林汉秋", today()).unwrap();
    assert!(archive.recheck_plan.is_empty(), "only what can be accepted has a plan");
}

#[test]
fn a_notice_recorded_as_sent_dispatches_the_filed_sites_and_names_itself() {
    let d = Desk::with_chief();
    let filed = [d.site(0.3, ""), d.site(0.4, "")];
    let (reported, ownerless) = (d.site(0.5, ""), d.site(1.5, ""));
    for id in filed.iter().chain([&ownerless]) {
        d.moves(*id, &[Action::Verify]);
    }
    let before = d.dump();
    let cells = [d.cell("A"), d.cell("B"), d.cell("A")];
    let (done, rows) = notice::dispatch(&d.project, &lin(), &cells, today()).unwrap();
    assert!(done.edit.is_some_and(|e| e.verb == "notice" && e.args["count"] == 2));
    assert_eq!(rows.len(), 3, "each filed site once: {rows:?}");
    let refused: Vec<_> = rows.iter().filter(|r| r.refused.is_some()).map(|r| r.site).collect();
    assert_eq!(refused, [ownerless]);
    assert_eq!(rows.iter().find(|r| r.site == ownerless).unwrap().missing, ["no_chief"]);
    let state = |id| d.project.site_state(id).unwrap();
    assert_eq!(
        (state(filed[0]), state(filed[1])),
        (State::Dispatched, State::Dispatched)
    );
    assert_eq!((state(reported), state(ownerless)), (State::Reported, State::Filed));
    let last = d.project.steps(filed[0]).unwrap().pop().unwrap();
    assert_eq!(last.note, "整改通知单 A-20261124");
    d.back_and_forth(&[before, d.dump()]);
    let (done, _) = notice::dispatch(&d.project, &lin(), &cells, today()).unwrap();
    assert!(done.edit.is_none(), "sent once is sent");
}

#[test]
fn a_notice_of_ground_that_was_never_drawn_shows_the_cells_below_it() {
    let d = Desk::sample();
    let (village, cell) = ("630203204206", "630203204206001");
    let maps = |code: &str| {
        let input = notice::NoticeInput::default();
        notice::printing(&d.project, &[d.cell(code)], &input, today())
            .unwrap()
            .pictures
    };
    assert!(d.project.grid(d.cell(village)).unwrap().2.is_none());
    assert_eq!(maps(village).len(), 1);
    assert_eq!(maps(village), maps(cell), "its one cell is all its ground");
}

#[test]
fn a_notice_of_many_sites_dispatches_all_of_them_and_is_never_cut_short_in_silence() {
    let d = Desk::with_chief();
    let rows: String = (0..1001).fold("id,kind,state,lon,lat\n".into(), |out, i| {
        out + &format!("T{i:04},dry_toilet,filed,0.5,0.{:03}\n", i % 997 + 1)
    });
    assert_eq!(d.import("many.csv", &rows, ImportAs::Sites).inserted, 1001);
    let cells = [d.cell("A")];
    let input = notice::NoticeInput::default();
    let refused = notice::printing(&d.project, &cells, &input, today()).unwrap_err();
    assert!(refused.to_string().contains("more than 1000"), "{refused}");
    let (_, rows) = notice::dispatch(&d.project, &lin(), &cells, today()).unwrap();
    assert_eq!(rows.iter().filter(|r| r.refused.is_none()).count(), 1001);
}

#[test]
fn many_sites_are_offered_what_they_can_do_together_and_never_an_inspection() {
    let d = Desk::with_chief();
    let (a, b, c) = (d.site(0.3, ""), d.site(0.4, ""), submitted(&d));
    d.moves(b, &[Action::Verify, Action::Dispatch]);
    let told: Vec<_> = offers(&d.project, &[a, b, c])
        .unwrap()
        .iter()
        .map(|o| (o.action, o.sites))
        .collect();
    assert_eq!(
        told,
        [
            (Action::Verify, 1),
            (Action::Dismiss, 1),
            (Action::Start, 1),
            (Action::Suspend, 1)
        ]
    );
    for action in [Action::Accept, Action::Return, Action::Relapse] {
        let refused = step_many(&d.project, &lin(), &[c], action, &StepInput::default(), today()).unwrap_err();
        assert!(refused.to_string().contains("site by site"), "{refused}");
    }
}

#[test]
fn a_notice_that_cannot_be_recorded_as_sent_is_not_written() {
    let d = Desk::with_chief();
    let filed = d.site(0.3, "");
    d.moves(filed, &[Action::Verify]);
    let (to, cells) = (d.dir.path().join("N.docx"), [d.cell("A")]);
    std::fs::write(&to, "older").unwrap();
    let input = notice::NoticeInput::default();
    // Somebody changed the site since it was looked at.
    let late = lin().seeing(Some(crate::model::EditId(0)));
    assert!(notice::docx_and_dispatch(&d.project, &late, &cells, &input, &to, today()).is_err());
    assert_eq!(std::fs::read_to_string(&to).unwrap(), "older");
    assert_eq!(d.project.site_state(filed).unwrap(), State::Filed);
    let rows = notice::docx_and_dispatch(&d.project, &lin(), &cells, &input, &to, today()).unwrap();
    assert_eq!(
        (rows.len(), d.project.site_state(filed).unwrap()),
        (1, State::Dispatched)
    );
    assert!(std::fs::read(&to).unwrap().starts_with(b"PK"));
}

#[test]
fn a_notice_says_until_when_and_why_a_site_rests_and_calls_it_in_time() {
    let d = Desk::sample();
    let sql = "SELECT p.grid, s.suspended_until, (SELECT t.note FROM step t WHERE t.site = s.fid AND t.to_state = 'suspended' ORDER BY t.fid DESC)
        FROM site s JOIN placement p ON p.site = s.fid WHERE s.state = 'suspended' ORDER BY s.fid LIMIT 1";
    let (cell, until, why): (crate::model::GridId, String, String) = {
        let c = d.project.read().unwrap();
        c.query_row(sql, [], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?))).unwrap()
    };
    assert!(!why.is_empty());
    let input = notice::NoticeInput::default();
    let paper = notice::printing(&d.project, &[cell], &input, today()).unwrap();
    let told = serde_json::to_string(&paper.paper.sheets).unwrap();
    assert!(told.contains(&format!("挂账至 {until}（{why}）")), "{told}");
}
