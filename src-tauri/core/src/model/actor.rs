//! Who acts and who answers: the roles, and who is at the desk.

use super::EditId;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Role code of a cell's chief (网格长).
pub const CHIEF: &str = "chief";
/// Role code of the leading county-level leader (牵头领导).
pub const LEADER: &str = "leader";
/// Role code of a responsible department (责任部门).
pub const DEPARTMENT: &str = "department";

/// The roles every project starts with: code and the office's word.
pub const ROLES: &[(&str, &str)] = &[
    (CHIEF, "网格长"),
    ("deputy", "副网格长"),
    (LEADER, "牵头领导"),
    (DEPARTMENT, "责任部门"),
    ("secretary", "村（社区）党支部书记"),
    ("member", "网格员"),
];

/// Who is at the desk; stands on every edit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Actor {
    /// Name.
    pub name: String,
    /// Post; may be empty.
    #[serde(default)]
    pub post: String,
    /// The newest edit when what they act on was read; none where they act on the file as it is.
    #[serde(skip)]
    #[ts(skip)]
    pub seen: Option<EditId>,
}

impl Actor {
    /// Somebody who acts on the file as it is.
    pub fn new(name: impl Into<String>, post: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            post: post.into(),
            seen: None,
        }
    }

    /// The same, acting on what they saw when this edit was the newest.
    #[must_use]
    pub fn seeing(self, seen: Option<EditId>) -> Self {
        Self { seen, ..self }
    }
}
