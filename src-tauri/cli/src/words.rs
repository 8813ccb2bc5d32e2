//! What people read when `--json` is not asked for.

pub mod meeting;
pub mod rules;
pub mod site;
pub mod work;

use gridwarden_core::limits::one_line;
use gridwarden_core::model::Lang;
use gridwarden_core::view::*;

use std::fmt;

/// Rejections and faults that are listed before the rest is only counted.
const LISTED: usize = 20;

/// What goes to the terminal, line by line. What somebody typed ends none of them: only [`Lines::push`] begins a new one.
#[derive(Default)]
pub struct Lines(String);

impl Lines {
    /// Of one line.
    pub fn of(line: impl AsRef<str>) -> Self {
        let mut out = Self::default();
        out.push(line);
        out
    }

    /// Adds a line.
    pub fn push(&mut self, line: impl AsRef<str>) {
        self.0.push_str(&one_line(line.as_ref()));
        self.0.push('\n');
    }

    /// Adds lines that are ready.
    #[must_use]
    pub fn and(mut self, more: Lines) -> Self {
        self.0.push_str(&more.0);
        self
    }
}

impl fmt::Display for Lines {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

macro_rules! say {
    ($out:expr, $($words:tt)*) => { $out.push(format!($($words)*)) };
}
pub(crate) use say;

pub fn info(p: &ProjectInfo) -> Lines {
    Lines::of(format!(
        "{}: {}, {}, {} unresolved",
        p.file_name,
        counted(p.drawn_grids as usize, "cell", "cells"),
        counted(p.figures.total as usize, "site", "sites"),
        p.figures.unresolved
    ))
}

fn list<T>(out: &mut Lines, all: &[T], mut line: impl FnMut(&T) -> String) {
    for item in all.iter().take(LISTED) {
        say!(out, "  {}", line(item));
    }
    more(out, all.len());
}

/// Says how many of these were not listed.
fn more(out: &mut Lines, all: usize) {
    if all > LISTED {
        say!(out, "  … and {} more (--json lists all)", all - LISTED);
    }
}

pub fn import(r: &ImportReport, dry: bool) -> Lines {
    let mut out = Lines::of(format!(
        "{}{} inserted, {} updated, {} unchanged, {} rejected",
        if dry { "would be: " } else { "" },
        r.inserted,
        r.updated,
        r.unchanged,
        r.rejected.len()
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

pub fn today(t: &today::Today) -> Lines {
    [
        ("reported, to verify", t.reported),
        ("filed, to send to a chief", t.filed),
        ("due today", t.due_today),
        ("due in the next seven days", t.due_soon),
        ("overdue", t.overdue),
        ("waiting for inspection", t.submitted),
        ("escalated", t.escalated),
        ("suspension over", t.suspension_over),
        ("stopped for the season", t.paused),
        ("re-checks due", t.recheck_due),
        ("came back after they were accepted", t.relapsed),
        ("unresolved in no cell", t.loose),
        ("cells without a chief", t.vacant),
        ("cells whose chief has no telephone", t.unreachable),
        ("cells without a department", t.no_department),
        ("empty squares of campaigns by cells", t.empty_squares),
        ("problems of the review not struck off", t.feedback_open),
        ("problems claimed done that are not", t.claimed_not_done),
    ]
    .iter()
    .fold(Lines::default(), |mut out, (what, n)| {
        say!(out, "{n:>7}  {what}");
        out
    })
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
    let of = |warning: bool, what: &str| {
        let own: Vec<_> = r.counts.iter().filter(|c| c.warning == warning).collect();
        let each: Vec<String> = own.iter().map(|c| format!("{} {}", c.count, word(c.kind))).collect();
        let all: u32 = own.iter().map(|c| c.count).sum();
        let one = if all == 1 { "" } else { "s" };
        (all > 0).then(|| format!("{all} {what}{one}: {}", each.join(", ")))
    };
    let head: Vec<String> = [of(false, "fault"), of(true, "warning")]
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

fn figures(f: &Figures) -> String {
    format!(
        "{:>7} {:>10} {:>7} {:>9} {:>9} {:>7} {:>8}",
        f.total, f.unresolved, f.overdue, f.submitted, f.suspended, f.paused, f.accepted
    )
}

pub fn status(s: &Status) -> Lines {
    let mut out = Lines::of(format!("on {}", s.on));
    say!(
        out,
        "{:>7} {:>10} {:>7} {:>9} {:>9} {:>7} {:>8}",
        "sites",
        "unresolved",
        "overdue",
        "submitted",
        "suspended",
        "stopped",
        "accepted"
    );
    say!(out, "{}  all", figures(&s.figures));
    for r in &s.rows {
        say!(out, "{}  {} {}", figures(&r.figures), r.grid.code, r.grid.name);
    }
    if s.unassigned > 0 {
        say!(
            out,
            "{} in no cell",
            counted(s.unassigned as usize, "unresolved site lies", "unresolved sites lie")
        );
    }
    out
}

pub fn comparison(k: &Comparison) -> Lines {
    let (b, a) = (&k.before, &k.after);
    let mut out = Lines::of(format!("from {} to {}", k.since, k.on));
    for (what, before, after) in [
        ("sites", b.total, a.total),
        ("unresolved", b.unresolved, a.unresolved),
        ("overdue", b.overdue, a.overdue),
        ("accepted", b.accepted, a.accepted),
    ] {
        say!(
            out,
            "{before:>7} → {after:>7} ({:+})  {what}",
            i64::from(after) - i64::from(before)
        );
    }
    let m = &k.moved;
    say!(
        out,
        "{} new, {} accepted, {} returned, {} relapsed; {} cells better, {} worse, {} the same",
        m.new,
        m.accepted,
        m.returned,
        m.relapsed,
        k.better,
        k.worse,
        k.same
    );
    for r in &k.rows {
        say!(
            out,
            "{:>7} → {:>7} ({:+})  {} {}",
            r.before,
            r.after,
            i64::from(r.after) - i64::from(r.before),
            r.grid.code,
            r.grid.name
        );
    }
    say!(out, "{} moved", counted(k.total as usize, "site", "sites"));
    list(&mut out, &k.sites, |s| {
        let from = s.from.map_or("new", |f| f.word());
        format!("{} {from} → {} {}", s.site.number, s.site.state.word(), s.site.address)
    });
    out
}

fn late(days: Option<i32>) -> String {
    match days {
        Some(d) if d > 0 => format!(", {} late", counted(d as usize, "day", "days")),
        Some(d) => format!(", {} left", counted(d.unsigned_abs() as usize, "day", "days")),
        None => String::new(),
    }
}

pub fn dossier(d: &Dossier) -> Lines {
    let mut out = Lines::of(format!("{} {}", d.grid.code, d.grid.name));
    let f = &d.figures;
    say!(
        out,
        "{} unresolved ({} suspended, {} stopped), {} overdue, {} of {} accepted",
        f.unresolved,
        f.suspended,
        f.paused,
        f.overdue,
        f.accepted,
        f.total
    );
    match &d.chief {
        Some(c) => {
            let phone = if c.phone.is_empty() { "no telephone" } else { &c.phone };
            say!(out, "chief: {} {} {phone}", c.name, c.post);
        }
        None => out.push("chief: vacant"),
    }
    for x in d.duties.iter().filter(|x| x.role != "chief") {
        say!(out, "{}: {} {}", x.role, x.name, x.post);
    }
    if !d.tasks.is_empty() {
        out.push("tasks:");
        list(&mut out, &d.tasks, |t| {
            format!("{} {}/{}{}", t.name, t.done, t.total, late(t.days_late))
        });
    }
    if !d.unresolved.is_empty() {
        out.push("unresolved:");
        list(&mut out, &d.unresolved, |s| {
            format!(
                "{} {} {} {}{}",
                s.number,
                s.kind,
                s.state.word(),
                s.address,
                late(s.days_late)
            )
        });
    }
    out
}

/// How many of these were written to a file.
pub fn written(n: usize, one: &str, many: &str, to: &std::path::Path) -> Lines {
    Lines::of(format!("{} written to {}", counted(n, one, many), to.display()))
}

/// A number with its noun.
pub fn counted(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
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
