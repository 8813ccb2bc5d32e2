//! Words to choose among.

use clap::ValueEnum;
use gridwarden_core::view::ImportAs;

#[derive(Clone, Copy, ValueEnum)]
pub enum Target {
    Grids,
    Sites,
    People,
    Feedback,
}

impl From<Target> for ImportAs {
    fn from(t: Target) -> Self {
        match t {
            Target::Grids => ImportAs::Grids,
            Target::Sites => ImportAs::Sites,
            Target::People => ImportAs::People,
            Target::Feedback => ImportAs::Feedback,
        }
    }
}

#[derive(Clone, Copy, ValueEnum)]
pub enum Layer {
    Grids,
    Sites,
}

#[derive(Clone, Copy, ValueEnum)]
pub enum Format {
    Geojson,
}
