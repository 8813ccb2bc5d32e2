//! Which grid lies in which, once all rows of a source are known: neither parents nor levels depend on their order.

use super::grids::{Row, national, province};
use super::listed;
use crate::Result;
use crate::model::{GridId, Level};
use crate::store::{GridNode, GridUpsert, Tx};
use crate::view::ImportReport;
use std::collections::{HashMap, HashSet};

/// Codes of a ring that a refusal spells out.
const SPELT: usize = 6;

/// A grid of the project or of the source, with the ground it lies in.
struct Node {
    code: String,
    name: String,
    level: Level,
    parent: Option<usize>,
    /// The level that the source says.
    said: Option<Level>,
    /// Its row in the source.
    row: Option<usize>,
    /// The source gives it its parent, so its level bears on those above.
    given: bool,
    /// As the project has it; none until it is made.
    was: Option<GridNode>,
}

/// The grids of the project with those of a source, before anything is decided.
pub(super) struct Tree {
    nodes: Vec<Node>,
    by_code: HashMap<String, usize>,
    /// Those that share a name.
    by_name: HashMap<String, Vec<usize>>,
    /// Names in the place of a parent that several can be, with the rows that say them.
    unclear: Vec<(String, usize)>,
    /// Parents that nobody drew or listed.
    made: Vec<usize>,
}

impl Tree {
    /// Puts the rows, but for those that are left out, into the tree of the project, which has all of them.
    fn build(known: &[GridNode], rows: &[Row], out: &HashSet<usize>) -> Tree {
        let at: HashMap<GridId, usize> = known.iter().enumerate().map(|(i, n)| (n.id, i)).collect();
        let mut tree = Tree {
            nodes: Vec::with_capacity(known.len()),
            by_code: HashMap::with_capacity(known.len()),
            by_name: HashMap::new(),
            unclear: Vec::new(),
            made: Vec::new(),
        };
        for (i, n) in known.iter().enumerate() {
            tree.by_code.insert(n.code.clone(), i);
            tree.by_name.entry(n.name.clone()).or_default().push(i);
            tree.nodes.push(Node {
                code: n.code.clone(),
                name: n.name.clone(),
                level: n.level,
                parent: n.parent.and_then(|p| at.get(&p).copied()),
                said: None,
                row: None,
                given: false,
                was: Some(n.clone()),
            });
        }
        let taken = || rows.iter().enumerate().filter(|(i, _)| !out.contains(i));
        for (i, row) in taken() {
            if let Some(&n) = tree.by_code.get(&row.code) {
                let node = &mut tree.nodes[n];
                node.row = Some(i);
                node.said = row.level;
                node.level = row.level.unwrap_or(node.level);
            }
        }
        let mut shared = Vec::new();
        for (i, row) in taken() {
            if let Some(&n) = tree.by_code.get(&row.code) {
                match &row.parent {
                    Some(text) => match tree.find(n, text) {
                        Some(parent) => tree.put_under(n, parent),
                        None => shared.push((i, n, text)),
                    },
                    None if national(&row.code) => tree.put_under_prefix(n, 12),
                    None => {}
                }
            }
        }
        // Once all other parents are known, of those that share a name the one above the others is meant.
        for (i, n, text) in shared {
            match tree.highest(n, text) {
                Some(parent) => tree.put_under(n, parent),
                None => tree.unclear.push((text.clone(), i)),
            }
        }
        tree
    }

    /// The grid that a row means by its parent: by code, else the only other one of that name, else a new one; none where
    /// several others share the name.
    fn find(&mut self, of: usize, text: &str) -> Option<usize> {
        if let Some(&n) = self.by_code.get(text) {
            return Some(n);
        }
        let mut others = self.by_name.get(text).into_iter().flatten().filter(|n| **n != of);
        match (others.next().copied(), others.next()) {
            (Some(one), None) => Some(one),
            (None, _) => Some(self.make(text, Level::Village)),
            _ => None,
        }
    }

