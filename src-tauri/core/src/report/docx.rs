//! How notices are set as one document: each begins on a page of its own.

use super::map_picture::{HEIGHT, WIDTH, has_beyond, map_png};
use super::markup::{Block, Lines, Para, TEXT, Table, picture_height, picture_para};
use super::measure::{fit, width};
use super::package::Package;
use super::paper::Printing;
use super::picture::Picture;
use super::style::{BODY, CAPTION, CELL, GAP, GREETING, HEADING, ITEM, LABEL, META, SIGN, TITLE};
use super::words::{ZH, day, fill};
use super::{Notice, NoticeMap, NoticeSite};
use crate::{Error, Result};

/// Columns of the table of sites, in points; those of 0 depend on what is in them.
const COLUMNS: [f64; 7] = [28.0, 0.0, 48.0, 0.0, 58.0, 64.0, 0.0];
/// The column of numbers is at least, and at most, so wide.
const NUMBERS: (f64, f64) = (56.0, 104.0);
/// Of what the other columns leave, this part is for the address; the rest is for the note.
const ADDRESS: f64 = 0.56;
/// Columns of the cell's particulars: label and value, twice.
const PARTICULARS: [f64; 4] = [58.0, 168.8, 58.0, 168.8];
/// A map as wide as this, in points, is as large as one needs.
const WIDEST_MAP: f64 = 397.0;
/// A map lower than this is too small to read: it goes onto the next page instead.
const LOWEST_MAP: f64 = 100.0;
/// A single standard and the map stand beside each other, in columns of so many points,
/// unless the map has more sites than can be read there.
const BESIDE: [f64; 2] = [184.0, 269.6];
const MOST_BESIDE: usize = 40;
/// What the office programs' own reckoning may differ by, in points.
const SLACK: f64 = 14.0;

/// Sets notices as one Word document (`.docx`), each on a page of its own and numbered
/// from page 1, in the order given. A short notice keeps to one page: its map takes
/// the room that is left. The same notices give the same bytes. Some 10 ms and 60 kB
/// per notice with a map.
///
/// # Errors
/// [`Error::Field`] where there is no notice at all.
pub fn notices_docx(notices: &[Notice]) -> Result<Vec<u8>> {
    let (package, first) = set(notices)?;
    package.finish(&title(first), &first.issued_by)
}

/// The same document for the window to show and print.
///
/// # Errors
/// As [`notices_docx`].
pub fn notices_printing(notices: &[Notice]) -> Result<Printing> {
    let (package, first) = set(notices)?;
    Ok(package.printing(&title(first)))
}

