//! What all listings have in common.

use alloy_core::{Cursor, Envelope, Paginated};
use alloy_notion::{
    BlockId, DatabaseId, GetViewQueryResults, ListComments, ListCustomEmojis, ListFileUploads,
    ListUsers, ListViews, PageId, PropertyId, RetrievePageProperty, ViewId, ViewQueryId,
};

use crate::operations::{credential, id, refusal};

#[track_caller]
fn check<A: Paginated>(sized: impl Fn(u32) -> A) {
    for size in [0, 101] {
        let expected = format!("invalid request: page_size: {size} is not from 1 to 100");
        assert_eq!(refusal(&sized(size)), expected);
    }
    for size in [1, 100] {
        let mut action = sized(size);
        action.set_cursor(Cursor::new("next"));
        let query = Envelope::of(&action, &credential()).unwrap().query_parameters;
        assert_eq!((&query["page_size"], &query["start_cursor"]), (&size.into(), &"next".into()));
    }
}

#[test]
fn pages_have_1_to_100_items_and_follow_each_other() {
    check(|size| ListUsers::new().page_size(size));
    check(|size| ListComments::on(id::<BlockId>()).page_size(size));
    check(|size| ListCustomEmojis::new().page_size(size));
    check(|size| ListFileUploads::new().page_size(size));
    check(|size| ListViews::of_database(id::<DatabaseId>()).page_size(size));
    let query = || GetViewQueryResults::new(id::<ViewId>(), id::<ViewQueryId>());
    check(|size| query().page_size(size));
    let property = || PropertyId::new("title").unwrap();
    check(|size| RetrievePageProperty::new(id::<PageId>(), property()).page_size(size));
}
