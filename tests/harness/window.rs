//! The window as a person uses it: looks, clicks, types, drags.

use crate::display::Display;
use crate::driver::{Driver, ELEMENT};
use crate::{program, root, until};
use base64::{Engine, engine::general_purpose::STANDARD};
use serde_json::{Value, json};
use std::path::Path;
use std::process::Command;
use std::time::Duration;

/// How long a person would wait before they call it broken, on a slow machine that does other things too.
const PATIENCE: u64 = 30;

/// A running program and its screen.
pub struct Window {
    // Before the display: the program closes while it still has a screen.
    driver: Driver,
    display: Display,
}

impl Window {
    /// Opens the desktop program; `home` takes its settings and the sample.
    pub fn open(args: &[&str], home: &Path) -> Self {
        Self::open_on((1400, 900), args, home)
    }

    /// The same on a screen of so many pixels.
    pub fn open_on((width, height): (u32, u32), args: &[&str], home: &Path) -> Self {
        let display = Display::start(width, height);
        let driver = Driver::start(&program("gridwarden-desktop"), args, &display.name, home);
        Self { driver, display }
    }

    /// Closes it as a person does.
    pub fn close(mut self) {
        self.driver.close();
    }

    /// Runs a script's body in the page and gives what it returns.
    pub fn script(&self, body: &str, args: Value) -> Value {
        let order = json!({ "script": body, "args": args });
        self.driver
            .order("POST", "/execute/sync", &order)
            .unwrap_or_else(|e| panic!("{e}\nin {body}"))
    }

    /// Waits until a script's body returns something true, and gives it.
    pub fn wait_for(&self, what: &str, body: &str) -> Value {
        until(what, PATIENCE, || {
            let v = self.script(body, json!([]));
            let no = v.is_null() || v == json!(false) || v == json!(0) || v == json!("");
            (!no).then_some(v)
        })
    }

    /// Waits until an element of this selector is there.
    pub fn find(&self, css: &str) -> Value {
        let order = json!({ "using": "css selector", "value": css });
        until(&format!("{css} appears"), PATIENCE, || {
            self.driver.order("POST", "/element", &order).ok()
        })
    }

    /// Waits for an element and clicks its middle.
    pub fn click(&self, css: &str) {
        until(&format!("{css} can be clicked"), PATIENCE, || {
            let id = self.find(css)[ELEMENT].as_str()?.to_owned();
            self.driver
                .order("POST", &format!("/element/{id}/click"), &json!({}))
                .ok()
        });
    }

    /// Types into an element, after what is in it.
    pub fn type_into(&self, css: &str, text: &str) {
        let id = self.find(css)[ELEMENT].as_str().expect("an element").to_owned();
        let order = json!({ "text": text });
        self.driver
            .order("POST", &format!("/element/{id}/value"), &order)
            .unwrap_or_else(|e| panic!("{css}: {e}"));
    }

    /// Waits until an element shows this text among others.
    pub fn sees(&self, css: &str, text: &str) {
        let body = "return document.querySelector(arguments[0])?.innerText ?? ''";
        let mut last = String::new();
        let end = std::time::Instant::now() + std::time::Duration::from_secs(PATIENCE);
        while std::time::Instant::now() < end {
            last = self.script(body, json!([css])).as_str().unwrap_or_default().to_owned();
            if last.contains(text) {
                return;
            }
            std::thread::sleep(std::time::Duration::from_millis(40));
        }
        panic!("{css} does not show {text:?} but {last:?}");
    }

    /// Clicks at a place of the page, in CSS pixels.
    pub fn click_at(&self, x: i64, y: i64) {
        self.drag(&[(x, y)]);
    }

    /// Moves the pointer there and leaves it.
    pub fn point_at(&self, x: i64, y: i64) {
        let go = |x: i64| json!({ "type": "pointerMove", "duration": 40, "x": x, "y": y });
        let mouse = json!({ "type": "pointer", "id": "mouse", "parameters": { "pointerType": "mouse" }, "actions": [go(x - 1), go(x)] });
        let order = json!({ "actions": [mouse] });
        self.driver
            .order("POST", "/actions", &order)
            .unwrap_or_else(|e| panic!("{e}\nin {order}"));
    }

    /// Presses the main button at the first place, moves along the others, lets go at the last.
    pub fn drag(&self, places: &[(i64, i64)]) {
        self.drag_in_steps(places, 40);
    }

    /// The same with so many milliseconds for the way from place to place.
    pub fn drag_in_steps(&self, places: &[(i64, i64)], ms: u32) {
        let go = |(x, y): (i64, i64), ms: u32| json!({ "type": "pointerMove", "duration": ms, "x": x, "y": y });
        let mut moves = vec![go(places[0], 0), json!({ "type": "pointerDown", "button": 0 })];
        moves.extend(places[1..].iter().map(|p| go(*p, ms)));
        moves.push(json!({ "type": "pointerUp", "button": 0 }));
        let mouse =
            json!({ "type": "pointer", "id": "mouse", "parameters": { "pointerType": "mouse" }, "actions": moves });
        self.actions(json!([mouse]));
    }

