//! Lists as offices keep them: titles, headings in two rows and twice, totals, signatures.

use super::*;

fn noted(summary: &ReadSummary, want: &str) {
    assert!(
        summary.notes.iter().any(|n| n.contains(want)),
        "{want}: {:?}",
        summary.notes
    );
}

fn names(all: &[PersonRecord]) -> Vec<&str> {
    all.iter().map(|p| p.name.as_str()).collect()
}

#[test]
fn of_two_columns_of_one_name_the_first_is_read_and_it_is_told() {
    let held = file(
        "p.csv",
        "网格编码,姓名,电话,姓名,电话\nG1,张三,13800000001,李四,13800000002\n",
    );
    let (all, summary) = people(&held.path, &[]).unwrap();
    assert_eq!(names(&all), ["张三"]);
    assert_eq!(all[0].phone.as_deref(), Some("13800000001"));
    noted(
        &summary,
        "\"姓名\" stands in columns 2 and 4; the first was read, name the other with --map name=\"姓名 (4)\"",
    );
    let (all, summary) = people(&held.path, &["map:name=姓名 (4)", "map:phone=电话 (5)"]).unwrap();
    assert_eq!(
        (names(&all), all[0].phone.as_deref()),
        (vec!["李四"], Some("13800000002"))
    );
    assert!(
        !summary.notes.iter().any(|n| n.contains("stands in columns")),
        "{:?}",
        summary.notes
    );
}

#[test]
fn headings_that_differ_in_width_or_brackets_only_are_the_same() {
    let text = "姓名（网格长）,姓 名,手机：\n张三,李四,13800000001\n";
    let (all, summary) = people(&file("p.csv", text).path, &[]).unwrap();
    assert_eq!(names(&all), ["张三"]);
    noted(&summary, "stands in columns 1 and 2");
    let (all, _) = sites(
        &file("s.csv", "编号,类型,Ｘ坐标（°）,Ｙ坐标（°）\nS,旱厕,102.1,36.5\n").path,
        &[],
    )
    .unwrap();
    assert_eq!(all[0].lon_lat, Some([102.1, 36.5]));
}

#[test]
fn columns_of_several_names_for_one_field_are_told() {
    let text = "姓名,联系电话,手机,爱好\n张三,,13800000001,棋\n李四,2,3,\n";
    let (all, summary) = people(&file("p.csv", text).path, &[]).unwrap();
    let phones: Vec<_> = all.iter().map(|p| p.phone.as_deref()).collect();
    assert_eq!(phones, [Some("13800000001"), Some("2")]);
    noted(
        &summary,
        "\"手机\" is for phone too; it was read only in rows where \"联系电话\" is empty",
    );
    noted(
        &summary,
        "1 columns were not used: 爱好; --map FIELD=COLUMN takes one for ",
    );
}

#[test]
fn totals_footers_and_repeated_headings_are_no_people() {
    let text = "姓名,职务,电话\n张三,主任,13800000001\n李四,书记,13800000002\n姓名,职务,电话\n王五,网格员,13800000003\n合计,3人,\n填表人：赵六,,\n";
    let (all, summary) = people(&file("p.csv", text).path, &[]).unwrap();
    assert_eq!(names(&all), ["张三", "李四", "王五"]);
    noted(&summary, "row 4: the headings stand here again");
    noted(&summary, "row 6: totals such as \"合计\" were passed over");
    noted(
        &summary,
        "row 7: remarks and signatures such as \"填表人：赵六\" were passed over",
    );
    assert_eq!((summary.total, summary.rejected_total), (3, 0));
}

