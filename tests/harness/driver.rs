//! The wire to WebKitWebDriver, as the W3C's WebDriver page lays it down. tauri-driver would only
//! stand between and hand every word on.

use crate::until;
use serde_json::{Value, json};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// The key under which an element's reference stands in an answer.
pub const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// One driver with one session: one program's window.
pub struct Driver {
    process: Child,
    agent: ureq::Agent,
    base: String,
    session: Option<String>,
}

impl Driver {
    /// Starts the driver on a free port and, by it, the program.
    pub fn start(program: &Path, args: &[&str], display: &str, home: &Path) -> Self {
        let port = TcpListener::bind("127.0.0.1:0")
            .and_then(|l| l.local_addr())
            .expect("a free port")
            .port();
        let process = Command::new("WebKitWebDriver")
            .arg(format!("--port={port}"))
            .arg("--host=127.0.0.1")
            // Without it the webview takes no orders from outside.
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            .env("DISPLAY", display)
            .env("GDK_BACKEND", "x11")
            .env("LC_ALL", "C.UTF-8")
            .env("GRIDWARDEN_DATA", home)
            .env("XDG_DATA_HOME", home.join("xdg-data"))
            .env("XDG_CONFIG_HOME", home.join("xdg-config"))
            .env("XDG_CACHE_HOME", home.join("xdg-cache"))
            .env_remove("WAYLAND_DISPLAY")
            // What is printed to a file lies there.
            .current_dir(home)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .spawn()
            .unwrap_or_else(|e| panic!("WebKitWebDriver did not start ({e}): scripts/setup --test installs it"));
        let agent = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .timeout_global(Some(Duration::from_secs(60)))
            .build()
            .new_agent();
        let mut driver = Self {
            process,
            agent,
            base: format!("http://127.0.0.1:{port}"),
            session: None,
        };
        until("WebKitWebDriver answers", 20, || {
            driver.agent.get(format!("{}/status", driver.base)).call().ok()
        });
        let options = json!({ "binary": program, "args": args });
        let wish = json!({ "capabilities": { "alwaysMatch": { "webkitgtk:browserOptions": options } } });
        let answer = driver
            .send("POST", "/session", &wish)
            .unwrap_or_else(|e| panic!("no window came: {e}"));
        let id = answer["sessionId"]
            .as_str()
            .unwrap_or_else(|| panic!("no session in {answer}"));
        driver.session = Some(id.to_owned());
        driver
    }

    /// An order to the session; the error is the driver's own word and sentence.
    pub fn order(&self, method: &str, path: &str, body: &Value) -> Result<Value, String> {
        let id = self.session.as_deref().ok_or("the session is closed")?;
        self.send(method, &format!("/session/{id}{path}"), body)
    }

    fn send(&self, method: &str, path: &str, body: &Value) -> Result<Value, String> {
        let url = format!("{}{path}", self.base);
        let answer = match method {
            "GET" => self.agent.get(&url).call(),
            "DELETE" => self.agent.delete(&url).call(),
            _ => self.agent.post(&url).send_json(body),
        };
        let mut answer = answer.map_err(|e| format!("{method} {path}: {e}"))?;
        // A screenshot is larger than what a reader takes by default.
        let bytes = answer
            .body_mut()
            .with_config()
            .limit(64 << 20)
            .read_to_vec()
            .map_err(|e| e.to_string())?;
        let mut value: Value = serde_json::from_slice(&bytes).map_err(|e| format!("{method} {path}: {e}"))?;
        match value["value"]["error"].as_str() {
            Some(word) => Err(format!(
                "{word}: {}",
                value["value"]["message"].as_str().unwrap_or_default()
            )),
            None => Ok(value["value"].take()),
        }
    }

    /// Closes the window as a person does, so that the program ends in its own way.
    pub fn close(&mut self) {
        let _ = self.order("DELETE", "", &Value::Null);
        self.session = None;
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        self.close();
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
