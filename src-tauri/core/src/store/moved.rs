//! The lists of sites behind the counts of what moved between two meetings.

use super::figures::Snapshot;
use super::tally::Known;
use crate::Result;
use crate::calendar::china;
use crate::model::{Action, SiteId, State};
use crate::view::meeting::{Moved, MovedSite};
use rusqlite::Connection;

/// Which list a move stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum What {
    New,
    Late,
    Accepted,
    Returned,
    Relapsed,
}

impl What {
    /// The list of a step; none of one that a meeting only counts.
    pub(super) fn of(action: Action) -> Option<What> {
        match action {
            Action::Accept => Some(What::Accepted),
            Action::Return => Some(What::Returned),
            Action::Relapse => Some(What::Relapsed),
            _ => None,
        }
    }
}

/// A move: which, of the site at which place among all, on which day.
pub(super) type Listed = (What, usize, Option<String>);

/// The day in China of a moment in UTC; what is none, as it is written.
pub(super) fn day_in_china(at: &str) -> String {
    china::day(at).map_or_else(|| at.get(..10).unwrap_or(at).to_owned(), |day| day.to_string())
}

/// Looks the sites of the moves up: far fewer than there are sites, so each is asked for by its key.
pub(super) fn lists(
    c: &Connection,
    s: &Snapshot,
    ids: &[SiteId],
    known: &[Known],
    mut listed: Vec<Listed>,
) -> Result<Moved> {
    // By day within a list; what came in the same day keeps the order of its moments.
    listed.sort_by(|a, b| a.2.cmp(&b.2));
    let mut q = c.prepare_cached("SELECT number, kind, state, address FROM site WHERE fid = ?1")?;
    let mut out = Moved::default();
    for (what, at, day) in listed {
        let grid = known[at].cell.map(|i| &s.grids[i]);
        let site = q.query_row([ids[at]], |r| {
            let state: State = r.get(2)?;
            Ok(MovedSite {
                number: r.get(0)?,
                kind: r.get(1)?,
                grid: grid.map(|g| g.code.clone()).unwrap_or_default(),
                state,
                day,
                address: r.get(3)?,
                chief: grid
                    .and_then(|g| s.chief(g.id))
                    .map(|x| x.name.clone())
                    .unwrap_or_default(),
            })
        })?;
        match what {
            What::New => &mut out.new,
            What::Late => &mut out.late,
            What::Accepted => &mut out.accepted,
            What::Returned => &mut out.returned,
            What::Relapsed => &mut out.relapsed,
        }
        .push(site);
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::day_in_china;

    #[test]
    fn a_move_late_in_the_evening_of_greenwich_is_of_the_next_day_in_china() {
        assert_eq!(day_in_china("2026-11-20T15:59:59.999Z"), "2026-11-20");
        assert_eq!(day_in_china("2026-11-30T16:00:00.000Z"), "2026-12-01");
        assert_eq!(day_in_china("2026-11-20"), "2026-11-20");
    }
}
