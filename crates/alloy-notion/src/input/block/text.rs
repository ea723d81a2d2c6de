//! Blocks of text.

use super::{BlockInput, field::Field, kind::Kind};
use crate::{CodeLanguage, input::RichTextInputs};

/// Blocks of text.
impl BlockInput {
    /// A paragraph.
    pub fn paragraph(text: impl Into<RichTextInputs>) -> Self {
        Self::of_text(Kind::Paragraph, text)
    }

    /// A heading of the first level.
    pub fn heading_1(text: impl Into<RichTextInputs>) -> Self {
        Self::of_text(Kind::Heading1, text)
    }

    /// A heading of the second level.
    pub fn heading_2(text: impl Into<RichTextInputs>) -> Self {
        Self::of_text(Kind::Heading2, text)
    }

    /// A heading of the third level.
    pub fn heading_3(text: impl Into<RichTextInputs>) -> Self {
        Self::of_text(Kind::Heading3, text)
    }

    /// A heading of the fourth level.
    pub fn heading_4(text: impl Into<RichTextInputs>) -> Self {
        Self::of_text(Kind::Heading4, text)
    }

    /// An item of a list with bullets.
    pub fn bulleted_list_item(text: impl Into<RichTextInputs>) -> Self {
        Self::of_text(Kind::BulletedListItem, text)
    }

    /// An item of a list with numbers. Notion counts neighbouring items.
    pub fn numbered_list_item(text: impl Into<RichTextInputs>) -> Self {
        Self::of_text(Kind::NumberedListItem, text)
    }

    /// A quotation.
    pub fn quote(text: impl Into<RichTextInputs>) -> Self {
        Self::of_text(Kind::Quote, text)
    }

    /// A text under which blocks are folded away.
    pub fn toggle(text: impl Into<RichTextInputs>) -> Self {
        Self::of_text(Kind::Toggle, text)
    }

    /// A task with a box to tick, open unless [`checked`](Self::checked).
    pub fn to_do(text: impl Into<RichTextInputs>) -> Self {
        Self::of_text(Kind::ToDo, text)
    }

    /// A text that is set off from the others.
    pub fn callout(text: impl Into<RichTextInputs>) -> Self {
        Self::of_text(Kind::Callout, text)
    }

    /// A button that makes copies of the blocks inside. Notion has given up on these.
    pub fn template(text: impl Into<RichTextInputs>) -> Self {
        Self::of_text(Kind::Template, text)
    }

    /// Program text. [`RichTextInputs::split`] takes more than 2,000 UTF-16 units.
    pub fn code(language: CodeLanguage, text: impl Into<RichTextInputs>) -> Self {
        Self::of_text(Kind::Code, text).with(Field::Language(language))
    }

    /// A formula in LaTeX, at most 1,000 UTF-16 units.
    pub fn equation(expression: impl Into<String>) -> Self {
        Self::of(Kind::Equation).with(Field::Expression(expression.into()))
    }
}
