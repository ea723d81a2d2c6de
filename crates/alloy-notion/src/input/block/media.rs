//! Blocks of files and links.

use super::{
    BlockInput,
    field::{Field, Target},
    kind::Kind,
};
use crate::{CommentId, DatabaseId, PageId, input::FileInput};

/// Blocks of files and links.
impl BlockInput {
    /// An image.
    pub fn image(file: FileInput) -> Self {
        Self::of(Kind::Image).with(Field::Source(file))
    }

    /// A video.
    pub fn video(file: FileInput) -> Self {
        Self::of(Kind::Video).with(Field::Source(file))
    }

    /// A PDF document.
    pub fn pdf(file: FileInput) -> Self {
        Self::of(Kind::Pdf).with(Field::Source(file))
    }

    /// A sound.
    pub fn audio(file: FileInput) -> Self {
        Self::of(Kind::Audio).with(Field::Source(file))
    }

    /// A file of any kind.
    pub fn file(file: FileInput) -> Self {
        Self::of(Kind::File).with(Field::Source(file))
    }

    /// A web page shown in place.
    pub fn embed(url: impl Into<String>) -> Self {
        Self::of(Kind::Embed).with(Field::Url(url.into()))
    }

    /// A link to a web page with a preview.
    pub fn bookmark(url: impl Into<String>) -> Self {
        Self::of(Kind::Bookmark).with(Field::Url(url.into()))
    }

    /// A link to a page.
    pub fn link_to_page(page: impl Into<PageId>) -> Self {
        Self::of(Kind::LinkToPage).with(Field::Target(Target::Page(page.into())))
    }

    /// A link to a database.
    pub fn link_to_database(database: impl Into<DatabaseId>) -> Self {
        Self::of(Kind::LinkToPage).with(Field::Target(Target::Database(database.into())))
    }

    /// A link to a comment.
    pub fn link_to_comment(comment: impl Into<CommentId>) -> Self {
        Self::of(Kind::LinkToPage).with(Field::Target(Target::Comment(comment.into())))
    }
}
