//! The real window, driven from outside.

use crate::harness::Window;

#[test]
fn opens() {
    let home = tempfile::tempdir().unwrap();
    let w = Window::open(&[], home.path());
    w.sees("#a", "hello");
    w.click_at(10, 10);
    w.picture("self-test");
    w.close();
}
