//! People and the duties they hold.

use super::rehearsed::Lies;
use super::{Job, Tally, listed, shown};
use crate::Result;
use crate::exchange::{self, PersonRecord, Place, Places, ReadSummary};
use crate::model::{CHIEF, GridId, PersonId};
use crate::person::{self, Marks, Meant};
use crate::store::{NewDuty, NewPerson, Tx, Upsert, held_by_one};
use std::collections::HashMap;

/// A duty that a row of this source gave, of a role that one holds at a time.
struct Held {
    place: Place,
    name: String,
    person: PersonId,
    from: Option<String>,
    to: Option<String>,
}

/// What the rows gave so far.
#[derive(Default)]
struct Given {
    /// Who was written, and by which row.
    people: HashMap<PersonId, Place>,
    duties: HashMap<(GridId, String), Vec<Held>>,
    /// Names that were written with blanks in them.
    padded: Vec<String>,
    /// People taken as others than those of their name.
    namesakes: Vec<String>,
    /// People who have another post, unit or telephone than they had.
    changed: Vec<String>,
    /// Holders of a role before this source.
    replaced: Vec<String>,
    /// Rows that say that there is nobody, and the first word for it.
    nobody: Option<(Places, String)>,
    /// People with a role and no grid to have it for.
    groundless: Vec<String>,
    /// Holders of a role whose grid such a row is about.
    stayed: Vec<String>,
}

pub fn run(job: &Job<'_>, tx: &mut Tx<'_>, tally: &mut Tally) -> Result<ReadSummary> {
    let mut given = Given::default();
    let summary = exchange::read_people(job.path, job.options, &job.vocabulary, &job.reading(), &mut |batch| {
        for r in &batch {
            put(job, tx, tally, r, &mut given)?;
        }
        tx.flush()?;
        Ok(tally.refused())
    })?;
    given.tell(&mut tally.report.notes);
    Ok(summary)
}

fn put(job: &Job<'_>, tx: &mut Tx<'_>, tally: &mut Tally, r: &PersonRecord, given: &mut Given) -> Result<()> {
    let grid = match r.grid.as_deref() {
        None => None,
        Some(code) => match tx.grid_meant(code, &[r.town.as_deref(), r.village.as_deref()])? {
            Ok(g) => Some((g, code)),
            Err(reason) => {
                tally.reject(r.place, reason);
                return Ok(());
            }
        },
    };
    let name = person::name(&r.name);
    if name.is_empty() {
        tally.reject(r.place, "name is empty; a person needs one".into());
        return Ok(());
    }
    if r.nobody {
        return vacant(job, tx, r, grid, given);
    }
    let new = NewPerson {
        name: &name,
        post: r.post.as_deref(),
        phone: r.phone.as_deref(),
        org: r.org.as_deref(),
    };
    let marks = Marks {
        post: new.post.unwrap_or_default(),
        phone: new.phone.unwrap_or_default(),
        org: new.org.unwrap_or_default(),
    };
    let namesakes = tx.namesakes(&name)?;
    let known = match person::meant(&namesakes, marks, |id| given.people.contains_key(&id)) {
        Meant::Known(id) => Some(id),
        Meant::New => None,
        Meant::OneOf(n) => {
            tally.reject(r.place, person::unclear(n, &name, marks));
            return Ok(());
        }
    };
    let role = match (&r.role, grid) {
        (Some(role), Some(_)) => tx.role(role)?,
        _ => CHIEF.to_owned(),
    };
    if let (Some((grid, code)), true) = (grid, held_by_one(&role))
        && let Some(why) = given.in_the_way(grid, code, &role, known, r, job)
    {
        tally.reject(r.place, why);
        return Ok(());
    }
    // One number is one number however it is spelt.
    let theirs = known
        .and_then(|id| namesakes.iter().find(|n| n.id == id))
        .map(|n| person::digits(&n.phone));
    let spelt = theirs.filter(|d| !d.is_empty()) == new.phone.map(person::digits);
    let new = NewPerson {
        phone: new.phone.filter(|_| !spelt),
        ..new
    };
    let (id, mut became) = tx.put_person(&new, known)?;
    if name != r.name.trim() {
        given.padded.push(name.clone());
    }
    match became {
        Upsert::Inserted if !namesakes.is_empty() => given.namesakes.push(format!("{name} ({})", r.place)),
        Upsert::Updated if namesakes.iter().any(|n| n.id == id && overwritten(n, marks)) => {
            given.changed.push(format!("{name} ({})", r.place));
        }
        _ => {}
    }
    given.people.entry(id).or_insert(r.place);
    let mut besides = String::new();
    if let (Some(role), None) = (&r.role, grid) {
        given.groundless.push(format!("{name} ({})", r.place));
        besides = format!("role {role} names no grid and gives nothing");
    }
    if let Some((grid, code)) = grid {
        let today = job.on.to_string();
        let from = r.from.as_deref().or(Some(today.as_str()));
        let duty = NewDuty {
            grid,
            role: &role,
            person: Some(id),
            org: None,
            from,
            to: r.to.as_deref(),
        };
        let before = if r.to.is_none() && held_by_one(&role) {
            tx.holders(grid, &role, from.unwrap_or_default(), id)?
        } else {
            Vec::new()
        };
        if tx.put_duty(&duty)? {
            let mine = given.duties.entry((grid, role.clone())).or_default();
            let replaced = || before.iter().filter(|b| mine.iter().all(|h| h.name != **b));
            for was in replaced() {
                given.replaced.push(format!("{code}: {was} → {name}"));
            }
            if replaced().next().is_some() {
                let names: Vec<&str> = replaced().map(String::as_str).collect();
                besides = format!("takes over from {}", names.join(", "));
            }
            if became == Upsert::Unchanged {
                became = Upsert::Updated;
            }
        }
        given.duties.entry((grid, role)).or_default().push(Held {
            place: r.place,
            name: name.clone(),
            person: id,
            from: r.from.clone(),
            to: r.to.clone(),
        });
    }
    tally.count(r.place, became, Lies::NoSite, besides, || {
        let fields = [
            ("name", Some(name.as_str())),
            ("post", r.post.as_deref()),
            ("phone", r.phone.as_deref()),
            ("org", r.org.as_deref()),
            ("role", r.role.as_deref()),
            ("grid", r.grid.as_deref()),
            ("from", r.from.as_deref()),
            ("to", r.to.as_deref()),
        ];
        (shown(&fields), None)
    });
    Ok(())
}

