//! One person: what they answer for, and their telephone and post set right.

use super::{args, done, refuse};
use crate::Result;
use crate::model::{Actor, CHIEF, Crowd, PersonId};
use crate::nothing::says_nothing;
use crate::person::{self, Marks, Meant};
use crate::store::{NewPerson, Project, Work};
use crate::view::task::PersonLoad;
use crate::view::{Done, HeldDuty, Page, PeopleFilter, PersonChange, PersonLine, PersonPage, PersonRow, Sort};
use chrono::NaiveDate;
use std::collections::HashMap;

/// Tasks and sites that a page lists at most, of each.
const LISTED: u32 = 500;

/// Sets what is given of a person right.
///
/// # Errors
/// [`crate::Error::Field`] for an empty name, a telephone that is none, or a person that could no longer be told from another;
/// [`crate::Error::NotFound`].
pub fn edit(project: &Project, actor: &Actor, id: PersonId, change: &PersonChange, on: NaiveDate) -> Result<Done> {
    let (_, edit) = project.edit(actor, "person_edit", |tx| {
        let was = tx.person(id, on)?;
        let pick = |new: &Option<String>, old: &str| new.as_deref().map_or(old, str::trim).to_owned();
        let name = person::name(&pick(&change.name, &was.name));
        let phone = pick(&change.phone, &was.phone);
        let (post, org) = (pick(&change.post, &was.post), pick(&change.org, &was.org));
        if name.is_empty() {
            return Err(refuse("name", "is empty; write the person's name"));
        }
        if name != was.name && says_nothing(&name) {
            return Err(refuse("name", person::nobody(&name)));
        }
        if !is_phone(&phone) {
            return Err(refuse(
                "phone",
                format!("\"{phone}\" is no telephone; write its digits, such as 138 0000 0000 or 0972-8610000"),
            ));
        }
        let others: Vec<_> = (tx.namesakes(&name)?.into_iter()).filter(|n| n.id != id).collect();
        let double = |phone: &str, post: &str, org: &str| {
            let marks = Marks { post, phone, org };
            person::meant(&others, marks, |_| true) != Meant::New
        };
        if double(&phone, &post, &org) && (name != was.name || !double(&was.phone, &was.post, &was.org)) {
            return Err(refuse(
                "name",
                format!("another person is called \"{name}\" too; give each a telephone to tell them apart"),
            ));
        }
        let new = NewPerson {
            name: &name,
            post: Some(&post),
            phone: Some(&phone),
            org: Some(&org),
        };
        tx.set_person(id, &new)?;
        let changed = [
            ("name", name != was.name),
            ("post", post != was.post),
            ("phone", phone != was.phone),
            ("org", org != was.org),
        ];
        let changed: Vec<&str> = changed.iter().filter(|c| c.1).map(|c| c.0).collect();
        let words = args([("name", name.clone().into()), ("changed", changed.join(" ").into())]);
        Ok(((), words))
    })?;
    done(project, edit)
}

/// Nothing, or at least three digits with the signs that stand between them; an extension may have its word.
fn is_phone(text: &str) -> bool {
    let known = |c: char| c.is_ascii_digit() || c.is_whitespace() || "+-()（）－/、,，;；转".contains(c);
    text.is_empty() || text.chars().all(known) && text.chars().filter(char::is_ascii_digit).count() >= 3
}

/// What people carry in the mean, among those who answer for anything.
struct Means {
    people: u32,
    sites: u32,
    tasks: u32,
}

impl Means {
    fn of(loads: &HashMap<PersonId, PersonLoad>) -> Self {
        Means {
            people: loads.len() as u32,
            sites: loads.values().map(|l| l.sites).sum(),
            tasks: loads.values().map(|l| l.tasks).sum(),
        }
    }

    fn mean(&self, sum: u32) -> f64 {
        f64::from(sum) / f64::from(self.people.max(1))
    }
}

fn line(p: PersonRow, load: Option<&PersonLoad>) -> PersonLine {
    let figures = |l: &PersonLoad| [l.sites, l.tasks, l.overdue, l.tasks_overdue];
    let [sites, tasks, overdue, tasks_overdue] = load.map_or([0; 4], figures);
    PersonLine {
        heavy: load.is_some_and(|l| l.heavy),
        many_sites: load.is_some_and(|l| l.many_sites),
        many_tasks: load.is_some_and(|l| l.many_tasks),
        id: p.id,
        name: p.name,
        post: p.post,
        phone: p.phone,
        org: p.org,
        grids: p.grids,
        sites,
        tasks,
        overdue,
        tasks_overdue,
    }
}

