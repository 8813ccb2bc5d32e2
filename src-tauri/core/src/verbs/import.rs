//! Bringing grids, sites, people and the review's problems in: one edit, whole or not at all.

mod feedback;
mod grids;
mod kinds;
mod people;
mod rehearsed;
mod shown;
mod sites;
mod tree;

pub use rehearsed::Rehearsed;
pub use shown::Shown;

use super::args;
use crate::exchange::{self, ReadSummary, Vocabulary, listed};
use crate::geometry::crs::Crs;
use crate::model::{Actor, SiteId};
use crate::store::{NearTold, Neighbours, Project, Tx, Upsert};
use crate::view::{
    ImportAs, ImportOptions, ImportPreview, ImportReport, LandsIn, Rejection, RowFilter, RowOutcome, RowPreview,
};
use crate::{Error, Result};
use chrono::NaiveDate;
use rehearsed::{Lies, ordinal};
use shown::{Became, Content};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

/// Sites in no cell, and the like, that a report lists one by one.
const LISTED: usize = 1000;

/// Sources past this size change so many rows that the rtree is better written once.
const BULK_BYTES: u64 = 4 << 20;

/// Told the stage (`read`, `index`, `assign`, `save`), what is done and of how much; false cancels.
pub type Watch<'a> = &'a dyn Fn(&str, u64, u64) -> bool;

/// What every target's writer needs.
struct Job<'a> {
    path: &'a Path,
    options: &'a ImportOptions,
    vocabulary: Vocabulary,
    crs: Crs,
    on: NaiveDate,
    watch: Watch<'a>,
    bulk: bool,
    /// Some position was read.
    placed: AtomicBool,
}

/// What became of the rows so far.
#[derive(Default)]
struct Tally {
    report: ImportReport,
    rows: Option<Rehearsed>,
    became: Became,
    /// Sites among which neighbours are looked for, and how near.
    near: Option<Near>,
    /// Rows of the batch at hand that were refused.
    refused: Vec<exchange::Place>,
}

/// New sites among those that were there, the distance to look in, and where each new one stands in the source, in the
/// order of their keys.
struct Near {
    sites: Neighbours,
    metres: f64,
    places: Vec<(SiteId, exchange::Place)>,
}

impl Near {
    fn place(&self, id: SiteId) -> String {
        (self.places.binary_search_by_key(&id, |p| p.0))
            .map_or_else(|_| String::new(), |at| self.places[at].1.to_string())
    }
}

impl ImportReport {
    /// Takes a box in that something new or changed lies in.
    fn take_box(&mut self, [w, s, e, n]: [f64; 4]) {
        let [west, south, east, north] = self.bbox.unwrap_or([w, s, e, n]);
        self.bbox = Some([west.min(w), south.min(s), east.max(e), north.max(n)]);
    }

    fn take_near(&mut self, near: NearTold) {
        self.duplicates = near.duplicates;
        self.duplicates_within = near.within;
        self.warnings = near.warnings;
    }
}

impl Tally {
    /// Whether somebody wants to see the rows.
    fn shows(&self) -> bool {
        self.rows.is_some()
    }

    /// Counts a row that is taken; `reason` says what else it brings about.
    fn count(
        &mut self,
        place: exchange::Place,
        became: Upsert,
        lies: Lies,
        reason: String,
        show: impl FnOnce() -> (BTreeMap<String, String>, Option<LandsIn>),
    ) {
        let outcome = match became {
            Upsert::Inserted => {
                self.report.inserted += 1;
                RowOutcome::Inserted
            }
            Upsert::Updated => {
                self.report.updated += 1;
                RowOutcome::Updated
            }
            Upsert::Unchanged => {
                self.report.unchanged += 1;
                RowOutcome::Unchanged
            }
            Upsert::Repeated => return,
        };
        self.became.take(place, outcome, lies);
        if let Some(rows) = &mut self.rows {
            let (values, lands_in) = show();
            let row = RowPreview {
                place: place.to_string(),
                outcome,
                values,
                lands_in,
                reason,
            };
            rows.put(&row, lies);
        }
    }

    fn reject(&mut self, place: exchange::Place, reason: String) {
        self.refuse(place, reason, RowOutcome::Rejected);
    }

    /// Leaves a row out whose number or code is there for something else.
    fn question(&mut self, place: exchange::Place, reason: String) {
        self.report.questioned += 1;
        self.refuse(place, reason, RowOutcome::Questioned);
    }

