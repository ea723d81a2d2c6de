//! Mentions to be written.

use alloy_core::Error;
use serde::ser::SerializeMap;

use crate::{
    CustomEmojiId, DatabaseId, PageId, UserId,
    input::{
        DateInput,
        tagged::{self, Reference, Tagged, serialize_tagged},
    },
    limits::{At, Limits},
};

/// Something that a text mentions, and that Notion shows by its present name.
///
/// ```
/// use alloy_notion::{BlockInput, DateInput, MentionInput, RichTextInput};
///
/// BlockInput::paragraph([
///     RichTextInput::text("Due "),
///     MentionInput::date(DateInput::day("2026-11-23")).into(),
/// ]);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MentionInput(Mention);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Mention {
    User(UserId),
    Page(PageId),
    Database(DatabaseId),
    Date(DateInput),
    Template(Template),
    CustomEmoji(CustomEmojiId),
}

/// A mention inside a template, which becomes another one in what is made of the template.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Template {
    Today,
    Now,
    Me,
}

impl MentionInput {
    /// A person or a bot.
    pub fn user(id: impl Into<UserId>) -> Self {
        Self(Mention::User(id.into()))
    }

    /// A page.
    pub fn page(id: impl Into<PageId>) -> Self {
        Self(Mention::Page(id.into()))
    }

    /// A database.
    pub fn database(id: impl Into<DatabaseId>) -> Self {
        Self(Mention::Database(id.into()))
    }

    /// A day, a moment or a time between two.
    pub fn date(date: DateInput) -> Self {
        Self(Mention::Date(date))
    }

    /// In a template: the day on which the template is used.
    pub fn today() -> Self {
        Self(Mention::Template(Template::Today))
    }

    /// In a template: the moment at which the template is used.
    pub fn now() -> Self {
        Self(Mention::Template(Template::Now))
    }

    /// In a template: whoever uses the template.
    pub fn me() -> Self {
        Self(Mention::Template(Template::Me))
    }

    /// One of the workspace's own emojis.
    pub fn custom_emoji(id: impl Into<CustomEmojiId>) -> Self {
        Self(Mention::CustomEmoji(id.into()))
    }
}

impl Tagged for MentionInput {
    fn write<M: SerializeMap>(&self, object: &mut M) -> Result<(), M::Error> {
        match &self.0 {
            Mention::User(id) => tagged::entries(object, "user", &Reference { id }),
            Mention::Page(id) => tagged::entries(object, "page", &Reference { id }),
            Mention::Database(id) => tagged::entries(object, "database", &Reference { id }),
            Mention::Date(date) => tagged::entries(object, "date", date),
            Mention::Template(template) => tagged::entries(object, "template_mention", template),
            Mention::CustomEmoji(id) => tagged::entries(object, "custom_emoji", &Reference { id }),
        }
    }
}

impl Tagged for Template {
    fn write<M: SerializeMap>(&self, object: &mut M) -> Result<(), M::Error> {
        match self {
            Self::Today => tagged::entries(object, "template_mention_date", "today"),
            Self::Now => tagged::entries(object, "template_mention_date", "now"),
            Self::Me => tagged::entries(object, "template_mention_user", "me"),
        }
    }
}

serialize_tagged!(MentionInput, Template);

impl Limits for MentionInput {
    fn check(&self, at: &At<'_>) -> Result<(), Error> {
        match &self.0 {
            Mention::Date(date) => date.check(&at.key("date")),
            _ => Ok(()),
        }
    }

    fn size(&self) -> usize {
        match &self.0 {
            Mention::Date(date) => 32 + date.size(),
            _ => 96,
        }
    }
}
