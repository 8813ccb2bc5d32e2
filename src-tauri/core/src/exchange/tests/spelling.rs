//! Days, places and numbers as offices spell them.

use super::*;

fn noted(summary: &ReadSummary, want: &str) {
    assert!(
        summary.notes.iter().any(|n| n.contains(want)),
        "{want}: {:?}",
        summary.notes
    );
}

#[test]
fn days_of_offices_are_read_or_named() {
    let days = [
        ("45291", Some("2023-12-31")),
        ("2023 年 1 月 5 日", Some("2023-01-05")),
        ("２０２３年１月５日", Some("2023-01-05")),
        ("2023/1/5 上午 8:30:00", Some("2023-01-05")),
        ("2023年1月5号", Some("2023-01-05")),
        ("2023-01-04T16:00:00.000Z", Some("2023-01-05")),
        ("1月5日", None),
        ("23/1/5", None),
        ("2023年1月", None),
        ("长期坚持", None),
    ];
    let mut text = "编号,类型,发现日期\n".to_owned();
    for (i, (day, _)) in days.iter().enumerate() {
        text.push_str(&format!("D-{i},旱厕,{day}\n"));
    }
    let (all, summary) = sites(&file("s.csv", text).path, &[]).unwrap();
    assert_eq!(
        all.iter().map(|s| s.found_on.as_deref()).collect::<Vec<_>>(),
        days.map(|d| d.1)
    );
    noted(
        &summary,
        "row 2: found_on such as \"45291\" (2023-12-31) was a day number of Excel",
    );
    noted(
        &summary,
        "row 7: found_on such as \"2023-01-04T16:00:00.000Z\" (2023-01-05) was a time of another zone",
    );
    noted(&summary, "row 8: found_on such as \"1月5日\" has no year");
    noted(&summary, "row 9: found_on such as \"23/1/5\" could be");
    noted(&summary, "row 10: found_on such as \"2023年1月\" does not say the day");
    noted(&summary, "row 11: found_on such as \"长期坚持\" is no day");
}

#[test]
fn a_deadline_may_say_before() {
    let (all, summary) = sites(
        &file(
            "s.csv",
            "编号,类型,期限\n1,旱厕,2023年1月5日前\n2,旱厕,2023.1.5之前\n3,旱厕,1月底前\n4,旱厕,2023年1月底前\n5,旱厕,春节前\n6,旱厕,2023-02-30前\n",
        )
        .path,
        &[],
    )
    .unwrap();
    let days: Vec<_> = all.iter().map(|s| s.deadline.as_deref()).collect();
    let five = Some("2023-01-05");
    assert_eq!(days, [five, five, None, Some("2023-01-31"), None]);
    noted(&summary, "row 4: deadline such as \"1月底前\" has no year");
    noted(&summary, "row 6: deadline such as \"春节前\" is no day");
    assert!(
        summary.rejected[0]
            .reason
            .contains("\"2023-02-30前\" is not a day: there is no 30 February 2023"),
        "{:?}",
        summary.rejected
    );
}

#[test]
fn places_are_read_as_offices_spell_them() {
    let text = "编号,类型,经度,纬度\n\
        K-1,旱厕,102°06′18″,36°30′18″\n\
        K-2,旱厕,１０２．１０５,３６．５０５\n\
        K-3,旱厕,东经102.105,北纬36.505\n\
        K-4,旱厕,无,无\n\
        K-5,旱厕,/,/\n\
        K-6,旱厕,\"102.105,\",36.505\n\
        K-7,旱厕,36.505,102.105\n\
        K-8,旱厕,N36.505,E102.105\n\
        K-9,旱厕,\"102.105,36.505\",\n\
        K-10,旱厕,0,0\n\
        K-11,旱厕,102.105 ,36.505\n";
    let (all, summary) = sites(&file("s.csv", text).path, &[]).unwrap();
    assert_eq!(summary.rejected, []);
    for site in &all {
        match site.id.as_deref().unwrap() {
            "K-4" | "K-5" | "K-10" => assert_eq!(site.lon_lat, None),
            id => {
                let [x, y] = site.lon_lat.unwrap_or_else(|| panic!("{id}"));
                assert!((x - 102.105).abs() < 1e-9 && (y - 36.505).abs() < 1e-9, "{id}: {x} {y}");
            }
        }
    }
    noted(&summary, "rows 5, 6, 11: coordinates such as \"无\" are no place");
    noted(
        &summary,
        "rows 8, 9: longitude and latitude (X and Y) stood the other way round",
    );
}

