//! Searching a workspace.

use alloy_core::{Action, Context, Cursor};
use serde::{Serialize, Serializer, ser::SerializeStruct};

use crate::{
    DataSource, Database, List, Notion, NotionVersion, Page,
    page_size::PageSize,
    paging::paged,
    wire::{by_object, names},
};

/// Finds pages and databases by their titles.
///
/// Finds what the integration may see. Without a query, that is all of it. The index lags behind:
/// what was made a moment ago may be missing.
///
/// ```
/// use alloy_notion::{Direction, Search, SearchSort};
/// let newest = Search::pages()
///     .query("roadmap")
///     .sort(SearchSort::LastEdited(Direction::Descending))
///     .page_size(10);
/// ```
///
/// The action `post-search`. It changes nothing.
#[derive(Action, Clone, Debug, PartialEq)]
#[action(connector = Notion, id = "post-search", effect = read, output = List<SearchResult>)]
#[action(validate = Self::check_page_size, body = Self::body)]
#[must_use = "an action does nothing until it is executed"]
pub struct Search {
    query: Option<String>,
    filter: Option<Filter>,
    in_trash: Option<bool>,
    sort: Option<SearchSort>,
    start_cursor: Option<Cursor>,
    page_size: Option<PageSize>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Filter {
    Pages,
    Databases,
}

/// In which order results come.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SearchSort {
    /// By when they were changed last.
    LastEdited(Direction),
    /// By how well they match the query.
    ///
    /// Newer than version 2022-06-28. Which versions take it is not verified.
    Relevance,
}

names! {
    /// Which end of an order comes first.
    pub enum Direction {
        /// The smallest, or the first.
        Ascending = "ascending",
        /// The largest, or the last.
        Descending = "descending",
    }
}

by_object! {
    /// What a search finds.
    pub enum SearchResult {
        /// A page.
        Page(Page),
        /// A database, up to version 2022-06-28.
        Database(Database),
        /// A data source of a database, since version 2025-09-03.
        DataSource(DataSource),
    }
}

impl Search {
    /// Everything that the integration may see.
    pub fn all() -> Self {
        Self {
            query: None,
            filter: None,
            in_trash: None,
            sort: None,
            start_cursor: None,
            page_size: None,
        }
    }

    /// Pages only.
    pub fn pages() -> Self {
        Self { filter: Some(Filter::Pages), ..Self::all() }
    }

    /// Databases only; since version 2025-09-03, their data sources.
    pub fn databases() -> Self {
        Self { filter: Some(Filter::Databases), ..Self::all() }
    }

    /// Only what has this text in its title.
    pub fn query(mut self, text: impl Into<String>) -> Self {
        self.query = Some(text.into());
        self
    }

    /// Only what is in the trash, instead of what is not.
    ///
    /// Newer than version 2022-06-28. Which versions take it is not verified.
    pub fn in_trash(mut self) -> Self {
        self.in_trash = Some(true);
        self
    }

    /// In this order. Without one, Notion decides.
    pub fn sort(mut self, sort: SearchSort) -> Self {
        self.sort = Some(sort);
        self
    }

    fn body<'a>(&'a self, context: &Context<'_>) -> Body<'a> {
        let version = NotionVersion::of(context);
        let has_data_sources = version.is_some_and(|version| version.has_data_sources());
        Body { search: self, has_data_sources }
    }
}

paged!(Search);

/// The body, of which one word depends on the version.
struct Body<'a> {
    search: &'a Search,
    has_data_sources: bool,
}

/// What is let through: one kind of object or both, in the trash or not.
#[derive(Serialize)]
struct FilterBody {
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    property: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    in_trash: Option<bool>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum SortBody<'a> {
    Timestamp { timestamp: &'static str, direction: &'a Direction },
    Property { property: &'static str },
}

impl Body<'_> {
    fn filter(&self) -> Option<FilterBody> {
        let Search { filter, in_trash, .. } = *self.search;
        let value = filter.map(|filter| match filter {
            Filter::Pages => "page",
            Filter::Databases if self.has_data_sources => "data_source",
            Filter::Databases => "database",
        });
        let property = value.map(|_| "object");
        (value.is_some() || in_trash.is_some()).then_some(FilterBody { value, property, in_trash })
    }

    fn sort(&self) -> Option<SortBody<'_>> {
        Some(match self.search.sort.as_ref()? {
            SearchSort::LastEdited(direction) => {
                SortBody::Timestamp { timestamp: "last_edited_time", direction }
            }
            SearchSort::Relevance => SortBody::Property { property: "relevance" },
        })
    }
}

impl Serialize for Body<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Search { query, start_cursor, page_size, .. } = self.search;
        let mut body = serializer.serialize_struct("Search", 5)?;
        write(&mut body, "query", query.as_ref())?;
        write(&mut body, "filter", self.filter().as_ref())?;
        write(&mut body, "sort", self.sort().as_ref())?;
        write(&mut body, "start_cursor", start_cursor.as_ref())?;
        write(&mut body, "page_size", page_size.as_ref())?;
        body.end()
    }
}

/// Writes a member if there is one: Notion refuses `null` here.
fn write<B: SerializeStruct>(
    body: &mut B,
    key: &'static str,
    value: Option<&impl Serialize>,
) -> Result<(), B::Error> {
    value.map_or(Ok(()), |value| body.serialize_field(key, value))
}

impl SearchResult {
    /// The page, if it is one.
    pub fn as_page(&self) -> Option<&Page> {
        match self {
            Self::Page(page) => Some(page),
            _ => None,
        }
    }

    /// The database, if it is one.
    pub fn as_database(&self) -> Option<&Database> {
        match self {
            Self::Database(database) => Some(database),
            _ => None,
        }
    }

    /// The data source, if it is one.
    pub fn as_data_source(&self) -> Option<&DataSource> {
        match self {
            Self::DataSource(data_source) => Some(data_source),
            _ => None,
        }
    }
}
