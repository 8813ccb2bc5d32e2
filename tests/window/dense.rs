//! A district of more cells than can be drawn as outlines: the map shows them as pixels, and all that is done on it works.

use super::{drawn, on_page, on_the_map, part, sign_in, stands};
use crate::harness::{Office, Window, until};
use serde_json::{Value, json};

const COLUMNS: usize = 64;
const ROWS: usize = 40;
/// Degrees.
const SIDE: f64 = 0.004;

fn corner(column: usize, row: usize) -> [f64; 2] {
    [102.0 + SIDE * column as f64, 36.4 + SIDE * row as f64]
}

fn middle(column: usize, row: usize) -> [f64; 2] {
    corner(column, row).map(|v| v + SIDE / 2.0)
}

fn code(column: usize, row: usize) -> String {
    format!("C{column:02}{row:02}")
}

fn collection(features: Vec<Value>) -> String {
    json!({ "type": "FeatureCollection", "features": features }).to_string()
}

/// 2,560 square cells; one of them has thirty open sites, its neighbour a chief.
fn district(office: &Office) {
    let cells = (0..ROWS).flat_map(|row| (0..COLUMNS).map(move |column| (column, row)));
    let cells = cells.map(|(column, row)| {
        let ([x, y], [e, n]) = (corner(column, row), corner(column + 1, row + 1));
        let ring = json!([[[x, y], [e, y], [e, n], [x, n], [x, y]]]);
        let name = code(column, row);
        json!({ "type": "Feature", "properties": { "code": name, "name": format!("{column}列{row}行") },
            "geometry": { "type": "Polygon", "coordinates": ring } })
    });
    let cells = office.source("cells.geojson", collection(cells.collect()));
    office.verb("import", &[&cells, "--as", "grids"]);
    let [x, y] = corner(20, 20);
    let sites = (0..30).map(|i| {
        let at = [x + SIDE * (0.2 + 0.02 * f64::from(i)), y + SIDE * 0.5];
        json!({ "type": "Feature", "properties": { "id": format!("D{i}"), "kind": "dry_toilet", "state": "filed" },
            "geometry": { "type": "Point", "coordinates": at } })
    });
    let sites = office.source("sites.geojson", collection(sites.collect()));
    office.verb("import", &[&sites, "--as", "sites"]);
    office.verb("duty", &[&code(21, 20), "--person", "马建国"]);
}

/// Red, green, blue of the map at a place of the earth.
fn colour(w: &Window, place: [f64; 2]) -> [u64; 3] {
    let (x, y) = on_page(w, place);
    let body = "const c = document.querySelector('[data-testid=map] canvas'), b = c.getBoundingClientRect();
        const at = (v, from, whole, size) => Math.round((v - from) * size / whole);
        const x = at(arguments[0], b.left, b.width, c.width), y = at(arguments[1], b.top, b.height, c.height);
        return [...c.getContext('2d').getImageData(x, y, 1, 1).data]";
    let seen: Vec<u64> = serde_json::from_value(w.script(body, json!([x, y]))).unwrap();
    [seen[0], seen[1], seen[2]]
}

fn close(a: [u64; 3], b: [u64; 3]) -> bool {
    a.iter().zip(b).all(|(a, b)| a.abs_diff(b) <= 12)
}

#[test]
fn a_district_of_thousands_of_cells_is_seen_and_worked_on_whole() {
    let office = Office::new(&[]);
    district(&office);
    let home = tempfile::tempdir().unwrap();
    sign_in(home.path());
    let w = Window::open(&[office.file.to_str().unwrap()], home.path());
    on_the_map(&w);
    stands(&w);
    w.picture("dense");

    // The cell with thirty open sites is dark, those with none are pale.
    let (dark, pale) = (colour(&w, middle(20, 20)), colour(&w, middle(40, 10)));
    assert!(
        dark.iter().sum::<u64>() + 200 < pale.iter().sum::<u64>(),
        "{dark:?} {pale:?}"
    );

    // The pointer rests on it, and the window says what it is, though the page holds no outline of it.
    let (x, y) = on_page(&w, middle(20, 20));
    w.point_at(x, y);
    w.sees(&part("cell-tip"), "20列20行 • 空缺");
    w.sees(&part("cell-tip"), "未整改 30");
    w.picture("dense-tip");

    // Another colour: the one cell with a chief is another than the vacant ones.
    w.click(&part("colour-chief"));
    drawn(&w);
    until("the chief's cell has a colour of its own", 20, || {
        (!close(colour(&w, middle(21, 20)), colour(&w, middle(50, 30)))).then_some(())
    });
    w.picture("dense-chief");
    w.click(&part("colour-unresolved"));
    drawn(&w);

    // A click finds the cell that lies under it, and it is ringed.
    let (x, y) = on_page(&w, middle(40, 10));
    w.click_at(x, y);
    w.sees(&part("dossier"), "40列10行");
    drawn(&w);
    let [x, y] = middle(40, 10);
    until("the cell is ringed", 20, || {
        let edge = colour(&w, [x - SIDE / 2.0, y]);
        close(edge, [0x1a, 0x54, 0x90]).then_some(())
    });
    w.picture("dense-selected");

    // The brush gives every cell it passes over to the person in hand, and no other.
    w.click(&part("mode-assign"));
    w.click(&part("tool-paint"));
    stands(&w);
    let stroke: Vec<(i64, i64)> = [30, 34, 38].iter().map(|c| on_page(&w, middle(*c, 25))).collect();
    // At once, while the tiles are on their way that show whose cells are in hand.
    w.click("[data-testid=person-row]:not(.vacant)");
    w.drag(&stroke);
    w.find("[data-testid=assign-confirm]:not(:disabled)");
    // The last stroke is taken back as a whole, before what is written.
    let at = super::revision(&w);
    w.keys(&['\u{e009}'], 'z');
    w.wait_for("nothing waits", "return !document.querySelector('.change')");
    assert_eq!(super::revision(&w), at);
    w.drag(&stroke);
    w.find("[data-testid=assign-confirm]:not(:disabled)");
    drawn(&w);
    w.picture("dense-assign");
    let before = super::revision(&w);
    w.click(&part("assign-confirm"));
    super::wait_past(&w, before);
    for column in 30..=38 {
        let told = super::told(&office.file, "dossier", &[&code(column, 25)]);
        assert_eq!(told["chief"]["name"], "马建国", "{column}");
    }
    for (column, row) in [(29, 25), (39, 25), (34, 24), (34, 26)] {
        let told = super::told(&office.file, "dossier", &[&code(column, row)]);
        assert!(told["chief"].is_null(), "{column} {row}");
    }
    w.close();
}