#[test]
fn a_place_may_stand_in_one_column() {
    for heading in ["经纬度", "坐标", "经纬度坐标", "GPS坐标"] {
        let text = format!(
            "编号,类型,{heading}\n1,旱厕,\"102.105,36.505\"\n2,旱厕,东经102.105 北纬36.505\n3,旱厕,\"36.505，102.105\"\n4,旱厕,无\n5,旱厕,村口\n"
        );
        let (all, summary) = sites(&file("s.csv", text).path, &[]).unwrap();
        let at: Vec<_> = all.iter().map(|s| s.lon_lat).collect();
        let here = Some([102.105, 36.505]);
        assert_eq!(at, [here, here, here, None], "{heading}");
        assert!(
            summary.rejected[0].reason.contains("lonlat \"村口\" is not"),
            "{:?}",
            summary.rejected
        );
    }
}

#[test]
fn metres_are_read_with_x_for_the_northing_and_marks_between_thousands() {
    let crs = crate::geometry::crs::Crs::read("EPSG:4543").unwrap();
    let convert = |x: f64, y: f64| crs.to_wgs84(x, y).map(|p| [p.0, p.1]).map_err(|e| e.to_string());
    let text = "编号,类型,X,Y\nS-1,旱厕,4041584.461,509406.462\nS-2,旱厕,\"4,041,584.461\",\"509,406.462\"\nS-3,旱厕,509406.462,4041584.461\nS-4,旱厕,4041584.461,34509406.462\n";
    let held = file("s.csv", text);
    let mut options = options(ImportAs::Sites, &[]);
    options.crs = "EPSG:4543".into();
    let mut all = Vec::new();
    let summary = read_sites(&held.path, &options, &vocab(), &convert, &|_, _| true, &mut |batch| {
        all.extend(batch);
        Ok(Vec::new())
    })
    .unwrap();
    assert_eq!(all.len(), 3);
    for site in &all {
        let [x, y] = site.lon_lat.unwrap();
        assert!((x - 102.105).abs() < 1e-6 && (y - 36.505).abs() < 1e-6, "{x} {y}");
    }
    noted(
        &summary,
        "rows 2, 3: longitude and latitude (X and Y) stood the other way round",
    );
    let said = &summary.rejected[0].reason;
    assert!(said.contains("the other way round"), "{said}");
}

#[test]
fn numbers_that_a_spreadsheet_shortened_are_not_kept() {
    let text = "姓名,电话,网格编码\n张三,1.38123E+10,G1\n李四,1.3812345678E+10,G1\n王五,13812345678.0,630203001001001.0\n赵六,１３８１２３４５６７８,G1\n孙七,9718123456,G1\n周八,13812345678,6.30203E+14\n";
    let (all, summary) = people(&file("p.csv", text).path, &[]).unwrap();
    let phones: Vec<_> = all.iter().map(|p| p.phone.as_deref()).collect();
    let whole = Some("13812345678");
    assert_eq!(phones, [None, whole, whole, whole, Some("9718123456")]);
    assert_eq!(all[2].grid.as_deref(), Some("630203001001001"));
    noted(
        &summary,
        "row 2: phone such as \"1.38123E+10\" has lost digits in Excel and was left out",
    );
    noted(
        &summary,
        "row 3: phone such as \"1.3812345678E+10\" was written out in full",
    );
    noted(&summary, "row 4: phone such as \"13812345678.0\" was read without .0");
    noted(
        &summary,
        "row 6: phone such as \"9718123456\" seems to have lost its first 0",
    );
    assert_eq!(summary.rejected[0].place, "row 7");
    assert!(
        summary.rejected[0]
            .reason
            .contains("grid \"6.30203E+14\" has lost digits"),
        "{:?}",
        summary.rejected
    );
}

