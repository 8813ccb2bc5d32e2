use super::*;

const LIST: &str = "编号,类型,状态,详细地址,所在村,户主姓名,联系电话,区域类型,来源,排查时间,整改期限,面积,备注,经度,纬度\n\
S1,旱厕,待核实,东街 3 号,河湾村,张三,13900000000,城中村,普查,2026年3月1日,2026.11.18,约 4 平方米,\"两行\n说明\",102.1,36.5\n\
\n\
S2,残垣断壁,,,,,,,,,,,,,\n";

fn check(held: &Held, format: &str) {
    let (all, summary) = sites(&held.path, &[]).unwrap();
    assert_eq!(summary.format, format);
    assert_eq!(summary.rejected, []);
    assert_eq!(all.len(), 2);
    let one = &all[0];
    assert_eq!(one.place.to_string(), "row 2");
    assert_eq!(
        (one.id.as_deref(), one.kind.as_deref()),
        (Some("S1"), Some("dry_toilet"))
    );
    assert_eq!(one.state, Some(State::Reported));
    assert_eq!(
        (one.address.as_deref(), one.village.as_deref()),
        (Some("东街 3 号"), Some("河湾村"))
    );
    assert_eq!(
        (one.household.as_deref(), one.phone.as_deref()),
        (Some("张三"), Some("13900000000"))
    );
    assert_eq!(
        (one.area.as_deref(), one.source.as_deref()),
        (Some("城中村"), Some("普查"))
    );
    assert_eq!(
        (one.found_on.as_deref(), one.deadline.as_deref()),
        (Some("2026-03-01"), Some("2026-11-18"))
    );
    assert_eq!(
        (one.size.as_deref(), one.note.as_deref()),
        (Some("约 4 平方米"), Some("两行\n说明"))
    );
    assert_eq!(one.lon_lat, Some([102.1, 36.5]));
    assert_eq!(all[1].place.to_string(), "row 4");
    assert_eq!((all[1].lon_lat, all[1].state), (None, None));
    assert_eq!(summary.columns.len(), 15);
    assert_eq!(summary.columns[1].field.as_deref(), Some("kind"));
    assert_eq!(summary.columns[1].samples, ["旱厕", "残垣断壁"]);
}

#[test]
fn a_list_reads_the_same_in_every_encoding_and_with_every_delimiter() {
    check(&file("a.csv", LIST), "CSV, UTF-8");
    check(&file("a.csv", format!("\u{feff}{LIST}")), "CSV, UTF-8 with BOM");
    check(&file("a.csv", encoding_rs::GBK.encode(LIST).0), "CSV, GBK");
    let wide: Vec<u8> = [0xff, 0xfe]
        .into_iter()
        .chain(LIST.encode_utf16().flat_map(u16::to_le_bytes))
        .collect();
    check(&file("a.csv", wide), "CSV, UTF-16");
    let wide: Vec<u8> = [0xfe, 0xff]
        .into_iter()
        .chain(LIST.encode_utf16().flat_map(u16::to_be_bytes))
        .collect();
    check(&file("a.txt", wide), "CSV, UTF-16");
    check(&file("a.csv", LIST.replace(',', ";")), "CSV, UTF-8");
    check(&file("a.tsv", LIST.replace(',', "\t")), "CSV, UTF-8");
    check(
        &file("a.csv", LIST.replace('\n', "\r\n").replace("两行\r\n", "两行\n")),
        "CSV, UTF-8",
    );
}

#[test]
fn gbk_holds_the_rarer_characters_of_gb18030() {
    let text = "编号,类型,户主\n1,旱厕,㐂𠮷\n";
    let (all, _) = sites(&file("a.csv", encoding_rs::GB18030.encode(text).0).path, &[]).unwrap();
    assert_eq!(all[0].household.as_deref(), Some("㐂𠮷"));
}

#[test]
fn a_table_in_no_known_encoding_is_refused_with_its_line() {
    let said = sentence(sites(&file("a.csv", b"\xb1\xe0,kind\n\xff\xff\xff,x\n").path, &[]));
    assert!(
        said.contains("line 2") && said.contains("neither UTF-8 nor GBK"),
        "{said}"
    );
    let mut damaged = LIST.as_bytes().to_vec();
    damaged.truncate(LIST.len() - 15);
    damaged.push(0xe6);
    let said = sentence(sites(&file("a.csv", damaged).path, &[]));
    assert!(said.contains("UTF-8 is broken"), "{said}");
}

