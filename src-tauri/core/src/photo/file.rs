//! Reading a photo's file: what cannot be one is refused before a byte is read.

use super::{MAX_BYTES, refused};
use crate::Result;
use crate::error::io_cause;
use std::fs::File;
use std::io::{Error, Read};
use std::path::Path;

/// The bytes of a photo's file. The file is called `photo` in a refusal, as by [`sniff`](super::sniff).
///
/// # Errors
/// [`crate::Error::Source`] for what is no plain file (a folder, a pipe, a device), for what is larger than
/// [`MAX_BYTES`], and where it cannot be read.
pub fn read_file(file: &Path) -> Result<Vec<u8>> {
    let unread = |e: Error| refused(io_cause(&e));
    let known = std::fs::metadata(file).map_err(unread)?;
    if known.is_dir() {
        return Err(refused("is a folder; choose the photos in it"));
    }
    // Opening a pipe would wait for whoever writes into it.
    if !known.is_file() {
        return Err(refused("is no plain file; choose a JPEG or PNG"));
    }
    let too_large = |len: u64| refused(format!("is {} MB; a photo may have {} MB", len >> 20, MAX_BYTES >> 20));
    if known.len() > MAX_BYTES as u64 {
        return Err(too_large(known.len()));
    }
    let mut bytes = Vec::new();
    let opened = File::open(file).map_err(unread)?;
    opened
        .take(MAX_BYTES as u64 + 1)
        .read_to_end(&mut bytes)
        .map_err(unread)?;
    if bytes.len() > MAX_BYTES {
        return Err(too_large(bytes.len() as u64));
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(file: &Path) -> String {
        read_file(file).unwrap_err().to_string()
    }

    #[test]
    fn a_folder_is_refused() {
        let dir = tempfile::tempdir().unwrap();
        assert!(refusal(dir.path()).contains("is a folder"));
    }

    #[test]
    fn five_gigabytes_are_refused_by_their_size() {
        let dir = tempfile::tempdir().unwrap();
        let film = dir.path().join("film.jpg");
        File::create(&film).unwrap().set_len(5 << 30).unwrap();
        assert!(refusal(&film).contains("is 5120 MB; a photo may have 20 MB"));
    }

    #[cfg(unix)]
    #[test]
    fn a_pipe_is_refused_without_waiting_for_its_writer() {
        let dir = tempfile::tempdir().unwrap();
        let pipe = dir.path().join("pipe.jpg");
        assert!(
            std::process::Command::new("mkfifo")
                .arg(&pipe)
                .status()
                .unwrap()
                .success()
        );
        assert!(refusal(&pipe).contains("is no plain file"));
    }
}
