//! Documents made from plain structs: the notice to a grid chief and the acceptance form, as Word files and for the
//! window to show and print.
//!
//! No SQL, no project, no clock: whoever asks gathers what is to be said. The same
//! input gives the same bytes. Documents are in Chinese; their words stand in one
//! table. A telephone or a household is printed only where it was handed in.

mod acceptance;
mod docx;
mod glyphs;
mod map_picture;
mod markup;
mod measure;
mod notice;
#[cfg(test)]
mod office_tests;
mod package;
mod paper;
mod picture;
#[cfg(test)]
mod samples;
mod spread;
mod style;
#[cfg(test)]
pub(crate) mod unpack;
mod words;

pub use acceptance::{Acceptance, Item, Outcome, Photo, Verdict, acceptance_docx, acceptance_printing};
pub use docx::{notices_docx, notices_printing};
pub use map_picture::{HEIGHT as MAP_HEIGHT, WIDTH as MAP_WIDTH, map_png};
pub use notice::{Notice, NoticeMap, NoticeSite};
pub use paper::{Paper, PaperCell, PaperRow, PaperStyle, Part, Printing, Sheet};
