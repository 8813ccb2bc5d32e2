//! The office's settings, one at a time.

use super::{args, done, refuse};
use crate::model::Actor;
use crate::store::Project;
use crate::view::Done;
use crate::{Result, limits};

/// What can be set.
pub const KEYS: &[&str] = &[
    "title",
    "recheck_days",
    "duplicate_metres",
    "patrol_days",
    "keep_originals",
];

/// More re-checks than these nobody makes.
const MOST_RECHECKS: usize = 6;

fn number(key: &str, text: &str, least: u32, most: u32) -> Result<u32> {
    text.parse()
        .ok()
        .filter(|n| (least..=most).contains(n))
        .ok_or_else(|| refuse(key, format!("\"{text}\" is no whole number from {least} to {most}")))
}

/// A setting as the file keeps it, from what somebody wrote.
fn read(key: &str, text: &str) -> Result<String> {
    match key {
        "title" if text.is_empty() => Err(refuse(key, "is empty; write the project's title")),
        "title" if text.chars().count() > limits::TITLE => Err(refuse(
            key,
            format!("is longer than {} characters; shorten it", limits::TITLE),
        )),
        "title" => Ok(text.to_owned()),
        "recheck_days" => rechecks(key, text),
        "duplicate_metres" => Ok(number(key, text, 0, 1000)?.to_string()),
        "patrol_days" => Ok(number(key, text, 1, 366)?.to_string()),
        "keep_originals" => match text.to_ascii_lowercase().as_str() {
            "1" | "on" | "true" | "yes" | "是" => Ok("1".into()),
            "0" | "off" | "false" | "no" | "否" => Ok("0".into()),
            _ => Err(refuse(key, format!("\"{text}\" is neither on nor off"))),
        },
        _ => Err(refuse(
            "setting",
            format!("\"{key}\" is no setting; use one of {}", KEYS.join(", ")),
        )),
    }
}

fn rechecks(key: &str, text: &str) -> Result<String> {
    let days = text
        .split(|c: char| c.is_whitespace() || ",，、;；/".contains(c))
        .filter(|d| !d.is_empty())
        .map(|d| number(key, d, 1, 3650))
        .collect::<Result<Vec<_>>>()?;
    if days.is_empty() {
        return Err(refuse(
            key,
            "is empty; write the days after an acceptance, such as 30 90 180",
        ));
    }
    if days.len() > MOST_RECHECKS {
        return Err(refuse(key, format!("are more than {MOST_RECHECKS}; leave some out")));
    }
    if !days.is_sorted_by(|a, b| a < b) {
        return Err(refuse(key, "must rise, each day once, such as 30 90 180"));
    }
    let words: Vec<_> = days.iter().map(u32::to_string).collect();
    Ok(words.join(" "))
}

/// Sets one thing. Re-checks that are scheduled already stay where they are.
///
/// # Errors
/// [`crate::Error::Field`] for a key that is none, and for a value that does not fit it.
pub fn set(project: &Project, actor: &Actor, key: &str, value: &str) -> Result<Done> {
    let (key, value) = (key.trim(), value.trim());
    let kept = read(key, value)?;
    let (_, edit) = project.edit(actor, "setting", |tx| {
        tx.put_setting(key, &kept)?;
        Ok(((), args([("key", key.into()), ("value", kept.as_str().into())])))
    })?;
    done(project, edit)
}
