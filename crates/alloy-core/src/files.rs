//! Files that actions can refer to, in the platform's storage.
//!
//! A file is uploaded in two steps: [`RequestUpload`] asks the platform for a presigned URL, and
//! [`PutFile`] sends the bytes there. With a client both are one call, `client.upload(…)`.
//!
//! ```
//! use alloy_core::{ApiKey, Platform, files::{FileSum, PutFile, RequestUpload}};
//! use http::Response;
//!
//! let platform = Platform::builder().api_key(ApiKey::new("made-up-key-of-a-test")?).build()?;
//! // The MD5 sum of the bytes, by whatever computes it.
//! let sum = FileSum::new([0x29, 0x42, 0xbf, 0xab, 0xb3, 0xd0, 0x53, 0x32,
//!                         0xb6, 0x6e, 0xb1, 0x28, 0xe0, 0x84, 0x2c, 0xff]);
//! let ask = RequestUpload::new("plan.pdf", "application/pdf", sum)?;
//! let answer = Response::new(
//!     r#"{"presignedUrl": {"presignedUrl": "https://files.example.com/u_plan.pdf?sign=1",
//!         "type": "new", "s3Key": "u_plan.pdf"}}"#.into(),
//! );
//! let place = platform.endpoint_output(&ask, answer)?;
//! assert_eq!(place.key, "u_plan.pdf");
//!
//! let put = PutFile::new(&ask, &place, "…".into());
//! assert_eq!(put.request()?.headers()["content-md5"], "KUK/q7PQUzK2brEo4IQs/w==");
//! # Ok::<(), alloy_core::Error>(())
//! ```
//!
//! The forms are those of the platform's reference; none was verified against the live service.

mod put;
mod sum;

use bytes::Bytes;
use http::HeaderValue;
use serde::{Deserialize, Serialize};

use crate::{
    Error,
    endpoint::{endpoint, json},
    secret::secret,
};

pub use put::PutFile;
pub use sum::FileSum;

/// Asks for a place to upload a file to, on behalf of the acting user.
///
/// Asking again for the same file gives another URL for the same place, so it may be repeated.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RequestUpload {
    filename: String,
    mime_type: String,
    md5: FileSum,
}

impl RequestUpload {
    /// Checks that there is a name, and that the MIME type can be a header.
    pub fn new(
        filename: impl Into<String>,
        mime_type: impl Into<String>,
        md5: FileSum,
    ) -> Result<Self, Error> {
        let (filename, mime_type) = (filename.into(), mime_type.into());
        if filename.trim().is_empty() || filename.chars().any(char::is_control) {
            return Err(Error::invalid_request("filename", "is empty or has control characters"));
        }
        if HeaderValue::from_str(&mime_type).is_err() || !mime_type.contains('/') {
            return Err(Error::invalid_request("mimeType", "is no MIME type such as text/plain"));
        }
        Ok(Self { filename, mime_type, md5 })
    }
}

endpoint! {
    RequestUpload => UploadPlace;
    POST |_this, path| path.fixed("connectors/files/upload/request");
    |reply| reply.decode_under(&["data"]).map(|place: Wrapped| place.presigned_url);

    fn body(&self) -> Result<Bytes, Error> {
        json(self)
    }

    fn effect(&self) -> crate::Effect {
        crate::Effect::Idempotent
    }
}

/// Lists the files of the acting user.
#[derive(Clone, Copy, Debug, Default)]
pub struct ListFiles;

endpoint! {
    ListFiles => Vec<StoredFile>;
    GET |_this, path| path.fixed("connectors/files/list");
    |reply| reply.decode_list(&["files", "data"]);
}

/// Deletes a file of the acting user.
#[derive(Clone, Debug)]
pub struct DeleteFile {
    key: String,
}

impl DeleteFile {
    /// By its key in the storage, [`StoredFile::key`].
    pub fn new(key: impl Into<String>) -> Self {
        Self { key: key.into() }
    }
}

endpoint! {
    DeleteFile => ();
    DELETE |this, path| path.fixed("connectors/files").segment("s3 key", &this.key)?;
    |reply| reply.done();
}

/// Where to upload a file to.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct UploadPlace {
    /// Where the bytes go, for an hour.
    #[serde(rename = "presignedUrl")]
    pub url: PresignedUrl,
    /// The file's key in the storage, by which actions name it.
    #[serde(rename = "s3Key")]
    pub key: String,
    /// Whether a file of that key was there before.
    #[serde(default, rename = "type")]
    pub state: UploadState,
}

/// Whether a place for an upload was empty.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum UploadState {
    /// Nothing was there.
    New,
    /// A file is there, and will be replaced.
    Existing,
    /// The platform said nothing, or something that this SDK does not know.
    #[default]
    #[serde(other)]
    Unknown,
}

/// A file in the platform's storage.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct StoredFile {
    /// Its key in the storage, by which actions name it.
    #[serde(rename = "s3Key")]
    pub key: String,
    /// Its name.
    #[serde(default)]
    pub filename: Option<String>,
    /// Its length in bytes.
    #[serde(default)]
    pub size: Option<u64>,
    /// When it was last written, by RFC 3339, in UTC.
    #[serde(default)]
    pub last_modified: Option<String>,
}

impl StoredFile {
    /// A file that was just put there.
    pub fn new(key: impl Into<String>, filename: impl Into<String>, size: u64) -> Self {
        let (key, filename) = (key.into(), Some(filename.into()));
        Self { key, filename, size: Some(size), last_modified: None }
    }
}

secret! {
    /// A URL that lets whoever has it write one file, for an hour.
    PresignedUrl
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Wrapped {
    presigned_url: UploadPlace,
}
