//! Cells by their names in lists of people and of cells, where several bear one name.

use super::parents::square;
use super::*;

/// Two towns; in each a village 白家村 whose only cell bears its name, and in the first a village with two cells.
fn towns() -> Desk {
    let d = Desk::new();
    let cell = |code: &str, name: &str, parent: &str, x: f64| {
        square(
            &format!(r#""code":"{code}","name":"{name}","level":"cell","parent":"{parent}""#),
            x,
            0.0,
            1.0,
        )
    };
    d.import(
        "t.csv",
        "code,name,level,parent\nT1,甲镇,subdistrict,\nT2,乙镇,subdistrict,\nV1,白家村,village,T1\nV2,白家村,village,T2\nV3,石家营村,village,T1\nV4,李家村,village,T1\n",
        ImportAs::Grids,
    );
    let r = d.grids(&[
        cell("C1", "白家村", "V1", 0.0),
        cell("C2", "白家村", "V2", 1.0),
        cell("C3", "石家营村", "V3", 2.0),
        cell("C4", "李家村01", "V4", 3.0),
        cell("C5", "李家村02", "V4", 4.0),
    ]);
    assert!(r.rejected.is_empty(), "{r:?}");
    d
}

#[test]
fn a_chief_goes_to_the_cell_whose_village_bears_its_name() {
    let d = towns();
    let r = d.people("网格名称,网格长\n石家营村,张三\n李家村01,李四\n");
    assert!(r.rejected.is_empty(), "{:?}", r.rejected);
    assert_eq!((d.chief_of("C3"), d.chief_of("C4")), ("张三".into(), "李四".into()));
    assert_eq!(d.chief_of("V3"), "");
    assert_eq!(d.project.grid_meant("石家营村").unwrap().code, "C3");
    assert_eq!(d.project.grid_meant("V3").unwrap().code, "V3");
    let several = d.project.grid_meant("白家村").unwrap_err().to_string();
    assert!(
        several.contains("甲镇 白家村") && several.contains("乙镇 白家村"),
        "{several}"
    );
}

#[test]
fn the_town_of_the_row_tells_two_cells_of_one_name_apart() {
    let d = towns();
    let r = d.people(
        "所属街道,村,网格名称,网格长\n甲镇,白家村,白家村,张三\n乙镇,白家村,白家村,李四\n丙镇,石家营村,石家营村,王五\n",
    );
    assert!(r.rejected.is_empty(), "{:?}", r.rejected);
    assert_eq!(
        (d.chief_of("C1"), d.chief_of("C2"), d.chief_of("C3")),
        ("张三".into(), "李四".into(), "王五".into())
    );
    // A town that is another's is a contradiction; one that the project does not know tells nothing.
    let r = d.people("乡镇,网格名称,网格长\n乙镇,石家营村,赵六\n丙镇,白家村,赵六\n");
    let why: Vec<&str> = r.rejected.iter().map(|x| &*x.reason).collect();
    assert_eq!(
        why,
        [
            "no grid called \"石家营村\" lies in \"乙镇\"; correct the one or the other, or write the code",
            "several grids are called \"白家村\", in \"甲镇 白家村\", \"乙镇 白家村\"; write the code, or give their towns and villages a column",
        ]
    );
    assert_eq!(d.chief_of("C3"), "王五");
}

#[test]
fn every_cell_of_the_sample_takes_its_chief_by_name_and_town() {
    let d = Desk::sample();
    let s = d.project.snapshot(today()).unwrap();
    let mut csv = "所属街道,村,网格名称,网格长\n".to_owned();
    let mut cells = 0;
    for (i, g) in s
        .grids
        .iter()
        .enumerate()
        .filter(|(_, g)| g.level == crate::model::Level::Cell)
    {
        let village = g.parent.map(|p| s.grids[p].name.clone()).unwrap_or_default();
        let town = s.subdistrict(i);
        csv.push_str(&format!("{town},{village},{},测试员{i}\n", g.name));
        cells += 1;
    }
    let r = d.people(&csv);
    assert_eq!((r.inserted, r.rejected.len()), (cells, 0), "{:?}", r.rejected);
}

#[test]
fn a_towns_column_without_cells_is_said_to_be_unused() {
    let d = towns();
    let r = d.people("乡镇,姓名\n甲镇,张三\n");
    assert!(
        r.notes.iter().any(|n| n.starts_with("1 columns were not used: 乡镇")),
        "{:?}",
        r.notes
    );
}

#[test]
fn a_cells_parent_by_name_is_the_village_and_not_the_cell_of_that_name() {
    for rows in [
        "V,白家村,T\nC1,白家村,白家村\nC2,白家村二,白家村\nT,甲镇,\n",
        "C2,白家村二,白家村\nC1,白家村,白家村\nT,甲镇,\nV,白家村,T\n",
    ] {
        let d = Desk::new();
        let r = d.import("g.csv", &format!("编码,名称,上级\n{rows}"), ImportAs::Grids);
        assert!(r.rejected.is_empty() && r.inserted == 4, "{r:?}");
        let parent = |code: &str| {
            let (s, id) = (
                d.project.snapshot(today()).unwrap(),
                d.project.grid_by_code(code).unwrap().id,
            );
            let parent = s.grids[s.place(id).unwrap()].parent;
            parent.map(|p| s.grids[p].code.clone()).unwrap_or_default()
        };
        assert_eq!(
            (&*parent("C1"), &*parent("C2"), &*parent("V")),
            ("V", "V", "T"),
            "{rows}"
        );
    }
}

#[test]
fn a_parent_that_several_can_be_is_said_and_none_is_made() {
    let d = towns();
    let r = d.import("g.csv", "编码,名称,上级\nC9,新格,白家村\n", ImportAs::Grids);
    assert!(
        r.notes.contains(
            &"1 rows name a parent whose name several grids share, and stay as they lay: 白家村 (C9); write its code"
                .to_owned()
        ),
        "{:?}",
        r.notes
    );
    assert!(d.project.grid_by_code("白家村").is_err(), "no third 白家村 is made");
}