#[test]
fn rows_that_are_no_record_are_known_by_many_words() {
    for row in [
        "合计,,",
        "合 计,17,",
        "合计：3人,,",
        "小计（东街）,3,",
        "总计,3人,",
        "共计3户,,",
        "共3处,,",
        "平均,,4.5",
        ",合计,3",
        "东街社区,小计,3",
        "本页小计,,",
        "其中：残垣断壁 3 处,,",
        "Total,3,",
        "填表人：赵六,审核人：李四,2024年1月5日",
        "填表人：,赵六,审核人：李四",
        "填报人,赵六,",
        "审核人：李四,,",
        "制表：赵六,,",
        "单位负责人：王五,,",
        "负责人：王五,,",
        "备注：以上数据截至十二月底,,",
        "说明：本表一式两份,,",
        "注：1、本表一式两份。,,",
        "日期：2024年1月5日,,",
        "填报日期：2024年1月5日,,",
        "单位（盖章）：,,",
        "一、东街社区,,",
        "（二）城中村,,",
        "姓名,职务,电话",
        "姓 名,职 务,联系电话 ",
    ] {
        let text = format!("姓名,职务,电话\n张三,主任,13800000001\n{row}\n");
        let text = text.replace("联系电话 ", "电话");
        let (all, summary) = people(&file("p.csv", text).path, &[]).unwrap();
        assert_eq!(names(&all), ["张三"], "{row}");
        assert_eq!(summary.rejected, [], "{row}");
        assert!(
            summary.notes.iter().any(|n| n.starts_with("row 3: ")),
            "{row}: {:?}",
            summary.notes
        );
    }
}

#[test]
fn records_that_begin_like_them_stay_records() {
    for row in [
        "合多,主任,1",
        "共青,主任,1",
        "小季,主任,1",
        "平均地,主任,1",
        "王五,合计员,1",
        "备注兴,主任,1",
        "王五,,",
        "王五,负责人,1",
        "王五,备注,1",
    ] {
        let text = format!("姓名,职务,电话\n张三,主任,13800000001\n{row}\n");
        let (all, _) = people(&file("p.csv", text).path, &[]).unwrap();
        assert_eq!(all.len(), 2, "{row}");
    }
    // A post may stand first, and a site's address say anything.
    let (all, _) = people(
        &file("p.csv", "职务,姓名,电话\n负责人,张三,1\n联系人,李四,2\n").path,
        &[],
    )
    .unwrap();
    assert_eq!(names(&all), ["张三", "李四"]);
    let text = "编号,类型,地址,备注\nS-1,旱厕,合计巷,说明：已通知\nS-2,旱厕,单位：粮站旁,合计 3 处\n";
    let (all, summary) = sites(&file("s.csv", text).path, &[]).unwrap();
    assert_eq!((all.len(), summary.notes.len()), (2, 1), "{:?}", summary.notes);
}

#[test]
fn what_goes_on_below_the_list_is_passed_over_with_it() {
    let text = "姓名,职务,电话\n张三,主任,1\n备注：1、请于月底前核对,,\n2、电话有变的请报办公室,,\n填表人：赵六,,\n";
    let (all, summary) = people(&file("p.csv", text).path, &[]).unwrap();
    assert_eq!(names(&all), ["张三"]);
    noted(&summary, "rows 3–5: remarks and signatures");
}

#[test]
fn a_sentence_is_no_persons_name() {
    let text = "姓名,电话\n请于月底前核对：逾期不候,1\n13800000001,张三\n";
    let (all, summary) = people(&file("p.csv", text).path, &[]).unwrap();
    assert_eq!((all.len(), summary.rejected.len()), (0, 2));
    assert!(
        summary.rejected[0].reason.contains("is no person's name"),
        "{:?}",
        summary.rejected
    );
}

#[test]
fn titles_of_several_rows_and_cells_are_passed_over() {
    let text = "某区旱厕整治台账,,,,\n填报单位：某街道,,,填报时间：2024年1月5日,\n编号,类型,经度,纬度,地址\nS-1,旱厕,102.105,36.505,村口\n某区旱厕整治台账,,,,\n编号,类型,经度,纬度,地址\nS-2,旱厕,102.105,36.505,村口\n";
    let (all, summary) = sites(&file("s.csv", text).path, &[]).unwrap();
    assert_eq!((all.len(), all[0].place), (2, Place::Row(4)));
    noted(&summary, "rows 1, 2: titles above the headings were passed over");
    noted(&summary, "row 5: the title stands here again");
    noted(&summary, "row 6: the headings stand here again");
    // The title need not have as many commas as the table.
    let text = "某区旱厕整治台账\n\n单位：某街道；时间：2024年1月5日\n编号;类型;经度;纬度\nS-1;旱厕;102,105;36,505\n";
    let (all, _) = sites(&file("s.csv", text).path, &[]).unwrap();
    assert_eq!((all[0].lon_lat, all[0].place), (Some([102.105, 36.505]), Place::Row(5)));
}

