//! What stands on a page or in a block.

use serde_json::{Value, json};

use super::Table;
use crate::sandbox::notion::{Item, rich_text};

/// What stands on a page or in a block of a [`Workspace`](super::Workspace), from top to bottom.
///
/// Text may be of any length: it is cut into as many pieces as Notion's limit takes.
///
/// ```
/// use alloy_testkit::Workspace;
/// use serde_json::json;
///
/// let workspace = Workspace::new().page("Notes", |page| {
///     page.paragraph("Plain words.")
///         .code("rust", "fn main() {}")
///         .bulleted_list_item("One", |inside| inside.bulleted_list_item("One and a half", |it| it))
///         .block(json!({"bookmark": {"url": "https://example.com"}}))
/// });
/// ```
#[derive(Clone, Debug, Default)]
pub struct Contents {
    pub(in crate::sandbox) items: Vec<Item>,
}

/// Blocks that hold nothing but a text.
macro_rules! text_blocks {
    ($($(#[$doc:meta])* $name:ident)*) => {
        $(
            $(#[$doc])*
            pub fn $name(self, text: impl AsRef<str>) -> Self {
                self.text_block(stringify!($name), text.as_ref(), Self::new())
            }
        )*
    };
}

/// Blocks that hold a text, and others inside.
macro_rules! branches {
    ($($(#[$doc:meta])* $name:ident)*) => {
        $(
            $(#[$doc])*
            pub fn $name(self, text: impl AsRef<str>, inside: impl FnOnce(Self) -> Self) -> Self {
                self.text_block(stringify!($name), text.as_ref(), inside(Self::new()))
            }
        )*
    };
}

impl Contents {
    pub(super) fn new() -> Self {
        Self::default()
    }

    text_blocks! {
        /// A paragraph.
        paragraph
        /// A heading of the first level.
        heading_1
        /// A heading of the second level.
        heading_2
        /// A heading of the third level.
        heading_3
        /// A quotation.
        quote
        /// A task with a box to tick.
        to_do
    }

    branches! {
        /// A text under which blocks are folded away.
        toggle
        /// An item of a list with bullets, and what stands in it.
        bulleted_list_item
        /// An item of a list with numbers, and what stands in it.
        numbered_list_item
    }

    /// A task whose box is ticked.
    pub fn done(self, text: impl AsRef<str>) -> Self {
        self.block(json!({"to_do": {"rich_text": rich_text(text.as_ref()), "checked": true}}))
    }

    /// A text that is set off from the others, with an emoji.
    pub fn callout(self, emoji: &str, text: impl AsRef<str>) -> Self {
        let icon = json!({"emoji": emoji});
        self.block(json!({"callout": {"rich_text": rich_text(text.as_ref()), "icon": icon}}))
    }

    /// Program text in one of Notion's languages, such as `rust` or `plain text`.
    pub fn code(self, language: &str, text: impl AsRef<str>) -> Self {
        self.block(json!({"code": {"rich_text": rich_text(text.as_ref()), "language": language}}))
    }

    /// A line between blocks.
    pub fn divider(self) -> Self {
        self.block(json!({"divider": {}}))
    }

    /// Any block, as `patch-block-children` takes it, with at most two levels of blocks inside.
    pub fn block(self, block: Value) -> Self {
        self.with(Item::Block { block, inside: Self::new() })
    }

    /// A page inside, and what stands on it.
    pub fn page(self, title: impl Into<String>, contents: impl FnOnce(Self) -> Self) -> Self {
        self.with(Item::Page { title: title.into(), contents: contents(Self::new()) })
    }

    /// A database inside with one data source, and its properties and rows.
    pub fn database(self, title: impl Into<String>, table: impl FnOnce(Table) -> Table) -> Self {
        self.with(Item::Database { title: title.into(), table: table(Table::new()) })
    }

    /// A comment of the integration's on the page or block in which this stands, in a discussion of
    /// its own.
    pub fn comment(self, text: impl Into<String>) -> Self {
        self.with(Item::Comment(text.into()))
    }

    fn text_block(self, kind: &str, text: &str, inside: Self) -> Self {
        self.with(Item::Block { block: json!({kind: {"rich_text": rich_text(text)}}), inside })
    }

    fn with(mut self, item: Item) -> Self {
        self.items.push(item);
        self
    }
}
