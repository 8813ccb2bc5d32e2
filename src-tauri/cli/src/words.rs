//! What people read when `--json` is not asked for.

pub mod meeting;
pub mod rules;
pub mod site;
pub mod work;

use gridwarden_core::model::Lang;
use gridwarden_core::view::*;
use std::fmt::Write;

/// Rejections and faults that are listed before the rest is only counted.
const LISTED: usize = 20;

pub fn info(p: &ProjectInfo) -> String {
    format!(
        "{}: {} cells, {} sites, {} unresolved\n",
        p.file_name, p.drawn_grids, p.figures.total, p.figures.unresolved
    )
}

fn list<T>(out: &mut String, all: &[T], mut line: impl FnMut(&T) -> String) {
    for item in all.iter().take(LISTED) {
        let _ = writeln!(out, "  {}", line(item));
    }
    if all.len() > LISTED {
        let _ = writeln!(out, "  … and {} more (--json lists all)", all.len() - LISTED);
    }
}

pub fn import(r: &ImportReport, dry: bool) -> String {
    let mut out = format!(
        "{}{} inserted, {} updated, {} unchanged, {} rejected\n",
        if dry { "would be: " } else { "" },
        r.inserted,
        r.updated,
        r.unchanged,
        r.rejected.len()
    );
    if r.questioned > 0 {
        let _ = writeln!(
            out,
            "  {} of those rejected are in question: their number or code is there for something else",
            r.questioned
        );
    }
    r.notes.iter().for_each(|n| out.push_str(&format!("  note: {n}\n")));
    let asked: Vec<_> = r.words.iter().filter(|w| w.kind.is_none() && !w.left_out).collect();
    if !asked.is_empty() {
        out.push_str("  words for kinds that are not known; their rows stay out until you say what they mean:\n");
        list(&mut out, &asked, |w| {
            let kind = w.guess.as_deref().unwrap_or("KIND");
            format!(
                "\"{0}\" in {1} rows: --kind {0}={kind}, or --kind {0}= to leave them out",
                w.word, w.rows
            )
        });
    }
    if r.duplicates > 0 {
        out.push_str(&format!(
            "  {} lie near another of their kind, {} of them near another row of this file:\n",
            r.duplicates, r.duplicates_within
        ));
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

pub fn today(t: &today::Today) -> String {
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
    .fold(String::new(), |out, (what, n)| out + &format!("{n:>7}  {what}\n"))
}

pub fn batch(all: &[today::BatchRow]) -> String {
    let refused: Vec<_> = all.iter().filter(|r| r.refused.is_some()).collect();
    let mut out = format!("{} moved, {} refused\n", all.len() - refused.len(), refused.len());
    list(&mut out, &refused, |r| {
        format!("{}: {}", r.number, r.refused.as_deref().unwrap_or_default())
    });
    out
}

pub fn assign(r: &AssignReport) -> String {
    format!(
        "{} sites in a cell, {} in no cell, {} changed\n",
        r.assigned, r.unassigned, r.changed
    )
}

pub fn check(r: &CheckReport) -> String {
    if r.grids == 0 && r.counts.is_empty() {
        return "nothing to check yet: the project has no drawn grids; import them first\n".into();
    }
    if r.counts.is_empty() {
        return format!("no faults in {} grids\n", r.grids);
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
    let mut out = format!("{}\n", head.join("; "));
    for c in &r.counts {
        let _ = writeln!(
            out,
            "{}{}: {}",
            if c.warning { "warning, " } else { "" },
            word(c.kind),
            c.count
        );
        let all = if c.warning { &r.warnings } else { &r.faults };
        let wide: Vec<&Fault> = all.iter().filter(|f| f.kind == c.kind && !f.narrow).collect();
        list(&mut out, &wide, |f| {
            format!("{} {}", f.grids.join(", "), f.place).trim().to_owned()
        });
        if c.narrow > 0 {
            let _ = writeln!(out, "  {} narrower than a millimetre (--json lists all)", c.narrow);
        }
    }
    out
}

pub fn repair(r: &RepairReport) -> String {
    let mut out = format!("{} entries taken out\n", r.removed);
    for (table, count) in &r.tables {
        let _ = writeln!(out, "  {table}: {count}");
    }
    if !r.left.is_empty() {
        let _ = writeln!(out, "{} left:", r.left.len());
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

pub fn status(s: &Status) -> String {
    let mut out = format!(
        "on {}\n{:>7} {:>10} {:>7} {:>9} {:>9} {:>7} {:>8}\n",
        s.on, "sites", "unresolved", "overdue", "submitted", "suspended", "stopped", "accepted"
    );
    let _ = writeln!(out, "{}  all", figures(&s.figures));
    for r in &s.rows {
        let _ = writeln!(out, "{}  {} {}", figures(&r.figures), r.grid.code, r.grid.name);
    }
    if s.unassigned > 0 {
        let _ = writeln!(out, "{} unresolved sites lie in no cell", s.unassigned);
    }
    out
}

pub fn comparison(k: &Comparison) -> String {
    let (b, a) = (&k.before, &k.after);
    let mut out = format!("from {} to {}\n", k.since, k.on);
    for (what, before, after) in [
        ("sites", b.total, a.total),
        ("unresolved", b.unresolved, a.unresolved),
        ("overdue", b.overdue, a.overdue),
        ("accepted", b.accepted, a.accepted),
    ] {
        let _ = writeln!(
            out,
            "{before:>7} → {after:>7} ({:+})  {what}",
            i64::from(after) - i64::from(before)
        );
    }
    let m = &k.moved;
    let _ = writeln!(
        out,
        "{} new, {} accepted, {} returned, {} relapsed; {} cells better, {} worse, {} the same",
        m.new, m.accepted, m.returned, m.relapsed, k.better, k.worse, k.same
    );
    for r in &k.rows {
        let _ = writeln!(
            out,
            "{:>7} → {:>7} ({:+})  {} {}",
            r.before,
            r.after,
            i64::from(r.after) - i64::from(r.before),
            r.grid.code,
            r.grid.name
        );
    }
    let _ = writeln!(out, "{} sites moved", k.total);
    list(&mut out, &k.sites, |s| {
        let from = s.from.map_or("new", |f| f.word());
        format!("{} {from} → {} {}", s.site.number, s.site.state.word(), s.site.address)
    });
    out
}

fn late(days: Option<i32>) -> String {
    match days {
        Some(d) if d > 0 => format!(", {d} days late"),
        Some(d) => format!(", {} days left", -d),
        None => String::new(),
    }
}

pub fn dossier(d: &Dossier) -> String {
    let mut out = format!("{} {}\n", d.grid.code, d.grid.name);
    let f = &d.figures;
    let _ = writeln!(
        out,
        "{} unresolved ({} suspended, {} stopped), {} overdue, {} of {} accepted",
        f.unresolved, f.suspended, f.paused, f.overdue, f.accepted, f.total
    );
    match &d.chief {
        Some(c) => {
            let phone = if c.phone.is_empty() { "no telephone" } else { &c.phone };
            let _ = writeln!(out, "chief: {} {} {phone}", c.name, c.post);
        }
        None => out.push_str("chief: vacant\n"),
    }
    for x in d.duties.iter().filter(|x| x.role != "chief") {
        let _ = writeln!(out, "{}: {} {}", x.role, x.name, x.post);
    }
    if !d.tasks.is_empty() {
        out.push_str("tasks:\n");
        list(&mut out, &d.tasks, |t| {
            format!("{} {}/{}{}", t.name, t.done, t.total, late(t.days_late))
        });
    }
    if !d.unresolved.is_empty() {
        out.push_str("unresolved:\n");
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

pub fn done(d: &Done) -> String {
    match &d.edit {
        Some(e) => edit(e),
        None => "nothing had to change\n".into(),
    }
}

pub fn edit(e: &EditInfo) -> String {
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
    format!(
        "edit {}: {} {}{of} by {} ({}){undone}\n",
        e.id.0,
        e.at,
        e.verb,
        e.actor,
        args.join(", ")
    )
}

pub fn edits(all: &[EditInfo]) -> String {
    all.iter().map(edit).collect()
}

/// The moment by the clock of this machine; a day stays a day.
fn local(at: &str) -> String {
    match chrono::DateTime::parse_from_rfc3339(at) {
        Ok(t) => t.with_timezone(&chrono::Local).format("%Y-%m-%d %H:%M").to_string(),
        Err(_) => format!("{at:<16}"),
    }
}

pub fn history(all: &[HistoryEntry], lang: Lang) -> String {
    let mut out = String::new();
    for h in all {
        let undone = if h.undone {
            lang.pick("（已撤销）", " (taken back)")
        } else {
            ""
        };
        let _ = writeln!(out, "{}  {}{undone}", local(&h.at), h.text);
    }
    out
}
