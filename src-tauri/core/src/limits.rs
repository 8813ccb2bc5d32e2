//! How long a text may be, in characters, and which texts stand on one line. Held where an edit is recorded, so that no verb goes
//! round it; the window's inputs and the imports take theirs from here.

use crate::text::ends_line;
use crate::{Error, Result};
use std::borrow::Cow;

/// Numbers, codes, and people's names.
pub const SHORT: usize = 100;
/// Most texts that stand on one line.
pub const LINE: usize = 200;
/// Addresses.
pub const ADDRESS: usize = 500;
/// Notes and descriptions, of as many lines as are wanted.
pub const NOTE: usize = 5000;
/// Names that head a column or a chip.
pub const LABEL: usize = 40;
/// The same in English, and titles.
pub const TITLE: usize = 60;
/// Lists that are kept as one text.
const LIST: usize = 50_000;

/// What a text may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit {
    /// The field as the command line and the window name it.
    pub field: &'static str,
    /// Characters at most.
    pub most: usize,
    /// It may have several lines.
    pub lines: bool,
}

const fn line(field: &'static str, most: usize) -> Limit {
    Limit {
        field,
        most,
        lines: false,
    }
}

const fn lines(field: &'static str, most: usize) -> Limit {
    Limit {
        field,
        most,
        lines: true,
    }
}

/// Every text that somebody writes, by its table and its column.
pub const TEXTS: &[(&str, &str, Limit)] = &[
    ("site", "number", line("number", SHORT)),
    ("site", "address", line("address", ADDRESS)),
    ("site", "village", line("village", LINE)),
    ("site", "household", line("household", LINE)),
    ("site", "phone", line("phone", LINE)),
    ("site", "area", line("area", LINE)),
    ("site", "source", line("source", LINE)),
    ("site", "size", line("size", LINE)),
    ("site", "note", lines("note", NOTE)),
    ("site", "escalated", lines("reason", NOTE)),
    ("site", "escalated_by", line("by", SHORT)),
    ("grid", "code", line("code", SHORT)),
    ("grid", "name", line("name", LINE)),
    ("grid", "note", lines("note", NOTE)),
    ("kind", "code", line("code", LABEL)),
    ("kind", "name", line("name", LABEL)),
    ("kind", "name_en", line("name_en", TITLE)),
    ("role", "name", line("role", LINE)),
    ("standard_item", "text", line("item", LINE)),
    ("org", "name", line("org", LINE)),
    ("person", "name", line("name", SHORT)),
    ("person", "post", line("post", LINE)),
    ("person", "phone", line("phone", LINE)),
    ("campaign", "code", line("code", SHORT)),
    ("campaign", "name", line("name", LINE)),
    ("campaign", "name_en", line("name_en", LINE)),
    ("campaign", "standard", lines("standard", NOTE)),
    ("task", "standard", lines("standard", NOTE)),
    ("task_item", "text", line("item", LINE)),
    ("task_step", "actor", line("by", SHORT)),
    ("task_step", "post", line("post", LINE)),
    ("task_step", "note", lines("note", NOTE)),
    ("step", "actor", line("by", SHORT)),
    ("step", "post", line("post", LINE)),
    ("step", "note", lines("note", NOTE)),
    ("step", "remarks", lines("remark", LIST)),
    ("patrol", "who", line("who", LINE)),
    ("patrol", "orgs", lines("org", NOTE)),
    ("patrol", "note", lines("note", NOTE)),
    ("patrol", "questions", lines("question", NOTE)),
    ("patrol_site", "seen", lines("seen", NOTE)),
    ("feedback", "number", line("number", SHORT)),
    ("feedback", "text", lines("text", NOTE)),
    ("feedback", "category", line("category", LINE)),
    ("feedback", "note", lines("note", NOTE)),
    ("meeting", "title", line("title", LINE)),
    ("meeting", "note", lines("note", NOTE)),
    ("meeting_item", "text", lines("text", NOTE)),
    ("meeting_item", "who", line("who", LINE)),
    ("meeting_item", "owner", line("owner", LINE)),
    ("meeting_item", "done_note", lines("note", NOTE)),
    ("exemption", "reason", lines("reason", NOTE)),
    ("exemption", "actor", line("by", SHORT)),
    ("holiday", "name", line("name", LABEL)),
    ("pause", "name", line("name", LABEL)),
    ("setting", "value", line("value", LINE)),
    ("edit", "actor", line("by", SHORT)),
    ("edit", "post", line("post", LINE)),
];

/// Texts that only the program makes.
pub const OWN: &[(&str, &str)] = &[("meeting", "figures"), ("ground", "line")];

/// What the text of a column may be; none where only the program writes it. One that is not listed is a note.
pub fn of(table: &str, column: &str) -> Option<Limit> {
    if OWN.contains(&(table, column)) {
        return None;
    }
    let listed = TEXTS.iter().find(|(t, c, _)| (*t, *c) == (table, column));
    Some(listed.map_or(lines("text", NOTE), |t| t.2))
}

impl Limit {
    /// Refuses a text that is too long or has lines where it may not. What was so before may stay so, or become shorter.
    ///
    /// # Errors
    /// [`Error::Field`].
    pub fn holds(&self, was: Option<&str>, text: &str) -> Result<()> {
        let refuse = |reason: String| {
            Err(Error::Field {
                field: self.field.to_owned(),
                reason,
            })
        };
        if !self.lines && breaks(text) && !was.is_some_and(breaks) {
            return refuse("has more than one line; write it on one".to_owned());
        }
        if text.len() > self.most && was.is_none_or(|w| w.len() < text.len()) {
            let n = text.chars().count();
            if n > self.most {
                return refuse(format!("has {n} characters where {} are kept; shorten it", self.most));
            }
        }
        Ok(())
    }
}

fn is_break(c: char) -> bool {
    matches!(c, '\n' | '\t') || ends_line(c)
}

fn breaks(text: &str) -> bool {
    text.trim().chars().any(is_break)
}

/// A text on one line: whatever would end it, or leave a hole in it, is a blank.
pub fn one_line(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_break) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            c if !is_break(c) => out.push(c),
            _ if out.ends_with(' ') => {}
            _ => out.push(' '),
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_held_to_its_length_in_characters_and_to_its_lines() {
        let name = line("name", 3);
        let said = |was, text: &str| name.holds(was, text).map_err(|e| e.to_string());
        assert!(said(None, "三个字").is_ok());
        assert_eq!(
            said(None, "四个字了").unwrap_err(),
            "name: has 4 characters where 3 are kept; shorten it"
        );
        assert!(said(Some("五个字长了"), "四个字了").is_ok(), "shorter than it was");
        assert!(said(Some("四个字了"), "五个字长了").is_err());
        for end in ["\n", "\r\n", "\t", "\u{b}", "\u{85}", "\u{2028}", "\u{2029}"] {
            let text = format!("a{end}b");
            assert_eq!(
                said(None, &text).unwrap_err(),
                "name: has more than one line; write it on one"
            );
            assert!(said(Some("x\r\ny"), &text).is_ok(), "it was so before");
            assert!(lines("note", 9).holds(None, &text).is_ok());
            assert_eq!(one_line(&text), "a b");
        }
        assert!(matches!(one_line("幸福村 3 组"), Cow::Borrowed(_)));
    }
}
