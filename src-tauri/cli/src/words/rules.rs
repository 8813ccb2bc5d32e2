//! The office's rules, for people.

use gridwarden_core::view::StandardItem;
use gridwarden_core::view::rules::{Holidays, KindRule, PauseRow, Settings, StandardVersion};
use std::fmt::Write;

pub fn settings(s: &Settings) -> String {
    let days: Vec<_> = s.recheck_days.iter().map(u32::to_string).collect();
    format!(
        "title             {}\nrecheck_days      {}\nduplicate_metres  {}\npatrol_days       {}\nkeep_originals    {}\n",
        s.title,
        days.join(" "),
        s.duplicate_metres,
        s.patrol_days,
        if s.keep_originals { "on" } else { "off" }
    )
}

fn line(k: &KindRule) -> String {
    format!(
        "{}  {} ({})  {} {} days  {}, standard v{}, {} sites{}\n",
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
        k.sites,
        if k.closed { ", closed" } else { "" }
    )
}

pub fn kinds(all: &[KindRule]) -> String {
    all.iter().map(line).collect()
}

pub fn kind(k: &KindRule) -> String {
    let due = k.due.as_deref().unwrap_or("–");
    format!("{}found today, due {due}\n{}", line(k), items(&k.items))
}

fn items(all: &[StandardItem]) -> String {
    all.iter().fold(String::new(), |mut out, i| {
        let _ = writeln!(out, "  {}. {}", i.number, i.text);
        out
    })
}

pub fn standard(all: &[StandardVersion]) -> String {
    all.iter().fold(String::new(), |mut out, v| {
        let since = v
            .since
            .as_deref()
            .map_or(String::new(), |s| format!(", since {s} by {}", v.by));
        let _ = writeln!(out, "version {}{since}, {} judged by it", v.version, v.judged);
        out + &items(&v.items)
    })
}

pub fn holidays(h: &Holidays) -> String {
    let mut out = String::new();
    for d in &h.days {
        let _ = writeln!(
            out,
            "{}  {}  {}",
            d.day,
            if d.make_up { "worked " } else { "holiday" },
            d.name
        );
    }
    if h.lacking > 0 {
        let _ = writeln!(out, "{} known days are not listed; --known adds them", h.lacking);
    }
    out
}

pub fn pauses(all: &[PauseRow]) -> String {
    if all.is_empty() {
        return "no stops\n".into();
    }
    all.iter().fold(String::new(), |mut out, p| {
        let now = if p.now { ", now" } else { "" };
        let _ = writeln!(
            out,
            "{}  {} to {}  {}  {} unresolved sites{now}",
            p.name,
            p.from,
            p.to,
            p.kinds.join(" "),
            p.sites
        );
        out
    })
}
