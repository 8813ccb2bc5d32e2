//! Who is missing: cells without a chief, chiefs without a telephone, cells without a department.

use crate::Result;
use crate::model::Lack;
use crate::store::Project;
use crate::view::{Vacancies, Vacancy};
use chrono::NaiveDate;

impl Project {
    /// All that the cells lack of the people who are to answer for them.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub fn vacancies(&self, on: NaiveDate) -> Result<Vacancies> {
        let s = self.snapshot(on)?;
        let cells: Vec<usize> = (0..s.grids.len()).filter(|i| s.is_cell(*i)).collect();
        let row = |i: usize, lack: Lack| {
            let g = &s.grids[i];
            let chief = s.chief(g.id);
            let own = s.own(g.id);
            Vacancy {
                lack,
                grid: g.link(),
                subdistrict: s.subdistrict(i),
                chief: chief.map(|c| c.person),
                chief_name: chief.map(|c| c.name.clone()).unwrap_or_default(),
                unresolved: own.unresolved,
                overdue: own.overdue,
                bbox: g.bbox,
            }
        };
        let mut rows: Vec<Vacancy> = (cells.iter())
            .flat_map(|i| s.lacks(*i).into_iter().map(move |l| (*i, l)))
            .map(|(i, lack)| row(i, lack))
            .collect();
        // In the order of codes already; a stable sort keeps it.
        rows.sort_by_key(|r| r.lack);
        Ok(Vacancies {
            cells: cells.len() as u32,
            rows,
        })
    }
}
