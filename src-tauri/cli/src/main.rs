//! `gridwarden`: every verb of the desktop program, without a window.
//!
//! Exit status: 0 done; 1 `check` found faults; 2 refused, with one line on standard error.

mod args;
mod desk;
mod judged;
mod look;
mod meeting;
mod people;
mod rules;
mod run;
mod site;
mod words;
mod work;

use gridwarden_core::text::plain;
use std::io::{BufWriter, ErrorKind};
use std::process::ExitCode;

fn main() -> ExitCode {
    let (cli, cleaned) = match args::Cli::read() {
        Ok(read) => read,
        Err(e) if e.use_stderr() => {
            eprint!("{}", plain(&e.to_string()));
            return ExitCode::from(2);
        }
        Err(e) => e.exit(),
    };
    // A failure of the program itself is told in one line, too.
    std::panic::set_hook(Box::new(|_| {}));
    let mut out = desk::Out::new(BufWriter::new(std::io::stdout().lock()));
    let done = gridwarden_core::guarded(|| run::run(&cli, &mut out));
    let failed = out.end();
    let found_faults = match done {
        Ok(found_faults) => found_faults,
        Err(e) => {
            desk::say(&e.to_string());
            return ExitCode::from(2);
        }
    };
    if cleaned {
        desk::say("note: marks that nobody sees (of text direction and the like) were taken out of what was given");
    }
    match failed {
        None => ExitCode::from(u8::from(found_faults)),
        // Whoever closed the pipe has read enough.
        Some(e) if e.kind() == ErrorKind::BrokenPipe => ExitCode::from(u8::from(found_faults)),
        Some(e) => {
            let why = gridwarden_core::error::why(&e);
            // What was committed is done, whoever hears of it.
            if gridwarden_core::whole::has_written() {
                // How to go on is told to those for whom nothing was done.
                let why = why.split(';').next().unwrap_or_default();
                desk::say(&format!("note: it is done, but standard output {why}"));
                return ExitCode::from(u8::from(found_faults));
            }
            desk::say(&format!("standard output {why}"));
            ExitCode::from(2)
        }
    }
}
