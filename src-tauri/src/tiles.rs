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
    tauri::async_runtime::spawn_blocking(move || responder.respond(answer(&desk, &request)));
}

fn answer(desk: &Desk, request: &Request<Vec<u8>>) -> Response<Vec<u8>> {
    let path = request.uri().path();
    if let Some(picture) = photos::served(desk, path).or_else(|| print::served(desk, path)) {
        return match picture {
            Ok((media, bytes)) => build(StatusCode::OK, &media, bytes),
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
        (header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
    ];
    for (name, value) in headers {
        if let Ok(value) = header::HeaderValue::from_str(value) {
            response.headers_mut().insert(name, value);
        }
    }
    response
}
