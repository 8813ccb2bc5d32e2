//! One site, and the re-checks that are due.

use super::figures::late;
use super::lines::{Lines, counted, list, say};
use gridwarden_core::view::{SiteArchive, today::RecheckRow};

pub fn archive(a: &SiteArchive) -> Lines {
    let s = &a.site;
    let mut out = Lines::of(format!(
        "{} {} {}{}",
        s.number,
        s.kind,
        s.state.word(),
        late(s.days_late)
    ));
    if a.kind_unknown {
        say!(
            out,
            "\"{}\" is none of the kinds of this project; correct it: edit {} --kind KIND",
            s.kind,
            s.number
        );
    }
    match &s.grid {
        Some(g) => {
            say!(out, "cell: {} {}", g.code, g.name);
        }
        None => out.push("cell: none"),
    }
    match &a.answerable {
        Some(p) => {
            let how = if a.inherited { "as chief of its cell" } else { "named" };
            say!(out, "answerable: {} ({how})", p.name);
        }
        None => out.push("answerable: nobody"),
    }
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
        ("note", a.note.clone()),
    ] {
        if !value.is_empty() {
            say!(out, "{what}: {value}");
        }
    }
    out
}

pub fn rechecks(all: &[RecheckRow]) -> Lines {
    let mut out = Lines::of(format!("{} due", counted(all.len(), "re-check", "re-checks")));
    list(&mut out, all, |r| {
        let when = match r.days_late {
            0 => "due today".into(),
            d if d > 0 => format!("{} late", counted(d as usize, "day", "days")),
            d => format!("{} ahead", counted(d.unsigned_abs() as usize, "day", "days")),
        };
        let round = r.round;
        format!(
            "{}  {when}  {round}-day  {}  {}  {} {}",
            r.due, r.number, r.kind, r.grid, r.address
        )
    });
    out
}
