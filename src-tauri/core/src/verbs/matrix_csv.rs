//! The matrix as a table for Excel and WPS.

use crate::Result;
use crate::exchange::{CsvWriter, Value};
use crate::model::Basis;
use crate::store::Project;
use crate::view::matrix::{Matrix, MatrixRow, Square};
use crate::view::task::CampaignRow;
use chrono::NaiveDate;
use std::fs::File;
use std::io::BufWriter;
use std::path::Path;

/// The words of the table.
struct Words {
    heads: [&'static str; 4],
    empty: &'static str,
    exempt: &'static str,
    complete: &'static str,
    open: &'static str,
    late: &'static str,
    last: &'static str,
    sum: &'static str,
}

const CHINESE: Words = Words {
    heads: ["街道（镇）", "网格编码", "网格", "网格长"],
    empty: "未分解",
    exempt: "不适用",
    complete: "已完成",
    open: "未完成",
    late: "，逾期",
    last: "未分解数",
    sum: "合计",
};

const ENGLISH: Words = Words {
    heads: ["Subdistrict", "Grid code", "Cell", "Chief"],
    empty: "empty",
    exempt: "does not apply",
    complete: "done",
    open: "open",
    late: ", overdue",
    last: "Empty squares",
    sum: "Total",
};

/// Writes campaigns by cells as CSV with its UTF-8 mark, a row a cell; gives how many.
///
/// # Errors
/// When the project cannot be read or the target cannot be written.
pub fn write(project: &Project, to: &Path, english: bool, on: NaiveDate) -> Result<u64> {
    let m = project.matrix(on)?;
    super::output::put(project, to, |f| table(&m, f, english))
}

fn table(m: &Matrix, out: File, english: bool) -> Result<u64> {
    let words = if english { &ENGLISH } else { &CHINESE };
    let names = m.campaigns.iter().map(|k| title(k, english));
    let heads: Vec<&str> = words.heads.into_iter().chain(names).chain([words.last]).collect();
    let mut w = CsvWriter::new(BufWriter::new(out), &heads)?;
    for r in &m.rows {
        let squares: Vec<String> = (0..m.campaigns.len()).map(|i| square(r, i, words, english)).collect();
        let chief = r.chief.as_deref().unwrap_or_default();
        let first: [&str; 4] = [&r.subdistrict, &r.grid.code, &r.grid.name, chief];
        let rest = squares.iter().map(String::as_str);
        let mut cells: Vec<Value<'_>> = first.into_iter().chain(rest).map(Value::Text).collect();
        cells.push(Value::Int(i64::from(r.empty)));
        w.row(&cells)?;
    }
    let sums: Vec<String> = m.squares.iter().map(|s| count(s.done, s.total, english)).collect();
    let mut cells = vec![Value::Text(words.sum), Value::Null, Value::Null, Value::Null];
    cells.extend(sums.iter().map(|t| Value::Text(t)));
    cells.push(Value::Int(i64::from(m.empty)));
    w.row(&cells)?;
    w.finish()?.into_inner().map_err(|e| e.into_error())?;
    Ok(m.rows.len() as u64)
}

fn title(k: &CampaignRow, english: bool) -> &str {
    if english && !k.name_en.is_empty() {
        &k.name_en
    } else {
        &k.name
    }
}

/// Never `3/12`: a spreadsheet makes the twelfth of March of it.
fn count(done: u32, total: u32, english: bool) -> String {
    if english {
        format!("{done} of {total}")
    } else {
        format!("{done}（共 {total}）")
    }
}

fn square(r: &MatrixRow, i: usize, words: &Words, english: bool) -> String {
    let Some(Some(q)) = r.squares.get(i) else {
        let exempt = r.exempt.iter().any(|e| *e as usize == i);
        return if exempt { words.exempt } else { words.empty }.to_owned();
    };
    let late = if q.overdue { words.late } else { "" };
    match q {
        Square {
            complete: true,
            total: 0,
            ..
        } => words.complete.to_owned(),
        Square {
            basis: Basis::Whole, ..
        } => {
            let word = if q.complete { words.complete } else { words.open };
            format!("{word}{late}")
        }
        _ => format!("{}{late}", count(q.done, q.total, english)),
    }
}
