//! What can be done with a project: one module a verb, used by the window and the command line alike.
//!
//! The day is passed in; nothing here looks at a clock.

pub mod assign;
pub mod check;
pub mod dossier;
pub mod duty;
pub mod escalate;
pub mod export;
pub mod import;
pub mod recheck;
pub mod sample;
pub mod site;
pub mod status;
pub mod step;

use crate::store::Args;
use crate::view::{Done, EditInfo};
use serde_json::Value;

fn args<const N: usize>(pairs: [(&str, Value); N]) -> Args {
    pairs.into_iter().map(|(k, v)| (k.to_owned(), v)).collect()
}

fn done(project: &crate::store::Project, edit: Option<EditInfo>) -> crate::Result<Done> {
    Ok(Done {
        revision: project.revision()?,
        edit,
        site: None,
    })
}