#[test]
fn rows_that_end_early_are_taken_and_those_too_long_are_not() {
    let text = "编号,类型,备注\n1,旱厕\n2,旱厕,a,b\n3,旱厕,a,,\n4,旱厕,\"a,b\"\n,,\n5,旱厕,say \"\"x\n";
    let (all, summary) = sites(&file("a.csv", text).path, &[]).unwrap();
    assert_eq!(
        all.iter().filter_map(|s| s.id.as_deref()).collect::<Vec<_>>(),
        ["1", "3", "4", "5"]
    );
    assert_eq!((all[0].note.as_deref(), all[2].note.as_deref()), (None, Some("a,b")));
    assert_eq!(all[3].place, Place::Row(7));
    let said: Vec<_> = summary
        .rejected
        .iter()
        .map(|r| format!("{}: {}", r.place, r.reason))
        .collect();
    assert!(
        said[0].starts_with("row 3: it has 4 cells where the heading has 3"),
        "{said:?}"
    );
    assert_eq!(summary.notes[1], "row 2: cells missing at the end were read as empty");
}

#[test]
fn a_quote_that_is_never_closed_refuses_the_file() {
    let said = sentence(sites(&file("a.csv", "编号,类型\n1,旱厕\n2,\"旱厕\n3,旱厕\n").path, &[]));
    assert!(said.contains("row 3 opens a quote that is never closed"), "{said}");
}

#[test]
fn titles_above_the_headings_and_named_delimiters_are_passed_over() {
    let text = "平安区旱厕排查表,,\n编号,类型,备注\n1,旱厕,\n";
    let (all, summary) = sites(&file("a.csv", text).path, &[]).unwrap();
    assert_eq!((all.len(), all[0].place), (1, Place::Row(3)));
    assert_eq!(summary.notes[0], "row 1: titles above the headings were passed over");
    let (all, _) = sites(&file("a.csv", "sep=;\r\n编号;类型\r\n1;旱厕\r\n").path, &[]).unwrap();
    assert_eq!((all.len(), all[0].place), (1, Place::Row(3)));
}

#[test]
fn a_table_that_says_too_little_is_refused_whole() {
    let refusals = [
        ("编号,备注\n1,x\n", "--set kind="),
        ("编号,类型,经度\n1,旱厕,102\n", "none for lat"),
        ("", "empty"),
        ("<html><body>404</body></html>", "web page"),
        ("a\0b", "not a text file"),
    ];
    for (text, want) in refusals {
        let said = sentence(sites(&file("a.csv", text).path, &[]));
        assert!(said.contains(want), "{said}");
    }
    let said = sentence(sites(&file("a.txt", "Dear all,\nsee below\n").path, &["set:kind=旱厕"]));
    assert!(said.contains("none of its headings is known (Dear all)"), "{said}");
    let said = sentence(sites(&file("a.csv", "编号,类型\n1,旱厕\n").path, &["map:lon=东经"]));
    assert!(said.contains("no column \"东经\" for lon; it has 编号, 类型"), "{said}");
}

#[test]
fn grids_of_a_table_come_undrawn() {
    let (all, _) = grids(&file("a.csv", "code,name\n1,x\n").path, &[]).unwrap();
    assert_eq!(all[0].code.as_deref(), Some("1"));
    assert!(all[0].geometry.is_none());
}

#[test]
fn rows_that_cannot_be_taken_say_why() {
    let text = "编号,类型,状态,期限,经度,纬度\n1,宫殿,,,,\n3,旱厕,,2026-02-30,,\n4,旱厕,,,102,\n5,旱厕,,,东,36\n6,旱厕,,,10,190\n7,旱厕,已销号,2026-1-2 08:30,E102.5°,36.5N\n";
    let (all, summary) = sites(&file("a.csv", text).path, &[]).unwrap();
    let want = [
        "kind \"宫殿\"",
        "deadline \"2026-02-30\"",
        "no latitude",
        "lon \"东\"",
        "latitude 190",
    ];
    for (rejection, want) in summary.rejected.iter().zip(want) {
        assert!(rejection.reason.contains(want), "{}", rejection.reason);
    }
    assert_eq!(all[0].lon_lat, Some([102.5, 36.5]));
    assert_eq!(all[0].deadline.as_deref(), Some("2026-01-02"));
}

#[test]
fn days_with_the_month_first_are_read_only_where_there_is_one_way() {
    let text =
        "编号,类型,期限\n1,旱厕,3/14/2025 1:20\n2,旱厕,14/3/2025\n3,旱厕,3/4/2025\n4,旱厕,5/5/2025\n5,旱厕,20251118\n";
    let (all, summary) = sites(&file("a.csv", text).path, &[]).unwrap();
    let days: Vec<_> = all.iter().map(|s| s.deadline.as_deref()).collect();
    assert_eq!(
        days,
        [
            Some("2025-03-14"),
            Some("2025-03-14"),
            None,
            Some("2025-05-05"),
            Some("2025-11-18")
        ]
    );
    assert!(
        summary
            .notes
            .iter()
            .any(|n| n.contains("row 4: deadline such as \"3/4/2025\" could be day, month or year first")),
        "{:?}",
        summary.notes
    );
}

