//! The grid that a text means: by code, or by name where no other of that name can be meant.

use super::{Project, Tx};
use crate::model::{GridId, called};
use crate::view::GridRef;
use crate::{Error, Result};
use rusqlite::Connection;

/// Grids of one name that a refusal says the place of.
const NAMED: usize = 4;

/// One that bears the name.
struct Bearer {
    id: GridId,
    /// Those above it, the nearest first.
    above: Vec<(GridId, String, String)>,
}

impl Bearer {
    fn lies_in(&self, text: &str) -> bool {
        self.above.iter().any(|(_, code, name)| code == text || name == text)
    }

    /// Names of those above it, the highest first.
    fn path(&self) -> String {
        let names = (self.above.iter().rev()).map(|(_, code, name)| called(name, code));
        names.collect::<Vec<_>>().join(" ")
    }
}

fn bearers(c: &Connection, name: &str) -> Result<Vec<Bearer>> {
    let mut q = c.prepare_cached("SELECT fid FROM grid WHERE name = ?1 ORDER BY fid")?;
    let ids = q
        .query_map([name], |r| r.get(0))?
        .collect::<rusqlite::Result<Vec<GridId>>>()?;
    let mut up = c.prepare_cached(
        "WITH RECURSIVE up(fid, parent, code, name) AS (
           SELECT p.fid, p.parent, p.code, p.name FROM grid g JOIN grid p ON p.fid = g.parent WHERE g.fid = ?1
           UNION SELECT p.fid, p.parent, p.code, p.name FROM up JOIN grid p ON p.fid = up.parent)
         SELECT fid, code, name FROM up",
    )?;
    (ids.into_iter())
        .map(|id| {
            let above = up.query_map([id], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)))?;
            Ok(Bearer {
                id,
                above: above.collect::<rusqlite::Result<_>>()?,
            })
        })
        .collect()
}

fn is_known(c: &Connection, text: &str) -> Result<bool> {
    Ok(
        c.prepare_cached("SELECT EXISTS (SELECT 1 FROM grid WHERE code = ?1 OR name = ?1)")?
            .query_row([text], |r| r.get(0))?,
    )
}

/// A village that bears its cell's name is not meant where the cell is; `within` names what it lies in.
fn meant(c: &Connection, text: &str, within: &[Option<&str>]) -> Result<std::result::Result<GridId, String>> {
    let code = c
        .prepare_cached("SELECT fid FROM grid WHERE code = ?1")?
        .query_row([text], |r| r.get(0));
    match code {
        Ok(id) => return Ok(Ok(id)),
        Err(rusqlite::Error::QueryReturnedNoRows) => {}
        Err(e) => return Err(e.into()),
    }
    let all = bearers(c, text)?;
    if all.is_empty() {
        return Ok(Err(format!(
            "grid \"{text}\" is not in this project; import the grids first or correct the code"
        )));
    }
    let is_above = |b: &Bearer| all.iter().any(|o| o.above.iter().any(|(id, _, _)| *id == b.id));
    let mut open: Vec<&Bearer> = all.iter().filter(|b| !is_above(b)).collect();
    for place in within.iter().flatten().filter(|p| !p.is_empty() && **p != text) {
        // What the project does not know tells nothing.
        if !is_known(c, place)? {
            continue;
        }
        open.retain(|b| b.lies_in(place));
        if open.is_empty() {
            return Ok(Err(format!(
                "no grid called \"{text}\" lies in \"{place}\"; correct the one or the other, or write the code"
            )));
        }
    }
    if let [one] = open.as_slice() {
        return Ok(Ok(one.id));
    }
    let mut places: Vec<String> = (open.iter().take(NAMED)).map(|b| format!("\"{}\"", b.path())).collect();
    if open.len() > NAMED {
        places.push("…".to_owned());
    }
    Ok(Err(format!(
        "several grids are called \"{text}\", in {}; write the code, or give their towns and villages a column",
        places.join(", ")
    )))
}

impl Tx<'_> {
    /// Key of the grid with this code, or else the one that this name means among those that lie within what is named; the
    /// inner error says why there is none.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub fn grid_meant(&self, text: &str, within: &[Option<&str>]) -> Result<std::result::Result<GridId, String>> {
        meant(self.connection(), text, within)
    }
}

impl Project {
    /// The grid with this code, or else the one that this name means.
    ///
    /// # Errors
    /// [`Error::NotFound`]; [`Error::Field`] where several can be meant.
    pub fn grid_meant(&self, text: &str) -> Result<GridRef> {
        let text = text.trim();
        let c = self.read()?;
        if !is_known(&c, text)? {
            return Err(Error::NotFound {
                what: "grid",
                name: text.into(),
            });
        }
        let id = meant(&c, text, &[])?.map_err(|reason| Error::Field {
            field: "grid".into(),
            reason,
        })?;
        drop(c);
        Ok(self.grid(id)?.0)
    }
}
