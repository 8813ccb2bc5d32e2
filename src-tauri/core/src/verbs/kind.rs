//! Kinds of site, the time that they allow, and their standards.

use super::{args, done, refuse};
use crate::model::Actor;
use crate::store::{Kind, Project, Tx};
use crate::view::Done;
use crate::view::rules::KindInput;
use crate::{Result, limits};

/// The longest time allowed, in days.
const MOST_DAYS: u32 = 3650;
/// More items than these fit no acceptance form.
const MOST_ITEMS: usize = 40;

/// What is given of a kind, put over what it is.
fn over(tx: &Tx<'_>, mut k: Kind, i: &KindInput) -> Result<Kind> {
    if let Some(name) = &i.name {
        k.name = name.trim().to_owned();
    }
    if let Some(name) = &i.name_en {
        k.name_en = name.trim().to_owned();
    }
    k.deadline_days = i.deadline_days.unwrap_or(k.deadline_days);
    k.working = i.working.unwrap_or(k.working);
    k.photo_rule = i.photo_rule.unwrap_or(k.photo_rule);
    k.closed = i.closed.unwrap_or(k.closed);
    if k.name.is_empty() {
        return Err(refuse("name", "is empty; write what the office calls this kind"));
    }
    if k.name_en.is_empty() {
        k.name_en.clone_from(&k.name);
    }
    if !(1..=MOST_DAYS).contains(&k.deadline_days) {
        return Err(refuse(
            "deadline_days",
            format!("{} is no number of days from 1 to {MOST_DAYS}", k.deadline_days),
        ));
    }
    let names = |o: &Kind| [o.code.clone(), o.name.clone(), o.name_en.clone()];
    let others: Vec<_> = tx.kinds()?.into_iter().filter(|o| o.code != k.code).collect();
    for (field, value) in [("name", &k.name), ("name_en", &k.name_en)] {
        if let Some(o) = others.iter().find(|o| names(o).contains(value)) {
            return Err(refuse(
                field,
                format!("\"{value}\" is a name of {} already; choose another", o.name),
            ));
        }
    }
    if !k.closed && i.closed.is_none() {
        return Ok(k);
    }
    if k.closed && others.iter().all(|o| o.closed) {
        return Err(refuse(
            "closed",
            format!("{} is the last kind that takes new sites; add another first", k.name),
        ));
    }
    Ok(k)
}

/// The code of a new kind: as given, or made up.
fn code(tx: &Tx<'_>, given: Option<&str>) -> Result<String> {
    let all = tx.kinds()?;
    let taken = |code: &str| all.iter().find(|k| k.code == code);
    let Some(code) = super::text(given) else {
        let mut n = all.len() + 1;
        while taken(&format!("kind_{n}")).is_some() {
            n += 1;
        }
        return Ok(format!("kind_{n}"));
    };
    let plain = code
        .chars()
        .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
    if !plain || code.len() > 40 {
        return Err(refuse(
            "code",
            format!("\"{code}\" is no code; use small letters, digits and _, at most 40"),
        ));
    }
    match taken(code) {
        Some(k) => Err(refuse(
            "code",
            format!("\"{code}\" is the code of {} already; choose another", k.name),
        )),
        None => Ok(code.to_owned()),
    }
}

/// Adds a kind; it needs a name. It begins without a standard.
///
/// # Errors
/// [`crate::Error::Field`] for what is missing, taken or out of bounds.
pub fn add(project: &Project, actor: &Actor, input: &KindInput) -> Result<Done> {
    let (_, edit) = project.edit(actor, "kind_add", |tx| {
        let blank = Kind {
            code: code(tx, input.code.as_deref())?,
            name: String::new(),
            name_en: String::new(),
            deadline_days: 30,
            working: false,
            photo_rule: true,
            closed: false,
            version: 1,
        };
        let k = over(tx, blank, input)?;
        tx.put_kind(&k)?;
        Ok(((), args([("kind", k.code.into()), ("name", k.name.into())])))
    })?;
    done(project, edit)
}

/// Changes what is given of a kind. Deadlines that sites have already stay.
///
/// # Errors
/// [`crate::Error::NotFound`], and [`crate::Error::Field`] for what is taken or out of bounds.
pub fn edit(project: &Project, actor: &Actor, kind: &str, input: &KindInput) -> Result<Done> {
    let (_, edit) = project.edit(actor, "kind_edit", |tx| {
        let was = tx.kind_by_name(kind)?;
        let closed = was.closed;
        let k = over(tx, was, input)?;
        tx.put_kind(&k)?;
        let mut words = args([("kind", k.code.into()), ("name", k.name.into())]);
        if k.closed != closed {
            words.insert("closed".into(), u32::from(k.closed).into());
        }
        Ok(((), words))
    })?;
    done(project, edit)
}

/// Writes a kind's standard anew, as its next version. What was judged stays judged by the version of its day; what waits
/// for inspection is judged by the new one.
///
/// # Errors
/// [`crate::Error::NotFound`], and [`crate::Error::Field`] naming the item that is empty, too long or there twice.
pub fn standard(project: &Project, actor: &Actor, kind: &str, items: &[String]) -> Result<Done> {
    let items: Vec<&str> = items.iter().map(|i| i.trim()).collect();
    if items.len() > MOST_ITEMS {
        return Err(refuse(
            "item",
            format!("{} items are too many; {MOST_ITEMS} at most", items.len()),
        ));
    }
    for (i, text) in items.iter().enumerate() {
        let wrong = if text.is_empty() {
            "is empty; write it or leave it out".to_owned()
        } else if text.chars().count() > limits::LINE {
            format!("is longer than {} characters; shorten it", limits::LINE)
        } else if text.contains(['\n', '\r']) {
            "has more than one line; write it on one".to_owned()
        } else if items[..i].contains(text) {
            "is there twice; leave one out".to_owned()
        } else {
            continue;
        };
        return Err(refuse("item", format!("{} {wrong}", i + 1)));
    }
    let (_, edit) = project.edit(actor, "standard", |tx| {
        let k = tx.kind_by_name(kind)?;
        let now = tx.standard(&k.code, k.version)?;
        let mut version = k.version;
        if now.iter().map(|i| i.text.as_str()).ne(items.iter().copied()) {
            version = tx.put_standard(&k.code, &items)?;
        }
        let words = args([
            ("kind", k.code.into()),
            ("name", k.name.into()),
            ("version", version.into()),
            ("count", items.len().into()),
        ]);
        Ok(((), words))
    })?;
    done(project, edit)
}
