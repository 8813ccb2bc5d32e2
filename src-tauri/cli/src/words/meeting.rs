//! What people read of the review's list and of dispatch meetings.

use super::{late, list};
use gridwarden_core::view::feedback::FeedbackList;
use gridwarden_core::view::meeting::{Agenda, MeetingFigures, MeetingInfo, MeetingItem, MeetingSite, Rank, Rate};
use std::fmt::Write;

pub fn feedback(l: &FeedbackList) -> String {
    let c = &l.counts;
    let mut out = format!(
        "on {}: {} items, {} struck off, {} ready to be, {} overdue, {} claimed done and not, {} linked to nothing\n",
        l.on, c.total, c.struck, c.ready, c.overdue, c.claimed_not_done, c.unlinked
    );
    list(&mut out, &l.rows, |r| {
        let mut line = format!("{} {}/{} {}{}", r.number, r.done, r.total, r.text, late(r.days_late));
        for (word, day) in [("claimed", &r.claimed_on), ("struck off", &r.struck_on)] {
            if let Some(day) = day {
                let _ = write!(line, ", {word} {day}");
            }
        }
        if r.claimed_not_done {
            line.push_str(", NOT DONE");
        }
        for s in &r.sites {
            let _ = write!(line, "\n    site {} {}", s.number, s.state.word());
        }
        for t in &r.tasks {
            let _ = write!(line, "\n    task {} {} {}", t.name, t.grid.code, t.state);
        }
        line
    });
    out
}

pub fn meetings(all: &[MeetingInfo]) -> String {
    let mut out = format!("{} meetings\n", all.len());
    list(&mut out, all, |m| {
        format!("{} {}  {} items, {} remarks open", m.day, m.title, m.items, m.open)
    });
    out
}

fn item(i: &MeetingItem) -> String {
    let mut line = format!("[{}] {} {}", i.id.0, i.day, i.kind);
    let words = [i.site.as_deref().unwrap_or(""), &i.who, &i.text];
    for word in words.iter().filter(|w| !w.is_empty()) {
        let _ = write!(line, " {word}");
    }
    if !i.owner.is_empty() {
        let _ = write!(line, ", owner {}", i.owner);
    }
    if let Some(due) = &i.due {
        let _ = write!(line, ", due {due}{}", if i.overdue { " (late)" } else { "" });
    }
    if let Some(day) = &i.done_on {
        let _ = write!(line, ", done {day} {}", i.done_note);
    }
    line.trim_end().to_owned()
}

pub fn agenda(a: &Agenda) -> String {
    let mut out = format!("agenda of {}\n{} remarks open from before\n", a.day, a.open.len());
    list(&mut out, &a.open, item);
    if !a.items.is_empty() {
        let _ = writeln!(out, "{} items", a.items.len());
        list(&mut out, &a.items, item);
    }
    out
}

fn percent(r: &Rate) -> String {
    let p = r.percent.map_or_else(|| "–".into(), |p| format!("{p}%"));
    format!("{p} ({}/{})", r.numerator, r.denominator)
}

pub fn meeting(m: &MeetingFigures, items: &[MeetingItem]) -> String {
    let f = &m.total.figures;
    let mut out = format!("meeting of {}, frozen {}\n", m.day, m.at);
    let _ = writeln!(
        out,
        "{} sites, {} unresolved, {} overdue, {} accepted",
        f.total, f.unresolved, f.overdue, f.accepted
    );
    for k in &m.kinds {
        let _ = writeln!(
            out,
            "  {}: {} unresolved, {} overdue, {} relapsed",
            k.code,
            k.figures.unresolved,
            k.figures.overdue,
            k.relapsed.unwrap_or_default()
        );
    }
    if let Some(n) = m.vacant {
        let _ = writeln!(out, "{n} cells without a chief");
    }
    let x = m.total.moves.unwrap_or_default();
    let _ = writeln!(
        out,
        "since {}: {} new, {} accepted, {} returned, {} relapsed, {} became late",
        m.since.as_deref().unwrap_or("the beginning"),
        x.new,
        x.accepted,
        x.returned,
        x.relapsed,
        x.late
    );
    if let Some(r) = &m.total.rates {
        for (formula, rate) in m.formulas.iter().zip([&r.progress, &r.on_time, &r.rework, &r.relapse]) {
            let _ = writeln!(out, "{}: {} = {}", formula.rate, percent(rate), formula.formula);
        }
    }
    for r in m.rankings.iter().filter(|r| r.by != "on_time" && !r.ranks.is_empty()) {
        let _ = writeln!(out, "{} by {}:", r.of, r.by);
        let ranks: Vec<&Rank> = r.ranks.iter().filter(|k| r.by != "overdue" || k.value > 0.0).collect();
        list(&mut out, &ranks, |k| format!("{:>3} {} {}", k.place, k.name, k.value));
    }
    let late: Vec<&MeetingSite> = m
        .unresolved
        .iter()
        .filter(|s| s.days_late.is_some_and(|d| d > 0))
        .collect();
    let _ = writeln!(out, "{} unresolved, {} of them late:", m.unresolved.len(), late.len());
    list(&mut out, &late, |s| {
        format!(
            "{} {} {} {} {} days late, {}",
            s.number,
            s.kind,
            s.state.word(),
            s.grid,
            s.days_late.unwrap_or_default(),
            if s.chief.is_empty() { "no chief" } else { &s.chief }
        )
    });
    for (title, all) in [("open from before", m.open_remarks.as_slice()), ("items now", items)] {
        if !all.is_empty() {
            let _ = writeln!(out, "{title}:");
            list(&mut out, all, item);
        }
    }
    out
}
