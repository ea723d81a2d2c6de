//! Databases with more than one data source, which versions before 2025-09-03 cannot handle.

use alloy_core::{Action, Error, ErrorKind, Layer, Outcome};
use alloy_notion::{
    DataSourceId, DatabaseId, ErrorCode, MultipleDataSources, NotionVersion, QueryDataSource,
    QueryDatabase, RetrieveDatabase, UpdateDatabase,
};

use crate::databases::{answered, envelope_of, id};

const REFUSED: &str = r#"{
    "object": "error",
    "status": 400,
    "code": "validation_error",
    "message": "Databases with multiple data sources are not supported in this API version.",
    "additional_data": {
        "error_type": "multiple_data_sources_for_database",
        "database_id": "0f3a1d52-6b1c-4a58-9a35-0d6c7be1a000",
        "child_data_source_ids": [
            "0f3a1d52-6b1c-4a58-9a35-0d6c7be1a001",
            "0f3a1d52-6b1c-4a58-9a35-0d6c7be1a002"
        ],
        "minimum_api_version": "2025-09-03"
    },
    "request_id": "made-up-request-id"
}"#;

fn failure<A: Action>(action: &A, status: u16) -> Error {
    answered(action, status, REFUSED).map(|_| ()).unwrap_err()
}

#[track_caller]
fn check(error: &Error) -> Vec<DataSourceId> {
    assert_eq!(error.kind(), ErrorKind::Rejected);
    assert_eq!(error.layer(), Layer::Provider);
    assert_eq!(error.outcome(), Outcome::NotApplied);
    assert_eq!(ErrorCode::of(error), Some(ErrorCode::ValidationError));
    assert_eq!(error.request_id(), Some("made-up-request-id"));
    assert!(error.hint().unwrap().contains("2025-09-03"));
    let multiple = MultipleDataSources::of(error).unwrap();
    assert_eq!(multiple.minimum_api_version.as_deref(), Some("2025-09-03"));
    assert!(multiple.database_id.is_some());
    multiple.child_data_source_ids
}

/// Under whatever status the platform passes it on.
#[test]
fn every_call_of_the_database_says_so() {
    for status in [400, 200] {
        let database = id::<DatabaseId>;
        for error in [
            failure(&QueryDatabase::new(database()), status),
            failure(&RetrieveDatabase::new(database()), status),
            failure(&UpdateDatabase::new(database()).title("a"), status),
        ] {
            assert_eq!(check(&error).len(), 2);
        }
    }
}

#[test]
fn the_data_sources_can_be_queried_instead() {
    let error = failure(&QueryDatabase::new(id::<DatabaseId>()), 400);
    let data_source = check(&error).remove(0);
    let query = QueryDataSource::new(data_source);
    let envelope = envelope_of(&query, &NotionVersion::V2025_09_03).unwrap();
    assert_eq!(envelope.path_params["data_source_id"], "0f3a1d52-6b1c-4a58-9a35-0d6c7be1a001");
}
