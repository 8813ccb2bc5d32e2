//! What other programs did to the file, as the window tells it; and what may not come in from outside.

use super::import::one_cell;
use super::{brought, drawn, on_the_map, part, sample, sign_in};
use crate::harness::{Window, verb};
use serde_json::json;
use std::fs;
use std::path::Path;

fn elsewhere(file: &Path, sql: &str) {
    rusqlite::Connection::open(file)
        .unwrap()
        .execute_batch(&format!("PRAGMA foreign_keys = OFF; {sql}"))
        .unwrap();
}

/// Words of a part of the page; none where there is no such part.
fn words(w: &Window, name: &str) -> String {
    let said = w.script(
        "return document.querySelector(arguments[0])?.innerText ?? ''",
        json!([part(name)]),
    );
    said.as_str().unwrap().to_owned()
}

#[test]
fn what_another_program_did_is_told_in_chinese_listed_and_taken_out() {
    let home = tempfile::tempdir().unwrap();
    let file = sample(home.path());
    elsewhere(
        &file,
        "DROP TRIGGER rtree_grid_geom_delete; DROP INDEX duty_grid; DELETE FROM person WHERE fid = (SELECT person FROM duty WHERE person NOT NULL LIMIT 1);
         DROP TRIGGER rtree_site_geom_update1; DROP TRIGGER rtree_site_geom_update3; DROP TRIGGER rtree_site_geom_update4; UPDATE site SET kind = '旱厕' WHERE fid = (SELECT min(fid) FROM site)",
    );
    let w = Window::open(&[file.to_str().unwrap()], home.path());
    w.sees(&part("notes-line"), "已重新建立");
    w.sees(&part("notes-line"), "处问题，见“核查”");
    assert!(!words(&w, "notes-line").contains("Another"));
    w.picture("changed-elsewhere");
    w.click(&part("place-check"));
    w.sees(&part("check-table"), "已被另一程序删除");
    w.sees(&part("check-table"), "的种类“旱厕”不是本项目的种类");
    w.picture("changed-elsewhere-check");
    w.click(&part("check-repair"));
    w.wait_for(
        "what refers to the person is taken out",
        "return !document.querySelector('[data-testid=check-table]')?.innerText.includes('已被另一程序删除')",
    );
    w.sees(&part("check-table"), "的种类“旱厕”");
}

#[test]
fn what_another_program_does_meanwhile_is_made_good_and_a_file_put_in_its_place_is_told() {
    let home = tempfile::tempdir().unwrap();
    let file = sample(home.path());
    let w = Window::open(&[file.to_str().unwrap()], home.path());
    w.find(&part("place-today"));
    elsewhere(
        &file,
        "DELETE FROM grid WHERE fid = (SELECT grid FROM placement GROUP BY 1 ORDER BY count(*) DESC LIMIT 1)",
    );
    w.sees(&part("notes-line"), "处点位失去了所在网格");
    assert_eq!(words(&w, "error-line"), "");
    w.picture("made-good-while-open");
    w.click(&part("place-check"));
    w.sees(&part("check-table"), "不在网格内");
    // As a program does that keeps folders alike.
    let (copy, newer) = (home.path().join("同步.gpkg"), home.path().join("kept"));
    fs::copy(&file, &copy).unwrap();
    verb(&copy, "setting", &["title", "新的一份"]);
    fs::rename(&copy, &file).unwrap();
    w.sees(&part("plight"), "打开期间被另一个文件替换");
    w.picture("replaced-while-open");
    w.click("[data-testid=plight] [data-testid=line-copy]");
    // The dialog puts the ending behind the name.
    w.choose(&newer);
    w.sees(&part("status-bar"), "kept.gpkg");
    let newer = newer.with_extension("gpkg");
    assert!(!verb(&newer, "setting", &[]).to_string().contains("新的一份"));
    w.click(&part("plight-reopen"));
    w.wait_for(
        "the new one is open",
        "return document.title.includes('新的一份') && !document.querySelector('[data-testid=plight]')",
    );
    fs::File::create(&file).unwrap();
    w.sees(&part("plight"), "打开期间被清空");
    let said = words(&w, "plight").replace("gpkg", "");
    assert!(!said.chars().any(|c| c.is_ascii_alphabetic()), "{said}");
}

