//! What a comment says, to be written.

use alloy_core::Error;
use serde::Serialize;

use crate::{
    RichTextInputs,
    limits::{self, At, Limits},
};

/// What a comment says: rich text, which any string becomes, or [Markdown](Self::markdown).
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(transparent)]
pub struct CommentContent(Content);

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
enum Content {
    RichText(RichTextInputs),
    Markdown(String),
}

impl CommentContent {
    /// Notion's kind of Markdown, of which comments know the looks inside a line.
    ///
    /// Documented since version 2026-03-11. Whether older versions take it is not verified.
    pub fn markdown(text: impl Into<String>) -> Self {
        Self(Content::Markdown(text.into()))
    }

    /// Checks all that Notion limits about what a comment says.
    pub(super) fn validate(&self) -> Result<(), Error> {
        self.check(&At::ROOT)?;
        limits::body(self)
    }
}

impl<T: Into<RichTextInputs>> From<T> for CommentContent {
    fn from(text: T) -> Self {
        Self(Content::RichText(text.into()))
    }
}

impl Limits for CommentContent {
    fn check(&self, at: &At<'_>) -> Result<(), Error> {
        match &self.0 {
            Content::RichText(text) if text.is_empty() => {
                Err(at.key("rich_text").error("is empty"))
            }
            Content::RichText(text) => text.check(&at.key("rich_text")),
            Content::Markdown(text) => limits::not_empty(text, &at.key("markdown")),
        }
    }

    fn size(&self) -> usize {
        32 + match &self.0 {
            Content::RichText(text) => text.size(),
            Content::Markdown(text) => text.len(),
        }
    }
}
