use super::*;
use std::path::{Path, PathBuf};

/// Photos under shared/data, where it is there and has some.
fn photos() -> Vec<PathBuf> {
    let Some(data) = Path::new(env!("CARGO_MANIFEST_DIR"))
        .ancestors()
        .map(|a| a.join("shared/data"))
        .find(|p| p.is_dir())
    else {
        return Vec::new();
    };
    let (mut folders, mut found) = (vec![data], Vec::new());
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let extension = path.extension().map(|e| e.to_string_lossy().to_lowercase());
            match extension.as_deref() {
                _ if path.is_dir() => folders.push(path),
                Some("jpg" | "jpeg" | "png" | "heic") => found.push(path),
                _ => {}
            }
        }
    }
    found
}

#[test]
fn real_photos_are_made_bare_or_refused_with_a_reason() {
    let photos = photos();
    if photos.is_empty() {
        eprintln!("skipped: shared/data has no photos");
    }
    for path in photos {
        let bytes = std::fs::read(&path).unwrap();
        match prepare(&bytes, KEPT_SIDE) {
            Ok(kept) => {
                eprintln!("{}: {:?}", path.display(), kept.facts);
                assert!(kept.width.max(kept.height) <= KEPT_SIDE, "{}", path.display());
                assert_eq!(
                    container::exif(kept.media_type, &kept.bytes),
                    None,
                    "{}",
                    path.display()
                );
            }
            Err(e) => eprintln!("{}: {e}", path.display()),
        }
    }
}
