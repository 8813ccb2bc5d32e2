//! A meeting beside the one before: what changed, whether for the worse, and who moved up or down.

use super::{Value, places};
use crate::model::{Level, called};
use crate::tile::class_bounds;
use crate::view::CountClasses;
use crate::view::Figures;
use crate::view::meeting::{MeetingFigures, MeetingRow, Rate, Rates};
use crate::view::meeting_page::{Apart, MeetingCell, MeetingLine, MeetingPage, MovedCounts, RankBy, RankOf, RankedRow};
use std::collections::HashMap;

/// Format from which on a meeting has lists of what moved.
const LISTED_SINCE: u32 = 2;

/// Which way a line should go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Good {
    Less,
    More,
    /// Work stops by the calendar, which is nobody's merit or fault.
    Neither,
}

fn line(what: &str, good: Good, now: Option<f64>, before: Option<f64>) -> MeetingLine {
    // To one decimal, as the rates are: a difference of floats shows more.
    let change = now.zip(before).map(|(n, b)| ((n - b) * 10.0).round() / 10.0);
    MeetingLine {
        what: what.into(),
        name: String::new(),
        name_en: String::new(),
        percent: false,
        before,
        now,
        rate: None,
        change,
        worse: change
            .filter(|c| *c != 0.0 && good != Good::Neither)
            .map(|c| (c > 0.0) == (good == Good::Less)),
    }
}

/// What a ranking goes by, of one row.
fn value(r: &MeetingRow, by: RankBy) -> Option<f64> {
    match by {
        RankBy::Progress => r.rates?.progress.percent,
        RankBy::OnTime => r.rates?.on_time.percent,
        RankBy::Rework => r.rates?.rework.percent,
        RankBy::Relapse => r.rates?.relapse.percent,
        RankBy::Overdue => (r.figures.total > 0).then_some(f64::from(r.figures.overdue)),
    }
}

impl RankBy {
    /// Reckoned from the moves of a period: the first meeting, whose period is all that ever was, compares with none.
    fn of_period(self) -> bool {
        matches!(self, RankBy::OnTime | RankBy::Rework | RankBy::Relapse)
    }
}

impl MeetingFigures {
    /// Counts and rates as lines, beside those of the meeting before.
    fn lines(&self, before: Option<&MeetingFigures>) -> Vec<MeetingLine> {
        let count = |what: &str, good, f: &dyn Fn(&MeetingFigures) -> Option<u32>| {
            line(what, good, f(self).map(f64::from), before.and_then(f).map(f64::from))
        };
        let rate = |what: &str, good, of_period: bool, f: fn(&Rates) -> Rate| {
            let then = before.filter(|b| !of_period || b.since.is_some());
            let of = |m: &MeetingFigures| m.total.rates.as_ref().map(f);
            let percent = |m: &MeetingFigures| of(m).and_then(|r| r.percent);
            MeetingLine {
                percent: true,
                rate: of(self),
                ..line(what, good, percent(self), then.and_then(percent))
            }
        };
        let mut out = vec![count("unresolved", Good::Less, &|m| Some(m.total.figures.unresolved))];
        for k in &self.kinds {
            let of = |m: &MeetingFigures| m.kinds.iter().find(|o| o.code == k.code).map(|o| o.figures.unresolved);
            out.push(MeetingLine {
                name: k.name.clone(),
                name_en: k.name_en.clone(),
                ..count("kind", Good::Less, &of)
            });
        }
        out.extend([
            count("accepted", Good::More, &|m| Some(m.total.figures.accepted)),
            count("overdue", Good::Less, &|m| Some(m.total.figures.overdue)),
            count("suspended", Good::Less, &|m| Some(m.total.figures.suspended)),
        ]);
        let paused = count("paused", Good::Neither, &|m| Some(m.total.figures.paused));
        let any = [paused.now, paused.before].into_iter().flatten().any(|n| n > 0.0);
        out.extend(any.then_some(paused));
        out.extend([
            count("vacant", Good::Less, &|m| m.vacant),
            rate("progress", Good::More, false, |r| r.progress),
            rate("on_time", Good::More, true, |r| r.on_time),
            rate("rework", Good::Less, true, |r| r.rework),
            rate("relapse", Good::Less, true, |r| r.relapse),
        ]);
        let then = before.filter(|b| b.since.is_some());
        for k in &self.kinds {
            let of = |m: &MeetingFigures| {
                let k = m.kinds.iter().find(|o| o.code == k.code)?;
                Some(Rate::of(k.relapsed?, k.figures.accepted + k.relapsed?))
            };
            let percent = |m: &MeetingFigures| of(m).and_then(|r| r.percent);
            out.push(MeetingLine {
                name: k.name.clone(),
                name_en: k.name_en.clone(),
                percent: true,
                rate: of(self),
                ..line("relapse_kind", Good::Less, percent(self), then.and_then(percent))
            });
        }
        out
    }

