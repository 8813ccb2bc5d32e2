//! The window shows its own page and nothing else, whatever a link or a script asks for.

use crate::tiles::OWN;
use tauri::plugin::{Builder, TauriPlugin};
use tauri::{Url, Wry};

/// Refuses to go to any address but the page's own.
pub fn plugin() -> TauriPlugin<Wry> {
    Builder::new("guard").on_navigation(|_, url| is_own(url)).build()
}

fn is_own(url: &Url) -> bool {
    let whole = url.as_str();
    whole
        .strip_prefix(OWN)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_own_page_is_shown() {
        let own = |url: &str| is_own(&url.parse().unwrap());
        assert!(own(OWN) && own(&format!("{OWN}/index.html")));
        for other in [
            "https://example.org/",
            "file:///etc/passwd",
            "data:text/html,x",
            "javascript:1",
            "about:blank",
            "tauri://localhost.example.org/",
            "gw://localhost/tile/0/0/0",
        ] {
            assert!(!own(other), "{other}");
        }
    }
}
