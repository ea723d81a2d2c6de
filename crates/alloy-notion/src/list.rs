//! Lists, which Notion gives page by page.

use alloy_core::{Cursor, Listing, Next};
use compact_str::CompactString;
use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{DeserializeOwned, MapAccess},
    ser::SerializeMap,
};

use crate::wire::{
    Extra, Fit, NO_OBJECT, NoKind, Object, Wire, names, object, object_has, read_field,
    read_object, write_object,
};

/// One page of a list.
///
/// An item that cannot be read is an error that names its place; what may be in an item is up to
/// its type.
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

    /// Whether Notion has stopped although there is more, as it does after 10,000 rows of a query.
    pub fn is_incomplete(&self) -> bool {
        self.request_status
            .as_ref()
            .is_some_and(|status| status.state == Some(RequestState::Incomplete))
    }

    /// Where the list goes on, unless this is its last page.
    fn cursor(&self) -> Option<&str> {
        let has_no_more = !self.has_more && self.extra.has(bit(HAS_MORE));
        self.next_cursor.as_deref().filter(|_| !has_no_more)
    }
}

impl<T: Serialize + DeserializeOwned> List<T> {
    /// Whether a member of that key was in the JSON that this was read from, `null` or not.
    pub fn has(&self, key: &str) -> bool {
        object_has(self, key)
    }
}

impl<T: Send + 'static> Listing for List<T> {
    type Item = T;

    fn next(&self) -> Next {
        if let Some(cursor) = self.cursor() {
            return Next::Cursor(Cursor::new(cursor));
        }
        if self.is_incomplete() {
            let reason = self.request_status.as_ref().and_then(|it| it.incomplete_reason.clone());
            return Next::Incomplete(reason.unwrap_or_default().into());
        }
        if self.has_more {
            return Next::Incomplete("there is more, and no cursor to it".to_owned());
        }
        Next::End
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

const KEYS: &[&str] = &["results", "next_cursor", "has_more", "type", "request_status"];
const RESULTS: usize = 0;
const NEXT_CURSOR: usize = 1;
const HAS_MORE: usize = 2;
const TYPE: usize = 3;
const REQUEST_STATUS: usize = 4;

const fn bit(index: usize) -> u32 {
    1 << index
}

/// What `object!` would say, but for the items: those have errors of their own.
impl<T: Serialize + DeserializeOwned> Object for List<T> {
    const NAME: Option<&'static str> = Some("list");
    const KEYS: &'static [&'static str] = KEYS;
    const REQUIRED_BITS: u32 = bit(RESULTS);
    type Kind = NoKind;

    fn empty() -> Self {
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

    fn extra(&self) -> &Extra {
        &self.extra
    }

    fn extra_mut(&mut self) -> &mut Extra {
        &mut self.extra
    }

    fn kind(&self) -> &NoKind {
        &NoKind
    }

    fn set_kind(&mut self, _: NoKind) {}

    fn read_member<'de, A: MapAccess<'de>>(
        &mut self,
        index: usize,
        map: &mut A,
    ) -> Result<(), A::Error> {
        let (key, extra) = (KEYS[index], &mut self.extra);
        match index {
            RESULTS => {
                self.results = map.next_value()?;
                extra.set(bit(RESULTS));
                Ok(())
            }
            NEXT_CURSOR => read_field(&mut self.next_cursor, index, key, extra, map),
            HAS_MORE => read_field(&mut self.has_more, index, key, extra, map),
            TYPE => read_field(&mut self.list_type, index, key, extra, map),
            _ => read_field(&mut self.request_status, index, key, extra, map),
        }
    }

    fn write_members<M: SerializeMap>(&self, map: &mut M) -> Result<u32, M::Error> {
        let mut written = bit(RESULTS);
        map.serialize_entry(KEYS[RESULTS], &self.results)?;
        let mut write = |index: usize, is_absent: bool| {
            let is_written = self.extra.has(bit(index)) || !is_absent;
            written |= if is_written { bit(index) } else { 0 };
            is_written
        };
        if write(NEXT_CURSOR, self.next_cursor.is_none()) {
            map.serialize_entry(KEYS[NEXT_CURSOR], &self.next_cursor)?;
        }
        if write(HAS_MORE, !self.has_more) {
            map.serialize_entry(KEYS[HAS_MORE], &self.has_more)?;
        }
        if write(TYPE, self.list_type.is_none()) {
            map.serialize_entry(KEYS[TYPE], &self.list_type)?;
        }
        if write(REQUEST_STATUS, self.request_status.is_none()) {
            map.serialize_entry(KEYS[REQUEST_STATUS], &self.request_status)?;
        }
        Ok(written)
    }
}

impl<T: Serialize + DeserializeOwned> Wire for List<T> {
    const REQUIRED: bool = true;
    const EXPECTED: &'static str = "a list";

    fn absent() -> Self {
        Self::empty()
    }

    fn is_absent(&self) -> bool {
        self.results.is_empty()
    }

    fn read_map<'de, A: MapAccess<'de>>(&mut self, map: A) -> Result<Fit, A::Error> {
        read_object(self, map)
    }
}

impl<T: Serialize + DeserializeOwned> Serialize for List<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        write_object(self, serializer)
    }
}

impl<'de, T: Serialize + DeserializeOwned> Deserialize<'de> for List<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut this = Self::empty();
        match this.read(deserializer)? {
            Ok(()) => Ok(this),
            Err(unfit) => Err(unfit.into_error::<Self, _>()),
        }
    }
}
