//! Noticing at once what others write to the open file, and whether it is open elsewhere.

use crate::desk::{Desk, Held, tell_changed};
use crate::mark::Holder;
use crate::refusal::Refusal;
use gridwarden_core::guarded;
use gridwarden_core::store::{self, Plight, Project};
use gridwarden_core::verbs;
use std::sync::atomic::Ordering;
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Weak};
use std::time::{Duration, Instant};
use tauri::{AppHandle, Emitter, State};

/// Between two looks at the file; each costs a look at its head.
const PAUSE: Duration = Duration::from_secs(1);
/// Before what could not be made good is tried again: whoever stood in the way needs time to go.
const AGAIN: Duration = Duration::from_secs(5);

/// Between two looks at whether something waits for another program.
const BLINK: Duration = Duration::from_millis(150);

/// The thread that looks.
pub struct Watch(Sender<()>);

impl Watch {
    /// Begins to look at whatever file is open.
    pub fn start(app: AppHandle, desk: Arc<Desk>) -> Self {
        let (now, asked) = channel();
        let page = app.clone();
        std::thread::spawn(move || tell_waits(&page));
        std::thread::spawn(move || {
            let mut looks = Looks::default();
            while !matches!(asked.recv_timeout(PAUSE), Err(RecvTimeoutError::Disconnected)) {
                look(&app, &desk, &mut looks);
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

/// What the thread knows from its looks before.
#[derive(Default)]
struct Looks {
    elsewhere: Option<Holder>,
    /// The project that was looked at.
    of: Weak<Project>,
    /// What befell its file at the last look, and what of that was told.
    met: Option<Plight>,
    told: Option<Plight>,
    /// When to try again to make good what could not be.
    again: Option<Instant>,
}

fn look(app: &AppHandle, desk: &Desk, looks: &mut Looks) {
    let Ok(project) = desk.project() else { return };
    if !std::ptr::eq(looks.of.as_ptr(), Arc::as_ptr(&project)) {
        *looks = Looks {
            of: Arc::downgrade(&project),
            elsewhere: looks.elsewhere.take(),
            ..Looks::default()
        };
    }
    let lost = tell_plight(app, &project, looks);
    if !lost {
        follow(app, &project, looks);
    }
    let now = desk.elsewhere();
    if desk.asks_elsewhere.swap(false, Ordering::Relaxed) || now != looks.elsewhere {
        let _ = app.emit("elsewhere", &now);
        looks.elsewhere = now;
    }
}

/// Says when something begins to wait for another program that writes to the file, and when that is over. In a thread of its
/// own: what waits may be the looking itself.
fn tell_waits(app: &AppHandle) {
    let mut told = false;
    loop {
        std::thread::sleep(BLINK);
        let now = store::waits();
        if now != told {
            let _ = app.emit("waits", now);
            told = now;
        }
    }
}

/// Says what befell the file, once two looks agree: one that is being copied over is in pieces for some moments. Whether it
/// cannot be read.
fn tell_plight(app: &AppHandle, project: &Project, looks: &mut Looks) -> bool {
    let now = project.plight();
    if now == looks.met && now != looks.told {
        let word = now.as_ref().map(|p| Refusal::new(p.code(), &project.plight_words(p)));
        let _ = app.emit("plight", word);
        looks.told.clone_from(&now);
    }
    looks.met = now;
    !matches!(looks.met, None | Some(Plight::ReadOnly | Plight::ReadOnlyDisk))
}

/// Shows what others wrote, and makes good what no program of ours wrote.
fn follow(app: &AppHandle, project: &Project, looks: &mut Looks) {
    let again = looks.again.is_some_and(|at| at <= Instant::now());
    // What cannot be read now is told by whatever is asked for next.
    let followed = guarded(|| verbs::opening::follow(project, again));
    if let Ok(Some(wrote)) = followed {
        looks.again = wrote.left.then(|| Instant::now() + AGAIN);
        tell_changed(app, project);
        // A try that failed again was told of at the first.
        let nothing = wrote.edits.is_empty() && (wrote.left || wrote.notes.is_empty());
        if !(again && nothing) {
            let _ = app.emit("others", wrote);
        }
    }
}

/// Asks to be told who has the file open in another window. The answer comes as what is told later does: two ways to the page
/// would overtake each other, and who had left meanwhile would stand there for ever.
#[tauri::command]
pub fn elsewhere(desk: Held<'_>, others: State<'_, Watch>) {
    desk.asks_elsewhere.store(true, Ordering::Relaxed);
    others.look_now();
}
