use super::super::{samples, unpack};
use super::*;

fn rows(docx: &[u8]) -> usize {
    unpack::markup(docx).matches("<w:tr>").count()
}

#[test]
fn the_same_notices_give_the_same_bytes() {
    let notices = [samples::notice(3), samples::notice(0)];
    let first = notices_docx(&notices).unwrap();
    std::thread::sleep(std::time::Duration::from_millis(10));
    assert_eq!(first, notices_docx(&notices).unwrap());
}

#[test]
fn a_notice_says_who_what_where_and_until_when() {
    let notice = samples::notice(3);
    let docx = notices_docx(std::slice::from_ref(&notice)).unwrap();
    unpack::sound(&docx);
    let texts = unpack::texts(&docx);
    let has = |wanted: &str| texts.iter().any(|t| t.contains(wanted));
    for wanted in [
        "平安区网格整改通知单",
        "编号：创卫网通〔2026〕17号日期：2026年12月8日",
        "网格长星建平同志：",
        "截至2026年12月8日，你负责的网格内有未销号点位 3 处，其中逾期 2 处",
        "于2026年12月20日前完成",
        "星建平　13900000000",
        "马海明",
        "区住房和城乡建设局、区农业农村局",
        "户主：祁文秀",
        "逾期 8 天",
        "残垣断壁整改标准",
        "图中数字为表中序号，红底为逾期",
        "签发",
        "签收",
    ] {
        assert!(has(wanted), "{wanted}");
    }
    for row in &notice.rows {
        assert!(has(&row.number) && has(&row.address) && has(&row.state_name));
    }
    for item in &notice.standards[0].1 {
        assert!(has(item), "{item}");
    }
    assert!(unpack::part(&docx, "word/media/picture1.png").starts_with(b"\x89PNG"));
}

#[test]
fn what_rests_is_counted_apart_from_what_is_to_be_done_and_what_is_to_be_verified_by_its_name() {
    let mut notice = samples::notice(5);
    let letter = |n: &Notice| {
        let texts = unpack::texts(&notices_docx(std::slice::from_ref(n)).unwrap());
        texts.into_iter().find(|t| t.starts_with("截至")).unwrap()
    };
    let rest = |r: &mut NoticeSite| (r.rests, r.deadline, r.days_late) = (true, None, None);
    notice.rows[1].unverified = true;
    assert!(letter(&notice).contains("有未销号点位 5 处，其中逾期 3 处、待核实 1 处，见下表。请对照"));
    rest(&mut notice.rows[4]);
    rest(&mut notice.rows[3]);
    assert!(letter(&notice).contains(
        "有未销号点位 5 处，见下表：需办理 3 处，其中逾期 2 处、待核实 1 处；挂账 2 处，恢复前不计时限。请对照"
    ));
    notice.rows.drain(..3);
    assert!(letter(&notice).ends_with("有未销号点位 2 处，见下表：均为挂账，恢复前不计时限。"));
}

#[test]
fn telephone_and_household_stand_only_where_they_were_handed_in() {
    let mut notice = samples::notice(3);
    notice.chief_phone = None;
    notice.rows.iter_mut().for_each(|r| r.household = None);
    let texts = unpack::texts(&notices_docx(&[notice]).unwrap()).join("\n");
    assert!(!texts.contains("1390000") && !texts.contains("户主：") && !texts.contains("祁文秀"));
}

#[test]
fn a_notice_has_a_row_for_each_of_0_1_or_200_sites() {
    let mut bare = samples::notice(0);
    bare.standards.clear();
    // Two rows of particulars, one of signatures.
    let empty = notices_docx(&[bare]).unwrap();
    assert_eq!(rows(&empty), 3);
    assert!(unpack::texts(&empty).iter().any(|t| t.contains("没有未销号点位")));
    for count in [1, 200] {
        let docx = notices_docx(&[samples::notice(count)]).unwrap();
        unpack::sound(&docx);
        let markup = unpack::markup(&docx);
        // Besides: the head, and one row of standards.
        assert_eq!(rows(&docx), 5 + count);
        assert_eq!(markup.matches("<w:tblHeader/>").count(), 1);
        assert_eq!(markup.matches("<w:cantSplit/>").count(), 5 + count);
    }
}

#[test]
fn each_notice_begins_on_a_page_of_its_own_with_its_number_at_the_foot() {
    let mut notices = vec![samples::notice(1), samples::notice(2), samples::notice(0)];
    for (i, notice) in notices.iter_mut().enumerate() {
        notice.number = format!("通<{i}>");
    }
    let docx = notices_docx(&notices).unwrap();
    unpack::sound(&docx);
    let markup = unpack::markup(&docx);
    assert_eq!(markup.matches("<w:type w:val=\"nextPage\"/>").count(), 3);
    assert_eq!(markup.matches("<w:sectPr>").count(), 3);
    let foot = String::from_utf8(unpack::part(&docx, "word/footer3.xml")).unwrap();
    assert!(foot.contains("通&lt;2&gt;　第 ") && foot.contains(" PAGE "));
}

#[test]
fn each_kinds_standard_is_numbered_from_one() {
    let mut notice = samples::notice(1);
    notice
        .standards
        .push(("旱厕".into(), vec!["无害化".into(), "场地平整".into()]));
    let docx = notices_docx(&[notice.clone(), notice]).unwrap();
    let numbering = String::from_utf8(unpack::part(&docx, "word/numbering.xml")).unwrap();
    assert_eq!(numbering.matches("<w:startOverride w:val=\"1\"/>").count(), 4);
    assert_eq!(unpack::markup(&docx).matches("<w:numId w:val=\"2\"/>").count(), 2);
}

#[test]
fn markup_in_a_text_is_text_and_control_characters_are_gone() {
    let nasty = "<w:p>&\"<&>\u{0}\u{1}\u{b}\u{1f}\u{7f}\u{fffe}]]>{date}";
    let mut notice = samples::notice(1);
    notice.rows[0].note = nasty.into();
    notice.rows[0].address = "一行\r\n二行".into();
    notice.title_district = nasty.into();
    notice.number = nasty.into();
    notice.issued_by = nasty.into();
    notice.grid_name = nasty.into();
    notice.standards[0].0 = nasty.into();
    let docx = notices_docx(&[notice]).unwrap();
    unpack::sound(&docx);
    let texts = unpack::texts(&docx);
    assert!(texts.contains(&"<w:p>&\"<&>]]>{date}".to_owned()), "{texts:?}");
    assert!(unpack::markup(&docx).contains("一行</w:t><w:br/><w:t xml:space=\"preserve\">二行"));
}

#[test]
fn a_cell_without_a_chief_says_so() {
    let mut notice = samples::notice(1);
    notice.chief_name = String::new();
    notice.chief_phone = None;
    notice.leader = None;
    let texts = unpack::texts(&notices_docx(&[notice]).unwrap());
    assert!(texts.contains(&"（空缺）".to_owned()) && texts.contains(&"网格长：".to_owned()));
}

#[test]
fn no_notice_at_all_is_refused() {
    assert!(matches!(notices_docx(&[]), Err(Error::Field { field, .. }) if field == "grids"));
}
