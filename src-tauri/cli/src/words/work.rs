//! What people read of campaigns, tasks and patrols.

use super::list;
use gridwarden_core::model::Basis;
use gridwarden_core::view::matrix::*;
use gridwarden_core::view::patrol::*;
use gridwarden_core::view::task::*;
use gridwarden_core::view::{PersonPage, Rollup, RollupRow, SiteRow, Vacancies};
use std::fmt::Write;

pub fn campaigns(all: &[CampaignRow]) -> String {
    let mut out = format!(
        "{:>6} {:>6} {:>8} {:>8} {:>11}  campaign\n",
        "tasks", "empty", "accepted", "overdue", "sites"
    );
    for k in all {
        let sites = format!("{}/{}", k.done, k.total);
        let due = k.deadline.as_ref().map(|d| format!(", due {d}")).unwrap_or_default();
        let closed = k
            .closed_on
            .as_ref()
            .map(|d| format!(", closed on {d}"))
            .unwrap_or_default();
        let _ = writeln!(
            out,
            "{:>6} {:>6} {:>8} {:>8} {sites:>11}  {} {}{due}{closed}",
            k.tasks, k.empty, k.accepted, k.overdue, k.code, k.name
        );
    }
    out
}

fn mark(square: Option<&Square>, exempt: bool) -> String {
    match square {
        None if exempt => "—".into(),
        None => "·".into(),
        Some(s) => {
            let what = match (s.complete, s.basis) {
                (true, _) => "done".into(),
                (false, Basis::Whole) => s.state.word().to_owned(),
                (false, _) => format!("{}/{}", s.done, s.total),
            };
            format!("{what}{}", if s.overdue { "!" } else { "" })
        }
    }
}

pub fn matrix(m: &Matrix) -> String {
    let mut out = format!("on {}, {} empty squares\n", m.on, m.empty);
    for (i, k) in m.campaigns.iter().enumerate() {
        let _ = writeln!(
            out,
            "{:>3} {} {}: {} empty, {} overdue",
            i + 1,
            k.code,
            k.name,
            k.empty,
            k.overdue
        );
    }
    for p in &m.subdistricts {
        let name = p.grid.as_ref().map_or("in no subdistrict", |g| g.name.as_str());
        let _ = writeln!(
            out,
            "{name}: {} cells, {} empty, {} overdue",
            p.cells, p.empty, p.overdue
        );
    }
    list(&mut out, &m.rows, |r| {
        let squares = r.squares.iter().enumerate();
        let squares: Vec<_> = squares
            .map(|(i, q)| mark(q.as_ref(), r.exempt.contains(&(i as u32))))
            .collect();
        format!("{} {} {}", r.grid.code, r.grid.name, squares.join(" "))
    });
    out
}

pub fn tasks(r: &TasksReport, what: &str) -> String {
    format!(
        "{} cells: {} tasks {what}, {} left as they are\n",
        r.cells, r.changed, r.left
    )
}

pub fn plan(p: &BreakdownPlan) -> String {
    format!(
        "{} cells: {} would get the task, {} have it, {} are exempt\n",
        p.cells,
        p.new.len(),
        p.there,
        p.exempt
    )
}

fn task_line(t: &TaskRow) -> String {
    let due = t.deadline.as_ref().map(|d| format!(", due {d}")).unwrap_or_default();
    let late = if t.overdue { ", overdue" } else { "" };
    format!(
        "{} in {} {}: {}, {}/{} {}{due}{late}",
        t.name,
        t.grid.code,
        t.grid.name,
        t.state.word(),
        t.done,
        t.total,
        match t.basis {
            Basis::Sites => "sites",
            Basis::Items => "items",
            Basis::Whole => "done",
        }
    )
}

fn site_line(s: &SiteRow) -> String {
    format!("{} {} {} {}", s.number, s.kind, s.state.word(), s.address)
}

pub fn task(a: &TaskArchive) -> String {
    let t = &a.task;
    let mut out = format!("{}\n", task_line(t));
    if t.slipped {
        out.push_str("accepted, and a site of it is wrong again\n");
    }
    let _ = writeln!(out, "standard: {}", t.standard);
    let chief = if t.inherited { " (chief)" } else { "" };
    match &t.answerable {
        Some(p) => {
            let _ = writeln!(out, "answers for it: {}{chief}", p.name);
        }
        None => out.push_str("answers for it: nobody\n"),
    }
    for i in &a.items {
        let _ = writeln!(out, "  [{}] {} {}", if i.done { "x" } else { " " }, i.number, i.text);
    }
    for s in &a.steps {
        let _ = writeln!(out, "  {} {} by {} {}", s.at, s.action.word(), s.actor, s.note);
    }
    list(&mut out, &a.sites, site_line);
    out
}