    fn refuse(&mut self, place: exchange::Place, reason: String, outcome: RowOutcome) {
        self.became.take(place, outcome, Lies::NoSite);
        self.refused.push(place);
        let place = place.to_string();
        self.show_refused(&place, &reason, outcome);
        self.report.rejected.push(Rejection { place, reason });
    }

    /// What became of all rows, those too that were refused as they were read.
    fn whole(&self, summary: &ReadSummary) -> Became {
        let mut became = self.became;
        summary.rejected.iter().for_each(|r| became.refused(&r.place));
        became
    }

    /// The rows that were refused since this was last asked.
    fn refused(&mut self) -> Vec<exchange::Place> {
        std::mem::take(&mut self.refused)
    }

    fn show_refused(&mut self, place: &str, reason: &str, outcome: RowOutcome) {
        if let Some(rows) = &mut self.rows {
            let row = RowPreview {
                place: place.to_owned(),
                outcome,
                values: BTreeMap::new(),
                lands_in: None,
                reason: reason.to_owned(),
            };
            rows.put(&row, Lies::NoSite);
        }
    }
}

/// Brings a source in as one edit, whatever it holds and does.
///
/// # Errors
/// [`Error::Source`] for a file that is not what it claims to be, [`Error::Field`] for options that do not fit,
/// [`Error::Cancelled`]; the project is then as it was.
pub fn import(
    project: &Project,
    actor: &Actor,
    path: &Path,
    options: &ImportOptions,
    on: NaiveDate,
    watch: Watch<'_>,
) -> Result<ImportReport> {
    write(&job(project, path, options, on, watch)?, project, actor, None)
}

/// Brings in what was shown, as one edit, and nothing else.
///
/// # Errors
/// As [`import`]; [`Error::Another`] where the source is not what was shown, [`Error::Overtaken`] where somebody wrote the
/// same since, or something by which the rows would come to something else.
pub fn import_shown(
    project: &Project,
    actor: &Actor,
    path: &Path,
    shown: &Shown,
    on: NaiveDate,
    watch: Watch<'_>,
) -> Result<ImportReport> {
    let job = job(project, path, &shown.options, on, watch)?;
    let source = shown.source(path)?;
    let actor = actor.clone().seeing(Some(shown.at));
    write(&job, project, &actor, Some((shown, &source)))
}

fn write(job: &Job<'_>, project: &Project, actor: &Actor, shown: Option<(&Shown, &Content)>) -> Result<ImportReport> {
    let (path, options) = (job.path, job.options);
    let (mut report, near) = std::thread::scope(|beside| {
        let mut looking = None;
        let (mut report, edit) = project.edit(actor, "import", |tx| {
            let mut tally = Tally::default();
            let summary = job.run(tx, &mut tally)?.complete(path)?;
            // The one thread that writes is busy until the end; neighbours are looked for meanwhile.
            looking = tally.near.take().map(|near| {
                beside.spawn(move || {
                    let found = near.sites.pairs(near.metres, || true)?;
                    Ok::<_, Error>((near, found))
                })
            });
            if !(job.watch)("save", 0, 0) {
                return Err(Error::Cancelled);
            }
            if let Some((shown, source)) = shown {
                source.stayed(path)?;
                shown.judge(tx, path, tally.whole(&summary))?;
            }
            kinds::remember(tx, options)?;
            let report = finish(&mut tally, summary);
            let words = args([
                ("source", file_name(path).into()),
                ("as", serde_json::to_value(options.target).unwrap_or_default()),
                ("inserted", report.inserted.into()),
                ("updated", report.updated.into()),
                ("rejected", report.rejected_total.into()),
            ]);
            Ok((report, words))
        })?;
        report.edit = edit.map(|e| e.id);
        let near = looking
            .map(|l| l.join().unwrap_or_else(|e| std::panic::resume_unwind(e)))
            .transpose()?;
        Ok::<_, Error>((report, near))
    })?;
    if let Some((near, found)) = near {
        report.take_near(project.near_told(&near.sites, &found, |id| near.place(id))?);
    }
    Ok(report)
}

