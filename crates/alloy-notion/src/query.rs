//! What queries of databases and of data sources have in common.

use alloy_core::{Cursor, Error};
use serde::Serialize;

use crate::{
    DataSource, Database, Filter, Page, Sort,
    limits::{self, At, Limits},
    page_size::PageSize,
    wire::{by_object, names},
};

by_object! {
    /// What a query finds: a page, and in a wiki also databases or data sources.
    pub enum QueryResult {
        /// A page.
        Page(Page),
        /// A database, up to version 2022-06-28.
        Database(Database),
        /// A data source of a database, since version 2025-09-03.
        DataSource(DataSource),
    }
}

impl QueryResult {
    /// The page, if it is one.
    pub fn as_page(&self) -> Option<&Page> {
        match self {
            Self::Page(page) => Some(page),
            _ => None,
        }
    }

    /// The page itself, if it is one.
    pub fn into_page(self) -> Option<Page> {
        match self {
            Self::Page(page) => Some(*page),
            _ => None,
        }
    }
}

names! {
    /// What kind of result is wanted from the data source of a wiki.
    pub enum ResultType {
        /// Pages.
        Page = "page",
        /// Data sources.
        DataSource = "data_source",
    }
}

/// The body of a query.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub(crate) struct Query {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) filter: Option<Filter>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) sorts: Vec<Sort>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) start_cursor: Option<Cursor>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) page_size: Option<PageSize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) archived: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) in_trash: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) result_type: Option<ResultType>,
}

impl Query {
    /// Checks the query as a whole body.
    pub(crate) fn check_body(&self) -> Result<(), Error> {
        self.check(&At::ROOT)?;
        limits::body(self)
    }
}

impl Limits for Query {
    fn check(&self, at: &At<'_>) -> Result<(), Error> {
        self.filter.check(&at.key("filter"))?;
        self.page_size.map_or(Ok(()), PageSize::check)
    }

    fn size(&self) -> usize {
        128 + self.filter.size()
            + limits::size(&self.sorts)
            + self.start_cursor.as_ref().map_or(0, |cursor| cursor.as_str().len())
    }
}

/// The builder methods of a query and how it goes on to its next page, for an action with a field
/// `query` and a field `filter_properties`. Rows in the trash have the name that the action's
/// versions have for them.
macro_rules! query_methods {
    ($action:ident, $in_trash:ident) => {
        impl $action {
            /// Only rows that this filter wants, in place of an earlier one. Without it, all.
            pub fn filter(mut self, filter: $crate::Filter) -> Self {
                self.query.filter = Some(filter);
                self
            }

            /// In this order, among rows that earlier sorts find equal. Without one, Notion decides.
            pub fn sort(mut self, sort: $crate::Sort) -> Self {
                self.query.sorts.push(sort);
                self
            }

            /// In the order of these sorts, the first one first, after earlier ones.
            pub fn sorts(mut self, sorts: impl IntoIterator<Item = $crate::Sort>) -> Self {
                self.query.sorts.extend(sorts);
                self
            }

            /// Adds a property to those that pages come with. Without any, all are given.
            pub fn filter_property(mut self, property: impl Into<$crate::PropertyId>) -> Self {
                self.filter_properties.push(property.into());
                self
            }

            /// At most this many results at a time, 1 to 100. Without it, 100.
            pub fn page_size(mut self, count: u32) -> Self {
                self.query.page_size = Some($crate::page_size::PageSize::new(count));
                self
            }

            /// From where an earlier reply left off.
            pub fn start_cursor(mut self, cursor: impl Into<alloy_core::Cursor>) -> Self {
                self.query.start_cursor = Some(cursor.into());
                self
            }

            /// Rows in the trash instead of the others.
            pub fn in_trash(mut self) -> Self {
                self.query.$in_trash = Some(true);
                self
            }
        }

        impl alloy_core::Paginated for $action {
            fn set_cursor(&mut self, cursor: alloy_core::Cursor) {
                self.query.start_cursor = Some(cursor);
            }
        }
    };
}

pub(crate) use query_methods;
