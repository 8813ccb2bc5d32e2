//! People and the duties they hold.

use super::{Job, Tally, shown};
use crate::Result;
use crate::exchange::{self, PersonRecord, ReadSummary};
use crate::model::CHIEF;
use crate::store::{NewDuty, NewPerson, Tx, Upsert};

pub fn run(job: &Job<'_>, tx: &mut Tx<'_>, tally: &mut Tally) -> Result<ReadSummary> {
    exchange::read_people(job.path, job.options, &job.vocabulary, &job.reading(), &mut |batch| {
        for r in &batch {
            put(job, tx, tally, r)?;
        }
        tx.flush()
    })
}

fn put(job: &Job<'_>, tx: &mut Tx<'_>, tally: &mut Tally, r: &PersonRecord) -> Result<()> {
    let grid = match r.grid.as_deref() {
        None => None,
        Some(code) => match tx.grid_by_code_or_name(code)? {
            Ok(g) => Some(g),
            Err(reason) => {
                tally.reject(r.place, reason);
                return Ok(());
            }
        },
    };
    let person = NewPerson {
        name: &r.name,
        post: r.post.as_deref(),
        phone: r.phone.as_deref(),
        org: r.org.as_deref(),
    };
    let (id, mut became) = tx.put_person(&person)?;
    if let Some(grid) = grid {
        let today = job.on.to_string();
        let role = match &r.role {
            Some(role) => tx.role(role)?,
            None => CHIEF.to_owned(),
        };
        let from = r.from.as_deref().or(Some(today.as_str()));
        let duty = NewDuty {
            grid,
            role: &role,
            person: Some(id),
            org: None,
            from,
            to: r.to.as_deref(),
        };
        if tx.put_duty(&duty)? && became == Upsert::Unchanged {
            became = Upsert::Updated;
        }
    }
    tally.count(r.place, became, || {
        let fields = [
            ("name", Some(r.name.as_str())),
            ("post", r.post.as_deref()),
            ("phone", r.phone.as_deref()),
            ("org", r.org.as_deref()),
            ("role", r.role.as_deref()),
            ("grid", r.grid.as_deref()),
            ("from", r.from.as_deref()),
            ("to", r.to.as_deref()),
        ];
        (shown(&fields), String::new())
    });
    Ok(())
}
