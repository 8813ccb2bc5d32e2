//! The lifecycle of a site: which move leads where, and what it needs.
//!
//! [`transition`] is the only place where a state becomes another one. It is a
//! pure function: the day, the people and the photos are handed in as [`Facts`].

use crate::model::{Action, State};
use chrono::NaiveDate;
use std::fmt::Write as _;

/// Why a move is refused: one sentence, and a code for each thing that is missing.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct Refusal {
    /// What is missing, as one sentence that says how to go on.
    pub message: String,
    /// Codes the window translates: `not_from_here`, `no_grid`, `no_chief`, `note`,
    /// `until`, `standard`, `photo_before`, `photo_after`, `same_person`, `failed_items`;
    /// of a task also `sites` and `items`.
    pub missing: Vec<&'static str>,
}

/// Everything a move is judged by. What a move does not ask about may stay at its default.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facts {
    /// The site has a cell.
    pub has_grid: bool,
    /// That cell has a chief today.
    pub has_chief: bool,
    /// An opinion or reason is given.
    pub note: bool,
    /// Until when the site is put off.
    pub until: Option<NaiveDate>,
    /// The day of the move.
    pub today: NaiveDate,
    /// Item numbers of the standard that the site's kind is judged by.
    pub standard: Vec<u32>,
    /// Items found to be met.
    pub passed: Vec<u32>,
    /// Items found not to be met.
    pub failed: Vec<u32>,
    /// Items that do not apply here; the note or the item's own remark says why.
    pub not_applicable: Vec<u32>,
    /// Items that have a remark of their own.
    pub remarked: Vec<u32>,
    /// The kind asks for a photo before and one after.
    pub photo_rule: bool,
    /// Photos taken before, those of this move included.
    pub photos_before: u32,
    /// Photos taken after, those of this move included.
    pub photos_after: u32,
    /// Who makes the move.
    pub actor: String,
    /// Who submitted the site last, where that is known.
    pub submitter: Option<String>,
}

/// The state that `action` leads to from `state`, or what stands in its way.
///
/// Every missing thing is named at once, so that nobody has to try twice.
///
/// ```
/// use gridwarden_core::model::{Action, State};
/// use gridwarden_core::site::lifecycle::{Facts, transition};
///
/// let facts = Facts { has_grid: true, ..Facts::default() };
/// let refusal = transition(State::Filed, Action::Dispatch, &facts).unwrap_err();
/// assert_eq!(refusal.missing, ["no_chief"]);
/// ```
///
/// # Errors
/// A [`Refusal`] whose only code is `not_from_here` where the state does not know
/// the move; otherwise one code for each requirement that is not met.
pub fn transition(state: State, action: Action, facts: &Facts) -> Result<State, Refusal> {
    let Some(to) = target(state, action) else {
        return Err(not_from_here(state, action));
    };
    let missing = requirements(action, facts);
    if missing.is_empty() {
        return Ok(to);
    }
    Err(Refusal::of(action.word(), missing))
}

impl Refusal {
    /// The refusal of a move for all that is missing: codes with their words.
    pub(crate) fn of(action: &str, missing: Vec<(&'static str, String)>) -> Refusal {
        let mut message = format!("{action} is refused: ");
        for (i, (_, words)) in missing.iter().enumerate() {
            let _ = write!(message, "{}{words}", if i == 0 { "" } else { "; " });
        }
        Refusal {
            message,
            missing: missing.into_iter().map(|(code, _)| code).collect(),
        }
    }
}

/// The moves that `state` knows, the usual one first.
pub fn actions_from(state: State) -> &'static [Action] {
    match state {
        State::Reported => &[Action::Verify, Action::Dismiss],
        State::Filed => &[Action::Dispatch],
        State::Dispatched => &[Action::Start, Action::Suspend],
        State::Rectifying => &[Action::Submit, Action::Suspend],
        State::Submitted => &[Action::Accept, Action::Return],
        State::Accepted => &[Action::Relapse],
        State::Suspended => &[Action::Resume],
        State::Dismissed => &[],
    }
}

/// The one move that carries the work on; none where the work is done.
pub fn next_action(state: State) -> Option<Action> {
    match state {
        State::Accepted | State::Dismissed => None,
        _ => actions_from(state).first().copied(),
    }
}

/// Whether a move can be made of many sites at once: it does not judge the single site.
pub fn together(action: Action) -> bool {
    !matches!(action, Action::Accept | Action::Return | Action::Relapse)
}

/// Days past the deadline on the day asked about, negative while days are left; none without
/// a deadline and none where nothing can be late: accepted, dismissed, suspended. The deadline's own
/// day still counts as in time. Stops are [`crate::calendar::lateness`]'s, which everything else asks.
pub fn days_late(state: State, deadline: Option<NaiveDate>, on: NaiveDate) -> Option<i32> {
    if !state.is_unresolved() || state == State::Suspended {
        return None;
    }
    let days = (on - deadline?).num_days();
    Some(i32::try_from(days).unwrap_or(if days > 0 { i32::MAX } else { i32::MIN }))
}

