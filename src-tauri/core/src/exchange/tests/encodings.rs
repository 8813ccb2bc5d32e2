//! UTF-8 that was damaged is never taken for GBK, nor GBK for damaged UTF-8.

use super::*;

const LIST: &str = "id,kind,household,address\nS-1,dry_toilet,张三,东村\nS-2,dry_toilet,李四,西村\n";

#[test]
fn a_text_cut_in_the_middle_of_a_character_is_refused_where_it_is_cut() {
    let bytes = LIST.as_bytes();
    for (at, width) in LIST.char_indices().map(|(i, c)| (i, c.len_utf8())).filter(|c| c.1 > 1) {
        // By its end, its middle, its beginning; two bytes make a whole character of GBK.
        for lost in [
            at + 1..at + width,
            at + 2..at + width,
            at + 1..at + 2,
            at..at + 1,
            at..at + 2,
        ] {
            let damaged = [&bytes[..lost.start], &bytes[lost.end..]].concat();
            let line = 1 + LIST[..at].matches('\n').count();
            let said = sentence(sites(&file("a.csv", damaged).path, &[]));
            assert!(
                said.contains(&format!("line {line} (byte {at}): a character of UTF-8 is broken")),
                "{lost:?}: {said}"
            );
        }
    }
    let ends: Vec<u8> = LIST
        .lines()
        .flat_map(|l| [&l.as_bytes()[..l.len().min(26)], b"\n"].concat())
        .collect();
    let said = sentence(sites(&file("a.csv", ends).path, &[]));
    assert!(said.contains("a character of UTF-8 is broken"), "{said}");
}

#[test]
fn gbk_is_read_as_gbk_however_little_there_is_of_it() {
    for text in [
        "村",
        "东",
        "张三",
        "涅里村",
        "旱厕",
        "李家沟镇",
        "丰台沟村",
        "镕",
        "铁匠铺",
    ] {
        let table = format!("id,kind,address\nS-1,dry_toilet,{text}\n");
        let (all, summary) = sites(&file("a.csv", encoding_rs::GBK.encode(&table).0).path, &[]).unwrap();
        assert_eq!(
            (all[0].address.as_deref(), summary.format.as_str()),
            (Some(text), "CSV, GBK")
        );
    }
}

#[test]
fn a_table_of_two_encodings_is_refused_where_the_other_begins() {
    let rows = |from: u32| {
        (from..from + 9)
            .map(|n| format!("S-{n},旱厕,张三,东关街道东村\n"))
            .collect::<String>()
    };
    let (first, second) = (format!("编号,类型,户主,地址\n{}", rows(1)), rows(20));
    let gbk = |t: &str| encoding_rs::GBK.encode(t).0.into_owned();
    let said = sentence(sites(
        &file("a.csv", [gbk(&first), second.clone().into()].concat()).path,
        &[],
    ));
    assert!(
        said.contains("line 11 ") && said.contains("is UTF-8 and others are GBK"),
        "{said}"
    );
    let said = sentence(sites(
        &file("a.csv", [first.into_bytes(), gbk(&second)].concat()).path,
        &[],
    ));
    assert!(said.contains("line 11 "), "{said}");
}