#[test]
fn headings_in_two_rows_are_read_together() {
    let text =
        "旱厕台账,,,,,\n编号,类型,坐标,,整改,\n,,经度,纬度,时限,责任人\nS-1,旱厕,102.105,36.505,2024-01-05,张三\n";
    let (all, summary) = sites(&file("s.csv", text).path, &[]).unwrap();
    assert_eq!((all.len(), all[0].lon_lat), (1, Some([102.105, 36.505])));
    assert_eq!(all[0].deadline.as_deref(), Some("2024-01-05"));
    let columns: Vec<_> = summary.columns.iter().map(|c| c.name.as_str()).collect();
    assert_eq!(
        columns,
        ["编号", "类型", "坐标经度", "坐标纬度", "整改时限", "整改责任人"]
    );
    let text = "网格编码,网格长,,副网格长,\n,姓名,电话,姓名,电话\nG1,张三,1,李四,2\n";
    let (all, summary) = people(&file("p.csv", text).path, &[]).unwrap();
    assert_eq!((names(&all), all[0].phone.as_deref()), (vec!["张三"], Some("1")));
    noted(&summary, "副网格长姓名");
    // The title over a part of the columns is no heading.
    let text = "基本情况,,,位置,\n编号,类型,地址,经度,纬度\nS-1,旱厕,村口,102.105,36.505\n";
    let (all, summary) = sites(&file("s.csv", text).path, &[]).unwrap();
    assert_eq!((all.len(), all[0].id.as_deref()), (1, Some("S-1")));
    assert_eq!(summary.columns[0].name, "编号");
    // A first row of values is none either.
    let (all, _) = people(&file("p.csv", "姓名,单位,电话\n,城管局,\n张三,,1\n").path, &[]).unwrap();
    assert_eq!(names(&all), ["张三"]);
}

#[test]
fn a_quote_that_swallows_rows_costs_its_row_and_says_so() {
    let text = "编号,类型,经度,纬度,地址\nS-1,旱厕,102.105,36.505,\"东头\nS-2,旱厕,102.115,36.505,村尾\nS-3,旱厕,102.105,36.515,西头\"\nS-4,旱厕,102.115,36.515,村中\n";
    let (all, summary) = sites(&file("s.csv", text).path, &[]).unwrap();
    assert_eq!(all.iter().filter_map(|s| s.id.as_deref()).collect::<Vec<_>>(), ["S-4"]);
    let said = &summary.rejected[0];
    assert_eq!(said.place, "row 2");
    assert!(
        said.reason
            .contains("the quote in cell 5 seems to have swallowed other rows (lines 2 to 4 of the file)"),
        "{}",
        said.reason
    );
    for text in [
        "姓名,电话,职务\n张三,\"13800000001,主任\n李四,13800000002,书记\n王五,\"13800000003,员\n",
        "编号,类型,地址,备注\nS-1,旱厕,\"东头,x\nS-2,旱厕,\"西头,y\nS-3,旱厕,中,z\n",
        "\"姓名,电话,职务\n张三,1,主任\n\"李四,2,书记\n",
    ] {
        let held = file("s.csv", text);
        let lost = if text.contains("编号") {
            sites(&held.path, &[]).map(|r| r.1)
        } else {
            people(&held.path, &[]).map(|r| r.1)
        };
        match lost {
            Ok(summary) => assert!(
                summary.rejected.iter().any(|r| r.reason.contains("swallowed")),
                "{text}: {:?}",
                summary.rejected
            ),
            Err(e) => assert!(
                e.to_string().contains("headings") || e.to_string().contains("quote"),
                "{e}"
            ),
        }
    }
    let text = "编号,类型,地址,备注\nS-1,旱厕,\"12 Main St\nQueens, NY, 11101\",\"一，二\n三,四\"\n";
    let (all, summary) = sites(&file("s.csv", text).path, &[]).unwrap();
    assert_eq!((all.len(), summary.rejected_total), (1, 0), "{:?}", summary.rejected);
}

