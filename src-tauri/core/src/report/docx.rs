//! How notices are set as one Word document: each begins on a page of its own.

use super::map_picture::{HEIGHT, WIDTH, has_beyond, map_png};
use super::markup::{
    BODY, Block, CAPTION, CELL, GAP, GREETING, HEADING, ITEM, LABEL, Lines, META, Para, SIGN, TEXT, TITLE, Table,
    picture_para,
};
use super::measure::fit;
use super::package::Package;
use super::picture::Picture;
use super::words::{ZH, day, fill};
use super::{Notice, NoticeMap, NoticeSite};
use crate::{Error, Result};

/// Columns of the table of sites, in points.
const COLUMNS: [f64; 7] = [27.0, 69.0, 47.0, 113.0, 57.0, 58.0, 82.6];
/// Columns of the cell's particulars: label and value, twice.
const PARTICULARS: [f64; 4] = [58.0, 168.8, 58.0, 168.8];
/// A map as wide as this, in points, is as large as one needs.
const WIDEST_MAP: f64 = 397.0;
/// A map lower than this is too small to read: it goes onto the next page instead.
const LOWEST_MAP: f64 = 140.0;
/// What the office programs' own reckoning may differ by, in points.
const SLACK: f64 = 18.0;

/// Sets notices as one Word document (`.docx`), each on a page of its own and numbered
/// from page 1, in the order given. A short notice keeps to one page: its map takes
/// the room that is left. The same notices give the same bytes. Some 10 ms and 60 kB
/// per notice with a map.
///
/// # Errors
/// [`Error::Field`] where there is no notice at all.
pub fn notices_docx(notices: &[Notice]) -> Result<Vec<u8>> {
    let Some(first) = notices.first() else {
        return Err(Error::Field {
            field: "grids".to_owned(),
            reason: "no cell is chosen; choose at least one to write a notice for".to_owned(),
        });
    };
    let mut package = Package::default();
    for notice in notices {
        let content = content(notice, &mut package);
        package.section(&content, &notice.number);
    }
    package.finish(&title(first), &first.issued_by)
}

fn title(notice: &Notice) -> String {
    fill(ZH.notice_title, &[("district", &notice.title_district)])
}

fn content(notice: &Notice, package: &mut Package) -> Block {
    let number = fill(ZH.number, &[("number", &notice.number)]);
    let date = fill(ZH.date, &[("date", &day(&notice.date))]);
    let mut all = Block::default();
    all.push(&Para::new(&TITLE, title(notice)).within(TEXT.0));
    all.push(&Para::new(&META, number).right(date).within(TEXT.0));
    all.push(&particulars(notice));
    all.push(&letter(notice));
    all.push(&sites(&notice.rows));
    all.push(&standards(&notice.standards, package));
    let signatures = signatures(notice);
    if let Some(map) = &notice.map {
        let room = TEXT.1 - all.height - signatures.height - SLACK;
        all.push(&picture(notice, map, room, package));
    }
    all.push(&signatures);
    all
}

fn particulars(notice: &Notice) -> Block {
    let or = |text: &str, other: &str| {
        if text.is_empty() {
            other.to_owned()
        } else {
            text.to_owned()
        }
    };
    let mut chief = or(&notice.chief_name, ZH.vacant);
    if let Some(phone) = &notice.chief_phone {
        chief = format!("{chief}　{phone}");
    }
    let grid = match notice.grid_code.as_str() {
        "" => notice.grid_name.clone(),
        code => format!("{}\n{code}", notice.grid_name),
    };
    let leader = or(notice.leader.as_deref().unwrap_or_default(), ZH.none);
    let departments = or(&notice.departments.join(ZH.between), ZH.none);
    let mut table = Table::new(&PARTICULARS, Lines::All);
    for [left, right] in [
        [(ZH.grid, grid), (ZH.chief, chief)],
        [(ZH.leader, leader), (ZH.departments, departments)],
    ] {
        let cells: Vec<_> = [left, right]
            .into_iter()
            .flat_map(|(label, value)| {
                let label = Para::new(&LABEL, label).within(table.inner(0, 1));
                [(1, label), (1, Para::new(&CELL, value).within(table.inner(1, 1)))]
            })
            .collect();
        table.tinted_row(&cells, false, &[0, 2]);
    }
    table.finish()
}

/// The salutation and what is asked for.
fn letter(notice: &Notice) -> Block {
    let late = notice.rows.iter().filter(|r| r.late().is_some()).count();
    let template = match (notice.rows.len(), late) {
        (0, _) => ZH.body_none,
        (_, 0) => ZH.body,
        _ => ZH.body_late,
    };
    let (count, late) = (notice.rows.len().to_string(), late.to_string());
    let mut body = fill(
        template,
        &[("date", &day(&notice.date)), ("count", &count), ("late", &late)],
    );
    if !notice.rows.is_empty() {
        body += &match &notice.deadline {
            Some(deadline) => fill(ZH.demand_by, &[("deadline", &day(deadline))]),
            None => ZH.demand_each.to_owned(),
        };
    }
    let template = if notice.chief_name.is_empty() {
        ZH.salutation_vacant
    } else {
        ZH.salutation
    };
    let greeting = fill(template, &[("grid", &notice.grid_name), ("chief", &notice.chief_name)]);
    let paras = [Para::new(&GREETING, greeting).keep(), Para::new(&BODY, body)];
    paras.into_iter().map(|p| p.within(TEXT.0)).collect()
}

