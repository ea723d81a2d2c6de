//! Retrieving a page.

use alloy_core::Action;

use crate::{Notion, Page, PageId, PropertyId, filter_properties::FilterProperties};

/// Retrieves a page with its properties; what is on it are blocks, which are retrieved separately.
///
/// Of a title, a text, a relation or people, at most 25 references are given:
/// [`PropertyValue::is_truncated`](crate::PropertyValue::is_truncated).
///
/// ```
/// use alloy_notion::{PropertyId, RetrievePage};
/// # let page_id: alloy_notion::PageId = "59833787-2cf9-4fdf-8782-e53db20768a5".parse()?;
/// let action = RetrievePage::new(page_id).filter_property(PropertyId::new("fk%5EY")?);
/// # Ok::<(), alloy_core::Error>(())
/// ```
///
/// The action `retrieve-a-page`. It changes nothing.
#[derive(Action, Clone, Debug, PartialEq, Eq)]
#[action(connector = Notion, id = "retrieve-a-page", effect = read, output = Page)]
#[must_use = "an action does nothing until it is executed"]
pub struct RetrievePage {
    #[action(path)]
    page_id: PageId,
    #[action(query)]
    filter_properties: Option<FilterProperties>,
}

impl RetrievePage {
    /// The page of that id.
    pub fn new(page: impl Into<PageId>) -> Self {
        Self { page_id: page.into(), filter_properties: None }
    }

    /// Adds a property to those that are wanted. Without any, all are given.
    pub fn filter_property(mut self, property: impl Into<PropertyId>) -> Self {
        self.filter_properties.get_or_insert_default().push(property.into());
        self
    }
}
