//! The scheme by which the page gets its tiles, photos and the pictures of documents.

use crate::desk::{Desk, today};
use crate::tile_url::{MosaicRequest, TileRequest};
use crate::{photos, print};
use std::sync::{Arc, Mutex, MutexGuard};
use tauri::http::{Request, Response, StatusCode, header};
use tauri::{Manager, UriSchemeContext, UriSchemeResponder, Wry};

/// Name of the scheme: `gw://localhost/…`, on Windows `http://gw.localhost/…`.
pub const SCHEME: &str = "gw";

const TYPE: &str = "application/vnd.mapbox-vector-tile";

/// Answers one request of the page; the work is done away from the window's own thread.
pub fn serve(context: UriSchemeContext<'_, Wry>, request: Request<Vec<u8>>, responder: UriSchemeResponder) {
    let desk = context.app_handle().state::<Arc<Desk>>().inner().clone();
    let queue = match TileRequest::read(request.uri()) {
        Some(_) => &VECTORS,
        None => &PICTURES,
    };
    queue.put(move || {
        // A page that gets no answer waits for ever.
        let answered = gridwarden_core::guarded(|| Ok(answer(&desk, &request)));
        responder.respond(answered.unwrap_or_else(|e| say(StatusCode::INTERNAL_SERVER_ERROR, &e.to_string())));
    });
}

/// Tiles that wait for the lines between the cells, which take a while when a large file was just opened; the pictures of
/// its cells do not stand behind them.
static VECTORS: Queue = Queue::new();
/// Tiles as pixels, photos and documents.
static PICTURES: Queue = Queue::new();

type Job = Box<dyn FnOnce() + Send>;

/// What waits to be answered. The newest goes first, for it is of the view that is looked at now, and no more are worked
/// on at a time than there are cores, for each takes memory of its own.
struct Queue {
    /// What waits, newest last, and how many are at work.
    state: Mutex<(Vec<Job>, usize)>,
}

impl Queue {
    const fn new() -> Queue {
        Queue {
            state: Mutex::new((Vec::new(), 0)),
        }
    }

    fn put(&'static self, job: impl FnOnce() + Send + 'static) {
        let most = std::thread::available_parallelism().map_or(2, usize::from);
        let mut state = self.state();
        state.0.push(Box::new(job));
        if state.1 < most {
            state.1 += 1;
            drop(state);
            tauri::async_runtime::spawn_blocking(move || self.work());
        }
    }

    fn work(&self) {
        loop {
            let mut state = self.state();
            let Some(job) = state.0.pop() else {
                state.1 -= 1;
                return;
            };
            drop(state);
            // One that fails is not answered; the others still are.
            let _ = std::panic::catch_unwind(std::panic::AssertUnwindSafe(job));
        }
    }

    fn state(&self) -> MutexGuard<'_, (Vec<Job>, usize)> {
        self.state.lock().unwrap_or_else(|e| e.into_inner())
    }
}

/// The origin of the window's own page: the only one that is answered.
pub const OWN: &str = if cfg!(windows) {
    "http://tauri.localhost"
} else {
    "tauri://localhost"
};

/// Whether a request comes from the window's own page. Pictures are asked for without saying where from.
fn is_own(request: &Request<Vec<u8>>) -> bool {
    let said = |name: header::HeaderName| request.headers().get(name).map(|v| v.to_str().unwrap_or_default());
    said(header::ORIGIN).is_none_or(|origin| origin == OWN)
        && said(header::REFERER).is_none_or(|from| {
            from.strip_prefix(OWN)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        })
}

/// Media types that the page is told; whatever else a file that came from elsewhere claims is bytes.
fn known_media(media: &str) -> &'static str {
    match media {
        "image/jpeg" => "image/jpeg",
        "image/png" => "image/png",
        _ => "application/octet-stream",
    }
}

