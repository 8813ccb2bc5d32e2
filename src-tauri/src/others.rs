//! Noticing at once what others write to the open file, and whether it is open elsewhere.

use crate::desk::{Desk, Held, tell_changed};
use crate::mark::Holder;
use std::sync::Arc;
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::time::Duration;
use tauri::{AppHandle, Emitter};

/// Between two looks at the file; each costs a look at its head.
const PAUSE: Duration = Duration::from_secs(1);

/// The thread that looks.
pub struct Watch(Sender<()>);

impl Watch {
    /// Begins to look at whatever file is open.
    pub fn start(app: AppHandle, desk: Arc<Desk>) -> Self {
        let (now, asked) = channel();
        std::thread::spawn(move || {
            let mut elsewhere = None;
            while !matches!(asked.recv_timeout(PAUSE), Err(RecvTimeoutError::Disconnected)) {
                look(&app, &desk, &mut elsewhere);
            }
        });
        Watch(now)
    }

    /// Looks without waiting for the next time: somebody came back to the window.
    pub fn look_now(&self) {
        // The thread ends with the program only.
        let _ = self.0.send(());
    }
}

fn look(app: &AppHandle, desk: &Desk, elsewhere: &mut Option<Holder>) {
    let Ok(project) = desk.project() else { return };
    // What cannot be read now is told by whatever is asked for next.
    if let Ok(Some(wrote)) = project.others_wrote() {
        tell_changed(app, &project);
        let _ = app.emit("others", wrote);
    }
    let now = desk.elsewhere();
    if now != *elsewhere {
        let _ = app.emit("elsewhere", &now);
        *elsewhere = now;
    }
}

/// Who has the file open in another window.
#[tauri::command]
pub async fn elsewhere(desk: Held<'_>) -> Result<Option<Holder>, crate::refusal::Refusal> {
    Ok(desk.elsewhere())
}
