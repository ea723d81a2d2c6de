//! Icons to be written.

use alloy_core::Error;
use serde::{Serialize, ser::SerializeMap};

use super::{
    FileInput,
    tagged::{self, Reference, Tagged, serialize_tagged},
};
use crate::{
    CustomEmojiId, IconColor,
    limits::{At, Limits},
};

/// The icon of a page or of a callout.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IconInput(Icon);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Icon {
    Emoji(String),
    CustomEmoji(CustomEmojiId),
    File(FileInput),
    Native(Native),
}

/// One of Notion's own icons.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct Native {
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    color: Option<IconColor>,
}

impl IconInput {
    /// An emoji, as `🚀`.
    pub fn emoji(emoji: impl Into<String>) -> Self {
        Self(Icon::Emoji(emoji.into()))
    }

    /// One of the workspace's own emojis.
    pub fn custom_emoji(id: impl Into<CustomEmojiId>) -> Self {
        Self(Icon::CustomEmoji(id.into()))
    }

    /// An image on the web or among the uploads.
    pub fn file(file: FileInput) -> Self {
        Self(Icon::File(file))
    }

    /// One of Notion's own icons by its name, as `pizza`, in its default colour.
    pub fn native(name: impl Into<String>) -> Self {
        Self(Icon::Native(Native { name: name.into(), color: None }))
    }

    /// One of Notion's own icons in a colour.
    pub fn native_in(name: impl Into<String>, color: IconColor) -> Self {
        Self(Icon::Native(Native { name: name.into(), color: Some(color) }))
    }
}

impl From<FileInput> for IconInput {
    fn from(file: FileInput) -> Self {
        Self::file(file)
    }
}

impl Tagged for IconInput {
    fn write<M: SerializeMap>(&self, object: &mut M) -> Result<(), M::Error> {
        match &self.0 {
            Icon::Emoji(emoji) => tagged::entries(object, "emoji", emoji),
            Icon::CustomEmoji(id) => tagged::entries(object, "custom_emoji", &Reference { id }),
            Icon::File(file) => file.write(object),
            Icon::Native(icon) => tagged::entries(object, "icon", icon),
        }
    }
}

serialize_tagged!(IconInput);

impl Limits for IconInput {
    fn check(&self, at: &At<'_>) -> Result<(), Error> {
        match &self.0 {
            Icon::File(file) => file.check(at),
            Icon::Emoji(_) | Icon::CustomEmoji(_) | Icon::Native(_) => Ok(()),
        }
    }

    fn size(&self) -> usize {
        match &self.0 {
            Icon::Emoji(emoji) => 32 + emoji.len(),
            Icon::CustomEmoji(_) => 96,
            Icon::File(file) => file.size(),
            Icon::Native(icon) => 64 + icon.name.len(),
        }
    }
}
