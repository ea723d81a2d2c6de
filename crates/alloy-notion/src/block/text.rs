//! Blocks of text.

use crate::{
    CodeLanguage, Color, Icon, RichText,
    wire::{names, object},
};

object! {
    /// A text that has nothing but a colour besides.
    pub struct TextBlock {
        /// The text.
        rich_text: RichText,
        /// Its colour, or that of what is behind it.
        color: Color,
    }
}

object! {
    /// A paragraph.
    pub struct Paragraph {
        /// The text.
        rich_text: RichText,
        /// The icon. Only a paragraph that is a tab has one.
        icon: Option<Box<Icon>>,
        /// The text's colour, or that of what is behind it.
        color: Color,
    }
}

object! {
    /// A heading.
    pub struct Heading {
        /// The text.
        rich_text: RichText,
        /// Whether blocks can be folded away under it. Only then can it have any inside.
        is_toggleable: bool,
        /// The text's colour, or that of what is behind it.
        color: Color,
    }
}

object! {
    /// An item of a list with numbers.
    pub struct NumberedListItem {
        /// The text.
        rich_text: RichText,
        /// Its colour, or that of what is behind it.
        color: Color,
        /// The number that the list starts with, if it is not 1. The first item has it.
        list_start_index: Option<i64>,
        /// How the list counts, if somebody has chosen. The first item has it.
        list_format: Option<ListFormat>,
    }
}

names! {
    /// How a list with numbers counts.
    pub enum ListFormat {
        /// 1, 2, 3.
        Numbers = "numbers",
        /// a, b, c.
        Letters = "letters",
        /// i, ii, iii.
        Roman = "roman",
    }
}

object! {
    /// A task with a box to tick.
    pub struct ToDo {
        /// The text.
        rich_text: RichText,
        /// Whether the box is ticked.
        checked: bool,
        /// The text's colour, or that of what is behind it.
        color: Color,
    }
}

object! {
    /// A text that is set off from the others.
    pub struct Callout {
        /// The text.
        rich_text: RichText,
        /// The icon beside it.
        icon: Option<Box<Icon>>,
        /// Its colour, or that of what is behind it.
        color: Color,
    }
}

object! {
    /// Program text.
    pub struct Code {
        /// The text below.
        caption: RichText,
        /// The program text.
        rich_text: RichText,
        /// Its language.
        language: CodeLanguage,
    }
}

object! {
    /// A button that makes copies of the blocks inside. Notion has given up on these.
    pub struct TemplateBlock {
        /// The text on the button.
        rich_text: RichText,
    }
}