#[test]
fn the_headings_of_offices_are_known() {
    let known = |target: &Target, what, word: &str| {
        let wanted = fields::Wanted::new(target_of(what), &options(what, &[])).unwrap();
        wanted
            .uses(word)
            .first()
            .map(|u| target.fields[usize::from(u.field)].name)
    };
    let Some(shared) = shared_data() else { return };
    let text = std::fs::read_to_string(shared.with_file_name("ledgers").join("headings.csv")).unwrap();
    let mut seen = 0;
    for line in text.lines().skip(1) {
        let mut cells = line.splitn(3, ',');
        let (list, word, field) = (cells.next().unwrap(), cells.next().unwrap(), cells.next().unwrap());
        let (what, target) = match list {
            "cells" => (ImportAs::Grids, &fields::GRIDS),
            "sites" => (ImportAs::Sites, &fields::SITES),
            "people" => (ImportAs::People, &fields::PEOPLE),
            _ => (ImportAs::Feedback, &fields::FEEDBACK),
        };
        let field = match field {
            "lon and lat in one" => "lonlat",
            "number (within its review)" => "number",
            "org and post" => "post",
            // A town's name is no code of a parent; 是否 wants a yes or no, not a state.
            "parent" if !word.contains("上级") => continue,
            "state" if word.starts_with("是否") => continue,
            "duty.chief" if word.starts_with("网格长") && list == "people" => "name",
            field => field,
        };
        let ours = target.fields.iter().any(|f| f.name == field);
        let read = known(target, what, word);
        seen += u32::from(ours);
        if ours {
            assert_eq!(read, Some(field), "{list} {word}");
        } else {
            assert_eq!(read, None, "{list} {word}");
        }
    }
    assert!(seen > 120, "{seen}");
}

use super::super::records::Target;

fn target_of(what: ImportAs) -> &'static Target {
    match what {
        ImportAs::Grids => &fields::GRIDS,
        ImportAs::Sites => &fields::SITES,
        ImportAs::People => &fields::PEOPLE,
        ImportAs::Feedback => &fields::FEEDBACK,
    }
}

#[test]
fn totals_in_brackets_and_pages_numbers_are_no_people() {
    let text = "姓名,电话\n张三,13800000001\n（合计）,1\n本表共计1人,\n第 1 页 共 3 页,\n— 1 —,\n- 2 -,\n共青,13800000002\n以上,\n";
    let (all, summary) = people(&file("p.csv", text).path, &[]).unwrap();
    assert_eq!(names(&all), ["张三", "共青", "以上"]);
    noted(&summary, "rows 3, 4: totals such as \"（合计）\" were passed over");
    noted(
        &summary,
        "rows 5–7: remarks and signatures such as \"第 1 页 共 3 页\" were passed over",
    );
}

#[test]
fn several_names_in_one_cell_are_not_one_person() {
    let text = "姓名,网格编码\n甲一、甲二,G1\n张三/李四,G2\n\"王五\n赵六\",G3\n才让·卓玛,G4\n";
    let (all, summary) = people(&file("p.csv", text).path, &[]).unwrap();
    assert_eq!(names(&all), ["才让·卓玛"]);
    assert_eq!(
        summary.rejected[0].reason,
        "name \"甲一、甲二\" holds several people; give each a row of their own"
    );
    assert_eq!(summary.rejected_total, 3);
}

#[test]
fn telephones_whose_digits_a_narrow_column_hid_are_left_out() {
    let text = "姓名,电话\n张三,########\n李四,1.3812345678e10\n王五,1.38e10\n";
    let (all, summary) = people(&file("p.csv", text).path, &[]).unwrap();
    let phones: Vec<_> = all.iter().map(|p| p.phone.as_deref()).collect();
    assert_eq!(phones, [None, Some("13812345678"), None]);
    noted(
        &summary,
        "rows 2, 4: phone such as \"########\" has lost digits in Excel and was left out",
    );
}

