//! Which kind of site a word means that an office writes in its column of kinds.

use super::Places;
use super::Vocabulary;
use super::values::shown;
use super::width::folded;
use crate::view::KindWord;
use std::collections::{BTreeMap, HashSet};

/// Words that mean one of the kinds that every project begins with and nothing else: the same words in another order,
/// or the kind with who uses it. What is only near a kind (危墙, 公厕) is asked.
const SAME: &[(&str, &[&str])] = &[
    (
        "ruined_wall",
        &[
            "残墙断壁",
            "残垣断墙",
            "断壁残垣",
            "断墙残垣",
            "断垣残壁",
            "残壁断垣",
            "残墙断垣",
        ],
    ),
    (
        "dry_toilet",
        &["公共旱厕", "户用旱厕", "户旱厕", "农村旱厕", "农户旱厕", "露天旱厕"],
    ),
];

/// Different words that are kept; a column with more is no column of kinds.
const MOST: usize = 200;

/// A longer text is no word for a kind.
const LONGEST: usize = 40;

/// A word as it is compared and asked about: in ordinary width, without blanks and what ends a sentence.
pub(crate) fn word(text: &str) -> String {
    folded(text).trim_end_matches(['。', '.', ';', ',', '、']).to_owned()
}

/// What a word was found to mean.
pub(super) enum Meaning {
    /// The code of a kind, by its own code or name.
    Named(String),
    /// The code of a kind, by another word for it.
    Taken(String),
    /// The office said that its rows stay out.
    LeftOut,
    Unknown,
}

/// What a text in the column of kinds means.
pub(super) fn meaning(text: &str, vocab: &Vocabulary) -> Meaning {
    if let Some(kind) = vocab.kinds.iter().find(|k| k.0 == text || k.1 == text) {
        return Meaning::Named(kind.0.clone());
    }
    let asked = word(text);
    let same = |name: &str| !name.is_empty() && word(name) == asked;
    if let Some(kind) = (vocab.kinds.iter()).find(|(code, zh, en)| same(code) || same(zh) || same(en)) {
        return Meaning::Named(kind.0.clone());
    }
    match vocab.words.get(&asked) {
        Some(code) if code.is_empty() => return Meaning::LeftOut,
        Some(code) => return Meaning::Taken(code.clone()),
        None => {}
    }
    usual(&asked, vocab).map_or(Meaning::Unknown, |code| Meaning::Taken(code.to_owned()))
}

/// The kind of the project that a word usually means.
fn usual(asked: &str, vocab: &Vocabulary) -> Option<&'static str> {
    let known = |code: &str| vocab.kinds.iter().any(|k| k.0 == code);
    let found = SAME
        .iter()
        .find(|(code, words)| known(code) && words.contains(&asked))?;
    Some(found.0)
}

/// The kind that a word shares most with, where one shares more than any other.
fn guess(asked: &str, vocab: &Vocabulary) -> Option<String> {
    let letters: HashSet<char> = asked.chars().filter(|c| !c.is_ascii()).collect();
    let shared = |code: &str, zh: &str| {
        let others = SAME.iter().filter(|(c, _)| *c == code).flat_map(|(_, words)| *words);
        let all: HashSet<char> = others.flat_map(|w| w.chars()).chain(zh.chars()).collect();
        letters.intersection(&all).count()
    };
    let mut ranked: Vec<(usize, &str)> = (vocab.kinds.iter())
        .map(|(code, zh, _)| (shared(code, zh), code.as_str()))
        .filter(|(n, _)| *n > 0)
        .collect();
    ranked.sort_by_key(|(n, _)| std::cmp::Reverse(*n));
    match ranked.as_slice() {
        [(first, _), (second, _), ..] if first == second => None,
        [(_, code), ..] => Some((*code).to_owned()),
        [] => None,
    }
}

/// A word of a column of kinds.
pub(super) struct Word {
    asked: String,
    text: String,
}

impl Word {
    pub(super) fn of(text: &str) -> Self {
        Self {
            asked: word(text),
            text: text.trim().to_owned(),
        }
    }
}

/// Where a word stands.
struct Found {
    /// In how many rows.
    rows: u32,
    /// Those of them that were not refused.
    taken: Places,
    /// As it was first written.
    text: String,
}

/// The words of a column of kinds that are no kind's name, each with where it stands.
#[derive(Default)]
pub(super) struct Words {
    found: BTreeMap<String, Found>,
}

impl Words {
    pub(super) fn add(&mut self, word: Word, place: super::Place, taken: bool) {
        let Word { asked, text } = word;
        let room = self.found.len() < MOST && asked.chars().count() <= LONGEST;
        if !room && !self.found.contains_key(&asked) {
            return;
        }
        let found = self.found.entry(asked).or_insert_with(|| Found {
            rows: 0,
            taken: Places::default(),
            text,
        });
        found.rows += 1;
        if taken {
            found.taken.add(place);
        }
    }

    /// A sentence for each word that was taken for a kind.
    pub(super) fn sentences(&self, vocab: &Vocabulary) -> Vec<String> {
        let kind = |code: &str| vocab.kinds.iter().find(|k| k.0 == code);
        (self.found.values())
            .filter(|f| f.taken.total() > 0)
            .filter_map(|f| match meaning(&f.text, vocab) {
                Meaning::Taken(code) => {
                    let (code, zh, _) = kind(&code)?;
                    Some(format!(
                        "{}: kind {} was taken for {code} {zh}",
                        f.taken,
                        shown(&f.text)
                    ))
                }
                _ => None,
            })
            .collect()
    }

    /// All of them: those that were asked first, whatever was answered since, then those with the most rows.
    pub(super) fn told(&self, vocab: &Vocabulary) -> Vec<KindWord> {
        let mut all: Vec<(bool, KindWord)> = (self.found.iter())
            .map(|(asked, Found { rows, text, .. })| {
                let known = matches!(meaning(text, vocab), Meaning::Named(_)) || usual(asked, vocab).is_some();
                let (kind, left_out) = match meaning(text, vocab) {
                    Meaning::Named(code) | Meaning::Taken(code) => (Some(code), false),
                    Meaning::LeftOut => (None, true),
                    Meaning::Unknown => (None, false),
                };
                let word = KindWord {
                    word: text.clone(),
                    rows: *rows,
                    guess: if kind.is_none() { guess(asked, vocab) } else { None },
                    kind,
                    left_out,
                };
                (known, word)
            })
            .collect();
        all.sort_by_key(|(known, w)| (*known, std::cmp::Reverse(w.rows)));
        all.into_iter().map(|(_, w)| w).collect()
    }
}
