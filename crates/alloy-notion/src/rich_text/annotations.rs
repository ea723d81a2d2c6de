//! The look of a stretch of text.

use crate::{Color, wire::object};

object! {
    /// The look of a stretch of text.
    pub struct Annotations usually r#"{"bold":false,"italic":false,"strikethrough":false,"underline":false,"code":false,"color":"default"}"# {
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

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_usual_look_is_read_as_any_other() {
        let usual = json!({
            "bold": false, "italic": false, "strikethrough": false, "underline": false,
            "code": false, "color": "default",
        });
        let compact = r#"{"bold":false,"italic":false,"strikethrough":false,"underline":false,"code":false,"color":"default"}"#;
        for text in [compact.to_owned(), usual.to_string(), format!("{usual:#}")] {
            let look: Annotations = serde_json::from_str(&text).unwrap();
            assert!(look.is_plain() && look.extra().is_empty());
            assert!(["bold", "italic", "code", "color"].into_iter().all(|key| look.has(key)));
            assert_eq!(serde_json::to_value(&look).unwrap(), usual, "{text}");
        }
        let look: Annotations = serde_json::from_str("{}").unwrap();
        assert_eq!(serde_json::to_string(&look).unwrap(), "{}");
    }
}
