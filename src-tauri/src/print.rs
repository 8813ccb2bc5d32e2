//! Documents shown in the window and printed from it. One is shown at a time; its pictures wait here for the page.

use crate::desk::{Desk, Held, ask};
use crate::refusal::Refusal;
use gridwarden_core::model::{GridId, SiteId};
use gridwarden_core::report::{Paper, Printing};
use gridwarden_core::verbs::notice::NoticeInput;
use gridwarden_core::verbs::{acceptance, notice};
use std::sync::atomic::{AtomicU32, Ordering};
use tauri::WebviewWindow;
use tauri::http::StatusCode;

/// Number of the next document: never given twice, since the page keeps the pictures of each number.
static NEXT: AtomicU32 = AtomicU32::new(1);

/// Number of the document that is shown, and its pictures: media type and bytes.
pub type Shown = (u32, Vec<(&'static str, Vec<u8>)>);

/// The notices to the chiefs of these cells, to be shown and printed.
#[tauri::command]
pub async fn notice_paper(
    desk: Held<'_>,
    cells: Vec<GridId>,
    deadline: Option<String>,
    personal: bool,
) -> Result<Paper, Refusal> {
    let input = NoticeInput {
        deadline,
        personal,
        ..NoticeInput::default()
    };
    let made = ask(&desk, move |p, on| notice::printing(p, &cells, &input, on)).await?;
    Ok(show(&desk, made))
}

/// The acceptance form of a site, to be shown and printed.
#[tauri::command]
pub async fn acceptance_paper(desk: Held<'_>, site: SiteId) -> Result<Paper, Refusal> {
    let made = ask(&desk, move |p, on| acceptance::printing(p, site, on)).await?;
    Ok(show(&desk, made))
}

fn show(desk: &Desk, made: Printing) -> Paper {
    let serial = NEXT.fetch_add(1, Ordering::Relaxed);
    desk.shown(|s| *s = Some((serial, made.pictures)));
    Paper { serial, ..made.paper }
}

/// Forgets the document that was shown.
#[tauri::command]
pub fn paper_leave(desk: Held<'_>) {
    desk.shown(|s| *s = None);
}

/// Lets the person print what the page shows on paper, by the system's own dialog; ends when it is printed or left.
#[tauri::command]
pub async fn paper_print(window: WebviewWindow) -> Result<(), Refusal> {
    let failed = |e: String| {
        let advice = "choose another printer, or save the document and print it from there";
        Refusal::new("io", &format!("The document was not printed: {e}; {advice}."))
    };
    dialog(&window).await.map_err(failed)
}

/// The page's own margins are not heard by WebKitGTK, so they are set here; the other systems read them from the page.
#[cfg(target_os = "linux")]
async fn dialog(window: &WebviewWindow) -> Result<(), String> {
    use gtk::prelude::{Cast, WidgetExt};
    use webkit2gtk::{PrintOperation, PrintOperationExt, PrintOperationResponse};
    const MARGIN_MM: f64 = 25.0;

    let (say, mut told) = tauri::async_runtime::channel::<Result<(), String>>(2);
    let print = move |view: tauri::webview::PlatformWebview| {
        let view = view.inner();
        let setup = gtk::PageSetup::new();
        setup.set_paper_size(&gtk::PaperSize::new(Some("iso_a4")));
        setup.set_top_margin(MARGIN_MM, gtk::Unit::Mm);
        setup.set_bottom_margin(MARGIN_MM, gtk::Unit::Mm);
        setup.set_left_margin(MARGIN_MM, gtk::Unit::Mm);
        setup.set_right_margin(MARGIN_MM, gtk::Unit::Mm);
        let job = PrintOperation::new(&view);
        job.set_page_setup(&setup);
        let (bad, good) = (say.clone(), say.clone());
        // Only the first word counts: an end is also told after a failure.
        job.connect_failed(move |_, e| drop(bad.try_send(Err(e.message().to_owned()))));
        job.connect_finished(move |_| drop(good.try_send(Ok(()))));
        let parent = view.toplevel().and_then(|w| w.downcast::<gtk::Window>().ok());
        if job.run_dialog(parent.as_ref()) != PrintOperationResponse::Print {
            drop(say.try_send(Ok(())));
        }
    };
    window.with_webview(print).map_err(|e| e.to_string())?;
    told.recv().await.unwrap_or(Ok(()))
}

#[cfg(not(target_os = "linux"))]
async fn dialog(window: &WebviewWindow) -> Result<(), String> {
    window.print().map_err(|e| e.to_string())
}

/// Media type and bytes for `/print/SERIAL/PLACE`; none when the path is no such address.
pub fn served(desk: &Desk, path: &str) -> Option<Result<(String, Vec<u8>), StatusCode>> {
    let (serial, place) = path.strip_prefix("/print/")?.split_once('/')?;
    let found = serial.parse::<u32>().ok().zip(place.parse::<usize>().ok());
    let Some((serial, place)) = found else {
        return Some(Err(StatusCode::BAD_REQUEST));
    };
    let picture = desk.shown(|s| {
        let (_, pictures) = s.as_ref().filter(|shown| shown.0 == serial)?;
        let (media, bytes) = pictures.get(place)?;
        Some(((*media).to_owned(), bytes.clone()))
    });
    Some(picture.ok_or(StatusCode::NOT_FOUND))
}
