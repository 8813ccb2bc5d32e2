//! The review's problems, known again by their number.

use super::{Job, Tally, shown};
use crate::Result;
use crate::exchange::{self, FeedbackRecord, ReadSummary};
use crate::store::{FeedbackUpsert, Tx};
use std::collections::HashSet;

pub fn run(job: &Job<'_>, tx: &mut Tx<'_>, tally: &mut Tally) -> Result<ReadSummary> {
    let mut seen = HashSet::new();
    exchange::read_feedback(job.path, job.options, &job.vocabulary, &job.reading(), &mut |batch| {
        for r in &batch {
            put(tx, tally, r, &mut seen)?;
        }
        tx.flush()
    })
}

fn put(tx: &mut Tx<'_>, tally: &mut Tally, r: &FeedbackRecord, seen: &mut HashSet<String>) -> Result<()> {
    let number = &r.number;
    if !seen.insert(number.clone()) {
        let why = format!("number \"{number}\" stands in this file already; give each item its own");
        tally.reject(r.place, why);
        return Ok(());
    }
    if r.text.is_none() && tx.feedback_numbered(number)?.is_none() {
        tally.reject(r.place, "text is empty; a new item says what is wrong".into());
        return Ok(());
    }
    let (_, became) = tx.put_feedback(&FeedbackUpsert {
        number,
        text: r.text.as_deref(),
        category: r.category.as_deref(),
        due: r.due.as_deref(),
        org: r.org.as_deref(),
    })?;
    tally.count(r.place, became, || {
        let fields = [
            ("number", Some(number.as_str())),
            ("text", r.text.as_deref()),
            ("category", r.category.as_deref()),
            ("due", r.due.as_deref()),
            ("org", r.org.as_deref()),
        ];
        (shown(&fields), String::new())
    });
    Ok(())
}
