//! Who answers for what, and who carries too much (落实到人).

use crate::Result;
use crate::model::PersonId;
use crate::store::{Project, Work};
use crate::task;
use crate::view::task::{Answered, PersonLoad};
use chrono::NaiveDate;
use std::collections::HashMap;

impl Project {
    /// What a person answers for on a day, or what nobody does: tasks with something left to do and unresolved sites, at
    /// most `limit` of each.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub fn answered(&self, person: Option<PersonId>, on: NaiveDate, limit: u32) -> Result<Answered> {
        let w = self.work(on)?;
        let tasks: Vec<_> = (w.tasks.iter())
            .filter(|t| w.is_left(t) && w.answerable(t) == person)
            .collect();
        Ok(Answered {
            tasks_total: tasks.len() as u32,
            tasks: tasks
                .into_iter()
                .take(limit as usize)
                .filter_map(|t| w.row(t))
                .collect(),
            sites: match person {
                None => self.unanswered_sites(on, limit)?,
                Some(p) => self.sites_of(p, &w.chief_cells(p), on, limit)?,
            },
            sites_total: w.sites_of.get(&person).map_or(0, |n| n[0]),
        })
    }

    /// What everybody answers for, the heaviest first; nobody's stands on top.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub fn loads(&self, on: NaiveDate) -> Result<Vec<PersonLoad>> {
        Ok(loads(&*self.work(on)?))
    }
}

pub(super) fn loads(w: &Work) -> Vec<PersonLoad> {
    let mut sums: HashMap<Option<PersonId>, [u32; 4]> = HashMap::new();
    for (who, [sites, late]) in &w.sites_of {
        sums.insert(*who, [*sites, 0, *late, 0]);
    }
    for t in w.tasks.iter().filter(|t| w.is_left(t)) {
        let sum = sums.entry(w.answerable(t)).or_default();
        sum[1] += 1;
        sum[3] += u32::from(w.is_overdue(t));
    }
    let named = || sums.iter().filter(|(who, _)| who.is_some());
    let people = named().count() as u32;
    let all_of = |what: usize| named().map(|(_, n)| n[what]).sum();
    let all = [all_of(0), all_of(1)];
    let many =
        |who: &Option<PersonId>, n: &[u32; 4], what: usize| who.is_some() && task::is_heavy(n[what], all[what], people);
    let mut all: Vec<PersonLoad> = (sums.iter())
        .map(|(who, n)| PersonLoad {
            person: who.map(|p| w.person(p)),
            sites: n[0],
            tasks: n[1],
            overdue: n[2],
            tasks_overdue: n[3],
            heavy: many(who, n, 0) || many(who, n, 1),
            many_sites: many(who, n, 0),
            many_tasks: many(who, n, 1),
        })
        .collect();
    all.sort_by(|a, b| {
        let key = |l: &PersonLoad| (l.person.is_none(), l.sites + l.tasks, l.overdue + l.tasks_overdue);
        key(b).cmp(&key(a)).then_with(|| {
            let name = |l: &PersonLoad| l.person.as_ref().map(|p| (p.name.clone(), p.id));
            name(a).cmp(&name(b))
        })
    });
    all
}
