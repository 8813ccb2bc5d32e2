//! What people read of campaigns, tasks and patrols.

use super::lines::{Lines, counted, list, say};
use gridwarden_core::model::Basis;
use gridwarden_core::view::matrix::*;
use gridwarden_core::view::patrol::*;
use gridwarden_core::view::task::*;
use gridwarden_core::view::{PersonPage, Rollup, RollupRow, SiteRow, Vacancies};

pub fn campaigns(all: &[CampaignRow]) -> Lines {
    let mut out = Lines::of(format!(
        "{:>6} {:>6} {:>8} {:>8} {:>11}  campaign",
        "tasks", "empty", "accepted", "overdue", "sites"
    ));
    for k in all {
        let sites = format!("{}/{}", k.done, k.total);
        let due = k.deadline.as_ref().map(|d| format!(", due {d}")).unwrap_or_default();
        let closed = k
            .closed_on
            .as_ref()
            .map(|d| format!(", closed on {d}"))
            .unwrap_or_default();
        say!(
            out,
            "{:>6} {:>6} {:>8} {:>8} {sites:>11}  {} {}{due}{closed}",
            k.tasks,
            k.empty,
            k.accepted,
            k.overdue,
            k.code,
            k.name
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

pub fn matrix(m: &Matrix) -> Lines {
    let mut out = Lines::of(format!(
        "on {}, {}",
        m.on,
        counted(m.empty as usize, "empty square", "empty squares")
    ));
    for (i, k) in m.campaigns.iter().enumerate() {
        say!(
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
        say!(
            out,
            "{name}: {}, {} empty, {} overdue",
            counted(p.cells as usize, "cell", "cells"),
            p.empty,
            p.overdue
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

pub fn tasks(r: &TasksReport, what: &str) -> Lines {
    Lines::of(format!(
        "{}: {} {what}, {} left as {}",
        counted(r.cells as usize, "cell", "cells"),
        counted(r.changed as usize, "task", "tasks"),
        r.left,
        if r.left == 1 { "it is" } else { "they are" }
    ))
}

pub fn plan(p: &BreakdownPlan) -> Lines {
    Lines::of(format!(
        "{}: {} would get the task, {} it, {} exempt",
        counted(p.cells as usize, "cell", "cells"),
        p.new.len(),
        counted(p.there as usize, "has", "have"),
        counted(p.exempt as usize, "is", "are")
    ))
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

pub fn task(a: &TaskArchive) -> Lines {
    let t = &a.task;
    let mut out = Lines::of(task_line(t));
    if t.slipped {
        out.push("accepted, and a site of it is wrong again");
    }
    say!(out, "standard: {}", t.standard);
    let chief = if t.inherited { " (chief)" } else { "" };
    match &t.answerable {
        Some(p) => {
            say!(out, "answers for it: {}{chief}", p.name);
        }
        None => out.push("answers for it: nobody"),
    }
    for i in &a.items {
        say!(out, "  [{}] {} {}", if i.done { "x" } else { " " }, i.number, i.text);
    }
    for s in &a.steps {
        say!(out, "  {} {} by {} {}", s.at, s.action.word(), s.actor, s.note);
    }
    list(&mut out, &a.sites, site_line);
    out
}

pub fn unanswered(u: &Answered) -> Lines {
    let mut out = Lines::of(format!(
        "{} and {} that nobody answers for",
        counted(u.tasks_total as usize, "task", "tasks"),
        counted(u.sites_total as usize, "site", "sites")
    ));
    list(&mut out, &u.tasks, task_line);
    list(&mut out, &u.sites, site_line);
    out
}

fn heavy(yes: bool) -> &'static str {
    if yes { ", too much" } else { "" }
}

pub fn loads(all: &[PersonLoad]) -> Lines {
    let mut out = Lines::of(format!(
        "{:>6} {:>8} {:>6} {:>8}",
        "sites", "overdue", "tasks", "overdue"
    ));
    for l in all {
        let name = l.person.as_ref().map_or("nobody", |p| p.name.as_str());
        let heavy = heavy(l.heavy);
        let figures = format!("{:>6} {:>8} {:>6} {:>8}", l.sites, l.overdue, l.tasks, l.tasks_overdue);
        say!(out, "{figures}  {name}{heavy}");
    }
    out
}

pub fn patrols(all: &[PatrolView]) -> Lines {
    let mut out = Lines::default();
    for p in all {
        say!(
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
            say!(out, "  ? {q}");
        }
        for s in &p.sites {
            let found = if s.found { " (found)" } else { "" };
            say!(out, "  {}{found} {} {}", s.number, s.address, s.seen);
        }
    }
    out
}

pub fn unwalked(all: &[WalkRow]) -> Lines {
    let mut out = Lines::of(counted(all.len(), "cell", "cells"));
    list(&mut out, all, |r| {
        let when = match (&r.last, r.days) {
            (Some(day), Some(n)) => format!("last on {day}, {} ago", counted(n as usize, "day", "days")),
            _ => "never walked".into(),
        };
        format!("{} {}: {when}", r.grid.code, r.grid.name)
    });
    out
}

pub fn person(p: &PersonPage) -> Lines {
    let who = &p.person;
    let mut out = Lines::of(format!("{} {} {} {}", who.name, who.post, who.org, who.phone));
    say!(
        out,
        "{} (mean {:.1}){}, {} overdue; {} (mean {:.1}), {} overdue",
        counted(who.sites as usize, "site", "sites"),
        p.mean_sites,
        heavy(who.heavy),
        who.overdue,
        counted(who.tasks as usize, "task", "tasks"),
        p.mean_tasks,
        who.tasks_overdue
    );
    for d in &p.duties {
        let day = |d: &Option<String>| d.clone().unwrap_or_else(|| "…".into());
        let next = d.next.as_ref().map(|n| format!(", then {n}")).unwrap_or_default();
        say!(
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

pub fn vacancies(v: &Vacancies) -> Lines {
    let mut out = Lines::of(format!(
        "{}, {}",
        counted(v.cells as usize, "cell", "cells"),
        counted(v.rows.len(), "vacancy", "vacancies")
    ));
    list(&mut out, &v.rows, |r| {
        format!("{} {} {} {}", r.lack.word(), r.grid.code, r.grid.name, r.chief_name)
    });
    out
}

pub fn rollup(r: &Rollup) -> Lines {
    let mut out = Lines::of(format!("on {}", r.on));
    say!(
        out,
        "{:>6} {:>7} {:>10} {:>7} {:>9} {:>8} {:>7} {:>7}",
        "cells",
        "sites",
        "unresolved",
        "overdue",
        "suspended",
        "accepted",
        "rework",
        "relapse"
    );
    let mut line = |row: &RollupRow, name: &str| {
        let f = &row.figures;
        say!(
            out,
            "{:>6} {:>7} {:>10} {:>7} {:>9} {:>8} {:>7} {:>7}  {name}",
            row.cells,
            f.total,
            f.unresolved,
            f.overdue,
            f.suspended,
            f.accepted,
            row.rework,
            row.relapse
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
