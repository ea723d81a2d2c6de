//! Blocks: what is on a page.

mod access;
mod kind;
mod layout;
mod media;
mod meeting_notes;
mod text;

use crate::{BlockId, Parent, Time, User, wire::object};

pub use kind::BlockKind;
pub use layout::{
    ChildTitle, Column, LinkTarget, LinkTargetKind, SyncedBlock, SyncedFrom, SyncedFromKind, Table,
    TableOfContents, TableRow, Unsupported,
};
pub use media::{EmbedBlock, FileBlock};
pub use meeting_notes::{
    CalendarEvent, MeetingNotes, MeetingNotesStatus, MeetingNotesTabs, Recording,
};
pub use text::{
    Callout, Code, Heading, ListFormat, NumberedListItem, Paragraph, TemplateBlock, TextBlock, ToDo,
};

object! {
    /// A block: a paragraph, a heading, a table, a page inside a page and so on.
    ///
    /// The blocks inside it are not part of it: see [`has_children`](Self::has_children) and
    /// [`ListBlockChildren`](crate::ListBlockChildren). When the integration may not read it,
    /// nothing but its id is given ([`is_partial`](Self::is_partial)).
    ///
    /// ```
    /// use alloy_notion::{Block, BlockKind};
    /// let block: Block = serde_json::from_str(
    ///     r#"{
    ///         "object": "block",
    ///         "id": "59833787-2cf9-4fdf-8782-e53db20768a5",
    ///         "has_children": false,
    ///         "type": "to_do",
    ///         "to_do": {
    ///             "rich_text": [{"type": "text", "text": {"content": "Milk"}, "plain_text": "Milk"}],
    ///             "checked": true
    ///         }
    ///     }"#,
    /// )?;
    /// assert_eq!(block.plain_text(), "Milk");
    /// assert!(matches!(&block.kind, BlockKind::ToDo(to_do) if to_do.checked));
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    pub struct Block as "block" {
        /// Its id. The block of a page or a database has the id of that.
        id: BlockId,
        /// What it is in. Not given by versions before 2022-06-28.
        parent: Option<Parent>,
        /// When it was made.
        created_time: Option<Time>,
        /// When it was changed last, to the minute.
        last_edited_time: Option<Time>,
        /// Who made it.
        created_by: Option<User>,
        /// Who changed it last.
        last_edited_by: Option<User>,
        /// Whether there are blocks inside.
        has_children: bool,
        /// Whether it is in the trash, up to version 2025-09-03.
        /// See [`is_in_trash`](Self::is_in_trash).
        archived: bool,
        /// Whether it is in the trash, since April 2024.
        in_trash: bool,
        ..kind: BlockKind,
    }
}
