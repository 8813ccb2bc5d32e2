//! Words to choose among.

use clap::ValueEnum;
use gridwarden_core::model::Lang;
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

/// Language of sentences.
#[derive(Clone, Copy, ValueEnum)]
pub enum Tongue {
    Zh,
    En,
}

impl Tongue {
    /// The one asked for, else the environment's.
    pub fn or_environment(asked: Option<Tongue>) -> Lang {
        match asked {
            Some(Tongue::Zh) => Lang::Zh,
            Some(Tongue::En) => Lang::En,
            None => {
                let set = ["LC_ALL", "LC_MESSAGES", "LANG"]
                    .iter()
                    .find_map(|k| std::env::var(k).ok().filter(|v| !v.is_empty()));
                if set.is_some_and(|v| v.starts_with("zh")) {
                    Lang::Zh
                } else {
                    Lang::En
                }
            }
        }
    }
}