    /// Answers the system's dialog for files with a file: the page cannot, it never learns a path.
    /// A path of plain letters: others are typed by changing the keyboard under the dialog, and now and then lost.
    pub fn choose(&self, file: &Path) {
        let path = file
            .to_str()
            .filter(|p| p.is_ascii())
            .expect("a path of plain letters")
            .trim_start_matches('/');
        // A slash opens the dialog's field for a path; keys that come before it is there are lost.
        self.answer(&[&["key", "slash"], &["type", path], &["key", "Return"]]);
    }

    /// Answers the system's dialog for printing: into the file `output.pdf` of the home, the first of its printers.
    pub fn print_to_file(&self) {
        self.answer(&[&["key", "Down"], &["key", "Return"]]);
    }

    /// Asks the screen for something, past the page's driver.
    fn xdotool(&self, args: &[&str]) -> String {
        let done = Command::new("xdotool")
            .args(args)
            .env("DISPLAY", &self.display.name)
            .output()
            .unwrap_or_else(|e| panic!("xdotool did not start ({e}): scripts/setup --test installs it"));
        String::from_utf8_lossy(&done.stdout).trim().to_owned()
    }

    /// Clicks an element twice as fast as people do by mistake; the page's driver knows no double click.
    pub fn double_click(&self, css: &str) {
        self.find(css);
        let middle = "const b = document.querySelector(arguments[0]).getBoundingClientRect();
            return [b.left + b.width / 2, b.top + b.height / 2].map((n) => String(Math.round(n)))";
        let at: [String; 2] = serde_json::from_value(self.script(middle, json!([css]))).expect("a place");
        self.xdotool(&["mousemove", &at[0], &at[1]]);
        self.xdotool(&["click", "--repeat", "2", "--delay", "180", "1"]);
    }

    /// Waits for a dialog of the system, gives it these keys one after another, and waits until it goes.
    fn answer(&self, keys: &[&[&str]]) {
        let xdotool = |args: &[&str]| self.xdotool(args);
        // Two windows are shown: the program's, and the dialog over it, made last.
        let dialog = || {
            let shown = xdotool(&["search", "--onlyvisible", "--class", "gridwarden"]);
            let mut all = shown.lines();
            all.next().and(all.next_back().map(str::to_owned))
        };
        let id = until("the system's dialog", PATIENCE, dialog);
        for keys in [&["windowfocus", &id][..]].into_iter().chain(keys.iter().copied()) {
            xdotool(keys);
            std::thread::sleep(Duration::from_millis(500));
        }
        until("the dialog goes", PATIENCE, || dialog().is_none().then_some(()));
    }

    /// Strikes a key while others are held, by their WebDriver letters (control is `\u{e009}`).
    pub fn keys(&self, held: &[char], key: char) {
        let down = |k: &char| json!({ "type": "keyDown", "value": k.to_string() });
        let up = |k: &char| json!({ "type": "keyUp", "value": k.to_string() });
        let mut strokes: Vec<Value> = held.iter().map(down).collect();
        strokes.extend([down(&key), up(&key)]);
        strokes.extend(held.iter().rev().map(up));
        self.actions(json!([{ "type": "key", "id": "keyboard", "actions": strokes }]));
    }

    /// Strikes a key many times in a row.
    pub fn strike(&self, key: char, times: usize) {
        let key = key.to_string();
        let once = [
            json!({ "type": "keyDown", "value": key }),
            json!({ "type": "keyUp", "value": key }),
        ];
        let all: Vec<Value> = std::iter::repeat_n(once, times).flatten().collect();
        self.actions(json!([{ "type": "key", "id": "keyboard", "actions": all }]));
    }

    fn actions(&self, actions: Value) {
        let order = json!({ "actions": actions });
        self.driver
            .order("POST", "/actions", &order)
            .unwrap_or_else(|e| panic!("{e}\nin {order}"));
        self.driver
            .order("DELETE", "/actions", &Value::Null)
            .unwrap_or_else(|e| panic!("{e}"));
    }

    /// Keeps a picture of the window in build/screenshots, to be looked at.
    pub fn picture(&self, name: &str) {
        // Without a GPU the driver waits for the next frame, and a page at rest draws none.
        let repaint = "const dot = document.createElement('div'); let n = 0;
            dot.style.cssText = 'position: fixed; left: 0; bottom: 0; width: 1px; height: 1px';
            document.body.append(dot);
            const timer = setInterval(() => (dot.style.background = (n ^= 1) ? '#fff' : '#eee'), 40);
            window.pictureTaken = () => (clearInterval(timer), dot.remove())";
        self.script(repaint, json!([]));
        let shot = self.driver.order("GET", "/screenshot", &Value::Null);
        self.script("window.pictureTaken()", json!([]));
        let shot = shot.unwrap_or_else(|e| panic!("{e}"));
        let png = STANDARD.decode(shot.as_str().expect("base64")).expect("base64");
        let folder = root().join("build/screenshots");
        std::fs::create_dir_all(&folder).expect("build/ can be written");
        std::fs::write(folder.join(format!("{name}.png")), png).expect("build/ can be written");
    }
}

impl Drop for Window {
    fn drop(&mut self) {
        // What the window showed says more than the sentence of the test that failed.
        if std::thread::panicking()
            && let Some(test) = std::thread::current().name()
        {
            let name = format!("failed-{}", test.replace("::", "-"));
            let _ = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| self.picture(&name)));
        }
    }
}
