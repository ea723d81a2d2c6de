//! Retrieving a property of a page.

use alloy_core::{Action, Cursor};

use super::PageProperty;
use crate::{Notion, PageId, PropertyId, page_size::PageSize, paging::paged};

/// Retrieves all that a property of a page holds.
///
/// A page itself gives at most 25 references of a title, a text, a relation or people
/// ([`PropertyValue::is_truncated`](crate::PropertyValue::is_truncated)), and rollups and formulas
/// are computed from as many. This has all of them.
///
/// ```
/// use alloy_notion::{PageId, PropertyId, RetrievePageProperty};
/// # let page: PageId = "59833787-2cf9-4fdf-8782-e53db20768a5".parse()?;
/// let action = RetrievePageProperty::new(page, PropertyId::new("fk%5EY")?).page_size(50);
/// # Ok::<(), alloy_core::Error>(())
/// ```
///
/// The action `retrieve-a-page-property`. It changes nothing. The property's id goes into the path
/// as it is, and Notion's own writing of ids is made for that.
#[derive(Action, Clone, Debug, PartialEq)]
#[action(connector = Notion, id = "retrieve-a-page-property", effect = read)]
#[action(output = PageProperty, decode = PageProperty::of_reply)]
#[action(validate = Self::check_page_size)]
#[must_use = "an action does nothing until it is executed"]
pub struct RetrievePageProperty {
    #[action(path)]
    page_id: PageId,
    #[action(path)]
    property_id: PropertyId,
    #[action(query)]
    start_cursor: Option<Cursor>,
    #[action(query)]
    page_size: Option<PageSize>,
}

impl RetrievePageProperty {
    /// A property of a page, by the property's id.
    pub fn new(page: impl Into<PageId>, property: impl Into<PropertyId>) -> Self {
        Self {
            page_id: page.into(),
            property_id: property.into(),
            start_cursor: None,
            page_size: None,
        }
    }
}

paged!(RetrievePageProperty);
