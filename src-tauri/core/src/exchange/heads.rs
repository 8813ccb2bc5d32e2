//! Which row of a table holds its headings, and what each column is for.

use super::fields::{Use, Wanted, heading};
use super::keys::Keys;
use super::owners;
use super::records::Context;
use super::rows::Row;
use super::values::shown;
use crate::text::plain;
use std::collections::HashMap;

/// Rows with something in them that are looked at for the headings.
pub(super) const LOOKED_AT: usize = 12;

/// One column.
pub(super) struct Column {
    pub name: String,
    uses: Vec<Use>,
    /// What its heading says, in one row or two, normalised.
    pub said: [String; 2],
    /// Why it is not read is told already: an earlier column has the same, or it holds somebody else's.
    again: bool,
    /// Its place among the keys; none without a heading.
    pub at: Option<usize>,
}

/// The headings of a table.
pub(super) struct Head {
    /// Its row, or the upper of its two, among those looked at.
    pub at: usize,
    /// How many rows it takes: one or two.
    pub rows: usize,
    pub columns: Vec<Column>,
    /// What is told of the columns.
    pub notes: Vec<String>,
}

fn names(row: &Row) -> Vec<String> {
    let mut names: Vec<String> = (row.cells()).map(|c| plain(c).trim().to_owned()).collect();
    while names.last().is_some_and(String::is_empty) {
        names.pop();
    }
    names
}

/// Finds the headings among the first rows: the row, or the two rows, of which most cells are known for headings.
/// None where there is no row at all that could be one.
pub(super) fn find(rows: &[Row], context: &Context<'_>) -> Option<Head> {
    let all: Vec<Vec<String>> = rows.iter().map(names).collect();
    let mut best: Option<(usize, usize, Vec<Column>)> = None;
    let mut most = 0;
    for i in 0..all.len() {
        let one = single(&all[i], context);
        let count = known(&one);
        if count > most {
            (most, best) = (count, Some((i, 1, one)));
        }
        // Two rows must tell more than either alone: else the upper one is a title.
        let below = all
            .get(i + 1)
            .map(|lower| (pair(&all[i], lower, context), single(lower, context)));
        if let Some((Some(two), alone)) = below {
            let count = known(&two);
            if count > most && count > known(&alone) {
                (most, best) = (count, Some((i, 2, two)));
            }
        }
    }
    let (at, rows, columns) = match best {
        Some(best) => best,
        None => {
            // Nothing is known: the first row that is no title over the table, so that its cells can be named.
            let at = all.iter().position(|r| r.iter().filter(|c| !c.is_empty()).count() > 1);
            let at = at.or((!all.is_empty()).then_some(0))?;
            (at, 1, single(&all[at], context))
        }
    };
    let mut head = Head {
        at,
        rows,
        columns,
        notes: Vec::new(),
    };
    head.settle(context);
    Some(head)
}

fn single(row: &[String], context: &Context<'_>) -> Vec<Column> {
    row.iter()
        .map(|name| column(name.clone(), context.wanted.uses(name), [heading(name), String::new()]))
        .collect()
}

fn column(name: String, uses: Vec<Use>, said: [String; 2]) -> Column {
    let uses = if name.is_empty() { Vec::new() } else { uses };
    Column {
        name,
        uses,
        said,
        again: false,
        at: None,
    }
}

/// Fields that some column serves.
fn known(columns: &[Column]) -> usize {
    let fields = columns.iter().flat_map(|c| &c.uses).map(|u| u.field);
    fields.collect::<std::collections::HashSet<_>>().len()
}

/// Two rows as one heading: below a cell of the upper row stand those of its group. None where the lower row cannot
/// belong to the headings.
fn pair(upper: &[String], lower: &[String], context: &Context<'_>) -> Option<Vec<Column>> {
    let width = upper.len().max(lower.len());
    let get = |row: &[String], i: usize| row.get(i).cloned().unwrap_or_default();
    let mut columns = Vec::with_capacity(width);
    let mut group = String::new();
    for i in 0..width {
        let (above, below) = (get(upper, i), get(lower, i));
        let spread = get(upper, i + 1).is_empty() && !get(lower, i + 1).is_empty();
        if !above.is_empty() {
            group = above.clone();
        }
        if below.is_empty() {
            let uses = context.wanted.uses(&above);
            columns.push(column(above.clone(), uses, [heading(&above), String::new()]));
            continue;
        }
        if below.chars().any(|c| c.is_ascii_digit()) || below.chars().count() > 20 {
            return None;
        }
        let joined = format!("{group}{below}");
        let mut uses = context.wanted.uses(&joined);
        // A cell below one that is a heading by itself and has no group is a value.
        if uses.is_empty() && !above.is_empty() && !spread && !context.wanted.uses(&above).is_empty() {
            return None;
        }
        if uses.is_empty() {
            uses = context.wanted.uses(&below).into_iter().map(Wanted::below).collect();
        }
        columns.push(column(joined, uses, [heading(&group), heading(&below)]));
    }
    Some(columns)
}

impl Column {
    /// The fields that are read from it.
    pub(super) fn uses(&self) -> &[Use] {
        &self.uses
    }
}

