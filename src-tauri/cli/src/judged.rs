//! What a step of one site carries: items of the standard and photos, as they are written on the command line.

use crate::run::file_name;
use gridwarden_core::model::{Action, SiteId};
use gridwarden_core::photo::read_file;
use gridwarden_core::store::Project;
use gridwarden_core::verbs::step::{StepPhoto, ready_for};
use gridwarden_core::{Error, Result};
use std::path::Path;

/// Items named by `--pass`; `all` stands for those that nothing else is said of.
pub fn passed(
    project: &Project,
    site: SiteId,
    pass: &[String],
    fail: &[u32],
    not_applicable: &[u32],
) -> Result<Vec<u32>> {
    let mut out = Vec::new();
    for item in pass {
        if item == "all" {
            let facts = project.site_facts(site)?;
            let all = project.standard(&facts.kind, facts.standard_version)?;
            out.extend(
                all.iter()
                    .map(|i| i.number)
                    .filter(|n| !fail.contains(n) && !not_applicable.contains(n)),
            );
        } else {
            out.push(self::item("pass", item)?);
        }
    }
    out.sort_unstable();
    out.dedup();
    Ok(out)
}

/// The number of an item of the standard.
pub fn item(field: &str, text: &str) -> Result<u32> {
    text.parse().map_err(|_| Error::Field {
        field: field.into(),
        reason: format!("\"{text}\" is no number of an item; use 1, 2, …"),
    })
}

/// A photo made ready, as the project keeps them.
pub fn photo(project: &Project, role: &str, file: &str) -> Result<StepPhoto> {
    let name = file_name(Path::new(file));
    project.is_another(Path::new(file))?;
    let bytes = read_file(Path::new(file)).map_err(|e| e.of_file(&name))?;
    ready_for(project, role, &name, &bytes)
}

/// A move by its word, in either language.
pub fn action_named(text: &str) -> Result<Action> {
    Action::read(text).ok_or_else(|| {
        let known: Vec<_> = Action::ALL.iter().map(|a| a.word()).collect();
        Error::Field {
            field: "action".into(),
            reason: format!("\"{text}\" is no step; use one of {}", known.join(", ")),
        }
    })
}
