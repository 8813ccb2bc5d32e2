//! How the district stands, a grid of it, and how it stood.

use super::lines::{Lines, counted, list, say};
use gridwarden_core::model::called;
use gridwarden_core::view::*;

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
    out.and(astray(s.astray.as_ref()))
}

/// Ground whose sites the figures of the ground above lack.
pub fn astray(ground: Option<&Astray>) -> Lines {
    let Some(a) = ground else { return Lines::default() };
    let mut names: Vec<&str> = a.grids.iter().map(|g| called(&g.name, &g.code)).collect();
    if a.count as usize > names.len() {
        names.push("…");
    }
    Lines::of(format!(
        "{} in no grid ({}), so the figures of the ground above lack {}, {} of them unresolved; give it its parent by an import of grids",
        counted(a.count as usize, "grid lies", "grids lie"),
        names.join(", "),
        counted(a.figures.total as usize, "site", "sites"),
        a.figures.unresolved
    ))
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
    let [was, is] = k.loose;
    if was + is > 0 {
        let change = i64::from(is) - i64::from(was);
        say!(out, "{was:>7} → {is:>7} ({change:+})  in no cell");
    }
    say!(out, "{} moved", counted(k.total as usize, "site", "sites"));
    list(&mut out, &k.sites, |s| {
        let from = s.from.map_or("new", |f| f.word());
        format!("{} {from} → {} {}", s.site.number, s.site.state.word(), s.site.address)
    });
    out
}

pub fn late(days: Option<i32>) -> String {
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
