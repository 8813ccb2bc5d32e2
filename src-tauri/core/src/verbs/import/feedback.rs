//! The review's problems, known again by their number.

use super::rehearsed::Lies;
use super::{Job, Tally, shown};
use crate::Result;
use crate::exchange::{self, FeedbackRecord, ReadSummary};
use crate::store::{FeedbackUpsert, Tx};
use std::collections::HashSet;

pub fn run(job: &Job<'_>, tx: &mut Tx<'_>, tally: &mut Tally) -> Result<ReadSummary> {
    let mut all = Vec::new();
    let summary = exchange::read_feedback(job.path, job.options, &job.vocabulary, &job.reading(), &mut |batch| {
        all.extend(batch);
        Ok(tally.refused())
    })?;
    let mut another = false;
    for r in &all {
        another |= in_question(job, tx, r)?.is_some();
    }
    let mut seen = HashSet::new();
    for r in &all {
        put(job, tx, tally, r, &mut seen, another)?;
    }
    tx.flush()?;
    Ok(summary)
}

/// The text that the project has under the row's number, where it is another one than the row's.
fn in_question(job: &Job<'_>, tx: &Tx<'_>, r: &FeedbackRecord) -> Result<Option<String>> {
    let was = tx.feedback_text(&r.number)?;
    Ok(match (&r.text, was) {
        (Some(is), Some(was)) if !job.options.same && plain(is) != plain(&was) => Some(was),
        _ => None,
    })
}

fn put(
    job: &Job<'_>,
    tx: &mut Tx<'_>,
    tally: &mut Tally,
    r: &FeedbackRecord,
    seen: &mut HashSet<String>,
    another: bool,
) -> Result<()> {
    let number = &r.number;
    if !seen.insert(number.clone()) {
        let why = format!("number \"{number}\" stands in this file already; give each item its own");
        tally.reject(r.place, why);
        return Ok(());
    }
    if let Some(was) = in_question(job, tx, r)? {
        tally.question(r.place, format!(
            "number \"{number}\" is in the project with another text (\"{}\"); say --same if this is the same review's list, or give the new review's items numbers of their own",
            was.chars().take(30).collect::<String>()
        ));
        return Ok(());
    }
    if r.text.is_none() && tx.feedback_text(number)?.is_none() {
        tally.reject(r.place, "text is empty; a new item says what is wrong".into());
        return Ok(());
    }
    // Two reviews under one numbering could not be told apart any more.
    if another {
        let why = "other rows of this list have numbers that the project has for other problems, so it may be another review's and stays out as a whole; say --same if it is the same review's list, or give the new review's items numbers of their own";
        tally.question(r.place, why.into());
        return Ok(());
    }
    let (_, became) = tx.put_feedback(&FeedbackUpsert {
        number,
        text: r.text.as_deref(),
        category: r.category.as_deref(),
        due: r.due.as_deref(),
        org: r.org.as_deref(),
    })?;
    tally.count(r.place, became, Lies::NoSite, String::new(), || {
        let fields = [
            ("number", Some(number.as_str())),
            ("text", r.text.as_deref()),
            ("category", r.category.as_deref()),
            ("due", r.due.as_deref()),
            ("org", r.org.as_deref()),
        ];
        (shown(&fields), None)
    });
    Ok(())
}

/// A text without the blanks and marks in which two copies of it differ.
fn plain(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}
