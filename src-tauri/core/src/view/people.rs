//! People, their duties and what they carry.

use super::GridRef;
use crate::model::PersonId;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// One role.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[allow(missing_docs)]
pub struct RoleInfo {
    pub code: String,
    pub name: String,
}

/// A person or an organisation in a role for a grid.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct DutyView {
    /// Role code.
    pub role: String,
    /// Role in the office's words.
    pub role_name: String,
    /// The person; none where an organisation holds it.
    pub person: Option<PersonId>,
    /// Name of person or organisation.
    pub name: String,
    /// Post.
    pub post: String,
    /// Telephone; empty where unknown.
    pub phone: String,
    /// Organisation.
    pub org: String,
    /// First day, YYYY-MM-DD.
    pub from: Option<String>,
    /// Last day, YYYY-MM-DD; none = still in force.
    pub to: Option<String>,
    /// The grid it is held for: the cell itself or the ground above it that it inherits from.
    pub grid: GridRef,
}

/// A chief and what they carry.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ChiefLoad {
    /// The person; none = vacant cells.
    pub person: Option<PersonId>,
    /// Name.
    pub name: String,
    /// Post.
    pub post: String,
    /// Telephone.
    pub phone: String,
    /// Colour index 0–7; neighbouring chiefs differ.
    pub colour: u8,
    /// Cells.
    pub grids: u32,
    /// Unresolved sites in them.
    pub unresolved: u32,
    /// Overdue ones.
    pub overdue: u32,
}

/// A person, for choosing.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PersonRow {
    /// Key.
    pub id: PersonId,
    /// Name.
    pub name: String,
    /// Post.
    pub post: String,
    /// Telephone.
    pub phone: String,
    /// Organisation.
    pub org: String,
    /// Cells they are chief of today.
    pub grids: u32,
}

/// A new person.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(default)]
#[allow(missing_docs)]
pub struct PersonInput {
    pub name: String,
    pub post: String,
    pub phone: String,
    pub org: String,
}