/// What an import would do; nothing is written. Beside it all rows, to be shown by pages.
///
/// # Errors
/// As [`import`].
pub fn preview(
    project: &Project,
    path: &Path,
    options: &ImportOptions,
    on: NaiveDate,
    watch: Watch<'_>,
) -> Result<(ImportPreview, Rehearsed)> {
    let job = job(project, path, options, on, watch)?;
    // Before it is read: what is written to it meanwhile is then found to be new.
    let source = Content::of(path)?;
    let (mut tally, summary, at) = project.rehearse(|tx| {
        let mut tally = Tally {
            rows: Some(Rehearsed::default()),
            ..Tally::default()
        };
        let summary = job.run(tx, &mut tally)?;
        if let Some(near) = tally.near.take() {
            let found = near.sites.pairs(near.metres, || watch("index", 0, 0))?;
            let told = tx.near_told(&near.sites, &found, |id| near.place(id))?;
            tally.report.take_near(told);
        }
        Ok((tally, summary, tx.seen()))
    })?;
    let became = tally.whole(&summary);
    let (format, columns, lack) = (summary.format.clone(), summary.columns.clone(), summary.lack.clone());
    for r in &summary.rejected {
        tally.show_refused(&r.place, &r.reason, RowOutcome::Rejected);
    }
    let report = finish(&mut tally, summary);
    let mut rows = tally.rows.unwrap_or_default();
    rows.sort();
    rows.shown = Some(Shown {
        options: options.clone(),
        source,
        at,
        became,
    });
    let preview = ImportPreview {
        file_name: file_name(path),
        format,
        options: options.clone(),
        columns,
        fields: exchange::field_names(options.target)
            .iter()
            .map(|f| (*f).to_owned())
            .collect(),
        rows: rows.page(RowFilter::All, 0),
        report,
        lack,
        has_places: job.placed.into_inner(),
    };
    Ok((preview, rows))
}

fn job<'a>(
    project: &Project,
    path: &'a Path,
    options: &'a ImportOptions,
    on: NaiveDate,
    watch: Watch<'a>,
) -> Result<Job<'a>> {
    project.is_another(path)?;
    let known = project.kinds()?;
    let vocabulary = Vocabulary {
        words: kinds::settled(project, &known, options)?,
        kinds: (known.into_iter()).map(|k| (k.code, k.name, k.name_en)).collect(),
        roles: project.roles()?.into_iter().map(|r| (r.code, r.name)).collect(),
    };
    let crs = Crs::read(if options.crs.trim().is_empty() {
        "wgs84"
    } else {
        &options.crs
    })?;
    exchange::ordinary(path)?;
    let size = std::fs::metadata(path)?;
    Ok(Job {
        path,
        options,
        vocabulary,
        crs,
        on,
        watch,
        bulk: size.len() > BULK_BYTES,
        placed: AtomicBool::new(false),
    })
}

impl Job<'_> {
    fn run(&self, tx: &mut Tx<'_>, tally: &mut Tally) -> Result<ReadSummary> {
        match self.options.target {
            ImportAs::Grids => grids::run(self, tx, tally),
            ImportAs::Sites => sites::run(self, tx, tally),
            ImportAs::People => people::run(self, tx, tally),
            ImportAs::Feedback => feedback::run(self, tx, tally),
        }
    }

    fn reading(&self) -> impl Fn(u64, u64) -> bool {
        |done, total| (self.watch)("read", done, total)
    }

    fn convert(&self) -> impl Fn(f64, f64) -> std::result::Result<[f64; 2], String> + Sync {
        let (crs, placed) = (self.crs.clone(), &self.placed);
        move |x, y| {
            // Read first: a cell written by all cores for every position would slow them down.
            if !placed.load(Ordering::Relaxed) {
                placed.store(true, Ordering::Relaxed);
            }
            match crs.to_wgs84(x, y) {
                Ok((lon, lat)) => Ok([lon, lat]),
                Err(Error::Field { reason, .. }) => Err(reason),
                Err(e) => Err(e.to_string()),
            }
        }
    }
}

fn finish(tally: &mut Tally, summary: ReadSummary) -> ImportReport {
    let mut report = std::mem::take(&mut tally.report);
    report.words = summary.words;
    report.rejected_total = report.rejected.len() as u32 + summary.rejected_total;
    report.rejected.extend(summary.rejected);
    report.rejected.sort_by_key(|r| ordinal(&r.place));
    report.notes.splice(0..0, summary.notes);
    // What is lost is read first, where only a line is seen.
    report.notes.sort_by_key(|n| !n.contains("left out"));
    report
}

/// The names of the columns, for a sentence.
fn column_names(summary: &ReadSummary) -> String {
    listed(summary.columns.len(), summary.columns.iter().map(|c| c.name.as_str()))
}

fn file_name(path: &Path) -> String {
    path.file_name()
        .map(|n| n.to_string_lossy().into_owned())
        .unwrap_or_default()
}

/// Field → value as read, for a preview.
fn shown(pairs: &[(&str, Option<&str>)]) -> BTreeMap<String, String> {
    pairs
        .iter()
        .filter_map(|(k, v)| Some(((*k).to_owned(), (*v)?.to_owned())))
        .collect()
}
