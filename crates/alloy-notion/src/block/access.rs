//! What can be asked of blocks of every type.

use std::borrow::Cow;

use super::{Block, BlockKind, FileBlock, MeetingNotes};
use crate::RichText;

impl Block {
    /// The type as Notion writes it, such as `to_do`. Empty when nothing but the id is known.
    pub fn type_name(&self) -> &str {
        self.kind.type_name()
    }

    /// Whether nothing but the id is known.
    pub fn is_partial(&self) -> bool {
        self.type_name().is_empty() && !self.has("created_time")
    }

    /// Whether it is in the trash, under whichever name Notion says so.
    pub fn is_in_trash(&self) -> bool {
        self.in_trash || self.archived
    }

    /// The text of a block of text, and the title of a meeting's notes.
    pub fn rich_text(&self) -> Option<&RichText> {
        self.kind.rich_text()
    }

    /// The text below a file, a link or program text.
    pub fn caption(&self) -> Option<&RichText> {
        self.kind.caption()
    }

    /// What it says, without looks and links: see [`BlockKind::plain_text`].
    pub fn plain_text(&self) -> Cow<'_, str> {
        self.kind.plain_text()
    }

    /// Whether others can be put inside: see [`BlockKind::children_allowed`].
    pub fn children_allowed(&self) -> bool {
        self.kind.children_allowed()
    }
}

impl BlockKind {
    /// The text of a block of text, and the title of a meeting's notes.
    pub fn rich_text(&self) -> Option<&RichText> {
        match self {
            Self::Paragraph(block) => Some(&block.rich_text),
            Self::Heading1(block)
            | Self::Heading2(block)
            | Self::Heading3(block)
            | Self::Heading4(block) => Some(&block.rich_text),
            Self::BulletedListItem(block) | Self::Toggle(block) | Self::Quote(block) => {
                Some(&block.rich_text)
            }
            Self::NumberedListItem(block) => Some(&block.rich_text),
            Self::ToDo(block) => Some(&block.rich_text),
            Self::Callout(block) => Some(&block.rich_text),
            Self::Code(block) => Some(&block.rich_text),
            Self::Template(block) => Some(&block.rich_text),
            Self::MeetingNotes(notes) | Self::Transcription(notes) => Some(&notes.title),
            _ => None,
        }
    }

    /// The text below a file, a link or program text.
    pub fn caption(&self) -> Option<&RichText> {
        match self {
            Self::Code(block) => Some(&block.caption),
            Self::Embed(block) | Self::Bookmark(block) => Some(&block.caption),
            _ => self.file().map(|block| &block.caption),
        }
    }

    /// The file of an image, a video, a PDF document, a sound or another file.
    pub fn file(&self) -> Option<&FileBlock> {
        match self {
            Self::Image(block)
            | Self::Video(block)
            | Self::Pdf(block)
            | Self::Audio(block)
            | Self::File(block) => Some(block),
            _ => None,
        }
    }

    /// The notes of a meeting, under whichever name the version has for them.
    pub fn meeting_notes(&self) -> Option<&MeetingNotes> {
        match self {
            Self::MeetingNotes(notes) | Self::Transcription(notes) => Some(notes),
            _ => None,
        }
    }

    /// What a block says, without looks and links.
    ///
    /// That is its text; of a formula the expression, of a page or a database the title, of a row
    /// the cells with tabs between them, and of files and links the caption. Empty for all others.
    pub fn plain_text(&self) -> Cow<'_, str> {
        match self {
            Self::Equation(equation) => Cow::Borrowed(&equation.expression),
            Self::ChildPage(child) | Self::ChildDatabase(child) => Cow::Borrowed(&child.title),
            Self::TableRow(row) => {
                let cells: Vec<_> = row.cells.iter().map(RichText::plain).collect();
                Cow::Owned(cells.join("\t"))
            }
            _ => {
                self.rich_text().or_else(|| self.caption()).map(RichText::plain).unwrap_or_default()
            }
        }
    }

    /// Whether others can be put inside, by [`AppendBlockChildren`](crate::AppendBlockChildren).
    ///
    /// Into a heading only if it can be folded, and of synced blocks only into the original. Not
    /// into a type that this version of the crate does not know. Whether there are any inside is
    /// another question: [`Block::has_children`].
    pub fn children_allowed(&self) -> bool {
        match self {
            Self::Paragraph(_)
            | Self::BulletedListItem(_)
            | Self::NumberedListItem(_)
            | Self::ToDo(_)
            | Self::Toggle(_)
            | Self::Quote(_)
            | Self::Callout(_)
            | Self::Template(_)
            | Self::ColumnList(_)
            | Self::Column(_)
            | Self::Table(_)
            | Self::Tab(_)
            | Self::ChildPage(_) => true,
            Self::Heading1(heading)
            | Self::Heading2(heading)
            | Self::Heading3(heading)
            | Self::Heading4(heading) => heading.is_toggleable,
            Self::SyncedBlock(block) => block.is_original(),
            _ => false,
        }
    }
}
