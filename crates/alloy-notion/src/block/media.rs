//! Blocks of files and links.

use compact_str::CompactString;

use crate::{FileKind, RichText, wire::object};

object! {
    /// An image, a video, a PDF document, a sound or another file.
    pub struct FileBlock {
        /// The text below.
        caption: RichText,
        /// The file's name. Only blocks of the type `file` have one, and not all of them.
        name: Option<CompactString>,
        ..kind: FileKind,
    }
}

object! {
    /// A web page, shown in place or as a link.
    pub struct EmbedBlock {
        /// The text below.
        caption: RichText,
        /// Where it is.
        url: CompactString,
    }
}

impl FileBlock {
    /// Where the file can be fetched. A file in Notion only for an hour.
    pub fn url(&self) -> Option<&str> {
        self.kind.url()
    }
}
