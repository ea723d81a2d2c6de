//! Markdown, as far as the documents tell what Notion makes of it.

mod inline;

use serde_json::Value;

/// The rich text that Markdown within a line stands for, in its read shape.
pub(super) fn rich_text(markdown: &str) -> Value {
    inline::read(markdown)
}
