//! Journeys through the built programs: the command line, the files that they write, and the
//! real window under a display of its own. `make test` builds the programs first.

mod cli;
mod file;
mod history;
mod imports;
mod limits;
mod outlines;
mod real;
mod rectify;
mod rules;
mod site;
mod texts;
mod window;

use gridwarden_harness as harness;
