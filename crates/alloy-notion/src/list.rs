//! Lists, which Notion gives page by page.

mod read;

use alloy_core::{Cursor, Listing, Next};
use compact_str::CompactString;
use serde::{Serialize, Serializer};

use crate::wire::{
    Extra, Fit, Json, NO_OBJECT, Object, ObjectWriter, Shape, Slot, Tags, Wire, names, object,
    object_has, read_object,
};

pub(crate) use read::Pieces;

/// One page of a list.
///
/// A list of which one item cannot be read is an error that names the item.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct List<T> {
    /// The items of this page, which may be fewer than were asked for.
    pub results: Vec<T>,
    /// Where the list goes on.
    pub next_cursor: Option<CompactString>,
    /// Whether there is another page.
    pub has_more: bool,
    /// What kind of list it is.
    pub list_type: Option<ListType>,
    /// Whether Notion has stopped before the end.
    pub request_status: Option<RequestStatus>,
    extra: Extra,
}

names! {
    /// What kind of list it is.
    pub enum ListType {
        /// Blocks.
        Block = "block",
        /// Pages.
        Page = "page",
        /// Databases.
        Database = "database",
        /// Pages and databases.
        PageOrDatabase = "page_or_database",
        /// Pages and data sources.
        PageOrDataSource = "page_or_data_source",
        /// Users.
        User = "user",
        /// Comments.
        Comment = "comment",
        /// Items of one property of a page.
        PropertyItem = "property_item",
        /// File uploads.
        FileUpload = "file_upload",
        /// Emojis of the workspace.
        CustomEmoji = "custom_emoji",
        /// Views of a database.
        View = "view",
    }
}

object! {
    /// Whether Notion has stopped before the end of a list.
    pub struct RequestStatus {
        /// Whether it has.
        state as "type": Option<RequestState>,
        /// Why it has, such as `query_result_limit_reached`.
        incomplete_reason: Option<CompactString>,
    }
}

names! {
    /// Whether Notion has stopped before the end of a list.
    pub enum RequestState {
        /// It has not.
        Complete = "complete",
        /// It has: there is more than can be asked for.
        Incomplete = "incomplete",
    }
}

impl<T> List<T> {
    /// The items of this page.
    pub fn iter(&self) -> std::slice::Iter<'_, T> {
        self.results.iter()
    }

    /// The members that no field shows: those that this version of the crate does not know, and
    /// those whose value is of an unexpected kind.
    pub fn extra(&self) -> &Extra {
        &self.extra
    }

    /// Whether a member of that key was in the JSON that this was read from, `null` or not.
    pub fn has(&self, key: &str) -> bool {
        object_has(&SHAPE, &self.extra, None, key)
    }

    /// The same list with other items.
    pub(crate) fn map<U>(mut self, item: impl FnMut(T) -> U) -> List<U> {
        let results = std::mem::take(&mut self.results);
        self.with_results(results.into_iter().map(item).collect())
    }

    fn with_results<U>(self, results: Vec<U>) -> List<U> {
        let Self { results: _, next_cursor, has_more, list_type, request_status, extra } = self;
        List { results, next_cursor, has_more, list_type, request_status, extra }
    }

    /// Whether Notion has stopped although there is more, as it does after 10,000 rows of a query.
    pub fn is_incomplete(&self) -> bool {
        self.request_status.as_ref().is_some_and(RequestStatus::is_incomplete)
    }
}

/// Where a list goes on, by what one page of it says.
pub(crate) fn next_page(
    next_cursor: Option<&str>,
    has_more: Option<bool>,
    status: Option<&RequestStatus>,
) -> Next {
    if let Some(cursor) = next_cursor.filter(|_| has_more != Some(false)) {
        return Next::Cursor(Cursor::new(cursor));
    }
    if let Some(status) = status.filter(|status| status.is_incomplete()) {
        let reason = status.incomplete_reason.clone();
        return Next::Incomplete(reason.unwrap_or_default().into());
    }
    if has_more == Some(true) {
        return Next::Incomplete("there is more, and no cursor to it".to_owned());
    }
    Next::End
}

impl RequestStatus {
    fn is_incomplete(&self) -> bool {
        self.state == Some(RequestState::Incomplete)
    }
}

impl<T: Send + 'static> Listing for List<T> {
    type Item = T;

    fn next(&self) -> Next {
        let says_more = self.has("has_more").then_some(self.has_more);
        next_page(self.next_cursor.as_deref(), says_more, self.request_status.as_ref())
    }

    fn into_items(self) -> Vec<T> {
        self.results
    }
}

impl<T> IntoIterator for List<T> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.results.into_iter()
    }
}

impl<'a, T> IntoIterator for &'a List<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.results.iter()
    }
}

static SHAPE: Shape = Shape {
    name: Some("list"),
    keys: &["results", "next_cursor", "has_more", "type", "request_status"],
    required: 1,
    tags: Tags::NONE,
};

/// What `object!` would say, which has no generic types.
impl<T: Wire> Object for List<T> {
    fn shape(&self) -> &'static Shape {
        &SHAPE
    }

    fn member(&mut self, index: usize) -> Option<&mut dyn Slot> {
        Some(match index {
            0 => &mut self.results,
            1 => &mut self.next_cursor,
            2 => &mut self.has_more,
            3 => &mut self.list_type,
            _ => &mut self.request_status,
        })
    }

    fn extra_mut(&mut self) -> &mut Extra {
        &mut self.extra
    }
}

impl<T: Wire> Slot for List<T> {
    fn reset(&mut self) {
        *self = Self::absent();
    }

    fn read(&mut self, json: &mut Json<'_>) -> Fit {
        read_object(self, json)
    }
}

impl<T: Wire> Wire for List<T> {
    const REQUIRED: bool = true;
    const EXPECTED: &'static str = "a list";

    fn absent() -> Self {
        let mut extra = Extra::default();
        extra.set(NO_OBJECT);
        Self {
            results: Vec::new(),
            next_cursor: None,
            has_more: false,
            list_type: None,
            request_status: None,
            extra,
        }
    }

    fn is_absent(&self) -> bool {
        self.results.is_empty()
    }
}

impl<T: Wire> Serialize for List<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut writer = ObjectWriter::new(&SHAPE, &self.extra, serializer.serialize_map(None)?)?;
        writer.member(0, &self.results)?;
        writer.member(1, &self.next_cursor)?;
        writer.member(2, &self.has_more)?;
        writer.member(3, &self.list_type)?;
        writer.member(4, &self.request_status)?;
        writer.end()
    }
}
