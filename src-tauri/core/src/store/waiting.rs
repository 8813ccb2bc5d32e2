//! Waiting for a file that another program is writing, and knowing that one waits.

use rusqlite::Connection;
use std::cell::Cell;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// How long another program is waited for.
const PATIENCE: Duration = Duration::from_secs(20);
/// The same for what cannot be had while any other program has the file open.
const SHORT: Duration = Duration::from_millis(500);
/// How long it is waited for without a word.
const UNTOLD: Duration = Duration::from_millis(500);
/// Between two tries, at most.
const STEP: Duration = Duration::from_millis(50);

/// When somebody who has waited for long tried in vain for the last time.
static TRIED: Mutex<Option<Instant>> = Mutex::new(None);
/// Transactions of this program that write: what waits meanwhile waits for them.
static OURS: AtomicU32 = AtomicU32::new(0);

thread_local! {
    static SINCE: Cell<Option<Instant>> = const { Cell::new(None) };
    static LIMIT: Cell<Duration> = const { Cell::new(PATIENCE) };
}

/// Has a connection wait where another holds the file.
pub(super) fn patiently(c: &mut Connection) -> rusqlite::Result<()> {
    c.busy_handler(Some(again))
}

/// Asks for what is not waited for long.
pub(super) fn shortly<T>(ask: impl FnOnce() -> T) -> T {
    LIMIT.set(SHORT);
    let got = ask();
    LIMIT.set(PATIENCE);
    got
}

fn again(tries: i32) -> bool {
    let now = Instant::now();
    let since = SINCE.get().filter(|_| tries > 0).unwrap_or(now);
    SINCE.set(Some(since));
    let waited = now.duration_since(since);
    if waited >= LIMIT.get() {
        return false;
    }
    if waited >= UNTOLD && OURS.load(Ordering::Relaxed) == 0 {
        *tried() = Some(now);
    }
    sleep(STEP.min(Duration::from_millis(1 + 4 * u64::from(tries.unsigned_abs()))));
    true
}

fn tried() -> std::sync::MutexGuard<'static, Option<Instant>> {
    TRIED.lock().unwrap_or_else(|e| e.into_inner())
}

/// Whether something in this program has been waiting for half a second or more for a file that another program is writing.
pub fn waits() -> bool {
    tried().is_some_and(|at| at.elapsed() < 4 * STEP)
}

/// A transaction of ours that writes, until it is dropped.
pub(super) struct Ours(());

impl Ours {
    pub(super) fn begin() -> Self {
        OURS.fetch_add(1, Ordering::Relaxed);
        Self(())
    }
}

impl Drop for Ours {
    fn drop(&mut self) {
        OURS.fetch_sub(1, Ordering::Relaxed);
    }
}