    /// Of those that share a name the one that all the others lie in, or that alone is more than a cell.
    fn highest(&self, of: usize, text: &str) -> Option<usize> {
        let all: Vec<usize> = (self.by_name.get(text)?.iter().copied()).filter(|n| *n != of).collect();
        let within = |n: usize, above: usize| {
            let up = std::iter::successors(self.nodes[n].parent, |n| self.nodes[*n].parent);
            // A ring, which is refused later, must not be walked for ever.
            up.take(self.nodes.len()).any(|p| p == above)
        };
        let over = |above: usize| all.iter().all(|n| *n == above || within(*n, above));
        let only = |of: Vec<usize>| (of.len() == 1).then(|| of[0]);
        only(all.iter().copied().filter(|n| over(*n)).collect()).or_else(|| {
            only(
                all.iter()
                    .copied()
                    .filter(|n| self.nodes[*n].level != Level::Cell)
                    .collect(),
            )
        })
    }

    fn make(&mut self, code: &str, level: Level) -> usize {
        let n = self.nodes.len();
        self.nodes.push(Node {
            code: code.to_owned(),
            name: code.to_owned(),
            level,
            parent: None,
            said: None,
            row: None,
            given: false,
            was: None,
        });
        self.by_code.insert(code.to_owned(), n);
        self.made.push(n);
        n
    }

    fn put_under(&mut self, n: usize, parent: usize) {
        self.nodes[n].parent = Some(parent);
        self.nodes[n].given = true;
        let (code, above) = (&self.nodes[n].code, &self.nodes[parent].code);
        let length = above.len();
        if !(matches!(length, 6 | 9 | 12) && province(above) && code.len() == length + 3 && code.starts_with(above)) {
            return;
        }
        // By its code it is a part of the national tree, which says its level and goes on above it.
        let node = &mut self.nodes[parent];
        if node.said.is_none() && (node.level == Level::Cell || node.was.is_none()) {
            node.level = match length {
                12 => Level::Village,
                9 => Level::Subdistrict,
                _ => Level::District,
            };
        }
        if length > 6 {
            self.put_under_prefix(parent, length - 3);
        }
    }

    /// What a code lies in by its first digits; a parent that it has is left alone.
    fn put_under_prefix(&mut self, n: usize, digits: usize) {
        if self.nodes[n].parent.is_some() {
            return;
        }
        let above = self.nodes[n].code[..digits].to_owned();
        let parent = match self.by_code.get(&above) {
            Some(&p) => p,
            None => self.make(&above, Level::Village),
        };
        self.put_under(n, parent);
    }

    /// Rows whose new parent closes a ring, with the sentence that refuses them.
    fn ring(&self, rows: &[Row]) -> Vec<(usize, String)> {
        let mut state = vec![0usize; self.nodes.len()];
        let mut found = Vec::new();
        for start in 0..self.nodes.len() {
            let mut n = Some(start);
            while let Some(at) = n.filter(|&at| state[at] == 0) {
                state[at] = start + 1;
                n = self.nodes[at].parent;
            }
            // Met on this very walk, not on an earlier one.
            if let Some(first) = n.filter(|&at| state[at] == start + 1) {
                let mut ring = vec![first];
                let mut at = self.nodes[first].parent;
                while let Some(next) = at.filter(|&next| next != first) {
                    ring.push(next);
                    at = self.nodes[next].parent;
                }
                for _ in 0..ring.len() {
                    if let Some(row) = self.nodes[ring[0]].row.filter(|&r| rows[r].moves) {
                        found.push((row, self.closed(&ring)));
                    }
                    ring.rotate_left(1);
                }
            }
        }
        found
    }

    fn closed(&self, ring: &[usize]) -> String {
        let code = |n: usize| &self.nodes[n].code;
        let Some(&next) = ring.get(1) else {
            return format!("\"{}\" names itself as its parent", code(ring[0]));
        };
        let mut path: Vec<&str> = ring.iter().take(SPELT).map(|&n| code(n).as_str()).collect();
        if ring.len() > SPELT {
            path.push("…");
        }
        path.push(code(ring[0]));
        format!(
            "its parent \"{}\" lies under it in turn ({}); correct the parents",
            code(next),
            path.join(" → ")
        )
    }

