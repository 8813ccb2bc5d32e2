//! A screen that nobody sees.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

/// An X server of its own for one window; it goes when this does.
pub struct Display {
    server: Child,
    /// `:7`
    pub name: String,
}

impl Display {
    /// Starts Xvfb on the first free display; it says itself which one that is.
    pub fn start(width: u32, height: u32) -> Self {
        let mut server = Command::new("Xvfb")
            .args([
                "-displayfd",
                "1",
                "-nolisten",
                "tcp",
                "-noreset",
                "-screen",
                "0",
                &format!("{width}x{height}x24"),
            ])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap_or_else(|e| panic!("Xvfb did not start ({e}): scripts/setup --test installs it"));
        let mut number = String::new();
        let told = BufReader::new(server.stdout.take().expect("it is a pipe")).read_line(&mut number);
        assert!(told.is_ok_and(|n| n > 1), "Xvfb ended before it had a display");
        Self {
            server,
            name: format!(":{}", number.trim()),
        }
    }
}

impl Drop for Display {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}
