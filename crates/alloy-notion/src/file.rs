//! Files, inside Notion and elsewhere.

use compact_str::CompactString;

use crate::{
    Time,
    wire::{object, union},
};

object! {
    /// A file: a cover, an icon, or an element of a files property.
    pub struct File {
        /// Its name. Only the files of a property have one.
        name: Option<CompactString>,
        ..kind: FileKind,
    }
}

union! {
    /// Where a file is.
    pub enum FileKind {
        /// Somewhere on the web.
        "external" => External(ExternalFile),
        /// In Notion.
        "file" => Hosted(HostedFile),
    }
}

object! {
    /// A file somewhere on the web.
    pub struct ExternalFile {
        /// Where it is.
        url: CompactString,
    }
}

object! {
    /// A file in Notion.
    pub struct HostedFile {
        /// Where it can be fetched without further permission until `expiry_time`, an hour from
        /// the reply. Ask again rather than keep it.
        url: CompactString,
        /// When the URL stops working.
        expiry_time: Option<Time>,
    }
}

impl File {
    /// Where it can be fetched. A file in Notion only for an hour.
    pub fn url(&self) -> Option<&str> {
        self.kind.url()
    }
}

impl FileKind {
    /// Where it can be fetched. A file in Notion only for an hour.
    pub fn url(&self) -> Option<&str> {
        match self {
            Self::External(file) => Some(&file.url),
            Self::Hosted(file) => Some(&file.url),
            Self::Other(_) => None,
        }
    }
}
