//! What people read when `--json` is not asked for.

mod figures;
mod lines;
pub mod meeting;
pub mod rules;
pub mod site;
pub mod work;

use gridwarden_core::model::Lang;
use gridwarden_core::view::*;

pub use figures::{astray, comparison, dossier, status, today};
use lines::list;
pub(crate) use lines::say;
pub use lines::{Lines, counted, written};

pub fn info(p: &ProjectInfo) -> Lines {
    Lines::of(format!(
        "{}: {}, {}, {} unresolved",
        p.file_name,
        counted(p.drawn_grids as usize, "cell", "cells"),
        counted(p.figures.total as usize, "site", "sites"),
        p.figures.unresolved
    ))
}

pub fn import(r: &ImportReport, dry: bool) -> Lines {
    let mut out = Lines::of(format!(
        "{}{} inserted, {} updated, {} unchanged, {} rejected",
        if dry { "would be: " } else { "" },
        r.inserted,
        r.updated,
        r.unchanged,
        r.rejected_total
    ));
    if r.questioned > 0 {
        say!(
            out,
            "  {} of those rejected are in question: their number or code is there for something else",
            r.questioned
        );
    }
    r.notes.iter().for_each(|n| say!(out, "  note: {n}"));
    let asked: Vec<_> = r.words.iter().filter(|w| w.kind.is_none() && !w.left_out).collect();
    if !asked.is_empty() {
        say!(
            out,
            "  words for kinds that are not known; their rows stay out until you say what they mean:"
        );
        list(&mut out, &asked, |w| {
            let kind = w.guess.as_deref().unwrap_or("KIND");
            format!(
                "\"{0}\" in {1}: --kind {0}={kind}, or --kind {0}= to leave them out",
                w.word,
                counted(w.rows as usize, "row", "rows")
            )
        });
    }
    if r.duplicates > 0 {
        say!(
            out,
            "  {} near another of {} kind, {} of them near another row of this file:",
            counted(r.duplicates as usize, "lies", "lie"),
            if r.duplicates == 1 { "its" } else { "their" },
            r.duplicates_within
        );
        list(&mut out, &r.warnings, |w| {
            let n = &w.near;
            format!(
                "{} {}: {} m from {}{} ({}) {}",
                w.place,
                w.number,
                n.metres,
                if w.near_where.is_empty() {
                    String::new()
                } else {
                    format!("{} of this file, ", w.near_where)
                },
                n.number,
                n.state.word(),
                n.address
            )
        });
    }
    list(&mut out, &r.rejected, |x| format!("{}: {}", x.place, x.reason));
    out
}

pub fn batch(all: &[today::BatchRow]) -> Lines {
    let refused: Vec<_> = all.iter().filter(|r| r.refused.is_some()).collect();
    let mut out = Lines::of(format!(
        "{} moved, {} refused",
        all.len() - refused.len(),
        refused.len()
    ));
    list(&mut out, &refused, |r| {
        format!("{}: {}", r.number, r.refused.as_deref().unwrap_or_default())
    });
    out
}

pub fn assign(r: &AssignReport) -> Lines {
    Lines::of(format!(
        "{} in a cell, {} in no cell, {} changed",
        counted(r.assigned as usize, "site", "sites"),
        r.unassigned,
        r.changed
    ))
}

pub fn check(r: &CheckReport) -> Lines {
    if r.grids == 0 && r.counts.is_empty() {
        return Lines::of("nothing to check yet: the project has no drawn grids; import them first");
    }
    if r.counts.is_empty() {
        return Lines::of(format!("no faults in {}", counted(r.grids as usize, "grid", "grids")));
    }
    let word = |kind: FaultKind| match serde_json::to_value(kind) {
        Ok(serde_json::Value::String(word)) => word,
        _ => String::new(),
    };
    let of = |warning: bool, one: &str, many: &str| {
        let own: Vec<_> = r.counts.iter().filter(|c| c.warning == warning).collect();
        let each: Vec<String> = own.iter().map(|c| format!("{} {}", c.count, word(c.kind))).collect();
        let all: u32 = own.iter().map(|c| c.count).sum();
        (all > 0).then(|| format!("{}: {}", counted(all as usize, one, many), each.join(", ")))
    };
    let head: Vec<String> = [of(false, "fault", "faults"), of(true, "warning", "warnings")]
        .into_iter()
        .flatten()
        .collect();
    let mut out = Lines::of(head.join("; "));
    for c in &r.counts {
        say!(
            out,
            "{}{}: {}",
            if c.warning { "warning, " } else { "" },
            word(c.kind),
            c.count
        );
        let all = if c.warning { &r.warnings } else { &r.faults };
        let wide: Vec<&Fault> = all.iter().filter(|f| f.kind == c.kind && !f.narrow).collect();
        list(&mut out, &wide, |f| {
            let codes: Vec<&str> = (f.grids.iter())
                .map(|c| if c.is_empty() { "(no code)" } else { c })
                .collect();
            format!("{} {}", codes.join(", "), f.place).trim().to_owned()
        });
        if c.narrow > 0 {
            say!(out, "  {} narrower than a millimetre (--json lists all)", c.narrow);
        }
    }
    out
}

pub fn repair(r: &RepairReport) -> Lines {
    let mut out = Lines::of(format!("{} taken out", counted(r.removed as usize, "entry", "entries")));
    for (table, count) in &r.tables {
        say!(out, "  {table}: {count}");
    }
    if !r.left.is_empty() {
        say!(out, "{} left:", r.left.len());
        list(&mut out, &r.left, Clone::clone);
    }
    out
}

pub fn done(d: &Done) -> Lines {
    match &d.edit {
        Some(e) => edit(e),
        None => Lines::of("nothing had to change"),
    }
}

pub fn edit(e: &EditInfo) -> Lines {
    let args: Vec<String> = e
        .args
        .iter()
        // What stands in a list is said by the plain values too.
        .filter(|(_, v)| !v.is_array())
        .map(|(k, v)| format!("{k} {}", v.as_str().map_or_else(|| v.to_string(), str::to_owned)))
        .collect();
    let of = e.of.map(|o| format!(" of edit {}", o.0)).unwrap_or_default();
    let undone = e
        .undone
        .map(|u| format!(" (undone by edit {})", u.0))
        .unwrap_or_default();
    Lines::of(format!(
        "edit {}: {} {}{of} by {} ({}){undone}",
        e.id.0,
        e.at,
        e.verb,
        e.actor,
        args.join(", ")
    ))
}

pub fn edits(all: &[EditInfo]) -> Lines {
    all.iter().map(edit).fold(Lines::default(), Lines::and)
}

/// The moment by the clock of this machine; a day stays a day.
fn local(at: &str) -> String {
    match chrono::DateTime::parse_from_rfc3339(at) {
        Ok(t) => t.with_timezone(&chrono::Local).format("%Y-%m-%d %H:%M").to_string(),
        Err(_) => format!("{at:<16}"),
    }
}

pub fn history(all: &[HistoryEntry], lang: Lang) -> Lines {
    let mut out = Lines::default();
    for h in all {
        let undone = if h.undone {
            lang.pick("（已撤销）", " (taken back)")
        } else {
            ""
        };
        say!(out, "{}  {}{undone}", local(&h.at), h.text);
    }
    out
}