/// A row that says that there is nobody: no person is made, and whoever holds the duty keeps it until it is ended.
fn vacant(job: &Job<'_>, tx: &Tx<'_>, r: &PersonRecord, grid: Option<(GridId, &str)>, given: &mut Given) -> Result<()> {
    let (places, _) = given
        .nobody
        .get_or_insert_with(|| (Places::default(), exchange::shown(&r.name)));
    places.add(r.place);
    if let Some((grid, code)) = grid {
        let role = r.role.as_deref().map_or(Ok(CHIEF.to_owned()), |role| tx.role(role))?;
        let mine = given.duties.get(&(grid, role.clone()));
        let held = if held_by_one(&role) {
            tx.holders(grid, &role, &job.on.to_string(), PersonId(0))?
        } else {
            Vec::new()
        };
        for name in held
            .iter()
            .filter(|n| mine.is_none_or(|m| m.iter().all(|h| h.name != **n)))
        {
            given.stayed.push(format!("{code}: {name}"));
        }
    }
    Ok(())
}

/// Whether something that was known of a person gives way, rather than being filled in.
fn overwritten(n: &person::Namesake, marks: Marks<'_>) -> bool {
    [(&n.post, marks.post), (&n.phone, marks.phone), (&n.org, marks.org)]
        .iter()
        .any(|(was, is)| !was.is_empty() && !is.is_empty() && was.as_str() != *is)
}

impl Given {
    /// An earlier row whose holder a row would put out though nothing says that one follows the other.
    fn in_the_way(
        &self,
        grid: GridId,
        code: &str,
        role: &str,
        person: Option<PersonId>,
        r: &PersonRecord,
        job: &Job<'_>,
    ) -> Option<String> {
        let today = job.on.to_string();
        let begins = |from: &Option<String>| from.clone().unwrap_or_else(|| today.clone());
        let from = begins(&r.from);
        let other = (self.duties.get(&(grid, role.to_owned()))?.iter()).find(|h| {
            let follows = h.to.is_none() && r.to.is_none() && h.from.is_some() && h.from < r.from;
            let apart =
                h.to.as_ref().is_some_and(|to| *to < from) || r.to.as_ref().is_some_and(|to| *to < begins(&h.from));
            Some(h.person) != person && !follows && !apart
        })?;
        Some(format!(
            "grid \"{code}\" has {} as its {role} by {} of this file, and one person holds that at a time; give the days from which each holds it, or the role of each, or --set role=member for all",
            other.name, other.place
        ))
    }

    fn tell(self, notes: &mut Vec<String>) {
        if let Some((places, word)) = self.nobody {
            notes.push(format!(
                "{places}: names such as {word} mean nobody, so no person was made"
            ));
        }
        let mut say = |names: Vec<String>, words: fn(usize, String) -> String| {
            if !names.is_empty() {
                notes.push(words(names.len(), listed(names.len(), names.iter())));
            }
        };
        say(self.padded, |n, names| {
            format!("{n} names were written with blanks in them and taken without: {names}")
        });
        say(self.namesakes, |n, names| {
            format!(
                "{n} people were taken as others than those of the same name, since telephone, unit or post differ: {names}"
            )
        });
        say(self.changed, |n, names| {
            format!(
                "{n} people got another post, unit or telephone than they had: {names}; where that is somebody else, give both their telephones"
            )
        });
        say(self.groundless, |n, names| {
            format!("the role of {n} people was left out, since their rows name no grid: {names}")
        });
        say(self.stayed, |n, names| {
            format!(
                "{n} holders of a role stay in it, though a row of this file names nobody for their grid: {names}; end the duty of those who left"
            )
        });
        say(self.replaced, |n, names| {
            format!("{n} holders of a role were followed by others: {names}")
        });
    }
}
