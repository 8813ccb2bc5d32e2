//! Notices, maps and forms that the tests of documents share; names and numbers are invented.

use super::*;

/// A cell of about 1.1 km with two neighbours and so many sites, every other one late.
pub(super) fn map(sites: u32) -> NoticeMap {
    let ring = |[x, y]: [f64; 2], r: f64, n: u32| -> Vec<[f64; 2]> {
        (0..n)
            .map(|i| {
                let (sin, cos) = (f64::from(i) / f64::from(n) * std::f64::consts::TAU).sin_cos();
                let wave = 1.0 + 0.08 * f64::from(i % 3);
                [x + 1.6 * r * wave * cos, y + r * wave * sin]
            })
            .collect()
    };
    let middle = [116.42, 39.18];
    NoticeMap {
        outline: vec![ring(middle, 0.005, 17)],
        neighbours: vec![ring([116.435, 39.183], 0.006, 11), ring([116.418, 39.168], 0.006, 9)],
        sites: (0..sites)
            .map(|i| {
                let (sin, cos) = (f64::from(i) * 2.4).sin_cos();
                let far = 0.0042 * (f64::from(i + 1) / f64::from(sites + 1)).sqrt();
                ([middle[0] + 1.4 * far * cos, middle[1] + far * sin], i + 1, i % 2 == 0)
            })
            .collect(),
    }
}

/// The standard of ruined walls, as the template has it.
pub(super) fn standard() -> (String, Vec<String>) {
    let kind = &crate::sample::templates::kinds()[0];
    (kind.zh.clone(), kind.standard.clone())
}

/// A notice about so many sites, with everything that may be absent present.
pub(super) fn notice(sites: usize) -> Notice {
    let addresses = [
        "三组14号东侧",
        "河沿路8号南50米，老供销社后院",
        "小学西墙外",
        "公路边K12+300",
    ];
    let row = |i: usize| NoticeSite {
        number: format!("PA-2026-{:04}", i + 1),
        kind_name: "残垣断壁".into(),
        address: addresses[i % 4].into(),
        household: i.is_multiple_of(3).then(|| "祁文秀".into()),
        state_name: ["整改中", "已派网格长", "待验收"][i % 3].into(),
        rests: false,
        unverified: false,
        deadline: Some("2026-11-30".into()),
        days_late: i.is_multiple_of(2).then_some(8),
        note: if i % 4 == 1 {
            "东北角仍有约2立方米碎土，退回1次".into()
        } else {
            String::new()
        },
    };
    Notice {
        title_district: "平安区".into(),
        number: "创卫网通〔2026〕17号".into(),
        date: "2026-12-08".into(),
        grid_code: "130999001003012".into(),
        grid_name: "下店村第一网格".into(),
        chief_name: "星建平".into(),
        chief_phone: Some("13900000000".into()),
        leader: Some("马海明".into()),
        departments: vec!["区住房和城乡建设局".into(), "区农业农村局".into()],
        rows: (0..sites).map(row).collect(),
        standards: if sites > 0 { vec![standard()] } else { vec![] },
        deadline: Some("2026-12-20".into()),
        issued_by: "平安区创建国家卫生城市指挥部办公室".into(),
        map: Some(map(sites as u32)),
    }
}

/// A form with so many items, accepted, with a landscape and a portrait photo.
pub(super) fn acceptance(items: u32) -> Acceptance {
    let texts = standard().1;
    let photo = |w: u32, h: u32, caption: &str| {
        let mut pixmap = tiny_skia::Pixmap::new(w, h).expect("a size");
        pixmap.fill(tiny_skia::Color::from_rgba8(0xB5, 0xD3, 0xE2, 255));
        Some(Photo {
            bytes: pixmap.encode_png().expect("a PNG"),
            caption: caption.into(),
        })
    };
    Acceptance {
        district: "平安区".into(),
        number: "创卫验〔2026〕231号".into(),
        site_number: "PA-2026-0417".into(),
        kind_name: "残垣断壁".into(),
        address: "下店村三组14号东侧".into(),
        grid: "下店村第一网格".into(),
        chief: "星建平".into(),
        submitted_by: "祁文秀".into(),
        submitted_on: "2026-11-23".into(),
        inspected_by: "林汉秋".into(),
        inspected_on: "2026-11-24".into(),
        second_person: Some("马海明".into()),
        items: (0..items)
            .map(|i| Item {
                number: i + 1,
                text: texts[i as usize % texts.len()].clone(),
                verdict: if i % 5 == 4 {
                    Verdict::NotApplicable
                } else {
                    Verdict::Pass
                },
                remark: if i % 5 == 4 {
                    "已全部拆除".into()
                } else {
                    String::new()
                },
            })
            .collect(),
        standard_version: "第3版（2026-09-01起）".into(),
        result: Outcome::Accepted,
        opinion: "现场查看，墙体拆除、垃圾清运完毕，场地平整，同意销号。".into(),
        photo_before: photo(800, 600, "2026-09-12 11:38"),
        photo_after: photo(600, 800, "2026-11-23 16:05"),
    }
}