fn answer(desk: &Desk, request: &Request<Vec<u8>>) -> Response<Vec<u8>> {
    if !is_own(request) {
        return say(StatusCode::FORBIDDEN, "only the window's own page is answered");
    }
    let path = request.uri().path();
    if let Some(picture) = photos::served(desk, path).or_else(|| print::served(desk, path)) {
        return match picture {
            Ok((media, bytes)) => build(StatusCode::OK, known_media(&media), bytes),
            Err(status) => say(status, "there is no such picture"),
        };
    }
    if let Some(wanted) = MosaicRequest::read(request.uri()) {
        let Ok(project) = desk.project() else {
            return say(StatusCode::NOT_FOUND, "no project is open");
        };
        return match project.mosaic(wanted.tile, wanted.size, &wanted.paint, today()) {
            Ok(made) => build(StatusCode::OK, "application/octet-stream", made.unwrap_or_default()),
            Err(e) => say(StatusCode::INTERNAL_SERVER_ERROR, &e.to_string()),
        };
    }
    let Some(wanted) = TileRequest::read(request.uri()) else {
        return say(StatusCode::BAD_REQUEST, "this is no address of a tile");
    };
    let Ok(project) = desk.project() else {
        return say(StatusCode::NOT_FOUND, "no project is open");
    };
    let cut = match wanted.on {
        None => project.tile(wanted.tile, &wanted.filter, today()),
        Some(on) => project.past_tile(wanted.tile, &wanted.filter, on, wanted.since),
    };
    match cut {
        Ok(bytes) => build(StatusCode::OK, TYPE, bytes.to_vec()),
        Err(e) => say(StatusCode::INTERNAL_SERVER_ERROR, &e.to_string()),
    }
}

fn say(status: StatusCode, sentence: &str) -> Response<Vec<u8>> {
    build(status, "text/plain; charset=utf-8", sentence.into())
}

fn build(status: StatusCode, kind: &str, body: Vec<u8>) -> Response<Vec<u8>> {
    let mut response = Response::new(body);
    *response.status_mut() = status;
    // Not stored: two projects can be at the same revision, and what is overdue changes at midnight.
    // The page keeps the tiles it shows by itself, and a tile is cut sooner than a store is searched.
    let headers = [
        (header::CONTENT_TYPE, kind),
        (header::CACHE_CONTROL, "no-store"),
        (header::ACCESS_CONTROL_ALLOW_ORIGIN, OWN),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ];
    for (name, value) in headers {
        if let Ok(value) = header::HeaderValue::from_str(value) {
            response.headers_mut().insert(name, value);
        }
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc::channel;

    fn asked(headers: &[(&str, &str)]) -> bool {
        let mut request = Request::builder().uri("gw://localhost/tile/0/0/0");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        is_own(&request.body(Vec::new()).unwrap())
    }

    #[test]
    fn only_the_own_page_is_answered() {
        assert!(asked(&[]) && asked(&[("origin", OWN)]) && asked(&[("referer", &format!("{OWN}/index.html"))]));
        for other in [
            "null",
            "https://example.org",
            "http://tauri.localhost.example.org",
            "tauri://localhost.evil",
        ] {
            assert!(!asked(&[("origin", other)]), "{other}");
            assert!(!asked(&[("referer", other)]), "{other}");
        }
    }

    #[test]
    fn a_picture_is_one_of_two_kinds_or_bytes() {
        assert_eq!(known_media("image/png"), "image/png");
        for other in ["text/html", "image/svg+xml", "application/javascript", ""] {
            assert_eq!(known_media(other), "application/octet-stream");
        }
        let answered = build(StatusCode::OK, "image/png", Vec::new());
        assert_eq!(answered.headers()[header::ACCESS_CONTROL_ALLOW_ORIGIN], OWN);
    }

    #[test]
    fn what_is_asked_last_is_answered_first_and_a_failure_holds_up_nothing() {
        static ALL: Queue = Queue {
            state: Mutex::new((Vec::new(), usize::MAX)),
        };
        let (say, said) = channel();
        for n in 0..4 {
            let say = say.clone();
            ALL.put(move || {
                assert!(n != 2, "as a broken tile would");
                say.send(n).unwrap();
            });
        }
        ALL.state().1 = 1;
        ALL.work();
        assert_eq!(said.try_iter().collect::<Vec<_>>(), [3, 1, 0]);
        assert_eq!(ALL.state().1, 0);
    }
}
