//! Cells in hand beside what is written: own edits taken back, and a colleague's.

use super::{edit, on_page, on_the_map, part, revision, sample, stands};
use crate::harness::office::somewhere;
use crate::harness::{Window, verb};
use serde_json::{Value, json};
use std::path::Path;

/// The cell that everything here is about.
struct Cell<'a> {
    w: &'a Window,
    file: &'a Path,
    code: String,
    names: Vec<String>,
}

impl Cell<'_> {
    /// Takes the nth chief of the list in hand and gives them the cell.
    fn paint(&self, n: usize) {
        let row = format!(
            "[...document.querySelectorAll('[data-testid=person-row]:not(.vacant)')].find((r) => r.innerText.includes('{}')).click()",
            self.names[n]
        );
        self.w.script(&row, json!([]));
        let (x, y) = on_page(self.w, somewhere(self.file));
        self.w.click_at(x, y);
        self.w.sees(&part("assign-change"), &self.names[n]);
    }

    fn confirm(&self) {
        edit(self.w, || self.w.click(&part("assign-confirm")));
    }

    fn chief(&self) -> Value {
        verb(self.file, "dossier", &[&self.code])["chief"]["name"].clone()
    }
}

/// Code of the cell at [`somewhere`].
fn code_there(file: &Path) -> String {
    let c = rusqlite::Connection::open(file).unwrap();
    let sql = "SELECT g.code FROM site s JOIN placement p ON p.site = s.fid JOIN grid g ON g.fid = p.grid
        JOIN duty d ON d.grid = p.grid AND d.role = 'chief' AND d.to_date IS NULL ORDER BY s.number LIMIT 1";
    c.query_row(sql, [], |r| r.get(0)).unwrap()
}

#[test]
fn cells_in_hand_follow_what_is_written_beside_them() {
    let home = tempfile::tempdir().unwrap();
    let file = sample(home.path());
    let w = Window::open(&[file.to_str().unwrap()], home.path());
    on_the_map(&w);
    w.click(&part("mode-assign"));
    w.find("[data-testid=person-row]:not(.vacant)");
    stands(&w);
    let names = "return [...document.querySelectorAll('[data-testid=person-row]:not(.vacant)')].map((r) => r.querySelector('b').innerText)";
    let names: Vec<String> = serde_json::from_value(w.script(names, json!([]))).unwrap();
    let code = code_there(&file);
    let cell = Cell {
        w: &w,
        file: &file,
        code,
        names,
    };
    let first = cell.chief();
    let others: Vec<usize> = (0..4).filter(|&n| cell.names[n] != first).collect();

    // Who takes an edit of their own back while a cell of it waits has been overtaken by nobody.
    cell.paint(others[0]);
    cell.confirm();
    cell.paint(others[1]);
    edit(&w, || w.click(&part("undo")));
    assert_eq!(cell.chief(), first);
    cell.confirm();
    assert_eq!(cell.chief(), cell.names[others[1]].as_str());

    // A stroke that is taken back and then an edit: they are made again in the order in which they were.
    cell.paint(others[0]);
    let control = &['\u{e009}'];
    w.keys(control, 'z');
    w.wait_for("nothing waits", "return !document.querySelector('.change')");
    let tip = "return document.querySelector('[data-testid=redo]').dataset.tip.includes('Ctrl Y 先重画刚收回的一笔')";
    w.wait_for("the button says what the keys do first", tip);
    edit(&w, || w.keys(control, 'z'));
    assert_eq!(cell.chief(), first);
    edit(&w, || w.keys(control, 'y'));
    assert_eq!(cell.chief(), cell.names[others[1]].as_str());

    // What a colleague gives the cell to meanwhile is what it is taken from when the stroke is made again.
    let before = revision(&w);
    verb(
        &file,
        "duty",
        &[&cell.code, "--person", &cell.names[others[2]], "--by", "乙某"],
    );
    super::written(&w, before);
    w.keys(control, 'y');
    w.sees(&part("assign-change"), &cell.names[others[2]]);
    w.sees("[data-testid=assign-after]", &cell.names[others[2]]);
    w.picture("assign-after-colleague");
    w.close();
}
