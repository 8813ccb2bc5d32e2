//! A failure of the program itself in the middle of something.

use super::super::locks::kept;
use super::*;
use crate::{Error, guarded};
use std::panic::resume_unwind;

/// Fails as a fault in the program would, without a word on the test's output.
fn fail() -> ! {
    resume_unwind(Box::new("provoked"))
}

#[test]
fn an_edit_that_fails_half_way_is_not_there_and_the_next_one_is() {
    let d = Desk::two_cells();
    d.add(0.5, 0.5);
    let before = d.project.history(1).unwrap().first().map(|e| e.id);
    let refused = guarded(|| {
        let half = |tx: &mut super::super::Tx<'_>| -> crate::Result<((), serde_json::Map<String, serde_json::Value>)> {
            tx.bulk("site")?;
            fail()
        };
        d.project.edit(&lin(), "site_add", half).map(drop)
    });
    assert!(
        matches!(&refused, Err(Error::Internal(said)) if said.contains("provoked")),
        "{refused:?}"
    );
    assert_eq!(d.project.history(1).unwrap().first().map(|e| e.id), before);
    d.add(1.5, 0.5);
    let status = verbs::status::status(&d.project, None, today()).unwrap();
    assert_eq!((status.figures.total, status.unassigned), (2, 0));
    // The triggers of the index are there again.
    let c = Connection::open(d.project.path()).unwrap();
    let found: i64 = c
        .query_row("SELECT count(*) FROM rtree_site_geom", [], |r| r.get(0))
        .unwrap();
    assert_eq!(found, 2);
}

#[test]
fn a_look_that_fails_with_a_lock_in_its_hand_leaves_the_project_usable() {
    let d = Desk::two_cells();
    d.add(0.5, 0.5);
    let look = |d: &Desk| {
        let tile = crate::tile::Tile { z: 5, x: 16, y: 15 };
        d.project.tile(tile, &Default::default(), today()).unwrap();
        d.project.matrix(today()).unwrap();
        verbs::status::status(&d.project, None, today()).unwrap().figures.total
    };
    assert_eq!(look(&d), 1);
    let p = &d.project;
    for lock in 0..6 {
        let refused = guarded(|| -> crate::Result<()> {
            let (_a, _b, _c, _d, _e, _f);
            match lock {
                0 => _a = p.write()?,
                1 => _b = kept(&p.readers),
                2 => _c = kept(&p.caches.look),
                3 => _d = kept(&p.caches.work),
                4 => _e = kept(&p.caches.labels),
                _ => _f = p.read()?,
            }
            fail()
        });
        assert!(refused.is_err());
        assert_eq!(look(&d), 1 + lock);
        d.add(1.5, 0.1 + 0.1 * f64::from(lock));
        assert_eq!(look(&d), 2 + lock);
    }
}