fn sites(rows: &[NoticeSite]) -> Block {
    if rows.is_empty() {
        return Block::default();
    }
    let mut table = Table::new(&COLUMNS, Lines::All);
    let inner: Vec<f64> = (0..COLUMNS.len()).map(|i| table.inner(i, 1)).collect();
    let heads = ZH.columns.iter().zip(&inner);
    let heads: Vec<_> = heads
        .map(|(&h, &w)| (1, Para::new(&LABEL, h).keep().within(w)))
        .collect();
    table.row(&heads, true);
    for (i, row) in rows.iter().enumerate() {
        let mut address = Para::new(&CELL, &*row.address).within(inner[3]);
        if let Some(name) = &row.household {
            address.push(&Para::new(&CELL, fill(ZH.household, &[("name", name)])).within(inner[3]));
        }
        let due = row.deadline.as_deref().unwrap_or(ZH.none);
        let mut due = Para::new(&CELL, due).centred().within(inner[5]);
        if let Some(days) = row.late() {
            let late = fill(ZH.late, &[("days", &days.to_string())]);
            due.push(&Para::new(&CELL, late).centred().late().within(inner[5]));
        }
        let centred = |text: &str, column: usize| Para::new(&CELL, text).centred().within(inner[column]);
        let cells = [
            (1, centred(&(i + 1).to_string(), 0)),
            (1, centred(&row.number, 1)),
            (1, centred(&row.kind_name, 2)),
            (1, address),
            (1, centred(&row.state_name, 4)),
            (1, due),
            (1, Para::new(&CELL, &*row.note).within(inner[6])),
        ];
        table.row(&cells, false);
    }
    table.finish()
}

/// Each kind's standard as a list of its own, two beside each other.
fn standards(standards: &[(String, Vec<String>)], package: &mut Package) -> Block {
    let beside = if standards.len() > 1 { 2 } else { 1 };
    let widths = vec![TEXT.0 / beside as f64; beside];
    let mut table = Table::new(&widths, Lines::None);
    let wide = table.inner(0, 1);
    for group in standards.chunks(beside) {
        let mut cells: Vec<_> = group
            .iter()
            .map(|(kind, items)| {
                let list = package.list();
                let heading = fill(ZH.standard, &[("kind", kind)]);
                let items = items.iter().map(|i| Para::new(&ITEM, i).item_of(list).within(wide));
                let heading = Para::new(&HEADING, heading).keep().within(wide);
                (1, std::iter::once(heading).chain(items).collect())
            })
            .collect();
        cells.resize_with(beside, || (1, Para::new(&GAP, "").within(wide)));
        table.row(&cells, false);
    }
    // Two tables that touch would be read as one.
    [Para::new(&GAP, "").within(TEXT.0), table.finish()]
        .into_iter()
        .collect()
}

fn picture(notice: &Notice, map: &NoticeMap, room: f64, package: &mut Package) -> Block {
    let caption = match map.sites.is_empty() {
        true => ZH.map_caption_none.to_owned(),
        false => {
            let late = if map.sites.iter().any(|&(.., late)| late) {
                ZH.map_late
            } else {
                ""
            };
            let beyond = if has_beyond(map) { ZH.map_beyond } else { "" };
            fill(ZH.map_caption, &[("late", late), ("beyond", beyond)])
        }
    };
    let caption = Para::new(&CAPTION, caption).within(TEXT.0);
    let room = room - caption.height - picture_para("", 0.0, false).height;
    let room = if room < LOWEST_MAP { TEXT.1 } else { room };
    let size = fit((WIDTH, HEIGHT), WIDEST_MAP, room);
    let kind = Picture {
        ending: "png",
        pixels: (WIDTH, HEIGHT),
    };
    let described = fill(ZH.map_described, &[("grid", &notice.grid_name)]);
    let run = package.picture(map_png(map), kind, size, &described);
    [picture_para(&run, size.1, true), caption].into_iter().collect()
}

fn signatures(notice: &Notice) -> Block {
    let widths = [TEXT.0 / 2.0; 2];
    let mut table = Table::new(&widths, Lines::All);
    let inner = table.inner(0, 1);
    let side = |label: &str, lines: [&str; 2], date: &str| -> Block {
        let label = Para::new(&SIGN, label).keep().within(inner);
        let lines = lines
            .into_iter()
            .filter(|l| !l.is_empty())
            .map(|l| Para::new(&SIGN, l).keep().within(inner));
        let date = Para::new(&SIGN, fill(ZH.date, &[("date", date)])).within(inner);
        std::iter::once(label).chain(lines).chain([date]).collect()
    };
    let issued = side(ZH.issued, [&notice.issued_by, ""], &day(&notice.date));
    let received = side(ZH.received, [ZH.signature, ""], ZH.blank_day);
    table.row(&[(1, issued), (1, received)], false);
    [Para::new(&GAP, "").keep().within(TEXT.0), table.finish()]
        .into_iter()
        .collect()
}

#[cfg(test)]
mod tests;
