//! Blocks that arrange others or show something by themselves.

use super::{BlockInput, field::Field, kind::Kind};
use crate::{BlockId, input::RichTextInputs};

/// Blocks that arrange others, and blocks without content.
impl BlockInput {
    /// Columns beside each other, at least two [`column`](Self::column) blocks.
    ///
    /// A request takes it on its first level only.
    pub fn column_list(columns: impl IntoIterator<Item = Self>) -> Self {
        Self::of(Kind::ColumnList).children(columns)
    }

    /// A column of at least one block, for a [`column_list`](Self::column_list).
    pub fn column(blocks: impl IntoIterator<Item = Self>) -> Self {
        Self::of(Kind::Column).children(blocks)
    }

    /// A table of at least one row. All rows have as many cells as the first.
    pub fn table<R, C>(rows: R) -> Self
    where
        R: IntoIterator<Item = C>,
        C: IntoIterator<Item: Into<RichTextInputs>>,
    {
        let rows: Vec<_> = rows.into_iter().map(Self::table_row).collect();
        let width = rows.first().and_then(Self::cells).unwrap_or(0);
        Self::of(Kind::Table).with(Field::TableWidth(width)).children(rows)
    }

    /// A row to be added to a table that exists.
    pub fn table_row<C>(cells: C) -> Self
    where
        C: IntoIterator<Item: Into<RichTextInputs>>,
    {
        let cells = cells.into_iter().map(Into::into).collect();
        Self::of(Kind::TableRow).with(Field::Cells(cells))
    }

    /// Tabs, one of which is shown at a time. Each is a [`paragraph`](Self::paragraph) whose text is
    /// the label and whose children are what is shown.
    pub fn tab(tabs: impl IntoIterator<Item = Self>) -> Self {
        Self::of(Kind::Tab).children(tabs)
    }

    /// Blocks that can be shown in several places and are edited in all of them at once.
    pub fn synced_block(blocks: impl IntoIterator<Item = Self>) -> Self {
        Self::of(Kind::SyncedBlock).with(Field::SyncedFrom(None)).children(blocks)
    }

    /// Another place that shows what is in a synced block.
    pub fn synced_copy(original: impl Into<BlockId>) -> Self {
        Self::of(Kind::SyncedBlock).with(Field::SyncedFrom(Some(original.into())))
    }

    /// A line between blocks.
    pub fn divider() -> Self {
        Self::of(Kind::Divider)
    }

    /// The path to the page.
    pub fn breadcrumb() -> Self {
        Self::of(Kind::Breadcrumb)
    }

    /// Links to the page's headings.
    pub fn table_of_contents() -> Self {
        Self::of(Kind::TableOfContents)
    }

    /// A block of a type that this crate does not know: see [`field`](Self::field).
    pub fn raw(block_type: impl Into<String>) -> Self {
        Self::of(Kind::Other(block_type.into()))
    }

    /// How many cells a row has.
    pub(super) fn cells(&self) -> Option<usize> {
        self.fields.iter().find_map(|field| match field {
            Field::Cells(cells) => Some(cells.len()),
            _ => None,
        })
    }
}
