//! The table of the sites that the map shows, near and far.

use super::*;
use crate::store::sight;
use crate::view::Filter;

/// Sites S00 to S39 at every hundredth of a degree to the east, and one without a place.
fn row_of_sites() -> Desk {
    let d = Desk::new();
    let mut text = "编号,类别,地址,经度,纬度,期限\n".to_owned();
    for i in 0..40 {
        text += &format!(
            "S{i:02},旱厕,{i} 号,{:.4},36.0,2026-12-01\n",
            102.0 + f64::from(i) / 100.0
        );
    }
    d.import("sites.csv", &text, ImportAs::Sites);
    d.import(
        "loose.csv",
        "编号,类别,地址,期限\nL1,旱厕,村口,2026-12-01\n",
        ImportAs::Sites,
    );
    d
}

fn shown(d: &Desk, bbox: [f64; 4]) -> (u32, Vec<String>) {
    let f = Filter {
        bbox: Some(bbox),
        ..Filter::default()
    };
    let page = d.project.table_sites(&f, &Default::default(), 0, 100, today()).unwrap();
    (page.total, page.rows.into_iter().map(|r| r.number).collect())
}

#[test]
fn the_table_shows_the_sites_of_the_view_however_much_of_the_district_it_holds() {
    let d = row_of_sites();
    for (east, n) in [(102.005, 1), (102.035, 4), (102.205, 21), (102.385, 39), (103.0, 40)] {
        let (total, rows) = shown(&d, [101.9, 35.9, east, 36.1]);
        assert_eq!((total, rows.len()), (n, n as usize), "to {east}");
        assert_eq!(rows.first().map(String::as_str), Some("S00"));
        assert!(!rows.contains(&"L1".to_owned()), "a site without a place is in no view");
    }
    assert_eq!(shown(&d, [10.0, 10.0, 11.0, 11.0]).0, 0);
}

#[test]
fn the_index_leads_to_few_sites_and_every_row_is_looked_at_for_many() {
    let d = row_of_sites();
    let c = d.project.read().unwrap();
    let way = |east: f64| {
        sight::within(&c, [101.9, 35.9, east, 36.1])
            .unwrap()
            .map(|(sql, _)| sql.contains("rtree"))
    };
    assert_eq!(way(102.015), Some(true));
    assert_eq!(way(102.205), Some(false));
    assert_eq!(way(103.0), Some(false), "one has no place");
    drop(c);
    let placed = Desk::new();
    placed.add(102.0, 36.0);
    let c = placed.project.read().unwrap();
    assert!(
        sight::within(&c, [101.9, 35.9, 103.0, 36.1]).unwrap().is_none(),
        "all lie in view: nothing is to be asked"
    );
}
