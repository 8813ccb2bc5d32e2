//! Grids that another program made lie in each other, cut apart inside an edit.

use super::Tx;
use super::outside::shown;
use crate::Result;
use crate::model::Level;
use rusqlite::types::Value;
use std::collections::{BTreeMap, BTreeSet};

/// Those that are named where there are many.
const NAMED: usize = 4;

impl Tx<'_> {
    /// Grids that lie in each other: of such a ring, those let go of their parent that it is not above.
    pub(super) fn rings(&self, told: &mut Vec<String>) -> Result<()> {
        let (mut closed, mut cut) = (Vec::new(), Vec::new());
        let mut q = (self.connection()).prepare("SELECT fid, parent, code, level FROM grid ORDER BY fid")?;
        let mut rows = q.query([])?;
        let mut grids: BTreeMap<i64, (Option<i64>, String, usize)> = BTreeMap::new();
        while let Some(r) = rows.next()? {
            let level = shown(r.get_ref(3)?);
            let height = Level::ALL.iter().position(|l| l.word() == level).unwrap_or_default();
            grids.insert(r.get(0)?, (r.get(1)?, shown(r.get_ref(2)?), height));
        }
        let mut done = BTreeSet::new();
        for &start in grids.keys() {
            let mut way = Vec::new();
            let mut at = start;
            while done.insert(at) {
                way.push(at);
                match grids.get(&at).and_then(|g| g.0) {
                    Some(parent) if grids.contains_key(&parent) => at = parent,
                    _ => break,
                }
            }
            // The way ended where it had been: what lies between is a ring.
            let closes = way.last().is_some_and(|g| grids[g].0 == Some(at));
            let Some(from) = way.iter().position(|&g| closes && g == at) else {
                continue;
            };
            let ring = &way[from..];
            let name = |g: &i64| grids[g].1.clone();
            let above = |g: &i64| grids[g].0.is_some_and(|p| grids[&p].2 < grids[g].2);
            let loose: Vec<i64> = ring.iter().copied().filter(|g| !above(g)).collect();
            for g in &loose {
                self.set("grid", "parent", *g, &Value::Null)?;
            }
            closed.push(first(&ring.iter().chain([&at]).map(name).collect::<Vec<_>>(), " → "));
            cut.extend(loose.iter().map(name));
        }
        if !cut.is_empty() {
            let (closed, cut_first) = (first(&closed, ", "), first(&cut, ", "));
            told.push(match cut.len() {
                1 => format!(
                    "Another program made grids lie in each other ({closed}); {cut_first} lies in none now: give it its parent by an import of grids."
                ),
                n => format!(
                    "Another program made grids lie in each other ({closed}); {n} of them lie in none now ({cut_first}): give them their parents by an import of grids."
                ),
            });
        }
        Ok(())
    }
}

/// The first few of many, as a person is told them.
fn first(all: &[String], between: &str) -> String {
    let more = if all.len() > NAMED {
        format!("{between}…")
    } else {
        String::new()
    };
    all[..all.len().min(NAMED)].join(between) + &more
}
