//! The office's rules, for people.

use super::lines::{Lines, counted, say};
use gridwarden_core::view::StandardItem;
use gridwarden_core::view::rules::{Holidays, KindRule, PauseRow, Settings, StandardVersion};

pub fn settings(s: &Settings) -> Lines {
    let days: Vec<_> = s.recheck_days.iter().map(u32::to_string).collect();
    let mut out = Lines::default();
    say!(out, "title             {}", s.title);
    say!(out, "recheck_days      {}", days.join(" "));
    say!(out, "duplicate_metres  {}", s.duplicate_metres);
    say!(out, "patrol_days       {}", s.patrol_days);
    say!(out, "keep_originals    {}", if s.keep_originals { "on" } else { "off" });
    out
}

fn line(k: &KindRule) -> Lines {
    Lines::of(format!(
        "{}  {} ({})  {} {} days  {}, standard v{}, {}{}",
        k.code,
        k.name,
        k.name_en,
        k.deadline_days,
        if k.working { "working" } else { "calendar" },
        if k.photo_rule {
            "photos needed"
        } else {
            "no photos needed"
        },
        k.version,
        counted(k.sites as usize, "site", "sites"),
        if k.closed { ", closed" } else { "" }
    ))
}

pub fn kinds(all: &[KindRule]) -> Lines {
    all.iter().map(line).fold(Lines::default(), Lines::and)
}

pub fn kind(k: &KindRule) -> Lines {
    let due = k.due.as_deref().unwrap_or("–");
    line(k)
        .and(Lines::of(format!("found today, due {due}")))
        .and(items(&k.items))
}

fn items(all: &[StandardItem]) -> Lines {
    all.iter().fold(Lines::default(), |mut out, i| {
        say!(out, "  {}. {}", i.number, i.text);
        out
    })
}

pub fn standard(all: &[StandardVersion]) -> Lines {
    all.iter().fold(Lines::default(), |mut out, v| {
        let since = v
            .since
            .as_deref()
            .map_or(String::new(), |s| format!(", since {s} by {}", v.by));
        say!(out, "version {}{since}, {} judged by it", v.version, v.judged);
        out.and(items(&v.items))
    })
}

pub fn holidays(h: &Holidays) -> Lines {
    let mut out = Lines::default();
    for d in &h.days {
        say!(
            out,
            "{}  {}  {}",
            d.day,
            if d.make_up { "worked " } else { "holiday" },
            d.name
        );
    }
    if h.lacking > 0 {
        say!(
            out,
            "{} not listed; --known adds {}",
            counted(h.lacking as usize, "known day is", "known days are"),
            if h.lacking == 1 { "it" } else { "them" }
        );
    }
    out
}

pub fn pauses(all: &[PauseRow]) -> Lines {
    if all.is_empty() {
        return Lines::of("no stops");
    }
    all.iter().fold(Lines::default(), |mut out, p| {
        let now = if p.now { ", now" } else { "" };
        say!(
            out,
            "{}  {} to {}  {}  {}{now}",
            p.name,
            p.from,
            p.to,
            p.kinds.join(" "),
            counted(p.sites as usize, "unresolved site", "unresolved sites")
        );
        out
    })
}
