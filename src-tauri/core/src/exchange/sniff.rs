//! What a file is, by its first bytes and its extension.

use super::refused;
use crate::error::io_cause;
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

/// Said of tables in HTML.
const WEB_TABLE: &str = "it is a web page with a table, as some systems export under the name xls; open it in Excel or WPS and save it as CSV";

/// What a file that begins with a markup tag is, and how to go on.
fn markup(head: &[u8]) -> &'static str {
    let head = String::from_utf8_lossy(head).to_lowercase();
    let has = |tag: &str| head.contains(tag);
    if has("<kml") {
        "it is KML; open it in QGIS or the program that wrote it and export it as GeoJSON"
    } else if has("<gpx") {
        "it is GPX; open it in QGIS and export it as GeoJSON"
    } else if has("opengis.net/gml") || has("<gml:") || has("<wfs:") {
        "it is GML; open it in QGIS and export it as GeoJSON"
    } else if has("excel.sheet") || has("office:spreadsheet") || has("<workbook") {
        "it is an Excel workbook in XML; open it in Excel or WPS and save it as CSV"
    } else if has("<table") || has("office:excel") {
        WEB_TABLE
    } else {
        WEB_PAGE
    }
}

/// What a zip of this extension is, and how to go on; none for a workbook.
fn in_a_zip(extension: &str) -> Option<&'static str> {
    match extension {
        "docx" | "docm" => Some("it is a Word document; copy its table to Excel or WPS and save it as CSV"),
        "ods" => Some("it is an OpenDocument workbook (ods); open it in Excel, WPS or LibreOffice and save it as CSV"),
        "zip" | "shz" => Some("it is compressed; unpack it first"),
        _ => None,
    }
}

/// Whether every second byte of a text is nothing, as in UTF-16 of what is mostly ASCII.
fn is_unmarked_wide(head: &[u8]) -> bool {
    let empty = |from: usize| head.iter().skip(from).step_by(2).filter(|b| **b == 0).count();
    let half = head.len() / 2;
    half > 2 && (empty(0) * 4 > half && empty(1) == 0 || empty(1) * 4 > half && empty(0) == 0)
}

/// Refuses what is no ordinary file, before it is opened: opening a pipe would wait for its writer.
pub(crate) fn ordinary(path: &Path) -> Result<()> {
    let kind = std::fs::metadata(path).map_err(|e| cannot_open(path, &e))?.file_type();
    if kind.is_dir() {
        return Err(refused(path, "it is a folder; name a file"));
    }
    if !kind.is_file() {
        return Err(refused(
            path,
            "it is a pipe or a device, no ordinary file; save its content to a file first",
        ));
    }
    Ok(())
}

/// Tells the format, or refuses what is plainly something else.
pub(super) fn sniff(path: &Path) -> Result<Format> {
    ordinary(path)?;
    let mut head = Vec::new();
    let file = File::open(path).map_err(|e| cannot_open(path, &e))?;
    file.take(4096).read_to_end(&mut head)?;
    let extension = path
        .extension()
        .map(|e| e.to_string_lossy().to_lowercase())
        .unwrap_or_default();
    let json = matches!(
        extension.as_str(),
        "json" | "geojson" | "geojsonl" | "geojsons" | "ndjson" | "jsonl"
    );
    if head.starts_with(b"PK\x03\x04") && extension == "kmz" {
        return Err(refused(
            path,
            "it is KMZ; open it in QGIS or the program that wrote it and export it as GeoJSON",
        ));
    }
    if head.starts_with(b"PK\x03\x04")
        && let Some(what) = in_a_zip(&extension)
    {
        return Err(refused(path, what));
    }
    let other = [
        (&b"AC10"[..], "it is a drawing (DWG); export its areas as GeoJSON"),
        (b"{\\rtf", "it is a text document (RTF); save its table as CSV"),
        (b"PK\x03\x04", "it is a zip or an Excel workbook (xlsx); save it as CSV"),
        (b"\xd0\xcf\x11\xe0", "it is an old Excel workbook (xls); save it as CSV"),
        (
            b"SQLite format 3\0",
            "it is a database or GeoPackage; export it as GeoJSON",
        ),
        (b"%PDF", "it is a PDF; ask for the data as CSV or GeoJSON"),
        (b"Rar!", "it is compressed; unpack it first"),
        (b"7z\xbc\xaf", "it is compressed; unpack it first"),
        (b"\xff\xd8\xff", "it is a picture; ask for the data as CSV or GeoJSON"),
        (b"\x89PNG", "it is a picture; ask for the data as CSV or GeoJSON"),
        (b"\x1f\x8b", "it is compressed; unpack it first"),
        (b"\x00\x00\x27\x0a", "it is a shapefile; export it as GeoJSON"),
    ];
    if let Some((_, reason)) = other.iter().find(|(magic, _)| head.starts_with(magic)) {
        return Err(refused(path, *reason));
    }
    if head.starts_with(b"\xff\xfe\0\0") || head.starts_with(b"\0\0\xfe\xff") {
        return Err(refused(path, "it is UTF-32 text; save it as \"CSV UTF-8\""));
    }
    let wide = head.starts_with(b"\xff\xfe") || head.starts_with(b"\xfe\xff");
    if json && wide {
        return Err(refused(path, "it is UTF-16 text; save it as UTF-8"));
    }
    let text = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&head);
    let first = text.iter().find(|b| !b.is_ascii_whitespace());
    match first {
        None => Err(refused(path, "the file is empty; export it again")),
        _ if text.starts_with(b"MIME-Version") => Err(refused(path, WEB_TABLE)),
        Some(b'<') => Err(refused(path, markup(&head))),
        _ if json => Ok(Format::Json),
        _ if wide => Ok(Format::Table),
        Some(b'{' | 0x1e) => Ok(Format::Json),
        Some(b'[') if !matches!(extension.as_str(), "csv" | "tsv" | "txt") => Ok(Format::Json),
        _ if is_unmarked_wide(text) => Err(refused(
            path,
            "it is UTF-16 text without the mark that says so; save it as \"CSV UTF-8\"",
        )),
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
        _ => io_cause(e),
    };
    refused(path, reason)
}
