//! What people read of the review's list and of dispatch meetings.

use super::{late, list};
use gridwarden_core::view::Page;
use gridwarden_core::view::feedback::FeedbackList;
use gridwarden_core::view::meeting::{Agenda, MeetingFigures, MeetingInfo, MeetingItem, MeetingSite, Rate};
use gridwarden_core::view::meeting_page::{MeetingLine, MeetingPage, RankedRow};
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
    format!("{} ({}/{})", value(r.percent, true), r.numerator, r.denominator)
}

fn value(n: Option<f64>, percent: bool) -> String {
    match n {
        Some(n) if percent => format!("{n:.1}%"),
        Some(n) => n.to_string(),
        None => "–".into(),
    }
}

/// One line of the figures: at the meeting before, at this one, the change between them, what it is.
fn line(l: &MeetingLine) -> String {
    let kind = if l.name_en.is_empty() { &l.name } else { &l.name_en };
    let what = match l.what.as_str() {
        "kind" => format!("unresolved, {kind}"),
        "relapse_kind" => format!("relapse, {kind}"),
        "paused" => "stopped for the season".into(),
        "vacant" => "cells without a chief".into(),
        what => what.to_owned(),
    };
    let change = match l.change {
        Some(c) if l.percent => format!("({c:+.1})"),
        Some(c) => format!("({c:+})"),
        None => String::new(),
    };
    let parts = l.rate.map(|r| format!(" ({}/{})", r.numerator, r.denominator));
    format!(
        "{:>7} → {:>7} {change:>8}  {what}{}{}",
        value(l.before, l.percent),
        value(l.now, l.percent),
        parts.unwrap_or_default(),
        if l.worse == Some(true) { ", worse" } else { "" }
    )
}

fn ranked(r: &RankedRow) -> String {
    let place = r.place.map_or_else(|| "–".into(), |p| p.to_string());
    let name = if r.name.is_empty() { "nobody" } else { &r.name };
    let (f, rates) = (&r.figures, r.rates.unwrap_or_default());
    format!(
        "{place:>3} {name}  {} unresolved, {} overdue; progress {}, on_time {}, rework {}, relapse {}",
        f.unresolved,
        f.overdue,
        percent(&rates.progress),
        percent(&rates.on_time),
        percent(&rates.rework),
        percent(&rates.relapse)
    )
}

/// The text of a meeting: what it froze, its figures beside those of the one before, its rankings by progress, its items as
/// they stand now.
pub fn meeting(
    m: &MeetingFigures,
    page: &MeetingPage,
    rankings: &[(&str, Page<RankedRow>)],
    items: &[MeetingItem],
) -> String {
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
    let before = m.since.as_deref().unwrap_or("no meeting before");
    let _ = writeln!(out, "figures, {before} → {}:", m.day);
    page.lines.iter().for_each(|l| {
        let _ = writeln!(out, "  {}", line(l));
    });
    for f in &m.formulas {
        let _ = writeln!(out, "{} = {}", f.rate, f.formula);
    }
    let x = m.total.moves.unwrap_or_default();
    let _ = writeln!(
        out,
        "since {}: {} new, {} verified, {} dismissed, {} dispatched, {} started, {} submitted, {} accepted, {} returned, \
         {} relapsed, {} suspended, {} resumed, {} became late",
        m.since.as_deref().unwrap_or("the beginning"),
        x.new,
        x.verified,
        x.dismissed,
        x.dispatched,
        x.started,
        x.submitted,
        x.accepted,
        x.returned,
        x.relapsed,
        x.suspended,
        x.resumed,
        x.late
    );
    for (of, rows) in rankings.iter().filter(|r| r.1.total > 0) {
        let first = match rows.rows.len() {
            n if n < rows.total as usize => format!(", the first {n} of {}", rows.total),
            _ => String::new(),
        };
        let _ = writeln!(out, "{of} by progress{first}:");
        rows.rows.iter().for_each(|r| {
            let _ = writeln!(out, "  {}", ranked(r));
        });
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