impl Head {
    /// Gives each field the columns that it is read from, and tells where there was a choice.
    fn settle(&mut self, context: &Context<'_>) {
        let field = |u: &Use| context.target.fields[usize::from(u.field)].name;
        let others = owners::of_others(&self.columns, context);
        for o in &others {
            self.columns[o.column].uses.retain(|u| *u != o.used);
        }
        // The surest rank by which a field is served, and whether that is only for want of another.
        let mut served: HashMap<u8, (bool, u8)> = HashMap::new();
        for used in self.columns.iter().flat_map(|c| &c.uses) {
            let here = (context.wanted.is_makeshift(*used), used.rank);
            served
                .entry(used.field)
                .and_modify(|s| *s = here.min(*s))
                .or_insert(here);
        }
        let mut first: HashMap<Use, usize> = HashMap::new();
        let mut names: HashMap<String, usize> = HashMap::new();
        for i in 0..self.columns.len() {
            let column = &mut self.columns[i];
            column
                .uses
                .retain(|u| !context.wanted.is_makeshift(*u) || served.get(&u.field) == Some(&(true, u.rank)));
            let mut again = None;
            column.uses.retain(|u| {
                let before = *first.entry(*u).or_insert(i);
                if before != i {
                    again.get_or_insert((before, *u));
                }
                before == i
            });
            if !column.name.is_empty() {
                let same = *names.entry(column.name.clone()).or_insert(i);
                if same != i {
                    column.name = format!("{} ({})", column.name, i + 1);
                    let named = context.wanted.named(&column.name);
                    if !named.is_empty() {
                        column.uses = named;
                    }
                    names.insert(column.name.clone(), i);
                }
            }
            // A column that was named for something after all is nobody's second.
            if let Some((before, used)) = again.filter(|_| self.columns[i].uses.is_empty()) {
                let (here, there) = (&self.columns[i].name, &self.columns[before].name);
                self.notes.push(format!(
                    "{} stands in columns {} and {}; the first was read, name the other with --map {}={}",
                    shown(there),
                    before + 1,
                    i + 1,
                    field(&used),
                    shown(here)
                ));
                self.columns[i].again = true;
            }
        }
        for o in &others {
            let column = &mut self.columns[o.column];
            if !column.uses.is_empty() {
                continue;
            }
            column.again = true;
            self.notes.push(format!(
                "{} in column {} stands behind {} and was not read for the {} of {}; if it is theirs, say --map {}={}",
                shown(&column.name),
                o.column + 1,
                shown(&o.owner),
                field(&o.used),
                shown(&o.person),
                field(&o.used),
                shown(&column.name)
            ));
        }
        let uses = self
            .columns
            .iter()
            .flat_map(|c| c.uses.iter().map(|u| (*u, c.name.as_str())));
        let rivals = rivals(context, uses, "rows");
        self.notes.extend(rivals);
        let named = self.columns.iter_mut().filter(|c| !c.name.is_empty());
        for (n, column) in named.enumerate() {
            column.at = Some(n);
        }
    }

    /// The mark of sentences that stands between headings where a comma should.
    pub(super) fn parted_by(&self, context: &Context<'_>) -> Option<char> {
        let known = |name: &str| !context.wanted.uses(name).is_empty();
        let names = || self.columns.iter().map(|c| c.name.as_str());
        (['，', '；', '、', '｜', '\u{ff64}'].into_iter())
            .find(|mark| names().flat_map(|n| n.split(*mark)).filter(|n| known(n)).count() > 1)
    }

    /// Columns of which something is told already: the second of a name, and the running number.
    pub(super) fn told(&self) -> impl Iterator<Item = &str> {
        let told = |c: &&Column| c.again || c.said[0] == "序号";
        self.columns.iter().filter(told).map(|c| c.name.as_str())
    }

    /// The keys of the columns anew, at the same places.
    pub(super) fn keys(&self, context: &Context<'_>) -> Keys {
        let mut keys = Keys::default();
        for column in self.columns.iter().filter(|c| c.at.is_some()) {
            keys.add(&column.name, column.uses.clone(), context.target.fields);
        }
        keys
    }
}

/// What is said of columns of several names for one field.
pub(super) fn rivals<'a>(context: &Context<'_>, uses: impl Iterator<Item = (Use, &'a str)>, of: &str) -> Vec<String> {
    let mut serving: Vec<Vec<(u8, &str)>> = vec![Vec::new(); context.target.fields.len()];
    for (used, name) in uses {
        serving[usize::from(used.field)].push((used.rank, name));
    }
    let mut notes = Vec::new();
    for (field, mut serving) in context.target.fields.iter().zip(serving) {
        serving.sort_by_key(|s| s.0);
        if let [(_, surest), others @ ..] = serving.as_slice()
            && !others.is_empty()
        {
            let others: Vec<_> = others.iter().map(|o| shown(o.1)).collect();
            notes.push(format!(
                "{} is for {} too; it was read only in {of} where {} is empty",
                others.join(", "),
                field.name,
                shown(surest)
            ));
        }
    }
    notes
}