    /// The meeting as the window shows it.
    pub(crate) fn page(self, before: Option<&MeetingFigures>) -> MeetingPage {
        let lines = self.lines(before);
        let names = |rows: &[MeetingRow]| rows.iter().map(|r| r.name.clone()).filter(|n| !n.is_empty()).collect();
        let leaders: Vec<String> = names(&self.leaders);
        let mut owners: Vec<String> = names(&self.subdistricts);
        owners.extend(names(&self.departments) as Vec<String>);
        owners.extend(leaders.iter().cloned());
        let cell = |&(at, _): &(u32, String)| {
            let row = self.grids.get(at as usize);
            let figures = row.map(|r| r.figures).unwrap_or_default();
            MeetingCell {
                name: row.map(|r| r.name.clone()).unwrap_or_default(),
                unresolved: figures.unresolved,
                overdue: figures.overdue,
            }
        };
        // The lists have a row a move. What an early version froze had none.
        let listed = self.since.is_some() && self.format >= LISTED_SINCE;
        let moves = self.total.moves.unwrap_or_default();
        let moved = listed.then_some(MovedCounts {
            new: moves.new,
            late: moves.late,
            accepted: moves.accepted,
            returned: moves.returned,
            relapsed: moves.relapsed,
        });
        let cells: Vec<MeetingCell> = self.map.iter().flat_map(|m| &m.cells).map(cell).collect();
        MeetingPage {
            classes: CountClasses {
                unresolved: class_bounds(cells.iter().map(|c| c.unresolved)),
                overdue: class_bounds(cells.iter().map(|c| c.overdue)),
            },
            moves: self.since.as_ref().map(|_| moves),
            lines,
            unresolved: self.total.figures.unresolved,
            moved,
            cells,
            day: self.day,
            at: self.at,
            since: self.since,
            formulas: self.formulas,
            map: self.map,
            feedback: self.feedback,
            owners,
            leaders,
        }
    }

    fn rows_of(&self, of: RankOf) -> Vec<&MeetingRow> {
        match of {
            RankOf::Subdistricts => self.subdistricts.iter().collect(),
            RankOf::Departments => self.departments.iter().collect(),
            RankOf::Leaders => self.leaders.iter().collect(),
            RankOf::Chiefs => self.chiefs.iter().collect(),
            RankOf::Cells => match &self.map {
                Some(map) => map
                    .cells
                    .iter()
                    .filter_map(|(at, _)| self.grids.get(*at as usize))
                    .collect(),
                None => self.grids.iter().filter(|g| g.level == Some(Level::Cell)).collect(),
            },
        }
    }

    fn placed(&self, of: RankOf, by: RankBy) -> Vec<Value<'_>> {
        let falling = !matches!(by, RankBy::Rework | RankBy::Relapse);
        places(self.rows_of(of), falling, |r| value(r, by))
    }

    /// A ranking beside that of the meeting before. What has nothing to be ranked by comes last.
    pub(crate) fn ranked(&self, before: Option<&MeetingFigures>, of: RankOf, by: RankBy) -> Vec<RankedRow> {
        let then = before.map(|b| b.placed(of, by)).unwrap_or_default();
        let known: HashMap<i64, (Option<u32>, u32)> = then
            .into_iter()
            .filter_map(|(place, r)| Some((r.id?, (place, r.figures.unresolved))))
            .collect();
        let comparable = before.is_some_and(|b| !by.of_period() || b.since.is_some());
        let mut ranked: Vec<RankedRow> = (0..)
            .zip(self.placed(of, by))
            .map(|(id, (place, r)): (u32, Value<'_>)| {
                let was = r.id.and_then(|id| known.get(&id));
                RankedRow {
                    id,
                    place,
                    place_before: was.and_then(|w| w.0).filter(|_| comparable),
                    name: called(&r.name, &r.code).to_owned(),
                    apart: None,
                    who: match of {
                        RankOf::Subdistricts => r.leader.clone(),
                        RankOf::Cells => r.chief.clone(),
                        _ => String::new(),
                    },
                    figures: r.figures,
                    unresolved_before: was.map(|w| w.1),
                    rates: r.rates,
                }
            })
            .collect();
        // None of the ranked ground holds them, but they are part of the whole: without them the list would not add up to it.
        let apart = |of_meeting: &MeetingFigures| match of {
            RankOf::Subdistricts => vec![
                (Apart::NoSubdistrict, of_meeting.beside.unwrap_or_default()),
                (Apart::NoCell, of_meeting.loose),
            ],
            RankOf::Cells => vec![(Apart::NoCell, of_meeting.loose)],
            _ => Vec::new(),
        };
        let then: HashMap<Apart, Figures> = before.map(apart).into_iter().flatten().collect();
        for (apart, figures) in apart(self).into_iter().filter(|(_, f)| f.total > 0) {
            ranked.push(RankedRow {
                id: ranked.len() as u32,
                place: None,
                place_before: None,
                name: String::new(),
                apart: Some(apart),
                who: String::new(),
                figures,
                unresolved_before: then.get(&apart).map(|f| f.unresolved),
                rates: None,
            });
        }
        ranked
    }
}