#[test]
fn a_project_that_cannot_be_opened_says_why_in_chinese_and_offers_ways_on() {
    let home = tempfile::tempdir().unwrap();
    sign_in(home.path());
    let at = |name: &str| home.path().join(name);
    fs::create_dir(at("区里.gpkg")).unwrap();
    fs::write(at("空.gpkg"), "").unwrap();
    verb(&at("好.gpkg"), "new", &[]);
    let whole = fs::read(at("好.gpkg")).unwrap();
    fs::write(at("坏.gpkg"), &whole[..whole.len() / 3]).unwrap();
    rusqlite::Connection::open(at("别人的.gpkg"))
        .unwrap()
        .execute_batch("PRAGMA application_id = 0x47504B47; CREATE TABLE t(a)")
        .unwrap();
    for (name, said) in [
        ("区里.gpkg", "是文件夹"),
        ("空.gpkg", "是空文件"),
        ("坏.gpkg", "已损坏"),
        ("别人的.gpkg", "不是本程序的项目"),
        ("没有.gpkg", "不在原处"),
    ] {
        let w = Window::open(&[at(name).to_str().unwrap()], home.path());
        w.sees(&part("error-line"), said);
        let line = words(&w, "error-line").replace("gpkg", "").replace("GeoPackage", "");
        assert!(!line.chars().any(|c| c.is_ascii_alphabetic()), "{line}");
        w.find(&part("error-restore"));
        w.picture(&format!("refused-{}", said.chars().count()));
    }
}

#[test]
fn a_copy_is_restored_from_the_menu_and_what_lay_there_is_named() {
    let home = tempfile::tempdir().unwrap();
    sign_in(home.path());
    let (file, copy) = (home.path().join("平安.gpkg"), home.path().join("backup.gpkg"));
    verb(&file, "new", &["--sample"]);
    fs::copy(&file, &copy).unwrap();
    verb(&file, "setting", &["title", "改过的"]);
    let w = Window::open(&[file.to_str().unwrap()], home.path());
    on_the_map(&w);
    w.click(&part("file-menu"));
    w.picture("file-menu");
    w.click(&part("file-restore"));
    w.choose(&copy);
    w.sees(&part("notes-line"), "已用备份 backup.gpkg 恢复");
    w.picture("restored");
    let aside = fs::read_dir(home.path())
        .unwrap()
        .map(|f| f.unwrap().file_name().to_string_lossy().into_owned())
        .find(|n| n.starts_with("平安 恢复前 "));
    let aside = verb(&home.path().join(aside.expect("set aside")), "setting", &[]);
    assert!(aside.to_string().contains("改过的"), "{aside}");
    assert!(!verb(&file, "setting", &[]).to_string().contains("改过的"));
}

/// Spoils a page amid the rows of `site`, as a failing disk does: opening does not read it, the first figures do.
fn spoil(file: &Path) {
    let root: u32 = rusqlite::Connection::open(file)
        .unwrap()
        .query_row("SELECT rootpage FROM sqlite_schema WHERE name = 'site'", [], |r| {
            r.get(0)
        })
        .unwrap();
    let (root, mut bytes) = (root as usize, fs::read(file).unwrap());
    let size = usize::from(u16::from_be_bytes([bytes[16], bytes[17]]));
    let page = &bytes[(root - 1) * size..root * size];
    let number = |at: usize| usize::from(u16::from_be_bytes([page[at], page[at + 1]]));
    assert_eq!(page[0], 5, "rows on several pages");
    let cell = number(12 + number(3) / 2 * 2);
    let child = (number(cell) << 16) + number(cell + 2);
    bytes[(child - 1) * size..child * size].fill(0x5a);
    fs::write(file, bytes).unwrap();
}