pub fn unanswered(u: &Answered) -> String {
    let mut out = format!(
        "{} tasks and {} sites that nobody answers for\n",
        u.tasks_total, u.sites_total
    );
    list(&mut out, &u.tasks, task_line);
    list(&mut out, &u.sites, site_line);
    out
}

fn heavy(yes: bool) -> &'static str {
    if yes { ", too much" } else { "" }
}

pub fn loads(all: &[PersonLoad]) -> String {
    let mut out = format!("{:>6} {:>8} {:>6} {:>8}\n", "sites", "overdue", "tasks", "overdue");
    for l in all {
        let name = l.person.as_ref().map_or("nobody", |p| p.name.as_str());
        let heavy = heavy(l.heavy);
        let figures = format!("{:>6} {:>8} {:>6} {:>8}", l.sites, l.overdue, l.tasks, l.tasks_overdue);
        let _ = writeln!(out, "{figures}  {name}{heavy}");
    }
    out
}

pub fn patrols(all: &[PatrolView]) -> String {
    let mut out = String::new();
    for p in all {
        let _ = writeln!(
            out,
            "{} {} {} {} {} {}",
            p.id.0,
            p.day,
            p.grid.code,
            p.who,
            p.orgs.join("、"),
            p.note
        );
        for q in &p.questions {
            let _ = writeln!(out, "  ? {q}");
        }
        for s in &p.sites {
            let found = if s.found { " (found)" } else { "" };
            let _ = writeln!(out, "  {}{found} {} {}", s.number, s.address, s.seen);
        }
    }
    out
}

pub fn unwalked(all: &[WalkRow]) -> String {
    let mut out = format!("{} cells\n", all.len());
    list(&mut out, all, |r| {
        let when = match (&r.last, r.days) {
            (Some(day), Some(n)) => format!("last on {day}, {n} days ago"),
            _ => "never walked".into(),
        };
        format!("{} {}: {when}", r.grid.code, r.grid.name)
    });
    out
}

pub fn person(p: &PersonPage) -> String {
    let who = &p.person;
    let mut out = format!("{} {} {} {}\n", who.name, who.post, who.org, who.phone);
    let _ = writeln!(
        out,
        "{} sites (mean {:.1}){}, {} of them overdue; {} tasks (mean {:.1}), {} of them overdue",
        who.sites,
        p.mean_sites,
        heavy(who.heavy),
        who.overdue,
        who.tasks,
        p.mean_tasks,
        who.tasks_overdue
    );
    for d in &p.duties {
        let day = |d: &Option<String>| d.clone().unwrap_or_else(|| "…".into());
        let next = d.next.as_ref().map(|n| format!(", then {n}")).unwrap_or_default();
        let _ = writeln!(
            out,
            "  {} {} {} {} – {}: {} unresolved{next}",
            d.role,
            d.grid.code,
            d.grid.name,
            day(&d.from),
            day(&d.to),
            d.figures.unresolved
        );
    }
    list(&mut out, &p.tasks, task_line);
    list(&mut out, &p.sites, site_line);
    out
}

pub fn vacancies(v: &Vacancies) -> String {
    let mut out = format!("{} cells, {} vacancies\n", v.cells, v.rows.len());
    list(&mut out, &v.rows, |r| {
        format!("{} {} {} {}", r.lack.word(), r.grid.code, r.grid.name, r.chief_name)
    });
    out
}

pub fn rollup(r: &Rollup) -> String {
    let mut out = format!(
        "on {}\n{:>6} {:>7} {:>10} {:>7} {:>9} {:>8} {:>7} {:>7}\n",
        r.on, "cells", "sites", "unresolved", "overdue", "suspended", "accepted", "rework", "relapse"
    );
    let mut line = |row: &RollupRow, name: &str| {
        let f = &row.figures;
        let _ = writeln!(
            out,
            "{:>6} {:>7} {:>10} {:>7} {:>9} {:>8} {:>7} {:>7}  {name}",
            row.cells, f.total, f.unresolved, f.overdue, f.suspended, f.accepted, row.rework, row.relapse
        );
    };
    for row in &r.rows {
        let name = match (&row.grid, row.own) {
            (None, _) => "in no cell".to_owned(),
            (Some(g), true) => format!("{} itself", g.name),
            (Some(g), false) => format!("{} {}", g.code, g.name),
        };
        line(row, &name);
    }
    line(&r.whole, "in all");
    out
}
