//! What Notion answers when asked for a property: one item, or a page of a list.

use alloy_core::{Error, Listing, Next, Reply};
use compact_str::CompactString;

use super::PropertyItem;
use crate::{
    Empty, ListType, PropertyId, RequestStatus, Rollup, RollupKind,
    list::next_page,
    paging::check_results,
    wire::{by_object, object, union},
};

by_object! {
    /// What a property of a page holds: one item, or one page of a list of items.
    pub enum PageProperty {
        /// All of it.
        Item(PropertyItem),
        /// One page of it: a title, a text, people, a relation, or most rollups.
        List(PropertyItemList),
    }
}

object! {
    /// One page of the items of a property.
    pub struct PropertyItemList as "list" {
        /// The items of this page. Those of a rollup are the values that it puts together.
        results: Vec<PropertyItem>,
        /// Where the list goes on.
        next_cursor: Option<CompactString>,
        /// Whether there is another page.
        has_more: bool,
        /// What kind of list it is.
        list_type as "type": Option<ListType>,
        /// The property, with what a rollup gives.
        property_item: Option<PropertyOfItems>,
        /// Whether Notion has stopped before the end.
        request_status: Option<RequestStatus>,
    }
}

object! {
    /// The property that a list of items belongs to.
    pub struct PropertyOfItems {
        /// The property's id.
        id: Option<PropertyId>,
        /// The URL of the next page. The cursor says the same.
        next_url: Option<CompactString>,
        ..kind: PropertyOfItemsKind,
    }
}

union! {
    /// What the property is that a list of items belongs to.
    pub enum PropertyOfItemsKind {
        /// The page's title.
        "title" => Title(Empty),
        /// A text.
        "rich_text" => RichText(Empty),
        /// Users and groups.
        "people" => People(Empty),
        /// Pages of a database.
        "relation" => Relation(Empty),
        /// A rollup, with what it gives. Before the last page that may be incomplete.
        "rollup" => Rollup(Rollup),
    }
}

impl PageProperty {
    /// The items: the only one, or those of this page.
    pub fn items(&self) -> &[PropertyItem] {
        match self {
            Self::Item(item) => std::slice::from_ref(item),
            Self::List(list) => &list.results,
            Self::Other(_) => &[],
        }
    }

    /// What a rollup gives, if the property is one.
    pub fn rollup(&self) -> Option<&Rollup> {
        match self {
            Self::Item(item) => item.as_rollup(),
            Self::List(list) => list.rollup(),
            Self::Other(_) => None,
        }
    }

    /// Whether what a rollup gives is not known yet: it is computed page by page, and the last page
    /// has it.
    pub fn is_incomplete(&self) -> bool {
        self.rollup().is_some_and(|rollup| matches!(rollup.kind, RollupKind::Incomplete(_)))
    }

    /// Reads a reply, of which an item that cannot be read is an error that names it.
    #[expect(clippy::needless_pass_by_value, reason = "the derived `decode` hands it over")]
    pub(super) fn of_reply(reply: Reply) -> Result<Self, Error> {
        let Some(object) = reply.field("object") else {
            return Err(Error::malformed("is no object of Notion's"));
        };
        if object == PropertyItemList::NAME {
            let list: PropertyItemList = reply.decode()?;
            check_results::<PropertyItem>(&reply, &list.extra, list.has("results"))?;
            Ok(Self::List(Box::new(list)))
        } else if object == PropertyItem::NAME {
            reply.decode().map(|item| Self::Item(Box::new(item)))
        } else {
            Err(Error::malformed("is neither a property item nor a list of them"))
        }
    }
}

impl PropertyItemList {
    /// What a rollup gives, if the property is one.
    pub fn rollup(&self) -> Option<&Rollup> {
        match &self.property_item.as_ref()?.kind {
            PropertyOfItemsKind::Rollup(rollup) => Some(rollup),
            _ => None,
        }
    }
}

impl Listing for PageProperty {
    type Item = PropertyItem;

    fn next(&self) -> Next {
        if let Self::List(list) = self {
            let says_more = list.has("has_more").then_some(list.has_more);
            let status = list.request_status.as_ref();
            match next_page(list.next_cursor.as_deref(), says_more, status) {
                Next::End => {}
                next => return next,
            }
        }
        if self.is_incomplete() {
            return Next::Incomplete("the rollup is not known on the last page either".to_owned());
        }
        Next::End
    }

    fn into_items(self) -> Vec<PropertyItem> {
        match self {
            Self::Item(item) => vec![*item],
            Self::List(list) => list.results,
            Self::Other(_) => Vec::new(),
        }
    }
}
