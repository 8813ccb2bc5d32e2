//! What the program remembers of its user between two starts, and where its own files live.

use gridwarden_core::model::{Actor, Lang};
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};

/// Kept as `settings.json`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// Who is at the desk.
    pub actor: Option<Actor>,
    /// Language.
    pub lang: Lang,
    /// Project files opened lately, newest first.
    pub recent: Vec<PathBuf>,
    /// How large the window was when it was last closed.
    pub window: Option<Extent>,
}

/// How large a window is, in the page's own pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extent {
    /// Width, as it is when it does not fill the screen.
    pub width: u32,
    /// Height, the same.
    pub height: u32,
    /// It fills the screen.
    pub maximized: bool,
}

const RECENT: usize = 8;

impl Settings {
    /// Reads the settings; a missing or damaged file gives the defaults, for nothing of the office's work is in it.
    pub fn load(file: &Path) -> Self {
        std::fs::read(file)
            .ok()
            .and_then(|bytes| serde_json::from_slice(&bytes).ok())
            .unwrap_or_default()
    }

    /// Writes them whole or not at all.
    pub fn save(&self, file: &Path) -> gridwarden_core::Result<()> {
        if let Some(folder) = file.parent() {
            std::fs::create_dir_all(folder)?;
        }
        gridwarden_core::whole::write(file, &serde_json::to_vec_pretty(self).map_err(std::io::Error::from)?)
    }

    /// Puts a project at the head of the recent ones.
    pub fn opened(&mut self, project: &Path) {
        self.recent.retain(|p| p != project);
        self.recent.insert(0, project.to_owned());
        self.recent.truncate(RECENT);
    }

    /// The recent projects' file names, in the order of `recent`.
    pub fn recent_names(&self) -> Vec<String> {
        self.recent.iter().map(|p| file_name(p)).collect()
    }
}

/// The last part of a path, as text.
pub fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// Folders of the program's own files.
#[derive(Debug, Clone)]
pub struct Folders {
    /// Settings.
    pub config: PathBuf,
    /// The sample project.
    pub data: PathBuf,
}

impl Folders {
    /// `GRIDWARDEN_DATA` takes the place of both, so that a test or a portable copy leaves the user's own alone.
    pub fn choose(config: PathBuf, data: PathBuf) -> Self {
        match std::env::var_os("GRIDWARDEN_DATA").filter(|v| !v.is_empty()) {
            Some(v) => Self {
                config: v.clone().into(),
                data: v.into(),
            },
            None => Self { config, data },
        }
    }

    /// The settings file.
    pub fn settings(&self) -> PathBuf {
        self.config.join("settings.json")
    }

    /// The sample project's file.
    pub fn sample(&self) -> PathBuf {
        self.data.join("sample.gpkg")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_come_back_as_they_were_saved() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("new folder/settings.json");
        let mut s = Settings {
            actor: Some(Actor::new("马建国", "")),
            ..Settings::default()
        };
        s.lang = Lang::En;
        s.opened(Path::new("/x/平安区.gpkg"));
        s.save(&file).unwrap();
        assert_eq!(Settings::load(&file), s);
        assert_eq!(s.recent_names(), ["平安区.gpkg"]);
    }

    #[test]
    fn damaged_settings_count_as_none() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("settings.json");
        std::fs::write(&file, b"{\"actor\": ").unwrap();
        assert_eq!(Settings::load(&file), Settings::default());
    }

    #[test]
    fn a_project_opened_again_moves_to_the_head_and_the_list_stays_short() {
        let mut s = Settings::default();
        for n in 0..20 {
            s.opened(Path::new(&format!("{n}.gpkg")));
        }
        s.opened(Path::new("15.gpkg"));
        assert_eq!(s.recent.len(), RECENT);
        assert_eq!(s.recent_names()[..2], ["15.gpkg", "19.gpkg"]);
    }
}
