//! Writes the file of a cassette so that it can be read at any moment.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, Write},
    path::Path,
};

use alloy_core::Error;
use fs4::FileExt;
use sha2::{Digest, Sha256};

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

/// Adds a line with its break in one write, so that a killed process leaves a torn line at worst at
/// the end. The file is opened each time, as another process may have put a new one in its place.
pub(crate) fn append(path: &Path, line: &[u8]) -> io::Result<()> {
    OpenOptions::new().append(true).open(path)?.write_all(line)
}

/// What processes that write one cassette take turns by: a file beside all others that are only of
/// use for a time, so that none is left in the project. It is never removed: who waits for it would
/// hold a file that the next one no longer finds.
#[derive(Debug)]
pub(crate) struct Turns(File);

impl Turns {
    pub(crate) fn of(path: &Path) -> io::Result<Self> {
        let absolute = std::path::absolute(path)?;
        let hash = Sha256::digest(absolute.as_os_str().as_encoded_bytes());
        // Cassettes may share a turn, so that there are few such files however many cassettes.
        let name = hash[0] % 64;
        let beside = std::env::temp_dir().join(format!("alloy-cassettes-{name}.lock"));
        let created = OpenOptions::new().create(true).truncate(false).write(true).open(&beside);
        // One that another user made can be locked, but not be opened for writing.
        created.or_else(|_| File::open(&beside)).map(Self)
    }

    /// Waits for the turn, which ends when what it returns is dropped, or with the process.
    pub(crate) fn take(&self) -> io::Result<Turn<'_>> {
        FileExt::lock(&self.0).map(|()| Turn(&self.0))
    }
}

/// The time in which no other process writes.
pub(crate) struct Turn<'a>(&'a File);

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        // It fails only for what is no file, and closing it does the same.
        let _ = FileExt::unlock(self.0);
    }
}
