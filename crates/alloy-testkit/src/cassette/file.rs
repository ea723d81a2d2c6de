//! Writes the file of a cassette so that it can be read at any moment.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, Write},
    path::Path,
};

use alloy_core::Error;

/// Puts a text in the place of a file, whole or not at all.
pub(crate) fn replace(path: &Path, text: &str) -> Result<(), Error> {
    try_replace(path, text).map_err(|source| cannot_write(path, source))
}

fn try_replace(path: &Path, text: &str) -> io::Result<()> {
    if let Some(directory) = path.parent().filter(|directory| !directory.as_os_str().is_empty()) {
        fs::create_dir_all(directory)?;
    }
    let mut beside = path.as_os_str().to_owned();
    beside.push(format!(".{}.part", std::process::id()));
    let written = fs::write(&beside, text).and_then(|()| fs::rename(&beside, path));
    if written.is_err() {
        // What is left of an attempt that failed is of no use; that it cannot be removed is no news.
        let _ = fs::remove_file(&beside);
    }
    written
}

pub(crate) fn cannot_write(path: &Path, source: io::Error) -> Error {
    Error::configuration(format!("cannot write the cassette {}", path.display()))
        .with_source(source)
}

/// Opens a file to add lines at its end.
pub(crate) fn open(path: &Path) -> Result<File, Error> {
    OpenOptions::new().append(true).open(path).map_err(|source| cannot_write(path, source))
}

/// Adds a line in one write, so that a killed process leaves a torn line at worst at the end.
pub(crate) fn append(file: &mut File, line: &str) -> io::Result<()> {
    let mut bytes = Vec::with_capacity(line.len() + 1);
    bytes.extend_from_slice(line.as_bytes());
    bytes.push(b'\n');
    file.write_all(&bytes)
}
