//! The import desk: what each column is, what a word in the column of kinds means, and room for the rows.

use super::import::{choose, latin, one_cell, unfold, with};
use super::screens::{size, sound, was};
use super::{brought, part};
use crate::harness::Window;
use serde_json::json;

/// Label of the select that says where a column goes.
fn column_label(column: &str) -> String {
    format!("“{column}”列导入为")
}

fn goes_to(w: &Window, column: &str, field: &str) {
    choose(w, &column_label(column), field);
}

/// What the first row of the preview holds.
fn first_row(w: &Window) -> String {
    let body = "return document.querySelector('tbody tr').innerText.replace(/\\s+/g, ' ')";
    w.script(body, json!([])).as_str().unwrap().to_owned()
}

/// Where a column goes now.
fn goes(w: &Window, column: &str) -> String {
    let body = "return [...document.querySelectorAll('select')].find((s) => s.ariaLabel === arguments[0]).value";
    w.script(body, json!([column_label(column)]))
        .as_str()
        .unwrap()
        .to_owned()
}

#[test]
fn a_column_goes_where_the_office_says_and_back_to_nowhere() {
    let home = tempfile::tempdir().unwrap();
    one_cell(home.path());
    let table =
        "编号,类型,地址,土名,经度,纬度\nA-1,旱厕,一组 3 号,老水井旁,102.5,36.5\nA-2,旱厕,二组 5 号,磨坊旁,102.6,36.5\n";
    let w = with(home.path(), "点位.csv", table, "sites");
    assert_eq!((goes(&w, "地址"), goes(&w, "土名")), ("address".into(), String::new()));
    assert!(first_row(&w).contains("一组 3 号"), "{}", first_row(&w));

    // The other column takes the field, and the first lets go.
    goes_to(&w, "土名", "address");
    w.sees("tbody tr", "老水井旁");
    assert_eq!((goes(&w, "地址"), goes(&w, "土名")), (String::new(), "address".into()));
    assert!(!first_row(&w).contains("一组 3 号"), "{}", first_row(&w));

    // Back to nowhere: nothing fills the field.
    goes_to(&w, "土名", "");
    w.wait_for(
        "no address",
        "return !document.querySelector('tbody').innerText.includes('老水井旁')",
    );
    assert!(!first_row(&w).contains("一组 3 号"), "{}", first_row(&w));
    goes_to(&w, "地址", "address");
    w.sees("tbody tr", "一组 3 号");

    // Without its coordinates the table has no place, and no system is asked for.
    goes_to(&w, "经度", "");
    w.sees(&part("app"), "有“纬度/北坐标”列而没有“经度/东坐标”列");
    w.click(&part("import-write"));
    w.sees(&part("import-inserted"), "2");
}

#[test]
fn a_word_for_a_kind_is_asked_once_and_remembered() {
    let home = tempfile::tempdir().unwrap();
    one_cell(home.path());
    let table = |numbers: [&str; 5]| {
        let kinds = ["残墙", "残墙", "井盖", "旱厕", "公共旱厕"];
        let rows = numbers.iter().zip(kinds).enumerate();
        rows.fold("编号,类型,经度,纬度\n".to_owned(), |t, (i, (n, k))| {
            t + &format!("{n},{k},102.{i}5,36.5\n")
        })
    };
    let w = with(home.path(), "甲.csv", &table(["A1", "A2", "A3", "A4", "A5"]), "sites");
    w.sees(&part("import-asked"), "有 2 个种类的写法不认识，3 行暂不写入");
    w.sees(&part("import-word"), "种类写作“残墙”");
    unfold(&w);
    w.sees(&part("app"), "种类“公共旱厕”按“旱厕”读入");
    w.picture("import-words");
    assert_eq!(latin(&w), "");
    choose(&w, "“残墙”是哪一种", "ruined_wall");
    w.sees(&part("import-asked"), "有 1 个种类的写法不认识，1 行暂不写入");
    choose(&w, "“井盖”是哪一种", "");
    w.wait_for(
        "nothing is asked",
        "return document.querySelector('[data-testid=import-asked]') === null",
    );
    w.sees(&part("app"), "种类“井盖”按您的选择不导入");
    w.sees(&part("import-write"), "新增 4");
    w.click(&part("import-write"));
    w.sees(&part("import-inserted"), "4");
    w.close();

    // The next list of the same office: what was said of 残墙 still holds, what was left out is asked again.
    let w = with(home.path(), "乙.csv", &table(["B1", "B2", "B3", "B4", "B5"]), "sites");
    w.sees(&part("import-asked"), "有 1 个种类的写法不认识，1 行暂不写入");
    w.sees(&part("import-write"), "新增 4");
}

#[test]
fn six_rows_are_in_sight_under_long_notes_and_each_says_its_cell_by_name() {
    for (wide, high, lang) in [(1100, 700, "zh"), (1366, 768, "en")] {
        let home = tempfile::tempdir().unwrap();
        one_cell(home.path());
        was(home.path(), (wide, high), lang);
        let mut table = "××街道旱厕、残垣断壁摸排台账（2026 年）\n填报单位：某某街道办事处\n序号,类型,所在村,详细地址,发现日期,联系电话,经度,纬度,备用一,备用二,爱好\n".to_owned();
        for i in 1..60 {
            let place = match i % 9 {
                0 => "无,无".to_owned(),
                1 => "36.5,102.5".to_owned(),
                _ => format!("102.{:02}001,36.5", i % 50 + 10),
            };
            let kind = ["旱厕", "残墙", "公共旱厕", "露天厕所"][i % 4];
            let day = ["3/12/2025", "1月5日", "45291", "长期坚持"][i % 4];
            table.push_str(&format!(
                "{i},{kind},东村,东村 {i} 号院外一条名字很长的背街小巷里,{day},1.38123E+10,{place},一,二,三\n"
            ));
        }
        table.push_str("合计,,,59,,,,,,,\n");
        let known = "编号,类型,经度,纬度\nK-1,旱厕,102.12001,36.5\nK-2,旱厕,102.14001,36.5\n";
        brought(&home.path().join("区.gpkg"), "旧.csv", known, "sites");
        let w = with(home.path(), "台账.csv", &table, "sites");
        assert_eq!(size(&w), (u64::from(wide), u64::from(high)));
        w.find("tbody tr");
        w.picture(&format!("import-{wide}-{lang}"));
        let seen = "const box = document.querySelector('tbody').closest('.pn-scroll').getBoundingClientRect(); return [...document.querySelectorAll('tbody tr')].filter((r) => r.getBoundingClientRect().bottom <= box.bottom + 1).length";
        let rows = w.script(seen, json!([])).as_u64().unwrap();
        assert!(rows >= 6, "{rows} rows are in sight at {wide}×{high}");
        let sideways = "return [...document.querySelectorAll('.pn, .pn-scroll')].some((e) => e.scrollWidth > e.clientWidth + 1) || document.documentElement.scrollWidth > innerWidth";
        assert_eq!(w.script(sideways, json!([])), json!(false), "nothing scrolls sideways");
        let cell = "return [...document.querySelectorAll('tbody td b')].some((b) => b.innerText === '城关一格' && b.closest('td').dataset.tip.includes('A'))";
        w.wait_for("the cell stands there by its name", cell);
        sound(&w, "the import desk with a long list");
    }
}
