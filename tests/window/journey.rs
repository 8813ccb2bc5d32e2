//! The main job, once through: look at a cell, give cells to a chief, add a site, take back, come again.

use super::{choose_hit, copied, drawn, on_page, on_the_map, part, revision, sign_in, stands, told, wait_past};
use crate::harness::{Window, assert_sound, verb};
use rusqlite::Connection;
use std::path::Path;

/// A cell to work on: one that has sites and a chief.
struct Cell {
    code: String,
    name: String,
    /// West, south, east, north.
    bounds: [f64; 4],
}

impl Cell {
    fn busiest(file: &Path) -> Self {
        let c = Connection::open(file).unwrap();
        let sql = "SELECT g.code, g.name, r.minx, r.miny, r.maxx, r.maxy FROM grid g
            JOIN rtree_grid_geom r ON r.id = g.fid JOIN placement p ON p.grid = g.fid JOIN site s ON s.fid = p.site
            JOIN duty d ON d.grid = g.fid AND d.role = 'chief' AND d.to_date IS NULL
            WHERE s.state NOT IN ('accepted', 'dismissed') GROUP BY g.fid ORDER BY count(*) DESC, g.code LIMIT 1";
        c.query_row(sql, [], |r| {
            let bounds = [r.get(2)?, r.get(3)?, r.get(4)?, r.get(5)?];
            Ok(Self {
                code: r.get(0)?,
                name: r.get(1)?,
                bounds,
            })
        })
        .unwrap()
    }

    fn middle(&self) -> [f64; 2] {
        let [w, s, e, n] = self.bounds;
        [(w + e) / 2.0, (s + n) / 2.0]
    }

    /// Brings the cell to the middle of the map by the search field, as a person would.
    fn fly_to(&self, w: &Window) {
        choose_hit(w, "grid", &self.code, &self.code);
        stands(w);
    }
}

#[test]
fn the_main_job_from_a_look_to_the_next_morning() {
    let home = tempfile::tempdir().unwrap();
    sign_in(home.path());
    let file = home.path().join("sample.gpkg");
    let w = Window::open(&["--sample"], home.path());
    on_the_map(&w);
    w.picture("overview");
    let cell = Cell::busiest(&file);

    // One click on the map: the dossier says what the command line says.
    cell.fly_to(&w);
    w.keys(&[], '\u{e00c}');
    let (x, y) = on_page(&w, cell.middle());
    w.click_at(x, y);
    w.sees(&part("dossier"), &cell.name);
    let told = told(&file, "dossier", &[&cell.code]);
    w.sees(&part("dossier-chief"), told["chief"]["name"].as_str().unwrap());
    w.sees(
        &part("dossier-unresolved"),
        &told["unresolved"].as_array().unwrap().len().to_string(),
    );
    w.picture("dossier");

    // A lasso around it gives it to somebody else.
    let before = revision(&w);
    w.click(&part("mode-assign"));
    let other = format!(
        "[data-testid=person-row]:not(.vacant):not([aria-label^='{}'])",
        told["chief"]["name"].as_str().unwrap()
    );
    w.click(&other);
    w.click(&part("tool-lasso"));
    // The ring goes around the cell, so there must be ground around it on the map.
    w.click(&part("zoom-out"));
    stands(&w);
    let [west, south, east, north] = cell.bounds;
    let (dx, dy) = ((east - west) * 0.1, (north - south) * 0.1);
    let ring = [
        [west - dx, south - dy],
        [east + dx, south - dy],
        [east + dx, north + dy],
        [west - dx, north + dy],
        [west - dx, south - dy],
    ];
    let steps: Vec<(i64, i64)> = ring.iter().map(|p| on_page(&w, *p)).collect();
    w.drag(&steps);
    w.find("[data-testid=assign-confirm]:not(:disabled)");
    w.picture("assign");
    w.click(&part("assign-confirm"));
    wait_past(&w, before);
    let copy = copied(&file);
    let now = verb(&copy, "dossier", &[&cell.code]);
    assert_ne!(
        now["chief"]["name"], told["chief"]["name"],
        "the copy of the open file holds the edit"
    );
    assert_sound(&copy);

    // A click puts a new site on the map; it lands in the cell at once.
    let before = revision(&w);
    w.click(&part("mode-add_site"));
    drawn(&w);
    let (x, y) = on_page(&w, cell.middle());
    w.click_at(x, y);
    w.type_into("#add-address", "村口旱厕");
    w.click(&part("addsite-save"));
    wait_past(&w, before);
    w.sees(&part("addsite-done"), &cell.name);
    w.picture("add-site");
    let sites = |file: &Path| verb(file, "status", &[])["figures"]["total"].as_u64().unwrap();
    let with = sites(&copied(&file));

    // Undone by the button, done again by the keys.
    let before = revision(&w);
    w.click(&part("undo"));
    wait_past(&w, before);
    assert_eq!(sites(&copied(&file)), with - 1);
    let before = revision(&w);
    w.click(&part("redo"));
    wait_past(&w, before);
    assert_eq!(sites(&copied(&file)), with);
    w.close();

    // The next morning it is all there.
    let w = Window::open(&[file.to_str().unwrap()], home.path());
    on_the_map(&w);
    cell.fly_to(&w);
    w.sees(&part("dossier-chief"), now["chief"]["name"].as_str().unwrap());
    assert_eq!(sites(&file), with);
    w.picture("next-morning");
    w.close();
    assert_sound(&file);
}
