//! Text with looks, links, mentions and equations.

mod annotations;
mod link;
mod mention;

use std::{borrow::Cow, fmt, ops::Deref};

use compact_str::CompactString;
use serde::{Serialize, Serializer};

use crate::wire::{Fit, Json, Slot, Wire, deserialize_by_wire, object, union};

pub use annotations::Annotations;
pub use link::Link;
pub use mention::{
    DateKeyword, LinkMention, LinkPreview, Mention, MentionKind, MentionedDatabase, MentionedPage,
    TemplateMention, TemplateMentionKind, UserKeyword,
};

/// A text: stretches that differ in look or kind.
///
/// ```
/// use alloy_notion::RichText;
/// let title: RichText = serde_json::from_str(
///     r#"[{"type": "text", "text": {"content": "Road"}, "plain_text": "Road"},
///         {"type": "text", "text": {"content": "map"}, "plain_text": "map"}]"#,
/// )?;
/// assert_eq!(title.plain(), "Roadmap");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Default, PartialEq)]
pub struct RichText(Vec<RichTextItem>);

impl RichText {
    /// The text without looks and links; mentions and equations as Notion spells them out.
    ///
    /// Allocates only when there is more than one stretch.
    pub fn plain(&self) -> Cow<'_, str> {
        match &*self.0 {
            [] => Cow::Borrowed(""),
            [only] => Cow::Borrowed(&only.plain_text),
            items => items.iter().map(|item| item.plain_text.as_str()).collect::<String>().into(),
        }
    }
}

impl Deref for RichText {
    type Target = [RichTextItem];

    fn deref(&self) -> &[RichTextItem] {
        &self.0
    }
}

impl From<Vec<RichTextItem>> for RichText {
    fn from(items: Vec<RichTextItem>) -> Self {
        Self(items)
    }
}

impl From<RichText> for Vec<RichTextItem> {
    fn from(text: RichText) -> Self {
        text.0
    }
}

impl FromIterator<RichTextItem> for RichText {
    fn from_iter<I: IntoIterator<Item = RichTextItem>>(items: I) -> Self {
        Self(items.into_iter().collect())
    }
}

impl IntoIterator for RichText {
    type Item = RichTextItem;
    type IntoIter = std::vec::IntoIter<RichTextItem>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'a> IntoIterator for &'a RichText {
    type Item = &'a RichTextItem;
    type IntoIter = std::slice::Iter<'a, RichTextItem>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

impl fmt::Display for RichText {
    /// The plain text.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|item| f.write_str(&item.plain_text))
    }
}

impl fmt::Debug for RichText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(&self.0).finish()
    }
}

impl Serialize for RichText {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl Wire for RichText {
    const EXPECTED: &'static str = Vec::<RichTextItem>::EXPECTED;

    fn absent() -> Self {
        Self::default()
    }

    fn is_absent(&self) -> bool {
        self.0.is_empty()
    }
}

impl Slot for RichText {
    fn reset(&mut self) {
        self.0.clear();
    }

    fn read(&mut self, json: &mut Json<'_>) -> Fit {
        self.0.read(json)
    }
}

deserialize_by_wire!(RichText);

object! {
    /// One stretch of a text.
    pub struct RichTextItem {
        /// Its look.
        annotations: Annotations,
        /// It without its look: the text, the name of what is mentioned, the equation's expression.
        plain_text: CompactString,
        /// Where it leads: a URL, or a path within Notion.
        href: Option<CompactString>,
        ..kind: RichTextKind,
    }
}

union! {
    /// What a stretch of text is.
    pub enum RichTextKind {
        /// Text.
        "text" => Text(TextContent),
        /// A user, a page, a date or another thing, by reference.
        "mention" => Mention(Box<Mention>),
        /// A formula, in `KaTeX`'s language.
        "equation" => Equation(Equation),
    }
}

object! {
    /// A stretch of plain text.
    pub struct TextContent {
        /// The text.
        content: CompactString,
        /// Where it leads.
        link: Option<Box<Link>>,
    }
}

object! {
    /// A formula.
    pub struct Equation {
        /// The formula, in `KaTeX`'s language.
        expression: CompactString,
    }
}

impl RichTextItem {
    /// The text, if it is one.
    pub fn as_text(&self) -> Option<&TextContent> {
        match &self.kind {
            RichTextKind::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The mention, if it is one.
    pub fn as_mention(&self) -> Option<&Mention> {
        match &self.kind {
            RichTextKind::Mention(mention) => Some(mention),
            _ => None,
        }
    }

    /// The equation, if it is one.
    pub fn as_equation(&self) -> Option<&Equation> {
        match &self.kind {
            RichTextKind::Equation(equation) => Some(equation),
            _ => None,
        }
    }
}