    /// Lifts what has something in it above that, unless the source says otherwise.
    fn lift(&mut self, report: &mut ImportReport) {
        let mut queue: Vec<usize> = (0..self.nodes.len()).filter(|&n| self.nodes[n].given).collect();
        let mut finer = Vec::new();
        while let Some(n) = queue.pop() {
            let Some(p) = self.nodes[n].parent else { continue };
            let (below, above) = (&self.nodes[n], &self.nodes[p]);
            if above.level < below.level || above.level == Level::District {
                continue;
            }
            if above.level > below.level && above.said.is_some_and(|l| l != Level::Cell) {
                finer.push(n);
            } else if above.level == Level::Cell
                || above.said.is_none() && (below.said.is_none() || above.level > below.level)
            {
                self.nodes[p].level = below.level.above();
                queue.push(p);
            }
        }
        let lifted = (0..self.nodes.len()).filter(|&n| {
            let node = &self.nodes[n];
            let before = match node.row {
                Some(_) => node.said,
                None => node.was.as_ref().map(|w| w.level),
            };
            before.is_some_and(|l| l != node.level)
        });
        let lifted: Vec<usize> = lifted.collect();
        if !lifted.is_empty() {
            report.notes.push(format!(
                "{} grids have grids in them and were taken a level up: {}",
                lifted.len(),
                self.codes(&lifted)
            ));
        }
        if !finer.is_empty() {
            report.notes.push(format!(
                "{} grids lie in a grid of a finer level: {}; correct the level or the parent",
                finer.len(),
                self.codes(&finer)
            ));
        }
    }

    fn codes(&self, nodes: &[usize]) -> String {
        listed(nodes.len(), nodes.iter().map(|&n| self.nodes[n].code.clone()))
    }

    /// Makes what is lacking and writes what changed; gives the rows whose grid changed by it.
    fn write(&self, tx: &mut Tx<'_>) -> Result<HashSet<usize>> {
        let mut ids: Vec<Option<GridId>> = self.nodes.iter().map(|n| n.was.as_ref().map(|w| w.id)).collect();
        for &n in &self.made {
            let node = &self.nodes[n];
            let (id, _) = tx.put_grid(&GridUpsert {
                code: &node.code,
                name: Some(&node.name),
                level: Some(node.level),
                parent: None,
                note: None,
                geometry: None,
            })?;
            ids[n] = Some(id);
        }
        let mut moved = HashSet::new();
        for (n, node) in self.nodes.iter().enumerate() {
            let parent = node.parent.and_then(|p| ids[p]);
            let was = node.was.as_ref().map_or((node.level, None), |w| (w.level, w.parent));
            if let (Some(id), true) = (ids[n], was != (node.level, parent)) {
                tx.put_grid_under(id, node.level, parent)?;
                moved.extend(node.row);
            }
        }
        Ok(moved)
    }
}

/// Rows that would close a ring of parents, with why. Those that the project has already must not be written yet.
pub(super) fn rings(tx: &Tx<'_>, rows: &[Row]) -> Result<Vec<(usize, String)>> {
    let mut refused: Vec<(usize, String)> = Vec::new();
    let known = tx.grid_nodes()?;
    loop {
        let out = refused.iter().map(|r| r.0).collect();
        let more = Tree::build(&known, rows, &out).ring(rows);
        if more.is_empty() {
            return Ok(refused);
        }
        refused.extend(more);
    }
}

/// Gives the rows their parents, makes those that are lacking, and lifts the levels; gives the rows whose grid changed by it.
pub(super) fn settle(tx: &mut Tx<'_>, report: &mut ImportReport, rows: &[Row]) -> Result<HashSet<usize>> {
    let mut tree = Tree::build(&tx.grid_nodes()?, rows, &HashSet::new());
    tree.lift(report);
    let moved = tree.write(tx)?;
    if !tree.unclear.is_empty() {
        let names = tree
            .unclear
            .iter()
            .map(|(text, row)| format!("{text} ({})", rows[*row].code));
        report.notes.push(format!(
            "{} rows name a parent whose name several grids share, and stay as they lay: {}; write its code",
            tree.unclear.len(),
            listed(tree.unclear.len(), names)
        ));
    }
    if !tree.made.is_empty() {
        report.notes.push(format!(
            "{} parents that no row gives were made, undrawn and named by their codes: {}; a table of code, name, level and parent gives them their names",
            tree.made.len(),
            tree.codes(&tree.made)
        ));
    }
    Ok(moved)
}
