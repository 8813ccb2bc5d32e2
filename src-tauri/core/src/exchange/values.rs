//! How the words, dates and numbers of a source are understood.

use super::Vocabulary;
use crate::model::{Level, State};
use chrono::NaiveDate;
use std::borrow::Cow;

/// The most fields that any target has.
pub(super) const MAX_FIELDS: usize = 16;

/// The texts of one row or feature, by field.
pub(super) struct Values<'a> {
    slots: [Option<Cow<'a, str>>; MAX_FIELDS],
    ranks: [u8; MAX_FIELDS],
}

impl<'a> Values<'a> {
    pub(super) fn new() -> Self {
        Self {
            slots: [const { None }; MAX_FIELDS],
            ranks: [u8::MAX; MAX_FIELDS],
        }
    }

    /// Offers a text for a field; the lowest rank stays, and of equals the last.
    pub(super) fn put(&mut self, field: usize, rank: u8, text: Cow<'a, str>) {
        if rank <= self.ranks[field] {
            self.ranks[field] = rank;
            self.slots[field] = Some(text);
        }
    }

    pub(super) fn get(&self, field: usize) -> Option<&str> {
        self.slots[field].as_deref()
    }

    pub(super) fn take(&mut self, field: usize) -> Option<String> {
        self.slots[field].take().map(Cow::into_owned)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.slots.iter().all(Option::is_none)
    }
}

/// A text of the source within a message: one line, in quotes, cut when long.
pub(super) fn shown(text: &str) -> String {
    let mut out: String = text
        .chars()
        .take(40)
        .map(|c| if c.is_control() || c == '\u{2028}' { ' ' } else { c })
        .collect();
    if text.chars().nth(40).is_some() {
        out.push('…');
    }
    format!("\"{out}\"")
}

/// How a text begins that a spreadsheet runs: full-width forms too, for Excel reads them as their narrow ones.
pub(super) const FORMULA: [char; 12] = ['=', '+', '-', '@', '|', '%', '＝', '＋', '－', '＠', '\t', '\r'];

/// A cell as a spreadsheet wrote it: trimmed, without the signs that keep it
/// from being taken for a formula (`'=…`) or a number (`="630203…"`).
pub(super) fn cell(text: &str) -> &str {
    let t = text.trim();
    if let Some(inner) = t.strip_prefix("=\"").and_then(|r| r.strip_suffix('"')) {
        return inner.trim();
    }
    match t.strip_prefix('\'') {
        Some(rest) if rest.starts_with(FORMULA) => rest,
        _ => t,
    }
}

/// Trims, at no cost where there is nothing to trim.
pub(super) fn trim(text: &str) -> &str {
    // Printable ASCII at both ends, or the lead byte of a Chinese character other than U+3000.
    let firm = |b: Option<&u8>| b.is_some_and(|b| (0x21..0x7f).contains(b));
    let lead = |b: Option<&u8>| firm(b) || b.is_some_and(|b| (0xe4..=0xe9).contains(b));
    let bytes = text.as_bytes();
    if lead(bytes.first()) && firm(bytes.last()) {
        text
    } else {
        text.trim()
    }
}

/// What a text says about a day.
pub(crate) enum Day {
    /// YYYY-MM-DD.
    Known(String),
    /// Day and month could be either way round.
    Vague,
    /// No day.
    Bad,
}

/// Reads `2026-11-18`, `2026/11/18`, `2026.11.18`, `2026年11月18日`, `20261118`, and `3/14/2025`
/// where only one order of day and month is possible; a time of day behind it is left out.
pub(crate) fn day(text: &str) -> Day {
    if let Some(day) = iso(text) {
        return Day::Known(day);
    }
    let t = text.trim();
    if t.len() == 8 && t.bytes().all(|b| b.is_ascii_digit()) {
        return known(&t[..4], &t[4..6], &t[6..]);
    }
    let end = t.find([' ', 'T', '\u{3000}']).unwrap_or(t.len());
    let (date, time) = t.split_at(end);
    let time = time.trim_start_matches(['T', ' ', '\u{3000}']);
    if !time.is_empty() && !time.starts_with(|c: char| c.is_ascii_digit()) {
        return Day::Bad;
    }
    let date = match date.find('日') {
        Some(at) => &date[..at],
        None => date,
    };
    let mut parts = date.split(['-', '/', '.', '年', '月']);
    let (Some(a), Some(b), Some(c), None) = (parts.next(), parts.next(), parts.next(), parts.next()) else {
        return Day::Bad;
    };
    if a.len() == 4 {
        return known(a, b, c);
    }
    if c.len() != 4 {
        return Day::Bad;
    }
    match (known(c, a, b), known(c, b, a)) {
        (Day::Known(m), Day::Known(d)) if m == d => Day::Known(m),
        (Day::Known(_), Day::Known(_)) => Day::Vague,
        (Day::Known(one), _) | (_, Day::Known(one)) => Day::Known(one),
        _ => Day::Bad,
    }
}

/// The usual form, straight: long lists are full of it.
fn iso(text: &str) -> Option<String> {
    let b: &[u8; 10] = text.as_bytes().try_into().ok()?;
    if b[4] != b'-' || b[7] != b'-' {
        return None;
    }
    let number = |digits: &[u8]| {
        digits
            .iter()
            .try_fold(0, |n, d| d.is_ascii_digit().then(|| n * 10 + u32::from(d - b'0')))
    };
    let (year, month, day) = (number(&b[..4])?, number(&b[5..7])?, number(&b[8..])?);
    NaiveDate::from_ymd_opt(year as i32, month, day)?;
    (1900..2200).contains(&year).then(|| text.to_owned())
}