#[test]
fn set_wins_over_columns_and_an_empty_map_leaves_a_column_out() {
    let held = file("a.csv", "id,kind,note,type\n1,旱厕,n,残垣断壁\n");
    let (all, summary) = sites(&held.path, &["set:kind=ruined_wall", "map:kind=type", "map:note="]).unwrap();
    assert_eq!(
        (all[0].kind.as_deref(), all[0].note.as_deref()),
        (Some("ruined_wall"), None)
    );
    assert_eq!(summary.columns[1].field, None);
}

#[test]
fn a_running_number_is_not_taken_for_an_id() {
    let (all, summary) = sites(&file("a.csv", "序号,类型\n1,旱厕\n").path, &[]).unwrap();
    assert_eq!(all[0].id, None);
    assert!(summary.notes.iter().any(|n| n.contains("--map id=序号")));
    let (all, _) = sites(&file("a.csv", "序号,类型\n1,旱厕\n").path, &["map:id=序号"]).unwrap();
    assert_eq!(all[0].id.as_deref(), Some("1"));
}

#[test]
fn people_come_with_their_duties() {
    let text = "姓名,职务,联系电话,单位,角色,负责网格,起始日期,截止日期\n王五,主任,13911111111,城管局,网格长,630203001001001,2026-01-01,\n赵六,,,,皇帝,,,\n,,,x,,,,\n孙七,,,,,,2026-02-01,2026-01-01\n";
    let (all, summary) = people(&file("p.csv", text).path, &[]).unwrap();
    let one = &all[0];
    assert_eq!((one.name.as_str(), one.role.as_deref()), ("王五", Some("chief")));
    assert_eq!(one.grid.as_deref(), Some("630203001001001"));
    assert_eq!((one.from.as_deref(), one.to.as_deref()), (Some("2026-01-01"), None));
    let want = [
        "role \"皇帝\" is not known; known are chief 网格长",
        "name is empty",
        "is before from",
    ];
    for (rejection, want) in summary.rejected.iter().zip(want) {
        assert!(rejection.reason.contains(want), "{}", rejection.reason);
    }
    let said = sentence(people(&file("p.csv", "单位\nx\n").path, &[]));
    assert!(said.contains("--map name="), "{said}");
    let said = sentence(people(&file("p.json", "{}").path, &[]));
    assert!(said.contains("CSV"), "{said}");
}

#[test]
fn long_tables_come_in_order_over_all_batches() {
    let mut text = String::from("id,kind\n");
    for i in 0..20_000 {
        text.push_str(&format!("{i},旱厕\n"));
    }
    let (all, summary) = sites(&file("a.csv", text).path, &[]).unwrap();
    assert!(
        all.iter()
            .enumerate()
            .all(|(i, s)| s.id == Some(i.to_string()) && s.place == Place::Row(i as u32 + 2))
    );
    assert_eq!(summary.columns[0].samples, ["0", "1", "2"]);
}

#[test]
fn all_columns_without_a_use_are_counted_and_so_are_all_rows_that_were_refused() {
    let more: String = (0..1500).map(|n| format!(",栏{n}")).collect();
    let held = file("wide.csv", format!("编号,类型{more}\nA,旱厕{}\n", ",x".repeat(1500)));
    let (_, summary) = sites(&held.path, &[]).unwrap();
    assert!(
        summary
            .notes
            .iter()
            .any(|n| n.starts_with("1500 columns were not used: 栏0, ")),
        "{:?}",
        summary.notes
    );
    let properties: Vec<String> = (0..1500).map(|n| format!(r#""f{n}":1"#)).collect();
    let one = format!(
        r#"{{"type":"Feature","properties":{{"编号":"A","类型":"旱厕",{}}},"geometry":null}}"#,
        properties.join(",")
    );
    let held = file(
        "wide.geojson",
        format!(
            r#"{{"type":"FeatureCollection","features":[{one},{}]}}"#,
            one.replace("\"A\"", "\"B\"")
        ),
    );
    let (_, summary) = sites(&held.path, &[]).unwrap();
    assert!(
        summary
            .notes
            .iter()
            .any(|n| n.starts_with("1500 columns were not used: ")),
        "{:?}",
        summary.notes
    );
    let wrong = MAX_REJECTIONS + 7;
    let held = file("wrong.csv", format!("编号,类型\n{}", "A,\n".repeat(wrong)));
    let (_, summary) = sites(&held.path, &[]).unwrap();
    assert_eq!(
        (summary.rejected.len(), summary.rejected_total as usize),
        (MAX_REJECTIONS, wrong)
    );
    assert!(
        summary.notes.iter().any(|n| n.starts_with("7 further rows")),
        "{:?}",
        summary.notes
    );
}
