//! What a block says.

use alloy_core::Error;
use serde::{Serialize, ser::SerializeMap};

use crate::{
    BlockId, CodeLanguage, Color, CommentId, DatabaseId, PageId,
    input::{
        FileInput, IconInput, RichTextInputs,
        finite::finite,
        tagged::{self, Tagged},
    },
    limits::{self, At, Limits},
};

/// One field of a block's content.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Field {
    RichText(RichTextInputs),
    Caption(RichTextInputs),
    Color(Color),
    /// The icon, or none to take it away.
    Icon(Option<IconInput>),
    Checked(bool),
    IsToggleable(bool),
    Language(CodeLanguage),
    Expression(String),
    Url(String),
    /// Written as two members, `type` and the one that it names.
    Source(FileInput),
    Name(String),
    /// Written as two members, `type` and the one that it names.
    Target(Target),
    /// The block to be in sync with, or none when this is the original.
    SyncedFrom(Option<BlockId>),
    TableWidth(usize),
    HasColumnHeader(bool),
    HasRowHeader(bool),
    Cells(Vec<RichTextInputs>),
    WidthRatio(f64),
    /// A field that this crate does not know.
    Other(String, serde_json::Value),
}

/// What a link block leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Target {
    Page(PageId),
    Database(DatabaseId),
    Comment(CommentId),
}

impl Field {
    /// The name, by which a field is set at most once.
    pub(super) fn name(&self) -> &str {
        match self {
            Self::RichText(_) => "rich_text",
            Self::Caption(_) => "caption",
            Self::Color(_) => "color",
            Self::Icon(_) => "icon",
            Self::Checked(_) => "checked",
            Self::IsToggleable(_) => "is_toggleable",
            Self::Language(_) => "language",
            Self::Expression(_) => "expression",
            Self::Url(_) => "url",
            Self::Name(_) => "name",
            Self::Source(_) | Self::Target(_) => "type",
            Self::SyncedFrom(_) => "synced_from",
            Self::TableWidth(_) => "table_width",
            Self::HasColumnHeader(_) => "has_column_header",
            Self::HasRowHeader(_) => "has_row_header",
            Self::Cells(_) => "cells",
            Self::WidthRatio(_) => "width_ratio",
            Self::Other(name, _) => name,
        }
    }

    /// Puts the field among others, in place of the one of that name.
    pub(super) fn set(self, fields: &mut Vec<Self>) {
        match fields.iter_mut().find(|old| old.name() == self.name()) {
            Some(old) => *old = self,
            None => fields.push(self),
        }
    }

    /// Writes the field into the block's content.
    pub(super) fn write<M: SerializeMap>(&self, content: &mut M) -> Result<(), M::Error> {
        let name = self.name();
        match self {
            Self::RichText(text) | Self::Caption(text) => content.serialize_entry(name, text),
            Self::Color(color) => content.serialize_entry(name, color),
            Self::Icon(icon) => content.serialize_entry(name, icon),
            Self::Checked(is)
            | Self::IsToggleable(is)
            | Self::HasColumnHeader(is)
            | Self::HasRowHeader(is) => content.serialize_entry(name, is),
            Self::Language(language) => content.serialize_entry(name, language),
            Self::Expression(text) | Self::Url(text) | Self::Name(text) => {
                content.serialize_entry(name, text)
            }
            Self::Source(file) => file.write(content),
            Self::Target(target) => target.write(content),
            Self::SyncedFrom(original) => {
                content.serialize_entry(name, &original.as_ref().map(Original))
            }
            Self::TableWidth(width) => content.serialize_entry(name, width),
            Self::Cells(cells) => content.serialize_entry(name, cells),
            Self::WidthRatio(ratio) => content.serialize_entry(name, &Finite(*ratio)),
            Self::Other(_, value) => content.serialize_entry(name, value),
        }
    }
}

impl Limits for Field {
    fn check(&self, at: &At<'_>) -> Result<(), Error> {
        let here = &at.key(self.name());
        match self {
            Self::RichText(text) | Self::Caption(text) => text.check(here),
            Self::Icon(Some(icon)) => icon.check(here),
            Self::Expression(text) => limits::text(text, limits::EXPRESSION, here),
            Self::Url(url) => limits::filled(url, limits::URL, here),
            Self::Source(file) => file.check(at),
            Self::Cells(cells) => limits::each(cells, here),
            Self::WidthRatio(ratio) if !(*ratio > 0.0 && *ratio <= 1.0) => {
                Err(here.error("is not a part of the whole width, above 0 and at most 1"))
            }
            _ => Ok(()),
        }
    }

    fn size(&self) -> usize {
        24 + match self {
            Self::RichText(text) | Self::Caption(text) => text.size(),
            Self::Icon(Some(icon)) => icon.size(),
            Self::Expression(text) | Self::Url(text) | Self::Name(text) => text.len(),
            Self::Source(file) => file.size(),
            Self::Cells(cells) => limits::size(cells),
            Self::Target(_) | Self::SyncedFrom(_) => 64,
            Self::Other(name, value) => name.len() + limits::size_of_json(value),
            _ => 8,
        }
    }
}

impl Tagged for Target {
    fn write<M: SerializeMap>(&self, object: &mut M) -> Result<(), M::Error> {
        match self {
            Self::Page(id) => tagged::entries(object, "page_id", id),
            Self::Database(id) => tagged::entries(object, "database_id", id),
            Self::Comment(id) => tagged::entries(object, "comment_id", id),
        }
    }
}

struct Original<'a>(&'a BlockId);

impl Tagged for Original<'_> {
    fn write<M: SerializeMap>(&self, object: &mut M) -> Result<(), M::Error> {
        tagged::entries(object, "block_id", self.0)
    }
}

tagged::serialize_tagged!(Original<'_>);

#[derive(Serialize)]
struct Finite(#[serde(serialize_with = "finite")] f64);
