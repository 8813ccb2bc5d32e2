//! The menu of the right button: what a text field has use for, in the person's own language, and nothing elsewhere.

use crate::desk::Desk;
use std::sync::Arc;
use tauri::WebviewWindow;

/// Sets it for a window. Elsewhere than on Linux the system words it, and the page turns it off outside text fields.
#[cfg(target_os = "linux")]
pub fn set(window: &WebviewWindow, desk: Arc<Desk>) -> tauri::Result<()> {
    use webkit2gtk::{ContextMenuAction, ContextMenuExt, ContextMenuItem, HitTestResultExt, WebViewExt};
    window.with_webview(move |view| {
        view.inner().connect_context_menu(move |_, menu, _, at| {
            menu.remove_all();
            if !at.context_is_editable() {
                return true;
            }
            let lang = desk.settings().lang;
            for (action, zh, en) in [
                (ContextMenuAction::Cut, "剪切", "Cut"),
                (ContextMenuAction::Copy, "复制", "Copy"),
                (ContextMenuAction::Paste, "粘贴", "Paste"),
                (ContextMenuAction::SelectAll, "全选", "Select all"),
            ] {
                menu.append(&ContextMenuItem::from_stock_action_with_label(
                    action,
                    lang.pick(zh, en),
                ));
            }
            false
        });
    })
}

/// Sets it for a window.
#[cfg(not(target_os = "linux"))]
pub fn set(_window: &WebviewWindow, _desk: Arc<Desk>) -> tauri::Result<()> {
    Ok(())
}