#[test]
fn cells_by_the_names_of_surveys_and_of_the_national_lists() {
    for (code, name) in [
        ("XZQDM", "XZQMC"),
        ("ZLDWDM", "ZLDWMC"),
        ("行政区代码", "行政区名称"),
        ("社区代码", "社区名称"),
        ("DM", "MC"),
        ("网格ID", "网格名"),
    ] {
        let text = format!("BSM,{code},{name},级别\n1,630203001001,东村,村\n");
        let (all, _) = grids(&file("g.csv", text).path, &[]).unwrap();
        let read = (all[0].code.as_deref(), all[0].name.as_deref(), all[0].level);
        assert_eq!(
            read,
            (Some("630203001001"), Some("东村"), Some(Level::Village)),
            "{code}"
        );
    }
    // The cell's own code goes before that of the division that it lies in.
    let text = "网格编码,网格名称,XZQDM,XZQMC\n630203001001001,一,630203001001,东村\n";
    let (all, _) = grids(&file("g.csv", text).path, &[]).unwrap();
    assert_eq!(
        (all[0].code.as_deref(), all[0].name.as_deref()),
        (Some("630203001001001"), Some("一"))
    );
}

#[test]
fn places_under_the_headings_of_surveyors() {
    for heads in ["横坐标Y,纵坐标X", "东坐标,北坐标", "E坐标,N坐标"] {
        let text = format!("编号,类型,{heads}\nS,旱厕,102.1,36.5\n");
        let (all, _) = sites(&file("s.csv", text).path, &[]).unwrap();
        assert_eq!(all[0].lon_lat, Some([102.1, 36.5]), "{heads}");
    }
}

#[test]
fn a_quote_that_a_heading_opens_by_mistake_does_not_swallow_the_rows() {
    let rows = "S-1,旱厕,102.105,36.505,东,x\nS-2,旱厕,102.115,36.505,\"村\",\nS-3,旱厕,102.125,36.505,西,\n";
    for (head, cell) in [
        ("编号,类型,经度,纬度,\"地址,备注\n", 5),
        ("\"编号,类型,经度,纬度,地址,备注\n", 1),
        ("编号,类型,经度,纬度,地址,\"备注\n", 6),
        ("2026年台账\n编号,\"类型,经度,纬度,地址,备注\n", 2),
    ] {
        let row = head.lines().count();
        let said = sentence(sites(&file("a.csv", format!("{head}{rows}")).path, &[]));
        let want =
            format!("the quote in cell {cell} of row {row} seems to have swallowed the rows below it (lines {row} to ");
        assert!(said.contains(&want), "{said}");
    }
    let said = sentence(people(
        &file("a.csv", "姓名,\"电话\n张三,138\n李四,\"139\"\n王五,140\n").path,
        &[],
    ));
    assert!(said.contains("the quote in cell 2 of row 1"), "{said}");
    // Titles and headings of several lines are what they are.
    let text = "\"填报说明：1,逐户填写\n2,不得涂改\",,\n编号,\"类型\n1,旱厕\n2,残垣断壁\",\"户主\n(姓名,单位)\"\nS-1,旱厕,张三\n";
    let (all, _) = sites(&file("a.csv", text).path, &["map:kind=类型 1,旱厕 2,残垣断壁"]).unwrap();
    assert_eq!(all.len(), 1);
}

