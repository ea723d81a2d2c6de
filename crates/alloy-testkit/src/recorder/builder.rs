//! Settings of a [`Recorder`].

use std::{
    fmt,
    path::{Path, PathBuf},
    sync::Arc,
};

use alloy_core::Error;
use alloy_transport::Transport;

use super::{CassetteMode, Failures, Recorder, Shared, Tape};
use crate::{
    Replayer,
    cassette::{Cassette, Matching, Redaction, redaction::Redactor},
};

/// Collects the settings of a [`Recorder`]. Each has a default, so any can be left out.
pub struct RecorderBuilder<T> {
    transport: T,
    file: Option<PathBuf>,
    mode: Option<CassetteMode>,
    cassette: Cassette,
    matching: Matching,
    redaction: Redaction,
    failures: Failures,
}

impl<T: Transport> RecorderBuilder<T> {
    pub(super) fn new(transport: T) -> Self {
        Self {
            transport,
            file: None,
            mode: None,
            cassette: Cassette::new(),
            matching: Matching::new(),
            redaction: Redaction::new(),
            failures: Failures::default(),
        }
    }

    /// Where the cassette is, or will be. Directories are made as needed.
    pub fn file(mut self, path: impl AsRef<Path>) -> Self {
        self.file = Some(path.as_ref().to_owned());
        self
    }

    /// A cassette in memory to start from, in place of a file.
    pub fn cassette(mut self, cassette: Cassette) -> Self {
        self.cassette = cassette;
        self
    }

    /// What is done with a request, whatever `ALLOY_CASSETTE` says.
    pub fn mode(mut self, mode: CassetteMode) -> Self {
        self.mode = Some(mode);
        self
    }

    /// When a request is the same as a recorded one.
    pub fn matching(mut self, matching: Matching) -> Self {
        self.matching = matching;
        self
    }

    /// What must not be recorded.
    pub fn redaction(mut self, redaction: Redaction) -> Self {
        self.redaction = redaction;
        self
    }

    /// Records failures of the transport too: what was never sent, and what was interrupted.
    pub fn with_failures(mut self) -> Self {
        self.failures = Failures::Record;
        self
    }

    /// Reads the cassette, or starts it.
    ///
    /// Fails when `ALLOY_CASSETTE` counts and is no mode, when the file cannot be read or written,
    /// when it is damaged, or when there is none to replay. Blocks for as long as that takes.
    pub fn build(self) -> Result<Recorder<T>, Error> {
        let mode = self.mode.map_or_else(CassetteMode::from_env, Ok)?;
        let before = match (&self.file, mode) {
            (Some(path), CassetteMode::Replay) => Cassette::load(path)?,
            (Some(path), CassetteMode::RecordMissing) if path.exists() => Cassette::load(path)?,
            (None, CassetteMode::Replay | CassetteMode::RecordMissing) => self.cassette,
            _ => Cassette::new(),
        };
        let tape = match (self.file, mode) {
            (Some(path), CassetteMode::RecordMissing | CassetteMode::RecordAll) => {
                Tape::open(path, mode)?
            }
            _ => Arc::new(Tape::in_memory(&before)),
        };
        let replayer = Replayer::by(before, self.matching, Redactor::new(self.redaction));
        let shared =
            Shared { transport: self.transport, mode, failures: self.failures, replayer, tape };
        Ok(Recorder { shared: Arc::new(shared) })
    }
}

impl<T> fmt::Debug for RecorderBuilder<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RecorderBuilder")
            .field("file", &self.file)
            .field("mode", &self.mode)
            .field("matching", &self.matching)
            .field("redaction", &self.redaction)
            .field("failures", &self.failures)
            .finish_non_exhaustive()
    }
}