#[test]
fn a_word_that_is_no_state_does_not_cost_the_row_and_is_named() {
    for heading in ["整改情况", "状态"] {
        let text = format!(
            "编号,类型,{heading}\n1,旱厕,正在整改\n2,旱厕,已联系户主，等待施工队进场\n3,旱厕,待验收\n4,旱厕,已上报\n5,旱厕,已上报\n"
        );
        let (all, summary) = sites(&file("s.csv", text).path, &[]).unwrap();
        let states: Vec<_> = all.iter().map(|s| s.state).collect();
        let want = [Some(State::Rectifying), None, Some(State::Submitted), None, None];
        assert_eq!(states, want, "{heading}");
        noted(
            &summary,
            "rows 3, 5, 6: state was left out where its word is none (\"已上报\" × 2, \"已联系户主，等待施工队进场\" × 1), so that new sites begin as reported; write one of 待核实, ",
        );
    }
}

#[test]
fn no_text_goes_in_without_a_limit() {
    let long = "长".repeat(6000);
    for (heading, limit) in [
        ("编号", 100),
        ("地址", 500),
        ("户主", 200),
        ("电话", 200),
        ("备注", 5000),
        ("面积", 200),
    ] {
        let text = format!("类型,{heading}\n旱厕,{long}\n旱厕,短\n");
        let (all, summary) = sites(&file("s.csv", text).path, &[]).unwrap();
        assert_eq!(all.len(), 1, "{heading}");
        let said = &summary.rejected[0].reason;
        assert!(
            said.contains(&format!("has 6000 characters where {limit} are kept")),
            "{said}"
        );
    }
    let text = format!(
        r#"{{"type":"Feature","properties":{{"code":"A","name":"{long}"}},"geometry":{{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]]]}}}}"#
    );
    let (all, summary) = grids(&file("g.geojson", text).path, &[]).unwrap();
    assert_eq!(all.len(), 0);
    assert!(
        summary.rejected[0].reason.contains("name has 6000 characters"),
        "{:?}",
        summary.rejected
    );
    let said = sentence(sites(
        &file("s.csv", "类型\n旱厕\n").path,
        &[&format!("set:note={long}")],
    ));
    assert!(said.contains("characters where 5000 are kept"), "{said}");
}

#[test]
fn an_error_of_excel_is_no_value() {
    let text = "编号,类型,户主,联系电话,备注\nS-1,旱厕,#REF!,#VALUE!,x\n#N/A,旱厕,张三,1,\n#N/A,旱厕,李四,1,\nS-4,旱厕,Err:502,#NAME?,#DIV/0!\nS-5,旱厕,#1楼,#2,#REF! 的地方\n";
    let (all, summary) = sites(&file("s.csv", text).path, &[]).unwrap();
    let read: Vec<_> = (all.iter())
        .map(|s| [&s.id, &s.household, &s.phone, &s.note].map(|t| t.as_deref()))
        .collect();
    assert_eq!(
        read,
        [
            [Some("S-1"), None, None, Some("x")],
            [Some("S-4"), None, None, None],
            [Some("S-5"), Some("#1楼"), Some("#2"), Some("#REF! 的地方")],
        ]
    );
    let said: Vec<_> = summary.rejected.iter().map(|r| r.reason.as_str()).collect();
    assert_eq!(
        said,
        ["id \"#N/A\" is an error of Excel; mend its formula and fill it in again"; 2]
    );
    let want = "rows 2, 5: phone such as \"#VALUE!\" is an error of Excel and was left out; mend its formula and fill it in again";
    assert!(summary.notes.iter().any(|n| n == want), "{:?}", summary.notes);
    let (all, summary) = people(&file("p.csv", "姓名,职务\n#REF!,主任\n").path, &[]).unwrap();
    assert!(
        all.is_empty()
            && summary.rejected[0]
                .reason
                .starts_with("name \"#REF!\" is an error of Excel")
    );
}
