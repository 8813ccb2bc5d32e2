//! Closing the window while something in it is not saved: asked once, in the window.

use crate::desk::Held;
use std::sync::atomic::Ordering;
use tauri::{AppHandle, CloseRequestApi, Emitter, Manager, Window};

/// The page says how many forms hold something that is not saved.
#[tauri::command]
pub fn unsaved(desk: Held<'_>, forms: u32) {
    desk.unsaved.store(forms, Ordering::Relaxed);
}

/// The person wants to leave, whatever is not saved.
#[tauri::command]
pub fn leave(app: AppHandle, desk: Held<'_>) {
    desk.unsaved.store(0, Ordering::Relaxed);
    app.exit(0);
}

/// Somebody asked to close the window.
pub fn asked(window: &Window, api: &CloseRequestApi) {
    let desk = window.state::<std::sync::Arc<crate::desk::Desk>>();
    if desk.unsaved.load(Ordering::Relaxed) > 0 && window.emit("leaving", ()).is_ok() {
        api.prevent_close();
    }
}
