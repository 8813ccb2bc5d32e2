//! What the journeys stand on: the built programs, places to write, displays, a window to drive.

mod display;
mod driver;
pub mod office;
mod tools;
mod window;

pub use office::Office;
pub use tools::{Run, assert_sound, gridwarden, pages, python, unnoticed, verb};
pub use window::Window;

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// Today as the program counts days: in China, eight hours ahead of UTC.
pub fn today() -> chrono::NaiveDate {
    (chrono::Utc::now() + chrono::TimeDelta::hours(8)).date_naive()
}

/// The checkout.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("the tests lie in the checkout")
        .to_owned()
}

/// A program of this build: it lies beside the one that asks or, where that is a test, in the folder above.
pub fn program(name: &str) -> PathBuf {
    let exe = std::env::current_exe().expect("who asks is a file");
    let found = exe
        .ancestors()
        .skip(1)
        .take(2)
        .map(|folder| folder.join(name))
        .find(|p| p.exists());
    found.unwrap_or_else(|| {
        panic!("{name} is not built: run `make test`, or `cargo build --workspace --bins` before this")
    })
}

/// Asks again and again until there is an answer; panics with `what` when `seconds` have passed.
pub fn until<T>(what: &str, seconds: u64, mut ask: impl FnMut() -> Option<T>) -> T {
    let end = Instant::now() + Duration::from_secs(seconds);
    loop {
        if let Some(answer) = ask() {
            return answer;
        }
        assert!(Instant::now() < end, "waited {seconds} s in vain: {what}");
        std::thread::sleep(Duration::from_millis(40));
    }
}
