//! Completing file uploads and asking for them.

use alloy_core::{Action, Cursor};

use super::{FileUpload, FileUploadStatus};
use crate::{FileUploadId, List, Notion, page_size::PageSize, paging::paged};

/// Puts the parts of a file upload together when all of them have been sent.
///
/// ```
/// use alloy_notion::{CompleteFileUpload, FileUploadId};
/// # let upload = FileUploadId::new("a3f5c1d2-77b4-4e08-9c26-1b52f8d90a14")?;
/// let action = CompleteFileUpload::new(upload);
/// # Ok::<(), alloy_core::Error>(())
/// ```
///
/// The action `complete-a-file-upload`. A second run finds the parts together already, and whether
/// Notion refuses it is not verified; either way the file is the same, so it is idempotent.
#[derive(Action, Clone, Debug, PartialEq, Eq)]
#[action(connector = Notion, id = "complete-a-file-upload", effect = idempotent)]
#[action(output = FileUpload)]
#[must_use = "an action does nothing until it is executed"]
pub struct CompleteFileUpload {
    #[action(path)]
    file_upload_id: FileUploadId,
}

impl CompleteFileUpload {
    /// The upload of that id.
    pub fn new(upload: impl Into<FileUploadId>) -> Self {
        Self { file_upload_id: upload.into() }
    }
}

/// Retrieves a file upload, to see how far it is.
///
/// ```
/// use alloy_notion::{FileUploadId, RetrieveFileUpload};
/// # let upload = FileUploadId::new("a3f5c1d2-77b4-4e08-9c26-1b52f8d90a14")?;
/// let action = RetrieveFileUpload::new(upload);
/// # Ok::<(), alloy_core::Error>(())
/// ```
///
/// The action `retrieve-a-file-upload`. It changes nothing.
#[derive(Action, Clone, Debug, PartialEq, Eq)]
#[action(connector = Notion, id = "retrieve-a-file-upload", effect = read, output = FileUpload)]
#[must_use = "an action does nothing until it is executed"]
pub struct RetrieveFileUpload {
    #[action(path)]
    file_upload_id: FileUploadId,
}

impl RetrieveFileUpload {
    /// The upload of that id.
    pub fn new(upload: impl Into<FileUploadId>) -> Self {
        Self { file_upload_id: upload.into() }
    }
}

/// Lists the integration's file uploads.
///
/// ```
/// use alloy_notion::{FileUploadStatus, ListFileUploads};
/// let action = ListFileUploads::new().status(FileUploadStatus::Uploaded);
/// ```
///
/// The action `list-file-uploads`. It changes nothing.
#[derive(Action, Clone, Debug, Default, PartialEq)]
#[action(connector = Notion, id = "list-file-uploads", effect = read, output = List<FileUpload>)]
#[action(validate = Self::check_page_size)]
#[must_use = "an action does nothing until it is executed"]
pub struct ListFileUploads {
    #[action(query)]
    status: Option<FileUploadStatus>,
    #[action(query)]
    start_cursor: Option<Cursor>,
    #[action(query)]
    page_size: Option<PageSize>,
}

impl ListFileUploads {
    /// All of them, page by page.
    pub fn new() -> Self {
        Self::default()
    }

    /// Only those that are this far.
    pub fn status(mut self, status: FileUploadStatus) -> Self {
        self.status = Some(status);
        self
    }
}

paged!(ListFileUploads);