#[test]
fn a_telephone_is_of_the_person_before_it() {
    let head = "网格,包联领导,联系电话,网格长,联系电话,网格员,联系电话\n";
    let text = format!(
        "{head}G1,马建军（副区长）,13909720001,韩有财,13897211234,李生兰,13997210001\nG2,马建军（副区长）,13909720001,星国栋,,,\n"
    );
    let held = file("p.csv", text);
    let (all, summary) = people(&held.path, &[]).unwrap();
    let read: Vec<_> = all.iter().map(|p| (p.name.as_str(), p.phone.as_deref())).collect();
    assert_eq!(read, [("韩有财", Some("13897211234")), ("星国栋", None)]);
    noted(
        &summary,
        "\"联系电话\" in column 3 stands behind \"包联领导\" and was not read for the phone of \"网格长\"; if it is theirs, say --map phone=\"联系电话\"",
    );
    noted(&summary, "\"联系电话 (7)\" in column 7 stands behind \"网格员\"");
    let (all, _) = people(&held.path, &["map:name=网格员"]).unwrap();
    assert_eq!(all[0].phone.as_deref(), Some("13997210001"));
    let (all, _) = people(&held.path, &["map:phone=联系电话"]).unwrap();
    assert_eq!(all[0].phone.as_deref(), Some("13909720001"));

    for (head, row, phone) in [
        // None is theirs.
        ("网格,网格长,网格员,联系电话", "G1,韩有财,李生兰,1", None),
        ("网格,包联领导,职务,联系电话,网格长", "G1,马建军,副区长,1,韩有财", None),
        // In groups.
        (
            "网格,包联领导,,网格长,\n,姓名,电话,姓名,电话",
            "G1,马建军,1,韩有财,2",
            Some("2"),
        ),
        (
            "网格,网格长,,网格员,\n,姓名,电话,姓名,电话",
            "G1,韩有财,2,李生兰,3",
            Some("2"),
        ),
        // Nobody else is named.
        ("联系电话,网格,网格长", "2,G1,韩有财", Some("2")),
        (
            "网格,网格长,职务,是否党员干部,联系电话",
            "G1,韩有财,主任,是,2",
            Some("2"),
        ),
    ] {
        let (all, _) = people(&file("p.csv", format!("{head}\n{row}\n")).path, &[]).unwrap();
        assert_eq!(
            (names(&all), all[0].phone.as_deref()),
            (vec!["韩有财"], phone),
            "{head}"
        );
        assert!(all[0].post.is_none() || head.contains("网格长,职务"), "{head}");
    }

    let text = "编号,类型,包联领导,联系电话,户主,联系电话\nS-1,旱厕,马建军,1,张三,2\n";
    let (all, _) = sites(&file("s.csv", text).path, &[]).unwrap();
    assert_eq!(
        (all[0].household.as_deref(), all[0].phone.as_deref()),
        (Some("张三"), Some("2"))
    );
}

#[test]
fn headings_of_which_none_is_known_can_be_named_and_those_parted_by_wide_commas_are_told() {
    let held = file("a.csv", "甲列,乙列\nS-1,旱厕\n");
    let said = sentence(sites(&held.path, &[]));
    assert!(said.contains("none of its headings is known (甲列, 乙列)"), "{said}");
    let summary = read_sites(
        &held.path,
        &options(ImportAs::Sites, &[]),
        &vocab(),
        &wgs84,
        &|_, _| true,
        &mut |_| Ok(Vec::new()),
    )
    .unwrap();
    assert_eq!(
        summary.columns.iter().map(|c| c.name.as_str()).collect::<Vec<_>>(),
        ["甲列", "乙列"]
    );
    assert_eq!(summary.columns[1].samples, ["旱厕"]);
    let (all, _) = sites(&held.path, &["map:id=甲列", "map:kind=乙列"]).unwrap();
    assert_eq!(all[0].kind.as_deref(), Some("dry_toilet"));
    let said = sentence(sites(
        &file("a.csv", "编号，类型，经度，纬度\nS-1，旱厕，102.1，36.5\n").path,
        &[],
    ));
    assert!(said.contains("its columns are parted by \"，\""), "{said}");
}

#[test]
fn a_quote_at_the_start_of_a_row_does_not_swallow_one_that_ends_early() {
    let text = "编号,类型,经度,纬度,地址,备注\n\"S-1,旱厕,102.105,36.505,东头,x\nS-2,旱厕,102.115,36.505,村尾\",,\nS-3,旱厕,102.1,36.5,西,\n";
    let (all, summary) = sites(&file("a.csv", text).path, &[]).unwrap();
    assert_eq!(all.len(), 1);
    assert!(
        summary.rejected[0]
            .reason
            .contains("the quote in cell 1 seems to have swallowed other rows (lines 2 to 3"),
        "{:?}",
        summary.rejected
    );
}
