//! What every command that edits works with: the desk, and what the page had before it when it asked.

use crate::desk::{Desk, tell_changed, today};
use crate::others::Watch;
use crate::refusal::Refusal;
use chrono::NaiveDate;
use gridwarden_core::Error;
use gridwarden_core::model::{Actor, EditId};
use gridwarden_core::store::Project;
use std::sync::Arc;
use tauri::ipc::{CommandArg, CommandItem, InvokeBody, InvokeError};
use tauri::{AppHandle, Manager, Wry};

/// The editing hand of a command. A command gets none without the page's `seen`, so that no edit is made that nobody
/// could judge.
pub struct Hand {
    app: AppHandle,
    /// The desk.
    pub desk: Arc<Desk>,
    seen: EditId,
}

impl CommandArg<'_, Wry> for Hand {
    fn from_command(command: CommandItem<'_, Wry>) -> Result<Self, InvokeError> {
        let seen = match command.message.payload() {
            InvokeBody::Json(given) => given.get("seen").and_then(serde_json::Value::as_i64),
            InvokeBody::Raw(_) => None,
        };
        let app = command.message.webview_ref().app_handle().clone();
        match seen {
            Some(seen) => Ok(Self {
                desk: app.state::<Arc<Desk>>().inner().clone(),
                app,
                seen: EditId(seen),
            }),
            None => Err(InvokeError::from(format!("{} came without `seen`", command.name))),
        }
    }
}

impl Hand {
    /// Makes an edit, away from the window's own thread, and tells the page. What was overtaken since it was seen is refused.
    pub async fn edit<T: Send + 'static>(
        &self,
        f: impl FnOnce(&Project, &Actor, NaiveDate) -> gridwarden_core::Result<T> + Send + 'static,
    ) -> Result<T, Refusal> {
        let (project, app) = (self.desk.project()?, self.app.clone());
        let actor = self.desk.actor()?.seeing(Some(self.seen));
        let work = move || {
            let done = f(&project, &actor, today()).map_err(|e| project.because(e))?;
            tell_changed(&app, &project);
            Ok::<T, Error>(done)
        };
        let done = tauri::async_runtime::spawn_blocking(work).await?;
        if let Err(Error::Overtaken { .. }) = &done {
            // The window is behind: what others wrote is shown before the next try.
            self.app.state::<Watch>().look_now();
        }
        Ok(done?)
    }
}
