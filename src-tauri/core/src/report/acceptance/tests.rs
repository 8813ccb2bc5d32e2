use super::super::{samples, unpack};
use super::*;

#[test]
fn a_form_says_who_judged_what_by_which_standard() {
    let form = samples::acceptance(8);
    let docx = acceptance_docx(&form).unwrap();
    unpack::sound(&docx);
    let texts = unpack::texts(&docx);
    for wanted in [
        "平安区点位整改验收单",
        "PA-2026-0417",
        "下店村三组14号东侧",
        "祁文秀",
        "2026年11月23日",
        "林汉秋",
        "2026年11月24日",
        "马海明",
        "不适用",
        "已全部拆除",
        "■ 验收达标，准予销号　　　□ 验收不达标，退回整改",
        "整改前　2026-09-12 11:38",
        "整改后　2026-11-23 16:05",
        "复核人签字：",
    ] {
        assert!(texts.iter().any(|t| t == wanted), "{wanted} in {texts:?}");
    }
    assert_eq!(texts.iter().filter(|t| *t == "合格").count(), 7);
    assert_eq!(docx, acceptance_docx(&form).unwrap());
}

#[test]
fn a_returned_site_ticks_the_other_box_and_names_what_failed() {
    let mut form = samples::acceptance(3);
    form.result = Outcome::Returned;
    form.items[1].verdict = Verdict::Fail;
    form.items[1].remark = "东北角<2m³>碎土&瓦砾\u{7}".into();
    let texts = unpack::texts(&acceptance_docx(&form).unwrap());
    assert!(texts.contains(&"□ 验收达标，准予销号　　　■ 验收不达标，退回整改".to_owned()));
    assert!(texts.contains(&"不合格".to_owned()) && texts.contains(&"东北角<2m³>碎土&瓦砾".to_owned()));
}

#[test]
fn photos_keep_their_proportions_and_stand_side_by_side() {
    let docx = acceptance_docx(&samples::acceptance(8)).unwrap();
    let markup = unpack::markup(&docx);
    let ratios: Vec<f64> = markup
        .split("<wp:extent cx=\"")
        .skip(1)
        .map(|t| {
            let mut numbers = t.split('"').filter_map(|n| n.parse::<f64>().ok());
            numbers.next().unwrap() / numbers.next().unwrap()
        })
        .collect();
    assert!(
        (ratios[0] - 4.0 / 3.0).abs() < 1e-3 && (ratios[1] - 3.0 / 4.0).abs() < 1e-3,
        "{ratios:?}"
    );
    let row = markup.split("<w:tr>").find(|r| r.contains("rPicture1")).unwrap();
    assert!(row.contains("rPicture2"));
}

#[test]
fn a_form_without_photos_or_a_second_person_says_so() {
    let mut form = samples::acceptance(1);
    (form.photo_before, form.photo_after, form.second_person) = (None, None, None);
    let texts = unpack::texts(&acceptance_docx(&form).unwrap());
    assert!(texts.contains(&"整改前　（无照片）".to_owned()));
    assert!(!texts.iter().any(|t| t.contains("复核人") || t.contains("复 核 人")));
}

#[test]
fn a_photo_that_is_no_picture_is_refused_by_its_name() {
    let mut form = samples::acceptance(1);
    form.photo_after = Some(Photo {
        bytes: b"GIF89a".to_vec(),
        caption: String::new(),
    });
    assert!(matches!(acceptance_docx(&form), Err(Error::Field { field, .. }) if field == "photo_after"));
}
