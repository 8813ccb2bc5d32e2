//! All sites given to their cells at once.

use super::imports::many;
use super::*;
use crate::Error;
use crate::model::PlacedBy;
use crate::store::{Move, PlacedSite};

/// Two cells side by side that meet at `x`, and end at `end`.
fn cells(x: f64, end: f64) -> String {
    format!(
        r#"{{"type":"FeatureCollection","features":[
        {{"type":"Feature","properties":{{"code":"A"}},"geometry":{{"type":"Polygon","coordinates":[[[0,0],[{x},0],[{x},1],[0,1],[0,0]]]}}}},
        {{"type":"Feature","properties":{{"code":"B"}},"geometry":{{"type":"Polygon","coordinates":[[[{x},0],[{end},0],[{end},1],[{x},1],[{x},0]]]}}}}]}}"#
    )
}

#[test]
fn cells_given_to_all_sites_at_once_are_undone_and_done_again_with_no_key_missing() {
    let d = Desk::new();
    d.import("s.geojson", &many(35_000), ImportAs::Sites);
    let mut states = vec![d.dump()];
    let mut own = Vec::new();
    // New cells; a border moved; ground given up, whose sites fall out.
    for (x, end) in [(1.0, 2.0), (0.5, 2.0), (0.5, 1.0)] {
        d.import("cells.geojson", &cells(x, end), ImportAs::Grids);
        let s = d.project.snapshot(today()).unwrap();
        own.push((
            s.grids.iter().map(|g| s.own(g.id).total).collect::<Vec<_>>(),
            s.loose.total,
        ));
        states.push(d.dump());
        assert_sound(d.project.path());
    }
    let all = |(cells, loose): &(Vec<u32>, u32)| cells.iter().sum::<u32>() + loose;
    assert!(own.iter().all(|o| all(o) == 35_000), "{own:?}");
    assert!(
        own[0].1 == 0 && own[0].0[0] > own[1].0[0] && own[2].1 > 10_000,
        "{own:?}"
    );
    d.back_and_forth(&states);
    // The verb alone, on sites that are in no cell.
    let given: i64 = {
        let c = Connection::open(d.project.path()).unwrap();
        c.execute("DELETE FROM placement", []).unwrap() as i64
    };
    let empty = d.dump();
    let report = verbs::assign::assign(&d.project, &lin()).unwrap();
    assert_eq!(i64::from(report.changed), given);
    assert_eq!(i64::from(report.assigned), given);
    assert_sound(d.project.path());
    d.back_and_forth(&[empty, d.dump()]);
    let again = verbs::assign::assign(&d.project, &lin()).unwrap();
    assert_eq!((again.changed, again.assigned), (0, report.assigned));
    let no_such = crate::model::GridId(9_999_999);
    let id = d.project.site_by_number("S000001").unwrap();
    let refused = d.project.edit(&lin(), "assign", |tx| {
        tx.set_site_grid(id, Some(no_such), PlacedBy::Hand)?;
        Ok(((), Default::default()))
    });
    assert!(matches!(refused, Err(Error::Sqlite(_))), "{refused:?}");
}

#[test]
fn many_moves_between_other_changes_of_one_edit_are_undone_and_done_again_in_their_order() {
    let d = Desk::two_cells();
    d.import("s.geojson", &many(12_000), ImportAs::Sites);
    let before = d.dump();
    let grid = |code: &str| d.project.grid_by_code(code).unwrap().id;
    let (a, b) = (grid("A"), grid("B"));
    let id = |n: &str| d.project.site_by_number(n).unwrap();
    let (first, second) = (id("S000001"), id("S000002"));
    d.project
        .edit(&lin(), "move", |tx| {
            tx.set_site_grid(first, Some(b), PlacedBy::Hand)?;
            let (send, sites) = std::sync::mpsc::channel();
            tx.send_sites(send)?;
            let other = |s: &PlacedSite| s.grid.map(|g| if g == a { b } else { a });
            let free = sites.iter().flatten().filter(|s| !s.by_hand);
            let moves = free.map(|s| Move {
                site: s.id,
                from: s.grid,
                to: other(&s),
            });
            tx.move_sites(moves.collect())?;
            tx.set_site_grid(second, None, PlacedBy::Position)?;
            Ok(((), Default::default()))
        })
        .unwrap();
    assert_sound(d.project.path());
    d.back_and_forth(&[before, d.dump()]);
}

#[test]
fn an_assignment_that_cannot_read_the_sites_is_refused_and_changes_nothing() {
    let d = Desk::two_cells();
    d.add(0.5, 0.5);
    let before = d.dump();
    // Another connection finds no file where it was; this one still has it.
    let (path, away) = (d.project.path().to_owned(), d.dir.path().join("away.gpkg"));
    std::fs::rename(&path, &away).unwrap();
    let refused = verbs::assign::assign(&d.project, &lin());
    std::fs::rename(&away, &path).unwrap();
    assert!(refused.is_err(), "{refused:?}");
    assert!(before == d.dump());
    assert_eq!(verbs::assign::assign(&d.project, &lin()).unwrap().assigned, 1);
}
