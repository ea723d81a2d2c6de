//! The four ways to change a page by Markdown.

use alloy_core::Error;
use serde::Serialize;

use crate::limits::{self, At, Limits};

/// One of the four ways to change a page by Markdown; each becomes one of these by itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
#[non_exhaustive]
pub enum MarkdownChange {
    /// Adds to what is there.
    #[non_exhaustive]
    InsertContent {
        /// What is added, and where.
        insert_content: InsertContent,
    },
    /// Replaces a part by where it begins and ends.
    #[non_exhaustive]
    ReplaceContentRange {
        /// What is replaced, and by what.
        replace_content_range: ReplaceContentRange,
    },
    /// Replaces texts wherever they are found.
    #[non_exhaustive]
    UpdateContent {
        /// The texts.
        update_content: UpdateContent,
    },
    /// Replaces everything.
    #[non_exhaustive]
    ReplaceContent {
        /// What takes its place.
        replace_content: ReplaceContent,
    },
}

/// Makes each way a [`MarkdownChange`].
macro_rules! changes {
    ($($name:ident { $field:ident })*) => {
        $(
            impl From<$name> for MarkdownChange {
                fn from($field: $name) -> Self {
                    Self::$name { $field }
                }
            }
        )*

        impl Limits for MarkdownChange {
            fn check(&self, at: &At<'_>) -> Result<(), Error> {
                match self {
                    $( Self::$name { $field } => $field.check(&at.key(stringify!($field))), )*
                }
            }

            fn size(&self) -> usize {
                64 + match self {
                    $( Self::$name { $field } => $field.size(), )*
                }
            }
        }
    };
}

changes! {
    InsertContent { insert_content }
    ReplaceContentRange { replace_content_range }
    UpdateContent { update_content }
    ReplaceContent { replace_content }
}

/// Adds Markdown to a page, by default at its end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct InsertContent {
    content: String,
    #[serde(flatten)]
    place: Option<InsertPlace>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
enum InsertPlace {
    After(String),
    Position(Position),
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
enum Position {
    Start,
    End,
}

impl InsertContent {
    /// The Markdown.
    pub fn new(content: impl Into<String>) -> Self {
        Self { content: content.into(), place: None }
    }

    /// Puts it after a part of the page, given as its first and last words: `start text...end text`.
    pub fn after(mut self, selection: impl Into<String>) -> Self {
        self.place = Some(InsertPlace::After(selection.into()));
        self
    }

    /// Puts it before everything else.
    pub fn at_start(mut self) -> Self {
        self.place = Some(InsertPlace::Position(Position::Start));
        self
    }

    /// Puts it after everything else.
    pub fn at_end(mut self) -> Self {
        self.place = Some(InsertPlace::Position(Position::End));
        self
    }
}

impl Limits for InsertContent {
    fn check(&self, at: &At<'_>) -> Result<(), Error> {
        limits::not_empty(&self.content, &at.key("content"))?;
        match &self.place {
            Some(InsertPlace::After(selection)) => limits::not_empty(selection, &at.key("after")),
            _ => Ok(()),
        }
    }

    fn size(&self) -> usize {
        64 + self.content.len()
            + match &self.place {
                Some(InsertPlace::After(selection)) => selection.len(),
                _ => 0,
            }
    }
}

/// Replaces a part of a page, given as its first and last words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ReplaceContentRange {
    content: String,
    content_range: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    allow_deleting_content: Option<bool>,
}

impl ReplaceContentRange {
    /// Puts Markdown in place of a part, which is given as `start text...end text`.
    pub fn new(content_range: impl Into<String>, content: impl Into<String>) -> Self {
        Self {
            content: content.into(),
            content_range: content_range.into(),
            allow_deleting_content: None,
        }
    }

    /// Lets it delete pages and databases that are in the part. Otherwise Notion refuses.
    pub fn allow_deleting_content(mut self) -> Self {
        self.allow_deleting_content = Some(true);
        self
    }
}

impl Limits for ReplaceContentRange {
    fn check(&self, at: &At<'_>) -> Result<(), Error> {
        limits::not_empty(&self.content_range, &at.key("content_range"))
    }

    fn size(&self) -> usize {
        96 + self.content.len() + self.content_range.len()
    }
}

/// Replaces texts of a page wherever they are found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct UpdateContent {
    content_updates: Vec<ContentUpdate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    allow_deleting_content: Option<bool>,
}

/// A text of a page, and what takes its place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ContentUpdate {
    old_str: String,
    new_str: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    replace_all_matches: Option<bool>,
}

impl UpdateContent {
    /// Replaces one text, which has to be there exactly once.
    pub fn new(old_str: impl Into<String>, new_str: impl Into<String>) -> Self {
        Self::all([ContentUpdate::new(old_str, new_str)])
    }

    /// Replaces several texts, at least one.
    pub fn all(updates: impl IntoIterator<Item = ContentUpdate>) -> Self {
        Self { content_updates: updates.into_iter().collect(), allow_deleting_content: None }
    }

    /// Lets it delete pages and databases that are in the texts. Otherwise Notion refuses.
    pub fn allow_deleting_content(mut self) -> Self {
        self.allow_deleting_content = Some(true);
        self
    }
}

impl ContentUpdate {
    /// Replaces a text, which has to be there exactly once unless
    /// [all matches](Self::replace_all_matches) are meant.
    pub fn new(old_str: impl Into<String>, new_str: impl Into<String>) -> Self {
        Self { old_str: old_str.into(), new_str: new_str.into(), replace_all_matches: None }
    }

    /// Replaces the text wherever it is.
    pub fn replace_all_matches(mut self) -> Self {
        self.replace_all_matches = Some(true);
        self
    }
}

impl Limits for UpdateContent {
    fn check(&self, at: &At<'_>) -> Result<(), Error> {
        let at = at.key("content_updates");
        if self.content_updates.is_empty() {
            return Err(at.error("is empty"));
        }
        limits::each(&self.content_updates, &at)
    }

    fn size(&self) -> usize {
        64 + limits::size(&self.content_updates)
    }
}

impl Limits for ContentUpdate {
    fn check(&self, at: &At<'_>) -> Result<(), Error> {
        limits::not_empty(&self.old_str, &at.key("old_str"))
    }

    fn size(&self) -> usize {
        64 + self.old_str.len() + self.new_str.len()
    }
}

/// Replaces everything that is on a page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ReplaceContent {
    new_str: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    allow_deleting_content: Option<bool>,
}

impl ReplaceContent {
    /// The Markdown that is on the page from now on.
    pub fn new(new_str: impl Into<String>) -> Self {
        Self { new_str: new_str.into(), allow_deleting_content: None }
    }

    /// Lets it delete pages and databases that are on the page. Otherwise Notion refuses.
    pub fn allow_deleting_content(mut self) -> Self {
        self.allow_deleting_content = Some(true);
        self
    }
}

impl Limits for ReplaceContent {
    fn check(&self, _: &At<'_>) -> Result<(), Error> {
        Ok(())
    }

    fn size(&self) -> usize {
        64 + self.new_str.len()
    }
}
