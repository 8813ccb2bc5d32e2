//! What a meeting freezes: how every ground stands, what moved since the meeting before, who is behind.

use super::figures::Snapshot;
use super::holders::{Holder, Holders};
use super::tally::{self, Counted};
use super::{Project, feedback, meeting};
use crate::Result;
use crate::model::{DEPARTMENT, LEADER, Level};
use crate::view::Figures;
use crate::view::feedback::FeedbackCounts;
use crate::view::meeting::{MeetingFigures, MeetingKind, MeetingRow, Moves};
use chrono::NaiveDate;
use std::collections::HashMap;

/// Names of all who are named for a grid, the nearest above where it has nobody of its own.
fn names(holders: Vec<Holder>) -> String {
    holders.into_iter().map(|(_, name)| name).collect::<Vec<_>>().join("、")
}

/// Rows of whoever `of` names for a cell; the last stands for nobody.
fn by_holder(s: &Snapshot, moves: &[Moves], of: impl Fn(usize) -> Vec<Holder>) -> Vec<MeetingRow> {
    let mut rows: Vec<MeetingRow> = Vec::new();
    let mut place: HashMap<Holder, usize> = HashMap::new();
    let mut nobody = MeetingRow::default();
    for (i, g) in s.grids.iter().enumerate() {
        let own = s.own(g.id);
        if own.total == 0 {
            continue;
        }
        let holders = of(i);
        if holders.is_empty() {
            nobody.take(&own, &moves[i]);
        }
        for holder in holders {
            let at = *place.entry(holder).or_insert_with_key(|(id, name)| {
                rows.push(MeetingRow {
                    id: Some(*id),
                    name: name.clone(),
                    ..MeetingRow::default()
                });
                rows.len() - 1
            });
            rows[at].take(&own, &moves[i]);
        }
    }
    nobody.figures.add(&s.loose);
    nobody.note_moves(&moves[s.grids.len()]);
    rows.sort_by(|a, b| a.name.cmp(&b.name).then(a.id.cmp(&b.id)));
    if nobody.figures.total > 0 {
        rows.push(nobody);
    }
    rows.iter_mut().for_each(MeetingRow::reckon);
    rows
}

fn grids(s: &Snapshot, moves: &[Moves], leader: &Holders) -> Vec<MeetingRow> {
    let mut rows: Vec<MeetingRow> = s
        .grids
        .iter()
        .enumerate()
        .map(|(i, g)| MeetingRow {
            id: Some(g.id.0),
            code: g.code.clone(),
            name: g.name.clone(),
            level: Some(g.level),
            chief: s.chief(g.id).map(|c| c.name.clone()).unwrap_or_default(),
            leader: match g.level {
                Level::Subdistrict => names(leader.of(s, i)),
                _ => String::new(),
            },
            ..MeetingRow::default()
        })
        .collect();
    for (i, g) in s.grids.iter().enumerate() {
        let own = s.own(g.id);
        if own.total > 0 {
            s.upwards(i).for_each(|j| rows[j].take(&own, &moves[i]));
        }
    }
    rows.iter_mut().for_each(MeetingRow::reckon);
    rows
}

impl Project {
    /// Reckons what a meeting of a day freezes at a moment: the file as it stands, late as of the day.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub(crate) fn freeze(&self, on: NaiveDate, at: &str) -> Result<MeetingFigures> {
        let s = self.snapshot(on)?;
        let c = self.read()?;
        let before = meeting::before(&c, on)?;
        let Counted {
            moves,
            unresolved,
            kinds,
            moved,
            newest,
        } = tally::scan(&c, &s, before.as_ref())?;
        let department = Holders::read(&c, DEPARTMENT, on)?;
        let leader = Holders::read(&c, LEADER, on)?;
        let grids = grids(&s, &moves, &leader);
        let subdistricts = grids
            .iter()
            .filter(|g| g.level == Some(Level::Subdistrict))
            .cloned()
            .collect();
        let ranked = s.grids.iter().any(|g| g.level == Level::Subdistrict);
        let mut total = MeetingRow::default();
        for (i, g) in s.grids.iter().enumerate() {
            let own = s.own(g.id);
            if own.total > 0 {
                total.take(&own, &moves[i]);
            }
        }
        total.figures.add(&s.loose);
        let mut beside = Figures::default();
        let outside = (0..s.grids.len()).filter(|i| s.above(*i, Level::Subdistrict).is_none());
        outside.for_each(|i| beside.add(&s.own(s.grids[i].id)));
        total.note_moves(&moves[s.grids.len()]);
        total.reckon();
        let feedback = FeedbackCounts::of(&feedback::rows(&c, None, on)?);
        let mut figures = MeetingFigures {
            format: 2,
            day: on.to_string(),
            at: at.into(),
            since: before.as_ref().map(|b| b.day.clone()),
            since_at: before.map(|b| b.at),
            total,
            loose: s.loose,
            beside: (beside.total > 0 && ranked).then_some(beside),
            subdistricts,
            departments: by_holder(&s, &moves, |i| department.of(&s, i)),
            leaders: by_holder(&s, &moves, |i| leader.of(&s, i)),
            chiefs: by_holder(&s, &moves, |i| {
                let chief = s.chief(s.grids[i].id);
                chief.map(|c| (c.person.0, c.name.clone())).into_iter().collect()
            }),
            feedback,
            open_remarks: meeting::open_remarks(&c, on, on)?,
            newest_sites: newest,
            grids,
            unresolved,
            kinds: (self.kinds()?.into_iter())
                .map(|k| {
                    let met = kinds.iter().find(|m| m.code == k.code);
                    MeetingKind {
                        figures: met.map(|m| m.figures).unwrap_or_default(),
                        relapsed: Some(met.map_or(0, |m| m.relapsed)),
                        code: k.code,
                        name: k.name,
                        name_en: k.name_en,
                    }
                })
                .collect(),
            vacant: Some(s.vacant()),
            map: self.meeting_map(&s)?,
            moved,
            ..MeetingFigures::default()
        };
        figures.rank();
        Ok(figures)
    }
}
