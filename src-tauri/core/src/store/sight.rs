//! Which sites a part of the map shows.

use super::derived;
use crate::Result;
use crate::geometry::blob;
use rusqlite::Connection;
use rusqlite::functions::FunctionFlags;
use rusqlite::types::{Value, ValueRef};

/// One of so many sites seen, and looking at every row costs less than going to each by the index.
const WIDE: i64 = 8;

/// A clause over `site s` for the sites whose place lies in west, south, east, north, degrees; none where all do.
///
/// The index alone is the way to a few. To most of two million it takes twenty seconds, which a look at each takes one of.
pub(super) fn within(c: &Connection, [west, south, east, north]: [f64; 4]) -> Result<Option<(String, Vec<Value>)>> {
    const INDEXED: &str = "rtree_site_geom WHERE maxx >= ? AND minx <= ? AND maxy >= ? AND miny <= ?";
    let bounds = [west, east, south, north];
    let seen: i64 = c
        .prepare_cached(&format!("SELECT count(*) FROM {INDEXED}"))?
        .query_row(bounds, |r| r.get(0))?;
    let all = i64::from(derived::rows(c, "site")?);
    if seen == all {
        return Ok(None);
    }
    let values = bounds.map(Value::from).to_vec();
    Ok(Some(if seen * WIDE < all {
        (format!("s.fid IN (SELECT id FROM {INDEXED})"), values)
    } else {
        ("lies_within(s.geom, ?, ?, ?, ?)".to_owned(), values)
    }))
}

/// `lies_within(geom, west, east, south, north)`: whether a point lies there; no place lies nowhere.
pub(super) fn function(c: &Connection) -> rusqlite::Result<()> {
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC | FunctionFlags::SQLITE_DIRECTONLY;
    c.create_scalar_function("lies_within", 5, flags, |x| {
        let ValueRef::Blob(b) = x.get_raw(0) else {
            return Ok(false);
        };
        let [west, east, south, north] = [x.get::<f64>(1)?, x.get(2)?, x.get(3)?, x.get(4)?];
        Ok(blob::envelope(b).is_some_and(|[x0, x1, y0, y1]| x1 >= west && x0 <= east && y1 >= south && y0 <= north))
    })
}
