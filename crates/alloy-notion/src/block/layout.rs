//! Blocks that arrange others or stand for something else.

use compact_str::CompactString;
use serde_json::Number;

use crate::{
    BlockId, Color, CommentId, DatabaseId, PageId, RichText,
    wire::{object, union},
};

object! {
    /// Links to the page's headings.
    pub struct TableOfContents {
        /// The colour of the links, or of what is behind them.
        color: Color,
    }
}

object! {
    /// A column.
    pub struct Column {
        /// How much of the whole width it takes, above 0 and at most 1. Absent while all columns
        /// are equally wide.
        width_ratio: Option<Number>,
    }
}

object! {
    /// A table, whose rows are the blocks inside.
    pub struct Table {
        /// How many columns there are. Fixed when the table is made.
        table_width: Option<u64>,
        /// Whether the first row is a heading.
        has_column_header: bool,
        /// Whether the first column is a heading.
        has_row_header: bool,
    }
}

object! {
    /// A row of a table.
    pub struct TableRow {
        /// The texts of its cells, one for each column.
        cells: Vec<RichText>,
    }
}

object! {
    /// Blocks that are shown in several places, or another place that shows them.
    pub struct SyncedBlock {
        /// The original that is shown here. Absent when this is the original.
        synced_from: Option<SyncedFrom>,
    }
}

object! {
    /// The original of a synced block.
    pub struct SyncedFrom {
        ..kind: SyncedFromKind,
    }
}

union! {
    /// The original of a synced block.
    pub enum SyncedFromKind {
        /// A block. The integration need not be allowed to read it.
        "block_id" => Block(BlockId),
    }
}

object! {
    /// What a link block leads to.
    pub struct LinkTarget {
        ..kind: LinkTargetKind,
    }
}

union! {
    /// What a link block leads to.
    pub enum LinkTargetKind {
        /// A page.
        "page_id" => Page(PageId),
        /// A database.
        "database_id" => Database(DatabaseId),
        /// A comment.
        "comment_id" => Comment(CommentId),
    }
}

object! {
    /// A page or a database inside a page, whose id is the block's.
    pub struct ChildTitle {
        /// Its title without looks and links.
        title: CompactString,
    }
}

object! {
    /// A block that Notion's API does not show.
    pub struct Unsupported {
        /// What Notion calls its type inside, since version 2026-03-11.
        block_type: Option<CompactString>,
    }
}

impl SyncedBlock {
    /// Whether this is the original, and not another place that shows it.
    pub fn is_original(&self) -> bool {
        self.synced_from.is_none()
    }

    /// The block that is shown here, unless this is the original.
    pub fn original_id(&self) -> Option<&BlockId> {
        match &self.synced_from.as_ref()?.kind {
            SyncedFromKind::Block(id) => Some(id),
            SyncedFromKind::Other(_) => None,
        }
    }
}
