//! Errors on their way to the page: a code to branch on and a sentence.

use crate::settings::file_name;
use gridwarden_core::view::EditInfo;
use serde::Serialize;
use std::path::Path;

/// What the page gets when a command does not succeed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Refusal {
    /// One of the core's codes, or `no_project`, `no_actor`, `no_source`, `busy`, `internal`.
    pub code: String,
    /// What, where, why and how to go on, in English.
    pub message: String,
    /// The edit that came in between, where one did.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub edit: Option<Box<EditInfo>>,
    /// Name of the project that was to be opened and was not: the sentence is of that file, whichever is open.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub opening: Option<String>,
}

impl Refusal {
    /// A refusal of the shell itself.
    pub fn new(code: &str, message: &str) -> Self {
        Self {
            code: code.into(),
            message: message.into(),
            edit: None,
            opening: None,
        }
    }

    /// Of a project that was to be opened and was not.
    pub fn of_opening(self, file: &Path) -> Self {
        Self {
            opening: Some(file_name(file)),
            ..self
        }
    }

    /// Nothing is open.
    pub fn no_project() -> Self {
        Self::new("no_project", "No project is open: open or make one first.")
    }

    /// No file lies at the import desk.
    pub fn no_source() -> Self {
        Self::new("no_source", "Choose a file to bring in first.")
    }
}

impl From<gridwarden_core::Error> for Refusal {
    fn from(e: gridwarden_core::Error) -> Self {
        let (code, message) = (e.code().into(), e.to_string());
        let edit = match e {
            gridwarden_core::Error::Overtaken { by, .. } => Some(by),
            _ => None,
        };
        Self {
            code,
            message,
            edit,
            opening: None,
        }
    }
}

impl From<std::io::Error> for Refusal {
    fn from(e: std::io::Error) -> Self {
        gridwarden_core::Error::Io(e).into()
    }
}

impl From<tauri::Error> for Refusal {
    fn from(e: tauri::Error) -> Self {
        gridwarden_core::Error::Internal(format!("({e})")).into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_core_error_keeps_its_code_and_its_sentence() {
        let r: Refusal = gridwarden_core::Error::Undo("edit 7 stands in the way".into()).into();
        assert_eq!(
            serde_json::to_string(&r).unwrap(),
            r#"{"code":"undo","message":"edit 7 stands in the way"}"#
        );
    }
}
