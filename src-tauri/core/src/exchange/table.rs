//! Reading CSV and TSV.

use super::aside::Aside;
use super::collect::{Gather, Part};
use super::encoding::{self, Text};
use super::feature::put_cell;
use super::fields::{SITE_LAT, SITE_LON, SITE_LON_LAT};
use super::heads::{self, Head, LOOKED_AT};
use super::notes::Note;
use super::orders::Orders;
use super::reading::Reading;
use super::records::{Context, Given, Make};
use super::rows::{Row, Rows};
use super::source::line_of;
use super::split::Fault;
use super::values::{Values, shown};
use super::{Place, Places, ReadSummary, Sink, Watch, refused};
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
    let is_heading = |cell: &str| !context.wanted.uses(cell).is_empty();
    let mut rows = Rows::new(Text::open(path, &guess)?, is_heading)?.map_err(explain)?;
    let mut gather = Gather::default();

    let (head, titles) = headings(&mut rows, context, &mut gather, path)?;
    check(path, context, &mut gather, &head, watch, sink)?;
    gather.told = head.told().map(str::to_owned).collect();
    let orders = Orders::of(path, &guess, &head, context)?;
    let mut aside = Aside::new(&head, titles);
    let mut part = Part::new(0);
    part.keys = head.keys(context);
    let mut row = Row::default();
    while rows.next(&mut row)?.map_err(explain)? {
        if row.filled() == 0 {
            continue;
        }
        let place = Place::Row(row.number);
        if let Some((note, cell)) = aside.judge(&row) {
            part.tally.notes.add(note, place, || shown(cell));
            continue;
        }
        let made = record(&row, rows.delimiter, &head, context, (make, &orders), &mut part);
        part.take(place, made);
        if part.total == BATCH {
            let mut next = Part::new(BATCH as usize);
            next.keys = head.keys(context);
            part.done = rows.text.read;
            gather.part(std::mem::replace(&mut part, next), size, watch, sink)?;
        }
    }
    part.done = size;
    gather.part(part, size, watch, sink)?;
    Ok(gather.finish(context, format!("CSV, {}", guess.name)))
}

/// One row as a record, or why it is none.
fn record<R>(
    row: &Row,
    delimiter: u8,
    head: &Head,
    context: &Context<'_>,
    (make, orders): (Make<R>, &Orders),
    part: &mut Part<R>,
) -> std::result::Result<R, String> {
    let (width, (from, to)) = (head.columns.len(), row.lines);
    if let Some(cell) = row.swallowing(delimiter, width) {
        return Err(format!(
            "the quote in cell {cell} seems to have swallowed other rows (lines {from} to {to} of the file); mend it and bring them in again"
        ));
    }
    if row.cells().skip(width).any(|c| !c.trim().is_empty()) {
        return Err(format!(
            "it has {} cells where the heading has {width}; mend its commas and quotes",
            row.len()
        ));
    }
    let place = Place::Row(row.number);
    let mut values = Values::new();
    for (cell, column) in row.cells().zip(&head.columns) {
        if let Some(at) = column.at {
            put_cell(&mut values, &mut part.keys, at, cell);
        }
    }
    if values.is_empty() {
        return Err("none of the known columns is filled in".to_owned());
    }
    if row.len() < width {
        part.tally.note(Note::EndsEarly, place, String::new());
    }
    make(
        &mut Reading::new(context, place, &mut values, &mut part.tally, orders),
        Given::Table,
    )
}

/// Moves behind the headings; gives them and the titles over them.
fn headings(rows: &mut Rows, context: &Context<'_>, gather: &mut Gather, path: &Path) -> Result<(Head, Vec<String>)> {
    let delimiter = rows.delimiter;
    let ahead = rows.look_ahead(LOOKED_AT)?.map_err(|f| explain(path, f))?;
    let Some(mut head) = heads::find(ahead, context) else {
        return Err(refused(
            path,
            "it has no row of headings; the first row must name the columns",
        ));
    };
    for row in &ahead[..head.at + head.rows] {
        if let Some(cell) = row.swallowing_below(delimiter) {
            let (number, (from, to)) = (row.number, row.lines);
            let reason = format!(
                "the quote in cell {cell} of row {number} seems to have swallowed the rows below it (lines {from} to {to} of the file); mend it or save the table again"
            );
            return Err(refused(path, reason));
        }
    }
    let mut titles = (Places::default(), Vec::new());
    for row in ahead.iter().take(head.at).filter(|r| r.filled() > 0) {
        titles.0.add(Place::Row(row.number));
        titles
            .1
            .extend(row.cells().map(str::trim).filter(|c| !c.is_empty()).map(str::to_owned));
    }
    let notes = &mut gather.summary.notes;
    if !titles.1.is_empty() {
        notes.push(format!("{}: titles above the headings were passed over", titles.0));
    }
    notes.append(&mut head.notes);
    rows.drop_ahead(head.at + head.rows);
    Ok((head, titles.1))
}

/// Refuses the table by its headings, before any row.
fn check<R>(
    path: &Path,
    context: &Context<'_>,
    gather: &mut Gather,
    head: &Head,
    watch: Watch<'_>,
    sink: Sink<'_, R>,
) -> Result<()> {
    let mut part = Part::new(0);
    part.keys = head.keys(context);
    let known = part.keys.is_any_used();
    gather.part::<R>(part, 0, watch, sink)?;
    gather.check_columns(path, context)?;
    if !known {
        if let Some(mark) = head.parted_by(context) {
            let reason =
                format!("its columns are parted by \"{mark}\", a mark of sentences; part them by narrow commas (,)");
            return Err(refused(path, reason));
        }
        gather.strange = Some(format!(
            "none of its headings is known ({}); a row must name the columns, or name them with --map FIELD=COLUMN",
            gather.column_names()
        ));
        return Ok(());
    }
    if context.target.what == "sites" {
        let there = |field| gather.has(field) || context.wanted.set(field).is_some();
        match (there(SITE_LON), there(SITE_LAT)) {
            (true, true) => {}
            _ if there(SITE_LON_LAT) => {}
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
