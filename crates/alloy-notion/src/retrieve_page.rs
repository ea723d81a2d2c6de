//! Retrieving a page.

use alloy_core::{Action, Effect, EnvelopeWriter, Error, Operation, Reply};
use serde::{Serialize, Serializer};

use crate::{Notion, Page, PageId, PropertyId};

/// Retrieves a page with its properties; what is on it are blocks, which are retrieved separately.
///
/// Of a title, a text, a relation or people, at most 25 references are given:
/// [`PropertyValue::is_truncated`](crate::PropertyValue::is_truncated).
///
/// The action `retrieve-a-page`. It changes nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use = "an action does nothing until it is executed"]
pub struct RetrievePage {
    page_id: PageId,
    filter_properties: Vec<PropertyId>,
}

impl RetrievePage {
    /// The page of that id.
    pub fn new(page: impl Into<PageId>) -> Self {
        Self { page_id: page.into(), filter_properties: Vec::new() }
    }

    /// Adds a property to those that are wanted. Without any, all are given.
    pub fn filter_property(mut self, property: impl Into<PropertyId>) -> Self {
        self.filter_properties.push(property.into());
        self
    }
}

impl Action for RetrievePage {
    type Output = Page;

    fn operation(&self) -> Operation<'_> {
        Operation::new(&Notion, "retrieve-a-page", Effect::Read)
    }

    fn encode(&self, envelope: &mut EnvelopeWriter<'_>) -> Result<(), Error> {
        envelope.path("page_id", self.page_id.to_string())?;
        if !self.filter_properties.is_empty() {
            envelope.query("filter_properties", &Decoded(&self.filter_properties))?;
        }
        Ok(())
    }

    fn decode(&self, reply: Reply) -> Result<Page, Error> {
        reply.decode()
    }
}

/// Property ids without the encoding that Notion gives them, since a query is encoded as a whole.
struct Decoded<'a>(&'a [PropertyId]);

impl Serialize for Decoded<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.iter().map(PropertyId::decoded))
    }
}
