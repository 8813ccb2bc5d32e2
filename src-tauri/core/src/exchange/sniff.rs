//! What a file is, by its first bytes and its extension.

use super::refused;
use crate::{Error, Result};
use std::fs::File;
use std::io::Read;
use std::path::Path;

/// A format that is read here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    /// JSON, to be GeoJSON.
    Json,
    /// CSV or TSV.
    Table,
}

pub(super) const PEOPLE_WANT_CSV: &str = "it is JSON, and people come from a table; save the list as CSV";
pub(super) const FEEDBACK_WANTS_CSV: &str =
    "it is JSON, and the review's problems come from a table; save the list as CSV";
/// Said of HTML.
pub(super) const WEB_PAGE: &str = "it is a web page or XML, not data, perhaps an error page; download it again";

/// Tells the format, or refuses what is plainly something else.
pub(super) fn sniff(path: &Path) -> Result<Format> {
    let mut head = Vec::new();
    let file = File::open(path).map_err(|e| cannot_open(path, &e))?;
    if file.metadata()?.is_dir() {
        return Err(refused(path, "it is a folder; name a file"));
    }
    file.take(4096).read_to_end(&mut head)?;
    let extension = path
        .extension()
        .map(|e| e.to_string_lossy().to_lowercase())
        .unwrap_or_default();
    let json = matches!(extension.as_str(), "json" | "geojson");
    let other = [
        (
            &b"PK\x03\x04"[..],
            "it is a zip or an Excel workbook (xlsx); save it as CSV",
        ),
        (b"\xd0\xcf\x11\xe0", "it is an old Excel workbook (xls); save it as CSV"),
        (
            b"SQLite format 3\0",
            "it is a database or GeoPackage; export it as GeoJSON",
        ),
        (b"%PDF", "it is a PDF; ask for the data as CSV or GeoJSON"),
        (b"\x1f\x8b", "it is compressed; unpack it first"),
        (b"\x00\x00\x27\x0a", "it is a shapefile; export it as GeoJSON"),
    ];
    if let Some((_, reason)) = other.iter().find(|(magic, _)| head.starts_with(magic)) {
        return Err(refused(path, *reason));
    }
    let wide = head.starts_with(b"\xff\xfe") || head.starts_with(b"\xfe\xff");
    if json && wide {
        return Err(refused(path, "it is UTF-16 text; save it as UTF-8"));
    }
    let text = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&head);
    let first = text.iter().find(|b| !b.is_ascii_whitespace());
    match first {
        None => Err(refused(path, "the file is empty; export it again")),
        Some(b'<') => Err(refused(path, WEB_PAGE)),
        _ if json => Ok(Format::Json),
        _ if wide => Ok(Format::Table),
        Some(b'{') => Ok(Format::Json),
        Some(b'[') if !matches!(extension.as_str(), "csv" | "tsv" | "txt") => Ok(Format::Json),
        _ if text.contains(&0) => Err(refused(path, "it is not a text file; save it as CSV or GeoJSON")),
        _ => Ok(Format::Table),
    }
}

fn cannot_open(path: &Path, e: &std::io::Error) -> Error {
    let reason = match e.kind() {
        std::io::ErrorKind::NotFound => "there is no such file; check the name and the folder".to_owned(),
        std::io::ErrorKind::PermissionDenied => {
            "it may not be read; close it elsewhere or change its rights".to_owned()
        }
        _ => format!("it cannot be read: {e}"),
    };
    refused(path, reason)
}
