//! Starting: with nothing, with a file that is none, with nobody signed in.

use super::{on_the_map, part, sample};
use crate::harness::Window;
use rusqlite::Connection;
use serde_json::json;
use std::path::Path;

#[test]
fn starts_empty_and_offers_the_sample() {
    let home = tempfile::tempdir().unwrap();
    let w = Window::open(&[], home.path());
    w.find("[data-testid=app][data-booted=true]");
    w.find(&part("start-sample"));
    w.picture("start");
    w.click(&part("start-sample"));
    on_the_map(&w);
    w.find(&part("illustrative"));
}

#[test]
fn a_file_that_is_no_project_is_named_with_the_reason() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("名单.gpkg");
    std::fs::write(&file, "姓名,电话\n").unwrap();
    let w = Window::open(&[file.to_str().unwrap()], home.path());
    w.sees(&part("error-line"), "名单.gpkg");
    w.picture("refused");
}

#[test]
fn who_is_at_the_desk_is_asked_once_and_kept() {
    let home = tempfile::tempdir().unwrap();
    let w = Window::open(&["--sample"], home.path());
    w.type_into(&part("desk-name"), "祁玉兰");
    w.click(&part("desk-save"));
    w.sees(&part("desk"), "祁玉兰");
    w.close();
    let w = Window::open(&["--sample"], home.path());
    on_the_map(&w);
    w.sees(&part("desk"), "祁玉兰");
    let asked = w.script(
        "return document.querySelector('[data-testid=who-is-at-desk]') !== null",
        json!([]),
    );
    assert_eq!(asked, json!(false));
}

/// What the environment of the one program that this home belongs to says of drawing without a GPU.
fn without_gpu(home: &Path) -> bool {
    let home = home.to_str().unwrap().as_bytes();
    let ours = |p: &Path| {
        let of = |file: &str| std::fs::read(p.join(file)).unwrap_or_default();
        let environ = of("environ");
        // The kernel keeps fifteen letters of a name.
        let is = of("comm").starts_with(b"gridwarden-desk") && environ.windows(home.len()).any(|w| w == home);
        is.then_some(environ)
    };
    let processes = std::fs::read_dir("/proc").unwrap().flatten();
    let environ: Vec<u8> = processes
        .filter_map(|p| ours(&p.path()))
        .next()
        .expect("the program runs");
    environ
        .split(|b| *b == 0)
        .any(|v| v == b"WEBKIT_DISABLE_DMABUF_RENDERER=1")
}

#[test]
fn the_window_is_drawn_as_the_office_says_where_it_says_so() {
    for (wish, without) in [("no", true), ("yes", false)] {
        let home = tempfile::tempdir().unwrap();
        let w = Window::open(&["--sample", "--gpu", wish], home.path());
        w.find("[data-testid=app][data-booted=true]");
        assert_eq!(without_gpu(home.path()), without, "--gpu {wish}");
        w.close();
    }
}

#[test]
fn without_a_render_node_the_window_is_drawn_without_a_gpu() {
    let nodes = std::fs::read_dir("/dev/dri").into_iter().flatten().flatten();
    let some = nodes
        .filter(|n| n.file_name().to_string_lossy().starts_with("renderD"))
        .count();
    if some > 0 {
        eprintln!("skipped: this machine has a render node");
        return;
    }
    let home = tempfile::tempdir().unwrap();
    let w = Window::open(&["--sample"], home.path());
    on_the_map(&w);
    assert!(without_gpu(home.path()));
    w.close();
}

#[test]
fn a_file_that_another_program_keeps_locked_is_read_as_soon_as_it_lets_go() {
    let home = tempfile::tempdir().unwrap();
    let file = sample(home.path());
    let other = Connection::open(&file).unwrap();
    let lock = || other.execute_batch("BEGIN EXCLUSIVE").unwrap();
    let unlock = || other.execute_batch("ROLLBACK").unwrap();
    lock();
    let w = Window::open(&[file.to_str().unwrap()], home.path());
    w.sees(&part("start-again"), "平安.gpkg");
    w.find(&part("error-again"));
    w.picture("locked-start");
    unlock();
    w.click(&part("start-again"));
    w.find(&part("today-row"));

    lock();
    w.click(&part("place-people"));
    w.find(&part("unread"));
    w.find(&part("again"));
    w.picture("locked-people");
    // Another language takes no word away.
    w.click(&part("lang"));
    w.sees(&part("unread"), "Try again");
    w.click(&part("lang"));
    unlock();
    w.find("[data-testid=people-table] [data-id]");
    w.wait_for(
        "nothing is said any more",
        "return !document.querySelector('[data-testid=unread]')",
    );
    w.close();
}
