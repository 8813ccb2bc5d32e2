//! `gridwarden`: every verb of the desktop program, without a window.
//!
//! Exit status: 0 done; 1 `check` found faults; 2 refused, with one line on standard error.

mod args;
mod judged;
mod look;
mod meeting;
mod people;
mod rules;
mod run;
mod site;
mod words;
mod work;

use clap::Parser;
use std::process::ExitCode;

fn main() -> ExitCode {
    let cli = args::Cli::parse();
    let mut out = std::io::stdout().lock();
    match run::run(&cli, &mut out) {
        Ok(found_faults) => ExitCode::from(u8::from(found_faults)),
        // Whoever closed the pipe has read enough.
        Err(gridwarden_core::Error::Io(e)) if e.kind() == std::io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(e) => {
            let line = e.to_string().replace('\n', " ");
            eprintln!("gridwarden: {line}");
            ExitCode::from(2)
        }
    }
}
