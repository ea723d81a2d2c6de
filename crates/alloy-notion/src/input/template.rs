//! Templates to make a page from, and places to put it.

use serde::{Serialize, Serializer, ser::SerializeMap};

use super::{
    block::Position,
    tagged::{self, Tagged, serialize_tagged},
};
use crate::{BlockId, PageId};

/// The template that a new page of a data source is made from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TemplateInput {
    template: Template,
    timezone: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Template {
    None,
    Default,
    Id(PageId),
}

impl TemplateInput {
    /// No template, which is also what leaving it out means.
    pub fn none() -> Self {
        Self { template: Template::None, timezone: None }
    }

    /// The template that the data source uses by default.
    pub fn default_of_data_source() -> Self {
        Self { template: Template::Default, timezone: None }
    }

    /// A template by its id.
    pub fn id(template: impl Into<PageId>) -> Self {
        Self { template: Template::Id(template.into()), timezone: None }
    }

    /// The IANA time zone, as `Europe/Berlin`, that `today` and `now` in the template are taken in.
    pub fn timezone(mut self, name: impl Into<String>) -> Self {
        self.timezone = Some(name.into());
        self
    }
}

impl TemplateInput {
    /// Whether a template is used at all.
    pub(crate) fn is_used(&self) -> bool {
        self.template != Template::None
    }
}

impl Serialize for TemplateInput {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_map(None)?;
        match &self.template {
            Template::None => object.serialize_entry("type", "none")?,
            Template::Default => object.serialize_entry("type", "default")?,
            Template::Id(id) => tagged::entries(&mut object, "template_id", id)?,
        }
        if let Some(timezone) = &self.timezone {
            object.serialize_entry("timezone", timezone)?;
        }
        object.end()
    }
}

/// Where in its parent page a new page is put.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PagePosition(Position);

impl PagePosition {
    /// Before everything else.
    pub fn start() -> Self {
        Self(Position::Start)
    }

    /// After everything else.
    pub fn end() -> Self {
        Self(Position::End)
    }

    /// After a block of the parent page.
    pub fn after(block: impl Into<BlockId>) -> Self {
        Self(Position::After(block.into()))
    }
}

impl Tagged for PagePosition {
    fn write<M: SerializeMap>(&self, object: &mut M) -> Result<(), M::Error> {
        self.0.write(object, "page_start", "page_end")
    }
}

serialize_tagged!(PagePosition);
