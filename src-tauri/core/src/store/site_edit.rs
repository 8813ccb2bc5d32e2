//! What is corrected of a site that is there, and who was named to answer for it.

use super::{Project, Tx};
use crate::Result;
use crate::model::SiteId;
use crate::view::SiteChange;
use crate::view::task::PersonRef;
use rusqlite::{OptionalExtension, params};

impl Tx<'_> {
    /// Writes the texts of a site that a correction names, and its kind; its deadline is [`Tx::set_due`]'s.
    ///
    /// # Errors
    /// Only when the file cannot be written.
    pub fn set_site_facts(&mut self, id: SiteId, to: &SiteChange) -> Result<()> {
        let text = |given: &Option<String>| given.as_deref().map(|t| t.trim().to_owned());
        self.connection()
            .prepare_cached(
                "UPDATE site SET kind = coalesce(?2, kind), address = coalesce(?3, address), village = coalesce(?4, village),
                   household = coalesce(?5, household), phone = coalesce(?6, phone), area = coalesce(?7, area),
                   source = coalesce(?8, source), size = coalesce(?9, size), note = coalesce(?10, note),
                   found_on = CASE WHEN ?11 IS NULL THEN found_on ELSE nullif(?11, '') END
                 WHERE fid = ?1",
            )?
            .execute(params![
                id,
                to.kind,
                text(&to.address),
                text(&to.village),
                text(&to.household),
                text(&to.phone),
                text(&to.area),
                text(&to.source),
                text(&to.size),
                text(&to.note),
                text(&to.found_on)
            ])?;
        Ok(())
    }

    /// Whether a standard was ever judged on a site.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub fn was_inspected(&self, id: SiteId) -> Result<bool> {
        Ok(self
            .connection()
            .prepare_cached("SELECT EXISTS (SELECT 1 FROM step WHERE site = ?1 AND action IN ('accept', 'return'))")?
            .query_row([id], |r| r.get(0))?)
    }
}

impl Project {
    /// The person who was named to answer for a site itself.
    pub(crate) fn site_person(&self, id: SiteId) -> Result<Option<PersonRef>> {
        Ok(self
            .read()?
            .prepare_cached("SELECT p.fid, p.name FROM site s JOIN person p ON p.fid = s.person WHERE s.fid = ?1")?
            .query_row([id], |r| {
                Ok(PersonRef {
                    id: r.get(0)?,
                    name: r.get(1)?,
                })
            })
            .optional()?)
    }
}
