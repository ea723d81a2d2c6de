//! Creating file uploads.

use alloy_core::{Action, Context, Error};
use serde::Serialize;

use super::FileUpload;
use crate::{
    Notion,
    limits::{self, At},
};

/// Creates a file upload, in one of three modes.
///
/// ```
/// use alloy_notion::CreateFileUpload;
/// CreateFileUpload::external_url("https://example.com/plan.pdf").filename("plan.pdf");
/// CreateFileUpload::single_part().filename("plan.pdf").content_type("application/pdf");
/// CreateFileUpload::multi_part("film.mp4", 12);
/// ```
///
/// A file on the web, Notion fetches by itself. For the other two modes, the file is then sent to
/// Notion as `multipart/form-data` (`send-a-file-upload`). There is no action for that here: the
/// platform carries JSON, and whether it can carry files is not known.
///
/// The action `create-a-file-upload`. Running it twice makes two uploads, of which the unused one
/// expires within an hour.
#[derive(Action, Clone, Debug, PartialEq, Eq)]
#[action(connector = Notion, id = "create-a-file-upload", effect = write, output = FileUpload)]
#[action(validate = Self::check)]
#[must_use = "an action does nothing until it is executed"]
pub struct CreateFileUpload {
    mode: Mode,
    filename: Option<String>,
    content_type: Option<String>,
    number_of_parts: Option<u32>,
    external_url: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
enum Mode {
    SinglePart,
    MultiPart,
    ExternalUrl,
}

/// Bytes of a file's name.
const FILENAME: usize = 900;

/// Parts of a file.
const PARTS: std::ops::RangeInclusive<u32> = 1..=1000;

impl CreateFileUpload {
    /// A file of at most 20 MB that is sent at once.
    pub fn single_part() -> Self {
        Self::in_mode(Mode::SinglePart)
    }

    /// A larger file that is sent in parts, 1 to 1,000 of them, of 5 to 20 MB each but for the last.
    pub fn multi_part(filename: impl Into<String>, number_of_parts: u32) -> Self {
        Self { number_of_parts: Some(number_of_parts), ..Self::in_mode(Mode::MultiPart) }
            .filename(filename)
    }

    /// A file that anyone can fetch, at most 2,000 UTF-16 units of URL. Notion fetches it after it
    /// has answered.
    pub fn external_url(url: impl Into<String>) -> Self {
        Self { external_url: Some(url.into()), ..Self::in_mode(Mode::ExternalUrl) }
    }

    fn in_mode(mode: Mode) -> Self {
        Self { mode, filename: None, content_type: None, number_of_parts: None, external_url: None }
    }

    /// The name of the file, with its extension, at most 900 bytes.
    pub fn filename(mut self, name: impl Into<String>) -> Self {
        self.filename = Some(name.into());
        self
    }

    /// The MIME type of the file. It has to be that of what is sent later.
    pub fn content_type(mut self, mime_type: impl Into<String>) -> Self {
        self.content_type = Some(mime_type.into());
        self
    }

    fn check(&self, _: &Context<'_>) -> Result<(), Error> {
        if let Some(name) = &self.filename {
            let at = At::ROOT.key("filename");
            limits::not_empty(name, &at)?;
            limits::count(name.len(), FILENAME, "bytes", &at)?;
        }
        if let Some(mime_type) = &self.content_type {
            limits::not_empty(mime_type, &At::ROOT.key("content_type"))?;
        }
        if let Some(url) = &self.external_url {
            limits::filled(url, limits::URL, &At::ROOT.key("external_url"))?;
        }
        match self.number_of_parts {
            Some(count) if !PARTS.contains(&count) => {
                let problem = format!("{count} is not from {} to {}", PARTS.start(), PARTS.end());
                Err(At::ROOT.key("number_of_parts").error(problem))
            }
            _ => Ok(()),
        }
    }
}
