//! The trash, which each version has its own word for.

use alloy_core::{Action, Call, Envelope, Headers};
use alloy_notion::{
    BlockId, DataSourceId, DatabaseId, NotionVersion, PageId, QueryDataSource, QueryDatabase,
    UpdateBlock, UpdateDataSource, UpdateDatabase, UpdatePage,
};

use crate::{credential, operations::id, platform};

/// The body that goes out with a version, or nothing if the action is refused.
fn body(action: &impl Action, version: &NotionVersion) -> String {
    let credential = credential();
    let headers: Headers = [version.header().unwrap()].into_iter().collect();
    let call = Call::new(&credential).with_headers(&headers);
    let Ok(request) = platform().request(action, &call) else { return String::new() };
    Envelope::from_slice(request.body()).unwrap().request_body.unwrap().get().to_owned()
}

#[test]
fn it_has_the_word_of_the_version_that_is_sent() {
    const OLD: &str = r#"{"archived":true}"#;
    const NEW: &str = r#"{"in_trash":true}"#;
    let page = UpdatePage::new(id::<PageId>()).trash();
    let block = UpdateBlock::new(id::<BlockId>()).trash();
    let database = UpdateDatabase::new(id::<DatabaseId>()).trash();
    let data_source = UpdateDataSource::new(id::<DataSourceId>()).trash();
    let rows = QueryDatabase::new(id::<DatabaseId>()).in_trash();
    let new_rows = QueryDataSource::new(id::<DataSourceId>()).in_trash();
    for (version, word, only_old, only_new) in [
        (NotionVersion::V2022_06_28, OLD, OLD, ""),
        (NotionVersion::V2025_09_03, NEW, "", NEW),
        (NotionVersion::V2026_03_11, NEW, "", NEW),
        (NotionVersion::from("2031-01-01"), NEW, "", NEW),
    ] {
        assert_eq!(body(&page, &version), word, "{version}");
        assert_eq!(body(&block, &version), word, "{version}");
        assert_eq!(body(&database, &version), word, "{version}");
        assert_eq!(body(&data_source, &version), only_new, "{version}");
        assert_eq!(body(&rows, &version), only_old, "{version}");
        assert_eq!(body(&new_rows, &version), only_new, "{version}");
    }
}
