//! Files to be written: where they are, and under which name.

use alloy_core::Error;
use serde::ser::SerializeMap;

use super::tagged::{self, Link, Reference, Tagged, serialize_tagged};
use crate::{
    File, FileKind, FileUploadId,
    limits::{self, At, Limits},
};

/// A file for a cover, an icon or a media block: one on the web, or one uploaded to Notion before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileInput(Source);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Source {
    External(String),
    Upload(FileUploadId),
    /// A file that Notion has. Only `files` properties take it back.
    Hosted(String),
}

impl FileInput {
    /// A file that anyone can fetch, at most 2,000 UTF-16 units of URL.
    pub fn external(url: impl Into<String>) -> Self {
        Self(Source::External(url.into()))
    }

    /// A file that was uploaded to Notion, by the id of the upload.
    pub fn upload(id: impl Into<FileUploadId>) -> Self {
        Self(Source::Upload(id.into()))
    }
}

impl FileInput {
    /// Writes where the file is under the key of its kind, without a `type` beside it.
    pub(crate) fn write_untyped<M: SerializeMap>(&self, object: &mut M) -> Result<(), M::Error> {
        match &self.0 {
            Source::External(url) => object.serialize_entry("external", &Link { url }),
            Source::Upload(id) => object.serialize_entry("file_upload", &Reference { id }),
            Source::Hosted(url) => object.serialize_entry("file", &Link { url }),
        }
    }
}

impl Tagged for Source {
    fn write<M: SerializeMap>(&self, object: &mut M) -> Result<(), M::Error> {
        match self {
            Self::External(url) => tagged::entries(object, "external", &Link { url }),
            Self::Upload(id) => tagged::entries(object, "file_upload", &Reference { id }),
            Self::Hosted(url) => tagged::entries(object, "file", &Link { url }),
        }
    }
}

impl Limits for Source {
    fn check(&self, at: &At<'_>) -> Result<(), Error> {
        match self {
            Self::External(url) => limits::filled(url, limits::URL, &at.key("external").key("url")),
            // Notion signs these URLs and makes them as long as it likes.
            Self::Upload(_) | Self::Hosted(_) => Ok(()),
        }
    }

    fn size(&self) -> usize {
        match self {
            Self::External(url) | Self::Hosted(url) => 48 + url.len(),
            Self::Upload(_) => 96,
        }
    }
}

impl Tagged for FileInput {
    fn write<M: SerializeMap>(&self, object: &mut M) -> Result<(), M::Error> {
        self.0.write(object)
    }
}

serialize_tagged!(FileInput);

impl Limits for FileInput {
    fn check(&self, at: &At<'_>) -> Result<(), Error> {
        self.0.check(at)
    }

    fn size(&self) -> usize {
        self.0.size()
    }
}

/// A file of a `files` property, which shows names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedFileInput {
    name: Option<String>,
    source: Source,
}

impl NamedFileInput {
    /// A file that anyone can fetch, at most 2,000 UTF-16 units of URL.
    pub fn external(name: impl Into<String>, url: impl Into<String>) -> Self {
        Self { name: Some(name.into()), source: Source::External(url.into()) }
    }

    /// A file that was uploaded to Notion, under the name it was uploaded with unless
    /// [named](Self::name).
    pub fn upload(id: impl Into<FileUploadId>) -> Self {
        Self { name: None, source: Source::Upload(id.into()) }
    }

    /// A file that Notion has already, with the name and the URL that came with the property.
    ///
    /// Writing the property replaces all of its files, so this is how to keep one.
    pub fn hosted(name: impl Into<String>, url: impl Into<String>) -> Self {
        Self { name: Some(name.into()), source: Source::Hosted(url.into()) }
    }

    /// A file that was read from a property, unless it is of a kind that is not known.
    pub(crate) fn of_file(file: &File) -> Option<Self> {
        let source = match &file.kind {
            FileKind::External(it) => Source::External(it.url.to_string()),
            FileKind::Hosted(it) => Source::Hosted(it.url.to_string()),
            FileKind::Other(_) => return None,
        };
        Some(Self { name: file.name.as_ref().map(ToString::to_string), source })
    }

    /// The name that Notion shows.
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }
}

impl Tagged for NamedFileInput {
    fn write<M: SerializeMap>(&self, object: &mut M) -> Result<(), M::Error> {
        if let Some(name) = &self.name {
            object.serialize_entry("name", name)?;
        }
        self.source.write(object)
    }
}

serialize_tagged!(NamedFileInput);

impl Limits for NamedFileInput {
    fn check(&self, at: &At<'_>) -> Result<(), Error> {
        self.source.check(at)
    }

    fn size(&self) -> usize {
        self.source.size() + self.name.as_ref().map_or(0, |name| 16 + name.len())
    }
}