/// What a move asks its actor for, so that a form can show the fields beforehand.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Needs {
    /// A reason.
    pub note: bool,
    /// A day until which the site is put off.
    pub until: bool,
    /// The standard, judged item by item.
    pub standard: bool,
}

/// What `action` asks its actor for.
pub fn needs(action: Action) -> Needs {
    Needs {
        note: matches!(action, Action::Dismiss | Action::Suspend | Action::Relapse),
        until: action == Action::Suspend,
        standard: matches!(action, Action::Accept | Action::Return),
    }
}

fn target(state: State, action: Action) -> Option<State> {
    Some(match (state, action) {
        (State::Reported, Action::Verify) => State::Filed,
        (State::Reported, Action::Dismiss) => State::Dismissed,
        (State::Filed, Action::Dispatch) => State::Dispatched,
        (State::Dispatched, Action::Start) => State::Rectifying,
        (State::Rectifying, Action::Submit) => State::Submitted,
        (State::Submitted, Action::Accept) => State::Accepted,
        (State::Submitted, Action::Return) => State::Rectifying,
        (State::Dispatched | State::Rectifying, Action::Suspend) => State::Suspended,
        (State::Suspended, Action::Resume) => State::Rectifying,
        (State::Accepted, Action::Relapse) => State::Rectifying,
        _ => return None,
    })
}

/// The word behind `a` or `an`.
fn with_article(word: &str) -> String {
    let vowel = word.starts_with(['a', 'e', 'i', 'o']);
    format!("{} {word}", if vowel { "an" } else { "a" })
}

fn not_from_here(state: State, action: Action) -> Refusal {
    let known: Vec<_> = actions_from(state).iter().map(|a| a.word()).collect();
    let known = if known.is_empty() {
        "its lifecycle ends here".to_owned()
    } else {
        format!("from here it can {}", known.join(" or "))
    };
    Refusal {
        message: format!("{} site cannot {}; {known}", with_article(state.word()), action.word()),
        missing: vec!["not_from_here"],
    }
}

type Missing = Vec<(&'static str, String)>;

fn requirements(action: Action, facts: &Facts) -> Missing {
    let mut missing = Missing::new();
    match action {
        Action::Verify | Action::Start | Action::Submit | Action::Resume => {}
        Action::Dispatch if !facts.has_grid => {
            missing.push(("no_grid", "the site lies in no cell, put it into one first".into()));
        }
        Action::Dispatch if !facts.has_chief => {
            missing.push(("no_chief", "its cell has no chief, appoint one first".into()));
        }
        Action::Dispatch => {}
        Action::Dismiss | Action::Relapse => need_note(facts, &mut missing),
        Action::Suspend => {
            need_note(facts, &mut missing);
            if facts.until.is_none_or(|d| d <= facts.today) {
                let words = "say until which day after today it is put off";
                missing.push(("until", words.into()));
            }
        }
        Action::Return => need_failed_items(facts, &mut missing),
        Action::Accept => need_inspection(facts, &mut missing),
    }
    missing
}

fn need_note(facts: &Facts, missing: &mut Missing) {
    if !facts.note {
        missing.push(("note", "a reason is needed as a note".into()));
    }
}

/// A kind without a written standard has no items to name, so the note must say what is wrong.
fn need_failed_items(facts: &Facts, missing: &mut Missing) {
    if facts.standard.is_empty() {
        need_note(facts, missing);
    } else if !facts.failed.iter().any(|i| facts.standard.contains(i)) {
        let words = "name at least one item of the standard that failed";
        missing.push(("failed_items", words.into()));
    }
}

fn need_inspection(facts: &Facts, missing: &mut Missing) {
    let open: Vec<String> = (facts.standard.iter())
        .filter(|i| {
            let judged = facts.passed.contains(i) || facts.not_applicable.contains(i);
            !judged || facts.failed.contains(i)
        })
        .map(u32::to_string)
        .collect();
    if !open.is_empty() {
        let words = format!("item {} of the standard is not passed", open.join(", "));
        missing.push(("standard", words));
    }
    if facts.not_applicable.iter().any(|i| !facts.remarked.contains(i)) && !facts.note {
        let words = "an item marked as not applicable needs its reason as a note or a remark";
        missing.push(("note", words.into()));
    }
    if facts.photo_rule && facts.photos_before == 0 {
        missing.push((
            "photo_before",
            "a photo from before is missing (after a relapse a new one is needed)".into(),
        ));
    }
    if facts.photo_rule && facts.photos_after == 0 {
        missing.push((
            "photo_after",
            "a photo from after is missing (after a return or relapse a new one is needed)".into(),
        ));
    }
    let actor = facts.actor.trim();
    if actor.is_empty() || facts.submitter.as_deref().is_some_and(|s| s.trim() == actor) {
        let words = "somebody other than the one who submitted it must inspect it";
        missing.push(("same_person", words.into()));
    }
}

#[cfg(test)]
mod tests;
