use super::*;
use crate::history::{Of, Op, RowChange, sentence};
use crate::model::{Action, CHIEF, Lang};
use crate::store::names::KnownNames;
use crate::store::schema::RECORDED;
use crate::verbs::duty::Holder;
use crate::view::{EditInfo, StepInput};

fn chief(d: &Desk, name: &str, from: &str) {
    let grid = d.project.grid_by_code("A").unwrap().id;
    verbs::duty::set_duty(&d.project, &lin(), &[grid], CHIEF, Holder::Named(name), from, today()).unwrap();
}

fn ma() -> Actor {
    Actor::new("马海明", "验收人")
}

fn step(d: &Desk, who: &Actor, id: SiteId, action: Action, input: &StepInput) {
    verbs::step::step(&d.project, who, id, action, input, &[], today()).unwrap();
}

fn said(d: &Desk, id: SiteId, lang: Lang) -> Vec<String> {
    d.project
        .site_history(id, lang)
        .unwrap()
        .into_iter()
        .map(|h| h.text)
        .collect()
}

/// A dry toilet in cell A, submitted and returned for its second item.
fn returned() -> (Desk, SiteId) {
    let d = Desk::two_cells();
    chief(&d, "铁桂英", "2026-11-01");
    let id = d.add(0.5, 0.5);
    for action in [Action::Verify, Action::Dispatch, Action::Start, Action::Submit] {
        step(&d, &lin(), id, action, &StepInput::default());
    }
    let failed = StepInput {
        note: "门板缺失".into(),
        pass: vec![1, 3, 4, 5, 6],
        fail: vec![2],
        ..StepInput::default()
    };
    step(&d, &ma(), id, Action::Return, &failed);
    (d, id)
}

#[test]
fn a_sites_history_reads_as_chinese_sentences() {
    let (d, id) = returned();
    let all = said(&d, id, Lang::Zh);
    assert_eq!(
        all[0],
        "林汉秋（创卫办科员）登记点位 N00001：旱厕，状态待核实，地址“三组”，期限 2027-01-08，归入网格西。"
    );
    assert_eq!(all[2], "林汉秋（创卫办科员）派给网格长，由已建档转为已派网格长。");
    assert_eq!(
        all[5],
        "马海明（验收人）退回：第 2 项“厕屋有墙、有顶、有门，厕内清洁、基本无臭”不合格，由待验收转为整改中，返工第 1 次，“门板缺失”。"
    );
}

#[test]
fn the_same_history_reads_as_english_sentences() {
    let (d, id) = returned();
    let all = said(&d, id, Lang::En);
    assert_eq!(
        all[3],
        "林汉秋 (创卫办科员) began the work, from with the chief to rectifying."
    );
    assert!(
        all[5].contains(", from waiting for inspection to rectifying, rework no. 1, “门板缺失”."),
        "{}",
        all[5]
    );
}

#[test]
fn remarks_on_items_are_told_with_the_items_that_they_explain() {
    let (d, id) = returned();
    step(&d, &lin(), id, Action::Submit, &StepInput::default());
    let judged = StepInput {
        pass: vec![1, 2, 3, 4, 6],
        not_applicable: vec![5],
        remarks: [(5, "整厕拆除".to_owned()), (2, "已装新门".to_owned())].into(),
        ..StepInput::default()
    };
    let photos = [photo("before", 10), photo("after", 20)];
    verbs::step::step(&d.project, &ma(), id, Action::Accept, &judged, &photos, today()).unwrap();
    let last = said(&d, id, Lang::Zh).pop().unwrap();
    assert!(last.contains("”（整厕拆除）不适用"), "{last}");
    assert!(last.contains("，第 2 项备注“已装新门”"), "{last}");
    let last = said(&d, id, Lang::En).pop().unwrap();
    assert!(last.contains("” (整厕拆除) not applicable"), "{last}");
    assert!(last.contains(", remark on item 2: “已装新门”"), "{last}");
}

#[test]
fn fields_are_told_from_what_to_what_and_personal_ones_only_that_they_changed() {
    let d = Desk::two_cells();
    let id = d.add(0.5, 0.5);
    let number = d.project.site_row(id, today()).unwrap().number;
    let csv = format!("编号,类型,地址,期限,户主,经度,纬度\n{number},旱厕,五组,2026-12-20,马生财,0.501,0.5\n");
    let same = ImportOptions {
        same: true,
        ..options(ImportAs::Sites)
    };
    assert_eq!(d.with("改.csv", &csv, &same).updated, 1);
    let last = said(&d, id, Lang::Zh).pop().unwrap();
    assert_eq!(
        last,
        "林汉秋（创卫办科员）导入“改.csv”：将期限由2027-01-08改为2026-12-20，将地址由“三组”改为“五组”，修改了户主，位置移动 111 米。"
    );
    assert!(!last.contains("马生财"));
}