fn known(year: &str, month: &str, day: &str) -> Day {
    let number = |s: &str, most: usize| {
        (!s.is_empty() && s.len() <= most && s.bytes().all(|b| b.is_ascii_digit())).then(|| s.parse::<u32>().ok())?
    };
    let parsed = number(year, 4).zip(number(month, 2)).zip(number(day, 2));
    let Some(((y, m), d)) = parsed else {
        return Day::Bad;
    };
    match NaiveDate::from_ymd_opt(y as i32, m, d) {
        Some(_) if (1900..2200).contains(&y) => Day::Known(format!("{y:04}-{m:02}-{d:02}")),
        _ => Day::Bad,
    }
}

/// Reads a state: our own words, and those that neighbouring programs use.
pub(super) fn state(text: &str) -> Result<State, String> {
    // The words as they are mostly written, before looking closer.
    match text {
        "assigned" => return Ok(State::Dispatched),
        "in_progress" => return Ok(State::Rectifying),
        "rectified" => return Ok(State::Submitted),
        "verified" => return Ok(State::Accepted),
        _ => {}
    }
    if let Some(state) = State::read(text) {
        return Ok(state);
    }
    let plain: String = text
        .trim()
        .chars()
        .map(|c| {
            if c == ' ' || c == '-' {
                '_'
            } else {
                c.to_ascii_lowercase()
            }
        })
        .collect();
    Ok(match plain.as_str() {
        "open" | "new" => State::Reported,
        "assigned" => State::Dispatched,
        "in_progress" => State::Rectifying,
        "rectified" => State::Submitted,
        "verified" | "closed" => State::Accepted,
        "rejected" => State::Dismissed,
        _ => {
            let words: Vec<_> = State::ALL
                .iter()
                .map(|s| format!("{} {}", s.word(), s.chinese()))
                .collect();
            return Err(format!(
                "state {} is not known; known are {}",
                shown(text),
                words.join(", ")
            ));
        }
    })
}

/// Reads a level: our own words and the usual names of its ground.
pub(super) fn level(text: &str) -> Result<Level, String> {
    if let Some(level) = Level::read(text) {
        return Ok(level);
    }
    Ok(match text.trim().to_lowercase().as_str() {
        "县" | "区县" | "区级" | "county" => Level::District,
        "镇" | "乡" | "乡镇" | "街道/镇" | "镇街" | "街道级" | "town" | "township" => Level::Subdistrict,
        "社区" | "村/社区" | "村（社区）" | "村(社区)" | "community" => Level::Village,
        "网格" | "grid" => Level::Cell,
        _ => {
            let words: Vec<_> = Level::ALL
                .iter()
                .map(|l| format!("{} {}", l.word(), l.chinese()))
                .collect();
            return Err(format!(
                "level {} is not known; known are {}",
                shown(text),
                words.join(", ")
            ));
        }
    })
}

/// Reads a kind by code, Chinese or English name and gives its code.
pub(super) fn kind(text: &str, vocab: &Vocabulary) -> Result<String, String> {
    if let Some(kind) = vocab.kinds.iter().find(|k| k.0 == text) {
        return Ok(kind.0.clone());
    }
    let t = text.trim();
    let same = |word: &str| !word.is_empty() && word.eq_ignore_ascii_case(t);
    vocab
        .kinds
        .iter()
        .find(|(code, zh, en)| same(code) || same(zh) || same(en))
        .map(|k| k.0.clone())
        .ok_or_else(|| {
            let known: Vec<_> = vocab.kinds.iter().map(|(code, zh, _)| format!("{code} {zh}")).collect();
            format!("kind {} is not known; known are {}", shown(text), known.join(", "))
        })
}

/// Reads a role by code or name and gives its code.
pub(super) fn role(text: &str, vocab: &Vocabulary) -> Result<String, String> {
    let t = text.trim();
    vocab
        .roles
        .iter()
        .find(|(code, name)| code.eq_ignore_ascii_case(t) || name == t)
        .map(|r| r.0.clone())
        .ok_or_else(|| {
            let known: Vec<_> = vocab
                .roles
                .iter()
                .map(|(code, name)| format!("{code} {name}"))
                .collect();
            format!("role {} is not known; known are {}", shown(text), known.join(", "))
        })
}

/// Reads a coordinate in a table; a degree sign or a letter of the compass may stand with it.
pub(super) fn coordinate(field: &str, text: &str) -> Result<f64, String> {
    let t = text.trim().trim_end_matches('°');
    let t = t
        .strip_prefix(['E', 'N', 'e', 'n'])
        .unwrap_or(t)
        .trim_end_matches(['E', 'N', 'e', 'n', '°'])
        .trim();
    let plain = !t.is_empty() && t.bytes().all(|b| b.is_ascii_digit() || b"+-.eE".contains(&b));
    match t.parse::<f64>() {
        Ok(v) if plain && v.is_finite() => Ok(v),
        _ => Err(format!(
            "{field} {} is not a number; write decimal degrees such as 102.105",
            shown(text)
        )),
    }
}
