//! What lies in what after an import, whatever the order of its rows.

use super::*;
use crate::model::Level;

/// A grid of a file: its properties, and a square of this size at x, y unless it is not drawn.
pub(super) fn square(properties: &str, x: f64, y: f64, size: f64) -> String {
    let (e, n) = (x + size, y + size);
    format!(
        r#"{{"type":"Feature","properties":{{{properties}}},"geometry":{{"type":"Polygon","coordinates":[[[{x},{y}],[{e},{y}],[{e},{n}],[{x},{n}],[{x},{y}]]]}}}}"#
    )
}

pub(super) fn collection(features: &[String]) -> String {
    format!(r#"{{"type":"FeatureCollection","features":[{}]}}"#, features.join(","))
}

impl Desk {
    pub(super) fn grids(&self, features: &[String]) -> ImportReport {
        self.import("g.geojson", &collection(features), ImportAs::Grids)
    }

    pub(super) fn with(&self, name: &str, text: &str, options: &ImportOptions) -> ImportReport {
        let path = self.write(name, text);
        verbs::import::import(&self.project, &lin(), &path, options, today(), &|_, _, _| true).unwrap()
    }

    /// Code, level and parent of every grid, and the cell of every site.
    fn tree(&self) -> Vec<String> {
        let mut out = Vec::new();
        self.project
            .each_grid(|g, parent, _, _| {
                out.push(format!("{} {} {}", g.code, g.level.word(), parent.unwrap_or("-")));
                Ok(())
            })
            .unwrap();
        self.project
            .each_site(today(), |s, _| {
                out.push(format!(
                    "{} in {}",
                    s.number,
                    s.grid.map(|g| g.code).unwrap_or_default()
                ));
                Ok(())
            })
            .unwrap();
        out
    }
}

const SITES: &str = "编号,类型,经度,纬度\nS-1,旱厕,0.5,0.5\nS-2,旱厕,1.5,0.5\n";

fn orders(rows: &[String; 4]) -> Vec<Vec<String>> {
    [[0, 1, 2, 3], [3, 2, 1, 0], [1, 3, 0, 2], [2, 0, 3, 1]]
        .iter()
        .map(|o| o.iter().map(|i| rows[*i].clone()).collect())
        .collect()
}

/// The tree is the same in every order, and over every cut of the file in two.
fn the_same_in_every_order(rows: &[String; 4], want: &[&str]) {
    for order in orders(rows) {
        for cut in 0..=2 {
            let d = Desk::new();
            if cut > 0 {
                d.grids(&order[..cut]);
            }
            d.import("s.csv", SITES, ImportAs::Sites);
            let r = d.grids(&order[cut..]);
            assert!(r.rejected.is_empty(), "{:?}", r.rejected);
            assert_eq!(d.tree(), want, "{order:?} cut at {cut}");
            let again = d.grids(&order);
            assert_eq!(
                (again.inserted, again.updated, again.unchanged),
                (0, 0, 4),
                "{:?}",
                again.notes
            );
            assert_sound(d.project.path());
        }
    }
}

#[test]
fn a_village_by_its_national_code_is_one_wherever_it_stands() {
    let rows = [
        square(r#""code":"630203001001","name":"东村""#, 0.0, 0.0, 2.0),
        square(r#""code":"630203001001001""#, 0.0, 0.0, 1.0),
        square(r#""code":"630203001001002""#, 1.0, 0.0, 1.0),
        square(r#""code":"630203001002001""#, 5.0, 0.0, 1.0),
    ];
    the_same_in_every_order(
        &rows,
        &[
            "630203 district -",
            "630203001 subdistrict 630203",
            "630203001001 village 630203001",
            "630203001001001 cell 630203001001",
            "630203001001002 cell 630203001001",
            "630203001002 village 630203001",
            "630203001002001 cell 630203001002",
            "S-1 in 630203001001001",
            "S-2 in 630203001001002",
        ],
    );
}

#[test]
fn parents_that_are_named_make_the_same_tree_in_every_order() {
    let rows = [
        square(r#""code":"Z","name":"东镇""#, 0.0, 0.0, 4.0),
        square(r#""code":"V","name":"东村","parent":"Z""#, 0.0, 0.0, 2.0),
        square(r#""code":"V1","parent":"V""#, 0.0, 0.0, 1.0),
        square(r#""code":"V2","parent":"V""#, 1.0, 0.0, 1.0),
    ];
    the_same_in_every_order(
        &rows,
        &[
            "V village Z",
            "V1 cell V",
            "V2 cell V",
            "Z subdistrict -",
            "S-1 in V1",
            "S-2 in V2",
        ],
    );
}

#[test]
fn a_parent_that_is_written_by_its_name_is_found_by_it() {
    let d = Desk::new();
    d.grids(&[
        square(r#""code":"V1","上级":"东村""#, 0.0, 0.0, 1.0),
        square(r#""code":"V","name":"东村""#, 0.0, 0.0, 2.0),
    ]);
    assert_eq!(d.tree(), ["V village -", "V1 cell V"]);
}

#[test]
fn what_was_made_up_or_lifted_is_said() {
    let d = Desk::new();
    let r = d.grids(&[square(r#""code":"V1","level":"cell","parent":"V""#, 0.0, 0.0, 1.0)]);
    assert!(
        r.notes
            .iter()
            .any(|n| n.starts_with("1 parents that no row gives were made") && n.contains(": V;")),
        "{:?}",
        r.notes
    );
    let r = d.grids(&[square(r#""code":"V11","level":"cell","parent":"V1""#, 0.0, 0.0, 0.5)]);
    assert!(
        r.notes
            .iter()
            .any(|n| n.contains("taken a level up: ") && n.contains("V1")),
        "{:?}",
        r.notes
    );
    assert_eq!(d.tree(), ["V subdistrict -", "V1 village V", "V11 cell V1"]);
}

#[test]
fn a_level_that_the_source_says_stands() {
    let d = Desk::new();
    let r = d.grids(&[
        square(r#""code":"A","level":"村","parent":"B""#, 0.0, 0.0, 1.0),
        square(r#""code":"B","level":"村""#, 0.0, 0.0, 2.0),
    ]);
    assert_eq!(
        (d.tree(), r.notes.len()),
        (vec!["A village B".to_owned(), "B village -".to_owned()], 0)
    );
}

fn ring(a: &str, b: &str) -> [String; 3] {
    [
        square(&format!(r#""code":"ZA","parent":"{a}""#), 0.0, 0.0, 1.0),
        square(&format!(r#""code":"ZB","parent":"{b}""#), 1.0, 0.0, 1.0),
        square(r#""code":"ZC","parent":"ZD""#, 2.0, 0.0, 1.0),
    ]
}

#[test]
fn parents_in_a_ring_are_refused_row_by_row_and_the_rest_comes_in() {
    let d = Desk::new();
    let r = d.grids(&ring("ZB", "ZA"));
    assert_eq!(r.inserted, 1);
    assert_eq!(
        r.rejected
            .iter()
            .map(|r| format!("{}: {}", r.place, r.reason))
            .collect::<Vec<_>>(),
        [
            "feature 1: its parent \"ZB\" lies under it in turn (ZA → ZB → ZA); correct the parents",
            "feature 2: its parent \"ZA\" lies under it in turn (ZB → ZA → ZB); correct the parents",
        ]
    );
    assert_eq!(d.tree(), ["ZC cell ZD", "ZD village -"]);
    let own = d.grids(&[square(r#""code":"X","parent":"X""#, 0.0, 0.0, 1.0)]);
    assert_eq!(own.rejected[0].reason, "\"X\" names itself as its parent");
    assert_sound(d.project.path());
}

#[test]
fn what_is_told_of_grids_leaves_out_the_rows_of_a_ring() {
    let d = Desk::new();
    let text = "编码,名称,上级\nA,甲,B\nB,乙,A\nC,丙,\n,丁,\n";
    let r = d.import("g.csv", text, ImportAs::Grids);
    assert_eq!(r.rejected.len(), 2, "{r:?}");
    let told = |want: &str| assert!(r.notes.iter().any(|n| n == want), "{want}: {:?}", r.notes);
    told("2 grids have no outline and came in undrawn: C, 丁");
    told(
        "1 grids came without a code and have their names for codes (columns: 编码, 名称, 上级); name the column with --map code=COLUMN",
    );
}

#[test]
fn a_ring_that_closes_over_two_imports_is_refused_and_what_was_there_stays_as_it_was() {
    let d = Desk::new();
    d.grids(&[square(r#""code":"ZB","name":"乙","parent":"ZA""#, 1.0, 0.0, 1.0)]);
    let before = d.dump();
    let r = d.grids(&[square(r#""code":"ZA","name":"甲","parent":"ZB""#, 0.0, 0.0, 1.0)]);
    assert_eq!((r.inserted, r.updated, r.rejected.len()), (0, 0, 1), "{:?}", r.rejected);
    assert!(before == d.dump());
    let turned = d.grids(&[
        square(r#""code":"ZA","name":"甲","parent":"ZB""#, 0.0, 0.0, 1.0),
        square(r#""code":"ZB","name":"乙","parent":"ZE""#, 1.0, 0.0, 1.0),
    ]);
    assert!(
        turned.rejected.is_empty(),
        "the other row lets go of the ring: {:?}",
        turned.rejected
    );
    assert_eq!(d.tree(), ["ZA village ZB", "ZB subdistrict ZE", "ZE district -"]);
}

#[test]
fn no_read_runs_on_where_another_program_closed_a_ring() {
    let d = Desk::sample();
    d.grids(&[
        square(r#""code":"ZA","parent":"ZB""#, 0.0, 0.0, 1.0),
        square(r#""code":"ZB""#, 1.0, 0.0, 1.0),
    ]);
    let site = d.add(0.5, 0.5);
    d.project.close_a_ring("ZA", "ZB");
    let id = d.project.grid_by_code("ZA").unwrap().id;
    let dossier = d.project.dossier(id, today()).unwrap();
    assert!(dossier.unresolved.iter().any(|s| s.id == site));
    let notice = verbs::notice::printing(&d.project, &[id], &Default::default(), today());
    assert!(notice.is_ok(), "{:?}", notice.err());
    d.project.tasks(id, today()).unwrap();
    d.project.duties(id, today()).unwrap();
    d.project.patrols(Some(id), 0, 10).unwrap();
    let filter = crate::view::Filter {
        under: Some(id),
        ..Default::default()
    };
    d.project
        .table_sites(&filter, &Default::default(), 0, 10, today())
        .unwrap();
    verbs::check::check(&d.project, today(), &|_, _| true).unwrap();
    let r = d.grids(&[square(r#""code":"ZC","parent":"ZA""#, 2.0, 0.0, 1.0)]);
    assert_eq!(r.inserted, 1, "{:?}", r.rejected);
}

#[test]
fn a_ring_that_another_program_closed_is_opened_with_a_word() {
    let d = Desk::new();
    d.grids(&[
        square(r#""code":"T","level":"街道""#, 0.0, 0.0, 2.0),
        square(r#""code":"V","level":"村","parent":"T""#, 0.0, 0.0, 1.0),
        square(r#""code":"C","parent":"V""#, 0.0, 0.0, 1.0),
        square(r#""code":"W","level":"村""#, 5.0, 0.0, 1.0),
        square(r#""code":"X","level":"村","parent":"W""#, 5.0, 0.0, 1.0),
        square(r#""code":"Y","level":"村","parent":"T""#, 9.0, 0.0, 1.0),
        square(r#""code":"Z","parent":"Y""#, 9.0, 0.0, 1.0),
    ]);
    d.add(0.5, 0.5);
    d.project.close_a_ring("T", "V");
    d.project.close_a_ring("W", "X");
    d.project.close_a_ring("Z", "Z");
    let path = d.project.path().to_owned();
    drop(d.project);
    let p = verbs::opening::open(&path).unwrap();
    let notes = p.notes();
    let want = "Another program made grids lie in each other (T → V → T, W → X → W, Z → Z); 4 of them lie in none now (T, W, X, Z): give them their parents by an import of grids.";
    assert!(notes.iter().any(|n| n == want), "{notes:?}");
    let d = Desk { dir: d.dir, project: p };
    assert_eq!(
        d.tree(),
        [
            "C cell V",
            "T subdistrict -",
            "V village T",
            "W village -",
            "X village -",
            "Y village T",
            "Z cell -",
            "N00001 in C"
        ]
    );
    let t = d.project.grid_by_code("T").unwrap().id;
    assert_eq!(d.project.dossier(t, today()).unwrap().unresolved.len(), 1);
    assert!(d.project.foreign().unwrap().is_empty());
    assert_sound(&path);
}

impl Project {
    /// As another program could: two grids become each other's parent.
    fn close_a_ring(&self, a: &str, b: &str) {
        let c = crate::store::connection::open(self.path()).unwrap();
        let put = "UPDATE grid SET parent = (SELECT fid FROM grid WHERE code = ?2) WHERE code = ?1";
        c.execute(put, [a, b]).unwrap();
        c.execute(put, [b, a]).unwrap();
    }
}

#[test]
fn towns_and_villages_come_in_from_a_table_undrawn_with_their_names() {
    let d = Desk::new();
    d.grids(&[square(r#""code":"630203001001001""#, 0.0, 0.0, 1.0)]);
    let table = "编码,名称,层级,上级\n630203,平安区,区,\n630203001,东镇,镇,630203\n630203001001,东村,村,630203001\n630203001002,西村,,630203001\n";
    let r = d.import("t.csv", table, ImportAs::Grids);
    assert_eq!((r.inserted, r.updated, r.rejected.len()), (1, 3, 0), "{:?}", r.rejected);
    assert_eq!(
        d.tree(),
        [
            "630203 district -",
            "630203001 subdistrict 630203",
            "630203001001 village 630203001",
            "630203001001001 cell 630203001001",
            "630203001002 village 630203001",
        ]
    );
    assert_eq!(d.project.grid_by_code("630203001").unwrap().name, "东镇");
    assert_eq!(d.project.grid_by_code("630203001").unwrap().level, Level::Subdistrict);
    let again = d.import("t.csv", table, ImportAs::Grids);
    assert_eq!((again.updated, again.unchanged), (0, 4));
    let other = Desk::new();
    let r = other.import("t.csv", table, ImportAs::Grids);
    assert_eq!((r.inserted, r.rejected.len()), (4, 0));
    assert_eq!(other.tree().len(), 4);
}
