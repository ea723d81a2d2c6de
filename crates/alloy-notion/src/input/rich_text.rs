//! Rich text to be written.

mod convert;
mod list;
mod mention;
mod split;
mod style;

pub(crate) use convert::convert_rich_text;
pub use list::RichTextInputs;
pub use mention::MentionInput;

use alloy_core::Error;
use serde::{Serialize, Serializer, ser::SerializeStruct};

use super::tagged::Link;
use crate::{
    Color,
    limits::{self, At, Limits},
};
use style::Style;

/// One stretch of text with one look: a text, a mention or an equation.
///
/// ```
/// use alloy_notion::{BlockInput, Color, RichTextInput};
///
/// BlockInput::paragraph([
///     RichTextInput::text("Read "),
///     RichTextInput::link("the guide", "https://example.com/guide").bold(),
///     RichTextInput::text(" first").color(Color::Red),
/// ]);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct RichTextInput {
    content: Content,
    style: Style,
}

#[derive(Clone, Debug, PartialEq)]
enum Content {
    Text { content: String, link: Option<String> },
    Mention(MentionInput),
    Equation(String),
}

impl RichTextInput {
    /// Plain text, at most 2,000 UTF-16 units. [`RichTextInputs::split`] takes longer ones.
    pub fn text(content: impl Into<String>) -> Self {
        Content::Text { content: content.into(), link: None }.into()
    }

    /// Text that leads to a URL, at most 2,000 UTF-16 units each.
    pub fn link(content: impl Into<String>, url: impl Into<String>) -> Self {
        Content::Text { content: content.into(), link: Some(url.into()) }.into()
    }

    /// A formula inside the text, in LaTeX, at most 1,000 UTF-16 units.
    pub fn equation(expression: impl Into<String>) -> Self {
        Content::Equation(expression.into()).into()
    }

    /// Shows the text in bold.
    pub fn bold(self) -> Self {
        self.with(Style::BOLD)
    }

    /// Shows the text in italics.
    pub fn italic(self) -> Self {
        self.with(Style::ITALIC)
    }

    /// Strikes the text through.
    pub fn strikethrough(self) -> Self {
        self.with(Style::STRIKETHROUGH)
    }

    /// Underlines the text.
    pub fn underline(self) -> Self {
        self.with(Style::UNDERLINE)
    }

    /// Shows the text as code.
    pub fn code(self) -> Self {
        self.with(Style::CODE)
    }

    /// Colours the text or its background.
    pub fn color(mut self, color: Color) -> Self {
        self.style.color = Some(color);
        self
    }

    fn with(mut self, flag: u8) -> Self {
        self.style.flags |= flag;
        self
    }
}

impl From<Content> for RichTextInput {
    fn from(content: Content) -> Self {
        Self { content, style: Style::default() }
    }
}

impl From<MentionInput> for RichTextInput {
    fn from(mention: MentionInput) -> Self {
        Content::Mention(mention).into()
    }
}

impl Serialize for RichTextInput {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Text<'a> {
            content: &'a str,
            #[serde(skip_serializing_if = "Option::is_none")]
            link: Option<Link<'a>>,
        }

        #[derive(Serialize)]
        struct Equation<'a> {
            expression: &'a str,
        }

        // A struct, since its keys are known at compile time.
        let mut object = serializer.serialize_struct("RichTextInput", 3)?;
        match &self.content {
            Content::Text { content, link } => {
                let link = link.as_deref().map(|url| Link { url });
                object.serialize_field("type", "text")?;
                object.serialize_field("text", &Text { content, link })
            }
            Content::Mention(mention) => {
                object.serialize_field("type", "mention")?;
                object.serialize_field("mention", mention)
            }
            Content::Equation(expression) => {
                object.serialize_field("type", "equation")?;
                object.serialize_field("equation", &Equation { expression })
            }
        }?;
        if !self.style.is_plain() {
            object.serialize_field("annotations", &self.style)?;
        }
        object.end()
    }
}

impl Limits for RichTextInput {
    fn check(&self, at: &At<'_>) -> Result<(), Error> {
        match &self.content {
            Content::Text { content, link } => {
                let at = at.key("text");
                limits::text(content, limits::TEXT, &at.key("content"))?;
                match link {
                    Some(url) => limits::text(url, limits::URL, &at.key("link").key("url")),
                    None => Ok(()),
                }
            }
            Content::Mention(mention) => mention.check(&at.key("mention")),
            Content::Equation(expression) => {
                let at = at.key("equation");
                limits::text(expression, limits::EXPRESSION, &at.key("expression"))
            }
        }
    }

    fn size(&self) -> usize {
        let content = match &self.content {
            Content::Text { content, link } => {
                content.len() + link.as_ref().map_or(0, |url| 24 + url.len())
            }
            Content::Mention(mention) => mention.size(),
            Content::Equation(expression) => expression.len(),
        };
        let style = if self.style.is_plain() { 0 } else { 96 };
        48 + content + style
    }
}