fn set(notices: &[Notice]) -> Result<(Package, &Notice)> {
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
    Ok((package, first))
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
    // Two tables that touch would be read as one.
    all.push(&Para::new(&GAP, "").within(TEXT.0));
    let signatures = signatures(notice);
    match (&notice.map, &*notice.standards) {
        (Some(map), [only]) if map.sites.len() <= MOST_BESIDE => {
            let mut table = Table::new(&BESIDE, Lines::None);
            let left = standard(only, table.inner(0, 1), package);
            let right = picture(notice, map, (table.inner(1, 1), TEXT.1), package);
            table.row(&[(1, left), (1, right)], false);
            all.push(&table.finish());
        }
        (map, kinds) => {
            all.push(&standards(kinds, package));
            if let Some(map) = map {
                let room = TEXT.1 - all.height - signatures.height - SLACK;
                all.push(&picture(notice, map, (WIDEST_MAP, room), package));
            }
        }
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

/// How many sites its table lists: those to be done apart from those that rest.
fn standing(notice: &Notice) -> String {
    let count = |is: &dyn Fn(&NoticeSite) -> bool| notice.rows.iter().filter(|r| is(r)).count();
    let (all, rest) = (notice.rows.len(), count(&|r| r.rests));
    let (late, unverified) = (count(&|r| r.late().is_some()), count(&|r| r.unverified));
    let (late, unverified) = (
        (late > 0).then(|| fill(ZH.of_them_late, &[("late", &late.to_string())])),
        (unverified > 0).then(|| fill(ZH.of_them_unverified, &[("unverified", &unverified.to_string())])),
    );
    let parts: Vec<String> = late.into_iter().chain(unverified).collect();
    let parts = match &*parts {
        [] => String::new(),
        some => fill(ZH.of_them, &[("parts", &some.join(ZH.between))]),
    };
    let template = match rest {
        _ if all == 0 => ZH.body_none,
        0 => ZH.body,
        rest if rest == all => ZH.body_rest,
        _ => ZH.body_rests,
    };
    let figures = [all, all - rest, rest].map(|n| n.to_string());
    let [count, todo, rest] = &figures;
    fill(
        template,
        &[
            ("date", &day(&notice.date)),
            ("count", count),
            ("todo", todo),
            ("rest", rest),
            ("parts", &parts),
        ],
    )
}

/// The salutation and what is asked for.
fn letter(notice: &Notice) -> Block {
    let mut body = standing(notice);
    if notice.rows.iter().any(|r| !r.rests) {
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
    let greeting = fill(template, &[("chief", &notice.chief_name)]);
    let paras = [Para::new(&GREETING, greeting).keep(), Para::new(&BODY, body)];
    paras.into_iter().map(|p| p.within(TEXT.0)).collect()
}

/// The columns' widths, so that the longest number stands on one line if it can.
fn columns(rows: &[NoticeSite]) -> [f64; 7] {
    let longest = rows.iter().map(|r| width(&r.number, CELL.size)).fold(0.0, f64::max);
    let mut columns = COLUMNS;
    columns[1] = (longest + 8.0).clamp(NUMBERS.0, NUMBERS.1);
    let left = TEXT.0 - columns.iter().sum::<f64>();
    columns[3] = left * ADDRESS;
    columns[6] = left - columns[3];
    columns
}

fn sites(rows: &[NoticeSite]) -> Block {
    if rows.is_empty() {
        return Block::default();
    }
    let columns = columns(rows);
    let mut table = Table::new(&columns, Lines::All);
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

/// The standards, two beside each other.
fn standards(standards: &[(String, Vec<String>)], package: &mut Package) -> Block {
    let beside = if standards.len() > 1 { 2 } else { 1 };
    let widths = vec![TEXT.0 / beside as f64; beside];
    let mut table = Table::new(&widths, Lines::None);
    let wide = table.inner(0, 1);
    for group in standards.chunks(beside) {
        let mut cells: Vec<_> = group.iter().map(|kind| (1, standard(kind, wide, package))).collect();
        cells.resize_with(beside, || (1, Para::new(&GAP, "").within(wide)));
        table.row(&cells, false);
    }
    table.finish()
}

/// One kind's standard as a list of its own.
fn standard((kind, items): &(String, Vec<String>), wide: f64, package: &mut Package) -> Block {
    let list = package.list();
    let heading = fill(ZH.standard, &[("kind", kind)]);
    let heading = Para::new(&HEADING, heading).keep().within(wide);
    let items = (items.iter().zip(1..)).map(|(i, n)| Para::new(&ITEM, i).item_of(list, n).within(wide));
    std::iter::once(heading).chain(items).collect()
}

/// The map and its caption, in a column and a height of so many points.
fn picture(notice: &Notice, map: &NoticeMap, (wide, room): (f64, f64), package: &mut Package) -> Block {
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
    let caption = Para::new(&CAPTION, caption).within(wide);
    let room = room - caption.height - picture_height(0.0);
    let room = if room < LOWEST_MAP { TEXT.1 } else { room };
    let size = fit((WIDTH, HEIGHT), wide, room);
    let kind = Picture {
        ending: "png",
        pixels: (WIDTH, HEIGHT),
    };
    let described = fill(ZH.map_described, &[("grid", &notice.grid_name)]);
    let run = package.picture(map_png(map), kind, size, &described);
    [picture_para(run, true), caption].into_iter().collect()
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
