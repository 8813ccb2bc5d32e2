//! How the words, dates and numbers of a source are understood.

use super::Vocabulary;
use super::kinds::{self, Meaning};
use super::notes::Note;
use crate::model::{Level, State};
use crate::text::{has_orders, is_order, plain};
use std::borrow::Cow;

/// The most fields that any target has.
pub(super) const MAX_FIELDS: usize = 17;

/// The texts of one row or feature, by field.
pub(super) struct Values<'a> {
    slots: [Option<Cow<'a, str>>; MAX_FIELDS],
    ranks: [u8; MAX_FIELDS],
    /// What is to be told of how they stood, with the name that they stood under.
    pub odd: Vec<(Note, String)>,
}

impl<'a> Values<'a> {
    pub(super) fn new() -> Self {
        Self {
            slots: [const { None }; MAX_FIELDS],
            ranks: [u8::MAX; MAX_FIELDS],
            odd: Vec::new(),
        }
    }

    /// Offers a text for a field; the lowest rank stays, and of equals the first.
    pub(super) fn put(&mut self, field: usize, rank: u8, text: Cow<'a, str>) {
        if rank < self.ranks[field] {
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

    /// Takes marks that nobody sees out of the texts. Says of each field that had some how its text stands now.
    pub(super) fn clean(&mut self, mut told: impl FnMut(usize, &str)) {
        for (field, slot) in self.slots.iter_mut().enumerate() {
            let Some(text) = slot.as_deref().filter(|t| has_orders(t)) else {
                continue;
            };
            let clean = plain(text).trim().to_owned();
            told(field, &clean);
            *slot = (!clean.is_empty()).then_some(Cow::Owned(clean));
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.slots.iter().all(Option::is_none)
    }
}

/// The word is one of those in a list, which blanks part.
pub(super) fn among(words: &str, word: &str) -> bool {
    !word.is_empty() && words.split(' ').any(|w| w == word)
}

/// A text of the source within a message: one line, in quotes, cut when long.
pub(crate) fn shown(text: &str) -> String {
    let mut out: String = text
        .chars()
        .take(40)
        .map(|c| if is_order(c) || c.is_whitespace() { ' ' } else { c })
        .collect();
    if text.chars().nth(40).is_some() {
        out.push('…');
    }
    format!("\"{out}\"")
}

/// Things that a note names before it only counts.
const NAMED: usize = 10;

/// The first of some things by name, and how many more there are.
pub(crate) fn listed<T: AsRef<str>>(many: usize, names: impl Iterator<Item = T>) -> String {
    let mut out = String::new();
    for name in names.take(NAMED) {
        if !out.is_empty() {
            out.push_str(", ");
        }
        out.extend(name.as_ref().chars().take(40));
    }
    if many > NAMED {
        out.push_str(&format!(" and {} more", many - NAMED));
    }
    out
}

/// How a text begins that a spreadsheet runs: full-width forms too, for Excel reads them as their narrow ones.
const FORMULA: [char; 12] = ['=', '+', '-', '@', '|', '%', '＝', '＋', '－', '＠', '｜', '％'];

/// Whether a spreadsheet would run a text: blanks before it do not keep all of them from it, and an apostrophe is their sign
/// that it is none, which they take away.
pub(super) fn runs(text: &str) -> bool {
    let blank = |c: char| c.is_whitespace() || c == '\'';
    text.starts_with(['\t', '\r', '\n']) || text.trim_start_matches(blank).starts_with(FORMULA)
}

/// A cell as a spreadsheet wrote it: trimmed, without the signs that keep it
/// from being taken for a formula (`'=…`) or a number (`="630203…"`).
pub(super) fn cell(text: &str) -> &str {
    let t = text.trim_matches(|c: char| c.is_whitespace() || is_order(c));
    if let Some(inner) = t.strip_prefix("=\"").and_then(|r| r.strip_suffix('"')) {
        return inner.trim();
    }
    match t.strip_prefix('\'') {
        Some(rest) if runs(rest) => rest.trim(),
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
        "正在整改" | "推进中" | "正在推进" | "整改推进中" => State::Rectifying,
        "已整改待验收" | "已完成待验收" => State::Submitted,
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
        "县" | "区县" | "区级" | "县级" | "区县级" | "county" => Level::District,
        "镇" | "乡" | "乡镇" | "街道/镇" | "镇街" | "街道级" | "镇级" | "乡级" | "乡镇级" | "镇街级" | "街镇级"
        | "town" | "township" => Level::Subdistrict,
        "社区" | "村/社区" | "村（社区）" | "村(社区)" | "村级" | "社区级" | "村社区" | "行政村" | "community" => {
            Level::Village
        }
        "网格" | "网格级" | "grid" => Level::Cell,
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

/// Reads a kind by code, Chinese or English name, or another word for it, and gives its code.
pub(super) fn kind(text: &str, vocab: &Vocabulary) -> Result<String, String> {
    match kinds::meaning(text, vocab) {
        Meaning::Named(code) | Meaning::Taken(code) => Ok(code),
        Meaning::LeftOut => Err(format!("kind {} is to be left out", shown(text))),
        Meaning::Unknown => {
            let known: Vec<_> = vocab.kinds.iter().map(|(code, zh, _)| format!("{code} {zh}")).collect();
            Err(format!(
                "kind {} is not known; known are {}",
                shown(text),
                known.join(", ")
            ))
        }
    }
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
