//! What an item of a property holds.

use serde::ser::SerializeMap;

use crate::{
    PropertyValueKind, RelatedPage, RichTextItem, UserOrGroup,
    wire::{Kind, KindSlot, Slot, Tags, Unknown, Wire},
};

/// What an item of a property holds.
///
/// Four types come in pieces, and those of the others are what a page has too.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum PropertyItemKind {
    /// One stretch of the page's title.
    Title(Box<RichTextItem>),
    /// One stretch of a text.
    RichText(Box<RichTextItem>),
    /// One of the users and groups.
    People(UserOrGroup),
    /// One of the related pages.
    Relation(RelatedPage),
    /// The whole value of a property of any other type.
    Value(PropertyValueKind),
}

impl PropertyItemKind {
    /// What `type` says, and the name of the key of the content.
    pub fn type_name(&self) -> &str {
        match self {
            Self::Title(_) => TITLE,
            Self::RichText(_) => RICH_TEXT,
            Self::People(_) => PEOPLE,
            Self::Relation(_) => RELATION,
            Self::Value(value) => value.type_name(),
        }
    }
}

const TITLE: &str = "title";
const RICH_TEXT: &str = "rich_text";
const PEOPLE: &str = "people";
const RELATION: &str = "relation";

/// What `union!` would say, which cannot take the variants of another union.
impl Kind for PropertyItemKind {
    const TAGS: Tags = PropertyValueKind::TAGS;

    fn absent() -> Self {
        Self::Value(Kind::absent())
    }

    fn tag(&self) -> Option<&str> {
        match self {
            Self::Value(value) => value.tag(),
            _ => Some(self.type_name()),
        }
    }

    fn content_key(&self) -> Option<&str> {
        match self {
            Self::Value(value) => value.content_key(),
            _ => Some(self.type_name()),
        }
    }

    fn write_content<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
        match self {
            Self::Title(text) => map.serialize_entry(TITLE, text),
            Self::RichText(text) => map.serialize_entry(RICH_TEXT, text),
            Self::People(user) => map.serialize_entry(PEOPLE, user),
            Self::Relation(page) => map.serialize_entry(RELATION, page),
            Self::Value(value) => value.write_content(map),
        }
    }
}

impl KindSlot for PropertyItemKind {
    fn become_known(&mut self, index: usize) -> Option<&mut dyn Slot> {
        *self = match *Self::TAGS.names.get(index)? {
            TITLE => Self::Title(Wire::absent()),
            RICH_TEXT => Self::RichText(Wire::absent()),
            PEOPLE => Self::People(Wire::absent()),
            RELATION => Self::Relation(Wire::absent()),
            _ => Self::Value(Kind::absent()),
        };
        match self {
            Self::Title(text) | Self::RichText(text) => Some(text),
            Self::People(user) => Some(user),
            Self::Relation(page) => Some(page),
            Self::Value(value) => value.become_known(index),
        }
    }

    fn become_unknown(&mut self, unknown: Unknown) {
        *self = Self::Value(PropertyValueKind::Other(unknown));
    }
}
