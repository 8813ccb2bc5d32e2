//! Reading CSV and TSV.

use super::collect::{Gather, Part};
use super::encoding::{self, Text};
use super::feature::put_cell;
use super::fields::{SITE_LAT, SITE_LON};
use super::keys::Keys;
use super::records::{Context, Given, Make};
use super::rows::{Row, Rows};
use super::source::line_of;
use super::split::Fault;
use super::values::Values;
use super::{Place, ReadSummary, Sink, Watch, refused};
use crate::{Error, Result};
use std::path::Path;

/// Rows to a batch.
const BATCH: u32 = 4096;

/// Reads a whole file; see [`super::read_sites`].
pub(super) fn read<R>(
    path: &Path,
    context: &Context<'_>,
    make: Make<R>,
    watch: Watch<'_>,
    sink: Sink<'_, R>,
) -> Result<ReadSummary> {
    let explain = |fault: Fault| explain(path, fault);
    let guess = encoding::guess(path)?.map_err(explain)?;
    let size = std::fs::metadata(path)?.len();
    let mut rows = Rows::new(Text::open(path, &guess)?)?.map_err(explain)?;
    let mut row = Row::default();
    let mut gather = Gather::default();

    let titles = heading(&mut rows, &mut row, path)?;
    if titles > 0 {
        gather
            .summary
            .notes
            .push(format!("{titles} title rows above the headings were passed over"));
    }
    let mut part = Part::new(0);
    let columns = columns(&row, context, &mut part.keys);
    check(path, context, &mut gather, std::mem::take(&mut part.keys), watch, sink)?;
    part.keys = fresh(&columns, context);

    let width = columns.len();
    while rows.next(&mut row)?.map_err(explain)? {
        if row.filled() == 0 {
            continue;
        }
        let place = Place::Row(row.number);
        let excess = row.cells().skip(width).any(|c| !c.trim().is_empty());
        let made = if row.len() < width || excess {
            Err(format!(
                "it has {} cells where the heading has {width}; mend its commas and quotes",
                row.len()
            ))
        } else {
            let mut values = Values::new();
            for (cell, column) in row.cells().zip(&columns) {
                if let Some(at) = column.at {
                    put_cell(&mut values, &mut part.keys, at, cell);
                }
            }
            if values.is_empty() {
                Err("none of the known columns is filled in".to_owned())
            } else {
                make(context, place, &mut values, Given::Table, &mut part.tally)
            }
        };
        part.take(place, made);
        if part.total == BATCH {
            let mut next = Part::new(BATCH as usize);
            next.keys = fresh(&columns, context);
            part.done = rows.text.read;
            gather.part(std::mem::replace(&mut part, next), size, watch, sink)?;
        }
    }
    part.done = size;
    gather.part(part, size, watch, sink)?;
    Ok(gather.finish(context, format!("CSV, {}", guess.name)))
}

/// Moves to the row of headings; gives the number of title rows above it.
fn heading(rows: &mut Rows, row: &mut Row, path: &Path) -> Result<u32> {
    let mut titles = 0;
    loop {
        if !rows.next(row)?.map_err(|f| explain(path, f))? {
            return Err(refused(
                path,
                "it has no row of headings; the first row must name the columns",
            ));
        }
        match row.filled() {
            0 => {}
            // One filled cell of many is a title over the table, as offices like to have it.
            1 if row.len() > 1 && titles < 5 => titles += 1,
            _ => return Ok(titles),
        }
    }
}

struct Column {
    name: String,
    /// Its place among the keys; none without a heading.
    at: Option<usize>,
}

/// The headings, without the empty ones at the end.
fn columns(row: &Row, context: &Context<'_>, keys: &mut Keys) -> Vec<Column> {
    let mut columns: Vec<Column> = row
        .cells()
        .map(|cell| {
            let name = cell.trim().trim_start_matches('\u{feff}').to_owned();
            let at = if name.is_empty() {
                None
            } else {
                keys.find(&name, &context.wanted, context.target.fields)
            };
            Column { name, at }
        })
        .collect();
    while columns.last().is_some_and(|c| c.name.is_empty()) {
        columns.pop();
    }
    columns
}

/// The keys of the columns anew, at the same places.
fn fresh(columns: &[Column], context: &Context<'_>) -> Keys {
    let mut keys = Keys::default();
    for column in columns.iter().filter(|c| c.at.is_some()) {
        keys.find(&column.name, &context.wanted, context.target.fields);
    }
    keys
}

/// Refuses the table by its headings, before any row.
fn check<R>(
    path: &Path,
    context: &Context<'_>,
    gather: &mut Gather,
    keys: Keys,
    watch: Watch<'_>,
    sink: Sink<'_, R>,
) -> Result<()> {
    let known = keys.is_any_used();
    let mut part = Part::new(0);
    part.keys = keys;
    gather.part::<R>(part, 0, watch, sink)?;
    gather.check_columns(path, context)?;
    if !known {
        let reason = format!(
            "none of its headings is known ({}); the first row must name the columns, or name them with --map FIELD=COLUMN",
            gather.column_names()
        );
        return Err(refused(path, reason));
    }
    if context.target.what == "sites" {
        let there = |field| gather.has(field) || context.wanted.set(field).is_some();
        match (there(SITE_LON), there(SITE_LAT)) {
            (true, true) => {}
            (false, false) => gather.summary.notes.push(
                "no column holds coordinates, so the sites have no place yet; name them with --map lon=COLUMN --map lat=COLUMN".to_owned(),
            ),
            (lon, _) => {
                let (have, lack) = if lon { ("lon", "lat") } else { ("lat", "lon") };
                let names = gather.column_names();
                return Err(refused(path, format!("it has a column for {have} but none for {lack}; name it with --map {lack}=COLUMN (columns: {names})")));
            }
        }
    }
    Ok(())
}

fn explain(path: &Path, fault: Fault) -> Error {
    match fault.at.map(|at| line_of(path, at).map(|(line, _)| (line, at))) {
        None => refused(path, fault.reason),
        Some(Ok((line, at))) => refused(path, format!("line {line} (byte {at}): {}", fault.reason)),
        Some(Err(e)) => e.into(),
    }
}
