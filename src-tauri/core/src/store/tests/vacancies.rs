//! Lists that say that there is nobody: 空缺, 待定, 无.

use super::chiefs::four_cells;
use super::*;
use crate::view::PersonInput;

fn noted(r: &ImportReport, want: &str) {
    assert!(r.notes.iter().any(|n| n == want), "{want}: {:?}", r.notes);
}

#[test]
fn a_word_for_nobody_makes_no_person_and_displaces_none() {
    let d = four_cells();
    d.people("姓名,网格编码\n张小燕,A\n李四,B\n");
    let r = d.people("网格编码,网格长,职务,手机号\nA,空缺,,\nB,（待定）,主任,1\nC,暂无,,\nD,王五,,13800000001\n");
    assert_eq!(
        (r.inserted, r.updated, r.unchanged, r.rejected.len()),
        (1, 0, 0, 0),
        "{r:?}"
    );
    assert_eq!((d.chief_of("A"), d.chief_of("B")), ("张小燕".into(), "李四".into()));
    assert_eq!((d.chief_of("C"), d.chief_of("D")), (String::new(), "王五".into()));
    assert_eq!(d.everybody().len(), 3, "{:?}", d.everybody());
    noted(
        &r,
        "rows 2–4: names such as \"空缺\" mean nobody, so no person was made",
    );
    noted(
        &r,
        "2 holders of a role stay in it, though a row of this file names nobody for their grid: A: 张小燕, B: 李四; end the duty of those who left",
    );
    let empty = d.people("网格编码,网格长\nA,\nE,无\n");
    assert_eq!(empty.rejected.len(), 2, "an empty name, and a cell that is not there");
}

#[test]
fn words_for_nothing_are_no_units_posts_telephones_or_cells() {
    let d = four_cells();
    let r = d.people("姓名,单位,职务,电话,角色,网格编码\n张三,无,待定,暂无,—,A\n李四,/,N/A,0,,无\n");
    assert_eq!((r.inserted, r.rejected.len()), (2, 0), "{r:?}");
    assert_eq!(d.everybody(), ["张三    1", "李四    0"]);
    assert!(d.project.orgs().unwrap().is_empty());
    noted(
        &r,
        "rows 2, 3: org such as \"无\" says that there is none and was read as empty",
    );
    noted(
        &r,
        "rows 2, 3: phone such as \"暂无\" says that there is none and was read as empty",
    );
    noted(
        &r,
        "row 3: grid such as \"无\" says that there is none and was read as empty",
    );
}

#[test]
fn the_row_above_is_not_a_name() {
    let d = four_cells();
    let r = d.people("网格编码,网格长,单位\nA,张三,城管局\nB,同上,城管局\nC,李四,同上\n同上,赵六,\n");
    assert_eq!((r.inserted, r.rejected.len()), (2, 2));
    assert!(
        r.rejected[1]
            .reason
            .starts_with("grid \"同上\" points at the row above")
    );
    assert_eq!(
        r.rejected[0].reason,
        "name \"同上\" points at the row above; write the name out"
    );
    assert_eq!(d.project.orgs().unwrap(), ["城管局"]);
    noted(
        &r,
        "row 4: org such as \"同上\" points at the row above and was left out; write it out in every row",
    );
}

#[test]
fn a_site_has_no_household_called_none() {
    let d = Desk::two_cells();
    let r = d.import(
        "s.csv",
        "编号,类型,经度,纬度,户主,电话,村\n无,旱厕,0.5,0.5,空缺,无,暂无\n无,旱厕,0.6,0.5,张三,13800000001,一村\n0,旱厕,0.7,0.5,张三,13800000001,一村\n",
        ImportAs::Sites,
    );
    assert_eq!((r.inserted, r.rejected.len()), (3, 0), "{r:?}");
    noted(
        &r,
        "rows 2, 3: id such as \"无\" says that there is none and was read as empty",
    );
    noted(
        &r,
        "row 2: household such as \"空缺\" says that there is none and was read as empty",
    );
}

#[test]
fn nobody_is_entered_by_hand_under_such_a_word() {
    let d = four_cells();
    let input = PersonInput {
        name: "（空缺）".into(),
        ..PersonInput::default()
    };
    let refused = d.project.add_person(&lin(), &input, today()).unwrap_err().to_string();
    assert!(refused.contains("means nobody"), "{refused}");
    assert!(d.everybody().is_empty());
}
