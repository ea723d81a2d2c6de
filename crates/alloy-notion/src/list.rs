//! Lists, which Notion gives page by page.

use alloy_core::{Cursor, Listing, Next};
use compact_str::CompactString;
use std::{fmt, marker::PhantomData};

use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{DeserializeSeed, Error, IgnoredAny, MapAccess, SeqAccess, Visitor},
};

use crate::wire::{
    Extra, Fit, Json, NO_OBJECT, Object, ObjectWriter, Problem, Progress, RawJson, Shape, Slot,
    Tags, Wire, names, object, object_has, read_object,
};

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

    /// Whether Notion has stopped although there is more, as it does after 10,000 rows of a query.
    pub fn is_incomplete(&self) -> bool {
        self.request_status
            .as_ref()
            .is_some_and(|status| status.state == Some(RequestState::Incomplete))
    }

    /// Where the list goes on, unless this is its last page.
    fn cursor(&self) -> Option<&str> {
        let has_no_more = !self.has_more && self.has("has_more");
        self.next_cursor.as_deref().filter(|_| !has_no_more)
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

/// Item by item, so that no copy is made of the list as a whole.
impl<'de, T: Wire> Deserialize<'de> for List<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let read = deserializer.deserialize_map(ListVisitor(PhantomData))?;
        read.map_err(|problem| D::Error::custom(problem.message()))
    }
}

struct ListVisitor<T>(PhantomData<T>);

impl<'de, T: Wire> Visitor<'de> for ListVisitor<T> {
    type Value = Result<List<T>, Problem>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(List::<T>::EXPECTED)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut results = None;
        let mut others: Vec<(CompactString, RawJson)> = Vec::new();
        while let Some(key) = map.next_key()? {
            if key == SHAPE.keys[0] {
                results = Some(map.next_value_seed(Items(PhantomData))?);
            } else {
                others.push((key, map.next_value()?));
            }
        }
        let mut list = List::absent();
        let mut progress = Progress::default();
        for (key, json) in &others {
            progress.read_member(key, json, &mut list);
        }
        Ok(match results {
            Some(Ok(results)) => {
                progress.note(0);
                progress
                    .end(&mut list, &Json::new(""))
                    .map(|()| List { results, ..list })
                    .map_err(|problem| *problem)
            }
            Some(Err(problem)) => Err(problem.within(SHAPE.keys[0])),
            None => Err(Problem::missing(SHAPE.keys[0])),
        })
    }
}

/// Reads the items of a list, all of which have to fit.
struct Items<T>(PhantomData<T>);

impl<'de, T: Wire> DeserializeSeed<'de> for Items<T> {
    type Value = Result<Vec<T>, Problem>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de, T: Wire> Visitor<'de> for Items<T> {
    type Value = Result<Vec<T>, Problem>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(Vec::<T>::EXPECTED)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        let mut items: Vec<T> = Vec::new();
        while let Some(json) = seq.next_element()? {
            // Read where it stays, since items are large.
            items.push(T::absent());
            let Some(item) = items.last_mut() else { break };
            if let Err(unfit) = item.read_owned(json) {
                while let Some(IgnoredAny) = seq.next_element()? {}
                let index = items.len() - 1;
                return Ok(Err(unfit.into_problem().within(&format!("[{index}]"))));
            }
        }
        Ok(Ok(items))
    }
}
