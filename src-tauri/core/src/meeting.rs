//! How a meeting reckons: rates from counts, and who is ahead and who behind.

mod compare;
pub mod glance;
pub mod picture;

use crate::view::Figures;
use crate::view::meeting::{Formula, MeetingFigures, MeetingRow, Moves, Rank, Ranking, Rate, Rates};

/// Rate, the office's word, and what is divided by what.
const FORMULAS: &[(&str, &str, &str, &str)] = &[
    (
        "progress",
        "销号率",
        "sites accepted / sites that were not dismissed",
        "已销号点位 ÷（全部点位 − 不予立案点位）",
    ),
    (
        "on_time",
        "按期销号率",
        "acceptances in the period by the site's deadline, or of a site without one / acceptances in the period",
        "期内按期验收达标次数（无期限的视为按期）÷ 期内验收达标次数",
    ),
    (
        "rework",
        "返工率",
        "returns in the period / inspections in the period (acceptances and returns)",
        "期内不达标退回次数 ÷ 期内验收次数（达标与退回合计）",
    ),
    (
        "relapse",
        "回潮率",
        "relapses in the period / sites accepted at its start or in it",
        "期内回潮次数 ÷（期初已销号与期内验收达标点位合计）",
    ),
];

/// Names of the columns of [`MeetingFigures::unresolved`].
const COLUMNS: &[&str] = &[
    "number",
    "kind",
    "grid",
    "state",
    "deadline",
    "days_late",
    "chief",
    "address",
];

impl Rate {
    /// A rate of counts, rounded to one decimal; a hundred only when nothing is missing.
    pub fn of(numerator: u32, denominator: u32) -> Rate {
        let percent = f64::from(numerator) * 100.0 / f64::from(denominator);
        let most = if numerator < denominator { 99.9 } else { f64::MAX };
        Rate {
            numerator,
            denominator,
            percent: (denominator > 0).then(|| ((percent * 10.0).round() / 10.0).min(most)),
        }
    }
}

impl Moves {
    /// Adds another ground's moves.
    pub fn add(&mut self, o: &Moves) {
        self.new += o.new;
        self.late += o.late;
        self.verified += o.verified;
        self.dismissed += o.dismissed;
        self.dispatched += o.dispatched;
        self.started += o.started;
        self.submitted += o.submitted;
        self.accepted += o.accepted;
        self.accepted_in_time += o.accepted_in_time;
        self.returned += o.returned;
        self.relapsed += o.relapsed;
        self.suspended += o.suspended;
        self.resumed += o.resumed;
    }
}

impl MeetingRow {
    /// Counts a grid's own sites and moves in.
    pub(crate) fn take(&mut self, own: &Figures, moves: &Moves) {
        self.grids += 1;
        self.figures.add(own);
        self.note_moves(moves);
    }

    /// Counts moves in; where nothing moved, nothing is noted.
    pub(crate) fn note_moves(&mut self, moves: &Moves) {
        if *moves != Moves::default() {
            self.moves.get_or_insert_default().add(moves);
        }
    }

    /// Reckons the rates, once all is counted.
    pub(crate) fn reckon(&mut self) {
        let (f, m) = (&self.figures, self.moves.unwrap_or_default());
        // What was accepted at the start or since stands accepted now, or has come back.
        self.rates = (f.total > 0).then(|| Rates {
            progress: Rate::of(f.accepted, f.total - f.dismissed),
            on_time: Rate::of(m.accepted_in_time, m.accepted),
            rework: Rate::of(m.returned, m.accepted + m.returned),
            relapse: Rate::of(m.relapsed, f.accepted + m.relapsed),
        });
    }
}

/// A row with its place; none where there is nothing to rank it by.
type Value<'a> = (Option<u32>, &'a MeetingRow);

/// Places in order of a value; equals share a place and the next ones follow after them all. Whatever has no value, or
/// stands for nobody, comes last without a place.
fn places(rows: Vec<&MeetingRow>, falling: bool, value: impl Fn(&MeetingRow) -> Option<f64>) -> Vec<Value<'_>> {
    let value = |r: &MeetingRow| value(r).filter(|_| r.id.is_some());
    let mut all: Vec<(Option<f64>, &MeetingRow)> = rows.into_iter().map(|r| (value(r), r)).collect();
    all.sort_by(|(a, x), (b, y)| {
        let order = match (a, b) {
            (Some(a), Some(b)) if falling => b.total_cmp(a),
            (Some(a), Some(b)) => a.total_cmp(b),
            _ => b.is_some().cmp(&a.is_some()),
        };
        let nobody = x.id.is_none().cmp(&y.id.is_none());
        order.then(nobody).then_with(|| x.name.cmp(&y.name))
    });
    let mut out: Vec<Value<'_>> = Vec::with_capacity(all.len());
    let mut before = None;
    for (i, (value, r)) in all.into_iter().enumerate() {
        let shared = out.last().filter(|_| value == before).and_then(|l| l.0);
        out.push((value.map(|_| shared.unwrap_or(i as u32 + 1)), r));
        before = value;
    }
    out
}

/// A ranking as it is frozen.
fn ranking(of: &str, by: &str, rows: &[MeetingRow], value: impl Fn(&MeetingRow) -> Option<f64>) -> Ranking {
    let ranks = places(rows.iter().collect(), true, &value)
        .into_iter()
        .filter_map(|(place, r)| {
            Some(Rank {
                place: place?,
                id: r.id,
                name: r.name.clone(),
                value: value(r)?,
            })
        })
        .collect();
    Ranking {
        of: of.into(),
        by: by.into(),
        ranks,
    }
}

impl MeetingFigures {
    /// Adds the rankings, the formulas and the names of the columns.
    pub(crate) fn rank(&mut self) {
        let all = [
            ("subdistricts", &self.subdistricts),
            ("departments", &self.departments),
            ("leaders", &self.leaders),
            ("chiefs", &self.chiefs),
        ];
        self.rankings = all
            .iter()
            .flat_map(|(of, rows)| {
                [
                    ranking(of, "progress", rows, |r| r.rates?.progress.percent),
                    ranking(of, "on_time", rows, |r| r.rates?.on_time.percent),
                    ranking(of, "overdue", rows, |r| {
                        (r.figures.total > 0).then_some(f64::from(r.figures.overdue))
                    }),
                ]
            })
            .collect();
        self.formulas = FORMULAS
            .iter()
            .map(|(rate, name, formula, formula_zh)| Formula {
                rate: (*rate).into(),
                name: (*name).into(),
                formula: (*formula).into(),
                formula_zh: (*formula_zh).into(),
            })
            .collect();
        self.unresolved_columns = COLUMNS.iter().map(|c| (*c).to_owned()).collect();
    }
}
