//! One site, and the re-checks that are due.

use super::{late, list};
use gridwarden_core::view::{SiteArchive, today::RecheckRow};
use std::fmt::Write;

pub fn archive(a: &SiteArchive) -> String {
    let s = &a.site;
    let mut out = format!("{} {} {}{}\n", s.number, s.kind, s.state.word(), late(s.days_late));
    if a.kind_unknown {
        let _ = writeln!(
            out,
            "\"{}\" is none of the kinds of this project; correct it: edit {} --kind KIND",
            s.kind, s.number
        );
    }
    match &s.grid {
        Some(g) => {
            let _ = writeln!(out, "cell: {} {}", g.code, g.name);
        }
        None => out.push_str("cell: none\n"),
    }
    let _ = match &a.answerable {
        Some(p) => {
            let how = if a.inherited { "as chief of its cell" } else { "named" };
            writeln!(out, "answerable: {} ({how})", p.name)
        }
        None => writeln!(out, "answerable: nobody"),
    };
    let day = |d: &Option<String>| d.clone().unwrap_or_default();
    for (what, value) in [
        ("address", s.address.clone()),
        ("village", s.village.clone()),
        ("household", a.household.clone()),
        ("telephone", a.phone.clone()),
        ("area", a.area.clone()),
        ("source", a.source.clone()),
        ("found on", day(&a.found_on)),
        ("deadline", day(&s.deadline)),
        ("size", a.size.clone()),
        ("escalated", a.escalated.clone()),
        ("next re-check", day(&a.recheck)),
        ("description", a.note.clone()),
    ] {
        if !value.is_empty() {
            let _ = writeln!(out, "{what}: {value}");
        }
    }
    out
}

pub fn rechecks(all: &[RecheckRow]) -> String {
    let mut out = format!("{} re-checks due\n", all.len());
    list(&mut out, all, |r| {
        let when = match r.days_late {
            0 => "due today".into(),
            d if d > 0 => format!("{d} days late"),
            d => format!("{} days ahead", -d),
        };
        let round = r.round;
        format!(
            "{}  {when}  {round}-day  {}  {}  {} {}",
            r.due, r.number, r.kind, r.grid, r.address
        )
    });
    out
}
