//! What Notion takes wherever it takes text: a list of rich text.

use std::borrow::Cow;

use alloy_core::Error;
use serde::Serialize;

use super::{Content, MentionInput, RichTextInput, split};
use crate::limits::{self, At, Limits};

/// A text made of stretches that look different; at most 100 of them.
///
/// A plain string becomes one, and so does an array or a `Vec` of [`RichTextInput`].
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(transparent)]
pub struct RichTextInputs(Vec<RichTextInput>);

impl RichTextInputs {
    /// Cuts texts that are longer than the 2,000 UTF-16 units that Notion takes in one piece.
    ///
    /// The pieces together are the text, and each keeps the look and the link of the whole. A cut
    /// is never inside a `char`. It is not before a combining mark, a variation selector, a skin
    /// tone, the second half of a flag or a joined emoji, nor inside `\r\n`, unless what belongs
    /// together is longer than 64 `char`s. Mentions and equations stay as they are.
    ///
    /// ```
    /// # use alloy_notion::RichTextInputs;
    /// assert_eq!(RichTextInputs::split("a".repeat(4100)).len(), 3);
    /// assert_eq!(RichTextInputs::split("short").len(), 1);
    /// ```
    pub fn split(text: impl Into<Self>) -> Self {
        let Self(items) = text.into();
        let mut pieces = Vec::with_capacity(items.len());
        for item in items {
            match item.content {
                Content::Text { content, link } if content.len() > limits::TEXT => {
                    pieces.extend(split::pieces(&content, limits::TEXT).map(|piece| {
                        let content = Content::Text { content: piece.into(), link: link.clone() };
                        RichTextInput { content, style: item.style.clone() }
                    }));
                }
                _ => pieces.push(item),
            }
        }
        Self(pieces)
    }

    /// How many stretches there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is no text at all.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// One conversion for everything that is a text by itself.
macro_rules! from_text {
    ($($text:ty),+) => {$(
        impl From<$text> for RichTextInputs {
            fn from(text: $text) -> Self {
                RichTextInput::text(text).into()
            }
        }
    )+};
}

from_text!(&str, &String, String, Cow<'_, str>);

impl From<RichTextInput> for RichTextInputs {
    fn from(item: RichTextInput) -> Self {
        Self(vec![item])
    }
}

impl From<MentionInput> for RichTextInputs {
    fn from(mention: MentionInput) -> Self {
        RichTextInput::from(mention).into()
    }
}

impl From<Vec<RichTextInput>> for RichTextInputs {
    fn from(items: Vec<RichTextInput>) -> Self {
        Self(items)
    }
}

impl<const N: usize> From<[RichTextInput; N]> for RichTextInputs {
    fn from(items: [RichTextInput; N]) -> Self {
        Self(items.into())
    }
}

impl FromIterator<RichTextInput> for RichTextInputs {
    fn from_iter<I: IntoIterator<Item = RichTextInput>>(items: I) -> Self {
        Self(items.into_iter().collect())
    }
}

impl Limits for RichTextInputs {
    fn check(&self, at: &At<'_>) -> Result<(), Error> {
        limits::list(&self.0, at)
    }

    fn size(&self) -> usize {
        16 + limits::size(&self.0)
    }
}
