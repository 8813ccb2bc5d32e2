//! What reading and writing promise, in sentences.

mod broken;
mod conformance;
mod days;
mod encodings;
mod features;
mod formats;
mod geojson;
mod geojson_sites;
mod lists;
mod lonlat;
mod real;
mod spelling;
mod stream;
mod table;
mod unseen;
mod write;

use super::*;
use crate::view::ImportAs;
use std::collections::BTreeMap;
use std::path::PathBuf;

pub(super) fn vocab() -> Vocabulary {
    Vocabulary {
        words: Default::default(),
        kinds: vec![
            ("ruined_wall".into(), "残垣断壁".into(), "Ruined wall".into()),
            ("dry_toilet".into(), "旱厕".into(), "Dry toilet".into()),
        ],
        roles: crate::model::ROLES
            .iter()
            .map(|(c, n)| ((*c).into(), (*n).into()))
            .collect(),
    }
}

/// Options from `map:field=column` and `set:field=value`.
pub(super) fn options(target: ImportAs, with: &[&str]) -> ImportOptions {
    let pick = |prefix: &str| -> BTreeMap<String, String> {
        with.iter()
            .filter_map(|o| o.strip_prefix(prefix)?.split_once('='))
            .map(|(a, b)| (a.to_owned(), b.to_owned()))
            .collect()
    };
    ImportOptions {
        target,
        crs: "wgs84".into(),
        map: pick("map:"),
        set: pick("set:"),
        kinds: Default::default(),
        same: false,
    }
}

pub(super) struct Held {
    _folder: tempfile::TempDir,
    pub path: PathBuf,
}

/// A file of this name with these bytes.
pub(super) fn file(name: &str, bytes: impl AsRef<[u8]>) -> Held {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    Held { _folder: folder, path }
}

pub(super) fn sites(path: &Path, with: &[&str]) -> Result<(Vec<SiteRecord>, ReadSummary)> {
    let mut all = Vec::new();
    let summary = read_sites(
        path,
        &options(ImportAs::Sites, with),
        &vocab(),
        &wgs84,
        &|_, _| true,
        &mut |batch| {
            all.extend(batch);
            Ok(Vec::new())
        },
    )?
    .complete(path)?;
    assert_eq!(summary.total, all.len() as u32 + summary.rejected_total);
    Ok((all, summary))
}

pub(super) fn grids(path: &Path, with: &[&str]) -> Result<(Vec<GridRecord>, ReadSummary)> {
    let mut all = Vec::new();
    let summary = read_grids(
        path,
        &options(ImportAs::Grids, with),
        &vocab(),
        &wgs84,
        &|_, _| true,
        &mut |batch| {
            all.extend(batch);
            Ok(Vec::new())
        },
    )?
    .complete(path)?;
    assert_eq!(summary.total, all.len() as u32 + summary.rejected_total);
    Ok((all, summary))
}

pub(super) fn people(path: &Path, with: &[&str]) -> Result<(Vec<PersonRecord>, ReadSummary)> {
    let mut all = Vec::new();
    let summary = read_people(
        path,
        &options(ImportAs::People, with),
        &vocab(),
        &|_, _| true,
        &mut |batch| {
            all.extend(batch);
            Ok(Vec::new())
        },
    )?
    .complete(path)?;
    Ok((all, summary))
}

/// The sentence of a refusal, which must be one line of sensible length.
pub(super) fn sentence<T>(read: Result<T>) -> String {
    let Err(error) = read else { panic!("it was taken") };
    let text = error.to_string();
    assert!(!text.contains('\n') && !text.contains('\r'), "{text:?}");
    assert!(text.chars().count() < 600, "{text}");
    text
}

/// The reference data beside the project, where it is.
pub(super) fn shared_data() -> Option<PathBuf> {
    let found = Path::new(env!("CARGO_MANIFEST_DIR"))
        .ancestors()
        .map(|a| a.join("shared/data"))
        .find(|p| p.is_dir());
    if found.is_none() {
        eprintln!("skipped: shared/data is not here");
    }
    found
}