#[test]
fn an_edit_that_was_taken_back_is_marked_and_its_undoing_says_what_it_undid() {
    let d = Desk::two_cells();
    let id = d.add(0.5, 0.5);
    step(&d, &lin(), id, Action::Verify, &StepInput::default());
    d.project.undo(&ma(), None).unwrap();
    let all = d.project.site_history(id, Lang::Zh).unwrap();
    assert_eq!(all.iter().map(|h| h.undone).collect::<Vec<_>>(), [false, true, false]);
    assert_eq!(
        all[2].text,
        "马海明（验收人）撤销：核实属实，建档，由待核实转为已建档。"
    );
}

#[test]
fn a_cells_history_says_who_answered_for_it_and_when_that_changed() {
    let d = Desk::two_cells();
    chief(&d, "铁桂英", "2026-11-01");
    chief(&d, "李占元", "2026-11-20");
    let grid = d.project.grid_by_code("A").unwrap().id;
    let all: Vec<String> = d
        .project
        .grid_history(grid, Lang::Zh)
        .unwrap()
        .into_iter()
        .map(|h| h.text)
        .collect();
    assert_eq!(
        all,
        [
            "林汉秋（创卫办科员）导入“cells.geojson”：建立网格西（A）。",
            "林汉秋（创卫办科员）指定铁桂英为网格长，自 2026-11-01 起。",
            "林汉秋（创卫办科员）将网格长由铁桂英改为李占元，自 2026-11-20 起。",
        ]
    );
}

#[test]
fn the_past_of_the_sample_is_told_from_its_steps_and_duties() {
    let d = Desk::sample();
    let c = Connection::open(d.project.path()).unwrap();
    let id: SiteId = c
        .query_row("SELECT site FROM step WHERE action = 'return' LIMIT 1", [], |r| {
            r.get(0)
        })
        .unwrap();
    let steps = d.project.steps(id).unwrap();
    let all = d.project.site_history(id, Lang::Zh).unwrap();
    assert_eq!(all.len(), steps.len());
    assert!(
        all.iter()
            .any(|h| h.text.contains("退回") && h.text.contains("不合格") && h.text.contains("返工第 1 次"))
    );
    let grid: crate::model::GridId = c
        .query_row("SELECT grid FROM duty WHERE role = 'chief' LIMIT 1", [], |r| r.get(0))
        .unwrap();
    let held = d.project.grid_history(grid, Lang::En).unwrap();
    assert!(held.iter().any(|h| h.text.ends_with(" is chief.")), "{held:?}");
}

/// Every column that an edit can change of a grid or a site has its words: a new column must bring its own.
#[test]
fn every_field_of_a_history_has_words_in_both_languages() {
    let d = Desk::two_cells();
    let c = Connection::open(d.project.path()).unwrap();
    let edit: EditInfo = d.project.history(1).unwrap().remove(0);
    for lang in [Lang::Zh, Lang::En] {
        let names = KnownNames::new(&c, lang);
        for (of, table) in [(Of::Site, "site"), (Of::Grid, "grid"), (Of::Grid, "task")] {
            assert!(RECORDED.contains(&table));
            let mut q = c
                .prepare("SELECT name FROM pragma_table_info(?1) WHERE cid > 0")
                .unwrap();
            let columns: Vec<String> = q
                .query_map([table], |r| r.get(0))
                .unwrap()
                .map(Result::unwrap)
                .collect();
            for field in columns
                .into_iter()
                .filter(|f| !(table == "task" && matches!(f.as_str(), "campaign" | "grid")))
            {
                let (before, after) = match (table, field.as_str()) {
                    ("site", "state") => ("reported", "filed"),
                    ("task", "state") => ("open", "submitted"),
                    _ => ("甲", "乙"),
                };
                let row = RowChange {
                    table: table.into(),
                    key: 1,
                    op: Op::Changed,
                    fields: vec![(field.clone(), before.into(), after.into())],
                };
                let text = sentence(lang, of, &edit, &[row], &names);
                assert!(
                    !text.contains(&format!("{table}.")),
                    "{field} of {table} has no words: {text}"
                );
            }
        }
    }
}

#[test]
fn of_a_site_that_went_the_last_that_is_told_is_what_took_it_away() {
    let d = Desk::two_cells();
    chief(&d, "铁桂英", "2026-11-01");
    let other = d.add(0.5, 0.5);
    let id = d.add(1.5, 0.5);
    let went = d.project.undo(&lin(), None).unwrap().id;
    step(&d, &ma(), other, Action::Verify, &StepInput::default());
    d.project.undo(&ma(), None).unwrap();
    let last = d.project.site_history(id, Lang::Zh).unwrap().pop().unwrap();
    assert_eq!(last.edit.map(|e| (e.id, e.verb)), Some((went, "undo".to_owned())));
}
