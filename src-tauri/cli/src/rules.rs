//! The office's rules: calls.

use crate::args::Cli;
use crate::run::print;
use crate::words;
use gridwarden_core::model::Actor;
use gridwarden_core::store::Project;
use gridwarden_core::{Result, verbs};
use std::io::Write;

/// Shows what is set; with a key and a value, sets it.
pub fn setting(
    cli: &Cli,
    out: &mut impl Write,
    project: &Project,
    who: &Actor,
    key: Option<&str>,
    value: Option<&str>,
) -> Result<()> {
    match key.zip(value) {
        Some((key, value)) => {
            let done = verbs::setting::set(project, who, key, value)?;
            print(cli, out, &done, words::done)
        }
        None => print(cli, out, &project.settings()?, words::rules::settings),
    }
}
