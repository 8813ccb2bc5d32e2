//! The scheme by which the page gets its tiles, photos and the pictures of documents.

use crate::desk::{Desk, today};
use crate::tile_url::TileRequest;
use crate::{photos, print};
use std::sync::Arc;
use tauri::http::{Request, Response, StatusCode, header};
use tauri::{Manager, UriSchemeContext, UriSchemeResponder, Wry};

/// Name of the scheme: `gw://localhost/…`, on Windows `http://gw.localhost/…`.
pub const SCHEME: &str = "gw";

const TYPE: &str = "application/vnd.mapbox-vector-tile";

/// Answers one request of the page; the work is done away from the window's own thread.
pub fn serve(context: UriSchemeContext<'_, Wry>, request: Request<Vec<u8>>, responder: UriSchemeResponder) {
    let desk = context.app_handle().state::<Arc<Desk>>().inner().clone();
    tauri::async_runtime::spawn_blocking(move || {
        // A page that gets no answer waits for ever.
        let answered = gridwarden_core::guarded(|| Ok(answer(&desk, &request)));
        responder.respond(answered.unwrap_or_else(|e| say(StatusCode::INTERNAL_SERVER_ERROR, &e.to_string())));
    });
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
}