fn by_person(loads: Vec<PersonLoad>) -> HashMap<PersonId, PersonLoad> {
    loads
        .into_iter()
        .filter_map(|l| Some((l.person.as_ref()?.id, l)))
        .collect()
}

impl Project {
    /// A page of the people that a filter shows, with what they carry. `sort.by`: `name`, `post`, `org`, `grids`, `sites`,
    /// `tasks`, `overdue`; by name where it is empty.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub fn people_page(
        &self,
        filter: &PeopleFilter,
        sort: &Sort,
        offset: u32,
        limit: u32,
        on: NaiveDate,
    ) -> Result<Page<PersonLine>> {
        let loads = by_person(self.loads(on)?);
        let chiefs = self.snapshot(on)?.all_chiefs();
        let mut rows: Vec<PersonLine> = (self.people(&filter.text, on, u32::MAX)?.into_iter())
            .map(|p| {
                let load = loads.get(&p.id);
                line(p, load)
            })
            .filter(|l| match filter.only {
                None => true,
                Some(Crowd::Chiefs) => chiefs.contains(&l.id),
                Some(Crowd::Heavy) => l.heavy,
                Some(Crowd::Unreachable) => l.phone.is_empty() && (chiefs.contains(&l.id) || l.sites + l.tasks > 0),
            })
            .collect();
        rows.sort_by(|a, b| {
            let order = match sort.by.as_str() {
                "post" => a.post.cmp(&b.post),
                "org" => a.org.cmp(&b.org),
                "grids" => a.grids.cmp(&b.grids),
                "sites" => a.sites.cmp(&b.sites),
                "tasks" => a.tasks.cmp(&b.tasks),
                "overdue" => a.overdue.cmp(&b.overdue),
                _ => a.name.cmp(&b.name),
            };
            let order = if sort.descending { order.reverse() } else { order };
            order.then_with(|| (&a.name, a.id).cmp(&(&b.name, b.id)))
        });
        let total = rows.len() as u32;
        let rows = rows.into_iter().skip(offset as usize).take(limit as usize).collect();
        Ok(Page { total, offset, rows })
    }

    /// Everything that a person answers for, answered for and is to answer for.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`].
    pub fn person_page(&self, id: PersonId, on: NaiveDate) -> Result<PersonPage> {
        let person = self.person(id, on)?;
        let w = self.work(on)?;
        let loads = by_person(super::answerable::loads(&w));
        let means = Means::of(&loads);
        let mut tasks: Vec<_> = (w.tasks.iter())
            .filter(|t| w.is_left(t) && w.answerable(t) == Some(id))
            .filter_map(|t| w.row(t))
            .collect();
        tasks.sort_by(|a, b| {
            let key = |t: &crate::view::task::TaskRow| (!t.overdue, t.deadline.is_none(), t.deadline.clone());
            key(a).cmp(&key(b))
        });
        tasks.truncate(LISTED as usize);
        Ok(PersonPage {
            mean_sites: means.mean(means.sites),
            mean_tasks: means.mean(means.tasks),
            duties: self.held(id, &w, on)?,
            tasks,
            sites: self.sites_of(id, &w.chief_cells(id), on, LISTED)?,
            person: line(person, loads.get(&id)),
        })
    }

    fn held(&self, id: PersonId, w: &Work, on: NaiveDate) -> Result<Vec<HeldDuty>> {
        let s = &w.snapshot;
        let rolled = s.rolled_up();
        let day = on.to_string();
        let mut all: Vec<HeldDuty> = (self.duties_of(id)?.into_iter())
            .filter_map(|d| {
                let i = s.place(d.grid)?;
                let begun = d.from.as_ref().is_none_or(|f| *f <= day);
                let ended = d.to.as_ref().is_some_and(|t| *t < day);
                Some(HeldDuty {
                    now: begun && !ended,
                    ended,
                    next: d.next.filter(|_| ended && d.role == CHIEF),
                    role: d.role,
                    role_name: d.role_name,
                    grid: s.grids[i].link(),
                    subdistrict: s.subdistrict(i),
                    from: d.from,
                    to: d.to,
                    figures: rolled[i],
                    bbox: s.grids[i].bbox,
                })
            })
            .collect();
        // Those in force stay by role and code; a stable sort keeps them so.
        all.sort_by_key(|d| (!d.now, d.ended, std::cmp::Reverse(d.to.clone().filter(|_| d.ended))));
        Ok(all)
    }
}
