//! The review's problems, known again by their number.

use super::rehearsed::Lies;
use super::{Job, Tally, shown};
use crate::Result;
use crate::exchange::{self, FeedbackRecord, ReadSummary};
use crate::store::{FeedbackUpsert, Tx};
use std::collections::HashSet;

pub fn run(job: &Job<'_>, tx: &mut Tx<'_>, tally: &mut Tally) -> Result<ReadSummary> {
    let mut seen = HashSet::new();
    exchange::read_feedback(job.path, job.options, &job.vocabulary, &job.reading(), &mut |batch| {
        for r in &batch {
            put(job, tx, tally, r, &mut seen)?;
        }
        tx.flush()?;
        Ok(tally.refused())
    })
}

fn put(
    job: &Job<'_>,
    tx: &mut Tx<'_>,
    tally: &mut Tally,
    r: &FeedbackRecord,
    seen: &mut HashSet<String>,
) -> Result<()> {
    let number = &r.number;
    if !seen.insert(number.clone()) {
        let why = format!("number \"{number}\" stands in this file already; give each item its own");
        tally.reject(r.place, why);
        return Ok(());
    }
    match (&r.text, tx.feedback_text(number)?) {
        (None, None) => {
            tally.reject(r.place, "text is empty; a new item says what is wrong".into());
            return Ok(());
        }
        (Some(is), Some(was)) if !job.options.same && plain(is) != plain(&was) => {
            tally.question(r.place, format!(
                "number \"{number}\" is in the project with another text (\"{}\"); say --same if this is the same review's list, or give the new review's items numbers of their own",
                was.chars().take(30).collect::<String>()
            ));
            return Ok(());
        }
        _ => {}
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
