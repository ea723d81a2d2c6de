//! Blocks to be created.

mod check;
mod convert;
mod field;
mod kind;
mod layout;
mod media;
mod position;
mod text;
mod update;

pub(crate) use check::check;
pub use position::BlockPosition;
pub(super) use position::Position;
pub use update::BlockUpdate;

use serde::{Serialize, Serializer, ser::SerializeMap};

use super::{
    IconInput, RichTextInputs,
    tagged::{self, Tagged, serialize_tagged},
};
use crate::{Color, limits};
use field::Field;
use kind::Kind;

/// A block to be created: a paragraph, a heading, a table and so on.
///
/// ```
/// use alloy_notion::{BlockInput, CodeLanguage, Color, IconInput};
///
/// let blocks = [
///     BlockInput::heading_1("Groceries"),
///     BlockInput::to_do("Milk"),
///     BlockInput::to_do("Eggs").checked(),
///     BlockInput::callout("Shop closes at 8").icon(IconInput::emoji("💡")).color(Color::Gray),
///     BlockInput::toggle("Details").child(BlockInput::paragraph("…")),
///     BlockInput::table([["Item", "Price"], ["Milk", "1.20"]]).column_header(),
///     BlockInput::code(CodeLanguage::Rust, "fn main() {}"),
/// ];
/// ```
///
/// Which kinds have which fields, and which hold other blocks, is checked when the request is about
/// to be sent, as are all limits: at most 100 blocks in one list, 1,000 in one request, and two
/// levels inside a block.
#[derive(Clone, Debug, PartialEq)]
pub struct BlockInput {
    kind: Kind,
    fields: Vec<Field>,
    children: Vec<BlockInput>,
}

/// What most kinds can have.
impl BlockInput {
    /// Puts a block inside.
    ///
    /// Blocks of text (not code), synced blocks, columns, tabs and tables hold others. A heading
    /// that does becomes one that folds.
    pub fn child(self, block: Self) -> Self {
        self.children([block])
    }

    /// Puts blocks inside, after those that are there. See [`child`](Self::child).
    pub fn children(mut self, blocks: impl IntoIterator<Item = Self>) -> Self {
        self.children.extend(blocks);
        if self.kind.is_heading() && !self.children.is_empty() {
            self = self.toggleable();
        }
        self
    }

    /// Colours the text or its background: for blocks of text (not code), and tables of contents.
    pub fn color(self, color: Color) -> Self {
        self.with(Field::Color(color))
    }

    /// Puts a text below: for code, files, embeds and bookmarks.
    pub fn caption(self, text: impl Into<RichTextInputs>) -> Self {
        self.with(Field::Caption(text.into()))
    }

    /// Sets a field that this crate does not know, for a type that it may know or not.
    ///
    /// ```
    /// # use alloy_notion::BlockInput;
    /// BlockInput::raw("poll").field("question", "Tea or coffee?");
    /// ```
    pub fn field(self, name: impl Into<String>, value: impl Into<serde_json::Value>) -> Self {
        self.with(Field::Other(name.into(), value.into()))
    }
}

/// What single kinds can have.
impl BlockInput {
    /// Ticks the box of a to-do.
    pub fn checked(self) -> Self {
        self.with(Field::Checked(true))
    }

    /// The icon of a callout, or of a paragraph that is a tab.
    pub fn icon(self, icon: impl Into<IconInput>) -> Self {
        self.with(Field::Icon(Some(icon.into())))
    }

    /// Makes a heading fold, even one without blocks inside.
    pub fn toggleable(self) -> Self {
        self.with(Field::IsToggleable(true))
    }

    /// The name under which a file is shown.
    pub fn name(self, name: impl Into<String>) -> Self {
        self.with(Field::Name(name.into()))
    }

    /// Makes the first row of a table a heading.
    pub fn column_header(self) -> Self {
        self.with(Field::HasColumnHeader(true))
    }

    /// Makes the first column of a table a heading.
    pub fn row_header(self) -> Self {
        self.with(Field::HasRowHeader(true))
    }

    /// How much of the whole width a column takes, above 0 and at most 1.
    pub fn width_ratio(self, ratio: f64) -> Self {
        self.with(Field::WidthRatio(ratio))
    }
}

impl BlockInput {
    fn of(kind: Kind) -> Self {
        Self { kind, fields: Vec::new(), children: Vec::new() }
    }

    fn of_text(kind: Kind, text: impl Into<RichTextInputs>) -> Self {
        Self::of(kind).with(Field::RichText(text.into()))
    }

    /// Sets a field, in place of what it had.
    fn with(mut self, field: Field) -> Self {
        field.set(&mut self.fields);
        self
    }

    pub(crate) fn size(&self) -> usize {
        48 + limits::size(&self.fields) + self.children.iter().map(Self::size).sum::<usize>()
    }
}

impl Tagged for BlockInput {
    fn write<M: SerializeMap>(&self, object: &mut M) -> Result<(), M::Error> {
        tagged::entries(object, self.kind.name(), &Content(self))
    }
}

serialize_tagged!(BlockInput);

/// What is under the key that is named as the block's type.
struct Content<'a>(&'a BlockInput);

impl Serialize for Content<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let BlockInput { fields, children, .. } = self.0;
        let mut content = serializer.serialize_map(None)?;
        for field in fields {
            field.write(&mut content)?;
        }
        if !children.is_empty() {
            content.serialize_entry("children", children)?;
        }
        content.end()
    }
}
