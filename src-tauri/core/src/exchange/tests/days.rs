use super::super::days::{Day, day};

#[test]
fn days_are_read_as_offices_write_them() {
    for text in [
        "2023-01-05",
        "2023-1-5",
        "2023/1/5",
        "2023.1.5",
        "2023.01.05",
        "2023. 1. 5",
        "20230105",
        "20230105083000",
        "2023年1月5日",
        "2023年1月5号",
        "2023 年 1 月 5 日",
        "2023年1月5",
        "23年1月5日",
        "２０２３年１月５日",
        "２０２３－０１－０５",
        "二〇二三年一月五日",
        "二零二三年一月五日",
        "2023/1/5 上午 8:30:00",
        "2023/1/5 8:30 PM",
        "2023-01-05 08:30:00.000",
        "2023-01-05T08:30:00",
        "2023-01-05T00:00:00+08:00",
        "2023-01-05T00:00:00.000+0800",
        "2023-01-05T00:00:00Z",
        "2023年1月5日星期四",
        "2023年1月5日（周四）",
        "2023年1月5日8时30分",
        "2023-01-05Z",
        "2023年元月5日",
        "二〇二三年元月五日",
        "2023.1.5。",
        "2023、1、5",
        "2023,1,5",
    ] {
        assert_eq!(day(text), Day::Known("2023-01-05".into()), "{text}");
    }
    assert_eq!(day("二〇二三年十二月三十一日"), Day::Known("2023-12-31".into()));
    assert_eq!(day("二〇二三年十月二十日"), Day::Known("2023-10-20".into()));
    assert_eq!(day("3/14/2025 1:20"), Day::Known("2025-03-14".into()));
    assert_eq!(day("14.3.2025"), Day::Known("2025-03-14".into()));
}

#[test]
fn a_moment_of_another_zone_is_its_day_in_china() {
    for text in [
        "2023-01-04T16:00:00.000Z",
        "2023-01-04T16:00:00Z",
        "2023-01-04 16:00:00 UTC",
        "2023-01-04T16:00:00+00:00",
        "2023-01-04 16:00:00+00",
        "2023-01-04T11:00:00-0500",
        "1672848000000",
    ] {
        assert_eq!(day(text), Day::Zone("2023-01-05".into()), "{text}");
    }
    assert_eq!(day("2023-01-04T15:59:59Z"), Day::Known("2023-01-04".into()));
}

#[test]
fn day_numbers_of_a_spreadsheet_are_days() {
    assert_eq!(day("45291"), Day::Excel("2023-12-31".into()));
    assert_eq!(day("45291.35"), Day::Excel("2023-12-31".into()));
    assert_eq!(day("４５２９１"), Day::Excel("2023-12-31".into()));
    assert_eq!(day("99999"), Day::Bad);
}

#[test]
fn what_is_not_plain_is_told_apart() {
    for text in ["3/4/2025", "23/1/5", "1/5/23", "05.01.23"] {
        assert_eq!(day(text), Day::Vague, "{text}");
    }
    for text in ["1月5日", "1月5号", "12月31日", "1-5", "1/5"] {
        assert_eq!(day(text), Day::NoYear, "{text}");
    }
    for text in ["2023年1月", "2023-01", "2023.1", "2023年", "2023"] {
        assert_eq!(day(text), Day::MonthOnly, "{text}");
    }
    for text in ["2023年1月底", "2023.1月末", "2023年一月底"] {
        assert_eq!(day(text), Day::Known("2023-01-31".into()), "{text}");
    }
    assert_eq!(day("2024年2月底"), Day::Known("2024-02-29".into()));
    assert_eq!(day("2024年12月底"), Day::Known("2024-12-31".into()));
    assert_eq!(day("2月底"), Day::NoYear);
    for text in [
        "无",
        "/",
        "—",
        "长期坚持",
        "立行立改",
        "N/A",
        "明天",
        "春节",
        "月底",
        "3天",
        "15个工作日",
    ] {
        assert_eq!(day(text), Day::Words, "{text}");
    }
    for text in [
        "2023.1.5-2023.1.8",
        "2023年1月5日至8日",
        "2023-02-30 x",
        "20230230x",
        "13.5",
        "45",
        "x",
        "2023-01-05abc",
        "102.105",
    ] {
        assert_eq!(day(text), Day::Bad, "{text}");
    }
    for (text, none) in [
        ("2023-02-30", "there is no 30 February 2023"),
        ("2023.2.29", "there is no 29 February 2023"),
        ("20230431", "there is no 31 April 2023"),
        ("2023年13月5日", "there is no month 13"),
        ("13月5日", "there is no month 13"),
        ("2月30日", "there is no 30 February"),
    ] {
        assert_eq!(day(text), Day::Missing(none.into()), "{text}");
    }
}

/// The days of a column of deadlines, and what is noted of them.
fn column(values: &[&str]) -> (Vec<Option<String>>, Vec<String>) {
    let rows: String = values.iter().map(|v| format!("旱厕,{v},102.1,36.5\n")).collect();
    let held = super::file("s.csv", format!("类型,整改期限,经度,纬度\n{rows}"));
    let (records, summary) = super::sites(&held.path, &[]).unwrap();
    assert_eq!(records.len(), values.len(), "{:?}", summary.rejected);
    (records.into_iter().map(|r| r.deadline).collect(), summary.notes)
}

#[test]
fn the_order_of_day_and_month_is_told_from_the_whole_column() {
    let one = |d: &str| Some(d.to_owned());
    let (days, notes) = column(&["3/12/2025", "25/12/2025", "4.1.2026"]);
    assert_eq!(days, [one("2025-12-03"), one("2025-12-25"), one("2026-01-04")]);
    assert_eq!(
        notes,
        [
            "rows 2, 4: deadline such as \"3/12/2025\" (2025-12-03) was read day first, as all of the column can be read in no other order"
        ]
    );
    let (days, _) = column(&["3/12/2025", "12/25/2025", "1/4/2026 8:30"]);
    assert_eq!(days, [one("2025-03-12"), one("2025-12-25"), one("2026-01-04")]);
    // A word such as 前 stands behind a day by which something is to be done.
    assert_eq!(
        column(&["3/12/2025前", "25/12/2025"]).0,
        [one("2025-12-03"), one("2025-12-25")]
    );
}

#[test]
fn years_of_two_digits_are_read_where_one_order_fits_the_whole_column() {
    let one = |d: &str| Some(d.to_owned());
    let (days, notes) = column(&["25.3.1", "25.11.18", "26.1.9"]);
    assert_eq!(days, [one("2025-03-01"), one("2025-11-18"), one("2026-01-09")]);
    assert!(notes[0].contains("was read year first"), "{notes:?}");
    assert_eq!(
        column(&["1/5/25", "1/25/25", "12/1/25"]).0,
        [one("2025-01-05"), one("2025-01-25"), one("2025-12-01")]
    );
}

#[test]
fn a_column_that_leaves_two_orders_or_mixes_them_is_left_out_with_a_word() {
    for values in [
        &["3/12/2025", "4/1/2026"][..],
        &["3/12/2025", "25/12/2025", "12/25/2025"],
        &["23/1/15"],
    ] {
        let (days, notes) = column(values);
        assert_eq!(days[0], None, "{values:?}");
        assert!(notes[0].contains("could be day, month or year first"), "{notes:?}");
    }
    assert_eq!(
        column(&["3/12/2025", "25/12/2025", "12/25/2025"]).0[1].as_deref(),
        Some("2025-12-25")
    );
}
