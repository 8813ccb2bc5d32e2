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
    let known = |code: &str| vocab.kinds.iter().any(|k| k.0 == code);
    SAME.iter()
        .find(|(code, words)| known(code) && words.contains(&asked.as_str()))
        .map_or(Meaning::Unknown, |(code, _)| Meaning::Taken((*code).to_owned()))
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

/// The words of a column of kinds that are no kind's name, each with where it stands.
#[derive(Default)]
pub(super) struct Words {
    /// The rows, and the word as it was first written.
    found: BTreeMap<String, (Places, String)>,
}

impl Words {
    pub(super) fn add(&mut self, text: &str, place: super::Place) {
        let asked = word(text);
        let room = self.found.len() < MOST && asked.chars().count() <= LONGEST;
        if let Some((places, _)) = self.found.get_mut(&asked) {
            places.add(place);
        } else if room {
            let mut places = Places::default();
            places.add(place);
            self.found.insert(asked, (places, text.trim().to_owned()));
        }
    }

    /// Takes those of a later batch in.
    pub(super) fn merge(&mut self, later: Words) {
        for (asked, (places, text)) in later.found {
            let room = self.found.len() < MOST;
            if let Some((known, _)) = self.found.get_mut(&asked) {
                known.merge(places);
            } else if room {
                self.found.insert(asked, (places, text));
            }
        }
    }

    /// A sentence for each word that was taken for a kind.
    pub(super) fn sentences(&self, vocab: &Vocabulary) -> Vec<String> {
        let kind = |code: &str| vocab.kinds.iter().find(|k| k.0 == code);
        (self.found.values())
            .filter_map(|(places, text)| match meaning(text, vocab) {
                Meaning::Taken(code) => {
                    let (code, zh, _) = kind(&code)?;
                    Some(format!("{places}: kind {} was taken for {code} {zh}", shown(text)))
                }
                _ => None,
            })
            .collect()
    }

    /// All of them: those that are asked first, then those with the most rows.
    pub(super) fn told(&self, vocab: &Vocabulary) -> Vec<KindWord> {
        let mut all: Vec<KindWord> = (self.found.iter())
            .map(|(asked, (places, text))| {
                let (kind, left_out) = match meaning(text, vocab) {
                    Meaning::Named(code) | Meaning::Taken(code) => (Some(code), false),
                    Meaning::LeftOut => (None, true),
                    Meaning::Unknown => (None, false),
                };
                KindWord {
                    word: text.clone(),
                    rows: places.total(),
                    guess: if kind.is_none() { guess(asked, vocab) } else { None },
                    kind,
                    left_out,
                }
            })
            .collect();
        all.sort_by_key(|w| (w.kind.is_some() || w.left_out, std::cmp::Reverse(w.rows)));
        all
    }
}
