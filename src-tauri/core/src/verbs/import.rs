//! Bringing grids, sites, people and the review's problems in: one edit, whole or not at all.

mod feedback;
mod grids;
mod people;
mod sites;

use super::args;
use crate::exchange::{self, ReadSummary, Vocabulary};
use crate::geometry::crs::Crs;
use crate::model::Actor;
use crate::store::{Neighbours, Project, Tx, Upsert};
use crate::view::{ImportAs, ImportOptions, ImportPreview, ImportReport, Rejection, RowOutcome, RowPreview};
use crate::{Error, Result};
use chrono::NaiveDate;
use std::collections::BTreeMap;
use std::path::Path;

/// Rows that a preview shows.
const SHOWN: usize = 200;

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
}

/// What became of the rows so far.
#[derive(Default)]
struct Tally {
    report: ImportReport,
    rows: Option<Vec<RowPreview>>,
    outside: u32,
    /// Sites among which neighbours are looked for, and how near.
    near: Option<(Neighbours, f64)>,
}

impl Tally {
    fn count(
        &mut self,
        place: exchange::Place,
        became: Upsert,
        show: impl FnOnce() -> (BTreeMap<String, String>, String),
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
        if let Some(rows) = self.rows.as_mut().filter(|r| r.len() < SHOWN) {
            let (values, lands_in) = show();
            rows.push(RowPreview {
                place: place.to_string(),
                outcome,
                values,
                lands_in,
                reason: String::new(),
            });
        }
    }

    fn reject(&mut self, place: exchange::Place, reason: String) {
        self.report.rejected.push(Rejection {
            place: place.to_string(),
            reason,
        });
    }
}

/// Brings a source in as one edit.
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
    let job = job(project, path, options, on, watch)?;
    let (mut report, near) = std::thread::scope(|beside| {
        let mut looking = None;
        let (report, _) = project.edit(actor, "import", |tx| {
            let mut tally = Tally::default();
            let summary = job.run(tx, &mut tally)?.complete(path)?;
            // The one thread that writes is busy until the end; neighbours are looked for meanwhile.
            looking = tally.near.take().map(|(near, metres)| {
                beside.spawn(move || {
                    let found = near.pairs(metres, || true)?;
                    Ok::<_, Error>((near, found))
                })
            });
            if !watch("save", 0, 0) {
                return Err(Error::Cancelled);
            }
            let report = finish(&mut tally, summary);
            let words = args([
                ("source", file_name(path).into()),
                ("as", serde_json::to_value(options.target).unwrap_or_default()),
                ("inserted", report.inserted.into()),
                ("updated", report.updated.into()),
                ("rejected", report.rejected.len().into()),
            ]);
            Ok((report, words))
        })?;
        let near = looking
            .map(|l| l.join().unwrap_or_else(|e| std::panic::resume_unwind(e)))
            .transpose()?;
        Ok::<_, Error>((report, near))
    })?;
    if let Some((near, found)) = near {
        (report.duplicates, report.warnings) = project.near_told(&near, &found)?;
    }
    Ok(report)
}

/// What an import would do; nothing is written.
///
/// # Errors
/// As [`import`].
pub fn preview(
    project: &Project,
    path: &Path,
    options: &ImportOptions,
    on: NaiveDate,
    watch: Watch<'_>,
) -> Result<ImportPreview> {
    let job = job(project, path, options, on, watch)?;
    let (mut tally, summary) = project.rehearse(|tx| {
        let mut tally = Tally {
            rows: Some(Vec::new()),
            ..Tally::default()
        };
        let summary = job.run(tx, &mut tally)?;
        if let Some((near, metres)) = tally.near.take() {
            let found = near.pairs(metres, || watch("index", 0, 0))?;
            (tally.report.duplicates, tally.report.warnings) = tx.near_told(&near, &found)?;
        }
        Ok((tally, summary))
    })?;
    let (format, columns, lack) = (summary.format.clone(), summary.columns.clone(), summary.lack.clone());
    let report = finish(&mut tally, summary);
    let mut rows = tally.rows.unwrap_or_default();
    rows.extend(report.rejected.iter().take(SHOWN).map(|r| RowPreview {
        place: r.place.clone(),
        outcome: RowOutcome::Rejected,
        values: BTreeMap::new(),
        lands_in: String::new(),
        reason: r.reason.clone(),
    }));
    rows.sort_by_key(|r| ordinal(&r.place));
    Ok(ImportPreview {
        file_name: file_name(path),
        format,
        options: options.clone(),
        columns,
        fields: exchange::field_names(options.target)
            .iter()
            .map(|f| (*f).to_owned())
            .collect(),
        rows,
        report,
        outside: tally.outside,
        lack,
    })
}

fn job<'a>(
    project: &Project,
    path: &'a Path,
    options: &'a ImportOptions,
    on: NaiveDate,
    watch: Watch<'a>,
) -> Result<Job<'a>> {
    project.is_another(path)?;
    let vocabulary = Vocabulary {
        kinds: (project.kinds()?.into_iter())
            .map(|k| (k.code, k.name, k.name_en))
            .collect(),
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
        let crs = self.crs.clone();
        move |x, y| match crs.to_wgs84(x, y) {
            Ok((lon, lat)) => Ok([lon, lat]),
            Err(Error::Field { reason, .. }) => Err(reason),
            Err(e) => Err(e.to_string()),
        }
    }
}

fn finish(tally: &mut Tally, summary: ReadSummary) -> ImportReport {
    let mut report = std::mem::take(&mut tally.report);
    report.rejected.extend(summary.rejected);
    report.rejected.sort_by_key(|r| ordinal(&r.place));
    report.notes.splice(0..0, summary.notes);
    report
}

/// The number in `row 58`, for putting rejections in the order of the source.
fn ordinal(place: &str) -> u32 {
    place.rsplit(' ').next().and_then(|n| n.parse().ok()).unwrap_or(0)
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
