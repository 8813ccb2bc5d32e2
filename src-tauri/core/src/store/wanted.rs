//! Readings of the whole file that take seconds end early where nobody waits for them any more.

use crate::{Error, Result};
use rusqlite::Connection;
use std::cell::RefCell;
use std::sync::Arc;

/// Says whether somebody still waits.
pub type Wanted = Arc<dyn Fn() -> bool + Send + Sync>;

/// Steps of SQLite's machine between two looks: some hundredths of a millisecond.
const STEPS: i32 = 10_000;

thread_local! {
    static WANTED: RefCell<Option<Wanted>> = const { RefCell::new(None) };
}

/// Sets what was in force before back, also after a panic.
struct Before(Option<Wanted>);

impl Drop for Before {
    fn drop(&mut self) {
        WANTED.set(self.0.take());
    }
}

/// Does something that reads, and ends it when it is no longer wanted. What other threads do for it goes on.
///
/// # Errors
/// [`Error::Cancelled`] then; else as of `f`.
pub fn while_wanted<T>(wanted: Wanted, f: impl FnOnce() -> Result<T>) -> Result<T> {
    let _before = Before(WANTED.replace(Some(Arc::clone(&wanted))));
    still_wanted()?;
    match f() {
        Err(_) if !wanted() => Err(Error::Cancelled),
        done => done,
    }
}

/// To be asked between two long steps in memory.
///
/// # Errors
/// [`Error::Cancelled`] where nobody waits any more.
pub fn still_wanted() -> Result<()> {
    WANTED.with_borrow(|w| match w {
        Some(wanted) if !wanted() => Err(Error::Cancelled),
        _ => Ok(()),
    })
}

/// Ends what a connection reads when it is no longer wanted.
pub(super) fn watch(c: &mut Connection) -> Result<()> {
    WANTED.with_borrow(|w| match w.clone() {
        Some(wanted) => c.progress_handler(STEPS, Some(move || !wanted())),
        None => Ok(()),
    })?;
    Ok(())
}

/// Lets a connection read to the end again.
pub(super) fn unwatch(c: &mut Connection) {
    // Only what is no open connection can refuse.
    let _ = c.progress_handler(0, None::<fn() -> bool>);
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicBool, Ordering};

    const LONG: &str =
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000000) SELECT sum(i) FROM n";

    fn sum(c: &Connection) -> Result<i64> {
        Ok(c.query_row(LONG, [], |r| r.get(0))?)
    }

    #[test]
    fn a_reading_ends_when_nobody_waits_and_the_next_one_on_the_same_connection_does_not() {
        let mut c = Connection::open_in_memory().unwrap();
        let waits = Arc::new(AtomicBool::new(true));
        let seen = Arc::clone(&waits);
        let given_up = while_wanted(Arc::new(move || seen.load(Ordering::Relaxed)), || {
            watch(&mut c)?;
            waits.store(false, Ordering::Relaxed);
            let sum = sum(&c);
            unwatch(&mut c);
            sum
        });
        assert!(matches!(given_up, Err(Error::Cancelled)), "{given_up:?}");
        watch(&mut c).unwrap();
        assert_eq!(sum(&c).unwrap(), 4_500_001_500_000);
        still_wanted().unwrap();
    }

    #[test]
    fn what_nobody_waits_for_is_not_begun_and_what_fails_says_why() {
        let not_begun = while_wanted(Arc::new(|| false), || -> Result<()> { panic!("begun") });
        assert!(matches!(not_begun, Err(Error::Cancelled)));
        let failed: Result<()> = while_wanted(Arc::new(|| true), || Err(Error::Undo("why".into())));
        assert!(matches!(failed, Err(Error::Undo(_))));
    }
}
