//! What the program can be told when it is started.

use crate::gpu::Gpu;
use gridwarden_core::view::ImportAs;
use std::path::PathBuf;

/// Gridwarden · 创卫网格: the sanitation office's map of its grid cells.
#[derive(Debug, Default, clap::Parser)]
#[command(name = "gridwarden-desktop", version)]
pub struct Args {
    /// Project file (GeoPackage) to open.
    #[arg(value_name = "PROJECT.gpkg", conflicts_with = "sample")]
    pub project: Option<PathBuf>,
    /// Open the sample district, made in the user's data folder the first time.
    #[arg(long)]
    pub sample: bool,
    /// Bring this file to the import desk.
    #[arg(long, value_name = "SOURCE", requires = "target")]
    pub import: Option<PathBuf>,
    /// What the file to bring in holds.
    #[arg(long = "as", value_name = "grids|sites|people|feedback", value_parser = read_target, requires = "import")]
    pub target: Option<ImportAs>,
    /// Draw the window by the GPU; on its own the program does so where there is a usable one.
    #[arg(long, env = "GRIDWARDEN_GPU", value_enum, default_value_t)]
    pub gpu: Gpu,
}

fn read_target(text: &str) -> Result<ImportAs, String> {
    match text {
        "grids" => Ok(ImportAs::Grids),
        "sites" => Ok(ImportAs::Sites),
        "people" => Ok(ImportAs::People),
        "feedback" => Ok(ImportAs::Feedback),
        _ => Err("say grids, sites, people or feedback".into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::Parser;

    fn parse(args: &[&str]) -> Result<Args, clap::Error> {
        Args::try_parse_from([&["gridwarden-desktop"], args].concat())
    }

    #[test]
    fn a_project_and_a_source_to_bring_in_are_understood() {
        let args = parse(&["a b.gpkg", "--import", "点位.csv", "--as", "sites"]).unwrap();
        assert_eq!(args.project, Some("a b.gpkg".into()));
        assert_eq!(args.import, Some("点位.csv".into()));
        assert_eq!(args.target, Some(ImportAs::Sites));
    }

    #[test]
    fn a_source_without_a_word_of_what_it_holds_is_refused() {
        assert!(parse(&["a.gpkg", "--import", "x.csv"]).is_err());
        assert!(parse(&["a.gpkg", "--import", "x.csv", "--as", "roads"]).is_err());
    }

    #[test]
    fn how_the_window_is_drawn_can_be_said() {
        assert_eq!(parse(&["--gpu", "no"]).unwrap().gpu, Gpu::No);
        assert_eq!(parse(&["--gpu=yes", "a.gpkg"]).unwrap().gpu, Gpu::Yes);
        assert!(parse(&["--gpu", "perhaps"]).is_err());
    }

    #[test]
    fn the_sample_and_a_project_exclude_each_other() {
        assert!(parse(&["a.gpkg", "--sample"]).is_err());
        assert!(parse(&["--sample"]).unwrap().sample);
    }
}
