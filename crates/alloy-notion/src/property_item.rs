//! All that a property of a page holds, without the limits of the page itself.

mod kind;
mod reply;
mod retrieve;

use crate::{PropertyId, PropertyValueKind, Rollup, wire::object};

pub use kind::PropertyItemKind;
pub use reply::{PageProperty, PropertyItemList, PropertyOfItems, PropertyOfItemsKind};
pub use retrieve::RetrievePageProperty;

object! {
    /// What a property of a page holds, or one item of it.
    ///
    /// A title, a text, people and a relation come as a list of items, each one stretch of text,
    /// one user or one page. All others are one item.
    pub struct PropertyItem as "property_item" {
        /// The property's id. Notion gave none before version 2022-02-22.
        id: Option<PropertyId>,
        ..kind: PropertyItemKind,
    }
}

impl PropertyItem {
    /// The rollup, if it is one.
    pub fn as_rollup(&self) -> Option<&Rollup> {
        match &self.kind {
            PropertyItemKind::Value(PropertyValueKind::Rollup(rollup)) => Some(rollup),
            _ => None,
        }
    }
}