#[test]
fn a_project_that_cannot_be_read_leaves_the_open_one_in_place_and_is_itself_restored() {
    let home = tempfile::tempdir().unwrap();
    sign_in(home.path());
    let at = |name: &str| home.path().join(name);
    verb(&at("平安.gpkg"), "new", &["--sample"]);
    verb(&at("平安.gpkg"), "setting", &["title", "好的"]);
    verb(&at("backup.gpkg"), "new", &["--sample"]);
    fs::copy(at("backup.gpkg"), at("bad.gpkg")).unwrap();
    spoil(&at("bad.gpkg"));
    let w = Window::open(&[at("平安.gpkg").to_str().unwrap()], home.path());
    on_the_map(&w);
    w.click(&part("file-menu"));
    w.click(&part("file-open"));
    w.choose(&at("bad.gpkg"));
    w.sees(&part("error-line"), "bad.gpkg");
    w.picture("refused-beside-an-open-one");
    assert!(at(".~lock.平安.gpkg#").exists() && !at(".~lock.bad.gpkg#").exists());
    w.click(&part("error-restore"));
    w.choose(&at("backup.gpkg"));
    w.sees(&part("notes-line"), "已用备份 backup.gpkg 恢复");
    assert!(at(".~lock.bad.gpkg#").exists());
    assert!(verb(&at("平安.gpkg"), "setting", &[]).to_string().contains("好的"));
    verb(&at("bad.gpkg"), "setting", &[]);
}

#[test]
fn the_page_goes_nowhere_else_and_has_no_menu_of_a_browser() {
    let home = tempfile::tempdir().unwrap();
    sign_in(home.path());
    let w = Window::open(&["--sample"], home.path());
    on_the_map(&w);
    let at = w.script("return location.href", json!([]));
    for other in ["https://example.org/", "data:text/html,gone", "about:blank"] {
        w.script("location.href = arguments[0]", json!([other]));
        std::thread::sleep(std::time::Duration::from_millis(500));
        assert_eq!(w.script("return location.href", json!([])), at, "{other}");
    }
    w.find("[data-testid=map][data-ready=true]");
    let turned_off = "return !document.querySelector(arguments[0]).dispatchEvent(new MouseEvent('contextmenu', { bubbles: true, cancelable: true }))";
    assert_eq!(w.script(turned_off, json!([part("map")])), json!(true));
    assert_eq!(w.script(turned_off, json!([part("search")])), json!(false));
}

#[test]
fn sites_without_cells_and_beside_the_view_are_led_to() {
    let home = tempfile::tempdir().unwrap();
    sign_in(home.path());
    let sites = "编号,类型,经度,纬度,地址\nA-1,旱厕,102.2,36.5,一组\nA-2,旱厕,102.4,36.5,二组\n";
    let bare = home.path().join("无格.gpkg");
    verb(&bare, "new", &[]);
    brought(&bare, "点位.csv", sites, "sites");
    let w = Window::open(&[bare.to_str().unwrap()], home.path());
    w.click(&part("place-map"));
    w.sees(&part("no-cells"), "这个项目还没有网格");
    w.sees(&part("table-grids"), "还没有网格");
    drawn(&w);
    w.find(&part("legend"));
    assert!(!words(&w, "legend").contains("个/网格"));
    w.picture("sites-without-cells");
    w.click(&part("no-cells-go"));
    w.find("[data-testid=place-import][aria-current]");
    drop(w);

    one_cell(home.path());
    let file = home.path().join("区.gpkg");
    brought(
        &file,
        "远.csv",
        "编号,类型,经度,纬度,地址\nB-1,旱厕,9,48,远处\nB-2,旱厕,,,没有坐标\n",
        "sites",
    );
    let w = Window::open(&[file.to_str().unwrap()], home.path());
    w.click(&part("today-loose-map"));
    drawn(&w);
    w.sees(&part("sites-beside"), "图上看不到其中 2 处");
    w.picture("sites-beside");
    for _ in 0..2 {
        w.click(&part("sites-beside"));
        w.find(&part("site-archive"));
        drawn(&w);
    }
    w.sees(&part("site-archive"), "没有坐标");
    w.picture("sites-beside-second");
}
