//! Files on their way into Notion.

mod create;
mod import;
mod read;

use compact_str::CompactString;

use crate::{
    FileUploadId, Id, Time,
    wire::{names, object},
};

pub use create::CreateFileUpload;
pub use import::{FileImportError, FileImportErrorKind, FileImportOutcome, FileImportResult};
pub use read::{CompleteFileUpload, ListFileUploads, RetrieveFileUpload};

object! {
    /// A file on its way into Notion.
    ///
    /// It has to be attached to a page or a block within an hour
    /// ([`FileInput::upload`](crate::FileInput::upload)), or it expires.
    pub struct FileUpload as "file_upload" {
        /// Its id.
        id: FileUploadId,
        /// When it was made.
        created_time: Option<Time>,
        /// Who made it.
        created_by: Option<FileUploadAuthor>,
        /// When it was changed last.
        last_edited_time: Option<Time>,
        /// When it expires; `None` when it does not, as after it was attached.
        expiry_time: Option<Time>,
        /// Whether it is in the trash, up to version 2025-09-03.
        archived: bool,
        /// Whether it is in the trash.
        in_trash: bool,
        /// How far it is.
        status: FileUploadStatus,
        /// The name of the file.
        filename: Option<CompactString>,
        /// The MIME type of the file.
        content_type: Option<CompactString>,
        /// How large the file is, in bytes.
        content_length: Option<u64>,
        /// Where the file is sent to while it is pending.
        upload_url: Option<CompactString>,
        /// Where an upload in parts is completed.
        complete_url: Option<CompactString>,
        /// How many parts there are.
        number_of_parts: Option<FileUploadParts>,
        /// How the import of a file from the web went.
        file_import_result: Option<FileImportResult>,
    }
}

object! {
    /// Who made a file upload.
    pub struct FileUploadAuthor {
        /// The id of the user or the agent.
        id: Id,
        /// What made it.
        author_type as "type": Option<FileUploadAuthorType>,
    }
}

names! {
    /// What made a file upload.
    pub enum FileUploadAuthorType {
        /// A person.
        Person = "person",
        /// A bot.
        Bot = "bot",
        /// An agent.
        Agent = "agent",
    }
}

names! {
    /// How far a file upload is.
    pub enum FileUploadStatus {
        /// The file is not there yet.
        Pending = "pending",
        /// The file is there.
        Uploaded = "uploaded",
        /// Nothing came, or the file was not attached to anything in time.
        Expired = "expired",
        /// The file could not be had from the web.
        Failed = "failed",
    }
}

object! {
    /// The parts that a file is sent in.
    pub struct FileUploadParts {
        /// How many there are.
        total: Option<u64>,
        /// How many were sent.
        sent: Option<u64>,
    }
}

impl FileUpload {
    /// Whether the file is there and can be attached.
    pub fn is_uploaded(&self) -> bool {
        self.status == FileUploadStatus::Uploaded
    }
}
