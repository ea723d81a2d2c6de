//! The look of a stretch of text.

use crate::{Color, wire::object};

object! {
    /// The look of a stretch of text.
    pub struct Annotations {
        /// **Bold**.
        bold: bool,
        /// *Italic*.
        italic: bool,
        /// Struck through.
        strikethrough: bool,
        /// Underlined.
        underline: bool,
        /// `Code`.
        code: bool,
        /// The colour of the text or of what is behind it.
        color: Color,
    }
}

impl Annotations {
    /// Whether the text looks as text usually does.
    pub fn is_plain(&self) -> bool {
        let Self { bold, italic, strikethrough, underline, code, color, extra: _ } = self;
        !(*bold || *italic || *strikethrough || *underline || *code) && *color == Color::Default
    }
}
