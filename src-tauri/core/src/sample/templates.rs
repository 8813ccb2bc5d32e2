//! What every new project starts with: kinds of site with their standards, and
//! the office's usual campaigns. The files are meant to be edited.

use serde::Deserialize;

/// A kind of site and the standard it must meet.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct TemplateKind {
    /// Code: `ruined_wall`.
    pub code: String,
    /// Chinese name.
    pub zh: String,
    /// English name.
    pub en: String,
    /// Days from finding to deadline where nothing else is said.
    pub deadline_days: u32,
    /// Acceptance needs a photo before and one after.
    pub photo_rule: bool,
    /// Items of the standard, in order; the first is number 1.
    pub standard: Vec<String>,
}

/// One special action of the office.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct TemplateCampaign {
    /// Code, unique in the list.
    pub code: String,
    /// Chinese name.
    pub name: String,
    /// English name.
    pub name_en: String,
    /// Standard to reach, in words.
    pub standard: String,
    /// Kind of site that it is about; none = the office says which.
    pub kind: Option<String>,
}

/// The kinds of site that every project knows at first.
pub fn kinds() -> Vec<TemplateKind> {
    read(include_str!("../../../../assets/templates/standards.json"))
}

/// The twelve campaigns that every project starts with.
pub fn campaigns() -> Vec<TemplateCampaign> {
    read(include_str!("../../../../assets/templates/campaigns.json"))
}

fn read<T: serde::de::DeserializeOwned>(text: &str) -> Vec<T> {
    serde_json::from_str(text).expect("the templates are part of the program and tested")
}
