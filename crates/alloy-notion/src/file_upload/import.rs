//! How the import of a file from the web went.

use compact_str::CompactString;

use crate::{
    Empty, Time,
    wire::{names, object, union},
};

object! {
    /// How the import of a file from the web went.
    pub struct FileImportResult {
        /// When it came to an end.
        imported_time: Option<Time>,
        ..outcome: FileImportOutcome,
    }
}

union! {
    /// How an import went.
    pub enum FileImportOutcome {
        /// Well.
        "success" => Success(Empty),
        /// It failed.
        "error" => Error(Box<FileImportError>),
    }
}

object! {
    /// Why an import failed.
    pub struct FileImportError {
        /// What kind of failure it is.
        kind as "type": Option<FileImportErrorKind>,
        /// What went wrong, for programs.
        code: Option<CompactString>,
        /// What went wrong, for people.
        message: CompactString,
        /// Which parameter of the request it is about.
        parameter: Option<CompactString>,
        /// The HTTP status that the file's server gave.
        status_code: Option<u64>,
    }
}

names! {
    /// What kind of failure an import met.
    pub enum FileImportErrorKind {
        /// The file is not one that Notion takes.
        Validation = "validation_error",
        /// Notion failed.
        InternalSystem = "internal_system_error",
        /// The file could not be fetched.
        Download = "download_error",
        /// The file could not be stored.
        Upload = "upload_error",
    }
}
