//! Waiting for a file that another program is writing, and knowing that one waits.

use rusqlite::Connection;
use std::cell::Cell;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, OnceLock};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// How long another program is waited for.
const PATIENCE: Duration = Duration::from_secs(20);
/// The same for what cannot be had while any other program has the file open.
const SHORT: Duration = Duration::from_millis(500);
/// How long it is waited for without a word.
const UNTOLD: Duration = Duration::from_millis(500);
/// After how long somebody at a terminal is told.
const SPOKEN: Duration = Duration::from_secs(2);
/// Between two tries, at most.
const STEP: Duration = Duration::from_millis(50);

/// When somebody who has waited for long tried in vain for the last time.
static TRIED: Mutex<Option<Instant>> = Mutex::new(None);
/// Transactions of this program that write: what waits meanwhile waits for them.
static OURS: AtomicU32 = AtomicU32::new(0);

/// Who tells that it is waited for long; said once.
static TELLS: OnceLock<Mutex<Option<Tells>>> = OnceLock::new();

type Tells = Box<dyn FnOnce() + Send>;

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
    if waited >= SPOKEN
        && OURS.load(Ordering::Relaxed) == 0
        && let Some(tell) = TELLS.get().and_then(|t| t.lock().ok()?.take())
    {
        tell();
    }
    sleep(STEP.min(Duration::from_millis(1 + 4 * u64::from(tries.unsigned_abs()))));
    true
}

/// Has it told, once, that another program has been waited for for two seconds, and will be for so long at most.
pub fn tell_of_wait(tell: impl FnOnce(Duration) + Send + 'static) {
    let _ = TELLS.set(Mutex::new(Some(Box::new(move || tell(PATIENCE)))));
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
