//! Whole tables read the quickest way that SQLite has: it calls for each row, as it calls an aggregate function. Stepping
//! a statement and asking for each column costs as much again as the scan.

use super::locks::{failed, kept};
use crate::Result;
use rusqlite::functions::{Aggregate, Context, FunctionFlags};
use rusqlite::types::ValueRef;
use rusqlite::{Connection, Row};
use std::panic::{RefUnwindSafe, UnwindSafe};
use std::sync::{Arc, Mutex};

const NAME: &str = "gridwarden_gather";

/// What the columns of a row are read from.
pub(super) trait Columns {
    /// A column that the statement has.
    fn at(&self, column: usize) -> ValueRef<'_>;

    /// A key; nought where there is no whole number.
    fn key(&self, column: usize) -> i64 {
        self.at(column).as_i64().unwrap_or_default()
    }

    /// Bytes of a text; none where there is no text.
    fn text(&self, column: usize) -> Option<&[u8]> {
        match self.at(column) {
            ValueRef::Text(t) => Some(t),
            _ => None,
        }
    }
}

impl Columns for Row<'_> {
    fn at(&self, column: usize) -> ValueRef<'_> {
        self.get_ref(column).unwrap_or(ValueRef::Null)
    }
}

impl Columns for Context<'_> {
    fn at(&self, column: usize) -> ValueRef<'_> {
        self.get_raw(column)
    }
}

/// Takes a row in.
type Take<T> = fn(&mut T, &Context<'_>) -> rusqlite::Result<()>;

struct Gather<T> {
    /// Here before the first row and after the last.
    state: Arc<Mutex<Option<T>>>,
    take: Take<T>,
}

impl<T: UnwindSafe + RefUnwindSafe> Aggregate<Option<T>, i64> for Gather<T> {
    fn init(&self, _: &mut Context<'_>) -> rusqlite::Result<Option<T>> {
        Ok(kept(&self.state).take())
    }

    fn step(&self, row: &mut Context<'_>, state: &mut Option<T>) -> rusqlite::Result<()> {
        state.as_mut().map_or(Ok(()), |state| (self.take)(state, row))
    }

    fn finalize(&self, _: &mut Context<'_>, state: Option<Option<T>>) -> rusqlite::Result<i64> {
        if let Some(Some(state)) = state {
            *kept(&self.state) = Some(state);
        }
        Ok(0)
    }
}

/// Hands `columns` of every row that `from` (FROM and WHERE, with ?1 and ?2) gives to `take`, and gives the state back.
/// Rows of one table come in key order. No other statement may be under way on `c`.
///
/// # Errors
/// Only when the file cannot be read.
pub(super) fn gather<T>(c: &Connection, columns: &str, from: &str, keys: [i64; 2], state: T, take: Take<T>) -> Result<T>
where
    T: Send + UnwindSafe + RefUnwindSafe + 'static,
{
    let shared = Arc::new(Mutex::new(Some(state)));
    let own = Gather {
        state: Arc::clone(&shared),
        take,
    };
    // Nothing that a file brings along may call it.
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DIRECTONLY;
    c.create_aggregate_function(NAME, -1, flags, own)?;
    let read = c.query_row(&format!("SELECT {NAME}({columns}) {from}"), keys, |_| Ok(()));
    let removed = c.remove_function(NAME, -1);
    read.and(removed)?;
    let state = kept(&shared).take();
    state.ok_or_else(failed)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> Connection {
        let c = Connection::open_in_memory().unwrap();
        c.execute_batch(
            "CREATE TABLE t(k INTEGER PRIMARY KEY, w TEXT); INSERT INTO t VALUES (3, 'c'), (1, 'a'), (2, NULL)",
        )
        .unwrap();
        c
    }

    fn words(c: &Connection, keys: [i64; 2]) -> Result<Vec<(i64, Option<Vec<u8>>)>> {
        gather(
            c,
            "k, w",
            "FROM t WHERE k BETWEEN ?1 AND ?2",
            keys,
            Vec::new(),
            |all, row| {
                all.push((row.key(0), row.text(1).map(<[u8]>::to_vec)));
                Ok(())
            },
        )
    }

    #[test]
    fn rows_are_handed_over_in_key_order_and_none_where_there_are_none() {
        let c = table();
        let all = [(1, Some(b"a".to_vec())), (2, None), (3, Some(b"c".to_vec()))];
        assert_eq!(words(&c, [0, 9]).unwrap(), all);
        assert_eq!(words(&c, [2, 3]).unwrap(), all[1..]);
        assert_eq!(words(&c, [7, 9]).unwrap(), []);
    }

    #[test]
    fn a_row_that_is_refused_ends_the_reading_and_another_reading_can_follow() {
        let c = table();
        let read = gather(&c, "k, w", "FROM t WHERE k BETWEEN ?1 AND ?2", [0, 9], 0, |n, row| {
            *n += 1;
            if row.text(1).is_none() {
                return Err(rusqlite::Error::UserFunctionError("no word".into()));
            }
            Ok(())
        });
        assert!(format!("{:?}", read.err().unwrap()).contains("no word"));
        assert_eq!(words(&c, [0, 9]).unwrap().len(), 3);
        // Nobody else can call it.
        assert!(c.query_row(&format!("SELECT {NAME}(1)"), [], |_| Ok(())).is_err());
    }
}
