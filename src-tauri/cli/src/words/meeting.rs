//! What people read of the review's list and of dispatch meetings.

use super::figures::late;
use super::lines::{LISTED, Lines, counted, list, more, say};
use gridwarden_core::view::Page;
use gridwarden_core::view::feedback::FeedbackList;
use gridwarden_core::view::meeting::{Agenda, MeetingFigures, MeetingInfo, MeetingItem, MeetingSite, Rate};
use gridwarden_core::view::meeting_page::{Apart, MeetingLine, MeetingPage, RankedRow};
use std::fmt::Write;

pub fn feedback(l: &FeedbackList) -> Lines {
    let c = &l.counts;
    let mut out = Lines::of(format!(
        "on {}: {}, {} struck off, {} ready to be, {} overdue, {} claimed done and not, {} linked to nothing",
        l.on,
        counted(c.total as usize, "item", "items"),
        c.struck,
        c.ready,
        c.overdue,
        c.claimed_not_done,
        c.unlinked
    ));
    for r in l.rows.iter().take(LISTED) {
        let mut line = format!("{} {}/{} {}{}", r.number, r.done, r.total, r.text, late(r.days_late));
        for (word, day) in [("claimed", &r.claimed_on), ("struck off", &r.struck_on)] {
            if let Some(day) = day {
                let _ = write!(line, ", {word} {day}");
            }
        }
        if r.claimed_not_done {
            line.push_str(", NOT DONE");
        }
        say!(out, "  {line}");
        for s in &r.sites {
            say!(out, "    site {} {}", s.number, s.state.word());
        }
        for t in &r.tasks {
            say!(out, "    task {} {} {}", t.name, t.grid.code, t.state);
        }
    }
    more(&mut out, l.rows.len());
    out
}

pub fn meetings(all: &[MeetingInfo]) -> Lines {
    let mut out = Lines::of(counted(all.len(), "meeting", "meetings"));
    list(&mut out, all, |m| {
        format!(
            "{} {}  {}, {} open",
            m.day,
            m.title,
            counted(m.items as usize, "item", "items"),
            counted(m.open as usize, "remark", "remarks")
        )
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

pub fn agenda(a: &Agenda) -> Lines {
    let mut out = Lines::of(format!("agenda of {}", a.day));
    say!(out, "{} open from before", counted(a.open.len(), "remark", "remarks"));
    list(&mut out, &a.open, item);
    if !a.items.is_empty() {
        out.push(counted(a.items.len(), "item", "items"));
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
    let name = match r.apart {
        Some(Apart::NoSubdistrict) => "in no subdistrict",
        Some(Apart::NoCell) => "in no cell",
        None if r.name.is_empty() => "nobody",
        None => &r.name,
    };
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
) -> Lines {
    let f = &m.total.figures;
    let mut out = Lines::of(format!("meeting of {}, frozen {}", m.day, m.at));
    say!(
        out,
        "{} sites, {} unresolved, {} overdue, {} accepted",
        f.total,
        f.unresolved,
        f.overdue,
        f.accepted
    );
    for k in &m.kinds {
        say!(
            out,
            "  {}: {} unresolved, {} overdue, {} relapsed",
            k.code,
            k.figures.unresolved,
            k.figures.overdue,
            k.relapsed.unwrap_or_default()
        );
    }
    let before = m.since.as_deref().unwrap_or("no meeting before");
    say!(out, "figures, {before} → {}:", m.day);
    page.lines.iter().for_each(|l| {
        say!(out, "  {}", line(l));
    });
    for f in &m.formulas {
        say!(out, "{} = {}", f.rate, f.formula);
    }
    let x = m.total.moves.unwrap_or_default();
    say!(
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
        say!(out, "{of} by progress{first}:");
        rows.rows.iter().for_each(|r| {
            say!(out, "  {}", ranked(r));
        });
    }
    let overdue: Vec<&MeetingSite> = m
        .unresolved
        .iter()
        .filter(|s| s.days_late.is_some_and(|d| d > 0))
        .collect();
    say!(
        out,
        "{} unresolved, {} of them late:",
        m.unresolved.len(),
        overdue.len()
    );
    list(&mut out, &overdue, |s| {
        format!(
            "{} {} {} {}{}, {}",
            s.number,
            s.kind,
            s.state.word(),
            s.grid,
            late(s.days_late),
            if s.chief.is_empty() { "no chief" } else { &s.chief }
        )
    });
    for (title, all) in [("open from before", m.open_remarks.as_slice()), ("items now", items)] {
        if !all.is_empty() {
            say!(out, "{title}:");
            list(&mut out, all, item);
        }
    }
    out
}
