//! What a change reads as: who, what, from what to what, in Chinese and English. Pure: names are looked up by [`Names`].

mod grid;
mod site;
mod step;
mod words;

use crate::model::Lang;
use crate::view::{Change, EditInfo, HistoryEntry};
pub(crate) use grid::held;
use serde_json::Value;
pub(crate) use words::say;

/// What became of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Op {
    /// It was written.
    New,
    /// Some of its values changed.
    Changed,
    /// It was taken away.
    Gone,
}

/// What an edit did to one row: its columns with their values before and after, those that stayed left out.
#[derive(Debug, Clone, PartialEq)]
pub struct RowChange {
    /// Table.
    pub table: String,
    /// Key of the row.
    pub key: i64,
    /// What became of it.
    pub op: Op,
    /// Column, value before, value after.
    pub fields: Vec<(String, Value, Value)>,
}

impl RowChange {
    fn pair(&self, field: &str) -> Option<(&Value, &Value)> {
        self.fields.iter().find(|f| f.0 == field).map(|(_, a, b)| (a, b))
    }

    /// The value after; of a row that went, the one before.
    fn value(&self, field: &str) -> Option<&Value> {
        let (before, after) = self.pair(field)?;
        Some(if self.op == Op::Gone { before } else { after })
    }

    /// The same as text; empty where it is none.
    pub(crate) fn text(&self, field: &str) -> &str {
        self.value(field).and_then(Value::as_str).unwrap_or_default()
    }

    fn number(&self, field: &str) -> Option<i64> {
        self.value(field).and_then(Value::as_i64)
    }
}

/// Names of what changes only know by key or code.
pub trait Names {
    /// Name of a grid, person, organisation, campaign, task or feedback item.
    fn called(&self, table: &str, key: i64) -> String;
    /// Word of a kind of site or of a role, in the language asked.
    fn word(&self, table: &str, code: &str) -> String;
    /// A column of a row as it is, or as it was last seen.
    fn column(&self, table: &str, key: i64, column: &str) -> Value;
    /// Text of an item of the standard that a site is judged by.
    fn item(&self, site: i64, version: i64, number: u32) -> String;
    /// How many moves of this kind the site had made with this one.
    fn nth(&self, site: i64, action: &str, step: i64) -> u32;
}

/// What the history is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Of {
    /// A grid.
    Grid,
    /// A site.
    Site,
}

/// The same without personal data that was changed once: that it changed is told, not what it was.
pub fn without_personal(mut entries: Vec<HistoryEntry>) -> Vec<HistoryEntry> {
    let personal = |c: &&mut Change| site::PERSONAL.contains(&c.field.as_str());
    for change in entries.iter_mut().flat_map(|e| &mut e.changes).filter(personal) {
        (change.from, change.to) = (Value::Null, Value::Null);
    }
    entries
}

/// Who: name and post.
pub fn who(lang: Lang, name: &str, post: &str) -> String {
    match post {
        "" => name.to_owned(),
        _ => say(lang, "who", &[("name", name), ("post", post)]),
    }
}

/// One sentence on what an edit did to the thing asked about. `rows` are the edit's own, forward: of an undo those of the
/// edit it took back.
pub fn sentence(lang: Lang, of: Of, edit: &EditInfo, rows: &[RowChange], names: &dyn Names) -> String {
    let mut clauses = match of {
        Of::Site => site::clauses(lang, edit, rows, names),
        Of::Grid => grid::clauses(lang, rows, names),
    };
    if clauses.is_empty() {
        clauses.push(say(lang, "other", &[]));
    }
    let verb = match edit.verb.as_str() {
        "undo" | "redo" => edit.args.get("verb").and_then(Value::as_str).unwrap_or_default(),
        verb => verb,
    };
    // What was seen at a re-check that held stands with the edit alone: no move keeps it.
    let note = edit.args.get("note").filter(|n| verb == "recheck" && !is_empty(n));
    clauses.extend(note.filter(|_| of == Of::Site).map(|n| shown(lang, n)));
    let mut lead = String::new();
    if matches!(edit.verb.as_str(), "undo" | "redo") {
        lead.push_str(&say(lang, &edit.verb, &[]));
    }
    match (verb, edit.args.get("source").and_then(Value::as_str)) {
        ("import", Some(source)) => lead.push_str(&say(lang, "import", &[("source", source)])),
        ("assign", _) => lead.push_str(&say(lang, "assign", &[])),
        _ => {}
    }
    whole(lang, &who(lang, &edit.actor, &edit.post), &lead, &clauses)
}

/// A sentence on a move that the file holds without the edit that made it.
pub fn move_sentence(lang: Lang, actor: &str, post: &str, row: &RowChange, photos: u32, names: &dyn Names) -> String {
    let clauses = match row.table.as_str() {
        "task_step" => grid::task_step(lang, row, names),
        _ => step::clauses(lang, row, photos, names),
    };
    whole(lang, &who(lang, actor, post), "", &clauses)
}

fn whole(lang: Lang, who: &str, lead: &str, clauses: &[String]) -> String {
    let gap = lang.pick("", " ");
    format!(
        "{who}{gap}{lead}{}{}",
        clauses.join(lang.pick("，", ", ")),
        lang.pick("。", ".")
    )
}

/// A plain value as it is read: texts in quotation marks, days bare.
fn shown(lang: Lang, v: &Value) -> String {
    match v {
        Value::String(t) if is_day(t) => t.clone(),
        Value::String(t) => say(lang, "quote", &[("text", t)]),
        other => other.to_string(),
    }
}

fn is_day(t: &str) -> bool {
    t.len() == 10 && t.parse::<chrono::NaiveDate>().is_ok()
}

fn is_empty(v: &Value) -> bool {
    v.is_null() || v.as_str() == Some("")
}

/// One field, from what to what. `word` gives its values their words; a field whose values are nobody's business has none.
fn changed(
    lang: Lang,
    field: &str,
    (before, after): (&Value, &Value),
    word: impl Fn(&Value) -> Option<String>,
) -> String {
    let field = say(lang, field, &[]);
    let (a, b) = (word(before), word(after));
    match (is_empty(before), is_empty(after), a, b) {
        (true, false, _, Some(to)) => say(lang, "set", &[("field", &field), ("to", &to)]),
        (false, true, Some(from), _) => say(lang, "cleared", &[("field", &field), ("from", &from)]),
        (false, false, Some(from), Some(to)) => {
            say(lang, "changed", &[("field", &field), ("from", &from), ("to", &to)])
        }
        _ => say(lang, "touched", &[("field", &field)]),
    }
}
